package domain_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
)

// figures lets cmp look at figures.
var figures = cmp.AllowUnexported(domain.Figure[int64]{}, domain.Figure[float64]{}, domain.Figure[domain.Rate]{})

// What is laid over another keeps its place, and is
// found by a button's name.
func TestAPackerLaysLaterAccountsOverEarlierOnes(t *testing.T) {
	const n = 3_000
	var packer domain.Packer
	want := make([]domain.Account, n)
	for i := range want {
		want[i] = domain.Account{Creator: fmt.Sprint("c", i), Platform: domain.TikTok, Name: strings.Repeat("Tên", 200), Followers: domain.Known(int64(i)), Source: domain.Source{Title: "cũ.csv"}}
		packer.Lay(&want[i])
	}
	for i := 0; i < n; i += 2 {
		newer := domain.Account{Creator: want[i].Creator, Platform: domain.TikTok, Name: "Mới", Views: domain.Known[int64](9), Source: domain.Source{Title: "mới.csv"}}
		want[i] = domain.Merge(want[i], newer)
		packer.Lay(&newer)
	}
	other := domain.Account{Creator: "c1", Platform: domain.YouTube, Name: "Kênh"}
	packer.Lay(&other)
	want = append(want, other)
	r := packer.Roster(domain.SharedRoster, 2)
	if r.Len() != len(want) {
		t.Fatalf("%d accounts, want %d", r.Len(), len(want))
	}
	for i := range want {
		if diff := cmp.Diff(want[i], r.At(i), figures); diff != "" {
			t.Fatalf("account %d (-want +got):\n%s", i, diff)
		}
	}
	if got, ok := r.Find(other.Key().Short()); !ok || got.Name != "Kênh" {
		t.Errorf("found %q, %v", got.Name, ok)
	}
	if _, ok := r.Find("nobody"); ok {
		t.Error("found nobody")
	}
}

func TestNobodyIsInANilRoster(t *testing.T) {
	var r *domain.Roster
	for range r.All() {
		t.Error("somebody is")
	}
	if r.Len() != 0 {
		t.Errorf("%d accounts", r.Len())
	}
}
