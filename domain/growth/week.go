package growth

import (
	"chonmat/domain"
)

// Week is a review held against the plan and the week before.
type Week struct {
	Review Review
	Aim    int // posts a week that the plan aims at; 0: no plan
	Days   int // since the figures before; a week when those carry no date
	// Gain is how many followers came, and Usual what is usual for the size in
	// as many days.
	Gain    domain.Figure[int64]
	Usual   domain.Interval
	Sources []domain.Source // of Usual
	// ViewsBefore are the typical views before.
	ViewsBefore domain.Figure[int64]
}

// Weigh holds a review against what was known before it.
func (c Creator) Weigh(r Review) Week {
	w := Week{Review: r, Days: 7}
	if c.Plan != nil {
		w.Aim = c.Plan.Rhythm.Posts
	}
	from, views, on := c.Profile.Followers, c.Profile.Views, c.Profile.AsOf
	for _, old := range c.Reviews {
		if old.On >= r.On {
			break
		}
		if old.Followers.IsKnown() {
			from, on = old.Followers, old.On
		}
		if old.Views.IsKnown() {
			views = old.Views
		}
	}
	w.ViewsBefore = views
	if r.From.IsKnown() {
		from = r.From
	} else if d := daysBetween(on, r.On); d > 0 {
		w.Days = d
	}
	before, known := from.Get()
	now, told := r.Followers.Get()
	if known && told {
		w.Gain = domain.Known(now - before)
		w.Usual, w.Sources = Pace(before, w.Days)
	}
	return w
}
