package understand

// Currency is the currency an amount was written in; "" is none.
type Currency string

// The currencies that briefs and price lists are written in.
const (
	Dong   Currency = "VND"
	Dollar Currency = "USD"
)

// Amount is a number or a range of numbers as people write it, money or a
// count: "200tr", "120k", "1,5 tỷ", "30-50 triệu", "$20,000", "hai trăm triệu".
type Amount struct {
	// Min and Max are the bounds as stated; both are the number when it is no
	// range. HasMin and HasMax tell which are stated: "dưới 50tr" has only Max.
	Min, Max       float64
	HasMin, HasMax bool
	// Scaled tells whether a scale was written ("tr", "k", "tỷ"): "200tr" is
	// scaled, "200" is not.
	Scaled bool
	// Currency is the one written, not a guess: "8tr" has none.
	Currency Currency
	// Start and End are the bytes of the text that the amount stands in, so
	// that what follows it ("fl", "/video") can be looked at.
	Start, End int
}

// Amounts returns the numbers of text in their order. Phone numbers, links,
// dates and vague or contradictory numbers ("vài chục triệu", "2tr5k") are not
// among them.
func Amounts(text string) []Amount {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.start(text, Context{})
	r.clauses()
	var out []Amount
	for k := range r.items {
		if !r.items[k].isQuantity() {
			continue
		}
		q := &r.qs[r.items[k].q]
		if q.broken || q.vague {
			continue
		}
		r.bound(k, q)
		out = append(out, Amount{
			Min: q.lo, Max: q.hi, HasMin: !q.atMost, HasMax: !q.atLeast || q.atMost, Scaled: q.scaled, Currency: Currency(q.currency),
			Start: int(r.tokens[q.from].start), End: int(r.tokens[q.to-1].end),
		})
	}
	return out
}
