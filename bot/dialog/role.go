package dialog

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// ownWork is how creators say what they do, folded: "em làm về đồ ăn mà". A
// marketer may say the same of what they sell.
var ownWork = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:da |a |nhung |ma )?(?:em|minh|to|toi|tui)(?: (?:dang|moi|hay|chi|cung|thich|muon|dinh))* (?:lam|quay|choi|dang)(?: (?:noi dung|content|kenh|video|clip|tiktok|tik tok|youtube|facebook|instagram|ig|fb) ?|(?: noi dung| kenh| video| clip)? ve )`)
})

// perhapsCreator asks whether somebody makes a channel or chooses influencers,
// where a text could be either's: it tells of what they do, and nothing of a
// campaign that is not known.
func (t *turn) perhapsCreator(text string, r understand.Reading) bool {
	if t.event.Group || len(r.Cleared)+len(r.Questions) > 0 || !ownWork().MatchString(wording.Fold(text)) || understand.ForBusiness(text) {
		return false
	}
	var known domain.Brief
	var words []string
	if t.state.Flow == InCampaign && t.campaign != nil {
		known = t.campaign.Brief
		for _, h := range t.campaign.Heard {
			words = append(words, h.Words)
		}
	}
	if known.Has(domain.SlotBudget) || t.state.Flow != InCampaign && t.campaign != nil {
		return false
	}
	for _, s := range domain.Slots {
		if r.Brief.Has(s) && (t.campaign != nil && !known.Has(s) || !slices.Contains([]domain.Slot{domain.SlotIndustry, domain.SlotChannels}, s)) {
			return false
		}
	}
	t.state.Await = &Await{For: AwaitRole, Arg: strings.Join(append(words, text), ", "), Message: t.event.Message}
	t.show(screen.New(screen.P(t.Say("role.ask"))).
		With(t.button(t.Say("role.creator"), "role", "creator"), t.button(t.Say("role.brand"), "role", "brand")))
	return true
}

// role settles that.
func (t *turn) role(arg string) {
	a := t.state.Await
	if a == nil || a.For != AwaitRole {
		t.stale(t.campaign)
		return
	}
	t.state.Await = nil
	if arg == "creator" {
		t.state.Question, t.state.Pending = nil, nil
		t.wantsToGrow(a.Arg)
		return
	}
	if t.campaign != nil {
		t.here()
		return
	}
	t.anew()
	t.event.Message = a.Message
	t.tell(a.Arg, t.read(a.Arg, t.context()))
}
