package dialog

import (
	"strconv"
	"strings"
	"unicode"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
)

// vietnamTime is where dates are said: there is one zone, without summer time.
const vietnamTime = 7 * 3600 // seconds east of UTC

// campaignsPerPage is how many campaigns a screen lists.
const campaignsPerPage = 8

// newCampaign begins a campaign and makes it the one at hand.
func (t *turn) newCampaign() {
	draft, guessed := t.state.place(""), t.state.Guess
	t.state.forgetPlace("")
	t.campaign = &domain.Campaign{ID: t.newID(), CreatedAt: t.Now}
	t.campaign.Name = t.autoName(domain.Brief{})
	t.state.Campaign = t.campaign.ID
	draft.Campaign = t.campaign.ID
	t.state.setPlace(draft)
	if guessed != nil && guessed.Campaign == "" {
		g := *guessed
		g.Campaign = t.campaign.ID
		t.state.Guess = &g
	}
	t.state.Flow = InCampaign
	t.save()
}

// autoName names a campaign after its brief: "Mỹ phẩm · 200 triệu · 11/2026".
func (t *turn) autoName(b domain.Brief) string {
	var parts []screen.Text
	if b.Industry != "" {
		parts = append(parts, screen.T(wording.Capital(t.value(b.Industry))))
	} else {
		parts = append(parts, t.Say("campaign.new"))
	}
	if b.Has(domain.SlotBudget) {
		parts = append(parts, screen.T(t.slotValue(domain.SlotBudget, &b)))
	}
	month := t.local(t.campaign.CreatedAt).Format("01/2006")
	if b.Month.Month != 0 {
		month = t.value(b.Month)
	}
	return plain(screen.Join(" · ", append(parts, screen.T(month))...))
}

// namedAfter tells whether the campaign at hand still bears the name made from
// its brief, in either language.
func (t *turn) namedAfter(b domain.Brief) bool {
	for _, lang := range wording.Langs {
		other := turn{state: State{Lang: lang}, campaign: t.campaign}
		if other.autoName(b) == t.campaign.Name {
			return true
		}
	}
	return false
}

// campaigns lists the campaigns of the workspace, from one on.
func (t *turn) campaigns(arg string) {
	t.state.Flow = InCampaigns
	t.state.Await = nil
	if len(t.Campaigns()) == 0 {
		t.show(screen.New(screen.P(t.Say("campaigns.none"))).
			With(t.button(t.Say("home.choose"), "new", "").As(screen.Primary), t.button(t.Say("button.home"), "home", "")))
		return
	}
	from, _ := strconv.Atoi(arg)
	if from < 0 || from >= len(t.Campaigns()) {
		from = 0
	}
	to := min(from+campaignsPerPage, len(t.Campaigns()))
	s := screen.New(screen.P(t.Say("campaigns.title", "n", len(t.Campaigns()))))
	for _, h := range t.Campaigns()[from:to] {
		mark := "○ "
		if t.campaign != nil && h.ID == t.campaign.ID {
			mark = "● "
		}
		s = s.With(labelledButton(screen.T(mark+h.Name), call{Action: "open", Campaign: h.ID}))
	}
	var pages []screen.Button
	if from > 0 {
		pages = append(pages, t.button(t.Say("page.previous"), "campaigns", strconv.Itoa(max(from-campaignsPerPage, 0))))
	}
	if to < len(t.Campaigns()) {
		pages = append(pages, t.button(t.Say("page.next"), "campaigns", strconv.Itoa(to)))
	}
	s = s.With(pages...)
	if t.campaign != nil {
		s = s.With(t.on(t.Say("campaigns.rename"), "rename", ""), t.on(t.Say("campaigns.delete"), "delete", ""))
	}
	t.show(s.With(t.button(t.Say("campaigns.new"), "new", ""), t.button(t.Say("button.home"), "home", "")))
}

// open opens the campaign at hand where the person stopped in it.
func (t *turn) open() {
	t.state.Question, t.state.Pending = nil, nil
	t.at(func(*Place) {})
	if len(t.Campaigns()) > 1 {
		t.notice(t.Say("campaign.opened", "name", t.campaign.Name))
	}
	if t.place().Stage == StageBrief && t.nextQuestion() {
		return
	}
	t.resumeCampaign()
}

// askName asks for a name of the campaign.
func (t *turn) askName(string) {
	t.state.Await = &Await{For: AwaitName, Arg: t.campaign.ID}
	t.show(screen.New(screen.P(t.Say("rename.ask", "name", t.campaign.Name))).
		With(t.button(t.Say("rename.keep"), "campaigns", "")))
}

// maxName is how long the name of a campaign may be, in characters.
const maxName = 60

// rename gives the campaign the name that was typed.
func (t *turn) rename(text string) {
	name := strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if n := len([]rune(name)); n == 0 || n > maxName {
		t.state.Await = &Await{For: AwaitName, Arg: t.campaign.ID}
		t.show(screen.New(screen.P(t.Say("rename.length", "max", maxName))).
			With(t.button(t.Say("rename.keep"), "campaigns", "")))
		return
	}
	t.campaign.Name = name
	t.save()
	t.notice(t.Say("rename.done", "name", name))
	t.resume()
}

// askDelete asks once before a campaign is deleted.
func (t *turn) askDelete(string) {
	text := t.Say("delete.ask", "name", t.campaign.Name)
	if n := len(t.campaign.Kept()); n > 0 {
		text = t.Say("delete.ask-kept", "name", t.campaign.Name, "n", n)
	}
	t.show(screen.New(screen.P(text)).
		With(t.on(t.Say("delete.yes"), "delete!", "").As(screen.Danger), t.button(t.Say("delete.no"), "campaigns", "")))
}

// delete deletes the campaign at hand.
func (t *turn) delete(string) {
	id, name := t.campaign.ID, t.campaign.Name
	t.effects = append(t.effects, DeleteCampaign{ID: id})
	t.state.forgetPlace(id)
	t.campaign, t.changed = nil, false
	var left []domain.CampaignHead
	for _, h := range t.Campaigns() {
		if h.ID != id {
			left = append(left, h)
		}
	}
	t.Campaigns = func() []domain.CampaignHead { return left }
	t.notice(t.Say("delete.done", "name", name))
	t.campaigns("")
}
