package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth/offer"
)

// followsQuote takes a text about the quote that was shown last: they want more
// for more, or another sum, or we would pay one. It is judged for the same works,
// and says nothing of the brief.
func (t *turn) followsQuote(text string) bool {
	if t.state.Quote == nil || t.state.Quote.Fee == 0 || !t.showsQuote() {
		return false
	}
	q := *t.state.Quote
	f, ok := offer.ReadFollowUp(text, q.Account.Name, t.VNDPerUSD)
	if !ok {
		return false
	}
	was, _, _ := q.assumed()
	asked := was.Asked()
	if f.Each {
		n := domain.VND(0)
		for _, p := range was.Pieces {
			n += domain.VND(p.Quantity)
		}
		f.Fee, f.FeeMin = f.Fee*n, f.FeeMin*n
	}
	if f.Off {
		f.Fee, f.FeeMin = asked.High-f.Fee, max(asked.Low-f.Fee, 0)
		if f.Fee <= 0 {
			return false
		}
	}
	q.Offer = 0
	switch f.Kind {
	case offer.AsksMore:
		more := advise.Quote{Fee: f.Fee, FeeMin: f.FeeMin}
		q.Fee, q.FeeMin = q.Fee+f.Fee, asked.Low+more.Lowest()
		if len(q.Items) == 0 && len(f.Items) > 0 {
			q.Items = assumedItems(was.Pieces)
		}
		q.Items = slices.Concat(q.Items, f.Items)
		total := advise.Quote{Fee: q.Fee, FeeMin: q.FeeMin}
		t.notice(t.Say("quote.added", "more", more.Asked(), "fee", total.Asked()))
	case offer.AsksNow:
		q.Fee, q.FeeMin = f.Fee, f.FeeMin
		if len(f.Items) > 0 {
			q.Items = f.Items
		}
	default:
		switch {
		case f.Fee < asked.High:
			q.Offer = f.Fee
		case f.Fee > asked.High:
			t.notice(t.Say("quote.offer-enough", "fee", asked))
		}
	}
	q.Terms = q.Terms.With(f.Terms)
	t.state.Quote, t.state.Await = &q, nil
	t.judgeQuote()
	return true
}

// assumedItems are pieces that were assumed, as items.
func assumedItems(pieces []advise.Piece) (items []offer.Item) {
	for _, p := range pieces {
		items = append(items, offer.Item{Platform: p.Platform, Deliverable: p.Deliverable, Quantity: p.Quantity, Assumed: true})
	}
	return items
}

// showsQuote tells whether the last screen is of the quote at hand: the verdict,
// or what is asked before it.
func (t *turn) showsQuote() bool {
	return slices.ContainsFunc(t.state.Buttons, func(b screen.NumberedButton) bool {
		c, ok := parseCall(b.Data)
		return ok && c.Action == "quote" && slices.Contains([]string{"size", "skip", "none"}, c.Arg)
	})
}
