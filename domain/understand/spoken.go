package understand

import "math"

// Numbers in words, below a thousand: "hai trăm hai mươi", "trăm rưỡi", "ba
// lăm", "một trăm linh năm", "twenty five".

// small reads such a number at token i.
func (r *reader) small(i int) (v float64, to int, ok bool) {
	a := amount{to: i}
	switch n := r.num(i); {
	case n.class == hundred:
		a.v, a.to = 100, i+1
	case n.class == digit && r.isNum(i+1, hundred):
		a.v, a.to = n.n*100, i+2
	default:
		return r.belowHundred(i)
	}
	r.afterHundred(&a)
	return a.v, a.to, true
}

// afterHundred adds what follows "trăm".
func (r *reader) afterHundred(a *amount) {
	j := a.to
	english := r.tokens[j-1].text == "hundred"
	switch {
	case r.isNum(j, half):
		a.v, a.to = a.v+50, j+1
	case r.isNum(j, zeroTens) && r.isNum(j+1, digit, last):
		a.v, a.to = a.v+r.num(j+1).n, j+2
	case english && r.tokenIs(j, "and"):
		if v, to, ok := r.belowHundred(j + 1); ok {
			a.v, a.to = a.v+v, to
		}
	default:
		v, to, ok := r.belowHundred(j)
		if !ok && r.isNum(j, last) {
			v, to, ok = r.num(j).n, j+1, true
		}
		if ok && v < 10 && !english { // một trăm hai: 120
			v *= 10
		}
		if ok {
			a.v, a.to = a.v+v, to
		}
	}
}

func (r *reader) tokenIs(i int, text string) bool {
	return i < len(r.tokens) && r.tokens[i].text == text
}

// belowHundred reads 0 to 99.
func (r *reader) belowHundred(i int) (v float64, to int, ok bool) {
	n, next := r.num(i), r.num(i+1)
	switch {
	case n.class == digit && (next.class == tenfold || next.class == ten && next.n == 10 && !r.tokens[i+1].marked()):
		v, to = n.n*10, i+2
	case n.class == digit && next.class == last: // ba lăm, hai mốt
		return n.n*10 + next.n, i + 2, true
	case n.class == digit: // "không" alone is a word, not zero
		return n.n, i + 1, n.n > 0
	case n.class == tenfold && n.n == 10 && (next.class == scale || next.class == slang): // chục triệu
		return 10, i + 1, true
	case n.class == ten && n.n > 10:
		return n.n, i + 1, true
	case n.class == ten:
		v, to = 10, i+1
	case n.class == tens:
		v, to = n.n, i+1
	default:
		return 0, i, false
	}
	switch unit := r.num(to); {
	case unit.class == half:
		return v + 5, to + 1, true
	case unit.class == digit && unit.n == 5 && !r.tokenIs(to, "five"):
		// "mười năm" is fifteen only where no years can be meant.
		if r.ends(to+1) || r.isNum(to+1, scale, slang, hundred) {
			return v + 5, to + 1, true
		}
	case unit.class == digit && unit.n > 0 && !r.isNum(to+1, hundred, tenfold), unit.class == last:
		return v + unit.n, to + 1, true
	}
	return v, to, true
}

// neighbours reads a range spoken without a word between: "bảy tám chục triệu",
// and after "tầm" or "ngân sách" also "70 80 triệu".
func (r *reader) neighbours(q *quantity, lo amount) {
	if lo.scaled || lo.v < 1 || r.gluedAt(q.to) || q.currency != "" {
		return
	}
	hi, ok := r.amount(q.to, maxParts)
	if !ok || !hi.scaled || hi.words != lo.words || hi.vague || hi.bad || hi.letter {
		return
	}
	ratio := hi.scale
	if lo.words {
		ratio = hi.v / (lo.v + 1)
		if lo.v > 8 || math.Abs(math.Log10(ratio)-math.Round(math.Log10(ratio))) > 1e-9 {
			return
		}
	} else if !r.before(q.from, about, budgetCue) {
		return
	}
	if low := lo.v * ratio; low < hi.v && hi.v <= 2*low {
		q.take(hi)
		q.lo, q.hi, q.ranged, q.to = low, hi.v, true, hi.to
		r.currencyAfter(q)
	}
}
