package domain_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
)

func TestAnotherWeightLeavesTheOthersInProportion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := domain.WeightsOf([4]float64{0.3, 0.35, 0.25, 0.1})
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			before := w
			c := rapid.SampledFrom(domain.Criteria).Draw(t, "criterion")
			want := rapid.Float64Range(-0.5, 1.5).Draw(t, "weight")
			w = w.With(c, want)
			if err := w.Validate(); err != nil {
				t.Fatal(err)
			}
			if got := max(0, min(want, 1)); math.Abs(w.Of(c)-got) > 0.0051 {
				t.Fatalf("wanted %v for %s, got %v", want, c, w)
			}
			for i, a := range domain.Criteria {
				for _, b := range domain.Criteria[i+1:] {
					if a != c && b != c && (before.Of(a)-before.Of(b))*(w.Of(a)-w.Of(b)) < 0 && math.Abs(w.Of(a)-w.Of(b)) > 0.011 {
						t.Fatalf("%s and %s changed places: %v became %v", a, b, before, w)
					}
				}
			}
		}
	})
}

func TestTheRestIsSharedEvenlyWhereNobodyHadAny(t *testing.T) {
	got := domain.Weights{Reach: 1}.With(domain.Reach, 0.4)
	if want := (domain.Weights{Reach: 0.4, Relevance: 0.2, Persuasiveness: 0.2, Value: 0.2}); got != want {
		t.Fatalf("got %v", got)
	}
}
