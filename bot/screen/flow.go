package screen

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Where there are no tables and lists, a screen is sections of lines: this is
// what Telegram HTML and plain text have in common.

// section is a part of a screen that stands by itself.
type section struct {
	lines  []Text // nil: an empty line
	quote  bool   // set apart
	copied bool   // a tap copies it
	folded bool   // and its lines after the first are only seen on demand
	title  bool   // stands close to what follows
}

// phoneWidth is about how many characters a line has on a phone.
const phoneWidth = 40

// sections flattens blocks.
func sections(blocks []Block) []section {
	var out []section
	for _, b := range blocks {
		s := section{
			lines:  flat(b),
			title:  b.Kind == Heading,
			quote:  b.Kind == Quote || b.Kind == Details,
			copied: b.Kind == Copied,
		}
		s.folded = b.Kind == Details && !b.Open
		last := len(out) - 1
		switch {
		case len(s.lines) == 0:
		case last >= 0 && out[last].title && !s.title && !s.quote && !s.copied: // so that they are never parted
			out[last].lines = append(out[last].lines, s.lines...)
			out[last].title = false
		default:
			out = append(out, s)
		}
	}
	return out
}

// flat is a block as lines.
func flat(b Block) []Text {
	switch b.Kind {
	case Heading:
		return styledLines(lines(b.Text, false), bold)
	case Paragraph, Quote:
		return lines(b.Text, true)
	case Copied:
		return styledLines(lines(b.Text, true), unstyled)
	case Note:
		return styledLines(lines(b.Text, true), italic)
	case List:
		var out []Text
		for i, item := range b.Items {
			out = append(out, itemLines(b, i, item)...)
		}
		return out
	case Table:
		var out []Text
		for i, row := range b.Rows {
			if i > 0 && len(row) > 2 {
				out = append(out, nil)
			}
			out = append(out, rowLines(b.Header, row)...)
		}
		return out
	case Details:
		out := styledLines(lines(b.Text, false), bold)
		for _, inner := range b.Blocks {
			out = append(out, flat(inner)...)
		}
		return out
	}
	return nil
}

func styledLines(lines []Text, change func(*Span)) []Text {
	for i := range lines {
		if len(lines[i]) > 0 {
			lines[i] = styled(lines[i], change)
		}
	}
	return lines
}

func itemLines(list Block, i int, item Item) []Text {
	mark := "• "
	if list.Ordered {
		mark = strconv.Itoa(i+1) + ". "
	}
	if item.Checked != nil {
		if !list.Ordered {
			mark = ""
		}
		mark += map[bool]string{true: "☑ ", false: "☐ "}[*item.Checked]
	}
	out := lines(item.Text, false)
	if len(out) == 0 {
		return nil
	}
	out[0] = Join("", T(mark), out[0])
	return out
}

// isMark tells whether a cell only marks its row, as a rank or a tick does: it
// is short and has no letters.
func isMark(cell string) bool {
	return utf8.RuneCountInString(cell) <= 3 && !strings.ContainsFunc(cell, unicode.IsLetter)
}

// rowLines is a row of a table as a phone shows it. A row of two is "label:
// value". A longer one is a bold line, of its first cell or, where that is a
// short mark such as a number, of its first two; then "header: value" for each
// of the others, as many in a line as fit.
func rowLines(header []Text, row []Text) []Text {
	cells := make([]Text, len(row))
	for i := range row {
		cells[i] = oneLine(row[i])
	}
	if len(cells) == 2 && len(cells[0]) > 0 && len(cells[1]) > 0 {
		return []Text{Join("", styled(cells[0], bold), T(": "), cells[1])}
	}
	titles := 1
	if len(cells) > 2 && isMark(cells[0].plain()) {
		titles = 2
	}
	titles = min(titles, len(cells))
	title := Join(". ", cells[:titles]...)
	out := []Text{}
	if len(title) > 0 {
		out = append(out, styled(title, bold))
	}
	var line Text
	width := 0
	for i := titles; i < len(cells); i++ {
		if len(cells[i]) == 0 {
			continue
		}
		cell := cells[i]
		if i < len(header) {
			if label := oneLine(header[i]); len(label) > 0 {
				cell = Join(": ", label, cell)
			}
		}
		size := utf8.RuneCountInString(cell.plain())
		if width > 0 && width+3+size <= phoneWidth {
			line = Join(" · ", line, cell)
			width += 3 + size
			continue
		}
		if width > 0 {
			out = append(out, line)
		}
		line, width = cell, size
	}
	if width > 0 {
		out = append(out, line)
	}
	return out
}
