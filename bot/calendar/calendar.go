// Package calendar writes calendar files (.ics, RFC 5545) that any calendar
// takes in.
package calendar

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// Event is one entry of a calendar.
type Event struct {
	// ID is the same whenever the same entry is written, so that a newer file
	// moves it rather than doubling it.
	ID      string
	Title   string
	Note    string
	Start   time.Time
	Minutes int
}

// Write writes a calendar, made at a time. Times are written in UTC, which every
// calendar shows on its owner's clock; nothing depends on what a program knows
// of time zones.
func Write(name string, events []Event, made time.Time) []byte {
	c := ics.NewCalendarFor("chonmat")
	c.SetMethod(ics.MethodPublish)
	c.SetName(oneLine(name))
	c.SetXWRCalName(oneLine(name))
	for _, e := range events {
		event := c.AddEvent(e.ID)
		event.SetDtStampTime(made)
		event.SetStartAt(e.Start)
		event.SetEndAt(e.Start.Add(time.Duration(e.Minutes) * time.Minute))
		event.SetSummary(oneLine(e.Title))
		if e.Note != "" {
			event.SetDescription(strings.TrimSpace(e.Note))
		}
	}
	return []byte(c.Serialize(ics.WithNewLineWindows))
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
