package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
)

// howWeRank shows by what people are ranked, with which weights, and on what
// figures it rests. The law asks it of whoever ranks (consumer law 19/2023,
// article 10), and it is what makes a ranking worth anything.
func (t *turn) howWeRank(string) {
	var b *domain.Brief
	kpi := domain.KPI("")
	if t.campaign != nil {
		b = &t.campaign.Brief
		kpi = b.KPI
	}
	weights := advise.WeightsFor(kpi)
	title := t.Say("how.title")
	switch {
	case t.campaign != nil && t.campaign.Weights != (domain.Weights{}):
		weights, title = t.campaign.Weights, t.Say("how.title-own")
	case kpi != "":
		title = t.Say("how.title-kpi", "kpi", kpi)
	}
	lines := make([]screen.Text, len(domain.Criteria))
	for i, c := range domain.Criteria {
		lines[i] = t.Say("how.criterion", "name", criterionNames[c], "weight", domain.Rate(weights.Of(c)), "about", criterionAbout[c])
	}
	s := screen.New(
		screen.P(title),
		screen.Bullets(lines...),
		screen.P(t.Say("how.rules")),
		screen.More(t.Say("how.parts"), screen.Bullets(t.parts(b)...)),
		screen.More(t.Say("how.weights"), t.weightTable()),
		screen.More(t.Say("how.sources"), screen.P(t.Say("how.sources-text"))),
	)
	inPeople := t.campaign != nil && t.state.Flow == InCampaign && t.place().Stage != StageBrief && t.place().Stage != StageChannels
	if inPeople {
		s = s.With(t.on(t.Say("weigh.open"), "weigh", "").As(screen.Primary), t.on(t.Say("card.list"), "people", ""))
	} else {
		s = s.With(t.goOn()...)
	}
	t.show(s)
}

// parts lists the sub-criteria that count for a brief, all for nil, with their
// shares.
func (t *turn) parts(b *domain.Brief) []screen.Text {
	var lines []screen.Text
	for _, p := range advise.Parts(b) {
		lines = append(lines, t.Say("how.part-line", "criterion", criterionNames[p.Criterion], "part", domain.Say("part."+p.Name),
			"share", domain.Rate(p.Share), "about", domain.Say("how.part."+p.Name)))
	}
	return lines
}

// criterionAbout says what each criterion looks at.
var criterionAbout = map[domain.Criterion]domain.Sentence{
	domain.Reach:          domain.Say("how.reach"),
	domain.Relevance:      domain.Say("how.relevance"),
	domain.Persuasiveness: domain.Say("how.persuasiveness"),
	domain.Value:          domain.Say("how.value"),
}

// weightTable lists the weights for every KPI.
func (t *turn) weightTable() screen.Block {
	header := []screen.Text{t.Say("table.kpi")}
	for _, c := range domain.Criteria {
		header = append(header, t.criterion(c))
	}
	var rows [][]screen.Text
	for _, k := range domain.KPIs {
		row := []screen.Text{screen.T(t.value(k))}
		for _, c := range domain.Criteria {
			row = append(row, screen.T(t.value(domain.Rate(advise.WeightsFor(k).Of(c)))))
		}
		rows = append(rows, row)
	}
	return screen.Grid(header, rows...)
}
