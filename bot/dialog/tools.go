package dialog

import (
	"cmp"
	"slices"
	"time"

	"chonmat/bot/calendar"
	"chonmat/bot/paper"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
	"chonmat/domain/growth/remind"
	"chonmat/domain/wording"
)

// tools shows what a creator can have judged, drawn, sent and arranged.
func (t *turn) tools(string) {
	if t.notPrivate() {
		return
	}
	t.state.Flow = InCreator
	t.show(screen.New(screen.P(t.Say("tools.title"))).
		With(t.button(t.Say("offer.open"), "offer", "")).
		With(t.button(t.Say("kit.open"), "kit", ""), t.button(t.Say("chart.open"), "paper", "chart")).
		With(t.button(t.Say("plan.pdf"), "paper", "pdf"), t.button(t.Say("plan.png"), "paper", "png")).
		With(t.button(t.Say("plan.ics"), "paper", "ics"), t.button(t.Say("remind.open-settings"), "remind", "")).
		With(t.button(t.Say("join.open"), "join", ""), t.button(t.Say("partners.open"), "partners", "")).
		With(t.button(t.Say("button.back"), "creator", ""), t.button(t.Say("button.home"), "home", "")))
}

// papers sends what is drawn from a person's plan and weeks: "pdf", "png" and
// "ics" are the plan, "chart" is how it goes.
func (t *turn) papers(arg string) {
	if t.notPrivate() {
		return
	}
	c := t.grower()
	switch {
	case arg == "chart" && len(c.Reviews) == 0:
		t.nothingToDraw("chart.none", t.button(t.Say("grow.week"), "week", ""))
	case arg == "chart":
		t.send("tien-do", "png", t.chartSheet(), t.Say("chart.caption"), true)
	case c.Plan == nil:
		t.nothingToDraw("plan.none", t.button(t.Say("remind.open"), "creator", ""))
	case arg == "ics":
		t.sendCalendar()
	case arg == "png":
		t.send("ke-hoach", "png", t.planSheet(), t.Say("plan.caption"), false)
	default:
		t.send("ke-hoach", "pdf", t.planSheet(), t.Say("plan.caption"), false)
	}
}

// nothingToDraw says why, and where what is drawn comes from.
func (t *turn) nothingToDraw(key string, from screen.Button) {
	t.show(screen.New(screen.P(t.sentence(domain.Sentence{Key: key}))).
		With(from.As(screen.Primary)).
		With(t.button(t.Say("tools.back"), "tools", "")))
}

// send draws a sheet and sends it.
func (t *turn) send(name, form string, s paper.Sheet, caption screen.Text, picture bool) {
	draw := paper.PDF
	if form == "png" {
		draw = paper.PNG
	}
	data, err := draw(s)
	if err != nil { // it is drawn from our own tables: this cannot be
		panic(err)
	}
	t.effects = append(t.effects, SendFile{Name: name + "-" + string(t.today()) + "." + form, Data: data, Caption: caption, Picture: picture})
}

func (t *turn) say(key string, namesAndValues ...any) string {
	return plain(t.sentence(domain.Say(key, namesAndValues...)))
}

// planSheet is the plan to keep.
func (t *turn) planSheet() paper.Sheet {
	c := t.grower()
	plan, profile := c.Plan, c.Profile
	r := plan.Rhythm
	blocks := []paper.Block{
		paper.Banner{
			Name: t.say("plan.title"), Line: t.say("plan.for", "niche", profile.FieldOr().Name(), "platform", profile.Channel()),
			Tags: []string{t.say("plan.began", "day", plan.Began), t.say("plan.done", "n", plan.Count(0, growth.Done), "of", len(plan.Tasks))},
		},
		paper.Figures{
			{Value: t.value(r.Posts), Label: t.say("plan.posts")},
			{Value: t.say("plan.minutes", "n", r.Make+r.Interact), Label: t.say("plan.making")},
			{Value: t.say("plan.minutes", "n", r.Tasks), Label: t.say("plan.tasks")},
		},
	}
	for _, step := range growth.Steps {
		var ticks paper.Ticks
		for _, task := range plan.Tasks {
			if task.Step == step && task.Known() {
				ticks = append(ticks, t.planTick(task))
			}
		}
		if len(ticks) > 0 {
			blocks = append(blocks, paper.Heading(t.say("plan.step", "n", int(step), "name", step.Name())), ticks)
		}
	}
	return paper.Sheet{
		Title: t.say("plan.title"), Author: c.Card.Name, Lang: string(t.state.Lang), At: t.Now, Blocks: blocks,
		Foot: t.say("plan.foot", "day", t.today(), "source", nextX),
	}
}

func (t *turn) planTick(task growth.Task) paper.Tick {
	p, r := t.grower().Profile, t.grower().Plan.Rhythm
	tick := paper.Tick{
		Text: plain(t.sentence(task.Say(growth.Do, p, r))), Side: t.say("plan.minutes", "n", task.Minutes),
		Done: task.State == growth.Done, Dropped: task.State == growth.Skipped,
	}
	switch task.State {
	case growth.Done:
		tick.Note = t.say("plan.done-on", "day", task.At)
	case growth.Skipped:
		tick.Note = t.say("plan.skipped", "why", cmp.Or(task.Note, "–"))
	}
	return tick
}

// sendCalendar sends the open tasks as times in the person's calendar.
func (t *turn) sendCalendar() {
	c := t.grower()
	r := t.state.Remind
	if r == nil {
		r = &remind.Reminder{Clock: remind.Clock{Hour: 20}, Zone: remind.DefaultZone}
	}
	var events []calendar.Event
	for _, s := range c.Plan.Sessions(c.Profile, r.Clock, zoneOf(r), t.Now) {
		if !s.Task.Known() {
			continue
		}
		note := screen.Join("\n", t.sentence(s.Task.Say(growth.Why, c.Profile, c.Plan.Rhythm)), t.sentence(s.Task.Say(growth.DoneWhen, c.Profile, c.Plan.Rhythm)))
		events = append(events, calendar.Event{
			ID: s.Task.ID + "." + t.event.Person.ID + "@chonmat", Title: plain(t.sentence(s.Task.Say(growth.Do, c.Profile, c.Plan.Rhythm))),
			Note: plain(note), Start: s.Start, Minutes: s.Minutes,
		})
	}
	if len(events) == 0 {
		t.nothingToDraw("plan.all-done", t.button(t.Say("remind.open"), "creator", ""))
		return
	}
	first := events[0].Start
	t.effects = append(t.effects, SendFile{
		Name: "ke-hoach-" + string(t.today()) + ".ics", Data: calendar.Write(t.say("plan.title"), events, t.Now),
		Caption: t.Say("plan.ics-caption", "n", len(events), "time", wording.Clock(r.Hour, r.Minute), "day", domain.Date(first.Format(time.DateOnly))),
	})
}

// aheadDays is how far the chart looks beyond the last week.
const aheadDays = 28

// chartSheet draws the weeks of a person against what is usual at their size.
func (t *turn) chartSheet() paper.Sheet {
	reviews := t.grower().Reviews
	first, err := time.Parse(time.DateOnly, string(reviews[0].On))
	if err != nil { // reviews are validated
		panic(err)
	}
	day := func(d domain.Date) float64 {
		at, _ := time.Parse(time.DateOnly, string(d))
		return at.Sub(first).Hours() / 24
	}
	var followers, views []paper.Point
	if from, ok := reviews[0].From.Get(); ok {
		followers = append(followers, paper.Point{Day: -7, Value: float64(from)})
	}
	for _, r := range reviews {
		if n, ok := r.Followers.Get(); ok {
			followers = append(followers, paper.Point{Day: day(r.On), Value: float64(n)})
		}
		if n, ok := r.Views.Get(); ok {
			views = append(views, paper.Point{Day: day(r.On), Value: float64(n)})
		}
	}
	say := func(v float64) string { return wording.Approx(t.state.Lang, v) }
	labels := func(points []paper.Point, spans []paper.Span) []paper.Label {
		from, to := points[0].Day, points[len(points)-1].Day
		if n := len(spans); n > 0 {
			to = max(to, spans[n-1].Day)
		}
		var out []paper.Label
		for _, d := range []float64{from, from + (to-from)/3, from + (to-from)*2/3, to} {
			at := first.Add(time.Duration(d*24) * time.Hour)
			out = append(out, paper.Label{Day: d, Text: t.say("chart.day", "day", at.Day(), "month", int(at.Month()))})
		}
		return out
	}
	blocks := []paper.Block{paper.Heading(t.say("chart.title"))}
	var sources []domain.Source
	legend := paper.Legend{Points: t.say("chart.points")}
	if n := len(followers); n > 0 {
		start := followers[0]
		var usual []paper.Span
		for d := start.Day; d <= followers[n-1].Day+aheadDays; d += 7 {
			gain, from := growth.Pace(int64(start.Value), int(d-start.Day))
			usual = append(usual, paper.Span{Day: d, Low: start.Value + gain.P10, Middle: start.Value + gain.P50, High: start.Value + gain.P90})
			sources = slices.Concat(sources, from)
		}
		legend.Middle, legend.Band = t.say("chart.middle"), t.say("chart.band")
		blocks = append(blocks, paper.Chart{Title: t.say("chart.followers"), Now: say(followers[n-1].Value), Points: followers, Plan: usual, Days: labels(followers, usual), Say: say})
	}
	if n := len(views); n > 1 { // one is no line
		blocks = append(blocks, paper.Chart{Title: t.say("chart.views"), Now: say(views[n-1].Value), Points: views, Days: labels(views, nil), Say: say})
	}
	return paper.Sheet{
		Title: t.say("chart.title"), Author: t.grower().Card.Name, Lang: string(t.state.Lang), At: t.Now,
		Blocks: append(blocks, legend), Foot: t.say("chart.foot", "source", facts.Cite(sources...)),
	}
}
