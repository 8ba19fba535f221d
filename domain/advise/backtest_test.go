package advise_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"chonmat/domain"
	"chonmat/domain/advise"
)

// posts draws what posts of accounts with known usual views bring, by the
// spread that the forecast was calibrated to.
func posts(n int) []domain.Outcome {
	r := rand.New(rand.NewPCG(1, 2))
	var out []domain.Outcome
	for range n {
		usual := math.Exp(8 + 1.5*r.NormFloat64())
		a := domain.Account{
			Name: "Thử", Platform: domain.TikTok, Views: domain.Known(int64(usual)),
			Followers: domain.Known(int64(10_000 * math.Exp(r.NormFloat64()))), // tells nothing
		}
		out = append(out, domain.Outcome{Account: a, Views: int64(usual * math.Exp(1.2*r.NormFloat64()))})
	}
	return out
}

func TestTheIntervalHoldsFourOutcomesOfFive(t *testing.T) {
	b := advise.Test(posts(2_000))
	if b.Coverage < 0.77 || b.Coverage > 0.83 {
		t.Errorf("it held %.3f", b.Coverage)
	}
	if b.CoverageLow > b.Coverage || b.CoverageHigh < b.Coverage || b.CoverageHigh-b.CoverageLow > 0.05 {
		t.Errorf("95%%: %.3f–%.3f", b.CoverageLow, b.CoverageHigh)
	}
	if b.Covered+b.Below+b.Above != b.Outcomes || b.FromOwnViews.Outcomes != b.Outcomes {
		t.Errorf("the counts do not add up: %+v", b)
	}
	if math.Abs(b.MedianRatio-1) > 0.15 || b.Spread < 4 || b.Spread > 5.5 {
		t.Errorf("middle %.2f, spread %.2f", b.MedianRatio, b.Spread)
	}
	if b.RankCorrelation < 0.6 || math.Abs(b.ByFollowers) > 0.1 {
		t.Errorf("rank correlation %.2f against %.2f", b.RankCorrelation, b.ByFollowers)
	}
}

func TestABacktestCountsWhatItCannotForecast(t *testing.T) {
	known := domain.Account{Platform: domain.TikTok, Views: domain.Known(int64(1_000))}
	b := advise.Test([]domain.Outcome{
		{Account: known, Views: 1_000}, {Account: known, Views: 0}, {Account: known, Views: 1_000_000},
		{Account: domain.Account{Platform: domain.Zalo, Followers: domain.Known(int64(5_000))}, Views: 10}, // no public figure
		{Account: domain.Account{Platform: "myspace", Views: domain.Known(int64(5_000))}, Views: 10},
	})
	if b.Outcomes != 3 || b.Unknown != 2 || b.Covered != 1 || b.Below != 1 || b.Above != 1 {
		t.Errorf("%+v", b)
	}
	if math.Abs(b.MedianRatio-1) > 1e-9 || !math.IsNaN(b.RankCorrelation) || b.Ranked != 0 {
		t.Errorf("ratio %v, correlation %v of %d", b.MedianRatio, b.RankCorrelation, b.Ranked)
	}
	if none := advise.Test(nil); none.Outcomes != 0 || none.CoverageLow != 0 || none.CoverageHigh != 1 {
		t.Errorf("nothing: %+v", none)
	}
}

// With equal values the ranks are shared: checked by hand.
func TestRankCorrelation(t *testing.T) {
	var out []domain.Outcome
	for _, c := range []struct{ views, followers, actual int64 }{{100, 30, 5}, {200, 30, 7}, {300, 10, 9}, {400, 20, 8}} {
		out = append(out, domain.Outcome{
			Account: domain.Account{Platform: domain.TikTok, Views: domain.Known(c.views), Followers: domain.Known(c.followers)}, Views: c.actual,
		})
	}
	b := advise.Test(out)
	if math.Abs(b.RankCorrelation-0.8) > 1e-9 || math.Abs(b.ByFollowers+0.9486833) > 1e-6 {
		t.Errorf("%v and %v", b.RankCorrelation, b.ByFollowers)
	}
}
