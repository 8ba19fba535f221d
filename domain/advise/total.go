package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// Sum is what several chosen candidates cost and bring together, one
// deliverable each. What is not known of some is not in it; the counts say how
// many it rests on.
type Sum struct {
	Count int

	Cost      domain.Interval // of those with a quote or an estimate, in đồng
	Quoted    domain.VND      // of the quoted ones, exactly
	Quotes    int
	Estimates int
	Unpriced  int
	Left      domain.VND // of the budget, after the middle of Cost; negative: over it
	HasBudget bool

	Views, Engagements, Reach             domain.Interval // Reach counts each person once
	ViewsFrom, EngagementsFrom, ReachFrom int             // how many candidates each rests on
}

// Exact tells whether the cost is a sum of quotes alone.
func (s Sum) Exact() bool { return s.Estimates+s.Unpriced == 0 }

// moments adds independent log-normal estimates; the sum is taken for
// log-normal with the same mean and variance (Fenton and Wilkinson).
type moments struct {
	mean, variance float64
	n              int
}

func (m *moments) add(x spread) {
	if !x.known {
		return
	}
	m.n++
	mean := math.Exp(x.log + x.sigma*x.sigma/2)
	m.mean += mean
	m.variance += mean * mean * math.Expm1(x.sigma*x.sigma)
}

func (m *moments) sum() spread {
	if m.n == 0 {
		return spread{}
	}
	if m.mean == 0 {
		return spread{log: math.Inf(-1), known: true}
	}
	v := math.Log1p(m.variance / m.mean / m.mean)
	return spread{math.Log(m.mean) - v/2, math.Sqrt(v), true}
}

// Total returns what the chosen candidates cost and bring together.
func Total(b domain.Brief, chosen []Candidate) Sum {
	sum := Sum{Count: len(chosen)}
	var cost, views, engagements, reach moments
	people := make([][]float64, len(platforms)) // middle reach of each candidate, by platform
	for i := range chosen {
		c := &chosen[i]
		a := subjectOf(c.Account)
		if a.index < 0 {
			continue
		}
		switch fee := prior(a.platform.fee, &a); {
		case a.quoted:
			sum.Quoted += a.price
			sum.Quotes++
		case c.Price.Unknown:
			sum.Unpriced++
		default:
			sum.Estimates++
			cost.add(fee)
		}
		o := outlookOf(&a)
		views.add(o.views)
		engagements.add(o.engagements)
		reach.add(o.reach)
		if o.reach.known {
			people[a.index] = append(people[a.index], math.Exp(o.reach.log))
		}
	}
	fixed, estimated := float64(sum.Quoted), cost.sum().interval()
	sum.Cost = domain.Interval{P10: estimated.P10 + fixed, P50: estimated.P50 + fixed, P90: estimated.P90 + fixed}
	if budget, ok := b.Spend(); ok {
		sum.HasBudget, sum.Left = true, budget-domain.VND(math.Round(sum.Cost.P50))
	}
	sum.Views, sum.ViewsFrom = views.sum().interval(), views.n
	sum.Engagements, sum.EngagementsFrom = engagements.sum().interval(), engagements.n
	sum.Reach, sum.ReachFrom = once(reach.sum().interval(), people), reach.n
	return sum
}

// once turns a sum of reaches into people counted once: on each platform
// A(1 − Π(1 − rᵢ/A)), its audience A being reached at random, which is an upper
// bound among people with like tastes; platforms are taken to share nobody, up
// to the number of people on any.
func once(total domain.Interval, people [][]float64) domain.Interval {
	middle := 0.0
	for _, list := range people {
		for _, r := range list {
			middle += r
		}
	}
	if middle == 0 {
		return total
	}
	at := func(quantile float64) float64 {
		scale, sum := quantile/middle, 0.0
		for i, list := range people {
			p := &platforms[i]
			missed, added := 1.0, 0.0
			for _, r := range list {
				r *= scale
				added += r
				if p.hasAudience {
					missed *= 1 - min(r/p.audience, 1)
				}
			}
			if p.hasAudience {
				added = min(added, p.audience*(1-missed))
			}
			sum += added
		}
		if all, ok := facts.AudienceOf(facts.AnyPlatform); ok {
			sum = min(sum, all.People)
		}
		return sum
	}
	return domain.Interval{P10: at(total.P10), P50: at(total.P50), P90: at(total.P90)}
}
