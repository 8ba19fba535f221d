package advise

import (
	"math"
	"slices"

	"chonmat/domain"
)

// Move is how far somebody moved between two rankings of one list, and why.
type Move struct {
	Account  *domain.Account
	From, To int // ranks; 0: ruled out
	// Passed is whom they passed, or who passed them when they fell: of those,
	// the one who stands highest now. Points is how much the gap between the two
	// moved, in the mover's favour when they rose, and Criterion what moved it
	// most. All are empty for those who came in or went out.
	Passed    *domain.Account
	Criterion domain.Criterion
	Points    float64
	// Reason says why somebody is ruled out now.
	Reason domain.Sentence
}

// Moves tells who came into the first n, left them, or changed places within
// them, from one ranking to another of the same list: those now first come
// first, then those who left.
func Moves(before, after *Ranking, n int) []Move {
	var out []Move
	now := after.Page(0, n)
	for _, c := range now {
		was, ok := before.Find(c.Account.Key())
		switch {
		case !ok:
			out = append(out, Move{Account: c.Account, To: c.Rank})
		case was.Rank != c.Rank:
			out = append(out, moved(before, after, was, c))
		}
	}
	for _, was := range before.Page(0, n) {
		if slices.ContainsFunc(now, func(c Candidate) bool { return c.Account.Key() == was.Account.Key() }) {
			continue
		}
		if c, ok := after.Find(was.Account.Key()); ok {
			out = append(out, moved(before, after, was, c))
			continue
		}
		m := Move{Account: was.Account, From: was.Rank}
		if i := after.index(was.Account.Key()); i >= 0 {
			a := after.subject(int32(i))
			m.Reason = after.scorer.exclusion(&a).Reason
		}
		out = append(out, m)
	}
	return out
}

// lookedAt is among how many places the one who was passed is looked for: among
// a million accounts a faller is passed by too many to look at all.
const lookedAt = 20

// moved explains a move by whom it passed: where two change places, the
// contributions tell why. Who only moved up because others went out, or down
// because others came in, passed nobody.
func moved(before, after *Ranking, was, is Candidate) Move {
	m := Move{Account: is.Account, From: was.Rank, To: is.Rank}
	rose := is.Rank < was.Rank
	near, side := after.Page(is.Rank, lookedAt), 1.0 // those now behind
	if !rose {
		near, side = after.Page(0, min(is.Rank-1, lookedAt)), -1
	}
	for _, passed := range near {
		then, ok := before.Find(passed.Account.Key())
		if !ok || (then.Rank < was.Rank) != rose {
			continue
		}
		m.Passed = passed.Account
		best := 0.0
		for i := range is.Contributions {
			tenths := side * (gap(is, passed, i) - gap(was, then, i))
			m.Points += tenths / 10
			if tenths > best {
				best, m.Criterion = tenths, is.Contributions[i].Criterion
			}
		}
		m.Points = math.Round(10*m.Points) / 10
		break
	}
	return m
}

// gap is by how many tenths of a point a leads b in a criterion.
func gap(a, b Candidate, criterion int) float64 {
	return math.Round(10*a.Contributions[criterion].Points) - math.Round(10*b.Contributions[criterion].Points)
}
