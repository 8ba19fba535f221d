package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain/understand"
)

// maxWords is how many words of a question are read; who writes more is
// telling a story, and the question stands at its head.
const maxWords = 60

// word is a word of a question as the index knows it: folded, spelled out, with
// the diacritics that were typed; or a concept ("@price").
type word struct {
	text  string
	marks string  // its diacritics, each once and in order of their code, whichever letter they stand on
	exact bool    // marks is all there is: around it diacritics are typed, and the word is known without
	inner bool    // part of a phrase that means a concept
	trust float32 // 1, or less where it was guessed from a slip, or is inner
}

// fits tells whether w may be a word that is written with these marks: who
// types "dat" may mean đắt or đất, who types "đất" does not mean đắt.
func (w word) fits(marks string) bool { return w.marks == marks || w.marks == "" && !w.exact }

// stands tells whether w stands for any of several words, or for any figure.
func (w word) stands() bool { return w.text[0] == '@' || w.text == number }

// stroke stands for what makes a d a đ.
const stroke = '\u0335'

// wordSet are words, each with the marks it may have.
type wordSet map[string][]string

func (s wordSet) add(w word) {
	if !slices.Contains(s[w.text], w.marks) {
		s[w.text] = append(s[w.text], w.marks)
	}
}

func (s wordSet) has(w word) bool {
	return slices.ContainsFunc(s[w.text], w.fits)
}

// phrase is a phrase that means a concept.
type phrase struct {
	concept string
	marks   []string // of each word
}

// lexicon reads words.
type lexicon struct {
	short    map[string][]word   // "ntn" → như thế nào
	concepts map[string][]phrase // by folded phrase
	kinds    map[string]string   // a word → the kind of thing it names, which counts beside it
	longest  int                 // words in the longest phrase
	empty    wordSet             // said out of politeness: no word at all
	known    wordSet             // every word of ours
	slips    map[string]string   // a word of ours with a letter left out → the word
}

func newLexicon() *lexicon {
	l := &lexicon{
		short: map[string][]word{}, concepts: map[string][]phrase{},
		kinds: map[string]string{}, empty: wordSet{}, known: wordSet{}, slips: map[string]string{},
	}
	sections("short.txt", func(_, line string) {
		full, shorts, _ := strings.Cut(line, ":")
		words := split(full)
		for _, s := range split(shorts) {
			l.short[s.text] = words
		}
		l.know(words)
	})
	sections("empty.txt", func(_, part string) {
		words := split(part)
		for _, w := range words {
			l.empty.add(w)
		}
		l.know(words)
	})
	sections("concepts.txt", func(concept, part string) {
		words := l.spell(split(part))
		if kind, ok := strings.CutSuffix(concept, "+"); ok {
			l.kinds[l.read(part)[0].text] = "@" + kind
			l.know(words)
			return
		}
		p := phrase{concept: "@" + concept}
		var folded []string
		for _, w := range words {
			folded, p.marks = append(folded, w.text), append(p.marks, w.marks)
		}
		l.longest = max(l.longest, len(words))
		key := strings.Join(folded, " ")
		l.concepts[key] = append(l.concepts[key], p)
		l.know(words)
	})
	return l
}

// know takes words as ours.
func (l *lexicon) know(words []word) {
	for _, one := range words {
		w := one.text
		first := l.known[w] == nil
		l.known.add(one)
		if !first || len(w) < minSlip {
			continue
		}
		for i := range w {
			if shorter := w[:i] + w[i+1:]; l.slips[shorter] == "" {
				l.slips[shorter] = w
			}
		}
	}
}

// split takes a text apart into words, folded as wording.Fold does, each with
// its diacritics. Letters that stand alone, three or more in a row, are one
// word: K.O.L.
func split(text string) []word {
	words := make([]word, 0, 16)
	var folded []byte
	var marks []rune
	end := func() {
		if len(folded) > 0 {
			slices.Sort(marks) // hoá and hóa are one word, and so are được and đuợc
			words = append(words, word{text: string(folded), marks: string(slices.Compact(marks)), trust: 1})
		}
		folded, marks = folded[:0], marks[:0]
	}
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == 'đ', r == 'Đ', r == 'Ð': // Ð (Icelandic) is what some keyboards give
			folded, marks = append(folded, 'd'), append(marks, stroke)
		case unicode.In(r, unicode.Mn, unicode.Me):
			if len(folded) > 0 {
				marks = append(marks, r)
			}
		case unicode.In(r, unicode.L, unicode.N):
			folded = utf8.AppendRune(folded, unicode.ToLower(r))
		default:
			if end(); len(words) == maxWords {
				return joinLetters(words)
			}
		}
	}
	end()
	return joinLetters(words)
}

// joinLetters makes three letters or more that stand alone one word.
func joinLetters(words []word) []word {
	out := words[:0]
	for i := 0; i < len(words); {
		n := 0
		for i+n < len(words) && len(words[i+n].text) == 1 {
			n++
		}
		if n < 3 {
			out = append(out, words[i])
			i++
			continue
		}
		joined := words[i]
		for _, w := range words[i+1 : i+n] {
			joined.text += w.text
			joined.marks += w.marks
		}
		out = append(out, joined)
		i += n
	}
	return out
}

// beExact settles which words mean what they are without diacritics: in a text
// that has them, those we know to be written so.
func (l *lexicon) beExact(words []word) {
	marked := 0
	for _, w := range words {
		if w.marks != "" {
			marked++
		}
	}
	for i, w := range words {
		words[i].exact = marked*2 >= len(words) && w.marks == "" && slices.Contains(l.known[w.text], "")
	}
}

// spell spells short forms out and takes the plural off English words.
func (l *lexicon) spell(words []word) []word {
	out := make([]word, 0, len(words)+4)
	for _, w := range words {
		if full, ok := l.short[w.text]; ok {
			out = append(out, full...)
			continue
		}
		t := w.text
		if n := len(t); n > 3 && t[n-1] == 's' && t[n-2] != 's' && t[n-2] != 'u' && t[n-2] != 'i' {
			w.text = t[:n-1]
		}
		if t[0] >= '0' && t[0] <= '9' {
			w.text = number
		}
		out = append(out, w)
	}
	return out
}

// number stands for every figure: which one it is does not change what is asked.
const number = "#"

// minSlip is how long a word must be for a slip in it to be recognised, and one
// more for a wrong letter: shorter ones are one letter away from half the
// language.
const minSlip = 4

const trustSlip = 0.85

// read reads a text into words. In the base's own texts every word is known.
func (l *lexicon) read(text string) []word { return l.meant(split(text)) }

// meant makes of words as they are typed what they mean. It changes typed.
func (l *lexicon) meant(typed []word) []word {
	l.beExact(typed)
	spelled := l.spell(l.together(typed))
	words := make([]word, 0, len(spelled)+4)
	for _, w := range spelled {
		words = l.correct(words, w)
	}
	out := make([]word, 0, len(words))
	for i := 0; i < len(words); {
		concept, n := l.conceptAt(words[i:])
		if n > 0 {
			trust := float32(1)
			for _, w := range words[i : i+n] {
				trust = min(trust, w.trust)
			}
			out = l.put(out, word{text: concept, trust: trust})
			for _, w := range words[i : i+n] {
				if !l.empty.has(w) {
					w.inner, w.trust = true, innerShare*w.trust
					out = append(out, w)
				}
			}
			i += n
			continue
		}
		if !l.empty.has(words[i]) {
			out = l.put(out, words[i])
		}
		i++
	}
	return out
}

// put appends w, and the kind of thing it names: what is asked about a KOL may
// be known of a KOC.
func (l *lexicon) put(list []word, w word) []word {
	list = append(list, w)
	if kind := l.kinds[w.text]; kind != "" {
		list = append(list, word{text: kind, trust: w.trust})
	}
	return list
}

// conceptAt returns the longest phrase that begins words and means a concept,
// and how many words it is; 0: none.
func (l *lexicon) conceptAt(words []word) (string, int) {
	var buffer [64]byte
	folded := buffer[:0]
	concept, n := "", 0
	for i := 0; i < min(len(words), l.longest); i++ {
		if i > 0 {
			folded = append(folded, ' ')
		}
		folded = append(folded, words[i].text...)
		for _, p := range l.concepts[string(folded)] {
			if p.fits(words) {
				concept, n = p.concept, i+1
				break
			}
		}
	}
	return concept, n
}

func (p phrase) fits(words []word) bool {
	for i, marks := range p.marks {
		w := words[i]
		w.exact = w.exact && len(p.marks) == 1 // "la gi" is là gì whatever stands around it
		if !w.fits(marks) {
			return false
		}
	}
	return true
}

// correct appends w as it was meant: itself, words run together, or the word
// that it is a slip of.
func (l *lexicon) correct(list []word, w word) []word {
	if l.known[w.text] != nil || len(w.text) < minSlip {
		return append(list, w)
	}
	if parts := l.apart(w.text); len(parts) > 0 {
		for _, p := range parts {
			list = append(list, word{text: p, trust: 1})
		}
		return list
	}
	if !understand.IsSyllable(w.text) {
		if meant := l.slip(w.text); meant != "" {
			return append(list, word{text: meant, trust: trustSlip})
		}
	}
	return append(list, w)
}

// slip returns the word of ours one letter away from w: one missing, added,
// replaced, or two neighbours swapped; "" when there is none.
func (l *lexicon) slip(w string) string {
	if meant := l.slips[w]; meant != "" {
		return meant
	}
	found := ""
	for i := range w {
		shorter := w[:i] + w[i+1:]
		if l.known[shorter] != nil && len(shorter) >= minSlip-1 {
			return shorter
		}
		if meant := l.slips[shorter]; meant != "" && found == "" && len(meant) == len(w) && len(w) > minSlip {
			found = meant
		}
	}
	return found
}

// together joins two words that are one of ours, where one of them is none
// alone: "tik tok", "face book".
func (l *lexicon) together(words []word) []word {
	out := words[:0]
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) && (l.known[w.text] == nil || l.known[words[i+1].text] == nil) && w.marks == "" && words[i+1].marks == "" {
			if joined := w.text + words[i+1].text; len(joined) > minSlip && l.known[joined] != nil {
				w.text = joined
				i++
			}
		}
		out = append(out, w)
	}
	return out
}

// apart takes words that were run together apart ("tuongtac"), the fewest and
// longest first; nil when they are not all ours.
func (l *lexicon) apart(w string) []string {
	const shortest, most, longestRun = 2, 4, 24
	if len(w) < 5 || len(w) > longestRun {
		return nil
	}
	var cut func(rest string, left int) []string
	cut = func(rest string, left int) []string {
		if l.known[rest] != nil {
			return []string{rest}
		}
		if left == 1 {
			return nil
		}
		for i := len(rest) - shortest; i >= shortest; i-- {
			if l.known[rest[:i]] == nil {
				continue
			}
			if tail := cut(rest[i:], left-1); tail != nil {
				return append([]string{rest[:i]}, tail...)
			}
		}
		return nil
	}
	return cut(w, most)
}
