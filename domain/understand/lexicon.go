package understand

import (
	"embed"
	"fmt"
	"iter"
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
	quality string
	word    int32 // in the vocabulary
	tone    byte
}

func (w lexeme) marked() bool { return w.quality != "" || w.tone != 0 }

// phrase is a line's phrase with all it can mean.
type phrase struct {
	senses   []sense
	from, to int32 // its words, among the lexemes
	next     int32 // the next phrase that ends at the same node, or none
	long     uint8 // letters
	exact    bool  // its diacritics must be there: "váy!"
	marked   bool  // it has diacritics at all
}

// doubtable are the classes whose words are still likely, given support, when a
// phrase of one syllable was written without its diacritics by somebody who
// uses them.
var doubtable = setOf(unit, gender, tier, creatorKind)

// doubted returns the senses that are left then.
func doubted(senses []sense) (left []sense) {
	for _, s := range senses {
		if doubtable.has(s.class) {
			s.weak = true
			left = append(left, s)
		}
	}
	return left
}

// lexicon is every phrase we know, as a tree over words. It is packed: the whole
// takes about 2 MB for as long as the program runs.
type lexicon struct {
	words     map[string]int32 // vocabulary
	spellings []string         // by word
	bare      []bool           // by word: some phrase has it without diacritics
	branches  map[uint64]int32 // node<<32|word → node
	endings   []int32          // by node: the first phrase that ends there, or none
	phrases   []phrase
	lexemes   []lexeme
	shorthand map[string][]shortForm // teencode
	joined    hashed                 // phrases by their letters without spaces
	rewrites  []rewrite
	numerals  map[int32][]numeral1
	edits     hashed // words by their letters but one
}

// wordsOf returns the words of a phrase.
func (l *lexicon) wordsOf(p *phrase) []lexeme { return l.lexemes[p.from:p.to] }

// endingAt ranges over the phrases that end at a node.
func (l *lexicon) endingAt(node int32) iter.Seq[*phrase] {
	return func(yield func(*phrase) bool) {
		for i := l.endings[node]; i != none && yield(&l.phrases[i]); {
			i = l.phrases[i].next
		}
	}
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

// lexiconReader fills a lexicon.
type lexiconReader struct {
	*lexicon
	text      normal
	tokens    []token           // of the phrase at hand
	qualities map[string]string // each string of them once
	alone     map[sense][]sense // the senses of the many phrases that have one
}

func readLexicon() (*lexicon, error) {
	l := &lexiconReader{
		lexicon: &lexicon{
			words: map[string]int32{}, branches: map[uint64]int32{}, endings: []int32{none},
			shorthand: map[string][]shortForm{}, numerals: map[int32][]numeral1{},
		},
		qualities: map[string]string{}, alone: map[sense][]sense{},
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
	l.phrases, l.lexemes, l.endings = slices.Clone(l.phrases), slices.Clone(l.lexemes), slices.Clone(l.endings) // they are nearly all of it, and need no room to grow
	return l.lexicon, nil
}

// line adds one line: a meaning, a tab, and the phrases that have it.
func (l *lexiconReader) line(table, line string) error {
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
func (l *lexiconReader) add(text string, s sense) {
	exact := strings.HasSuffix(text, "!")
	text = strings.TrimSuffix(text, "!")
	s.weak = strings.HasSuffix(text, "?")
	text = strings.TrimSuffix(text, "?")
	s.heavy = strings.HasSuffix(text, "+")
	text = strings.TrimSuffix(text, "+")
	p := phrase{exact: exact, from: int32(len(l.lexemes)), next: none}
	node, foreign := int32(0), false
	l.lexemes = l.appendLexemes(l.lexemes, text)
	for _, w := range l.lexemes[p.from:] {
		p.marked = p.marked || w.marked()
		p.long += uint8(len(l.spellings[w.word]))
		foreign = foreign || !IsSyllable(l.spellings[w.word])
		l.bare[w.word] = l.bare[w.word] || !w.marked()
		node = l.branch(node, w.word)
	}
	p.to = int32(len(l.lexemes))
	if p.to == p.from+1 && (s.class >= digit || s.class == currency) {
		w := l.lexemes[p.from]
		l.numerals[w.word] = append(l.numerals[w.word], numeral1{w, s.class, s.n, s.value})
	}
	s.plain = !p.marked && foreign
	last := &l.endings[node]
	for same := range l.endingAt(node) {
		if same.exact == exact && slices.Equal(l.wordsOf(same), l.wordsOf(&p)) {
			l.lexemes = l.lexemes[:p.from]
			if !slices.Contains(same.senses, s) {
				same.senses = append(same.senses, s)
			}
			return
		}
		last = &same.next
	}
	if l.alone[s] == nil {
		l.alone[s] = []sense{s}
	}
	p.senses = l.alone[s]
	*last = int32(len(l.phrases))
	l.phrases = append(l.phrases, p)
}

// appendLexemes appends a phrase's words and numerals, without what is passed
// over inside a word in a text as well.
func (l *lexiconReader) appendLexemes(words []lexeme, text string) []lexeme {
	l.text.normalise(text)
	l.tokens = l.text.tokenise(l.tokens[:0])
	for i, t := range l.tokens {
		if i > 0 && insideWord(l.tokens, i) {
			continue
		}
		words = append(words, l.lexeme(t))
	}
	return words
}

func (l *lexiconReader) lexeme(t token) lexeme {
	if _, ok := l.qualities[t.quality]; !ok {
		q := strings.Clone(t.quality)
		l.qualities[q] = q
	}
	return lexeme{l.qualities[t.quality], l.word(t.text), t.tone}
}

func (l *lexiconReader) word(text string) int32 {
	id, ok := l.words[text]
	if !ok {
		id, text = int32(len(l.words)), strings.Clone(text)
		l.words[text] = id
		l.spellings = append(l.spellings, text)
		l.bare = append(l.bare, false)
	}
	return id
}

func (l *lexiconReader) branch(node, word int32) int32 {
	key := uint64(node)<<32 | uint64(word)
	next, ok := l.branches[key]
	if !ok {
		next = int32(len(l.endings))
		l.branches[key] = next
		l.endings = append(l.endings, none)
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
