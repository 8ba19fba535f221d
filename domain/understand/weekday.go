package understand

import (
	"slices"
	"strings"
)

// "T7" is July and Saturday. It is a day of the week behind a time of the day
// ("tối T7"), beside Sunday ("T7 CN"), in a span of a week ("T2-T6") and where it
// comes every week. Alone it stays the month: "chạy T7".

const (
	monday   = 2 // T2
	saturday = 7
	sunday   = 8 // CN
)

// weekdays reads the days of the week that stand from token i on. They say
// nothing about a brief.
func (r *reader) weekdays(i int) (item, bool) {
	first, to, ok := r.weekday(i)
	if !ok {
		return item{}, false
	}
	list, spans := []int{first}, false
	for {
		next, dash := to, false
		for next < len(r.tokens) && r.between(next) {
			dash = dash || r.signAt(next) == '-' || r.tokens[next].text == "den"
			next++
		}
		day, end, ok := r.weekday(next)
		if !ok {
			break
		}
		spans = spans || dash && list[len(list)-1] == monday && day > 4
		list, to = append(list, day), end
	}
	weekend := slices.Contains(list, sunday) && (spans || slices.Contains(list, saturday) || first == monday)
	if !slices.ContainsFunc(list, func(d int) bool { return d != sunday }) || !weekend && !spans && !r.timeOfDay(i) && !r.everyWeek(to) {
		return item{}, false
	}
	return item{from: i, to: to, q: none, classes: setOf(noise)}, true
}

// weekday reads "T2" to "T7" and "CN", and where it ends.
func (r *reader) weekday(i int) (day, to int, ok bool) {
	switch {
	case i >= len(r.tokens) || r.tokens[i].masked:
	case r.tokens[i].text == "cn":
		return sunday, i + 1, true
	case r.tokens[i].text == "chu" && i+1 < len(r.tokens) && r.tokens[i+1].text == "nhat":
		return sunday, i + 2, true
	case r.tokens[i].text == "t" && r.gluedAt(i+1):
		n, ok := r.short(i + 1)
		year := r.signAt(i+2) == '/' && r.gluedAt(i+2)
		return n, i + 2, ok && n >= monday && n <= saturday && len(r.tokens[i+1].text) == 1 && !year
	}
	return 0, 0, false
}

// between tells whether token i may stand between two days of a week.
func (r *reader) between(i int) bool {
	t := &r.tokens[i]
	return !t.masked && slices.Contains([]string{",", "-", "+", "&", "va", "voi", "den"}, t.text)
}

// partsOfDay are the words before a day, in letters, that make it one of a week.
var partsOfDay = []string{"sang", "trua", "chieu", "dem", "ranh", "evening", "evenings", "morning", "mornings"}

// timeOfDay tells whether a time of the day stands before token i. "tối" is
// one, and "toi" where "rảnh" or the like goes before it: "tới T7" is until July.
func (r *reader) timeOfDay(i int) bool {
	if i == 0 || r.tokens[i-1].masked {
		return false
	}
	t := &r.tokens[i-1]
	if slices.Contains(partsOfDay, t.text) {
		return true
	}
	if t.text != "toi" {
		return t.text == "tuan" && i > 1 && r.tokens[i-2].text == "cuoi"
	}
	if t.marked() {
		return t.tone == acute && strings.IndexByte(t.quality, circumflex) >= 0
	}
	return i > 1 && slices.Contains([]string{"ranh", "buoi", "moi", "vao", "cac"}, r.tokens[i-2].text)
}

// everyWeek tells whether "hàng tuần" or "mỗi tuần" stands at token i.
func (r *reader) everyWeek(i int) bool {
	return i+1 < len(r.tokens) && slices.Contains([]string{"hang", "moi"}, r.tokens[i].text) && r.tokens[i+1].text == "tuan"
}
