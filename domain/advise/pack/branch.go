package pack

import (
	"container/heap"
	"slices"
)

// part is a part of the problem: some groups restricted to some options, by
// their places in order of cost.
type part struct {
	limits *limit
	bound  float64 // of the part it came from
	age    int     // parts of one bound are looked at in the order of their making
}

// limit restricts one group, within those of another part.
type limit struct {
	within    *limit
	group     int
	low, high int
}

// parts are those left open, the one that may bring most first.
type parts []part

func (q parts) Len() int { return len(q) }
func (q parts) Less(i, j int) bool {
	return q[i].bound > q[j].bound || q[i].bound == q[j].bound && q[i].age < q[j].age
}
func (q parts) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *parts) Push(x any)   { *q = append(*q, x.(part)) }
func (q *parts) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// How much work is done: states looked at in one part, and in all, a part
// counting as some besides. A small problem is worked through whatever it takes.
const (
	smallProblem = 25
	mostStates   = 3_000
	perPart      = 1_000
	mostWork     = 100_000
)

// closeEnough is the gap, as a share of the bound, at which a large problem
// with several curved pools is left: forecasts are not good to a thousandth.
const closeEnough = 0.001

// branch returns the best choice found, and a bound of all.
func (s *solver) branch() (best []int, bound float64) {
	low, high := slices.Clone(s.low), slices.Clone(s.high)
	v := newPriced(s)
	value := 0.0
	take := func(pick []int) {
		if pick == nil {
			return
		}
		if x := s.value(pick); best == nil || x > value {
			best, value = pick, x
		}
	}
	small := len(s.Groups) <= smallProblem
	open := parts{{}}
	work := 0
	for made := 0; len(open) > 0; {
		p := heap.Pop(&open).(part)
		if best != nil && made > 0 {
			if p.bound <= value*(1+enough) {
				break // and so are all others
			}
			if !small && (work >= mostWork || s.curved && len(s.Pools) > 1 && p.bound-value < closeEnough*p.bound) {
				return best, p.bound
			}
		}
		made++
		copy(s.low, low)
		copy(s.high, high)
		for l := p.limits; l != nil; l = l.within { // the narrowest is the latest
			s.low[l.group], s.high[l.group] = max(s.low[l.group], l.low), min(s.high[l.group], l.high)
		}
		r, ok := s.relax(v)
		if !ok {
			continue
		}
		if p.limits != nil {
			r.bound = min(r.bound, p.bound)
		}
		take(s.improve(r.under, p.limits == nil))
		if r.bound <= value*(1+enough) {
			continue
		}
		pick, seen, whole := s.deviate(r, value, mostStates)
		work += seen + perPart
		take(pick)
		if whole {
			continue
		}
		for _, l := range s.split(r) {
			l.within = p.limits
			heap.Push(&open, part{limits: l, bound: r.bound, age: made})
		}
	}
	return best, value
}

// split divides the options of a group that the relaxed solution would take
// half, the dearest such group: those that cost no more than it takes within
// the budget, and those that cost more. Where no group is halved, the curve of
// the pools leaves the gap, and the group that weighs most is divided.
func (s *solver) split(r relaxed) []*limit {
	group, at, most := -1, 0, int64(-1)
	if r.over != nil {
		for g := range s.Groups {
			a, b := s.place(g, r.under[g]), s.place(g, r.over[g])
			if a != b && s.cost(g, s.order[g][max(a, b)]) > most {
				group, at, most = g, min(a, b), s.cost(g, s.order[g][max(a, b)])
			}
		}
	}
	if group < 0 {
		for g := range s.Groups {
			if list := s.allowed(g); len(list) > 1 && s.cost(g, list[len(list)-1]) > most {
				group, most = g, s.cost(g, list[len(list)-1])
				at = min(max(s.place(g, r.under[g]), s.low[g]), s.high[g]-1)
			}
		}
	}
	if group < 0 {
		return nil
	}
	return []*limit{
		{group: group, low: s.low[group], high: at},
		{group: group, low: at + 1, high: s.high[group]},
	}
}

// place is where an option stands in order of cost.
func (s *solver) place(g, o int) int { return slices.Index(s.order[g], o) }
