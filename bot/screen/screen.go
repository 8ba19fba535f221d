// Package screen is what a person sees: a small document model (screen.go),
// what builds it (build.go), three renderings of it (Telegram rich message in
// rich.go, Telegram HTML in html.go, numbered text in plain.go), and which
// button a typed answer means (answer.go).
//
// A text may come from a file that somebody sent. It is never markup, in no
// rendering, and what could disturb its surroundings is taken out.
package screen

// Screen is one message: blocks of content and rows of buttons. It is plain
// data, stored as JSON in the outbox and rendered when it is delivered.
type Screen struct {
	Blocks  []Block    `json:"blocks"`
	Buttons [][]Button `json:"buttons,omitempty"`
}

// BlockKind is the kind of a Block.
type BlockKind string

// The kinds of blocks and the fields each uses.
const (
	Heading   BlockKind = "heading"   // Text, on one line
	Paragraph BlockKind = "paragraph" // Text; an empty line in it begins a new paragraph
	List      BlockKind = "list"      // Items, Ordered
	Table     BlockKind = "table"     // Header, Rows
	Details   BlockKind = "details"   // Text is the summary, Blocks the body, Open
	Quote     BlockKind = "quote"     // Text: set apart
	Copied    BlockKind = "copied"    // Text, without styles: a tap copies all of it; empty lines count
	Note      BlockKind = "note"      // Text: small print (sources, labels)
)

// Block is one piece of a screen; Kind says which fields count.
type Block struct {
	Kind    BlockKind `json:"kind"`
	Text    Text      `json:"text,omitempty"`
	Items   []Item    `json:"items,omitempty"`
	Ordered bool      `json:"ordered,omitempty"`
	Header  []Text    `json:"header,omitempty"`
	Rows    [][]Text  `json:"rows,omitempty"`
	Blocks  []Block   `json:"blocks,omitempty"`
	Open    bool      `json:"open,omitempty"`
}

// Item is one item of a list.
type Item struct {
	Text    Text  `json:"text"`
	Checked *bool `json:"checked,omitempty"` // nil: no tick box
}

// Text is a run of spans.
type Text []Span

// Span is a piece of text in one style. "\n" breaks the line. Code stands for
// itself: a span of code has no other style.
type Span struct {
	Text   string `json:"t"`
	Bold   bool   `json:"b,omitempty"`
	Italic bool   `json:"i,omitempty"`
	Code   bool   `json:"c,omitempty"`
	Link   string `json:"l,omitempty"` // http or https
}

// Button is something to press. Every button can also be answered by typing
// its number or its label.
type Button struct {
	Label string `json:"label"`
	// Data comes back in the press: at most 64 bytes (Telegram's limit).
	Data  string      `json:"data,omitempty"`
	Style ButtonStyle `json:"style,omitempty"`
	// Copy makes the button copy this text (1–256 characters) instead of
	// pressing; where that is not possible the text is shown.
	Copy string `json:"copy,omitempty"`
	// Number is the number this button answers to, where its label already is
	// one ("6"); 0: numbered by its place.
	Number int `json:"number,omitempty"`
}

// ButtonStyle is how a button looks where that is possible.
type ButtonStyle string

// The styles; "" is ordinary.
const (
	Primary ButtonStyle = "primary"
	Success ButtonStyle = "success"
	Danger  ButtonStyle = "danger"
)
