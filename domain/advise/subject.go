package advise

import (
	"math"

	"chonmat/domain"
)

// subject is one account as scoring sees it: which figures are known, and
// their logarithms. It lives on the stack; a million of them allocate nothing.
type subject struct {
	account  *domain.Account
	platform *platform
	index    int // of platform

	followers, views, engagement          bool // known
	logFollowers, logViews, logEngagement float64

	basis        domain.Basis // of the engagement rate
	basisAssumed bool

	// contradicts tells that a post is said to have more interactions than
	// views: one of the two is wrong, and neither tells which.
	contradicts bool
	// overcommented tells that comments make up more of the engagement than of
	// hardly anybody's.
	overcommented bool

	price       domain.VND
	quoted      bool
	deliverable domain.Deliverable
}

// logCount is the logarithm of a count; nothing counts as one, so that it is
// finite.
func logCount(n int64) float64 { return math.Log(float64(max(n, 1))) }

// middleSize stands for an unknown number of followers where a peer band
// depends on it: the geometric middle of 1,000 and 10,000,000.
var middleSize = math.Log(100_000)

// leastRate keeps the logarithm of an engagement rate of zero finite.
const leastRate = 1e-6

func subjectOf(a *domain.Account) subject {
	var s subject
	s.look(a)
	return s
}

// look takes the figures of an account.
func (s *subject) look(a *domain.Account) {
	i := platformIndex(a.Platform)
	*s = subject{account: a, index: i}
	if i < 0 {
		return
	}
	s.platform = &platforms[i]
	s.logFollowers = middleSize
	if f, ok := a.Followers.Get(); ok {
		s.followers, s.logFollowers = true, logCount(f)
	}
	if v, ok := a.Views.Get(); ok {
		s.views, s.logViews = true, logCount(v)
	}
	if r, ok := a.Engagement.Get(); ok {
		s.engagement, s.logEngagement = true, math.Log(max(float64(r), leastRate))
		s.basis = a.EngagementBasis
		if s.basis == "" {
			s.basis, s.basisAssumed = s.platform.basis, true
		}
	}
	s.contradicts, s.overcommented = s.interactedMoreThanSeen(), commentsFartherOut(s)
	s.deliverable = s.platform.deliverables[0]
	for _, d := range s.platform.deliverables {
		if price, ok := a.Prices[d]; ok {
			s.price, s.quoted, s.deliverable = max(price, 0), true, d
			break
		}
	}
}

// interactedMoreThanSeen tells whether likes, comments and shares, or a rate by
// views, say that more people did something with a post than saw it. Counts of
// another source than the views are of other posts.
func (s *subject) interactedMoreThanSeen() bool {
	if s.engagement && !s.basisAssumed && s.basis == domain.ByViews && s.logEngagement > 0 {
		return true
	}
	a := s.account
	views, ok := a.Views.Get()
	return ok && s.interactions() > views && a.SourceOf(domain.FieldInteractions) == a.SourceOf(domain.FieldViews)
}

// unreliable tells that the engagement is not to be built on before somebody has
// looked at it.
func (s *subject) unreliable() bool { return s.contradicts || s.overcommented }

// interactions are the likes, comments and shares that are known.
func (s *subject) interactions() int64 {
	return s.account.Likes.Or(0) + s.account.Comments.Or(0) + s.account.Shares.Or(0)
}

// contacts is the logarithm of the views, or people, that one deliverable is
// expected to bring, and how sure that is: 1 from own views, less from
// followers and the platform's usual rate. Own views are drawn to that usual by
// how much evidence they are: one viral hit makes no channel. It is false when
// neither is known.
func (s *subject) contacts() (log, known float64, ok bool) {
	curve := s.platform.contacts()
	usual := s.followers && curve != nil
	if usual {
		rate, _ := curve.Log(s.logFollowers)
		log = s.logFollowers + rate
	}
	switch {
	case s.views && usual:
		return evidence*s.logViews + (1-evidence)*log, 1, true
	case s.views:
		return s.logViews, 1, true
	}
	return log, priorKnown, usual
}

// priorKnown is how much a figure counts as known that was estimated from the
// size of an account: our choice, for priors that the facts call medium-low.
const priorKnown = 0.4
