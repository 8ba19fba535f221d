package offer_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chonmat/domain"

	"chonmat/domain/growth/offer"
	"chonmat/domain/wording"
)

var update = flag.Bool("update", false, "write what is read anew")

// TestOffersAsPeopleWriteThem reads every line of testdata/offers.txt: a text,
// below it what it states as JSON.
func TestOffersAsPeopleWriteThem(t *testing.T) {
	const file = "testdata/offers.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	cases := 0
	for line := range strings.Lines(string(data)) {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "> ")
		if !ok {
			continue
		}
		cases++
		read, err := json.Marshal(offer.Read(text, 26_000))
		if err != nil {
			t.Fatal(err)
		}
		got.WriteString("> " + text + "\n" + string(read) + "\n\n")
	}
	if cases < 50 {
		t.Errorf("only %d offers", cases)
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), got.String()); diff != "" {
		t.Errorf("offers are read otherwise (-want +got; go test -update to accept):\n%s", diff)
	}
}

// With and without diacritics an offer says the same about content and money.
func TestDiacriticsAreOptional(t *testing.T) {
	for _, text := range texts(t) {
		marked, bare := offer.Read(text, 0), offer.Read(wording.Fold(text), 0)
		marked.Words, bare.Words = nil, nil
		if diff := cmp.Diff(marked, bare, cmpopts.EquateComparable(domain.Figure[int64]{})); diff != "" {
			t.Errorf("%s (-with +without):\n%s", text, diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range texts(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		o := offer.Read(text, 0)
		if _, demand := offer.DemandOf(text, 0); demand && offer.TalkOf(text) != offer.OtherSide {
			t.Errorf("%q is a demand of nobody", text)
		}
		o = o.And(o)
		if o.FeeMin < 0 || o.FeeMin > o.FeeMax || o.Commission < 0 || o.Commission >= 1 || o.Payment.Upfront < 0 || o.Payment.Upfront > 1 {
			t.Errorf("%q: %+v", text, o)
		}
		for _, i := range o.Items {
			if i.Quantity < 1 || i.Deliverable == "" {
				t.Errorf("%q: %+v", text, i)
			}
		}
		for _, size := range []int64{0, 80, 9_000, 3_000_000} {
			offer.Assess(o, offer.Creator{Followers: domain.Known(size)})
		}
	})
}

func texts(t testing.TB) (out []string) {
	t.Helper()
	data, err := os.ReadFile("testdata/offers.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "> "); ok {
			out = append(out, text)
		}
	}
	return out
}
