package draft_test

import (
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/draft"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

// listed are the ideas of a draft, and everything in it is said and says no
// figure.
func listed(t *testing.T, d draft.Draft) (ideas []string) {
	t.Helper()
	for _, p := range d.Parts {
		for _, s := range p.Says {
			if err := wording.Check(s); err != nil {
				t.Error(err)
			}
			if !strings.HasPrefix(s.Key, "draft.cited") && strings.ContainsAny(wording.Render(wording.Vietnamese, s)+wording.Render(wording.English, s), "0123456789%") {
				t.Errorf("%s says a figure that nobody gave", s.Key)
			}
			if p.List && !p.Fixed {
				ideas = append(ideas, s.Key)
			}
		}
	}
	return ideas
}

func TestEveryFieldAndIndustryHasIdeasAndMoreOfThem(t *testing.T) {
	turns := func(name string, of func(from int) draft.Draft) {
		t.Helper()
		seen := map[string]bool{}
		for from := 0; from < 6; from += draft.IdeasShown {
			ideas := listed(t, of(from))
			if len(ideas) != draft.IdeasShown {
				t.Errorf("%s: %d ideas", name, len(ideas))
			}
			for _, i := range ideas {
				seen[i] = true
			}
		}
		if len(seen) < 5 {
			t.Errorf("%s: only %d ideas in two turns", name, len(seen))
		}
	}
	for _, f := range growth.Fields {
		for _, camera := range append(growth.Cameras, "") {
			turns(string(f), func(from int) draft.Draft {
				return draft.ForMe{Profile: growth.Profile{Field: f, Camera: camera}, From: from}.Draft()
			})
		}
	}
	for _, i := range append(domain.Industries, "") {
		for _, kpi := range append(domain.KPIs, "") {
			turns(string(i), func(from int) draft.Draft {
				return draft.ForCampaign{Brief: domain.Brief{Industry: i, KPI: kpi}, Platform: domain.YouTube, From: from}.Draft()
			})
		}
	}
	for _, p := range domain.Platforms {
		listed(t, draft.ForCampaign{Platform: p}.Draft())
	}
}

func TestIdeasFollowTheProfile(t *testing.T) {
	first := func(p growth.Profile) string { return listed(t, draft.ForMe{Profile: p}.Draft())[0] }
	income, influence := growth.Profile{Field: growth.Food, Goal: growth.Income}, growth.Profile{Field: growth.Food, Goal: growth.Influence}
	if first(income) == first(influence) {
		t.Error("what one wants changes nothing")
	}
	if once, again := first(income), first(income); once != again {
		t.Errorf("the same person gets %s and then %s", once, again)
	}
	hands := growth.Profile{Field: growth.Beauty, Goal: growth.Income, Camera: growth.HandsOnly}
	if got := first(hands); got != "idea.beauty.ask" && got != "idea.beauty.story" {
		t.Errorf("%s needs a face", got)
	}
	text := draft.ForMe{Profile: growth.Profile{Field: growth.Photography, Strengths: "chụp phố"}}.Draft().Text(wording.Vietnamese)
	for _, want := range []string{"Instagram", "“chụp phố”"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	kpi := func(k domain.KPI) string {
		return draft.ForCampaign{Brief: domain.Brief{Industry: "beauty", KPI: k}, Platform: domain.TikTok}.Draft().Text(wording.Vietnamese)
	}
	if kpi(domain.Conversion) == kpi(domain.Engagement) || !strings.Contains(kpi(domain.Conversion), "[link hoặc mã riêng]") || !strings.Contains(kpi(domain.Awareness), "quảng cáo") {
		t.Error(kpi(domain.Conversion))
	}
	t.Log(kpi(domain.Conversion))
}

// Ideas are not said to suit somebody whose field nobody knows.
func TestIdeasWithoutAFieldAreForAnybody(t *testing.T) {
	for _, tone := range draft.Tones {
		unknown := draft.ForMe{Tone: tone}.Draft().Text(wording.Vietnamese)
		known := draft.ForMe{Tone: tone, Profile: growth.Profile{Field: "beauty"}}.Draft().Text(wording.Vietnamese)
		if !strings.Contains(unknown, "ai cũng làm được") || strings.Contains(unknown, "hợp với bạn") || strings.Contains(known, "ai cũng làm được") {
			t.Errorf("%s:\n%s\n---\n%s", tone, unknown, known)
		}
	}
}
