package advise

import (
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// Verdict says how likely a budget reaches a target.
type Verdict string

// The verdicts; "" is none, for lack of a target.
const (
	Likely   Verdict = "likely"   // at most the middle of what the budget usually brings
	Hard     Verdict = "hard"     // above the middle, within its 90th percentile
	Unlikely Verdict = "unlikely" // above its 90th percentile
)

// Feasibility is what a budget usually brings, and whether that meets the KPI.
// Known is false when the brief lacks budget or KPI, or no public figure
// supports an estimate; Text says which.
type Feasibility struct {
	Known    bool
	Platform domain.Platform // on which it is reckoned; "" from a list
	Tier     domain.Tier     // with whom; "" from a list
	Accounts int             // of the list on whose quotes and views it rests; 0: on public figures
	Budget   domain.VND
	Unit     domain.Unit
	Result   domain.Interval // of Unit
	Verdict  Verdict
	Needed   domain.Interval // đồng for the target; zero without one
	Text     domain.Sentence
	Source   domain.Source   // all of Sources in one
	Sources  []domain.Source // each once
}

// costSpread is the spread of the cost of a result, in logarithms: the market
// facts give a third to three times the middle as the range of 80%.
var costSpread = math.Log(3) / facts.Z90

// Feasible tells what the brief's budget usually brings in the unit of its KPI,
// from public figures alone: on the first channel it names that has any, or
// else the best one.
func Feasible(b domain.Brief) Feasibility {
	budget, ok := spendable(&b)
	unit := b.KPIUnit
	if unit == "" {
		unit = b.KPI.Unit()
	}
	f := Feasibility{Budget: budget, Unit: unit}
	switch {
	case !ok:
		f.Text = domain.Say("advise.feasible.no-budget")
		return f
	case unit == "":
		f.Text = domain.Say("advise.feasible.no-kpi")
		return f
	}
	for _, c := range reckonable(b) {
		p := &platforms[platformIndex(c)]
		tier, size := tierFor(&b, p, budget)
		log, sources, ok := resultOf(p, unit, size)
		if !ok {
			continue
		}
		fee := p.fee.At(size)
		cost := spread{math.Log(fee.Point) - log, costSpread, true}.interval()
		f.Platform, f.Tier = p.name, tier
		f.Sources = facts.Distinct(append(slices.Clone(fee.Sources), sources...)...)
		f.judge(&b, cost, domain.Say("advise.feasible.market", "tier", tier, "platform", p.name))
		return f
	}
	f.Text = domain.Say("advise.feasible.no-figures", "unit", unit)
	return f
}

// enoughListed is how many accounts with a quote and own views a list needs for
// its costs to be taken over the market's.
const enoughListed = 10

// mostSources is how many files a statement about a whole list names.
const mostSources = 3

// FeasibleFrom is Feasible by the quotes and views of a list, which know the
// market better than public figures do: what the budget brings at the costs of
// the middle 80% of the accounts that the brief allows, people who do not exist
// left out. With too few of them it is Feasible.
func FeasibleFrom(b domain.Brief, r *domain.Roster) Feasibility {
	f := Feasible(b)
	if f.Budget == 0 || f.Unit == "" {
		return f
	}
	s := newScorer(b, nil, Options{})
	var costs []float64
	var sources []domain.Source
	rows := tableFor(r).rows
	a := new(subject)
	counts := func(i int) bool {
		row := &rows[i]
		return row.viewed && row.price > 0 && !row.sample && s.takes(row)
	}
	for _, account := range r.Where(counts) {
		a.look(account)
		if x := outlookOf(a).of(f.Unit); x.known && !math.IsInf(x.log, 0) {
			costs = append(costs, math.Exp(math.Log(float64(a.price))-x.log))
			if source := a.account.SourceOf(domain.FieldPrice); len(sources) < mostSources && !slices.Contains(sources, source) {
				sources = append(sources, source)
			}
		}
	}
	n := len(costs)
	if n < enoughListed {
		return f
	}
	slices.Sort(costs)
	listed := Feasibility{Budget: f.Budget, Unit: f.Unit, Accounts: n, Sources: facts.Distinct(sources...)}
	cost := domain.Interval{P10: costs[n/10], P50: costs[n/2], P90: costs[n-1-n/10]}
	listed.judge(&b, cost, domain.Say("advise.feasible.list", "n", n))
	return listed
}

// judge holds the target against what the budget brings at the cost of one
// result, and says on what that rests.
func (f *Feasibility) judge(b *domain.Brief, cost domain.Interval, basis domain.Sentence) {
	budget, key := float64(f.Budget), "advise.feasible"
	f.Known = true
	f.Result = domain.Interval{P10: budget / cost.P90, P50: budget / cost.P50, P90: budget / cost.P10}
	f.Source = facts.Cite(f.Sources...)
	if b.KPITarget > 0 {
		target := float64(b.KPITarget)
		f.Needed = cost.Scale(target)
		switch {
		case target <= f.Result.P50:
			f.Verdict = Likely
		case target <= f.Result.P90:
			f.Verdict = Hard
		default:
			f.Verdict = Unlikely
		}
		key = verdictKeys[f.Verdict]
	}
	f.Text = domain.Say(key, "budget", f.Budget, "result", f.Result, "unit", f.Unit,
		"target", b.KPITarget, "needed", f.Needed, "basis", basis)
}

var verdictKeys = map[Verdict]string{
	Likely: "advise.feasible.likely", Hard: "advise.feasible.hard", Unlikely: "advise.feasible.unlikely",
}

// reckonable lists the channels to reckon on, the first choice first.
func reckonable(b domain.Brief) []domain.Platform {
	var out []domain.Platform
	for _, c := range Channels(b, nil) {
		if i := platformIndex(c.Platform); platforms[i].fee != nil && (len(b.Channels) == 0 || holds(b.Channels, c.Platform)) {
			out = append(out, c.Platform)
		}
	}
	return out
}

// resultOf is the logarithm of what one deliverable of an account of that size
// usually brings, in a unit; false when nothing public tells.
func resultOf(p *platform, u domain.Unit, size int64) (log float64, sources []domain.Source, ok bool) {
	f := domain.Known(size)
	a := subjectOf(&domain.Account{Platform: p.name, Followers: f})
	o := outlookOf(&a)
	x := o.of(u)
	if !x.known {
		return 0, nil, false
	}
	return x.log, a.forecastSources(o), true
}

// of picks the estimate of a unit; unknown for those that no public figure
// supports.
func (o outlook) of(u domain.Unit) spread {
	switch u {
	case domain.UnitViews, domain.UnitImpressions: // a view is at least one impression
		return o.views
	case domain.UnitReach:
		return o.reach
	case domain.UnitEngagements:
		return o.engagements
	}
	return spread{}
}
