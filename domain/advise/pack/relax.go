package pack

import (
	"cmp"
	"math"
	"slices"
)

// affordable is how many of the costs, the smallest first, fit a budget.
func affordable(costs []int64, budget int64, most int) int {
	slices.Sort(costs)
	n := 0
	for n < len(costs) && n < most && costs[n] <= budget {
		budget -= costs[n]
		n++
	}
	return n
}

// relaxed is a solution of the relaxed problem.
type relaxed struct {
	bound  float64
	slopes sums    // of the tangents of the pools
	price  float64 // of one unit of the budget
	head   float64 // of one head
	under  []int   // an optimal choice at the price that keeps the budget; nil: none does
	over   []int   // one that does not; nil: the budget does not bind
}

// tangents is how often the tangents are laid anew where the last solution
// lies.
const tangents = 5

// relax finds the tightest bound it can of the part of the problem at hand;
// false when nothing in it keeps the budget and the heads.
func (s *solver) relax(v *priced) (relaxed, bool) {
	var at sums
	best := relaxed{bound: math.Inf(1)}
	for range tangents {
		r, ok := s.relaxAt(v, &at)
		if !ok {
			return r, false
		}
		if r.bound < best.bound {
			best = r
		}
		if !s.curved {
			break
		}
		next := s.added(r.under)
		if r.over != nil { // as much of either as spends the budget
			beyond := s.added(r.over)
			least := s.total(r.under)
			share := float64(s.Budget-least) / float64(s.total(r.over)-least)
			for p := range next {
				next[p] += share * (beyond[p] - next[p])
			}
		}
		if next == at {
			break
		}
		at = next
	}
	return best, true
}

// relaxAt solves the relaxed problem with the tangents at a point. Its dual is
// the highest of straight lines over the price, one a choice: it is lowest where
// the line of a choice above the budget meets that of one within.
func (s *solver) relaxAt(v *priced, at *sums) (relaxed, bool) {
	var r relaxed
	fixed := 0.0
	for p, pool := range s.Pools {
		r.slopes[p] = 1
		if pool.Size > 0 {
			r.slopes[p] = pool.Size * math.Exp(-at[p])
			fixed += s.poolValue(p, at[p]) - r.slopes[p]*at[p]
		}
	}
	v.slopes = &r.slopes
	over, ok := v.at(0)
	if !ok {
		return r, false
	}
	if over.cost <= s.Budget {
		r.bound, r.head, r.under = fixed+over.value, over.head, slices.Clone(v.pick)
		return r, true
	}
	r.over = slices.Clone(v.pick)
	under, _ := v.at(math.Inf(1))
	if under.cost > s.Budget {
		return r, false
	}
	r.under = slices.Clone(v.pick)
	for {
		price := (over.value - under.value) / float64(over.cost-under.cost)
		line := over.value + price*float64(s.Budget-over.cost)
		next, _ := v.at(price)
		dual := next.value + price*float64(s.Budget-next.cost)
		r.bound, r.price, r.head = fixed+dual, price, next.head
		if dual <= line*(1+enough) || next.cost == over.cost || next.cost == under.cost {
			return r, true
		}
		if next.cost > s.Budget {
			over, r.over = next, slices.Clone(v.pick)
		} else {
			under, r.under = next, slices.Clone(v.pick)
		}
	}
}

// total is what a choice costs.
func (s *solver) total(pick []int) (cost int64) {
	for g, o := range pick {
		cost += s.cost(g, o)
	}
	return cost
}

// priced chooses at a price of the budget.
type priced struct {
	*solver
	slopes *sums
	pick   []int
	gain   []float64 // of the best option of each group at the price
	groups []int     // that need not be taken
}

// chosen is what a choice at a price comes to.
type chosen struct {
	value float64 // by the tangents, without the price
	cost  int64
	head  float64 // the price of a head
}

func newPriced(s *solver) *priced {
	return &priced{solver: s, pick: make([]int, len(s.Groups)), gain: make([]float64, len(s.Groups))}
}

// reduced is what an option brings beyond its price.
func (v *priced) reduced(g, o int, price float64) float64 {
	if o == nothing {
		return 0
	}
	option := &v.Groups[g].Options[o]
	return v.slopes[option.Pool]*v.weights[g][o] - price*float64(option.Cost)
}

// at chooses at a price; false when there are not as many heads as there are to
// be, or more must be taken. At an infinite price the cheapest is best, and of
// those the one that brings most.
func (v *priced) at(price float64) (c chosen, ok bool) {
	heads := 0
	v.groups = v.groups[:0]
	cheapest := math.IsInf(price, 1)
	if cheapest {
		price = 0
	}
	for g := range v.Groups {
		list := v.allowed(g)
		if len(list) == 0 {
			if v.Groups[g].Must {
				return c, false
			}
			v.pick[g] = nothing
			continue
		}
		free := list[0] == nothing
		best, gain := nothing, math.Inf(-1)
		for _, o := range list {
			if o == nothing {
				continue
			}
			x := v.reduced(g, o, price)
			switch {
			case cheapest && best != nothing && v.cost(g, o) > v.cost(g, best):
			case best == nothing, x > gain:
				best, gain = o, x
			}
		}
		v.pick[g] = best
		if best == nothing { // of its options none is left
			continue
		}
		if cheapest {
			v.gain[g] = -float64(v.cost(g, best))
		} else {
			v.gain[g] = gain
		}
		if free {
			v.groups = append(v.groups, g)
			continue
		}
		heads++
		c.value += v.slopes[v.Groups[g].Options[best].Pool] * v.weights[g][best]
		c.cost += v.cost(g, best)
	}
	wanted := v.heads - heads
	if v.heads >= 0 {
		if wanted < 0 || wanted > len(v.groups) {
			return c, false
		}
		slices.SortFunc(v.groups, func(a, b int) int {
			return cmp.Or(cmp.Compare(v.gain[b], v.gain[a]), cmp.Compare(a, b))
		})
		// Any price between the last head taken and the first left out.
		switch {
		case wanted == 0 && len(v.groups) > 0:
			c.head = v.gain[v.groups[0]]
		case wanted > 0 && wanted < len(v.groups):
			c.head = (v.gain[v.groups[wanted-1]] + v.gain[v.groups[wanted]]) / 2
		case wanted > 0:
			c.head = v.gain[v.groups[wanted-1]]
		}
	}
	for i, g := range v.groups {
		if v.heads >= 0 && i < wanted || v.heads < 0 && (v.gain[g] > 0 || cheapest && v.gain[g] == 0) {
			c.value += v.slopes[v.Groups[g].Options[v.pick[g]].Pool] * v.weights[g][v.pick[g]]
			c.cost += v.cost(g, v.pick[g])
		} else {
			v.pick[g] = nothing
		}
	}
	return c, true
}
