package knowledge

import (
	"fmt"
	"strings"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// figures reads the values that an entry's texts take from facts, each written
// name=metric/platform/tier or name=audience/platform: its 80% interval, or how
// many people. A fee without a published upper end is its lower end.
func figures(key, cell string) (args []domain.Arg) {
	for field := range strings.FieldsSeq(cell) {
		name, path, _ := strings.Cut(field, "=")
		value, ok := figure(strings.Split(path, "/"))
		if !ok {
			panic(fmt.Sprintf("knowledge: %s wants %q, which facts does not have", key, field))
		}
		args = append(args, domain.Arg{Name: name, Value: value})
	}
	return args
}

func figure(path []string) (any, bool) {
	if len(path) == 2 && path[0] == "audience" {
		a, ok := facts.AudienceOf(domain.Platform(path[1]))
		return a.People, ok
	}
	if len(path) != 3 {
		return nil, false
	}
	curve := facts.CurveOf(facts.Metric(path[0]), domain.Platform(path[1]))
	if curve == nil {
		return nil, false
	}
	e, ok := curve.Tier(domain.Tier(path[2]))
	switch {
	case e.OpenHigh:
		return domain.VND(e.Low), ok
	case e.Low == 0:
		return domain.VND(e.High), ok
	}
	return domain.Interval{P10: e.Low, P50: e.Point, P90: e.High}, ok
}
