package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// platform is what scoring knows about a platform. A nil curve is a figure
// that is not public.
type platform struct {
	name domain.Platform
	// basis is what an engagement rate is taken to be by when its source does
	// not say: of views where the feed decides who sees a post, of followers
	// elsewhere (HypeAuditor's conventions for TikTok and Instagram).
	basis domain.Basis
	// deliverables are comparable, the main one first: the market's price
	// table holds for "one short video or feed post". The first one quoted is
	// the price of an account.
	deliverables []domain.Deliverable

	viewRate, reachRate, engagementByViews, engagementByFollowers, fee *facts.Curve

	logCPM       float64 // usual đồng per 1,000 views
	cpmRange     float64 // from there to either end of the usual, in logarithms
	hasCPM       bool
	logReachView float64 // people per view
	hasReachView bool

	// logLeast and logMost are the contacts (views, or else people reached) of
	// one deliverable that score 0 and 100 for reach: what is usual for 1,000
	// and for 10,000,000 followers.
	logLeast, logMost float64

	audience    float64 // people in Vietnam; 0: unknown
	hasAudience bool
}

// The sizes at which reach scores 0 and 100.
var logFewest, logFullest = math.Log(1_000), math.Log(10_000_000)

// platforms are in the order of domain.Platforms.
var platforms = func() (list []platform) {
	table := map[domain.Platform]platform{
		domain.TikTok:    {basis: domain.ByViews, deliverables: []domain.Deliverable{domain.ShortVideo, domain.Post}},
		domain.Facebook:  {basis: domain.ByFollowers, deliverables: []domain.Deliverable{domain.Post, domain.ShortVideo, domain.LongVideo}},
		domain.YouTube:   {basis: domain.ByViews, deliverables: []domain.Deliverable{domain.LongVideo, domain.ShortVideo, domain.Post}},
		domain.Instagram: {basis: domain.ByFollowers, deliverables: []domain.Deliverable{domain.ShortVideo, domain.Post}},
		domain.Threads:   {basis: domain.ByFollowers, deliverables: []domain.Deliverable{domain.Post, domain.ShortVideo}},
		domain.Zalo:      {basis: domain.ByFollowers, deliverables: []domain.Deliverable{domain.Post, domain.ShortVideo}},
		domain.X:         {basis: domain.ByFollowers, deliverables: []domain.Deliverable{domain.Post, domain.ShortVideo}},
		domain.LinkedIn:  {basis: domain.ByFollowers, deliverables: []domain.Deliverable{domain.Post, domain.LongVideo, domain.ShortVideo}},
	}
	for _, name := range domain.Platforms {
		p := table[name]
		p.name = name
		p.viewRate = facts.CurveOf(facts.ViewRate, name)
		p.reachRate = facts.CurveOf(facts.ReachRate, name)
		p.engagementByViews = facts.CurveOf(facts.EngagementByViews, name)
		p.engagementByFollowers = facts.CurveOf(facts.EngagementByFollowers, name)
		p.fee = facts.CurveOf(facts.Fee, name)
		if c := facts.CurveOf(facts.CPM, name); c != nil {
			log, sigma := c.Log(0)
			p.logCPM, p.cpmRange = log, facts.Z90*sigma
			p.hasCPM = true
		}
		if c := facts.CurveOf(facts.ReachOfViews, name); c != nil {
			p.logReachView, _ = c.Log(0)
			p.hasReachView = true
		}
		if a, ok := facts.AudienceOf(name); ok {
			p.audience, p.hasAudience = a.People, true
		}
		if c := p.contacts(); c != nil {
			least, _ := c.Log(logFewest)
			most, _ := c.Log(logFullest)
			p.logLeast, p.logMost = logFewest+least, logFullest+most
		}
		list = append(list, p)
	}
	// Where nothing is public, own views are held against TikTok's scale.
	for i := range list {
		if list[i].contacts() == nil {
			list[i].logLeast, list[i].logMost = list[0].logLeast, list[0].logMost
		}
	}
	return list
}()

// contacts is the curve of contacts per follower.
func (p *platform) contacts() *facts.Curve {
	if p.viewRate != nil {
		return p.viewRate
	}
	return p.reachRate
}

// engagement is the curve of engagement rates on a basis.
func (p *platform) engagement(b domain.Basis) *facts.Curve {
	if b == domain.ByViews {
		return p.engagementByViews
	}
	return p.engagementByFollowers
}

// platformIndex is the place of p in platforms, -1 for a word that is none.
func platformIndex(p domain.Platform) int {
	for i := range platforms {
		if platforms[i].name == p {
			return i
		}
	}
	return -1
}

// MainDeliverable returns what creators on a platform are mostly paid for.
func MainDeliverable(p domain.Platform) domain.Deliverable {
	if i := platformIndex(p); i >= 0 {
		return platforms[i].deliverables[0]
	}
	return domain.Post
}
