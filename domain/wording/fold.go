package wording

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes two ways of typing one thing equal: lower case, no diacritics, đ
// as d ("Đúng, chọn kênh" and "dung, chon kenh"). It is for comparing, never
// for showing. Composed and decomposed input give the same.
func Fold(text string) string { return strings.ToLower(plainLetters(text)) }

// latin takes the diacritics off the composed letters, of either case, up to the
// last of Vietnamese; 0 is no such letter.
var latin = sync.OnceValue(func() *[lastLatin + 1]byte {
	var table [lastLatin + 1]byte
	for r := rune(utf8.RuneSelf); r <= lastLatin; r++ {
		if letter, size := utf8.DecodeRuneInString(norm.NFD.String(string(r))); size == 1 && unicode.IsLetter(letter) {
			table[r] = byte(letter)
		}
	}
	table['đ'], table['Đ'], table['Ð'] = 'd', 'D', 'D' // Ð (Icelandic) is what some keyboards give
	return &table
})

const lastLatin = 'ỹ'

// plainLetters takes the diacritics off.
func plainLetters(text string) string {
	if isASCII(text) {
		return text
	}
	plain := latin()
	out := make([]byte, 0, len(text))
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		case r <= lastLatin && plain[r] != 0:
			out = append(out, plain[r])
		default:
			for _, part := range norm.NFD.String(string(r)) {
				if !unicode.In(part, unicode.Mn, unicode.Me) {
					out = utf8.AppendRune(out, part)
				}
			}
		}
	}
	return string(out)
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
