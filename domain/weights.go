package domain

import "math"

// Criterion is one part of a score.
type Criterion string

// The criteria.
const (
	Reach          Criterion = "reach"          // độ phủ sóng
	Relevance      Criterion = "relevance"      // độ liên quan
	Persuasiveness Criterion = "persuasiveness" // khả năng thuyết phục
	Value          Criterion = "value"          // value for money
)

// Criteria lists every criterion, in the order in which they are shown.
var Criteria = []Criterion{Reach, Relevance, Persuasiveness, Value}

// Weights are the shares of the criteria in a score; they add up to 1. The zero
// Weights are none: those of the KPI count.
type Weights struct {
	Reach          float64 `json:"reach"`
	Relevance      float64 `json:"relevance"`
	Persuasiveness float64 `json:"persuasiveness"`
	Value          float64 `json:"value"`
}

// List returns the weights in the order of Criteria.
func (w Weights) List() [4]float64 {
	return [4]float64{w.Reach, w.Relevance, w.Persuasiveness, w.Value}
}

// WeightsOf makes Weights from a list in the order of Criteria.
func WeightsOf(list [4]float64) Weights { return Weights{list[0], list[1], list[2], list[3]} }

// Of returns the weight of a criterion.
func (w Weights) Of(c Criterion) float64 {
	for i, x := range w.List() {
		if Criteria[i] == c {
			return x
		}
	}
	return 0
}

// With returns w with another weight for one criterion, cut to 0–1. The others
// share the rest as they did before, or evenly if they had nothing. All are
// whole hundredths.
func (w Weights) With(c Criterion, weight float64) Weights {
	list := w.List()
	parts, sum := list, 0.0 // of the others
	for i := range parts {
		if Criteria[i] == c {
			parts[i] = 0
		}
		sum += parts[i]
	}
	if sum == 0 {
		for i := range parts {
			if Criteria[i] != c {
				parts[i] = 1
				sum++
			}
		}
	}
	wanted := math.Round(100 * max(0, min(weight, 1)))
	// Rounding the running sum, rather than each, keeps the total.
	var out [4]float64
	run, given := 0.0, 0.0
	for i := range out {
		if Criteria[i] == c {
			out[i] = wanted / 100
			continue
		}
		run += parts[i]
		upTo := math.Round((100 - wanted) * run / sum)
		out[i], given = (upTo-given)/100, upTo
	}
	return WeightsOf(out)
}

// Validate returns an Invalid error unless every weight is 0–1 and they add up
// to 1, within a thousandth.
func (w Weights) Validate() error {
	sum := 0.0
	for _, x := range w.List() {
		if !(x >= 0 && x <= 1) { // NaN fails
			return Errorf(Invalid, "weights %v: each must be 0–1", w)
		}
		sum += x
	}
	if math.Abs(sum-1) > 0.001 {
		return Errorf(Invalid, "weights %v: add up to %g, want 1", w, sum)
	}
	return nil
}
