package dialog

import (
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

// join is a creator's place in the shared list: "" shows it, "yes" and "all" are
// the consent (to be found by marketers, and by creators too), "update" shows
// newer figures, "partners" and "alone" change whether creators find them,
// "leave" takes them out at once.
func (t *turn) join(arg string) {
	if t.notPrivate() {
		return
	}
	t.state.Flow = InCreator
	l := t.Listing()
	open := l != nil && l.State != growth.Declined
	switch {
	case arg == "leave" && l != nil:
		t.Listing = func() *growth.Listing { return nil }
		t.effects = append(t.effects, DropListing{Person: l.Person})
		t.show(screen.New(screen.P(t.Say("join.left"))).With(t.button(t.Say("tools.back"), "tools", "")))
	case !open && len(t.Admins) == 0:
		t.show(screen.New(screen.P(t.Say("join.nobody"))).With(t.button(t.Say("tools.back"), "tools", "")))
	case t.kitLacks() != "":
		t.show(screen.New(screen.P(t.Say("join.needs-kit"))).
			With(t.button(t.Say("kit.open"), "kit", "").As(screen.Primary)).With(t.button(t.Say("tools.back"), "tools", "")))
	case !open:
		if arg == "yes" || arg == "all" {
			t.askToJoin(arg == "all")
		} else {
			t.askConsent()
		}
	case arg == "update":
		t.updateListing()
	case arg == "partners", arg == "alone":
		changed := *l
		changed.Partners = arg == "partners"
		t.saveListing(t.agreed(changed))
		t.showListing()
	default:
		t.showListing()
	}
}

// consent is what a person is asked to agree to; it is kept word for word.
func (t *turn) consent(shown growth.Listing) []screen.Block {
	return []screen.Block{
		screen.P(t.Say("join.consent")),
		screen.Bullets(
			t.Say("join.shown", "name", shown.Card.Name, "niche", shown.Field.Name(), "platform", shown.Platform),
			t.sentence(shownFigures(&shown)),
			t.Say("join.contact", "contact", shown.Card.Contact),
		),
		screen.Bullets(t.Say("join.to-whom"), t.Say("join.label"), t.Say("join.not-shown"), t.Say("join.approval"), t.Say("join.leave-any-time")),
	}
}

func shownFigures(l *growth.Listing) domain.Sentence {
	if v, ok := l.Views.Get(); ok {
		return domain.Say("join.figures-views", "n", l.Followers.Or(0), "views", v, "day", l.AsOf)
	}
	return domain.Say("join.figures", "n", l.Followers.Or(0), "day", l.AsOf)
}

// agreed is a listing with what the person agrees to by the button they press.
func (t *turn) agreed(l growth.Listing) growth.Listing {
	button := t.Say("join.yes")
	if l.Partners {
		button = t.Say("join.yes-all")
	}
	l.Consent = growth.Consent{At: t.Now, Text: screen.Plain(screen.New(t.consent(l)...)) + "\n" + plain(button)}
	return l
}

func (t *turn) askConsent() {
	shown := growth.Listing{}.Show(*t.grower())
	t.show(screen.New(t.consent(shown)...).
		With(t.button(t.Say("join.yes"), "join", "yes")).
		With(t.button(t.Say("join.yes-all"), "join", "all")).
		With(t.button(t.Say("join.no"), "tools", "")))
}

// askToJoin keeps the consent and asks the administrators.
func (t *turn) askToJoin(partners bool) {
	l := growth.Listing{Person: t.event.Person.ID, State: growth.Asked, Partners: partners, Lang: string(t.state.Lang)}
	if before := t.Listing(); before != nil { // declined before, and asked again
		l.Version, l.Asked = before.Version, before.Asked
	}
	l = t.agreed(l.Show(*t.grower()))
	t.saveListing(l)
	t.askAdmins(l)
	t.show(screen.New(screen.P(t.Say("join.asked"))).
		With(t.button(t.Say("join.withdraw"), "join", "leave"), t.button(t.Say("tools.back"), "tools", "")))
}

// saveListing stores a listing and takes it for the person's own where it is.
func (t *turn) saveListing(l growth.Listing) {
	if l.Person == t.event.Person.ID {
		t.Listing = func() *growth.Listing { return &l }
	}
	t.effects = append(t.effects, SaveListing{Listing: l})
}

// askAdmins asks every administrator to approve; the first answer counts. The
// buttons name the version to be stored, so that nobody approves what has been
// changed since.
func (t *turn) askAdmins(l growth.Listing) {
	for _, admin := range t.Admins {
		t.effects = append(t.effects, Notify{Person: admin, Screen: t.adminCard(l, l.Version+1)})
	}
}

// adminCard shows an administrator who asks to be listed. Its language is the
// default: what an administrator speaks is not known here.
func (t *turn) adminCard(l growth.Listing, version int64) screen.Screen {
	say := func(key string, args ...any) screen.Text {
		return screen.Say(wording.Vietnamese, domain.Say(key, args...))
	}
	arg := strconv.FormatInt(version, 10) + "." + l.Person
	return screen.New(
		screen.P(say("admin.asks")),
		screen.Bullets(say("join.shown", "name", l.Card.Name, "niche", l.Field.Name(), "platform", l.Platform), screen.Say(wording.Vietnamese, shownFigures(&l)), say("join.contact", "contact", l.Card.Contact)),
		screen.Small(say("admin.check")),
	).With(
		labelledButton(say("admin.approve"), call{Action: "approve", Arg: "yes." + arg}).As(screen.Success),
		labelledButton(say("admin.decline"), call{Action: "approve", Arg: "no." + arg}),
	)
}

// approve is an administrator's answer: "yes" or "no", the version it is about,
// and who.
func (t *turn) approve(arg string) {
	answer, rest, _ := strings.Cut(arg, ".")
	number, person, ok := strings.Cut(rest, ".")
	version, err := strconv.ParseInt(number, 10, 64)
	switch {
	case !slices.Contains(t.Admins, t.event.Person.ID):
		t.aside(t.Say("admin.only"))
		return
	case !ok || err != nil || answer != "yes" && answer != "no" || t.ListingOf == nil:
		t.unknownButton()
		return
	}
	l := t.ListingOf(person)
	switch {
	case l == nil:
		t.show(screen.New(screen.P(t.Say("admin.gone"))))
		return
	case l.State != growth.Asked || l.Version != version:
		t.show(screen.New(screen.P(t.Say("admin.settled", "name", l.Card.Name))))
		return
	}
	settled := *l
	settled.State = growth.Declined
	done, told := "admin.declined", "join.declined"
	if answer == "yes" {
		settled.State, done, told = growth.Listed, "admin.approved", "join.approved"
	}
	t.saveListing(settled)
	lang := wording.Lang(settled.Lang)
	t.effects = append(t.effects, Notify{Person: person, Screen: screen.New(screen.P(screen.Say(lang, domain.Sentence{Key: told}))).
		With(labelledButton(screen.Say(lang, domain.Say("join.open")), call{Action: "join"}))})
	t.show(screen.New(screen.P(t.sentence(domain.Sentence{Key: done, Args: []domain.Arg{{Name: "name", Value: settled.Card.Name}}}))))
}

// waiting shows an administrator who waits to be approved.
func (t *turn) waiting(string) {
	if !slices.Contains(t.Admins, t.event.Person.ID) || t.event.Group || t.Listings == nil {
		t.aside(t.Say("admin.only"))
		return
	}
	list := t.Listings(growth.Asked)
	if len(list) == 0 {
		t.aside(t.Say("admin.nobody"))
		return
	}
	const most = 5
	for _, l := range list[:min(len(list), most)] {
		t.effects = append(t.effects, Show{Screen: t.adminCard(l, l.Version)})
	}
	if len(list) > most {
		t.show(screen.New(screen.P(t.Say("admin.more", "n", len(list)-most))))
	}
}

// updateListing shows the figures of today. A new name or contact is approved
// anew: figures are labelled as the creator's own, a name is not.
func (t *turn) updateListing() {
	l := t.agreed(t.Listing().Show(*t.grower()))
	if l.Card != t.Listing().Card {
		l.State = growth.Asked
		t.saveListing(l)
		t.askAdmins(l)
		t.notice(t.Say("join.asked"))
	} else {
		t.saveListing(l)
		t.notice(t.Say("join.updated"))
	}
	t.showListing()
}

// showListing shows what others see of the person.
func (t *turn) showListing() {
	l := t.Listing()
	state := t.Say("join.waiting")
	if l.State == growth.Listed {
		state = t.Say("join.listed")
	}
	s := screen.New(screen.P(state), screen.Bullets(
		t.Say("join.shown", "name", l.Card.Name, "niche", l.Field.Name(), "platform", l.Platform), t.sentence(shownFigures(l)), t.Say("join.contact", "contact", l.Card.Contact),
	))
	partners := t.button(t.Say("join.partners-on"), "join", "partners")
	if l.Partners {
		s = s.Add(screen.Small(t.Say("join.also-creators")))
		partners = t.button(t.Say("join.partners-off"), "join", "alone")
		s = s.With(t.button(t.Say("partners.open"), "partners", ""))
	}
	if c := t.grower(); !c.CreatedAt.IsZero() {
		if now := l.Show(*c); now.Card != l.Card || now.Platform != l.Platform || now.Field != l.Field || now.Followers != l.Followers || now.Views != l.Views || now.AsOf != l.AsOf {
			s = s.Add(screen.Small(t.Say("join.older"))).With(t.button(t.Say("join.update"), "join", "update").As(screen.Primary))
		}
	}
	t.show(s.With(partners).
		With(t.button(t.Say("join.leave"), "join", "leave"), t.button(t.Say("tools.back"), "tools", "")))
}
