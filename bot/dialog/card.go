package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

// card shows everything known about one candidate for this brief.
func (t *turn) card(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	t.state.Question, t.state.Pending = nil, nil
	t.at(func(p *Place) { p.Stage, p.Person = StageCard, arg })
	a := c.Account
	s := screen.New(screen.Lines(t.cardHead(c), t.Say("card.score", "rank", c.Rank, "score", c.Score, "confidence", t.confidence(c.Confidence))))
	if a.Sample {
		s = s.Add(screen.Small(t.Say("card.sample")))
	}
	if a.Source.Title == growth.SelfReported {
		s = s.Add(screen.Small(t.Say("card.self-reported", "day", domain.Date(a.Source.Date))))
	}
	reasoned := rewording{At: len(s.Blocks)}
	for _, part := range c.Contributions {
		reasons := part.Reasons[:min(len(part.Reasons), reasonsShown)]
		s = s.Add(screen.Lines(append([]screen.Text{t.criterionLine(part)}, t.reasons(reasons)...)...))
	}
	reasoned.N = len(s.Blocks) - reasoned.At
	s = s.Add(
		screen.Lines(t.priceLine(c), t.forecastLine(c)),
		t.risks(c),
	)
	var ifs []screen.Text
	for _, w := range t.rank().WhatIfs(a.Key()) {
		ifs = append(ifs, t.whatIf(w))
	}
	s = s.Add(screen.Lines(ifs...))
	if d, ok := t.campaign.Decision(a.Key()); ok && !d.Kept {
		s = s.Add(screen.P(t.Say("card.dropped", "reason", plain(t.reason(d.Reason)))))
	}
	s = s.Add(screen.More(t.Say("card.sources"), t.sources(c)), screen.More(t.Say("card.points"), t.points(c)))
	s = s.With(t.decisionButtons(c)...).
		With(t.on(t.checkLabel(c), "check", arg), t.on(t.Say("card.compare"), "with", arg)).
		With(t.on(t.Say("draft.invite"), "invite", asUsual("0."+arg)), t.on(t.Say("quote.open"), "judge", arg))
	if t.speaks() && !t.inWords {
		s = s.With(t.on(t.Say("speech.card"), "words", arg))
	}
	s = s.With(t.neighbours(c)...)
	t.show(s)
	if t.inWords {
		reasoned.Screen = s
		t.rewordCard(reasoned, c)
	}
}

// reasonsShown is how many reasons of a criterion the card shows unopened.
const reasonsShown = 2

// cardHead is "**Name** · TikTok · 1,1 triệu follow · hạng mega".
func (t *turn) cardHead(c advise.Candidate) screen.Text {
	a := c.Account
	parts := []screen.Text{screen.B(nameOf(a)), screen.Link(t.value(a.Platform), a.URL)}
	if a.Handle != "" {
		parts = append(parts, screen.T("@"+a.Handle))
	}
	if n, ok := a.Followers.Get(); ok {
		parts = append(parts, t.Say("card.followers", "n", n, "tier", domain.TierOf(n)))
	}
	if a.Kind != "" {
		parts = append(parts, screen.T(t.value(a.Kind)))
	}
	if a.Location != "" {
		parts = append(parts, screen.T(t.value(a.Location)))
	}
	return screen.Join(" · ", parts...)
}

// confidence says in a word how much rests on the person's own figures.
func (t *turn) confidence(c float64) domain.Sentence {
	switch {
	case c >= 0.75:
		return domain.Say("confidence.high")
	case c >= 0.5:
		return domain.Say("confidence.fair")
	case c >= 0.25:
		return domain.Say("confidence.low")
	}
	return domain.Say("confidence.very-low")
}

// criterionNames are the names of the criteria.
var criterionNames = map[domain.Criterion]domain.Sentence{
	domain.Reach:          domain.Say("criterion.reach"),
	domain.Relevance:      domain.Say("criterion.relevance"),
	domain.Persuasiveness: domain.Say("criterion.persuasiveness"),
	domain.Value:          domain.Say("criterion.value"),
}

// criterion is the name of a criterion, as a label.
func (t *turn) criterion(c domain.Criterion) screen.Text {
	return screen.T(wording.Capital(t.value(criterionNames[c])))
}

func (t *turn) criterionLine(part advise.Contribution) screen.Text {
	return t.Say("card.criterion", "name", criterionNames[part.Criterion], "bar", screen.Bar(part.Score), "score", int(part.Score+0.5))
}

// reasons say what carried a criterion.
func (t *turn) reasons(reasons []advise.Reason) []screen.Text {
	out := make([]screen.Text, len(reasons))
	for i, r := range reasons {
		out[i] = t.sentence(r.Text)
	}
	return out
}

// priceLine says the price where the reasons of its value do not: nobody quoted
// it.
func (t *turn) priceLine(c advise.Candidate) screen.Text {
	p := c.Price
	switch {
	case p.Unknown:
		return t.Say("card.price-unknown", "deliverable", p.Deliverable)
	case p.Quoted && p.Mid == 0:
		return t.Say("card.price-barter", "deliverable", p.Deliverable)
	case !p.Quoted && p.OpenHigh:
		return t.Say("card.price-from", "low", p.Low, "deliverable", p.Deliverable)
	case !p.Quoted && p.Low == 0:
		return t.Say("card.price-to", "high", p.High, "deliverable", p.Deliverable)
	case !p.Quoted:
		return t.Say("card.price-estimate", "low", p.Low, "high", p.High, "deliverable", p.Deliverable)
	}
	return nil
}

// forecastLine says what one deliverable is expected to bring.
func (t *turn) forecastLine(c advise.Candidate) screen.Text {
	f := c.Forecast
	var parts []screen.Text
	if f.KnownViews {
		parts = append(parts, t.Say("forecast.views", "range", f.Views))
	}
	if f.KnownReach {
		parts = append(parts, t.Say("forecast.reach", "range", f.Reach))
	}
	if f.KnownEngagements {
		parts = append(parts, t.Say("forecast.engagements", "range", f.Engagements))
	}
	if len(parts) == 0 {
		return t.Say("forecast.unknown")
	}
	basis := t.Say("forecast.from-prior")
	if f.FromOwnViews {
		basis = t.Say("forecast.from-own")
	}
	return t.Say("card.forecast", "parts", plain(screen.Join(", ", parts...)), "basis", plain(basis))
}

// whatIf says what would raise somebody.
func (t *turn) whatIf(w advise.WhatIf) screen.Text {
	switch {
	case w.Engagement > 0:
		return t.Say("card.if-engaged", "rank", w.Rank, "rate", w.Engagement)
	case w.Quoted:
		return t.Say("card.if-cheaper", "rank", w.Rank, "price", w.Price)
	}
	return t.Say("card.if-quoted", "rank", w.Rank, "price", w.Price)
}

// sampleData is the code of the risk that somebody is fictional, which the card
// says at its head.
const sampleData = "sample-data"

// risks lists what to check before booking.
func (t *turn) risks(c advise.Candidate) screen.Block {
	lines := []screen.Text{t.Say("card.risks")}
	for _, r := range c.Risks {
		if r.Code != sampleData {
			lines = append(lines, screen.Join(" ", screen.T("•"), t.sentence(r.Text)))
		}
	}
	if len(lines) == 1 {
		return screen.Block{}
	}
	return screen.Lines(lines...)
}

// points shows how the criteria add up to the score.
func (t *turn) points(c advise.Candidate) screen.Block {
	weights := t.rank().Weights
	var rows [][]screen.Text
	for _, part := range c.Contributions {
		rows = append(rows, []screen.Text{
			t.criterion(part.Criterion),
			screen.T(t.value(part.Score)),
			screen.T(t.value(domain.Rate(weights.Of(part.Criterion)))),
			screen.T(t.value(part.Points)),
		})
	}
	rows = append(rows, []screen.Text{t.Say("card.sum"), nil, nil, screen.B(t.value(c.Score))})
	return screen.Grid([]screen.Text{t.Say("table.criterion"), t.Say("table.score"), t.Say("table.weight"), t.Say("table.points")}, rows...)
}

// sources says where each figure comes from: the account's own, then every
// reason, the price, the forecast and the risks.
func (t *turn) sources(c advise.Candidate) screen.Block {
	var lines []screen.Text
	add := func(said screen.Text, from ...domain.Source) {
		if len(said) > 0 {
			lines = append(lines, screen.Join(" ", said, t.cite(from...)))
		}
	}
	a := c.Account
	add(t.Say("card.own-figures"), a.Source)
	for _, f := range domain.Fields {
		if s, ok := a.Sources[f]; ok {
			add(t.sentence(fieldNames[f]), s)
		}
	}
	for _, part := range c.Contributions {
		for _, r := range part.Reasons {
			add(t.sentence(r.Text), r.Sources...)
		}
	}
	add(t.priceLine(c), c.Price.Sources...)
	add(t.forecastLine(c), c.Forecast.Sources...)
	for _, r := range c.Risks {
		add(t.sentence(r.Text), r.Sources...)
	}
	return screen.Bullets(lines...)
}

// fieldNames name the figures that may have a source of their own.
var fieldNames = map[domain.Field]domain.Sentence{
	domain.FieldFollowers:    domain.Say("field.followers"),
	domain.FieldViews:        domain.Say("field.views"),
	domain.FieldEngagement:   domain.Say("field.engagement"),
	domain.FieldInteractions: domain.Say("field.interactions"),
	domain.FieldAudience:     domain.Say("field.audience"),
	domain.FieldPrice:        domain.Say("field.price"),
	domain.FieldActivity:     domain.Say("field.activity"),
	domain.FieldSponsored:    domain.Say("field.sponsored"),
	domain.FieldTopics:       domain.Say("field.topics"),
}

// decisionButtons are what can be decided about a candidate.
func (t *turn) decisionButtons(c advise.Candidate) []screen.Button {
	arg := personArg(c)
	d, ok := t.campaign.Decision(c.Account.Key())
	switch {
	case ok && d.Kept:
		return []screen.Button{t.on(t.Say("card.unkeep"), "unkeep", arg), t.on(t.Say("card.drop"), "drop", arg)}
	case ok:
		return []screen.Button{t.on(t.Say("card.keep"), "keep", arg).As(screen.Success), t.on(t.Say("card.undrop"), "unkeep", arg)}
	}
	return []screen.Button{t.on(t.Say("card.keep"), "keep", arg).As(screen.Success), t.on(t.Say("card.drop"), "drop", arg)}
}

// neighbours lead back to the list and on to the next card.
func (t *turn) neighbours(c advise.Candidate) []screen.Button {
	buttons := []screen.Button{t.on(t.Say("card.list"), "people", "")}
	r := t.rank()
	out := t.droppedRanks(r)
	for at := c.Rank; at < r.Len(); at++ {
		if !slices.Contains(out, at+1) {
			next := r.Page(at, 1)
			if len(next) > 0 {
				buttons = append(buttons, t.on(t.Say("card.next"), "card", personArg(next[0])))
			}
			break
		}
	}
	return buttons
}
