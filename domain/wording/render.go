package wording

import (
	"fmt"
	"sync"

	"chonmat/domain"
)

// Part is a run of text in one weight.
type Part struct {
	Text string
	Bold bool
}

// maxDepth bounds sentences within sentences.
const maxDepth = 8

// Render says s, without markup. A key that does not exist, and a value that
// is missing, are shown by name: visible, and never a panic in front of a
// person.
func Render(lang Lang, s domain.Sentence) string {
	p := printerOf(lang)
	defer printers.Put(p)
	p.sentence(s)
	return string(p.out)
}

// Parts says s as runs of plain and bold text. Adjacent runs differ in weight.
func Parts(lang Lang, s domain.Sentence) []Part {
	p := printerOf(lang)
	defer printers.Put(p)
	p.weighs = true
	p.sentence(s)
	out := make([]Part, 0, len(p.marks)+1)
	all, start, bold := string(p.out), 0, false
	add := func(end int) {
		if end == start {
			return
		}
		if n := len(out); n > 0 && out[n-1].Bold == bold {
			out[n-1].Text += all[start:end]
		} else {
			out = append(out, Part{Text: all[start:end], Bold: bold})
		}
		start = end
	}
	for _, m := range p.marks {
		add(m.at)
		bold = m.bold
	}
	add(len(all))
	return out
}

// Value says one value as it stands in a sentence: every type of domain.Arg.
// The name of a word of the vocabulary ("mỹ phẩm") is its Value.
func Value(lang Lang, v any) string {
	p := printerOf(lang)
	defer printers.Put(p)
	p.value(domain.Arg{Value: v}, "")
	return string(p.out)
}

// Check tells what Render would have to show by name: a sentence that is not in
// the catalogue, a value that is missing or of a type that cannot be said. It
// is for the tests of whoever makes sentences.
func Check(s domain.Sentence) error {
	for _, lang := range Langs {
		p := printer{lang: lang}
		p.sentence(s)
		if p.unsaid != "" {
			return fmt.Errorf("wording: %s cannot say %s", s.Key, p.unsaid)
		}
	}
	return nil
}

// printer builds the text of a sentence.
type printer struct {
	lang   Lang
	out    []byte
	weighs bool   // marks are wanted
	marks  []mark // where the weight changes
	bold   bool
	depth  int

	unsaid string // what had to be shown by name
}

// printers are used again: a screen says some thirty sentences.
var printers = sync.Pool{New: func() any { return &printer{out: make([]byte, 0, 256), marks: make([]mark, 0, 8)} }}

func printerOf(lang Lang) *printer {
	p := printers.Get().(*printer)
	*p = printer{lang: lang, out: p.out[:0], marks: p.marks[:0]}
	return p
}

// mark says that from a place on the text is bold, or no longer.
type mark struct {
	at   int
	bold bool
}

func (p *printer) weigh(bold bool) {
	if bold != p.bold {
		p.bold = bold
		if p.weighs {
			p.marks = append(p.marks, mark{len(p.out), bold})
		}
	}
}

func (p *printer) sentence(s domain.Sentence) {
	e := catalogue[s.Key]
	if e == nil || p.depth == maxDepth {
		p.out = append(p.out, s.Key...)
		p.unsaid = s.Key
		return
	}
	p.depth++
	outer := p.bold
	pieces := e.pieces[p.lang.index()]
	for i := range pieces {
		piece := &pieces[i]
		p.weigh(outer || piece.bold)
		if piece.slot != nil {
			p.placeholder(piece.slot, s.Args)
		} else {
			p.out = append(p.out, piece.text...)
		}
	}
	p.weigh(outer)
	p.depth--
}

func (p *printer) placeholder(s *slot, args []domain.Arg) {
	for _, a := range args {
		if a.Name != s.name {
			continue
		}
		if s.isPlural() {
			p.out = append(p.out, s.plural[plural(a.Value)]...)
			return
		}
		p.value(a, s.style)
		return
	}
	p.missing(s.name)
}

func (p *printer) missing(name string) {
	p.unsaid = "{" + name + "}"
	p.out = append(p.out, '{')
	p.out = append(p.out, name...)
	p.out = append(p.out, '}')
}
