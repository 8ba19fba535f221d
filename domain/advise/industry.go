package advise

import (
	"slices"

	"chonmat/domain"
)

// unrelated is the affinity of two industries that have little to do with each
// other; related those that share an audience, by how much. Both are our
// reading of the market, made public with the model.
const unrelated = 0.1

var related = []struct {
	a, b  domain.Industry
	value float64
}{
	{"beauty", "fashion", 0.5},
	{"beauty", "health", 0.4},
	{"beauty", "mother-baby", 0.3},
	{"fashion", "travel", 0.3},
	{"food", "travel", 0.5},
	{"food", "home", 0.4},
	{"food", "mother-baby", 0.3},
	{"food", "health", 0.3},
	{"mother-baby", "home", 0.5},
	{"mother-baby", "health", 0.4},
	{"mother-baby", "education", 0.4},
	{"health", "fitness", 0.7},
	{"fitness", "fashion", 0.3},
	{"fitness", "food", 0.3},
	{"home", "real-estate", 0.5},
	{"home", "tech", 0.3},
	{"home", "pets", 0.3},
	{"tech", "gaming", 0.5},
	{"tech", "auto", 0.4},
	{"tech", "education", 0.3},
	{"gaming", "entertainment", 0.5},
	{"finance", "real-estate", 0.5},
	{"finance", "education", 0.4},
	{"ecommerce", "fashion", 0.5},
	{"ecommerce", "beauty", 0.5},
	{"ecommerce", "home", 0.5},
	{"ecommerce", "food", 0.4},
	{"ecommerce", "tech", 0.4},
	{"ecommerce", "mother-baby", 0.4},
}

// general is the affinity of entertainers to any industry: their audience is
// everybody.
const general = 0.25

// affinitiesTo tells how close each industry is to i, 0–1, by the bits of
// row.subjects.
func affinitiesTo(i domain.Industry) (out [32]float64) {
	for j := range out {
		out[j] = unrelated
	}
	set := func(of domain.Industry, v float64) {
		if j := slices.Index(domain.Industries, of); j >= 0 && of != "" {
			out[j] = max(out[j], v)
		}
	}
	set("entertainment", general)
	for _, r := range related {
		switch i {
		case r.a:
			set(r.b, r.value)
		case r.b:
			set(r.a, r.value)
		}
	}
	set(i, 1)
	return out
}

// affinity tells how close an industry is to the brief's, 0–1.
func (s *scorer) affinity(i domain.Industry) float64 {
	if j := slices.Index(domain.Industries, i); j >= 0 {
		return s.affinities[j]
	}
	return unrelated
}

// OffField tells whether nobody of some candidates is stated to be about the
// brief's industry: the best of a list are then only the closest to it.
func OffField(b domain.Brief, candidates []Candidate) bool {
	return asksIndustry(&b) && !slices.ContainsFunc(candidates, func(c Candidate) bool {
		return slices.Contains(c.Account.Categories, b.Industry)
	})
}
