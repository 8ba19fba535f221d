// Package pack picks at most one option of each group, within a budget and a
// head count, for the most value, and proves how far from the best that can be.
//
// What is picked adds up in pools; the value is the sum of the pools' values.
// A pool without a size is worth what was added: an ordinary multiple-choice
// knapsack. A pool of a size is worth the part of it that was hit at least
// once, when each option hits its share of it at random:
//
//	size × (1 − Π(1 − gain/size)) = size × (1 − exp(−Σ weight)),  weight = −ln(1 − gain/size)
//
// which is how many different people posts reach.
//
// # How it is solved
//
// relax.go replaces each pool by its tangent at a point, which lies nowhere
// below it, and prices the budget and the heads (Lagrange): what is left falls
// apart into groups and is an upper bound. improve.go turns its solution into a
// feasible one and betters it. deviate.go goes through the ways to deviate from
// the relaxed solution whose loss the bound does not rule out, forgetting those
// that another one is at least as good as. Where they are too many, branch.go
// splits the problem at the group that the relaxed solution would take half:
// what it costs at most here, at least there. When nothing is left open the
// best is found; when that takes too long, the gap is what is still open.
//
// Everything is deterministic: the same problem gives the same picks.
package pack

import (
	"cmp"
	"math"
	"slices"
)

// Option is one way to take a group.
type Option struct {
	Cost int64   // ≥ 0
	Gain float64 // ≥ 0, in the units of the pool; below its size where it has one
	Pool int     // index in Problem.Pools
}

// Group is a set of options of which at most one is taken; exactly one, if it
// Must be.
type Group struct {
	Options []Option
	Must    bool
}

// Pool is what gains add up in. Size 0 adds them plainly.
type Pool struct{ Size float64 }

// Problem is what to choose from.
type Problem struct {
	Groups []Group
	Pools  []Pool
	Budget int64
	// Heads is how many groups are to be taken: as many as the budget allows up
	// to that number come before any value. 0 leaves it open.
	Heads int
}

// Solution is the best choice found.
type Solution struct {
	Feasible bool  // false: what must be taken does not fit the budget
	Pick     []int // of each group the option taken, or -1
	Cost     int64
	Heads    int
	Value    float64
	// Bound is a proven upper bound of the value of every choice with as many
	// heads (of every choice, when heads are left open). It equals Value when
	// the best is proven.
	Bound float64
}

// Gap is how far the best can be above Value, as a share of Bound.
func (s Solution) Gap() float64 {
	if s.Bound <= 0 {
		return 0
	}
	return (s.Bound - s.Value) / s.Bound
}

// nothing is taken of a group.
const nothing = -1

// solver is one problem being solved.
type solver struct {
	*Problem
	weights [][]float64 // of each option, as it adds up in its pool
	heads   int         // that are taken; -1: open
	curved  bool        // some pool has a size

	// The options of a group that are allowed in the part of the problem at
	// hand, by cost: from the lowest to the highest place in order.
	order     [][]int // of each group, nothing or options by cost
	low, high []int
}

// maxPools is how many pools a problem can have.
const maxPools = 8

// sums is what was added up in each pool.
type sums [maxPools]float64

// Solve solves a problem of at most eight pools.
func Solve(p *Problem) Solution {
	s := &solver{Problem: p, heads: -1}
	s.weigh()
	if !s.count() {
		return Solution{}
	}
	best, bound := s.branch()
	out := Solution{Feasible: true, Pick: best, Cost: s.total(best), Value: s.value(best)}
	out.Bound = max(bound, out.Value)
	for _, o := range best {
		if o != nothing {
			out.Heads++
		}
	}
	return out
}

// weigh turns gains into what adds up.
func (s *solver) weigh() {
	n := len(s.Groups)
	s.weights, s.order, s.low, s.high = make([][]float64, n), make([][]int, n), make([]int, n), make([]int, n)
	for g := range s.Groups {
		list := make([]float64, len(s.Groups[g].Options))
		var order []int
		if !s.Groups[g].Must {
			order = append(order, nothing)
		}
		for o, option := range s.Groups[g].Options {
			list[o] = option.Gain
			if size := s.Pools[option.Pool].Size; size > 0 {
				list[o], s.curved = -math.Log1p(-min(option.Gain/size, maxShare)), true
			}
			order = append(order, o)
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.rank(g, a), s.rank(g, b)) })
		s.weights[g], s.order[g], s.high[g] = list, order, len(order)-1
	}
}

// rank orders the options of a group by cost, nothing before those that cost
// nothing.
func (s *solver) rank(g, o int) int64 {
	if o == nothing {
		return -1
	}
	return s.Groups[g].Options[o].Cost
}

// allowed lists the options of a group that are allowed here.
func (s *solver) allowed(g int) []int {
	if s.low[g] > s.high[g] {
		return nil
	}
	return s.order[g][s.low[g] : s.high[g]+1]
}

func (s *solver) cost(g, o int) int64 {
	if o == nothing {
		return 0
	}
	return s.Groups[g].Options[o].Cost
}

// maxShare keeps the weight of an option finite that hits a whole pool.
const maxShare = 0.999999

// count finds how many heads can be had, and whether anything can.
func (s *solver) count() bool {
	var must int64
	heads := 0
	var cheapest []int64
	for g := range s.Groups {
		options := s.Groups[g].Options
		if len(options) == 0 {
			if s.Groups[g].Must {
				return false
			}
			continue
		}
		least := options[0].Cost
		for _, o := range options {
			least = min(least, o.Cost)
		}
		if s.Groups[g].Must {
			must += least
			heads++
		} else {
			cheapest = append(cheapest, least)
		}
	}
	if must > s.Budget {
		return false
	}
	if s.Heads == 0 {
		return true
	}
	s.heads = heads + affordable(cheapest, s.Budget-must, max(s.Heads-heads, 0))
	return true
}

// worth is the value of what was added up in the pools.
func (s *solver) worth(added *sums) float64 {
	sum := 0.0
	for p := range s.Pools {
		sum += s.poolValue(p, added[p])
	}
	return sum
}

func (s *solver) poolValue(p int, added float64) float64 {
	if size := s.Pools[p].Size; size > 0 {
		return -size * math.Expm1(-added)
	}
	return added
}

// value is the value of a choice.
func (s *solver) value(pick []int) float64 {
	added := s.added(pick)
	return s.worth(&added)
}

func (s *solver) added(pick []int) (added sums) {
	for g, o := range pick {
		if o != nothing {
			added[s.Groups[g].Options[o].Pool] += s.weights[g][o]
		}
	}
	return added
}
