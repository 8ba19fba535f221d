package roster

import (
	"strings"
)

// grid is the cells of one sheet or text file, before it is known which row is
// the header. Rows may differ in length.
type grid struct {
	sheet string
	rows  [][]string
	at    []int // row number of each row in its file or sheet, from 1; blank rows are left out
}

// delimiters are tried in this order; the first wins a tie.
var delimiters = []byte{',', ';', '\t', '|'}

// sampleRows is how many rows are looked at to find the delimiter.
const sampleRows = 60

// splitText finds the delimiter of a text and cuts it into rows.
func splitText(text string) (grid, byte, error) {
	first, rest, _ := strings.Cut(text, "\n")
	if mark, ok := strings.CutPrefix(strings.TrimRight(first, "\r"), "sep="); ok && len(mark) == 1 {
		g, err := parseDelimited(rest, mark[0], MaxRows+headerRows)
		for i := range g.at {
			g.at[i]++ // Excel hides this line but counts it
		}
		return g, mark[0], err
	}
	if unwrapped, ok := unwrap(text); ok {
		text = unwrapped
	}
	delimiter := findDelimiter(text)
	g, err := parseDelimited(text, delimiter, MaxRows+headerRows)
	return g, delimiter, err
}

// unwrap undoes the accident of quoting each line as a whole, which happens
// when a CSV was opened as one column and saved again.
func unwrap(text string) (string, bool) {
	if !strings.HasPrefix(text, `"`) {
		return "", false
	}
	seen := 0
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(strings.TrimRight(line, "\r\n"), `""`, "")
		if line == "" {
			continue
		}
		if len(line) < 2 || line[0] != '"' || line[len(line)-1] != '"' || strings.Count(line, `"`) != 2 || !strings.ContainsAny(line, ",;\t") {
			return "", false
		}
		if seen++; seen == sampleRows {
			break
		}
	}
	const never = '\x00' // no delimiter: each row is one cell
	g, err := parseDelimited(text, never, MaxRows+headerRows)
	if err != nil || seen < 2 {
		return "", false
	}
	var b strings.Builder
	b.Grow(len(text))
	for i, row := range g.rows {
		for b.Len() > 0 && i > 0 && g.at[i]-g.at[i-1] > 1 { // blank lines keep their number
			b.WriteByte('\n')
			g.at[i-1]++
		}
		b.WriteString(row[0])
		b.WriteByte('\n')
	}
	return b.String(), true
}

// findDelimiter chooses the delimiter under which a row reads most like a
// header and the rows have most alike numbers of cells.
func findDelimiter(text string) byte {
	best, bestScore := delimiters[0], 0.0
	for _, d := range delimiters {
		sample, _ := parseDelimited(text, d, sampleRows) // its limit is the point here
		_, known := findHeader(sample.rows)
		if score := evenness(sample.rows) + float64(known); score > bestScore {
			best, bestScore = d, score
		}
	}
	return best
}

// evenness is the share of rows that have the commonest number of cells, 0
// when that number is one.
func evenness(rows [][]string) float64 {
	counts := map[int]int{}
	mode := 0
	for _, r := range rows {
		counts[len(r)]++
		if n := len(r); counts[n] > counts[mode] || counts[n] == counts[mode] && n > mode {
			mode = n
		}
	}
	if mode < 2 {
		return 0
	}
	return float64(counts[mode]) / float64(len(rows))
}

// A quoted cell longer than maxQuoted has lost its closing quote: its opening
// quote is then a character like others. After maxLost of them, all are.
const (
	maxQuoted = 64 << 10
	maxLost   = 200
)

// parseDelimited cuts a text into at most limit rows, and says in err when
// there are more. Quotes work as in RFC 4180, with mercy for stray ones. Cells
// share the memory of text.
func parseDelimited(text string, delimiter byte, limit int) (grid, error) {
	p := splitter{text: text, delimiter: delimiter}
	var g grid
	var cells []string // the cells of all rows, one after the other
	var ends []int
	for number := 1; p.pos < len(text); number++ {
		start := len(cells)
		cells = p.row(cells)
		row := cells[start:]
		if len(row) > MaxColumns {
			row = trimBlank(row)
			cells = cells[:start+len(row)]
		}
		switch {
		case allBlank(row), isRule(row):
			cells = cells[:start]
			continue
		case len(row) > MaxColumns:
			return g, tooManyColumns(number)
		case len(ends) == limit:
			return g.cut(cells[:start], ends), tooManyRows()
		}
		ends = append(ends, len(cells))
		g.at = append(g.at, number)
	}
	return g.cut(cells, ends), nil
}

// cut makes the rows out of one slice of cells.
func (g grid) cut(cells []string, ends []int) grid {
	g.rows = make([][]string, len(ends))
	start := 0
	for i, end := range ends {
		g.rows[i] = cells[start:end:end]
		start = end
	}
	return g
}

type splitter struct {
	text      string
	delimiter byte
	pos       int
	lost      int // quotes that never closed
}

// row appends the cells of the next row and moves behind its line end.
func (p *splitter) row(cells []string) []string {
	for {
		var cell string
		var quoted bool
		if p.pos < len(p.text) && p.text[p.pos] == '"' && p.lost < maxLost {
			cell, quoted = p.quoted()
		}
		if !quoted {
			cell = p.bare()
		}
		cells = append(cells, cell)
		if p.pos >= len(p.text) {
			return cells
		}
		c := p.text[p.pos]
		p.pos++
		switch {
		case c == p.delimiter:
			continue
		case c == '\r' && p.pos < len(p.text) && p.text[p.pos] == '\n':
			p.pos++
		}
		return cells
	}
}

func (p *splitter) bare() string {
	start := p.pos
	for p.pos < len(p.text) {
		if c := p.text[p.pos]; c == p.delimiter || c == '\n' || c == '\r' {
			break
		}
		p.pos++
	}
	return p.text[start:p.pos]
}

// quoted reads a quoted cell; ok is false, and nothing moved, when its closing
// quote is missing. A quote that is neither doubled nor at the end of the cell
// stands for itself.
func (p *splitter) quoted() (cell string, ok bool) {
	start := p.pos + 1
	doubled, lines := false, false
	window := p.text[:min(len(p.text), start+maxQuoted)]
	for i := start; i < len(window); i++ {
		if window[i] != '"' {
			lines = lines || window[i] == '\n' || window[i] == '\r'
			continue
		}
		next := byte('\n')
		if i+1 < len(p.text) {
			next = p.text[i+1]
		}
		switch next {
		case '"':
			doubled = true
			i++
		case p.delimiter, '\n', '\r':
			p.pos = i + 1
			cell = p.text[start:i]
			if doubled {
				cell = strings.ReplaceAll(cell, `""`, `"`)
			}
			return cell, true
		default:
			// A quote that opens a cell lines further down: this one never closed.
			if before := window[i-1]; lines && (before == p.delimiter || before == '\n' || before == '\r') {
				p.lost++
				return "", false
			}
		}
	}
	p.lost++
	return "", false
}

// isRule tells whether a row only draws a line: "|---|:--:|".
func isRule(row []string) bool {
	drawn := false
	for _, cell := range row {
		cell = strings.TrimSpace(cell)
		if len(cell) > 0 && (len(cell) < 3 || strings.Trim(cell, "-:=_") != "") {
			return false
		}
		drawn = drawn || cell != ""
	}
	return drawn
}

func allBlank(row []string) bool { return len(trimBlank(row)) == 0 }

// trimBlank drops the blank cells at the end of a row.
func trimBlank(row []string) []string {
	for len(row) > 0 && strings.TrimSpace(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	return row
}
