package advise

import (
	"math"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// scorer is a brief made ready for scoring many accounts.
type scorer struct {
	brief   domain.Brief
	today   domain.Date
	weights [4]float64 // by domain.Criteria
	parts   [4][]part  // those that apply, by domain.Criteria; their shares add up to 1
	rules   []rule     // those that apply
	wanted  []bool     // by platforms: on the chosen channels

	affinities                  []affinity
	logGenderUsual, logAgeUsual float64
	ageWeights                  [5]float64               // how much of each class is wanted
	inside                      map[domain.Location]bool // places within the wanted ones
	around                      map[domain.Location]bool // regions that hold a wanted one
	channelFit                  []float64                // by platforms, 0–100
}

// affinity is how close an industry is to the brief's.
type affinity struct {
	industry domain.Industry
	value    float64
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
	if len(channels) == 0 {
		channels = b.Channels
	}
	for i := range platforms {
		s.wanted = append(s.wanted, len(channels) == 0 || holds(channels, platforms[i].name))
		s.channelFit = append(s.channelFit, min(20*facts.Fit(platforms[i].name, b), 100))
	}
	if g, ok := facts.GenderShare(b.Gender); ok {
		s.logGenderUsual = math.Log(g.Share)
	}
	s.logAgeUsual = math.Log(facts.AgeShare(b.AgeMin, b.AgeMax))
	s.ageWeights = ageWeights(b.AgeMin, b.AgeMax)
	s.inside, s.around = placesOf(b.Locations)
	return s
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

// placesOf lists every place that lies in a wanted one, and every region around
// one.
func placesOf(wanted []domain.Location) (inside, around map[domain.Location]bool) {
	all := []domain.Location{domain.Nationwide, domain.North, domain.Central, domain.South, domain.Mekong}
	for _, p := range domain.Provinces {
		all = append(all, p.Slug)
	}
	inside, around = map[domain.Location]bool{}, map[domain.Location]bool{}
	for _, w := range wanted {
		for _, l := range all {
			if w.Holds(l) {
				inside[l] = true
			} else if l.Holds(w) {
				around[l] = true
			}
		}
	}
	return inside, around
}

// placeShare is the share of an audience in the wanted places. It adds whole
// millionths, so that the order of the map changes nothing.
func (s *scorer) placeShare(a *domain.Account) float64 {
	var sum int64
	for place, share := range a.AudienceLocations {
		if s.inside[place] {
			sum += int64(max(0, min(float64(share), 1)) * 1e6)
		}
	}
	return float64(sum) / 1e6
}

// affinity tells how close an industry is to the brief's, 0–1.
func (s *scorer) affinity(i domain.Industry) float64 {
	for _, a := range s.affinities {
		if a.industry == i {
			return a.value
		}
	}
	return unrelated
}

// criteria gives the scores of an account by domain.Criteria, and how much of them
// rests on its own figures.
func (s *scorer) criteria(a *subject) (scores [4]float64, confidence float64) {
	for i := range s.parts {
		for j := range s.parts[i] {
			p := &s.parts[i][j]
			m := p.mark(s, a)
			scores[i] += p.share * m.score
			confidence += s.weights[i] * p.share * m.known
		}
		if !(scores[i] >= 0) { // not a number either: a figure that was none
			scores[i] = 0
		}
		scores[i] = min(scores[i], 100)
	}
	return scores, confidence
}

// standing is where an account stands: its score in tenths of a point, and the
// same before rounding, in millionths, to part those with equal scores. Both
// only rise when a criterion does; so does their order.
type standing struct {
	tenths int32
	fine   int32
}

func (s *scorer) standing(a *subject) (st standing) {
	scores, _ := s.criteria(a)
	sum := 0.0
	for i, score := range scores {
		st.tenths += s.tenths(i, score)
		sum += s.weights[i] * score
	}
	st.fine = int32(math.Round(sum * 1e6))
	return st
}

// tenths is what a criterion adds to the score, in tenths of a point. The
// score is the sum of these, so that what is shown adds up exactly.
func (s *scorer) tenths(criterion int, score float64) int32 {
	return int32(math.Round(s.weights[criterion] * score * 10))
}
