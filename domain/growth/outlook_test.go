package growth_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

func TestMilestonesAreAheadSourcedAndHonest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := profiles().Draw(t, "profile")
		for _, m := range growth.Milestones(p) {
			if now := p.Followers.Or(0); m.Followers <= now {
				t.Fatalf("at %d the milestone %d is behind", now, m.Followers)
			}
			if i := m.Months; !(0 < i.P10 && i.P10 <= i.P50 && i.P50 <= i.P90) || math.IsInf(i.P90, 0) || len(m.Sources) == 0 {
				t.Fatalf("to %d it takes %+v, from %v", m.Followers, i, m.Sources)
			}
			for _, o := range m.Opens {
				if len(o.Sources) == 0 || wording.Check(o.Text) != nil {
					t.Fatalf("%s lacks a source or a text", o.ID)
				}
			}
		}
	})
}

func TestTenThousandTakesAsLongAsTheFactsSay(t *testing.T) {
	all := growth.Milestones(growth.Profile{Platform: domain.TikTok, Followers: domain.Known[int64](1_000)})
	if len(all) == 0 || all[0].Followers != 10_000 {
		t.Fatalf("milestones %+v", all)
	}
	// 47 months at 5% a month, 16–116 at 15% and 2%.
	if m := all[0].Months; math.Round(m.P50) != 47 || math.Round(m.P10) != 16 || math.Round(m.P90) != 116 {
		t.Errorf("takes %+v months", m)
	}
}

func TestWhatOpensAtEachSize(t *testing.T) {
	now := func(platform domain.Platform, followers domain.Figure[int64]) map[string]bool {
		out := map[string]bool{}
		for _, x := range growth.OutlookOf(growth.Profile{Platform: platform, Followers: followers}).Now {
			out[x.ID] = true
		}
		return out
	}
	for _, c := range []struct {
		platform  domain.Platform
		followers domain.Figure[int64]
		id        string
		want      bool
	}{
		{domain.TikTok, domain.Known[int64](999), "tiktok-shop-affiliate", false},
		{domain.TikTok, domain.Known[int64](1_000), "tiktok-shop-affiliate", true},
		{domain.TikTok, domain.Figure[int64]{}, "tiktok-shop-affiliate", false},
		{domain.YouTube, domain.Known[int64](10_000), "youtube-shopping", false},
		{domain.YouTube, domain.Known[int64](60_000), "youtube-shopping", true},
		{domain.YouTube, domain.Known[int64](60_000), "tiktok-shop-affiliate", false},
		{domain.YouTube, domain.Known[int64](60_000), "paid-micro", true},
		{domain.YouTube, domain.Known[int64](60_000), "paid-nano", false},
		{domain.Instagram, domain.Known[int64](80), "affiliate-elsewhere", true},
	} {
		if got := now(c.platform, c.followers)[c.id]; got != c.want {
			t.Errorf("%s at %+v on %s: %v, want %v", c.id, c.followers, c.platform, got, c.want)
		}
	}
	if o := growth.OutlookOf(growth.Profile{Followers: domain.Known[int64](80)}); o.Income != nil {
		t.Error("an income under 1,000 followers")
	}
	if o := growth.OutlookOf(growth.Profile{Followers: domain.Known[int64](9_000)}); o.Income == nil || o.Income.Tier != domain.Nano {
		t.Errorf("income %+v", o.Income)
	}
}

func TestEveryFactAboutCreatorsCanBeSaidAndHasASource(t *testing.T) {
	for _, x := range facts.Thresholds {
		if err := wording.Check(x.Text); err != nil || len(x.Sources) == 0 {
			t.Errorf("%s: %v", x.ID, err)
		}
	}
	for _, x := range facts.Incomes {
		if err := wording.Check(x.Basis); err != nil || len(x.Sources) == 0 || x.Low > x.High {
			t.Errorf("%s: %v", x.Tier, err)
		}
	}
	for name, x := range facts.Findings {
		if err := wording.Check(x.Text); err != nil || len(x.Sources) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheMirrorScoresAsTheRankingDoesAndImprovementsImprove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := profiles().Draw(t, "profile")
		p.AsOf = today
		m, ok := growth.MirrorOf(growth.Creator{Profile: p}, today)
		if !ok {
			return
		}
		sum := 0.0
		for _, c := range m.Candidate.Contributions {
			sum += c.Points
		}
		if math.Abs(sum-m.Candidate.Score) > 1e-6 {
			t.Fatalf("points add up to %g, the score is %g", sum, m.Candidate.Score)
		}
		if m.Candidate.Account.Source.Title != growth.SelfReported {
			t.Fatal("the figures are not labelled as their own")
		}
		if len(m.Improvements) > 2 {
			t.Fatal("more than two improvements")
		}
		for _, i := range m.Improvements {
			if i.Minutes <= 0 || i.Score < m.Candidate.Score && i.Confidence <= m.Candidate.Confidence {
				t.Fatalf("%+v is no improvement on %g, %g", i, m.Candidate.Score, m.Candidate.Confidence)
			}
		}
	})
}

func TestAWeekIsHeldAgainstPlanAndTheWeekBefore(t *testing.T) {
	c := growth.Creator{Profile: growth.Profile{Field: growth.Food, Platform: domain.TikTok, Followers: domain.Known[int64](340), Views: domain.Known[int64](700), Hours: domain.Known(5.0), AsOf: today}}
	plan := growth.Build(c.Profile, today)
	c.Plan = &plan
	r := growth.Review{On: "2026-11-30", Videos: domain.Known[int64](12), From: domain.Known[int64](340), Followers: domain.Known[int64](520), Views: domain.Known[int64](900)}
	w := c.Weigh(r)
	if w.Gain.Or(-1) != 180 || w.Aim != plan.Rhythm.Posts || w.Days != 7 || w.ViewsBefore.Or(0) != 700 {
		t.Errorf("the week is %+v", w)
	}
	if w.Usual.P10 != 7 || w.Usual.P90 != 35 || len(w.Sources) == 0 {
		t.Errorf("usual is %+v, from %v", w.Usual, w.Sources)
	}
	c = c.Add(r)
	w = c.Weigh(growth.Review{On: "2026-12-21", Followers: domain.Known[int64](530)})
	if w.Gain.Or(-1) != 10 || w.Days != 21 || w.ViewsBefore.Or(0) != 900 {
		t.Errorf("after three weeks away: %+v", w)
	}
}
