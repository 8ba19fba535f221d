package offer

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain/wording"
)

// sign is what a phrase means; the values are the first column of phrases.tsv.
type sign string

//go:embed phrases.tsv
var phrasesTSV string

// phrase is a phrase of the table, by words.
type phrase struct {
	sign  sign
	words []word
}

// phrases is the table by the letters of a phrase's first word, the longest
// first.
var phrases = readPhrases(phrasesTSV)

func readPhrases(table string) map[string][]phrase {
	out := map[string][]phrase{}
	for name, text := range listed(table) {
		p := phrase{sign: sign(name), words: wordsOf(norm.NFC.String(text))}
		first := p.words[0].letters
		out[first] = append(out[first], p)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
	return out
}

// listed ranges over an embedded table: a name, a tab, and its phrases, with
// commas between. Lines that begin with # say something about it.
func listed(table string) iter.Seq2[string, string] {
	return func(yield func(name, phrase string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			name, list, _ := strings.Cut(line, "\t")
			for text := range strings.SplitSeq(list, ",") {
				text = strings.TrimSpace(text)
				if text == "" { // the table is part of the program
					panic("offer: an empty phrase in " + line)
				}
				if !yield(name, text) {
					return
				}
			}
		}
	}
}

// word is a word of a text: its letters without marks, the marks, and where it
// stands.
type word struct {
	letters    string
	marks      string // sorted, so that "hoà" and "hòa" agree; "" when none was typed
	start, end int
	clause     int
}

// agrees tells whether a word that was typed can be one of a phrase: marks that
// were typed must be the right ones.
func (w word) agrees(p word) bool {
	return w.letters == p.letters && (w.marks == "" || p.marks == "" || w.marks == p.marks)
}

// wordsOf cuts an NFC text into words. Numbers, "%", "/" and "$" are words too. A
// comma, full stop, plus, line break or the like begins a new clause.
func wordsOf(text string) []word {
	var out []word
	clause := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWord(r):
			j := i + size
			for j < len(text) {
				next, n := utf8.DecodeRuneInString(text[j:])
				if !isWord(next) && !joins(text, j, next, n) {
					break
				}
				j += n
			}
			w := word{letters: wording.Fold(text[i:j]), start: i, end: j, clause: clause}
			w.marks = wording.Marks(text[i:j])
			out = append(out, w)
			i = j
			continue
		case r == '%' || r == '/' || r == '$':
			out = append(out, word{letters: string(r), start: i, end: i + size, clause: clause})
		case strings.ContainsRune(",;.!?\n+•|()–—&", r), r == '-' && spaced(text, i):
			clause++
		}
		i += size
	}
	return out
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// joins tells whether a sign stands within a word: 1.200.000, 1,5tr, re-up,
// don't.
func joins(text string, at int, r rune, size int) bool {
	if at == 0 || at+size >= len(text) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[at+size:])
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	switch r {
	case '.', ',':
		return unicode.IsDigit(before) && unicode.IsDigit(next)
	case '\'', '’':
		return unicode.IsLetter(before) && unicode.IsLetter(next)
	}
	return false
}

func spaced(text string, at int) bool {
	return at > 0 && text[at-1] == ' ' && at+1 < len(text) && text[at+1] == ' '
}

// hit is a phrase found in a text.
type hit struct {
	sign     sign
	from, to int // words
}

// find finds the phrases of a text, the longest at each place; a phrase that
// means several things gives a hit for each.
func find(words []word) []hit {
	var out []hit
	for i := 0; i < len(words); {
		length := 0
		for _, p := range phrases[words[i].letters] {
			if len(p.words) < length {
				break
			}
			if matches(words[i:], p.words) {
				length = len(p.words)
				out = append(out, hit{sign: p.sign, from: i, to: i + length})
			}
		}
		i += max(length, 1)
	}
	return out
}

func matches(words, p []word) bool {
	if len(words) < len(p) {
		return false
	}
	for i := range p {
		if !words[i].agrees(p[i]) || words[i].clause != words[0].clause {
			return false
		}
	}
	return true
}
