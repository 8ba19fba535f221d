package advise

import (
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// Quote is what somebody asks for pieces of content, all together and before
// tax.
type Quote struct {
	// Account is who asks: its platform, and followers, views and the prices of
	// the list where known.
	Account domain.Account
	Pieces  []Piece
	Fee     domain.VND
	// FeeMin is the lower end of a range that Fee is the upper end of; zero of a
	// single sum.
	FeeMin domain.VND
}

// Lowest is the least that is asked for: the fee, or the lower end of its range.
func (q *Quote) Lowest() domain.VND {
	if q.FeeMin > 0 && q.FeeMin < q.Fee {
		return q.FeeMin
	}
	return q.Fee
}

// Asked is what is asked for, to be said.
func (q *Quote) Asked() domain.Sums { return domain.Sums{Low: q.Lowest(), High: q.Fee} }

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
	QuoteListed   QuoteLevel = "listed"    // no more than their prices in the list, with no public one
	QuoteSpans    QuoteLevel = "spans"     // a range whose lower end is one of those, and whose upper end is not
	QuoteRaised   QuoteLevel = "raised"    // not over the fair range, but over their prices in the list
	QuoteOver     QuoteLevel = "over"      // not over the fair range, but over what it is worth for the brief
	QuoteOpen     QuoteLevel = "open"      // so, with parts that have no price
	QuoteDepends  QuoteLevel = "depends"   // over the fair range, with parts that have no price
	QuoteDear     QuoteLevel = "dear"      // over the fair range
	QuoteUnpriced QuoteLevel = "no-figure" // no price for it, or no size to estimate from
)

// Accepts tells whether a quote of the level is to be taken as it is.
func (l QuoteLevel) Accepts() bool {
	return l == QuoteCheap || l == QuoteGood || l == QuoteFair || l == QuoteListed
}

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

	Priced   []Piece // with a public price, or one in the list
	Unpriced []Piece // with neither, or on a platform whose size is not known

	// Prices are those of the list that the quote is for, each kind of content
	// once. Listed is what all pieces come to by them; zero where one has none.
	Prices []ListedPrice
	Listed domain.VND
	// Rest is what the fee leaves for what is Unpriced, by the list; HasRest
	// tells that the list has a price for all else.
	Rest    domain.VND
	HasRest bool

	// Needed is how many views in all the fee pays for at what brands usually
	// pay for a thousand; both zero without a public figure.
	Needed struct{ Low, High float64 }

	// Most is the highest price worth paying for the brief; zero without one.
	Most   domain.VND
	MostBy QuoteLimit

	// Counter is what to offer instead of a fee over the fair range, the prices
	// of the list or Most; zero where the quote is to be taken, or nothing is
	// known. Of QuoteOpen and QuoteDepends it is for what is Priced, of QuoteSpans the lower end.
	Counter domain.VND

	Sources []domain.Source
}

// ListedPrice is what one piece costs by the list. A post and a short video
// stand for each other, as in the market table.
type ListedPrice struct {
	Deliverable domain.Deliverable
	Each        domain.VND
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
	var v QuoteVerdict
	var o outlook
	pieces, listed := 0.0, 0.0
	if a := subjectOf(&q.Account); a.index < 0 {
		v.Unpriced = q.Pieces
	} else {
		o = outlookOf(&a)
		pieces = v.market(&q, &a)
		listed = v.list(&q)
		v.value(&a, o.views, pieces)
		if a.platform.hasCPM {
			low, high := math.Exp(a.platform.logCPM-a.platform.cpmRange), math.Exp(a.platform.logCPM+a.platform.cpmRange)
			v.Needed.Low, v.Needed.High = float64(q.Lowest())/high*1000, float64(q.Fee)/low*1000
		}
		v.fair(listed)
	}
	if brief != nil {
		v.limit(o, pieces, brief)
	}
	v.settle(q.Lowest(), q.Fee)
	v.Sources = facts.Distinct(v.Sources...)
	return v
}

// list takes the prices of the list, and returns what the pieces cost by them
// that have no public price.
func (v *QuoteVerdict) list(q *Quote) (only float64) {
	missing := 0
	for _, p := range q.Pieces {
		at, ok := listedPrice(&q.Account, p)
		if !ok {
			missing++
			continue
		}
		v.Listed += at.Each * domain.VND(p.Quantity)
		if !holds(v.Prices, at) {
			v.Prices = append(v.Prices, at)
		}
		if i := slices.Index(v.Unpriced, p); i >= 0 {
			v.Unpriced = slices.Delete(v.Unpriced, i, i+1)
			v.Priced = append(v.Priced, p)
			only += float64(at.Each) * float64(p.Quantity)
		}
	}
	if len(v.Prices) > 0 {
		v.Sources = append(v.Sources, q.Account.SourceOf(domain.FieldPrice))
	}
	if missing > 0 {
		v.HasRest = v.Listed > 0 && missing == len(v.Unpriced)
		v.Rest = max(q.Fee-v.Listed, 0)
		v.Listed = 0
	}
	return only
}

// listedPrice is what a piece costs by the list; barter is no price.
func listedPrice(a *domain.Account, p Piece) (ListedPrice, bool) {
	if p.Platform != "" && p.Platform != a.Platform {
		return ListedPrice{}, false
	}
	like := []domain.Deliverable{p.Deliverable}
	switch p.Deliverable {
	case domain.Post:
		like = append(like, domain.ShortVideo)
	case domain.ShortVideo:
		like = append(like, domain.Post)
	}
	for _, d := range like {
		if each := a.Prices[d]; each > 0 {
			return ListedPrice{d, each}, true
		}
	}
	return ListedPrice{}, false
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
		v.Priced = append(v.Priced, p)
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
// to the other; and on top what the list alone prices. It is rounded to the two
// digits that an estimate is good for.
func (v *QuoteVerdict) fair(listed float64) {
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
	if !v.HasFair {
		return
	}
	v.Fair = domain.Interval{P10: v.Fair.P10 + listed, P50: v.Fair.P50 + listed, P90: v.Fair.P90 + listed}
	v.Fair = domain.Interval{P10: float64(twoDigits(v.Fair.P10)), P50: float64(twoDigits(v.Fair.P50)), P90: float64(twoDigits(v.Fair.P90))}
}

// settle holds the fee against what is fair, what it is worth for the brief and
// what the list says: what is over one of them is not to be taken. A range is
// over where its lower end is. One that holds the price of the list has not
// risen.
func (v *QuoteVerdict) settle(lowest, fee domain.VND) {
	dear := func(fee domain.VND) bool { return v.HasFair && float64(fee) > v.Fair.P90 }
	over := func(fee domain.VND) bool { return v.Most > 0 && fee > v.Most }
	at := float64(fee)
	// What is left may be worth the rest, but not more than the budget, and not
	// where all else is over by the list already.
	open := func(over func(domain.VND) bool) bool {
		return len(v.Unpriced) > 0 && !(v.HasRest && over(min(lowest, fee-v.Rest)))
	}
	switch {
	case dear(lowest) && open(dear):
		v.Level = QuoteDepends
	case dear(lowest):
		v.Level = QuoteDear
	case over(lowest) && open(over) && v.MostBy != LimitBudget:
		v.Level = QuoteOpen
	case over(lowest):
		v.Level = QuoteOver
	case v.Listed > 0 && lowest > v.Listed:
		v.Level = QuoteRaised
	case dear(fee), over(fee):
		v.Level, v.Counter = QuoteSpans, lowest
	case !v.HasFair && v.Listed > 0:
		v.Level = QuoteListed
	case !v.HasFair:
		v.Level = QuoteUnpriced
	case at < v.Fair.P10:
		v.Level = QuoteCheap
	case at <= v.Fair.P50:
		v.Level = QuoteGood
	default:
		v.Level = QuoteFair
	}
	if v.Level.Accepts() || v.Level == QuoteUnpriced || v.Level == QuoteSpans {
		return
	}
	for _, offer := range []domain.VND{domain.VND(v.Fair.P50), v.Most, v.Listed} {
		if offer > 0 && (v.Counter == 0 || offer < v.Counter) {
			v.Counter = offer
		}
	}
}

// limit is the highest price worth paying: the upper end of what is fair, no
// more for a unit of the target than the budget has for each, and never more
// than the budget.
func (v *QuoteVerdict) limit(o outlook, pieces float64, b *domain.Brief) {
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
