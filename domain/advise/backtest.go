package advise

import (
	"cmp"
	"math"
	"slices"

	"chonmat/domain"
)

// Backtest holds forecasts against what came of them.
type Backtest struct {
	Outcomes int // with a forecast
	Unknown  int // without: neither views nor a public prior

	Covered      int // within the 80% interval
	Below, Above int // less than its lower end, more than its upper
	// Coverage is the share covered, and CoverageLow to CoverageHigh where it
	// may lie by the luck of so few outcomes (Wilson's 95% interval).
	Coverage, CoverageLow, CoverageHigh float64

	// MedianError is the middle of |actual/forecast − 1|, and MedianRatio of
	// actual/forecast: over 1 the forecasts are too low.
	MedianError, MedianRatio float64
	// Spread is the factor within which 80% of the outcomes lie of the middle
	// of their forecasts, either way.
	Spread float64

	// RankCorrelation is Spearman's between forecast and outcome, and
	// ByFollowers that of simply taking the largest account, over the Ranked
	// outcomes whose followers are known. Both are NaN where there are none to
	// compare.
	RankCorrelation, ByFollowers float64
	Ranked                       int

	// The same for those that rest on own views, and for the others.
	FromOwnViews, FromSize Coverage
}

// Coverage counts outcomes within their intervals.
type Coverage struct{ Outcomes, Covered int }

func (c *Coverage) add(covered bool) {
	c.Outcomes++
	if covered {
		c.Covered++
	}
}

// Test holds the forecasts for accounts against what came of them.
func Test(outcomes []domain.Outcome) Backtest {
	var b Backtest
	var errors, ratios, spreads []float64
	var forecasts, followers, actual []float64
	for i := range outcomes {
		o := &outcomes[i]
		a := subjectOf(&o.Account)
		if a.index < 0 {
			b.Unknown++
			continue
		}
		f := forecastOf(&a)
		if !f.KnownViews || f.Views.P50 <= 0 {
			b.Unknown++
			continue
		}
		b.Outcomes++
		got := float64(max(o.Views, 0))
		held := false
		switch {
		case got < f.Views.P10:
			b.Below++
		case got > f.Views.P90:
			b.Above++
		default:
			b.Covered++
			held = true
		}
		if f.FromOwnViews {
			b.FromOwnViews.add(held)
		} else {
			b.FromSize.add(held)
		}
		ratio := got / f.Views.P50
		ratios = append(ratios, ratio)
		errors = append(errors, math.Abs(ratio-1))
		spreads = append(spreads, math.Max(ratio, 1/math.Max(ratio, 1e-9)))
		if n, ok := o.Account.Followers.Get(); ok {
			forecasts, followers, actual = append(forecasts, f.Views.P50), append(followers, float64(n)), append(actual, got)
		}
	}
	b.Coverage = float64(b.Covered) / math.Max(float64(b.Outcomes), 1)
	b.CoverageLow, b.CoverageHigh = wilson(b.Covered, b.Outcomes)
	b.MedianError, b.MedianRatio, b.Spread = quantile(errors, 0.5), quantile(ratios, 0.5), quantile(spreads, 0.8)
	b.Ranked = len(actual)
	b.RankCorrelation, b.ByFollowers = spearman(forecasts, actual), spearman(followers, actual)
	return b
}

// wilson is Wilson's score interval for a share, with 95% confidence.
func wilson(hits, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, k := float64(hits)/float64(n), float64(n)
	middle, half := p+z*z/(2*k), z*math.Sqrt(p*(1-p)/k+z*z/(4*k*k))
	return max((middle-half)/(1+z*z/k), 0), min((middle+half)/(1+z*z/k), 1)
}

// quantile interpolates between the two nearest of the values; NaN of none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	s := slices.Sorted(slices.Values(values))
	at := q * float64(len(s)-1)
	i := int(at)
	if i+1 == len(s) {
		return s[i]
	}
	return s[i] + (at-float64(i))*(s[i+1]-s[i])
}

// spearman is the correlation of ranks, equal values sharing the mean of
// theirs; NaN when either list does not vary.
func spearman(x, y []float64) float64 {
	rx, ry := ranks(x), ranks(y)
	middle := float64(len(x)+1) / 2
	var xy, xx, yy float64
	for i := range rx {
		dx, dy := rx[i]-middle, ry[i]-middle
		xy, xx, yy = xy+dx*dy, xx+dx*dx, yy+dy*dy
	}
	return xy / math.Sqrt(xx*yy)
}

func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	out := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return out
}
