package pack

import (
	"cmp"
	"math"
	"slices"
)

// deviation is another way to take a group than the relaxed solution's.
type deviation struct {
	option int
	loss   float64 // of the bound
	cost   int64   // above the relaxed solution's
	heads  int
	pool   [2]int // what it takes out of a pool and puts into one; -1: none
	weight [2]float64
}

// core is a group that the bound leaves open.
type core struct {
	group      int
	deviations []deviation // by loss
	up, down   int64       // the most cost it can add, and save
}

// state is a set of deviations.
type state struct {
	loss   float64
	cost   int64
	heads  int
	added  sums
	parent int32 // in the trail; -1: the relaxed solution itself
}

// step is one deviation of a state, after those before it.
type step struct {
	parent        int32
	group, option int
}

// deviate looks for a choice better than value in the part of the problem that
// r relaxes. It returns the best one found, nil for none, how many states it
// looked at, and whether it saw everything; it gives up after so many.
func (s *solver) deviate(r relaxed, value float64, most int) (best []int, seen int, whole bool) {
	base := s.base(r)
	cores := s.cores(r, base, r.bound-value)
	var up, down int64
	for i := range cores {
		up += cores[i].up
		down += cores[i].down
	}
	start := state{added: s.added(base), parent: -1}
	for g, o := range base {
		if o != nothing {
			start.cost += s.cost(g, o)
			start.heads++
		}
	}
	taken, found := int32(-1), false
	consider := func(st *state) {
		if st.cost <= s.Budget && (s.heads < 0 || st.heads == s.heads) {
			if v := s.worth(&st.added); v > value*(1+enough) {
				value, taken, found = v, st.parent, true
			}
		}
	}
	// open tells whether a state can still come to more than value. What must
	// be left of the budget is lost at its price.
	open := func(st *state) bool {
		return st.cost-down <= s.Budget &&
			r.bound-st.loss-r.price*float64(max(s.Budget-st.cost-up, 0)) > value*(1+enough)
	}
	consider(&start)
	layer := []state{start}
	var trail []step
	for i := range cores {
		c := &cores[i]
		up -= c.up
		down -= c.down
		next := layer
		for j := range layer {
			st := layer[j]
			for k := range c.deviations {
				d := &c.deviations[k]
				if r.bound-st.loss-d.loss <= value*(1+enough) {
					break
				}
				to := st
				to.loss, to.cost, to.heads = st.loss+d.loss, st.cost+d.cost, st.heads+d.heads
				for n, p := range d.pool {
					if p >= 0 {
						to.added[p] += d.weight[n]
					}
				}
				if !open(&to) {
					continue
				}
				trail = append(trail, step{st.parent, c.group, d.option})
				to.parent = int32(len(trail) - 1)
				consider(&to)
				next = append(next, to)
			}
		}
		layer = s.thin(next, open)
		if seen += len(layer); seen > most {
			break
		}
	}
	if found {
		best = base
		for at := taken; at >= 0; at = trail[at].parent {
			best[trail[at].group] = trail[at].option
		}
	}
	return best, seen, seen <= most
}

// base is the solution of the relaxed problem at its prices, group by group.
func (s *solver) base(r relaxed) []int {
	pick := make([]int, len(s.Groups))
	for g := range s.Groups {
		pick[g] = nothing
		best := math.Inf(-1)
		for _, o := range s.allowed(g) {
			if x := s.reduced(&r, g, o); x > best {
				pick[g], best = o, x
			}
		}
	}
	return pick
}

// reduced is what an option brings beyond the prices of budget and head.
func (s *solver) reduced(r *relaxed, g, o int) float64 {
	if o == nothing {
		return 0
	}
	option := &s.Groups[g].Options[o]
	return r.slopes[option.Pool]*s.weights[g][o] - r.price*float64(option.Cost) - r.head
}

// cores lists the groups in which a deviation loses less than gap, those that
// are most open first.
func (s *solver) cores(r relaxed, base []int, gap float64) []core {
	var list []core
	for g, b := range base {
		c := core{group: g}
		from := s.reduced(&r, g, b)
		for _, o := range s.allowed(g) {
			d := deviation{option: o, loss: max(from-s.reduced(&r, g, o), 0), cost: s.cost(g, o) - s.cost(g, b), pool: [2]int{-1, -1}}
			if o == b || d.loss >= gap {
				continue
			}
			if b != nothing {
				d.pool[0], d.weight[0] = s.Groups[g].Options[b].Pool, -s.weights[g][b]
				d.heads--
			}
			if o != nothing {
				d.pool[1], d.weight[1] = s.Groups[g].Options[o].Pool, s.weights[g][o]
				d.heads++
			}
			c.up, c.down = max(c.up, d.cost), max(c.down, -d.cost)
			c.deviations = append(c.deviations, d)
		}
		if len(c.deviations) > 0 {
			slices.SortStableFunc(c.deviations, func(a, b deviation) int { return cmp.Compare(a.loss, b.loss) })
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b core) int { return cmp.Compare(a.deviations[0].loss, b.deviations[0].loss) })
	return list
}

// mostRivals is against how many cheaper states one is held: with one pool the
// last one tells, with several this forgets less than it could.
const mostRivals = 64

// thin keeps the states that are open and that no other one with as many heads
// is at least as good as: no dearer, and with no less in any pool.
func (s *solver) thin(list []state, open func(*state) bool) []state {
	list = slices.DeleteFunc(list, func(st state) bool { return !open(&st) })
	slices.SortStableFunc(list, func(a, b state) int {
		if s.heads >= 0 && a.heads != b.heads {
			return cmp.Compare(a.heads, b.heads)
		}
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.loss, b.loss))
	})
	kept := list[:0]
	first := 0 // of those with as many heads
	for _, st := range list {
		if n := len(kept); s.heads >= 0 && n > first && kept[n-1].heads != st.heads {
			first = n
		}
		beaten := false
		for i := len(kept) - 1; i >= max(first, len(kept)-mostRivals) && !beaten; i-- {
			beaten = s.covers(&kept[i].added, &st.added)
		}
		if !beaten {
			kept = append(kept, st)
		}
	}
	return kept
}

// covers tells whether a has no less than b in any pool.
func (s *solver) covers(a, b *sums) bool {
	for p := range s.Pools {
		if a[p] < b[p] {
			return false
		}
	}
	return true
}
