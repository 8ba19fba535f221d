package dialog

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
)

// turn is one step in the making.
type turn struct {
	World
	state      State
	event      Event
	campaign   *domain.Campaign // a copy of the one at hand, to be changed; nil: none
	changed    bool             // the campaign is to be saved
	growing    *growth.Creator  // see grower; nil: not yet read
	grown      bool             // it is to be saved
	effects    []Effect
	notices    []screen.Text   // said at the head of the next screen
	shown      bool            // the pressed message has been replaced already
	adding     []domain.Slot   // what the text of this step adds to, rather than states anew
	before     *advise.Ranking // before the brief or a weight changed; nil: not looked
	inText     *namesFound     // in the text of this step; nil: not looked for
	revertible bool            // the next screen says what changed in the brief
	goods      []domain.Goods  // named by the text of this step
	moved      []screen.Text   // who moved, beyond those told at once
	goodsAnew  bool            // they take the place of the campaign's
	asked      string          // the question that the text of this step asks
	change     []screen.Button // to what the question says of the brief; none: it says nothing to change
	toRead     string          // the text of this step, which tells of a brief
	inWords    bool            // the card is to be put in a few words
	onItsWay   string          // the ask of an earlier step
	ranking    *advise.Ranking // of the campaign at hand; nil: not yet made
}

// Say says a sentence of the catalogue.
func (t *turn) Say(key string, namesAndValues ...any) screen.Text {
	return t.sentence(domain.Say(key, namesAndValues...))
}

// sentence says a sentence in the person's language.
func (t *turn) sentence(s domain.Sentence) screen.Text { return screen.Say(t.state.Lang, s) }

// value says one value as it stands in a sentence.
func (t *turn) value(v any) string { return wording.Value(t.state.Lang, v) }

// show shows a screen: in place of the one whose button was pressed, otherwise
// as a new message.
func (t *turn) show(s screen.Screen) {
	if t.event.Kind == Pressed && !t.shown {
		t.shown = true
		t.effects = append(t.effects, Change{Screen: t.dress(s)})
		return
	}
	t.effects = append(t.effects, Show{Screen: t.dress(s)})
}

// showNew shows a screen as a new message, which leaves the old one to be read.
func (t *turn) showNew(s screen.Screen) {
	t.effects = append(t.effects, Show{Screen: t.dress(s)})
}

// dress puts what is to be said first at the head of a screen, and remembers
// its buttons.
func (t *turn) dress(s screen.Screen) screen.Screen {
	if len(t.notices) > 0 {
		blocks := make([]screen.Block, 0, len(t.notices)+len(s.Blocks))
		for _, n := range t.notices {
			blocks = append(blocks, screen.P(n))
		}
		if n := len(t.moved); n > 0 {
			blocks = append(blocks, screen.More(t.Say("moves.more", "n", n), screen.Bullets(t.moved...)))
		}
		s.Blocks = append(blocks, s.Blocks...)
		t.notices, t.moved = nil, nil
	}
	if t.revertible && len(s.Buttons) > 0 {
		t.revertible = false
		s = s.With(t.revertButton()...)
	}
	if len(s.Buttons) > 0 {
		t.state.Buttons = screen.Numbered(s)
	}
	return s
}

// maxToast is how long a toast may be, in UTF-16 units (Telegram's limit).
const maxToast = 200

// toast says something that passes: over a pressed button, otherwise at the
// head of the next screen.
func (t *turn) toast(text screen.Text) {
	if t.event.Kind == Pressed {
		t.effects = append(t.effects, Toast{Text: screen.Truncate(plain(text), maxToast)})
		return
	}
	t.notice(text)
}

// notice says something at the head of the next screen.
func (t *turn) notice(text screen.Text) { t.notices = append(t.notices, text) }

// save marks the campaign to be saved at the end of the step.
func (t *turn) save() { t.changed = true }

// place returns where the person is in the campaign at hand.
func (t *turn) place() Place {
	if t.campaign == nil {
		return Place{}
	}
	return t.state.place(t.campaign.ID)
}

// moveTo moves the person to a stage of the campaign at hand.
func (t *turn) moveTo(stage Stage) {
	t.at(func(p *Place) { p.Stage = stage })
}

// at changes the place in the campaign at hand, which becomes the flow.
func (t *turn) at(change func(*Place)) {
	p := t.place()
	change(&p)
	t.state.setPlace(p)
	t.state.Flow, t.state.Campaign = InCampaign, t.campaign.ID
}

// find returns a campaign of the workspace, to be changed; nil when it is gone.
func (t *turn) find(id string) *domain.Campaign {
	if t.campaign != nil && t.campaign.ID == id {
		return t.campaign
	}
	if id == "" || t.Find == nil || t.changed {
		return nil
	}
	found := t.Find(id)
	if found == nil || found.ID != id {
		return nil
	}
	c := *found
	return &c
}

// enter makes a campaign the one at hand.
func (t *turn) enter(c *domain.Campaign) {
	if c != t.campaign {
		t.campaign, t.ranking = c, nil
		t.state.Campaign = c.ID
		t.state.Question, t.state.Pending, t.state.Told = nil, nil, nil
	}
	t.state.Flow = InCampaign
}

// roster returns the list that people of the campaign at hand are chosen from:
// the one that was picked, otherwise the workspace's own, the operator's or
// the sample, the first that holds anybody.
func (t *turn) roster() *domain.Roster {
	if t.campaign != nil && t.campaign.Scope != "" {
		if r := t.Roster(t.campaign.Scope); r.Len() > 0 {
			return r
		}
	}
	for _, scope := range []domain.Scope{domain.OwnRoster, domain.SharedRoster} {
		if r := t.Roster(scope); r.Len() > 0 {
			return r
		}
	}
	return t.Roster(domain.SampleRoster)
}

// local is a time as clocks in Vietnam show it.
func (t *turn) local(at time.Time) time.Time { return at.In(time.FixedZone("", vietnamTime)) }

// today is the day of the step.
func (t *turn) today() domain.Date { return domain.Date(t.local(t.Now).Format(time.DateOnly)) }

// newID makes an id of 13 letters and digits from the event's: the same event
// again makes the same id.
func (t *turn) newID() string {
	sum := sha256.Sum256([]byte(t.event.Person.ID + "\x00" + t.event.ID))
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))[:13]
}
