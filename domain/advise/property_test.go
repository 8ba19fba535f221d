package advise_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
)

var today = advise.Options{Today: "2026-11-23"}

// all ranks a list and explains everybody.
func all(b domain.Brief, list []domain.Account) []advise.Candidate {
	r := advise.Rank(b, nil, list, today)
	return r.Page(0, r.Len())
}

// find returns the place of a creator in a ranking: the number of people
// ahead, or -1 when ruled out.
func find(candidates []advise.Candidate, id string) int {
	return slices.IndexFunc(candidates, func(c advise.Candidate) bool { return c.Account.Creator == id })
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func TestPointsAddUpToTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, c := range all(drawBrief(t), drawRoster(t)) {
			tenths := 0.0
			for _, x := range c.Contributions {
				tenths += math.Round(x.Points * 10)
				if !finite(x.Score) || x.Score < 0 || x.Score > 100 || math.Round(x.Points*10) != x.Points*10 {
					t.Fatalf("contribution %+v", x)
				}
			}
			if c.Score != tenths/10 || c.Confidence < 0 || c.Confidence > 1 {
				t.Fatalf("score %v, points add up to %v; confidence %v", c.Score, tenths/10, c.Confidence)
			}
		}
	})
}

func TestOrderOfTheListChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, list := drawBrief(t), drawRoster(t)
		shuffled := rapid.Permutation(list).Draw(t, "order")
		if diff := cmp.Diff(all(b, list), all(b, shuffled), figures); diff != "" {
			t.Fatalf("another order gives another ranking:\n%s", diff)
		}
	})
}

func TestOtherPeopleChangeNobodysScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, list := drawBrief(t), drawRoster(t)
		together := all(b, list)
		for _, c := range together {
			alone := all(b, []domain.Account{*c.Account})
			alone[0].Rank, alone[0].Account = c.Rank, c.Account
			if diff := cmp.Diff(c, alone[0], cmp.Comparer(func(x, y *domain.Account) bool { return x == y })); diff != "" {
				t.Fatalf("%s alone is judged otherwise:\n%s", c.Account.Creator, diff)
			}
		}
	})
}

// A betterment makes one figure of an account better, all else equal, for a
// brief that may care.
type betterment struct {
	name   string
	better func(t *rapid.T, b *domain.Brief, a *domain.Account) bool // false: does not apply
}

var betterments = []betterment{
	{"more engagement", func(t *rapid.T, _ *domain.Brief, a *domain.Account) bool {
		e, ok := a.Engagement.Get()
		a.Engagement = domain.Known(e + (1-e)*drawRate(t, "more"))
		return ok
	}},
	{"more views", func(t *rapid.T, _ *domain.Brief, a *domain.Account) bool {
		v, ok := a.Views.Get()
		a.Views = domain.Known(v + drawCount(t, "more"))
		return ok
	}},
	{"a lower price", func(t *rapid.T, _ *domain.Brief, a *domain.Account) bool {
		for d, price := range a.Prices {
			a.Prices[d] = domain.VND(float64(price) * float64(drawRate(t, "less")))
		}
		return len(a.Prices) > 0
	}},
	{"more of the wanted gender", func(t *rapid.T, b *domain.Brief, a *domain.Account) bool {
		f, ok := a.AudienceFemale.Get()
		if b.Gender == domain.Male {
			a.AudienceFemale = domain.Known(f * drawRate(t, "fewer women"))
		} else {
			a.AudienceFemale = domain.Known(f + (1-f)*drawRate(t, "more women"))
		}
		return ok
	}},
	{"more of the wanted ages", func(t *rapid.T, b *domain.Brief, a *domain.Account) bool {
		b.AgeMin, b.AgeMax = 18, 24
		a.AudienceAges.Shares[1] += a.AudienceAges.Shares[3]
		a.AudienceAges.Shares[3] = 0
		return a.AudienceAges.Known
	}},
	{"more people in the wanted place", func(t *rapid.T, b *domain.Brief, a *domain.Account) bool {
		b.Locations = []domain.Location{"ho-chi-minh"}
		if len(a.AudienceLocations) == 0 {
			return false
		}
		a.AudienceLocations["ho-chi-minh"] += a.AudienceLocations["ha-noi"]
		delete(a.AudienceLocations, "ha-noi")
		return true
	}},
	{"the wanted subject", func(_ *rapid.T, b *domain.Brief, a *domain.Account) bool {
		if b.Industry == "" || b.Industry == "other" || len(a.Categories) == 0 {
			return false
		}
		a.Categories = append(slices.Clone(a.Categories), b.Industry)
		return true
	}},
	{"fewer advertisements", func(t *rapid.T, _ *domain.Brief, a *domain.Account) bool {
		s, ok := a.SponsoredShare.Get()
		a.SponsoredShare = domain.Known(s * drawRate(t, "fewer"))
		return ok
	}},
	{"better sponsored posts", func(t *rapid.T, _ *domain.Brief, a *domain.Account) bool {
		r, ok := a.SponsoredVsOrganic.Get()
		a.SponsoredVsOrganic = domain.Known(r + float64(drawRate(t, "better")))
		return ok
	}},
	{"steadier growth", func(t *rapid.T, _ *domain.Brief, a *domain.Account) bool {
		now, known := a.Followers.Get()
		before, ok := a.Followers90dAgo.Get()
		if !known || !ok || before > now {
			return false
		}
		a.Followers90dAgo = domain.Known(before + int64(float64(now-before)*float64(drawRate(t, "steadier"))))
		return true
	}},
}

// clone copies what betterments change in place.
func clone(a domain.Account) domain.Account {
	prices, places := a.Prices, a.AudienceLocations
	a.Prices, a.AudienceLocations = nil, nil
	if prices != nil {
		a.Prices = map[domain.Deliverable]domain.VND{}
		for d, p := range prices {
			a.Prices[d] = p
		}
	}
	if places != nil {
		a.AudienceLocations = map[domain.Location]domain.Rate{}
		for l, s := range places {
			a.AudienceLocations[l] = s
		}
	}
	return a
}

func TestBetterFiguresNeverLowerARank(t *testing.T) {
	for _, improve := range betterments {
		t.Run(improve.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				b, list := drawBrief(t), drawRoster(t)
				i := rapid.IntRange(0, len(list)-1).Draw(t, "who")
				better := slices.Clone(list)
				better[i] = clone(list[i])
				if !improve.better(t, &b, &better[i]) {
					t.Skip("the figure is not known")
				}
				was, is := all(b, list), all(b, better)
				before, after := find(was, list[i].Creator), find(is, list[i].Creator)
				if before < 0 {
					return // ruled out; a lower price may let it in
				}
				if after < 0 || after > before || is[after].Score < was[before].Score {
					t.Fatalf("%+v\nhad place %d, and with %s place %d\n%+v", list[i], before, improve.name, after, better[i])
				}
				if improve.name == "more engagement" || improve.name == "more views" {
					return
				}
				for k := range was[before].Contributions {
					if is[after].Contributions[k].Score < was[before].Contributions[k].Score {
						t.Fatalf("%s lowers %s", improve.name, is[after].Contributions[k].Criterion)
					}
				}
			})
		})
	}
}

// losses take one figure away from an account.
var losses = map[string]func(a *domain.Account) bool{
	"views": func(a *domain.Account) bool {
		had := a.Views.IsKnown() && a.Followers.IsKnown()
		a.Views = domain.Figure[int64]{}
		return had
	},
	"engagement": func(a *domain.Account) bool {
		had := a.Engagement.IsKnown()
		a.Engagement = domain.Figure[domain.Rate]{}
		return had
	},
	"price":    func(a *domain.Account) bool { had := len(a.Prices) > 0; a.Prices = nil; return had },
	"subjects": func(a *domain.Account) bool { had := len(a.Categories) > 0; a.Categories = nil; return had },
	"gender": func(a *domain.Account) bool {
		had := a.AudienceFemale.IsKnown()
		a.AudienceFemale = domain.Figure[domain.Rate]{}
		return had
	},
	"ages": func(a *domain.Account) bool {
		had := a.AudienceAges.Known
		a.AudienceAges = domain.AgeShares{}
		return had
	},
	"places": func(a *domain.Account) bool {
		had := len(a.AudienceLocations) > 0
		a.AudienceLocations = nil
		return had
	},
}

func TestAMissingFigureNeverRaisesConfidence(t *testing.T) {
	for name, lose := range losses {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				b, a := drawBrief(t), drawAccount(t, 1)
				b.Tiers, b.ExcludeTiers, b.BudgetMax = nil, nil, 0
				less := clone(a)
				if !lose(&less) {
					t.Skip("not known anyway")
				}
				if name == "views" && a.Likes.Or(0)+a.Comments.Or(0)+a.Shares.Or(0) > a.Views.Or(0) {
					t.Skip("without them nothing contradicts any more")
				}
				full, part := all(b, []domain.Account{a}), all(b, []domain.Account{less})
				if len(full) == 0 {
					t.Skip("ruled out")
				}
				if part[0].Confidence > full[0].Confidence {
					t.Fatalf("without %s confidence rises from %v to %v", name, full[0].Confidence, part[0].Confidence)
				}
			})
		})
	}
}

func ordered(i domain.Interval) bool {
	return finite(i.P10, i.P50, i.P90) && 0 <= i.P10 && i.P10 <= i.P50 && i.P50 <= i.P90
}

func TestForecastsPricesAndTotalsAreOrderedAndFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBrief(t)
		candidates := all(b, drawRoster(t))
		for _, c := range candidates {
			f, p := c.Forecast, c.Price
			if f.KnownViews && (f.Engagements.P50 > f.Views.P50 || f.Engagements.P90 > f.Views.P90) {
				t.Fatalf("more engagements than views: %+v", f)
			}
			if !ordered(f.Views) || !ordered(f.Reach) || !ordered(f.Engagements) {
				t.Fatalf("forecast %+v", f)
			}
			if p.Low < 0 || p.Low > p.Mid || p.Mid > p.High || p.Quoted && (p.Low != p.High || p.Unknown) {
				t.Fatalf("price %+v", p)
			}
		}
		s := advise.Total(b, booked(candidates))
		if !ordered(s.Cost) || !ordered(s.Views) || !ordered(s.Reach) || !ordered(s.Engagements) {
			t.Fatalf("sum %+v", s)
		}
		if s.Quotes+s.Estimates+s.Unpriced != s.Count || s.Reach.P90 > 79_000_000 {
			t.Fatalf("sum %+v", s)
		}
		if f := advise.FeasibleFrom(b, domain.NewRoster("", 0, drawRoster(t))); !ordered(f.Result) || !ordered(f.Needed) || f.Text.Key == "" {
			t.Fatalf("feasibility %+v", f)
		}
		for _, c := range advise.Channels(b, domain.NewRoster("", 0, drawRoster(t))) {
			if !(c.Fit >= 0 && c.Fit <= 100) || len(c.Reasons) == 0 {
				t.Fatalf("channel %+v", c)
			}
		}
	})
}

func TestComparisonsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := all(drawBrief(t), drawRoster(t))
		if len(c) < 2 {
			t.Skip("nobody to compare")
		}
		got := advise.Compare(c[0], c[len(c)-1])
		sum := 0.0
		for _, d := range got.Differences {
			sum += math.Round(d.Points * 10)
		}
		if got.Points != sum/10 || math.Abs(got.Points-(c[0].Score-c[len(c)-1].Score)) > 1e-9 || got.Points < 0 {
			t.Fatalf("%+v", got)
		}
	})
}

func TestWhatIfsGiveThePromisedRank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, list := drawBrief(t), drawRoster(t)
		r := advise.Rank(b, nil, list, today)
		for _, c := range r.Page(0, r.Len()) {
			for _, w := range r.WhatIfs(c.Account.Key()) {
				if w.Rank >= c.Rank || (w.Price > 0) == (w.Engagement > 0) || w.Quoted && (w.Price >= c.Price.Mid || w.Price < c.Price.Mid*7/10) {
					t.Fatalf("%s is %d, and is promised %+v", c.Account.Creator, c.Rank, w)
				}
				with := func(w advise.WhatIf) int {
					better := slices.Clone(list)
					i := slices.IndexFunc(list, func(a domain.Account) bool { return a.Key() == c.Account.Key() })
					better[i] = clone(list[i])
					if a := &better[i]; w.Engagement > 0 {
						a.Engagement, a.EngagementBasis = domain.Known(w.Engagement), domain.ByFollowers
						if a.Platform == domain.TikTok || a.Platform == domain.YouTube {
							a.EngagementBasis = domain.ByViews
						}
					} else {
						if a.Prices == nil {
							a.Prices = map[domain.Deliverable]domain.VND{}
						}
						a.Prices[c.Price.Deliverable] = w.Price
					}
					return find(all(b, better), c.Account.Creator) + 1
				}
				if got := with(w); got != w.Rank {
					t.Fatalf("%s was %d, is promised %+v, and got %d", c.Account.Creator, c.Rank, w, got)
				}
			}
		}
	})
}

func TestPagesAndFindAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, list := drawBrief(t), drawRoster(t)
		r := advise.Rank(b, nil, list, today)
		if got := r.Len() + r.ExcludedLen(); got != len(list) {
			t.Fatalf("%d people of %d", got, len(list))
		}
		for e := range r.Excluded() {
			if e.Reason.Key == "" {
				t.Fatalf("%s is left out for no reason", e.Account.Creator)
			}
			if _, ok := r.Find(e.Account.Key()); ok {
				t.Fatalf("%s is left out and found", e.Account.Creator)
			}
		}
		from, n := rapid.IntRange(-2, 14).Draw(t, "from"), rapid.IntRange(-2, 14).Draw(t, "n")
		last := math.Inf(1)
		for _, c := range r.Page(from, n) {
			again, ok := r.Find(c.Account.Key())
			if !ok || again.Rank != c.Rank || again.Score != c.Score || c.Score > last {
				t.Fatalf("page has %d with %v, find %d with %v", c.Rank, c.Score, again.Rank, again.Score)
			}
			last = c.Score
		}
	})
}
