package dialog

import (
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/understand"
	"chonmat/prompts"
)

// What our own reading leaves of a brief, a language model may read on. Our
// screen is there at once; what the model makes of the rest is shown on it as a
// guess, and counts for nothing until the person says that it is so. It can
// neither touch a line that is filled nor bring a number of its own.

// guess is what a model read in a brief and nobody has confirmed yet.
type guess struct {
	ID       string         `json:"id"`
	Campaign string         `json:"campaign,omitempty"` // "" the one about to begin
	Brief    domain.Brief   `json:"brief"`
	Heard    []domain.Heard `json:"heard"`
}

// readOn asks the model about the text of this step when it is about a brief,
// says more than was understood, and a line that people are asked for is empty.
func (t *turn) readOn() {
	if t.toRead == "" || t.state.Asked != t.onItsWay || !t.speaks() || t.halted() {
		return
	}
	open := t.openSlots()
	if !slices.ContainsFunc(asked, func(a askedSlot) bool { return slices.Contains(open, a.slot) }) || len(understand.Unread(t.toRead, t.context())) == 0 {
		return
	}
	s, shows := t.lastShown()
	if !shows {
		return
	}
	t.reword(rewording{Screen: s, At: len(s.Blocks)}, prompts.Request{Kind: prompts.Brief, Question: prompts.Cut(t.toRead), Open: open})
}

// halted tells whether the goods of the campaign stop it, or may.
func (t *turn) halted() bool {
	return t.campaign != nil && (t.goodsWith(facts.Banned) != "" || t.goodsWith(facts.Ask) != "")
}

// openSlots are the lines of the brief at hand that are empty and were not declined.
func (t *turn) openSlots() (slots []domain.Slot) {
	var brief domain.Brief
	if t.campaign != nil {
		brief = t.campaign.Brief
	}
	skipped := t.place().Skipped
	for _, s := range domain.Slots {
		if !brief.Has(s) && !slices.Contains(skipped, s) {
			slots = append(slots, s)
		}
	}
	return slots
}

// suggest adds to a screen what the model read in lines that are still empty;
// false when there are none. The buttons come last: those that are there keep
// their numbers.
func (t *turn) suggest(s screen.Screen, said *Said) (screen.Screen, bool) {
	g := guess{ID: t.newID(), Campaign: t.state.Campaign}
	var lines []screen.Text
	open := t.openSlots()
	for _, h := range said.Heard {
		if slices.Contains(open, h.Slot) && said.Brief.Has(h.Slot) {
			g.Brief.Take(h.Slot, *said.Brief)
			g.Heard = append(g.Heard, h)
			lines = append(lines, t.Say("reading.line", "slot", t.slotName(h.Slot), "value", t.slotValue(h.Slot, &g.Brief), "words", h.Words))
		}
	}
	if len(lines) == 0 {
		return s, false
	}
	t.state.Guess = &g
	s = s.Add(screen.Lines(lines...), screen.Small(t.Say("reading.note", "model", t.Operator.Model))).
		With(t.button(t.Say("reading.yes"), "guess", "yes."+g.ID), t.button(t.Say("reading.no"), "guess", "no."+g.ID))
	t.state.Buttons = screen.Numbered(s)
	return s, true
}

// guessed takes over what a model read, or drops it. A line that was filled
// meanwhile stays as it is.
func (t *turn) guessed(arg string) {
	verdict, id, _ := strings.Cut(arg, ".")
	g := t.state.Guess
	if g == nil || g.ID != id {
		t.stale(t.campaign)
		return
	}
	t.state.Guess = nil
	if g.Campaign != "" {
		k := t.find(g.Campaign)
		if k == nil {
			t.campaignGone()
			return
		}
		t.enter(k)
	}
	if verdict != "yes" {
		t.toast(t.Say("reading.dropped"))
		t.here()
		return
	}
	if t.campaign == nil {
		t.newCampaign()
	}
	before := t.campaign.Brief
	brief := before
	for _, h := range g.Heard {
		if !before.Has(h.Slot) {
			brief.Take(h.Slot, g.Brief)
		}
	}
	changed := t.take(brief, g.Heard)
	if len(changed) == 0 {
		t.toast(t.Say("reading.filled"))
	}
	t.after(before, changed)
}
