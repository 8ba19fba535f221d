package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// Price is what one deliverable costs. Quoted, Low = Mid = High is the price
// of the account's own row, and zero is barter; otherwise it is an estimate
// from the market table, labelled as one. Unknown, when there is no public
// price for the platform either, or no size to estimate from, all are zero.
type Price struct {
	Low, Mid, High domain.VND
	Deliverable    domain.Deliverable
	Quoted         bool
	Unknown        bool
	// OpenHigh tells that the market table gives no upper end for the size;
	// High then rests on the spread of the next smaller tier.
	OpenHigh bool
	Source   domain.Source   // all of Sources in one
	Sources  []domain.Source // each once
}

func priceOf(a *subject) Price {
	p := Price{Deliverable: a.deliverable}
	switch {
	case a.quoted:
		p.Low, p.Mid, p.High = a.price, a.price, a.price
		p.Quoted, p.Sources = true, facts.Distinct(a.of(domain.FieldPrice)...)
	case a.followers && a.platform.fee != nil:
		e := a.platform.fee.At(a.account.Followers.Or(0))
		p.Low, p.Mid, p.High = twoDigits(e.Low), twoDigits(e.Point), twoDigits(e.High)
		p.OpenHigh, p.Sources = e.OpenHigh, e.Sources
	default:
		p.Unknown = true
	}
	p.Source = facts.Cite(p.Sources...)
	return p
}

// twoDigits rounds an estimate to the two digits it is good for.
func twoDigits(x float64) domain.VND {
	if x < 1 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(x))-1)
	return domain.VND(math.Round(math.Round(x/unit) * unit))
}

// discount is how far a price is thought to be negotiable when a ranking tells
// what a lower one would change.
const discount = 0.3

// IfCheaper returns the best rank the candidate would have at a price up to 30%
// below its quote, and the highest price that gives it, rounded down to three
// digits; false when no such price betters the rank or none is quoted.
func (r *Ranking) IfCheaper(k domain.AccountKey) (rank int, price domain.VND, ok bool) {
	position, ok := r.position(k)
	if !ok {
		return 0, 0, false
	}
	at := r.ranked[position].account
	a, was := new(subject), &r.rows[at]
	a.look(&r.accounts[at])
	if !a.quoted || a.price == 0 {
		return 0, 0, false
	}
	quote := a.price
	lowest := quote - domain.VND(float64(quote)*discount)
	best := r.positionAt(a, was, lowest)
	if best >= position {
		return 0, 0, false
	}
	// The rank only improves as the price falls: halve the range in which it
	// changes. It is reached at lowest, and not at the quote.
	for low, high := lowest, quote; ; {
		if high-low <= 1 {
			price = low
			break
		}
		if middle := low + (high-low)/2; r.positionAt(a, was, middle) == best {
			low = middle
		} else {
			high = middle
		}
	}
	if rounded := roundDown(price); rounded >= lowest {
		price = rounded
	}
	return best + 1, price, true
}

// positionAt is the position that an account would have at another price.
func (r *Ranking) positionAt(a *subject, was *row, price domain.VND) int {
	quote, is := a.price, *was
	a.price = price
	is.fixed(a)
	a.price = quote
	st := r.scorer.standing(&is)
	// Everybody with more points is ahead, and of those with as many everybody
	// with more before rounding, or the smaller key.
	position := int(r.starts[st.tenths])
	for _, other := range r.bucket(int(st.tenths)) {
		o := &r.accounts[other.account]
		if o != a.account && (other.fine > st.fine || other.fine == st.fine && compareAccounts(o, a.account) < 0) {
			position++
		}
	}
	return position
}

// roundDown keeps the first three digits.
func roundDown(v domain.VND) domain.VND {
	unit := domain.VND(1)
	for v/unit >= 1_000 {
		unit *= 10
	}
	return v / unit * unit
}
