package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

// maxProfileJSON bounds a profile that is read.
const maxProfileJSON = 64 << 10

// growthPlan prints the plan of a creator.
func growthPlan(_ context.Context, s shell, args []string) error {
	set := flag.NewFlagSet("growth", flag.ContinueOnError)
	profileFile := set.String("profile", "", "")
	text := set.String("text", "", "")
	asJSON := set.Bool("json", false, "")
	rest, err := flags(set, args)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return usagef("does not know what to do with %q: what a creator says goes after --text", rest[0])
	case *profileFile != "" && *text != "":
		return usagef("takes a profile from --profile or from --text, not from both")
	}
	today := domain.Date(time.Now().Format(time.DateOnly))
	var p growth.Profile
	switch {
	case *profileFile != "":
		if p, err = readProfile(s, *profileFile); err != nil {
			return err
		}
	case *text != "":
		p = p.Take(growth.Read(*text, "", growth.Profile{}), today)
	}
	if *asJSON {
		return printJSON(s.out, grownJSON(p, today))
	}
	return grownText(s.out, p, today)
}

// readProfile reads profile JSON from a file, or from standard input as "-".
func readProfile(s shell, name string) (p growth.Profile, err error) {
	in := s.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return p, err
		}
		defer f.Close()
		in = f
	}
	d := json.NewDecoder(io.LimitReader(in, maxProfileJSON))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return p, domain.Errorf(domain.Invalid, "%s: no profile JSON: %w", name, err)
	}
	return p, p.Validate()
}

// growthJSON is a plan as programs read it. Its sentences are Vietnamese.
type growthJSON struct {
	Profile    growth.Profile  `json:"profile"`
	Assumed    []string        `json:"assumed"` // keys of the profile that were not told and count
	Rhythm     growth.Rhythm   `json:"rhythm"`
	Steps      []stepJSON      `json:"steps"`
	Milestones []milestoneJSON `json:"milestones"`
	Mirror     *mirrorJSON     `json:"mirror"` // null: the profile tells too little
	Income     *incomeJSON     `json:"income"` // null: under 1,000 followers, or unknown
	OpenNow    []thresholdJSON `json:"open_now"`
	OpenNext   []thresholdJSON `json:"open_next"`
}

type stepJSON struct {
	Step  growth.Step `json:"step"`
	Name  string      `json:"name"`
	Tasks []taskJSON  `json:"tasks"`
}

type taskJSON struct {
	ID       string       `json:"id"`
	Minutes  int          `json:"minutes"`
	Week     int          `json:"week"`
	Do       string       `json:"do"`
	Why      string       `json:"why"`
	Example  string       `json:"example"`
	DoneWhen string       `json:"done_when"`
	Sources  []sourceJSON `json:"sources"`
}

type sourceJSON struct {
	Title string `json:"source"`
	URL   string `json:"url,omitempty"`
	AsOf  string `json:"as_of"`
}

type milestoneJSON struct {
	Followers int64           `json:"followers"`
	Months    domain.Interval `json:"months"`
	Opens     []thresholdJSON `json:"opens"`
	Sources   []sourceJSON    `json:"sources"`
}

type thresholdJSON struct {
	ID        string                `json:"id"`
	Followers domain.Figure[int64]  `json:"followers"` // null: no public threshold
	Status    facts.ThresholdStatus `json:"status"`
	Text      string                `json:"text"`
	Sources   []sourceJSON          `json:"sources"`
}

type mirrorJSON struct {
	Score         float64            `json:"score"`
	Confidence    float64            `json:"confidence"`
	Contributions []contributionJSON `json:"contributions"`
	Improvements  []improvementJSON  `json:"improvements"`
}

type improvementJSON struct {
	Lever      growth.Lever         `json:"lever"`
	From       domain.Figure[int64] `json:"from"`
	To         int64                `json:"to,omitempty"`
	Minutes    int                  `json:"minutes"`
	Score      float64              `json:"score"`
	Confidence float64              `json:"confidence"`
}

type incomeJSON struct {
	Tier    domain.Tier  `json:"tier"`
	Low     domain.VND   `json:"low_vnd_month"`
	High    domain.VND   `json:"high_vnd_month"`
	Basis   string       `json:"basis"`
	Sources []sourceJSON `json:"sources"`
}

func grownJSON(p growth.Profile, today domain.Date) growthJSON {
	plan := growth.Build(p, today)
	out := growthJSON{Profile: p, Assumed: assumed(p), Rhythm: plan.Rhythm, Milestones: []milestoneJSON{}}
	for _, step := range growth.Steps {
		s := stepJSON{Step: step, Name: vietnamese(step.Name())}
		for _, t := range plan.Tasks {
			if t.Step != step {
				continue
			}
			say := func(part growth.Part) string { return vietnamese(t.Say(part, p, plan.Rhythm)) }
			s.Tasks = append(s.Tasks, taskJSON{
				ID: t.ID, Minutes: t.Minutes, Week: t.Week,
				Do: say(growth.Do), Why: say(growth.Why), Example: say(growth.Example), DoneWhen: say(growth.DoneWhen),
				Sources: sourcesOf(t.Sources()),
			})
		}
		out.Steps = append(out.Steps, s)
	}
	for _, m := range growth.Milestones(p) {
		months := domain.Interval{P10: round(m.Months.P10, 1), P50: round(m.Months.P50, 1), P90: round(m.Months.P90, 1)}
		out.Milestones = append(out.Milestones, milestoneJSON{m.Followers, months, thresholdsOf(m.Opens), sourcesOf(m.Sources)})
	}
	if m, ok := growth.MirrorOf(growth.Creator{Profile: p}, today); ok {
		c := candidateOf(m.Candidate)
		mirror := mirrorJSON{Score: c.Score, Confidence: c.Confidence, Contributions: c.Contributions, Improvements: []improvementJSON{}}
		for _, i := range m.Improvements {
			mirror.Improvements = append(mirror.Improvements, improvementJSON{i.Lever, i.From, i.To, i.Minutes, i.Score, round(i.Confidence, 2)})
		}
		out.Mirror = &mirror
	}
	o := growth.OutlookOf(p)
	if i := o.Income; i != nil {
		out.Income = &incomeJSON{i.Tier, i.Low, i.High, vietnamese(i.Basis), sourcesOf(i.Sources)}
	}
	out.OpenNow, out.OpenNext = thresholdsOf(o.Now), thresholdsOf(o.Next)
	return out
}

// assumed names what the plan rests on without having been told.
func assumed(p growth.Profile) []string {
	out := []string{}
	for _, k := range []struct {
		name string
		told bool
	}{
		{"field", p.Field != ""}, {"platform", p.Platform != ""}, {"followers", p.Followers.IsKnown()}, {"hours_per_week", p.Hours.IsKnown()},
	} {
		if !k.told {
			out = append(out, k.name)
		}
	}
	return out
}

func sourcesOf(list []domain.Source) []sourceJSON {
	out := []sourceJSON{}
	for _, s := range list {
		out = append(out, sourceJSON{s.Title, s.URL, s.Date})
	}
	return out
}

func thresholdsOf(list []facts.Threshold) []thresholdJSON {
	out := []thresholdJSON{}
	for _, t := range list {
		out = append(out, thresholdJSON{t.ID, t.Followers, t.Status, vietnamese(t.Text), sourcesOf(t.Sources)})
	}
	return out
}

// grownText prints a plan for people.
func grownText(w io.Writer, p growth.Profile, today domain.Date) error {
	plan := growth.Build(p, today)
	for _, name := range assumed(p) {
		fmt.Fprintf(w, "not told, so assumed: %s\n", name)
	}
	r := plan.Rhythm
	fmt.Fprintf(w, "a week: %d posts (%d min), talking %d min, tasks %d min\n", r.Posts, r.Make, r.Interact, r.Tasks)
	step := growth.Step(0)
	for _, t := range plan.Tasks {
		if t.Step != step {
			step = t.Step
			fmt.Fprintf(w, "\n%d. %s\n", step, vietnamese(step.Name()))
		}
		fmt.Fprintf(w, "   [ ] %s (%d min, week %d)\n", vietnamese(t.Say(growth.Do, p, plan.Rhythm)), t.Minutes, t.Week)
	}
	fmt.Fprintln(w)
	for _, m := range growth.Milestones(p) {
		fmt.Fprintf(w, "%s followers: %.0f–%.0f months, without a viral hit\n", wording.Count(wording.Vietnamese, m.Followers), max(1, m.Months.P10), m.Months.P90)
	}
	_, err := fmt.Fprintln(w, "why, examples, when done, odds and sources: --json")
	return err
}
