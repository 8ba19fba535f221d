package understand

import (
	"slices"

	"chonmat/domain"
)

// Apply returns b changed as the reading says. A slot that is stated replaces
// the one of b, except that those named in Adding grow; what was dropped or
// excluded leaves the lists of b, and an exclusion ends when the same thing is
// wanted; cleared slots become empty. b itself is not changed.
func (r Reading) Apply(b domain.Brief) domain.Brief {
	for _, slot := range r.Cleared {
		b.Clear(slot)
	}
	grow := func(slot domain.Slot) bool { return slices.Contains(r.Adding, slot) }
	if grow(domain.SlotGender) && b.Gender != "" && r.Brief.Gender != "" && r.Brief.Gender != b.Gender {
		r.Brief.Gender = domain.AnyGender
	}
	for _, slot := range []domain.Slot{domain.SlotIndustry, domain.SlotGender, domain.SlotAge, domain.SlotBudget, domain.SlotCount} {
		if r.Brief.Has(slot) {
			b.Take(slot, r.Brief)
		}
	}
	if r.Brief.KPI != "" && (r.Brief.KPI != b.KPI || r.Brief.KPITarget != 0) {
		b.Take(domain.SlotKPI, r.Brief)
	}
	if r.Brief.DurationDays != 0 {
		b.DurationDays = r.Brief.DurationDays
	}
	if r.Brief.Month.Month != 0 {
		b.Month = r.Brief.Month
	}
	if r.Dropped.Gender != "" && b.Gender == r.Dropped.Gender {
		b.Gender = ""
	}
	if r.Dropped.Industry != "" && b.Industry == r.Dropped.Industry {
		b.Industry = ""
	}
	b.Locations, _ = restate(b.Locations, nil, r.Brief.Locations, r.Dropped.Locations, grow(domain.SlotLocations))
	b.Channels, b.ExcludeChannels = restate(b.Channels, b.ExcludeChannels, r.Brief.Channels, r.Brief.ExcludeChannels, grow(domain.SlotChannels))
	b.Tiers, b.ExcludeTiers = restate(b.Tiers, b.ExcludeTiers, r.Brief.Tiers, r.Brief.ExcludeTiers, grow(domain.SlotTiers))
	var kinds, kind []domain.Kind
	if b.CreatorKind != "" {
		kinds = []domain.Kind{b.CreatorKind}
	}
	if r.Brief.CreatorKind != "" {
		kind = []domain.Kind{r.Brief.CreatorKind}
	}
	kinds, b.ExcludeKinds = restate(kinds, b.ExcludeKinds, kind, r.Brief.ExcludeKinds, false)
	b.CreatorKind = ""
	if len(kinds) > 0 {
		b.CreatorKind = kinds[0]
	}
	return b
}

// restate returns what is wanted and what is not after a statement: newly
// wanted values take the place of the old ones, or join them.
func restate[T comparable](wanted, unwanted, nowWanted, nowUnwanted []T, grow bool) (yes, no []T) {
	in := func(list []T) func(T) bool { return func(v T) bool { return slices.Contains(list, v) } }
	yes = slices.Clone(wanted)
	if len(nowWanted) > 0 && !grow {
		yes = nil
	}
	yes = slices.DeleteFunc(appendNew(yes, nowWanted...), in(nowUnwanted))
	yes = yes[:min(len(yes), maxPlaces)]
	no = slices.DeleteFunc(appendNew(slices.Clone(unwanted), nowUnwanted...), in(nowWanted))
	if len(yes) == 0 {
		yes = nil
	}
	if len(no) == 0 {
		no = nil
	}
	return yes, no
}
