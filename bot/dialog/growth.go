package dialog

import (
	"slices"
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/understand"
)

// away is after how long somebody who comes back is met with a small step
// rather than with all that was left.
const away = 21 * 24 * time.Hour

// personal keeps a creator's own things out of groups.
func personal(do func(*turn, string)) func(*turn, string) {
	return func(t *turn, arg string) {
		if t.notPrivate() {
			return
		}
		t.state.Flow = InCreator
		do(t, arg)
	}
}

// notPrivate tells, and says, that this is no place for what belongs to one
// person.
func (t *turn) notPrivate() bool {
	if t.event.Group {
		t.privateOnly()
	}
	return t.event.Group
}

func (t *turn) privateOnly() {
	t.show(screen.New(screen.P(t.Say("grow.private"))).
		With(t.button(t.Say("grow.usual"), "creator", "usual")).With(t.goOn()...))
}

// creator is where a creator's side begins: the plan, the interview where it
// stopped, or what there is to have. "usual" and "platform.tier" are what is
// usual for accounts.
func (t *turn) creator(arg string) {
	t.state.Flow = InCreator
	switch {
	case arg != "":
		t.usual(arg)
	case t.event.Group:
		t.privateOnly()
	case t.grower().Plan == nil && t.state.Interview != nil:
		t.askCreator()
	case t.grower().Plan == nil:
		t.growIntro()
	case t.Now.Sub(t.grower().UpdatedAt) >= away:
		t.welcomeBack()
	default:
		t.plan()
	}
}

// growIntro says what there is to have.
func (t *turn) growIntro() {
	steps := make([]screen.Text, len(growth.Steps))
	for i, s := range growth.Steps {
		steps[i] = t.sentence(s.Name())
	}
	start := t.Say("grow.start")
	if !t.grower().CreatedAt.IsZero() {
		start = t.Say("grow.resume")
	}
	t.show(screen.New(
		screen.P(t.Say("grow.intro")),
		screen.P(t.Say("grow.intro-say")),
		screen.More(t.Say("creator.steps"), screen.Steps(steps...), screen.Small(t.Say("ask.source", "source", nextX))),
	).With(t.button(start, "interview", "").As(screen.Primary)).
		With(t.button(t.Say("tools.open"), "tools", ""), t.button(t.Say("grow.usual"), "creator", "usual")).
		With(t.button(t.Say("button.home"), "home", "")))
}

// wantsToGrow takes a text of somebody who wants to become a creator; it may
// tell much about them already.
func (t *turn) wantsToGrow(text string) {
	t.state.Flow = InCreator
	switch r := growth.Read(text, "", t.grower().Profile); {
	case t.event.Group || t.grower().Plan != nil || r.Empty():
		t.creator("")
	default:
		t.state.Interview = &Interview{}
		t.hear(r)
	}
}

// ofCreator takes a text within the creator's side: an answer of the interview,
// a week in figures, or a change of the situation. False is something else.
func (t *turn) ofCreator(text string) bool {
	if t.event.Group {
		return false
	}
	if wantsInfluencers(text) {
		return false
	}
	switch understand.IntentOf(text, understand.Context{}) {
	case understand.IntentCancel, understand.IntentBack, understand.IntentHelp, understand.IntentGreeting, understand.IntentThanks:
		return false
	}
	if t.asksInstead(text) {
		if t.state.Interview == nil { // "TikTok 12k follow, 3k view có ổn không?"
			return false
		}
		t.question(text)
		return true
	}
	if i := t.state.Interview; i != nil {
		if isSkip(text) {
			t.notTold(string(i.Asked))
			return true
		}
		if r := growth.Read(text, i.Asked, t.grower().Profile); !r.Empty() {
			t.hear(r)
			return true
		}
		t.notice(t.Say("grow.not-understood"))
		t.askCreator()
		return true
	}
	if t.grower().Plan == nil {
		if !ofThemselves(growth.Read(text, "", t.grower().Profile)) {
			return false // perhaps "TikTok 12k follow, 3k view"
		}
		t.wantsToGrow(text)
		return true
	}
	if review, told := growth.ReadReview(text, t.today()); told > 1 {
		t.keepWeek(review)
		return true
	}
	if isDone(text) {
		task, ok := t.grower().Plan.Task(t.state.Task)
		if !ok || task.State != growth.Open {
			task, ok = t.grower().Plan.Next()
		}
		if ok {
			t.askProof(task.ID)
			return true
		}
	}
	if r := growth.Read(text, "", t.grower().Profile); !r.Empty() {
		t.hear(r)
		return true
	}
	return false
}

// wantsInfluencers tells whether a text is a marketer's: it states a budget, or
// what is to be reached.
func wantsInfluencers(text string) bool {
	b := understand.Read(text, understand.Context{}).Brief
	return b.Has(domain.SlotBudget) || b.KPITarget > 0 && b.KPIUnit != domain.UnitViews
}

// skips and dones are what people type to pass over a question, or when a task
// is done; folded.
var (
	skips = []string{"bo qua", "skip", "khong biet", "chua biet", "de sau", "pass", "chua ro"}
	dones = []string{"xong", "xong roi", "da xong", "lam xong roi", "em lam xong roi", "minh lam xong roi", "done", "finished"}
)

func isSkip(text string) bool { return slices.Contains(skips, lettersOf(text)) }
func isDone(text string) bool { return slices.Contains(dones, lettersOf(text)) }

// ofThemselves tells whether a reading says more than the size of an account.
func ofThemselves(r growth.Reading) bool {
	for _, q := range growth.Questions {
		if q != growth.AskSize && q != growth.AskPlatform && r.Profile.Told(q) {
			return true
		}
	}
	return false
}

// grower is what is kept of the person as a creator, to be changed; empty when
// nothing is.
func (t *turn) grower() *growth.Creator {
	if t.growing == nil {
		t.growing = new(growth.Creator)
		if kept := t.Creator(); kept != nil {
			*t.growing = *kept
		}
	}
	return t.growing
}

// changeCreator changes what is kept of the person as a creator.
func (t *turn) changeCreator(change func(*growth.Creator)) {
	change(t.grower())
	t.keepGrower()
}

// keepGrower has what was changed of the person as a creator saved, and seen by
// the rest of the step.
func (t *turn) keepGrower() {
	if t.grower().CreatedAt.IsZero() {
		t.grower().CreatedAt = t.Now
	}
	t.grower().UpdatedAt = t.Now
	t.grown = true
}

// welcomeBack meets somebody who was away: nothing is overdue, and the way back
// in is small.
func (t *turn) welcomeBack() {
	plan, _ := t.grower().Plan.Remake(t.grower().Profile, t.today())
	t.grower().Plan = &plan
	t.keepGrower()
	task, ok := plan.Gentle()
	if !ok {
		t.plan()
		return
	}
	if done := plan.Count(0, growth.Done); done > 0 {
		t.notice(t.Say("grow.back-done", "done", done))
	} else {
		t.notice(t.Say("grow.back"))
	}
	t.taskCard(task, t.Say("grow.small-step", "step", int(task.Step), "minutes", task.Minutes))
}

// sourcesOf lists sources to open, each once.
func (t *turn) sourcesOf(sources []domain.Source) screen.Block {
	var links []screen.Text
	for _, s := range sources {
		links = append(links, screen.Link(t.value(t.translated(s)), s.URL))
	}
	return screen.More(t.Say("creator.sources"), screen.Bullets(distinct(links)...))
}
