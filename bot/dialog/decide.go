package dialog

import (
	"regexp"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
)

// dropReasons are the usual reasons for dropping somebody, by the code under
// which they are stored. Any other reason is stored as it was typed.
var dropReasons = []dropReason{
	{"price", domain.Say("drop.price")},
	{"image", domain.Say("drop.image")},
	{"figures", domain.Say("drop.figures")},
	{"rival", domain.Say("drop.rival")},
}

type dropReason struct {
	code string
	text domain.Sentence
}

// reason says a stored reason.
func (t *turn) reason(stored string) screen.Text {
	for _, r := range dropReasons {
		if r.code == stored {
			return t.sentence(r.text)
		}
	}
	if stored == "" {
		return t.Say("drop.none")
	}
	return screen.T(stored)
}

// keep puts somebody on the list of the chosen.
func (t *turn) keep(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	t.decide(c, true, "")
	t.toast(t.Say("keep.done", "name", nameOf(c.Account), "n", len(t.campaign.Kept())))
	t.people("")
}

// undecide takes a decision back.
func (t *turn) undecide(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	if _, ok := t.campaign.Decision(c.Account.Key()); ok {
		t.campaign.Undecide(c.Account.Key())
		t.save()
	}
	t.toast(t.Say("undecide.done", "name", nameOf(c.Account)))
	t.people("")
}

// restore takes back that people were dropped. Whoever was not is shown.
func (t *turn) restore(people []advise.Candidate) {
	var names []string
	for _, c := range people {
		if d, ok := t.campaign.Decision(c.Account.Key()); ok && !d.Kept {
			t.campaign.Undecide(d.Key)
			names = append(names, nameOf(c.Account))
		}
	}
	if len(names) == 0 {
		t.card(personArg(people[0]))
		return
	}
	t.save()
	t.notice(t.Say("restore.done", "names", names))
	t.people("")
}

// askDrop asks why somebody is dropped.
func (t *turn) askDrop(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	t.at(func(p *Place) { p.Stage, p.Person = StageCard, arg })
	var buttons []screen.Button
	for _, r := range dropReasons {
		buttons = append(buttons, t.on(t.sentence(r.text), "because", r.code+"."+arg))
	}
	t.state.Await = &Await{For: AwaitReason, Arg: arg}
	t.show(screen.New(
		screen.P(t.Say("drop.ask", "name", nameOf(c.Account))),
		screen.Small(t.Say("drop.or-type")),
	).WithRows(screen.Rows(2, buttons...)...).
		With(t.on(t.Say("drop.unsaid"), "because", "none."+arg), t.on(t.Say("drop.not"), "card", arg)))
}

// dropsNot is how somebody takes back that a person is to be dropped, instead of
// saying why; folded.
var dropsNot = regexp.MustCompile(`^(?:a |ah |o |oi |thoi |oops |no |nham |nham roi |xin loi |sorry )*` +
	`(?:(?:khong|ko|k|hong|dung|chua|khoi)(?: muon| co)? (?:bo|loai|gach|drop)(?: (?:nua|dau|vay|nhe|nha|ban nay|nguoi nay|nguoi do|ban do|ai|luon|a))*` +
	`|(?:hoan tac|hoan lai|undo|revert|huy|huy bo|thoi|khoi|cancel|nham|nham roi|bam nham|go nham|never ?mind)(?: (?:di|nhe|nha|roi|vay|that|it|lenh|a))*` +
	`|(?:van )?(?:giu|de)(?: lai)?(?: (?:nguoi nay|ban nay|nguoi do|ban do))?(?: (?:di|nhe|nha|vay|thoi|cung duoc))*` +
	`|(?:do not|don.?t) (?:drop|remove)(?: (?:him|her|them|it|anyone))?|keep (?:him|her|them|it)(?: then)?)[ .!…]*$`)

// drop drops somebody for one of the usual reasons, or for none.
func (t *turn) drop(arg string) {
	code, who, _ := strings.Cut(arg, ".")
	if code == "none" {
		code = ""
	} else if !slices.ContainsFunc(dropReasons, func(r dropReason) bool { return r.code == code }) {
		t.unknownButton()
		return
	}
	t.dropFor(who, code)
}

// maxReason is how much of a typed reason is kept, in UTF-16 units.
const maxReason = 200

// dropFor drops somebody for a reason.
func (t *turn) dropFor(who, reason string) {
	c, ok := t.person(who)
	if !ok {
		t.listChanged()
		return
	}
	t.decide(c, false, screen.Truncate(strings.Join(strings.Fields(reason), " "), maxReason))
	t.toast(t.Say("drop.done", "name", nameOf(c.Account)))
	t.people("")
}

// decide records a decision; the same decision again changes nothing.
func (t *turn) decide(c advise.Candidate, kept bool, reason string) {
	key := c.Account.Key()
	if d, ok := t.campaign.Decision(key); ok && d.Kept == kept && d.Reason == reason {
		return
	}
	t.campaign.Decide(domain.Decision{Key: key, Name: nameOf(c.Account), Kept: kept, Reason: reason, Made: t.Now})
	t.save()
}

// dropped lists those who were dropped, to take one back.
func (t *turn) dropped(string) {
	t.moveTo(StagePeople)
	r := t.rank()
	var lines []screen.Text
	var buttons []screen.Button
	for _, d := range t.campaign.Decisions {
		if d.Kept {
			continue
		}
		lines = append(lines, t.Say("dropped.line", "name", d.Name, "reason", plain(t.reason(d.Reason))))
		if c, ok := r.Find(d.Key); ok && len(buttons) < 10 {
			buttons = append(buttons, t.on(t.Say("dropped.back", "name", d.Name), "unkeep", personArg(c)))
		}
	}
	if len(lines) == 0 {
		t.people("")
		return
	}
	t.show(screen.New(screen.P(t.Say("dropped.title")), screen.Bullets(lines...)).
		WithRows(rowsByWidth(buttons)...).
		With(t.on(t.Say("card.list"), "people", "")))
}
