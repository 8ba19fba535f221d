package advise

import (
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// The model is additive: a score is the sum over criteria of weight × score,
// and a criterion's score the weighted mean of its parts, 0–100 each. Every
// part never falls when its figure gets better, depends on the account and the
// brief alone, and gives the peer's value for a figure that is unknown.

// mark is what a part gives an account.
type mark struct {
	score float64 // 0–100
	known float64 // 0–1, how much of it rests on the account's own figures
}

// evidence is how much an account's own figure counts against the peers', with n
// posts behind it: n/(n+3). Sources rarely state n; their usual ten posts are
// assumed, and three where even the basis is an assumption.
const (
	evidence        = 10.0 / 13
	evidenceAssumed = 3.0 / 6
)

// doubted is how much a figure counts as known that lies so far from what is
// usual that it needs an explanation first: not less than a quote counts where
// views are unknown, so that knowing them never lowers confidence.
const doubted = 0.6

// unrelied is how much engagement counts as known where it is not to be built on:
// a post is said to have more of it than views, or comments beyond everybody's.
const unrelied = 0.1

// noYardstick is how much a figure counts as known that there is nothing public
// to hold against.
const noYardstick = 0.3

// peer is the score of somebody like all others; what is unknown gets it.
const peer = 50

// part is one sub-criterion.
type part struct {
	name      string // also the key of what it lacks: advise.lacks.<name>
	criterion domain.Criterion
	share     float64 // within its criterion, among the parts that apply
	// applies tells whether the brief asks about it; nil: it always counts.
	applies func(b *domain.Brief) bool
	// One of the two gives the mark: mark where no brief changes it, fit where
	// the brief decides.
	mark func(a *subject) mark
	fit  func(s *scorer, r *row) mark
	// tell gives the reason behind a mark that is known to some degree; what is
	// not known at all is told together for the criterion.
	tell func(s *scorer, a *subject) Reason
}

// parts is the whole model. Shares and curves are our choice, and are published
// in the product with the weights.
var parts = []part{
	{"contacts", domain.Reach, 1, nil, markContacts, nil, tellContacts},

	{"industry", domain.Relevance, 0.60, asksIndustry, nil, fitIndustry, tellIndustry},
	{"gender", domain.Relevance, 0.12, asksGender, nil, fitGender, tellGender},
	{"age", domain.Relevance, 0.12, asksAge, nil, fitAge, tellAge},
	{"place", domain.Relevance, 0.08, asksPlace, nil, fitPlace, tellPlace},
	{"channel", domain.Relevance, 0.08, nil, nil, fitChannel, tellChannel},
	{"kind", domain.Relevance, 0.05, asksKind, nil, fitKind, tellKind},

	{"engagement", domain.Persuasiveness, 0.55, nil, markEngagement, nil, tellEngagement},
	{"sponsored-results", domain.Persuasiveness, 0.15, nil, markSponsoredResults, nil, tellSponsoredResults},
	{"ad-load", domain.Persuasiveness, 0.10, nil, markAdLoad, nil, tellAdLoad},
	{"rhythm", domain.Persuasiveness, 0.10, nil, markRhythm, nil, tellRhythm},
	{"growth", domain.Persuasiveness, 0.10, nil, markGrowth, nil, tellGrowth},

	{"price", domain.Value, 1, nil, markPrice, nil, tellPrice},
}

// fixedParts are the parts of the criteria that no brief changes.
var fixedParts = map[domain.Criterion][]part{}

func init() { // not a literal: the parts tell of the model
	for _, c := range domain.Criteria {
		if of := partsOf(c, nil); !slices.ContainsFunc(of, func(p part) bool { return p.mark == nil }) {
			fixedParts[c] = of
		}
	}
}

// marked is the mark of a part for an account and its row.
func (p *part) marked(s *scorer, a *subject, r *row) mark {
	if p.mark != nil {
		return p.mark(a)
	}
	return p.fit(s, r)
}

// Part is one sub-criterion as it is published.
type Part struct {
	Name      string // "how.part."+Name in the catalogue says what it looks at
	Criterion domain.Criterion
	Share     float64 // of its criterion
}

// Parts lists the sub-criteria that count for a brief, in the order of the
// criteria; for nil all there are.
func Parts(b *domain.Brief) (out []Part) {
	for _, c := range domain.Criteria {
		for _, p := range partsOf(c, b) {
			out = append(out, Part{p.name, p.criterion, p.share})
		}
	}
	return out
}

// partsOf returns the parts of a criterion that apply to a brief, all for nil;
// their shares add up to 1.
func partsOf(c domain.Criterion, b *domain.Brief) (out []part) {
	total := 0.0
	for _, p := range parts {
		if p.criterion == c && (p.applies == nil || b == nil || p.applies(b)) {
			out = append(out, p)
			total += p.share
		}
	}
	for i := range out {
		out[i].share /= total
	}
	return out
}

func asksIndustry(b *domain.Brief) bool { return b.Industry != "" && b.Industry != "other" }
func asksGender(b *domain.Brief) bool   { return b.Gender == domain.Female || b.Gender == domain.Male }
func asksKind(b *domain.Brief) bool     { return b.CreatorKind != "" }

func asksAge(b *domain.Brief) bool {
	return b.AgeMin+b.AgeMax > 0 && facts.AgeShare(b.AgeMin, b.AgeMax) > 0
}

func asksPlace(b *domain.Brief) bool {
	return len(b.Locations) > 0 && !holds(b.Locations, domain.Nationwide)
}

// sigmoid maps how many spreads z a figure lies above the usual to 0–100: 50 at
// the usual, 85 one spread above, and never quite 100, so that nothing is
// rewarded without limit.
func sigmoid(z float64) float64 {
	z = max(-1e6, min(z, 1e6))
	return peer * (1 + z/math.Sqrt(1+z*z))
}

// point is a point of a line that joins scores.
type point struct{ x, score float64 }

// along reads the line through points at x, flat beyond its ends.
func along(line []point, x float64) float64 {
	if !(x > line[0].x) {
		return line[0].score
	}
	for i := 1; i < len(line); i++ {
		if x < line[i].x {
			a, b := line[i-1], line[i]
			return a.score + (x-a.x)/(b.x-a.x)*(b.score-a.score)
		}
	}
	return line[len(line)-1].score
}

// markContacts places the expected views (or people) of one deliverable on the
// platform's scale, which is straight in logarithms.
func markContacts(a *subject) mark {
	log, known, ok := a.contacts()
	least, most := a.platform.logLeast, a.platform.logMost
	if !ok {
		if !a.followers {
			return mark{peer, 0}
		}
		log, least, most, known = a.logFollowers, logFewest, logFullest, priorKnown/2 // no public rate: by size alone
	}
	score := 100 * max(0, min((log-least)/(most-least), 1))
	if a.contradicts && score > peer { // doubt raises nobody
		known *= doubted
	}
	return mark{score, known}
}

// markEngagement holds an account's rate against its peers'. What lies above the
// usual range earns nothing more: as often as excellence it is a giveaway, one
// viral video or a slip of the source, and a score cannot tell which. Far from
// the usual on either side the figure is doubted; where it is not to be built on it
// earns no more than the usual, and hardly counts as known.
func markEngagement(a *subject) mark {
	m := markRate(a)
	if a.unreliable() && m.score > peer { // doubt raises nobody
		return mark{peer, min(m.known, unrelied)}
	}
	return m
}

// markRate is markEngagement for figures that agree.
func markRate(a *subject) mark {
	if !a.engagement {
		return mark{peer, 0}
	}
	curve := a.platform.engagement(a.basis)
	if curve == nil {
		return mark{peer, noYardstick}
	}
	usual, spread := curve.Log(a.logFollowers)
	weight, known := evidence, 1.0
	if a.basisAssumed {
		weight, known = evidenceAssumed, 0.7
	}
	if !a.followers {
		known *= 0.8 // the peers' size is a guess
	}
	z := (a.logEngagement - usual) / spread
	if math.Abs(z) > farOut {
		known *= doubted
	}
	return mark{sigmoid(weight * min(z, facts.Z90)), known}
}

// Sponsored posts that do as well as the others are better than usual; no
// public figure says by how much paid posts fall behind, so 0.8 is a choice.
const sponsoredUsual, sponsoredSpread = 0.8, 0.5

func markSponsoredResults(a *subject) mark {
	ratio, ok := a.account.SponsoredVsOrganic.Get()
	if !ok {
		return mark{peer, 0}
	}
	return mark{sigmoid(math.Log(max(ratio, 0.001)/sponsoredUsual) / sponsoredSpread), 1}
}

// adLoad: an audience gets tired of advertisements.
var adLoad = []point{{0.1, 100}, {0.3, 50}, {0.6, 0}}

func markAdLoad(a *subject) mark {
	share, ok := a.account.SponsoredShare.Get()
	if !ok {
		return mark{peer, 0}
	}
	return mark{along(adLoad, float64(share)), 1}
}

// rhythm, in posts a week: effect grows to about five and falls again when
// posts flood (Leung et al. 2022 found an inverted U).
var rhythm = []point{{0, 0}, {1, 50}, {3, 80}, {5, 100}, {14, 100}, {28, 70}}

func markRhythm(a *subject) mark {
	posts, ok := a.account.PostsPerWeek.Get()
	if !ok {
		return mark{peer, 0}
	}
	return mark{along(rhythm, posts), 1}
}

// Growth is judged by whether it needs an explanation, not by how fast it is:
// up to the upper end of what is usual it is normal, fivefold it scores 0.
var growthLine = []point{{math.Log(growth90.high), growthNormal}, {math.Log(5), 0}}

const growthNormal, growthUnknown = 70, 65

// growth90 is by what factor followers usually grow in 90 days.
var growth90 = func() (g struct {
	low, high float64
	prior     facts.Estimate
}) {
	g.prior = facts.CurveOf(facts.GrowthMonth, facts.AnyPlatform).At(0)
	g.low, g.high = math.Pow(1+g.prior.Low, 3), math.Pow(1+g.prior.High, 3)
	return g
}()

func markGrowth(a *subject) mark {
	before, ok := a.account.Followers90dAgo.Get()
	if !ok || !a.followers {
		return mark{growthUnknown, 0}
	}
	return mark{along(growthLine, a.logFollowers-logCount(before)), 1}
}

// cpmSpread is the spread of cost per view around the usual, in logarithms: a
// choice, half again that of the published range, which leaves out the many
// creators who ask far less.
const cpmSpread = 1.2

// markPrice holds a quote against what 1,000 views usually cost, or, when the
// views are unknown, against what accounts of that size usually charge. Barter,
// and whatever is below what the smallest accounts usually charge, counts as
// that: otherwise nobody would beat the free posts that hardly anybody sees. What
// is too cheap to be true earns nothing more, and is doubted.
func markPrice(a *subject) mark {
	if !a.quoted {
		return mark{peer, 0}
	}
	price := logCount(int64(a.price))
	if a.platform.fee != nil { // products are not free, nor is looking after a booking
		least, _ := a.platform.fee.Log(logFewest)
		price = max(price, least)
	}
	var usual, range90, spread, known float64
	switch {
	case a.views && a.platform.hasCPM:
		usual, range90 = a.platform.logCPM-log1000+a.logViews, a.platform.cpmRange
		spread, known = cpmSpread, 1
	case a.followers && a.platform.fee != nil:
		usual, spread = a.platform.fee.Log(a.logFollowers)
		range90, known = facts.Z90*spread, 0.6
	default:
		return mark{peer, noYardstick}
	}
	if cheapest := usual - range90 + logCheap; price < cheapest {
		price, known = cheapest, known*doubted
	}
	return mark{sigmoid((usual - price) / spread), known}
}

var log1000, logCheap = math.Log(1000), math.Log(cheapFactor)
