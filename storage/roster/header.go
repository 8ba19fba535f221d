package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// headerRows is how many rows from the top may stand above the data.
const headerRows = 10

// Columns that headers.csv names besides ours.
const (
	left   Column = "-" // left out on purpose
	later  Column = "+" // what came of it later: left out as well, except for Outcomes
	either Column = "?" // decided by what the column holds
)

// headerAliases are the aliases that may stand inside a longer header, and
// wholeHeaders those that must be the whole of it.
var (
	headerAliases phrases[Column]
	wholeHeaders  = map[string]Column{}
)

var _ = func() bool {
	lexicon("headers.csv", 2, func(row []string) {
		alias, column := row[0], Column(row[1])
		if !column.Valid() && column != left && column != later && column != either {
			panic("lexicon/headers.csv: " + row[1] + " is no column")
		}
		whole, only := strings.CutPrefix(alias, "=")
		words := strings.Join(foldWords(whole), " ")
		if !only {
			headerAliases.add(words, column)
		}
		wholeHeaders[words] = column
		if run := strings.ReplaceAll(words, " ", ""); wholeHeaders[run] == "" { // "playcount"
			wholeHeaders[run] = column
		}
	})
	return true
}()

// label is what a header cell says about its column.
type label struct {
	column      Column // "" is not known, left, either, or one of ours, without platform
	platform    domain.Platform
	deliverable string       // as in deliverableWords
	scale       float64      // of bare numbers: "(triệu)" is 1e6; 1 if not said
	usd         bool         // prices are in dollars
	percent     bool         // "(%)"
	basis       domain.Basis // of an engagement rate
	foreign     bool         // prices are in a currency other than đồng and dollars
	rate        bool         // engagement is said to be a rate, whatever its numbers
	average     bool         // of a typical post
	end         end          // of a range of prices in two columns
}

// end says which end of a range a column holds.
type end int

const (
	neitherEnd end = iota
	lowEnd         // "price from"
	highEnd        // "price to"
)

// endOf reads the last word of a header.
func endOf(words []string) end {
	switch words[len(words)-1] {
	case "from", "min", "low", "tu":
		return lowEnd
	case "to", "max", "high", "den":
		return highEnd
	}
	return neitherEnd
}

// averages are words for a figure of a typical post, and rateWords for one
// that is divided.
var (
	averages  = []string{"avg", "average", "mean", "median", "tb", "trung"}
	rateWords = []string{"rate", "er", "ty", "ti", "phan"}
)

// maxHeaderCell is the longest text, in bytes, that is taken for a header.
const maxHeaderCell = 160

// fillers are words in headers that change nothing.
var fillers = []string{"cua", "tren", "tai", "theo", "cho", "moi", "cac", "so", "luong", "hien", "tai", "du", "kien", "per", "the",
	"of", "on", "in", "mot", "kenh", "vnd", "usd", "dong", "net", "vn", "trung", "binh", "tb"}

// readLabel reads a header cell.
func readLabel(raw string) label {
	l := label{scale: 1}
	if len(raw) > maxHeaderCell {
		return l
	}
	l.percent, l.foreign = strings.Contains(raw, "%"), isForeignMoney(raw)
	raw, l.scale, l.usd = cutUnit(raw)
	words := foldWords(raw)
	if len(words) == 0 {
		return l
	}
	rest, platform := cutPlatform(words)
	l.platform = platform
	if f, ok := basisPhrases.find(rest); ok && slices.ContainsFunc(rest, isEngagement) {
		l.basis = f.value
		rest = slices.Concat(rest[:f.from], rest[f.to:])
		words = rest
	}
	bare := slices.DeleteFunc(slices.Clone(rest), isFiller)
	free := bare
	if d, ok := deliverableWords.find(bare); ok {
		l.deliverable = d.value
		free = slices.Concat(bare[:d.from], bare[d.to:])
	}
	l.column = matchHeader(words, rest, bare, free)
	l.end = endOf(words)
	l.average = anyOf(words, averages)
	l.rate = l.percent || anyOf(words, rateWords)
	if (l.column == "price" || l.column == either) && isBundle(rest) {
		l.column = left
	}
	if l.column == "engagement_rate" && l.basis == "" {
		l.basis = basisIn(words)
	}
	return l
}

// matchHeader finds the column for a header, given from its full words to its
// barest.
func matchHeader(forms ...[]string) Column {
	for _, words := range forms {
		if c, ok := wholeHeaders[strings.Join(words, " ")]; ok {
			return c
		}
	}
	if f, ok := headerAliases.find(forms[1]); ok {
		return f.value
	}
	if len(forms[3]) == 0 { // nothing but a platform or a deliverable
		return either
	}
	return ""
}

func anyOf(words, wanted []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(wanted, w) })
}

func isEngagement(word string) bool {
	return word == "er" || word == "tac" || word == "engagement" || word == "eng"
}

func isFiller(word string) bool {
	return word[0] >= '0' && word[0] <= '9' || slices.Contains(fillers, word)
}

// cutPlatform takes the name of a platform out of the words. "X" counts only
// at an end of a header that goes on, for it is also a letter, and "TT" only
// at its start, for it is also an ordinal and "tương tác".
func cutPlatform(words []string) ([]string, domain.Platform) {
	if f, ok := platformWords.find(words); ok {
		return slices.Concat(words[:f.from], words[f.to:]), f.value
	}
	if n := len(words); n > 1 && words[0] == "tt" {
		return words[1:], domain.TikTok
	} else if n > 1 && words[0] == "x" {
		return words[1:], domain.X
	} else if n > 1 && words[n-1] == "x" {
		return words[:n-1], domain.X
	}
	return words, ""
}

var thousands = strings.NewReplacer("1.000", "k ", "1,000", "k ", "1000", "k ")

// cutUnit takes units in brackets out of a header: "Báo giá (triệu đồng)".
func cutUnit(raw string) (rest string, scale float64, usd bool) {
	scale = 1
	usd = strings.Contains(raw, "$") || slices.Contains(strings.Fields(fold(raw)), "usd")
	open := strings.IndexAny(raw, "([")
	if open < 0 {
		return raw, scale, usd
	}
	inside, after, _ := strings.Cut(raw[open+1:], closing(raw[open]))
	unit := false
	for _, w := range strings.Fields(fold(thousands.Replace(inside))) {
		switch s, isScale := scaleWords[w]; {
		case isScale:
			scale, unit = s, true
		case currencyWords[w] != "" || w == "follower" || w == "followers" || w == "dvt":
			unit = true
		default:
			return raw, 1, usd // a remark, not a unit
		}
	}
	if unit {
		return raw[:open] + " " + after, scale, usd
	}
	return raw, 1, usd
}

func closing(bracket byte) string {
	if bracket == '(' {
		return ")"
	}
	return "]"
}

// basisIn tells which denominator the words of a header name.
func basisIn(words []string) domain.Basis {
	for _, w := range words {
		switch w {
		case "view", "views", "erv", "xem", "plays", "impressions":
			return domain.ByViews
		case "follower", "followers", "follow", "doi", "subscribers", "fans", "erf":
			return domain.ByFollowers
		}
	}
	return ""
}

// findHeader returns which of the first rows is the header, and how much of
// it was recognised; at is -1 when no row has two recognised cells.
func findHeader(rows [][]string) (at int, known float64) {
	at = -1
	for i := range min(headerRows, len(rows)) {
		score, cells := 0.0, 0
		for _, cell := range rows[i] {
			switch worth := headerWorth(cell); {
			case worth > 0:
				cells++
				fallthrough
			default:
				score += worth
			}
		}
		if cells >= 2 && score > known {
			at, known = i, score
		}
	}
	if at >= 0 && at+1 < len(rows) && (worth(rows[at+1]) >= 1.4 || isSubHeader(rows[at+1], rows[at])) {
		at++ // the first row only groups the columns of the second
	}
	return at, known
}

// isSubHeader tells whether a row parts the columns of the header above it:
// "Video", "Story" under "Báo giá".
func isSubHeader(row, above []string) bool {
	under := 0 // cells that stand where the row above has none
	for i, cell := range row {
		switch {
		case strings.TrimSpace(cell) == "", i < len(above) && cell == above[i]:
		case headerWorth(cell) <= 0:
			return false
		case i >= len(above) || strings.TrimSpace(above[i]) == "":
			under++
		}
	}
	return under > 0
}

// headerWorth says how much a cell speaks for its row being the header: less
// than nothing when it is a number or a link.
func headerWorth(cell string) float64 {
	cell = strings.TrimSpace(cell)
	switch {
	case cell == "" || len(cell) > maxHeaderCell:
		return 0
	case isDigit(cell[0]) && wholeHeaders[strings.Join(foldWords(cell), " ")] != "":
		return 1 // "18-24"
	case strings.Contains(cell, "://") || strings.Contains(cell, "@") || looksNumeric(cell) || holdsFigure(cell):
		return -1
	}
	switch l := readLabel(cell); {
	case l.column == "":
		return 0
	case l.column == either:
		return 0.3
	case wholeHeaders[strings.Join(foldWords(cell), " ")] != "":
		return 1
	}
	return 0.7
}

// holdsFigure tells whether a text has a number with a unit, as headers have
// not: "120k fl", "ER 5%".
func holdsFigure(cell string) bool {
	for word := range strings.FieldsSeq(cell) {
		if isDigit(word[0]) {
			var s style
			if q, _, ok := s.term(plainNumber(cut(word, maxNumberCell))); ok && (q.scale > 0 || q.percent) {
				return true
			}
		}
	}
	return false
}

// joinHeader returns the header that starts at row at, made of two rows where
// the first groups the columns of the second ("TikTok" over "Link", "Follow"),
// and the row at which the data begins.
func joinHeader(rows [][]string, at int) (header []string, body int) {
	header, body = slices.Clone(rows[at]), at+1
	if at == 0 {
		return foldBreaks(header), body
	}
	above := rows[at-1]
	group, of := "", label{}
	joined := make([]string, max(len(header), len(above)))
	for i := range joined {
		var upper, lower string
		if i < len(above) {
			upper = strings.TrimSpace(above[i])
		}
		if i < len(header) {
			lower = strings.TrimSpace(header[i])
		}
		if upper != "" {
			group, of = upper, readLabel(upper)
		}
		switch l := readLabel(lower); {
		case lower == "" && upper != "":
			joined[i] = upper // merged downwards
		case lower == upper:
			joined[i] = lower
		case of.platform != "" && of.column == either && l.platform == "",
			isFigure(of.column) && l.column == either:
			joined[i] = strings.TrimSpace(lower + " " + group)
		default:
			joined[i] = lower
		}
	}
	if worth(joined) > worth(header)+0.5 || groups(joined, header) {
		header = joined
	}
	return foldBreaks(header), body
}

// isFigure tells whether a column holds figures, which a header may give for
// several platforms or deliverables at once.
func isFigure(c Column) bool { return isPrice(c) || slices.Contains(numeric, c) }

func worth(header []string) (sum float64) {
	for _, cell := range header {
		sum += headerWorth(cell)
	}
	return sum
}

// groups tells whether joined tells columns apart that header does not.
func groups(joined, header []string) bool {
	distinct := func(cells []string) int {
		seen := map[string]bool{}
		for _, c := range cells {
			seen[strings.TrimSpace(c)] = true
		}
		return len(seen)
	}
	return distinct(joined) > distinct(header)
}

// foldBreaks makes each cell one line.
func foldBreaks(header []string) []string {
	for i, cell := range header {
		header[i] = clean(cell, 200)
	}
	return header
}
