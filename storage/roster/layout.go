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

// sections cuts the rows below a header where a header comes again, or where a
// line names the platform of the rows under it. Those lines are part of the
// layout and no rows of the list.
func sections(first section) []section {
	all := []section{first}
	start := 0
	begin := func(i int, s section) {
		last := &all[len(all)-1]
		last.rows, last.at = first.rows[start:i], first.at[start:i]
		all = append(all, s)
		start = i + 1
	}
	for i, row := range first.rows {
		if hasDigits(row) {
			continue
		}
		switch text, alone := onlyText(row); {
		case alone && sectionPlatform(text) != "":
			begin(i, section{header: all[len(all)-1].header, headerAt: all[len(all)-1].headerAt, titles: []string{text}})
		case !alone && readsAsHeader(row, all[len(all)-1].header):
			var titles []string
			last := &all[len(all)-1]
			if start == i { // a heading stood right above
				titles = last.titles
			}
			header, _ := joinHeader([][]string{row}, 0)
			begin(i, section{header: header, headerAt: first.at[i], titles: titles})
		}
	}
	last := &all[len(all)-1]
	last.rows, last.at = first.rows[start:], first.at[start:]
	return slices.DeleteFunc(all, func(s section) bool { return len(s.rows) == 0 && len(all) > 1 })
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
	same, filled, known := 0, 0, 0
	for i, cell := range row {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		filled++
		if i < len(header) && clean(cell, 200) == header[i] {
			same++
		}
		switch w := headerWorth(cell); {
		case w < 0:
			return false
		case w >= 0.7:
			known++
		}
	}
	return filled >= 2 && same == filled || known >= 3 && known*2 >= filled
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
