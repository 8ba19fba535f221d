package prompts

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain/wording"
)

var (
	sentences = regexp.MustCompile(`[;!?\n]+|\.(?:\s|$)`)
	// ahead finds who is said to be ahead of whom; behind, words that turn it
	// round.
	ahead  = regexp.MustCompile(`(?i)(\[[A-Z]\])[^\[]*?(?:hơn|vượt|nhỉnh|trội|thắng|better|ahead|above|stronger|higher|more|beats|leads|over)\b[^\[]*?(\[[A-Z]\])`)
	behind = regexp.MustCompile(`(?i)(?:^|\P{L})(?:kém|thấp|ít|thua|yếu|rẻ|đắt|cheaper|pricier|less|lower|worse|weaker|fewer|behind|below)(?:\P{L}|$)`)
)

// bound are figures by the tag of whom they are said of; "" is nobody.
type bound map[string]*figures

func (b bound) add(tag, text string, lang wording.Lang) {
	if b[tag] == nil {
		b[tag] = &figures{}
	}
	for _, f := range figuresIn(anyTag.ReplaceAllString(text, " "), lang).said {
		b[tag].add(f)
	}
}

// mixesUp tells whether a text about several people says a figure of one of
// another, or that somebody is ahead who is not.
func mixesUp(text string, passages []Passage, lang wording.Lang) bool {
	known, order := bound{}, map[[2]string]bool{}
	for _, p := range passages {
		about := []string{""}
		for _, sentence := range sentences.Split(norm.NFKC.String(p.Text), -1) {
			if tags := anyTag.FindAllString(sentence, -1); len(tags) > 0 {
				about = tags
			}
			for _, tag := range about {
				known.add(tag, sentence, lang)
			}
			for _, m := range ahead.FindAllStringSubmatch(sentence, -1) {
				order[[2]string{m[1], m[2]}] = true
			}
		}
	}
	holds := func(tag string, f figure) bool {
		return known[tag] != nil && known[tag].hold(f) || known[""] != nil && known[""].hold(f)
	}
	about := ""
	for _, sentence := range sentences.Split(text, -1) {
		at := anyTag.FindAllStringIndex(sentence, -1)
		if len(at) > 1 && behind.MatchString(sentence) {
			return true
		}
		for _, m := range ahead.FindAllStringSubmatch(sentence, -1) {
			if m[1] != m[2] && !order[[2]string{m[1], m[2]}] {
				return true
			}
		}
		// What stands before the first tag goes on about whom the sentence before
		// was; what stands behind a tag is about that one.
		begin := 0
		for i := 0; i <= len(at); i++ {
			end := len(sentence)
			if i < len(at) {
				end = at[i][0]
			}
			for _, f := range figuresIn(sentence[begin:end], lang).said {
				if about != "" && !holds(about, f) {
					return true
				}
			}
			if i < len(at) {
				about, begin = strings.Clone(sentence[at[i][0]:at[i][1]]), at[i][1]
			}
		}
	}
	return false
}
