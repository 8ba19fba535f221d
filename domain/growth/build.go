package growth

import (
	"cmp"
	"math"
	"slices"
	"time"

	"chonmat/domain"
)

// Level is how far a person is, by followers: what they can do next.
type Level string

// The levels; nano, micro and macro are the tiers of those names, macro holds
// mega too.
const (
	Newcomer   Level = "newcomer" // under 1,000, or not told
	NanoLevel  Level = "nano"
	MicroLevel Level = "micro"
	MacroLevel Level = "macro"
)

// Level returns the level of the person.
func (p *Profile) Level() Level {
	f, known := p.Followers.Get()
	switch {
	case !known && p.Experience == Years:
		return NanoLevel // who has published for years is no newcomer
	case f < 1_000:
		return Newcomer
	case f < 10_000:
		return NanoLevel
	case f < 100_000:
		return MicroLevel
	}
	return MacroLevel
}

// FieldOr returns the field, OtherField when it was not told.
func (p *Profile) FieldOr() Field { return cmp.Or(p.Field, OtherField) }

// Channel returns the platform told, or the one that the field's content suits.
func (p *Profile) Channel() domain.Platform {
	return cmp.Or(p.Platform, trades[p.FieldOr()].platform)
}

// Industry returns the industry whose brands book creators of the field.
func (p *Profile) Industry() domain.Industry { return trades[p.FieldOr()].industry }

// assumedHours stand for hours that were not told.
const assumedHours = 4.0

func (p *Profile) hours() float64 { return p.Hours.Or(assumedHours) }

// plenty tells few hours a week from many.
func (p *Profile) plenty() string {
	if p.hours() > 5 {
		return "many"
	}
	return "few"
}

// perStep is how many tasks a step has: more for who has more time.
func (p *Profile) perStep() int {
	switch h := p.hours(); {
	case h <= 3:
		return 3
	case h <= 8:
		return 4
	case h <= 15:
		return 5
	}
	return 6
}

// making is what one post takes to plan, film and cut, in minutes, and how many
// a week are enough: our reading of Buffer's figures on frequency (2025), which
// hardly rise after a few a week.
var making = map[domain.Platform]struct{ minutes, most int }{
	domain.TikTok: {50, 7}, domain.Instagram: {60, 5}, domain.Facebook: {45, 5}, domain.YouTube: {150, 3},
}

// makingElsewhere stands for the other platforms.
const makingElsewhere, mostElsewhere = 45, 5

// RhythmOf divides a person's hours: four ninths to making, a fifth to people,
// the rest to the tasks of the plan. It always fits the hours.
func RhythmOf(p Profile) Rhythm {
	minutes := int(p.hours() * 60)
	r := Rhythm{Interact: minutes / 5, Assumed: !p.Hours.IsKnown()}
	m, ok := making[p.Channel()]
	if !ok {
		m.minutes, m.most = makingElsewhere, mostElsewhere
	}
	share := minutes * 4 / 9
	r.Posts = max(1, min(share/m.minutes, m.most))
	r.Make = min(share, r.Posts*m.minutes)
	r.Tasks = minutes - r.Make - r.Interact
	if limit := minutes / 2; r.Tasks > limit { // beyond that, better posts
		r.Make += r.Tasks - limit
		r.Tasks = limit
	}
	return r
}

// Build makes the plan of a person who begins today.
func Build(p Profile, today domain.Date) Plan {
	plan := Plan{Began: today, Rhythm: RhythmOf(p)}
	for _, step := range Steps {
		for _, e := range choose(&p, step) {
			plan.Tasks = append(plan.Tasks, Task{ID: e.id, Step: step, Minutes: e.minutes, State: Open})
		}
	}
	plan.schedule(1)
	return plan
}

// choose picks the tasks of a step: the core, then the most particular to the
// person; the shortest first, as one gets going on small things.
func choose(p *Profile, step Step) []*entry {
	type candidate struct {
		*entry
		particular int
	}
	var all []candidate
	for i := range library {
		e := &library[i]
		if e.step != step {
			continue
		}
		if particular, ok := e.fit(p); ok {
			all = append(all, candidate{e, particular})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		if a.core != b.core {
			if a.core {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.particular, a.particular)
	})
	all = all[:min(len(all), p.perStep())]
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.minutes, b.minutes) })
	out := make([]*entry, len(all))
	for i, c := range all {
		out[i] = c.entry
	}
	return out
}

// schedule spreads the open tasks over weeks from the one given, so that by the
// end of each no more is asked than the rhythm has minutes for.
func (p *Plan) schedule(from int) {
	spent, each := 0, max(p.Rhythm.Tasks, 1)
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if t.State != Open {
			continue
		}
		spent += t.Minutes
		t.Week = from - 1 + (spent+each-1)/each
	}
}

// WeekOn returns the week of the plan that a day is in, from 1.
func (p Plan) WeekOn(today domain.Date) int {
	return max(0, daysBetween(p.Began, today))/7 + 1
}

// daysBetween returns how many days b lies after a; 0 when either is no date.
func daysBetween(a, b domain.Date) int {
	from, err1 := time.Parse(time.DateOnly, string(a))
	to, err2 := time.Parse(time.DateOnly, string(b))
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(math.Round(to.Sub(from).Hours() / 24))
}

// Change is what remaking a plan changed in what is still to do.
type Change struct {
	Added, Removed []Task
	Before, After  Rhythm
}

// Any tells whether anything changed.
func (c Change) Any() bool { return len(c.Added)+len(c.Removed) > 0 || c.Before != c.After }

// Remake makes the plan anew for a profile that changed. What was settled stays
// settled, and what was done stays in the plan even where it no longer belongs.
func (p Plan) Remake(profile Profile, today domain.Date) (Plan, Change) {
	next := Build(profile, p.Began)
	change := Change{Before: p.Rhythm, After: next.Rhythm}
	var tasks []Task
	for _, step := range Steps {
		for _, t := range p.Tasks { // done, and no longer chosen
			if t.Step == step && t.State == Done && next.index(t.ID) < 0 && t.Known() {
				tasks = append(tasks, t)
			}
		}
		for _, t := range next.Tasks {
			if t.Step != step {
				continue
			}
			if old, ok := p.Task(t.ID); ok {
				old.Minutes = t.Minutes
				t = old
			} else {
				change.Added = append(change.Added, t)
			}
			tasks = append(tasks, t)
		}
	}
	for _, t := range p.Tasks {
		if t.State == Open && next.index(t.ID) < 0 {
			change.Removed = append(change.Removed, t)
		}
	}
	next.Tasks = tasks
	next.schedule(next.WeekOn(today))
	return next, change
}

// Gentle returns the shortest open task of the step at hand and the two after
// it: what to come back to after a while away. False when nothing is open.
func (p Plan) Gentle() (Task, bool) {
	next, ok := p.Next()
	best := next
	for _, t := range p.Tasks {
		if t.State == Open && t.Step <= next.Step+2 && t.Minutes < best.Minutes {
			best = t
		}
	}
	return best, ok
}
