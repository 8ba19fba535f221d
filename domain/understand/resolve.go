package understand

import (
	"math"

	"chonmat/domain"
)

// resolve gives a role to numbers that have none of their own: a number takes
// the role and the scale of the one it corrects, then of what is known to the
// conversation, then of the question that was asked.
func (r *reader) resolve() {
	for k := range r.items {
		it := &r.items[k]
		if !it.isQuantity() || it.fate != kept {
			continue
		}
		q := &r.qs[it.q]
		if q.role != unresolved && (q.role != budget || q.scaled || q.currency != "") {
			continue
		}
		switch {
		case q.role == unresolved && r.at(k-1, it.clause).value(into) == "keep": // "giữ 1 3 5" are places in a list
		case r.alternative(k, q):
		case r.inherit(k, q):
		case q.role == unresolved && r.followsGoal(k, q):
		case q.role == unresolved:
			r.answer(q)
		}
	}
}

// alternative reads the first of "100 hoặc 150 triệu" like the second.
func (r *reader) alternative(k int, q *quantity) bool {
	clause := r.items[k].clause
	next := r.at(k+2, clause)
	if q.scaled || r.at(k+1, clause).value(join) != "or" || !next.isQuantity() {
		return false
	}
	other := &r.qs[next.q]
	if other.role != budget || !other.scaled || q.hi*other.scale > 10*other.hi {
		return false
	}
	q.cued, other.cued = q.cued || other.cued, q.cued || other.cued
	q.rescale(other.scale)
	return q.is(budget)
}

// inherit takes the role from the number that this one corrects.
func (r *reader) inherit(k int, q *quantity) bool {
	marked := r.afterCorrection(k)
	var old *quantity
	for distance := 1; distance < 14 && old == nil; distance++ {
		for _, j := range []int{k - distance, k + distance} {
			if j < 0 || j >= len(r.items) || !r.items[j].isQuantity() {
				continue
			}
			other := &r.qs[r.items[j].q]
			if r.items[j].fate == excluded || marked && j < k && other.role != nothing {
				old = other
				break
			}
		}
	}
	if old == nil {
		if marked || q.role == budget && r.ctx.Asked != domain.SlotBudget {
			return marked && r.likeKnown(q, q.lo)
		}
		return false
	}
	if old.role == unresolved {
		if q.role == budget {
			return false
		}
		return r.likeKnown(q, old.lo)
	}
	if q.role == budget && old.role != budget || !q.fits(old.role) {
		return false
	}
	q.role, q.unit, q.days, q.cued = old.role, old.unit, old.days, q.cued || old.cued
	if !q.scaled && old.scaled {
		q.rescale(likeScale(q.lo, old.lo))
	}
	return true
}

// afterCorrection tells whether item k is the object of "à nhầm", "lên", "còn".
func (r *reader) afterCorrection(k int) bool {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		it := &r.items[j]
		if it.has(mistake) || it.has(into) {
			return it.value(into) != "keep"
		}
		if it.isQuantity() || it.sign == '\n' {
			return false
		}
	}
	return false
}

func (q *quantity) rescale(scale float64) {
	q.lo, q.hi, q.scale, q.scaled = q.lo*scale, q.hi*scale, scale, true
}

// likeScale returns the scale that brings v nearest to a known number, so that
// 700 after "1 tỷ" is 700 triệu.
func likeScale(v, known float64) float64 {
	best, distance := 1.0, math.Inf(1)
	for _, s := range []float64{1, 1e3, 1e6, 1e9} {
		if d := math.Abs(math.Log(v * s / known)); d < distance {
			best, distance = s, d
		}
	}
	return best
}

// likeKnown finds in the conversation's brief the figure that is nearest to
// old, in any scale, and takes its role.
func (r *reader) likeKnown(q *quantity, old float64) bool {
	b := &r.ctx.Brief
	known := []struct {
		role role
		v    float64
	}{
		{budget, float64(max(b.BudgetMax, b.BudgetMin))}, {budget, float64(b.BudgetMin)},
		{count, float64(b.CreatorsCount)}, {target, float64(b.KPITarget)},
		{age, float64(b.AgeMin)}, {age, float64(b.AgeMax)},
	}
	best, scale, near := math.Log(20), 0.0, unresolved
	for _, f := range known {
		if f.v == 0 || old <= 0 {
			continue
		}
		s := 1.0
		if !q.scaled && (f.role == budget || f.role == target) {
			s = likeScale(old, f.v)
		}
		if d := math.Abs(math.Log(old * s / f.v)); d < best {
			best, scale, near = d, s, f.role
		}
	}
	if scale == 0 || !q.fits(near) {
		return false
	}
	if q.role = near; near == target {
		q.unit = string(b.KPIUnit)
	}
	if scale > 1 {
		q.rescale(scale)
	}
	q.cued = true
	return true
}

// followsGoal reads "mục tiêu: cài app, 40k": a bare count right after the
// clause that names the KPI.
func (r *reader) followsGoal(k int, q *quantity) bool {
	if q.currency != "" || q.ranged || q.hi < 100 || q.scaled && !q.letter {
		return false
	}
	for j := k - 1; j >= 0 && j > k-4; j-- {
		it := &r.items[j]
		if it.meets(setOf(unit, goal)) && it.fate == kept && !r.counts(j) {
			if q.unit = it.value(unit); q.unit == "" {
				q.unit = string(domain.KPI(it.value(goal)).Unit())
			}
			q.heard(j, k)
			return q.is(target)
		}
		if it.sign != ',' && it.sign != ':' && it.sign != '-' && !it.meets(setOf(light, about, goalCue)) {
			return false
		}
	}
	return false
}

// answer reads a bare number as the answer to the question that was asked.
func (r *reader) answer(q *quantity) {
	switch r.ctx.Asked {
	case domain.SlotBudget:
		q.cued = true
		q.role = budget
	case domain.SlotAge:
		if q.integer(3, 100) {
			q.role = age
		}
	case domain.SlotKPI:
		if q.currency == "" && q.hi >= 10 {
			q.role = target
		}
	case domain.SlotCount:
		if q.integer(1, maxCount) {
			q.role = count
		}
	case domain.SlotTime:
		if q.integer(1, 12) {
			q.role = calendar
		}
	}
}

// negative tells whether "-5tr" is nobody's budget: a minus sign stuck to it
// after a word such as "ngân sách", or in a message of nothing else. Elsewhere
// the sign is a bullet.
func (r *reader) negative(k int, q *quantity) bool {
	if k == 0 || r.items[k-1].sign != '-' || !r.gluedAt(q.from) || r.gluedAt(r.items[k-1].from) {
		return false
	}
	if k == 1 {
		return r.only(k)
	}
	return r.items[k-2].meets(cueClasses|setOf(goalCue, countCue)) || r.items[k-2].sign == ':'
}

// only tells whether the message holds nothing but item k and fillers.
func (r *reader) only(k int) bool {
	for j := range r.items {
		if it := &r.items[j]; j != k && it.sign == 0 && !it.meets(setOf(light, about)) {
			return false
		}
	}
	return true
}

// minCounted is the least "30k lượt" that is a KPI.
const minCounted = 100

// namesUnit finds what a number counts in the words before it.
func (r *reader) namesUnit(k int, q *quantity) bool {
	for j := k - 1; j > k-5; j-- {
		it := r.at(j, r.items[k].clause)
		if it.isQuantity() || it.sign != 0 {
			return false
		}
		if it.has(unit) {
			q.unit = it.value(unit)
			q.heard(j, k+1)
			return true
		}
	}
	return false
}
