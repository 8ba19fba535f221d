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
	listed := censusOf(r)
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
		c.say(AboutAudience, a.Sources, "advise.channel."+a.Counts, "people", int64(a.People))
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
		if !c.buys(b, p, l, budget, r) {
			afford = tooDear
		}
	}
	switch {
	case r == nil || len(r.Accounts) == 0:
	case l.accounts == 0:
		c.say(AboutList, nil, "advise.channel.nobody-listed", "platform", p.name)
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

// listed is what a roster holds on one platform.
type listed struct {
	accounts int
	prices   []domain.VND // quotes above zero, of the platform's deliverable
}

// censusOf counts a roster, by platforms.
func censusOf(r *domain.Roster) []listed {
	out := make([]listed, len(platforms))
	if r == nil {
		return out
	}
	for i := range r.Accounts {
		a := subjectOf(&r.Accounts[i])
		if a.index < 0 {
			continue
		}
		l := &out[a.index]
		l.accounts++
		if a.quoted && a.price > 0 {
			l.prices = append(l.prices, a.price)
		}
	}
	for i := range out {
		slices.Sort(out[i].prices)
	}
	return out
}

// enoughQuotes is how many quotes a list needs on a platform for its prices to
// be taken over the market table's.
const enoughQuotes = 5

// buys says what a budget buys on a platform, and tells whether it buys at
// least one deliverable. What is unknown is taken to be affordable.
func (c *ChannelAdvice) buys(b *domain.Brief, p *platform, l *listed, budget domain.VND, r *domain.Roster) bool {
	deliverable := p.deliverables[0]
	if n := len(l.prices); n >= enoughQuotes {
		cheap, middle, dear := l.prices[n/4], l.prices[n/2], l.prices[3*n/4]
		low, high := max(1, int64(budget/dear)), int64(budget/cheap)
		if high == 0 {
			c.say(AboutBudget, nil, "advise.channel.dear-listed", "budget", budget, "price", middle, "n", n, "deliverable", deliverable)
			return budget >= l.prices[0]
		}
		c.say(AboutBudget, nil, "advise.channel.buys-listed", "budget", budget, "count", counts(low, high), "price", middle, "n", n, "deliverable", deliverable)
		return true
	}
	if p.fee == nil {
		c.say(AboutBudget, nil, "advise.channel.no-price", "platform", p.name)
		return true
	}
	tier, size := tierFor(b, p, budget)
	fee := p.fee.At(size)
	if float64(budget) < fee.Point {
		c.say(AboutBudget, fee.Sources, "advise.channel.dear", "budget", budget, "tier", tier, "price", interval(fee), "deliverable", deliverable)
		return float64(budget) >= fee.Low && fee.Low > 0
	}
	// Fees are taken for log-normal; n of them cost n means, give or take what
	// n draws scatter.
	log, sigma := p.fee.Log(math.Log(float64(size)))
	mean := math.Exp(log + sigma*sigma/2)
	n := float64(budget) / mean
	scatter := facts.Z90 * math.Sqrt(math.Expm1(sigma*sigma)*n)
	low, high := int64(max(1, math.Round(n-scatter))), int64(max(1, math.Round(n+scatter)))
	c.say(AboutBudget, fee.Sources, "advise.channel.buys", "budget", budget, "count", counts(low, high), "tier", tier, "deliverable", deliverable)
	return true
}

// counts says a range of counts, or one count.
func counts(low, high int64) domain.Sentence {
	if low == high {
		return domain.Say("advise.count", "n", low)
	}
	return domain.Say("advise.counts", "low", low, "high", high)
}

func interval(e facts.Estimate) domain.Interval {
	return domain.Interval{P10: e.Low, P50: e.Point, P90: e.High}
}

// aFew is how many deliverables a budget should buy of a tier for the tier to
// be thought of: our choice.
const aFew = 3

// tierFor returns the tier to reckon with, and a size that stands for it: one
// the brief wants, or else the largest of which the budget buys a few.
func tierFor(b *domain.Brief, p *platform, budget domain.VND) (domain.Tier, int64) {
	tier, size := domain.Nano, sizeOf(domain.Nano)
	for i, t := range choices(b) {
		s := sizeOf(t)
		if i == 0 || aFew*p.fee.At(s).Point <= float64(budget) {
			tier, size = t, s
		}
	}
	return tier, size
}

// choices are the tiers a brief allows, the smallest first.
func choices(b *domain.Brief) []domain.Tier {
	all := b.Tiers
	if len(all) == 0 {
		all = []domain.Tier{domain.Nano, domain.Micro, domain.Macro, domain.Mega}
	}
	out := slices.DeleteFunc(slices.Clone(all), func(t domain.Tier) bool { return holds(b.ExcludeTiers, t) })
	slices.SortStableFunc(out, func(x, y domain.Tier) int { return cmp.Compare(sizeOf(x), sizeOf(y)) })
	return out
}

// sizeOf returns the followers that stand for a tier: of mid the geometric
// middle of its bounds, of a star those of mega.
func sizeOf(t domain.Tier) int64 {
	if centre, ok := facts.TierCentre(t); ok {
		return int64(centre)
	}
	if t == domain.Mid {
		return 158_114
	}
	return sizeOf(domain.Mega)
}
