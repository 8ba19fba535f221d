package advise

import (
	"math"
	"math/bits"

	"chonmat/domain"
)

// How an account fits a brief: the parts of relevance. They read rows.

// industryUnknown is the score of an account whose subject is unknown, about
// what a list scores on average: most accounts are about something else. One
// whose source names topics that belong to no industry is a little further off.
const (
	industryUnknown = 25
	industryNone    = 20
)

// fitIndustry takes the closest of the account's subjects, and half of it only
// as far as the others are close too: who is about everything is about the
// brief's industry less than who is about nothing else. The order of subjects
// does not count; sources list them in any.
func fitIndustry(s *scorer, r *row) mark {
	switch r.subjects {
	case onlyTopics:
		return mark{industryNone, 0.5}
	case 0:
		return mark{industryUnknown, 0}
	}
	best, sum := 0.0, 0.0
	for set := r.subjects; set != 0; set &= set - 1 {
		v := s.affinities[bits.TrailingZeros32(set)]
		best = max(best, v)
		sum += v
	}
	focus := sum / float64(bits.OnesCount32(r.subjects))
	return mark{100 * best * (1 + focus) / 2, 1}
}

// audienceSpread is the spread of audience shares around the usual one, in
// logarithms. A choice: no public table says how audiences differ.
const audienceSpread = 0.5

// lift scores a share of an audience against the logarithm of the usual one.
func lift(share, logUsual float64) float64 {
	return sigmoid((math.Log(max(share, 0.001)) - logUsual) / audienceSpread)
}

// lifts are the scores of every share in thousandths: a million audiences cost
// no logarithm each.
func lifts(logUsual float64) *[wholeShare + 1]float64 {
	var out [wholeShare + 1]float64
	for i := range out {
		out[i] = lift(float64(i)/wholeShare, logUsual)
	}
	return &out
}

func fitGender(s *scorer, r *row) mark {
	if r.female < 0 {
		return mark{peer, 0}
	}
	share := r.female
	if s.brief.Gender == domain.Male {
		share = wholeShare - share
	}
	return mark{s.genderLifts[share], 1}
}

func fitAge(s *scorer, r *row) mark {
	if !r.aged {
		return mark{peer, 0}
	}
	sum := 0.0
	for i, share := range r.ages {
		sum += float64(share) * s.ageWeights[i]
	}
	return mark{s.ageLifts[int(min(sum*wholeShare/fineShare+0.5, wholeShare))], 1}
}

// enoughThere is the share of an audience in the wanted places that is enough
// for full marks.
const enoughThere = 0.6

// Where the audience's places are unknown, the account's own place stands in.
const (
	placeInside  = 70
	placeOutside = 35
)

func fitPlace(s *scorer, r *row) mark {
	switch {
	case r.places > 0:
		sum := 0
		for _, p := range s.places[r.places-1:] {
			if s.inside[p.location] {
				sum += int(p.share)
			}
			if p.last {
				break
			}
		}
		return mark{100 * min(float64(sum)/fineShare/enoughThere, 1), 1}
	case r.location == 0:
		return mark{peer, 0}
	case s.inside[r.location]:
		return mark{placeInside, 0.5}
	case s.around[r.location]:
		return mark{peer, 0.5}
	}
	return mark{placeOutside, 0.5}
}

func fitChannel(s *scorer, r *row) mark { return mark{s.channelFit[r.platform], 1} }

func fitKind(s *scorer, r *row) mark {
	switch {
	case r.kind == 0:
		return mark{peer, 0}
	case domain.Kinds[r.kind-1] == s.brief.CreatorKind:
		return mark{100, 1}
	}
	return mark{peer, 1}
}
