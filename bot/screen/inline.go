package screen

import "strings"

// Inline markup is the same in both kinds of Telegram HTML.

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// appendSpan writes a span. Code holds no other style, for Telegram refuses
// that.
func appendSpan(out []byte, s Span) []byte {
	open, end := tags(s)
	out = append(out, open...)
	out = append(out, escaper.Replace(s.Text)...)
	return append(out, end...)
}

// tags are what stands around the text of a span.
func tags(s Span) (open, end string) {
	if s.Code {
		return "<code>", "</code>"
	}
	if s.Link != "" && webAddress(s.Link) {
		open, end = `<a href="`+escaper.Replace(s.Link)+`">`, "</a>"
	}
	if s.Italic {
		open, end = "<i>"+open, end+"</i>"
	}
	if s.Bold {
		open, end = "<b>"+open, end+"</b>"
	}
	return open, end
}

// lines parts a text at its line breaks, cleaned; empty lines are dropped
// unless blank is set, and then a run of them is one.
func lines(t Text, blank bool) []Text {
	var out []Text
	line := Text{}
	finish := func() {
		switch {
		case len(line) > 0:
			out = append(out, line)
		case blank && len(out) > 0 && len(out[len(out)-1]) > 0:
			out = append(out, nil)
		}
		line = Text{}
	}
	for _, span := range t {
		for i, part := range strings.Split(clean(span.Text), "\n") {
			if i > 0 {
				finish()
			}
			if part != "" {
				span.Text = part
				line = append(line, span)
			}
		}
	}
	finish()
	if n := len(out); n > 0 && len(out[n-1]) == 0 {
		out = out[:n-1]
	}
	return out
}

// oneLine is a text with its line breaks as spaces.
func oneLine(t Text) Text { return Join(" ", lines(t, false)...) }

// styled returns a text with every span changed.
func styled(t Text, change func(*Span)) Text {
	out := make(Text, len(t))
	for i, s := range t {
		change(&s)
		out[i] = s
	}
	return out
}

func bold(s *Span)     { s.Bold = true }
func italic(s *Span)   { s.Italic = true }
func unstyled(s *Span) { *s = Span{Text: s.Text} }

// plain is the text without its styles; an address follows what leads to it.
func (t Text) plain() string {
	var out strings.Builder
	for _, s := range t {
		out.WriteString(s.Text)
		if s.Link != "" && s.Link != s.Text && webAddress(s.Link) {
			out.WriteString(" (" + s.Link + ")")
		}
	}
	return out.String()
}
