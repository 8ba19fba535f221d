package understand

import "chonmat/domain"

// Context is what the conversation knows when the text arrives. The zero
// Context reads a text that stands alone.
type Context struct {
	// Asked is the slot of the question that the person was just asked, which
	// gives a bare answer its meaning: "200" after the budget question is
	// money, "18-25" after the age question is an age. "" is no question.
	Asked domain.Slot
	// Brief is what is known so far; corrections refer to it.
	Brief domain.Brief
	// Year is that of the day, to tell ages from years of birth; 0 means 2026.
	Year int
	// VNDPerUSD converts dollars; 0 means DefaultVNDPerUSD.
	VNDPerUSD int64
}

// DefaultVNDPerUSD is the exchange rate unless a setting says otherwise
// (rounded; 2026-11).
const DefaultVNDPerUSD = 26_000

// Reading is what a text states.
type Reading struct {
	// Brief holds the stated slots and nothing else.
	Brief domain.Brief
	// Cleared are slots the person took back without a new value
	// ("giới tính nào cũng được", "bỏ KPI").
	Cleared []domain.Slot
	// Adding are slots whose values join those already known instead of
	// replacing them ("thêm Hà Nội", "nam nữa").
	Adding []domain.Slot
	// Including are those of Adding that are said to come beside what is there
	// ("celeb nữa", "cả nữ"): where everything goes already, it stays so.
	Including []domain.Slot
	// Dropped holds the values that were taken back ("bỏ Hà Nội", "không phải
	// nữ"); Apply takes them out of the brief. Excluded channels, tiers and
	// kinds are in Brief, not here.
	Dropped domain.Brief
	// Heard are the words each slot came from, in the order of the text, as
	// they stand in the original text.
	Heard []domain.Heard
	// Questions are what must be asked before a slot can be filled.
	Questions []Question
}

// Question is something unclear, with the readings that are possible.
type Question struct {
	Slot  domain.Slot
	Words string // the unclear words
	// Options are the possible readings of the slot, the likeliest first, as
	// briefs that state only that slot. There are at least one and at most four.
	Options []domain.Brief
}

// Empty tells whether the text stated nothing about a brief.
func (r Reading) Empty() bool {
	return len(r.Heard) == 0 && len(r.Cleared) == 0 && len(r.Questions) == 0
}

// Intent is what a free text is for.
type Intent string

// The intents.
const (
	IntentBrief    Intent = "brief"    // states a campaign, or part of one
	IntentList     Intent = "list"     // pasted lines of creators, several or one with a price
	IntentQuestion Intent = "question" // asks something ("KOC là gì?")
	IntentCreator  Intent = "creator"  // wants to become a creator
	IntentGreeting Intent = "greeting"
	IntentThanks   Intent = "thanks"
	IntentHelp     Intent = "help"
	IntentCancel   Intent = "cancel" // stop, start over
	IntentBack     Intent = "back"
	IntentYes      Intent = "yes"
	IntentNo       Intent = "no"
	IntentNext     Intent = "next"
	IntentUnknown  Intent = "unknown"
)
