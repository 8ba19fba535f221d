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

// A price over the most that it is worth for the brief is none to take.
func TestTheMostToPayCapsTheVerdict(t *testing.T) {
	b := domain.Brief{BudgetMax: 100_000_000, KPIUnit: domain.UnitViews, KPITarget: 500_000}
	for fee, want := range map[domain.VND]advise.QuoteLevel{6_000_000: advise.QuoteGood, 8_000_000: advise.QuoteOver, 40_000_000: advise.QuoteDear} {
		v := advise.JudgeQuote(quoteOf(fee, 120_000, 30_000, video), &b)
		if v.Level != want || v.Level != advise.QuoteGood && v.Counter != 6_000_000 {
			t.Errorf("%d: %s, counter %d, at most %d; want %s", fee, v.Level, v.Counter, v.Most, want)
		}
	}
	if v := advise.JudgeQuote(quoteOf(8_000_000, 0, 0, video), &domain.Brief{BudgetMax: 5_000_000}); v.Level != advise.QuoteOver || v.Counter != 5_000_000 {
		t.Errorf("over the whole budget: %s, counter %d", v.Level, v.Counter)
	}
}

// A higher fee is never judged better, nothing is paid over the budget, and a
// counter-offer lies below the fee.
func TestADearerQuoteIsNeverBetter(t *testing.T) {
	order := []advise.QuoteLevel{advise.QuoteCheap, advise.QuoteGood, advise.QuoteFair, advise.QuoteListed, advise.QuoteSpans, advise.QuoteRaised, advise.QuoteOver, advise.QuoteOpen, advise.QuoteDepends, advise.QuoteDear}
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
		q.Account.Prices = listedPrices(t)
		q.FeeMin = domain.VND(rapid.Int64Range(0, int64(q.Fee)).Draw(t, "lower end"))
		dearer := q
		dearer.Fee += domain.VND(rapid.Int64Range(0, 1e9).Draw(t, "more"))
		dearer.FeeMin = domain.VND(rapid.Int64Range(int64(q.Lowest()), int64(dearer.Fee)).Draw(t, "its lower end"))
		b := domain.Brief{BudgetMax: domain.VND(rapid.Int64Range(1, 1e9).Draw(t, "budget"))}
		v, w := advise.JudgeQuote(q, &b), advise.JudgeQuote(dearer, &b)
		if at(w.Level) < at(v.Level) || v.Most > b.BudgetMax || v.Counter > q.Fee {
			t.Fatalf("%+v\n%+v", v, w)
		}
	})
}

func listedPrices(t *rapid.T) map[domain.Deliverable]domain.VND {
	prices := map[domain.Deliverable]domain.VND{}
	for _, d := range []domain.Deliverable{domain.ShortVideo, domain.Post, domain.Story} {
		if rapid.Bool().Draw(t, "has "+string(d)) {
			prices[d] = domain.VND(rapid.Int64Range(0, 1e8).Draw(t, string(d)))
		}
	}
	return prices
}

// The prices of the list count: for what has no public price, and as what was
// asked before.
func TestTheListsOwnPricesCount(t *testing.T) {
	post := advise.Piece{Deliverable: domain.Post, Quantity: 1}
	stories := advise.Piece{Deliverable: domain.Story, Quantity: 2}
	own := map[domain.Deliverable]domain.VND{domain.ShortVideo: 3_000_000, domain.Story: 800_000}
	for name, c := range map[string]struct {
		prices  map[domain.Deliverable]domain.VND
		quote   advise.Quote
		want    advise.QuoteLevel
		listed  domain.VND
		counter domain.VND
	}{
		"a post counts as a video":      {own, quoteOf(9_000_000, 120_000, 30_000, post, stories), advise.QuoteRaised, 4_600_000, 4_600_000},
		"what the list says":            {own, quoteOf(4_600_000, 120_000, 30_000, post, stories), advise.QuoteCheap, 4_600_000, 0},
		"a story alone":                 {own, quoteOf(1_600_000, 120_000, 30_000, stories), advise.QuoteListed, 1_600_000, 0},
		"a dearer story":                {own, quoteOf(2_000_000, 120_000, 30_000, stories), advise.QuoteRaised, 1_600_000, 1_600_000},
		"a story the list has no price": {map[domain.Deliverable]domain.VND{domain.ShortVideo: 3_000_000}, quoteOf(40_000_000, 120_000, 30_000, video, stories), advise.QuoteDepends, 0, 9_300_000},
		"barter is no price":            {map[domain.Deliverable]domain.VND{domain.ShortVideo: 0}, quoteOf(8_000_000, 120_000, 30_000, video), advise.QuoteGood, 0, 0},
	} {
		c.quote.Account.Prices = c.prices
		v := advise.JudgeQuote(c.quote, nil)
		if v.Level != c.want || v.Listed != c.listed || v.Counter != c.counter {
			t.Errorf("%s: %s, listed %d, counter %d; want %s, %d, %d (fair %v)", name, v.Level, v.Listed, v.Counter, c.want, c.listed, c.counter, v.Fair)
		}
	}
}

// What is taken lies within all limits, and what does not has a counter-offer
// within them.
func TestAQuoteOverALimitIsCounteredAndNeverTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := quoteOf(domain.VND(rapid.Int64Range(1, 1e9).Draw(t, "fee")), rapid.Int64Range(0, 1e7).Draw(t, "followers"), rapid.Int64Range(0, 1e7).Draw(t, "views"))
		q.Account.Platform = rapid.SampledFrom(domain.Platforms).Draw(t, "platform")
		for _, d := range rapid.SliceOfN(rapid.SampledFrom([]domain.Deliverable{domain.ShortVideo, domain.LongVideo, domain.Post, domain.Story}), 1, 3).Draw(t, "pieces") {
			q.Pieces = append(q.Pieces, advise.Piece{Deliverable: d, Quantity: rapid.IntRange(1, 5).Draw(t, "quantity")})
		}
		q.Account.Prices = listedPrices(t)
		q.FeeMin = domain.VND(rapid.Int64Range(0, int64(q.Fee)).Draw(t, "lower end"))
		var b *domain.Brief
		if rapid.Bool().Draw(t, "brief") {
			b = &domain.Brief{
				BudgetMax: domain.VND(rapid.Int64Range(1_000_000, 1e9).Draw(t, "budget")),
				KPIUnit:   rapid.SampledFrom([]domain.Unit{"", domain.UnitViews, domain.UnitReach, domain.UnitEngagements}).Draw(t, "unit"),
				KPITarget: rapid.Int64Range(1, 1e8).Draw(t, "target"),
			}
		}
		v := advise.JudgeQuote(q, b)
		over := v.HasFair && float64(q.Fee) > v.Fair.P90 || v.Most > 0 && q.Fee > v.Most || v.Listed > 0 && q.Lowest() > v.Listed
		known := v.HasFair || v.Listed > 0
		switch {
		case over && v.Level.Accepts(), over != (v.Counter > 0), !over && known && !v.Level.Accepts():
			t.Fatalf("over %t: %s, counter %d (%+v)", over, v.Level, v.Counter, v)
		case v.Counter > q.Fee, v.Most > 0 && v.Counter > v.Most, v.Listed > 0 && v.Counter > v.Listed:
			t.Fatalf("a counter-offer over a limit: %+v", v)
		}
	})
}

// A range is judged as one: it has risen where all of it lies over the list's
// price, and is closed at its lower end where only that is to be taken.
func TestARangeIsJudgedAsOne(t *testing.T) {
	own := map[domain.Deliverable]domain.VND{domain.ShortVideo: 7_000_000}
	for name, c := range map[string]struct {
		low, high domain.VND
		prices    map[domain.Deliverable]domain.VND
		want      advise.QuoteLevel
		counter   domain.VND
	}{
		"holds the list's price":     {6_000_000, 8_000_000, own, advise.QuoteGood, 0},
		"begins at it":               {7_000_000, 8_000_000, own, advise.QuoteGood, 0},
		"begins over it":             {7_500_000, 8_000_000, own, advise.QuoteRaised, 7_000_000},
		"ends over what is fair":     {18_000_000, 30_000_000, nil, advise.QuoteSpans, 18_000_000},
		"begins over what is fair":   {25_000_000, 30_000_000, nil, advise.QuoteDear, 9_300_000},
		"ends below what is fair":    {1_000_000, 2_000_000, nil, advise.QuoteCheap, 0},
		"is a single sum":            {8_000_000, 8_000_000, own, advise.QuoteRaised, 7_000_000},
		"has its ends the other way": {9_000_000, 8_000_000, own, advise.QuoteRaised, 7_000_000},
	} {
		q := quoteOf(c.high, 120_000, 30_000, video)
		q.FeeMin, q.Account.Prices = c.low, c.prices
		if v := advise.JudgeQuote(q, nil); v.Level != c.want || v.Counter != c.counter {
			t.Errorf("%s: %s, counter %d; want %s, %d", name, v.Level, v.Counter, c.want, c.counter)
		}
	}
}

// What has no price is no reason to pay more where all else is too much by the
// list, and what is over the brief's limit only is not called dear.
func TestWhatComesForNothingIsNoReasonToPayMore(t *testing.T) {
	brief := &domain.Brief{BudgetMax: 60_000_000, KPIUnit: domain.UnitViews, KPITarget: 300_000}
	own := map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_000_000}
	for name, c := range map[string]struct {
		fee     domain.VND
		prices  map[domain.Deliverable]domain.VND
		brief   *domain.Brief
		want    advise.QuoteLevel
		hasRest bool
		rest    domain.VND
	}{
		"the video costs as much by the list": {8_000_000, own, brief, advise.QuoteOver, true, 0},
		"it costs less, and still too much":   {10_000_000, own, brief, advise.QuoteOver, true, 2_000_000},
		"it costs little by the list":         {10_000_000, map[domain.Deliverable]domain.VND{domain.ShortVideo: 5_000_000}, brief, advise.QuoteOpen, true, 5_000_000},
		"no list":                             {8_000_000, nil, brief, advise.QuoteOpen, false, 0},
		"over the fair range":                 {40_000_000, own, brief, advise.QuoteDepends, true, 32_000_000},
		"dear by the list as well":            {40_000_000, map[domain.Deliverable]domain.VND{domain.ShortVideo: 40_000_000}, nil, advise.QuoteDear, true, 0},
		"within everything":                   {8_000_000, own, nil, advise.QuoteGood, true, 0},
	} {
		q := quoteOf(c.fee, 120_000, 30_000, video, story)
		q.Account.Prices = c.prices
		v := advise.JudgeQuote(q, c.brief)
		if v.Level != c.want || v.HasRest != c.hasRest || v.HasRest && v.Rest != c.rest {
			t.Errorf("%s: %s, %t, %d; want %s, %t, %d (most %d, fair %v)", name, v.Level, v.HasRest, v.Rest, c.want, c.hasRest, c.rest, v.Most, v.Fair)
		}
	}
}
