package screen

import "strings"

// htmlUnits is the limit of a message in UTF-16 units. Telegram counts what is
// left without tags and with entities resolved; counting everything is a
// little stricter and never wrong.
const htmlUnits = 4096

// HTML renders a screen as messages of classic Telegram HTML, as many as it
// takes. Each is balanced and within the limit. It is cut between blocks,
// inside of a block that is too long for one message between lines, and inside
// of a line only where that alone is too long. Buttons are not in it; they
// belong under the last message.
func HTML(s Screen) []string {
	var m messages
	for _, part := range sections(s.Blocks) {
		m.add(part)
	}
	m.finish()
	return m.done
}

// messages packs sections into messages.
type messages struct {
	done  []string
	now   strings.Builder
	units int
	tight bool // what comes next stands close
}

func (m *messages) add(s section) {
	open, end := "", ""
	switch {
	case s.folded:
		open, end = "<blockquote expandable>", "</blockquote>"
	case s.quote:
		open, end = "<blockquote>", "</blockquote>"
	case s.copied:
		open, end = "<pre>", "</pre>"
	}
	room := htmlUnits - len(open) - len(end)
	var all []string
	for _, line := range s.lines {
		all = append(all, htmlLines(line, room)...)
	}
	for len(all) > 0 {
		n, units := 0, -1 // -1: no line break before the first
		for n < len(all) && units+1+UTF16Len(all[n]) <= room {
			units += 1 + UTF16Len(all[n])
			n++
		}
		m.put(open+strings.Join(all[:n], "\n")+end, units+len(open)+len(end))
		all = all[n:]
	}
	m.tight = s.title
}

// put adds a piece that fits into one message.
func (m *messages) put(piece string, units int) {
	gap := "\n\n"
	if m.tight {
		gap = "\n"
	}
	if m.units > 0 && m.units+len(gap)+units > htmlUnits {
		m.finish()
	}
	if m.units > 0 {
		m.now.WriteString(gap)
		m.units += len(gap)
	}
	m.now.WriteString(piece)
	m.units += units
	m.tight = false
}

func (m *messages) finish() {
	if strings.TrimSpace(m.now.String()) != "" {
		m.done = append(m.done, m.now.String())
	}
	m.now.Reset()
	m.units = 0
}

// htmlLines renders a line, as several where it is longer than room.
func htmlLines(line Text, room int) []string {
	var (
		out   []string
		now   []byte
		units int
	)
	for _, span := range line {
		open, end := tags(span)
		around := UTF16Len(open) + UTF16Len(end)
		for rest := span.Text; rest != ""; {
			n := fitEscaped(rest, room-units-around)
			if n > 0 {
				span.Text = rest[:n]
				before := len(now)
				now = appendSpan(now, span)
				units += UTF16Len(string(now[before:]))
				rest = rest[n:]
			}
			if rest != "" { // a fresh line has room: no tag is longer than half of it
				out = append(out, string(now))
				now, units = nil, 0
			}
		}
	}
	return append(out, string(now))
}

// fitEscaped returns how many bytes of text go into that many units once it is
// escaped, cut at a space where there is one not far back.
func fitEscaped(text string, units int) int {
	n := fit(text, units, escapedUnits)
	if n == len(text) {
		return n
	}
	const back = 80 // bytes: about two lines of a phone
	if space := strings.LastIndexByte(text[:n], ' '); space > 0 && n-space < back {
		return space + 1
	}
	return n
}

func escapedUnits(r rune) int {
	switch r {
	case '&':
		return len("&amp;")
	case '<', '>':
		return len("&lt;")
	case '"':
		return len("&quot;")
	}
	return unitsOf(r)
}
