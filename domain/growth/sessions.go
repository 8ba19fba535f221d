package growth

import (
	"slices"
	"time"

	"chonmat/domain/growth/remind"
)

// Session is a time set aside for a task of the plan.
type Session struct {
	Task    Task
	Start   time.Time
	Minutes int
}

// weekend is when people are taken to have time unless they said otherwise.
var weekend = []Day{"sat", "sun"}

// Sessions puts the open tasks on the person's days from now on, at their time
// of the day on their clock: none before the week that the plan has it in, one
// after the other, and no more a day than that day's share of the week's tasks,
// but for a task that alone is longer.
func (p Plan) Sessions(profile Profile, at remind.Clock, zone *time.Location, now time.Time) []Session {
	days := profile.Days
	if len(days) == 0 {
		days = weekend
	}
	share := max(p.Rhythm.Tasks/len(days), 1)
	began, err := time.ParseInLocation(time.DateOnly, string(p.Began), zone)
	if err != nil {
		return nil
	}
	var out []Session
	day, spent := at.Next(now, zone, ""), 0
	next := func() {
		day, spent = at.Next(day, zone, ""), 0
	}
	for _, t := range p.Tasks {
		if t.State != Open {
			continue
		}
		y, m, d := began.Date()
		earliest := time.Date(y, m, d+7*(max(t.Week, 1)-1), 0, 0, 0, 0, zone)
		if spent > 0 && spent+t.Minutes > share {
			next()
		}
		for day.Before(earliest) || !slices.Contains(days, dayOf(day)) {
			next()
		}
		out = append(out, Session{Task: t, Start: day.Add(time.Duration(spent) * time.Minute), Minutes: t.Minutes})
		spent += t.Minutes
	}
	return out
}

// dayOf is the day of the week of a time on its clock.
func dayOf(t time.Time) Day { return Days[(int(t.Weekday())+6)%7] }
