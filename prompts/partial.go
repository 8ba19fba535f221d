package prompts

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Partial follows a text while the model writes it. What it gives out has passed
// the checks that the whole text will have to pass: whole sentences, from the
// first on. When one does not pass it gives nothing more.
type Partial struct {
	request Request
	checked int // bytes of the text
	looks   int // how often they were
	over    bool
}

// maxLooks bounds the work on a text of nothing but ends of sentences.
const maxLooks = 3 * maxSentences

// Partial begins to follow the answer to a request.
func (r Request) Partial() *Partial { return &Partial{request: r, over: r.Kind == Brief} }

// textBegins matches an output up to its text, in the order of the schema. An
// output of another order is not followed.
var textBegins = regexp.MustCompile(`^\s*\{\s*(?:"covered"\s*:\s*true\s*,\s*)?"text"\s*:\s*"`)

// sentenceEnds is where a sentence is known to be over: what follows is there.
var sentenceEnds = regexp.MustCompile(`[.!?…][)"”’»]?\s+|\n+`)

// Next reads an output as far as it is written, and returns the text that may be
// shown of it, with tags for names; ok is false when that is no more than
// before.
func (p *Partial) Next(raw string) (text string, ok bool) {
	if p.over {
		return "", false
	}
	raw = strings.TrimPrefix(strings.TrimLeft(unthought(raw), " \t\r\n"), "```json\n")
	at := textBegins.FindStringIndex(raw)
	if at == nil {
		return "", false
	}
	written := writtenSoFar(raw[at[1]:])
	end := 0
	for _, at := range sentenceEnds.FindAllStringIndex(written, -1) {
		end = at[1]
	}
	if end <= p.checked {
		return "", false
	}
	p.checked = end
	p.looks++
	text = tidy(written[:end])
	if n := utf8.RuneCountInString(text); n == 0 || n > MaxText || p.looks > maxLooks || p.request.check(text, part) != nil {
		p.over = n > 0
		return "", false
	}
	return text, true
}

// writtenSoFar decodes a JSON string whose end may not be there yet. What
// follows an escape that is not whole is left out.
func writtenSoFar(raw string) string {
	end := 0
	for end < len(raw) && raw[end] != '"' {
		n := 1
		if raw[end] == '\\' {
			if n = 2; end+1 < len(raw) && raw[end+1] == 'u' {
				n = 6
			}
		}
		if end+n > len(raw) {
			break
		}
		end += n
	}
	var text string
	if json.Unmarshal([]byte(`"`+raw[:end]+`"`), &text) != nil {
		return ""
	}
	return text
}
