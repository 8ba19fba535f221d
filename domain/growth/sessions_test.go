package growth_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"chonmat/domain/growth"
	"chonmat/domain/growth/remind"
)

func TestTasksStandOnThePersonsDays(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	plan := growth.Plan{Began: "2026-03-16", Rhythm: growth.Rhythm{Tasks: 120}, Tasks: []growth.Task{
		{ID: "done", Step: 1, Minutes: 30, Week: 1, State: growth.Done},
		{ID: "a", Step: 1, Minutes: 30, Week: 1, State: growth.Open},
		{ID: "b", Step: 1, Minutes: 30, Week: 1, State: growth.Open},
		{ID: "c", Step: 1, Minutes: 45, Week: 1, State: growth.Open},
		{ID: "long", Step: 2, Minutes: 180, Week: 2, State: growth.Open},
		{ID: "e", Step: 2, Minutes: 20, Week: 3, State: growth.Open},
	}}
	now := time.Date(2026, 3, 21, 20, 0, 0, 0, berlin) // a Saturday evening
	got := plan.Sessions(growth.Profile{}, remind.Clock{Hour: 19, Minute: 30}, berlin, now)
	want := []struct{ id, start string }{
		{"a", "2026-03-22T19:30:00+01:00"}, {"b", "2026-03-22T20:00:00+01:00"}, // sixty minutes a day
		{"c", "2026-03-28T19:30:00+01:00"},
		{"long", "2026-03-29T19:30:00+02:00"}, // the clocks went forward that night
		{"e", "2026-04-04T19:30:00+02:00"},    // not before its week
	}
	if len(got) != len(want) {
		t.Fatalf("%d sessions: %+v", len(got), got)
	}
	for i, w := range want {
		if got[i].Task.ID != w.id || got[i].Start.Format(time.RFC3339) != w.start {
			t.Errorf("%d: %s at %s, want %s at %s", i, got[i].Task.ID, got[i].Start.Format(time.RFC3339), w.id, w.start)
		}
	}
}
