package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/understand"
)

// askWeek asks for the figures of a week, and shows the last one told.
func (t *turn) askWeek(string) {
	if t.grower().Plan == nil {
		t.creator("")
		return
	}
	t.state.Await = &Await{For: AwaitWeek}
	s := screen.New(screen.P(t.Say("grow.week-ask", "example", t.weekExample())))
	if n := len(t.grower().Reviews); n > 0 {
		s = s.Add(screen.Small(t.lastWeek(t.grower().Reviews[n-1])))
	}
	t.show(s.With(t.button(t.Say("grow.plan"), "creator", "")))
}

// weekExample is a week as this person might type it.
func (t *turn) weekExample() domain.Sentence {
	p := t.grower().Profile
	now, ok := p.Followers.Get()
	if !ok {
		now = 340
	}
	gain, _ := growth.Pace(now, 7)
	return domain.Say("grow.week-example", "posts", t.grower().Plan.Rhythm.Posts, "from", now, "to", now+int64(gain.P50+0.5), "views", p.Views.Or(300))
}

// lastWeek says the review before.
func (t *turn) lastWeek(r growth.Review) screen.Text {
	var parts []screen.Text
	if n, ok := r.Videos.Get(); ok {
		parts = append(parts, t.Say("grow.posts", "n", n))
	}
	if n, ok := r.Followers.Get(); ok {
		parts = append(parts, t.Say("grow.followers", "n", n))
	}
	if n, ok := r.Views.Get(); ok {
		parts = append(parts, t.Say("grow.views", "n", n))
	}
	return t.Say("grow.week-last", "date", r.On, "figures", plain(screen.Join(", ", parts...)))
}

// takeWeek takes the figures that were asked for, unless the text is plainly
// something else, as a question.
func (t *turn) takeWeek(text, _ string) bool {
	if t.event.Group || t.grower().Plan == nil {
		return false
	}
	r, told := growth.ReadReview(text, t.today())
	if told == 0 {
		if understand.IntentOf(text, understand.Context{}) != understand.IntentUnknown {
			return false
		}
		t.notice(t.Say("grow.week-nothing"))
		t.askWeek("")
		return true
	}
	t.keepWeek(r)
	return true
}

// keepWeek keeps a week and says how it went.
func (t *turn) keepWeek(r growth.Review) {
	week := t.grower().Weigh(r)
	level := t.grower().Profile.Level()
	*t.grower() = t.grower().Add(r)
	t.keepGrower()
	t.showWeek(week, level != t.grower().Profile.Level())
	if r.Followers.IsKnown() || r.Views.IsKnown() {
		t.papers("chart")
	}
}

// showWeek holds a week against the plan and the week before, in words; the
// chart of the weeks follows.
func (t *turn) showWeek(w growth.Week, grown bool) {
	var lines []screen.Text
	posts, postsTold := w.Review.Videos.Get()
	if postsTold {
		lines = append(lines, t.Say("grow.week-posts", "n", posts, "aim", w.Aim))
	}
	gain, gainKnown := w.Gain.Get()
	if now, ok := w.Review.Followers.Get(); ok {
		line := t.Say("grow.week-followers", "n", now)
		if gainKnown {
			line = t.Say("grow.week-gain", "from", now-gain, "to", now, "gain", t.signed(gain))
		}
		lines = append(lines, line)
	}
	if gainKnown && gain >= 0 {
		lines = append(lines, t.Say("grow.week-usual", "low", int64(w.Usual.P10+0.5), "high", int64(w.Usual.P90+0.5), "days", w.Days, "verdict", pace(float64(gain), w.Usual)))
	}
	views, viewsTold := w.Review.Views.Get()
	before, known := w.ViewsBefore.Get()
	if viewsTold {
		line := t.Say("grow.week-views", "n", views)
		if known && before > 0 && before != views {
			line = t.Say("grow.week-views-change", "n", views, "before", before, "change", t.signedShare(float64(views)/float64(before)-1))
		}
		lines = append(lines, line)
	}
	s := screen.New(screen.P(t.Say("grow.week-title", "date", w.Review.On)), screen.Bullets(lines...))
	switch {
	case grown:
		s = s.Add(screen.P(t.Say("grow.week-grown")))
	case postsTold && int(posts) < w.Aim:
		s = s.Add(screen.P(t.Say("grow.week-few", "aim", w.Aim)))
	case viewsTold && known && views < before:
		s = s.Add(screen.P(t.Say("grow.week-views-fell")))
	case gainKnown && gain < 0:
		s = s.Add(screen.P(t.Say("grow.week-lost")))
	case postsTold && int(posts) > 2*w.Aim:
		s = s.Add(screen.P(t.Say("grow.week-many", "aim", w.Aim)))
	default:
		s = s.Add(screen.P(t.Say("grow.week-steady")))
	}
	s = s.Add(t.sourcesOf(w.Sources))
	if grown {
		s = s.With(t.button(t.Say("grow.remake"), "remake", "").As(screen.Primary))
	} else {
		s = s.With(t.button(t.Say("grow.next"), "task", "").As(screen.Primary))
	}
	t.show(s.With(t.button(t.Say("grow.mirror"), "mirror", "")).
		With(t.button(t.Say("grow.plan"), "creator", "")))
}

// pace says where a gain lies in what is usual.
func pace(gain float64, usual domain.Interval) domain.Sentence {
	switch {
	case gain < usual.P10:
		return domain.Say("grow.pace-below")
	case gain > usual.P90:
		return domain.Say("grow.pace-above")
	}
	return domain.Say("grow.pace-within")
}

// signed says a change with its sign: "+180".
func (t *turn) signed(n int64) string {
	switch {
	case n > 0:
		return "+" + t.value(n)
	case n < 0:
		return "−" + t.value(-n)
	}
	return "0"
}

// signedShare says a relative change with its sign: "+29%".
func (t *turn) signedShare(share float64) string {
	if share < 0 {
		return "−" + t.value(domain.Rate(-share))
	}
	return "+" + t.value(domain.Rate(share))
}
