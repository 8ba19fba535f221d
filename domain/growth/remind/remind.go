// Package remind is when a person is reminded: at one time of the day on their
// own clock, once a day at most, and no more when nobody answers.
//
// It is pure: the time zone is given as a *time.Location. words.go reads times
// and places as people type them.
package remind

import (
	"time"

	"chonmat/domain"
)

// Clock is a time of the day.
type Clock struct {
	Hour   int `json:"hour"`
	Minute int `json:"minute,omitempty"`
}

// Reminder is what a person asked for, and how it goes.
type Reminder struct {
	Clock
	Zone   string `json:"zone"` // IANA: "Asia/Ho_Chi_Minh"
	Paused bool   `json:"paused,omitempty"`
	// Last is the day, on the person's clock, of the last reminder.
	Last domain.Date `json:"last,omitempty"`
	// Ignored counts the reminders since the person last did anything.
	Ignored int `json:"ignored,omitempty"`
}

// MostIgnored is how many reminders in a row may go unanswered; then they
// stop by themselves.
const MostIgnored = 3

// tooLate is from when on a reminder that could not be given in time, as the
// bot was down, is left out: nobody wants the evening's at three in the morning.
const tooLate = 2 * time.Hour

// DefaultZone is where people are unless they say otherwise.
const DefaultZone = "Asia/Ho_Chi_Minh"

// Next is the first time after now at which the clock shows c, on a day after
// last. Where a clock that is set forward leaves the time out, it is the moment
// of the change; where one that is set back shows it twice, the first.
func (c Clock) Next(now time.Time, zone *time.Location, last domain.Date) time.Time {
	local := now.In(zone)
	for day := 0; ; day++ {
		t := c.on(local.Year(), local.Month(), local.Day()+day, zone)
		if t.After(now) && domain.Date(t.Format(time.DateOnly)) > last {
			return t
		}
	}
}

// on is the moment of a day at which the clock shows c.
func (c Clock) on(year int, month time.Month, day int, zone *time.Location) time.Time {
	t := time.Date(year, month, day, c.Hour, c.Minute, 0, 0, zone)
	start, end := t.ZoneBounds()
	if t.Hour() != c.Hour || t.Minute() != c.Minute { // the clock leaves it out
		if !end.IsZero() && end.Sub(t) <= 2*time.Hour && end.After(t) {
			return end
		}
		return start
	}
	if start.IsZero() { // no change before
		return t
	}
	// Shown twice: was it there with the offset before the last change, too?
	_, after := t.Zone()
	_, before := start.Add(-time.Second).Zone()
	if earlier := t.Add(time.Duration(after-before) * time.Second); before > after && earlier.Before(start) {
		return earlier
	}
	return t
}

// Doing is what to do when a reminder is due.
type Doing int

// The doings.
const (
	Nothing  Doing = iota // not today; the next is at the usual time
	Remind                // say it
	LastWord              // say goodbye, and remind no more
)

// Due takes the reminder that was to be given at due, at now. It returns what
// to do, and the reminder after it.
func (r Reminder) Due(due, now time.Time, zone *time.Location) (Doing, Reminder) {
	today := domain.Date(now.In(zone).Format(time.DateOnly))
	switch {
	case r.Paused || r.Last >= today || now.Sub(due) > tooLate:
		return Nothing, r
	case r.Ignored >= MostIgnored:
		r.Paused, r.Last = true, today
		return LastWord, r
	}
	r.Last = today
	r.Ignored++
	return Remind, r
}

// Next is when the reminder is due next.
func (r Reminder) Next(now time.Time, zone *time.Location) time.Time {
	return r.Clock.Next(now, zone, r.Last)
}
