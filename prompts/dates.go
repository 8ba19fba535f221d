package prompts

import (
	"regexp"
	"strconv"
	"strings"
)

// Dates and times, in the order in which they are looked for.
var dates = []struct {
	form *regexp.Regexp
	key  func(m []string) []string // the first is what is said, the others follow from it
}{
	{regexp.MustCompile(`\b(\d{4})-(\d{1,2})-(\d{1,2})\b`), func(m []string) []string { return day(m[1], m[2], m[3]) }},
	{regexp.MustCompile(`\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b`), func(m []string) []string { return day(m[3], m[2], m[1]) }},
	{regexp.MustCompile(`ngày (\d{1,2}) tháng (\d{1,2}),? năm (\d{4})\b`), func(m []string) []string { return day(m[3], m[2], m[1]) }},
	{regexp.MustCompile(`\b(\d{1,2}) (` + monthNames + `)[a-z]*\.?,? (\d{4})\b`), func(m []string) []string { return day(m[3], monthOf(m[2]), m[1]) }},
	{regexp.MustCompile(`\b(` + monthNames + `)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`), func(m []string) []string { return day(m[3], monthOf(m[1]), m[2]) }},
	{regexp.MustCompile(`\b(` + monthNames + `)[a-z]*\.?,? (\d{4})\b`), func(m []string) []string { return []string{month(m[2], monthOf(m[1]))} }},
	{regexp.MustCompile(`ngày (\d{1,2}) tháng (\d{1,2})\b`), func(m []string) []string { return []string{dayOf(m[2], m[1])} }},
	{regexp.MustCompile(`\b(\d{4})-(\d{2})\b`), func(m []string) []string { return []string{month(m[1], m[2])} }},
	{regexp.MustCompile(`\b(\d{1,2})(?:/| năm )(\d{4})\b`), func(m []string) []string { return []string{month(m[2], m[1])} }},
	{regexp.MustCompile(`\b(\d{1,2})[:h](\d{2})\b`), func(m []string) []string { return []string{"at " + pad(m[1]) + ":" + m[2]} }},
	{regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})\b`), func(m []string) []string { return []string{dayOf(m[2], m[1])} }},
	{regexp.MustCompile(`\b(\d{1,2}) (` + monthNames + `)[a-z]*\b`), func(m []string) []string { return []string{dayOf(monthOf(m[2]), m[1])} }},
	{regexp.MustCompile(`\b(january|february|april|june|july|august|september|october|november|december)\b`), func(m []string) []string { return []string{"in " + pad(monthOf(m[1]))} }},
}

const monthNames = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

func monthOf(name string) string { return strconv.Itoa(strings.Index(monthNames, name[:3])/4 + 1) }

func pad(n string) string {
	if len(n) == 1 {
		return "0" + n
	}
	return n
}

func day(y, m, d string) []string {
	return []string{y + "-" + pad(m) + "-" + pad(d), month(y, m), dayOf(m, d), "in " + pad(m), y}
}
func month(y, m string) string { return y + "-" + pad(m) }
func dayOf(m, d string) string { return "on " + pad(m) + "-" + pad(d) }

// dates takes the dates and times out of a text.
func (fs *figures) dates(text string) string {
	for _, d := range dates {
		text = d.form.ReplaceAllStringFunc(text, func(at string) string {
			for i, key := range d.key(d.form.FindStringSubmatch(at)) {
				year, err := strconv.Atoi(key)
				switch {
				case i == 0:
					fs.add(figure{literal: key})
				case err == nil:
					fs.set[figure{value: float64(year)}] = true
				default:
					fs.set[figure{literal: key}] = true
				}
			}
			return " ; "
		})
	}
	return text
}
