package growth

import (
	"cmp"
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
)

// SelfReported is the title of the source of figures that a person told about
// themselves.
const SelfReported = "self-reported"

// Mirror is how a marketer of the field would score a person today, by the
// engine that ranks everybody else.
type Mirror struct {
	Candidate advise.Candidate
	Brief     domain.Brief // what the marketer is taken to want
	// Improvements are the two that bring most for the time they cost; fewer
	// when there are no more.
	Improvements []Improvement
}

// Improvement is a change and what the engine then says.
type Improvement struct {
	Lever   Lever
	From    domain.Figure[int64] // the figure before: views, or posts a week; unknown for others
	To      int64                // and after
	Minutes int                  // what it costs: a week, or once for figures
	// Score and Confidence are what they would be.
	Score, Confidence float64
}

// Lever is a kind of improvement.
type Lever string

// The levers.
const (
	MoreViews      Lever = "views"      // a better opening: typical views up
	SteadyPosts    Lever = "rhythm"     // post as often as the plan says
	ShowViews      Lever = "show-views" // state the typical views; taken as the usual ones
	ShowEngagement Lever = "engagement" // state the rate; taken as the usual one
	ShowAudience   Lever = "audience"   // state who watches; taken as the usual shares
)

// What the levers assume; each is said with the improvement.
const (
	liftOfViews     = 1.25 // what a better opening is taken to bring
	minutesOpening  = 40   // a week: ten opening lines for each post
	minutesFigures  = 20   // once: a dated screenshot
	worthConfidence = 20   // points that full confidence is worth, for the order only
)

// MirrorOf looks at a person as a marketer would; false when the field, or both
// followers and views, are not known, or there is nobody yet.
func MirrorOf(c Creator, today domain.Date) (Mirror, bool) {
	p := c.Profile
	if p.Followers.Or(0) == 0 && !p.Views.IsKnown() || p.Field == "" {
		return Mirror{}, false
	}
	m := Mirror{Brief: domain.Brief{
		Industry: p.Industry(), KPI: domain.Awareness, Channels: []domain.Platform{p.Channel()},
		Gender: p.Audience.Gender, AgeMin: p.Audience.AgeMin, AgeMax: p.Audience.AgeMax,
	}}
	account := AccountOf(c)
	now, ok := m.look(account, today)
	if !ok {
		return Mirror{}, false
	}
	m.Candidate = now
	for _, l := range levers {
		changed, i, ok := l(c, account)
		if !ok {
			continue
		}
		then, ok := m.look(changed, today)
		if !ok || then.Score <= now.Score && then.Confidence <= now.Confidence {
			continue
		}
		i.Score, i.Confidence = then.Score, then.Confidence
		m.Improvements = append(m.Improvements, i)
	}
	m.Improvements = cheapest(m.Improvements, now)
	return m, true
}

// cheapest returns two of the improvements: what raises the score most for its
// time, and of the others what is worth most for its time.
func cheapest(all []Improvement, now advise.Candidate) []Improvement {
	worth := func(i Improvement) float64 {
		return (i.Score - now.Score + worthConfidence*(i.Confidence-now.Confidence)) / float64(i.Minutes)
	}
	slices.SortStableFunc(all, func(a, b Improvement) int { return cmp.Compare(worth(b), worth(a)) })
	raises := func(i Improvement) float64 { return max(0, i.Score-now.Score) / float64(i.Minutes) }
	best := 0
	for i := range all {
		if raises(all[i]) > raises(all[best]) {
			best = i
		}
	}
	if len(all) > 0 && raises(all[best]) > 0 { // to the front, the others in their order
		first := all[best]
		all = slices.Insert(slices.Delete(all, best, best+1), 0, first)
	}
	return all[:min(len(all), 2)]
}

// look scores an account for the mirror's brief.
func (m *Mirror) look(a domain.Account, today domain.Date) (advise.Candidate, bool) {
	return advise.Rank(m.Brief, nil, []domain.Account{a}, advise.Options{Today: today}).Find(a.Key())
}

// AccountOf is a person as an account of a list, from their own figures.
func AccountOf(c Creator) domain.Account {
	p := c.Profile
	a := domain.Account{
		Creator: SelfReported, Platform: p.Channel(), Followers: p.Followers, Views: p.Views,
		Categories: []domain.Industry{p.Industry()}, PostsPerWeek: postsPerWeek(c.Reviews),
		Source: domain.Source{Title: SelfReported, Date: string(p.AsOf)},
	}
	for _, r := range c.Reviews { // the last one old enough
		if r.Followers.IsKnown() && daysBetween(r.On, p.AsOf) >= 90 {
			a.Followers90dAgo = r.Followers
		}
	}
	return a
}

// recentReviews is how many weeks a rhythm is read from.
const recentReviews = 4

// postsPerWeek is the mean of the last reviews that tell it.
func postsPerWeek(reviews []Review) domain.Figure[float64] {
	sum, n := int64(0), 0
	for i := len(reviews) - 1; i >= 0 && n < recentReviews; i-- {
		if v, ok := reviews[i].Videos.Get(); ok {
			sum += v
			n++
		}
	}
	if n == 0 {
		return domain.Figure[float64]{}
	}
	return domain.Known(float64(sum) / float64(n))
}

// levers make an account better, each in one way; false where it cannot.
var levers = []func(c Creator, a domain.Account) (domain.Account, Improvement, bool){
	func(_ Creator, a domain.Account) (domain.Account, Improvement, bool) {
		views, ok := a.Views.Get()
		if !ok || views == 0 {
			return a, Improvement{}, false
		}
		to := int64(math.Round(float64(views) * liftOfViews))
		a.Views = domain.Known(to)
		return a, Improvement{Lever: MoreViews, From: domain.Known(views), To: to, Minutes: minutesOpening}, true
	},
	func(c Creator, a domain.Account) (domain.Account, Improvement, bool) {
		r := RhythmOf(c.Profile)
		i := Improvement{Lever: SteadyPosts, To: int64(r.Posts), Minutes: max(r.Make, 1)}
		if posts, ok := a.PostsPerWeek.Get(); ok {
			if posts >= float64(r.Posts) {
				return a, i, false
			}
			i.From = domain.Known(int64(math.Round(posts)))
		}
		a.PostsPerWeek = domain.Known(float64(r.Posts))
		return a, i, true
	},
	func(_ Creator, a domain.Account) (domain.Account, Improvement, bool) {
		followers, known := a.Followers.Get()
		curve := facts.CurveOf(facts.ViewRate, a.Platform)
		if a.Views.IsKnown() || !known || curve == nil {
			return a, Improvement{}, false
		}
		a.Views = domain.Known(int64(math.Round(curve.At(followers).Point * float64(followers))))
		return a, Improvement{Lever: ShowViews, Minutes: minutesFigures}, true
	},
	func(_ Creator, a domain.Account) (domain.Account, Improvement, bool) {
		for _, m := range []struct {
			metric facts.Metric
			basis  domain.Basis
		}{{facts.EngagementByViews, domain.ByViews}, {facts.EngagementByFollowers, domain.ByFollowers}} {
			followers, known := a.Followers.Get()
			if curve := facts.CurveOf(m.metric, a.Platform); curve != nil && known {
				a.Engagement, a.EngagementBasis = domain.Known(domain.Rate(curve.At(followers).Point)), m.basis
				return a, Improvement{Lever: ShowEngagement, Minutes: minutesFigures}, true
			}
		}
		return a, Improvement{}, false
	},
	func(c Creator, a domain.Account) (domain.Account, Improvement, bool) {
		if c.Profile.Audience.Gender == "" && c.Profile.Audience.AgeMin+c.Profile.Audience.AgeMax == 0 {
			return a, Improvement{}, false
		}
		if g, ok := facts.GenderShare(domain.Female); ok {
			a.AudienceFemale = domain.Known(domain.Rate(g.Share))
		}
		a.AudienceAges = usualAges()
		return a, Improvement{Lever: ShowAudience, Minutes: minutesFigures}, true
	},
}

// usualAges are the ages of the population, as shares of an audience.
func usualAges() domain.AgeShares {
	out, sum := domain.AgeShares{Known: true}, 0.0
	for _, c := range domain.AgeClasses {
		sum += facts.AgeShare(c.Min, c.Max)
	}
	for i, c := range domain.AgeClasses {
		out.Shares[i] = domain.Rate(facts.AgeShare(c.Min, c.Max) / sum)
	}
	return out
}
