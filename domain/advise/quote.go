package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// Quote is what somebody asks for pieces of content, all together and before
// tax.
type Quote struct {
	// Account is who asks: its platform, and followers and views where known.
	Account domain.Account
	Pieces  []Piece
	Fee     domain.VND
}

// Piece is so many pieces of one kind of content.
type Piece struct {
	Platform    domain.Platform // "": the account's
	Deliverable domain.Deliverable
	Quantity    int
}

// QuoteLevel is where a quote stands.
type QuoteLevel string

// The levels.
const (
	QuoteCheap    QuoteLevel = "cheap"     // under the fair range
	QuoteGood     QuoteLevel = "good"      // in its lower half
	QuoteFair     QuoteLevel = "fair"      // in its upper half
	QuoteDear     QuoteLevel = "dear"      // over it
	QuoteDepends  QuoteLevel = "depends"   // over it, with parts that have no public price
	QuoteUnpriced QuoteLevel = "no-figure" // no public price for it, or no size to estimate from
)

// QuoteLimit says what sets the highest price worth paying.
type QuoteLimit string

// The limits: what is fair, what the brief pays for a unit of its target, and
// its whole budget.
const (
	LimitFair   QuoteLimit = "fair"
	LimitTarget QuoteLimit = "target"
	LimitBudget QuoteLimit = "budget"
)

// QuoteVerdict is a quote judged. Intervals are of all pieces that have a
// public price, together, in đồng.
type QuoteVerdict struct {
	Level  QuoteLevel
	Market domain.Interval // what the market table gives for the size
	Value  domain.Interval // views × what brands pay for a thousand
	Fair   domain.Interval // where the two meet
	Views  domain.Interval // of one such piece, as forecast

	HasMarket, HasValue, HasFair bool
	OpenHigh                     bool // the table gives no upper end for the size
	FromOwnViews                 bool

	Unpriced []Piece // without a public price, or on a platform whose size is not known

	// Needed is how many views in all the fee pays for at what brands usually
	// pay for a thousand; both zero without a public figure.
	Needed struct{ Low, High float64 }

	// Most is the highest price worth paying for the brief; zero without one.
	Most   domain.VND
	MostBy QuoteLimit

	// Counter is what to offer instead; zero where the quote is to be taken.
	Counter domain.VND

	Sources []domain.Source
}

// FeeOf returns what is usual for one piece of content on a platform, by size;
// nil when there is no public price. The market table holds for one short video
// or feed post, and on YouTube, where that is the usual, for a long video.
func FeeOf(p domain.Platform, d domain.Deliverable) *facts.Curve {
	if d == domain.ShortVideo || d == domain.Post || d == domain.LongVideo && p == domain.YouTube {
		return facts.CurveOf(facts.Fee, p)
	}
	return nil
}

// JudgeQuote judges a quote, for a brief where there is one.
func JudgeQuote(q Quote, brief *domain.Brief) QuoteVerdict {
	v := QuoteVerdict{Level: QuoteUnpriced}
	a := subjectOf(&q.Account)
	if a.index < 0 {
		v.Unpriced = q.Pieces
		return v
	}
	o := outlookOf(&a)
	pieces := v.market(&q, &a)
	v.value(&a, o.views, pieces)
	if a.platform.hasCPM {
		low, high := math.Exp(a.platform.logCPM-a.platform.cpmRange), math.Exp(a.platform.logCPM+a.platform.cpmRange)
		v.Needed.Low, v.Needed.High = float64(q.Fee)/high*1000, float64(q.Fee)/low*1000
	}
	v.fair()
	v.settle(&q)
	if brief != nil {
		v.limit(&a, o, pieces, brief)
	}
	v.Sources = facts.Distinct(v.Sources...)
	return v
}

// market adds up what the table gives, and returns the pieces that it is for.
func (v *QuoteVerdict) market(q *Quote, a *subject) (pieces float64) {
	for _, p := range q.Pieces {
		curve := FeeOf(a.platform.name, p.Deliverable)
		if curve == nil || p.Platform != "" && p.Platform != a.platform.name {
			v.Unpriced = append(v.Unpriced, p)
			continue
		}
		n := float64(p.Quantity)
		pieces += n
		if !a.followers {
			continue
		}
		e := curve.At(a.account.Followers.Or(0))
		v.Market.P10 += e.Low * n
		v.Market.P50 += e.Point * n
		v.Market.P90 += e.High * n
		v.HasMarket, v.OpenHigh = true, v.OpenHigh || e.OpenHigh
		v.Sources = append(v.Sources, e.Sources...)
	}
	return pieces
}

// value is what the views are worth at what brands pay. Own views are the
// account's usual, so only the price of a thousand is uncertain: of single posts
// some bring more and some less, and the fee pays for either. Estimated views
// are uncertain themselves.
func (v *QuoteVerdict) value(a *subject, views spread, pieces float64) {
	p := a.platform
	if !views.known || !p.hasCPM || pieces == 0 || math.IsInf(views.log, -1) {
		return
	}
	v.Views, v.FromOwnViews, v.HasValue = views.interval(), a.views, true
	usual := own(a.account.Views, 0)
	if !a.views {
		usual = own(a.account.Followers, 0).times(prior(p.viewRate, a))
	}
	usual = usual.times(spread{p.logCPM - math.Log(1000) + math.Log(pieces), p.cpmRange / facts.Z90, true})
	v.Value = usual.interval()
	v.Sources = append(v.Sources, a.viewSources()...)
	_, cpm := usualAt(facts.CurveOf(facts.CPM, p.name), a)
	v.Sources = append(v.Sources, cpm...)
}

// viewSources are where the expected views come from.
func (a *subject) viewSources() []domain.Source {
	if a.views {
		return []domain.Source{a.account.SourceOf(domain.FieldViews)}
	}
	_, sources := usualAt(a.platform.viewRate, a)
	return append([]domain.Source{a.account.SourceOf(domain.FieldFollowers)}, sources...)
}

// fair is where market and value meet: between the higher of the lower ends
// and the lower of the upper ends, or, where they do not overlap, from the one
// to the other. It is rounded to the two digits that an estimate is good for.
func (v *QuoteVerdict) fair() {
	v.HasFair = v.HasMarket || v.HasValue
	switch {
	case !v.HasMarket:
		v.Fair = v.Value
	case !v.HasValue:
		v.Fair = v.Market
	default:
		low, high := max(v.Market.P10, v.Value.P10), min(v.Market.P90, v.Value.P90)
		if low > high {
			low, high = high, low
		}
		middle := math.Sqrt(v.Market.P50 * v.Value.P50)
		v.Fair = domain.Interval{P10: low, P50: min(max(middle, low), high), P90: high}
	}
	v.Fair = domain.Interval{P10: float64(twoDigits(v.Fair.P10)), P50: float64(twoDigits(v.Fair.P50)), P90: float64(twoDigits(v.Fair.P90))}
}

// settle holds the fee against what is fair.
func (v *QuoteVerdict) settle(q *Quote) {
	fee := float64(q.Fee)
	switch {
	case !v.HasFair:
		return
	case fee < v.Fair.P10:
		v.Level = QuoteCheap
	case fee <= v.Fair.P50:
		v.Level = QuoteGood
	case fee <= v.Fair.P90:
		v.Level = QuoteFair
	case len(v.Unpriced) > 0:
		v.Level = QuoteDepends
	default:
		v.Level = QuoteDear
		v.Counter = domain.VND(v.Fair.P50)
	}
}

// limit is the highest price worth paying: the upper end of what is fair, no
// more for a unit of the target than the budget has for each, and never more
// than the budget.
func (v *QuoteVerdict) limit(a *subject, o outlook, pieces float64, b *domain.Brief) {
	set := func(price float64, by QuoteLimit) {
		if most := twoDigits(price); most > 0 && (v.Most == 0 || most < v.Most) {
			v.Most, v.MostBy = most, by
		}
	}
	if v.HasFair {
		set(v.Fair.P90, LimitFair)
	}
	budget, ok := b.Spend()
	if !ok {
		return
	}
	of := map[domain.Unit]spread{domain.UnitViews: o.views, domain.UnitReach: o.reach, domain.UnitEngagements: o.engagements}
	if got := of[b.KPIUnit]; got.known && b.KPITarget > 0 && pieces > 0 {
		set(math.Exp(got.log)*pieces*float64(budget)/float64(b.KPITarget), LimitTarget)
	}
	if v.Most == 0 || budget < v.Most {
		v.Most, v.MostBy = budget, LimitBudget
	}
}
