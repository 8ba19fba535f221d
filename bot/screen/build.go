package screen

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// New makes a screen of blocks; nil blocks (a zero Block) are left out, so that
// a part that has nothing to say needs no if around it.
func New(blocks ...Block) Screen { return Screen{}.Add(blocks...) }

// Add returns the screen with more blocks.
func (s Screen) Add(blocks ...Block) Screen {
	s.Blocks = append(slices.Clip(s.Blocks), present(blocks)...)
	return s
}

// With returns the screen with one more row of buttons; an empty row is none.
func (s Screen) With(row ...Button) Screen { return s.WithRows(row) }

// WithRows returns the screen with more rows of buttons.
func (s Screen) WithRows(rows ...[]Button) Screen {
	s.Buttons = slices.Clip(s.Buttons)
	for _, row := range rows {
		if len(row) > 0 {
			s.Buttons = append(s.Buttons, row)
		}
	}
	return s
}

func present(blocks []Block) []Block {
	return slices.DeleteFunc(slices.Clone(blocks), func(b Block) bool { return b.Kind == "" })
}

// H is a heading.
func H(text Text) Block { return Block{Kind: Heading, Text: text} }

// P is a paragraph; its texts follow one another without a space. Without any
// text it is no block.
func P(texts ...Text) Block { return block(Paragraph, Join("", texts...)) }

// Lines is a paragraph with a line for each text that is not empty.
func Lines(texts ...Text) Block { return block(Paragraph, Join("\n", texts...)) }

// Small is small print: sources, labels.
func Small(texts ...Text) Block { return block(Note, Join("", texts...)) }

// Quoted is set apart from what stands around it.
func Quoted(texts ...Text) Block { return block(Quote, Join("\n", texts...)) }

// ToCopy is a text that a tap copies whole, as long as it may be: a message to
// send to somebody. Styles are not part of it.
func ToCopy(text string) Block { return block(Copied, T(text)) }

func block(kind BlockKind, text Text) Block {
	if len(text) == 0 {
		return Block{}
	}
	return Block{Kind: kind, Text: text}
}

// Bullets is a list of points.
func Bullets(texts ...Text) Block { return list(false, texts) }

// Steps is a numbered list.
func Steps(texts ...Text) Block { return list(true, texts) }

func list(ordered bool, texts []Text) Block {
	var items []Item
	for _, t := range texts {
		if len(t) > 0 {
			items = append(items, Item{Text: t})
		}
	}
	return Ticks(ordered, items...)
}

// Ticks is a list of items made by Tick.
func Ticks(ordered bool, items ...Item) Block {
	if len(items) == 0 {
		return Block{}
	}
	return Block{Kind: List, Ordered: ordered, Items: items}
}

// Tick is an item with a box.
func Tick(text Text, checked bool) Item { return Item{Text: text, Checked: &checked} }

// Grid is a table.
func Grid(header []Text, rows ...[]Text) Block {
	if len(rows) == 0 {
		return Block{}
	}
	return Block{Kind: Table, Header: header, Rows: rows}
}

// More is a part that a person opens to read; without a body it is no block.
func More(summary Text, body ...Block) Block {
	if body = present(body); len(body) == 0 {
		return Block{}
	}
	return Block{Kind: Details, Text: summary, Blocks: body}
}

// T is plain text.
func T(text string) Text {
	if text == "" {
		return nil
	}
	return Text{{Text: text}}
}

// B is bold text.
func B(text string) Text { return Text{{Text: text, Bold: true}} }

// Link is text that leads to a page; an address that is neither http nor https
// is shown as plain text.
func Link(text, url string) Text {
	if !webAddress(url) {
		url = ""
	}
	return Text{{Text: text, Link: url}}
}

// Say is a sentence of the catalogue.
func Say(lang wording.Lang, s domain.Sentence) Text {
	parts := wording.Parts(lang, s)
	out := make(Text, len(parts))
	for i, p := range parts {
		out[i] = Span{Text: p.Text, Bold: p.Bold}
	}
	return out
}

// Join puts texts one after another; empty ones leave no separator behind.
func Join(separator string, texts ...Text) Text {
	var out Text
	for _, t := range texts {
		if len(t) == 0 {
			continue
		}
		if len(out) > 0 && separator != "" {
			out = out.add(Span{Text: separator})
		}
		for _, s := range t {
			out = out.add(s)
		}
	}
	return out
}

// add puts a span behind t, as one with the last where their styles agree.
func (t Text) add(s Span) Text {
	if n := len(t); n > 0 {
		last := t[n-1]
		if last.Bold == s.Bold && last.Italic == s.Italic && last.Code == s.Code && last.Link == s.Link {
			t[n-1].Text += s.Text
			return t
		}
	}
	return append(t, s)
}

// Press is a button. Its label may be anybody's name: it is put on one line,
// cut where it is too long, and "…" where nothing of it can be shown.
func Press(label, data string) Button { return Button{Label: fitLabel(label), Data: data} }

// CopyButton is a button that copies a text of at most MaxCopy characters.
func CopyButton(label, text string) Button { return Button{Label: fitLabel(label), Copy: text} }

func fitLabel(label string) string {
	return Truncate(cmp.Or(strings.Join(strings.Fields(clean(label)), " "), "…"), MaxLabel)
}

// As returns the button in a style.
func (b Button) As(style ButtonStyle) Button {
	b.Style = style
	return b
}

// Numbered returns the button that answers to that number, because its label
// says so.
func (b Button) Numbered(n int) Button {
	b.Number = n
	return b
}

// Rows lays buttons out, so many in a row.
func Rows(perRow int, buttons ...Button) [][]Button {
	return slices.Collect(slices.Chunk(buttons, perRow))
}

// Bar shows a score from 0 to 100 in five steps: ▰▰▰▰▱.
func Bar(score float64) string {
	full := 0
	if score > 0 { // not so for NaN
		full = int(math.Round(min(score, 100) / 20))
	}
	return strings.Repeat("▰", full) + strings.Repeat("▱", 5-full)
}
