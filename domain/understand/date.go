package understand

import (
	"fmt"
	"strconv"
	"strings"
)

// date reads a day or a month written in figures at token i: 20/12, 20/12/2026,
// 20-12-2026, 12/2026, 15-20/12, and the sales days 11.11 and 12.12.
func (r *reader) date(i int) (item, bool) {
	text, ok := r.digits(i)
	if !ok {
		return item{}, false
	}
	if parts := strings.Split(text, "."); len(parts) > 1 {
		return r.dotted(i, parts)
	}
	day, ok := r.short(i)
	if !ok {
		return item{}, false
	}
	if r.signAt(i+1) == '-' {
		if _, ok := r.short(i + 2); ok && r.signAt(i+3) == '/' {
			if it, ok := r.date(i + 2); ok { // 15-20/12
				it.from = i
				return it, true
			}
		}
	}
	sign := r.signAt(i + 1)
	if sign != '/' && sign != '-' || !r.gluedAt(i+1) || !r.gluedAt(i+2) {
		return item{}, false
	}
	if year, ok := r.year(i + 2); ok && sign == '/' && !r.before(i, label) { // not Q1/2027
		return dated(i, i+3, day, year), day <= 12
	}
	second, ok := r.short(i + 2)
	if !ok {
		return item{}, false
	}
	if r.signAt(i+3) == sign && r.gluedAt(i+3) && r.gluedAt(i+4) {
		if year, ok := r.year(i + 4); ok {
			return dated(i, i+5, second, year), second <= 12
		}
	}
	// "18-25" is an age; a day and a month need a slash or a word before.
	if sign == '-' && !r.before(i, days) {
		return item{}, false
	}
	if day == 24 && second == 7 {
		return item{from: i, to: i + 3, q: none, classes: setOf(noise)}, true
	}
	if second > 12 && day <= 12 { // 12/25
		day, second = second, day
	}
	return dated(i, i+3, second, 0), second <= 12 && day <= 31
}

// dotted reads 20.12.2026, 11.11, and after "ngày" 20.12.
func (r *reader) dotted(i int, parts []string) (item, bool) {
	var n [3]int
	for k, p := range parts {
		if len(p) > 4 || k >= len(n) {
			return item{}, false
		}
		n[k], _ = strconv.Atoi(p)
	}
	isDay := n[0] >= 1 && n[0] <= 31 && n[1] >= 1 && n[1] <= 12
	switch {
	case len(parts) == 3:
		return dated(i, i+1, n[1], n[2]), isDay && n[2] >= 2000 && n[2] < 2100
	case n[0] == n[1] && n[0] >= 2 && !strings.HasPrefix(parts[1], "0") && r.ends(i+1), r.before(i, days):
		return dated(i, i+1, n[1], 0), isDay && len(parts[1]) < 3
	}
	return item{}, false
}

// short reads a numeral of one or two digits.
func (r *reader) short(i int) (int, bool) {
	text, ok := r.digits(i)
	if !ok || len(text) > 2 {
		return 0, false
	}
	n, _ := strconv.Atoi(text)
	return n, n > 0
}

// year reads 2026, or 26 as the last part of a date.
func (r *reader) year(i int) (int, bool) {
	text, ok := r.digits(i)
	if !ok || len(text) != 4 {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && isYear(float64(n))
}

// isYear tells whether a bare number is more likely a year than anything else.
func isYear(v float64) bool { return v >= 1950 && v < 2100 && v == float64(int(v)) }

func dated(start, end, m, year int) item {
	value := strconv.Itoa(m)
	if year != 0 {
		value = fmt.Sprintf("%04d-%02d", year, m)
	}
	return item{from: start, to: end, q: none, classes: setOf(month), senses: []sense{{class: month, value: value}}}
}
