package facts

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// fits is how well each platform serves each need, 0–5.
var fits = func() map[string]map[domain.Platform]float64 {
	m := map[string]map[domain.Platform]float64{}
	for _, r := range read("fit.csv") {
		m[r["need"]] = map[domain.Platform]float64{}
		for _, p := range domain.Platforms {
			m[r["need"]][p] = r.number(string(p))
		}
	}
	return m
}()

type need struct {
	when, need string
	weight     float64
}

var needs = func() []need {
	var out []need
	for _, r := range read("needs.csv") {
		if fits[r["need"]] == nil {
			panic("facts: needs.csv names an unknown need " + r["need"])
		}
		out = append(out, need{when: r["when"], need: r["need"], weight: r.number("weight")})
	}
	return out
}()

// lean is how much an industry leans to a platform, in points of fit.
type lean struct {
	industry domain.Industry
	platform domain.Platform
	points   float64
	sources  []domain.Source
}

var leans = func() []lean {
	var out []lean
	for _, r := range read("leans.csv") {
		out = append(out, lean{
			industry: domain.Industry(r["industry"]), platform: domain.Platform(r["platform"]),
			points: r.number("points"), sources: r.cited(),
		})
	}
	return out
}()

// Fit returns how well a platform serves what the brief needs: the mean of its
// needs, 0–5, and half a point more where its industry leans there. It is our
// reading of the sources, and is to be called that.
func Fit(p domain.Platform, b domain.Brief) float64 {
	conditions := conditionsOf(b)
	sum, weights := 0.0, 0.0
	for _, n := range needs {
		if slices.Contains(conditions, n.when) {
			sum += n.weight * fits[n.need][p]
			weights += n.weight
		}
	}
	fit := sum / weights // there is always a kpi: row
	for _, l := range leans {
		if l.industry == b.Industry && l.platform == p {
			fit += l.points
		}
	}
	return fit
}

// conditionsOf says which rows of needs.csv hold for a brief.
func conditionsOf(b domain.Brief) []string {
	out := []string{"kpi:" + string(b.KPI), "industry:" + string(b.Industry)}
	if b.AgeMin >= 45 {
		out = append(out, "age:45+")
	}
	if provincial(b.Locations) {
		out = append(out, "place:provinces")
	}
	return out
}

// provincial tells whether only places outside the two big cities are wanted.
func provincial(places []domain.Location) bool {
	for _, l := range places {
		if l.Holds("ha-noi") || l.Holds("ho-chi-minh") {
			return false
		}
	}
	return len(places) > 0
}

// Statement is what sources say about a platform.
type Statement struct {
	Text    domain.Sentence
	Sources []domain.Source
}

type statement struct {
	Statement
	platform   domain.Platform
	kpis       []domain.KPI
	industries []domain.Industry
	age        string
}

var statements = func() []statement {
	var out []statement
	for _, r := range read("statements.csv") {
		out = append(out, statement{
			Statement: Statement{Text: domain.Say(strings.TrimSpace(r["key"])), Sources: r.cited()},
			platform:  domain.Platform(r["platform"]),
			kpis:      list[domain.KPI](r["kpis"]), industries: list[domain.Industry](r["industries"]), age: r["age"],
		})
	}
	return out
}()

// StatementsOn returns what speaks about a platform for a brief: first what
// concerns its industry, KPI or ages, then what always holds.
func StatementsOn(p domain.Platform, b domain.Brief) []Statement {
	var special, always []Statement
	for _, s := range statements {
		switch {
		case s.platform != p:
		case len(s.kpis)+len(s.industries) == 0 && s.age == "":
			always = append(always, s.Statement)
		case slices.Contains(s.kpis, b.KPI), slices.Contains(s.industries, b.Industry),
			s.age == "young" && b.AgeMax > 0 && b.AgeMax <= 34:
			special = append(special, s.Statement)
		}
	}
	return append(special, always...)
}
