package advise_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

// counts sets what a typical post gets; negative is unknown.
func counts(followers, views, likes, comments int64) func(a *domain.Account) {
	known := func(n int64) domain.Figure[int64] {
		if n < 0 {
			return domain.Figure[int64]{}
		}
		return domain.Known(n)
	}
	return func(a *domain.Account) {
		a.Followers, a.Views, a.Likes, a.Comments = known(followers), known(views), known(likes), known(comments)
	}
}

var ratioCodes = []string{"counts-contradict", "likes-high", "comments-none", "comments-few", "comments-many"}

// ratios lists what is asked about the counts of a post.
func ratios(c advise.Candidate) (codes []string) {
	for _, r := range c.Risks {
		if slices.Contains(ratioCodes, r.Code) {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

func TestCountsOfAPostThatHardlyAnybodyHasAreAskedAbout(t *testing.T) {
	for name, c := range map[string]struct {
		change func(a *domain.Account)
		want   []string
	}{
		"an ordinary creator":                   {counts(100_000, 15_000, 1_200, 20), nil},
		"hardly a comment for many likes":       {counts(100_000, 40_000, 3_000, 2), []string{"comments-few"}},
		"few comments, but not the fewest":      {counts(100_000, 40_000, 3_000, 6), nil},
		"too few likes to tell":                 {counts(100_000, 40_000, 900, 1), nil},
		"comments turned off":                   {counts(100_000, 40_000, 3_000, 0), []string{"comments-none"}},
		"no comments, but hardly a like":        {counts(100_000, 40_000, 300, 0), nil},
		"comments at three quarters of likes":   {counts(60_000, 40_000, 7_000, 5_200), []string{"comments-many"}},
		"more likes than views":                 {counts(100_000, 3_000, 9_000, 100), []string{"counts-contradict"}},
		"more interactions than views":          {counts(1_500_000, 12_000, 11_950, 100), []string{"counts-contradict"}},
		"likes hidden":                          {counts(100_000, 40_000, 0, 30), nil},
		"comments beyond all others":            {counts(2_000_000, 400_000, 30_000, 3_000), []string{"comments-many"}},
		"many comments on a smaller post":       {counts(100_000, 40_000, 3_000, 900), nil},
		"many comments, as small creators have": {counts(8_000, 200_000, 12_000, 1_500), nil},
		"more likes than views usually leave":   {counts(100_000, 15_000, 6_000, 60), []string{"likes-high"}},
		"likes and comments both":               {counts(100_000, 15_000, 6_000, 2), []string{"likes-high", "comments-few"}},
		"likes alone":                           {counts(100_000, -1, 6_000, -1), nil},
		"nothing known but followers":           {counts(100_000, -1, -1, -1), nil},
		"nobody knows the size":                 {counts(-1, 15_000, 6_000, 2), nil},
		"likes of another source than the views": {func(a *domain.Account) {
			counts(100_000, 15_000, 6_000, 60)(a)
			a.Sources = map[domain.Field]domain.Source{domain.FieldViews: {Title: "cu.csv", Date: "2026-08-01"}}
		}, nil},
		"a large channel on YouTube": {func(a *domain.Account) {
			counts(5_000_000, 400_000, 20_000, 12)(a)
			a.Platform = domain.YouTube
		}, []string{"comments-few"}},
		"a small channel on YouTube: nobody publishes the usual": {func(a *domain.Account) {
			counts(50_000, 20_000, 9_000, 1)(a)
			a.Platform = domain.YouTube
		}, nil},
		"Instagram: nobody publishes the usual": {func(a *domain.Account) {
			counts(2_000_000, 400_000, 300_000, 5)(a)
			a.Platform, a.EngagementBasis = domain.Instagram, domain.ByFollowers
		}, nil},
	} {
		if got := ratios(one(t, domain.Brief{}, creator("a", c.change))); !slices.Equal(got, c.want) {
			t.Errorf("%s: asks about %v, want %v", name, got, c.want)
		}
	}
}

func TestCountsWithNothingToHoldThemAgainstAreSaidToBeUncompared(t *testing.T) {
	instagram := func(a *domain.Account) { a.Platform = domain.Instagram }
	for name, c := range map[string]struct {
		account domain.Account
		want    string
	}{
		"on TikTok there is":                             {creator("a", counts(100_000, 15_000, 1_200, 20)), ""},
		"on Instagram there is not":                      {creator("a", counts(100_000, 15_000, 1_200, 20), instagram), "chưa có mức so sánh công khai cho Instagram"},
		"no size, which is what stands in way":           {creator("a", counts(-1, 15_000, 1_200, 20)), "Chưa biết số follow"},
		"no size on Instagram, where no size would help": {creator("a", counts(-1, 15_000, 1_200, 20), instagram), "chưa có mức so sánh công khai cho Instagram"},
		"no counts on Instagram":                         {creator("a", instagram), ""},
		"comments turned off, nothing to do":             {creator("a", counts(100_000, 15_000, 1_200, 0), instagram), ""},
	} {
		why, uncompared := advise.CountsUncompared(&c.account)
		if text := wording.Render(wording.Vietnamese, why); uncompared != (c.want != "") || uncompared && !strings.Contains(text, c.want) {
			t.Errorf("%s: %v, %q", name, uncompared, text)
		}
	}
}

// Whoever's figures contradict each other is no better off for it: neither in
// what their engagement earns, nor in how sure it is, nor in what is forecast.
func TestFiguresThatContradictEachOtherAreNotReliedOn(t *testing.T) {
	rate := func(r domain.Rate) func(a *domain.Account) {
		return func(a *domain.Account) { a.Engagement, a.EngagementBasis = domain.Known(r), domain.ByViews }
	}
	usual := one(t, domain.Brief{}, creator("a", counts(100_000, 15_000, 900, 40), rate(0.08)))
	odd := one(t, domain.Brief{}, creator("a", counts(100_000, 15_000, 40_000, 800), rate(2.72)))
	if odd.Confidence >= 0.75 || odd.Confidence >= usual.Confidence {
		t.Errorf("confidence %v, of an ordinary one %v", odd.Confidence, usual.Confidence)
	}
	if a, b := criterion(t, odd, domain.Persuasiveness).Score, criterion(t, usual, domain.Persuasiveness).Score; a > b {
		t.Errorf("persuasion %v, of an ordinary one %v", a, b)
	}
	if f := odd.Forecast; f.Engagements.P50 >= f.Views.P50 {
		t.Errorf("more engagements than views: %+v", f)
	}
	if odd.Risks[0].Code != "counts-contradict" || !odd.Risks[0].Strong {
		t.Errorf("said first: %+v", odd.Risks[0])
	}
	for _, r := range odd.Risks {
		if text := wording.Render(wording.Vietnamese, r.Text); strings.Contains(text, "fan thân thiết") {
			t.Errorf("explained by loyal fans: %s", text)
		}
	}
}

// Nor is whoever's comments are far beyond everybody's.
func TestEngagementMadeOfCommentsIsNotReliedOn(t *testing.T) {
	rate := func(r domain.Rate) func(a *domain.Account) {
		return func(a *domain.Account) { a.Engagement, a.EngagementBasis = domain.Known(r), domain.ByViews }
	}
	usual := one(t, domain.Brief{}, creator("a", counts(60_000, 40_000, 3_000, 60), rate(0.08)))
	odd := one(t, domain.Brief{}, creator("a", counts(60_000, 40_000, 7_000, 5_200), rate(0.305)))
	if odd.Confidence >= 0.75 || criterion(t, odd, domain.Persuasiveness).Score > criterion(t, usual, domain.Persuasiveness).Score {
		t.Errorf("confidence %v, %+v", odd.Confidence, criterion(t, odd, domain.Persuasiveness))
	}
}

// Hardly any engagement for many views is explained by views, not followers, and
// looked at though it is one figure alone.
func TestHardlyAnyEngagementByViewsIsMarked(t *testing.T) {
	c := one(t, domain.Brief{}, creator("a", counts(400_000, 320_000, 250, 6), func(a *domain.Account) {
		a.Platform, a.Engagement, a.EngagementBasis = domain.YouTube, domain.Known(domain.Rate(0.0008)), domain.ByViews
	}))
	i := slices.IndexFunc(c.Risks, func(r advise.Risk) bool { return r.Code == "engagement-low" })
	if i < 0 || !c.Risks[i].Strong {
		t.Fatalf("%+v", c.Risks)
	}
	if text := wording.Render(wording.Vietnamese, c.Risks[i].Text); strings.Contains(text, "follow") {
		t.Error(text)
	}
}

func TestARatioComesWithNumbersSourcesAndInnocentExplanations(t *testing.T) {
	c := one(t, domain.Brief{}, creator("a", counts(100_000, 15_000, 6_000, 2)))
	for code, want := range map[string][]string{
		"likes-high":   {"6.000 like", "40%", "2,5–17,3%", "2.145 kênh", "Có thể"},
		"comments-few": {"6.000 like", "2 bình luận", "0,03%", "0,31–2,9%", "2.200 kênh", "Có thể"},
	} {
		i := slices.IndexFunc(c.Risks, func(r advise.Risk) bool { return r.Code == code })
		if i < 0 {
			t.Fatalf("%s is not asked about", code)
		}
		r := c.Risks[i]
		text := wording.Render(wording.Vietnamese, r.Text)
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q lacks %q", code, text, part)
			}
		}
		for _, verdict := range []string{"mua", "gian lận", "ảo", "lừa"} {
			if strings.Contains(text, verdict) {
				t.Errorf("%q is a verdict", text)
			}
		}
		var titles []string
		for _, s := range r.Sources {
			titles = append(titles, s.Title)
		}
		if all := strings.Join(titles, "|"); !strings.HasPrefix(all, listed.Title) || !strings.Contains(all, "TikTok") || !strings.Contains(all, "HypeAuditor") {
			t.Errorf("%s comes from %q", code, all)
		}
		for _, lang := range wording.Langs {
			for _, said := range []domain.Sentence{r.Rule, r.Ask} {
				if text := wording.Render(lang, said); len(text) < 20 || strings.ContainsAny(text, "{}") {
					t.Errorf("%s: %q", code, text)
				}
			}
		}
	}
}

func TestARateWorkedOutFromCountsSaysSo(t *testing.T) {
	rate := func(r domain.Rate, shares domain.Figure[int64], change ...func(a *domain.Account)) string {
		a := creator("a", append([]func(a *domain.Account){counts(100_000, 15_000, 900, 15), func(a *domain.Account) {
			a.Engagement, a.Shares = domain.Known(r), shares
		}}, change...)...)
		return told(criterion(t, one(t, domain.Brief{}, a), domain.Persuasiveness).Reasons)
	}
	unknown := domain.Figure[int64]{}
	for want, got := range map[string]string{
		"trên lượt xem (tính từ 900 like, 15 bình luận mỗi bài)":           rate(915.0/15_000, unknown),
		"trên lượt xem (tính từ 900 like, 15 bình luận, 30 share mỗi bài)": rate(945.0/15_000, domain.Known[int64](30)),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	stated := rate(0.06, unknown)
	elsewhere := rate(915.0/15_000, unknown, func(a *domain.Account) {
		a.Sources = map[domain.Field]domain.Source{domain.FieldEngagement: {Title: "cu.csv", Date: "2026-08-01"}}
	})
	for _, got := range []string{stated, elsewhere} {
		if strings.Contains(got, "tính từ") {
			t.Errorf("a stated rate is said to be worked out: %q", got)
		}
	}
}

// Counts of a post are there to ask about: who has them is ranked as without,
// unless they contradict the views or are mostly comments; then never better.
func TestCountsOfAPostRaiseNobodysScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, with := drawBrief(t), drawAccount(t, 1)
		without := with
		without.Likes, without.Comments, without.Shares = domain.Figure[int64]{}, domain.Figure[int64]{}, domain.Figure[int64]{}
		x, y := all(b, []domain.Account{with}), all(b, []domain.Account{without})
		wrong := len(x) != len(y)
		contradicts := with.Views.IsKnown() && with.Likes.Or(0)+with.Comments.Or(0)+with.Shares.Or(0) > with.Views.Or(0)
		switch commented := 5*with.Comments.Or(0) > with.Likes.Or(0); {
		case wrong || len(x) == 0:
		case contradicts || commented:
			wrong = x[0].Score > y[0].Score || x[0].Confidence > y[0].Confidence
		default:
			wrong = x[0].Score != y[0].Score || x[0].Confidence != y[0].Confidence
		}
		if wrong {
			t.Fatalf("%+v\nscores %+v, and without counts %+v", with, x, y)
		}
	})
}
