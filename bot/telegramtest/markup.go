package telegramtest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// node is an element, or a text when it has no tag.
type node struct {
	tag   string
	attrs map[string]string
	text  string
	nodes []*node
}

// dialect is what a markup may hold.
type dialect struct {
	tags  map[string][]string // with their attributes
	void  []string            // tags without an end
	named map[string]string   // entities
	lax   bool                // an unknown entity is text, as in classic messages
}

var (
	attribute = regexp.MustCompile(`^\s+([A-Za-z][A-Za-z0-9_-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+)))?`)
	entity    = regexp.MustCompile(`^&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));`)
)

// parse reads markup into a tree. Its errors are worded as Telegram's.
func (d dialect) parse(source string) (*node, error) {
	root := &node{tag: "root"}
	open := []*node{root}
	for at := 0; at < len(source); {
		top := open[len(open)-1]
		rest := source[at:]
		switch {
		case strings.HasPrefix(rest, "</"):
			end := strings.IndexByte(rest, '>')
			if end < 0 {
				return nil, wrongf("Unclosed end tag at byte offset %d", at)
			}
			name := strings.ToLower(strings.TrimSpace(rest[2:end]))
			if len(open) == 1 {
				return nil, wrongf("Unexpected end tag at byte offset %d", at)
			}
			if name != top.tag {
				return nil, wrongf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", at, top.tag, name)
			}
			open = open[:len(open)-1]
			at += end + 1
		case rest[0] == '<':
			n, size, closed, err := d.start(rest, at)
			if err != nil {
				return nil, err
			}
			top.nodes = append(top.nodes, n)
			if !closed {
				open = append(open, n)
			}
			at += size
		default:
			end := strings.IndexByte(rest, '<')
			if end < 0 {
				end = len(rest)
			}
			text, err := d.unescape(rest[:end], at)
			if err != nil {
				return nil, err
			}
			top.nodes = append(top.nodes, &node{text: text})
			at += end
		}
	}
	if len(open) > 1 {
		return nil, wrongf("Can't find end tag corresponding to start tag \"%s\"", open[len(open)-1].tag)
	}
	return root, nil
}

// wrong is an error in Telegram's words.
type wrong string

func (w wrong) Error() string { return string(w) }

func wrongf(format string, args ...any) error { return wrong(fmt.Sprintf(format, args...)) }

// start reads a start tag at the beginning of rest.
func (d dialect) start(rest string, at int) (n *node, size int, closed bool, err error) {
	end := 1
	for end < len(rest) && (isLetter(rest[end]) || rest[end] == '-' || '0' <= rest[end] && rest[end] <= '9') {
		end++
	}
	n = &node{tag: strings.ToLower(rest[1:end]), attrs: map[string]string{}}
	allowed, ok := d.tags[n.tag]
	if !ok {
		return nil, 0, false, wrongf("Unsupported start tag \"%s\" at byte offset %d", n.tag, at)
	}
	for {
		m := attribute.FindStringSubmatch(rest[end:])
		if m == nil {
			break
		}
		name := strings.ToLower(m[1])
		if !contains(allowed, name) {
			return nil, 0, false, wrongf("Unsupported attribute \"%s\" in the tag \"%s\" at byte offset %d", name, n.tag, at+end)
		}
		value, err := d.unescape(m[2]+m[3]+m[4], at+end)
		if err != nil {
			return nil, 0, false, err
		}
		n.attrs[name] = value
		end += len(m[0])
	}
	tail := strings.TrimLeft(rest[end:], " \t\r\n")
	end = len(rest) - len(tail)
	switch {
	case strings.HasPrefix(tail, "/>"):
		return n, end + 2, true, nil
	case strings.HasPrefix(tail, ">"):
		return n, end + 1, contains(d.void, n.tag), nil
	}
	return nil, 0, false, wrongf("Unclosed start tag at byte offset %d", at)
}

func (d dialect) unescape(text string, at int) (string, error) {
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '&' {
			b.WriteByte(text[i])
			i++
			continue
		}
		m := entity.FindStringSubmatch(text[i:])
		var value string
		if m != nil {
			base, digits := 10, m[1]
			if m[2] != "" {
				base, digits = 16, m[2]
			}
			if digits != "" {
				code, _ := strconv.ParseInt(digits, base, 32)
				if code > 0 && utf8.ValidRune(rune(code)) {
					value = string(rune(code))
				}
			} else {
				value = d.named[m[3]]
			}
		}
		switch {
		case value != "":
			b.WriteString(value)
			i += len(m[0])
		case d.lax:
			b.WriteByte('&')
			i++
		default:
			return "", wrongf("Unsupported entity at byte offset %d", at+i)
		}
	}
	return b.String(), nil
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func contains(list []string, name string) bool {
	for _, l := range list {
		if l == name {
			return true
		}
	}
	return false
}

// classic is the HTML of sendMessage (Bot API 10.1).
var classic = dialect{
	lax: true,
	tags: map[string][]string{
		"b": nil, "strong": nil, "i": nil, "em": nil, "u": nil, "ins": nil, "s": nil, "strike": nil, "del": nil,
		"code": {"class"}, "pre": nil, "a": {"href"}, "blockquote": {"expandable"},
		"tg-spoiler": nil, "span": {"class"}, "tg-emoji": {"emoji-id"}, "tg-time": {"unix", "format"},
	},
	named: map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`},
}

// plainText is what a person reads of a classic message.
func plainText(source string) (string, error) {
	root, err := classic.parse(source)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	var walk func(n *node, quoted bool) error
	walk = func(n *node, quoted bool) error {
		if n.tag == "blockquote" && quoted {
			return wrongf("blockquote entities can't be nested")
		}
		b.WriteString(n.text)
		for _, child := range n.nodes {
			if err := walk(child, quoted || n.tag == "blockquote"); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(root, false); err != nil {
		return "", err
	}
	return b.String(), nil
}
