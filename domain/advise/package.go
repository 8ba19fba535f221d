package advise

import (
	"cmp"
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/advise/pack"
)

// Terms are what packages keep to besides the brief.
type Terms struct {
	Kept, Dropped []domain.AccountKey
	// Objective is what is to be had most of: reach (each person once), views
	// or engagements. "" is that of the brief, and reach where the brief's unit
	// is none of them.
	Objective domain.Unit
	// Reserve is the share of the budget that is not spent, Share the most of
	// it that one person may cost; unknown: each package has its own.
	Reserve, Share domain.Figure[domain.Rate]
	// Among bounds from how many, the best of the ranking, is chosen; 0, as
	// anything above it, is 1,000.
	Among int
}

// Plan is what a budget buys: the packages, or why there are none.
type Plan struct {
	Objective domain.Unit
	Packages  []Package
	Problem   domain.Sentence // "" when there are packages
	// LeftOut are people kept whom no package can hold, for want of a price or
	// a forecast.
	LeftOut []Candidate
	// OffSubject is how many people with price and forecast were not considered,
	// being off the subject; negative: as many were, for nobody else was there.
	OffSubject int
}

// Package is a set of bookings that fits the budget to the đồng.
type Package struct {
	Key     string      // "safe", "balanced", "bold"
	Kept    domain.Rate // the share of the budget it keeps back at least
	Share   domain.Rate // the most of the budget that one person may cost
	Held    int         // people who were kept: they are in it whatever the rest keeps to
	Items   []Item      // in the order of the ranking
	Total   domain.VND
	Reserve domain.VND // of the budget, not spent
	// Value is what it brings of the plan's objective by the middle forecasts,
	// and Bound a proven upper bound of that over every package that keeps the
	// same terms with as many people. Gap is (Bound−Value)/Bound.
	Value, Bound, Gap float64
	Sum               Sum
	Wanted            int // people the brief asks for; 0: it does not say
	Considered        int // people among whom was chosen
	// Full: everybody among whom was chosen is in it, as often as anybody may be:
	// more money would buy nothing more.
	Full bool
}

// Result is the forecast of what the package brings most of.
func (p Package) Result(objective domain.Unit) domain.Interval {
	switch objective {
	case domain.UnitViews:
		return p.Sum.Views
	case domain.UnitEngagements:
		return p.Sum.Engagements
	}
	return p.Sum.Reach
}

// Item is a booking, with what one deliverable of it costs.
type Item struct {
	Booking
	Price domain.VND // of one deliverable: the quote, or the middle of an estimate
}

// style is a way to spend a budget.
type style struct {
	key     string
	reserve domain.Rate
	share   domain.Rate // the most of the budget one person may cost
	firm    bool        // only people with a quote and views of their own
	odd     bool        // also people with something to check first
}

// styles are our choices: what is kept back for fees, boosts and whoever drops
// out, and how much may hang on one person.
var styles = []style{
	{key: "safe", reserve: 0.15, share: 0.25, firm: true},
	{key: "balanced", reserve: 0.10, share: 0.40},
	{key: "bold", reserve: 0.05, share: 1, odd: true},
}

const (
	// MostPosts is how many deliverables of one person a package holds.
	MostPosts = 3
	// LeastRelevance is the score of relevance from which somebody is in the
	// running: off the subject, reach is cheap and worth little. Who is kept is
	// in it whatever the score, and so is whose subject is unknown: most lists
	// that people bring do not say it.
	LeastRelevance = 50
	// mostConsidered bounds the work: of a longer list the best are considered.
	mostConsidered = 1_000
)

// Packages puts together what the brief's budget buys.
func (r *Ranking) Packages(t Terms) Plan {
	plan := Plan{Objective: objectiveOf(r.scorer.brief, t.Objective)}
	budget, ok := r.scorer.brief.Spend()
	if !ok {
		plan.Problem = domain.Say("advise.package.no-budget")
		return plan
	}
	people := r.bookable(t, plan.Objective, &plan)
	for _, style := range styles {
		if p, ok := r.packageOf(style, t, people, budget, plan.Objective); ok {
			plan.Packages = append(plan.Packages, p)
		}
	}
	if len(plan.Packages) == 0 {
		plan.Problem = r.noPackage(t, people, budget, plan.Objective)
	}
	return plan
}

// noPackage says why not even the loosest style makes a package.
func (r *Ranking) noPackage(t Terms, people []bookable, budget domain.VND, objective domain.Unit) domain.Sentence {
	style := styles[len(styles)-1]
	spend, most := style.limits(t, budget)
	kept, cheapest, key := domain.VND(0), domain.VND(math.MaxInt64), ""
	for i := range people {
		switch p := &people[i]; {
		case p.kept:
			kept += p.price
		case p.price < cheapest && p.subject.quoted:
			cheapest, key = p.price, "advise.package.cheapest"
		case p.price < cheapest:
			cheapest, key = p.price, "advise.package.cheapest-estimate"
		}
	}
	switch limit := min(spend, most); {
	case kept > spend:
		return domain.Say("advise.package.kept-too-dear", "cost", kept, "budget", budget, "spend", spend)
	case len(people) == 0 && r.tooDear(t, objective):
		return domain.Say("advise.package.too-dear", "budget", budget)
	case len(people) == 0:
		return domain.Say("advise.package.nobody")
	case cheapest > limit:
		return domain.Say(key, "cheapest", cheapest, "budget", budget, "limit", limit)
	}
	return domain.Say("advise.package.no-fit", "budget", budget)
}

// limits are what a style spends of a budget, and how much of that on one person.
func (s style) limits(t Terms, budget domain.VND) (spend, most domain.VND) {
	reserve, share := t.Reserve.Or(s.reserve), t.Share.Or(s.share)
	return budget - domain.VND(math.Ceil(float64(budget)*float64(reserve))), domain.VND(float64(budget) * float64(share))
}

func objectiveOf(b domain.Brief, wanted domain.Unit) domain.Unit {
	for _, u := range []domain.Unit{wanted, b.KPIUnit, b.KPI.Unit()} {
		switch u {
		case domain.UnitReach, domain.UnitViews, domain.UnitEngagements:
			return u
		case domain.UnitImpressions:
			return domain.UnitViews
		}
	}
	return domain.UnitReach
}

// bookable is an account that can be in a package.
type bookable struct {
	subject  subject
	account  int32
	position int
	kept     bool
	firm     bool // has a quote and views of its own
	odd      bool // has something to check first
	price    domain.VND
	gains    [MostPosts]float64 // of one deliverable, two, three
}

// bookable lists who can be in a package: those kept, then the best of the
// others. Of a creator who is kept on one platform no other account is in it.
func (r *Ranking) bookable(t Terms, objective domain.Unit, plan *Plan) []bookable {
	var on, off []bookable
	taken := map[string]bool{}
	for _, key := range t.Kept {
		at, i := r.position(key)
		if at < 0 {
			continue
		}
		taken[key.Creator] = true
		p := bookable{subject: r.subject(at), account: at, position: i, kept: true}
		if p.reckon(objective) {
			on = append(on, p)
		} else {
			plan.LeftOut = append(plan.LeftOut, r.candidate(at, i))
		}
	}
	among := mostConsidered
	if t.Among > 0 {
		among = min(t.Among, mostConsidered)
	}
	for i := 0; i < r.Len() && len(on) < among; i++ {
		score := r.scoreAt(i)
		r.sort(score, i+1-int(r.starts[score]))
		at := r.ranked[i].account
		relevant := r.onSubject(&r.rows[at])
		if !relevant && len(off) >= among {
			continue
		}
		p := bookable{subject: r.subject(at), account: at, position: i}
		if key := p.subject.account.Key(); taken[key.Creator] || slices.Contains(t.Dropped, key) || !p.reckon(objective) {
			continue
		}
		if relevant {
			on = append(on, p)
		} else {
			off = append(off, p)
		}
	}
	plan.OffSubject = len(off)
	if !slices.ContainsFunc(on, func(p bookable) bool { return !p.kept }) && !r.tooDear(t, objective) {
		on = append(on, off...) // nobody of the subject: whoever there is
		plan.OffSubject = -len(off)
	}
	for i := range on {
		a := &on[i].subject
		on[i].firm = a.quoted && a.views
		on[i].odd = slices.ContainsFunc(r.scorer.risks(a), func(r Risk) bool { return slices.Contains(oddities, r.Code) })
	}
	return on
}

// onSubject tells whether an account is in the running.
func (r *Ranking) onSubject(row *row) bool {
	return row.subjects == 0 || r.scorer.scores(row)[relevance] >= LeastRelevance
}

// tooDear tells whether somebody of the subject could be booked with a larger
// budget: then others are no stand-in for them with a smaller one. Not so who is
// kept, on this platform or another.
func (r *Ranking) tooDear(t Terms, objective domain.Unit) bool {
	kept := map[string]bool{}
	for _, key := range t.Kept {
		kept[key.Creator] = true
	}
	for _, i := range r.out {
		row := r.rows[i]
		if row.price <= int64(r.scorer.brief.BudgetMax) {
			continue
		}
		row.price = 0
		if !r.scorer.takes(&row) || !r.onSubject(&row) {
			continue
		}
		p := bookable{subject: r.subject(i)}
		if key := p.subject.account.Key(); !kept[key.Creator] && !slices.Contains(t.Dropped, key) && p.reckon(objective) {
			return true
		}
	}
	return false
}

// reckon works out what somebody costs and brings; false when either is
// unknown, or it is barter for which nobody asked.
func (p *bookable) reckon(objective domain.Unit) bool {
	a := &p.subject
	price := priceOf(a)
	if price.Unknown || price.Mid == 0 && !p.kept {
		return false
	}
	p.price = price.Mid
	x := outlookOf(a).of(objective)
	if !x.known || math.IsInf(x.log, -1) {
		return false
	}
	one := math.Exp(x.log)
	for n := range p.gains {
		p.gains[n] = one * float64(n+1)
		if objective == domain.UnitReach {
			p.gains[n] = a.reachOf(one, n+1)
		}
	}
	return true
}

// oddities are the signals with which somebody is in no safe package before
// they have been asked.
var oddities = []string{"counts-contradict", "engagement-high", "views-high", "likes-high", "comments-few", "comments-many", "growth-anomaly", "followers-falling", "inactive", "price-below-market"}

// packageOf is the best package of a style; false when what is kept does not
// fit it, or nobody does.
func (r *Ranking) packageOf(style style, t Terms, people []bookable, budget domain.VND, objective domain.Unit) (Package, bool) {
	spend, most := style.limits(t, budget)
	p := pack.Problem{Budget: int64(spend), Heads: r.scorer.brief.CreatorsCount}
	pools := map[int]int{} // by platform
	poolOf := func(platform int) int {
		at, ok := pools[platform]
		if !ok {
			at = len(p.Pools)
			pools[platform] = at
			var size float64
			if objective == domain.UnitReach && platforms[platform].hasAudience {
				size = platforms[platform].audience
			}
			p.Pools = append(p.Pools, pack.Pool{Size: size})
		}
		return at
	}
	// A group is a creator on every platform, as nobody is booked twice, but for
	// those of whom two accounts are kept.
	type way struct{ person, posts int }
	var ways [][]way
	group := map[string]int{}
	considered := 0
	for i := range people {
		person := &people[i]
		if !person.kept && (style.firm && !person.firm || !style.odd && person.odd) {
			continue
		}
		at, ok := group[person.subject.account.Creator]
		if !ok || person.kept {
			at = len(p.Groups)
			p.Groups, ways = append(p.Groups, pack.Group{Must: person.kept}), append(ways, nil)
			if !person.kept {
				group[person.subject.account.Creator] = at
			}
			considered++
		}
		for n, gain := range person.gains {
			cost := person.price * domain.VND(n+1)
			if cost > spend || cost > most && !(person.kept && n == 0) {
				continue
			}
			p.Groups[at].Options = append(p.Groups[at].Options, pack.Option{Cost: int64(cost), Gain: gain, Pool: poolOf(person.subject.index)})
			ways[at] = append(ways[at], way{i, n + 1})
		}
	}
	solved := pack.Solve(&p)
	if !solved.Feasible || solved.Heads == 0 {
		return Package{}, false
	}
	out := Package{
		Key: style.key, Kept: t.Reserve.Or(style.reserve), Share: t.Share.Or(style.share), Total: domain.VND(solved.Cost), Reserve: budget - domain.VND(solved.Cost),
		Value: solved.Value, Bound: solved.Bound, Gap: solved.Gap(), Wanted: r.scorer.brief.CreatorsCount, Considered: considered,
	}
	var bookings []Booking
	out.Full = solved.Heads == considered
	for g, o := range solved.Pick {
		if o >= 0 {
			person := &people[ways[g][o].person]
			if person.kept {
				out.Held++
			}
			out.Full = out.Full && ways[g][o].posts == MostPosts
			out.Items = append(out.Items, Item{Booking{r.candidate(person.account, person.position), ways[g][o].posts}, person.price})
		}
	}
	slices.SortFunc(out.Items, func(a, b Item) int { return cmp.Compare(a.Candidate.Rank, b.Candidate.Rank) })
	for _, item := range out.Items {
		bookings = append(bookings, item.Booking)
	}
	out.Sum = Total(r.scorer.brief, bookings)
	return out, true
}
