package advise_test

import (
	"fmt"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chonmat/domain"
)

// figures lets cmp look at figures.
var figures = cmp.AllowUnexported(domain.Figure[int64]{}, domain.Figure[float64]{}, domain.Figure[domain.Rate]{})

// Random briefs and accounts for the properties. Numbers are drawn on all
// scales, ends included: 0, 1, and far more than there are people.

func drawCount(t *rapid.T, label string) int64 {
	n := rapid.Int64Range(0, 9).Draw(t, label)
	for range rapid.IntRange(0, 12).Draw(t, label+" zeros") {
		n *= 10
	}
	return n
}

func drawRate(t *rapid.T, label string) domain.Rate {
	return domain.Rate(rapid.Float64Range(0, 1).Draw(t, label))
}

func maybe(t *rapid.T, label string) bool { return rapid.Bool().Draw(t, label+"?") }

func drawSome[T any](t *rapid.T, list []T, label string) []T {
	return rapid.SliceOfN(rapid.SampledFrom(list), 0, 3).Draw(t, label)
}

var somePlaces = []domain.Location{"ho-chi-minh", "ha-noi", "da-nang", "can-tho", domain.North, domain.South, domain.Mekong, domain.Nationwide}

func drawAccount(t *rapid.T, id int) domain.Account {
	a := domain.Account{
		Creator: fmt.Sprintf("id%03d", id), Name: "Người " + fmt.Sprint(id),
		Platform: rapid.SampledFrom(domain.Platforms).Draw(t, "platform"),
		Source:   domain.Source{Title: "list.csv", Date: "2026-11-20"},
	}
	if maybe(t, "followers") {
		a.Followers = domain.Known(drawCount(t, "followers"))
	}
	if maybe(t, "views") || !a.Followers.IsKnown() {
		a.Views = domain.Known(drawCount(t, "views"))
	}
	if maybe(t, "engagement") {
		a.Engagement = domain.Known(drawRate(t, "engagement"))
		a.EngagementBasis = rapid.SampledFrom([]domain.Basis{"", domain.ByViews, domain.ByFollowers}).Draw(t, "basis")
	}
	if maybe(t, "counts") {
		a.Likes, a.Comments = domain.Known(drawCount(t, "likes")), domain.Known(drawCount(t, "comments"))
		a.Shares = domain.Known(drawCount(t, "shares"))
	}
	if maybe(t, "rhythm") {
		a.PostsPerWeek = domain.Known(rapid.Float64Range(0, 100).Draw(t, "posts"))
	}
	if maybe(t, "before") {
		a.Followers90dAgo = domain.Known(drawCount(t, "before"))
	}
	a.Categories = drawSome(t, domain.Industries, "categories")
	if maybe(t, "kind") {
		a.Kind = rapid.SampledFrom(domain.Kinds).Draw(t, "kind")
	}
	if maybe(t, "location") {
		a.Location = rapid.SampledFrom(somePlaces).Draw(t, "location")
	}
	if maybe(t, "audience") {
		a.AudienceFemale = domain.Known(drawRate(t, "female"))
	}
	if maybe(t, "ages") {
		a.AudienceAges = domain.AgeShares{Known: true, Shares: [5]domain.Rate{0.1, 0.4, 0.3, 0.15, 0.05}}
	}
	if maybe(t, "places") {
		a.AudienceLocations = map[domain.Location]domain.Rate{"ho-chi-minh": drawRate(t, "hcm") / 2, "ha-noi": 0.2, "can-tho": 0.1}
	}
	if maybe(t, "sponsored") {
		a.SponsoredShare = domain.Known(drawRate(t, "sponsored"))
		a.SponsoredVsOrganic = domain.Known(rapid.Float64Range(0, 3).Draw(t, "ratio"))
	}
	if maybe(t, "price") {
		a.Prices = map[domain.Deliverable]domain.VND{}
		for _, d := range drawSome(t, domain.Deliverables, "deliverables") {
			a.Prices[d] = domain.VND(drawCount(t, "price"))
		}
	}
	return a
}

func drawRoster(t *rapid.T) []domain.Account {
	list := make([]domain.Account, rapid.IntRange(1, 12).Draw(t, "accounts"))
	for i := range list {
		list[i] = drawAccount(t, i)
	}
	return list
}

func drawBrief(t *rapid.T) domain.Brief {
	b := domain.Brief{
		Gender:   rapid.SampledFrom(append([]domain.Gender{""}, domain.Genders...)).Draw(t, "gender"),
		Industry: rapid.SampledFrom(append([]domain.Industry{""}, domain.Industries...)).Draw(t, "industry"),
		KPI:      rapid.SampledFrom(append([]domain.KPI{""}, domain.KPIs...)).Draw(t, "kpi"),
	}
	if maybe(t, "budget") {
		b.BudgetMax = domain.VND(drawCount(t, "budget"))
	}
	if maybe(t, "age") {
		b.AgeMin = rapid.IntRange(0, 60).Draw(t, "age from")
		b.AgeMax = rapid.SampledFrom([]int{0, b.AgeMin, b.AgeMin + 10}).Draw(t, "age to")
	}
	b.Locations = drawSome(t, somePlaces, "locations")
	if maybe(t, "wishes") {
		b.Tiers = drawSome(t, domain.Tiers, "tiers")
		b.ExcludeTiers = drawSome(t, domain.Tiers, "excluded tiers")
		b.ExcludeKinds = drawSome(t, domain.Kinds, "excluded kinds")
		b.ExcludeChannels = drawSome(t, domain.Platforms, "excluded channels")
		b.CreatorKind = rapid.SampledFrom(append([]domain.Kind{""}, domain.Kinds...)).Draw(t, "wanted kind")
	}
	if maybe(t, "target") {
		b.KPITarget = drawCount(t, "target")
		b.KPIUnit = rapid.SampledFrom(domain.Units).Draw(t, "unit")
	}
	return b
}
