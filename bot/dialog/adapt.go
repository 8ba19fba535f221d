package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
)

// remake makes the plan anew for the person as they now are.
func (t *turn) remake(string) {
	if t.grower().Plan == nil {
		t.creator("")
		return
	}
	t.adapt()
}

// mostChanged is how many changed tasks are named.
const mostChanged = 5

// adapt makes the plan fit the changed profile, and says what changed in it.
func (t *turn) adapt() {
	plan, change := t.grower().Plan.Remake(t.grower().Profile, t.today())
	t.grower().Plan = &plan
	t.grower().Revision++
	t.keepGrower()
	if !change.Any() {
		t.notice(t.Say("grow.unchanged"))
		t.plan()
		return
	}
	s := screen.New(screen.P(t.Say("grow.changed")), screen.Small(screen.T(t.profileLine())))
	if change.Before.Posts != change.After.Posts || change.Before.Minutes() != change.After.Minutes() {
		s = s.Add(screen.P(t.Say("grow.rhythm-changed", "before", change.Before.Posts, "after", change.After.Posts, "time", t.span(change.After.Minutes()))))
	}
	for _, part := range []struct {
		key   string
		tasks []growth.Task
	}{{"grow.added", change.Added}, {"grow.removed", change.Removed}} {
		var lines []screen.Text
		for _, task := range part.tasks[:min(len(part.tasks), mostChanged)] {
			lines = append(lines, t.taskText(task, growth.Do))
		}
		if more := len(part.tasks) - mostChanged; more > 0 {
			lines = append(lines, t.Say("grow.and-more", "n", more))
		}
		if len(lines) > 0 {
			s = s.Add(screen.P(t.sentence(domain.Say(part.key, "n", len(part.tasks)))), screen.Bullets(lines...))
		}
	}
	t.show(s.With(t.button(t.Say("grow.next"), "task", "").As(screen.Primary)).
		With(t.button(t.Say("grow.plan"), "creator", ""), t.button(t.Say("grow.edit"), "me", "")))
}
