package dialog

import (
	"bytes"
	"iter"
	"math"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// fileColumns are the columns of the file of the chosen. A cell is a string,
// an int64, a float64, a domain.Rate, or nil where it is unknown.
var fileColumns = []struct {
	name domain.Sentence
	cell func(t *turn, b *advise.Booking) any
}{
	{domain.Say("csv.rank"), func(_ *turn, b *advise.Booking) any { return int64(b.Candidate.Rank) }},
	{domain.Say("csv.name"), func(_ *turn, b *advise.Booking) any { return b.Candidate.Account.Name }},
	{domain.Say("csv.platform"), func(t *turn, b *advise.Booking) any { return t.value(b.Candidate.Account.Platform) }},
	{domain.Say("csv.handle"), func(_ *turn, b *advise.Booking) any { return b.Candidate.Account.Handle }},
	{domain.Say("csv.url"), func(_ *turn, b *advise.Booking) any { return b.Candidate.Account.URL }},
	{domain.Say("csv.contact"), func(_ *turn, b *advise.Booking) any { return b.Candidate.Account.Contact }},
	{domain.Say("csv.followers"), func(_ *turn, b *advise.Booking) any { return known(b.Candidate.Account.Followers) }},
	{domain.Say("csv.views"), func(_ *turn, b *advise.Booking) any { return known(b.Candidate.Account.Views) }},
	{domain.Say("csv.engagement"), func(_ *turn, b *advise.Booking) any { return known(b.Candidate.Account.Engagement) }},
	{domain.Say("csv.basis"), func(t *turn, b *advise.Booking) any {
		if b.Candidate.Account.EngagementBasis == "" {
			return nil
		}
		return t.value(b.Candidate.Account.EngagementBasis)
	}},
	{domain.Say("csv.deliverable"), func(t *turn, b *advise.Booking) any { return t.value(b.Candidate.Price.Deliverable) }},
	{domain.Say("csv.quantity"), func(_ *turn, b *advise.Booking) any { return int64(b.Quantity) }},
	{domain.Say("csv.price"), priceCell(func(p advise.Price) domain.VND { return p.Mid })},
	{domain.Say("csv.price-low"), priceCell(func(p advise.Price) domain.VND { return p.Low })},
	{domain.Say("csv.price-high"), priceCell(func(p advise.Price) domain.VND { return p.High })},
	{domain.Say("csv.price-kind"), func(t *turn, b *advise.Booking) any {
		switch {
		case b.Candidate.Price.Unknown:
			return nil
		case b.Candidate.Price.Quoted:
			return plain(t.Say("csv.quoted"))
		}
		return plain(t.Say("csv.estimated"))
	}},
	{domain.Say("csv.views-p10"), viewsCell(func(i domain.Interval) float64 { return i.P10 })},
	{domain.Say("csv.views-p50"), viewsCell(func(i domain.Interval) float64 { return i.P50 })},
	{domain.Say("csv.views-p90"), viewsCell(func(i domain.Interval) float64 { return i.P90 })},
	{domain.Say("csv.score"), func(_ *turn, b *advise.Booking) any { return cents(b.Candidate.Score) }},
	{domain.Say("csv.reach"), criterionCell(domain.Reach)},
	{domain.Say("csv.relevance"), criterionCell(domain.Relevance)},
	{domain.Say("csv.persuasiveness"), criterionCell(domain.Persuasiveness)},
	{domain.Say("csv.value"), criterionCell(domain.Value)},
	{domain.Say("csv.confidence"), func(_ *turn, b *advise.Booking) any { return cents(b.Candidate.Confidence) }},
	{domain.Say("csv.reasons"), func(t *turn, b *advise.Booking) any {
		var all []screen.Text
		for _, part := range b.Candidate.Contributions {
			all = append(all, t.reasons(part.Reasons)...)
		}
		return plain(screen.Join(" ", all...))
	}},
	{domain.Say("csv.risks"), func(t *turn, b *advise.Booking) any {
		var all []screen.Text
		for _, r := range b.Candidate.Risks {
			all = append(all, t.sentence(r.Text))
		}
		return plain(screen.Join(" ", all...))
	}},
	{domain.Say("csv.source"), func(t *turn, b *advise.Booking) any { return t.value(b.Candidate.Account.Source) }},
	{domain.Say("csv.price-source"), func(t *turn, b *advise.Booking) any { return t.value(b.Candidate.Price.Source) }},
	{domain.Say("csv.sample"), func(t *turn, b *advise.Booking) any {
		if b.Candidate.Account.Sample {
			return plain(t.Say("list.sample"))
		}
		return nil
	}},
}

func priceCell(pick func(advise.Price) domain.VND) func(*turn, *advise.Booking) any {
	return func(_ *turn, b *advise.Booking) any {
		if b.Candidate.Price.Unknown {
			return nil
		}
		return int64(pick(b.Candidate.Price))
	}
}

func viewsCell(pick func(domain.Interval) float64) func(*turn, *advise.Booking) any {
	return func(_ *turn, b *advise.Booking) any {
		if !b.Candidate.Forecast.KnownViews {
			return nil
		}
		return int64(math.Round(pick(b.Candidate.Forecast.Views)))
	}
}

func criterionCell(criterion domain.Criterion) func(*turn, *advise.Booking) any {
	return func(_ *turn, b *advise.Booking) any { return cents(scoreOf(b.Candidate, criterion)) }
}

func known[T int64 | domain.Rate](f domain.Figure[T]) any {
	if v, ok := f.Get(); ok {
		return v
	}
	return nil
}

// cents rounds to two decimals.
func cents(v float64) float64 { return math.Round(v*100) / 100 }

// written is a cell as a text file shows it.
func written(cell any) string {
	switch v := cell.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', 2, 64)
	case domain.Rate:
		return strconv.FormatFloat(float64(v)*100, 'f', 2, 64) + "%"
	}
	return ""
}

// sendChosen sends the chosen as a file: "xlsx" for Excel, "csv" for any
// program.
func (t *turn) sendChosen(kind string) {
	people, _ := t.chosen()
	if len(people) == 0 {
		t.notice(t.Say("summary.nobody"))
		t.people("")
		return
	}
	header := make([]string, len(fileColumns))
	for i, column := range fileColumns {
		header[i] = plain(t.sentence(column.name))
	}
	var file bytes.Buffer
	var err error
	if kind == "xlsx" {
		err = roster.Workbook(&file, header, t.rowsOf(people))
	} else {
		kind = "csv"
		err = roster.WriteRows(&file, func(yield func([]string) bool) {
			if !yield(header) {
				return
			}
			for row := range t.rowsOf(people) {
				texts := make([]string, len(row))
				for i, cell := range row {
					texts[i] = written(cell)
				}
				if !yield(texts) {
					return
				}
			}
		})
	}
	if err != nil { // a Buffer has no errors
		panic(err)
	}
	t.effects = append(t.effects, SendFile{
		Name: t.fileName() + "." + kind, Data: file.Bytes(),
		Caption: t.Say("summary.file-caption", "n", len(people), "name", t.campaign.Name),
	})
}

// rowsOf yields the cells of each of people.
func (t *turn) rowsOf(people []advise.Booking) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range people {
			row := make([]any, len(fileColumns))
			for j, column := range fileColumns {
				row[j] = column.cell(t, &people[i])
			}
			if !yield(row) {
				return
			}
		}
	}
}

// fileName names the file after campaign and day: "my-pham-200-trieu-2026-11-23".
func (t *turn) fileName() string {
	name := t.campaign.Name
	if t.namedAfter(t.campaign.Brief) {
		name = name[:strings.LastIndex(name, " · ")] // without the month: the day follows
	}
	words := strings.FieldsFunc(wording.Fold(name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	return strings.Join(append(words, string(t.today())), "-")
}
