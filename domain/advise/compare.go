package advise

import (
	"cmp"
	"math"
	"slices"

	"chonmat/domain"
)

// Comparison says why A stands where it does against B. The points of its
// differences add up to Points, which is A's score less B's.
type Comparison struct {
	A, B        domain.AccountKey
	Points      float64
	Differences []Difference // the largest first, in either direction
}

// Difference is one criterion of a comparison.
type Difference struct {
	Criterion        domain.Criterion
	Points           float64 // A's points less B's; positive speaks for A
	ScoreA, ScoreB   float64 // 0–100
	ReasonA, ReasonB Reason  // what counted most in each score
}

// Compare says why a stands where it does against b. Both must come from one
// ranking.
func Compare(a, b Candidate) Comparison {
	c := Comparison{A: a.Account.Key(), B: b.Account.Key()}
	total := 0.0
	for i := range a.Contributions {
		x, y := a.Contributions[i], b.Contributions[i]
		tenths := gap(a, b, i)
		total += tenths
		c.Differences = append(c.Differences, Difference{
			Criterion: x.Criterion, Points: tenths / 10, ScoreA: x.Score, ScoreB: y.Score,
			ReasonA: x.main(), ReasonB: y.main(),
		})
	}
	c.Points = total / 10
	slices.SortStableFunc(c.Differences, func(x, y Difference) int {
		return cmp.Compare(math.Abs(y.Points), math.Abs(x.Points))
	})
	return c
}

// main is the weightiest reason.
func (c Contribution) main() Reason {
	if len(c.Reasons) == 0 {
		return Reason{}
	}
	return c.Reasons[0]
}
