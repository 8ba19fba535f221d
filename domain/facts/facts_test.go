package facts_test

import (
	"math"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/facts"
)

var metrics = []facts.Metric{
	facts.ViewRate, facts.ReachRate, facts.EngagementByViews, facts.EngagementByFollowers,
	facts.Fee, facts.CPM, facts.ReachOfViews, facts.GrowthMonth,
}

// everyCurve calls f for each metric and platform that has figures.
func everyCurve(f func(facts.Metric, domain.Platform, *facts.Curve)) (n int) {
	for _, m := range metrics {
		for _, p := range append([]domain.Platform{facts.AnyPlatform}, domain.Platforms...) {
			if c := facts.CurveOf(m, p); c != nil {
				f(m, p, c)
				n++
			}
		}
	}
	return n
}

func TestEveryPriorIsOrderedAndSourced(t *testing.T) {
	n := everyCurve(func(m facts.Metric, p domain.Platform, c *facts.Curve) {
		for _, followers := range []int64{0, 1, 999, 3_162, 9_999, 10_000, 50_000, 100_000, 999_999, 1_000_000, 5e7, 1e12} {
			e := c.At(followers)
			if !(0 <= e.Low && e.Low <= e.Point && e.Point <= e.High) || e.Point == 0 || math.IsInf(e.High, 0) {
				t.Errorf("%s on %s at %d: %g, %g, %g are not in order", m, p, followers, e.Low, e.Point, e.High)
			}
			if len(e.Sources) == 0 || e.Confidence == "" || e.Kind == "" {
				t.Errorf("%s on %s at %d lacks a source, a confidence or a kind", m, p, followers)
			}
			for _, s := range e.Sources {
				if s.Title == "" || s.Date == "" {
					t.Errorf("%s on %s: source %+v lacks title or date", m, p, s)
				}
			}
		}
	})
	if n < 20 {
		t.Errorf("only %d curves", n)
	}
}

func TestPriorsAreTheTableAtTheCentreAndSmoothBetween(t *testing.T) {
	fee := facts.CurveOf(facts.Fee, domain.TikTok)
	for tier, want := range map[domain.Tier]float64{domain.Nano: 600_000, domain.Micro: 4_500_000, domain.Macro: 27_000_000, domain.Mega: 75_000_000} {
		centre, _ := facts.TierCentre(tier)
		if got := fee.At(int64(centre)).Point; math.Abs(got/want-1) > 0.001 {
			t.Errorf("fee at the centre of %s = %.0f, want %.0f", tier, got, want)
		}
	}
	everyCurve(func(m facts.Metric, p domain.Platform, c *facts.Curve) {
		for _, border := range []int64{10_000, 100_000, 1_000_000} {
			below, above := c.At(border-1), c.At(border)
			if jump := above.Point / below.Point; math.Abs(jump-1) > 0.001 {
				t.Errorf("%s on %s jumps by %g at %d followers", m, p, jump, border)
			}
		}
	})
}

func TestMoreFollowersAreExpectedToReachMorePeople(t *testing.T) {
	for _, m := range []facts.Metric{facts.ViewRate, facts.ReachRate} {
		for _, p := range domain.Platforms {
			c := facts.CurveOf(m, p)
			if c == nil {
				continue
			}
			last := 0.0
			for f := int64(100); f < 1e9; f += f / 3 {
				people := c.At(f).Point * float64(f)
				if people < last {
					t.Errorf("%s on %s: %.0f people at %d followers, fewer than at a smaller size", m, p, people, f)
				}
				last = people
			}
		}
	}
}

func TestAnOpenEndIsCalledOpen(t *testing.T) {
	mega, _ := facts.CurveOf(facts.Fee, domain.TikTok).Tier(domain.Mega)
	if !mega.OpenHigh || mega.High <= mega.Point {
		t.Errorf("mega fee = %+v, want an open upper end above the point", mega)
	}
	if e := facts.CurveOf(facts.Fee, domain.TikTok).At(5_000); e.Low != 0 {
		t.Errorf("nano fees start at %g, want 0: barter is common", e.Low)
	}
}

func TestNoCreatorFiguresWhereNoneArePublic(t *testing.T) {
	for _, p := range []domain.Platform{domain.Threads, domain.Zalo, domain.LinkedIn} {
		for _, m := range metrics {
			if facts.CurveOf(m, p) != nil {
				t.Errorf("%s on %s has figures", m, p)
			}
		}
	}
}

func TestEveryBandIsOrderedAndSourced(t *testing.T) {
	n := 0
	for _, r := range []facts.Ratio{facts.CommentsPerLike, facts.LikesPerView} {
		for _, p := range domain.Platforms {
			for _, tier := range domain.Tiers {
				b, ok := facts.BandOf(r, p, tier)
				if !ok {
					continue
				}
				n++
				if !(0 < b.P1 && b.P1 < b.P10 && b.P10 < b.P50 && b.P50 < b.P90 && b.P90 < b.P99 && b.P99 < 1) || b.Accounts < 500 {
					t.Errorf("%s on %s, %s: %+v", r, p, tier, b)
				}
				for _, s := range b.Sources {
					if s.Title == "" || s.URL == "" || s.Date == "" {
						t.Errorf("%s on %s, %s: source %+v", r, p, tier, s)
					}
				}
			}
		}
	}
	if n != 10 {
		t.Errorf("%d bands", n)
	}
	if _, ok := facts.BandOf(facts.CommentsPerLike, domain.Instagram, domain.Mega); ok {
		t.Error("nobody publishes comments beside likes for Instagram")
	}
}

func TestPeople(t *testing.T) {
	if a, ok := facts.AudienceOf(domain.TikTok); !ok || a.People != 76_100_000 || a.Low != 40_900_000 {
		t.Errorf("TikTok reaches %+v", a)
	}
	if _, ok := facts.AudienceOf(domain.Threads); ok {
		t.Error("nobody publishes the audience of Threads in Vietnam")
	}
	if got := facts.AgeShare(18, 0); math.Abs(got-1) > 0.002 {
		t.Errorf("adults are %g of adults", got)
	}
	young, ok := facts.AgesOn(domain.Instagram, 18, 24)
	if !ok || young.Platform != 0.32 || young.Population != 0.132 {
		t.Errorf("Instagram 18–24: %+v, %v", young, ok)
	}
	if _, ok := facts.AgesOn(domain.Instagram, 13, 17); ok {
		t.Error("there are no figures of teenagers by platform")
	}
	if g, ok := facts.GenderShare(domain.Female); !ok || g.Share != 0.51 {
		t.Errorf("women are %+v", g)
	}
}

func TestFitReadsTheBrief(t *testing.T) {
	fit := func(p domain.Platform, b domain.Brief) float64 { return facts.Fit(p, b) }
	orders := domain.Brief{KPI: domain.Conversion, Industry: "beauty"}
	if fit(domain.TikTok, orders) <= fit(domain.Facebook, orders) {
		t.Error("TikTok does not come first for orders of cosmetics")
	}
	old := domain.Brief{KPI: domain.Awareness, AgeMin: 50, Locations: []domain.Location{"can-tho"}}
	if fit(domain.Facebook, old) <= fit(domain.Instagram, old) || fit(domain.Zalo, old) <= fit(domain.Threads, old) {
		t.Error("Facebook and Zalo do not gain for people over 45 in the provinces")
	}
	for _, p := range domain.Platforms {
		for _, k := range append([]domain.KPI{""}, domain.KPIs...) {
			for _, i := range append([]domain.Industry{""}, domain.Industries...) {
				if f := fit(p, domain.Brief{KPI: k, Industry: i}); !(f >= 0 && f <= 5.5) {
					t.Errorf("fit of %s for %s, %s = %g", p, k, i, f)
				}
			}
		}
	}
}

func TestStatementsConcernTheBriefFirst(t *testing.T) {
	b := domain.Brief{KPI: domain.Conversion, Industry: "beauty", AgeMin: 18, AgeMax: 25}
	got := facts.StatementsOn(domain.TikTok, b)
	if len(got) < 4 || got[0].Text.Key != "fact.tiktok.goods" {
		t.Fatalf("statements on TikTok: %+v", got)
	}
	if last := got[len(got)-1]; last.Text.Key != "fact.tiktok.format" || !strings.Contains(last.Sources[0].Title, "HypeAuditor") {
		t.Errorf("the last statement is %+v, want what always holds", last)
	}
	for _, p := range domain.Platforms {
		if len(facts.StatementsOn(p, domain.Brief{})) == 0 {
			t.Errorf("nothing is said about %s", p)
		}
	}
}

func TestSourcesOfOneYearNameItOnce(t *testing.T) {
	a := domain.Source{Title: "A", URL: "https://a.example", Date: "2025"}
	b := domain.Source{Title: "B", Date: "2025"}
	c := domain.Source{Title: "C", Date: "11/2024 (two cities; n=200)"}
	for _, test := range []struct {
		list        []domain.Source
		title, date string
	}{
		{[]domain.Source{a, b}, "A; B", "2025"},
		{[]domain.Source{a, c, b}, "A; C; B", "2025; 11/2024 (two cities; n=200)"},
		{[]domain.Source{c, {Title: "D", Date: c.Date}}, "C; D", c.Date},
		{[]domain.Source{{Title: "A", Date: "2024"}, a}, "A", "2024; 2025"},
		{[]domain.Source{{Title: "E"}, a}, "E; A", "2025"},
	} {
		if got := facts.Cite(test.list...); got.Title != test.title || got.Date != test.date {
			t.Errorf("%v: %q of %q, want %q of %q", test.list, got.Title, got.Date, test.title, test.date)
		}
	}
}
