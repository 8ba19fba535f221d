package understand

import "chonmat/domain"

// Read returns what text states about a brief. It is total: any input, in any
// encoding, gives a reading; of a text over MaxText bytes only the first
// MaxText are read.
func Read(text string, ctx Context) Reading {
	var r Reading
	for _, a := range Amounts(text) {
		if a.Scaled && a.Min >= 1e6 && a.Min <= float64(domain.MaxBudget) {
			r.Brief.BudgetMin, r.Brief.BudgetMax = domain.VND(a.Min), domain.VND(a.Max)
			r.Heard = append(r.Heard, domain.Heard{Slot: domain.SlotBudget, Words: text[a.Start:a.End]})
		}
	}
	return r
}

// MaxText is how many bytes of a text are read.
const MaxText = 8 << 10
