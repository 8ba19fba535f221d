package dialog

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones are known on machines that have none installed, too

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/growth/remind"
	"chonmat/domain/wording"
)

// remindJob is the job of a reminder: one a conversation.
const remindJob = "remind"

func init() { // not a literal: what is said has buttons
	jobs[remindJob] = (*turn).remindDue
}

// usualTimes are what is offered before anybody types another.
var usualTimes = []remind.Clock{{Hour: 7}, {Hour: 12}, {Hour: 20}, {Hour: 21, Minute: 30}}

// reminders shows the daily reminder and changes it: "set" asks for a time,
// "20:30" sets it, "pause", "resume" and "stop" do that.
func (t *turn) reminders(arg string) {
	if t.notPrivate() {
		return
	}
	t.state.Flow = InCreator
	r := t.state.Remind
	switch c, ok := parseClock(arg); {
	case ok:
		t.setReminder(c, "")
	case arg == "set" || r == nil:
		t.askReminder()
	case arg == "pause":
		paused := *r
		paused.Paused = true
		t.state.Remind = &paused
		t.effects = append(t.effects, Unschedule{Key: remindJob})
		t.showReminder()
	case arg == "resume":
		t.setReminder(r.Clock, "")
	case arg == "stop":
		t.state.Remind = nil
		t.effects = append(t.effects, Unschedule{Key: remindJob})
		t.show(screen.New(screen.P(t.Say("remind.stopped"))).
			With(t.button(t.Say("remind.again"), "remind", "set"), t.button(t.Say("tools.back"), "tools", "")))
	default:
		t.showReminder()
	}
}

// parseClock reads a time from a button: "20:30".
func parseClock(arg string) (c remind.Clock, ok bool) {
	hour, minute, ok := strings.Cut(arg, ":")
	if !ok {
		return c, false
	}
	h, err1 := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	return remind.Clock{Hour: h, Minute: m}, err1 == nil && err2 == nil && h >= 0 && h < 24 && m >= 0 && m < 60
}

func (t *turn) askReminder() {
	t.state.Await = &Await{For: AwaitRemind}
	var times []screen.Button
	for _, c := range usualTimes {
		times = append(times, t.button(screen.T(wording.Clock(c.Hour, c.Minute)), "remind", wording.Clock(c.Hour, c.Minute)))
	}
	t.show(screen.New(screen.P(t.Say("remind.ask")), screen.Small(t.Say("remind.ask-words"))).
		WithRows(screen.Rows(2, times...)...).
		With(t.button(t.Say("tools.back"), "tools", "")))
}

// takeReminder takes the answer to that.
func (t *turn) takeReminder(text, _ string) bool {
	c, timed := remind.ReadClock(text)
	zone, placed := remind.ReadZone(text)
	switch {
	case timed:
		t.setReminder(c, zone)
	case placed && t.state.Remind != nil:
		t.setReminder(t.state.Remind.Clock, zone)
	default:
		t.notice(t.Say("remind.unclear"))
		t.askReminder()
	}
	return true
}

// askingToBeReminded is how people ask for it out of the blue, folded.
var askingToBeReminded = regexp.MustCompile(`\b(nhac (minh|em|toi|tui|mk|anh|chi)|remind me)\b`)

// remindInWords takes "nhắc mình lúc 8h tối" anywhere.
func (t *turn) remindInWords(text string) bool {
	if t.event.Group || !askingToBeReminded.MatchString(wording.Fold(text)) {
		return false
	}
	c, ok := remind.ReadClock(text)
	if !ok {
		return false
	}
	zone, _ := remind.ReadZone(text)
	t.state.Flow = InCreator
	t.setReminder(c, zone)
	return true
}

// setReminder sets the time, and the zone unless that is "", and begins.
func (t *turn) setReminder(c remind.Clock, zone string) {
	r := remind.Reminder{Zone: remind.DefaultZone}
	if t.state.Remind != nil {
		r = *t.state.Remind
	}
	if zone != "" {
		r.Zone = zone
	}
	r.Clock, r.Paused, r.Ignored = c, false, 0
	t.state.Remind = &r
	t.scheduleReminder()
	t.showReminder()
}

// scheduleReminder has the next one come.
func (t *turn) scheduleReminder() {
	r := t.state.Remind
	t.effects = append(t.effects, Schedule{Key: remindJob, Kind: remindJob, Due: r.Next(t.Now, zoneOf(r))})
}

// zoneOf is the zone of a reminder. All that are ever stored are in the tables.
func zoneOf(r *remind.Reminder) *time.Location {
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		return time.FixedZone("", vietnamTime)
	}
	return zone
}

func (t *turn) showReminder() {
	r := t.state.Remind
	at := wording.Clock(r.Hour, r.Minute)
	place := t.Say("zone." + strings.ToLower(strings.ReplaceAll(r.Zone, "/", ".")))
	if r.Paused {
		t.show(screen.New(screen.P(t.Say("remind.paused", "time", at, "place", plain(place)))).
			With(t.button(t.Say("remind.resume"), "remind", "resume").As(screen.Primary)).
			With(t.button(t.Say("remind.change"), "remind", "set"), t.button(t.Say("remind.stop"), "remind", "stop")).
			With(t.button(t.Say("tools.back"), "tools", "")))
		return
	}
	next := r.Next(t.Now, zoneOf(r)).In(zoneOf(r))
	t.show(screen.New(
		screen.P(t.Say("remind.on", "time", at, "place", plain(place), "day", domain.Date(next.Format(time.DateOnly)))),
		screen.Small(t.Say("remind.rules")),
	).
		With(t.button(t.Say("remind.pause"), "remind", "pause"), t.button(t.Say("remind.change"), "remind", "set")).
		With(t.button(t.Say("remind.stop"), "remind", "stop"), t.button(t.Say("tools.back"), "tools", "")))
}

// remindDue gives the reminder whose time has come, and has the next one come.
func (t *turn) remindDue(j Job) {
	r := t.state.Remind
	if r == nil {
		return
	}
	doing, after := r.Due(j.Due, t.Now, zoneOf(r))
	t.state.Remind = &after
	if !after.Paused {
		t.scheduleReminder()
	}
	// Not by show: it leaves the numbers of the last screen to what is asked
	// there.
	switch doing {
	case remind.Remind:
		t.effects = append(t.effects, Show{Screen: t.reminder()})
	case remind.LastWord:
		t.effects = append(t.effects, Show{Screen: screen.New(screen.P(t.Say("remind.last"))).
			With(t.button(t.Say("remind.resume"), "remind", "resume"))})
	}
}

// reminder is what is said: the next task, or a word of its own where there is
// no plan.
func (t *turn) reminder() screen.Screen {
	if t.grower().Plan != nil {
		plan := t.grower().Plan
		if task, ok := plan.Next(); ok && task.Known() {
			return screen.New(
				screen.P(t.Say("remind.task", "minutes", task.Minutes)),
				screen.P(t.sentence(task.Say(growth.Do, t.grower().Profile, plan.Rhythm))),
			).With(t.button(t.Say("remind.do"), "task", task.ID).As(screen.Primary)).
				With(t.button(t.Say("remind.pause"), "remind", "pause"), t.button(t.Say("remind.change"), "remind", "set"))
		}
	}
	return screen.New(screen.P(t.Say("remind.plain"))).
		With(t.button(t.Say("remind.open"), "creator", "").As(screen.Primary)).
		With(t.button(t.Say("remind.pause"), "remind", "pause"), t.button(t.Say("remind.change"), "remind", "set"))
}
