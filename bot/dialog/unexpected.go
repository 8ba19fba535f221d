package dialog

import (
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
)

// Whatever was not expected gets a kind answer that says what to do instead,
// then the place where the person was; it changes nothing.

// others says what to answer to each kind of message that is not text.
var others = map[string]domain.Sentence{
	"":         domain.Say("other.empty"),
	"sticker":  domain.Say("other.sticker"),
	"voice":    domain.Say("other.voice"),
	"audio":    domain.Say("other.voice"),
	"photo":    domain.Say("other.photo"),
	"video":    domain.Say("other.video"),
	"location": domain.Say("other.location"),
	"contact":  domain.Say("other.contact"),
}

// other answers a message that is not text.
func (t *turn) other(kind string) {
	s, ok := others[kind]
	if !ok {
		s = domain.Say("other.any")
	}
	t.aside(t.sentence(s))
}

// aside says something beside the flow, and leads back into it: a question or
// a card that is short is shown again; a long list is a tap away.
func (t *turn) aside(text screen.Text) {
	switch p := t.place(); {
	case t.state.Flow == InCampaign && t.state.Question == nil && t.campaign != nil && p.Stage != StageBrief:
		t.show(screen.New(screen.P(text)).With(t.goOn()...))
	default:
		t.notice(text)
		t.here()
	}
}

// tooLong answers a text that is too long to be one brief.
func (t *turn) tooLong(characters int) {
	t.aside(t.Say("text.too-long", "n", characters, "max", maxText))
}

// notUnderstood answers a text that means nothing to us.
func (t *turn) notUnderstood() {
	if t.state.Question != nil {
		t.toRead = t.event.Text
		t.aside(t.Say("text.no-answer"))
		return
	}
	if t.state.Flow == InCampaign && t.campaign != nil && t.place().Stage == StageBrief {
		t.toRead = t.event.Text
	}
	if t.state.Flow == InCreator {
		t.aside(t.Say("grow.nothing"))
		return
	}
	t.aside(t.Say("text.nothing"))
}

// unknownButton answers a button that no screen of ours has, or no longer.
func (t *turn) unknownButton() {
	t.toast(t.Say("press.unknown"))
	t.showNew(screen.New(screen.P(t.Say("press.unknown-text"))).With(t.goOn()...))
}

// stale answers a button that was made for an older state of a campaign, or of
// the one about to begin (nil). The old message is left alone, to be read.
func (t *turn) stale(k *domain.Campaign) {
	text, current := t.Say("press.stale"), t.button(t.Say("press.open-new"), "here", "")
	if k != nil {
		current = labelledButton(t.Say("press.open-new"), call{Action: "open", Campaign: k.ID})
		if p := t.state.place(k.ID); len(p.Changed) > 0 {
			names := make([]string, len(p.Changed))
			for i, s := range p.Changed {
				names[i] = t.slotName(s)
			}
			text = t.Say("press.stale-brief", "slots", names, "date", domain.Date(t.local(p.ChangedAt).Format(time.DateOnly)))
		}
	}
	t.outdated(text, current)
}

// outdated answers a button of something older, and leads to what is current.
func (t *turn) outdated(text screen.Text, current screen.Button) {
	t.showNew(screen.New(screen.P(text)).With(current.As(screen.Primary), t.button(t.Say("button.home"), "home", "")))
}

// listChanged answers a button that names somebody who is no longer where the
// button says: the list itself was changed.
func (t *turn) listChanged() {
	t.showNew(screen.New(screen.P(t.Say("press.list-changed"))).
		With(t.on(t.Say("press.open-new"), "people", "").As(screen.Primary), t.button(t.Say("button.home"), "home", "")))
}

// campaignGone answers a button of a campaign that was deleted.
func (t *turn) campaignGone() {
	t.showNew(screen.New(screen.P(t.Say("press.campaign-gone"))).
		With(t.button(t.Say("campaigns.open"), "campaigns", "").As(screen.Primary), t.button(t.Say("home.choose"), "new", "")))
}
