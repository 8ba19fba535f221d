package dialog

import (
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/draft"
	"chonmat/domain/facts"
	"chonmat/domain/understand"
	"chonmat/prompts"
)

// Drafts: texts of ours that a person sends to somebody else. They stand as one
// block that a tap copies, can be had in three tones, and a language model, where
// there is one, words anew what is not fixed in them. letters.go says which.

// drafted is the draft at hand: what "viết lịch sự hơn" means, and whom a draft
// that belongs to no campaign is for.
type drafted struct {
	Action   string `json:"action"`
	Campaign string `json:"campaign,omitempty"`
	Arg      string `json:"arg,omitempty"` // without the tone
	Name     string `json:"name,omitempty"`
	// Among is whom it was asked for together.
	Among *among `json:"among,omitempty"`
}

// among is a wish that named several people.
type among struct {
	Kind  understand.DraftKind `json:"kind"`
	Names []string             `json:"names"`
}

// tone is the tone that the person likes.
func (t *turn) tone() draft.Tone {
	if slices.Contains(draft.Tones, t.state.Tone) {
		return t.state.Tone
	}
	return draft.Tones[0]
}

// toned takes the tone off the front of a button's argument; it is the usual one
// from then on.
func (t *turn) toned(arg string) (rest string) {
	code, rest, _ := strings.Cut(arg, ".")
	for _, tone := range draft.Tones {
		if code == toneCode(tone) {
			t.state.Tone = tone
		}
	}
	return rest
}

func toneCode(tone draft.Tone) string { return string(tone)[:1] }

// asUsual is the argument of a button to a draft in the usual tone.
func asUsual(rest string) string { return "-." + rest }

// toneButtons lead to a draft in the other tones.
func (t *turn) toneButtons(d drafted) (out []screen.Button) {
	make := t.button
	if d.Campaign != "" {
		make = t.on
	}
	for _, tone := range draft.Tones {
		if tone != t.tone() {
			out = append(out, make(t.Say("draft.to-tone", "tone", tone.Name()), d.Action, toneCode(tone)+"."+d.Arg))
		}
	}
	return out
}

// letter is a draft with all that its screen needs.
type letter struct {
	at    drafted
	title screen.Text
	// make composes the draft; the name is the person's, or a tag for it.
	make  func(name string) draft.Draft
	name  string
	how   domain.Sentence // what to do with it; no key: as usual
	notes []screen.Block
}

// tag is what a person is called before the model.
const tag = "[A]"

// showLetter shows a draft, and asks the model for it.
func (t *turn) showLetter(l letter, rows ...[]screen.Button) {
	if d := t.state.Draft; d != nil && d.Among != nil && slices.Contains(d.Among.Names, l.name) {
		l.at.Among = d.Among
		rows = append([][]screen.Button{{t.button(t.Say("draft.others"), "among", "")}}, rows...)
	}
	t.state.Draft = &l.at
	text := l.make(l.name).Text(t.state.Lang)
	how := t.Say("draft.how")
	switch {
	case l.how.Key != "":
		how = t.sentence(l.how)
	case !strings.Contains(text, "["):
		how = t.Say("draft.how-filled")
	}
	s := screen.New(screen.P(l.title), screen.ToCopy(text), screen.Small(how)).Add(l.notes...)
	t.show(s.With(t.toneButtons(l.at)...).WithRows(rows...))
	t.rewordDraft(s, 1, l)
}

// rewordDraft asks for the free parts of a draft in the tone; block n of the
// screen holds it.
func (t *turn) rewordDraft(s screen.Screen, n int, l letter) {
	d := l.make(tag)
	q := prompts.Request{Kind: prompts.Draft, Tone: string(t.tone())}
	if l.name != "" {
		q.Names = map[string]string{tag: l.name}
	} else {
		d = l.make("")
	}
	var texts []screen.Text
	for _, part := range d.Free(t.state.Lang) {
		texts = append(texts, screen.T(part))
	}
	q.Passages = passages(texts...)
	whole := l.make(l.name)
	r := rewording{Screen: s, At: n, N: 1, Copy: true, Tail: strings.Join(whole.Fixed(t.state.Lang), "\n\n")}
	if whole.Title.Key != "" {
		r.Head = plain(t.sentence(whole.Title))
	}
	t.reword(r, q)
}

// labelLaw cites what the law asks of advertising.
func (t *turn) labelLaw() screen.Block {
	return screen.Small(t.Say("draft.law"), screen.T(" "), t.cite(facts.DutyOf("label").Sources...))
}

// drafts shows what can be written here.
func (t *turn) drafts(string) {
	s := screen.New(screen.P(t.Say("draft.what")), screen.Small(t.Say("draft.say")))
	answer := t.button(t.Say("draft.answer"), "quote", "")
	if t.state.Flow == InCreator {
		answer = t.button(t.Say("draft.answer-offer"), "offer", "")
	}
	if t.campaign == nil {
		t.show(s.With(t.button(t.Say("draft.invite"), "letter", asUsual("invite")), t.button(t.Say("draft.brief"), "letter", asUsual("brief"))).
			With(answer, t.button(t.Say("draft.ideas"), "ideas", asUsual("0"))).With(t.goOn()...))
		return
	}
	t.show(s.With(t.on(t.Say("draft.invite"), "invite", asUsual("")), t.on(t.Say("draft.brief"), "forall", asUsual(""))).
		With(answer, t.on(t.Say("draft.ideas"), "hints", asUsual("0."))).With(t.goOn()...))
}

// draftsWith is drafts for a command, which may say what is wanted.
func (t *turn) draftsWith(text string) {
	wish := "soạn " + text
	switch _, ok := understand.DraftIn(wish); {
	case text == "" || !ok:
		t.drafts("")
	case !t.draftInWords(wish): // it says what a campaign is about
		t.free(wish)
	}
}

// retone shows the draft at hand in another tone; false without one, and where
// an answer is waited for that it may be, unless the draft is what was shown last.
func (t *turn) retone(tone draft.Tone) bool {
	d := t.state.Draft
	if d == nil {
		return false
	}
	shown := slices.ContainsFunc(t.state.Buttons, func(b screen.NumberedButton) bool {
		c, _ := parseCall(b.Data)
		return c.Action == d.Action && c.Campaign == d.Campaign && c.Arg[min(len(c.Arg), 1):] == "."+d.Arg
	})
	if !shown && (t.state.Question != nil || t.state.Interview != nil) {
		return false
	}
	c := call{Action: d.Action, Campaign: d.Campaign, Arg: toneCode(tone) + "." + d.Arg}
	if d.Campaign != "" {
		if t.campaign == nil || t.campaign.ID != d.Campaign {
			return false
		}
		c.Rev = t.campaign.Revision
	}
	t.state.Await = nil
	t.do(c)
	return true
}
