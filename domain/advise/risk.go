package advise

import (
	"math"
	"time"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// A signal looks at an account for one thing to check before booking. Signals
// are no verdicts: each text gives the numbers, innocent explanations and what
// to ask.
type signal struct {
	code string
	find func(s *scorer, a *subject) (Reason, bool)
	// strong tells whether what was found is farther out still; nil: it never is.
	strong func(a *subject) bool
}

var signals = []signal{
	{"counts-contradict", contradiction, func(*subject) bool { return true }},
	{"engagement-high", func(_ *scorer, a *subject) (Reason, bool) { return oddEngagement(a, +1, farOut) }, engagementFartherOut},
	{"engagement-low", func(_ *scorer, a *subject) (Reason, bool) { return oddEngagement(a, -1, farOut) }, engagementFartherOut},
	{"views-high", func(_ *scorer, a *subject) (Reason, bool) { return oddViews(a, +1) }, nil},
	{"views-low", func(_ *scorer, a *subject) (Reason, bool) { return oddViews(a, -1) }, nil},
	{"likes-high", manyLikes, nil},
	{"comments-none", noComments, nil},
	{"comments-few", fewComments, nil},
	{"comments-many", manyComments, func(a *subject) bool { return a.overcommented }},
	{"growth-anomaly", fastGrowth, nil},
	{"followers-falling", falling, nil},
	{"inactive", inactive, nil},
	{"stale-figures", stale, nil},
	{"sponsored-heavy", muchSponsored, nil},
	{"price-above-market", dear, nil},
	{"price-below-market", cheap, isSlip},
	{"estimate-over-budget", beyondBudget, nil},
	{"language", foreign, nil},
	{"missing-figures", missing, nil},
	{"sample-data", sample, nil},
}

// risks lists what to check about an account.
func (s *scorer) risks(a *subject) []Risk {
	var out []Risk
	for i := range signals {
		if r, found := signals[i].risk(s, a); found {
			out = append(out, r)
		}
	}
	return out
}

func (sig *signal) risk(s *scorer, a *subject) (Risk, bool) {
	r, found := sig.find(s, a)
	if !found {
		return Risk{}, false
	}
	return Risk{
		Code: sig.code, Text: r.Text, Source: r.Source, Sources: r.Sources,
		Rule: domain.Say("advise.rule." + sig.code), Ask: domain.Say("advise.ask." + sig.code),
		Strong: sig.strong != nil && sig.strong(a),
	}, true
}

// StrongRisks lists what of an account's own figures is to be looked at whatever
// the brief: what contradicts itself, or lies farthest out.
func StrongRisks(account *domain.Account) []Risk {
	a := subjectOf(account)
	if a.index < 0 {
		return nil
	}
	var out []Risk
	for i := range signals {
		if signals[i].strong == nil {
			continue
		}
		if r, found := signals[i].risk(&scorer{}, &a); found && r.Strong {
			out = append(out, r)
		}
	}
	return out
}

// farOut is how many spreads from the usual a figure must lie to be worth a
// question: one account in forty lies further out on either side.
const farOut = 2

// fartherOut is how many make one figure alone worth a close look: one account
// in seven hundred on either side.
const fartherOut = 3

func engagementFartherOut(a *subject) bool {
	_, high := oddEngagement(a, +1, fartherOut)
	_, low := oddEngagement(a, -1, fartherOut)
	return high || low
}

func oddEngagement(a *subject, side, far float64) (Reason, bool) {
	if !a.engagement || a.contradicts && side > 0 { // the contradiction explains it
		return Reason{}, false
	}
	curve := a.platform.engagement(a.basis)
	if curve == nil {
		return Reason{}, false
	}
	if log, sigma := curve.Log(a.logFollowers); side*(a.logEngagement-log) <= far*sigma {
		return Reason{}, false
	}
	usual, sources := usualAt(curve, a)
	sources = a.of(domain.FieldEngagement, sources...)
	rate := a.account.Engagement.Or(0)
	if side > 0 {
		return because(domain.Say("advise.risk.engagement-high", "rate", rate, "basis", a.basis, "usual", usual), sources...), true
	}
	key := "advise.risk.engagement-low"
	if a.basis == domain.ByViews { // then old followers are no explanation
		key = "advise.risk.engagement-low-views"
	}
	return because(domain.Say(key, "rate", rate, "basis", a.basis, "usual", usual), sources...), true
}

func oddViews(a *subject, side float64) (Reason, bool) {
	curve := a.platform.viewRate
	if !a.views || !a.followers || curve == nil {
		return Reason{}, false
	}
	rate := a.logViews - a.logFollowers
	if log, sigma := curve.Log(a.logFollowers); side*(rate-log) <= farOut*sigma {
		return Reason{}, false
	}
	usual, sources := usualAt(curve, a)
	sources = a.of(domain.FieldViews, sources...)
	share := domain.Rate(math.Exp(rate))
	if side > 0 {
		return because(domain.Say("advise.risk.views-high", "share", share, "usual", usual), sources...), true
	}
	return because(domain.Say("advise.risk.views-low", "share", share, "usual", usual), sources...), true
}

// growth90Far is the growth in 90 days that is worth a question, by the same
// measure.
var growth90Far = math.Pow(1+growth90.prior.Point*math.Exp(farOut*growth90.prior.Sigma()), 3)

func fastGrowth(_ *scorer, a *subject) (Reason, bool) {
	if !a.followers || !a.account.Followers90dAgo.IsKnown() || float64(grown(a)) <= growth90Far-1 {
		return Reason{}, false
	}
	usual := domain.Interval{P10: growth90.low - 1, P50: math.Pow(1+growth90.prior.Point, 3) - 1, P90: growth90.high - 1}
	return because(domain.Say("advise.risk.growth-anomaly", "rate", grown(a), "usual", usual),
		a.of(domain.FieldActivity, growth90.prior.Sources...)...), true
}

// fallen is the loss of followers in 90 days that is worth a question: our
// choice.
const fallen = 0.1

func falling(_ *scorer, a *subject) (Reason, bool) {
	if !a.followers || !a.account.Followers90dAgo.IsKnown() || grown(a) >= -fallen {
		return Reason{}, false
	}
	return because(domain.Say("advise.risk.followers-falling", "rate", -grown(a)), a.of(domain.FieldActivity)...), true
}

// Days after which a silence, or figures, are worth a question: our choice.
const (
	silentDays = 30
	staleDays  = 180
)

// Who is fictional neither falls silent nor ages.

// staleTrust is how much of the confidence stale figures keep.
const staleTrust = 0.85

func inactive(s *scorer, a *subject) (Reason, bool) {
	if days, ok := daysSince(string(a.account.LastPost), s.today); !ok || days <= silentDays || a.account.Sample {
		return Reason{}, false
	}
	return because(domain.Say("advise.risk.inactive", "date", a.account.LastPost), a.of(domain.FieldActivity)...), true
}

// stale judges the figures whose age matters most: the views, or else the
// followers.
func stale(s *scorer, a *subject) (Reason, bool) {
	source := a.account.SourceOf(domain.FieldFollowers)
	if a.views {
		source = a.account.SourceOf(domain.FieldViews)
	}
	if days, ok := daysSince(source.Date, s.today); !ok || days <= staleDays || a.account.Sample {
		return Reason{}, false
	}
	var date any = source.Date // as the source gives it
	if len(source.Date) == len(time.DateOnly) {
		date = domain.Date(source.Date)
	}
	return because(domain.Say("advise.risk.stale-figures", "date", date), source), true
}

// unreliableTrust is how much of it is kept where the engagement is not to be
// built on: less than what is called high.
const unreliableTrust = 0.7

// trust is how much of the confidence the state of the figures leaves.
func (s *scorer) trust(a *subject) float64 {
	trust := 1.0
	if _, old := stale(s, a); old {
		trust = staleTrust
	}
	if a.unreliable() {
		trust = min(trust, unreliableTrust)
	}
	return trust
}

// daysSince counts the days from a date, given as "2026-11-23", "2026-11" or
// "2026", to today; of a month or year its last day counts. It is false when
// either is no date.
func daysSince(date string, today domain.Date) (int, bool) {
	now, err := time.Parse(time.DateOnly, string(today))
	if err != nil {
		return 0, false
	}
	for _, form := range []struct {
		layout        string
		years, months int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		then, err := time.Parse(form.layout, date)
		if err != nil {
			continue
		}
		if form.years+form.months > 0 {
			then = then.AddDate(form.years, form.months, -1)
		}
		return int(now.Sub(then).Hours() / 24), true
	}
	return 0, false
}

// heavySponsored is the share of sponsored posts that is worth a question: our
// choice.
const heavySponsored = 0.4

func muchSponsored(_ *scorer, a *subject) (Reason, bool) {
	share, ok := a.account.SponsoredShare.Get()
	if !ok || share < heavySponsored {
		return Reason{}, false
	}
	return because(domain.Say("advise.risk.sponsored-heavy", "share", share), a.of(domain.FieldSponsored)...), true
}

// yardstick is a range that a market pays for what an account quotes.
type yardstick struct {
	usual   domain.Interval
	sources []domain.Source
	perView bool // for its views; otherwise for its size
}

// yardsticks are those there are for a quote, the closer one first: what its
// views usually cost, then what its size does. There are none for barter, and
// where nothing is public.
func yardsticks(a *subject) (out []yardstick) {
	if !a.quoted || a.price == 0 {
		return nil
	}
	if a.views && a.platform.hasCPM {
		cpm := facts.CurveOf(facts.CPM, a.account.Platform).At(0)
		out = append(out, yardstick{
			interval(cpm).Scale(math.Exp(a.logViews) / 1000),
			a.of(domain.FieldPrice, append([]domain.Source{a.account.SourceOf(domain.FieldViews)}, cpm.Sources...)...), true,
		})
	}
	if a.followers && a.platform.fee != nil {
		usual, sources := usualAt(a.platform.fee, a)
		out = append(out, yardstick{usual, a.of(domain.FieldPrice, sources...), false})
	}
	return out
}

// A quote is worth a question beyond twice, or below a tenth, of the usual
// range: our choice, wide because prices spread widely.
const dearFactor, cheapFactor = 2, 0.1

// dear asks about a quote that is high by every yardstick: small accounts cost
// more a view than large ones.
func dear(_ *scorer, a *subject) (Reason, bool) {
	var widest yardstick
	for _, y := range yardsticks(a) {
		if float64(a.price) <= dearFactor*y.usual.P90 {
			return Reason{}, false
		}
		if y.usual.P90 > widest.usual.P90 {
			widest = y
		}
	}
	return because(domain.Say("advise.risk.price-above-market", "price", a.price, "usual", widest.usual), widest.sources...), widest.sources != nil
}

// slipPrice is the fee, in đồng, under which one that lies far below the market
// is rather a slip than a favour, as where zeros are missing: our choice.
const slipPrice = 100_000

func isSlip(a *subject) bool { return a.price < slipPrice }

func cheap(_ *scorer, a *subject) (Reason, bool) {
	y := yardsticks(a)
	if len(y) == 0 || float64(a.price) >= cheapFactor*y[0].usual.P10 {
		return Reason{}, false
	}
	key := "advise.risk.price-below-market"
	if isSlip(a) {
		key = "advise.risk.price-slip"
	}
	return because(domain.Say(key, "price", a.price, "usual", y[0].usual), y[0].sources...), true
}

func beyondBudget(s *scorer, a *subject) (Reason, bool) {
	budget, ok := s.brief.Spend()
	price := priceOf(a)
	if !ok || price.Quoted || price.Unknown || price.Mid <= budget {
		return Reason{}, false
	}
	return because(domain.Say("advise.risk.estimate-over-budget", "price", price.Mid, "budget", budget), price.Sources...), true
}

func foreign(_ *scorer, a *subject) (Reason, bool) {
	if len(a.account.Languages) == 0 || holds(a.account.Languages, "vi") {
		return Reason{}, false
	}
	return because(domain.Say("advise.risk.language", "languages", a.account.Languages), a.account.Source), true
}

func missing(_ *scorer, a *subject) (Reason, bool) {
	var what []domain.Sentence
	for _, f := range []struct {
		known bool
		key   string
	}{
		{a.views, "advise.lacks.views"},
		{a.engagement, "advise.lacks.engagement"},
		{a.quoted, "advise.lacks.price"},
	} {
		if !f.known {
			what = append(what, domain.Say(f.key))
		}
	}
	return because(domain.Say("advise.risk.missing-figures", "what", what)), len(what) > 0
}

func sample(_ *scorer, a *subject) (Reason, bool) {
	return because(domain.Say("advise.risk.sample-data"), a.account.Source), a.account.Sample
}
