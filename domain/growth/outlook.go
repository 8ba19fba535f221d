package growth

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// daysPerMonth turns the published monthly rates into days.
const daysPerMonth = 30.4

// firstThousand is where the published pace of newcomers ends.
const firstThousand = 1_000

// Pace returns how many new followers an account of that size usually has
// after some days without a viral hit. From 1,000 on it is a monthly rate;
// below, a number a day from one weak source, whose middle is not published:
// P50 is then the geometric one.
func Pace(followers int64, days int) (gain domain.Interval, sources []domain.Source) {
	if followers < firstThousand {
		f := facts.Findings[facts.NewFollowersADay]
		return domain.Interval{P10: f.Low, P50: math.Sqrt(f.Low * f.High), P90: f.High}.Scale(float64(days)), f.Sources
	}
	e := facts.CurveOf(facts.GrowthMonth, facts.AnyPlatform).At(followers)
	grown := func(rate float64) float64 {
		return float64(followers) * (math.Pow(1+rate, float64(days)/daysPerMonth) - 1)
	}
	return domain.Interval{P10: grown(e.Low), P50: grown(e.Point), P90: grown(e.High)}, e.Sources
}

// Milestone is a number of followers to come, what opens there, and how long
// that usually takes: an interval in months, never a promise.
type Milestone struct {
	Followers int64
	Months    domain.Interval
	Opens     []facts.Threshold
	Sources   []domain.Source // of Months
}

// nearMilestones is how many lie close enough to mean something.
const nearMilestones = 2

// Milestones returns the next two for a person; none when their followers are
// not known.
func Milestones(p Profile) []Milestone {
	now, known := p.Followers.Get()
	if !known {
		return nil
	}
	var out []Milestone
	for _, target := range []int64{500, 1_000, 10_000, 10_001, 100_000, 1_000_000} {
		m := Milestone{Followers: target}
		for _, t := range thresholds(p) {
			if f, ok := t.Followers.Get(); ok && f == target && t.Status != facts.NotHere {
				m.Opens = append(m.Opens, t)
			}
		}
		if target <= now || len(m.Opens) == 0 && target < 1_000_000 || len(out) == nearMilestones {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Followers == target-1 { // "more than 10,000" is no place of its own
			out[n-1].Opens = append(out[n-1].Opens, m.Opens...)
			continue
		}
		m.Months, m.Sources = monthsTo(now, target)
		out = append(out, m)
	}
	return out
}

// monthsTo is how long it usually takes from one number of followers to
// another.
func monthsTo(now, target int64) (months domain.Interval, sources []domain.Source) {
	if now < firstThousand {
		f := facts.Findings[facts.NewFollowersADay]
		left := float64(min(target, firstThousand) - now)
		months = domain.Interval{P10: left / f.High, P50: left / math.Sqrt(f.Low*f.High), P90: left / f.Low}.Scale(1 / daysPerMonth)
		sources = f.Sources
		now = firstThousand
	}
	if target > now {
		e := facts.CurveOf(facts.GrowthMonth, facts.AnyPlatform).At(now)
		ratio := math.Log(float64(target) / float64(now))
		months.P10 += ratio / math.Log1p(e.High)
		months.P50 += ratio / math.Log1p(e.Point)
		months.P90 += ratio / math.Log1p(e.Low)
		sources = append(sources, e.Sources...)
	}
	return months, facts.Distinct(sources...)
}

// thresholds are those of the person's platform, and those of any.
func thresholds(p Profile) (out []facts.Threshold) {
	for _, t := range facts.Thresholds {
		if t.Platform == p.Channel() || t.Platform == facts.AnyPlatform {
			out = append(out, t)
		}
	}
	return out
}

// Outlook is what a person may earn and what is open to them now.
type Outlook struct {
	// Income is that of their tier; nil under 1,000 followers, where nothing
	// in cash is the usual, and when their followers are not known.
	Income *facts.Income
	// Now are the thresholds they have passed, and those without a number;
	// Next those still ahead, the nearest first. Whether other conditions hold
	// is not known here.
	Now, Next []facts.Threshold
}

// OutlookOf returns the outlook of a person.
func OutlookOf(p Profile) Outlook {
	var o Outlook
	followers, known := p.Followers.Get()
	for i := range facts.Incomes {
		if known && followers >= facts.Incomes[i].From {
			o.Income = &facts.Incomes[i]
		}
	}
	paid := -1 // of several price bands only the highest passed counts
	for _, t := range thresholds(p) {
		least, numbered := t.Followers.Get()
		switch {
		case numbered && (!known && least > 0 || known && followers < least):
			o.Next = append(o.Next, t)
		case t.Platform == facts.AnyPlatform && least > 0 && paid >= 0:
			o.Now[paid] = t
		default:
			if t.Platform == facts.AnyPlatform && least > 0 {
				paid = len(o.Now)
			}
			o.Now = append(o.Now, t)
		}
	}
	return o
}
