package growth

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/wording"
)

// tasksCSV is the library: whom each task suits. An empty cell suits anybody;
// words are parted by spaces. Its texts are in the wording catalogue under
// task.<id>, told with examples of the person's field.
//
//go:embed tasks.csv
var tasksCSV string

// fieldsCSV says for each field which industry it is for those who book
// creators, and the platform its content suits (step 3): photographs Instagram, long play and
// tests YouTube, parents Facebook's groups, the rest short video. Our choice.
//
//go:embed fields.csv
var fieldsCSV string

// entry is a task of the library.
type entry struct {
	id      string
	step    Step
	minutes int
	core    bool // in every plan that it suits
	suits   [7][]string
	sources []domain.Source
}

// suited are the columns of tasks.csv that say whom a task suits, and what a
// profile has there. How much each tells about a person is its weight.
var suited = [7]struct {
	column string
	weight int
	of     func(p *Profile) string
}{
	{"fields", 8, func(p *Profile) string { return string(p.FieldOr()) }},
	{"platforms", 4, func(p *Profile) string { return string(p.Channel()) }},
	{"levels", 1, func(p *Profile) string { return string(p.Level()) }},
	{"cameras", 5, func(p *Profile) string { return string(p.Camera) }},
	{"goals", 5, func(p *Profile) string { return string(p.Goal) }},
	{"equipment", 3, func(p *Profile) string { return string(p.Equipment) }},
	{"hours", 2, func(p *Profile) string { return p.plenty() }},
}

// library holds every task, in the order of the file.
var library = func() []entry {
	var out []entry
	for _, r := range table("tasks.csv", tasksCSV) {
		e := entry{id: r["id"], core: r["core"] == "yes", sources: facts.Named(r["sources"])}
		step, err := strconv.Atoi(r["step"])
		minutes, err2 := strconv.Atoi(r["minutes"])
		if err != nil || err2 != nil || !slices.Contains(Steps, Step(step)) || minutes <= 0 {
			panic(fmt.Sprintf("growth: tasks.csv: %v", r))
		}
		e.step, e.minutes = Step(step), minutes
		for i, s := range suited {
			e.suits[i] = strings.Fields(r[s.column])
		}
		out = append(out, e)
	}
	return out
}()

// byID finds a task of the library.
var byID = func() map[string]*entry {
	out := map[string]*entry{}
	for i := range library {
		if out[library[i].id] != nil {
			panic("growth: two tasks are called " + library[i].id)
		}
		out[library[i].id] = &library[i]
	}
	return out
}()

// trade is what fieldsCSV says of a field.
type trade struct {
	industry domain.Industry
	platform domain.Platform
}

var trades = func() map[Field]trade {
	out := map[Field]trade{}
	for _, r := range table("fields.csv", fieldsCSV) {
		out[Field(r["field"])] = trade{domain.Industry(r["industry"]), domain.Platform(r["platform"])}
	}
	return out
}()

// table reads an embedded table; what is wrong with one is a bug of ours.
func table(name, text string) []map[string]string {
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic("growth: " + name + ": " + err.Error())
	}
	var out []map[string]string
	for _, line := range lines[1:] {
		r := map[string]string{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		out = append(out, r)
	}
	return out
}

// fit tells whether a task suits a person, and how particular it is to them.
func (e *entry) fit(p *Profile) (particular int, ok bool) {
	for i, s := range suited {
		words := e.suits[i]
		if len(words) == 0 {
			continue
		}
		if !slices.Contains(words, s.of(p)) {
			return 0, false
		}
		particular += s.weight
		if len(words) == 1 {
			particular++
		}
	}
	return particular, true
}

// Part is one of the four things said of a task.
type Part string

// The parts.
const (
	Do       Part = "do"
	Why      Part = "why"
	Example  Part = "like"
	DoneWhen Part = "done"
)

// fieldParts are the examples that every field has, niche.<field>.<part>.
var fieldParts = []string{"subject", "angle", "series", "hook", "question", "place", "collab", "brands", "batch", "proof"}

// Say says a part of a task to a person, in their plan.
func (t Task) Say(part Part, p Profile, r Rhythm) domain.Sentence {
	key := "task." + t.ID + "." + string(part)
	s := domain.Sentence{Key: key}
	for _, name := range wording.Names(key) {
		s.Args = append(s.Args, domain.Arg{Name: name, Value: argument(name, &p, r)})
	}
	return s
}

// argument is the value of a placeholder in the text of a task.
func argument(name string, p *Profile, r Rhythm) any {
	switch {
	case name == "niche":
		return p.FieldOr().Name()
	case name == "platform":
		return p.Channel()
	case name == "posts":
		return r.Posts
	case name == "hours":
		return p.hours()
	case slices.Contains(fieldParts, name):
		return domain.Sentence{Key: "niche." + string(p.FieldOr()) + "." + name}
	}
	return ""
}

// Known tells whether the library still has the task; a release may drop one.
func (t Task) Known() bool { return byID[t.ID] != nil }

// Sources are those of the figures in a task's text; most have none.
func (t Task) Sources() []domain.Source {
	if e := byID[t.ID]; e != nil {
		return e.sources
	}
	return nil
}

// Name is what the field is called.
func (f Field) Name() domain.Sentence { return domain.Sentence{Key: "niche." + string(f)} }

// Name is what the step is called.
func (s Step) Name() domain.Sentence { return domain.Sentence{Key: "step." + strconv.Itoa(int(s))} }
