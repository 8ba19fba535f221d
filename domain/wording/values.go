package wording

import (
	"reflect"
	"strconv"
	"unicode"
	"unicode/utf8"

	"chonmat/domain"
)

// style is how a value is written, where its type knows more than one way. A
// style that a type does not know changes nothing.
type style string

// The styles.
const (
	normal  style = ""
	approx  style = "approx"  // numbers: 113 nghìn rather than 113.482
	exact   style = "exact"   // VND: 13.825.209 đ rather than 13,8 triệu
	digits  style = "digits"  // numbers: 2026 rather than 2.026
	percent style = "percent" // float64, Interval: fractions as 3,5–13%
	money   style = "money"   // Interval: đồng as 12–18 triệu
	capital style = "cap"     // anything: the first letter large
)

var styles = []style{normal, approx, exact, digits, percent, money, capital}

// writer appends one value to p.out.
type writer func(p *printer, v any, s style)

// writers is how each type of value is written. A slice of any of them is
// written as "A, B và C".
var writers map[reflect.Type]writer

func init() { // not a literal: sentences hold values that are sentences
	writers = map[reflect.Type]writer{}
	write(func(p *printer, v string, _ style) { p.out = append(p.out, v...) })
	write(func(p *printer, v int, s style) { p.number(int64(v), s) })
	write(func(p *printer, v int64, s style) { p.number(v, s) })
	write(func(p *printer, v float64, s style) {
		switch s {
		case approx:
			p.out = appendApprox(p.out, p.lang, v, 3)
		case percent:
			p.out = appendPercent(p.out, p.lang, v)
		default:
			p.out = appendDecimal(p.out, p.lang, v, 2)
		}
	})
	write(func(p *printer, v domain.VND, s style) {
		if s == exact {
			p.out = appendMoneyExact(p.out, p.lang, v)
		} else {
			p.out = appendMoney(p.out, p.lang, v)
		}
	})
	write(func(p *printer, v domain.Rate, _ style) { p.out = appendPercent(p.out, p.lang, float64(v)) })
	write(func(p *printer, v domain.Date, _ style) { p.out = append(p.out, Date(p.lang, v)...) })
	write(func(p *printer, v domain.Month, _ style) { p.out = append(p.out, Month(p.lang, v)...) })
	write(func(p *printer, v domain.Source, _ style) { p.out = append(p.out, Source(p.lang, v)...) })
	write(func(p *printer, v domain.Interval, s style) {
		switch s {
		case money:
			p.out = append(p.out, MoneyInterval(p.lang, v)...)
		case percent:
			p.out = append(p.out, PercentRange(p.lang, domain.Rate(v.P10), domain.Rate(v.P90))...)
		default:
			p.out = append(p.out, Interval(p.lang, v)...)
		}
	})
	write(func(p *printer, v domain.Sums, _ style) { p.out = append(p.out, MoneyRange(p.lang, v.Low, v.High)...) })
	write(func(p *printer, v domain.Sentence, _ style) { p.sentence(v) })
	word[domain.Platform]("platform.")
	word[domain.Industry]("industry.")
	word[domain.Tier]("tier.")
	word[domain.Kind]("kind.")
	word[domain.KPI]("kpi.")
	word[domain.Unit]("unit.")
	word[domain.Gender]("gender.")
	word[domain.Deliverable]("deliverable.")
	word[domain.Basis]("basis.")
	write(func(p *printer, v domain.Location, _ style) { p.out = append(p.out, place(p.lang, v)...) })
}

// write says how a T and a slice of T are written.
func write[T any](one func(p *printer, v T, s style)) {
	writers[reflect.TypeFor[T]()] = func(p *printer, v any, s style) { one(p, v.(T), s) }
	writers[reflect.TypeFor[[]T]()] = func(p *printer, v any, s style) {
		list := v.([]T)
		for i, item := range list {
			switch {
			case i == 0:
			case i == len(list)-1:
				p.out = append(p.out, p.lang.in(" và ", " and ")...)
			default:
				p.out = append(p.out, ", "...)
			}
			one(p, item, s)
		}
	}
}

// word says that the words of T are in the catalogue, with that prefix.
func word[T ~string](prefix string) {
	write(func(p *printer, v T, _ style) {
		if e := catalogue[prefix+string(v)]; e != nil {
			for _, piece := range e.pieces[p.lang.index()] {
				p.out = append(p.out, piece.text...)
			}
			return
		}
		p.out = append(p.out, v...)
		p.unsaid = prefix + string(v)
	})
}

// value writes the value of a placeholder.
func (p *printer) value(a domain.Arg, s style) {
	w := writers[reflect.TypeOf(a.Value)]
	if w == nil {
		p.missing(a.Name)
		return
	}
	start := len(p.out)
	w(p, a.Value, s)
	if s == capital {
		if r, size := utf8.DecodeRune(p.out[start:]); utf8.RuneLen(unicode.ToUpper(r)) == size {
			utf8.EncodeRune(p.out[start:], unicode.ToUpper(r)) // in place: the marks stay right
		}
	}
}

func (p *printer) number(v int64, s style) {
	switch s {
	case approx:
		p.out = appendApprox(p.out, p.lang, float64(v), 3)
	case digits:
		p.out = strconv.AppendInt(p.out, v, 10)
	default:
		p.out = appendCount(p.out, p.lang, v)
	}
}

// plural is 0 for one, and 1 for any other number.
func plural(v any) int {
	switch v {
	case 1, int64(1), 1.0:
		return 0
	}
	return 1
}

// Capital makes the first letter large, as at the head of a line or on a
// button.
func Capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if up := unicode.ToUpper(r); up != r && r != utf8.RuneError {
		return string(up) + text[size:]
	}
	return text
}

// place is the name of a location as people say it: the catalogue's where it
// has one ("TP.HCM"), otherwise the official name of the province.
func place(lang Lang, l domain.Location) string {
	if key := "location." + string(l); Has(key) {
		return Render(lang, domain.Sentence{Key: key})
	}
	p, ok := l.Province()
	switch {
	case !ok:
		return string(l)
	case lang == English:
		return plainLetters(p.Name)
	}
	return p.Name
}
