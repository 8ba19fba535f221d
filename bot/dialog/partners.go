package dialog

import (
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

// mostPartners is how many are suggested at a time.
const mostPartners = 5

// partners suggests creators to work with, and carries a request and its answer
// between two: "" suggests, "ask.key" asks one, "yes.key" and "no.key" answer.
// Neither sees how to reach the other before both said yes.
func (t *turn) partners(arg string) {
	if t.notPrivate() {
		return
	}
	t.state.Flow = InCreator
	me := t.Listing()
	if me == nil || me.State != growth.Listed || !me.Partners || t.Listings == nil {
		t.show(screen.New(screen.P(t.Say("partners.need-list"))).
			With(t.button(t.Say("join.open"), "join", "").As(screen.Primary)).With(t.button(t.Say("tools.back"), "tools", "")))
		return
	}
	listed := t.Listings(growth.Listed)
	what, key, _ := strings.Cut(arg, ".")
	i := slices.IndexFunc(listed, func(l growth.Listing) bool { return l.Partners && l.Person != me.Person && l.Key() == key })
	switch {
	case what == "":
		t.suggestPartners(me, listed)
	case i < 0:
		t.notice(t.Say("partners.gone"))
		t.suggestPartners(me, listed)
	case what == "ask":
		t.askPartner(me, &listed[i], listed)
	case what == "yes":
		t.agree(me, &listed[i])
	default:
		t.show(screen.New(screen.P(t.Say("partners.declined"))).With(t.button(t.Say("partners.open"), "partners", "")))
	}
}

func (t *turn) suggestPartners(me *growth.Listing, listed []growth.Listing) {
	found := me.FindPartners(listed, mostPartners)
	if len(found) == 0 {
		t.show(screen.New(screen.P(t.Say("partners.none"))).With(t.button(t.Say("tools.back"), "tools", "")))
		return
	}
	var lines []screen.Text
	var buttons []screen.Button
	for i := range found {
		p := &found[i]
		lines = append(lines, t.partner(p))
		if !slices.Contains(me.Asked, p.Key()) {
			buttons = append(buttons, t.button(t.Say("partners.ask", "name", screen.Truncate(p.Card.Name, 24)), "partners", "ask."+p.Key()))
		}
	}
	t.show(screen.New(screen.P(t.Say("partners.title")), screen.Steps(lines...), screen.Small(t.Say("partners.rules"))).
		WithRows(screen.Rows(1, buttons...)...).
		With(t.button(t.Say("tools.back"), "tools", "")))
}

// partner says who somebody is, without how to reach them.
func (t *turn) partner(p *growth.Listing) screen.Text {
	return screen.Say(t.state.Lang, partnerSentence(p))
}

func partnerSentence(p *growth.Listing) domain.Sentence {
	return domain.Say("partners.one", "name", p.Card.Name, "niche", p.Field.Name(), "platform", p.Platform, "n", p.Followers.Or(0), "day", p.AsOf)
}

// askPartner asks the other, once.
func (t *turn) askPartner(me, other *growth.Listing, listed []growth.Listing) {
	if slices.Contains(me.Asked, other.Key()) || len(me.Asked) >= growth.MaxAsked {
		t.notice(t.Say("partners.asked-already"))
		t.suggestPartners(me, listed)
		return
	}
	mine := *me
	mine.Asked = append(slices.Clone(me.Asked), other.Key())
	t.saveListing(mine)
	lang := wording.Lang(other.Lang)
	say := func(key string, args ...any) screen.Text { return screen.Say(lang, domain.Say(key, args...)) }
	t.effects = append(t.effects, Notify{Person: other.Person, Screen: screen.New(
		screen.P(say("partners.wants")), screen.P(screen.Say(lang, partnerSentence(me))), screen.Small(say("partners.both")),
	).With(
		labelledButton(say("partners.agree"), call{Action: "partners", Arg: "yes." + me.Key()}).As(screen.Primary),
		labelledButton(say("partners.refuse"), call{Action: "partners", Arg: "no." + me.Key()}),
	)})
	t.notice(t.Say("partners.asked", "name", other.Card.Name))
	t.suggestPartners(&mine, listed)
}

// agree shows each how to reach the other, when the other asked.
func (t *turn) agree(me, other *growth.Listing) {
	if !slices.Contains(other.Asked, me.Key()) {
		t.show(screen.New(screen.P(t.Say("partners.gone"))).With(t.button(t.Say("partners.open"), "partners", "")))
		return
	}
	lang := wording.Lang(other.Lang)
	t.effects = append(t.effects, Notify{Person: other.Person, Screen: screen.New(screen.P(
		screen.Say(lang, domain.Say("partners.agreed", "name", me.Card.Name, "contact", me.Card.Contact))))})
	t.show(screen.New(screen.P(t.Say("partners.agreed", "name", other.Card.Name, "contact", other.Card.Contact))).
		With(t.button(t.Say("partners.open"), "partners", "")))
}
