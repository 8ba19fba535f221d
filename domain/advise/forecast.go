package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// Forecast is what one deliverable is expected to bring. An interval that
// cannot be estimated is zero, and its Known is false.
type Forecast struct {
	Views, Reach, Engagements domain.Interval
	KnownViews, KnownReach    bool
	KnownEngagements          bool
	// FromOwnViews tells whether the forecast rests on the account's own
	// views; otherwise it rests on the prior of its platform and size.
	FromOwnViews bool
	// Sources are those of every figure it rests on, and Source all in one.
	Source  domain.Source
	Sources []domain.Source
}

// The spread of a single post around an account's own usual figures, in
// logarithms: views within a factor of 2.8 four times out of five, engagement
// rates within 1.6. Choices: no public table gives them.
const (
	ownViewsSpread = 0.8
	ownRateSpread  = 0.35
)

// spread is a log-normal estimate. Nothing at all is log -Inf.
type spread struct {
	log, sigma float64
	known      bool
}

// times multiplies two independent estimates.
func (x spread) times(y spread) spread {
	return spread{x.log + y.log, math.Hypot(x.sigma, y.sigma), x.known && y.known}
}

func (x spread) interval() domain.Interval {
	if !x.known {
		return domain.Interval{}
	}
	return domain.Interval{
		P10: math.Exp(x.log - facts.Z90*x.sigma), P50: math.Exp(x.log), P90: math.Exp(x.log + facts.Z90*x.sigma),
	}
}

// own is an estimate around a figure of the account's own.
func own[T ~int64 | ~float64](f domain.Figure[T], sigma float64) spread {
	v, ok := f.Get()
	return spread{math.Log(max(float64(v), 0)), sigma, ok}
}

// prior is what is usual at the account's size; unknown without a curve.
func prior(c *facts.Curve, a *subject) spread {
	if c == nil {
		return spread{}
	}
	log, sigma := c.Log(a.logFollowers)
	return spread{log, sigma, true}
}

// outlook is a forecast as log-normal estimates, ready to be combined.
type outlook struct{ views, reach, engagements spread }

func outlookOf(a *subject) (o outlook) {
	followers := own(a.account.Followers, 0)
	p := a.platform
	if o.views = own(a.account.Views, ownViewsSpread); !o.views.known {
		o.views = followers.times(prior(p.viewRate, a))
	}
	if o.reach = followers.times(prior(p.reachRate, a)); p.hasReachView {
		o.reach = o.views.times(spread{log: p.logReachView, known: true})
	}
	rate := own(a.account.Engagement, ownRateSpread)
	byViews, byFollowers := rate, rate
	if !rate.known || a.basis != domain.ByViews {
		byViews = prior(p.engagementByViews, a)
	}
	if !rate.known || a.basis != domain.ByFollowers {
		byFollowers = prior(p.engagementByFollowers, a)
	}
	byViews, byFollowers = o.views.times(byViews), followers.times(byFollowers)
	// The account's own rate first, then the basis its platform is measured by.
	o.engagements = byFollowers
	if basis := a.basis; basis == domain.ByViews || basis == "" && p.basis == domain.ByViews {
		o.engagements = byViews
	}
	if !o.engagements.known {
		o.engagements = byViews
	}
	return o
}

func forecastOf(a *subject) Forecast {
	o := outlookOf(a)
	f := Forecast{
		Views: o.views.interval(), Reach: o.reach.interval(), Engagements: o.engagements.interval(),
		KnownViews: o.views.known, KnownReach: o.reach.known, KnownEngagements: o.engagements.known,
		FromOwnViews: a.views,
	}
	if a.platform.hasAudience { // nobody reaches more people than there are
		most := a.platform.audience
		f.Reach = domain.Interval{P10: min(f.Reach.P10, most), P50: min(f.Reach.P50, most), P90: min(f.Reach.P90, most)}
	}
	f.Sources = facts.Distinct(a.forecastSources(o)...)
	f.Source = facts.Cite(f.Sources...)
	return f
}

// forecastSources are where the figures of an outlook come from: the account's
// own where there are any, otherwise the priors.
func (a *subject) forecastSources(o outlook) (out []domain.Source) {
	p := a.platform
	curve := func(c *facts.Curve) {
		if c != nil {
			_, sources := usualAt(c, a)
			out = append(out, sources...)
		}
	}
	if o.views.known || o.reach.known {
		if a.views {
			out = append(out, a.account.SourceOf(domain.FieldViews))
		} else {
			out = append(out, a.account.SourceOf(domain.FieldFollowers))
			curve(p.viewRate)
		}
	}
	if o.reach.known {
		curve(p.reachRate)
		curve(facts.CurveOf(facts.ReachOfViews, p.name))
	}
	if o.engagements.known {
		if a.engagement {
			out = append(out, a.account.SourceOf(domain.FieldEngagement))
		} else {
			curve(p.engagement(p.basis))
		}
	}
	return out
}
