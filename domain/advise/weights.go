package advise

import (
	"math"

	"chonmat/domain"
)

// Weights are the shares of the criteria in a score; they add up to 1.
type Weights struct {
	Reach          float64 `json:"reach"`
	Relevance      float64 `json:"relevance"`
	Persuasiveness float64 `json:"persuasiveness"`
	Value          float64 `json:"value"`
}

// weightsByKPI is our choice, shown to people in the product: what a campaign
// is bought for decides what counts. The entry of no KPI stands for a brief
// that states none.
var weightsByKPI = map[domain.KPI]Weights{
	"":                {Reach: 0.30, Relevance: 0.35, Persuasiveness: 0.25, Value: 0.10},
	domain.Awareness:  {Reach: 0.35, Relevance: 0.35, Persuasiveness: 0.15, Value: 0.15},
	domain.Views:      {Reach: 0.35, Relevance: 0.30, Persuasiveness: 0.15, Value: 0.20},
	domain.Engagement: {Reach: 0.20, Relevance: 0.30, Persuasiveness: 0.35, Value: 0.15},
	domain.Conversion: {Reach: 0.15, Relevance: 0.30, Persuasiveness: 0.35, Value: 0.20},
	domain.Leads:      {Reach: 0.15, Relevance: 0.35, Persuasiveness: 0.30, Value: 0.20},
	domain.Traffic:    {Reach: 0.25, Relevance: 0.30, Persuasiveness: 0.25, Value: 0.20},
	domain.Installs:   {Reach: 0.20, Relevance: 0.30, Persuasiveness: 0.25, Value: 0.25},
}

// WeightsFor returns the weights for a KPI, and for none ("").
func WeightsFor(k domain.KPI) Weights {
	if w, ok := weightsByKPI[k]; ok {
		return w
	}
	return weightsByKPI[""]
}

// Of returns the weight of a criterion.
func (w Weights) Of(c Criterion) float64 {
	for i, x := range w.list() {
		if Criteria[i] == c {
			return x
		}
	}
	return 0
}

// list is in the order of Criteria.
func (w Weights) list() [4]float64 {
	return [4]float64{w.Reach, w.Relevance, w.Persuasiveness, w.Value}
}

// Validate returns an Invalid error unless every weight is 0–1 and they add up
// to 1, within a thousandth.
func (w Weights) Validate() error {
	sum := 0.0
	for _, x := range w.list() {
		if !(x >= 0 && x <= 1) { // NaN fails
			return domain.Errorf(domain.Invalid, "weights %v: each must be 0–1", w)
		}
		sum += x
	}
	if math.Abs(sum-1) > 0.001 {
		return domain.Errorf(domain.Invalid, "weights %v: add up to %g, want 1", w, sum)
	}
	return nil
}
