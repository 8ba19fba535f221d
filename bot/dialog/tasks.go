package dialog

import (
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

// plan shows the eight steps and how far each is.
func (t *turn) plan() {
	t.state.Interview = nil // an answer that was to be changed is left as it is
	p := t.grower().Plan
	var steps []screen.Item
	for _, step := range growth.Steps {
		left, done := p.Count(step, growth.Open), p.Count(step, growth.Done)
		total := left + done + p.Count(step, growth.Skipped)
		text := t.Say("grow.step", "n", int(step), "name", step.Name(), "done", done, "total", total)
		if left == 0 && done < total {
			text = t.Say("grow.step-skipped", "n", int(step), "name", step.Name(), "done", done, "total", total)
		}
		steps = append(steps, screen.Tick(text, left == 0))
	}
	s := screen.New(
		screen.P(t.Say("grow.title", "done", p.Count(0, growth.Done), "total", len(p.Tasks))),
		screen.Small(screen.T(t.profileLine())),
		screen.Ticks(false, steps...),
		screen.P(t.rhythm(p.Rhythm)),
		t.ahead(),
	)
	if _, open := p.Next(); open {
		s = s.With(t.button(t.Say("grow.next"), "task", "").As(screen.Primary))
	} else {
		s = s.Add(screen.P(t.Say("grow.finished"))).With(t.button(t.Say("grow.remake"), "remake", "").As(screen.Primary))
	}
	t.show(s.
		With(t.button(t.Say("draft.ideas"), "ideas", asUsual("0"))).
		With(t.button(t.Say("grow.week"), "week", ""), t.button(t.Say("grow.mirror"), "mirror", "")).
		With(t.button(t.Say("grow.income"), "income", ""), t.button(t.Say("tools.open"), "tools", "")).
		With(t.button(t.Say("grow.steps"), "steps", ""), t.button(t.Say("grow.edit"), "me", "")).
		With(t.button(t.Say("button.home"), "home", "")))
}

// rhythm says how a week goes.
func (t *turn) rhythm(r growth.Rhythm) screen.Text {
	return t.Say("grow.rhythm", "posts", r.Posts, "make", t.span(r.Make), "interact", t.span(r.Interact), "tasks", t.span(r.Tasks))
}

// span says minutes as people do: "45 phút", "2 giờ", "1 giờ 30 phút".
func (t *turn) span(minutes int) string {
	minutes = (minutes + 2) / 5 * 5
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return plain(t.Say("span.minutes", "m", m))
	case m == 0:
		return plain(t.Say("span.hours", "h", h))
	}
	return plain(t.Say("span.both", "h", h, "m", m))
}

// ahead says what the next milestones are and how long they usually take.
func (t *turn) ahead() screen.Block {
	var lines []screen.Text
	var sources []domain.Source
	for _, m := range growth.Milestones(t.grower().Profile) {
		low, high := max(1, int(m.Months.P10)), int(m.Months.P90+0.999)
		line := t.Say("grow.milestone", "n", m.Followers, "low", low, "high", high)
		for _, o := range m.Opens {
			line = screen.Join(" ", line, t.sentence(o.Text))
			sources = append(sources, o.Sources...)
		}
		lines, sources = append(lines, line), append(sources, m.Sources...)
	}
	if len(lines) == 0 {
		return screen.Block{}
	}
	odds := []screen.Text{t.Say("grow.odds")}
	for _, name := range t.odds() {
		f := facts.Findings[name]
		odds, sources = append(odds, t.sentence(f.Text)), append(sources, f.Sources...)
	}
	return screen.More(t.Say("grow.ahead"), screen.Bullets(lines...), screen.Lines(odds...), t.sourcesOf(sources))
}

// odds are the findings that concern the person.
func (t *turn) odds() (out []string) {
	p := t.grower().Profile
	if p.Level() == growth.Newcomer {
		out = append(out, facts.NewFollowersADay)
	}
	if p.Channel() == domain.TikTok {
		out = append(out, facts.TikTokMedianViews)
	}
	if p.Goal == growth.Income && p.Level() == growth.Newcomer {
		out = append(out, facts.NothingAfterTen)
	}
	return out
}

// steps lists the tasks of a step, "" of the one at hand, to open one.
func (t *turn) steps(arg string) {
	p := t.grower().Plan
	if p == nil {
		t.creator("")
		return
	}
	n, _ := strconv.Atoi(arg)
	step := growth.Step(n)
	if !slices.Contains(growth.Steps, step) {
		step = growth.KnowStrengths
		if next, ok := p.Next(); ok {
			step = next.Step
		}
	}
	var items []screen.Item
	var buttons []screen.Button
	for _, task := range p.Tasks {
		if task.Step != step || !task.Known() {
			continue
		}
		text := screen.Join(" ", t.taskText(task, growth.Do), t.Say("grow.takes", "minutes", task.Minutes, "week", task.Week))
		switch task.State {
		case growth.Done:
			text = screen.Join(" ", t.taskText(task, growth.Do), t.note("grow.done-note", task))
		case growth.Skipped:
			text = screen.Join(" ", t.taskText(task, growth.Do), t.note("grow.skipped-note", task))
		}
		n := len(items) + 1
		label := screen.T(strconv.Itoa(n))
		items = append(items, screen.Tick(screen.Join(". ", label, text), task.State == growth.Done))
		buttons = append(buttons, t.button(label, "task", task.ID).Numbered(n))
	}
	var turn []screen.Button
	if step > growth.KnowStrengths {
		turn = append(turn, t.button(t.Say("grow.step-before"), "steps", strconv.Itoa(int(step-1))))
	}
	if step < growth.BondWithCreators {
		turn = append(turn, t.button(t.Say("grow.step-after"), "steps", strconv.Itoa(int(step+1))))
	}
	t.show(screen.New(
		screen.P(t.Say("grow.step-title", "n", int(step), "name", step.Name())),
		screen.Ticks(false, items...),
	).With(buttons...).With(turn...).With(t.button(t.Say("grow.plan"), "creator", "")))
}

// note says when a task was settled, and with which words.
func (t *turn) note(key string, task growth.Task) screen.Text {
	text := t.sentence(domain.Say(key, "date", task.At))
	if task.Note == "" {
		return text
	}
	return screen.Join(" ", text, screen.T("“"+task.Note+"”"))
}

func (t *turn) taskText(task growth.Task, part growth.Part) screen.Text {
	return t.sentence(task.Say(part, t.grower().Profile, t.grower().Plan.Rhythm))
}

// findTask returns a task of the plan; without one the person sees the plan.
func (t *turn) findTask(id string) (growth.Task, bool) {
	if t.grower().Plan != nil {
		if task, ok := t.grower().Plan.Task(id); ok && task.Known() {
			return task, true
		}
		t.notice(t.Say("grow.task-gone"))
	}
	t.creator("")
	return growth.Task{}, false
}

// task shows a task, "" the next one.
func (t *turn) task(id string) {
	if id != "" {
		if task, ok := t.findTask(id); ok {
			t.taskCard(task, t.Say("grow.task", "step", int(task.Step), "minutes", task.Minutes))
		}
		return
	}
	switch {
	case t.grower().Plan == nil:
		t.creator("")
	case t.Now.Sub(t.grower().UpdatedAt) >= away:
		t.welcomeBack()
	default:
		task, ok := t.grower().Plan.Next()
		if !ok {
			t.plan()
			return
		}
		t.taskCard(task, t.Say("grow.next-title", "step", int(task.Step), "minutes", task.Minutes))
	}
}

// taskCard shows one task under a title, with what can be done with it.
func (t *turn) taskCard(task growth.Task, title screen.Text, more ...screen.Button) {
	t.state.Task, t.state.Interview = task.ID, nil
	s := screen.New(
		screen.P(title),
		screen.P(t.taskText(task, growth.Do)),
		screen.Lines(
			screen.Join(" ", t.Say("grow.why"), t.taskText(task, growth.Why)),
			screen.Join(" ", t.Say("grow.example"), t.taskText(task, growth.Example)),
			screen.Join(" ", t.Say("grow.done-when"), t.taskText(task, growth.DoneWhen)),
		),
	)
	if sources := task.Sources(); len(sources) > 0 {
		s = s.Add(screen.Small(t.Say("ask.source", "source", facts.Cite(sources...))))
	}
	if task.State == growth.Open {
		s = s.With(t.button(t.Say("grow.did"), "done", task.ID).As(screen.Primary)).
			With(t.button(t.Say("grow.another"), "another", task.ID), t.button(t.Say("grow.not-this"), "excuse", task.ID))
	} else {
		key := "grow.done-note"
		if task.State == growth.Skipped {
			key = "grow.skipped-note"
		}
		s = s.Add(screen.P(t.note(key, task))).With(t.button(t.Say("grow.reopen"), "reopen", task.ID))
	}
	t.show(s.With(append(more, t.button(t.Say("grow.plan"), "creator", ""))...))
}

// anotherTask shows the open task after one, and begins again after the last.
func (t *turn) anotherTask(id string) {
	task, ok := t.findTask(id)
	if !ok {
		return
	}
	tasks := t.grower().Plan.Tasks
	at := slices.IndexFunc(tasks, func(other growth.Task) bool { return other.ID == id })
	for i := 1; i <= len(tasks); i++ {
		if next := tasks[(at+i)%len(tasks)]; next.State == growth.Open && next.Known() {
			task = next
			break
		}
	}
	t.taskCard(task, t.Say("grow.task", "step", int(task.Step), "minutes", task.Minutes))
}

// askProof asks for a line or a link that shows that a task is done.
func (t *turn) askProof(id string) {
	task, ok := t.findTask(id)
	if !ok {
		return
	}
	t.state.Await = &Await{For: AwaitProof, Arg: id}
	t.show(screen.New(
		screen.P(t.Say("grow.proof")),
		screen.P(screen.Join(" ", t.Say("grow.done-when"), t.taskText(task, growth.DoneWhen))),
	).With(t.button(t.Say("grow.no-proof"), "done!", id).As(screen.Primary)).
		With(t.button(t.Say("button.back"), "task", id)))
}

// takeProof takes the line or link.
func (t *turn) takeProof(text, id string) bool {
	return t.settleAwaited(id, growth.Done, text)
}

// takeExcuse takes why a task is skipped.
func (t *turn) takeExcuse(text, id string) bool {
	return t.settleAwaited(id, growth.Skipped, text)
}

// settleAwaited settles a task by the text that was asked for; a question is no
// answer.
func (t *turn) settleAwaited(id string, state growth.State, text string) bool {
	if t.event.Group || t.grower().Plan == nil || strings.HasSuffix(text, "?") {
		return false
	}
	t.state.Flow = InCreator
	t.settle(id, state, text)
	return true
}

// doneUnproved settles a task without a proof.
func (t *turn) doneUnproved(id string) { t.settle(id, growth.Done, "") }

// settle settles a task, says how far the plan is, and shows the next.
func (t *turn) settle(id string, state growth.State, words string) {
	if _, ok := t.findTask(id); !ok {
		return
	}
	plan := t.grower().Plan.Set(id, state, growth.Words(words), t.today())
	t.grower().Plan = &plan
	t.keepGrower()
	done, total := plan.Count(0, growth.Done), len(plan.Tasks)
	if state == growth.Done {
		t.notice(t.Say("grow.noted", "done", done, "total", total))
	} else {
		t.notice(t.Say("grow.left-out"))
	}
	undo := t.button(t.Say("grow.undo"), "reopen", id)
	next, ok := plan.Next()
	if !ok {
		t.plan()
		return
	}
	t.taskCard(next, t.Say("grow.next-title", "step", int(next.Step), "minutes", next.Minutes), undo)
}

// excuses are the usual reasons to skip a task. Having done it already settles
// it as done.
var excuses = []string{"not-for-me", "done-before", "lacking", "later"}

// askExcuse asks why a task is not wanted.
func (t *turn) askExcuse(id string) {
	if _, ok := t.findTask(id); !ok {
		return
	}
	t.state.Await = &Await{For: AwaitExcuse, Arg: id}
	var buttons []screen.Button
	for _, e := range excuses {
		buttons = append(buttons, t.button(t.sentence(domain.Sentence{Key: "grow.excuse." + e}), "excuse!", e+"."+id))
	}
	t.show(screen.New(screen.P(t.Say("grow.why-not"))).WithRows(rowsByWidth(buttons)...).
		With(t.button(t.Say("button.back"), "task", id)))
}

// skipTask skips a task for a usual reason: "lacking.hook-bank".
func (t *turn) skipTask(arg string) {
	for _, e := range excuses {
		id, ok := cutWord(arg, e)
		switch {
		case !ok:
			continue
		case e == "done-before":
			t.settle(id, growth.Done, plain(t.Say("grow.excuse.done-before")))
		default:
			t.settle(id, growth.Skipped, wording.Capital(plain(t.sentence(domain.Sentence{Key: "grow.excuse." + e}))))
		}
		return
	}
	t.unknownButton()
}

// cutWord takes "word." off the front.
func cutWord(arg, word string) (rest string, ok bool) {
	if len(arg) > len(word) && arg[:len(word)] == word && arg[len(word)] == '.' {
		return arg[len(word)+1:], true
	}
	return "", false
}

// reopen takes back that a task was settled.
func (t *turn) reopen(id string) {
	task, ok := t.findTask(id)
	if !ok {
		return
	}
	if task.State != growth.Open {
		plan := t.grower().Plan.Set(id, growth.Open, "", "")
		t.grower().Plan = &plan
		t.keepGrower()
		t.notice(t.Say("grow.reopened"))
		task, _ = plan.Task(id)
	}
	t.taskCard(task, t.Say("grow.task", "step", int(task.Step), "minutes", task.Minutes))
}
