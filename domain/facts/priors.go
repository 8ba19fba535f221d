package facts

import (
	"math"

	"chonmat/domain"
)

// Metric is what a prior estimates.
type Metric string

// The metrics. Rates are fractions, money is đồng.
const (
	ViewRate              Metric = "view_rate"               // views of one post / followers
	ReachRate             Metric = "reach_rate"              // people reached by one post / followers
	EngagementByViews     Metric = "engagement_by_views"     // interactions / views
	EngagementByFollowers Metric = "engagement_by_followers" // interactions of one post / followers
	Fee                   Metric = "fee"                     // one short video or feed post, before tax and usage rights
	CPM                   Metric = "cpm"                     // what brands pay creators per 1,000 views
	ReachOfViews          Metric = "reach_of_views"          // people reached / views
	GrowthMonth           Metric = "growth_month"            // new followers in a month / followers
)

// AnyPlatform is the platform of what holds wherever a platform has no row of
// its own.
const AnyPlatform domain.Platform = "any"

// Estimate is what is usual for a metric at a size. Low and High hold 80% of
// accounts, Point is the middle.
type Estimate struct {
	Low, Point, High float64
	// OpenHigh tells that no upper end is published; High then rests on the
	// spread of the next smaller tier.
	OpenHigh   bool
	Confidence string // medium, medium-low, low, very low
	Kind       string // computed, blend (of cited values), direct percentiles
	Sources    []domain.Source
}

// spreadOf80 is how many standard deviations lie between the 10th and the 90th
// percentile of a normal distribution.
const spreadOf80 = 2.563

// Z90 is the 90th percentile of the standard normal distribution.
const Z90 = spreadOf80 / 2

// Sigma is the spread of e in logarithms, e being taken as log-normal.
func (e Estimate) Sigma() float64 { return math.Log(e.High/e.Low) / spreadOf80 }

// benchmarkTiers are the tiers of the tables, and tierCentres the followers at
// which a tier's row holds exactly (the geometric middle of its bounds; two
// million for mega). Between centres a curve is straight in logarithms, so
// that nothing jumps where one tier ends.
var (
	benchmarkTiers = [4]domain.Tier{domain.Nano, domain.Micro, domain.Macro, domain.Mega}
	tierCentres    = [4]float64{3_162, 31_623, 316_228, 2_000_000}
	logCentres     = func() (out [4]float64) {
		for i, c := range tierCentres {
			out[i] = math.Log(c)
		}
		return out
	}()
)

// TierCentre returns the followers that stand for a benchmark tier; false for
// a tier that is none.
func TierCentre(t domain.Tier) (float64, bool) {
	for i, b := range benchmarkTiers {
		if b == t {
			return tierCentres[i], true
		}
	}
	return 0, false
}

// Curve is a prior over sizes of accounts.
type Curve struct {
	rows               [4]Estimate // by benchmarkTiers
	logPoint, logSigma [4]float64
	logLow, logHigh    [4]float64 // of an open end: what its neighbour's spread gives
}

// curves holds every curve, by metric and platform.
var curves = func() map[Metric]map[domain.Platform]*Curve {
	m := map[Metric]map[domain.Platform]*Curve{}
	for _, r := range read("priors.csv") {
		metric, platform := Metric(r["metric"]), domain.Platform(r["platform"])
		if m[metric] == nil {
			m[metric] = map[domain.Platform]*Curve{}
		}
		if m[metric][platform] == nil {
			m[metric][platform] = &Curve{}
		}
		c := m[metric][platform]
		e := Estimate{
			Low: r.number("low"), Point: r.number("point"),
			Confidence: r["confidence"], Kind: r["kind"], Sources: r.cited(),
		}
		if e.OpenHigh = r["high"] == ""; !e.OpenHigh {
			e.High = r.number("high")
		}
		for i, t := range benchmarkTiers {
			if domain.Tier(r["tier"]) == t || r["tier"] == "all" {
				c.rows[i] = e
			}
		}
	}
	for _, of := range m {
		for _, c := range of {
			c.prepare()
		}
	}
	return m
}()

func (c *Curve) prepare() {
	for i := range c.rows {
		e := &c.rows[i]
		if e.Point <= 0 {
			panic("facts: a prior lacks a tier")
		}
		c.logPoint[i] = math.Log(e.Point)
		if e.OpenHigh {
			below := c.rows[i-1]
			e.High = e.Point * below.High / below.Point
		}
		c.logLow[i], c.logHigh[i] = math.Log(e.Low), math.Log(e.High)
	}
	for i, e := range c.rows {
		if e.Low == 0 { // barter: from nothing upwards
			c.logLow[i] = c.logPoint[i] + c.logLow[i+1] - c.logPoint[i+1]
		}
		c.logSigma[i] = (c.logHigh[i] - c.logLow[i]) / spreadOf80
	}
}

// CurveOf returns what is usual for a metric on a platform, by size; nil when
// there is no public figure.
func CurveOf(m Metric, p domain.Platform) *Curve { return curves[m][p] }

// at interpolates between the tier centres, flat beyond the outer ones.
func at(values *[4]float64, logFollowers float64) float64 {
	if !(logFollowers > logCentres[0]) {
		return values[0]
	}
	for i := 1; i < len(logCentres); i++ {
		if logFollowers < logCentres[i] {
			t := (logFollowers - logCentres[i-1]) / (logCentres[i] - logCentres[i-1])
			return values[i-1] + t*(values[i]-values[i-1])
		}
	}
	return values[len(values)-1]
}

// Log returns the logarithms of the middle and of the spread (its standard
// deviation) at a size, itself given as a logarithm: the form that scoring a
// million accounts needs.
func (c *Curve) Log(logFollowers float64) (point, sigma float64) {
	return at(&c.logPoint, logFollowers), at(&c.logSigma, logFollowers)
}

// At returns the estimate for an account of that size.
func (c *Curve) At(followers int64) Estimate {
	log := math.Log(float64(max(followers, 1)))
	e := *c.row(domain.TierOf(followers))
	if e.Low > 0 {
		e.Low = math.Exp(at(&c.logLow, log))
	}
	e.Point, e.High = math.Exp(at(&c.logPoint, log)), math.Exp(at(&c.logHigh, log))
	return e
}

// Tier returns the table's own row for a tier; false for one that is no
// benchmark tier.
func (c *Curve) Tier(t domain.Tier) (Estimate, bool) {
	r := c.row(t)
	if r == nil {
		return Estimate{}, false
	}
	return *r, true
}

func (c *Curve) row(t domain.Tier) *Estimate {
	for i, b := range benchmarkTiers {
		if b == t {
			return &c.rows[i]
		}
	}
	return nil
}
