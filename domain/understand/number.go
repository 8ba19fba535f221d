package understand

// quantity is a number of the text with everything written around it that
// belongs to it: scale, currency, the other end of a range.
type quantity struct {
	from, to int // tokens
	lo, hi   float64
	ranged   bool    // two ends were written
	scaled   bool    // a scale was written
	scale    float64 // it
	slang    bool    // the scale is a word for something else, too
	letter   bool    // the scale is a single letter: k, m
	words    bool    // spelled in words
	currency string
	plus     bool   // "10k+"
	vague    bool   // "vài chục triệu"
	unsure   string // "5 xị": what one can be worth
	doubtful bool   // "1,500 tỷ"
	broken   bool   // "2tr5k": no number at all
	use             // what it turned out to be
}

// amount is one end of a quantity.
type amount struct {
	v, scale                                           float64
	to                                                 int
	scaled, slang, letter, words, vague, doubtful, bad bool
	unsure                                             string
}

// num returns what token i means in a number; the zero numeral1 for nothing.
func (r *reader) num(i int) numeral1 {
	if i < len(r.tokens) && r.tokens[i].num != nil {
		return *r.tokens[i].num
	}
	return numeral1{class: noise}
}

func (r *reader) isNum(i int, list ...class) bool {
	c := r.num(i).class
	for _, want := range list {
		if c == want {
			return true
		}
	}
	return false
}

// digits returns the numeral token at i, if it is one.
func (r *reader) digits(i int) (string, bool) {
	if i < len(r.tokens) && r.tokens[i].kind == digitToken && !r.tokens[i].masked {
		return r.tokens[i].text, true
	}
	return "", false
}

func (r *reader) gluedAt(i int) bool { return i < len(r.tokens) && r.tokens[i].glued }

func (r *reader) signAt(i int) byte {
	if i < len(r.tokens) && r.tokens[i].kind == signToken && !r.tokens[i].masked {
		return r.tokens[i].text[0]
	}
	return 0
}

// quantity reads a number at token i.
func (r *reader) quantity(i int) (quantity, bool) {
	q := quantity{from: i}
	j := i
	if r.isNum(j, currency) {
		q.currency = r.num(j).value
		j++
	}
	a, ok := r.amount(j, maxParts)
	if !ok {
		return q, false
	}
	q.take(a)
	q.lo, q.hi, q.to = a.v, a.v, a.to
	r.currencyAfter(&q)
	if r.signAt(q.to) == '+' && r.gluedAt(q.to) {
		q.plus = true
		q.to++
		return q, true
	}
	r.rangeAfter(&q, a)
	return q, true
}

func (q *quantity) take(a amount) {
	q.scaled, q.scale = a.scaled, a.scale
	q.slang, q.letter, q.words, q.unsure = a.slang, a.letter, a.words, a.unsure
	q.vague, q.doubtful, q.broken = q.vague || a.vague, q.doubtful || a.doubtful, q.broken || a.bad
}

func (r *reader) currencyAfter(q *quantity) {
	if q.to >= len(r.tokens) || r.tokens[q.to].masked {
		return
	}
	senses, to := r.longest(q.to)
	for _, s := range senses {
		// A bare d is đồng only when it is stuck to the number.
		if s.class == currency && (to > q.to+1 || len(r.tokens[q.to].text) > 1 || r.tokens[q.to].glued || r.tokens[q.to].marked()) {
			q.currency, q.to = s.value, to
			return
		}
	}
}

// rangeAfter reads the second end of a range, if there is one, and lets a
// scale that was written once cover both ends.
func (r *reader) rangeAfter(q *quantity, lo amount) {
	j := q.to
	if r.unitFollows(j, setOf(years)) && r.unitFollows(j+1, setOf(toward)) { // 22 tuổi đến 35 tuổi
		j++
	}
	sign := r.signAt(j)
	between := r.before(q.from, since) // "giữa 30 và 50"
	senses, to := r.longest(j)
	switch {
	case sign == '-' || sign == '~':
		// "tháng 12 - 50tr" is no range.
		if !r.gluedAt(j) && r.before(q.from, monthLabel, label) {
			return
		}
		j++
		if sign == '-' && r.signAt(j) == '-' {
			j++
		}
	case hasClass(senses, toward) || between && hasClass(senses, join):
		j = to
	default:
		r.neighbours(q, lo)
		return
	}
	if _, dated := r.date(j); dated {
		return
	}
	if r.isNum(j, currency) {
		q.currency = r.num(j).value
		j++
	}
	hi, ok := r.amount(j, maxParts)
	if !ok {
		return
	}
	l, h := lo.v, hi.v
	switch {
	case hi.scaled && !lo.scaled && l*hi.scale <= h:
		l *= hi.scale
	case hi.scaled && !lo.scaled && hi.scale == 1e9 && l*1e6 <= h:
		l *= 1e6
	case lo.scaled && !hi.scaled && h*lo.scale >= l && !lo.letter:
		h *= lo.scale
		hi.scaled, hi.scale = true, lo.scale
	}
	if l > h || hi.scaled && !lo.scaled && l == lo.v {
		return
	}
	q.take(hi)
	q.lo, q.hi, q.ranged, q.to = l, h, true, hi.to
	r.currencyAfter(q)
}

func hasClass(senses []sense, c class) bool {
	for _, s := range senses {
		if s.class == c {
			return true
		}
	}
	return false
}

// before tells whether the item that ends at token i has one of the classes.
func (r *reader) before(i int, list ...class) bool {
	if len(r.items) == 0 {
		return false
	}
	it := &r.items[len(r.items)-1]
	return it.to == i && it.meets(setOf(list...))
}

// maxParts is how many parts a number can have: "1 tỷ 250 triệu 500 nghìn 300".
const maxParts = 4

// amount reads one number of at most so many parts, each with its scales.
func (r *reader) amount(i, parts int) (amount, bool) {
	a, ok := r.base(i)
	if !ok {
		return a, false
	}
	if r.isNum(a.to, point) {
		if d, ok := r.pointed(a.to + 1); ok {
			a.v, a.to = a.v+d.v, d.to
		}
	}
	for {
		n := r.num(a.to)
		switch {
		case n.class == scale && (!a.scaled || n.n > a.scale) && !r.otherWord(a.to):
		case n.class == glued && r.gluedAt(a.to) && !r.followedByLetters(a.to) && !r.isArea(a):
			a.letter = true
		case n.class == slang:
			a.slang = true
		default:
			n.class = noise
		}
		if n.class == noise {
			break
		}
		a.doubtful = a.doubtful && n.n >= 1e9
		a.v, a.scale, a.scaled, a.to = a.v*n.n, a.scale*n.n, true, a.to+1
	}
	if n := r.num(a.to); n.class == unsure && !a.scaled && a.v < maxUnsure && r.ends(a.to+1) {
		a.unsure, a.slang, a.to = n.value, true, a.to+1
	}
	if !a.scaled {
		a.doubtful = false
		return a, true
	}
	if a.doubtful { // "1.500 tỷ": told apart by whoever asks
		a.v /= 1000
	}
	if parts > 1 {
		r.afterScale(&a, parts-1)
	}
	return a, true
}

// maxUnsure is from where on "vé" are tickets and "xị" are bottles, not money.
const maxUnsure = 100

// otherWord tells whether a scale typed without diacritics is another word:
// the tới of "30 toi 50", the ngân of "20tr ngan sach".
func (r *reader) otherWord(i int) bool {
	t := &r.tokens[i]
	if t.marked() {
		return false
	}
	if _, follows := r.digits(i + 1); follows && t.text == "toi" {
		return true
	}
	_, to := r.longest(i)
	return to > i+1
}

// isArea tells the square metres of a flat ("75m2") from millions ("12m2").
func (r *reader) isArea(a amount) bool {
	text, digits := r.digits(a.to + 1)
	return digits && text == "2" && r.gluedAt(a.to+1) && r.tokens[a.to].text == "m" && a.v >= minArea
}

const minArea = 18 // m²; nobody sells less, and few write 18,2 million as "18m2"

// followedByLetters tells whether a one-letter scale is the head of a code.
func (r *reader) followedByLetters(i int) bool {
	return r.gluedAt(i+1) && r.tokens[i+1].kind == wordToken && !r.isNum(i+1, currency)
}

func (r *reader) pointed(i int) (amount, bool) {
	if text, ok := r.digits(i); ok {
		return amount{v: fraction(text), to: i + 1}, true
	}
	if v, to, ok := r.small(i); ok {
		for v >= 1 {
			v /= 10
		}
		return amount{v: v, to: to}, true
	}
	return amount{}, false
}

// base reads the number before any scale.
func (r *reader) base(i int) (amount, bool) {
	a := amount{to: i, scale: 1}
	n := r.num(i)
	if text, ok := r.digits(i); ok {
		a.v, a.doubtful = numeral(text)
		a.to = r.spacedGroups(i, &a)
		switch next := r.num(a.to); {
		case next.class == tenfold || next.class == ten && next.n == 10:
			a.v, a.to = a.v*10, a.to+1
		case next.class == hundred:
			a.v, a.to = a.v*100, a.to+1
			r.afterHundred(&a)
		}
		return a, true
	}
	a.words = true
	switch {
	case n.class == halfOf:
		a.v, a.to = 0.5, i+1
		if a.to < len(r.tokens) && r.tokens[a.to].text == "a" { // half a billion
			a.to++
		}
		return a, r.isNum(a.to, scale) || r.unitFollows(a.to, setOf(days))
	case n.class == few:
		a.v, a.to, a.vague = 1, i+1, true
		for r.isNum(a.to, tenfold, hundred, ten) {
			a.v *= r.num(a.to).n
			a.to++
		}
		return a, r.isNum(a.to, scale, slang)
	case n.class == scale && n.n >= 1e6 && (r.isNum(i+1, half) || r.isNum(i+1, digit, last) && r.ends(i+2)):
		a.v = 1 // "tỷ rưỡi"
		return a, true
	}
	v, to, ok := r.small(i)
	a.v, a.to = v, to
	return a, ok
}

// spacedGroups joins "1 500 000" into one number.
func (r *reader) spacedGroups(i int, a *amount) int {
	j := i + 1
	if first, _ := r.digits(i); len(first) > 3 || first == "0" {
		return j
	}
	groups, v := 0, a.v
	for ; ; j++ {
		text, ok := r.digits(j)
		if !ok || len(text) != 3 || r.gluedAt(j) {
			break
		}
		part, _ := numeral(text)
		v, groups = v*1000+part, groups+1
	}
	if last, _ := r.digits(j - 1); groups == 0 || groups == 1 && last != "000" {
		return i + 1
	}
	a.v, a.doubtful = v, false
	return j
}

// afterScale reads what may follow a scale: rưỡi, the digits of a fraction, or
// a smaller part.
func (r *reader) afterScale(a *amount, parts int) {
	j := a.to
	switch text, digits := r.digits(j); {
	case r.isNum(j, half): // 2 triệu rưỡi
		a.v, a.to = a.v+a.scale/2, j+1
	case digits && r.gluedAt(j): // 1ty2, 1tr150
		r.stuckTo(a, text, parts)
	case a.letter, a.slang, r.smallerPart(a, parts):
	case a.scale >= 1e6 && digits && isTail(text) && r.ends(j+1): // 1 tỷ 2
		a.v, a.to = a.v+fraction(text)*a.scale, j+1
	case r.isNum(j, digit, last) && !r.isNum(j+1, hundred, tenfold, last) && r.ends(j+1): // một tỷ mốt
		a.v, a.to = a.v+r.num(j).n/10*a.scale, j+1
	}
}

// isTail tells whether digits after "1 tỷ" are a fraction: 2, 05, 250.
func isTail(digits string) bool {
	return len(digits) == 1 || len(digits) == 3 || len(digits) == 2 && digits[0] == '0'
}

// stuckTo reads digits stuck to a scale.
func (r *reader) stuckTo(a *amount, digits string, parts int) {
	j := a.to
	sub, _ := r.amount(j, parts)
	switch {
	case sub.scaled && sub.scale < a.scale && !sub.letter: // 1ty200tr
		a.v, a.to = a.v+sub.v, sub.to
	case sub.scaled, len(digits) > 3, !r.ends(j+1) && r.gluedAt(j+1) && r.tokens[j+1].kind == wordToken: // 2tr5k
		a.bad, a.to = true, max(sub.to, j+1)
	default:
		a.v, a.to = a.v+fraction(digits)*a.scale, j+1
	}
}

// smallerPart adds a part of a smaller scale ("1 tỷ 250 triệu"), or hundreds
// that leave it out ("một tỷ hai trăm", "một nghìn hai trăm"). It tells whether
// what follows has a scale or was added: it is no fraction then.
func (r *reader) smallerPart(a *amount, parts int) bool {
	j := a.to
	sub, ok := r.amount(j, parts)
	switch {
	case !ok || sub.vague:
		return false
	case sub.scaled:
		if sub.scale < a.scale && sub.v < a.scale && !r.unitFollows(sub.to, slotClasses|setOf(people, customers)) {
			a.v, a.to = a.v+sub.v, sub.to
		}
		return true
	case sub.words && sub.v >= 10 && sub.v < 1000 && r.ends(sub.to):
		a.v, a.to = a.v+sub.v*max(a.scale/1000, 1), sub.to
		return true
	}
	return false
}
