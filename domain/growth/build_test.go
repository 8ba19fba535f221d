package growth_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

const today = domain.Date("2026-11-23")

var sizes = map[growth.Level]int64{growth.Newcomer: 80, growth.NanoLevel: 9_000, growth.MicroLevel: 60_000, growth.MacroLevel: 400_000}

// everyone calls f for each field, platform and level, with few hours and many.
func everyone(f func(name string, p growth.Profile)) {
	for _, field := range growth.Fields {
		for _, platform := range domain.Platforms {
			for level, followers := range sizes {
				for _, hours := range []float64{1, 5, 20} {
					f(fmt.Sprintf("%s on %s, %s, %g hours", field, platform, level, hours), growth.Profile{
						Field: field, Platform: platform, Followers: domain.Known(followers), Hours: domain.Known(hours),
					})
				}
			}
		}
	}
}

func TestEverybodyHasThreeToSixTasksAtEveryStepInBothLanguages(t *testing.T) {
	everyone(func(name string, p growth.Profile) {
		plan := growth.Build(p, today)
		for _, step := range growth.Steps {
			n := plan.Count(step, growth.Open)
			if n < 3 || n > 6 {
				t.Errorf("%s: step %d has %d tasks", name, step, n)
			}
			if err := wording.Check(step.Name()); err != nil {
				t.Error(err)
			}
		}
		for _, task := range plan.Tasks {
			for _, part := range []growth.Part{growth.Do, growth.Why, growth.Example, growth.DoneWhen} {
				if err := wording.Check(task.Say(part, p, plan.Rhythm)); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		if err := plan.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	})
}

// profiles draws what a person may have told.
func profiles() *rapid.Generator[growth.Profile] {
	return rapid.Custom(func(t *rapid.T) growth.Profile {
		p := growth.Profile{
			Field:      rapid.SampledFrom(append([]growth.Field{""}, growth.Fields...)).Draw(t, "field"),
			Platform:   rapid.SampledFrom(append([]domain.Platform{""}, domain.Platforms...)).Draw(t, "platform"),
			Equipment:  rapid.SampledFrom(append([]growth.Equipment{""}, growth.Equipments...)).Draw(t, "equipment"),
			Camera:     rapid.SampledFrom(append([]growth.Camera{""}, growth.Cameras...)).Draw(t, "camera"),
			Goal:       rapid.SampledFrom(append([]growth.Goal{""}, growth.Goals...)).Draw(t, "goal"),
			Experience: rapid.SampledFrom(append([]growth.Experience{""}, growth.Experiences...)).Draw(t, "experience"),
		}
		if rapid.Bool().Draw(t, "hours told") {
			p.Hours = domain.Known(rapid.Float64Range(0.25, growth.MaxHours).Draw(t, "hours"))
		}
		if rapid.Bool().Draw(t, "followers told") {
			p.Followers = domain.Known(rapid.Int64Range(0, 5_000_000).Draw(t, "followers"))
		}
		return p
	})
}

func TestPlansAreTheSameForTheSamePersonAndFitTheirHours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := profiles().Draw(t, "profile")
		plan := growth.Build(p, today)
		if diff := cmp.Diff(plan, growth.Build(p, today)); diff != "" {
			t.Fatalf("two plans of one person differ:\n%s", diff)
		}
		hours := p.Hours.Or(4)
		if got := plan.Rhythm.Minutes(); float64(got) > hours*60 {
			t.Fatalf("a week takes %d minutes of %g hours", got, hours)
		}
		if r := plan.Rhythm; r.Posts < 1 || r.Make < 0 || r.Interact < 0 || r.Tasks < 0 {
			t.Fatalf("rhythm %+v", r)
		}
		last := plan.Tasks[len(plan.Tasks)-1].Week
		for week := 1; week <= last; week++ {
			asked := 0
			for _, task := range plan.Tasks {
				if task.Week <= week {
					asked += task.Minutes
				}
			}
			if asked > week*max(plan.Rhythm.Tasks, 1) {
				t.Fatalf("by week %d the plan asks %d minutes of %d", week, asked, week*plan.Rhythm.Tasks)
			}
		}
		seen := map[string]bool{}
		for _, task := range plan.Tasks {
			if seen[task.ID] {
				t.Fatalf("%s is there twice", task.ID)
			}
			seen[task.ID] = true
		}
	})
}

// told is a plan as it reads: what each task asks for and its example.
func told(p growth.Profile) []string {
	plan := growth.Build(p, today)
	var out []string
	for _, task := range plan.Tasks {
		out = append(out, wording.Render(wording.Vietnamese, task.Say(growth.Do, p, plan.Rhythm))+" "+
			wording.Render(wording.Vietnamese, task.Say(growth.Example, p, plan.Rhythm)))
	}
	return out
}

// apart is the share of lines of two plans that are not in both.
func apart(a, b []string) float64 {
	both := 0
	for _, line := range a {
		if slices.Contains(b, line) {
			both++
		}
	}
	return 1 - float64(2*both)/float64(len(a)+len(b))
}

func TestPlansDifferWherePeopleDo(t *testing.T) {
	base := growth.Profile{Field: growth.Food, Platform: domain.TikTok, Followers: domain.Known[int64](80), Hours: domain.Known(5.0), Camera: growth.OnCamera, Goal: growth.Influence}
	for name, c := range map[string]struct {
		change func(*growth.Profile)
		least  float64
	}{
		"another field":     {func(p *growth.Profile) { p.Field = growth.Gaming }, 0.6},
		"another platform":  {func(p *growth.Profile) { p.Platform = domain.YouTube }, 0.15},
		"another size":      {func(p *growth.Profile) { p.Followers = domain.Known[int64](60_000) }, 0.5},
		"a few hours more":  {func(p *growth.Profile) { p.Hours = domain.Known(14.0) }, 0.1},
		"shy of the camera": {func(p *growth.Profile) { p.Camera = growth.HandsOnly }, 0.02},
		"wants an income":   {func(p *growth.Profile) { p.Goal = growth.Income }, 0.02},
		"everything differs": {func(p *growth.Profile) {
			*p = growth.Profile{Field: growth.Gaming, Platform: domain.YouTube, Followers: domain.Known[int64](60_000), Hours: domain.Known(15.0)}
		}, 0.9},
	} {
		p := base
		c.change(&p)
		if got := apart(told(base), told(p)); got < c.least {
			t.Errorf("%s: plans are %.2f apart, want at least %.2f", name, got, c.least)
		} else {
			t.Logf("%s: %.2f apart", name, got)
		}
	}
	for i, a := range growth.Fields {
		for _, b := range growth.Fields[:i] {
			x, y := base, base
			x.Field, y.Field = a, b
			if got := apart(told(x), told(y)); got < 0.6 {
				t.Errorf("plans for %s and %s are only %.2f apart", a, b, got)
			}
		}
	}
}

func TestAChangedSituationKeepsWhatWasDone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := profiles().Draw(t, "before"), profiles().Draw(t, "after")
		plan := growth.Build(before, today)
		var done []string
		for _, task := range plan.Tasks {
			switch rapid.IntRange(0, 3).Draw(t, "settle") {
			case 0:
				plan = plan.Set(task.ID, growth.Done, "xong", today)
				done = append(done, task.ID)
			case 1:
				plan = plan.Set(task.ID, growth.Skipped, "chưa cần", today)
			}
		}
		copied, _ := json.Marshal(plan)
		next, change := plan.Remake(after, "2026-12-14")
		if again, _ := json.Marshal(plan); string(again) != string(copied) {
			t.Fatal("the plan it was made from was changed")
		}
		if err := next.Validate(); err != nil {
			t.Fatal(err)
		}
		for _, id := range done {
			if task, ok := next.Task(id); !ok || task.State != growth.Done {
				t.Fatalf("%s was done and is %+v", id, task)
			}
		}
		for _, task := range next.Tasks {
			if task.State == growth.Open && task.Week < 4 {
				t.Fatalf("%s is due in week %d, in the past", task.ID, task.Week)
			}
		}
		if len(next.Tasks)-next.Count(0, growth.Done)-len(change.Added) > len(plan.Tasks) {
			t.Fatal("tasks came from nowhere")
		}
		if _, again := next.Remake(after, "2026-12-14"); again.Any() {
			t.Fatalf("remaking it for the same person changes %+v", again)
		}
	})
}

func TestComingBackBeginsWithSomethingSmall(t *testing.T) {
	plan := growth.Build(growth.Profile{Field: growth.Photography, Followers: domain.Known[int64](80), Hours: domain.Known(5.0)}, today)
	next, _ := plan.Next()
	gentle, ok := plan.Gentle()
	if !ok || gentle.Minutes > next.Minutes || gentle.State != growth.Open {
		t.Errorf("gentle is %+v, next %+v", gentle, next)
	}
	for _, task := range plan.Tasks {
		plan = plan.Set(task.ID, growth.Done, "", today)
	}
	if _, ok := plan.Gentle(); ok {
		t.Error("something is left when all is done")
	}
}

func BenchmarkBuild(b *testing.B) {
	p := growth.Profile{Field: growth.Food, Platform: domain.TikTok, Followers: domain.Known[int64](80), Hours: domain.Known(5.0)}
	b.ReportAllocs()
	for b.Loop() {
		growth.Build(p, today)
	}
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		growth.Read("em muốn làm tiktoker về đồ ăn, chưa có follow nào, rảnh tối T7 CN", "", growth.Profile{})
	}
}
