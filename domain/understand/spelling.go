package understand

import (
	"fmt"
	"slices"
	"strings"
)

// People on phones shorten, join and mistype words. A word that the lexicon
// does not have is spelled out (ns → ngân sách), split (mypham → mỹ phẩm),
// respelled by rule (trug → trung), or, when nothing else fits and it is no
// Vietnamese syllable, taken for a word one letter away (skincrae → skincare).

// minJoined is how many letters a phrase needs to be recognised without its
// spaces, and minTypo to be recognised with one letter wrong.
const (
	minJoined = 6
	minTypo   = 5
	minInside = 3 // letters of a mistyped word inside a longer phrase
	minPhrase = 7 // letters of that phrase
)

// shortForm is a word that stands for others. It is meant with the diacritics
// with which it is written ("bợn"), or without any.
type shortForm struct {
	lexeme
	words []lexeme
}

// rewrite replaces a beginning or an ending of an unknown word.
type rewrite struct {
	from, to string
	ending   bool
}

func (l *lexiconReader) rewriteRule(from, to string) error {
	if strings.Trim(from, "-") == from {
		return fmt.Errorf("%q is neither a beginning (x-) nor an ending (-x)", from)
	}
	l.rewrites = append(l.rewrites, rewrite{strings.Trim(from, "-"), strings.Trim(to, "-"), from[0] == '-'})
	return nil
}

// apply returns the respelled text, or "".
func (r rewrite) apply(text string) string {
	if rest, ok := strings.CutSuffix(text, r.from); ok && r.ending {
		return rest + r.to
	}
	if rest, ok := strings.CutPrefix(text, r.from); ok && !r.ending {
		return r.to + rest
	}
	return ""
}

// spellOut makes each of the short forms stand for the words of full.
func (l *lexiconReader) spellOut(full string, short []string) error {
	words := l.appendLexemes(nil, full)
	for _, s := range short {
		l.text.normalise(s)
		t := l.text.tokenise(nil)
		if len(t) != 1 || t[0].kind != wordToken {
			return fmt.Errorf("the short form %q is not one word", s)
		}
		l.shorthand[t[0].text] = append(l.shorthand[t[0].text], shortForm{lexeme{t[0].quality, none, t[0].tone}, words})
	}
	return nil
}

// joinWords lets every phrase of enough letters be written as one word
// ("mypham", "mỹphẩm"), whatever its diacritics.
func (l *lexiconReader) joinWords() {
	var joined []byte
	for _, i := range l.endings {
		for ; i != none; i = l.phrases[i].next {
			p := &l.phrases[i]
			if p.to-p.from < 2 || p.long < minJoined {
				continue
			}
			joined = joined[:0]
			for _, w := range l.wordsOf(p) {
				joined = append(joined, l.spellings[w.word]...)
			}
			_, word := l.words[string(joined)]
			if _, short := l.shorthand[string(joined)]; !word && !short && !isDigit(joined[0]) {
				l.joined.add(hashOf(string(joined)), i)
			}
		}
	}
	l.joined.sort()
}

// joinedAs returns the words that were written as one, if they are a phrase.
func (l *lexicon) joinedAs(text string) []lexeme {
	for _, i := range l.joined.find(hashOf(text)) {
		words, rest, ok := l.wordsOf(&l.phrases[i.id]), text, true
		for _, w := range words {
			if rest, ok = strings.CutPrefix(rest, l.spellings[w.word]); !ok {
				break
			}
		}
		if ok && rest == "" {
			return words
		}
	}
	return nil
}

func (l *lexiconReader) indexEdits() {
	for id, text := range l.spellings {
		if len(text) < minInside || !isLetter(text[0]) {
			continue
		}
		for i := range text {
			l.edits.add(hashOf(text[:i], text[i+1:]), int32(id))
		}
	}
	l.edits.sort()
}

// spell appends t to list as the word or words that it is.
func (l *lexicon) spell(list []token, t token) []token {
	if t.kind != wordToken {
		if id, ok := l.words[t.text]; ok {
			t.word = id
		}
		return append(list, t)
	}
	if out, ok := l.known(list, t, t.text); ok {
		return out
	}
	if IsSyllable(t.text) {
		return append(list, t)
	}
	t.guessed = true
	squeezed := squeeze(t.text)
	if out, ok := l.known(list, t, squeezed); ok && len(squeezed) > 1 {
		return out
	}
	for _, r := range l.rewrites {
		if candidate := r.apply(squeezed); len(candidate) >= minInside {
			if out, ok := l.known(list, t, candidate); ok {
				return out
			}
		}
	}
	t.maybe = l.near(t.text)
	return append(list, t)
}

// known appends t to list when text, its spelling, is a word or a short form.
func (l *lexicon) known(list []token, t token, text string) ([]token, bool) {
	unit := len(text) == 1 && t.glued // the k of 200k
	for _, short := range l.shorthand[text] {
		if !unit && t.marked() == short.marked() && t.is(short.lexeme) {
			return l.writtenAs(list, t, short.words), true
		}
	}
	if words := l.joinedAs(text); words != nil {
		return l.writtenAs(list, t, words), true
	}
	id, ok := l.words[text]
	if ok {
		t.word = id
		list = append(list, t)
	}
	return list, ok
}

// writtenAs appends the words that t stands for.
func (l *lexicon) writtenAs(list []token, t token, words []lexeme) []token {
	for i, w := range words {
		list = append(list, token{
			text: l.spellings[w.word], quality: w.quality, tone: w.tone, word: w.word,
			start: t.start, end: t.end, careful: t.careful, glued: i == 0 && t.glued,
		})
	}
	return list
}

// squeeze writes each run of one letter once: "vieww", "nhaaa".
func squeeze(text string) string {
	for i := 1; i < len(text); i++ {
		if text[i] == text[i-1] {
			out := []byte(text[:i])
			for ; i < len(text); i++ {
				if text[i] != out[len(out)-1] {
					out = append(out, text[i])
				}
			}
			return string(out)
		}
	}
	return text
}

// near returns the words one letter away from an unknown word: a letter
// missing, added, replaced, or two swapped.
func (l *lexicon) near(text string) (ids []int32) {
	if len(text) < minInside || len(text) > 24 {
		return nil
	}
	look := func(hash uint32) {
		for _, e := range l.edits.find(hash) {
			if !slices.Contains(ids, e.id) && oneEdit(text, l.spellings[e.id]) {
				ids = append(ids, e.id)
			}
		}
	}
	look(hashOf(text))
	for i := range text {
		if id, ok := l.words[text[:i]+text[i+1:]]; ok && len(text) > minInside && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		look(hashOf(text[:i], text[i+1:]))
	}
	return ids
}

// oneEdit tells whether a and b differ by one letter or by two neighbours
// swapped.
func oneEdit(a, b string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// onsets and rimes make the Vietnamese syllables, without their marks.
var (
	onsets = wordSet("b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
	rimes  = wordSet("a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu " +
		"i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong oong op ot " +
		"u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu ynh")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// IsSyllable tells whether the folded text can be a Vietnamese syllable, and is
// therefore a word of its own rather than a typing error.
func IsSyllable(text string) bool {
	for i := min(3, len(text)-1); i >= 0; i-- {
		if (i == 0 || onsets[text[:i]]) && rimes[text[i:]] {
			return true
		}
	}
	return false
}
