package advise

import (
	"math"

	"chonmat/domain"
)

// per divides what is spent by what it brings: what a thousand views, an
// interaction or an order costs. The dearest goes with the fewest.
func (s Sum) per(result domain.Interval, n, from int) (domain.Interval, bool) {
	if from == 0 || from < s.Count || s.Unpriced > 0 || s.Cost.P50 <= 0 || result.P10 <= 0 {
		return domain.Interval{}, false
	}
	k := float64(n) * s.Cost.P50
	return domain.Interval{P10: k / result.P90, P50: k / result.P50, P90: k / result.P10}, true
}

// CPM is the cost of a thousand views, in đồng; false when the cost or the
// views of somebody are unknown.
func (s Sum) CPM() (domain.Interval, bool) { return s.per(s.Views, 1000, s.ViewsFrom) }

// CPE is the cost of one interaction, in đồng; false likewise.
func (s Sum) CPE() (domain.Interval, bool) { return s.per(s.Engagements, 1, s.EngagementsFrom) }

// Sales is what bookings bring in orders, by the seller's own figures.
type Sales struct {
	// BreakEven is how many orders pay for the cost, and Needed the share of
	// the views (of their interval, the other way round) that must order for
	// it; zero without an order value and a margin.
	BreakEven int64
	Needed    domain.Interval
	// Orders, Cost and Profit are known when the seller knows the share of
	// views that order: the orders, đồng for one of them, and what is left of
	// the margin after the cost of the bookings, which may be negative.
	Known                bool
	Orders, Cost, Profit domain.Interval
}

// Sales reckons with the seller's figures; false when there is too little to
// reckon with: no cost, no views, or no figure.
func (s Sum) Sales(e domain.Economics) (out Sales, ok bool) {
	if s.Cost.P50 <= 0 || s.Unpriced > 0 || s.ViewsFrom == 0 || s.Views.P10 <= 0 {
		return out, false
	}
	earned := float64(e.OrderValue) * float64(e.Margin)
	if earned > 0 {
		out.BreakEven = int64(math.Ceil(s.Cost.P50 / earned))
		n := float64(out.BreakEven)
		out.Needed = domain.Interval{P10: n / s.Views.P90, P50: n / s.Views.P50, P90: n / s.Views.P10}
	}
	if e.Conversion > 0 {
		out.Known, out.Orders = true, s.Views.Scale(float64(e.Conversion))
		out.Cost = domain.Interval{P10: s.Cost.P50 / out.Orders.P90, P50: s.Cost.P50 / out.Orders.P50, P90: s.Cost.P50 / out.Orders.P10}
		out.Profit = domain.Interval{P10: out.Orders.P10*earned - s.Cost.P50, P50: out.Orders.P50*earned - s.Cost.P50, P90: out.Orders.P90*earned - s.Cost.P50}
	}
	return out, out.Known || earned > 0
}
