package understand

import (
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
)

// budget fills the budget from the sums of money: those that a word calls the
// budget before those that only look like one. Two different ones, or one
// without its scale, become a question.
func (w *writer) budget() {
	var sums []int
	cued := false
	for k := range w.items {
		if q := w.quantityAt(k, budget); q != nil {
			sums = append(sums, k)
			cued = cued || q.cued
		}
	}
	if cued {
		sums = slices.DeleteFunc(sums, func(k int) bool { return !w.qs[w.items[k].q].cued })
	}
	var options []domain.Brief
	unclear := false
	for _, k := range sums {
		readings, sure := w.sums(&w.qs[w.items[k].q])
		unclear = unclear || !sure
		if len(options) > maxOptions {
			break
		}
		for _, b := range readings {
			if !slices.ContainsFunc(options, func(o domain.Brief) bool { return o.BudgetMin == b.BudgetMin && o.BudgetMax == b.BudgetMax }) {
				options = append(options, b)
			}
		}
	}
	if len(options) == 0 {
		return
	}
	first, last := &w.qs[w.items[sums[0]].q], &w.qs[w.items[sums[len(sums)-1]].q]
	if len(options) == 2 && !unclear { // "ít nhất 100tr, tối đa 200tr"
		lo, hi := max(options[0].BudgetMin, options[1].BudgetMin), max(options[0].BudgetMax, options[1].BudgetMax)
		if first.atLeast != last.atLeast && first.atMost != last.atMost && lo < hi {
			options = []domain.Brief{{BudgetMin: lo, BudgetMax: hi}}
		}
	}
	known := float64(w.ctx.Brief.BudgetMax)
	if sum := w.relative(sums[0], known, float64(options[0].BudgetMax)); len(options) == 1 && sum > 0 && sum != float64(options[0].BudgetMax) {
		options[0].BudgetMin, options[0].BudgetMax = domain.VND(whole(sum)), domain.VND(whole(sum))
	}
	if unclear || len(options) > 1 {
		w.out.Questions = append(w.out.Questions, Question{
			Slot: domain.SlotBudget, Words: w.words(w.items[first.first].from, w.items[last.end-1].to), Options: options[:min(maxOptions, len(options))],
		})
		return
	}
	w.out.Brief.BudgetMin, w.out.Brief.BudgetMax = options[0].BudgetMin, options[0].BudgetMax
	for _, k := range sums {
		w.heard(domain.SlotBudget, w.qs[w.items[k].q].first, w.qs[w.items[k].q].end)
	}
}

// bareSum asks whether a number that stands by itself among other parts of a
// brief ("mỹ phẩm, 200, tiktok") is the budget.
func (w *writer) bareSum() {
	found := -1
	asked := slices.ContainsFunc(w.out.Questions, func(q Question) bool { return q.Slot == domain.SlotBudget })
	if asked || len(w.spans) == 0 || w.ctx.Asked != "" || w.out.Brief.Has(domain.SlotBudget) || w.ctx.Brief.Has(domain.SlotBudget) {
		return
	}
	for k := range w.items {
		q := w.quantityAt(k, unresolved)
		if q == nil || q.words || !q.integer(minBare, maxBare) || !w.alone(k) {
			continue
		}
		if found >= 0 {
			return
		}
		found = k
	}
	if found < 0 {
		return
	}
	if options, _ := w.sums(&w.qs[w.items[found].q]); len(options) > 0 {
		w.out.Questions = append(w.out.Questions, Question{Slot: domain.SlotBudget, Words: w.words(w.items[found].from, w.items[found].to), Options: options})
	}
}

// minBare and maxBare bound the numbers that can be budgets without a scale, in
// millions: fewer are more likely people or places in a list.
const (
	minBare = 10
	maxBare = 1900
)

// maxOptions is how many answers a question offers.
const maxOptions = 4

// quantityAt returns the quantity of item k when it is kept and has the role.
func (r *reader) quantityAt(k int, role role) *quantity {
	if it := &r.items[k]; it.isQuantity() && it.fate == kept && r.qs[it.q].role == role {
		return &r.qs[it.q]
	}
	return nil
}

// relative returns v, or what it makes of a known number after "thêm" or
// "bớt": "thêm 5 KOC" to ten is fifteen.
func (r *reader) relative(k int, known, v float64) float64 {
	for j := k - 1; j >= 0 && j > k-4 && known > 0; j-- {
		switch it := &r.items[j]; {
		case it.meets(setOf(into, mistake)), it.isQuantity(), it.sign != 0:
			return v
		case it.has(adding) && it.value(adding) == "":
			return known + v
		case it.has(lessening) && v < known:
			return known - v
		}
	}
	return v
}

// sums returns the budgets that q can be; sure tells that the first is meant.
func (w *writer) sums(q *quantity) (list []domain.Brief, sure bool) {
	rate := 1.0
	if q.currency == string(Dollar) || strings.HasSuffix(q.unsure, string(Dollar)) {
		rate = float64(w.ctx.VNDPerUSD)
	}
	add := func(lo, hi float64) {
		b := domain.Brief{BudgetMin: domain.VND(whole(lo * rate)), BudgetMax: domain.VND(whole(hi * rate))}
		if q.atMost {
			b.BudgetMin = 0
		} else if q.atLeast {
			b.BudgetMax = 0
		}
		if b.Has(domain.SlotBudget) && b.Validate() == nil {
			list = append(list, b)
		}
	}
	switch {
	case q.unsure != "":
		for worth := range strings.FieldsSeq(q.unsure) {
			if n, err := strconv.ParseFloat(worth, 64); err == nil {
				add(q.lo*n, q.hi*n)
			}
		}
		return list, false
	case q.vague:
		for _, n := range [][2]float64{{20, 30}, {30, 50}, {50, 90}} {
			add(n[0]/10*q.lo, n[1]/10*q.lo)
		}
		return list, false
	case q.doubtful:
		add(q.lo, q.hi)
		add(q.lo*1000, q.hi*1000)
		return list, false
	case q.scaled || q.currency != "" || q.lo >= minBudget:
		add(q.lo, q.hi)
		return list, true
	}
	for _, scale := range likelyScales(q.hi) {
		add(q.lo*scale, q.hi*scale)
	}
	return list, false
}

// likelyScales are the scales that somebody may leave out of a budget, the
// likeliest first: a "200" is 200 triệu or, typed carelessly, 200 nghìn.
func likelyScales(v float64) []float64 {
	switch {
	case v < 10:
		return []float64{1e6, 1e9}
	case v < 100_000:
		return []float64{1e6, 1e3}
	}
	return []float64{1, 1e3}
}
