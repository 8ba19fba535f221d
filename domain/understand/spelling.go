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
// with which it is written ("bợn"), or without any; a phrase that was joined
// ("mypham", "mỹphẩm") is known either way.
type shortForm struct {
	lexeme
	words []token
}

// rewrite replaces a beginning or an ending of an unknown word.
type rewrite struct {
	from, to string
	ending   bool
}

func (l *lexicon) rewriteRule(from, to string) error {
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
func (l *lexicon) spellOut(full string, short []string) error {
	words := tokensOf(full)
	for i := range words {
		words[i].word = l.word(words[i].text)
	}
	for _, s := range short {
		t := tokensOf(s)
		if len(t) != 1 || t[0].kind != wordToken {
			return fmt.Errorf("the short form %q is not one word", s)
		}
		key := t[0].text
		l.shorthand[key] = append(l.shorthand[key], shortForm{lexeme{key, t[0].quality, t[0].tone}, words})
	}
	return nil
}

// joinWords lets every phrase of enough letters be written as one word.
func (l *lexicon) joinWords() {
	for _, list := range l.phrases {
		for _, p := range list {
			if len(p.words) < 2 || p.long < minJoined {
				continue
			}
			var joined strings.Builder
			var words []token
			for _, w := range p.words {
				joined.WriteString(w.text)
				words = append(words, token{text: w.text, quality: w.quality, tone: w.tone, word: l.words[w.text]})
			}
			if _, taken := l.words[joined.String()]; taken || isDigit(joined.String()[0]) {
				continue
			}
			if _, taken := l.shorthand[joined.String()]; !taken {
				l.shorthand[joined.String()] = []shortForm{{words: words}}
			}
		}
	}
}

func (l *lexicon) indexEdits() {
	for text, id := range l.words {
		if len(text) < minInside || !isLetter(text[0]) {
			continue
		}
		for i := range text {
			shorter := text[:i] + text[i+1:]
			if !slices.Contains(l.edits[shorter], id) {
				l.edits[shorter] = append(l.edits[shorter], id)
			}
		}
	}
	for _, ids := range l.edits {
		slices.Sort(ids)
	}
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
		if unit || short.text != "" && (t.marked() != short.marked() || !t.is(short.lexeme)) {
			continue
		}
		for i, w := range short.words {
			w.kind, w.start, w.end, w.careful = wordToken, t.start, t.end, t.careful
			w.glued = i == 0 && t.glued
			list = append(list, w)
		}
		return list, true
	}
	id, ok := l.words[text]
	if ok {
		t.word = id
		list = append(list, t)
	}
	return list, ok
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
	look := func(key string) {
		for _, id := range l.edits[key] {
			if !slices.Contains(ids, id) && oneEdit(text, l.spellings[id]) {
				ids = append(ids, id)
			}
		}
	}
	look(text)
	for i := range text {
		shorter := text[:i] + text[i+1:]
		if id, ok := l.words[shorter]; ok && len(shorter) >= minInside && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		look(shorter)
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
