package dialog

import (
	"slices"
	"strings"
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// A creator can ask to be in no list. As anybody could ask that for a rival,
// the account must show a code, and an operator looks before it is removed.

// Removal is a person's request that an account of theirs be in no list.
type Removal struct {
	ID       string
	Person   string
	Platform domain.Platform
	Handle   string
	Code     string // to be shown on the account
	At       time.Time
}

// askUnlist asks which account it is about.
func (t *turn) askUnlist(text string) {
	if t.tooPublic("/goten") {
		return
	}
	if len(t.Admins) == 0 {
		say := t.Say("unlist.nobody-known")
		if t.Operator.Name != "" {
			say = t.Say("unlist.nobody", "operator", t.Operator.Name)
		}
		t.showNew(screen.New(screen.P(say)).With(t.goOn()...))
		return
	}
	if text != "" && t.takeUnlist(text, "") {
		return
	}
	t.state.Await = &Await{For: AwaitUnlist}
	t.showNew(screen.New(screen.P(t.Say("unlist.ask"))).With(t.button(t.Say("button.back"), "here", "")))
}

// takeUnlist takes the account that was asked for.
func (t *turn) takeUnlist(text, _ string) bool {
	platform, handle, ok := roster.AccountIn(text)
	if !ok {
		if understand.IntentOf(text, understand.Context{}) != understand.IntentUnknown {
			return false
		}
		t.state.Await = &Await{For: AwaitUnlist}
		t.showNew(screen.New(screen.P(t.Say("unlist.unclear"))).With(t.button(t.Say("button.back"), "here", "")))
		return true
	}
	id := t.newID()
	r := Removal{ID: id, Person: t.event.Person.ID, Platform: platform, Handle: handle, Code: "CM-" + strings.ToUpper(id[:6]), At: t.Now}
	t.effects = append(t.effects, AskRemoval(r))
	t.showNew(screen.New(screen.P(t.Say("unlist.asked", "platform", r.Platform, "handle", r.Handle, "code", r.Code))).With(t.goOn()...))
	for _, admin := range t.Admins {
		t.effects = append(t.effects, Notify{Person: admin, Screen: screen.New(screen.P(
			screen.Say(wording.Vietnamese, domain.Say("unlist.new", "platform", r.Platform, "handle", r.Handle))))})
	}
	return true
}

// isAdmin tells whether the person runs the bot, and nobody else reads along.
func (t *turn) isAdmin() bool {
	return !t.event.Group && slices.Contains(t.Admins, t.event.Person.ID)
}

// removalsShown is how many requests an operator sees at a time.
const removalsShown = 5

// requests shows an operator who asks to be removed.
func (t *turn) requests(string) {
	if !t.isAdmin() {
		t.notice(t.Say("command.unknown"))
		t.help("")
		return
	}
	t.showRequests(t.Removals())
}

func (t *turn) showRequests(all []Removal) {
	if len(all) == 0 {
		t.show(screen.New(screen.P(t.Say("unlist.none"))).With(t.goOn()...))
		return
	}
	rows := make([]screen.Text, 0, removalsShown)
	s := screen.New()
	for i, r := range all[:min(len(all), removalsShown)] {
		rows = append(rows, t.Say("unlist.row", "platform", r.Platform, "handle", r.Handle, "code", r.Code, "date", domain.Date(t.local(r.At).Format(time.DateOnly))))
		s = s.With(t.button(t.Say("unlist.yes", "n", i+1), "unlist!", r.ID), t.button(t.Say("unlist.no", "n", i+1), "unlist-no", r.ID))
	}
	t.show(s.Add(screen.P(t.Say("unlist.title", "n", len(all))), screen.Steps(rows...)).With(t.button(t.Say("button.home"), "home", "")))
}

// settleRemoval is an operator's word on a request.
func (t *turn) settleRemoval(id string, remove bool) {
	if !t.isAdmin() {
		t.unknownButton()
		return
	}
	all := t.Removals()
	i := slices.IndexFunc(all, func(r Removal) bool { return r.ID == id })
	if i < 0 { // another operator was faster
		t.showRequests(all)
		return
	}
	r, hash, toast, answer := all[i], "", "unlist.turned-down", "unlist.refused"
	if remove {
		hash, toast, answer = domain.RemovalHash(r.Platform, r.Handle), "unlist.done", "unlist.removed"
	}
	t.effects = append(t.effects, SettleRemoval{ID: r.ID, Hash: hash},
		Notify{Person: r.Person, Screen: screen.New(screen.P(screen.Say(wording.Vietnamese, domain.Say(answer, "platform", r.Platform, "handle", r.Handle))))})
	t.toast(t.Say(toast))
	t.showRequests(slices.Delete(slices.Clone(all), i, i+1))
}
