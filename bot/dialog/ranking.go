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
	kpi := domain.KPI("")
	if t.campaign != nil {
		kpi = t.campaign.Brief.KPI
	}
	weights := advise.WeightsFor(kpi)
	lines := make([]screen.Text, len(advise.Criteria))
	for i, c := range advise.Criteria {
		lines[i] = t.Say("how.criterion", "name", criterionNames[c], "weight", domain.Rate(weights.Of(c)), "about", criterionAbout[c])
	}
	title := t.Say("how.title")
	if kpi != "" {
		title = t.Say("how.title-kpi", "kpi", kpi)
	}
	s := screen.New(
		screen.P(title),
		screen.Bullets(lines...),
		screen.P(t.Say("how.rules")),
		screen.More(t.Say("how.weights"), t.weightTable()),
		screen.More(t.Say("how.sources"), screen.P(t.Say("how.sources-text"))),
	)
	if t.campaign != nil && t.state.Flow == InCampaign && t.place().Stage == StagePeople {
		s = s.With(t.on(t.Say("card.list"), "people", "").As(screen.Primary))
	} else {
		s = s.With(t.goOn()...)
	}
	t.show(s)
}

// criterionAbout says what each criterion looks at.
var criterionAbout = map[advise.Criterion]domain.Sentence{
	advise.Reach:          domain.Say("how.reach"),
	advise.Relevance:      domain.Say("how.relevance"),
	advise.Persuasiveness: domain.Say("how.persuasiveness"),
	advise.Value:          domain.Say("how.value"),
}

// weightTable lists the weights for every KPI.
func (t *turn) weightTable() screen.Block {
	header := []screen.Text{t.Say("table.kpi")}
	for _, c := range advise.Criteria {
		header = append(header, t.criterion(c))
	}
	var rows [][]screen.Text
	for _, k := range domain.KPIs {
		row := []screen.Text{screen.T(t.value(k))}
		for _, c := range advise.Criteria {
			row = append(row, screen.T(t.value(domain.Rate(advise.WeightsFor(k).Of(c)))))
		}
		rows = append(rows, row)
	}
	return screen.Grid(header, rows...)
}
