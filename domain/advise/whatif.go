package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// WhatIf is a rank that a candidate would rise to, all else equal: at a price
// of at most Price, or with an engagement rate of at least Engagement; the other
// is zero. At exactly that figure the rank is exactly Rank.
type WhatIf struct {
	Rank       int
	Price      domain.VND
	Quoted     bool        // Price is below a quote; otherwise nobody has quoted
	Engagement domain.Rate // by the basis usual on the platform
}

// discount is how far a quote is thought to be negotiable.
const discount = 0.3

// WhatIfs says what would raise a candidate: the least discount that gives a
// better rank, and the best rank within 30% off; or, where nobody has quoted, the
// highest quote within the market's range that gives the best rank there. Where
// the engagement is unknown, the least rate that gives the best rank it can.
func (r *Ranking) WhatIfs(k domain.AccountKey) (out []WhatIf) {
	at, position := r.position(k)
	if at < 0 || position == 0 {
		return nil
	}
	a := r.subject(at)
	if a.quoted && a.price > 0 {
		try := func(price int64) int { return r.positionAs(at, a, func(a *subject) { a.price = domain.VND(price) }) }
		quote := int64(a.price)
		lowest := quote - int64(float64(quote)*discount)
		best := try(lowest)
		if best < position {
			most := highest(lowest, quote, best, try)
			next := highest(lowest, quote, position-1, try)
			if rank := try(next); rank > best {
				out = append(out, WhatIf{Rank: rank + 1, Price: domain.VND(next), Quoted: true})
			}
			out = append(out, WhatIf{Rank: best + 1, Price: domain.VND(most), Quoted: true})
		}
	} else if p := priceOf(&a); !a.quoted && !p.Unknown {
		low, high := max(int64(p.Low), 1), int64(p.High)
		if budget := int64(r.scorer.brief.BudgetMax); budget > 0 {
			high = min(high, budget)
		}
		try := func(price int64) int {
			return r.positionAs(at, a, func(a *subject) { a.price, a.quoted = domain.VND(price), true })
		}
		if low <= high {
			if best := try(low); best < position {
				out = append(out, WhatIf{Rank: best + 1, Price: domain.VND(highest(low, high, best, try))})
			}
		}
	}
	if curve := a.platform.engagement(a.platform.basis); !a.engagement && curve != nil {
		// In thousandths, from the best that earns anything downwards.
		log, spread := curve.Log(a.logFollowers)
		best := int64(math.Ceil(1_000 * math.Exp(log+facts.Z90*spread)))
		try := func(less int64) int {
			return r.positionAs(at, a, func(a *subject) {
				a.engagement, a.logEngagement = true, math.Log(max(float64(best-less)/1_000, leastRate))
				a.basis, a.basisAssumed = a.platform.basis, false
			})
		}
		if best <= 1_000 {
			if rank := try(0); rank < position {
				less := highest(0, best-1, rank, try)
				out = append(out, WhatIf{Rank: rank + 1, Engagement: domain.Rate(best-less) / 1_000})
			}
		}
	}
	return out
}

// highest returns the highest x from low to high at which the position is still
// no worse than wanted, rounded down to three digits where that changes nothing.
// Positions must not get better as x rises, and low must do.
func highest(low, high int64, wanted int, position func(x int64) int) int64 {
	for good, bad := low, high+1; ; {
		if bad-good <= 1 {
			if rounded := roundDown(good); rounded >= low && position(rounded) == position(good) {
				return rounded
			}
			return good
		}
		if middle := good + (bad-good)/2; position(middle) <= wanted {
			good = middle
		} else {
			bad = middle
		}
	}
}

// positionAs is the position that an account, which is a, would have if a figure
// of it were better.
func (r *Ranking) positionAs(at int32, a subject, better func(a *subject)) int {
	is := r.rows[at]
	better(&a)
	is.fixed(&a)
	return r.ahead(at, r.scorer.standing(&is))
}

// roundDown keeps the first three digits.
func roundDown(v int64) int64 {
	unit := int64(1)
	for v/unit >= 1_000 {
		unit *= 10
	}
	return v / unit * unit
}
