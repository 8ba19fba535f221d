package draft

import (
	"slices"

	"chonmat/domain"
)

// Invite is what is known for a first message to a creator.
type Invite struct {
	Tone  Tone
	Name  string // "": unknown
	Brief domain.Brief
	Work  []Piece // what they are to make; none: a blank
	// Account is what is known of them; nil: nothing but the name. What is
	// missing in it is what the message asks for.
	Account *domain.Account
	Quoted  bool // their price for the work is known
}

// Draft composes the message.
func (i Invite) Draft() Draft {
	intro := i.Tone.say("draft.invite.intro.")
	if named(i.Brief.Industry) {
		intro = i.Tone.say("draft.invite.intro-industry.", "industry", i.Brief.Industry)
	}
	pitch := append(i.why(), i.Tone.say("draft.invite.work.", "work", work(i.Work), "when", flight(i.Brief)))
	return Draft{Parts: []Part{
		{Says: []domain.Sentence{i.Tone.hello(i.Name)}},
		{Says: []domain.Sentence{intro}},
		{Says: pitch},
		{Head: i.Tone.say("draft.invite.asks."), Says: i.asks(), List: true},
		{Says: []domain.Sentence{i.Tone.say("draft.invite.label.")}, Fixed: true},
		{Says: []domain.Sentence{i.Tone.say("draft.invite.close.")}, Fixed: true},
	}}
}

// why says what of their channel fits, from what is stated of both.
func (i Invite) why() []domain.Sentence {
	who, known := audience(i.Brief)
	fits := i.Account != nil && named(i.Brief.Industry) && slices.Contains(i.Account.Categories, i.Brief.Industry)
	switch {
	case fits && known:
		return []domain.Sentence{i.Tone.say("draft.invite.fits-who.", "who", who)}
	case fits:
		return []domain.Sentence{i.Tone.say("draft.invite.fits.")}
	case known:
		return []domain.Sentence{i.Tone.say("draft.invite.who.", "who", who)}
	}
	return nil
}

// asks are what the message asks for: the price and whether they have time,
// and of figures those that nobody has.
func (i Invite) asks() []domain.Sentence {
	out := []domain.Sentence{domain.Say("draft.ask.quote")}
	if i.Quoted {
		out[0] = domain.Say("draft.ask.quote-still")
	}
	if month := i.Brief.Month; month.Month != 0 {
		out = append(out, domain.Say("draft.ask.time-in", "month", month))
	} else {
		out = append(out, domain.Say("draft.ask.time"))
	}
	a := i.Account
	if a == nil {
		a = &domain.Account{}
	}
	if !a.Followers.IsKnown() {
		out = append(out, domain.Say("draft.ask.followers"))
	}
	if lacks := lacking(lack{!a.Views.IsKnown(), "views"}, lack{!a.Engagement.IsKnown(), "engagement"}); len(lacks) > 0 {
		out = append(out, domain.Say("draft.ask.figures", "figures", lacks))
	}
	if lacks := lacking(lack{!a.AudienceFemale.IsKnown(), "gender"}, lack{!a.AudienceAges.Known, "age"}, lack{len(a.AudienceLocations) == 0, "place"}); len(lacks) > 0 {
		out = append(out, domain.Say("draft.ask.audience", "parts", lacks))
	}
	return out
}

// lack is a figure that may be missing.
type lack struct {
	missing bool
	word    string
}

// lacking names the figures that are missing.
func lacking(all ...lack) (out []domain.Sentence) {
	for _, l := range all {
		if l.missing {
			out = append(out, domain.Sentence{Key: "draft.figure." + l.word})
		}
	}
	return out
}
