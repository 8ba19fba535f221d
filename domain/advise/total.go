package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// Booking is somebody booked for a number of deliverables.
type Booking struct {
	Candidate Candidate
	Quantity  int // at least 1
}

// Sum is what several bookings cost and bring together. What is not known of
// some is not in it; the counts say how many it rests on.
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

// common is the share of the uncertainty of each estimate, as a variance, that
// all estimates of a campaign have in common: a season, a change in what a feed
// prefers, a fact table that is off. Such errors do not cancel out however many
// people are booked. Our choice: nothing public tells.
const common = 0.25

// moments adds log-normal estimates that err together in part; the sum is taken
// for log-normal with the same mean and variance (Fenton and Wilkinson).
type moments struct {
	mean     float64
	variance float64 // of what each has of its own, and the products of equals
	shared   []term
}

// term is the mean of an estimate, and the spread it shares with the others.
type term struct{ mean, sigma float64 }

func (m *moments) add(x spread) {
	if !x.known {
		return
	}
	mean := math.Exp(x.log + x.sigma*x.sigma/2)
	m.mean += mean
	m.variance += mean * mean * math.Expm1(x.sigma*x.sigma)
	m.shared = append(m.shared, term{mean, x.sigma * math.Sqrt(common)})
}

func (m *moments) n() int { return len(m.shared) }

func (m *moments) sum() spread {
	switch {
	case m.n() == 0:
		return spread{}
	case m.mean == 0:
		return spread{log: math.Inf(-1), known: true}
	}
	variance := m.variance
	for i, a := range m.shared {
		for _, b := range m.shared[:i] {
			variance += 2 * a.mean * b.mean * math.Expm1(a.sigma*b.sigma)
		}
	}
	v := math.Log1p(variance / m.mean / m.mean)
	return spread{math.Log(m.mean) - v/2, math.Sqrt(v), true}
}

// again is an estimate for several posts of one account, which err alike.
func (x spread) again(posts int) spread {
	x.log += math.Log(float64(posts))
	return x
}

// followings is how many people an account can reach with ever more posts, as
// a multiple of what one reaches, where its followers are not more: our choice.
const followings = 2

// reachOf is the middle of the people that several posts of one account reach,
// each once: every post finds its share of those who can be reached at random.
func (a *subject) reachOf(one float64, posts int) float64 {
	all := max(float64(a.account.Followers.Or(0)), followings*one)
	if all == 0 {
		return 0
	}
	return all * (1 - math.Pow(1-one/all, float64(posts)))
}

// Total returns what bookings cost and bring together.
func Total(b domain.Brief, bookings []Booking) Sum {
	sum := Sum{Count: len(bookings)}
	var cost, views, engagements, reach moments
	people := make([][]float64, len(platforms)) // middle reach of each candidate, by platform
	for i := range bookings {
		c, posts := &bookings[i].Candidate, max(bookings[i].Quantity, 1)
		a := subjectOf(c.Account)
		if a.index < 0 {
			continue
		}
		switch fee := prior(a.platform.fee, &a); {
		case a.quoted:
			sum.Quoted += a.price * domain.VND(posts)
			sum.Quotes++
		case c.Price.Unknown:
			sum.Unpriced++
		default:
			sum.Estimates++
			cost.add(fee.again(posts))
		}
		o := outlookOf(&a)
		views.add(o.views.again(posts))
		engagements.add(o.engagements.again(posts))
		if o.reach.known {
			middle := a.reachOf(math.Exp(o.reach.log), posts)
			people[a.index] = append(people[a.index], middle)
			o.reach.log = math.Log(middle)
		}
		reach.add(o.reach)
	}
	fixed, estimated := float64(sum.Quoted), cost.sum().interval()
	sum.Cost = domain.Interval{P10: estimated.P10 + fixed, P50: estimated.P50 + fixed, P90: estimated.P90 + fixed}
	if budget, ok := b.Spend(); ok {
		sum.HasBudget, sum.Left = true, budget-domain.VND(math.Round(sum.Cost.P50))
	}
	sum.Views, sum.ViewsFrom = views.sum().interval(), views.n()
	sum.Engagements, sum.EngagementsFrom = engagements.sum().interval(), engagements.n()
	sum.Reach, sum.ReachFrom = once(reach.sum().interval(), people), reach.n()
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
