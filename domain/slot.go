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

// slotFields says which fields of a brief a slot is made of. Briefs are passed by
// value: what is handed to a function of a table by its address is put on the
// heap at every call.
var slotFields = map[Slot]struct {
	has  func(b Brief) bool
	with func(b, from Brief) Brief // b with the slot of from
}{
	SlotIndustry: {
		func(b Brief) bool { return b.Industry != "" },
		func(b, from Brief) Brief {
			b.Industry = from.Industry
			return b
		},
	},
	SlotGender: {
		func(b Brief) bool { return b.Gender != "" },
		func(b, from Brief) Brief {
			b.Gender = from.Gender
			return b
		},
	},
	SlotAge: {
		func(b Brief) bool { return b.AgeMin != 0 || b.AgeMax != 0 },
		func(b, from Brief) Brief {
			b.AgeMin, b.AgeMax = from.AgeMin, from.AgeMax
			return b
		},
	},
	SlotLocations: {
		func(b Brief) bool { return len(b.Locations) > 0 },
		func(b, from Brief) Brief {
			b.Locations = from.Locations
			return b
		},
	},
	SlotBudget: {
		func(b Brief) bool { return b.BudgetMin != 0 || b.BudgetMax != 0 },
		func(b, from Brief) Brief {
			b.BudgetMin, b.BudgetMax = from.BudgetMin, from.BudgetMax
			return b
		},
	},
	SlotKPI: {
		func(b Brief) bool { return b.KPI != "" },
		func(b, from Brief) Brief {
			b.KPI, b.KPITarget, b.KPIUnit = from.KPI, from.KPITarget, from.KPIUnit
			return b
		},
	},
	SlotChannels: {
		func(b Brief) bool { return len(b.Channels)+len(b.ExcludeChannels) > 0 },
		func(b, from Brief) Brief {
			b.Channels, b.ExcludeChannels = from.Channels, from.ExcludeChannels
			return b
		},
	},
	SlotCount: {
		func(b Brief) bool { return b.CreatorsCount != 0 },
		func(b, from Brief) Brief {
			b.CreatorsCount = from.CreatorsCount
			return b
		},
	},
	SlotTiers: {
		func(b Brief) bool { return len(b.Tiers)+len(b.ExcludeTiers) > 0 },
		func(b, from Brief) Brief {
			b.Tiers, b.ExcludeTiers = from.Tiers, from.ExcludeTiers
			return b
		},
	},
	SlotKind: {
		func(b Brief) bool { return b.CreatorKind != "" || len(b.ExcludeKinds) > 0 },
		func(b, from Brief) Brief {
			b.CreatorKind, b.ExcludeKinds = from.CreatorKind, from.ExcludeKinds
			return b
		},
	},
	SlotTime: {
		func(b Brief) bool { return b.DurationDays != 0 || b.Month != Month{} },
		func(b, from Brief) Brief {
			b.DurationDays, b.Month = from.DurationDays, from.Month
			return b
		},
	},
}

// Has tells whether b states the slot. A slot that is none is never stated.
func (b Brief) Has(s Slot) bool {
	f, ok := slotFields[s]
	return ok && f.has(b)
}

// Take replaces the slot of b by that of from.
func (b *Brief) Take(s Slot, from Brief) {
	if f, ok := slotFields[s]; ok {
		*b = f.with(*b, from)
	}
}

// Clear removes the slot from b.
func (b *Brief) Clear(s Slot) { *b = slotFields[s].with(*b, Brief{}) }
