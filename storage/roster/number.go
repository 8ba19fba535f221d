package roster

import (
	"strconv"
	"strings"
)

// quantity is a number as a cell writes it.
type quantity struct {
	low, high float64 // equal unless the cell gives a range
	percent   bool    // written with %; low and high are not yet divided
	scale     float64 // of its own unit: 1000 for K, 1e6 for tr; 0 when it has none
	usd       bool
	vnd       bool // had a đồng sign or word
	digits    int  // written out, of the first number: 477.9M has fewer than 477900000
}

// mid is the middle of a range: what people mean by "600K-800K" when one
// number is wanted. The report says so.
func (q quantity) mid() float64 { return (q.low + q.high) / 2 }

// maxNumberCell is the longest cell, in bytes, that is read as a number.
const maxNumberCell = 80

// style is how a column writes numbers, learnt from its cells: "1.234" alone
// could be either; next to "1.234.567" it is 1234, next to "89.9" it is not.
// Numbers with a unit speak for themselves alone: "1.2 triệu" stands beside
// "120.000" in many lists.
type style struct {
	bare, scaled marks
	// plainDecimal is for columns of rates and shares, where a doubtful
	// separator is a decimal one.
	plainDecimal bool
	// whole is for what has no parts, people and đồng: "120.000" is 120000
	// whatever stands around it.
	whole bool
	// fees are never as low as 1,5 nghìn: "1.500k" is 1,5 triệu.
	fees     bool
	doubtful int    // cells like "1.234"
	doubt    string // the first of them
}

// marks counts what the separators of a column's numbers were seen to be.
type marks struct{ dotDecimal, dotGroup, commaDecimal, commaGroup int }

// learn takes the evidence of one cell.
func (s *style) learn(cell string) {
	for i := 0; i < len(cell) && i < maxNumberCell; {
		if !isDigit(cell[i]) {
			i++
			continue
		}
		end := coreEnd(cell, i)
		if core := cell[i:end]; strings.ContainsAny(core, ".,") {
			s.learnCore(core, hasUnit(cell[end:]))
		}
		i = end
	}
}

// hasUnit tells whether what follows a number is a unit such as K.
func hasUnit(rest string) bool {
	return rest != "" && unitScale(letters(plainNumber(rest[:min(len(rest), 16)]))) > 0
}

func (s *style) learnCore(core string, scaled bool) {
	m := &s.bare
	if scaled {
		m = &s.scaled
	}
	switch shape, mark := shapeOf(core); {
	case shape == decimalShape && mark == '.':
		m.dotDecimal++
	case shape == decimalShape:
		m.commaDecimal++
	case shape == groupShape && mark == '.':
		m.dotGroup++
	case shape == groupShape:
		m.commaGroup++
	case shape == mixedShape && mark == '.': // mark is the decimal one
		m.dotDecimal++
		m.commaGroup++
	case shape == mixedShape:
		m.commaDecimal++
		m.dotGroup++
	case shape == doubtfulShape && !scaled:
		if s.doubtful++; s.doubt == "" {
			s.doubt = core
		}
	}
}

// groups tells what the numbers seen say of a mark; known is false when they
// say nothing.
func (m marks) groups(mark byte) (groups, known bool) {
	grouping, decimal := m.dotGroup+m.commaDecimal, m.dotDecimal+m.commaGroup
	if mark == ',' {
		grouping, decimal = decimal, grouping
	}
	return grouping > decimal, grouping != decimal
}

// groups tells whether a doubtful mark is one of thousands, in a number that
// is followed by a unit of scale (0: none).
func (s *style) groups(mark byte, scale float64) bool {
	switch {
	case s.plainDecimal: // grouped it would be a thousand and more, and no rate
		return false
	case scale == 0 && s.whole, scale == 1000 && s.fees:
		return true
	case scale > 0:
		groups, known := s.scaled.groups(mark)
		return groups && known
	}
	groups, known := s.bare.groups(mark)
	return groups || !known
}

// alike is how many doubtful cells, all written alike, speak for themselves:
// decimals would not all have three places.
const alike = 3

// guessed tells whether doubtful cells were read by the kind of column alone.
func (s *style) guessed() bool {
	_, known := s.bare.groups('.')
	alone := s.bare == marks{}
	return s.doubtful > 0 && !s.whole && !s.plainDecimal && !known && !(alone && s.doubtful >= alike)
}

// shape is what the separators of a number show by themselves.
type shape int

const (
	plainShape    shape = iota // 1234
	decimalShape               // 1.5 · 0.123 · 1234.567
	groupShape                 // 1.234.567
	mixedShape                 // 1.234,5
	doubtfulShape              // 1.234
	brokenShape                // 12.10.2023
)

// shapeOf reads the shape of a core and its telling mark: the decimal one, or
// the grouping one when there is no other.
func shapeOf(core string) (shape, byte) {
	dots, commas := strings.Count(core, "."), strings.Count(core, ",")
	last := strings.LastIndexAny(core, ".,")
	if last < 0 {
		return plainShape, 0
	}
	mark := core[last]
	before, after := core[:last], core[last+1:]
	switch {
	case dots > 0 && commas > 0:
		other := byte('.' + ',' - mark)
		if strings.IndexByte(before, mark) >= 0 || !grouped(before, other) {
			return brokenShape, mark
		}
		return mixedShape, mark
	case dots+commas > 1:
		if !grouped(core, mark) {
			return brokenShape, mark
		}
		return groupShape, mark
	case len(after) == 3 && len(before) <= 3 && before != "0":
		return doubtfulShape, mark
	}
	return decimalShape, mark
}

// grouped tells whether every group after the first has three digits (two are
// let pass between, as India writes 12,34,567).
func grouped(core string, mark byte) bool {
	parts := strings.Split(core, string(mark))
	for i, p := range parts {
		ok := len(p) == 3 || i == 0 && len(p) >= 1 && len(p) <= 3 || i < len(parts)-1 && len(p) == 2
		if !ok {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// coreEnd returns where the number that starts at i ends: digits with marks
// between them.
func coreEnd(s string, i int) int {
	for i < len(s) {
		if !isDigit(s[i]) && !((s[i] == '.' || s[i] == ',') && i+1 < len(s) && isDigit(s[i+1])) {
			break
		}
		i++
	}
	return i
}

// value converts a core that is followed by a unit of scale (0: none).
func (s *style) value(core string, scale float64) (float64, bool) {
	form, mark := shapeOf(core)
	decimal := byte(0)
	switch form {
	case brokenShape:
		return 0, false
	case decimalShape, mixedShape:
		decimal = mark
	case doubtfulShape:
		if !s.groups(mark, scale) {
			decimal = mark
		}
	}
	if form == plainShape || form == decimalShape && mark == '.' {
		v, err := strconv.ParseFloat(core, 64)
		return v, err == nil
	}
	digits := make([]byte, 0, maxNumberCell)
	for i := range len(core) {
		switch c := core[i]; {
		case isDigit(c):
			digits = append(digits, c)
		case c == decimal:
			digits = append(digits, '.')
		}
	}
	v, err := strconv.ParseFloat(string(digits), 64)
	return v, err == nil
}
