package facts

import "chonmat/domain"

// Ratio is what two counts of a post say of each other.
type Ratio string

// The ratios, all fractions.
const (
	CommentsPerLike Ratio = "comments_per_like"
	LikesPerView    Ratio = "likes_per_view"
)

// Band is how a ratio lies among the accounts of a platform and tier, counted
// directly: one in a hundred is below P1, one in ten below P10.
//
// The accounts are those of the public lists named by the sources, each once:
// of TikTok 6,853 accounts whose videos feeds in Vietnam showed in May 2025
// (their likes, comments and views added up over the videos seen, one or two of
// most), and the five lists of the most engaging 1,000 of 2022; of YouTube the
// five lists of the largest 1,000, hardly any below three million. Counted were
// those with 10,000 likes a post and more (1,000 on YouTube): posts that did
// well. On smaller ones likes per view are no higher (0.13 at most on 99 in 100
// of 1,274 TikTok videos of Vietnamese creators with 1,000 to 10,000 likes,
// 2024–25), but comments per like are: of 955 TikTok videos of news, as many
// likes each, 2023, one in seven had more than 0.2.
type Band struct {
	Accounts               int
	P1, P10, P50, P90, P99 float64
	Sources                []domain.Source
}

type bandKey struct {
	ratio    Ratio
	platform domain.Platform
	tier     domain.Tier
}

var bands = func() map[bandKey]Band {
	m := map[bandKey]Band{}
	for _, r := range read("ratios.csv") {
		m[bandKey{Ratio(r["ratio"]), domain.Platform(r["platform"]), domain.Tier(r["tier"])}] = Band{
			Accounts: int(r.number("accounts")), Sources: r.cited(),
			P1: r.number("p1"), P10: r.number("p10"), P50: r.number("p50"), P90: r.number("p90"), P99: r.number("p99"),
		}
	}
	return m
}()

// BandOf returns how a ratio lies among accounts of a platform and tier; false
// where nobody publishes the counts.
func BandOf(r Ratio, p domain.Platform, t domain.Tier) (Band, bool) {
	b, ok := bands[bandKey{r, p, t}]
	return b, ok
}
