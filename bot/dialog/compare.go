package dialog

import (
	"math"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
)

// maxRivals is how many others a comparison offers.
const maxRivals = 8

// compareWith asks with whom somebody is to be compared: those kept and those
// around.
func (t *turn) compareWith(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	r := t.rank()
	var rivals []advise.Candidate
	add := func(o advise.Candidate) {
		known := slices.ContainsFunc(rivals, func(have advise.Candidate) bool { return have.Rank == o.Rank })
		if o.Rank != c.Rank && !known && len(rivals) < maxRivals {
			rivals = append(rivals, o)
		}
	}
	for _, d := range t.campaign.Kept() {
		if o, ok := r.Find(d.Key); ok {
			add(o)
		}
	}
	out := t.droppedRanks(r)
	for _, o := range visible(r, out, 0, perPage) {
		add(o)
	}
	for _, o := range r.Page(max(c.Rank-3, 0), perPage) {
		if !slices.Contains(out, o.Rank) {
			add(o)
		}
	}
	if len(rivals) == 0 {
		t.toast(t.Say("compare.nobody"))
		t.card(arg)
		return
	}
	slices.SortFunc(rivals, func(a, b advise.Candidate) int { return a.Rank - b.Rank })
	var buttons []screen.Button
	for _, o := range rivals {
		buttons = append(buttons, t.on(screen.T(screen.Truncate(nameOf(o.Account), 30)),
			"compare", personArg(c)+"."+personArg(o)).Numbered(o.Rank))
	}
	t.show(screen.New(screen.P(t.Say("compare.ask", "name", nameOf(c.Account)))).
		WithRows(screen.Rows(2, buttons...)...).
		With(t.on(t.Say("button.back"), "card", arg)))
}

// compare sets two candidates side by side.
func (t *turn) compare(arg string) {
	parts := strings.SplitN(arg, ".", 3)
	if len(parts) != 3 {
		t.unknownButton()
		return
	}
	a, okA := t.person(parts[0] + "." + parts[1])
	b, okB := t.person(parts[2])
	if !okA || !okB {
		t.listChanged()
		return
	}
	if a.Rank > b.Rank {
		a, b = b, a
	}
	t.at(func(p *Place) { p.Stage, p.Person = StageCard, personArg(a) })
	short := func(c advise.Candidate) screen.Text { return screen.B(screen.Truncate(nameOf(c.Account), 20)) }
	header := []screen.Text{nil, short(a), short(b)}
	rows := [][]screen.Text{{t.Say("compare.score"), screen.T(t.value(a.Score)), screen.T(t.value(b.Score))}}
	for i, part := range a.Contributions {
		rows = append(rows, []screen.Text{
			t.criterion(part.Criterion),
			screen.T(screen.Bar(part.Score)), screen.T(screen.Bar(b.Contributions[i].Score)),
		})
	}
	rows = append(rows,
		[]screen.Text{t.Say("compare.price"), t.price(a.Price), t.price(b.Price)},
		[]screen.Text{t.Say("compare.views"), t.expected(a), t.expected(b)},
		[]screen.Text{t.Say("compare.confidence"), t.sentence(t.confidence(a.Confidence)), t.sentence(t.confidence(b.Confidence))},
	)
	comparison := advise.Compare(a, b)
	s := screen.New(
		screen.P(t.Say("compare.title", "a", nameOf(a.Account), "b", nameOf(b.Account), "points", comparison.Points)),
		screen.Grid(header, rows...),
		screen.Bullets(t.differences(comparison, a, b)...),
		screen.More(t.Say("card.sources"), t.comparedSources(comparison, a, b)),
	).
		With(t.on(t.Say("compare.open", "name", screen.Truncate(nameOf(a.Account), 30)), "card", personArg(a)),
			t.on(t.Say("compare.open", "name", screen.Truncate(nameOf(b.Account), 30)), "card", personArg(b))).
		With(t.on(t.Say("card.list"), "people", ""))
	t.show(s)
	t.rewordComparison(s, comparison, a, b)
}

// expected says the views to expect, as an interval.
func (t *turn) expected(c advise.Candidate) screen.Text {
	if !c.Forecast.KnownViews {
		return t.Say("forecast.none")
	}
	return screen.T(t.value(c.Forecast.Views))
}

// comparedSources says where the figures of a comparison come from.
func (t *turn) comparedSources(comparison advise.Comparison, a, b advise.Candidate) screen.Block {
	var lines []screen.Text
	add := func(c advise.Candidate, said screen.Text, from ...domain.Source) {
		if cited := t.cite(from...); len(said) > 0 && len(cited) > 0 {
			lines = append(lines, screen.Join(" ", screen.B(nameOf(c.Account)), said, cited))
		}
	}
	for _, d := range comparison.Differences {
		add(a, t.sentence(d.ReasonA.Text), d.ReasonA.Sources...)
		add(b, t.sentence(d.ReasonB.Text), d.ReasonB.Sources...)
	}
	for _, c := range []advise.Candidate{a, b} {
		add(c, t.priceLine(c), c.Price.Sources...)
		add(c, t.forecastLine(c), c.Forecast.Sources...)
	}
	return screen.Bullets(lines...)
}

// differences say in words what speaks for each of two candidates, the
// weightiest first. Differences too small to show are left out.
func (t *turn) differences(comparison advise.Comparison, a, b advise.Candidate) []screen.Text {
	var out []screen.Text
	for _, d := range comparison.Differences {
		if math.Abs(d.Points) < 0.05 {
			continue
		}
		better, reason := nameOf(a.Account), d.ReasonA
		if d.Points < 0 {
			better, reason = nameOf(b.Account), d.ReasonB
		}
		line := t.Say("compare.line", "criterion", criterionNames[d.Criterion], "name", better, "points", math.Abs(d.Points))
		if reason.Text.Key != "" {
			line = screen.Join(" ", line, t.sentence(reason.Text))
		}
		out = append(out, line)
	}
	if len(out) == 0 {
		out = append(out, t.Say("compare.equal"))
	}
	return out
}
