package roster

import (
	"embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain"
)

//go:embed lexicon/*.csv
var lexiconFiles embed.FS

// lexicon reads one vocabulary file, calling add with the cells of each row.
// The files are part of the program: a bad row panics at start-up.
func lexicon(file string, columns int, add func(row []string)) {
	data, err := lexiconFiles.ReadFile("lexicon/" + file)
	if err != nil {
		panic(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for i, line := range lines[1:] {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		row := strings.Split(line, ",")
		if len(row) != columns {
			panic(fmt.Sprintf("lexicon/%s:%d: want %d cells: %s", file, i+2, columns, line))
		}
		add(row)
	}
}

// fold brings words into the form in which they are compared: lower case
// without accents, đ as d, words split at camel case and at everything that is
// neither letter nor digit, one space between. "Lượt view TB" → "luot view tb",
// "authorMeta.fans" → "author meta fans".
func fold(s string) string {
	if !plainASCII(s) {
		s = norm.NFD.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	gap, lower := false, false // a space is due; the last letter was a small one
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if unicode.IsUpper(r) && lower {
				gap = true
			}
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap, lower = false, unicode.IsLower(r)
			b.WriteRune(foldRune(r))
		default:
			gap, lower = true, false
		}
	}
	return b.String()
}

func foldRune(r rune) rune {
	switch r {
	case 'đ', 'Đ', 'ð', 'Ð': // the last two are Icelandic and look the same
		return 'd'
	}
	return unicode.ToLower(r)
}

// brands joins the names of platforms that are written, or split at camel
// case, as two words.
var brands = strings.NewReplacer("tik tok", "tiktok", "face book", "facebook", "you tube", "youtube", "linked in", "linkedin")

// foldWords folds s and parts it into words.
func foldWords(s string) []string { return strings.Fields(brands.Replace(fold(s))) }

// phrases looks up folded phrases inside longer folded text.
type phrases[V any] struct {
	byText  map[string]V
	longest int // words
}

func (p *phrases[V]) add(text string, v V) {
	if p.byText == nil {
		p.byText = map[string]V{}
	}
	p.byText[text] = v
	p.longest = max(p.longest, strings.Count(text, " ")+1)
}

// found is a phrase found in a text: words from to to.
type found[V any] struct {
	value    V
	from, to int
}

// find returns the longest phrase among the words, the first of equals.
func (p *phrases[V]) find(words []string) (best found[V], ok bool) {
	for n := min(p.longest, len(words)); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if v, hit := p.byText[strings.Join(words[i:i+n], " ")]; hit {
				return found[V]{v, i, i + n}, true
			}
		}
	}
	return best, false
}

// The vocabularies.
var (
	platformWords    phrases[domain.Platform]
	deliverableWords phrases[string] // a domain.Deliverable, or "video" whose length the platform decides
	kindWords        phrases[domain.Kind]
	basisPhrases     phrases[domain.Basis] // what a rate is divided by
	barterWords      phrases[bool]
	languageWords    = map[string]string{}
	scaleWords       = map[string]float64{}
	currencyWords    = map[string]string{} // "vnd", "usd" or "other"
)

var _ = func() bool {
	lexicon("words.csv", 3, func(row []string) {
		word, value := row[0], row[2]
		switch row[1] {
		case "platform":
			platformWords.add(word, domain.Platform(value))
		case "deliverable":
			deliverableWords.add(word, value)
		case "kind":
			kindWords.add(word, domain.Kind(value))
		case "basis":
			basisPhrases.add(word, domain.Basis(value))
		case "barter":
			barterWords.add(word, true)
		case "language":
			languageWords[word] = value
		case "scale":
			var scale float64
			if _, err := fmt.Sscan(value, &scale); err != nil {
				panic("lexicon/words.csv: " + err.Error())
			}
			scaleWords[word] = scale
		case "currency":
			currencyWords[word] = value
		default:
			panic("lexicon/words.csv: what is " + row[1])
		}
	})
	return true
}()

// cut returns s with at most n runes.
func cut(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count == n {
			return s[:i]
		}
		count++
	}
	return s
}

// clean makes a cell fit to keep: accidents of encoding undone, control
// characters dropped or, where they part words, turned into one space,
// at most n runes.
func clean(s string, n int) string {
	if plainASCII(s) {
		return strings.TrimSpace(cut(strings.TrimSpace(s), n))
	}
	s = repairMojibake(strings.ToValidUTF8(s, "\uFFFD"))
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			gap = true
		case unicode.IsControl(r), r == utf8.RuneError, isBidiControl(r):
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(cut(b.String(), n))
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// isBidiControl tells whether r turns the direction of the text after it,
// which can make a name read as something else.
func isBidiControl(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0xFEFF
}
