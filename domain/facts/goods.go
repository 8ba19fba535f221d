package facts

import (
	"strconv"
	"strings"

	"chonmat/domain"
)

// Verdict is what advertising law says of a class of goods.
type Verdict string

// The verdicts.
const (
	Banned Verdict = "banned" // must not be advertised at all
	Papers Verdict = "papers" // has rules of its own, and papers to ask for
	Ask    Verdict = "ask"    // depends on a degree or an age that was not said
	NoRule Verdict = "none"   // only looks like goods of another class
)

// GoodsRule is what the law says of a class of goods, state of November 2026,
// and the words by which people name them. goods.<class> in the catalogue names
// it, goods.<class>.rule says the rule.
type GoodsRule struct {
	Goods   domain.Goods
	Verdict Verdict
	Words   []string
	Sources []domain.Source
	// Of what must be asked: the unit of the number that decides ("degrees",
	// "months", "" for none), from which number on it is Above, and what it is
	// below.
	Unit         string
	From         int
	Below, Above domain.Goods
}

// GoodsRules lists every class.
var GoodsRules = func() (list []GoodsRule) {
	for _, r := range read("goods.csv") {
		g := GoodsRule{
			Goods: domain.Goods(r["goods"]), Verdict: Verdict(r["verdict"]), Sources: r.cited(),
			Unit: r["unit"], Below: domain.Goods(r["below"]), Above: domain.Goods(r["above"]),
		}
		if r["words"] != "" {
			g.Words = strings.Split(r["words"], "|")
		}
		if g.Unit != "" {
			n, err := strconv.Atoi(r["from"])
			if err != nil {
				panic("facts: goods.csv: " + err.Error())
			}
			g.From = n
		}
		list = append(list, g)
	}
	return list
}()

// RuleOf returns the rule of a class of goods; false for a class that is none.
func RuleOf(g domain.Goods) (GoodsRule, bool) {
	for _, r := range GoodsRules {
		if r.Goods == g {
			return r, true
		}
	}
	return GoodsRule{}, false
}
