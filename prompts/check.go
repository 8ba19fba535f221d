package prompts

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain/wording"
)

// check refuses a text that says what the passages do not account for. It errs
// on the side of refusing: a text of ours stands in its place. What it cannot
// see is whether true figures are put to a wrong use; so the text of ours stays
// in reach below what is shown.
func (r Request) check(text string, of extent) error {
	var facts strings.Builder
	tags := map[string]bool{}
	for _, p := range r.Passages {
		facts.WriteString(norm.NFKC.String(p.Text) + "\n")
		for _, tag := range anyTag.FindAllString(p.Text, -1) {
			tags[tag] = true
		}
	}
	for _, tag := range anyTag.FindAllString(text, -1) {
		if !tags[tag] || r.Names[tag] == "" {
			return refused(Name)
		}
	}
	said := anyTag.ReplaceAllString(text, " ")
	given := facts.String()
	if why := signs(said, given); why != "" {
		return refused(why)
	}
	said = norm.NFKC.String(said)
	if echoes(said, r.System(), given) {
		return refused(Echo)
	}
	if link := links.FindAllString(said, -1); len(link) > 0 {
		for _, l := range link {
			if !strings.Contains(given, l) {
				return refused(Link)
			}
		}
	}
	allowed := figuresIn(anyTag.ReplaceAllString(given, " "), r.Lang)
	if len(tags) > 1 { // "both", "cả hai"
		allowed.add(figure{value: float64(len(tags))})
	}
	for _, f := range figuresIn(said, r.Lang).said {
		if !allowed.hold(f) {
			return refused(Figure)
		}
	}
	if len(tags) > 1 && mixesUp(norm.NFKC.String(text), r.Passages, r.Lang) {
		return refused(Mixup)
	}
	if r.Kind == Draft && !r.keeps(norm.NFKC.String(text), of) {
		return refused(Lost)
	}
	if why := words(said, given); why != "" {
		return refused(why)
	}
	return nil
}

var (
	anyTag = regexp.MustCompile(`\[[A-Z]\]`)
	// links: an address needs a dot or an at between letters, or a scheme.
	links = regexp.MustCompile(`(?i)[\pL\d_-]*://\S*|[\pL\d_.-]*@[\pL\d_.]*|[\pL\d_-]*\pL\.\pL[\pL\d_./-]*|\bwww\b\S*`)
)

// plainSigns are the signs that a text may use besides letters and digits.
const plainSigns = " \n.,;:!?()'\"“”‘’«»–—-…/%&+•·×~≈=₫$€"

// signs refuses characters that neither prose nor the passages use: markup,
// hidden characters, other scripts, and digits of other scripts.
func signs(said, given string) Why {
	for _, c := range said {
		switch {
		case c < unicode.MaxASCII && (unicode.IsLetter(c) || unicode.IsDigit(c)), strings.ContainsRune(plainSigns, c):
		case unicode.Is(unicode.Latin, c) && c < 0x2000: // not ℂ or ｆｕｌｌ width
		case c == '@':
			if !strings.ContainsRune(given, c) {
				return Link
			}
		case strings.ContainsRune(given, c) && !unicode.Is(unicode.Cf, c):
		default:
			return Sign
		}
	}
	return ""
}

// tidy makes one form of a text: composed letters, no space at the ends of
// lines, at most one empty line. The sign that makes an emoji colourful goes.
func tidy(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\t", " ", "\u00a0", " ", "\u202f", " ", "\ufe0f", "").Replace(norm.NFC.String(text))
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	text = strings.TrimSpace(strings.Join(lines, "\n"))
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	return text
}

// echoed is how many words in a row, as the instruction has them, tell it.
const echoed = 8

// echoes tells whether a text repeats the instruction.
func echoes(said, system, given string) bool {
	flat := func(s string) string {
		return " " + strings.Join(strings.FieldsFunc(wording.Fold(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }), " ") + " "
	}
	in, known := flat(system), flat(given)
	run := strings.Fields(flat(said))
	for i := 0; i+echoed <= len(run); i++ {
		part := " " + strings.Join(run[i:i+echoed], " ") + " "
		if strings.Contains(in, part) && !strings.Contains(known, part) {
			return true
		}
	}
	return false
}
