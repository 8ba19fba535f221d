package roster

import (
	"strings"
	"unicode"

	"chonmat/domain"
)

// garbledSample is how much of a file, in bytes, is looked at to tell whether
// its letters are what they were.
const garbledSample = 64 << 10

// refuseGarbled refuses text whose Vietnamese letters are lost or stand for
// others: better no list than one of broken names.
func refuseGarbled(rows [][]string) error {
	var b strings.Builder
	for _, row := range rows {
		for _, cell := range row {
			if b.Len()+len(cell) > garbledSample {
				continue
			}
			b.WriteString(cell)
			b.WriteByte('\n')
		}
	}
	text := b.String()
	switch {
	case plainASCII(strings.ReplaceAll(text, "\n", " ")) && !strings.Contains(text, "?"):
		return nil
	case hasLostLetters(text):
		return domain.Refuse(domain.Invalid, "roster.refuse.lost_letters")
	case isLegacyFont(text):
		return domain.Refuse(domain.Invalid, "roster.refuse.legacy_font")
	}
	return nil
}

// fewest is how often a sign of broken letters must be seen to count.
const fewest = 3

// hasLostLetters tells whether letters were replaced by "?" or U+FFFD, as
// happens when Vietnamese is saved in a code page that lacks it: "Nguy?n".
func hasLostLetters(text string) bool {
	lost, words := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|\"", r) }) {
		if !strings.ContainsFunc(word, unicode.IsLetter) || strings.ContainsAny(word, "/=") { // a link may have a "?"
			continue
		}
		words++
		at := strings.IndexByte(word, '?')
		inside := at > 0 && at < len(word)-1 && isLetterByte(word[at-1]) && isLetterByte(word[at+1])
		if inside || strings.ContainsRune(word, unicode.ReplacementChar) {
			lost++
		}
	}
	return lost >= fewest && lost*20 >= words
}

func isLetterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// vniPairs are letter pairs of the VNI encoding that no language writes:
// "Nguyeãn", "Traàn".
var vniPairs = pairsOf("a", "âáàãäåêéèúüëùøûõï", "e", "âáàãäåùøûõï", "o", "âäåøõï", "u", "ùøõ")

func pairsOf(parts ...string) map[[2]rune]bool {
	pairs := map[[2]rune]bool{}
	for i := 0; i < len(parts); i += 2 {
		for _, base := range parts[i] + strings.ToUpper(parts[i]) {
			for _, mark := range parts[i+1] + strings.ToUpper(parts[i+1]) {
				pairs[[2]rune{base, mark}] = true
			}
		}
	}
	return pairs
}

// isLegacyFont tells whether text was typed for the fonts of before Unicode,
// where other letters and signs stand for Vietnamese ones: TCVN3 ("NguyÔn Lª")
// or VNI ("Nguyeãn Leâ").
func isLegacyFont(text string) bool {
	signs, accented := 0, 0
	var before, last rune
	for _, r := range text {
		switch {
		case last >= 0x1E00 && last <= 0x1EFF, last == 'ư', last == 'ơ', last == 'đ':
			return false // true Vietnamese letters
		case last < 0x80 || last > 0xFF:
		default:
			accented++
			sign := last < 0xC0 && isASCIILetter(before) && (isASCIILetter(r) || r >= 0xC0 && r <= 0xFF)
			capital := last >= 0xC0 && last <= 0xDE && before >= 'a' && before <= 'z'
			if sign || capital || vniPairs[[2]rune{before, last}] {
				signs++
			}
		}
		before, last = last, r
	}
	return signs >= fewest && signs*4 >= accented
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }
