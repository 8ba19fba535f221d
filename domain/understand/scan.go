package understand

// item is a stretch of the text that means one thing: a phrase of the
// lexicon, a quantity, a sign, or a word that means nothing to us.
type item struct {
	from, to int // tokens
	classes  set
	senses   []sense
	sign     byte  // of a sign
	q        int32 // index of the quantity, or none
	clause   int32
	fate     fate
}

func (it *item) has(c class) bool { return it.classes.has(c) }
func (it *item) meets(s set) bool { return it.classes.meets(s) }
func (it *item) isQuantity() bool { return it.q != none }
func (it *item) word() bool       { return it.sign == 0 && it.q == none }

// sense returns the item's sense of a class.
func (it *item) sense(c class) *sense {
	for i := range it.senses {
		if it.senses[i].class == c {
			return &it.senses[i]
		}
	}
	return nil
}

// value returns the value of the item's sense of a class, or "".
func (it *item) value(c class) string {
	if s := it.sense(c); s != nil {
		return s.value
	}
	return ""
}

// reader reads one text.
type reader struct {
	text   string
	ctx    Context
	lex    *lexicon
	norm   normal
	raw    []token // as typed
	tokens []token // spelled out
	items  []item
	qs     []quantity
}

// scan cuts the text into items.
func (r *reader) scan() {
	r.norm.normalise(r.text)
	r.raw = r.norm.tokenise(r.raw[:0])
	r.maskRaw()
	r.tokens = r.tokens[:0]
	r.readCare()
	for _, t := range r.raw {
		if t.masked {
			r.tokens = append(r.tokens, t)
		} else {
			r.tokens = r.lex.spell(r.tokens, t)
		}
	}
	for i := range r.tokens {
		r.tokens[i].num = r.lex.numeral(&r.tokens[i])
	}
	r.items, r.qs = r.items[:0], r.qs[:0]
	for i := 0; i < len(r.tokens); {
		it := r.next(i)
		r.items = append(r.items, it)
		i = it.to
	}
}

// readCare finds out where the writer uses diacritics: in stretches between
// punctuation that have some, and no known word that lacks its own. Politeness
// typed with diacritics after a brief without any ("duoi 50tr giúp mình") does
// not make the brief careful.
func (r *reader) readCare() {
	for i := 0; i < len(r.raw); {
		marks, lacking, j := 0, 0, i
		for ; j < len(r.raw) && !r.raw[j].breaks(); j++ {
			t := &r.raw[j]
			if t.marked() {
				marks++
			} else if id, ok := r.lex.words[t.text]; ok && t.kind == wordToken && !r.lex.bare[id] {
				lacking++
			}
		}
		for k := i; k < j; k++ {
			r.raw[k].careful = marks > 0 && lacking == 0
		}
		i = j + 1
	}
}

// breaks tells whether the token is punctuation between stretches of text.
func (t *token) breaks() bool {
	switch t.text[0] {
	case ',', ';', '.', '!', '?', '\n', '(', ')', '|':
		return t.kind == signToken
	}
	return false
}

// next returns the item that begins at token i: the longest phrase or the
// quantity, whichever is longer; a phrase where they are equal.
func (r *reader) next(i int) item {
	t := &r.tokens[i]
	if t.masked {
		return item{from: i, to: i + 1, q: none, classes: setOf(noise)}
	}
	it := item{from: i, to: i + 1, q: none}
	if date, ok := r.date(i); ok {
		return date
	}
	if days, ok := r.weekdays(i); ok {
		return days
	}
	if p, to := r.longest(i); p != nil {
		it.to, it.senses = to, p
		it.classes = classesOf(p)
		if to > i+1 && it.classes.has(industry) {
			r.yield(&it)
		}
	}
	if q, ok := r.quantity(i); ok && (q.to > it.to || q.to == it.to && (it.senses == nil || it.classes.within(numberClasses) || r.countsNext(q.to))) {
		r.qs = append(r.qs, q)
		return item{from: i, to: q.to, q: int32(len(r.qs) - 1)}
	}
	if it.senses == nil && t.kind == signToken {
		it.sign = t.text[0]
	}
	return it
}

// yield shortens a product's phrase whose end begins one as long: "bán sữa" in
// "bán sữa non cho bé", the "ô mai" of "o mai chau".
func (r *reader) yield(it *item) {
	for j := it.from + 1; j < it.to; j++ {
		inner, end := r.longest(j)
		if end <= it.to || end-j < it.to-it.from {
			continue
		}
		shorter, to := r.upTo(it.from, j)
		if found := classesOf(inner); !found.has(industry) && (!found.has(place) || !classesOf(shorter).has(placeCue)) {
			continue
		}
		it.to, it.senses, it.classes = max(to, it.from+1), shorter, classesOf(shorter)
		return
	}
}

// upTo returns the longest phrase that begins at token i and ends before end.
func (r *reader) upTo(i, end int) ([]sense, int) {
	tokens := r.tokens
	r.tokens = tokens[:end]
	defer func() { r.tokens = tokens }()
	return r.longest(i)
}

func classesOf(senses []sense) (s set) {
	for i := range senses {
		s |= senses[i].class.bit()
	}
	return s
}

// countsNext tells whether a number word that ends before token i, and could
// be another word ("năm"), stands before something that is counted.
func (r *reader) countsNext(i int) bool {
	t := &r.tokens[i-1]
	if !t.marked() {
		return !t.careful && t.text != "nam" && r.unitFollows(i, setOf(creatorKind, tier))
	}
	return r.unitFollows(i, setOf(people, creatorKind, tier, days))
}

// match is the best phrase found so far from one token.
type match struct {
	to     int
	full   bool // every mark was typed
	senses []sense
}

// longest returns the senses of the longest phrase that begins at token i, and
// where it ends.
func (r *reader) longest(i int) ([]sense, int) {
	var m match
	r.walk(i, i, 0, 0, &m)
	return m.senses, m.to
}

const maxPhrase = 7 // words

func (r *reader) walk(start, i int, node int32, fuzzy int, m *match) {
	if node != 0 {
		r.take(start, i, node, fuzzy, m)
	}
	if i-start > maxPhrase || i >= len(r.tokens) {
		return
	}
	if node != 0 && insideWord(r.tokens, i) {
		i++
	}
	t := &r.tokens[i]
	if t.masked {
		return
	}
	if t.word != none {
		if next, ok := r.lex.branches[uint64(node)<<32|uint64(t.word)]; ok {
			r.walk(start, i+1, next, fuzzy, m)
		}
		return
	}
	if fuzzy > 0 {
		return
	}
	for _, word := range t.maybe {
		if next, ok := r.lex.branches[uint64(node)<<32|uint64(word)]; ok {
			r.walk(start, i+1, next, len(t.text), m)
		}
	}
}

// insideWord tells whether token i is a dot, hyphen or apostrophe inside a
// word, which is no obstacle to a phrase: "tp.hcm", "anti-age", "don't".
func insideWord(list []token, i int) bool {
	if t := &list[i]; t.kind != signToken || !t.glued || i+1 >= len(list) || !list[i+1].glued {
		return false
	}
	switch list[i].text[0] {
	case '.', '-', '_', '\'', '&':
		return true
	}
	return false
}

// take considers the phrases that end at node.
func (r *reader) take(start, to int, node int32, fuzzy int, m *match) {
	for p := range r.lex.endingAt(node) {
		one := p.to == p.from+1
		if fuzzy > 0 && (one && p.long < minTypo || !one && p.long < minPhrase) {
			continue
		}
		full, ok := r.agree(start, to, p)
		marked, senses := r.tokens[start].careful, p.senses
		if ok && !full && marked && p.marked && one && !r.tokens[start].marked() && p.long < minTypo {
			// Among words with diacritics a bare syllable is most likely meant
			// bare: it is what it looks like only with support.
			senses = doubted(p.senses)
			ok = senses != nil
		}
		if !ok || to < m.to || to == m.to && m.full && !full && marked {
			continue
		}
		if to > m.to || full && !m.full && marked {
			*m = match{to: to, full: full, senses: senses}
			continue
		}
		m.senses = append(m.senses[:len(m.senses):len(m.senses)], senses...)
	}
}

// agree tells whether the tokens can be the phrase, and whether they have all
// of its marks.
func (r *reader) agree(start, to int, p *phrase) (full, ok bool) {
	full = true
	i := start
	for _, w := range r.lex.wordsOf(p) {
		for r.tokens[i].kind == signToken && r.tokens[i].word != w.word {
			i++
		}
		t := &r.tokens[i]
		if t.word == none || t.guessed {
			full = full && !p.exact
		} else if !t.agrees(w) || t.careful && t.quality != "" && t.tone == 0 && w.tone != 0 { // "để tăng" is not "để tặng"
			return false, false
		} else if !t.is(w) || p.exact && t.tone != w.tone { // "sửa" is not "sữa"
			full = false
		}
		i++
	}
	if p.exact && !full {
		return false, false
	}
	return full, true
}

// endClasses may follow a fraction such as the 2 of "1 tỷ 2"; any other word
// means that the digit counts something else.
var endClasses = setOf(light, stop, currency, budgetCue, join, mostAfter, leastAfter, toward, about, mistake, channelCue, placeCue, into, monthLabel, purpose)

// ends tells whether a number may end before token i.
func (r *reader) ends(i int) bool {
	if i >= len(r.tokens) || r.tokens[i].masked {
		return true
	}
	if sign := r.signAt(i); sign != 0 {
		return sign != '-' && sign != '%' && sign != '/'
	}
	return r.unitFollows(i, endClasses)
}

// unitFollows tells whether a phrase of one of the classes begins at token i.
func (r *reader) unitFollows(i int, classes set) bool {
	if i >= len(r.tokens) {
		return false
	}
	senses, _ := r.longest(i)
	for _, s := range senses {
		if classes.has(s.class) {
			return true
		}
	}
	return false
}
