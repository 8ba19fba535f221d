package paper

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

//go:embed font/BeVietnamPro-Regular.ttf
var regularTTF []byte

//go:embed font/BeVietnamPro-SemiBold.ttf
var boldTTF []byte

// typeface is one weight, with the widths of its letters.
type typeface struct {
	font   *sfnt.Font
	em     float64
	widths map[rune]float64 // in em; a letter that it has not is not there
}

// faces are the weights: regular and bold.
var faces = [2]*typeface{newTypeface(regularTTF), newTypeface(boldTTF)}

func face(bold bool) *typeface {
	if bold {
		return faces[1]
	}
	return faces[0]
}

func newTypeface(ttf []byte) *typeface {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("paper: " + err.Error())
	}
	t := &typeface{font: f, em: float64(f.UnitsPerEm()), widths: map[rune]float64{}}
	var buf sfnt.Buffer
	size := fixed.I(int(f.UnitsPerEm()))
	for r := rune(' '); r < 0x2600; r++ { // the last blocks hold its arrows and signs
		glyph, err := f.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			continue
		}
		if width, err := f.GlyphAdvance(&buf, glyph, size, font.HintingNone); err == nil {
			t.widths[r] = float64(width) / 64 / t.em
		}
	}
	return t
}

// width is how wide a text is at a size, in points.
func (t *typeface) width(text string, size float64) float64 {
	sum := 0.0
	for _, r := range text {
		sum += t.widths[r]
	}
	return sum * size
}

// drawable is a text on one line in letters that the typeface has.
func drawable(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if _, ok := faces[0].widths[r]; !ok {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, "")))
	return strings.Join(strings.Fields(text), " ")
}

// lines breaks a text into lines of at most a width; a word that is longer is
// broken, too.
func (t *typeface) lines(text string, size, width float64) []string {
	var out []string
	line := ""
	for word := range strings.FieldsSeq(drawable(text)) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if t.width(joined, size) <= width {
			line = joined
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		for t.width(word, size) > width {
			cut := 0
			for i := range word {
				if i > 0 && t.width(word[:i], size) > width {
					break
				}
				cut = i
			}
			if cut == 0 { // not even one letter goes in
				break
			}
			out, word = append(out, word[:cut]), word[cut:]
		}
		line = word
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// fitted is a text cut to one line of a width.
func (t *typeface) fitted(text string, size, width float64) string {
	text = drawable(text)
	if t.width(text, size) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && t.width(string(runes)+"…", size) > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + "…"
}
