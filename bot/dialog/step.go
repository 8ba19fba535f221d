package dialog

import (
	"slices"
	"sync"
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
)

// Step answers one event: it returns the state to store and what is to be
// done. It is pure: the same world, state and event give the same answer; it
// changes none of its arguments; and it answers every state and event there
// can be, if need be by saying what to do instead.
func Step(w World, s State, e Event) (State, []Effect) {
	t := begin(w, s, e)
	if e.Kind == Due || t.consented() {
		t.dispatch(e)
	} else {
		t.gate(e)
	}
	return t.end()
}

// dispatch does what an event asks for.
func (t *turn) dispatch(e Event) {
	switch e.Kind {
	case TextSent:
		t.text(e.Text)
	case CommandSent:
		t.command(e.Command, e.Text)
	case Pressed:
		t.press(e.Data)
	case FileSent:
		t.file(e.File)
	case TextEdited:
		t.edited(e.Text)
	case Due:
		t.due(e.Job)
	default:
		t.other(e.Other)
	}
}

// doubleWithin is how soon the same press again is a nervous finger or a slow
// network rather than a wish.
const doubleWithin = 3 * time.Second

// press answers a pressed button.
func (t *turn) press(data string) {
	before := t.state.Press
	t.state.Press = &press{Message: t.event.Message, Data: data, At: t.Now}
	if before != nil && before.Data == data && before.Message == t.event.Message &&
		t.Now.Sub(before.At).Abs() < doubleWithin {
		t.toast(t.Say("press.twice"))
		return
	}
	c, ok := parseCall(data)
	if !ok {
		t.unknownButton()
		return
	}
	t.do(c)
}

// do carries out what a button asks for, whether it was pressed or answered
// in words.
func (t *turn) do(c call) {
	a, ok := actions[c.Action]
	if !ok {
		t.unknownButton()
		return
	}
	draft := a.needs == begun && c.Campaign == "" && t.state.Campaign == ""
	if a.needs != anytime && !draft {
		k := t.find(c.Campaign)
		if k == nil {
			t.campaignGone()
			return
		}
		if a.needs != exists && c.Rev != k.Revision {
			t.stale(k)
			return
		}
		t.enter(k)
		if !slices.Contains(goodsActions, c.Action) && t.stopped() {
			return
		}
	}
	if c.Action != "which" && c.Action != "role" { // they answer what is awaited
		t.state.Await = nil
	}
	a.do(t, c.Arg)
}

// answer answers the last screen's buttons in words ("3", "đúng, chọn kênh").
func (t *turn) answer(text string) bool {
	b, ok := screen.Answer(t.state.Buttons, text)
	if !ok {
		return false
	}
	if b.Copy != "" {
		t.show(screen.New(screen.Quoted(screen.T(b.Copy))).With(t.goOn()...))
		return true
	}
	c, ok := parseCall(b.Data)
	if !ok {
		return false
	}
	t.do(c)
	return true
}

// begin takes up a step.
func begin(w World, s State, e Event) *turn {
	if s.Version != stateVersion {
		s = State{Version: stateVersion, Lang: s.Lang}
	}
	if s.Lang == "" {
		s.Lang = wording.LangOf(e.Person.Lang)
	}
	if s.Remind != nil && s.Remind.Ignored > 0 && e.Kind != Due { // somebody is there
		r := *s.Remind
		r.Ignored = 0
		s.Remind = &r
	}
	t := &turn{World: w, state: s, event: e, onItsWay: s.Asked}
	t.Roster, t.Campaigns, t.Imports = once(w.Roster), read(w.Campaigns), read(w.Imports)
	t.Creator, t.Listing = read(w.Creator), read(w.Listing)
	if w.Campaign != nil && w.Campaign.ID == s.Campaign {
		c := *w.Campaign
		t.campaign = &c
	}
	return t
}

// once asks for each list at most once: asking may read the store.
func once(read func(domain.Scope) *domain.Roster) func(domain.Scope) *domain.Roster {
	seen := map[domain.Scope]*domain.Roster{}
	return func(scope domain.Scope) *domain.Roster {
		r, ok := seen[scope]
		if !ok {
			r = read(scope)
			seen[scope] = r
		}
		return r
	}
}

// read reads something of the store when it is first asked for, and once;
// nothing where there is no such thing.
func read[T any](from func() T) func() T {
	if from == nil {
		from = func() (none T) { return none }
	}
	return sync.OnceValue(from)
}

// end closes a step. A step that showed nothing and said nothing would leave
// a person waiting, so it shows where they are; nobody waits for a job.
func (t *turn) end() (State, []Effect) {
	if len(t.effects) == 0 && t.event.Kind != Due {
		t.here()
	}
	t.readOn()
	t.takeBackAsk()
	if t.changed && t.campaign != nil {
		t.campaign.UpdatedAt = t.Now
		t.effects = append([]Effect{SaveCampaign{Campaign: *t.campaign}}, t.effects...)
	}
	if t.grown {
		t.effects = append([]Effect{SaveCreator{Creator: *t.grower()}}, t.effects...)
	}
	return t.state, t.effects
}
