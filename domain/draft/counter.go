package draft

import (
	"chonmat/domain"
	"chonmat/domain/advise"
)

// Counter is an answer to somebody's quote.
type Counter struct {
	Tone    Tone
	Name    string       // "": unknown
	Quote   advise.Quote // of which the account is not said
	Verdict advise.QuoteVerdict
	// Extras are what to ask for instead of a discount, at least two.
	Extras []domain.Sentence
}

// stem is the answer by where the quote stands. Over the most that it is worth
// the price is not kept, whatever comes with it; a range is closed at its lower
// end.
func (c Counter) stem() string {
	switch v := c.Verdict; {
	case v.Level == advise.QuoteSpans, v.Level.Accepts() && c.Quote.Lowest() < c.Quote.Fee:
		return "draft.counter.range."
	case v.Level.Accepts():
		return "draft.counter.take."
	case v.Level == advise.QuoteUnpriced:
		return "draft.counter.open."
	case v.Level == advise.QuoteOpen, v.Level == advise.QuoteDepends:
		return "draft.counter.depends."
	case v.Most > 0 && c.Quote.Fee > v.Most:
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
		c.Tone.say(c.stem(), "fee", c.Quote.Asked(), "items", said(c.Quote.Pieces), "priced", said(c.Verdict.Priced),
			"first", c.Extras[0], "second", c.Extras[1], "counter", c.Verdict.Counter, "lowest", c.Quote.Lowest())}}}}
}
