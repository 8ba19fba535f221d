package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
)

// usualGoods are the goods whose rules an industry should know when its brief
// names none.
var usualGoods = map[domain.Industry]domain.Goods{
	"beauty":      "cosmetics",
	"health":      "supplements",
	"fitness":     "supplements",
	"food":        "supplements",
	"mother-baby": "infant-milk",
}

// duties is the checklist for the campaign at hand: what holds for everybody,
// then the rules of its goods.
func (t *turn) duties() screen.Block {
	var lines []screen.Text
	for _, d := range facts.Duties {
		lines = append(lines, screen.Join(" ", t.sentence(d.Say()), t.cite(d.Sources...)))
	}
	return screen.Bullets(append(lines, t.goodsLines(t.usualRules())...)...)
}

// usualRules are the rules of the campaign's goods, or else of those usual in
// its industry. They are for the one who makes the campaign: a creator is told
// the rules of what they advertise, and of nothing else.
func (t *turn) usualRules() []facts.GoodsRule {
	rules := t.papersRules()
	if g, ok := usualGoods[t.campaign.Brief.Industry]; ok && len(rules) == 0 {
		if rule, ok := facts.RuleOf(g); ok {
			rules = append(rules, rule)
		}
	}
	return rules
}
