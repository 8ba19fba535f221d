package roster_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/storage/roster"
)

func TestTheSampleIsPlainlyFictional(t *testing.T) {
	for _, a := range roster.Sample() {
		if !a.Sample || !strings.HasPrefix(a.Source.Title, "dữ liệu minh hoạ") || a.Source.Date == "" ||
			!strings.HasSuffix(a.Name, "(mẫu)") || !strings.HasPrefix(a.Handle, "mau-minh-hoa-") || a.URL != "" || a.Contact != "" {
			t.Errorf("not labelled as fictional: %+v", a)
		}
	}
}

func TestTheSampleCoversTheMarket(t *testing.T) {
	counts := map[string]int{}
	creators, names := map[string]string{}, map[string]string{}
	for _, a := range roster.Sample() {
		counts["platform "+string(a.Platform)]++
		counts["tier "+string(domain.TierOf(a.Followers.Or(0)))]++
		counts["kind "+string(a.Kind)]++
		for _, c := range a.Categories {
			counts["industry "+string(c)]++
		}
		if p, ok := a.Location.Province(); ok {
			counts["region "+string(p.Region)]++
			if p.Mekong {
				counts["region "+string(domain.Mekong)]++
			}
		}
		for d := range a.Prices {
			counts["deliverable "+string(d)]++
		}
		creators[a.Creator] = a.Name
		if other, taken := names[a.Name]; taken && other != a.Creator {
			t.Errorf("%s and %s share the name %s", a.Creator, other, a.Name)
		}
		names[a.Name] = a.Creator
	}
	if len(creators) < 230 || len(creators) > 250 {
		t.Errorf("%d creators", len(creators))
	}
	want := map[string]int{"tier nano": 20, "tier micro": 60, "tier macro": 40, "tier mega": 10,
		"region mien-bac": 40, "region mien-trung": 25, "region mien-nam": 80, "region mien-tay": 10}
	for _, p := range domain.Platforms {
		want["platform "+string(p)] = 5
	}
	for _, i := range domain.Industries {
		want["industry "+string(i)] = 4
	}
	for _, k := range domain.Kinds {
		want["kind "+string(k)] = 8
	}
	for _, d := range domain.Deliverables {
		want["deliverable "+string(d)] = 8
	}
	for what, least := range want {
		if counts[what] < least {
			t.Errorf("%s: %d accounts, want at least %d", what, counts[what], least)
		}
	}
}

// span is the 80% range of a figure in the market facts (as of 2026-11-23).
type span struct{ low, high float64 }

func (s span) holds(v float64) bool { return v >= s.low*0.98 && v <= s.high*1.02 } // figures are rounded

func TestTheSampleIsPlausible(t *testing.T) {
	views := map[domain.Platform][4]span{ // views of a post as a share of followers; nano, micro, macro, mega
		domain.TikTok:    {{0.08, 0.86}, {0.04, 0.42}, {0.04, 0.57}, {0.08, 0.40}},
		domain.Instagram: {{0.10, 0.45}, {0.06, 0.32}, {0.03, 0.22}, {0.02, 0.18}},
		domain.YouTube:   {{0.05, 0.70}, {0.025, 0.40}, {0.01, 0.30}, {0.003, 0.16}},
		domain.Facebook:  {{0.03, 0.30}, {0.02, 0.18}, {0.015, 0.15}, {0.01, 0.12}},
	}
	rates := map[domain.Platform]struct {
		basis domain.Basis
		span
	}{
		domain.TikTok: {domain.ByViews, span{0.025, 0.15}}, domain.Instagram: {domain.ByFollowers, span{0.0035, 0.065}},
		domain.YouTube: {domain.ByViews, span{0.006, 0.09}}, domain.Facebook: {domain.ByFollowers, span{0.0004, 0.01}},
		domain.X: {domain.ByFollowers, span{0.0001, 0.0006}},
	}
	fees := [4]span{{0, 1e6}, {1e6, 10e6}, {15e6, 50e6}, {60e6, 150e6}} // one TikTok video
	factor := map[domain.Platform]float64{domain.TikTok: 1, domain.Facebook: 1, domain.Instagram: 1.5, domain.YouTube: 3}
	main := map[domain.Platform]domain.Deliverable{domain.TikTok: domain.ShortVideo, domain.Facebook: domain.Post,
		domain.Instagram: domain.Post, domain.YouTube: domain.LongVideo}
	tiers := map[domain.Tier]int{domain.Nano: 0, domain.Micro: 1, domain.Macro: 2, domain.Mega: 3}
	for _, a := range roster.Sample() {
		followers := float64(a.Followers.Or(0))
		tier := tiers[domain.TierOf(int64(followers))]
		if v, ok := a.Views.Get(); ok && !views[a.Platform][tier].holds(float64(v)/followers) {
			t.Errorf("%s on %s: %d views of %.0f followers", a.Creator, a.Platform, v, followers)
		}
		if r, ok := a.Engagement.Get(); ok && (!rates[a.Platform].holds(float64(r)) || a.EngagementBasis != rates[a.Platform].basis) {
			t.Errorf("%s on %s: engagement rate %v by %s", a.Creator, a.Platform, r, a.EngagementBasis)
		}
		if price, ok := a.Prices[main[a.Platform]]; ok && !fees[tier].holds(float64(price)/factor[a.Platform]) {
			t.Errorf("%s on %s: %d đ at %.0f followers", a.Creator, a.Platform, price, followers)
		}
		if place, ok := a.AudienceLocations[a.Location]; len(a.AudienceLocations) > 0 && (!ok || place < 0.2) {
			t.Errorf("%s lives in %s, where no audience is: %v", a.Creator, a.Location, a.AudienceLocations)
		}
	}
}

func BenchmarkSample(b *testing.B) {
	var text strings.Builder
	if err := roster.WriteRows(&text, canonical(slices.Values(roster.Sample()))); err != nil {
		b.Fatal(err)
	}
	data := []byte(text.String())
	b.ReportAllocs()
	for b.Loop() {
		t, err := roster.Open("sample.csv", data, roster.OpenOptions{})
		if err != nil {
			b.Fatal(err)
		}
		t.Accounts(t.Mapping, domain.Source{}, roster.ReadOptions{})
	}
}
