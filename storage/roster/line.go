package roster

import (
	"slices"
	"strings"
	"unicode"

	"chonmat/domain"
)

// line is what one pasted line says.
type line struct {
	name, handle      string
	platform          domain.Platform
	link              account
	followers, views  string
	rate, contact     string
	prices            []string
	location          domain.Location
	industries        []domain.Industry
	counted           bool // a number was followed by "fl", "follow", "sub", "view"
	target            bool // a number was followed by "reach", "đơn": a brief
	numbersWithoutUse int
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

// What the words around a number say it counts.
var (
	followWords = []string{"fl", "flw", "fls", "follow", "follows", "follower", "followers", "sub", "subs", "subscribers", "fan", "fans", "theo"}
	viewWords   = []string{"view", "views", "luot", "xem", "v"}
	targetWords = []string{"reach", "don", "lead", "leads", "click", "clicks", "impression", "impressions", "install", "tai", "budget"}
	priceWords  = []string{"gia", "bao", "cat", "se", "xe", "booking", "price", "fee", "phi", "cast", "quote", "rate"}
)

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

// stripBullet takes "1.", "2)", "-" and "•" off the start of a line.
func stripBullet(s string) string {
	s = strings.TrimSpace(s)
	if n := digitsAt(s); n > 0 && n <= 3 && n+1 < len(s) && strings.IndexByte(".)", s[n]) >= 0 && !isDigit(s[n+1]) {
		return s[n+1:]
	}
	return strings.TrimLeft(s, "-*•+✅👉 ")
}

func isBreak(word string) bool { return strings.Trim(word, "-,;:/") == "" }

func isCue(word string) bool {
	f := fold(word)
	return slices.Contains(followWords, f) && f != "theo" && f != "fan" || f == "gia" || f == "er" || f == "view" || f == "views"
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
		l.figure(q, text[start:end], strings.Fields(lettersOnly(lastPart(text[:start]))), rest)
		i = end - 1
	}
}

// isDash tells whether the mark before text[at:] is a dash with spaces on both
// sides, which parts figures in a line: "45k - 3tr".
func isDash(text string, at int) bool {
	return strings.HasSuffix(text[:at], " - ") && !bareBefore(text[:at-3])
}

// bareBefore tells whether text ends in a number without unit: "5 - 7tr".
func bareBefore(text string) bool { return text != "" && isDigit(text[len(text)-1]) }

// lastPart returns what follows the last separator: the words that can be
// about the number behind them.
func lastPart(text string) string {
	for _, mark := range []string{", ", "; ", " - "} {
		if i := strings.LastIndex(text, mark); i >= 0 {
			text = text[i+len(mark):]
		}
	}
	return text
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || isDigit(c) || c == '_' || c == '.' || c == '/'
}

// figure files one number by the words around it.
func (l *line) figure(q quantity, raw string, before []string, rest string) {
	after := strings.Fields(lettersOnly(rest))
	next, last := "", ""
	if len(after) > 0 {
		next = after[0]
	}
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	grown := raw[len(raw)-len(lettersEnd(raw)):] // "kfl"
	switch {
	case q.percent:
		l.rate = raw
	case slices.Contains(followWords, next), strings.HasSuffix(grown, "fl"), strings.HasSuffix(grown, "follow"), strings.HasSuffix(grown, "sub"),
		slices.Contains(followWords, last) && l.followers == "":
		l.followers, l.counted = raw, true
	case slices.Contains(viewWords, next) && !(l.followers == "" && countFollows(rest)), strings.HasSuffix(grown, "view"), strings.HasSuffix(grown, "views"),
		(last == "view" || last == "views" || last == "xem") && l.views == "":
		l.views, l.counted = raw, true
	case slices.Contains(targetWords, next):
		l.target = true
	case slices.Contains(priceWords, last), q.vnd, q.usd, strings.HasPrefix(strings.TrimSpace(rest), "/"), l.followers != "" && isMoney(q),
		q.scale >= 1e6 && grown != "m" && grown != "mil" && l.followers == "" && len(l.prices) == 0:
		l.prices = append(l.prices, raw+" "+priceTail(rest))
	case l.followers == "" && (q.scale > 0 || q.high >= 1000):
		l.followers = raw
	default:
		l.numbersWithoutUse++
	}
}

// countFollows tells whether the word behind a number stands before a number of
// thousands, which it names rather than the one before: "15k view 20k", but not
// "15k view 3tr".
func countFollows(rest string) bool {
	_, after, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if after == "" || !isDigit(after[0]) {
		return false
	}
	var s style
	q, _, ok := s.term(after)
	return ok && q.scale == 1e3
}

// priceTail keeps the words behind a price that may name a deliverable.
func priceTail(rest string) string {
	end := strings.IndexAny(rest, ",;0123456789\n")
	if end < 0 {
		end = len(rest)
	}
	return strings.TrimSpace(strings.ReplaceAll(cut(rest[:end], 30), " - ", " "))
}

func lettersOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return ' '
	}, s)
}

func lettersEnd(s string) string {
	i := len(s)
	for i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
		i--
	}
	return s[i:]
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
