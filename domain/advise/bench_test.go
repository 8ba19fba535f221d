package advise_test

import (
	"fmt"
	"testing"

	"chonmat/domain"
	"chonmat/domain/advise"
)

// crowd makes n accounts of all sorts, the same at every call.
func crowd(n int) []domain.Account {
	list := make([]domain.Account, n)
	seed := uint64(1)
	next := func(limit int64) int64 { // xorshift
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		return int64(seed % uint64(limit))
	}
	for i := range list {
		a := &list[i]
		*a = domain.Account{
			Creator: fmt.Sprintf("creator%07d", i), Name: "Tên", Platform: domain.Platforms[next(4)],
			Followers:  domain.Known(1_000 + next(3_000_000)),
			Categories: []domain.Industry{domain.Industries[next(18)], domain.Industries[next(18)]},
			Location:   domain.Provinces[next(63)].Slug,
		}
		if next(3) > 0 {
			a.Views = domain.Known(100 + next(500_000))
			a.Engagement = domain.Known(domain.Rate(next(200)) / 1000)
		}
		if next(2) > 0 {
			a.Prices = map[domain.Deliverable]domain.VND{advise.MainDeliverable(a.Platform): domain.VND(next(50_000_000))}
			a.AudienceFemale = domain.Known(domain.Rate(next(100)) / 100)
			a.AudienceAges = domain.AgeShares{Known: true, Shares: [5]domain.Rate{0.1, 0.4, 0.3, 0.15, 0.05}}
		}
	}
	return list
}

var beautyBrief = domain.Brief{
	Industry: "beauty", Gender: domain.Female, AgeMin: 18, AgeMax: 25, Locations: []domain.Location{"ho-chi-minh"},
	BudgetMin: 200e6, BudgetMax: 200e6, KPI: domain.Awareness, KPITarget: 500_000, KPIUnit: domain.UnitReach,
}

// BenchmarkRank ranks a list that was ranked before: the time per account stays
// flat.
func BenchmarkRank(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkRank(b, n, 0) })
	}
}

// BenchmarkRankExplained ranks a million accounts and explains the first
// hundred.
func BenchmarkRankExplained(b *testing.B) { benchmarkRank(b, 1_000_000, 100) }

func benchmarkRank(b *testing.B, n, explained int) {
	roster := domain.NewRoster("", 0, crowd(n))
	advise.RankRoster(beautyBrief, nil, roster, today)
	b.ReportAllocs()
	for b.Loop() {
		advise.RankRoster(beautyBrief, nil, roster, today).Page(0, explained)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/account")
}

// BenchmarkRankFirst ranks a list for the first time, and explains the first
// page of five.
func BenchmarkRankFirst(b *testing.B) {
	const n = 100_000
	roster := domain.NewRoster("", 0, crowd(n))
	b.ReportAllocs()
	for b.Loop() {
		another := *roster
		advise.RankRoster(beautyBrief, nil, &another, today).Page(0, 5)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/account")
}

// BenchmarkExplain explains one candidate.
func BenchmarkExplain(b *testing.B) {
	r := advise.Rank(beautyBrief, nil, crowd(1_000), today)
	b.ReportAllocs()
	for b.Loop() {
		r.Page(0, 1)
	}
}

// BenchmarkAdvice is what a brief is told of a list of 100,000 that was looked at
// before.
func BenchmarkAdvice(b *testing.B) {
	roster := domain.NewRoster("", 0, crowd(100_000))
	for name, advice := range map[string]func(){
		"channels":    func() { advise.Channels(beautyBrief, roster) },
		"feasibility": func() { advise.FeasibleFrom(beautyBrief, roster) },
		"packages":    func() { advise.RankRoster(beautyBrief, nil, roster, today).Packages(advise.Terms{}) },
	} {
		b.Run(name, func(b *testing.B) {
			advice()
			b.ReportAllocs()
			for b.Loop() {
				advice()
			}
		})
	}
}
