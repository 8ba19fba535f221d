package advise

import (
	"math"
	"slices"

	"chonmat/domain"
)

// row is an account as ranking reads it. What no brief changes is worked out
// once for a list: the scores of three criteria, and of the fourth the figures
// that a brief looks at, as codes. A million rows are 56 MB, and are read from
// end to end for every ranking.
type row struct {
	reach, persuasiveness, value float32 // 0–100

	subjects uint32 // the industries, by bit; 0 is none stated
	places   uint32 // where its audience's places begin in the table, from 1; 0: unknown
	price    int64  // đồng; negative: no quote
	key      uint32 // a hash of creator and platform
	ages     [5]uint16
	female   int16 // of a thousand; negative: unknown
	platform int8  // in platforms; negative: none of them
	kind     uint8 // 1 + its place in domain.Kinds; 0: unknown
	location uint8 // in locations; 0: unknown
	tiers    uint8 // those it is known to belong to, by bit of domain.Tiers
	sized    bool  // followers known
	viewed   bool  // views known
	aged     bool  // ages known
	sample   bool  // somebody fictional
}

// The scales of shares in a row. A thousandth is finer than any source.
const (
	wholeShare = 1_000  // of an audience's gender, and of sums over ages
	fineShare  = 10_000 // of one age class or place
)

// Bits of row.subjects beside the industries'.
const (
	otherSubject = 1 << 30 // one outside the vocabulary
	onlyTopics   = 1 << 31 // topics that belong to no industry
)

// placeShare is a part of an audience in one place. Those of one account lie
// together, the last one marked.
type placeShare struct {
	location uint8
	last     bool
	share    uint16 // of fineShare
}

// locations are the codes of places: 0 is unknown, 1 a place outside the
// vocabulary.
var (
	locations = func() []domain.Location {
		all := []domain.Location{"", "?", domain.Nationwide, domain.North, domain.Central, domain.South, domain.Mekong}
		for _, p := range domain.Provinces {
			all = append(all, p.Slug)
		}
		return all
	}()
	locationCodes = func() map[domain.Location]uint8 {
		m := map[domain.Location]uint8{}
		for i, l := range locations {
			m[l] = uint8(i)
		}
		return m
	}()
)

func locationCode(l domain.Location) uint8 {
	if c, ok := locationCodes[l]; ok {
		return c
	}
	return 1
}

// codes fills what the rules of a brief look at.
func (r *row) codes(a *subject) {
	r.platform, r.price = int8(a.index), -1
	r.sized, r.viewed, r.sample = a.followers, a.views, a.account.Sample
	r.kind = uint8(1 + slices.Index(domain.Kinds, a.account.Kind))
	if a.quoted {
		r.price = int64(a.price)
	}
	r.tiers = 0
	for i, t := range domain.Tiers {
		if a.is(t) {
			r.tiers |= 1 << i
		}
	}
}

// fixed fills the scores that no brief changes.
func (r *row) fixed(a *subject) {
	r.reach, r.persuasiveness, r.value = fixedScore(domain.Reach, a), fixedScore(domain.Persuasiveness, a), fixedScore(domain.Value, a)
}

// fixedScore is the score of a criterion whose parts look at no brief.
func fixedScore(c domain.Criterion, a *subject) float32 {
	sum := 0.0
	for _, p := range fixedParts[c] {
		sum += p.share * p.mark(a).score
	}
	return float32(within100(sum))
}

// within100 cuts a score to 0–100; what is no number counts as nothing.
func within100(score float64) float64 {
	if !(score >= 0) {
		return 0
	}
	return min(score, 100)
}

// audience fills who follows the account, and its subjects; the places of the
// audience go to the table's.
func (r *row) audience(a *domain.Account, places []placeShare) []placeShare {
	for _, c := range a.Categories {
		if i := slices.Index(domain.Industries, c); i >= 0 {
			r.subjects |= 1 << i
		} else {
			r.subjects |= otherSubject
		}
	}
	if r.subjects == 0 && len(a.Topics) > 0 {
		r.subjects = onlyTopics
	}
	if a.Location != "" {
		r.location = locationCode(a.Location)
	}
	r.female = -1
	if f, ok := a.AudienceFemale.Get(); ok {
		r.female = int16(shareOf(f, wholeShare))
	}
	if r.aged = a.AudienceAges.Known; r.aged {
		for i, s := range a.AudienceAges.Shares {
			r.ages[i] = shareOf(s, fineShare)
		}
	}
	if len(a.AudienceLocations) > 0 {
		r.places = uint32(len(places) + 1)
		for l, s := range a.AudienceLocations { // summed in whole parts, so that the order changes nothing
			places = append(places, placeShare{location: locationCode(l), share: shareOf(s, fineShare)})
		}
		places[len(places)-1].last = true
	}
	return places
}

func shareOf(r domain.Rate, scale float64) uint16 {
	if !(r > 0) {
		return 0
	}
	return uint16(math.Round(scale * float64(min(r, 1))))
}

// keyHash finds an account among rows before its key is compared.
func keyHash(k domain.AccountKey) uint32 {
	const prime = 16777619 // FNV-1a
	h := uint32(2166136261)
	for _, s := range [2]string{string(k.Platform), k.Creator} {
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * prime
		}
		h *= prime
	}
	return h
}
