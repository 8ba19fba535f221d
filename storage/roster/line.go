package roster

import (
	"slices"
	"strings"
	"unicode"

	"chonmat/domain"
)

// line is what one pasted line says.
type line struct {
	name, handle     string
	platform         domain.Platform
	link             account
	followers, views string
	rate, contact    string
	prices           []string
	loose            []string // amounts that may be a price, and may be views
	unclear          int      // of those, how many are taken for nothing
	location         domain.Location
	industries       []domain.Industry
	counted          bool // a number was followed by "fl", "follow", "sub", "view"
	target           bool // a number was followed by "reach", "đơn": a brief
}

// isCreator tells whether the line is about one.
func (l *line) isCreator() bool {
	named := strings.ContainsFunc(l.name, unicode.IsLetter) || l.handle != "" || l.link.handle != ""
	return named && !l.target && (l.followers != "" || l.views != "") && len(l.name) <= 120
}

func (l *line) cells() []string {
	var industries []string
	for _, i := range l.industries {
		industries = append(industries, string(i))
	}
	return []string{l.name, string(l.platform), l.handle, l.link.url, l.followers, l.views, l.rate,
		strings.Join(l.prices, "; "), strings.Join(industries, "|"), string(l.location), l.contact}
}

// briefWords are of a campaign, not of a creator.
var briefWords = []string{"ngan sach", "budget", "kpi", "muc tieu"}

var lineMarks = strings.NewReplacer("\t", " , ", "|", " , ", "–", "-", "—", "-", " ; ", " , ")

// readLine reads one pasted line.
func readLine(raw string) (l line) {
	raw = strings.TrimSpace(cut(stripBullet(raw), 500))
	nameDone := false
	var name []string
	var rest []string // the words after links and handles are taken out
	for _, word := range strings.Fields(lineMarks.Replace(raw)) {
		bare := strings.Trim(word, ",;:()")
		if a, ok := readLink(bare); ok {
			l.link, nameDone = a, true
			continue
		}
		if strings.HasPrefix(bare, "@") && likeHandle(bare) {
			l.handle, nameDone = bare[1:], nameDone || len(name) > 0
			continue
		}
		rest = append(rest, word)
		if isBreak(word) && len(name) == 0 {
			continue
		}
		nameDone = nameDone || isBreak(word) || startsFigure(bare) || isPhone(bare) || platformOf(bare) != "" || isCue(bare)
		if nameDone {
			continue
		}
		name = append(name, strings.Trim(word, ",;:"))
		nameDone = strings.ContainsAny(word[len(word)-1:], ",;:")
	}
	l.name = clean(strings.Join(name, " "), 200)
	text := strings.Join(rest, " ")
	l.platform = platformOf(cut(text, 60))
	if l.platform == "" {
		l.platform = platformOf(cutFront(text, 60))
	}
	if l.platform == "" {
		l.platform = l.link.platform
	}
	plain := plainNumber(text)
	l.target = slices.ContainsFunc(briefWords, func(w string) bool { return strings.Contains(plain, w) })
	l.figures(plain)
	l.remarks(text)
	return l
}

// cutFront returns the last n bytes of s or fewer, at a word.
func cutFront(s string, n int) string {
	if len(s) <= n {
		return s
	}
	_, after, _ := strings.Cut(s[len(s)-n:], " ")
	return after
}

// stripBullet takes "1.", "2)", "3/", "-" and "•" off the start of a line, and the
// first cell of a numbered table.
func stripBullet(s string) string {
	s = strings.TrimSpace(s)
	if number, rest, ok := strings.Cut(strings.Replace(s, "\t", "|", 1), "|"); ok && len(number) <= 4 && allDigits(strings.TrimSpace(number)) {
		return rest
	}
	if n := digitsAt(s); n > 0 && n <= 3 && n+1 < len(s) && strings.IndexByte(".)/", s[n]) >= 0 && !isDigit(s[n+1]) {
		return s[n+1:]
	}
	return strings.TrimLeft(s, "-*•+✅👉 ")
}

func isBreak(word string) bool { return strings.Trim(word, "-,;:/") == "" }

func isCue(word string) bool {
	f := fold(word)
	return slices.Contains(followWords, f) && f != "theo" && f != "fan" || f == "gia" || f == "er" || f == "view" || f == "views" || f == "avg"
}

// startsFigure tells whether a word begins a figure: a number with a unit, a
// percentage, or a number too large to be part of a name.
func startsFigure(word string) bool {
	if word == "" || !isDigit(word[0]) {
		return false
	}
	var s style
	q, _, ok := s.term(plainNumber(cut(word, maxNumberCell)))
	return ok && (q.scale > 0 || q.percent || q.high >= 1000)
}

// figures finds the numbers of a line and says what each counts.
func (l *line) figures(text string) {
	var s style
	s.learn(text)
	free := 0 // the words from here on are not about an earlier number
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) || i > 0 && isWordByte(text[i-1]) {
			continue
		}
		start := i
		q, rest, ok := s.term(text[i:])
		if !ok {
			i += digitsAt(text[i:]) - 1
			continue
		}
		if after, isRange := cutRange(rest); isRange {
			if second, tail, ok := s.term(after); ok && !isDash(text, len(text)-len(after)) {
				q, rest = span(q, second), tail
			}
		}
		end := len(text) - len(rest)
		if start > free && text[start-1] == '$' {
			q.usd, start = true, start-1
		}
		f := figure{quantity: q, raw: text[start:end], part: lastPart(text[:start]), rest: rest}
		f.before, f.after = wordsOf(lastPart(text[free:start])), wordsOf(beforeDigit(firstPart(rest)))
		l.file(&f)
		free, i = end+f.used, end-1
	}
	l.settleLoose()
}

// isDash tells whether the mark before text[at:] is a dash with spaces on both
// sides, which parts figures in a line: "45k - 3tr".
func isDash(text string, at int) bool {
	return strings.HasSuffix(text[:at], " - ") && !bareBefore(text[:at-3])
}

// bareBefore tells whether text ends in a number without unit: "5 - 7tr".
func bareBefore(text string) bool { return text != "" && isDigit(text[len(text)-1]) }

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || isDigit(c) || c == '_' || c == '.' || c == '/'
}

// remarks reads the parts of a line for a place, a topic and a phone number.
func (l *line) remarks(text string) {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;-()", r) }) {
		part = strings.TrimSpace(part)
		if place := placeOf(part); place != "" && l.location == "" && part != l.name {
			l.location = place
		}
		if industry := industryOf(part); industry != "" && !slices.Contains(l.industries, industry) {
			l.industries = append(l.industries, industry)
		}
		for word := range strings.FieldsSeq(part) {
			if isPhone(word) {
				l.contact = word
			}
		}
	}
}
