package advise_test

import (
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
)

func quoteOf(fee domain.VND, followers, views int64, pieces ...advise.Piece) advise.Quote {
	a := domain.Account{Name: "Thử", Platform: domain.TikTok}
	if followers > 0 {
		a.Followers = domain.Known(followers)
	}
	if views > 0 {
		a.Views = domain.Known(views)
	}
	return advise.Quote{Account: a, Fee: fee, Pieces: pieces}
}

var (
	video = advise.Piece{Deliverable: domain.ShortVideo, Quantity: 1}
	story = advise.Piece{Deliverable: domain.Story, Quantity: 1}
)

func TestQuotesAreHeldAgainstMarketAndViews(t *testing.T) {
	for name, c := range map[string]struct {
		quote advise.Quote
		want  advise.QuoteLevel
	}{
		"far below":                   {quoteOf(500_000, 120_000, 30_000, video), advise.QuoteCheap},
		"lower half":                  {quoteOf(8_000_000, 120_000, 30_000, video), advise.QuoteGood},
		"upper half":                  {quoteOf(15_000_000, 120_000, 30_000, video), advise.QuoteFair},
		"above":                       {quoteOf(40_000_000, 120_000, 30_000, video), advise.QuoteDear},
		"above, with a story":         {quoteOf(40_000_000, 120_000, 30_000, video, story), advise.QuoteDepends},
		"three for the price of one":  {quoteOf(8_000_000, 120_000, 30_000, advise.Piece{Deliverable: domain.ShortVideo, Quantity: 3}), advise.QuoteCheap},
		"no size":                     {quoteOf(8_000_000, 0, 0, video), advise.QuoteUnpriced},
		"a story alone":               {quoteOf(8_000_000, 120_000, 30_000, story), advise.QuoteUnpriced},
		"views alone":                 {quoteOf(6_000_000, 0, 30_000, video), advise.QuoteGood},
		"the floor of the table":      {quoteOf(60_000_000, 3_340_000, 482_000, video), advise.QuoteGood},
		"another platform's content":  {quoteOf(8_000_000, 120_000, 0, advise.Piece{Platform: domain.Facebook, Deliverable: domain.Post, Quantity: 1}), advise.QuoteUnpriced},
		"big channel, hardly watched": {quoteOf(27_000_000, 316_000, 2_000, video), advise.QuoteDear},
	} {
		v := advise.JudgeQuote(c.quote, nil)
		if v.Level != c.want {
			t.Errorf("%s: %s, want %s (%+v)", name, v.Level, c.want, v)
		}
		if v.HasFair && len(v.Sources) == 0 {
			t.Errorf("%s: figures without a source", name)
		}
	}
}

func TestTheMostToPayDependsOnTheBrief(t *testing.T) {
	q := quoteOf(8_000_000, 120_000, 30_000, video)
	for name, c := range map[string]struct {
		brief domain.Brief
		most  domain.VND
		by    advise.QuoteLimit
	}{
		"nothing stated": {domain.Brief{}, 19_000_000, advise.LimitFair},
		"little money":   {domain.Brief{BudgetMax: 3_000_000}, 3_000_000, advise.LimitBudget},
		"a target":       {domain.Brief{BudgetMax: 100_000_000, KPIUnit: domain.UnitViews, KPITarget: 1_000_000}, 3_000_000, advise.LimitTarget},
		"orders":         {domain.Brief{BudgetMax: 100_000_000, KPIUnit: domain.UnitOrders, KPITarget: 500}, 19_000_000, advise.LimitFair},
	} {
		if v := advise.JudgeQuote(q, &c.brief); v.Most != c.most || v.MostBy != c.by {
			t.Errorf("%s: %d by %s, want %d by %s", name, v.Most, v.MostBy, c.most, c.by)
		}
	}
}

// A higher fee is never judged better, nothing is paid over the budget, and a
// counter-offer lies below the fee.
func TestADearerQuoteIsNeverBetter(t *testing.T) {
	order := []advise.QuoteLevel{advise.QuoteCheap, advise.QuoteGood, advise.QuoteFair, advise.QuoteDepends, advise.QuoteDear}
	at := func(l advise.QuoteLevel) int {
		for i, o := range order {
			if o == l {
				return i
			}
		}
		return -1
	}
	rapid.Check(t, func(t *rapid.T) {
		q := quoteOf(domain.VND(rapid.Int64Range(0, 1e9).Draw(t, "fee")), rapid.Int64Range(0, 1e7).Draw(t, "followers"), rapid.Int64Range(0, 1e7).Draw(t, "views"), video)
		if rapid.Bool().Draw(t, "story") {
			q.Pieces = append(q.Pieces, story)
		}
		dearer := q
		dearer.Fee += domain.VND(rapid.Int64Range(0, 1e9).Draw(t, "more"))
		b := domain.Brief{BudgetMax: domain.VND(rapid.Int64Range(1, 1e9).Draw(t, "budget"))}
		v, w := advise.JudgeQuote(q, &b), advise.JudgeQuote(dearer, &b)
		if at(w.Level) < at(v.Level) || v.Most > b.BudgetMax || v.Counter > q.Fee {
			t.Fatalf("%+v\n%+v", v, w)
		}
	})
}
