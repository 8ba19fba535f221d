package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes two ways of typing one thing equal: lower case, no diacritics, đ
// as d ("Đúng, chọn kênh" and "dung, chon kenh"). It is for comparing, never
// for showing. Composed and decomposed input give the same.
func Fold(text string) string { return strings.ToLower(plainLetters(text)) }

// plainLetters takes the diacritics off.
func plainLetters(text string) string {
	if isASCII(text) {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == 'đ':
			r = 'd'
		case r == 'Đ' || r == 'Ð': // Ð (Icelandic) is what some keyboards give
			r = 'D'
		case unicode.In(r, unicode.Mn, unicode.Me):
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// Marks are the diacritics of a word, sorted, so that "hoà" and "hòa" agree; đ
// counts as d with a stroke, and "" is a word without any.
func Marks(word string) string {
	if isASCII(word) {
		return ""
	}
	var out []rune
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if r == 'đ' || unicode.Is(unicode.Mn, r) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return string(out)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
