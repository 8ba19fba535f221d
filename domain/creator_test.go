package domain_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
)

func TestPlacesHoldPlaces(t *testing.T) {
	for _, c := range []struct {
		outer, inner domain.Location
		want         bool
	}{
		{"ha-noi", "ha-noi", true},
		{domain.Nationwide, "ca-mau", true},
		{domain.Nationwide, domain.North, true},
		{domain.North, "ha-noi", true},
		{domain.North, "ho-chi-minh", false},
		{domain.South, domain.Mekong, true},
		{domain.South, "can-tho", true},
		{domain.Mekong, "can-tho", true},
		{domain.Mekong, "ho-chi-minh", false},
		{domain.Mekong, domain.South, false},
		{"ho-chi-minh", "binh-duong", false}, // one unit since July 2025, but not what people mean
		{"ho-chi-minh", domain.South, false},
	} {
		if got := c.outer.Holds(c.inner); got != c.want {
			t.Errorf("%s holds %s: %v", c.outer, c.inner, got)
		}
	}
}

func TestProvinces(t *testing.T) {
	if len(domain.Provinces) != 63 {
		t.Errorf("%d provinces", len(domain.Provinces))
	}
	seen, mekong := map[domain.Location]bool{}, 0
	for _, p := range domain.Provinces {
		if seen[p.Slug] || !p.Slug.Valid() || !slices.Contains([]domain.Location{domain.North, domain.Central, domain.South}, p.Region) {
			t.Errorf("%+v", p)
		}
		if seen[p.Slug] = true; p.Mekong {
			mekong++
		}
	}
	if mekong != 13 {
		t.Errorf("%d provinces in the Mekong delta", mekong)
	}
	if domain.Location("sai-gon").Valid() || domain.Location("").Valid() {
		t.Error("what is no place is valid")
	}
}

func TestTiersMeetWithoutAGap(t *testing.T) {
	for followers, want := range map[int64]domain.Tier{
		0: domain.Nano, 9_999: domain.Nano, 10_000: domain.Micro, 99_999: domain.Micro,
		100_000: domain.Macro, 999_999: domain.Macro, 1_000_000: domain.Mega, 500_000_000: domain.Mega,
	} {
		if got := domain.TierOf(followers); got != want || !want.Holds(followers) {
			t.Errorf("%d followers are %s, want %s", followers, got, want)
		}
	}
	if !domain.Mid.Holds(50_000) || domain.Mid.Holds(49_999) || domain.Mid.Holds(500_000) || domain.CelebrityTier.Holds(1e9) {
		t.Error("mid is 50,000 to under 500,000, and no size makes a star")
	}
}

func TestUnknownIsNotZero(t *testing.T) {
	var unknown domain.Figure[int64]
	zero := domain.Known[int64](0)
	if unknown.IsKnown() || !zero.IsKnown() || unknown.Or(7) != 7 || zero.Or(7) != 0 {
		t.Error("zero and unknown are taken for each other")
	}
	for f, want := range map[domain.Figure[int64]]string{unknown: "null", zero: "0"} {
		data, _ := json.Marshal(f)
		var back domain.Figure[int64]
		if err := json.Unmarshal(data, &back); string(data) != want || err != nil || back != f {
			t.Errorf("%s is read back as %+v, %v; want %s", data, back, err, want)
		}
	}
}

func TestMergeLetsTheNewerRowWinFigureByFigure(t *testing.T) {
	june, november := domain.Source{Title: "june.csv", Date: "2026-06-01"}, domain.Source{Title: "november.csv", Date: "2026-11-20"}
	older := domain.Account{
		Creator: "linh", Name: "Linh", Platform: domain.TikTok, Handle: "linh", Source: june,
		Followers: domain.Known[int64](100), Engagement: domain.Known[domain.Rate](0.1), EngagementBasis: domain.ByViews,
		Prices:     map[domain.Deliverable]domain.VND{domain.ShortVideo: 5, domain.Story: 1},
		Categories: []domain.Industry{"beauty"},
	}
	newer := domain.Account{
		Creator: "linh", Name: "Linh Xinh", Platform: domain.TikTok, Source: november,
		Followers: domain.Known[int64](0), Views: domain.Known[int64](9),
		Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: 8},
	}
	got := domain.Merge(older, newer)
	if got.Name != "Linh Xinh" || got.Handle != "linh" || got.Followers != domain.Known[int64](0) || got.EngagementBasis != domain.ByViews {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff(newer.Prices, got.Prices); diff != "" {
		t.Errorf("prices of one field come from two rows:\n%s", diff)
	}
	for field, want := range map[domain.Field]domain.Source{
		domain.FieldFollowers: november, domain.FieldViews: november, domain.FieldPrice: november,
		domain.FieldEngagement: june, domain.FieldTopics: june,
	} {
		if got.SourceOf(field) != want {
			t.Errorf("%s comes from %+v, want %+v", field, got.SourceOf(field), want)
		}
	}
	third := domain.Account{Creator: "linh", Name: "Linh", Platform: domain.TikTok, Source: domain.Source{Title: "today.csv"}}
	if again := domain.Merge(got, third); again.SourceOf(domain.FieldEngagement) != june || again.SourceOf(domain.FieldViews) != november {
		t.Errorf("after a third row the sources are %+v", again.Sources)
	}
}

func TestLikesAndCommentsAreNeverOfTwoSources(t *testing.T) {
	june, november := domain.Source{Title: "june.csv", Date: "2026-06-01"}, domain.Source{Title: "november.csv", Date: "2026-11-20"}
	older := domain.Account{Creator: "linh", Platform: domain.TikTok, Source: june,
		Likes: domain.Known[int64](2_000), Comments: domain.Known[int64](40), Shares: domain.Known[int64](9)}
	newer := domain.Account{Creator: "linh", Platform: domain.TikTok, Source: november, Views: domain.Known[int64](50_000)}
	kept := domain.Merge(older, newer)
	if kept.Likes != older.Likes || kept.Comments != older.Comments || kept.Shares != older.Shares || kept.SourceOf(domain.FieldInteractions) != june {
		t.Errorf("kept %+v from %+v", kept, kept.SourceOf(domain.FieldInteractions))
	}
	newer.Likes = domain.Known[int64](5_000)
	if got := domain.Merge(older, newer); got.Likes != newer.Likes || got.Comments.IsKnown() || got.SourceOf(domain.FieldInteractions) != november {
		t.Errorf("likes of November stand beside comments of June: %+v", got)
	}
}

func TestShortKeysAreStableAndDistinct(t *testing.T) {
	k := domain.AccountKey{Creator: "linh", Platform: domain.TikTok}
	if got := k.Short(); got != "42kqhnn9dpiqc" { // buttons of old messages hold it
		t.Errorf("short key %q", got)
	}
	seen := map[string]domain.AccountKey{}
	for _, p := range domain.Platforms {
		for _, id := range []string{"", "a", "b", "tiktok", "linh", "Linh", string(p)} {
			k := domain.AccountKey{Creator: id, Platform: p}
			if other, taken := seen[k.Short()]; taken && other != k {
				t.Errorf("%+v and %+v share %s", k, other, k.Short())
			}
			seen[k.Short()] = k
		}
	}
}

func TestDecisionsReplaceEarlierOnes(t *testing.T) {
	a, b := domain.AccountKey{Creator: "a", Platform: domain.TikTok}, domain.AccountKey{Creator: "b", Platform: domain.TikTok}
	var c domain.Campaign
	c.Decide(domain.Decision{Key: a, Kept: true})
	c.Decide(domain.Decision{Key: b, Kept: true})
	c.Decide(domain.Decision{Key: a, Reason: "giá cao"})
	if d, ok := c.Decision(a); !ok || d.Kept || len(c.Decisions) != 2 {
		t.Errorf("decisions %+v", c.Decisions)
	}
	if kept := c.Kept(); len(kept) != 1 || kept[0].Key != b {
		t.Errorf("kept %+v", kept)
	}
	c.Undecide(b)
	if _, ok := c.Decision(b); ok || len(c.Kept()) != 0 {
		t.Errorf("decisions %+v", c.Decisions)
	}
}
