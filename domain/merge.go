package domain

import (
	"cmp"
	"maps"
)

// Merge joins two rows about the same account: what newer states wins, and
// what only older states is kept with the source it had.
func Merge(older, newer Account) Account {
	merged := newer
	merged.Sources = maps.Clone(newer.Sources)
	merged.Kind = cmp.Or(newer.Kind, older.Kind)
	merged.Handle = cmp.Or(newer.Handle, older.Handle)
	merged.URL = cmp.Or(newer.URL, older.URL)
	merged.Location = cmp.Or(newer.Location, older.Location)
	merged.Contact = cmp.Or(newer.Contact, older.Contact)
	if len(merged.Languages) == 0 {
		merged.Languages = older.Languages
	}
	for _, m := range fieldMerges {
		if m.keep(&merged, &older) && older.SourceOf(m.field) != merged.Source {
			if merged.Sources == nil {
				merged.Sources = map[Field]Source{}
			}
			merged.Sources[m.field] = older.SourceOf(m.field)
		}
	}
	return merged
}

// fieldMerges says how the figures of each field are kept from an older row
// when the newer one has none of them; keep tells whether it kept any. The
// figures of one field are kept or replaced together, so that a field has one
// source.
var fieldMerges = []struct {
	field Field
	keep  func(to, from *Account) bool
}{
	{FieldFollowers, func(to, from *Account) bool { return keep(&to.Followers, from.Followers) }},
	{FieldViews, func(to, from *Account) bool { return keep(&to.Views, from.Views) }},
	{FieldEngagement, func(to, from *Account) bool {
		if !keep(&to.Engagement, from.Engagement) {
			return false
		}
		to.EngagementBasis = from.EngagementBasis
		return true
	}},
	{FieldInteractions, func(to, from *Account) bool {
		if to.Likes.IsKnown() || to.Comments.IsKnown() || to.Shares.IsKnown() {
			return false
		}
		to.Likes, to.Comments, to.Shares = from.Likes, from.Comments, from.Shares
		return from.Likes.IsKnown() || from.Comments.IsKnown() || from.Shares.IsKnown()
	}},
	{FieldAudience, func(to, from *Account) bool {
		if to.AudienceFemale.IsKnown() || to.AudienceAges.Known || len(to.AudienceLocations) > 0 {
			return false
		}
		to.AudienceFemale, to.AudienceAges, to.AudienceLocations = from.AudienceFemale, from.AudienceAges, from.AudienceLocations
		return from.AudienceFemale.IsKnown() || from.AudienceAges.Known || len(from.AudienceLocations) > 0
	}},
	{FieldPrice, func(to, from *Account) bool {
		if len(to.Prices) > 0 || len(from.Prices) == 0 {
			return false
		}
		to.Prices = from.Prices
		return true
	}},
	{FieldActivity, func(to, from *Account) bool {
		if to.PostsPerWeek.IsKnown() || to.LastPost != "" || to.Followers90dAgo.IsKnown() {
			return false
		}
		to.PostsPerWeek, to.LastPost, to.Followers90dAgo = from.PostsPerWeek, from.LastPost, from.Followers90dAgo
		return from.PostsPerWeek.IsKnown() || from.LastPost != "" || from.Followers90dAgo.IsKnown()
	}},
	{FieldSponsored, func(to, from *Account) bool {
		if to.SponsoredShare.IsKnown() || to.SponsoredVsOrganic.IsKnown() {
			return false
		}
		to.SponsoredShare, to.SponsoredVsOrganic = from.SponsoredShare, from.SponsoredVsOrganic
		return from.SponsoredShare.IsKnown() || from.SponsoredVsOrganic.IsKnown()
	}},
	{FieldTopics, func(to, from *Account) bool {
		if len(to.Categories)+len(to.Topics) > 0 || len(from.Categories)+len(from.Topics) == 0 {
			return false
		}
		to.Categories, to.Topics = from.Categories, from.Topics
		return true
	}},
}

// keep takes from over when to is unknown, and tells whether it did.
func keep[T ~int64 | ~float64](to *Figure[T], from Figure[T]) bool {
	if to.IsKnown() || !from.IsKnown() {
		return false
	}
	*to = from
	return true
}
