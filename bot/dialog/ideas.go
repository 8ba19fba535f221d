package dialog

import (
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/draft"
)

// ideasHere gives ideas where the person is: for their own channel, or for the
// campaign at hand.
func (t *turn) ideasHere() {
	mine := t.grower().Plan != nil || t.grower().Profile.Field != ""
	switch {
	case t.state.Flow == InCreator && !t.event.Group, t.campaign == nil && mine && !t.event.Group:
		t.ideas(asUsual("0"))
	case t.campaign != nil:
		t.do(call{Action: "hints", Campaign: t.campaign.ID, Rev: t.campaign.Revision, Arg: asUsual("0.")})
	default:
		t.drafts("")
	}
}

// ideas gives a creator ideas for the week: "<tone>.<from>".
func (t *turn) ideas(arg string) {
	if t.notPrivate() {
		return
	}
	t.state.Flow = InCreator
	rest := t.toned(arg)
	from := passed(rest)
	p, first := t.grower().Profile, 0
	if t.grower().Plan != nil {
		first = (t.grower().Plan.WeekOn(t.today()) - 1) * draft.IdeasShown
	}
	l := letter{
		at: drafted{Action: "ideas", Arg: rest}, title: t.Say("draft.ideas.title", "subject", p.FieldOr().Name(), "tone", t.tone().Name()),
		make: func(string) draft.Draft { return draft.ForMe{Tone: t.tone(), Profile: p, From: first + from}.Draft() },
		how:  domain.Say("draft.how-ideas"),
	}
	if p.Field == "" {
		l.title = t.Say("draft.ideas.title-any", "tone", t.tone().Name())
		l.notes = append(l.notes, screen.Small(t.Say("draft.ideas.untold")))
	}
	t.showLetter(l, []screen.Button{t.button(t.Say("draft.ideas.more"), "ideas", asUsual(strconv.Itoa(from+draft.IdeasShown))).As(screen.Primary)},
		[]screen.Button{t.button(t.Say("grow.plan"), "creator", ""), t.button(t.Say("button.home"), "home", "")})
}

// hints gives ideas to send to the creators of a campaign: "<tone>.<from>.<platform>".
func (t *turn) hints(arg string) {
	rest := t.toned(arg)
	number, platform, _ := strings.Cut(rest, ".")
	from := passed(number)
	channels := t.campaign.Channels
	if len(channels) == 0 {
		channels = t.campaign.Brief.Channels
	}
	p := domain.Platform(platform)
	if !slices.Contains(domain.Platforms, p) {
		p = ""
		if people, _ := t.chosen(); len(people) > 0 {
			p = people[0].Candidate.Account.Platform
		} else if len(channels) > 0 {
			p = channels[0]
		}
	}
	b := t.campaign.Brief
	subject := domain.Say("draft.ideas.any")
	if b.Industry != "" {
		subject = domain.Say("draft.ideas.industry", "industry", b.Industry)
	}
	l := letter{
		at: drafted{Action: "hints", Campaign: t.campaign.ID, Arg: rest}, title: t.Say("draft.ideas.title", "subject", subject, "tone", t.tone().Name()),
		make: func(string) draft.Draft {
			return draft.ForCampaign{Tone: t.tone(), Brief: b, Platform: p, From: from}.Draft()
		},
	}
	var others []screen.Button
	for _, c := range channels {
		if c != p {
			others = append(others, t.on(screen.T(t.value(c)), "hints", asUsual(number+"."+string(c))))
		}
	}
	t.showLetter(l, []screen.Button{t.on(t.Say("draft.ideas.more"), "hints", asUsual(strconv.Itoa(from+draft.IdeasShown)+"."+string(p))).As(screen.Primary)},
		others, []screen.Button{t.on(t.Say("draft.brief"), "forall", asUsual("")), t.button(t.Say("button.continue"), "here", "")})
}

// passed reads how many ideas to pass over.
func passed(arg string) int {
	n, _ := strconv.Atoi(arg)
	return min(max(n, 0), 999)
}
