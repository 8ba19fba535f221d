package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/understand"
)

// Goods that the law does not let anybody advertise end the flow; others have
// rules of their own, and papers to ask for.

// goodsNamed takes in which goods a text names. It answers texts that name
// nothing but goods that are banned or need a question; with others, what the
// text says of the brief is still to be taken.
func (t *turn) goodsNamed(text string, intent understand.Intent, r understand.Reading) bool {
	if intent == understand.IntentQuestion || intent == understand.IntentList || intent == understand.IntentCreator || namesAccount(text) {
		return false
	}
	asked := t.goodsWith(facts.Ask)
	found := understand.GoodsIn(text, asked)
	t.goods, t.goodsAnew = found, r.Brief.Industry != ""
	if len(found) == 0 || !r.Empty() && !(t.campaign != nil && asked != "") {
		return false
	}
	if t.campaign == nil {
		if !slices.ContainsFunc(found, func(g domain.Goods) bool { return verdictOf(g) != facts.Papers }) {
			return false
		}
		t.newCampaign()
	}
	t.takeGoods()
	if !t.stopped() {
		t.resume()
	}
	return true
}

func verdictOf(g domain.Goods) facts.Verdict {
	r, _ := facts.RuleOf(g)
	return r.Verdict
}

// takeGoods makes the goods of this step's text those of the campaign: in place
// of the old ones where the text states what the brief is about.
func (t *turn) takeGoods() {
	c := t.campaign
	goods := slices.Clone(c.Goods)
	if t.goodsAnew {
		goods = nil
	}
	for _, g := range t.goods {
		// What was asked about gives way to its answer.
		goods = slices.DeleteFunc(goods, func(old domain.Goods) bool {
			r, _ := facts.RuleOf(old)
			return r.Below == g || r.Above == g
		})
		if !slices.Contains(goods, g) {
			goods = append(goods, g)
		}
	}
	t.goods, t.goodsAnew = nil, false
	t.setGoods(goods)
}

func (t *turn) setGoods(goods []domain.Goods) {
	if slices.Equal(goods, t.campaign.Goods) {
		return
	}
	t.campaign.Goods = goods
	t.campaign.Revision++
	t.save()
}

// goodsWith returns the first goods of the campaign with a verdict, "" for none.
func (t *turn) goodsWith(v facts.Verdict) domain.Goods {
	if t.campaign != nil {
		for _, g := range t.campaign.Goods {
			if verdictOf(g) == v {
				return g
			}
		}
	}
	return ""
}

// stopped shows why the flow ends, or asks what decides whether it does; false
// when nothing stands in the way.
func (t *turn) stopped() bool {
	t.state.Question = nil
	if g := t.goodsWith(facts.Banned); g != "" {
		rule, _ := facts.RuleOf(g)
		t.show(screen.New(
			screen.P(t.Say("goods.banned", "goods", goodsName(g))),
			screen.P(screen.Join(" ", t.sentence(goodsRule(g)), t.cite(rule.Sources...))),
			screen.P(t.Say("goods.stop")),
		).
			With(t.on(t.Say("goods.other"), "goods", "none")).
			With(t.button(t.Say("brief.restart"), "new", ""), t.button(t.Say("button.home"), "home", "")))
		return true
	}
	if g := t.goodsWith(facts.Ask); g != "" {
		rule, _ := facts.RuleOf(g)
		t.show(screen.New(
			screen.P(t.sentence(domain.Say("goods."+string(g)+".ask"))),
			screen.Small(t.cite(rule.Sources...)),
		).
			With(t.on(t.sentence(domain.Say("goods."+string(g)+".below")), "goods", string(rule.Below)),
				t.on(t.sentence(domain.Say("goods."+string(g)+".above")), "goods", string(rule.Above))).
			With(t.on(t.Say("goods.other"), "goods", "none")))
		return true
	}
	return false
}

func goodsName(g domain.Goods) domain.Sentence { return domain.Say("goods." + string(g)) }
func goodsRule(g domain.Goods) domain.Sentence { return domain.Say("goods." + string(g) + ".rule") }

// chooseGoods answers what the goods are: one of the two it depends on, or
// "none" of those that were read.
func (t *turn) chooseGoods(arg string) {
	if arg == "none" {
		t.setGoods(slices.DeleteFunc(slices.Clone(t.campaign.Goods), func(g domain.Goods) bool { return verdictOf(g) != facts.Papers }))
		t.notice(t.Say("goods.cleared"))
	} else {
		if _, ok := facts.RuleOf(domain.Goods(arg)); !ok {
			t.unknownButton()
			return
		}
		t.goods = []domain.Goods{domain.Goods(arg)}
		t.takeGoods()
	}
	if !t.stopped() {
		t.resume()
	}
}

// goodsActions are what can still be done in a campaign that is stopped: to
// correct it, to leave it, to delete it.
var goodsActions = []string{"goods", "edit", "line", "answer", "more", "rename", "delete", "delete!"}

// papersRules are the rules of those goods of the campaign that may be
// advertised with the right papers.
func (t *turn) papersRules() (rules []facts.GoodsRule) {
	for _, g := range t.campaign.Goods {
		if rule, ok := facts.RuleOf(g); ok && rule.Verdict == facts.Papers {
			rules = append(rules, rule)
		}
	}
	return rules
}

// goodsLines says each rule with its source.
func (t *turn) goodsLines(rules []facts.GoodsRule) (lines []screen.Text) {
	for _, r := range rules {
		lines = append(lines, screen.Join(" ", t.sentence(goodsRule(r.Goods)), t.cite(r.Sources...)))
	}
	return lines
}

// goodsPapers says which papers to ask for, for goods with rules of their own.
func (t *turn) goodsPapers() []screen.Block {
	rules := t.papersRules()
	if len(rules) == 0 {
		return nil
	}
	var names []domain.Sentence
	for _, r := range rules {
		names = append(names, goodsName(r.Goods))
	}
	return []screen.Block{screen.More(t.Say("goods.papers", "goods", names), screen.Bullets(t.goodsLines(rules)...))}
}
