package advise

import (
	"cmp"
	"iter"
	"slices"

	"chonmat/domain"
)

// Options are what a ranking depends on beside the brief.
type Options struct {
	// Weights of the criteria; the zero Weights, and any that do not Validate,
	// are those of the brief's KPI.
	Weights domain.Weights
	// Today tells how old figures are; "" leaves age out of account.
	Today domain.Date
}

// Ranking is a list of accounts in order of fit for a brief. Everything is
// scored at once; explained, and put into its exact order, is only what is
// looked at. It refers to the list it was made from, and is not safe for
// use by several goroutines.
type Ranking struct {
	// Weights are those used.
	Weights domain.Weights

	scorer *scorer
	list   *domain.Roster
	rows   []row   // of the list's accounts
	out    []int32 // the accounts ruled out
	// ranked holds the candidates by score in tenths of a point, best first;
	// those of one score lie from starts[score] on, the first sorted[score] of
	// them in order.
	ranked []place
	starts [scores + 1]int32
	sorted [scores]int
}

// place is one account in a ranking.
type place struct {
	account int32
	fine    int32  // its score before rounding
	key     uint32 // of its row
}

// scores is one more than the highest possible score in tenths: 100 points,
// and what rounding four contributions can add.
const scores = 1004

// Rank ranks the accounts on the channels for a brief; no channels means those
// of the brief, and if it names none, all. The order is by score, then by the
// score before rounding, then by a hash of the key; the order of accounts changes
// nothing.
func Rank(b domain.Brief, channels []domain.Platform, accounts []domain.Account, o Options) *Ranking {
	list := domain.NewRoster("", 0, accounts)
	return rank(b, channels, list, tableOf(list), o)
}

// RankRoster is Rank of a roster. What no brief changes is worked out once for
// all who rank it, so that a second ranking costs some 50 ns an account.
func RankRoster(b domain.Brief, channels []domain.Platform, list *domain.Roster, o Options) *Ranking {
	return rank(b, channels, list, tableFor(list), o)
}

func rank(b domain.Brief, channels []domain.Platform, list *domain.Roster, t *table, o Options) *Ranking {
	s := newScorer(b, channels, o)
	s.places = t.places
	r := &Ranking{scorer: s, list: list, rows: t.rows}
	r.Weights = domain.WeightsOf(s.weights)

	standings := make([]standing, len(t.rows))
	var counts [scores]int32
	n := int32(0)
	for i := range t.rows {
		row := &t.rows[i]
		if !s.takes(row) {
			r.out = append(r.out, int32(i))
			standings[i].tenths = -1
			continue
		}
		standings[i] = s.standing(row)
		counts[standings[i].tenths]++
		n++
	}
	// Sort by score in tenths: count, then lay out from the best down.
	r.ranked = make([]place, n)
	var next [scores]int32
	at := int32(0)
	for score := scores - 1; score >= 0; score-- {
		r.starts[score], next[score] = at, at
		at += counts[score]
	}
	for i, st := range standings {
		if st.tenths >= 0 {
			r.ranked[next[st.tenths]] = place{int32(i), st.fine, t.rows[i].key}
			next[st.tenths]++
		}
	}
	r.starts[scores] = n
	return r
}

// bucket returns the candidates of one score in tenths.
func (r *Ranking) bucket(score int) []place {
	end := r.starts[scores]
	if score > 0 {
		end = r.starts[score-1]
	}
	return r.ranked[r.starts[score]:end]
}

// sort puts at least the first n candidates of one score in order. Many may
// share a score, and few of them are looked at.
func (r *Ranking) sort(score, n int) {
	done, bucket := r.sorted[score], r.bucket(score)
	if n <= done {
		return
	}
	const least = 128
	n = max(n, 2*done, least)
	if rest := bucket[done:]; n-done < len(rest)/2 {
		selectFirst(rest, n-done, r.compare)
	} else {
		n = len(bucket)
	}
	slices.SortFunc(bucket[done:n], r.compare)
	r.sorted[score] = n
}

// compare orders candidates of one score: equals by the hash of their keys, so
// that nobody stands first for the beginning of a name.
func (r *Ranking) compare(x, y place) int {
	if x.fine != y.fine {
		return cmp.Compare(y.fine, x.fine)
	}
	if x.key != y.key {
		return cmp.Compare(x.key, y.key)
	}
	return compareAccounts(r.list.At(int(x.account)), r.list.At(int(y.account)))
}

// selectFirst puts the n lowest of a list first, in any order (quickselect).
func selectFirst(list []place, n int, compare func(x, y place) int) {
	for len(list) > 1 && n > 0 && n < len(list) {
		middle := slices.MaxFunc([]place{ // the median of three
			slices.MinFunc([]place{list[0], list[len(list)/2]}, compare),
			slices.MinFunc([]place{slices.MaxFunc([]place{list[0], list[len(list)/2]}, compare), list[len(list)-1]}, compare),
		}, compare)
		i, j := 0, len(list)-1
		for i <= j {
			for compare(list[i], middle) < 0 {
				i++
			}
			for compare(list[j], middle) > 0 {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			list = list[:j+1]
		case n > i:
			list, n = list[i:], n-i
		default:
			return
		}
	}
}

// compareAccounts orders equally good accounts whose keys have one hash in a way
// that does not depend on the list: by key, and by name where a list holds a key
// twice.
func compareAccounts(a, b domain.Account) int {
	return cmp.Or(cmp.Compare(a.Creator, b.Creator), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Name, b.Name))
}

// Len returns the number of candidates.
func (r *Ranking) Len() int { return len(r.ranked) }

// Page returns up to n candidates from position from (0 is the first),
// explained.
func (r *Ranking) Page(from, n int) []Candidate {
	from = max(0, min(from, len(r.ranked)))
	to := from + max(0, min(n, len(r.ranked)-from))
	if from == to {
		return nil
	}
	out := make([]Candidate, 0, to-from)
	for i := from; i < to; i++ {
		score := r.scoreAt(i)
		r.sort(score, i+1-int(r.starts[score]))
		out = append(out, r.candidate(r.ranked[i].account, i))
	}
	return out
}

// scoreAt returns the score in tenths of the candidate at a position.
func (r *Ranking) scoreAt(position int) int {
	// starts falls as scores rise: the lowest score that starts at or before
	// the position, among those that hold anybody, is its own.
	score, _ := slices.BinarySearchFunc(r.starts[:scores], int32(position), func(start, position int32) int {
		if start > position {
			return -1
		}
		return 1
	})
	return score
}

// candidate explains the account at a position.
func (r *Ranking) candidate(account int32, position int) Candidate {
	a := r.subject(account)
	c := r.scorer.explain(&a, &r.rows[account])
	c.Rank = position + 1
	return c
}

// subject unpacks an account for scoring.
func (r *Ranking) subject(account int32) subject {
	a := r.list.At(int(account))
	return subjectOf(&a)
}

// Find returns the candidate of a key, explained; false when the list has none
// or the brief rules it out.
func (r *Ranking) Find(k domain.AccountKey) (Candidate, bool) {
	i, position := r.position(k)
	if i < 0 {
		return Candidate{}, false
	}
	return r.candidate(i, position), true
}

// index finds a key in the list; -1 when it is not there.
func (r *Ranking) index(k domain.AccountKey) int {
	hash := keyHash(k)
	for i := range r.rows {
		if r.rows[i].key == hash && r.list.Key(i) == k {
			return i
		}
	}
	return -1
}

// position finds an account by its key, and its place in the order; account is
// negative when there is none or it is ruled out.
func (r *Ranking) position(k domain.AccountKey) (account int32, position int) {
	i := r.index(k)
	if i < 0 || !r.scorer.takes(&r.rows[i]) {
		return -1, 0
	}
	return int32(i), r.ahead(int32(i), r.scorer.standing(&r.rows[i]))
}

// ahead counts those ahead of an account if it stood as it says, which must be
// no worse than it does: everybody with more points, and of those with as many
// everybody with more before rounding, or before it by the key.
func (r *Ranking) ahead(account int32, st standing) int {
	n := int(r.starts[st.tenths])
	at := place{account, st.fine, r.rows[account].key}
	for _, other := range r.bucket(int(st.tenths)) {
		if other.account != account && r.compare(other, at) < 0 {
			n++
		}
	}
	return n
}

// ExcludedLen returns how many accounts are ruled out.
func (r *Ranking) ExcludedLen() int { return len(r.out) }

// Excluded goes through the accounts that are ruled out, and why, in the order
// of the list.
func (r *Ranking) Excluded() iter.Seq[Exclusion] {
	return func(yield func(Exclusion) bool) {
		for _, account := range r.out {
			a := r.subject(account)
			if !yield(r.scorer.exclusion(&a)) {
				return
			}
		}
	}
}
