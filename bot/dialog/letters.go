package dialog

import (
	"encoding/json"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/draft"
	"chonmat/domain/facts"
	"chonmat/domain/understand"
)

// maxHello is how much of a name a greeting says, in UTF-16 units.
const maxHello = 40

// crew are people that letters are written to, one after the other: who is
// called "" are those chosen, "p.<package>" those of a package, "p2.<package>"
// the third of them, and otherwise it is the one person of a card.
func (t *turn) crew(who string) (people []advise.Booking, ok bool) {
	head, pack, _ := strings.Cut(who, ".")
	if place, of := strings.CutPrefix(head, "p"); of {
		plan, _, ok := t.packageOf(pack)
		if !ok {
			return nil, false
		}
		people = bookings(plan.Packages[0])
		if place == "" {
			return people, true
		}
		n, err := strconv.Atoi(place)
		if err != nil || n < 0 || n >= len(people) {
			t.listChanged()
			return nil, false
		}
		return people[n : n+1], true
	}
	if who == "" {
		people, _ = t.chosen()
		return people, true
	}
	c, ok := t.person(who)
	if !ok {
		t.listChanged()
		return nil, false
	}
	d, _ := t.campaign.Decision(c.Account.Key())
	return []advise.Booking{{Candidate: c, Quantity: max(d.Quantity, 1)}}, true
}

// piece is what somebody is to make.
func piece(b advise.Booking) draft.Piece {
	c := b.Candidate
	return draft.Piece{Platform: c.Account.Platform, Deliverable: c.Price.Deliverable, Quantity: max(b.Quantity, 1)}
}

// invite writes to one of a crew: "<tone>.<place>.<crew>".
func (t *turn) invite(arg string) {
	number, who, _ := strings.Cut(t.toned(arg), ".")
	people, ok := t.crew(who)
	switch {
	case !ok:
		return
	case len(people) == 0:
		t.writeUnlisted(understand.DraftInvite, "")
		return
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n >= len(people) {
		n = 0
	}
	b := people[n]
	a, arg := b.Candidate.Account, personArg(b.Candidate)
	alone := arg // of a package they make what it says
	if pack, of := strings.CutPrefix(who, "p."); of {
		alone = "p" + strconv.Itoa(n) + "." + pack
	} else if who != "" {
		t.at(func(p *Place) { p.Stage, p.Person = StageCard, who })
	}
	l := letter{
		at: drafted{Action: "invite", Campaign: t.campaign.ID, Arg: strconv.Itoa(n) + "." + who}, name: screen.Truncate(a.Name, maxHello),
		title: t.Say("draft.invite.title", "name", nameOf(a), "tone", t.tone().Name()),
		make: func(name string) draft.Draft {
			return draft.Invite{Tone: t.tone(), Name: name, Brief: t.campaign.Brief, Work: []draft.Piece{piece(b)}, Account: a,
				Quoted: b.Candidate.Price.Quoted}.Draft()
		},
		notes: []screen.Block{t.labelLaw()},
	}
	if a.Sample {
		l.notes = append(l.notes, screen.Small(t.Say("card.sample")))
	}
	var next []screen.Button
	if n+1 < len(people) {
		next = append(next, t.on(t.Say("draft.next", "name", screen.Truncate(people[n+1].Candidate.Account.Name, 24)), "invite", asUsual(strconv.Itoa(n+1)+"."+who)).As(screen.Primary))
	}
	back := []screen.Button{t.on(t.Say("check.back", "name", screen.Truncate(a.Name, 18)), "card", arg), t.on(t.Say("card.list"), "people", "")}
	t.showLetter(l, next, []screen.Button{t.on(t.Say("draft.brief"), "forall", asUsual(alone))}, back)
}

// briefFor composes the brief for a crew; of one person it says the name.
func (t *turn) briefFor(people []advise.Booking, name string) draft.Draft {
	f := draft.ForCreators{Tone: t.tone(), Name: name, Brief: t.campaign.Brief, Rules: t.papersRules()}
	for _, b := range people {
		f.Work = append(f.Work, piece(b))
	}
	return f.Draft()
}

// onlyName is whom a brief greets: the one person it is for, "" for several.
func onlyName(people []advise.Booking) string {
	if len(people) != 1 {
		return ""
	}
	return screen.Truncate(people[0].Candidate.Account.Name, maxHello)
}

// briefTitle says for whom a brief is; "" is for all.
func (t *turn) briefTitle(name string) screen.Text {
	if name == "" {
		return t.Say("draft.brief.for-all", "tone", t.tone().Name())
	}
	return t.Say("draft.brief.for-one", "name", name, "tone", t.tone().Name())
}

// longMessage is how long a text may be, in UTF-16 units, to be read and copied
// as one message everywhere; a longer one comes as a file too.
const longMessage = 3800

// forAll shows the brief that creators work from: "<tone>.<crew>".
func (t *turn) forAll(arg string) {
	who := t.toned(arg)
	people, ok := t.crew(who)
	if !ok {
		return
	}
	name := onlyName(people)
	l := letter{
		at: drafted{Action: "forall", Campaign: t.campaign.ID, Arg: who}, name: name, title: t.briefTitle(name),
		make: func(name string) draft.Draft { return t.briefFor(people, name) },
	}
	rows := [][]screen.Button{
		{t.on(t.Say("draft.file"), "briefile", asUsual(who)), t.on(t.Say("draft.ideas"), "hints", asUsual("0."))},
		{t.on(t.Say("card.list"), "people", ""), t.button(t.Say("button.continue"), "here", "")},
	}
	t.showLetter(l, rows...)
	if screen.UTF16Len(l.make(l.name).Text(t.state.Lang)) > longMessage {
		t.sendBrief(asUsual(who))
	}
}

// sendBrief sends that brief as a file that any program can edit. It is sent on
// to creators: no campaign's name, and with it no budget, is in the file's.
func (t *turn) sendBrief(arg string) {
	people, ok := t.crew(t.toned(arg))
	if !ok {
		return
	}
	t.effects = append(t.effects, SendFile{Name: "brief-creator-" + string(t.today()) + ".txt",
		Data: []byte(t.briefFor(people, onlyName(people)).Text(t.state.Lang) + "\n"), Caption: t.Say("draft.file-caption")})
}

// unlisted shows such a draft: "<tone>.<kind>.<name>". A button of a draft to
// somebody who is forgotten writes to nobody in particular.
func (t *turn) unlisted(arg string) {
	if t.campaign != nil && t.stopped() {
		return
	}
	word, code, _ := strings.Cut(t.toned(arg), ".")
	kind := understand.DraftKind(word)
	at := drafted{Action: "letter"}
	if d := t.state.Draft; d != nil {
		names := []string{d.Name}
		if d.Among != nil {
			names = d.Among.Names
		}
		for _, name := range names {
			if nameCode(name) == code {
				at.Name = name
			}
		}
	}
	named := func(kind understand.DraftKind) string { return string(kind) + "." + nameCode(at.Name) }
	at.Arg = named(kind)
	brief := domain.Brief{}
	var rules []facts.GoodsRule
	if t.campaign != nil {
		brief, rules = t.campaign.Brief, t.papersRules()
	}
	known := t.accountCalled(at.Name)
	l := letter{at: at, name: at.Name, notes: []screen.Block{t.labelLaw()}}
	switch kind {
	case understand.DraftBrief:
		l.title = t.briefTitle(at.Name)
		l.notes = nil
		l.make = func(name string) draft.Draft {
			return draft.ForCreators{Tone: t.tone(), Name: name, Brief: brief, Rules: rules}.Draft()
		}
	case understand.DraftInvite:
		l.title = t.Say("draft.invite.title-nobody", "tone", t.tone().Name())
		if at.Name != "" {
			l.title = t.Say("draft.invite.title", "name", at.Name, "tone", t.tone().Name())
		}
		l.make = func(name string) draft.Draft {
			return draft.Invite{Tone: t.tone(), Name: name, Brief: brief, Account: known}.Draft()
		}
	default:
		t.unknownButton()
		return
	}
	other := t.button(t.Say("draft.brief"), "letter", asUsual(named(understand.DraftBrief)))
	if kind == understand.DraftBrief {
		other = t.button(t.Say("draft.invite"), "letter", asUsual(named(understand.DraftInvite)))
	}
	t.showLetter(l, []screen.Button{other}, t.goOn())
}

// reply shows the answer to the quote at hand in a tone: "<tone>.<quote>". A
// button of an answer to another quote leaves that answer alone.
func (t *turn) reply(arg string) {
	q := t.state.Quote
	switch _, code, _ := strings.Cut(arg, "."); {
	case q == nil || q.Fee == 0:
		t.askQuote(domain.Account{})
	case code != answerCode(q):
		t.outdated(t.Say("quote.older"), t.button(t.Say("press.open-new"), "quote", "show"))
	default:
		t.toned(arg)
		t.showQuote()
	}
}

// answerCode tells the answer to one quote or offer from that to another in a
// button.
func answerCode(to any) string {
	whole, err := json.Marshal(to)
	if err != nil { // plain data
		panic(err)
	}
	return nameCode(string(whole))
}
