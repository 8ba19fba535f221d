package roster

import (
	"bufio"
	"cmp"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
)

// WriteCSV writes accounts in the canonical columns, for Excel: UTF-8 with a
// mark, CRLF. A cell that a spreadsheet would run as a formula gets a leading
// apostrophe, which Open takes off again. It returns the error of w.
func WriteCSV(w io.Writer, accounts iter.Seq[domain.Account]) error {
	out := newCSVWriter(w)
	header := make([]string, len(Columns))
	for i, c := range Columns {
		header[i] = string(c)
	}
	out.row(header)
	cells := make([]string, len(Columns))
	for a := range accounts {
		for i, c := range Columns {
			cells[i] = cellOf[c](&a)
		}
		out.row(cells)
		if out.err != nil {
			break
		}
	}
	return out.flush()
}

// cellOf writes each canonical column; unknown is blank.
var cellOf = map[Column]func(a *domain.Account) string{
	"id":                   func(a *domain.Account) string { return a.Creator },
	"name":                 func(a *domain.Account) string { return a.Name },
	"kind":                 func(a *domain.Account) string { return string(a.Kind) },
	"platform":             func(a *domain.Account) string { return string(a.Platform) },
	"handle":               func(a *domain.Account) string { return a.Handle },
	"url":                  func(a *domain.Account) string { return a.URL },
	"followers":            func(a *domain.Account) string { return whole(a.Followers) },
	"avg_views":            func(a *domain.Account) string { return whole(a.Views) },
	"engagement_rate":      func(a *domain.Account) string { return decimal(a.Engagement) },
	"engagement_basis":     func(a *domain.Account) string { return string(a.EngagementBasis) },
	"posts_per_week":       func(a *domain.Account) string { return decimal(a.PostsPerWeek) },
	"last_post_at":         func(a *domain.Account) string { return string(a.LastPost) },
	"followers_90d_ago":    func(a *domain.Account) string { return whole(a.Followers90dAgo) },
	"categories":           writeTags,
	"languages":            func(a *domain.Account) string { return strings.Join(a.Languages, "|") },
	"location":             func(a *domain.Account) string { return string(a.Location) },
	"audience_female":      func(a *domain.Account) string { return decimal(a.AudienceFemale) },
	"audience_13_17":       func(a *domain.Account) string { return ageShare(a, 0) },
	"audience_18_24":       func(a *domain.Account) string { return ageShare(a, 1) },
	"audience_25_34":       func(a *domain.Account) string { return ageShare(a, 2) },
	"audience_35_44":       func(a *domain.Account) string { return ageShare(a, 3) },
	"audience_45_plus":     func(a *domain.Account) string { return ageShare(a, 4) },
	"audience_locations":   writePlaces,
	"sponsored_share":      func(a *domain.Account) string { return decimal(a.SponsoredShare) },
	"sponsored_vs_organic": func(a *domain.Account) string { return decimal(a.SponsoredVsOrganic) },
	"price_post_vnd":       priceOf(domain.Post), "price_story_vnd": priceOf(domain.Story),
	"price_short_video_vnd": priceOf(domain.ShortVideo), "price_long_video_vnd": priceOf(domain.LongVideo),
	"price_livestream_vnd": priceOf(domain.Livestream),
	"contact":              func(a *domain.Account) string { return a.Contact },
	"source":               func(a *domain.Account) string { return a.Source.Title },
	"as_of":                func(a *domain.Account) string { return a.Source.Date },
}

func whole(f domain.Figure[int64]) string {
	if v, ok := f.Get(); ok {
		return strconv.FormatInt(v, 10)
	}
	return ""
}

func decimal[T ~float64](f domain.Figure[T]) string {
	if v, ok := f.Get(); ok {
		return plainFloat(float64(v))
	}
	return ""
}

func ageShare(a *domain.Account, class int) string {
	if !a.AudienceAges.Known {
		return ""
	}
	return plainFloat(float64(a.AudienceAges.Shares[class]))
}

func priceOf(d domain.Deliverable) func(a *domain.Account) string {
	return func(a *domain.Account) string {
		if price, ok := a.Prices[d]; ok {
			return strconv.FormatInt(int64(price), 10)
		}
		return ""
	}
}

func writeTags(a *domain.Account) string {
	tags := make([]string, 0, len(a.Categories)+len(a.Topics))
	for _, c := range a.Categories {
		tags = append(tags, string(c))
	}
	for _, topic := range a.Topics {
		tags = append(tags, strings.ReplaceAll(topic, "|", "/"))
	}
	return strings.Join(tags, "|")
}

func writePlaces(a *domain.Account) string {
	places := slices.SortedFunc(maps.Keys(a.AudienceLocations), func(x, y domain.Location) int {
		return cmp.Or(cmp.Compare(a.AudienceLocations[y], a.AudienceLocations[x]), cmp.Compare(x, y))
	})
	var b strings.Builder
	for i, place := range places {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(string(place) + ":" + plainFloat(float64(a.AudienceLocations[place])))
	}
	return b.String()
}

// csvWriter writes rows for Excel and remembers the first error.
type csvWriter struct {
	w   *bufio.Writer
	err error
}

func newCSVWriter(w io.Writer) *csvWriter {
	out := &csvWriter{w: bufio.NewWriter(w)}
	out.text("\uFEFF")
	return out
}

func (w *csvWriter) text(s string) {
	if w.err == nil {
		_, w.err = w.w.WriteString(s)
	}
}

func (w *csvWriter) row(cells []string) {
	for i, cell := range cells {
		if i > 0 {
			w.text(",")
		}
		cell = guardFormula(cell)
		if strings.ContainsAny(cell, ",\"\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		w.text(cell)
	}
	w.text("\r\n")
}

func (w *csvWriter) flush() error {
	if w.err != nil {
		return w.err
	}
	return w.w.Flush()
}

// formulaStarts begin what a spreadsheet runs instead of showing.
const formulaStarts = "=+-@\t\r"

// guardFormula keeps a spreadsheet from running a cell.
func guardFormula(cell string) string {
	if cell != "" && strings.IndexByte(formulaStarts, cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// unguard takes the apostrophe of guardFormula off again, and the one that
// keeps the zero of a phone number.
func unguard(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && (strings.IndexByte(formulaStarts, cell[1]) >= 0 || isDigit(cell[1])) {
		return cell[1:]
	}
	return cell
}

// Rows writes a table of any columns in the same manner: for other files that
// people open in Excel.
func Rows(w io.Writer, rows iter.Seq[[]string]) error {
	out := newCSVWriter(w)
	for row := range rows {
		out.row(row)
		if out.err != nil {
			break
		}
	}
	return out.flush()
}
