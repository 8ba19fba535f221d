package understand

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chonmat/domain"
)

//go:embed lexicon/*.tsv
var tables embed.FS

// sense is one meaning of a phrase.
type sense struct {
	class class
	value string  // "beauty", "ho-chi-minh", "VND"
	n     float64 // of parts of numbers and of units of time
	weak  bool    // needs support from what stands around it
	heavy bool    // decides among several, as "mèo" does in "đồ ăn cho mèo"
	plain bool    // of a phrase without diacritics, most likely English
}

// lexeme is a word of a phrase in the lexicon, with its marks.
type lexeme struct {
	text, quality string
	tone          byte
}

func (w lexeme) marked() bool { return w.quality != "" || w.tone != 0 }

// phrase is a line's phrase with all it can mean.
type phrase struct {
	words  []lexeme
	exact  bool // its diacritics must be there: "váy!"
	marked bool // it has diacritics at all
	long   int  // letters
	senses []sense
	// doubted are the senses left when a phrase of one syllable was written
	// without its diacritics by somebody who uses them.
	doubted []sense
}

// doubtable are the classes whose words are still likely then, given support.
var doubtable = setOf(unit, gender, tier, creatorKind)

// lexicon is every phrase we know, as a tree over words.
type lexicon struct {
	words     map[string]int32       // vocabulary
	bare      map[int32]bool         // words that some phrase has without diacritics
	branches  map[uint64]int32       // node<<32|word → node
	phrases   [][]*phrase            // by node
	shorthand map[string][]shortForm // teencode and joined words
	rewrites  []rewrite
	spellings []string // by word
	numerals  map[int32][]numeral1
	edits     map[string][]int32 // words with one letter left out → those words
}

// numeral1 is a word's meaning inside a number.
type numeral1 struct {
	lexeme
	class class
	n     float64
	value string
}

// lex returns the lexicon, built from the embedded tables on first use.
var lex = sync.OnceValue(func() *lexicon {
	l, err := readLexicon()
	if err != nil {
		panic("understand: " + err.Error()) // the tables are part of the program and covered by a test
	}
	return l
})

func readLexicon() (*lexicon, error) {
	l := &lexicon{
		words: map[string]int32{}, bare: map[int32]bool{}, branches: map[uint64]int32{}, phrases: make([][]*phrase, 1),
		shorthand: map[string][]shortForm{}, numerals: map[int32][]numeral1{}, edits: map[string][]int32{},
	}
	files, err := tables.ReadDir("lexicon")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		data, err := tables.ReadFile("lexicon/" + file.Name())
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(file.Name(), ".tsv")
		for i, line := range strings.Split(string(data), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			if err := l.line(name, line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file.Name(), i+1, err)
			}
		}
	}
	for _, p := range domain.Provinces {
		l.add(p.Name, sense{class: place, value: string(p.Slug)})
	}
	l.joinWords()
	l.indexEdits()
	return l, nil
}

// line adds one line: a meaning, a tab, and the phrases that have it.
func (l *lexicon) line(table, line string) error {
	meaning, list, ok := strings.Cut(line, "\t")
	if !ok {
		return fmt.Errorf("no tab in %q", line)
	}
	switch table {
	case "common":
		for word := range strings.SplitSeq(list, ", ") {
			l.word(word)
		}
		return nil
	case "shorthand":
		return l.spellOut(meaning, strings.Split(list, ", "))
	case "spelling":
		return l.rewriteRule(meaning, list)
	}
	s, err := senseOf(table, meaning)
	if err != nil {
		return err
	}
	for text := range strings.SplitSeq(list, ", ") {
		if strings.TrimSpace(text) == "" {
			return fmt.Errorf("an empty phrase in %q", line)
		}
		l.add(text, s)
	}
	return nil
}

// slotTables are the tables that hold one class, whose lines begin with the
// value; lines of the others begin with the class.
var slotTables = map[string]class{
	"industry": industry, "gender": gender, "place": place, "channel": channel, "tier": tier, "kind": creatorKind,
}

func senseOf(table, meaning string) (sense, error) {
	if c, ok := slotTables[table]; ok {
		return sense{class: c, value: meaning}, nil
	}
	name, value, _ := strings.Cut(meaning, " ")
	for c, known := range classNames {
		if known == name {
			n, _ := strconv.ParseFloat(value, 64)
			return sense{class: class(c), value: value, n: n}, nil
		}
	}
	return sense{}, fmt.Errorf("no class %q", name)
}

// add enters one phrase with one sense. A final ? makes the sense weak, a
// final + heavy, a final ! requires the diacritics.
func (l *lexicon) add(text string, s sense) {
	exact := strings.HasSuffix(text, "!")
	text = strings.TrimSuffix(text, "!")
	s.weak = strings.HasSuffix(text, "?")
	text = strings.TrimSuffix(text, "?")
	s.heavy = strings.HasSuffix(text, "+")
	text = strings.TrimSuffix(text, "+")
	p := &phrase{exact: exact}
	node := int32(0)
	words := tokensOf(text)
	for i, t := range words {
		if i > 0 && insideWord(words, i) { // as a text's are passed over
			continue
		}
		w := lexeme{t.text, t.quality, t.tone}
		p.words = append(p.words, w)
		p.marked = p.marked || t.marked()
		p.long += len(t.text)
		id := l.word(t.text)
		l.bare[id] = l.bare[id] || !t.marked()
		node = l.branch(node, id)
	}
	if len(p.words) == 1 && (s.class >= digit || s.class == currency) {
		id := l.word(p.words[0].text)
		l.numerals[id] = append(l.numerals[id], numeral1{p.words[0], s.class, s.n, s.value})
	}
	s.plain = !p.marked && slices.ContainsFunc(p.words, func(w lexeme) bool { return !IsSyllable(w.text) })
	at := slices.IndexFunc(l.phrases[node], func(same *phrase) bool { return samePhrase(same, p) })
	if at < 0 {
		at = len(l.phrases[node])
		l.phrases[node] = append(l.phrases[node], p)
	}
	p = l.phrases[node][at]
	if slices.Contains(p.senses, s) {
		return
	}
	p.senses = append(p.senses, s)
	if doubtable.has(s.class) {
		s.weak = true
		p.doubted = append(p.doubted, s)
	}
}

func samePhrase(a, b *phrase) bool {
	for i, w := range a.words {
		if w != b.words[i] {
			return false
		}
	}
	return a.exact == b.exact
}

// tokensOf splits a phrase of the lexicon into words and numerals.
func tokensOf(text string) []token {
	var n normal
	n.normalise(text)
	return n.tokenise(nil)
}

func (l *lexicon) word(text string) int32 {
	id, ok := l.words[text]
	if !ok {
		id = int32(len(l.words))
		l.words[text] = id
		l.spellings = append(l.spellings, text)
	}
	return id
}

func (l *lexicon) branch(node, word int32) int32 {
	key := uint64(node)<<32 | uint64(word)
	next, ok := l.branches[key]
	if !ok {
		next = int32(len(l.phrases))
		l.branches[key] = next
		l.phrases = append(l.phrases, nil)
	}
	return next
}

// agrees tells whether the token, as far as its marks were typed, can be w.
// Southern writers mix up hỏi and ngã, so these two agree.
func (t *token) agrees(w lexeme) bool {
	if !t.marked() || t.guessed {
		return true
	}
	if t.tone != 0 && t.tone != w.tone && (t.tone != hook && t.tone != tilde || w.tone != hook && w.tone != tilde) {
		return false
	}
	for i := range t.quality {
		if q := t.quality[i]; q != 0 && (i >= len(w.quality) || q != w.quality[i]) {
			return false
		}
	}
	return true
}

// is tells whether the token has all the marks of w.
func (t *token) is(w lexeme) bool {
	return (t.tone != 0) == (w.tone != 0) && t.quality == w.quality && t.agrees(w)
}
