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
	Platform domain.Platform // on which it is reckoned
	Tier     domain.Tier     // with whom
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
		cost := math.Log(fee.Point) - log // of one result
		f.Known, f.Platform, f.Tier = true, p.name, tier
		f.Result = spread{math.Log(float64(budget)) - cost, costSpread, true}.interval()
		f.Sources = facts.Distinct(append(slices.Clone(fee.Sources), sources...)...)
		f.Source = facts.Cite(f.Sources...)
		f.judge(&b, cost)
		return f
	}
	f.Text = domain.Say("advise.feasible.no-figures", "unit", unit)
	return f
}

// judge holds the target against the result.
func (f *Feasibility) judge(b *domain.Brief, cost float64) {
	key := "advise.feasible"
	if b.KPITarget > 0 {
		target := float64(b.KPITarget)
		f.Needed = spread{math.Log(target) + cost, costSpread, true}.interval()
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
		"platform", f.Platform, "tier", f.Tier, "target", b.KPITarget, "needed", f.Needed)
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
	var x spread
	switch u {
	case domain.UnitViews:
		x = o.views
	case domain.UnitImpressions:
		x = o.views // a view is at least an impression; feeds without views publish none
	case domain.UnitReach:
		x = o.reach
	case domain.UnitEngagements:
		x = o.engagements
	}
	if !x.known {
		return 0, nil, false
	}
	return x.log, a.forecastSources(o), true
}
