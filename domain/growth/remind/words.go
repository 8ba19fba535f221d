package remind

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"

	"chonmat/domain/wording"
)

// maxWords is how much of a text is read, in bytes.
const maxWords = 200

// A time as it is typed, folded: "20:30", "8h", "8h30", "8 gio 15", "8 ruoi",
// "7 pm". The half may follow: "8 gio ruoi".
var clockForm = regexp.MustCompile(`\b(\d{1,2})(?:\s*(?::|h|g|gio|gi)\s*(\d{2})\b|\s*(h|g|gio|o'?clock)\b|(h)\b)?\s*(ruoi)?\s*(am|pm|a\.m\.|p\.m\.)?`)

// hourWords are hours in words, for "bảy giờ tối".
var hourWords = map[string]string{
	"mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bay": "7", "tam": "8", "chin": "9", "muoi": "10", "muoi mot": "11", "muoi hai": "12",
}

var wordHour = regexp.MustCompile(`\b(muoi mot|muoi hai|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi) (gio|ruoi)\b`)

// parts of the day: what is added to an hour up to twelve, and when it is meant
// without any hour.
var parts = []struct {
	words []string
	turn  func(hour int) int
}{
	{[]string{"sang", "som", "morning"}, func(h int) int { return h % 12 }},
	{[]string{"trua", "noon"}, func(h int) int {
		if h <= 3 {
			return h + 12
		}
		return h
	}},
	{[]string{"chieu", "afternoon"}, func(h int) int { return h%12 + 12 }},
	{[]string{"toi", "evening", "tonight"}, func(h int) int { return h%12 + 12 }},
	{[]string{"dem", "khuya", "night"}, func(h int) int {
		if h%12 >= 6 {
			return h%12 + 12
		}
		return h % 12
	}},
}

// ReadClock reads a time of the day as people type it: "8h tối", "20:30", "sáng
// 7 giờ", "8 rưỡi tối", "9pm". An hour without more ("8") is taken as it stands.
// ok is false for a text that names none, or more than one.
func ReadClock(text string) (c Clock, ok bool) {
	if len(text) > maxWords {
		return c, false
	}
	folded := wording.Fold(text)
	folded = wordHour.ReplaceAllStringFunc(folded, func(m string) string {
		hour, rest, _ := cutLast(m)
		return hourWords[hour] + " " + rest
	})
	found := clockForm.FindAllStringSubmatch(folded, -1)
	if len(found) != 1 {
		return c, false
	}
	m := found[0]
	hour, _ := strconv.Atoi(m[1])
	minute := 0
	if m[2] != "" {
		minute, _ = strconv.Atoi(m[2])
	} else if m[5] != "" {
		minute = 30
	}
	switch {
	case m[6] != "" && (hour < 1 || hour > 12):
		return c, false
	case strings.HasPrefix(m[6], "p"):
		hour = hour%12 + 12
	case strings.HasPrefix(m[6], "a"):
		hour %= 12
	case hour <= 12:
		hour = inPart(hour, folded)
	}
	if hour == 24 {
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return c, false
	}
	return Clock{hour, minute}, true
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// inPart turns an hour by the part of the day that a text names.
func inPart(hour int, folded string) int {
	for _, p := range parts {
		for _, w := range p.words {
			if hasWord(folded, w) {
				return p.turn(hour)
			}
		}
	}
	return hour
}

func hasWord(text, word string) bool {
	return strings.Contains(" "+strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), " ")+" ", " "+word+" ")
}

//go:embed zones.csv
var zonesCSV string

// zones are the time zones by what people call the places in them.
var zones = func() (out []struct {
	zone  string
	names []string
}) {
	for line := range strings.Lines(zonesCSV) {
		zone, names, ok := strings.Cut(strings.TrimSpace(line), ",")
		if ok && zone != "zone" {
			out = append(out, struct {
				zone  string
				names []string
			}{zone, strings.Split(names, "|")})
		}
	}
	return out
}()

// ReadZone finds the time zone that a text names: "giờ Berlin", "7am New York
// time", "Europe/Berlin". The longest name wins; short ones count only after
// "giờ", "ở" or "bên".
func ReadZone(text string) (zone string, ok bool) {
	if len(text) > maxWords {
		return "", false
	}
	folded := wording.Fold(text)
	best := ""
	for _, z := range zones {
		if strings.Contains(folded, strings.ToLower(z.zone)) {
			return z.zone, true
		}
		for _, name := range z.names {
			plain := len(name) > 3 && hasWord(folded, name)
			if !plain && !hasWord(folded, "gio "+name) && !hasWord(folded, "o "+name) && !hasWord(folded, "ben "+name) && !hasWord(folded, name+" time") {
				continue
			}
			if len(name) > len(best) {
				best, zone = name, z.zone
			}
		}
	}
	return zone, zone != ""
}
