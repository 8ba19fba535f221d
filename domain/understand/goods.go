package understand

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// goodsPhrase is a word or a few by which people name a class of goods.
type goodsPhrase struct {
	goods domain.Goods
	words []token
}

// goodsPhrases are by their first word, the longest first.
var goodsPhrases = sync.OnceValue(func() map[string][]goodsPhrase {
	m := map[string][]goodsPhrase{}
	for _, r := range facts.GoodsRules {
		for _, text := range r.Words {
			words := tokensOf(text)
			m[words[0].text] = append(m[words[0].text], goodsPhrase{r.Goods, words})
		}
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(x, y goodsPhrase) int { return len(y.words) - len(x.words) })
	}
	return m
})

// at tells whether the phrase stands at the beginning of a text. Diacritics,
// where somebody typed them, must agree: "bìa" is no beer.
func (p *goodsPhrase) at(text []token) bool {
	if len(text) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		t := &text[i]
		if t.text != w.text || t.marked() && (t.tone != w.tone || t.quality != w.quality) {
			return false
		}
	}
	return true
}

// GoodsIn returns the classes of goods with rules of their own that a text
// names, each once. Where a degree or an age decides and the text says it, the
// class is the one it decides for; asked is the class whose number was asked
// for, "" for none.
func GoodsIn(text string, asked domain.Goods) []domain.Goods {
	if len(text) > maxGoodsText {
		return nil
	}
	var found []domain.Goods
	add := func(g domain.Goods) {
		if g = decided(text, g); g != "none" && !slices.Contains(found, g) {
			found = append(found, g)
		}
	}
	tokens := tokensOf(text)
	for i := 0; i < len(tokens); i++ {
		for _, p := range goodsPhrases()[tokens[i].text] {
			if p.at(tokens[i:]) {
				add(p.goods)
				i += len(p.words) - 1
				break
			}
		}
	}
	if asked != "" && len(found) == 0 && decided(text, asked) != asked {
		add(asked)
	}
	// "rượu vodka": the narrower word has decided.
	return slices.DeleteFunc(found, func(g domain.Goods) bool {
		r, _ := facts.RuleOf(g)
		return r.Verdict == facts.Ask && (slices.Contains(found, r.Below) || slices.Contains(found, r.Above))
	})
}

// maxGoodsText is how long a text is searched, in bytes: longer ones are lists.
const maxGoodsText = 4 << 10

var (
	degrees = regexp.MustCompile(`(\d{1,2})(?:[.,]\d+)?\s*(?:°|độ|do\b|degrees?\b|% ?(?:abv|vol|cồn|con\b))`)
	ages    = regexp.MustCompile(`(dưới |duoi |under |< ?)?\b(\d{1,2})(?:\s*(?:-|–|đến|den|to)\s*\d{1,2})?\s*(tháng|thang|months?|mo\b|tuổi|tuoi|years?|yo\b)`)
)

// oldestChild is up to what age in months an age is taken for a child's: the
// other ages of a brief are of its audience.
const oldestChild = 12 * 12

// decided is the class that a text's numbers make of one that depends on them.
func decided(text string, g domain.Goods) domain.Goods {
	rule, ok := facts.RuleOf(g)
	if !ok || rule.Unit == "" {
		return g
	}
	text = strings.ToLower(text)
	n, known := 0, false
	switch rule.Unit {
	case "degrees":
		if m := degrees.FindStringSubmatch(text); m != nil {
			n, _ = strconv.Atoi(m[1])
			known = true
		}
	case "months":
		for _, m := range ages.FindAllStringSubmatch(text, -1) {
			age, _ := strconv.Atoi(m[2])
			if m[3][0] == 'y' || m[3][:2] == "tu" {
				age *= 12
			}
			if m[1] != "" {
				age-- // "under 24 months"
			}
			if age <= oldestChild && (!known || age < n) {
				n, known = age, true
			}
		}
	}
	switch {
	case !known:
		return g
	case n < rule.From:
		return rule.Below
	}
	return rule.Above
}
