package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestGrowthFollowsTheContract(t *testing.T) {
	c := newTerminal(t)
	profile := `{"field":"photography","platform":"instagram","followers":80,"hours_per_week":5,"goal":"income","as_of":"2026-11-23"}`
	got := c.run(profile, "growth", "--profile", "-", "--json")
	if got.status != exitDone || got.err != "" {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	var r struct {
		Profile map[string]any
		Assumed []string
		Rhythm  struct {
			Posts int
			Make  int `json:"make_minutes"`
			Talk  int `json:"interact_minutes"`
			Tasks int `json:"task_minutes"`
		}
		Steps []struct {
			Step  int
			Name  string
			Tasks []struct {
				ID, Do, Why, Example string
				DoneWhen             string `json:"done_when"`
				Minutes, Week        int
				Sources              []struct {
					Source string
					AsOf   string `json:"as_of"`
				}
			}
		}
		Milestones []struct {
			Followers int64
			Months    struct{ P10, P50, P90 float64 }
			Sources   []any
		}
		Mirror   *struct{ Score, Confidence float64 }
		Income   *struct{}
		OpenNow  []struct{ ID, Status, Text string } `json:"open_now"`
		OpenNext []struct{ ID, Status, Text string } `json:"open_next"`
	}
	if err := json.Unmarshal([]byte(got.out), &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Steps) != 8 || r.Rhythm.Posts < 1 || r.Rhythm.Make+r.Rhythm.Talk+r.Rhythm.Tasks > 5*60 || len(r.Assumed) != 0 {
		t.Errorf("steps %d, rhythm %+v, assumed %v", len(r.Steps), r.Rhythm, r.Assumed)
	}
	for _, s := range r.Steps {
		if len(s.Tasks) < 3 || len(s.Tasks) > 6 || s.Name == "" {
			t.Errorf("step %d %q has %d tasks", s.Step, s.Name, len(s.Tasks))
		}
		for _, task := range s.Tasks {
			if task.ID == "" || task.Do == "" || task.Why == "" || task.Example == "" || task.DoneWhen == "" || task.Minutes < 1 || task.Week < 1 || strings.Contains(task.Do, "{") {
				t.Errorf("task %+v", task)
			}
			for _, source := range task.Sources {
				if source.Source == "" || source.AsOf == "" {
					t.Errorf("%s has the source %+v", task.ID, source)
				}
			}
		}
	}
	if len(r.Milestones) != 2 || r.Milestones[0].Followers != 1000 || r.Milestones[0].Months.P10 >= r.Milestones[0].Months.P90 || len(r.Milestones[0].Sources) == 0 {
		t.Errorf("milestones %+v", r.Milestones)
	}
	if r.Mirror == nil || r.Mirror.Score <= 0 || r.Income != nil || len(r.OpenNow) == 0 || len(r.OpenNext) == 0 {
		t.Errorf("mirror %+v, income %v, open %v, next %v", r.Mirror, r.Income, r.OpenNow, r.OpenNext)
	}
	if again := c.run(profile, "growth", "--profile", "-", "--json"); again != got {
		t.Error("the same profile gives another plan")
	}
}

func TestGrowthReadsWordsAndSaysWhatItAssumes(t *testing.T) {
	c := newTerminal(t)
	got := c.run("", "growth", "--text", "mẹ bỉm review đồ cho bé trên facebook, 9.000 follow")
	if got.status != exitDone || !strings.Contains(got.out, "Facebook") || !strings.Contains(got.out, "assumed: hours_per_week") || strings.Contains(got.out, "assumed: field") {
		t.Errorf("%+v", got)
	}
	got = c.run("", "growth", "--json")
	if got.status != exitDone || !strings.Contains(got.out, `"assumed":["field","platform","followers","hours_per_week"]`) || !strings.Contains(got.out, `"mirror":null`) {
		t.Errorf("without a profile: status %d: %s", got.status, got.err)
	}
}
