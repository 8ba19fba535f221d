package growth

import (
	"slices"
	"time"

	"chonmat/domain"
)

// Plan is the eight steps as tasks for one person. What was done or skipped
// stays with it when it is made anew.
type Plan struct {
	Began domain.Date `json:"began"`
	Tasks []Task      `json:"tasks"` // step by step, in the order in which they are best done
	// Rhythm is how a week goes once the tasks of the first steps are done.
	Rhythm Rhythm `json:"rhythm"`
}

// Step is one of the eight steps of becoming an influencer, 1–8, as the
// founding article (NextX, c. 2019–2020) counts them.
type Step int

// The steps.
const (
	KnowStrengths Step = 1 + iota
	ChooseAudience
	ChooseChannel
	PlanStrategy
	InvestTime
	Interact
	KeepFresh
	BondWithCreators
)

// Steps lists the eight steps.
var Steps = []Step{KnowStrengths, ChooseAudience, ChooseChannel, PlanStrategy, InvestTime, Interact, KeepFresh, BondWithCreators}

// Task is one task of a plan. What it says is in the library, by ID.
type Task struct {
	ID      string `json:"id"`
	Step    Step   `json:"step"`
	Minutes int    `json:"minutes"`
	// Week is the week of the plan, from 1, by whose end the person's hours
	// allow it.
	Week  int         `json:"week"`
	State State       `json:"state"`
	Note  string      `json:"note,omitempty"` // proof or link when done, the reason when skipped; in the person's words
	At    domain.Date `json:"at,omitempty"`   // when it was done or skipped
}

// State is how far a task is.
type State string

// The states.
const (
	Open    State = "open"
	Done    State = "done"
	Skipped State = "skipped"
)

// States lists every state.
var States = []State{Open, Done, Skipped}

// Rhythm is a week in minutes. Together they fit the hours of the person; what
// is left of those is for tasks.
type Rhythm struct {
	Posts    int `json:"posts"`            // published a week
	Make     int `json:"make_minutes"`     // planning, filming, cutting all of them
	Interact int `json:"interact_minutes"` // answering and visiting others
	Tasks    int `json:"task_minutes"`     // for the tasks of the plan
	// Assumed tells that the hours were not told.
	Assumed bool `json:"assumed,omitempty"`
}

// Minutes is what the rhythm and its tasks take in a week.
func (r Rhythm) Minutes() int { return r.Make + r.Interact + r.Tasks }

// Task returns a task of the plan.
func (p Plan) Task(id string) (Task, bool) {
	i := p.index(id)
	if i < 0 {
		return Task{}, false
	}
	return p.Tasks[i], true
}

func (p Plan) index(id string) int {
	return slices.IndexFunc(p.Tasks, func(t Task) bool { return t.ID == id })
}

// Set returns the plan with a task in another state; the plan as it was when
// it has no such task. The receiver is not changed.
func (p Plan) Set(id string, state State, note string, on domain.Date) Plan {
	i := p.index(id)
	if i < 0 {
		return p
	}
	p.Tasks = slices.Clone(p.Tasks)
	t := &p.Tasks[i]
	t.State, t.Note, t.At = state, note, on
	if state == Open {
		t.Note, t.At = "", ""
	}
	return p
}

// Count returns how many tasks of a step are in a state; step 0 is all.
func (p Plan) Count(step Step, state State) (n int) {
	for _, t := range p.Tasks {
		if (step == 0 || t.Step == step) && t.State == state {
			n++
		}
	}
	return n
}

// Next returns the first open task; false when all are settled.
func (p Plan) Next() (Task, bool) {
	for _, t := range p.Tasks {
		if t.State == Open {
			return t, true
		}
	}
	return Task{}, false
}

// maxTasks bounds a plan that arrives from outside.
const maxTasks = 100

// Validate returns an Invalid error naming what is out of range.
func (p Plan) Validate() error {
	if len(p.Tasks) > maxTasks || p.Began == "" || !isDate(p.Began) {
		return domain.Errorf(domain.Invalid, "plan: over %d tasks, or no date", maxTasks)
	}
	for _, t := range p.Tasks {
		if t.ID == "" || !slices.Contains(Steps, t.Step) || !slices.Contains(States, t.State) || !isText(t.Note) || !isDate(t.At) || t.Minutes < 0 || t.Week < 0 {
			return domain.Errorf(domain.Invalid, "plan: task %.40q is out of range", t.ID)
		}
	}
	return nil
}

// isDate tells whether a date is one, or unknown.
func isDate(d domain.Date) bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return d == "" || err == nil
}
