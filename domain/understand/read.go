package understand

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"chonmat/domain"
)

// MaxText is how many bytes of a text are read.
const MaxText = 8 << 10

var readers = sync.Pool{New: func() any { return &reader{lex: lex()} }}

// Read returns what text states about a brief. It is total: any input, in any
// encoding, gives a reading; of a text over MaxText bytes the rest is not
// looked at.
func Read(text string, ctx Context) Reading {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	return r.read(text, ctx)
}

func (r *reader) read(text string, ctx Context) Reading {
	r.start(text, ctx)
	r.clauses()
	r.operate()
	r.assign()
	r.resolve()
	r.correct()
	out := Reading{}
	w := writer{reader: r, out: &out}
	w.write()
	return out
}

// start takes the text in and cuts it into items.
func (r *reader) start(text string, ctx Context) {
	r.text, r.ctx = cut(text), ctx
	if r.ctx.VNDPerUSD == 0 {
		r.ctx.VNDPerUSD = DefaultVNDPerUSD
	}
	r.scan()
}

// cut shortens a text to MaxText at the edge of a rune.
func cut(text string) string {
	if len(text) <= MaxText {
		return text
	}
	text = text[:MaxText]
	for len(text) > 0 && !utf8.RuneStart(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text
}

// words returns the original text of tokens from to to.
func (r *reader) words(from, to int) string {
	return strings.TrimSpace(r.text[r.tokens[from].start:r.tokens[to-1].end])
}

// writer turns understood items into a Reading.
type writer struct {
	*reader
	out   *Reading
	spans []heardSpan
}

// heardSpan is a stretch of tokens from which a slot was understood.
type heardSpan struct {
	slot     domain.Slot
	from, to int
}

func (w *writer) write() {
	if w.isDefinition() {
		return
	}
	w.budget()
	w.age()
	w.kpi()
	w.count()
	w.time()
	w.gender()
	w.industry()
	w.locations()
	w.channels()
	w.tiersAndKinds()
	w.bareSum()
	w.generations()
	w.adding()
	w.freed()
	w.hear()
}

// heard notes that the slot was understood from items first to end.
func (w *writer) heard(slot domain.Slot, first, end int) {
	w.spans = append(w.spans, heardSpan{slot, w.items[first].from, w.items[end-1].to})
}

// maxHeard is how many stretches of words are shown for one slot.
const maxHeard = 8

// hear writes down the words of each slot in the order of the text.
func (w *writer) hear() {
	slices.SortStableFunc(w.spans, func(a, b heardSpan) int { return cmp.Compare(a.from, b.from) })
	for i, s := range w.spans {
		if slices.ContainsFunc(w.spans[:i], func(p heardSpan) bool { return p.slot == s.slot }) {
			continue
		}
		words, end, parts := w.words(s.from, s.to), s.to, 1
		for _, more := range w.spans[i+1:] {
			if more.slot != s.slot || more.to <= end || parts == maxHeard {
				continue
			}
			parts++
			if more.from <= end { // they touch
				words, end = w.words(s.from, more.to), more.to
				continue
			}
			words, end = words+", "+w.words(more.from, more.to), more.to
		}
		w.out.Heard = append(w.out.Heard, domain.Heard{Slot: s.slot, Words: words})
	}
}

// isDefinition tells whether the text only asks what a word means or how
// things compare: it states nothing then, whatever words it holds.
func (w *writer) isDefinition() bool {
	asks := false
	for k := range w.items {
		asks = asks || w.items[k].has(defining)
	}
	for i := range w.qs {
		if role := w.qs[i].role; role != nothing && role != unresolved {
			return false
		}
	}
	return asks
}

// asks tells whether the text is a question without any figure: the KPI,
// channels and kinds named in it are what the question is about.
func (w *writer) asks() bool {
	for i := range w.qs {
		q := &w.qs[i]
		if q.role != nothing && q.role != unresolved && !(q.role == count && q.lo == 1) { // "một bạn" is any one
			return false
		}
	}
	return slices.ContainsFunc(w.items, func(it item) bool { return it.has(asking) })
}
