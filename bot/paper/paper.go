// Package paper draws what people keep or hand on: a chart, a plan, a media
// kit, as a picture (PNG) for the phone and as A4 pages (PDF) whose text can be
// searched and copied.
//
// A Sheet is a list of blocks (sheet.go, chart.go). layout.go places them once,
// as filled outlines and runs of text in points; pdf.go and png.go only put
// those on their kind of paper, so that both look the same. Nothing here
// decides what is said: texts come in ready, in the person's language.
//
// The typeface is Be Vietnam Pro (SIL Open Font License, font/LICENSE), which has
// every Vietnamese letter. What it cannot draw, such as an emoji in a name, is
// left out.
package paper

import "time"

// Sheet is one document.
type Sheet struct {
	Title  string // of the file, not drawn
	Author string
	Lang   string    // IETF tag
	At     time.Time // when it was made: the same sheet gives the same bytes
	Blocks []Block
	Foot   string // small print at the end
}

// Block is one part of a sheet.
type Block interface{ lay(*layout) }

// Banner is the head of a sheet.
type Banner struct {
	Name string
	Line string   // below it
	Tags []string // small labels
}

// Heading begins a section.
type Heading string

// Text is a paragraph.
type Text struct {
	Text  string
	Quiet bool // small print
}

// Figures are numbers that carry the sheet, each in a box, three in a row.
type Figures []Figure

// Figure is one of them.
type Figure struct{ Value, Label, Note string }

// Rows are a name and a value a line, such as a price list.
type Rows []Row

// Row is one of them; Note stands below the name.
type Row struct{ Name, Value, Note string }

// Ticks is a list with boxes.
type Ticks []Tick

// Tick is one item: done, dropped, or neither. Note stands below, Side at the
// right.
type Tick struct {
	Text, Note, Side string
	Done, Dropped    bool
}
