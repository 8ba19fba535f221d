package offer_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth/offer"
)

// TestQuotesAsPeopleWriteThem reads every line of testdata/quotes.txt: a text,
// below it what it states as JSON, or "no quote".
func TestQuotesAsPeopleWriteThem(t *testing.T) {
	const file = "testdata/quotes.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	cases := 0
	for _, text := range textsOf(string(data)) {
		cases++
		read := []byte("no quote")
		if q, ok := offer.ReadQuote(text, 26_000); ok {
			if read, err = json.Marshal(q); err != nil {
				t.Fatal(err)
			}
		}
		got.WriteString("> " + text + "\n" + string(read) + "\n\n")
	}
	if cases < 60 {
		t.Errorf("only %d texts", cases)
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), got.String()); diff != "" {
		t.Errorf("quotes are read otherwise (-want +got; go test -update to accept):\n%s", diff)
	}
}

func textsOf(data string) (out []string) {
	for line := range strings.Lines(data) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "> "); ok {
			out = append(out, text)
		}
	}
	return out
}

// No brief is taken for a quote, and no offer to a creator.
func TestBriefsAreNoQuotes(t *testing.T) {
	for _, file := range []string{"briefs.jsonl", "briefs_held_out.jsonl"} {
		data, err := os.ReadFile("../../understand/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var b struct{ Text string }
			if err := json.Unmarshal([]byte(line), &b); err != nil {
				t.Fatal(err)
			}
			if q, ok := offer.ReadQuote(b.Text, 0); ok {
				t.Errorf("%q is read as a quote: %+v", b.Text, q)
			}
		}
	}
}

func TestSizesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]offer.Size{
		"120k":                           {Followers: domain.Known[int64](120_000)},
		"TikTok 120k follow":             {Platform: domain.TikTok, Followers: domain.Known[int64](120_000)},
		"TikTok 120k, view tầm 30k":      {Platform: domain.TikTok, Followers: domain.Known[int64](120_000), Views: domain.Known[int64](30_000)},
		"view tb 20k":                    {Views: domain.Known[int64](20_000)},
		"fb 90 nghìn, view tb 20k":       {Platform: domain.Facebook, Followers: domain.Known[int64](90_000), Views: domain.Known[int64](20_000)},
		"tiktok 1,2tr fl view tầm 300k":  {Platform: domain.TikTok, Followers: domain.Known[int64](1_200_000), Views: domain.Known[int64](300_000)},
		"youtube, 80.000 subs, 15k view": {Platform: domain.YouTube, Followers: domain.Known[int64](80_000), Views: domain.Known[int64](15_000)},
	} {
		got, ok := offer.ReadSize(text)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(domain.Figure[int64]{})); !ok || diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for _, text := range []string{"", "không biết", "8 triệu đồng"} {
		if got, ok := offer.ReadSize(text); ok {
			t.Errorf("%q is a size: %+v", text, got)
		}
	}
}

func FuzzReadQuote(f *testing.F) {
	data, err := os.ReadFile("testdata/quotes.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range textsOf(string(data)) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, ok := offer.ReadQuote(text, 0)
		if !ok {
			return
		}
		if q.Fee < 0 || q.FeeMin < 0 || q.FeeMin > q.Fee || len([]rune(q.Name)) > 40 || q.Followers.Or(1) < 1 || q.Views.Or(1) < 1 {
			t.Errorf("%q: %+v", text, q)
		}
		quote := advise.Quote{Account: domain.Account{Platform: domain.TikTok, Followers: q.Followers, Views: q.Views}, Fee: q.Fee, FeeMin: q.FeeMin}
		for _, i := range q.Items {
			quote.Pieces = append(quote.Pieces, advise.Piece{Platform: i.Platform, Deliverable: i.Deliverable, Quantity: i.Quantity})
		}
		v := advise.JudgeQuote(quote, &domain.Brief{BudgetMax: 1_000_000})
		if v.HasFair && !(v.Fair.P10 <= v.Fair.P50 && v.Fair.P50 <= v.Fair.P90) || v.Counter > q.Fee || v.Most > 1_000_000 {
			t.Errorf("%q: %+v", text, v)
		}
	})
}
