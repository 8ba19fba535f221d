package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
)

// chosen returns the people kept, as now ranked, each with what they are to be
// booked for, and the names of those the list or the brief no longer has.
func (t *turn) chosen() (people []advise.Booking, gone []string) {
	r := t.rank()
	for _, d := range t.campaign.Kept() {
		if c, ok := r.Find(d.Key); ok {
			people = append(people, advise.Booking{Candidate: c, Quantity: max(d.Quantity, 1)})
		} else {
			gone = append(gone, d.Name)
		}
	}
	slices.SortFunc(people, func(a, b advise.Booking) int { return a.Candidate.Rank - b.Candidate.Rank })
	return people, gone
}

// summary shows the chosen, what they cost and bring together, and what the
// law asks before anything is published.
func (t *turn) summary(string) {
	t.state.Question, t.state.Pending = nil, nil
	people, gone := t.chosen()
	if len(people) == 0 {
		if len(gone) > 0 {
			t.notice(t.Say("summary.gone", "names", gone))
		} else {
			t.notice(t.Say("summary.nobody"))
		}
		t.people("")
		return
	}
	t.moveTo(StageSummary)
	total := advise.Total(t.campaign.Brief, people)
	s := screen.New(
		screen.P(t.Say("summary.title", "n", len(people))),
		screen.Quoted(t.forwardable(people, total)...),
	)
	if len(gone) > 0 {
		s = s.Add(screen.P(t.Say("summary.gone", "names", gone)))
	}
	if sampled(people) {
		s = s.Add(screen.Small(t.Say("people.sample")))
	}
	s = s.Add(
		t.checks(people),
		screen.More(t.Say("summary.duties"), t.duties()),
		screen.Small(t.Say("summary.forward")),
	)
	s = s.With(t.on(t.Say("summary.xlsx"), "xlsx", "").As(screen.Primary), t.on(t.Say("summary.csv"), "csv", ""))
	if t.outOfReach(total) {
		s = s.With(t.waysOut()...)
	}
	t.show(s.
		With(t.on(t.Say("draft.invite"), "invite", asUsual("0.")), t.on(t.Say("draft.brief"), "forall", asUsual(""))).
		With(t.on(t.Say("sales.open"), "sales", "")).
		With(t.on(t.Say("card.list"), "people", ""), t.on(t.Say("button.edit-brief"), "brief", "")).
		With(t.button(t.Say("button.home"), "home", "")))
}

// sampled tells whether somebody is fictional.
func sampled(people []advise.Booking) bool {
	return slices.ContainsFunc(people, func(b advise.Booking) bool { return b.Candidate.Account.Sample })
}

// checks lists what to check about the chosen before anybody is booked.
func (t *turn) checks(people []advise.Booking) screen.Block {
	var lines []screen.Text
	for _, b := range people {
		c := b.Candidate
		var said []screen.Text
		for _, r := range c.Risks {
			if r.Code != sampleData {
				said = append(said, t.sentence(r.Text))
			}
		}
		if len(said) > 0 {
			lines = append(lines, screen.Join(" ", t.Say("summary.check-line", "name", nameOf(c.Account)), screen.Join(" ", said...)))
		}
	}
	return screen.More(t.Say("summary.checks", "n", len(lines)), screen.Bullets(lines...))
}

// costLines say what the chosen cost against the budget: to the đồng when all
// prices are quoted, otherwise as an interval.
func (t *turn) costLines(total advise.Sum) []screen.Text {
	var lines []screen.Text
	budget, capped := t.campaign.Brief.Spend()
	switch {
	case total.Unpriced == total.Count:
		lines = append(lines, t.Say("summary.cost-unknown"))
	case total.Estimates > 0:
		lines = append(lines, t.Say("summary.cost-estimate", "range", total.Cost, "quoted", total.Quoted, "estimated", total.Estimates))
	default:
		lines = append(lines, t.Say("summary.cost", "total", total.Quoted))
	}
	if 0 < total.Unpriced && total.Unpriced < total.Count {
		lines = append(lines, t.Say("summary.unpriced", "n", total.Unpriced))
	}
	if capped && total.Unpriced < total.Count {
		lines = append(lines, t.againstBudget(total, budget))
	}
	return lines
}

// againstBudget says what is left of the budget, or missing. Where prices are
// estimates that is an interval, which may hold both.
func (t *turn) againstBudget(total advise.Sum, budget domain.VND) screen.Text {
	b, c := float64(budget), total.Cost
	switch {
	case total.Estimates == 0 && total.Quoted > budget:
		return t.Say("summary.over", "budget", budget, "by", total.Quoted-budget)
	case total.Estimates == 0:
		return t.Say("summary.left", "budget", budget, "left", budget-total.Quoted)
	case c.P10 > b:
		return t.Say("summary.over-about", "budget", budget, "range", domain.Interval{P10: c.P10 - b, P50: c.P50 - b, P90: c.P90 - b})
	case c.P90 <= b:
		return t.Say("summary.left-about", "budget", budget, "range", domain.Interval{P10: b - c.P90, P50: b - c.P50, P90: b - c.P10})
	}
	return t.Say("summary.over-maybe", "budget", budget, "n", total.Estimates)
}

// result is what the chosen are expected to bring together of one unit.
type result struct {
	unit     domain.Unit
	n        int // of them there is a forecast for
	interval domain.Interval
	key      string // of the line that says it
}

func resultsOf(total advise.Sum) []result {
	return []result{
		{domain.UnitViews, total.ViewsFrom, total.Views, "summary.views"},
		{domain.UnitReach, total.ReachFrom, total.Reach, "summary.reach"},
		{domain.UnitEngagements, total.EngagementsFrom, total.Engagements, "summary.engagements"},
	}
}

// resultLines say what the chosen are expected to bring together, and whether
// that meets the target.
func (t *turn) resultLines(total advise.Sum) []screen.Text {
	var lines []screen.Text
	b := t.campaign.Brief
	for _, r := range resultsOf(total) {
		if r.n == 0 {
			continue
		}
		line := t.sentence(domain.Say(r.key, "range", r.interval))
		if r.n < total.Count {
			line = screen.Join(" ", line, t.Say("summary.of-some", "n", r.n, "of", total.Count))
		}
		lines = append(lines, line)
		if b.KPITarget > 0 && b.KPIUnit == r.unit {
			lines = append(lines, t.Say("summary.target", "target", plain(t.target(&b)), "verdict", verdict(float64(b.KPITarget), r.interval, r.unit)))
		}
	}
	return lines
}

// verdict says how likely an interval holds a target.
func verdict(target float64, i domain.Interval, unit domain.Unit) domain.Sentence {
	switch {
	case target <= i.P10:
		return domain.Say("verdict.very-likely")
	case target <= i.P50:
		return domain.Say("verdict.likely")
	case target <= i.P90:
		return domain.Say("verdict.hard")
	}
	return domain.Say("verdict.unlikely", "high", i.P90, "unit", unit)
}

// outOfReach tells whether the target lies above what is forecast at best.
func (t *turn) outOfReach(total advise.Sum) bool {
	b := t.campaign.Brief
	return b.KPITarget > 0 && slices.ContainsFunc(resultsOf(total), func(r result) bool {
		return r.unit == b.KPIUnit && r.n > 0 && float64(b.KPITarget) > r.interval.P90
	})
}

// mostFiles is how many files a summary names; the CSV names every one.
const mostFiles = 3

// forwardable is the summary as plain lines, to copy or forward.
func (t *turn) forwardable(people []advise.Booking, total advise.Sum) []screen.Text {
	lines := []screen.Text{screen.B(t.campaign.Name)}
	for i, b := range people {
		c := b.Candidate
		lines = append(lines, t.Say("summary.line", "i", i+1, "name", nameOf(c.Account), "channel", c.Account.Platform,
			"deliverable", t.deliverables(b), "price", plain(t.bookingPrice(b))))
	}
	lines = append(append(lines, t.costLines(total)...), t.resultLines(total)...)
	lines = append(lines, t.unitCosts(total)...)
	if sampled(people) {
		lines = append(lines, t.Say("card.sample-short")) // whoever gets it forwarded must know too
	}
	var sources []domain.Source
	for _, b := range people {
		sources = append(sources, t.translated(b.Candidate.Account.Source))
	}
	if sources = facts.Distinct(sources...); len(sources) > 0 {
		lines = append(lines, t.Say("summary.sources", "sources", sources[:min(len(sources), mostFiles)]))
	}
	return lines
}
