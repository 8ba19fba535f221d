package advise

import "chonmat/domain"

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

// affinitiesTo lists the industries that have something to do with i.
func affinitiesTo(i domain.Industry) []affinity {
	if i == "" {
		return nil
	}
	out := []affinity{{i, 1}}
	for _, r := range related {
		switch i {
		case r.a:
			out = append(out, affinity{r.b, r.value})
		case r.b:
			out = append(out, affinity{r.a, r.value})
		}
	}
	return append(out, affinity{"entertainment", general}) // after a closer tie
}
