package dialog

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// csvColumns are the columns of the file of the chosen. Figures are plain
// digits, for spreadsheets to reckon with; what is unknown is blank.
var csvColumns = []struct {
	name domain.Sentence
	cell func(t *turn, c *advise.Candidate) string
}{
	{domain.Say("csv.rank"), func(_ *turn, c *advise.Candidate) string { return strconv.Itoa(c.Rank) }},
	{domain.Say("csv.name"), func(_ *turn, c *advise.Candidate) string { return c.Account.Name }},
	{domain.Say("csv.platform"), func(t *turn, c *advise.Candidate) string { return t.value(c.Account.Platform) }},
	{domain.Say("csv.handle"), func(_ *turn, c *advise.Candidate) string { return c.Account.Handle }},
	{domain.Say("csv.url"), func(_ *turn, c *advise.Candidate) string { return c.Account.URL }},
	{domain.Say("csv.followers"), func(_ *turn, c *advise.Candidate) string { return whole(c.Account.Followers) }},
	{domain.Say("csv.views"), func(_ *turn, c *advise.Candidate) string { return whole(c.Account.Views) }},
	{domain.Say("csv.engagement"), func(_ *turn, c *advise.Candidate) string {
		if v, ok := c.Account.Engagement.Get(); ok {
			return decimal(float64(v)*100) + "%"
		}
		return ""
	}},
	{domain.Say("csv.basis"), func(t *turn, c *advise.Candidate) string {
		if c.Account.EngagementBasis == "" {
			return ""
		}
		return t.value(c.Account.EngagementBasis)
	}},
	{domain.Say("csv.deliverable"), func(t *turn, c *advise.Candidate) string { return t.value(c.Price.Deliverable) }},
	{domain.Say("csv.price"), priceCell(func(p advise.Price) domain.VND { return p.Mid })},
	{domain.Say("csv.price-low"), priceCell(func(p advise.Price) domain.VND { return p.Low })},
	{domain.Say("csv.price-high"), priceCell(func(p advise.Price) domain.VND { return p.High })},
	{domain.Say("csv.price-kind"), func(t *turn, c *advise.Candidate) string {
		switch {
		case c.Price.Unknown:
			return ""
		case c.Price.Quoted:
			return plain(t.Say("csv.quoted"))
		}
		return plain(t.Say("csv.estimated"))
	}},
	{domain.Say("csv.views-p10"), viewsCell(func(i domain.Interval) float64 { return i.P10 })},
	{domain.Say("csv.views-p50"), viewsCell(func(i domain.Interval) float64 { return i.P50 })},
	{domain.Say("csv.views-p90"), viewsCell(func(i domain.Interval) float64 { return i.P90 })},
	{domain.Say("csv.score"), func(_ *turn, c *advise.Candidate) string { return decimal(c.Score) }},
	{domain.Say("csv.reach"), criterionCell(advise.Reach)},
	{domain.Say("csv.relevance"), criterionCell(advise.Relevance)},
	{domain.Say("csv.persuasiveness"), criterionCell(advise.Persuasiveness)},
	{domain.Say("csv.value"), criterionCell(advise.Value)},
	{domain.Say("csv.confidence"), func(_ *turn, c *advise.Candidate) string { return decimal(c.Confidence) }},
	{domain.Say("csv.reasons"), func(t *turn, c *advise.Candidate) string {
		var all []screen.Text
		for _, part := range c.Contributions {
			all = append(all, t.reasons(part.Reasons)...)
		}
		return plain(screen.Join(" ", all...))
	}},
	{domain.Say("csv.risks"), func(t *turn, c *advise.Candidate) string {
		var all []screen.Text
		for _, r := range c.Risks {
			all = append(all, t.sentence(r.Text))
		}
		return plain(screen.Join(" ", all...))
	}},
	{domain.Say("csv.source"), func(t *turn, c *advise.Candidate) string { return t.value(c.Account.Source) }},
	{domain.Say("csv.price-source"), func(t *turn, c *advise.Candidate) string { return t.value(c.Price.Source) }},
	{domain.Say("csv.sample"), func(t *turn, c *advise.Candidate) string {
		if c.Account.Sample {
			return plain(t.Say("list.sample"))
		}
		return ""
	}},
}

func priceCell(pick func(advise.Price) domain.VND) func(*turn, *advise.Candidate) string {
	return func(_ *turn, c *advise.Candidate) string {
		if c.Price.Unknown {
			return ""
		}
		return strconv.FormatInt(int64(pick(c.Price)), 10)
	}
}

func viewsCell(pick func(domain.Interval) float64) func(*turn, *advise.Candidate) string {
	return func(_ *turn, c *advise.Candidate) string {
		if !c.Forecast.KnownViews {
			return ""
		}
		return strconv.FormatFloat(pick(c.Forecast.Views), 'f', 0, 64)
	}
}

func criterionCell(criterion advise.Criterion) func(*turn, *advise.Candidate) string {
	return func(_ *turn, c *advise.Candidate) string { return decimal(scoreOf(*c, criterion)) }
}

func whole(f domain.Figure[int64]) string {
	if v, ok := f.Get(); ok {
		return strconv.FormatInt(v, 10)
	}
	return ""
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// sendCSV sends the chosen as a file that opens in a spreadsheet.
func (t *turn) sendCSV(string) {
	people, _ := t.chosen()
	if len(people) == 0 {
		t.notice(t.Say("summary.nobody"))
		t.people("")
		return
	}
	table := make([][]string, 0, len(people)+1)
	header := make([]string, len(csvColumns))
	for i, column := range csvColumns {
		header[i] = plain(t.sentence(column.name))
	}
	table = append(table, header)
	for i := range people {
		row := make([]string, len(csvColumns))
		for j, column := range csvColumns {
			row[j] = column.cell(t, &people[i])
		}
		table = append(table, row)
	}
	var file bytes.Buffer
	if err := roster.Rows(&file, slices.Values(table)); err != nil { // a Buffer has no errors
		panic(err)
	}
	t.effects = append(t.effects, SendFile{
		Name: t.csvName(), Data: file.Bytes(),
		Caption: t.Say("summary.csv-caption", "n", len(people), "name", t.campaign.Name),
	})
}

// csvName names the file after campaign and day: "my-pham-200-trieu-2026-11-23.csv".
func (t *turn) csvName() string {
	name := t.campaign.Name
	if t.namedAfter(t.campaign.Brief) {
		name = name[:strings.LastIndex(name, " · ")] // without the month: the day follows
	}
	words := strings.FieldsFunc(wording.Fold(name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	return strings.Join(append(words, string(t.today())), "-") + ".csv"
}
