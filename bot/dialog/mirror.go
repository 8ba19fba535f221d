package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
)

// mirror shows how a marketer of the field would score the person today, by
// their own figures, and the two cheapest improvements.
func (t *turn) mirror(string) {
	m, ok := growth.MirrorOf(*t.grower(), t.today())
	if !ok {
		t.notice(t.Say("grow.mirror-lacks"))
		t.me("")
		return
	}
	c := m.Candidate
	s := screen.New(
		screen.P(t.Say("grow.mirror-title", "niche", t.grower().Profile.Field.Name(), "platform", t.grower().Profile.Channel())),
		screen.P(t.Say("grow.mirror-score", "score", c.Score, "confidence", t.confidence(c.Confidence))),
	)
	for _, part := range c.Contributions {
		lines := []screen.Text{t.criterionLine(part)}
		if len(part.Reasons) > 0 {
			lines = append(lines, t.sentence(part.Reasons[0].Text))
		}
		s = s.Add(screen.Lines(lines...))
	}
	var better []screen.Text
	for _, i := range m.Improvements {
		better = append(better, screen.Join(" ", t.lever(i), t.effect(i, c.Score, c.Confidence)))
	}
	if len(better) > 0 {
		s = s.Add(screen.P(t.Say("grow.mirror-better")), screen.Steps(better...))
	}
	s = s.Add(screen.Small(t.Say("grow.mirror-own", "date", t.grower().Profile.AsOf)), screen.More(t.Say("card.sources"), t.sources(c)))
	t.show(s.With(t.button(t.Say("grow.next"), "task", "").As(screen.Primary)).
		With(t.button(t.Say("grow.income"), "income", ""), t.button(t.Say("people.how"), "how", "")).
		With(t.button(t.Say("grow.plan"), "creator", "")))
}

// lever says what an improvement asks for, and what it takes.
func (t *turn) lever(i growth.Improvement) screen.Text {
	switch i.Lever {
	case growth.MoreViews:
		return t.Say("grow.lever.views", "from", i.From.Or(0), "to", i.To, "time", t.span(i.Minutes))
	case growth.SteadyPosts:
		return t.Say("grow.lever.rhythm", "to", i.To, "time", t.span(i.Minutes))
	}
	return t.sentence(domain.Say("grow.lever."+string(i.Lever), "time", t.span(i.Minutes)))
}

// effect says what the engine makes of an improvement.
func (t *turn) effect(i growth.Improvement, score, confidence float64) screen.Text {
	if i.Score > score {
		return t.Say("grow.effect-score", "before", score, "after", i.Score)
	}
	return t.Say("grow.effect-confidence", "before", domain.Rate(confidence), "after", domain.Rate(i.Confidence))
}

// income shows what creators of the person's size may earn, and what is open to
// them now.
func (t *turn) income(string) {
	p := t.grower().Profile
	o := growth.OutlookOf(p)
	s := screen.New(screen.P(t.Say("grow.income-title")))
	var sources []domain.Source
	followers, known := p.Followers.Get()
	switch {
	case o.Income != nil:
		s = s.Add(screen.Lines(
			t.Say("grow.income-range", "tier", o.Income.Tier, "low", o.Income.Low, "high", o.Income.High),
			t.sentence(o.Income.Basis)), screen.Small(t.Say("grow.income-weak")))
		sources = append(sources, o.Income.Sources...)
	case known:
		none := facts.Findings[facts.NothingAfterTen]
		s = s.Add(screen.Lines(t.Say("grow.income-none", "n", followers), t.sentence(none.Text)))
		sources = append(sources, none.Sources...)
	default:
		s = s.Add(screen.P(t.Say("grow.income-unknown")))
	}
	for _, part := range []struct {
		key  string
		list []facts.Threshold
	}{{"grow.open-now", o.Now}, {"grow.open-next", o.Next}} {
		var lines []screen.Text
		for _, x := range part.list {
			lines = append(lines, t.sentence(x.Text))
			sources = append(sources, x.Sources...)
		}
		if len(lines) > 0 {
			s = s.Add(screen.P(t.sentence(domain.Sentence{Key: part.key})), screen.Bullets(lines...))
		}
	}
	s = s.Add(screen.Small(t.Say("grow.income-tax")), t.sourcesOf(sources))
	t.show(s.With(t.button(t.Say("offer.open"), "offer", ""), t.button(t.Say("grow.mirror"), "mirror", "")).
		With(t.button(t.Say("grow.plan"), "creator", "")))
}
