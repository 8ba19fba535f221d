package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// Column is one of our columns, named as in the canonical CSV
// ("followers", "price_short_video_vnd"); "" is not used. A platform before a
// dot says whose figure it is, for lists with one row a creator and columns
// for several platforms: "facebook.followers".
type Column string

// Columns lists the columns of the canonical CSV, in order.
var Columns = []Column{
	"id", "name", "kind", "platform", "handle", "url", "followers", "avg_views", "engagement_rate", "engagement_basis",
	"posts_per_week", "last_post_at", "followers_90d_ago", "categories", "languages", "location",
	"audience_female", "audience_13_17", "audience_18_24", "audience_25_34", "audience_35_44", "audience_45_plus",
	"audience_locations", "sponsored_share", "sponsored_vs_organic",
	"price_post_vnd", "price_story_vnd", "price_short_video_vnd", "price_long_video_vnd", "price_livestream_vnd",
	"contact", "source", "as_of", "avg_likes", "avg_comments", "avg_shares",
}

// Derived lists what other people's files hold and ours say differently: it is
// read, and turned into columns of the canonical CSV.
var Derived = []Column{
	"price",         // deliverable not stated, or named in the cell
	"deliverable",   // what the price of the row buys
	"engagements",   // all interactions of a typical post
	"audience_male", // a share
	"video",         // a link, caption or id of one video: the file has a row a video
}

// Choices lists every column that a person can choose for a column of a file,
// the usual ones first.
var Choices = append(append([]Column{"name", "platform", "handle", "url", "followers", "avg_views", "engagement_rate",
	"price", "price_short_video_vnd", "price_post_vnd", "price_story_vnd", "price_long_video_vnd", "price_livestream_vnd",
	"categories", "location", "contact"},
	without(Columns, "name", "platform", "handle", "url", "followers", "avg_views", "engagement_rate",
		"price_short_video_vnd", "price_post_vnd", "price_story_vnd", "price_long_video_vnd", "price_livestream_vnd",
		"categories", "location", "contact")...),
	without(Derived, "price")...)

func without(list []Column, out ...Column) []Column {
	return slices.DeleteFunc(slices.Clone(list), func(c Column) bool { return slices.Contains(out, c) })
}

// Split parts a column into the platform it is bound to ("" for none) and the
// plain column.
func (c Column) Split() (domain.Platform, Column) {
	if before, after, ok := strings.Cut(string(c), "."); ok {
		return domain.Platform(before), Column(after)
	}
	return "", c
}

// Of binds a plain column to a platform; "" leaves it plain.
func (c Column) Of(p domain.Platform) Column {
	if p == "" || c == "" {
		return c
	}
	return Column(p) + "." + c
}

// Valid tells whether c is "" or a column we know.
func (c Column) Valid() bool {
	p, plain := c.Split()
	if p != "" && !slices.Contains(domain.Platforms, p) {
		return false
	}
	return c == "" || slices.Contains(Columns, plain) || slices.Contains(Derived, plain)
}

// Name returns what people call the column, without its platform.
func (c Column) Name() domain.Sentence {
	_, plain := c.Split()
	if plain == "" {
		plain = "unused"
	}
	return domain.Sentence{Key: "roster.column." + string(plain)}
}

// deliverableOf is the deliverable that each price column prices.
var deliverableOf = map[Column]domain.Deliverable{
	"price_post_vnd": domain.Post, "price_story_vnd": domain.Story, "price_short_video_vnd": domain.ShortVideo,
	"price_long_video_vnd": domain.LongVideo, "price_livestream_vnd": domain.Livestream,
}

// repeatable columns may be fed by several columns of a file.
var repeatable = []Column{"categories", "video", "contact"}

// Mapping says for each column of the file which of ours it feeds.
type Mapping []Column

// Has tells whether some column of the file feeds c, for any platform.
func (m Mapping) Has(c Column) bool {
	return slices.ContainsFunc(m, func(have Column) bool { _, plain := have.Split(); return plain == c })
}

// names tells whether a column says who a row is about.
func (m Mapping) names() bool { return m.Has("name") || m.Has("handle") || m.Has("url") || m.Has("id") }

// counts tells whether a column holds a figure that an account needs.
func (m Mapping) counts() bool { return m.Has("followers") || m.Has("avg_views") }

// With returns the mapping with column i of the file feeding c; another
// column that fed it no longer does, unless several may.
func (m Mapping) With(i int, c Column) Mapping {
	out := slices.Clone(m)
	if i < 0 || i >= len(out) || !c.Valid() {
		return out
	}
	_, plain := c.Split()
	for j := range out {
		if out[j] == c && !slices.Contains(repeatable, plain) {
			out[j] = ""
		}
	}
	out[i] = c
	return out
}
