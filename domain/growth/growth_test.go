package growth_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/domain/growth"
)

// figures lets cmp look into figures.
var figures = cmp.AllowUnexported(domain.Figure[int64]{}, domain.Figure[float64]{})

func TestWhatIsNotToldIsNoNumber(t *testing.T) {
	data, err := json.Marshal(growth.Profile{Field: growth.Food, Followers: domain.Known[int64](0)})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"field":"food","followers":0}`; string(data) != want {
		t.Errorf("got %s, want %s", data, want)
	}
	var p growth.Profile
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	if f, known := p.Followers.Get(); !known || f != 0 || p.Views.IsKnown() {
		t.Errorf("read %+v", p)
	}
}

func TestProfilesOutOfRangeAreRefused(t *testing.T) {
	for name, doc := range map[string]string{
		"an unknown field":        `{"field":"astrology"}`,
		"an unknown platform":     `{"platform":"myspace"}`,
		"no followers at all":     `{"followers":-1}`,
		"hours that no week has":  `{"hours_per_week":200}`,
		"no hours":                `{"hours_per_week":0}`,
		"a day that is none":      `{"days":["t7"]}`,
		"ages the wrong way":      `{"audience":{"age_min":40,"age_max":20}}`,
		"a date that is none":     `{"as_of":"hôm qua"}`,
		"a camera that is none":   `{"camera":"yes"}`,
		"a place that is nowhere": `{"audience":{"locations":["atlantis"]}}`,
	} {
		var p growth.Profile
		if err := json.Unmarshal([]byte(doc), &p); err != nil {
			t.Fatal(err)
		}
		if err := p.Validate(); domain.ErrorCode(err) != domain.Invalid {
			t.Errorf("%s: error %v, want invalid", name, err)
		}
	}
}

func TestATaskSettledAndReopenedIsAsBefore(t *testing.T) {
	plan := growth.Plan{Began: "2026-11-23", Tasks: []growth.Task{
		{ID: "a", Step: 1, State: growth.Open}, {ID: "b", Step: 2, State: growth.Open},
	}}
	done := plan.Set("a", growth.Done, "https://example.com/1", "2026-11-24")
	if next, _ := done.Next(); next.ID != "b" || done.Count(1, growth.Done) != 1 || done.Count(0, growth.Open) != 1 {
		t.Errorf("after a: %+v", done)
	}
	if _, left := done.Set("b", growth.Skipped, "chưa cần", "2026-11-24").Next(); left {
		t.Error("something is left to do")
	}
	if diff := cmp.Diff(plan, done.Set("a", growth.Open, "", "2026-11-25")); diff != "" {
		t.Errorf("reopened (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(plan, plan.Set("z", growth.Done, "", "2026-11-24")); diff != "" {
		t.Errorf("a task that is not there (-before +after):\n%s", diff)
	}
}

func TestReviewsStayInOrderOneADay(t *testing.T) {
	review := func(on domain.Date, followers int64) growth.Review {
		return growth.Review{On: on, Followers: domain.Known(followers)}
	}
	var c growth.Creator
	c = c.Add(review("2026-11-30", 520)).Add(review("2026-11-23", 340)).Add(review("2026-11-30", 540))
	want := []growth.Review{review("2026-11-23", 340), review("2026-11-30", 540)}
	if diff := cmp.Diff(want, c.Reviews, figures); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
	if f := c.Profile.Followers.Or(0); f != 540 || c.Profile.AsOf != "2026-11-30" {
		t.Errorf("the profile has %d followers as of %s", f, c.Profile.AsOf)
	}
	if err := c.Validate(); err != nil {
		t.Error(err)
	}
}
