package advise

import (
	"math"
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// scorer is a brief made ready for scoring many accounts.
type scorer struct {
	brief   domain.Brief
	today   domain.Date
	weights [4]float64 // by Criteria
	parts   [4][]part  // those that apply, by Criteria; their shares add up to 1
	rules   []rule     // those that apply
	wanted  []bool     // by platforms: on the chosen channels
	places  []placeShare

	affinities  [32]float64 // by bits of row.subjects
	logAgeUsual float64
	genderLifts *[wholeShare + 1]float64
	ageLifts    *[wholeShare + 1]float64
	ageWeights  [5]float64 // how much of each class is wanted
	inside      [128]bool  // by locations: within the wanted places
	around      [128]bool  // regions that hold a wanted one
	channelFit  []float64  // by platforms, 0–100

	// What the rules forbid and ask for, by bits of a row.
	noPlatforms, onlyTiers, noTiers, onlyKinds, noKinds uint32
}

func newScorer(b domain.Brief, channels []domain.Platform, o Options) *scorer {
	if o.Weights == (domain.Weights{}) || o.Weights.Validate() != nil {
		o.Weights = WeightsFor(b.KPI)
	}
	s := &scorer{brief: b, today: o.Today, weights: o.Weights.List(), affinities: affinitiesTo(b.Industry)}
	for i, c := range domain.Criteria {
		s.parts[i] = partsOf(c, &b)
	}
	for _, r := range rules {
		if r.applies(&b) {
			s.rules = append(s.rules, r)
		}
	}
	s.noPlatforms = setOf(domain.Platforms, b.ExcludeChannels...)
	s.onlyTiers, s.noTiers = setOf(domain.Tiers, b.Tiers...), setOf(domain.Tiers, b.ExcludeTiers...)
	s.onlyKinds, s.noKinds = setOf(domain.Kinds, answers[b.CreatorKind]...), setOf(domain.Kinds, b.ExcludeKinds...)
	if len(channels) == 0 {
		channels = b.Channels
	}
	for i := range platforms {
		s.wanted = append(s.wanted, len(channels) == 0 || holds(channels, platforms[i].name))
		s.channelFit = append(s.channelFit, min(20*facts.Fit(platforms[i].name, b), 100))
	}
	if g, ok := facts.GenderShare(b.Gender); ok {
		s.genderLifts = lifts(math.Log(g.Share))
	}
	if asksAge(&b) {
		s.logAgeUsual = math.Log(facts.AgeShare(b.AgeMin, b.AgeMax))
		s.ageLifts, s.ageWeights = lifts(s.logAgeUsual), ageWeights(b.AgeMin, b.AgeMax)
	}
	s.placesOf(b.Locations)
	return s
}

// setOf is the set of some words, by their places in a list.
func setOf[T comparable](list []T, some ...T) (set uint32) {
	for _, w := range some {
		if i := slices.Index(list, w); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

func holds[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// oldest is where the last age class ends for the purpose of spreading people
// evenly over it.
const oldest = 79

// ageWeights tells how much of each age class lies between low and high.
func ageWeights(low, high int) (w [5]float64) {
	if high == 0 {
		high = domain.MaxAge
	}
	for i, c := range domain.AgeClasses {
		last := min(c.Max, oldest)
		if years := min(last, high) - max(c.Min, low) + 1; years > 0 {
			w[i] = float64(years) / float64(last-c.Min+1)
		}
	}
	return w
}

// ageShare is the share of an audience of the wanted ages.
func (s *scorer) ageShare(a *domain.Account) float64 {
	sum := 0.0
	for i, share := range a.AudienceAges.Shares {
		sum += float64(share) * s.ageWeights[i]
	}
	return sum
}

// placesOf marks every place that lies in a wanted one, and every region around
// one.
func (s *scorer) placesOf(wanted []domain.Location) {
	for _, w := range wanted {
		for i, l := range locations[2:] {
			if w.Holds(l) {
				s.inside[i+2] = true
			} else if l.Holds(w) {
				s.around[i+2] = true
			}
		}
	}
}

// placeShare is the share of an audience in the wanted places. It adds whole
// millionths, so that the order of the map changes nothing.
func (s *scorer) placeShare(a *domain.Account) float64 {
	var sum int64
	for place, share := range a.AudienceLocations {
		if s.inside[locationCode(place)] {
			sum += int64(max(0, min(float64(share), 1)) * 1e6)
		}
	}
	return float64(sum) / 1e6
}

// takes tells whether an account is on a chosen channel and breaks no rule.
func (s *scorer) takes(r *row) bool {
	return r.platform >= 0 && s.wanted[r.platform] && s.broken(r) == nil
}

// scores gives the scores of a row by Criteria.
func (s *scorer) scores(r *row) (scores [4]float64) {
	fit := 0.0
	for i := range s.parts[relevance] {
		p := &s.parts[relevance][i]
		fit += p.share * p.fit(s, r).score
	}
	return [4]float64{float64(r.reach), within100(fit), float64(r.persuasiveness), float64(r.value)}
}

// relevance is the place in Criteria of the criterion that the brief decides.
const relevance = 1

// confidence tells how much of a score rests on the account's own figures.
func (s *scorer) confidence(a *subject, r *row) (sum float64) {
	for i := range s.parts {
		for j := range s.parts[i] {
			p := &s.parts[i][j]
			sum += s.weights[i] * p.share * p.marked(s, a, r).known
		}
	}
	return sum
}

// standing is where an account stands: its score in tenths of a point, and the
// same before rounding, in millionths, to part those with equal scores. Both
// only rise when a criterion does; so does their order.
type standing struct {
	tenths int32
	fine   int32
}

func (s *scorer) standing(r *row) (st standing) {
	sum := 0.0
	for i, score := range s.scores(r) {
		st.tenths += s.tenths(i, score)
		sum += s.weights[i] * score
	}
	st.fine = int32(sum*1e6 + 0.5)
	return st
}

// tenths is what a criterion adds to the score, in tenths of a point. The
// score is the sum of these, so that what is shown adds up exactly.
func (s *scorer) tenths(criterion int, score float64) int32 {
	return int32(s.weights[criterion]*score*10 + 0.5)
}
