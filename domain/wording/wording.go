// Package wording says things in Vietnamese and English: sentences from a
// catalogue, and figures as people read them (1,2 triệu, 4,2%, 18–25).
package wording

// Lang is a language the product speaks.
type Lang string

// The languages; Vietnamese is the default.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// LangOf returns the language for an IETF tag such as Telegram's
// language_code: English for "en" and its regions, Vietnamese otherwise.
func LangOf(tag string) Lang {
	if len(tag) >= 2 && (tag[:2] == "en" || tag[:2] == "EN") {
		return English
	}
	return Vietnamese
}
