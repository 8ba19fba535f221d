package understand

import "chonmat/domain"

// role is what a quantity says about the brief.
type role uint8

const (
	unresolved role = iota
	nothing         // not about the brief: a price, a size, a phone model
	budget
	age
	target
	count
	calendar // a month
	duration
)

// use is what a quantity turned out to be.
type use struct {
	role       role
	cued       bool   // a word said so, not only the shape
	unit       string // of a target; "" the default of the KPI
	days       float64
	atMost     bool
	atLeast    bool
	settled    bool // the end of a change: "từ 100 lên 150tr" has no lower bound
	first, end int  // items that were needed to understand it
}

// rules decide the role of a quantity. The first that knows wins, so the order
// is: what stands right before a number, what stands right after, what a word
// further off says money is for, the shape of an age, then money.
var rules = []func(r *reader, k int, q *quantity) bool{
	(*reader).unreadable, (*reader).byBefore, (*reader).byAudience, (*reader).byAfter, (*reader).byCue, (*reader).byShape, (*reader).byMoney,
}

func (r *reader) assign() {
	for k := range r.items {
		if r.items[k].isQuantity() {
			q := &r.qs[r.items[k].q]
			q.first, q.end = k, k+1
			r.bound(k, q)
			for _, rule := range rules {
				if rule(r, k, q) {
					break
				}
			}
		}
	}
}

// is decides the role.
func (q *quantity) is(role role) bool {
	q.role = role
	return true
}

// heard widens the items from which the quantity was understood.
func (q *quantity) heard(from, to int) {
	q.first, q.end = min(q.first, from), max(q.end, to)
}

// integer tells whether q is a bare number from lo to hi.
func (q *quantity) integer(lo, hi float64) bool {
	return !q.scaled && q.currency == "" && q.lo >= lo && q.hi <= hi && q.lo == float64(int(q.lo)) && q.hi == float64(int(q.hi))
}

// fits tells whether q can take a role from another number: 200 corrects no age.
func (q *quantity) fits(role role) bool {
	switch role {
	case age:
		return q.integer(1, domain.MaxAge)
	case count:
		return q.integer(1, maxCount)
	case calendar:
		return q.integer(1, 12)
	}
	return true
}

// edge stands for the item beyond the end of a clause.
var edge = item{q: none, sign: '\n'}

// at returns item k, or the edge when there is none in the clause.
func (r *reader) at(k int, clause int32) *item {
	if k < 0 || k >= len(r.items) || r.items[k].clause != clause {
		return &edge
	}
	return &r.items[k]
}

// bound reads the words that make the number nearest to them a limit.
func (r *reader) bound(k int, q *quantity) {
	clause := r.items[k].clause
	q.atLeast = q.plus
	for j := k - 1; j > k-4; j-- {
		it := r.at(j, clause)
		switch {
		case it.has(most):
			q.atMost = true
			q.heard(j, k)
			j = k - 4
		case it.has(least):
			q.atLeast = true
			q.heard(j, k)
			j = k - 4
		case it.sign == '<':
			q.atMost = true
			q.heard(j, k)
		case it.sign == '>':
			q.atLeast = true
			q.heard(j, k)
		case it.has(since) && !q.ranged && !q.settled && !it.has(budgetCue):
			q.atLeast = true
			q.heard(j, k)
			j = k - 4
		case it.has(toward) && !q.ranged && !q.settled && j == k-1:
			q.atMost = true
			q.heard(j, k)
			j = k - 4
		case it.has(about), it.sign == '=', it.sign == '~', it.sign == ':', it.has(light):
		default:
			j = k - 4
		}
	}
	for j := k + 1; j < k+3; j++ {
		it := r.at(j, clause)
		if r.at(j+1, clause).isQuantity() && it.meets(setOf(most, least)) { // "min 100tr max 150tr"
			break
		}
		if it.has(mostAfter) {
			q.atMost, q.atLeast = true, false
			q.heard(k, j+1)
		} else if it.has(leastAfter) {
			q.atLeast, q.atMost = true, false
			q.heard(k, j+1)
		}
		if !it.has(light) && !it.has(years) && !it.has(currency) {
			break
		}
	}
}

func (r *reader) unreadable(k int, q *quantity) bool {
	if q.broken || r.at(k+1, r.items[k].clause).sign == '%' || r.negative(k, q) {
		return q.is(nothing)
	}
	return false
}

// counts tells whether item k names what the quantity before it counts.
func (r *reader) counts(k int) bool {
	for j := k - 1; j >= 0 && j > k-4; j-- {
		if r.items[j].isQuantity() {
			return r.qs[r.items[j].q].end > k
		}
	}
	return false
}

// byBefore looks at what stands right before: a label such as "quận" or
// "tháng", the name of a slot, or what is counted ("reach 500k").
func (r *reader) byBefore(k int, q *quantity) bool {
	clause := r.items[k].clause
	j := k - 1
	colon := false
	for ; j > k-5; j-- {
		it := r.at(j, clause)
		if it.sign == ':' || it.sign == '=' {
			colon = true
		} else if !it.meets(setOf(about, most, least, light, since)) || it.meets(setOf(years, budgetCue)) {
			break
		}
	}
	it := r.at(j, clause)
	next := r.at(k+1, clause)
	switch {
	case it.has(monthLabel) && j == k-1 && q.integer(1, 12) && !r.counts(j):
		q.heard(j, k)
		return q.is(calendar)
	case it.value(label) == "course" && !next.has(days): // "khoá học 18-25 tuổi"
	case it.has(label) && !next.meets(setOf(creatorKind, tier)) && (j == k-1 || !q.scaled) && (!q.scaled || q.letter) && !it.meets(setOf(change, into, drive, stop)) && !(it.has(gender) && q.integer(13, 85)): // năm 2015, not nam 18-30
		return q.is(nothing)
	case it.has(days) && j == k-1 && next.has(monthLabel): // ngày 15 tháng 3
		return q.is(nothing)
	case it.meets(setOf(ageCue, years)) && q.integer(5, 100) && !next.meets(slotClasses|setOf(people)):
		q.cued = true
		q.heard(j, k)
		return q.is(age)
	case it.has(countCue) && q.integer(1, maxCount):
		q.heard(j, k)
		return q.is(count)
	case it.meets(setOf(creatorKind, tier, people)) && q.integer(1, maxCount) && !q.ranged && (colon || j == k-1 && r.last(k)) && !r.counts(j):
		q.heard(j, k)
		return q.is(count)
	case it.has(goalCue) && (colon || j == k-1) && q.currency == "" && !q.ranged && !q.slang && (!q.scaled || q.letter) && q.lo >= 10 && r.last(k):
		q.heard(j, k)
		return q.is(target)
	case it.has(unit) && q.currency == "" && !q.slang && (colon || j >= k-2) && r.last(k) && !r.counts(j) && (q.lo >= 100 || colon):
		q.unit = it.value(unit)
		q.heard(j, k)
		return q.is(target)
	}
	return false
}

// last tells whether nothing that could be counted follows item k.
func (r *reader) last(k int) bool {
	return !r.at(k+1, r.items[k].clause).meets(slotClasses | setOf(people, customers, years, days, measure, deliverable, counter))
}

const maxCount = 2000 // creators; beyond it a number counts something else

// byAfter looks at what the number counts: the noun after it, with at most two
// words between ("8 beauty creators", "120 học viên đăng ký").
func (r *reader) byAfter(k int, q *quantity) bool {
	clause := r.items[k].clause
	if r.isPrice(k, q) {
		return q.is(nothing)
	}
	var persons, clients, skipped int
	counted := false
	for j := k + 1; j < k+5; j++ {
		it := r.at(j, clause)
		switch {
		case it.has(years) && q.integer(1, 100) && j == k+1 && (q.hi > 9 || it.value(years) != "weak"):
			q.cued = true
			q.heard(k, j+1)
			return q.is(age)
		case it.has(days) && skipped == 0 && persons == 0:
			return r.byDays(k, j, q)
		case it.meets(setOf(measure, deliverable)) && skipped == 0 && persons == 0 && clients == 0 && !it.meets(setOf(unit, people)) && (!q.scaled && q.currency == "" || it.value(measure) == "follow"):
			return q.is(nothing)
		case it.has(unit) && q.currency == "" && !q.slang && (q.lo >= 10 || !it.sense(unit).weak):
			q.unit = it.value(unit)
			q.heard(k, j+1)
			return q.is(target)
		case it.value(people) == "address" && q.scaled && !q.letter: // "150 triệu bạn nhé"
			j = k + 5
		case it.meets(setOf(creatorKind, tier, people)) && !q.scaled && q.currency == "" && clients == 0:
			q.heard(k, j+1)
			persons++
		case it.has(people), it.has(customers):
			clients++
		case it.has(counter), it.sign == '/' && persons > 0:
			counted = counted || it.has(counter)
		case !q.scaled && it.meets(setOf(channel, industry, gender, place)) && skipped < 2, !q.scaled && it.classes == 0 && it.word() && skipped < 1 && persons == 0:
			skipped++
		default:
			j = k + 5
		}
	}
	switch {
	case persons > 0 && q.integer(1, maxCount):
		return q.is(count)
	case counted && q.lo >= minCounted && r.namesUnit(k, q): // "tải app 30k lượt"
		return q.is(target)
	case clients > 0 && r.near(k, unit, "reach"):
		q.unit = "reach"
		return q.is(target)
	case clients > 0:
		return q.is(nothing)
	}
	return false
}

// near tells whether a value stands close to item k in its clause.
func (r *reader) near(k int, c class, value string) bool {
	for j := k - 6; j < k+6; j++ {
		if r.at(j, r.items[k].clause).value(c) == value {
			return true
		}
	}
	return false
}

// byDays reads a duration, unless the number is a trip's ("3 ngày 2 đêm"), a
// guarantee's or a baby's.
func (r *reader) byDays(k, j int, q *quantity) bool {
	clause := r.items[k].clause
	after := r.at(j+1, clause)
	before := r.at(k-1, clause)
	if q.scaled || q.currency != "" || q.ranged || before.has(since) || after.has(years) || before.sign == '/' || before.has(each) ||
		after.isQuantity() && r.at(j+2, clause).value(measure) == "night" {
		return q.is(nothing)
	}
	q.days = r.items[j].sense(days).n
	if r.isNum(r.items[j].to, half) { // 1 tháng rưỡi
		q.lo += 0.5
	}
	q.heard(k, j+1)
	return q.is(duration)
}

// byAudience takes a range of ages right after the audience for what it is,
// before a word without diacritics can make it anything else: the "mua" of "nu
// 18-25 mua son" is no season.
func (r *reader) byAudience(k int, q *quantity) bool {
	clause := r.items[k].clause
	counted := setOf(creatorKind, tier, people, customers, unit, deliverable, days, years, counter)
	if !q.ranged || !q.integer(13, 85) || !r.at(k-1, clause).meets(audienceClasses) || r.at(k+1, clause).meets(counted) || r.at(k+1, clause).sign == '%' {
		return false
	}
	return q.is(age)
}

// cueClasses say what a sum of money is for.
var cueClasses = setOf(budgetCue, priceCue, revenueCue)

// byCue looks for the nearest word before, in the same clause, that says what
// the money is for; or the one right after.
func (r *reader) byCue(k int, q *quantity) bool {
	clause := r.items[k].clause
	const reach = 9
	cue := -1
	for j := k - 1; j > k-reach && cue < 0; j-- {
		it := r.at(j, clause)
		if it.sign == '\n' {
			break
		}
		if it.meets(cueClasses) {
			cue = j
		} else if it.has(each) && r.at(j+1, clause).meets(setOf(deliverable, people, creatorKind, tier)) {
			return q.is(nothing)
		} else if it.isQuantity() && r.qs[it.q].role == budget {
			break
		}
	}
	if next := r.at(k+1, clause); next.meets(cueClasses) && !r.at(k+2, clause).isQuantity() && r.at(k+2, clause).sign != ':' && (cue < 0 || next.has(budgetCue)) {
		cue = k + 1
	}
	if cue < 0 {
		return false
	}
	it := &r.items[cue]
	switch {
	case q.integer(8, 85) && q.ranged && cue < k-2: // an age some words after "ngân sách"
		return false
	case !it.has(budgetCue):
		return q.is(nothing)
	case q.words && !q.scaled && q.currency == "" && q.hi < 10: // the bá of "quảng bá"
		return false
	}
	q.cued = true
	if cue == q.first-1 || cue == q.first-2 && r.items[cue+1].sign == ':' || cue == k+1 {
		q.heard(cue, cue+1)
	}
	return q.is(budget)
}

// audienceClasses make a bare number beside them an age.
var audienceClasses = setOf(gender, audienceCue, customers)

// byShape takes two small numbers for ages, and one with a bound beside a word
// for the audience.
func (r *reader) byShape(k int, q *quantity) bool {
	if !q.integer(8, 85) {
		return false
	}
	clause := r.items[k].clause
	if q.ranged && q.lo < q.hi && q.hi >= 13 {
		return q.is(age)
	}
	if (q.atMost || q.atLeast) && q.lo >= 13 && r.alone(k) && q.first > 1 && r.items[q.first-1].sign == ',' && r.items[q.first-2].meets(audienceClasses|setOf(generation)) {
		return q.is(age) // "người lớn tuổi, trên 50"
	}
	if before := r.at(q.first-1, clause); (q.atMost || q.atLeast) && q.lo >= 13 &&
		(before.meets(audienceClasses|setOf(people)) || before.word() && before.classes == 0 && before != &edge && r.last(k)) {
		return q.is(age)
	}
	return q.plus && q.lo >= 13 && q.is(age)
}

const (
	minBudget    = 1_000_000 // đồng; a smaller sum that nothing calls a budget is a price
	minBudgetUSD = 100
)

// byMoney takes what is left with a scale or a currency for a budget.
func (r *reader) byMoney(k int, q *quantity) bool {
	switch {
	case q.currency == "" && isYear(q.lo) && !q.scaled:
		return q.is(nothing)
	case q.currency != "" && q.currency != string(Dong) && q.currency != string(Dollar):
		return q.is(nothing)
	case q.unsure != "":
		return r.only(k) && q.is(budget)
	case q.slang && !r.ends(q.to):
		return q.is(nothing)
	case q.currency == string(Dollar):
		if q.hi < minBudgetUSD {
			return q.is(nothing)
		}
		return q.is(budget)
	case q.hi >= minBudget && (q.scaled || q.currency != "" || !q.ranged), q.vague && q.scaled:
		return q.is(budget)
	case q.currency != "" || q.scaled && !q.letter:
		return q.is(nothing)
	}
	return false
}
