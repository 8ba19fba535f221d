package calendar_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"chonmat/bot/calendar"
)

func TestACalendarReadsBackAsItWasWritten(t *testing.T) {
	hanoi := time.FixedZone("", 7*3600)
	long := strings.Repeat("Viết 3 điều về đồ ăn; kể được, mà người khác không. ", 6)
	file := calendar.Write("Kế hoạch\ncủa bạn", []calendar.Event{
		{ID: "angles@chonmat", Title: "Viết 3 điều", Note: long + "\nhttps://example.com/a?b=1,2;3", Start: time.Date(2026, 11, 28, 20, 30, 0, 0, hanoi), Minutes: 45},
	}, time.Date(2026, 11, 28, 1, 0, 0, 0, time.UTC))
	for line := range bytes.Lines(file) {
		if !bytes.HasSuffix(line, []byte("\r\n")) || len(line) > 77 {
			t.Errorf("line %q", line)
		}
	}
	c, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil || len(c.Events()) != 1 {
		t.Fatalf("%v\n%s", err, file)
	}
	e := c.Events()[0]
	start, err := e.GetStartAt()
	if want := time.Date(2026, 11, 28, 13, 30, 0, 0, time.UTC); err != nil || !start.Equal(want) {
		t.Errorf("starts %s, %v", start, err)
	}
	if end, err := e.GetEndAt(); err != nil || end.Sub(start) != 45*time.Minute {
		t.Errorf("ends %s, %v", end, err)
	}
	if note := e.GetProperty(ics.ComponentPropertyDescription).Value; note != long+"\nhttps://example.com/a?b=1,2;3" {
		t.Errorf("note %q", note)
	}
}
