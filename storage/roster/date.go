package roster

import (
	"strconv"
	"strings"
	"time"

	"chonmat/domain"
)

// The years a date can have; what lies outside is a number or a slip.
const minYear, maxYear = 2000, 2100

// readDate reads a day: "2026-11-23", "2026-11-23T10:14:18Z", "23/11/2026",
// "23.11.26", "Nov 23, 2026", a Unix time in seconds or milliseconds. Of two
// numbers under 13 the day comes first, as Vietnamese write.
func readDate(cell string) (domain.Date, bool) {
	cell = strings.TrimSpace(cell)
	if len(cell) < 6 || len(cell) > 40 {
		return "", false
	}
	if n, err := strconv.ParseInt(cell, 10, 64); err == nil {
		return unixDay(n)
	}
	day := cell
	if isDigit(cell[0]) {
		if i := strings.IndexAny(cell, "T "); i > 0 && i+1 < len(cell) && isDigit(cell[i+1]) {
			day = cell[:i]
		}
		parts := strings.FieldsFunc(day, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
		if len(parts) == 3 && allDigits(parts[0]) && allDigits(parts[1]) && allDigits(parts[2]) {
			return dayOf(parts)
		}
	}
	for _, layout := range []string{"Jan 2, 2006", "2 Jan 2006", "January 2, 2006", "2 January 2006", "2-Jan-2006", "2-Jan-06",
		"Mon Jan 2 15:04:05 -0700 2006"} {
		if t, err := time.Parse(layout, cell); err == nil {
			return checkedDay(t.Year(), int(t.Month()), t.Day())
		}
	}
	return "", false
}

func dayOf(parts []string) (domain.Date, bool) {
	var n [3]int
	for i, p := range parts {
		if len(p) > 4 {
			return "", false
		}
		n[i], _ = strconv.Atoi(p) // digits only, at most four
	}
	if len(parts[0]) == 4 {
		return checkedDay(n[0], n[1], n[2])
	}
	if n[2] < 100 && len(parts[2]) == 2 {
		n[2] += 2000
	}
	if n[1] > 12 { // month first, as Americans write
		n[0], n[1] = n[1], n[0]
	}
	return checkedDay(n[2], n[1], n[0])
}

func checkedDay(year, month, day int) (domain.Date, bool) {
	if year < minYear || year > maxYear || month < 1 || month > 12 || day < 1 || day > 31 {
		return "", false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return "", false
	}
	return domain.Date(t.Format(time.DateOnly)), true
}

func unixDay(n int64) (domain.Date, bool) {
	if n > 1e12 {
		n /= 1000
	}
	if n < 1e9 || n > 4e9 {
		return "", false
	}
	t := time.Unix(n, 0).UTC()
	return checkedDay(t.Year(), int(t.Month()), t.Day())
}

// serialDay reads a day as Excel counts them, from 30 December 1899.
func serialDay(n float64) (domain.Date, bool) {
	if n < 36526 || n > 73415 { // 2000-01-01 to 2100-12-31
		return "", false
	}
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n))
	return domain.Date(t.Format(time.DateOnly)), true
}
