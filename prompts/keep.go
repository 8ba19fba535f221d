package prompts

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// bracketed is a tag, or a blank for a person to fill in.
var bracketed = regexp.MustCompile(`\[[^\[\]]*\]`)

// extent is how much of a text there is.
type extent bool

const (
	part  extent = false // from its begin to the end of a sentence
	whole extent = true
)

// keeps tells whether a draft says all that must not be lost on the way: every
// tag and blank as it is spelt, and every figure, in the order in which the
// passages have them; of a part, whether it has lost none so far. A message in
// which a price and a counter-offer change places holds true figures alone, and
// is false.
func (r Request) keeps(text string, of extent) bool {
	var all strings.Builder
	for _, p := range r.Passages {
		all.WriteString(norm.NFKC.String(p.Text) + "\n")
	}
	blanks := func(of string) []string {
		found := bracketed.FindAllString(of, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	// Brackets that do not close would make a blank of something else.
	if strings.Count(text, "[") != strings.Count(text, "]") || strings.Count(text, "[") != len(bracketed.FindAllString(text, -1)) {
		return false
	}
	said, given := blanks(text), blanks(all.String())
	if slices.ContainsFunc(said, func(b string) bool { return !slices.Contains(given, b) }) || of == whole && len(said) < len(given) {
		return false
	}
	figures := func(of string) (out []figure) {
		for _, f := range figuresIn(bracketed.ReplaceAllString(of, " "), r.Lang).said {
			if article := f == (figure{value: 1}); !article && !slices.Contains(out, f) { // "1 video", "một video"
				out = append(out, f)
			}
		}
		return out
	}
	kept, wanted := figures(text), figures(all.String())
	if of == part && len(kept) < len(wanted) {
		wanted = wanted[:len(kept)]
	}
	return slices.Equal(kept, wanted)
}
