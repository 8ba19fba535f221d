package understand

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"chonmat/domain"
)

// historyLine is a day, then its followers, then its views where known:
// "2026-10-01, 12345, 5400", "01/10: 12.345", "1/10/2026  12,3k  5k".
var (
	historyLine = regexp.MustCompile(`^\D{0,2}(\d{4})-(\d{1,2})-(\d{1,2})\b(.*)$`)
	historyVN   = regexp.MustCompile(`^\D{0,2}(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?:[ ,;:\t|]|$)(.*)$`)
	historyCell = regexp.MustCompile(`^(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?)\s*(k|nghìn|nghin|ngàn|n|tr|triệu|trieu|m)?$`)
	cellUnit    = regexp.MustCompile(`(\d)\s+(k|nghìn|nghin|ngàn|tr|triệu|trieu|m)\b`)
	cellBreak   = regexp.MustCompile(`[;\t|]|\s{2,}|,\s`)
)

var historyScales = map[string]float64{"": 1, "k": 1e3, "n": 1e3, "nghìn": 1e3, "nghin": 1e3, "ngàn": 1e3, "tr": 1e6, "triệu": 1e6, "trieu": 1e6, "m": 1e6}

// History reads an account's followers by day, a line a day, in any order; other
// lines, such as a heading, are passed over. A date without a year is the last
// such day that is not after today.
func History(text string, today domain.Date) (days []domain.Day) {
	for line := range strings.Lines(text) {
		date, rest, ok := historyDate(strings.TrimSpace(line), today)
		if !ok {
			continue
		}
		cells := historyCells(rest)
		if len(cells) == 0 || cells[0] < 0 {
			continue
		}
		d := domain.Day{Date: date, Followers: cells[0]}
		if len(cells) > 1 && cells[1] >= 0 {
			d.Views = domain.Known(cells[1])
		}
		days = append(days, d)
	}
	return days
}

func historyDate(line string, today domain.Date) (date domain.Date, rest string, ok bool) {
	now, err := time.Parse(time.DateOnly, string(today))
	if err != nil {
		return "", "", false
	}
	var year, month, day int
	if m := historyLine.FindStringSubmatch(line); m != nil {
		year, month, day, rest = number(m[1]), number(m[2]), number(m[3]), m[4]
	} else if m := historyVN.FindStringSubmatch(line); m != nil {
		day, month, year, rest = number(m[1]), number(m[2]), number(m[3]), m[4]
		switch {
		case m[3] == "":
			year = now.Year()
			if time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).After(now) {
				year--
			}
		case year < 100:
			year += 2000
		}
	} else {
		return "", "", false
	}
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if at.Day() != day || int(at.Month()) != month || year < 2000 || year > 9999 {
		return "", "", false
	}
	return domain.Date(at.Format(time.DateOnly)), rest, true
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// historyCells reads the numbers after a date; one that cannot be read is -1.
// Of "12345,5400" the comma parts cells, in "12,345" it parts thousands.
func historyCells(rest string) (out []int64) {
	rest = strings.ToLower(strings.Trim(rest, " ,;:\t|"))
	if rest == "" {
		return nil
	}
	rest = cellUnit.ReplaceAllString(rest, "$1$2")
	parts := cellBreak.Split(rest, -1)
	if len(parts) == 1 {
		parts = strings.Fields(rest)
	}
	if len(parts) == 1 && !historyCell.MatchString(parts[0]) {
		parts = strings.Split(rest, ",")
	}
	for _, cell := range parts {
		if cell = strings.TrimSpace(cell); cell != "" {
			out = append(out, historyCount(cell))
		}
	}
	return out
}

func historyCount(cell string) int64 {
	m := historyCell.FindStringSubmatch(cell)
	if m == nil {
		return -1
	}
	digits := m[1]
	if i := strings.LastIndexAny(digits, ".,"); i >= 0 && len(digits)-i-1 == 3 {
		digits = strings.NewReplacer(".", "", ",", "").Replace(digits)
	}
	n, err := strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64)
	if n *= historyScales[m[2]]; err != nil || n > 1e11 {
		return -1
	}
	return int64(n + 0.5)
}
