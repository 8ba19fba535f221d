package advise

import (
	"cmp"
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// ChannelAdvice is what speaks for and against a channel for a brief.
type ChannelAdvice struct {
	Platform    domain.Platform
	Fit         float64 // 0–100
	Recommended bool
	NoData      bool // no public figures about creators there: say so
	Accounts    int  // how many of the roster's are there
	Reasons     []Reason
}

// Topic is what a reason for or against a channel is about.
type Topic string

// The topics.
const (
	AboutAudience Topic = "audience" // how many people, of what age
	AboutFormat   Topic = "format"   // what sources say of it
	AboutFit      Topic = "fit"      // our reading for the KPI
	AboutBudget   Topic = "budget"   // what the budget buys there
	AboutList     Topic = "list"     // who of the list is there
	AboutFigures  Topic = "figures"  // that none are public
)

// A channel is recommended when its fit is at least this share of the best, up
// to so many channels: our choice, so that a budget is not spread thin.
const (
	nearBest        = 0.75
	mostRecommended = 3
)

// tooDear is what is left of a channel's fit when not even its cheapest
// creators are within the budget.
const tooDear = 0.3

// Channels returns every channel that the brief does not exclude: those it
// names first, the best first. Recommended are those it names, or else the best
// ones on which the roster has somebody. The fit is 100 when the needs fit
// perfectly (5 of 5) and the audience is half again as frequent there as in the
// population.
func Channels(b domain.Brief, r *domain.Roster) []ChannelAdvice {
	listed := tableFor(r).market
	var out []ChannelAdvice
	for i := range platforms {
		p := &platforms[i]
		if !holds(b.ExcludeChannels, p.name) {
			out = append(out, channel(&b, p, &listed[i], r))
		}
	}
	named := func(c *ChannelAdvice) int {
		if holds(b.Channels, c.Platform) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(x, y ChannelAdvice) int {
		return cmp.Or(cmp.Compare(named(&x), named(&y)), cmp.Compare(y.Fit, x.Fit))
	})
	recommend(&b, out)
	return out
}

func recommend(b *domain.Brief, channels []ChannelAdvice) {
	anybody := slices.ContainsFunc(channels, func(c ChannelAdvice) bool { return c.Accounts > 0 })
	best, n := 0.0, 0
	for i := range channels {
		c := &channels[i]
		if len(b.Channels) > 0 {
			c.Recommended = holds(b.Channels, c.Platform)
			continue
		}
		if anybody && c.Accounts == 0 || n == mostRecommended {
			continue
		}
		if best == 0 {
			best = c.Fit
		}
		if c.Fit > 0 && c.Fit >= nearBest*best {
			c.Recommended = true
			n++
		}
	}
}

func channel(b *domain.Brief, p *platform, l *listed, r *domain.Roster) ChannelAdvice {
	c := ChannelAdvice{Platform: p.name, Accounts: l.accounts, NoData: p.contacts() == nil}
	need, lift := facts.Fit(p.name, *b), 1.0
	if a, ok := facts.AudienceOf(p.name); ok {
		c.say(AboutAudience, a.Sources, "advise.channel."+a.Counts, "people", int64(a.People), "share", facts.OfPopulation(a.People))
		if a.Low > 0 {
			c.say(AboutAudience, a.Sources, "advise.channel.disputed", "low", int64(a.Low), "high", int64(a.People))
		}
	}
	if shares, ok := facts.AgesOn(p.name, b.AgeMin, b.AgeMax); ok && b.AgeMin+b.AgeMax > 0 {
		lift = max(0.5, min(shares.Platform/shares.Population, 1.5))
		c.say(AboutAudience, shares.Sources, "advise.channel.ages", "ages", ages(b),
			"share", domain.Rate(shares.Platform), "population", domain.Rate(shares.Population))
	}
	for _, s := range facts.StatementsOn(p.name, *b) {
		c.add(AboutFormat, because(s.Text, s.Sources...))
	}
	if b.KPI != "" {
		c.add(AboutFit, channelFits(b, p.name, need))
	}
	afford := 1.0
	if budget, ok := spendable(b); ok {
		if !c.buys(b, p, l, budget) {
			afford = tooDear
		}
	}
	switch {
	case r.Len() == 0:
	case l.accounts == 0:
		c.say(AboutList, nil, "advise.channel.nobody-listed", "platform", p.name)
	case r.Scope == domain.SampleRoster:
		c.say(AboutList, nil, "advise.channel.listed-sample", "n", l.accounts, "platform", p.name)
	default:
		c.say(AboutList, nil, "advise.channel.listed", "n", l.accounts, "platform", p.name)
	}
	if c.NoData {
		c.say(AboutFigures, nil, "advise.channel.no-data", "platform", p.name)
	}
	c.Fit = math.Round(10*min(100*need/5*lift/1.5*afford, 100)) / 10
	return c
}

func (c *ChannelAdvice) say(about Topic, sources []domain.Source, key string, args ...any) {
	c.add(about, because(domain.Say(key, args...), sources...))
}

func (c *ChannelAdvice) add(about Topic, r Reason) {
	r.About = about
	c.Reasons = append(c.Reasons, r)
}

// spendable is what the brief has to spend: its upper bound, or else its lower.
func spendable(b *domain.Brief) (domain.VND, bool) {
	budget := cmp.Or(b.BudgetMax, b.BudgetMin)
	return budget, budget > 0
}
