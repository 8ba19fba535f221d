package understand

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
)

// minAdult is the age from which a person may be the audience rather than the
// child that a product is bought for, when both are named.
const minAdult = 13

func (w *writer) age() {
	b := &w.out.Brief
	adults := false
	for k := range w.items {
		q := w.quantityAt(k, age)
		adults = adults || q != nil && q.hi >= minAdult
	}
	for k := range w.items {
		q := w.quantityAt(k, age)
		if q == nil || adults && q.hi < minAdult { // the child's, beside the mother's
			continue
		}
		lo, hi := int(q.lo), int(q.hi)
		if q.atMost {
			lo = 0
		} else if q.atLeast {
			hi = 0
		}
		switch {
		case b.AgeMin == 0 && b.AgeMax == 0:
			b.AgeMin, b.AgeMax = lo, hi
		case q.atMost != q.atLeast && (b.AgeMin == 0) != (b.AgeMax == 0): // "trên 18, dưới 30 tuổi"
			b.AgeMin, b.AgeMax = max(b.AgeMin, lo), max(b.AgeMax, hi)
		case q.ranged || q.cued || w.ctx.Asked == domain.SlotAge:
			b.AgeMin, b.AgeMax = min(b.AgeMin, lo), max(b.AgeMax, hi)
		}
		w.heard(domain.SlotAge, q.first, q.end)
	}
	if b.AgeMax != 0 && b.AgeMin > b.AgeMax {
		b.AgeMin, b.AgeMax = b.AgeMax, b.AgeMin
	}
}

// generations asks which ages "gen z" or "sinh viên" are where none is stated:
// the word alone states none, and it is not to be lost.
func (w *writer) generations() {
	asked := w.ctx.Asked == domain.SlotAge
	begun := asked || len(w.spans) > 0 || w.ctx.Brief.Industry != "" || w.ctx.Brief.BudgetMax > 0
	if w.out.Brief.Has(domain.SlotAge) || !begun || !asked && w.asks() {
		return
	}
	for k := range w.items {
		it := &w.items[k]
		counted := k > 0 && w.items[k-1].isQuantity() // "1.200 học sinh"
		denied := w.at(k-1, it.clause).meets(setOf(negation, negationAfter))
		if !it.has(generation) || it.fate != kept || denied || counted && !asked {
			continue
		}
		q := Question{Slot: domain.SlotAge, Words: w.words(it.from, it.to)}
		for _, s := range it.senses {
			lo, hi, ok := strings.Cut(s.value, "-")
			if s.class != generation || !ok || s.weak && !asked || len(q.Options) == maxOptions {
				continue
			}
			b := domain.Brief{}
			b.AgeMin, _ = strconv.Atoi(lo)
			b.AgeMax, _ = strconv.Atoi(hi)
			if b.AgeMin > domain.MaxAge { // years of birth
				year := cmp.Or(w.ctx.Year, thisYear)
				b.AgeMin, b.AgeMax = max(year-b.AgeMax, 1), min(year-b.AgeMin, domain.MaxAge)
			}
			q.Options = append(q.Options, b)
		}
		if len(q.Options) > 0 {
			w.out.Questions = append(w.out.Questions, q)
			return
		}
	}
}

// thisYear is the year unless the context names another.
const thisYear = 2026

func (w *writer) count() {
	b := &w.out.Brief
	if w.asks() {
		return
	}
	found, several := -1, false
	for k := range w.items {
		q := w.quantityAt(k, count)
		if q == nil || q.ranged {
			continue
		}
		n := int(w.relative(k, float64(w.ctx.Brief.CreatorsCount), q.lo))
		several = several || found >= 0 && n != b.CreatorsCount
		found, b.CreatorsCount = k, min(n, domain.MaxCreators)
	}
	if several {
		b.CreatorsCount = 0
	} else if found >= 0 {
		q := &w.qs[w.items[found].q]
		w.heard(domain.SlotCount, q.first, q.end)
	}
}

func (w *writer) time() {
	b := &w.out.Brief
	for k := range w.items {
		it := &w.items[k]
		if q := w.quantityAt(k, duration); q != nil && b.DurationDays == 0 {
			if n := q.lo * q.days; n >= 1 && n <= domain.MaxDuration {
				b.DurationDays = int(n)
				w.heard(domain.SlotTime, q.first, q.end)
			}
		}
		if b.Month.Month != 0 {
			continue
		}
		if q := w.quantityAt(k, calendar); q != nil {
			b.Month.Month = int(q.lo)
			end := q.end
			b.Month.Year, end = w.yearAfter(k+1, end)
			w.heard(domain.SlotTime, q.first, end)
		} else if it.has(month) && it.fate == kept && w.supported(k, it.sense(month)) {
			year, m, dated := strings.Cut(it.value(month), "-")
			if !dated {
				year, m = "0", year
			}
			b.Month.Month, _ = strconv.Atoi(m)
			b.Month.Year, _ = strconv.Atoi(year)
			end := k + 1
			if !dated {
				b.Month.Year, end = w.yearAfter(k+1, end)
			}
			w.heard(domain.SlotTime, k, end)
		}
	}
}

// yearAfter reads the year after a month: "tháng 3 năm 2027", "March 2027".
func (w *writer) yearAfter(k, end int) (year, to int) {
	for j := k; j < k+3 && j < len(w.items); j++ {
		it := &w.items[j]
		if it.isQuantity() {
			if q := &w.qs[it.q]; isYear(q.lo) && q.lo >= 2000 && q.role == nothing && !q.scaled && !q.ranged && q.currency == "" {
				return int(q.lo), j + 1
			}
			return 0, end
		}
		if it.sign != '/' && it.sign != '-' && it.value(measure) != "year" {
			return 0, end
		}
	}
	return 0, end
}

func (w *writer) kpi() {
	b := &w.out.Brief
	for k := range w.items {
		q := w.quantityAt(k, target)
		if q == nil || b.KPITarget != 0 {
			continue
		}
		u := domain.Unit(q.unit)
		if u == "" {
			u = w.goalUnit()
		}
		if n := whole(q.lo); u != "" && n > 0 && n <= domain.MaxTarget {
			b.KPI, b.KPITarget, b.KPIUnit = u.KPI(), n, u
			w.heard(domain.SlotKPI, q.first, q.end)
		} else if u == "" && n > 0 && n <= domain.MaxTarget {
			w.askUnit(k, n)
			return
		}
	}
	if b.KPI != "" || w.asks() {
		return
	}
	pick := func(fate fate) {
		for k := range w.items {
			it := &w.items[k]
			if it.fate != fate || b.KPI != "" || w.counts(k) {
				continue
			}
			if s := it.sense(goal); s != nil && w.supported(k, s) {
				b.KPI = domain.KPI(s.value)
			} else if s := it.sense(unit); s != nil && w.supported(k, s) {
				b.KPI = domain.Unit(s.value).KPI()
			} else {
				continue
			}
			w.heard(domain.SlotKPI, k, k+1)
		}
	}
	pick(kept)
	pick(soft)
}

// goalUnit is the unit of the KPI that the text or the conversation names.
func (w *writer) goalUnit() domain.Unit {
	for k := range w.items {
		it := &w.items[k]
		if it.fate != kept || w.counts(k) {
			continue
		}
		if s := it.sense(goal); s != nil && w.supported(k, s) {
			return domain.KPI(s.value).Unit()
		}
		if s := it.sense(unit); s != nil && w.supported(k, s) {
			return domain.Unit(s.value)
		}
	}
	if u := w.ctx.Brief.KPIUnit; u != "" {
		return u
	}
	return w.ctx.Brief.KPI.Unit()
}

// askUnit asks what a bare number of the KPI counts.
func (w *writer) askUnit(k int, n int64) {
	q := Question{Slot: domain.SlotKPI, Words: w.words(w.items[k].from, w.items[k].to)}
	for _, u := range []domain.Unit{domain.UnitReach, domain.UnitViews, domain.UnitEngagements, domain.UnitOrders} {
		q.Options = append(q.Options, domain.Brief{KPI: u.KPI(), KPITarget: n, KPIUnit: u})
	}
	w.out.Questions = append(w.out.Questions, q)
}

// growing are the slots that can hold more than was said before: lists, whom a
// product is for, and what a brief can name only one of, so that it is asked.
var growing = []struct {
	class class
	slot  domain.Slot
}{
	{place, domain.SlotLocations}, {channel, domain.SlotChannels}, {tier, domain.SlotTiers}, {gender, domain.SlotGender},
	{creatorKind, domain.SlotKind}, {industry, domain.SlotIndustry},
}

// adding notes which slots grow ("thêm Hà Nội", "nam nữa") rather than start
// anew.
func (w *writer) adding() {
	const reach = 12
	for k := range w.items {
		switch it := &w.items[k]; {
		case it.value(adding) == "after":
			for _, j := range w.objectsBefore(k - 1) {
				w.grow(j, true, true)
			}
		case it.has(adding):
			counted := false // in "thêm 5 KOC cho nữ" it is the creators who are more
			too := it.value(adding) != "" || w.saysToo(k)
			for j := k + 1; j < min(k+reach, len(w.items)) && w.items[j].clause == it.clause; j++ {
				counted = counted || w.items[j].isQuantity() && w.qs[w.items[j].q].role != age
				if w.items[j].has(industry) && !w.items[j-1].meets(setOf(adding, industryCue)) {
					continue // "thêm KOC mỹ phẩm"
				}
				w.grow(j, !counted, too)
			}
		}
	}
}

// saysToo tells whether "nữa" or the like ends the clause of item k.
func (w *writer) saysToo(k int) bool {
	for j := k + 1; j < len(w.items) && w.items[j].clause == w.items[k].clause; j++ {
		if w.items[j].has(adding) {
			return true
		}
	}
	return false
}

// grow notes that the slots of item j grow; too tells that what is there is said
// to stay.
func (w *writer) grow(j int, audience, too bool) {
	it := &w.items[j]
	note := func(slot domain.Slot) {
		w.out.Adding = appendNew(w.out.Adding, slot)
		if too && w.ctx.Asked != slot {
			w.out.Including = appendNew(w.out.Including, slot)
		}
	}
	if audience && w.quantityAt(j, age) != nil {
		note(domain.SlotAge)
	}
	for _, g := range growing {
		if it.has(g.class) && it.fate == kept && (audience || g.class != gender && g.class != creatorKind && g.class != industry) {
			note(g.slot)
		}
	}
}

// slotOfCue are the cues that name a slot as a whole.
var slotOfCue = map[class]domain.Slot{
	goalCue: domain.SlotKPI, budgetCue: domain.SlotBudget, ageCue: domain.SlotAge, countCue: domain.SlotCount, industryCue: domain.SlotIndustry,
	channelCue: domain.SlotChannels, placeCue: domain.SlotLocations,
}

// freed reads "sao cũng được", "bỏ KPI", "chưa biết": the slot that was asked,
// or that is named, is not needed.
func (w *writer) freed() {
	for k := range w.items {
		it := &w.items[k]
		switch {
		case it.has(anything) && it.value(anything) != "":
			w.free(domain.Slot(it.value(anything)), k)
		case it.meets(setOf(anything, later)) && w.ctx.Asked != "" && len(w.out.Heard) == 0:
			w.free(w.ctx.Asked, k)
		case it.meets(setOf(negation, negationAfter)) && k+1 < len(w.items):
			j := k + 1
			for j < len(w.items)-1 && w.items[j].classes.within(setOf(light)) {
				j++
			}
			next := &w.items[j]
			for c, slot := range slotOfCue {
				if next.has(c) && next.classes.within(setOf(c)) && c != channelCue && c != placeCue && len(w.objectsAfter(j+1)) == 0 && w.bare(j+1) {
					w.free(slot, k)
				}
			}
		}
	}
}

// bare tells whether nothing but fillers follows in the clause.
func (w *writer) bare(k int) bool {
	for j := k; j < len(w.items) && w.items[j].clause == w.items[k-1].clause; j++ {
		if it := &w.items[j]; it.sign == 0 && !it.has(light) {
			return false
		}
	}
	return true
}

// free marks a slot as not needed: any gender, the whole country, or cleared.
func (w *writer) free(slot domain.Slot, k int) {
	b := &w.out.Brief
	if b.Has(slot) {
		return
	}
	switch slot {
	case domain.SlotGender:
		b.Gender = domain.AnyGender
	case domain.SlotLocations:
		b.Locations = []domain.Location{domain.Nationwide}
	default:
		if !slices.Contains(w.out.Cleared, slot) {
			w.out.Cleared = append(w.out.Cleared, slot)
		}
	}
	w.heard(slot, k, k+1)
}
