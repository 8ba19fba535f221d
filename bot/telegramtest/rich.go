package telegramtest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// richHTML is the HTML of rich messages without media
// (core.telegram.org/bots/api#rich-html-style, Bot API 10.1).
var richHTML = dialect{
	tags: map[string][]string{
		"b": nil, "strong": nil, "i": nil, "em": nil, "u": nil, "ins": nil, "s": nil, "strike": nil, "del": nil,
		"code": {"class"}, "mark": nil, "sub": nil, "sup": nil, "tg-spoiler": nil, "a": {"href", "name"},
		"tg-emoji": {"emoji-id"}, "tg-time": {"unix", "format"}, "tg-math": nil, "tg-reference": {"name"}, "br": nil,

		"h1": nil, "h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil, "p": nil, "pre": nil, "footer": nil, "hr": nil,
		"ul": nil, "ol": {"start", "type", "reversed"}, "li": {"value", "type"}, "input": {"type", "checked"},
		"blockquote": nil, "aside": nil, "cite": nil, "table": {"bordered", "striped"}, "caption": nil, "tr": nil,
		"th": {"colspan", "rowspan", "align", "valign"}, "td": {"colspan", "rowspan", "align", "valign"},
		"details": {"open"}, "summary": nil, "tg-math-block": nil,
	},
	void: []string{"br", "hr", "input"},
	named: map[string]string{
		"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'", "nbsp": "\u00a0", "hellip": "…", "mdash": "—",
		"ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
	},
}

// Limits of a rich message (Bot API 10.1).
const (
	maxRich    = 32768 // characters
	maxBlocks  = 500
	maxLevels  = 16
	maxColumns = 20
)

// The tags that make blocks, and those of them that belong into others.
var (
	blockTags = strings.Fields("h1 h2 h3 h4 h5 h6 p pre footer hr ul ol blockquote aside table details tg-math-block")
	parents   = map[string]string{"li": "ul ol", "tr": "table", "th": "tr", "td": "tr", "caption": "table", "summary": "details", "cite": "blockquote aside", "input": "li"}
	holders   = strings.Fields("root li blockquote aside details") // may hold blocks
	counted   = append(strings.Fields("li tr"), blockTags...)
)

// richText is what a person reads of a rich message, a line a block.
func richText(source string) (string, error) {
	root, err := richHTML.parse(source)
	if err != nil {
		return "", err
	}
	r := &reader{}
	if err := r.check(root, nil, 0); err != nil {
		return "", err
	}
	if r.blocks > maxBlocks {
		return "", wrongf("too many blocks: %d", r.blocks)
	}
	if r.characters > maxRich {
		return "", wrongf("the text is too long: %d characters", r.characters)
	}
	if r.characters == 0 {
		return "", wrongf("the text is empty")
	}
	r.show(root)
	r.flush()
	return strings.Join(r.lines, "\n"), nil
}

// reader checks a tree and lays it out in lines.
type reader struct {
	blocks     int
	characters int

	lines  []string
	line   strings.Builder
	indent string
}

func (r *reader) check(n, parent *node, level int) error {
	if level > maxLevels {
		return wrongf("too many levels of nesting")
	}
	r.characters += utf8.RuneCountInString(strings.TrimSpace(n.text))
	if contains(counted, n.tag) {
		r.blocks++
	}
	if parent != nil && n.tag != "" {
		if in := parents[n.tag]; in != "" && !contains(strings.Fields(in), parent.tag) {
			return wrongf("the tag \"%s\" can't be in \"%s\"", n.tag, parent.tag)
		}
		if contains(blockTags, n.tag) && !contains(holders, parent.tag) {
			return wrongf("the tag \"%s\" can't be in \"%s\"", n.tag, parent.tag)
		}
	}
	columns := 0
	for _, child := range n.nodes {
		if n.tag == "tr" && (child.tag == "td" || child.tag == "th") {
			columns++
		}
		switch n.tag {
		case "ul", "ol", "table", "tr":
			if parents[child.tag] == "" && (child.tag != "" || strings.TrimSpace(child.text) != "") {
				return wrongf("only its own parts can be in \"%s\"", n.tag)
			}
		}
		if err := r.check(child, n, level+1); err != nil {
			return err
		}
	}
	switch {
	case columns > maxColumns:
		return wrongf("too many columns: %d", columns)
	case n.tag == "details" && (len(n.nodes) == 0 || n.nodes[0].tag != "summary"):
		return wrongf("\"details\" must begin with \"summary\"")
	case n.tag == "input" && n.attrs["type"] != "checkbox":
		return wrongf("unsupported type of \"input\"")
	case n.tag == "a" && !linkable(n.attrs):
		return wrongf("unsupported link")
	}
	return nil
}

func linkable(attrs map[string]string) bool {
	if attrs["name"] != "" {
		return true
	}
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:", "tg://", "#"} {
		if strings.HasPrefix(attrs["href"], scheme) {
			return true
		}
	}
	return false
}

// show lays a node out: runs of white space are one space, as in HTML.
func (r *reader) show(n *node) {
	switch n.tag {
	case "":
		r.write(n.text)
	case "br":
		r.flush()
	case "hr":
		r.block("———")
	case "ul", "ol":
		r.list(n)
	case "table":
		r.table(n)
	case "details":
		r.flush()
		mark := "▸ "
		if _, open := n.attrs["open"]; open {
			mark = "▾ "
		}
		r.line.WriteString(mark)
		r.children(n.nodes[0])
		r.flush()
		r.inside("  ", func() { r.each(n.nodes[1:]) })
	case "blockquote", "aside":
		r.flush()
		r.inside("│ ", func() { r.children(n) })
	case "pre":
		r.flush()
		for line := range strings.Lines(textOfNode(n)) {
			r.block(strings.TrimRight(line, "\n"))
		}
	case "cite":
		r.flush()
		r.line.WriteString("— ")
		r.children(n)
		r.flush()
	default:
		if contains(blockTags, n.tag) {
			r.flush()
			r.children(n)
			r.flush()
			return
		}
		r.children(n)
	}
}

func (r *reader) list(n *node) {
	r.flush()
	number := 0
	for _, item := range n.nodes {
		if item.tag != "li" {
			continue
		}
		number++
		mark := "• "
		if n.tag == "ol" {
			mark = fmt.Sprintf("%d. ", number)
		}
		parts := item.nodes
		if len(parts) > 0 && parts[0].tag == "input" {
			box := "☐ "
			if _, ok := parts[0].attrs["checked"]; ok {
				box = "☑ "
			}
			if parts = parts[1:]; n.tag == "ol" {
				mark += box
			} else {
				mark = box
			}
		}
		if len(parts) > 0 && parts[0].tag == "p" { // begins beside its mark
			parts = append(parts[0].nodes[:len(parts[0].nodes):len(parts[0].nodes)], append([]*node{{tag: "br"}}, parts[1:]...)...)
		}
		r.line.WriteString(mark)
		r.inside("", func() { r.each(parts) })
	}
}

func (r *reader) table(n *node) {
	r.flush()
	for _, row := range n.nodes {
		var cells []string
		for _, cell := range row.nodes {
			if cell.tag != "" {
				cells = append(cells, strings.Join(strings.Fields(textOfNode(cell)), " "))
			}
		}
		switch row.tag {
		case "caption":
			r.block(strings.Join(strings.Fields(textOfNode(row)), " "))
		case "tr":
			r.block(strings.Join(cells, " | "))
		}
	}
}

func (r *reader) children(n *node) { r.each(n.nodes) }

func (r *reader) each(nodes []*node) {
	for _, n := range nodes {
		r.show(n)
	}
}

// inside shows lines further in.
func (r *reader) inside(indent string, show func()) {
	outer := r.indent
	r.indent += indent
	show()
	r.flush()
	r.indent = outer
}

func (r *reader) write(text string) {
	for i, word := range strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }) {
		if i > 0 || strings.TrimLeft(text, " \n\t\r") != text {
			r.space()
		}
		r.line.WriteString(word)
	}
	if text != "" && strings.TrimRight(text, " \n\t\r") != text {
		r.space()
	}
}

func (r *reader) space() {
	if line := r.line.String(); line != "" && !strings.HasSuffix(line, " ") {
		r.line.WriteByte(' ')
	}
}

// flush ends a line.
func (r *reader) flush() {
	if line := strings.TrimRight(r.line.String(), " "); line != "" {
		r.lines = append(r.lines, r.indent+line)
	}
	r.line.Reset()
}

// block is a line of its own.
func (r *reader) block(text string) {
	r.flush()
	r.lines = append(r.lines, r.indent+text)
}

func textOfNode(n *node) string {
	if n.tag == "br" {
		return " "
	}
	var b strings.Builder
	b.WriteString(n.text)
	for _, child := range n.nodes {
		b.WriteString(textOfNode(child))
	}
	return b.String()
}
