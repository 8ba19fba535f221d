package facts

import (
	"strconv"

	"chonmat/domain"
)

// Threshold is a number of followers from which something opens to a creator.
type Threshold struct {
	ID       string
	Platform domain.Platform // AnyPlatform: wherever they are
	// Followers is the least number that is enough; unknown: nobody publishes
	// one any more.
	Followers domain.Figure[int64]
	Status    ThresholdStatus
	Text      domain.Sentence // what opens, and on what other conditions
	Sources   []domain.Source
}

// ThresholdStatus is how far a threshold holds in Vietnam.
type ThresholdStatus string

// The statuses.
const (
	OpenHere  ThresholdStatus = "open"    // it holds in Vietnam
	CheckHere ThresholdStatus = "check"   // it holds abroad; whether here, the platform says
	NotHere   ThresholdStatus = "closed"  // Vietnam was not on the list
	Unclear   ThresholdStatus = "unclear" // the published rule is out of date
)

// Thresholds lists them, a platform's own before those of any, the lowest first.
var Thresholds = func() (out []Threshold) {
	for _, r := range read("thresholds.csv") {
		t := Threshold{
			ID: r["id"], Platform: domain.Platform(r["platform"]), Status: ThresholdStatus(r["status"]),
			Text: domain.Sentence{Key: r["key"]}, Sources: r.cited(),
		}
		if r["followers"] != "" {
			t.Followers = domain.Known(int64(r.number("followers")))
		}
		out = append(out, t)
	}
	return out
}()

// Income is what creators of a tier may take in a month, before tax: about 80%
// of them. It is worked out from a price list and an assumed number of paid
// posts, beside a few named cases, and so very weak.
type Income struct {
	Tier      domain.Tier
	From      int64 // followers from which it holds
	Low, High domain.VND
	Basis     domain.Sentence // how it was worked out
	Sources   []domain.Source
}

// Incomes lists the outlook by tier, the smallest first.
var Incomes = func() (out []Income) {
	for _, r := range read("incomes.csv") {
		out = append(out, Income{
			Tier: domain.Tier(r["tier"]), From: int64(r.number("from")),
			Low: domain.VND(r.number("low")), High: domain.VND(r.number("high")),
			Basis: domain.Sentence{Key: r["key"]}, Sources: r.cited(),
		})
	}
	return out
}()

// Finding is a published range about how newcomers fare, and the sentence that
// says it.
type Finding struct {
	Low, High float64
	Text      domain.Sentence
	Sources   []domain.Source
}

// The findings.
const (
	NewFollowersADay  = "new-followers-a-day"
	TikTokMedianViews = "tiktok-median-views"
	NothingAfterTen   = "nothing-after-ten"
)

// Findings holds them by name.
var Findings = func() map[string]Finding {
	out := map[string]Finding{}
	for _, r := range read("growth.csv") {
		out[r["finding"]] = Finding{
			Low: r.number("low"), High: r.number("high"),
			Text:    domain.Sentence{Key: r["key"], Args: []domain.Arg{{Name: "low", Value: count(r["low"])}, {Name: "high", Value: count(r["high"])}}},
			Sources: r.cited(),
		}
	}
	return out
}()

func count(cell string) int64 {
	n, err := strconv.ParseInt(cell, 10, 64)
	if err != nil {
		panic("facts: " + cell + " is no count")
	}
	return n
}

// Named returns the sources of those ids, which stand in other packages'
// tables; an id that is none stops the program as it starts.
func Named(ids string) []domain.Source {
	if ids == "" {
		return nil
	}
	return row{"sources": ids}.cited()
}
