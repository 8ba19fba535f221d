package offer

import (
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
)

// Creator is who got the offer, as far as it is known.
type Creator struct {
	Platform  domain.Platform      `json:"platform,omitempty"` // where an item names none; "": TikTok
	Followers domain.Figure[int64] `json:"followers,omitzero"`
}

// Level is where a fee stands in the market.
type Level string

// The levels. Unpriced: the size or a public price is not known, or no fee is
// stated.
const (
	Unpriced Level = "unpriced"
	NoMoney  Level = "no-money" // nothing but goods
	Below    Level = "below"    // under what four of five get
	LowHalf  Level = "low-half" // between that and the middle
	HighHalf Level = "high-half"
	Above    Level = "above"
)

// Finding is one thing to know about an offer. Source is zero where it is
// plain advice.
type Finding struct {
	Code   string // stable, for scripts
	Text   domain.Sentence
	Source domain.Source
	Words  string // of a flag: what raised it, as it was written
}

// Assessment is an offer judged.
type Assessment struct {
	Level Level
	// Market is the usual fee for the content that has a public price, before
	// tax and rights: P10–P90 of facts, summed. HasMarket is false when the
	// size is unknown or nothing asked for has a public price.
	Market    domain.Interval
	HasMarket bool
	Platform  domain.Platform // of the first item that has a price
	Assumed   bool            // … which neither offer nor creator named
	OpenHigh  bool            // the top is not published; Market.P90 is extrapolated
	Sources   []domain.Source
	Unpriced  []domain.Deliverable // asked for, without a public price

	Flags   []Finding         // red flags, the worst first
	Terms   []Finding         // what is stated and costs something
	Missing []domain.Sentence // what the offer does not say, as nouns
	Duties  []Finding         // what the law asks of whoever advertises

	// What an answer says: Decline tells that it must be no; otherwise what to
	// make clear, and what to ask. draft.Reply makes a text of it.
	Decline bool
	Clear   []domain.Sentence
	Asks    []domain.Sentence
}

// maxAsks is how many questions are asked: more would not be answered.
const maxAsks = 5

// lateDays is from when on payment is called late; longKeep is from when on
// exclusivity is called long. Both are our choice.
const (
	lateDays = 30
	longDays = 90
)

// withheldFrom is the payment from which a company withholds 10% (Decree
// 253/2026, Art. 50, since 2026-07-01).
const withheldFrom domain.VND = 5_000_000

// Assess judges an offer for a creator.
func Assess(o Offer, c Creator) Assessment {
	var a Assessment
	a.market(&o, c)
	for _, f := range flagOrder {
		if o.Flagged(f) {
			a.Flags = append(a.Flags, Finding{Code: string(f), Text: flagTexts[f], Source: facts.Cite(flagLaw[f]...), Words: o.Words[f]})
		}
	}
	for _, r := range terms {
		if r.when(&o) {
			a.Terms = append(a.Terms, Finding{Code: r.code, Text: r.say(&o), Source: facts.Cite(r.from...)})
		}
	}
	for _, d := range duties {
		if d.when == nil || d.when(&o) {
			a.Duties = append(a.Duties, Finding{Code: d.code, Text: d.text, Source: facts.Cite(d.from...)})
		}
	}
	var asks []domain.Sentence
	for _, q := range questions {
		if !q.when(&o) {
			continue
		}
		if q.missing.Key != "" {
			a.Missing = append(a.Missing, q.missing)
		}
		if len(asks) < maxAsks {
			asks = append(asks, q.ask)
		}
	}
	a.answer(&o, asks)
	return a
}

// market prices what has a public price.
func (a *Assessment) market(o *Offer, c Creator) {
	a.Level = Unpriced
	followers, known := c.Followers.Get()
	for _, i := range o.Items {
		platform, assumed := i.Platform, false
		if platform == "" {
			platform = c.Platform
		}
		if platform == "" {
			platform, assumed = domain.TikTok, true
		}
		curve := advise.FeeOf(platform, i.Deliverable)
		if curve == nil {
			if !slices.Contains(a.Unpriced, i.Deliverable) {
				a.Unpriced = append(a.Unpriced, i.Deliverable)
			}
			continue
		}
		if !known {
			continue
		}
		if a.Platform == "" {
			a.Platform, a.Assumed = platform, assumed
		}
		e, n := curve.At(followers), float64(i.Quantity)
		a.Market.P10 += e.Low * n
		a.Market.P50 += e.Point * n
		a.Market.P90 += e.High * n
		a.HasMarket, a.OpenHigh = true, a.OpenHigh || e.OpenHigh
		a.Sources = facts.Distinct(append(a.Sources, e.Sources...)...)
	}
	fee := float64(o.FeeMax)
	switch {
	case o.FeeMax == 0 && (o.NoFee || o.Barter || o.Commission > 0):
		a.Level = NoMoney
	case o.FeeMax == 0 || !a.HasMarket:
	case fee < a.Market.P10:
		a.Level = Below
	case fee < a.Market.P50:
		a.Level = LowHalf
	case fee <= a.Market.P90:
		a.Level = HighHalf
	default:
		a.Level = Above
	}
}

// Counter is the fee to answer with: from the middle of the market to its top;
// false when the offer is there already, or the market is not known.
func (a *Assessment) Counter() (domain.Interval, bool) {
	switch {
	case !a.HasMarket, a.Level == HighHalf, a.Level == Above:
		return domain.Interval{}, false
	}
	return domain.Interval{P10: a.Market.P50, P50: (a.Market.P50 + a.Market.P90) / 2, P90: a.Market.P90}, true
}

// answer says what an answer has to.
func (a *Assessment) answer(o *Offer, asks []domain.Sentence) {
	if a.Decline = o.Flagged(Deposit) || o.Flagged(Access) || o.Flagged(Banned) || o.Flagged(Gambling); a.Decline {
		return
	}
	for _, f := range []Flag{Cure, ClaimUsed, HideAd, Overclaim, PayPerGoal} {
		if o.Flagged(f) {
			a.Clear = append(a.Clear, domain.Sentence{Key: "offer.reply-" + string(f)})
		}
	}
	a.Asks = asks
}

// Time says how long a right lasts.
func (r Right) Time() domain.Sentence {
	switch {
	case r.Forever:
		return domain.Say("offer.forever")
	case r.Days == 0:
		return domain.Say("offer.no-end")
	}
	return months(r.Days)
}

// months says a number of days as people say it: in months from one on.
func months(days int) domain.Sentence {
	if days >= 30 && days%30 == 0 || days == 365 {
		return domain.Say("offer.months", "n", int(math.Round(float64(days)/30.4)))
	}
	return domain.Say("offer.days", "n", days)
}
