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

// stem is the answer by where the quote stands. Over the most that it is worth
// the price is not kept, whatever comes with it.
func (c Counter) stem() string {
	switch v := c.Verdict; {
	case v.Level.Accepts():
		return "draft.counter.take."
	case v.Level == advise.QuoteUnpriced:
		return "draft.counter.open."
	case v.Level == advise.QuoteDepends:
		return "draft.counter.depends."
	case v.Most > 0 && c.Fee > v.Most:
		return "draft.counter.over."
	}
	return "draft.counter.dear."
}

// Draft composes the answer.
func (c Counter) Draft() Draft {
	said := func(pieces []advise.Piece) (out []domain.Sentence) {
		for _, p := range pieces {
			out = append(out, Piece{Deliverable: p.Deliverable, Quantity: p.Quantity}.say())
		}
		return out
	}
	return Draft{Parts: []Part{{Says: []domain.Sentence{c.Tone.hello(c.Name),
		c.Tone.say(c.stem(), "fee", c.Fee, "items", said(c.Pieces), "priced", said(c.Verdict.Priced),
			"first", c.Extras[0], "second", c.Extras[1], "counter", c.Verdict.Counter)}}}}
}
