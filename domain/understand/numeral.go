package understand

import (
	"math"
	"strconv"
	"strings"
)

// numeral reads digits with separators. Groups of exactly three digits are
// thousands (1.500.000, 1,500), anything else after a separator is a decimal
// fraction (1,5; 2.25). doubtful is set for one group of three, which can be
// either.
func numeral(text string) (v float64, doubtful bool) {
	cut := strings.LastIndexAny(text, ".,")
	if cut < 0 {
		v, _ = strconv.ParseFloat(text, 64)
		return v, false
	}
	sep, tail := text[cut], text[cut+1:]
	mixed := strings.ContainsAny(text[:cut], string('.'+','-sep))
	grouped := !mixed && len(tail) == 3 && text[0] != '0'
	for part := range strings.SplitSeq(text[:cut], string(sep)) {
		grouped = grouped && len(part) <= 3
	}
	digits := strings.NewReplacer(".", "", ",", "")
	if grouped {
		v, _ = strconv.ParseFloat(digits.Replace(text), 64)
		return v, strings.IndexByte(text, sep) == cut
	}
	v, _ = strconv.ParseFloat(digits.Replace(text[:cut])+"."+tail, 64)
	return v, false
}

// fraction reads the digits after a scale: 1ty2 is 1.2, 1tr150 is 1.15.
func fraction(digits string) float64 {
	v, _ := strconv.ParseFloat("0."+digits, 64)
	return v
}

// whole rounds what floating point left of a number of đồng or of views.
func whole(v float64) int64 {
	if v >= 1<<62 || math.IsNaN(v) {
		return 1 << 62
	}
	return int64(math.Round(v))
}

// numeral returns what the token means inside a number, or nil.
func (l *lexicon) numeral(t *token) *numeral1 {
	if t.word == none || t.masked {
		return nil
	}
	var found *numeral1
	for i := range l.numerals[t.word] {
		n := &l.numerals[t.word][i]
		if t.is(n.lexeme) {
			return n
		}
		if found == nil && t.agrees(n.lexeme) && (!t.careful || n.class == scale || n.class == half) {
			found = n
		}
	}
	return found
}
