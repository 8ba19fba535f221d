package draft

import (
	"chonmat/domain"
	"chonmat/domain/advise"
)

// Counter is an answer to somebody's quote.
type Counter struct {
	Tone  Tone
	Name  string            // "": unknown
	Quote advise.Quote      // of which the account is not said
	With  []domain.Sentence // the rights that the price is for too, with their times
	// Offer is what we would pay instead, of which Verdict is then; zero: not said.
	Offer   domain.VND
	Verdict advise.QuoteVerdict
	// Extras are what to ask for instead of a discount, at least two.
	Extras []domain.Sentence
}

// stem is the answer by where the quote stands. Over the most that it is worth
// the price is not kept, whatever comes with it; a range is closed at its lower
// end.
func (c Counter) stem() string {
	switch v := c.Verdict; {
	case c.Offer > 0 && v.Counter == 0, c.Offer > 0 && v.Level != advise.QuoteOpen && v.Level != advise.QuoteDepends:
		return "draft.counter.over."
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
	counter := c.Verdict.Counter
	if c.Offer > 0 && counter == 0 {
		counter = c.Offer
	}
	return Draft{Parts: []Part{{Says: []domain.Sentence{c.Tone.hello(c.Name),
		c.Tone.say(c.stem(), "fee", c.Quote.Asked(), "items", append(said(c.Quote.Pieces), c.With...), "priced", said(c.Verdict.Priced),
			"first", c.Extras[0], "second", c.Extras[1], "counter", counter, "lowest", c.Quote.Lowest())}}}}
}
