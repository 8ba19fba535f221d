package advise_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
)

// What is worked out once for a list must rank it as if it had been worked out
// for each brief, and never for another list.
func TestARosterRanksAsItsAccountsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &domain.Roster{Accounts: drawRoster(t)}
		for range 3 {
			b := drawBrief(t)
			fast, slow := advise.RankRoster(b, nil, r, today), advise.Rank(b, nil, r.Accounts, today)
			if diff := cmp.Diff(slow.Page(0, slow.Len()), fast.Page(0, fast.Len()), cmp.Comparer(func(x, y *domain.Account) bool { return x == y })); diff != "" {
				t.Fatalf("the roster ranks otherwise than its accounts:\n%s", diff)
			}
			shorter := &domain.Roster{Accounts: r.Accounts[:1+len(r.Accounts)/2]}
			if got := advise.RankRoster(b, nil, shorter, today); got.Len()+got.ExcludedLen() != len(shorter.Accounts) {
				t.Fatalf("%d accounts of %d are ranked", got.Len()+got.ExcludedLen(), len(shorter.Accounts))
			}
		}
	})
}
