package advise

import (
	"cmp"
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// listed is what a roster holds on one platform.
type listed struct {
	accounts int
	asking   []asking        // by the list's own quotes, by sizes
	sources  []domain.Source // of the quotes, the first few
}

// sizes are the tiers that followers tell, the smallest first.
var sizes = [...]domain.Tier{domain.Nano, domain.Micro, domain.Mid, domain.Macro, domain.Mega}

// census counts a roster, by platforms. The prices of people who do not exist
// say nothing about a market.
type census []struct {
	listed
	quotes [len(sizes)][]float64 // above zero, for the platform's deliverable, by sizes
}

func newCensus() census { return make(census, len(platforms)) }

func (c census) count(a *subject) {
	l := &c[a.index]
	l.accounts++
	if !a.quoted || a.price == 0 || !a.followers || a.account.Sample {
		return
	}
	for j, tier := range sizes {
		if tier.Holds(a.account.Followers.Or(0)) {
			l.quotes[j] = append(l.quotes[j], float64(a.price))
		}
	}
	if len(l.sources) < mostSources {
		l.sources = facts.Distinct(append(l.sources, a.account.SourceOf(domain.FieldPrice))...)
	}
}

// market sums up the quotes: of every platform what the sizes ask of which there
// are enough.
func (c census) market() []listed {
	out := make([]listed, len(c))
	for i := range c {
		for j, quotes := range c[i].quotes {
			if len(quotes) >= enoughQuotes {
				slices.Sort(quotes)
				mean, spread := usualOf(quotes)
				c[i].asking = append(c[i].asking, asking{sizes[j], mean, spread, quotes[0], len(quotes)})
			}
		}
		out[i] = c[i].listed
	}
	return out
}

// enoughQuotes is how many quotes of a tier a list needs for them to be taken
// over the market table.
const enoughQuotes = 5

// asking is what one deliverable of a tier costs: its mean, the share by which
// prices spread around it, and the least that anybody asks.
type asking struct {
	tier                domain.Tier
	mean, spread, least float64
	quotes              int // of the list, on which it rests; 0: the market table
}

// asked returns what the tiers that a brief allows ask for, the smallest first:
// by the list where it has enough quotes of any, otherwise by the market table;
// nothing where neither tells.
func (l *listed) asked(b *domain.Brief, p *platform) (out []asking) {
	for _, tier := range choices(b) {
		if i := slices.IndexFunc(l.asking, func(a asking) bool { return a.tier == tier }); i >= 0 {
			out = append(out, l.asking[i])
		}
	}
	if len(out) > 0 || p.fee == nil {
		return out
	}
	for _, tier := range choices(b) {
		log, sigma := p.fee.Log(math.Log(float64(sizeOf(tier))))
		out = append(out, asking{tier, math.Exp(log + sigma*sigma/2), math.Sqrt(math.Expm1(sigma * sigma)), p.fee.At(sizeOf(tier)).Low, 0})
	}
	return out
}

// usualOf returns the mean of sorted prices and the share by which they spread
// around it, without the cheapest and the dearest tenth: one star's fee, or one
// slip of the keyboard, is not what others ask.
func usualOf(sorted []float64) (mean, spread float64) {
	tenth := len(sorted) / 10
	list := sorted[tenth : len(sorted)-tenth]
	sum, squares := 0.0, 0.0
	for _, x := range list {
		sum += x
	}
	mean = sum / float64(len(list))
	for _, x := range list {
		squares += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(squares/float64(len(list)-1)) / mean
}

// bought is how many deliverables a budget buys, give or take what as many
// prices scatter, and the mean of the list's own is uncertain by.
func (a asking) bought(budget domain.VND) (low, high int64) {
	n := float64(budget) / a.mean
	share := 1 / n
	if a.quotes > 0 {
		share += 1 / float64(a.quotes)
	}
	scatter := n * facts.Z90 * a.spread * math.Sqrt(share)
	return int64(max(1, math.Round(n-scatter))), int64(max(1, math.Round(n+scatter)))
}

// buys says what a budget buys on a platform, of the largest tier of which it
// buys a few and of the next smaller one, and tells whether it buys at least
// one deliverable. What is unknown is taken to be affordable.
func (c *ChannelAdvice) buys(b *domain.Brief, p *platform, l *listed, budget domain.VND) bool {
	deliverable := p.deliverables[0]
	tiers := l.asked(b, p)
	if len(tiers) == 0 {
		c.say(AboutBudget, nil, "advise.channel.no-price", "platform", p.name)
		return true
	}
	at := 0
	for i, a := range tiers {
		if aFew*a.mean <= float64(budget) {
			at = i
		}
	}
	a := tiers[at]
	basis, sources := domain.Say("advise.channel.by-list", "n", a.quotes), l.sources
	if a.quotes == 0 {
		fee := p.fee.At(sizeOf(a.tier))
		basis, sources = domain.Say("advise.channel.by-market"), fee.Sources
	}
	if float64(budget) < a.mean {
		c.say(AboutBudget, sources, "advise.channel.dear", "budget", budget, "tier", a.tier,
			"price", twoDigits(a.mean), "deliverable", deliverable, "basis", basis)
		return a.least > 0 && float64(budget) >= a.least
	}
	low, high := a.bought(budget)
	if at == 0 {
		c.say(AboutBudget, sources, "advise.channel.buys", "budget", budget, "count", counts(low, high), "tier", a.tier,
			"deliverable", deliverable, "basis", basis)
		return true
	}
	smaller := tiers[at-1]
	if a.quotes > 0 {
		basis = domain.Say("advise.channel.by-list", "n", a.quotes+smaller.quotes)
	}
	fewest, most := smaller.bought(budget)
	c.say(AboutBudget, sources, "advise.channel.buys-either", "budget", budget, "count", counts(low, high), "tier", a.tier,
		"more", counts(fewest, most), "smaller", smaller.tier, "deliverable", deliverable, "basis", basis)
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
