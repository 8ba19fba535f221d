package advise

import "chonmat/domain"

// Options are what a ranking depends on beside the brief.
type Options struct {
	// Weights of the criteria; the zero Weights are those of the brief's KPI.
	Weights Weights
	// Today tells how old figures are; "" leaves age out of account.
	Today domain.Date
}

// Comparison says why A stands where it does against B. The points of its
// differences add up to Points, which is A's score less B's.
type Comparison struct {
	A, B        domain.AccountKey
	Points      float64
	Differences []Difference // the largest first, in either direction
}

// Difference is one criterion of a comparison.
type Difference struct {
	Criterion      Criterion
	Points         float64 // A's points less B's; positive speaks for A
	ScoreA, ScoreB float64 // 0–100
	ReasonA        Reason  // what counted most for A's score
	ReasonB        Reason
}

// Verdict says how likely a budget reaches a target.
type Verdict string

// The verdicts.
const (
	Likely      Verdict = "likely"   // at most the middle of what the budget usually brings
	Hard        Verdict = "hard"     // within the upper half of the interval
	Unlikely    Verdict = "unlikely" // above its 90th percentile
	VerdictNone Verdict = ""         // no target
)

// Feasibility is what a budget usually brings, and whether that meets the KPI.
// Known is false when the brief lacks budget or KPI, or no public figure
// supports an estimate; Text then says which.
type Feasibility struct {
	Known    bool
	Platform domain.Platform // on which it is reckoned
	Tier     domain.Tier
	Budget   domain.VND
	Unit     domain.Unit
	Result   domain.Interval // of Unit
	Verdict  Verdict
	Needed   domain.Interval // đồng for the target; zero without one
	Text     domain.Sentence
	Source   domain.Source
}

// Sum is what several chosen candidates cost and bring together, one
// deliverable each.
type Sum struct {
	Count int
	// Cost of those whose price is known or estimated; P10 = P50 = P90 when all
	// are quoted.
	Cost                  domain.Interval
	Quoted                domain.VND // exact, of the quoted ones
	Estimated, Unpriced   int        // how many prices are estimates, or unknown
	Views, Engagements    domain.Interval
	ForViews              int // how many have a forecast of it
	ForReach              int
	ForEngagements        int
	Reach                 domain.Interval // people, each counted once
	OverBudget, HasBudget bool
}
