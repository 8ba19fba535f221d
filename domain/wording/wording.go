// Package wording says things in Vietnamese and English: sentences from a
// catalogue (texts/*.txt; catalogue.go says how they are written), and figures
// as people read them (1,2 triệu, 4,2%, 18–25).
//
// Sentences are rendered by Render, or by Parts where bold matters. The values
// in them are formatted by their type; a placeholder may ask for another style
// of the same value ({total:exact}); values.go holds the table of both.
package wording

// Lang is a language the product speaks.
type Lang string

// The languages; Vietnamese is the default.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// Langs lists every language.
var Langs = []Lang{Vietnamese, English}

// LangOf returns the language for an IETF tag such as Telegram's
// language_code: English for "en" and its regions, Vietnamese otherwise.
func LangOf(tag string) Lang {
	if len(tag) >= 2 && (tag[:2] == "en" || tag[:2] == "EN") {
		return English
	}
	return Vietnamese
}

// index is the place of l in a catalogue entry; an unknown language is
// Vietnamese.
func (l Lang) index() int {
	if l == English {
		return 1
	}
	return 0
}

// in picks the text of the language.
func (l Lang) in(vi, en string) string {
	if l == English {
		return en
	}
	return vi
}
