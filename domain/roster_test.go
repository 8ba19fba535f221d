package domain_test

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"chonmat/domain"
)

// figures lets cmp look at figures.
var figures = cmp.AllowUnexported(domain.Figure[int64]{}, domain.Figure[float64]{}, domain.Figure[domain.Rate]{})

// Whatever accounts hold comes back, by position and one after the other. The
// accounts are drawn field by field from the type, so that a field which is not
// packed is found out.
func TestARosterHoldsAllOfAnAccount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		accounts := make([]domain.Account, rapid.IntRange(0, 5).Draw(t, "accounts"))
		for i := range accounts {
			fill(t, reflect.ValueOf(&accounts[i]).Elem(), fmt.Sprint(i))
		}
		r := domain.NewRoster(domain.OwnRoster, 7, accounts)
		if r.Len() != len(accounts) || r.Scope != domain.OwnRoster || r.Version != 7 {
			t.Fatalf("%d accounts, scope %s, version %d", r.Len(), r.Scope, r.Version)
		}
		for i, want := range accounts {
			if diff := cmp.Diff(want, r.At(i), figures); diff != "" {
				t.Fatalf("account %d (-packed +unpacked):\n%s", i, diff)
			}
			if r.Key(i) != want.Key() {
				t.Fatalf("the key of account %d is %v, want %v", i, r.Key(i), want.Key())
			}
		}
		n := 0
		for i, got := range r.All() {
			if i != n {
				t.Fatalf("account %d comes after %d others", i, n)
			}
			if diff := cmp.Diff(accounts[i], *got, figures, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("account %d (-packed +gone through):\n%s", i, diff)
			}
			n++
		}
		last := len(accounts) - 1
		for i, got := range r.Where(func(i int) bool { return i == last }) {
			if i != last || got.Key() != accounts[last].Key() {
				t.Fatalf("account %d, %v, where the last is wanted", i, got.Key())
			}
		}
	})
}

// Each field comes back by itself, as fields of an account are told apart by
// their order.
func TestARosterHoldsEveryFieldByItself(t *testing.T) {
	for i := range reflect.TypeFor[domain.Account]().NumField() {
		name := reflect.TypeFor[domain.Account]().Field(i).Name
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			var a domain.Account
			fill(t, reflect.ValueOf(&a).Elem().Field(i), name)
			if diff := cmp.Diff(a, domain.NewRoster("", 0, []domain.Account{a}).At(0), figures); diff != "" {
				t.Fatalf("(-packed +unpacked):\n%s", diff)
			}
		}))
	}
}

// fill draws a value of any type that an account is made of; empty lists are
// nil.
func fill(t *rapid.T, v reflect.Value, label string) {
	if v.CanAddr() {
		if u, ok := v.Addr().Interface().(json.Unmarshaler); ok { // a figure
			number := "null"
			if rapid.Bool().Draw(t, label+" known") {
				number = fmt.Sprint(rapid.SampledFrom([]int64{0, 1, 63, 64, 1_000_000, math.MaxInt64, -1}).Draw(t, label))
			}
			if _, whole := u.(*domain.Figure[int64]); !whole && number != "null" {
				number = fmt.Sprint(drawDecimal(t, label))
			}
			if err := u.UnmarshalJSON([]byte(number)); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, label))
	case reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, label))
	case reflect.Float64:
		v.SetFloat(drawDecimal(t, label))
	case reflect.String:
		v.SetString(rapid.StringN(0, 8, -1).Draw(t, label))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), label+" "+v.Type().Field(i).Name)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), label)
		}
	case reflect.Slice:
		for range rapid.IntRange(0, 3).Draw(t, label) {
			item := reflect.New(v.Type().Elem()).Elem()
			fill(t, item, label)
			v.Set(reflect.Append(v, item))
		}
	case reflect.Map:
		for range rapid.IntRange(0, 3).Draw(t, label) {
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			key, item := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(t, key, label+" key")
			fill(t, item, label)
			v.SetMapIndex(key, item)
		}
	default:
		t.Fatalf("%s is a %s: say here how one is drawn", label, v.Type())
	}
}

func drawDecimal(t *rapid.T, label string) float64 {
	return rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 0.042, 0.0903, 1.0 / 3, 1, 52.5, -0.5, 1e12, 1e300})).Draw(t, label)
}

// Accounts fill several pages; what is laid over another keeps its place, and is
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
	if packed := domain.NewRoster("", 0, want).Bytes(); r.Bytes() > packed+packed/8 {
		t.Errorf("the list takes %d bytes, packed at once it takes %d: accounts that were replaced are kept", r.Bytes(), packed)
	}
}

// An account unpacked is the caller's own: changing it changes nobody else's.
func TestAccountsUnpackedShareNoLists(t *testing.T) {
	a := domain.Account{Creator: "a", Categories: []domain.Industry{"beauty"}, Prices: map[domain.Deliverable]domain.VND{domain.Post: 1}}
	r := domain.NewRoster("", 0, []domain.Account{a, a})
	first := r.At(0)
	first.Categories[0], first.Prices[domain.Post] = "food", 2
	for i := range 2 {
		if diff := cmp.Diff(a, r.At(i), figures); diff != "" {
			t.Errorf("account %d changed:\n%s", i, diff)
		}
	}
}

func TestNobodyIsInANilRoster(t *testing.T) {
	var r *domain.Roster
	for range r.All() {
		t.Error("somebody is")
	}
	if r.Len() != 0 || r.Bytes() != 0 {
		t.Errorf("%d accounts in %d bytes", r.Len(), r.Bytes())
	}
}

// BenchmarkRoster packs a list, goes through it, and unpacks its accounts one by
// one; all by the account.
func BenchmarkRoster(b *testing.B) {
	const n = 100_000
	list := make([]domain.Account, n)
	for i := range list {
		handle := fmt.Sprintf("minhhoa.%d", i)
		list[i] = domain.Account{
			Creator: handle, Name: "Minh Hoạ", Platform: domain.TikTok, Handle: handle, URL: "https://www.tiktok.com/@" + handle,
			Followers: domain.Known(int64(i)), Engagement: domain.Known(domain.Rate(0.042)), Categories: []domain.Industry{"beauty", "fashion"},
			Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_000_000}, Source: domain.Source{Title: "list.csv", Date: "2026-11-23"},
		}
	}
	r := domain.NewRoster("", 0, list)
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"pack", func() { domain.NewRoster("", 0, list) }},
		{"all", func() {
			for range r.All() {
			}
		}},
		{"at", func() {
			for i := range r.Len() {
				r.At(i)
			}
		}},
		{"key", func() {
			for i := range r.Len() {
				r.Key(i)
			}
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.do()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/account")
		})
	}
}
