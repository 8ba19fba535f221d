package facts

import (
	"slices"

	"chonmat/domain"
)

// Audience is how many people a platform reaches in Vietnam.
type Audience struct {
	People  float64
	Low     float64 // where counts disagree, the lowest; 0: they do not
	Counts  string  // ad_reach, ad_reach_adults, mau, members: what was counted
	Sources []domain.Source
}

var audiences = func() map[domain.Platform]Audience {
	m := map[domain.Platform]Audience{}
	for _, r := range read("audience.csv") {
		a := Audience{People: r.number("million") * 1e6, Counts: r["counts"], Sources: r.cited()}
		if r["low_million"] != "" {
			a.Low = r.number("low_million") * 1e6
		}
		m[domain.Platform(r["platform"])] = a
	}
	return m
}()

// AudienceOf returns how many people a platform reaches in Vietnam, and of
// AnyPlatform how many use any; false when that is not public.
func AudienceOf(p domain.Platform) (Audience, bool) {
	a, ok := audiences[p]
	return a, ok
}

// population is how many people live in Vietnam: 79.0 million user identities
// are 77.6% of them (DataReportal, Digital 2026). It stands beside the platforms
// in audience.csv.
const population domain.Platform = "population"

// OfPopulation returns what share of the population a number of people is.
func OfPopulation(people float64) domain.Rate {
	return domain.Rate(people / audiences[population].People)
}

// ageShare is how many people there are from one age to another, both included.
type ageShare struct {
	from, to int
	share    float64
	sources  []domain.Source
}

// ages are counted in all adults of the population, or of a platform's users.
var ages = func() map[string][]ageShare {
	m := map[string][]ageShare{}
	for _, r := range read("ages.csv") {
		m[r["of"]] = append(m[r["of"]], ageShare{
			from: int(r.number("from")), to: int(r.number("to")), share: r.number("share"), sources: r.cited(),
		})
	}
	return m
}()

// adult is the age from which there are figures by platform.
const adult = 18

// share adds up the shares of the ages from low to high, taking people as
// spread evenly within a class.
func share(classes []ageShare, low, high int) float64 {
	sum := 0.0
	for _, c := range classes {
		if years := min(c.to, high) - max(c.from, low) + 1; years > 0 {
			sum += c.share * float64(years) / float64(c.to-c.from+1)
		}
	}
	return sum
}

// AgeShares are how many of a group are of certain ages.
type AgeShares struct {
	Platform   float64 // of the platform's adult users
	Population float64 // of adults in Vietnam
	Sources    []domain.Source
}

// AgesOn compares the share of adults aged low to high among a platform's users
// with that in the population; 0 for high is no upper bound. It is false when
// the platform's ages are not public, or no adult is meant.
func AgesOn(p domain.Platform, low, high int) (AgeShares, bool) {
	low, high = max(low, adult), upTo(high)
	own := ages[string(p)]
	if own == nil || high < low {
		return AgeShares{}, false
	}
	population := ages["population"]
	return AgeShares{
		Platform: share(own, low, high), Population: share(population, low, high),
		Sources: slices.Concat(own[0].sources, population[0].sources),
	}, true
}

// AgeShare returns how many people aged low to high there are in Vietnam, as a
// share of adults; 0 for high is no upper bound. It is 0 below 13, where there
// are no figures.
func AgeShare(low, high int) float64 { return share(ages["population"], low, upTo(high)) }

func upTo(high int) int {
	if high == 0 {
		return domain.MaxAge
	}
	return high
}

// Gender is the share of a gender among users of social networks.
type Gender struct {
	Share   float64
	Sources []domain.Source
}

var genders = func() map[domain.Gender]Gender {
	m := map[domain.Gender]Gender{}
	for _, r := range read("genders.csv") {
		m[domain.Gender(r["gender"])] = Gender{Share: r.number("share"), Sources: r.cited()}
	}
	return m
}()

// GenderShare returns the share of a gender among users of social networks in
// Vietnam; no platform publishes its own. It is false for AnyGender.
func GenderShare(g domain.Gender) (Gender, bool) {
	s, ok := genders[g]
	return s, ok
}

// AgeSources tells where the ages of the population come from.
func AgeSources() []domain.Source { return ages["population"][0].sources }
