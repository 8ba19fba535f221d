package dialog

import (
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
)

// start greets. It ends no campaign: each stays where it was.
func (t *turn) start(string) {
	t.leave()
	t.show(t.homeButtons(screen.New(screen.P(t.Say("home.greeting")), screen.P(t.Say("home.how")))))
}

// leave leaves whatever the person was in the middle of; nothing is lost but
// a question that waited.
func (t *turn) leave() {
	t.state.Flow = AtHome
	t.state.Question, t.state.Pending, t.state.Await = nil, nil, nil
}

// home is where everything begins. Whoever has been here before is not greeted
// again.
func (t *turn) home(string) {
	if len(t.Campaigns()) == 0 && len(t.Imports()) == 0 && len(t.state.Buttons) == 0 {
		t.start("")
		return
	}
	t.leave()
	t.show(t.homeButtons(screen.New(screen.P(t.Say("home.again")))))
}

// homeButtons are what one can begin with, or go on with.
func (t *turn) homeButtons(s screen.Screen) screen.Screen {
	if last, ok := t.lastCampaign(); ok {
		s = s.With(labelledButton(t.Say("home.resume", "name", last.Name), call{Action: "open", Campaign: last.ID}))
	}
	return s.
		With(t.button(t.Say("home.choose"), "new", "").As(screen.Primary)).
		With(t.button(t.creatorLabel(), "creator", ""), t.button(t.Say("home.ask"), "ask", ""))
}

// creatorLabel is the button to a creator's side, or to the plan where there is
// one.
func (t *turn) creatorLabel() screen.Text {
	if t.grower().Plan != nil && !t.event.Group {
		return t.Say("home.plan")
	}
	return t.Say("home.creator")
}

// lastCampaign returns the campaign the person used last, or else the newest
// of the workspace.
func (t *turn) lastCampaign() (domain.CampaignHead, bool) {
	for _, p := range t.state.Places {
		for _, h := range t.Campaigns() {
			if h.ID == p.Campaign {
				return h, true
			}
		}
	}
	if len(t.Campaigns()) > 0 {
		return t.Campaigns()[0], true
	}
	return domain.CampaignHead{}, false
}

// here shows where the person is, as after a question in between or after
// days.
func (t *turn) here() {
	if !t.consented() {
		t.showNotice("")
		return
	}
	switch t.state.Flow {
	case InCampaign:
		t.resumeCampaign()
	case InImport:
		t.previewImport("")
	case InLists:
		t.lists("")
	case InCampaigns:
		t.campaigns("")
	case InCreator:
		t.creator("")
	case InAsk:
		t.askScreen("")
	default:
		t.home("")
	}
}

// resumeCampaign shows the stage at which the person stopped in the campaign
// at hand.
func (t *turn) resumeCampaign() {
	if q := t.state.Question; q != nil && (t.campaign != nil || t.state.Campaign == "" && !q.Target) {
		t.showQuestion()
		return
	}
	if t.campaign == nil {
		t.home("")
		return
	}
	switch p := t.place(); p.Stage {
	case StageChannels:
		t.channels("")
	case StagePeople:
		t.people("")
	case StageCard:
		t.card(p.Person)
	case StageSummary:
		t.summary("")
	default:
		t.brief("")
	}
}

// back goes one step back.
func (t *turn) back(string) {
	switch {
	case t.state.Flow == InImport:
		t.dropImport()
		t.resume()
	case t.state.Flow == InCreator && (t.grower().Plan != nil || t.state.Interview != nil):
		t.creator("")
	case t.state.Flow != InCampaign:
		t.resume()
	case t.state.Question != nil:
		t.previousQuestion()
	case t.campaign == nil:
		t.home("")
	default:
		switch t.place().Stage {
		case StageChannels:
			t.brief("")
		case StagePeople:
			t.channels("")
		case StageCard, StageSummary:
			t.people("")
		default:
			t.home("")
		}
	}
}

// resume returns from a side flow to the campaign at hand, or home.
func (t *turn) resume() {
	if t.campaign != nil || t.state.Question != nil {
		t.state.Flow = InCampaign
		t.resumeCampaign()
		return
	}
	t.home("")
}

// cancel stops what is going on, says what is kept, and offers how to go on.
func (t *turn) cancel() {
	switch {
	case t.state.Flow == InImport:
		t.dropImport()
		t.notice(t.Say("cancel.import"))
		t.resume()
		return
	case t.campaign != nil && t.state.Flow == InCampaign:
		t.notice(t.Say("cancel.campaign", "name", t.campaign.Name))
	default:
		t.notice(t.Say("cancel.nothing"))
	}
	t.home("")
}

// chooseLanguage changes the language, or asks for it.
func (t *turn) chooseLanguage(text string) {
	if lang := wording.Lang(strings.ToLower(text)); slices.Contains(wording.Langs, lang) {
		t.setLanguage(string(lang))
		return
	}
	t.show(screen.New(screen.P(t.Say("language.which"))).
		With(t.button(t.Say("language.vi"), "lang", "vi"), t.button(t.Say("language.en"), "lang", "en")))
}

// setLanguage changes the language and shows where the person is, in it.
func (t *turn) setLanguage(lang string) {
	if !slices.Contains(wording.Langs, wording.Lang(lang)) {
		t.unknownButton()
		return
	}
	t.state.Lang = wording.Lang(lang)
	t.notice(t.Say("language.set"))
	t.here()
}
