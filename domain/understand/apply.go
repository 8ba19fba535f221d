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
	if slices.Contains(r.Cleared, domain.SlotTiers) { // "không lấy celeb" is of tier and kind
		b.ExcludeKinds = slices.DeleteFunc(slices.Clone(b.ExcludeKinds), func(k domain.Kind) bool { return k == domain.Celebrity })
	}
	grow := func(slot domain.Slot) bool { return slices.Contains(r.Adding, slot) }
	if grow(domain.SlotGender) && b.Gender != "" && r.Brief.Gender != "" && r.Brief.Gender != b.Gender {
		r.Brief.Gender = domain.AnyGender
	}
	if grow(domain.SlotAge) && b.Has(domain.SlotAge) && r.Brief.Has(domain.SlotAge) {
		r.Brief.AgeMin, r.Brief.AgeMax = spanning(b, r.Brief)
	}
	open := r.Open(b)
	for _, slot := range open {
		// What was ruled out is wanted again; the rest goes as it did.
		b.ExcludeTiers = slices.DeleteFunc(slices.Clone(b.ExcludeTiers), func(t domain.Tier) bool { return slices.Contains(r.Brief.Tiers, t) })
		b.ExcludeKinds = slices.DeleteFunc(slices.Clone(b.ExcludeKinds), func(k domain.Kind) bool { return k == r.Brief.CreatorKind })
		switch slot {
		case domain.SlotTiers:
			r.Brief.Tiers = nil
		case domain.SlotKind:
			r.Brief.CreatorKind = ""
		default:
			r.Brief.Clear(slot)
		}
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
	kinds, b.ExcludeKinds = restate(kinds, b.ExcludeKinds, kind, r.Brief.ExcludeKinds, grow(domain.SlotKind))
	b.CreatorKind = ""
	if len(kinds) == 1 { // of two kinds a brief names neither: both go
		b.CreatorKind = kinds[0]
	}
	return b
}

// Open are the slots of which b names nothing, so that everything goes already,
// and to which r adds: it changes none of them. Nothing is open in a brief that
// has not begun.
func (r Reading) Open(b domain.Brief) (open []domain.Slot) {
	if b.Industry == "" && b.BudgetMax == 0 && b.KPI == "" {
		return nil
	}
	for _, slot := range r.Adding {
		switch slot {
		case domain.SlotTiers:
			if len(b.Tiers) > 0 || len(r.Brief.Tiers) == 0 {
				continue
			}
		case domain.SlotKind:
			if b.CreatorKind != "" || r.Brief.CreatorKind == "" || len(b.Tiers) > 0 && !slices.Contains(r.Including, slot) {
				continue
			}
		case domain.SlotGender, domain.SlotAge:
			if b.Has(slot) || !r.Brief.Has(slot) || !slices.Contains(r.Including, slot) {
				continue
			}
		default:
			continue
		}
		open = append(open, slot)
	}
	return open
}

// spanning is the ages of two briefs together; 0 is no bound.
func spanning(a, b domain.Brief) (lo, hi int) {
	lo = min(a.AgeMin, b.AgeMin)
	if a.AgeMax == 0 || b.AgeMax == 0 {
		return lo, 0
	}
	return lo, max(a.AgeMax, b.AgeMax)
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
