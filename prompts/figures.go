package prompts

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain/wording"
)

// figure is one claim in figures. unit is "%", "vnd", "usd", "eur", "x" (times)
// or "". A date, a time, or what cannot be read is kept as it is in literal.
type figure struct {
	value   float64
	unit    string
	literal string
}

// figures is what a text says in figures.
type figures struct {
	said []figure
	set  map[figure]bool
}

func (fs *figures) add(f figure) {
	f.value = math.Round(f.value*1e6) / 1e6
	if fs.set == nil {
		fs.set = map[figure]bool{}
	}
	fs.said = append(fs.said, f)
	fs.set[f] = true
}

// hold tells whether a figure is accounted for. An amount may be said without
// its currency, never with one that it does not have.
func (fs *figures) hold(f figure) bool {
	if fs.set[f] {
		return true
	}
	if f.unit != "" || f.literal != "" {
		return false
	}
	f.unit = "vnd"
	return fs.set[f]
}

// count is how often a number is said.
func (fs *figures) count(n float64) (times int) {
	for _, f := range fs.said {
		if f.literal == "" && f.value == n {
			times++
		}
	}
	return times
}

// figuresIn finds everything that a text says in figures, in digits or words.
func figuresIn(text string, lang wording.Lang) *figures {
	found := &figures{}
	text = strings.ToLower(norm.NFKC.String(text))
	text = found.dates(text)
	p := &reader{tokens: tokensOf(text), lang: lang}
	for p.at < len(p.tokens) {
		if !p.figure(found) {
			p.at++
		}
	}
	return found
}

// token is a number as spelt, a word, or a sign; glued tells that no space
// parts it from the one before.
type token struct {
	text  string
	digit bool
	glued bool
}

// letters is a token of letters alone.
var letters = regexp.MustCompile(`^[\pL\pM]+$`)

var aToken = regexp.MustCompile(`\d+(?:[.,]\d+)*|[\pL\pM]+|[^\s]`)

func tokensOf(text string) []token {
	var out []token
	end := -1
	for _, at := range aToken.FindAllStringIndex(text, -1) {
		out = append(out, token{text[at[0]:at[1]], isDigit(text[at[0]]), at[0] == end})
		end = at[1]
	}
	return out
}

// The words of numbers. Those of ones add up within a thousand, scales multiply
// what stands before them.
var (
	ones = map[string]float64{
		"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
		"mười": 10, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
		"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	}
	scales = map[string]float64{
		"chục": 10, "dozen": 12, "dozens": 12, "trăm": 100, "hundred": 100, "hundreds": 100,
		"nghìn": 1e3, "ngàn": 1e3, "thousand": 1e3, "thousands": 1e3, "k": 1e3,
		"triệu": 1e6, "tr": 1e6, "củ": 1e6, "million": 1e6, "millions": 1e6, "m": 1e6, "mn": 1e6,
		"tỷ": 1e9, "tỉ": 1e9, "billion": 1e9, "billions": 1e9, "b": 1e9, "bn": 1e9,
	}
	// gluedScales are scales only right after digits; else they are letters.
	gluedScales = map[string]bool{"k": true, "m": true, "b": true, "tr": true, "mn": true, "bn": true}
	times       = map[string]float64{
		"nửa": 0.5, "half": 0.5, "halves": 0.5, "halved": 0.5, "twice": 2, "double": 2, "doubled": 2, "doubles": 2, "triple": 3, "tripled": 3,
		"thrice": 3, "quarter": 0.25, "quadruple": 4,
	}
	units = map[string]string{
		"%": "%", "percent": "%", "pct": "%", "đ": "vnd", "₫": "vnd", "vnd": "vnd", "vnđ": "vnd", "đồng": "vnd", "dong": "vnd",
		"$": "usd", "usd": "usd", "đô": "usd", "dollar": "usd", "dollars": "usd", "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur",
		"x": "x", "×": "x", "lần": "x", "times": "x",
	}
	connects = map[string]bool{"-": true, "–": true, "—": true, "~": true, "đến": true, "tới": true, "to": true, "and": true, "và": true}
	// notRatio are the words after tỷ that make it no billion: tỷ lệ, a rate.
	notBillion = map[string]bool{"lệ": true, "trọng": true, "số": true, "suất": true, "giá": true, "phú": true}
	// counted are what five, and not a year, stands before.
	counted = map[string]bool{
		"người": true, "bạn": true, "video": true, "bài": true, "ngày": true, "tuần": true, "tháng": true, "lần": true, "bước": true, "kênh": true,
		"tiêu": true, "creator": true, "kol": true, "koc": true, "clip": true, "story": true, "điểm": true, "phần": true, "nhóm": true, "loại": true,
		"mục": true, "giờ": true, "phút": true, "mươi": true, "trăm": true, "nghìn": true, "ngàn": true, "triệu": true, "tỷ": true, "tỉ": true,
	}
)

type reader struct {
	tokens []token
	at     int
	lang   wording.Lang
}

func (p *reader) peek(n int) token {
	if p.at+n < 0 || p.at+n >= len(p.tokens) {
		return token{}
	}
	return p.tokens[p.at+n]
}

// figure reads the figure that begins here, with a range it may be the low end
// of. It returns false, and stays, when none does.
func (p *reader) figure(found *figures) bool {
	before := p.peek(-1)
	f, scale, ok := p.one()
	if !ok {
		return false
	}
	if f.unit == "" && units[before.text] != "" && units[before.text] != "%" && units[before.text] != "x" {
		f.unit = units[before.text]
	}
	if low := p.at; f.literal == "" && connects[p.peek(0).text] {
		p.at++
		if high, highScale, ok := p.one(); ok && high.literal == "" {
			if scale == 1 && highScale > 1 && f.value < high.value {
				f.value *= highScale
			}
			if f.unit == "" {
				f.unit = high.unit
			} else if high.unit == "" {
				high.unit = f.unit
			}
			found.add(f)
			found.add(high)
			return true
		}
		p.at = low
	}
	found.add(f)
	return true
}

// one reads one number and its unit. scale is what its last scale made of it, 1
// for none.
func (p *reader) one() (f figure, scale float64, ok bool) {
	t := p.peek(0)
	if v, is := times[t.text]; is {
		p.at++
		return figure{value: v, unit: "x"}, 1, true
	}
	if t.text == "đôi" && p.peek(-1).text == "gấp" || t.text == "rưỡi" && p.peek(-1).text == "gấp" {
		p.at++
		return figure{value: 2, unit: "x"}, 1, true
	}
	if s, is := p.scale(0); is && !gluedScales[t.text] { // "hàng triệu": said of no number
		p.at++
		return figure{literal: fmt.Sprintf("about %g", s)}, 1, true
	}
	value, literal, ok := p.start()
	if !ok {
		return f, 0, false
	}
	if literal != "" {
		return figure{literal: literal}, 1, true
	}
	scale = 1
	total, current := 0.0, value
	for {
		if s, is := p.scale(0); is {
			p.at++
			if s < 1000 {
				current *= s
			} else {
				if current == 0 && total > 0 { // "nghìn tỷ"
					total *= s
				} else {
					total += current * s
				}
				current = 0
			}
			if s > scale || s >= 1000 {
				scale = s
			}
			continue
		}
		next := p.peek(0)
		if next.text == "rưỡi" && scale > 1 {
			p.at++
			total += scale / 2
			continue
		}
		if next.text == "lẻ" || next.text == "linh" {
			if _, is := ones[p.peek(1).text]; is {
				p.at++
				continue
			}
		}
		_, number := ones[p.peek(1).text]
		if next.text == "-" && current >= 20 && number || next.text == "and" && scale >= 100 && number { // twenty-five, hundred and five
			p.at++
			continue
		}
		if v, lit, is := p.follows(scale, current); is {
			if lit > 0 { // "1tr2", "1 triệu 2", "1tr250"
				total += v * scale / math.Pow(10, float64(lit))
				current = 0
				break
			}
			current += v
			continue
		}
		break
	}
	f.value = total + current
	switch t := p.peek(0); {
	case t.text == "phần" && p.peek(1).text == "trăm", t.text == "per" && p.peek(1).text == "cent":
		f.unit = "%"
		p.at += 2
	case units[t.text] != "":
		f.unit = units[t.text]
		p.at++
	}
	return f, scale, true
}

// scale reads whether a scale stands at n.
func (p *reader) scale(n int) (float64, bool) {
	t := p.peek(n)
	s, ok := scales[t.text]
	switch {
	case !ok, gluedScales[t.text] && t.text != "tr" && !(t.glued && p.peek(n-1).digit), t.text == "tr" && !p.peek(n-1).digit,
		(t.text == "tỷ" || t.text == "tỉ") && notBillion[p.peek(n+1).text],
		t.text == "trăm" && p.peek(n-1).text == "phần",
		t.text == "củ" && !p.peek(n-1).digit:
		return 0, false
	}
	return s, true
}

// tens reads the word that makes tens of the word before: "năm mươi".
func (p *reader) tens(n int) bool { return p.peek(n).text == "mươi" || p.peek(n).text == "chục" }

// start reads the number that begins here: digits, or a word that is no other
// word in its place.
func (p *reader) start() (value float64, literal string, ok bool) {
	t := p.peek(0)
	if t.digit {
		p.at++
		value, literal = number(t.text, p.lang)
		return value, literal, true
	}
	value, ok = ones[t.text]
	if !ok {
		return 0, "", false
	}
	_, scaled := p.scale(1)
	compound := scaled || p.tens(1) || p.peek(1).text == "phần" && p.peek(2).text == "trăm"
	switch t.text {
	case "một", "one": // an article
		ok = compound
	case "mốt", "lăm", "nhăm":
		ok = false
	case "tư": // đầu tư
		ok = p.peek(-1).text == "thứ"
	case "năm": // a year
		ok = compound || counted[p.peek(1).text]
	}
	if ok {
		p.at++
		if p.tens(0) {
			p.at++
			value *= 10
		}
	}
	return value, "", ok
}

// follows reads what goes on with a number: "mười lăm", "trăm hai mươi", "triệu
// 200 nghìn", and, with lit digits, the tenths after a scale.
func (p *reader) follows(scale, current float64) (v float64, lit int, ok bool) {
	t := p.peek(0)
	_, scaled := p.scale(1)
	switch {
	case t.digit && scale >= 1000 && len(t.text) <= 3 && !strings.ContainsAny(t.text, ".,"):
		p.at++
		n, _ := strconv.ParseFloat(t.text, 64)
		if scaled {
			return n, 0, true
		}
		return n, len(t.text), true
	case t.digit:
		return 0, 0, false
	}
	v, ok = ones[t.text]
	if !ok || t.text == "năm" && !scaled && !p.tens(1) { // "mười năm": years
		return 0, 0, false
	}
	if p.tens(1) {
		v *= 10
	}
	if t.text == "một" && scale >= 1000 && !scaled && !p.tens(1) && letters.MatchString(p.peek(1).text) { // "5 triệu một video"
		return 0, 0, false
	}
	if scale == 1 && (current < 10 || v >= 10) || current > 0 && scale < 100 && v >= 10 {
		return 0, 0, false
	}
	if p.at++; p.tens(0) {
		p.at++
	}
	if _, again := p.scale(0); scale >= 1000 && current == 0 && !again && v < 10 {
		if _, more := ones[p.peek(0).text]; !more {
			return v, 1, true
		}
	}
	return v, 0, true
}

var groupedNumber = map[wording.Lang]*regexp.Regexp{
	wording.Vietnamese: regexp.MustCompile(`^\d{1,3}(\.\d{3})+(,\d+)?$`),
	wording.English:    regexp.MustCompile(`^\d{1,3}(,\d{3})+(\.\d+)?$`),
}

// number reads digits as the language spells them. What two languages read
// differently is taken as it is spelt, so that it is accounted for only by the
// same spelling.
func number(spelt string, lang wording.Lang) (value float64, literal string) {
	group, point := ".", ","
	if lang == wording.English {
		group, point = point, group
	}
	plain := spelt
	switch parts := strings.Split(spelt, point); {
	case groupedNumber[lang].MatchString(spelt):
		plain = strings.ReplaceAll(spelt, group, "")
	case len(parts) == 2 && len(parts[1]) == 3:
		return 0, spelt
	case strings.Count(spelt, group) == 1 && len(parts) == 1: // "1.5" in Vietnamese
		plain = strings.Replace(spelt, group, point, 1)
	}
	v, err := strconv.ParseFloat(strings.Replace(plain, point, ".", 1), 64)
	if err != nil {
		return 0, spelt
	}
	return v, ""
}
