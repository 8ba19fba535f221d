// Package advise says which channels and which creators suit a brief, why, at
// what price, what to expect and how sure that is.
//
// What holds (and is tested as properties): a score is the exact sum of its
// contributions; better figures never lower a rank, all else equal; nobody's
// score depends on who else is in the list; an unknown figure falls back to
// the peer prior, lowers confidence and says so; rates by followers and by
// views are never mixed; every figure carries source and date.
package advise

import (
	"chonmat/domain"
	"chonmat/domain/facts"
)

// Reason is a statement with the sources of its figures. A reason without
// figures has none.
type Reason struct {
	About   Topic // of a channel's reasons; "" otherwise
	Text    domain.Sentence
	Source  domain.Source   // all of Sources in one
	Sources []domain.Source // each once
}

// because makes a reason that rests on sources.
func because(text domain.Sentence, sources ...domain.Source) Reason {
	return Reason{Text: text, Source: facts.Cite(sources...), Sources: facts.Distinct(sources...)}
}

// Contribution is what one criterion adds to a score.
type Contribution struct {
	Criterion domain.Criterion
	Score     float64 // 0–100, how good by this criterion
	Points    float64 // Score × weight; the points of a candidate add up to its score
	Reasons   []Reason
}

// Risk is something to check before booking. It is never a verdict.
type Risk struct {
	Code    string          // "growth-anomaly", "stale-figures" …; stable, for scripts
	Text    domain.Sentence // the numbers and innocent explanations
	Rule    domain.Sentence // when it is raised
	Ask     domain.Sentence // the question to send to the creator
	Strong  bool            // so far out that it is to be looked at alone
	Source  domain.Source   // all of Sources in one
	Sources []domain.Source // each once
}

// Candidate is one account as ranked for a brief.
type Candidate struct {
	Rank          int // from 1
	Account       *domain.Account
	Score         float64 // 0–100, the sum of the contributions' points
	Confidence    float64 // 0–1, how much of it rests on the account's own figures
	Contributions []Contribution
	Risks         []Risk
	Price         Price
	Forecast      Forecast
}
