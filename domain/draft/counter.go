package draft

import (
	"chonmat/domain"
	"chonmat/domain/advise"
)

// Counter is an answer to somebody's quote.
type Counter struct {
	Tone    Tone
	Name    string // "": unknown
	Fee     domain.VND
	Pieces  []advise.Piece
	Verdict advise.QuoteVerdict
	// Extras are what to ask for instead of a discount, at least two.
	Extras []domain.Sentence
}

// counters are the answers by where the quote stands; any other is taken.
var counters = map[advise.QuoteLevel]string{
	advise.QuoteDear: "draft.counter.dear.", advise.QuoteDepends: "draft.counter.depends.", advise.QuoteUnpriced: "draft.counter.open.",
}

// Draft composes the answer.
func (c Counter) Draft() Draft {
	stem, ok := counters[c.Verdict.Level]
	if !ok {
		stem = "draft.counter.take."
	}
	var items []domain.Sentence
	for _, p := range c.Pieces {
		items = append(items, Piece{Deliverable: p.Deliverable, Quantity: p.Quantity}.say())
	}
	return Draft{Parts: []Part{{Says: []domain.Sentence{c.Tone.hello(c.Name),
		c.Tone.say(stem, "fee", c.Fee, "items", items, "first", c.Extras[0], "second", c.Extras[1], "counter", c.Verdict.Counter)}}}}
}
