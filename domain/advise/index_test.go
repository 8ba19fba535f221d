package advise_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
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
		list := drawRoster(t)
		r, shorter := domain.NewRoster("", 0, list), domain.NewRoster("", 0, list[:1+len(list)/2])
		for range 3 {
			b := drawBrief(t)
			fast, slow := advise.RankRoster(b, nil, r, today), advise.Rank(b, nil, list, today)
			if diff := cmp.Diff(slow.Page(0, slow.Len()), fast.Page(0, fast.Len()), figures); diff != "" {
				t.Fatalf("the roster ranks otherwise than its accounts:\n%s", diff)
			}
			if got := advise.RankRoster(b, nil, shorter, today); got.Len()+got.ExcludedLen() != shorter.Len() {
				t.Fatalf("%d accounts of %d are ranked", got.Len()+got.ExcludedLen(), shorter.Len())
			}
		}
	})
}

// Thousands of equal accounts are put in order only as far as anybody looks;
// the order is the same wherever one looks first, and however the list lies.
func TestEqualAccountsStandInOneOrder(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		list := make([]domain.Account, 1+r.IntN(2_000))
		for i := range list {
			list[i] = domain.Account{Creator: fmt.Sprintf("id%05d", i), Platform: domain.TikTok, Views: domain.Known(int64(1_000 + r.IntN(4)))}
		}
		b := domain.Brief{KPI: domain.Views}
		whole := advise.Rank(b, nil, list, today)
		all := whole.Page(0, whole.Len())
		for i := 1; i < len(all); i++ {
			if x, y := all[i-1], all[i]; x.Account.Views.Or(0) < y.Account.Views.Or(0) {
				t.Fatalf("%s stands above %s", x.Account.Creator, y.Account.Creator)
			}
		}
		reversed := slices.Clone(list)
		slices.Reverse(reversed)
		ranking := advise.Rank(b, nil, reversed, today)
		for range 4 {
			from := r.IntN(len(list))
			for i, c := range ranking.Page(from, 7) {
				if c.Account.Creator != all[from+i].Account.Creator || c.Rank != from+i+1 {
					t.Fatalf("at %d stands %s, and in the whole order %s", from+i, c.Account.Creator, all[from+i].Account.Creator)
				}
			}
		}
	}
}

func TestManyRankOneRosterAtOnce(t *testing.T) {
	list := crowd(2_000)
	roster := domain.NewRoster("", 0, list)
	want := advise.Rank(beautyBrief, nil, list, today).Page(0, 1)[0]
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got := advise.RankRoster(beautyBrief, nil, roster, today).Page(0, 1)[0]; got.Score != want.Score || got.Account.Key() != want.Account.Key() {
				t.Errorf("got %s with %v, want %s with %v", got.Account.Creator, got.Score, want.Account.Creator, want.Score)
			}
		})
	}
	wait.Wait()
}
