package wording

import (
	"fmt"
	"strconv"
	"strings"

	"chonmat/domain"
)

var monthsEnglish = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// Date says a day as "23/11/2026" or "23 Nov 2026", and a month ("2025-10") as
// "10/2025" or "Oct 2025". Any other date a source may give ("2025", "c. 2024")
// is said as it is.
func Date(lang Lang, d domain.Date) string {
	parts := strings.Split(string(d), "-")
	if len(parts) < 2 || len(parts) > 3 || len(parts[0]) != 4 {
		return string(d)
	}
	for i, p := range parts {
		if i > 0 && len(p) != 2 || strings.Trim(p, "0123456789") != "" {
			return string(d)
		}
	}
	month, _ := strconv.Atoi(parts[1])
	if month < 1 || month > 12 {
		return string(d)
	}
	if lang == English {
		parts[1] = monthsEnglish[month-1]
	}
	if len(parts) == 2 {
		return parts[1] + lang.in("/", " ") + parts[0]
	}
	if lang == English {
		return strings.TrimPrefix(parts[2], "0") + " " + parts[1] + " " + parts[0]
	}
	return parts[2] + "/" + parts[1] + "/" + parts[0]
}

// Month says a campaign's month: "tháng 12/2026", "Dec 2026"; "" is none.
func Month(lang Lang, m domain.Month) string {
	if m.Month < 1 || m.Month > 12 {
		return ""
	}
	out := "tháng " + strconv.Itoa(m.Month)
	sep := "/"
	if lang == English {
		out, sep = monthsEnglish[m.Month-1], " "
	}
	if m.Year != 0 {
		out += sep + strconv.Itoa(m.Year)
	}
	return out
}

// Source says where a figure comes from, without the address:
// "file của bạn, 20/11/2026".
func Source(lang Lang, s domain.Source) string {
	date := Date(lang, domain.Date(s.Date))
	switch {
	case s.Title == "":
		return date
	case date == "":
		return s.Title
	}
	return s.Title + ", " + date
}

// Clock says a time of the day: "20:30".
func Clock(hour, minute int) string { return fmt.Sprintf("%02d:%02d", hour, minute) }
