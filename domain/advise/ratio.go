package advise

import (
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// The signals of this file hold the counts of a typical post against each
// other: comments per like, and likes per view. They ask about whoever lies
// further out than ninety-nine in a hundred accounts of the same platform and
// tier in the public lists (facts.Band). One in a hundred, and not one in forty
// as for other figures: there are three of them, and the percentiles are counted
// rather than taken from a curve. Held against the lists they come from they ask
// about 2.5–4.6% of the accounts on TikTok and 0.7–2.0% on YouTube.
//
// Where nobody publishes the counts (YouTube below a million, Instagram,
// Facebook and the rest) nothing is known, and nothing is asked.

// Likes a post from which a ratio says something: our choice. With fewer, a
// friend or two decide it. Many comments are asked about where the lists have
// posts; on smaller ones more comments per like are nothing unusual (of news
// one in seven had more than 0.2, see facts.Band), so there they are from four
// times what ninety-nine in a hundred stay below.
const (
	likesForFew  = 1_000
	likesForMany = 10_000
	farBeyond    = 4
)

// contradiction says first what the figures themselves show to be wrong.
func contradiction(_ *scorer, a *subject) (Reason, bool) {
	if !a.contradicts {
		return Reason{}, false
	}
	sources := a.of(domain.FieldInteractions, a.account.SourceOf(domain.FieldViews))
	if n, views := a.interactions(), a.account.Views.Or(0); n > views && views > 0 {
		return because(domain.Say("advise.risk.counts-contradict", "n", n, "views", views), sources...), true
	}
	return because(domain.Say("advise.risk.rate-contradicts", "rate", a.account.Engagement.Or(0)), a.of(domain.FieldEngagement)...), true
}

// noComments asks mildly whether comments are off or hidden.
func noComments(_ *scorer, a *subject) (Reason, bool) {
	likes, comments := a.account.Likes.Or(0), a.account.Comments
	if !comments.IsKnown() || comments.Or(0) > 0 || likes < likesForFew {
		return Reason{}, false
	}
	return because(domain.Say("advise.risk.comments-none", "likes", likes), a.of(domain.FieldInteractions)...), true
}

// commentRatio is comments per like; false where one of them is unknown, or
// zero: no likes are hidden ones, and no comments are comments turned off, as
// on one in ten of the largest YouTube channels.
func commentRatio(a *subject) (ratio float64, ok bool) {
	likes, comments := a.account.Likes.Or(0), a.account.Comments.Or(0)
	return float64(comments) / math.Max(float64(likes), 1), likes > 0 && comments > 0
}

// likeRatio is likes per view; false where one of them is unknown or zero, or
// when they come from different sources: a month with a viral video says
// nothing about the views of another.
func likeRatio(a *subject) (ratio float64, ok bool) {
	likes, views := a.account.Likes.Or(0), a.account.Views.Or(0)
	one := a.account.SourceOf(domain.FieldInteractions) == a.account.SourceOf(domain.FieldViews)
	return float64(likes) / math.Max(float64(views), 1), likes > 0 && views > 0 && one
}

// bandFor is what accounts like this one have; false for one whose size is
// unknown.
func bandFor(ratio facts.Ratio, a *subject) (facts.Band, bool) {
	followers, sized := a.account.Followers.Get()
	band, known := facts.BandOf(ratio, a.account.Platform, domain.TierOf(followers))
	return band, sized && known
}

func fewComments(_ *scorer, a *subject) (Reason, bool) {
	band, known := bandFor(facts.CommentsPerLike, a)
	ratio, ok := commentRatio(a)
	if !known || !ok || ratio >= band.P1 || a.account.Likes.Or(0) < likesForFew {
		return Reason{}, false
	}
	return commentReason("advise.risk.comments-few", a, ratio, band), true
}

func manyComments(_ *scorer, a *subject) (Reason, bool) {
	band, known := bandFor(facts.CommentsPerLike, a)
	ratio, ok := commentRatio(a)
	likes := a.account.Likes.Or(0)
	if !known || !ok || ratio <= band.P99 || likes < likesForMany && !a.overcommented {
		return Reason{}, false
	}
	return commentReason("advise.risk.comments-many", a, ratio, band), true
}

// commentsFartherOut tells whether they are far beyond everybody's.
func commentsFartherOut(a *subject) bool {
	ratio, ok := commentRatio(a)
	if !ok || a.account.Likes.Or(0) < likesForFew {
		return false
	}
	band, known := bandFor(facts.CommentsPerLike, a)
	return known && ratio > farBeyond*band.P99
}

func commentReason(key string, a *subject, ratio float64, band facts.Band) Reason {
	return because(domain.Say(key, "likes", a.account.Likes.Or(0), "comments", a.account.Comments.Or(0), "ratio", domain.Rate(ratio),
		"usual", usualIn(band), "accounts", band.Accounts), a.of(domain.FieldInteractions, band.Sources...)...)
}

func manyLikes(_ *scorer, a *subject) (Reason, bool) {
	band, known := bandFor(facts.LikesPerView, a)
	ratio, ok := likeRatio(a)
	if !known || !ok || a.contradicts || ratio <= band.P99 || a.account.Likes.Or(0) < likesForFew {
		return Reason{}, false
	}
	return because(domain.Say("advise.risk.likes-high", "likes", a.account.Likes.Or(0), "share", domain.Rate(ratio),
		"usual", usualIn(band), "accounts", band.Accounts), a.of(domain.FieldInteractions, band.Sources...)...), true
}

// usualIn is what eight in ten have, as other signals show it.
func usualIn(b facts.Band) domain.Interval {
	return domain.Interval{P10: b.P10, P50: b.P50, P90: b.P90}
}

// CountsUncompared says why the likes and comments of an account are held
// against nothing, so that silence is not taken for a pass; false where they are,
// or are not known.
func CountsUncompared(a *domain.Account) (why domain.Sentence, ok bool) {
	s := subjectOf(a)
	if _, stated := commentRatio(&s); !stated {
		return domain.Sentence{}, false
	}
	if _, usual := bandFor(facts.CommentsPerLike, &s); usual {
		return domain.Sentence{}, false
	}
	anySize := slices.ContainsFunc(domain.Tiers, func(tier domain.Tier) bool {
		_, known := facts.BandOf(facts.CommentsPerLike, a.Platform, tier)
		return known
	})
	if anySize && !a.Followers.IsKnown() {
		return domain.Say("check.unsized"), true
	}
	return domain.Say("check.uncompared", "platform", a.Platform), true
}
