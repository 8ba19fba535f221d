package roster

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// read reads a cell that holds one number or a range, with units and words
// around it: "1,1M", "18.000.000 VND", "9,03%", "8tr5/video", "600K-800K".
// What holds no number, or several, is unknown.
func (s *style) read(cell string) (q quantity, ok bool) {
	if len(cell) == 0 || len(cell) > maxNumberCell {
		return q, false
	}
	cell = plainNumber(cell)
	start := strings.IndexAny(cell, "0123456789")
	if start < 0 {
		return q, false
	}
	before, text := cell[:start], cell[start:]
	if start > 0 && cell[start-1] == '.' { // ".5"
		before, text = cell[:start-1], "0."+text
	}
	usd, harmless := readBefore(strings.TrimSpace(before))
	if !harmless {
		return q, false
	}
	q, rest, ok := s.term(text)
	if !ok {
		return q, false
	}
	if after, isRange := cutRange(rest); isRange {
		var second quantity
		if second, rest, ok = s.term(after); !ok {
			return q, false
		}
		q = span(q, second)
	}
	q.usd = q.usd || usd
	if strings.ContainsAny(rest, "0123456789") {
		return q, false
	}
	return q, !math.IsInf(q.high, 0)
}

// span joins the two ends of a range. "600-800K" means 600K.
func span(first, second quantity) quantity {
	q := second
	q.digits = first.digits
	if first.scale == 0 && second.scale > 0 && first.low <= second.low/second.scale {
		first.low *= second.scale
	}
	q.low, q.high = min(first.low, second.low), max(first.low, second.low)
	q.percent = first.percent || second.percent
	q.usd, q.vnd = first.usd || second.usd, first.vnd || second.vnd
	return q
}

// term reads one number at the start of text, with the unit behind it.
func (s *style) term(text string) (q quantity, rest string, ok bool) {
	end := coreEnd(text, 0)
	core := text[:end]
	if end == 0 || len(core) >= 9 && core[0] == '0' && allDigits(core) { // a phone number
		return q, text, false
	}
	for end+4 <= len(text) && (text[end] == ' ' || text[end] == '\'') && allDigits(text[end+1:end+4]) && !(end+4 < len(text) && isDigit(text[end+4])) && len(core) <= 11 {
		core += text[end+1 : end+4] // 1 234 567, 1'234'567
		end += 4
	}
	rest = text[end:]
	q.digits = len(core) - strings.Count(core, ".") - strings.Count(core, ",")
	if exponent := exponentAt(rest); exponent > 0 { // 5.9E-4
		v, err := strconv.ParseFloat(core+rest[:exponent], 64)
		q.low, q.high = v, v
		return q, rest[exponent:], err == nil
	}
	rest = strings.TrimLeft(rest, " ")
	word := letters(rest)
	q.scale = unitScale(word)
	v, ok := s.value(core, q.scale)
	if !ok {
		return q, text, false
	}
	if q.scale > 0 {
		rest = rest[len(word):]
		v *= q.scale
		if more := digitsAt(rest); more > 0 && more <= 3 && len(word) > 0 && allDigits(core) { // 8tr5, 1tr250
			part, _ := strconv.ParseFloat("0."+rest[:more], 64) // digits only
			v += part * q.scale
			rest = rest[more:]
		} else if half := strings.TrimLeft(rest, " "); strings.HasPrefix(half, "ruoi") {
			v += q.scale / 2
			rest = half[len("ruoi"):]
		}
		word = letters(strings.TrimLeft(rest, " "))
	}
	rest = strings.TrimLeft(rest, " ")
	switch {
	case strings.HasPrefix(rest, "%"):
		q.percent, rest = true, rest[1:]
	case strings.HasPrefix(rest, "$"):
		q.usd, rest = true, rest[1:]
	case currencyWords[word] == "usd":
		q.usd, rest = true, rest[len(word):]
	case currencyWords[word] == "vnd":
		q.vnd, rest = true, rest[len(word):]
	}
	q.vnd = q.vnd || strings.HasSuffix(word, "trd")
	q.low, q.high = v, v
	return q, rest, true
}

// unitScale reads the word behind a number: "k", "tr", and units grown
// together with what they count ("kfl", "kview").
func unitScale(word string) float64 {
	if scale, ok := scaleWords[word]; ok {
		return scale
	}
	for _, short := range []string{"tr", "k", "m"} {
		if counted, ok := strings.CutPrefix(word, short); ok && countedWords[counted] {
			return scaleWords[short]
		}
	}
	return 0
}

var countedWords = map[string]bool{"fl": true, "flw": true, "follow": true, "follower": true, "followers": true, "sub": true,
	"subs": true, "view": true, "views": true, "like": true, "likes": true, "vnd": true, "d": true}

// beforeWords may stand before a number without changing it.
var beforeWords = map[string]bool{"khoang": true, "tam": true, "tren": true, "duoi": true, "tu": true, "hon": true, "gan": true,
	"about": true, "from": true, "approx": true, "over": true, "under": true, "gia": true, "vnd": true, "usd": true, "co": true,
	"chi": true, "avg": true, "tb": true, "d": true}

// readBefore judges what stands before a number: signs of about, more or less
// and words that change nothing.
func readBefore(before string) (usd, harmless bool) {
	if before == "" {
		return false, true
	}
	if strings.HasSuffix(before, "-") {
		return false, false // a negative number is no figure of ours
	}
	for _, word := range strings.FieldsFunc(before, func(r rune) bool { return strings.ContainsRune(" ~><=+:$≈≥≤()", r) }) {
		if !beforeWords[word] {
			return false, false
		}
		usd = usd || word == "usd"
	}
	return usd || strings.Contains(before, "$"), true
}

// cutRange takes the mark of a range off the start of rest.
func cutRange(rest string) (after string, ok bool) {
	rest = strings.TrimLeft(rest, " ")
	for _, mark := range []string{"->", "-", "~", "den ", "toi ", "to "} {
		if after, ok := strings.CutPrefix(rest, mark); ok {
			after = strings.TrimLeft(after, " ~$")
			return after, after != "" && isDigit(after[0])
		}
	}
	return rest, false
}

// plainNumber brings a cell into the form the grammar reads: lower case, no
// accents, plain digits, dashes and spaces.
func plainNumber(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf && s[i] >= ' '
	}
	if ascii {
		return strings.ToLower(strings.TrimSpace(s))
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) { // full-width digits become plain
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '₫':
			b.WriteByte('d')
		case unicode.Is(unicode.Pd, r), r == '−':
			b.WriteByte('-')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(foldRune(r))
		}
	}
	return strings.TrimSpace(b.String())
}

func allDigits(s string) bool { return digitsAt(s) == len(s) }

// digitsAt counts the digits at the start of s.
func digitsAt(s string) (n int) {
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

// letters returns the ASCII letters at the start of s.
func letters(s string) string {
	n := 0
	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	return s[:n]
}

// exponentAt returns the length of an exponent at the start of s, 0 for none.
func exponentAt(s string) int {
	if len(s) < 2 || s[0] != 'e' {
		return 0
	}
	n := 1
	if s[n] == '-' || s[n] == '+' {
		n++
	}
	if d := digitsAt(s[n:]); d > 0 && d <= 3 {
		return n + d
	}
	return 0
}

// looksNumeric tells whether a cell is a number for the eye: it starts with a
// digit or a sign before one, and reads.
func looksNumeric(cell string) bool {
	var s style
	_, ok := s.read(cell)
	return ok
}
