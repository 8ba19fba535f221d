package understand

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Vietnamese letter is a Latin letter, a quality (ă â đ ơ …) and a tone. Text
// is compared by its Latin letters first; qualities and tones, where somebody
// typed them, must agree as well, so that "năm" is never "nam" while "nam"
// may be either.
const (
	breve byte = iota + 1
	circumflex
	horn
	stroke
)

const (
	grave byte = iota + 1
	acute
	hook
	tilde
	dot
)

// letter is a rune taken apart. base is 0 for a rune that is no letter of ours.
type letter struct{ base, quality, tone byte }

const lastLetter = 'ỹ'

var combining = map[rune]letter{
	'\u0306': {quality: breve}, '\u0302': {quality: circumflex}, '\u031b': {quality: horn},
	'\u0300': {tone: grave}, '\u0301': {tone: acute}, '\u0309': {tone: hook}, '\u0303': {tone: tilde}, '\u0323': {tone: dot},
}

// letters takes the precomposed letters apart; Ð and ð (Icelandic) are typed
// for Đ and đ, and have no decomposition, like đ itself.
var letters = func() (table [lastLetter + 1]letter) {
	for r := 'A'; r <= lastLetter; r++ {
		parts := []rune(norm.NFD.String(string(r)))
		base := unicode.ToLower(parts[0])
		if base < 'a' || base > 'z' {
			continue
		}
		l := letter{base: byte(base)}
		for _, mark := range parts[1:] {
			l.quality |= combining[mark].quality
			l.tone |= combining[mark].tone
		}
		table[r] = l
	}
	for _, r := range "đĐÐð" {
		table[r] = letter{base: 'd', quality: stroke}
	}
	return table
}()

// signs are the runes that stand for an ASCII one.
var signs = map[rune]byte{
	'\u00a0': ' ', '\u2007': ' ', '\u202f': ' ', '\u3000': ' ', '\r': '\n', '\u2028': '\n', '\u2029': '\n', '\t': ' ',
	'–': '-', '—': '-', '−': '-', '‐': '-', '‑': '-', '‒': '-', '～': '~', '∼': '~', '≈': '~',
	'≤': '<', '≥': '>', '，': ',', '、': ',', '。': '.', '：': ':', '；': ';', '“': '"', '”': '"', '’': '\'', '…': '\n',
}

// unknown stands for a rune that means nothing to us, such as an emoji.
const unknown byte = '*'

// normal is a text as the rest of the package sees it: lower-case ASCII, one
// byte a character, beside it the qualities and tones, and where each
// character stood in the original.
type normal struct {
	text, quality, tone []byte
	at                  []int32 // len(text)+1: byte offsets into the original
}

// normalise fills n from text.
func (n *normal) normalise(text string) {
	n.text, n.quality, n.tone, n.at = n.text[:0], n.quality[:0], n.tone[:0], n.at[:0]
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		n.add(r, i)
		i += size
	}
	n.at = append(n.at, int32(len(text)))
}

func (n *normal) add(r rune, at int) {
	l := letter{base: unknown}
	switch {
	case r >= '！' && r <= '～' && signs[r] == 0: // full width
		n.add(r-'！'+'!', at)
		return
	case r <= lastLetter && letters[r].base != 0:
		l = letters[r]
	case r == '₫':
		l = letter{base: 'd', quality: stroke}
	case signs[r] != 0:
		l.base = signs[r]
	case r >= ' ' && r < utf8.RuneSelf || r == '\n':
		l.base = byte(r)
	case unicode.Is(unicode.Mn, r):
		if last := len(n.text) - 1; last >= 0 && combining[r] != (letter{}) {
			n.quality[last] |= combining[r].quality
			n.tone[last] |= combining[r].tone
		}
		return
	case unicode.Is(unicode.Cf, r): // zero-width joiners, byte order marks
		return
	}
	n.text = append(n.text, l.base)
	n.quality = append(n.quality, l.quality)
	n.tone = append(n.tone, l.tone)
	n.at = append(n.at, int32(at))
}
