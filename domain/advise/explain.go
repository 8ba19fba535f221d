package advise

import (
	"cmp"
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// explain makes the candidate that an account is: everything that Rank worked
// out as two numbers, in words.
func (s *scorer) explain(a *subject, r *row) Candidate {
	scores, confidence := s.scores(r), s.confidence(a, r)
	c := Candidate{
		Account: a.account, Risks: s.risks(a), Price: priceOf(a), Forecast: forecastOf(a),
		Confidence: math.Round(100*confidence*s.trust(a)) / 100,
	}
	total := int32(0)
	for i, criterion := range domain.Criteria {
		tenths := s.tenths(i, scores[i])
		total += tenths
		c.Contributions = append(c.Contributions, Contribution{
			Criterion: criterion, Score: math.Round(scores[i]*10) / 10, Points: float64(tenths) / 10,
			Reasons: s.reasons(i, a, r),
		})
	}
	c.Score = float64(total) / 10
	return c
}

// reasons tells what made the score of a criterion, the weightiest first, and
// at the end what is unknown.
func (s *scorer) reasons(criterion int, a *subject, r *row) []Reason {
	type weighed struct {
		Reason
		weight float64
	}
	var told []weighed
	var lacking []domain.Sentence
	for i := range s.parts[criterion] {
		p := &s.parts[criterion][i]
		m := p.marked(s, a, r)
		if m.known == 0 {
			lacking = append(lacking, domain.Say("advise.lacks."+p.name))
			continue
		}
		told = append(told, weighed{p.tell(s, a), p.share * p.telling(m)})
	}
	slices.SortStableFunc(told, func(x, y weighed) int { return cmp.Compare(y.weight, x.weight) })
	var out []Reason
	for _, t := range told {
		out = append(out, t.Reason)
	}
	if len(lacking) > 0 {
		out = append(out, because(domain.Say("advise.unknown", "what", lacking)))
	}
	return out
}

// atLeast is for how far from the usual a mark is taken at least when reasons
// are put in order, so that the figure people look for first, engagement or the
// subject, is not left out for being usual.
const atLeast = 15

// telling is how much a mark tells about an account. The channel's tells
// nothing: everybody there has it.
func (p *part) telling(m mark) float64 {
	if p.name == "channel" {
		return 0
	}
	return max(math.Abs(m.score-peer), atLeast)
}

// usualAt is what is usual at an account's size, for showing: the range that
// holds 80%.
func usualAt(c *facts.Curve, a *subject) (domain.Interval, []domain.Source) {
	e := c.At(int64(math.Round(math.Exp(a.logFollowers))))
	return domain.Interval{P10: e.Low, P50: e.Point, P90: e.High}, e.Sources
}

// of is where the figures of a field come from, before what they are held
// against.
func (a *subject) of(f domain.Field, against ...domain.Source) []domain.Source {
	return append([]domain.Source{a.account.SourceOf(f)}, against...)
}

func tellContacts(_ *scorer, a *subject) Reason {
	followers, deliverable := a.account.Followers.Or(0), a.platform.deliverables[0]
	switch o := outlookOf(a); {
	case a.views && a.platform.contacts() == nil:
		return because(domain.Say("advise.reach.views-borrowed", "deliverable", deliverable, "views", a.account.Views.Or(0),
			"platform", a.account.Platform, "scale", platforms[0].name), a.of(domain.FieldViews)...)
	case a.views:
		return because(domain.Say("advise.reach.views", "deliverable", deliverable, "views", a.account.Views.Or(0)),
			a.of(domain.FieldViews)...)
	case o.views.known:
		_, sources := usualAt(a.platform.viewRate, a)
		return because(domain.Say("advise.reach.usual-views", "followers", followers, "views", o.views.interval(), "deliverable", deliverable),
			a.of(domain.FieldFollowers, sources...)...)
	case o.reach.known:
		_, sources := usualAt(a.platform.reachRate, a)
		return because(domain.Say("advise.reach.usual-people", "followers", followers, "people", o.reach.interval(), "deliverable", deliverable),
			a.of(domain.FieldFollowers, sources...)...)
	}
	return because(domain.Say("advise.reach.size", "followers", followers, "platform", a.account.Platform),
		a.of(domain.FieldFollowers)...)
}

func tellIndustry(s *scorer, a *subject) Reason {
	source := a.account.SourceOf(domain.FieldTopics)
	wanted, all := s.brief.Industry, a.account.Categories
	if len(all) == 0 {
		topics := a.account.Topics[:min(len(a.account.Topics), 3)]
		return because(domain.Say("advise.relevance.industry-none", "topics", topics, "industry", wanted), source)
	}
	closest := slices.MaxFunc(all, func(x, y domain.Industry) int { return cmp.Compare(s.affinity(x), s.affinity(y)) })
	others := slices.DeleteFunc(slices.Clone(all), func(i domain.Industry) bool { return i == wanted })
	switch {
	case closest == wanted && len(others) == 0:
		return because(domain.Say("advise.relevance.industry", "industry", wanted), source)
	case closest == wanted:
		return because(domain.Say("advise.relevance.industry-among", "industry", wanted, "others", others), source)
	case closest == "entertainment" && s.affinity(closest) == general:
		return because(domain.Say("advise.relevance.industry-general", "industry", wanted), source)
	case s.affinity(closest) > unrelated:
		return because(domain.Say("advise.relevance.industry-near", "industry", wanted, "closest", closest), source)
	}
	return because(domain.Say("advise.relevance.industry-far", "industry", wanted, "others", others), source)
}

func tellGender(s *scorer, a *subject) Reason {
	share := a.account.AudienceFemale.Or(0)
	if s.brief.Gender == domain.Male {
		share = 1 - share
	}
	usual, _ := facts.GenderShare(s.brief.Gender)
	return because(domain.Say("advise.relevance.gender", "share", share, "gender", s.brief.Gender, "usual", domain.Rate(usual.Share)),
		a.of(domain.FieldAudience, usual.Sources...)...)
}

func tellAge(s *scorer, a *subject) Reason {
	return because(domain.Say("advise.relevance.age", "share", domain.Rate(s.ageShare(a.account)), "ages", ages(&s.brief),
		"usual", domain.Rate(math.Exp(s.logAgeUsual))), a.of(domain.FieldAudience, facts.AgeSources()...)...)
}

// ages says the brief's ages: "18–25", "từ 45", "đến 25".
func ages(b *domain.Brief) domain.Sentence {
	switch {
	case b.AgeMax == 0:
		return domain.Say("advise.ages.from", "min", b.AgeMin)
	case b.AgeMin == 0:
		return domain.Say("advise.ages.to", "max", b.AgeMax)
	}
	return domain.Say("advise.ages", "min", b.AgeMin, "max", b.AgeMax)
}

func tellPlace(s *scorer, a *subject) Reason {
	switch {
	case len(a.account.AudienceLocations) > 0:
		return because(domain.Say("advise.relevance.place", "share", domain.Rate(s.placeShare(a.account)), "places", s.brief.Locations),
			a.of(domain.FieldAudience)...)
	case s.inside[locationCode(a.account.Location)], s.around[locationCode(a.account.Location)]:
		return because(domain.Say("advise.relevance.place-lives", "place", a.account.Location), a.account.Source)
	}
	return because(domain.Say("advise.relevance.place-away", "place", a.account.Location, "places", s.brief.Locations), a.account.Source)
}

// channelFits says how well a platform fits the brief, our own reading.
func channelFits(b *domain.Brief, p domain.Platform, fit float64) Reason {
	fit = math.Round(10*min(fit, 5)) / 10 // a leaning industry may carry it over five
	if b.KPI == "" {
		return because(domain.Say("advise.relevance.channel", "platform", p, "fit", fit))
	}
	return because(domain.Say("advise.relevance.channel-kpi", "platform", p, "kpi", b.KPI, "fit", fit))
}

func tellChannel(s *scorer, a *subject) Reason {
	return channelFits(&s.brief, a.account.Platform, s.channelFit[a.index]/20)
}

func tellKind(s *scorer, a *subject) Reason {
	if a.account.Kind == s.brief.CreatorKind {
		return because(domain.Say("advise.relevance.kind", "kind", a.account.Kind), a.account.Source)
	}
	return because(domain.Say("advise.relevance.kind-other", "kind", a.account.Kind, "wanted", s.brief.CreatorKind), a.account.Source)
}

// within tells where a figure lies against what is usual.
func within(x float64, usual domain.Interval) domain.Sentence {
	switch {
	case x > usual.P90:
		return domain.Say("advise.band.above")
	case x >= usual.P50:
		return domain.Say("advise.band.upper")
	case x >= usual.P10:
		return domain.Say("advise.band.lower")
	}
	return domain.Say("advise.band.below")
}

// counted tells whether the engagement rate is what the likes, comments and
// shares of the same source give: worked out from them, or as good as that.
func (a *subject) counted() bool {
	likes, okLikes := a.account.Likes.Get()
	comments, okComments := a.account.Comments.Get()
	rate, okRate := a.account.Engagement.Get()
	base := a.account.Followers
	if a.basis == domain.ByViews {
		base = a.account.Views
	}
	if !okLikes || !okComments || !okRate || base.Or(0) <= 0 ||
		a.account.SourceOf(domain.FieldInteractions) != a.account.SourceOf(domain.FieldEngagement) {
		return false
	}
	const dust = 1e-9 // of rounding
	return math.Abs(float64(likes+comments+a.account.Shares.Or(0))/float64(base.Or(0))-float64(rate)) < dust
}

// basisOf says what an engagement rate is divided by, and what it was worked
// out from where that is known.
func basisOf(a *subject) any {
	if !a.counted() {
		return a.basis
	}
	from := domain.Say("advise.counted", "likes", a.account.Likes.Or(0), "comments", a.account.Comments.Or(0))
	if shares, ok := a.account.Shares.Get(); ok {
		from = domain.Say("advise.counted-shares", "likes", a.account.Likes.Or(0), "comments", a.account.Comments.Or(0), "shares", shares)
	}
	return domain.Say("advise.basis-counted", "basis", a.basis, "from", from)
}

func tellEngagement(_ *scorer, a *subject) Reason {
	rate, curve := a.account.Engagement.Or(0), a.platform.engagement(a.basis)
	if curve == nil {
		return because(domain.Say("advise.persuasion.engagement-alone", "rate", rate, "basis", basisOf(a), "platform", a.account.Platform),
			a.of(domain.FieldEngagement)...)
	}
	usual, sources := usualAt(curve, a)
	sources = a.of(domain.FieldEngagement, sources...)
	switch {
	case a.contradicts:
		return because(domain.Say("advise.persuasion.engagement-contradicted", "rate", rate, "basis", basisOf(a)), sources...)
	case a.overcommented:
		return because(domain.Say("advise.persuasion.engagement-overcommented", "rate", rate, "basis", basisOf(a)), sources...)
	}
	position := within(float64(rate), usual)
	if a.basisAssumed {
		return because(domain.Say("advise.persuasion.engagement-assumed", "rate", rate, "basis", a.basis, "within", position,
			"usual", usual, "platform", a.account.Platform), sources...)
	}
	return because(domain.Say("advise.persuasion.engagement", "rate", rate, "basis", basisOf(a), "within", position, "usual", usual), sources...)
}

func tellSponsoredResults(_ *scorer, a *subject) Reason {
	ratio := domain.Rate(a.account.SponsoredVsOrganic.Or(0))
	return because(domain.Say("advise.persuasion.sponsored", "ratio", ratio), a.of(domain.FieldSponsored)...)
}

func tellAdLoad(_ *scorer, a *subject) Reason {
	return because(domain.Say("advise.persuasion.ad-load", "share", a.account.SponsoredShare.Or(0)), a.of(domain.FieldSponsored)...)
}

func tellRhythm(_ *scorer, a *subject) Reason {
	return because(domain.Say("advise.persuasion.rhythm", "posts", a.account.PostsPerWeek.Or(0)), a.of(domain.FieldActivity)...)
}

// grown is by what share followers grew in 90 days.
func grown(a *subject) domain.Rate {
	return domain.Rate(math.Expm1(a.logFollowers - logCount(a.account.Followers90dAgo.Or(0))))
}

// steady is a change in 90 days that is none to speak of.
const steady = 0.005

func tellGrowth(_ *scorer, a *subject) Reason {
	sources := a.of(domain.FieldActivity, a.account.SourceOf(domain.FieldFollowers))
	switch rate := grown(a); {
	case rate <= -steady:
		return because(domain.Say("advise.persuasion.decline", "rate", -rate), sources...)
	case rate < steady:
		return because(domain.Say("advise.persuasion.steady"), sources...)
	default:
		return because(domain.Say("advise.persuasion.growth", "rate", rate), sources...)
	}
}

// barter says at what a booking without a fee is reckoned: see markPrice.
func barter(a *subject) Reason {
	if a.platform.fee == nil {
		return because(domain.Say("advise.value.barter"), a.of(domain.FieldPrice)...)
	}
	least := a.platform.fee.At(0)
	sources := a.of(domain.FieldPrice, least.Sources...)
	if !a.views {
		return because(domain.Say("advise.value.barter-reckoned", "cost", twoDigits(least.Point)), sources...)
	}
	return because(domain.Say("advise.value.barter-per-view", "cost", twoDigits(least.Point),
		"each", perView(least.Point, a)), sources...)
}

// perView is what a view costs; less than a đồng is said to be that.
func perView(price float64, a *subject) any {
	if each := math.Round(price / math.Exp(a.logViews)); each >= 1 {
		return domain.VND(each)
	}
	return domain.Say("advise.value.under-one")
}

func tellPrice(_ *scorer, a *subject) Reason {
	by := yardsticks(a)
	switch {
	case a.price == 0:
		return barter(a)
	case len(by) == 0:
		return because(domain.Say("advise.value.alone", "price", a.price, "deliverable", a.deliverable, "platform", a.account.Platform),
			a.of(domain.FieldPrice)...)
	case by[0].perView:
		views := math.Exp(a.logViews)
		return because(domain.Say("advise.value.per-view", "price", a.price, "deliverable", a.deliverable,
			"each", perView(float64(a.price), a), "usual", by[0].usual.Scale(1/views)), by[0].sources...)
	}
	return because(domain.Say("advise.value.per-size", "price", a.price, "deliverable", a.deliverable,
		"within", within(float64(a.price), by[0].usual), "usual", by[0].usual), by[0].sources...)
}
