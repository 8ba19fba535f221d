package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
)

// terms are what packages are put together by, as their buttons carry them:
// "reach.10.40" is the objective, the reserve and the most for one person in
// hundredths; "-" leaves one open.
type terms struct {
	objective      domain.Unit // "": the brief's
	reserve, share int         // hundredths; negative: each package's own
}

// The terms that can be chosen.
var (
	objectives = []domain.Unit{domain.UnitReach, domain.UnitViews, domain.UnitEngagements}
	reserves   = []int{0, 5, 10, 20}
	mostShares = []int{20, 30, 50, 100}
)

func (k terms) arg() string {
	part := func(n int) string {
		if n < 0 {
			return "-"
		}
		return strconv.Itoa(n)
	}
	objective := string(k.objective)
	if objective == "" {
		objective = "-"
	}
	return objective + "." + part(k.reserve) + "." + part(k.share)
}

// readTerms reads what arg wrote; whatever it would not have written is open.
func readTerms(arg string) terms {
	k := terms{reserve: -1, share: -1}
	parts := strings.Split(arg, ".")
	if len(parts) != 3 {
		return k
	}
	if u := domain.Unit(parts[0]); slices.Contains(objectives, u) {
		k.objective = u
	}
	if n, err := strconv.Atoi(parts[1]); err == nil && slices.Contains(reserves, n) {
		k.reserve = n
	}
	if n, err := strconv.Atoi(parts[2]); err == nil && slices.Contains(mostShares, n) {
		k.share = n
	}
	return k
}

// planFor puts the packages together.
func (t *turn) planFor(k terms) advise.Plan {
	share := func(n int) (f domain.Figure[domain.Rate]) {
		if n >= 0 {
			f = domain.Known(domain.Rate(n) / 100)
		}
		return f
	}
	out := advise.Terms{Objective: k.objective, Reserve: share(k.reserve), Share: share(k.share)}
	for _, d := range t.campaign.Decisions {
		if d.Kept {
			out.Kept = append(out.Kept, d.Key)
		} else {
			out.Dropped = append(out.Dropped, d.Key)
		}
	}
	return t.rank().Packages(out)
}

// packageStyles names the packages and says what each is.
var packageStyles = map[string]struct {
	name  domain.Sentence
	about string // key, of a sentence with a reserve and the most for one person
}{
	"safe":     {domain.Say("packs.safe"), "packs.safe.about"},
	"balanced": {domain.Say("packs.balanced"), "packs.balanced.about"},
	"bold":     {domain.Say("packs.bold"), "packs.bold.about"},
}

var objectiveNames = map[domain.Unit]domain.Sentence{
	domain.UnitReach:       domain.Say("packs.objective.reach"),
	domain.UnitViews:       domain.Say("packs.objective.views"),
	domain.UnitEngagements: domain.Say("packs.objective.engagements"),
}

// packages shows what the budget buys, in three ways.
func (t *turn) packages(arg string) {
	t.state.Question, t.state.Pending = nil, nil
	if _, lacks := t.missing(); lacks || len(t.campaign.Channels) == 0 {
		needs := "packs.needs-channels"
		if lacks {
			needs = "packs.needs-brief"
		}
		t.notice(t.Say(needs))
		t.confirmBrief("")
		return
	}
	t.moveTo(StagePeople)
	k := readTerms(arg)
	plan := t.planFor(k)
	var buttons []screen.Button
	var s screen.Screen
	if budget, _ := t.campaign.Brief.Spend(); plan.Problem.Key != "" {
		s = screen.New(screen.P(t.sentence(plan.Problem)), screen.Lines(t.packageCaveats(plan)...))
		buttons = t.waysOut()
	} else {
		header := []screen.Text{t.Say("packs.column.package"), t.Say("packs.column.people"), t.Say("packs.column.cost"), t.Say("packs.column.result")}
		var rows [][]screen.Text
		var about []screen.Text
		gap := 0.0
		for _, p := range plan.Packages {
			style := packageStyles[p.Key]
			name := t.sentence(style.name)
			rows = append(rows, []screen.Text{
				screen.B(plain(name)), screen.T(strconv.Itoa(len(p.Items))), t.packageCost(p), screen.T(t.value(p.Result(plan.Objective))),
			})
			about = append(about, t.Say(style.about, "reserve", p.Kept, "most", mostForOne(p.Share)))
			buttons = append(buttons, t.on(name, "pack", p.Key+"."+k.arg()))
			gap = max(gap, p.Gap)
		}
		s = screen.New(
			screen.P(t.Say("packs.title", "budget", budget, "objective", objectiveNames[plan.Objective])),
			screen.Grid(header, rows...),
			screen.Bullets(about...),
			screen.Lines(t.packageCaveats(plan)...),
			screen.Small(t.Say("packs.proof", "gap", gapWords(gap), "posts", advise.MostPosts)),
		)
	}
	t.show(s.With(buttons...).
		With(t.on(t.Say("packs.terms"), "terms", k.arg())).
		With(t.on(t.Say("card.list"), "people", ""), t.on(t.Say("button.edit-brief"), "brief", "")))
}

// leastGap is the gap below which none better is said to be: what is shown has
// two digits.
const leastGap = 0.00005

// gapWords says how far from the best a package can be.
func gapWords(gap float64) domain.Sentence {
	if gap < leastGap {
		return domain.Say("packs.gap-none")
	}
	return domain.Say("packs.gap", "gap", domain.Rate(gap))
}

// packageCost says what a package costs; "~" where prices are estimates.
func (t *turn) packageCost(p advise.Package) screen.Text {
	if p.Sum.Estimates > 0 {
		return t.Say("price.about", "price", plain(t.shortMoney(about(p.Total))))
	}
	return t.shortMoney(p.Total)
}

// mostForOne says how much of the budget one person may cost.
func mostForOne(share domain.Rate) domain.Sentence {
	if share >= 1 {
		return domain.Say("packs.most-free")
	}
	return domain.Say("packs.most", "share", share)
}

// packageCaveats say who was kept and so is in the packages whatever they keep
// to, who is not in them, and whether people are missing or fictional.
func (t *turn) packageCaveats(plan advise.Plan) []screen.Text {
	var lines []screen.Text
	if len(plan.Packages) > 0 && plan.Packages[0].Held > 0 {
		lines = append(lines, t.Say("packs.held", "n", plan.Packages[0].Held))
	}
	var names []string
	for _, c := range plan.LeftOut {
		names = append(names, nameOf(c.Account))
	}
	if len(names) > 0 {
		lines = append(lines, t.Say("packs.left-out", "names", names))
	}
	switch n := plan.OffSubject; {
	case n > 0:
		lines = append(lines, t.Say("packs.off-subject", "n", n, "least", advise.LeastRelevance))
	case n < 0 && len(plan.Packages) > 0:
		lines = append(lines, t.Say("packs.stand-in", "least", advise.LeastRelevance))
	}
	if n := len(plan.Packages); n > 0 && plan.Packages[n-1].Full {
		lines = append(lines, t.Say("packs.full", "posts", advise.MostPosts))
	}
	wanted, fewest := 0, 0
	for _, p := range plan.Packages {
		if n := len(p.Items); p.Wanted > n && (fewest == 0 || n < fewest) {
			wanted, fewest = p.Wanted, n
		}
	}
	if fewest > 0 {
		lines = append(lines, t.Say("packs.fewer", "wanted", wanted, "n", fewest))
	}
	for _, p := range plan.Packages {
		if sampled(bookings(p)) {
			return append(lines, t.Say("people.sample"))
		}
	}
	return lines
}

func bookings(p advise.Package) []advise.Booking {
	out := make([]advise.Booking, len(p.Items))
	for i, item := range p.Items {
		out[i] = item.Booking
	}
	return out
}

// packageOf finds the package that a button names, and shows all when there is
// none of that name any more. The plan it returns holds that package alone.
func (t *turn) packageOf(arg string) (plan advise.Plan, k terms, ok bool) {
	key, rest, _ := strings.Cut(arg, ".")
	k = readTerms(rest)
	plan = t.planFor(k)
	plan.Packages = slices.DeleteFunc(plan.Packages, func(p advise.Package) bool { return p.Key != key })
	if len(plan.Packages) == 0 {
		t.packages(k.arg())
		return plan, k, false
	}
	return plan, k, true
}

// openPackage shows who is in a package.
func (t *turn) openPackage(arg string) {
	plan, k, ok := t.packageOf(arg)
	if !ok {
		return
	}
	p := plan.Packages[0]
	budget, _ := t.campaign.Brief.Spend()
	header := []screen.Text{t.Say("pack.column.name"), t.Say("pack.column.work"), t.Say("pack.column.price")}
	several := len(t.campaign.Channels) > 1
	var rows [][]screen.Text
	var sources []domain.Source
	for _, item := range p.Items {
		c := item.Candidate
		name := screen.T(fmt.Sprintf("%d. %s", c.Rank, screen.Truncate(c.Account.Name, maxTableName)))
		if odd(c) {
			name = screen.Join(" ", name, screen.T("⚠"))
		}
		if several {
			name = screen.Join(" · ", name, screen.T(t.value(c.Account.Platform)))
		}
		rows = append(rows, []screen.Text{name, screen.T(t.deliverables(item.Booking)), t.bookingPrice(item.Booking)})
		sources = append(sources, t.translated(c.Account.Source), t.translated(c.Price.Source))
	}
	name := packageStyles[p.Key].name
	sources = facts.Distinct(sources...)
	s := screen.New(
		screen.P(t.Say("pack.title", "name", name, "n", len(p.Items), "total", plain(t.packageCost(p)))),
		screen.Grid(header, rows...),
		screen.Lines(t.resultLines(p.Sum)...),
		screen.Lines(append([]screen.Text{t.Say("pack.reserve", "reserve", p.Reserve, "budget", budget)}, t.packageCaveats(plan)...)...),
		screen.Small(t.Say("packs.proof", "gap", gapWords(p.Gap), "posts", advise.MostPosts)),
		screen.Small(t.Say("pack.sources", "sources", sources[:min(len(sources), mostFiles)])),
	)
	s = s.With(t.on(t.Say("pack.take"), "take", p.Key+"."+k.arg()).As(screen.Primary))
	if t.outOfReach(p.Sum) {
		s = s.With(t.waysOut()...).
			With(t.on(t.Say("brief.tiers"), "line", string(domain.SlotTiers)), t.on(t.Say("packs.terms"), "terms", k.arg()))
	}
	t.show(s.
		With(t.on(t.Say("draft.invite"), "invite", asUsual("0.p."+p.Key+"."+k.arg())), t.on(t.Say("draft.brief"), "forall", asUsual("p."+p.Key+"."+k.arg()))).
		With(t.on(t.Say("packs.back"), "packs", k.arg()), t.on(t.Say("card.list"), "people", "")))
}

// bookingPrice says what a booking costs, and of several deliverables also what
// one does.
func (t *turn) bookingPrice(b advise.Booking) screen.Text {
	one := b.Candidate.Price
	if b.Quantity < 2 || one.Unknown || one.Mid == 0 {
		return t.price(one)
	}
	all := one
	all.Mid *= domain.VND(b.Quantity)
	return t.Say("price.several", "all", plain(t.price(all)), "one", plain(t.price(one)))
}

// deliverables says what somebody is booked for: "video ngắn", "2 video ngắn".
func (t *turn) deliverables(b advise.Booking) string {
	if b.Quantity > 1 {
		return plain(t.Say("work.several", "n", b.Quantity, "deliverable", b.Candidate.Price.Deliverable))
	}
	return t.value(b.Candidate.Price.Deliverable)
}

// takePackage keeps everybody of a package and goes on to the summary.
func (t *turn) takePackage(arg string) {
	plan, _, ok := t.packageOf(arg)
	if !ok {
		return
	}
	p := plan.Packages[0]
	for _, item := range p.Items {
		c := item.Candidate
		t.campaign.Decide(domain.Decision{Key: c.Account.Key(), Name: nameOf(c.Account), Kept: true, Quantity: item.Quantity, Made: t.Now})
	}
	t.save()
	t.notice(t.Say("pack.taken", "name", packageStyles[p.Key].name, "n", len(p.Items)))
	t.summary("")
}

// packageTerms lets the terms be changed by taps.
func (t *turn) packageTerms(arg string) {
	k := readTerms(arg)
	row := func(label func(n int) screen.Text, list []int, chosen int, with func(n int) terms) []screen.Button {
		var out []screen.Button
		for _, n := range list {
			to, text := with(n), label(n)
			if n == chosen {
				to, text = with(-1), screen.Join(" ", screen.T("☑"), text)
			}
			out = append(out, t.on(text, "terms", to.arg()))
		}
		return out
	}
	var most []screen.Button
	for _, u := range objectives {
		to, text := k, t.Say("terms.objective", "objective", objectiveNames[u])
		if to.objective = u; u == k.objective {
			to.objective, text = "", screen.Join(" ", screen.T("☑"), text)
		}
		most = append(most, t.on(text, "terms", to.arg()))
	}
	kept := row(func(n int) screen.Text { return t.Say("terms.reserve", "share", domain.Rate(n)/100) }, reserves, k.reserve,
		func(n int) terms { return terms{k.objective, n, k.share} })
	shares := row(func(n int) screen.Text {
		if n == 100 {
			return t.Say("terms.share-free")
		}
		return t.Say("terms.share", "share", domain.Rate(n)/100)
	}, mostShares, k.share,
		func(n int) terms { return terms{k.objective, k.reserve, n} })
	t.show(screen.New(screen.P(t.Say("terms.title"))).
		WithRows(screen.Rows(2, most...)...).WithRows(screen.Rows(2, kept...)...).WithRows(screen.Rows(2, shares...)...).
		With(t.on(t.Say("terms.see"), "packs", k.arg()).As(screen.Primary)))
}
