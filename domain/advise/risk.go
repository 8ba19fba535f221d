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
	find func(s *scorer, a *subject) (domain.Sentence, domain.Source, bool)
}

var signals = []signal{
	{"engagement-high", func(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) { return oddEngagement(a, +1) }},
	{"engagement-low", func(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) { return oddEngagement(a, -1) }},
	{"views-high", func(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) { return oddViews(a, +1) }},
	{"views-low", func(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) { return oddViews(a, -1) }},
	{"growth-anomaly", fastGrowth},
	{"followers-falling", falling},
	{"inactive", inactive},
	{"stale-figures", stale},
	{"sponsored-heavy", muchSponsored},
	{"price-above-market", dear},
	{"price-below-market", cheap},
	{"estimate-over-budget", beyondBudget},
	{"language", foreign},
	{"missing-figures", missing},
	{"sample-data", sample},
}

// risks lists what to check about an account.
func (s *scorer) risks(a *subject) []Risk {
	var out []Risk
	for _, sig := range signals {
		if text, source, found := sig.find(s, a); found {
			out = append(out, Risk{Code: sig.code, Text: text, Source: source})
		}
	}
	return out
}

// farOut is how many spreads from the usual a figure must lie to be worth a
// question: one account in forty lies further out on either side.
const farOut = 2

// none is what a signal returns that finds nothing.
func none() (domain.Sentence, domain.Source, bool) { return domain.Sentence{}, domain.Source{}, false }

func oddEngagement(a *subject, side float64) (domain.Sentence, domain.Source, bool) {
	if !a.engagement {
		return none()
	}
	curve := a.platform.engagement(a.basis)
	if curve == nil {
		return none()
	}
	if log, sigma := curve.Log(a.logFollowers); side*(a.logEngagement-log) <= farOut*sigma {
		return none()
	}
	usual, source := usualAt(curve, a)
	source = facts.Cite(a.account.SourceOf(domain.FieldEngagement), source)
	rate := a.account.Engagement.Or(0)
	if side > 0 {
		return domain.Say("advise.risk.engagement-high", "rate", rate, "basis", a.basis, "usual", usual), source, true
	}
	return domain.Say("advise.risk.engagement-low", "rate", rate, "basis", a.basis, "usual", usual), source, true
}

func oddViews(a *subject, side float64) (domain.Sentence, domain.Source, bool) {
	curve := a.platform.viewRate
	if !a.views || !a.followers || curve == nil {
		return none()
	}
	rate := a.logViews - a.logFollowers
	if log, sigma := curve.Log(a.logFollowers); side*(rate-log) <= farOut*sigma {
		return none()
	}
	usual, source := usualAt(curve, a)
	source = facts.Cite(a.account.SourceOf(domain.FieldViews), source)
	share := domain.Rate(math.Exp(rate))
	if side > 0 {
		return domain.Say("advise.risk.views-high", "share", share, "usual", usual), source, true
	}
	return domain.Say("advise.risk.views-low", "share", share, "usual", usual), source, true
}

// growth90Far is the growth in 90 days that is worth a question, by the same
// measure.
var growth90Far = math.Pow(1+growth90.prior.Point*math.Exp(farOut*growth90.prior.Sigma()), 3)

func fastGrowth(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	if !a.followers || !a.account.Followers90dAgo.IsKnown() || float64(grown(a)) <= growth90Far-1 {
		return none()
	}
	usual := domain.Interval{P10: growth90.low - 1, P50: math.Pow(1+growth90.prior.Point, 3) - 1, P90: growth90.high - 1}
	return domain.Say("advise.risk.growth-anomaly", "rate", grown(a), "usual", usual),
		facts.Cite(a.account.SourceOf(domain.FieldActivity), growth90.prior.Source()), true
}

// fallen is the loss of followers in 90 days that is worth a question: our
// choice.
const fallen = 0.1

func falling(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	if !a.followers || !a.account.Followers90dAgo.IsKnown() || grown(a) >= -fallen {
		return none()
	}
	return domain.Say("advise.risk.followers-falling", "rate", -grown(a)), a.account.SourceOf(domain.FieldActivity), true
}

// Days after which a silence, or figures, are worth a question: our choice.
const (
	silentDays = 30
	staleDays  = 180
)

// staleTrust is how much of the confidence stale figures keep.
const staleTrust = 0.85

func inactive(s *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	if days, ok := daysSince(string(a.account.LastPost), s.today); !ok || days <= silentDays {
		return none()
	}
	return domain.Say("advise.risk.inactive", "date", a.account.LastPost), a.account.SourceOf(domain.FieldActivity), true
}

// dated is the source of the figures that age matters for most.
func dated(a *subject) domain.Source {
	if a.views {
		return a.account.SourceOf(domain.FieldViews)
	}
	return a.account.SourceOf(domain.FieldFollowers)
}

func stale(s *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	source := dated(a)
	if days, ok := daysSince(source.Date, s.today); !ok || days <= staleDays {
		return none()
	}
	var date any = source.Date // as the source gives it
	if len(source.Date) == len(time.DateOnly) {
		date = domain.Date(source.Date)
	}
	return domain.Say("advise.risk.stale-figures", "date", date), source, true
}

func (s *scorer) freshness(a *subject) float64 {
	if _, _, old := stale(s, a); old {
		return staleTrust
	}
	return 1
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
		layout       string
		years, month int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		then, err := time.Parse(form.layout, date)
		if err != nil {
			continue
		}
		if form.years+form.month > 0 {
			then = then.AddDate(form.years, form.month, -1)
		}
		return int(now.Sub(then).Hours() / 24), true
	}
	return 0, false
}

// heavySponsored is the share of sponsored posts that is worth a question: our
// choice.
const heavySponsored = 0.4

func muchSponsored(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	share, ok := a.account.SponsoredShare.Get()
	if !ok || share < heavySponsored {
		return none()
	}
	return domain.Say("advise.risk.sponsored-heavy", "share", share), a.account.SourceOf(domain.FieldSponsored), true
}

// marketPrice returns a quote beside the range that its market pays: per 1,000
// views where they are known, otherwise for accounts of the size.
func marketPrice(a *subject) (price float64, usual domain.Interval, source domain.Source, ok bool) {
	switch {
	case !a.quoted || a.price == 0:
		return 0, usual, source, false
	case a.views && a.platform.hasCPM:
		cpm := facts.CurveOf(facts.CPM, a.account.Platform).At(0)
		scale := max(float64(a.account.Views.Or(0)), 1) / 1000
		return float64(a.price), domain.Interval{P10: cpm.Low, P50: cpm.Point, P90: cpm.High}.Scale(scale), cpm.Source(), true
	case a.followers && a.platform.fee != nil:
		usual, source = usualAt(a.platform.fee, a)
		return float64(a.price), usual, source, true
	}
	return 0, usual, source, false
}

// A quote is worth a question beyond twice, or below a tenth, of the usual
// range: our choice, wide because prices spread widely.
const dearFactor, cheapFactor = 2, 0.1

func dear(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	price, usual, source, ok := marketPrice(a)
	if !ok || price <= dearFactor*usual.P90 {
		return none()
	}
	return domain.Say("advise.risk.price-above-market", "price", a.price, "usual", usual), facts.Cite(a.account.SourceOf(domain.FieldPrice), source), true
}

func cheap(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	price, usual, source, ok := marketPrice(a)
	if !ok || price >= cheapFactor*usual.P10 {
		return none()
	}
	return domain.Say("advise.risk.price-below-market", "price", a.price, "usual", usual), facts.Cite(a.account.SourceOf(domain.FieldPrice), source), true
}

func beyondBudget(s *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	budget, ok := s.brief.Spend()
	price := priceOf(a)
	if !ok || price.Quoted || price.Unknown || price.Mid <= budget {
		return none()
	}
	return domain.Say("advise.risk.estimate-over-budget", "price", price.Mid, "budget", budget), price.Source, true
}

func foreign(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	if len(a.account.Languages) == 0 || holds(a.account.Languages, "vi") {
		return none()
	}
	return domain.Say("advise.risk.language", "languages", a.account.Languages), a.account.Source, true
}

func missing(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
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
	if len(what) == 0 {
		return none()
	}
	return domain.Say("advise.risk.missing-figures", "what", what), domain.Source{}, true
}

func sample(_ *scorer, a *subject) (domain.Sentence, domain.Source, bool) {
	return domain.Say("advise.risk.sample-data"), a.account.Source, a.account.Sample
}
