package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// section is a run of rows under one header: a sheet may hold several tables
// one under the other, or headings between its rows.
type section struct {
	header   []string
	headerAt int // row number of the header; the one above all when a heading brings none of its own
	titles   []string
	rows     [][]string
	at       []int
}

// maxSections bounds the work on a file that has little but headings. Beyond
// it they are rows like others.
const maxSections = 100

// sections cuts the rows below a header where a header comes again, or where a
// line names the platform of the rows under it. Those lines are part of the
// layout and no rows of the list.
func sections(first section) []section {
	rows, at := first.rows, first.at
	first.rows, first.at = nil, nil
	all := []section{first}
	start := 0
	take := func(end int) { // the rows since the last heading
		last := &all[len(all)-1]
		if last.rows == nil {
			last.rows, last.at = rows[start:end:end], at[start:end:end]
		} else {
			last.rows, last.at = append(last.rows, rows[start:end]...), append(last.at, at[start:end]...)
		}
		start = end + 1
	}
	for i, row := range rows {
		if len(all) == maxSections {
			break
		}
		if hasDigits(row) {
			continue
		}
		last := &all[len(all)-1]
		titled := i > 0 && start == i && len(last.rows) == 0 // a heading stood right above
		switch text, alone := onlyText(row); {
		case alone && sectionPlatform(text) != "":
			next := section{header: last.header, headerAt: last.headerAt, titles: []string{text}}
			take(i)
			all = append(all, next)
		case alone || !readsAsHeader(row, last.header):
		case !titled && repeats(row, last.header):
			take(i)
		default:
			next := section{headerAt: at[i]}
			next.header, _ = joinHeader([][]string{row}, 0)
			if titled {
				next.titles = last.titles
			}
			take(i)
			all = append(all, next)
		}
	}
	take(len(rows))
	return slices.DeleteFunc(all, func(s section) bool { return len(s.rows) == 0 && len(all) > 1 })
}

// repeats tells whether a row says nothing that the header does not.
func repeats(row, header []string) bool {
	for i, cell := range row {
		if cell = clean(cell, 200); cell != "" && (i >= len(header) || cell != header[i]) {
			return false
		}
	}
	return true
}

// sideBySide returns how many columns apart the same header stands again, 0
// when it does not: two lists beside each other.
func sideBySide(header []string) int {
	for width := 2; width*2 <= len(header)+1; width++ {
		names, filled := 0, 0
		same := true
		for i := width; i < len(header) && same; i++ {
			same = header[i] == header[i-width]
			if header[i] != "" {
				filled++
				if readLabel(header[i]).column == "name" {
					names++
				}
			}
		}
		if same && names > 0 && filled >= 2 {
			return width
		}
	}
	return 0
}

// columns cuts a section into those beside each other.
func (s section) columns() []section {
	width := sideBySide(s.header)
	if width == 0 {
		return []section{s}
	}
	var all []section
	for from := 0; from < len(s.header); from += width {
		to := min(from+width, len(s.header))
		part := section{header: s.header[from:to], headerAt: s.headerAt, titles: s.titles}
		for i, row := range s.rows {
			if row = row[min(from, len(row)):min(to, len(row))]; !allBlank(row) {
				part.rows, part.at = append(part.rows, slices.Clip(row)), append(part.at, s.at[i])
			}
		}
		if len(part.rows) > 0 {
			all = append(all, part)
		}
	}
	return all
}

// hasDigits tells whether a cell begins with a digit beyond the first column,
// or holds a link: such a row is no heading.
func hasDigits(row []string) bool {
	for i, cell := range row {
		if cell = strings.TrimSpace(cell); cell != "" && (i > 0 && isDigit(cell[0]) || strings.Contains(cell, "://")) {
			return true
		}
	}
	return false
}

// ordinals number the groups of a list: "I", "A.", "1".
const ordinals = "IVXABCDEabcdei0123456789.)"

// onlyText returns the text of a row that has but one, besides an ordinal.
func onlyText(row []string) (text string, alone bool) {
	for _, cell := range row {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "", text == "" && len(cell) <= 4 && strings.Trim(cell, ordinals) == "" && len(row) > 1:
		case text != "" && cell != text: // merged cells repeat their text
			return "", false
		default:
			text = cell
		}
	}
	return text, text != ""
}

// groupWords stand in headings beside the name of a platform.
var groupWords = []string{"kol", "kols", "koc", "kocs", "nhom", "kenh", "nen", "tang", "danh", "sach", "list", "influencer", "influencers",
	"creator", "creators", "phan", "bang", "i", "ii", "iii", "iv", "v"}

// sectionPlatform reads a heading that names one platform and nothing else.
func sectionPlatform(text string) domain.Platform {
	if len(text) > 60 {
		return ""
	}
	rest, p := cutPlatform(foldWords(text))
	for _, w := range rest {
		if !slices.Contains(groupWords, w) && !allDigits(w) {
			return ""
		}
	}
	return p
}

// readsAsHeader tells whether a row is the header again, or that of another
// table.
func readsAsHeader(row, header []string) bool {
	filled, known := 0, 0
	for _, cell := range row {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		filled++
		switch w := headerWorth(cell); {
		case w < 0:
			return false
		case w >= 0.7:
			known++
		}
	}
	return filled >= 2 && repeats(row, header) || known >= 3 && known*2 >= filled
}

// isTransposed tells whether a sheet has a column for each person: its first
// column reads as a header, better than any row does.
func isTransposed(rows [][]string, known float64) bool {
	if len(rows) > contentRows {
		return false
	}
	seen := map[Column]bool{}
	for _, row := range rows {
		if len(row) < 3 || headerWorth(row[0]) < 0.7 {
			continue
		}
		l := readLabel(row[0])
		seen[l.column.Of(l.platform)] = true
	}
	return len(seen) >= 3 && float64(len(seen)) > known+1
}

// totals are the words that begin a row which sums up others, folded.
var totals = map[string]bool{"tong": true, "cong": true, "tong cong": true, "tong so": true, "tong chi phi": true, "tong ngan sach": true,
	"tong tien": true, "tong gia tri": true, "tong phi": true, "thanh tien": true, "total": true, "totals": true, "subtotal": true, "sub total": true,
	"grand total": true, "sum": true, "average": true, "trung binh": true, "vat": true, "thue": true, "thue vat": true, "phi quan ly": true,
	"agency fee": true, "phi agency": true, "total cost": true, "total budget": true}

// totalFillers may stand in such a row beside them.
var totalFillers = []string{"kol", "kols", "koc", "kocs", "influencer", "influencers", "creator", "creators", "nguoi", "kenh", "vnd", "truoc", "sau",
	"chua", "gom", "bao", "da", "video", "videos", "post", "posts"}

// isTotal tells whether a text begins a row that sums up others. A name may
// hold such a word, so nothing else may stand there.
func isTotal(text string) bool {
	if len(text) < 3 || len(text) > 60 {
		return false
	}
	words := slices.DeleteFunc(strings.Fields(fold(text)), func(w string) bool {
		return allDigits(w) || slices.Contains(totalFillers, w)
	})
	folded := strings.Join(words, " ")
	return totals[folded] || totals[strings.TrimSuffix(folded, " vat")]
}

// firstText returns the first cell of a row that is no number.
func firstText(row []string) string {
	for _, cell := range row {
		if cell = strings.TrimSpace(cell); cell != "" && !isDigit(cell[0]) {
			return cell
		}
	}
	return ""
}
