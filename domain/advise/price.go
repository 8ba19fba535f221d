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
