package screen

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// UTF16Len is the length of text as Telegram counts it, in UTF-16 code units.
func UTF16Len(text string) int {
	n := 0
	for _, r := range text {
		n += unitsOf(r)
	}
	return n
}

func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Truncate shortens text to at most limit UTF-16 units, the last of them "…".
// It cuts neither a character nor, where it can be helped, what people see as
// one: a letter and its accents, an emoji made of several, a flag.
func Truncate(text string, limit int) string {
	if len(text) <= limit || UTF16Len(text) <= limit { // no unit is longer than its bytes
		return text
	}
	if limit <= 0 {
		return ""
	}
	return text[:fit(text, limit-1, unitsOf)] + "…"
}

// fit returns how many bytes of text go into limit, each character having a
// cost.
func fit(text string, limit int, cost func(rune) int) int {
	const reach = 64 // bytes looked back for a better place; a pile of accents has none
	end := 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if limit -= cost(r); limit < 0 {
			break
		}
		end += size
	}
	if end == len(text) {
		return end
	}
	for cut := end; end-cut < reach; {
		if cut == 0 || !joined(text, cut) {
			return cut
		}
		_, size := utf8.DecodeLastRuneInString(text[:cut])
		cut -= size
	}
	return end
}

// joined tells whether the characters before and after a place in text are
// seen as one. It is the part of Unicode's rules (UAX #29) that chat text
// meets.
func joined(text string, at int) bool {
	if at >= len(text) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	const zwj = 0x200D
	switch {
	case before == zwj || after == zwj:
		return true
	case unicode.In(after, unicode.Mn, unicode.Me, unicode.Mc):
		return true
	case after >= 0x1F3FB && after <= 0x1F3FF, after >= 0xE0020 && after <= 0xE007F: // skin tones, tags
		return true
	case flagLetter(before) && flagLetter(after):
		n := 0 // flags are pairs
		for rest := text[:at]; ; n++ {
			r, size := utf8.DecodeLastRuneInString(rest)
			if !flagLetter(r) {
				return n%2 == 1
			}
			rest = rest[:len(rest)-size]
		}
	}
	return false
}

func flagLetter(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// clean takes out what a name or a cell must not bring into a message:
// invalid bytes, control characters except line breaks, and the marks that
// turn the direction of what follows (a right-to-left name itself is fine).
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == 0x2028 || r == 0x2029: // the last two are line and paragraph separators
			return '\n'
		case r == '\t':
			return ' '
		case r == utf8.RuneError || unicode.IsControl(r) || turnsDirection(r) || unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		}
		return r
	}, text)
}

func turnsDirection(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// maxLink is how long an address may be, escaped, in bytes: what browsers
// agree on, and half of an HTML message.
const maxLink = 2048

// webAddress tells whether a link may be followed.
func webAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(escaper.Replace(address)) <= maxLink
}
