package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
)

// audienceSlots are the slots about people, beside the industry. They may be
// left open: then anybody will do.
var audienceSlots = []domain.Slot{domain.SlotGender, domain.SlotAge, domain.SlotLocations}

// slotName is what people call a line of the brief, as it stands in a sentence.
func (t *turn) slotName(s domain.Slot) string {
	return wording.Render(t.state.Lang, domain.Sentence{Key: "slot." + string(s)})
}

// slotValue says what a brief states in one line; "" is nothing.
func (t *turn) slotValue(s domain.Slot, b *domain.Brief) string {
	if !b.Has(s) {
		return ""
	}
	return plain(slotValues[s](t, b))
}

// slotValues is how each line is said. A line is only said when it is stated.
var slotValues = map[domain.Slot]func(t *turn, b *domain.Brief) screen.Text{
	domain.SlotIndustry:  func(t *turn, b *domain.Brief) screen.Text { return screen.T(t.value(b.Industry)) },
	domain.SlotGender:    func(t *turn, b *domain.Brief) screen.Text { return screen.T(t.value(b.Gender)) },
	domain.SlotLocations: func(t *turn, b *domain.Brief) screen.Text { return screen.T(t.value(b.Locations)) },
	domain.SlotAge: func(t *turn, b *domain.Brief) screen.Text {
		return screen.T(wording.Range(t.state.Lang, b.AgeMin, b.AgeMax))
	},
	domain.SlotBudget: func(t *turn, b *domain.Brief) screen.Text {
		switch {
		case b.BudgetMin == b.BudgetMax:
			return screen.T(t.value(b.BudgetMax))
		case b.BudgetMax == 0:
			return t.Say("value.budget-from", "min", b.BudgetMin)
		case b.BudgetMin == 0:
			return t.Say("value.budget-to", "max", b.BudgetMax)
		}
		return screen.T(wording.MoneyRange(t.state.Lang, b.BudgetMin, b.BudgetMax))
	},
	domain.SlotKPI: func(t *turn, b *domain.Brief) screen.Text {
		if b.KPITarget == 0 {
			return screen.T(t.value(b.KPI))
		}
		return t.target(b)
	},
	domain.SlotChannels: func(t *turn, b *domain.Brief) screen.Text {
		return t.wanted(t.value(b.Channels), t.value(b.ExcludeChannels))
	},
	domain.SlotCount: func(t *turn, b *domain.Brief) screen.Text {
		return t.Say("value.people", "n", b.CreatorsCount)
	},
	domain.SlotTiers: func(t *turn, b *domain.Brief) screen.Text {
		return t.wanted(t.value(b.Tiers), t.value(b.ExcludeTiers))
	},
	domain.SlotKind: func(t *turn, b *domain.Brief) screen.Text {
		kind := ""
		if b.CreatorKind != "" {
			kind = t.value(b.CreatorKind)
		}
		return t.wanted(kind, t.value(b.ExcludeKinds))
	},
	domain.SlotTime: func(t *turn, b *domain.Brief) screen.Text {
		var days, month screen.Text
		if b.DurationDays > 0 {
			days = t.Say("value.days", "n", b.DurationDays)
		}
		if b.Month != (domain.Month{}) {
			month = screen.T(t.value(b.Month))
		}
		return screen.Join(", ", days, month)
	},
}

// target says a KPI target: "tiếp cận 500.000 người".
func (t *turn) target(b *domain.Brief) screen.Text {
	unit := b.KPIUnit
	if unit == "" {
		unit = b.KPI.Unit()
	}
	return t.sentence(domain.Sentence{Key: "target." + string(unit), Args: []domain.Arg{{Name: "n", Value: b.KPITarget}}})
}

// wanted says what is wanted and what is not.
func (t *turn) wanted(yes, no string) screen.Text {
	if no == "" {
		return screen.T(yes)
	}
	return screen.Join("; ", screen.T(yes), t.Say("value.without", "what", no))
}

// heard lists from which words each line was understood.
func (t *turn) heard() screen.Block {
	var items []screen.Text
	var all []domain.Heard // without their slots
	slots := map[domain.Heard][]string{}
	for _, h := range t.campaign.Heard {
		name := t.slotName(h.Slot)
		if h.Slot = ""; slots[h] == nil {
			all = append(all, h)
		}
		slots[h] = append(slots[h], name)
	}
	for _, h := range all {
		key := "brief.heard-line"
		if h.Guessed {
			key = "brief.heard-guess"
		}
		items = append(items, t.sentence(domain.Sentence{Key: key, Args: []domain.Arg{{Name: "slot", Value: slots[h]}, {Name: "words", Value: h.Words}}}))
	}
	return screen.Bullets(items...)
}
