package understand

import (
	"slices"

	"chonmat/domain"
)

// Apply returns b changed as the reading says. A slot that is stated replaces
// the one of b, except that lists named in Adding grow; what was dropped or
// excluded leaves the lists of b; cleared slots become empty.
func (r Reading) Apply(b domain.Brief) domain.Brief {
	for _, slot := range r.Cleared {
		b.Clear(slot)
	}
	for _, slot := range domain.Slots {
		if r.Brief.Has(slot) && !slices.Contains(r.Adding, slot) {
			b.Take(slot, r.Brief)
		}
	}
	return b
}
