package dialog

import (
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/draft"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// Whom a draft that was asked for in words is for: somebody of the list by name
// or rank, somebody of no list, one of several, or nobody, as what looks like a
// wish for a brief mostly begins a campaign.

// draftInWords takes a text that wants something written.
func (t *turn) draftInWords(text string) bool {
	wish, ok := understand.DraftIn(text)
	if !ok {
		return false
	}
	r := understand.Read(text, understand.Context{})
	if r.Brief.Has(domain.SlotBudget) || r.Brief.KPITarget > 0 {
		return false
	}
	if wish.Kind == understand.DraftTone {
		return t.retone(draft.Tone(wish.Tone))
	}
	if (wish.Kind == understand.DraftBrief || wish.Kind == understand.DraftCampaign) && t.beginsCampaign(&wish, r) {
		return t.begin(text, r)
	}
	t.state.Await = nil
	switch wish.Kind {
	case understand.DraftIdeas:
		t.ideasHere()
	case understand.DraftOther:
		t.notice(t.Say("draft.other"))
		t.drafts("")
	default:
		t.write(wish)
	}
	return true
}

// begin takes a wish for a brief as the beginning of a campaign, after asking
// where another is at hand. What it says of one without, or in answer to a
// question, is read as any text is.
func (t *turn) begin(text string, r understand.Reading) bool {
	switch {
	case r.Empty() && len(understand.GoodsIn(text, "")) == 0:
		t.state.Await = nil
		t.chooseWith(text)
	case t.campaign != nil && t.state.Question == nil:
		t.askWhich(text)
	default:
		return false
	}
	return true
}

// beginsCampaign tells whether a wish for a brief is for one of a campaign: it
// says more than whom it is for, or so many creators where nobody is chosen yet.
// Whoever is called just so is meant all the same.
func (t *turn) beginsCampaign(wish *understand.DraftWish, r understand.Reading) bool {
	if wish.Who == "" {
		return wish.Kind == understand.DraftCampaign || r.Brief.Has(domain.SlotIndustry) || t.campaign == nil && r.Brief.Has(domain.SlotCount)
	}
	if !wish.Unsure && wish.Kind == understand.DraftBrief {
		return false
	}
	if t.accountCalled(wish.Who) != nil {
		wish.Kind, wish.Unsure = understand.DraftBrief, false
		return false
	}
	return wish.Kind == understand.DraftCampaign || len(understand.GoodsIn(wish.Who, "")) > 0 || !understand.Read(wish.Who, understand.Context{}).Empty()
}

// addressing is what the buttons to one kind of draft ask for: of somebody of
// the list, and of anybody else.
type addressing struct {
	action, first string // first stands before the person
	kind          understand.DraftKind
}

func addressed(kind understand.DraftKind) addressing {
	if kind == understand.DraftBrief {
		return addressing{"forall", "", kind}
	}
	return addressing{"invite", "0.", understand.DraftInvite}
}

// to is the button to such a draft for somebody of the list.
func (t *turn) to(a addressing, c advise.Candidate) screen.Button {
	return t.on(screen.Join(" · ", screen.T(nameOf(c.Account)), screen.T(t.value(c.Account.Platform))), a.action, asUsual(a.first+personArg(c)))
}

// unlistedArg is the argument of the button for somebody of no list.
func (a addressing) unlistedArg(name string) string { return string(a.kind) + "." + nameCode(name) }

// write writes what somebody asked for in words: to a person by name or rank,
// or to those chosen.
func (t *turn) write(wish understand.DraftWish) {
	if t.campaign != nil {
		if t.state.Flow = InCampaign; t.stopped() {
			return
		}
	}
	a, people := addressed(wish.Kind), t.peopleCalled(wish.Who)
	names := wish.Several()
	if n, ok := howMany(wording.Fold(wish.Who), perPage); ok && t.campaign != nil {
		names = ranksTo(min(n, t.rank().Len()))
		if people = nil; len(names) == 1 {
			people = t.atRanks(names)
		}
	}
	switch {
	case len(people) > 1:
		t.askWhom(wish, people)
	case len(people) == 0 && len(names) > 1:
		t.askFirst(a, names)
	case len(people) == 0 && isRank(wish.Who):
		t.noRank(wish)
	case len(people) == 0 && wish.Who != "" && wish.Unsure:
		t.askBriefFor(wish)
	case len(people) == 0 && (wish.Who != "" || t.campaign == nil):
		t.writeUnlisted(wish.Kind, wish.Who)
	default:
		who := ""
		if len(people) == 1 {
			who = personArg(people[0])
		} else if p := t.place(); p.Stage == StageCard && wish.Kind == understand.DraftInvite {
			who = p.Person
		}
		t.do(call{Action: a.action, Campaign: t.campaign.ID, Rev: t.campaign.Revision, Arg: asUsual(a.first + who)})
	}
}

func isRank(who string) bool {
	_, err := strconv.Atoi(who)
	return err == nil
}

// ranksTo are the ranks from the first to the nth.
func ranksTo(n int) (out []string) {
	for i := range n {
		out = append(out, strconv.Itoa(i+1))
	}
	return out
}

// noRank answers a wish that names a rank of nobody.
func (t *turn) noRank(wish understand.DraftWish) {
	if t.sayNoRank(wish.Who); t.campaign == nil {
		t.writeUnlisted(wish.Kind, "")
		return
	}
	t.drafts("")
}

// sayNoRank says that nobody has a rank, and how many there are.
func (t *turn) sayNoRank(rank string) {
	if t.campaign == nil {
		t.notice(t.Say("draft.unranked", "rank", rank))
		return
	}
	t.notice(t.Say("draft.no-rank", "rank", rank, "n", t.rank().Len()))
}

// askWhom asks which of several people of a name it is for.
func (t *turn) askWhom(wish understand.DraftWish, people []advise.Candidate) {
	s, a := screen.New(screen.P(t.Say("quote.whose", "name", wish.Who))), addressed(wish.Kind)
	for _, c := range people {
		s = s.With(t.to(a, c))
	}
	name := screen.Truncate(wish.Who, maxHello)
	t.state.Draft = &drafted{Action: "letter", Name: name, Arg: a.unlistedArg(name)}
	t.show(s.With(t.button(t.Say("quote.whose-none"), "letter", asUsual(a.unlistedArg(name)))))
}

// askFirst offers to write to each of several people, one at a time.
func (t *turn) askFirst(a addressing, names []string) {
	s := screen.New(screen.P(t.Say("draft.one-by-one")))
	var none, meant []string
	for _, name := range names {
		name = screen.Truncate(name, maxHello)
		people := t.peopleCalled(name)
		switch {
		case len(people) > 0:
			for _, c := range people {
				meant = append(meant, screen.Truncate(c.Account.Name, maxHello))
				s = s.With(t.to(a, c))
			}
		case isRank(name):
			none = append(none, name)
		default:
			meant = append(meant, name)
			s = s.With(t.button(screen.T(name), "letter", asUsual(a.unlistedArg(name))))
		}
	}
	if len(none) == len(names) {
		t.noRank(understand.DraftWish{Kind: a.kind, Who: none[0]})
		return
	}
	for _, rank := range none[:min(len(none), 1)] {
		t.sayNoRank(rank)
	}
	t.state.Draft = &drafted{Action: "letter", Among: &among{a.kind, meant}, Arg: a.unlistedArg(meant[0])}
	t.show(s)
}

// others offers again whoever a draft was asked for together.
func (t *turn) others(string) {
	if t.campaign != nil && t.stopped() {
		return
	}
	if d := t.state.Draft; d != nil && d.Among != nil {
		t.askFirst(addressed(d.Among.Kind), d.Among.Names)
		return
	}
	t.drafts("")
}

// askBriefFor asks whether a name is of somebody who gets a brief, or of what a
// campaign is to be for.
func (t *turn) askBriefFor(wish understand.DraftWish) {
	name, a := screen.Truncate(wish.Who, maxHello), addressed(wish.Kind)
	t.state.Draft = &drafted{Action: "letter", Name: name, Arg: a.unlistedArg(name)}
	t.show(screen.New(screen.P(t.Say("draft.whose-brief", "name", name))).
		With(t.button(t.Say("draft.brief-to", "name", screen.Truncate(name, 24)), "letter", asUsual(a.unlistedArg(name)))).
		With(t.button(t.Say("home.choose"), "new", "")))
}

// peopleCalled finds people by rank, name or handle among those ranked, the best
// first: whoever is called just so, or else whose name holds the words. The
// fictional are meant only by more than a single word.
func (t *turn) peopleCalled(who string) []advise.Candidate {
	wanted := wording.Fold(strings.TrimPrefix(who, "@"))
	if t.campaign == nil || wanted == "" {
		return nil
	}
	if isRank(who) {
		return t.atRanks([]string{who})
	}
	var exact, holding []advise.Candidate
	r, list := t.rank(), t.roster()
	for _, a := range list.All() {
		folded := wording.Fold(a.Name)
		same := folded == wanted || strings.EqualFold(a.Handle, wanted)
		if !same && (a.Sample && !strings.Contains(wanted, " ") || !strings.Contains(" "+folded+" ", " "+wanted+" ")) {
			continue
		}
		c, ok := r.Find(a.Key())
		switch {
		case !ok:
		case same:
			exact = append(exact, c)
		default:
			holding = append(holding, c)
		}
	}
	found := exact
	if len(found) == 0 {
		found = holding
	}
	slices.SortFunc(found, func(a, b advise.Candidate) int { return a.Rank - b.Rank })
	return found[:min(len(found), maxFound)]
}

// writeUnlisted writes to somebody whom no list has, or to nobody yet: what is
// not known is a blank.
func (t *turn) writeUnlisted(kind understand.DraftKind, name string) {
	if a := t.accountCalled(name); a != nil {
		name = a.Name
	}
	name = screen.Truncate(name, maxHello)
	t.state.Draft = &drafted{Action: "letter", Name: name}
	t.unlisted(asUsual(string(kind) + "." + nameCode(name)))
}

// accountCalled finds whoever of the list is called just so, ranked or not; nil
// is nobody.
func (t *turn) accountCalled(name string) *domain.Account {
	wanted, list := wording.Fold(name), t.roster()
	for i, a := range list.All() {
		if wanted != "" && !a.Sample && wording.Fold(a.Name) == wanted {
			found := list.At(i) // All's own is gone with the next
			return &found
		}
	}
	return nil
}

// nameCode tells one name from another in a button, which has no room for it.
func nameCode(name string) string { return domain.AccountKey{Creator: name}.Short()[:6] }
