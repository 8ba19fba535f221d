package domain

// Slot names one part of a brief: what a person states, sees on the card and
// changes as one.
type Slot string

// The slots, in the order of the brief card.
const (
	SlotIndustry  Slot = "industry"
	SlotGender    Slot = "gender"
	SlotAge       Slot = "age"
	SlotLocations Slot = "locations"
	SlotBudget    Slot = "budget"
	SlotKPI       Slot = "kpi"      // with target and unit
	SlotChannels  Slot = "channels" // wanted and excluded
	SlotCount     Slot = "creators_count"
	SlotTiers     Slot = "tiers"        // wanted and excluded
	SlotKind      Slot = "creator_kind" // wanted and excluded
	SlotTime      Slot = "time"         // duration and month
)

// Slots lists every slot.
var Slots = []Slot{
	SlotIndustry, SlotGender, SlotAge, SlotLocations, SlotBudget, SlotKPI,
	SlotChannels, SlotCount, SlotTiers, SlotKind, SlotTime,
}

// slotFields says which fields of a brief a slot is made of.
var slotFields = map[Slot]struct {
	has  func(b *Brief) bool
	copy func(to, from *Brief)
}{
	SlotIndustry: {
		func(b *Brief) bool { return b.Industry != "" },
		func(to, from *Brief) { to.Industry = from.Industry },
	},
	SlotGender: {
		func(b *Brief) bool { return b.Gender != "" },
		func(to, from *Brief) { to.Gender = from.Gender },
	},
	SlotAge: {
		func(b *Brief) bool { return b.AgeMin != 0 || b.AgeMax != 0 },
		func(to, from *Brief) { to.AgeMin, to.AgeMax = from.AgeMin, from.AgeMax },
	},
	SlotLocations: {
		func(b *Brief) bool { return len(b.Locations) > 0 },
		func(to, from *Brief) { to.Locations = from.Locations },
	},
	SlotBudget: {
		func(b *Brief) bool { return b.BudgetMin != 0 || b.BudgetMax != 0 },
		func(to, from *Brief) { to.BudgetMin, to.BudgetMax = from.BudgetMin, from.BudgetMax },
	},
	SlotKPI: {
		func(b *Brief) bool { return b.KPI != "" },
		func(to, from *Brief) { to.KPI, to.KPITarget, to.KPIUnit = from.KPI, from.KPITarget, from.KPIUnit },
	},
	SlotChannels: {
		func(b *Brief) bool { return len(b.Channels)+len(b.ExcludeChannels) > 0 },
		func(to, from *Brief) { to.Channels, to.ExcludeChannels = from.Channels, from.ExcludeChannels },
	},
	SlotCount: {
		func(b *Brief) bool { return b.CreatorsCount != 0 },
		func(to, from *Brief) { to.CreatorsCount = from.CreatorsCount },
	},
	SlotTiers: {
		func(b *Brief) bool { return len(b.Tiers)+len(b.ExcludeTiers) > 0 },
		func(to, from *Brief) { to.Tiers, to.ExcludeTiers = from.Tiers, from.ExcludeTiers },
	},
	SlotKind: {
		func(b *Brief) bool { return b.CreatorKind != "" || len(b.ExcludeKinds) > 0 },
		func(to, from *Brief) { to.CreatorKind, to.ExcludeKinds = from.CreatorKind, from.ExcludeKinds },
	},
	SlotTime: {
		func(b *Brief) bool { return b.DurationDays != 0 || b.Month != Month{} },
		func(to, from *Brief) { to.DurationDays, to.Month = from.DurationDays, from.Month },
	},
}

// Has tells whether b states the slot. A slot that is none is never stated.
func (b Brief) Has(s Slot) bool {
	f, ok := slotFields[s]
	return ok && f.has(&b)
}

// Take replaces the slot of b by that of from.
func (b *Brief) Take(s Slot, from Brief) {
	if f, ok := slotFields[s]; ok {
		f.copy(b, &from)
	}
}

// Clear removes the slot from b.
func (b *Brief) Clear(s Slot) { slotFields[s].copy(b, &Brief{}) }
