package offer

import (
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/understand"
)

// fee reads the money: the product's stated worth, what the creator is to pay,
// and the rest is the fee.
func (r *reader) fee() {
	var low, high float64
	total := false
	for k := range r.amounts {
		n := &r.amounts[k]
		if n.role != money {
			continue
		}
		lo, hi := r.sums(n)
		if hi > maxFee {
			continue
		}
		clause := r.clauseOf(n.from)
		switch {
		case r.near(n, "worth"):
			r.out.Barter, r.out.BarterValue = true, domain.VND(math.Round(lo))
			continue
		case r.inClause(clause, "deposit", "penalty") != nil, total:
			continue
		}
		each := r.isEach(n) || r.inClause(clause, "each") != nil
		if n.to+1 < len(r.words) && r.words[n.to].letters == "/" && daysIn[unitOf(r.words[n.to+1].letters)] >= 7 {
			r.out.Monthly, each = unitOf(r.words[n.to+1].letters) == "month", false
		}
		if r.inClause(clause, "total") != nil {
			low, high, total, each = 0, 0, true, false
		}
		pieces := 1.0
		if each {
			pieces = float64(max(r.piecesOf(n), 1))
		}
		if k > 0 && r.amounts[k-1].role == money && r.either(&r.amounts[k-1], n) {
			high = max(high, hi*pieces)
			continue
		}
		low, high = low+lo*pieces, high+hi*pieces
	}
	r.out.FeeMin, r.out.FeeMax = domain.VND(math.Round(min(low, high))), domain.VND(math.Round(high))
	r.out.NoFee = r.out.FeeMax == 0 && r.has("nofee")
	r.out.Barter = r.out.Barter || r.has("barter")
	for _, n := range r.amounts {
		if n.role == share && r.inClause(r.clauseOf(n.from), "commission") != nil && n.Min > 0 && n.Min < 100 {
			r.out.Commission = domain.Rate(n.Min / 100)
			break
		}
	}
}

// sums are the bounds of an amount of money, in đồng.
func (r *reader) sums(n *number) (low, high float64) {
	if n.Currency == understand.Dollar {
		return n.Min * r.rate, n.Max * r.rate
	}
	return n.Min, n.Max
}

// isEach tells whether an amount is said to be for one piece: "8tr/video".
func (r *reader) isEach(n *number) bool {
	return n.to < len(r.words) && slices.Contains([]string{"/", "moi", "per"}, r.words[n.to].letters)
}

// near tells whether a sign stands just before a number, at most two words
// away.
func (r *reader) near(n *number, s sign) bool {
	return slices.ContainsFunc(r.hits, func(h hit) bool { return h.sign == s && h.to <= n.from && n.from-h.to <= 2 })
}

// either tells whether "hoặc" stands between two sums.
func (r *reader) either(a, b *number) bool {
	for i := a.to; i < b.from; i++ {
		if w := r.words[i].letters; w == "hoac" || w == "or" {
			return true
		}
	}
	return false
}

// piecesOf is how many pieces a price for one is paid for.
func (r *reader) piecesOf(n *number) int {
	for _, h := range r.hits {
		d, ok := deliverables[h.sign]
		if !ok || h.from < n.to || h.from > n.to+2 {
			continue
		}
		sum := 0
		for _, i := range r.out.Items {
			if i.Deliverable == d || d == domain.ShortVideo && i.Deliverable == domain.LongVideo {
				sum += i.Quantity
			}
		}
		return sum
	}
	return r.out.Pieces()
}
