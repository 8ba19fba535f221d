package screen

import (
	"slices"
	"unicode/utf8"

	"chonmat/domain"
)

// The limits of a rich message (Bot API 10.1, read 2026-11).
const (
	richChars   = 32_768
	richBlocks  = 500
	richLevels  = 16
	richColumns = 20
)

// RichHTML renders a screen as the HTML of a Telegram rich message; the preview
// page shows the same. Buttons are not in it. The error, TooLarge, says that
// the screen exceeds a limit of rich messages; HTML can still show it.
//
// A line break becomes <br>, for text nodes lose theirs; an empty line begins a
// new paragraph.
func RichHTML(s Screen) (string, error) {
	r := richWriter{out: make([]byte, 0, 2048)}
	r.blocks(s.Blocks, 1)
	switch {
	case r.tooLarge != "":
	case r.count > richBlocks:
		r.tooLarge = "blocks"
	case len(r.out) > richChars && utf8.RuneCount(r.out) > richChars:
		r.tooLarge = "characters"
	default:
		return string(r.out), nil
	}
	return "", domain.Errorf(domain.TooLarge, "screen: too many %s for a rich message", r.tooLarge)
}

// richWriter writes rich HTML and counts what is limited.
type richWriter struct {
	out      []byte
	count    int    // blocks, list items and rows, and the text of items and quotes
	tooLarge string // what is over its limit
}

func (r *richWriter) blocks(blocks []Block, level int) {
	const within = 5 // a list and its item, a span in bold, italic and a link
	if level+within > richLevels {
		r.tooLarge = "levels"
		return
	}
	for _, b := range blocks {
		r.block(b, level)
	}
}

func (r *richWriter) block(b Block, level int) {
	switch b.Kind {
	case Heading:
		if title := oneLine(b.Text); len(title) > 0 {
			r.element("h3", title)
		}
	case Note:
		r.element("footer", lines(b.Text, false)...)
	case Paragraph:
		r.paragraphs(b.Text)
	case Quote:
		r.count++
		r.element("blockquote", lines(b.Text, true)...)
	case Copied:
		r.copied(b.Text)
	case List:
		r.list(b)
	case Table:
		r.table(b)
	case Details:
		r.open(map[bool]string{true: "<details open>", false: "<details>"}[b.Open])
		r.close("<summary>")
		r.text(oneLine(b.Text))
		r.close("</summary>")
		r.blocks(b.Blocks, level+1)
		r.close("</details>")
	}
}

// copied writes a text whose line breaks stand for themselves.
func (r *richWriter) copied(t Text) {
	all := lines(t, true)
	if len(all) == 0 {
		return
	}
	r.open("<pre>")
	for i, line := range all {
		if i > 0 {
			r.close("\n")
		}
		r.text(styled(line, unstyled))
	}
	r.close("</pre>")
}

func (r *richWriter) list(b Block) {
	open, end := "<ul>", "</ul>"
	if b.Ordered {
		open, end = "<ol>", "</ol>"
	}
	r.open(open)
	for _, item := range b.Items {
		r.count++
		r.open("<li>")
		if item.Checked != nil {
			r.close(map[bool]string{true: `<input type="checkbox" checked>`, false: `<input type="checkbox">`}[*item.Checked])
		}
		r.lines(lines(item.Text, false))
		r.close("</li>")
	}
	r.close(end)
}

func (r *richWriter) table(b Block) {
	r.open("<table bordered striped>")
	row := func(tag string, cells []Text) {
		if len(cells) > richColumns {
			r.tooLarge = "columns"
		}
		r.open("<tr>")
		for _, cell := range cells {
			r.close("<" + tag + ">")
			r.text(oneLine(cell))
			r.close("</" + tag + ">")
		}
		r.close("</tr>")
	}
	if len(b.Header) > 0 {
		row("th", b.Header)
	}
	for _, cells := range b.Rows {
		row("td", cells)
	}
	r.close("</table>")
}

func (r *richWriter) paragraphs(t Text) {
	all := lines(t, true)
	for len(all) > 0 {
		end := slices.IndexFunc(all, func(line Text) bool { return len(line) == 0 })
		if end < 0 {
			end = len(all)
		}
		r.element("p", all[:end]...)
		all = all[min(end+1, len(all)):]
	}
}

// element writes a block of lines, unless it is empty.
func (r *richWriter) element(tag string, lines ...Text) {
	if len(lines) == 0 {
		return
	}
	r.open("<" + tag + ">")
	r.lines(lines)
	r.close("</" + tag + ">")
}

func (r *richWriter) lines(lines []Text) {
	for i, line := range lines {
		if i > 0 {
			r.close("<br>")
		}
		r.text(line)
	}
}

func (r *richWriter) text(t Text) {
	for _, s := range t {
		r.out = appendSpan(r.out, s)
	}
}

// open writes a tag that counts as a block; close writes any other.
func (r *richWriter) open(tag string) {
	r.count++
	r.close(tag)
}

func (r *richWriter) close(tag string) { r.out = append(r.out, tag...) }
