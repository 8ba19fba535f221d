package roster_test

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
	"chonmat/storage/roster"
)

// canonical is a list in the canonical columns, as scripts write it: what the
// contract says of every column, for the reader to be held to.
func canonical(accounts iter.Seq[domain.Account]) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		row := make([]string, len(roster.Columns))
		for i, c := range roster.Columns {
			row[i] = string(c)
		}
		if !yield(row) {
			return
		}
		for a := range accounts {
			for i, c := range roster.Columns {
				row[i] = cellOf[c](&a)
			}
			if !yield(row) {
				return
			}
		}
	}
}

func fraction(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// cellOf writes each canonical column; unknown is blank.
var cellOf = map[roster.Column]func(a *domain.Account) string{
	"id":                   func(a *domain.Account) string { return a.Creator },
	"name":                 func(a *domain.Account) string { return a.Name },
	"kind":                 func(a *domain.Account) string { return string(a.Kind) },
	"platform":             func(a *domain.Account) string { return string(a.Platform) },
	"handle":               func(a *domain.Account) string { return a.Handle },
	"url":                  func(a *domain.Account) string { return a.URL },
	"followers":            func(a *domain.Account) string { return whole(a.Followers) },
	"avg_views":            func(a *domain.Account) string { return whole(a.Views) },
	"engagement_rate":      func(a *domain.Account) string { return decimal(a.Engagement) },
	"engagement_basis":     func(a *domain.Account) string { return string(a.EngagementBasis) },
	"posts_per_week":       func(a *domain.Account) string { return decimal(a.PostsPerWeek) },
	"last_post_at":         func(a *domain.Account) string { return string(a.LastPost) },
	"followers_90d_ago":    func(a *domain.Account) string { return whole(a.Followers90dAgo) },
	"categories":           writeTags,
	"languages":            func(a *domain.Account) string { return strings.Join(a.Languages, "|") },
	"location":             func(a *domain.Account) string { return string(a.Location) },
	"audience_female":      func(a *domain.Account) string { return decimal(a.AudienceFemale) },
	"audience_13_17":       func(a *domain.Account) string { return ageShare(a, 0) },
	"audience_18_24":       func(a *domain.Account) string { return ageShare(a, 1) },
	"audience_25_34":       func(a *domain.Account) string { return ageShare(a, 2) },
	"audience_35_44":       func(a *domain.Account) string { return ageShare(a, 3) },
	"audience_45_plus":     func(a *domain.Account) string { return ageShare(a, 4) },
	"audience_locations":   writePlaces,
	"sponsored_share":      func(a *domain.Account) string { return decimal(a.SponsoredShare) },
	"sponsored_vs_organic": func(a *domain.Account) string { return decimal(a.SponsoredVsOrganic) },
	"price_post_vnd":       priceOf(domain.Post), "price_story_vnd": priceOf(domain.Story),
	"price_short_video_vnd": priceOf(domain.ShortVideo), "price_long_video_vnd": priceOf(domain.LongVideo),
	"price_livestream_vnd": priceOf(domain.Livestream),
	"contact":              func(a *domain.Account) string { return a.Contact },
	"source":               func(a *domain.Account) string { return a.Source.Title },
	"as_of":                func(a *domain.Account) string { return a.Source.Date },
	"avg_likes":            func(a *domain.Account) string { return whole(a.Likes) },
	"avg_comments":         func(a *domain.Account) string { return whole(a.Comments) },
	"avg_shares":           func(a *domain.Account) string { return whole(a.Shares) },
}

func whole(f domain.Figure[int64]) string {
	if v, ok := f.Get(); ok {
		return strconv.FormatInt(v, 10)
	}
	return ""
}

func decimal[T ~float64](f domain.Figure[T]) string {
	if v, ok := f.Get(); ok {
		return fraction(float64(v))
	}
	return ""
}

func ageShare(a *domain.Account, class int) string {
	if !a.AudienceAges.Known {
		return ""
	}
	return fraction(float64(a.AudienceAges.Shares[class]))
}

func priceOf(d domain.Deliverable) func(a *domain.Account) string {
	return func(a *domain.Account) string {
		if price, ok := a.Prices[d]; ok {
			return strconv.FormatInt(int64(price), 10)
		}
		return ""
	}
}

func writeTags(a *domain.Account) string {
	tags := make([]string, 0, len(a.Categories)+len(a.Topics))
	for _, c := range a.Categories {
		tags = append(tags, string(c))
	}
	for _, topic := range a.Topics {
		tags = append(tags, strings.ReplaceAll(topic, "|", "/"))
	}
	return strings.Join(tags, "|")
}

func writePlaces(a *domain.Account) string {
	places := slices.SortedFunc(maps.Keys(a.AudienceLocations), func(x, y domain.Location) int {
		return cmp.Or(cmp.Compare(a.AudienceLocations[y], a.AudienceLocations[x]), cmp.Compare(x, y))
	})
	var b strings.Builder
	for i, place := range places {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(string(place) + ":" + fraction(float64(a.AudienceLocations[place])))
	}
	return b.String()
}
