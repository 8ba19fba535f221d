package dialog

import (
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth"
	"chonmat/storage/roster"
)

// confirmBrief goes on to step 2, if nothing essential is missing.
func (t *turn) confirmBrief(string) {
	t.state.Question, t.state.Pending = nil, nil
	t.moveTo(StageBrief)
	if slot, ok := t.missing(); ok {
		t.ask(Question{Slot: slot})
		return
	}
	t.channels("")
}

// channels shows step 2: the channels ranked for the brief, the recommended
// ones ticked.
func (t *turn) channels(string) {
	t.state.Question, t.state.Pending = nil, nil
	t.moveTo(StageChannels)
	advice := advise.Channels(t.campaign.Brief, t.roster())
	picked := t.picked(advice)
	items := make([]screen.Text, len(advice))
	ticks := make([]screen.Button, len(advice))
	for i, a := range advice {
		items[i] = t.channelLine(a)
		label, arg := t.Say("channels.off", "channel", a.Platform), string(a.Platform)+"+"
		if slices.Contains(picked, a.Platform) {
			label, arg = t.Say("channels.on", "channel", a.Platform), string(a.Platform)+"-"
		}
		ticks[i] = t.on(label, "tick", arg)
	}
	const first = 3 // beyond the first three the reasons seldom matter
	shown := min(first, len(items))
	t.show(screen.New(
		screen.P(t.Say("channels.title")),
		screen.Steps(items[:shown]...),
		screen.More(t.Say("channels.others", "n", len(items)-shown), screen.Bullets(items[shown:]...)),
	).WithRows(rowsByWidth(ticks)...).
		With(t.on(t.Say("channels.go"), "go", "").As(screen.Primary)).
		With(t.on(t.Say("channels.why"), "why", ""), t.on(t.Say("button.edit-brief"), "brief", "")))
}

// picked returns the channels that are ticked: what the person ticked, else
// what was chosen before, else what is recommended.
func (t *turn) picked(advice []advise.ChannelAdvice) []domain.Platform {
	if p := t.place(); len(p.Picked) > 0 {
		return p.Picked
	}
	if len(t.campaign.Channels) > 0 {
		return t.campaign.Channels
	}
	var out []domain.Platform
	for _, a := range advice {
		if a.Recommended {
			out = append(out, a.Platform)
		}
	}
	if len(out) == 0 && len(advice) > 0 {
		out = append(out, advice[0].Platform)
	}
	return out
}

// gist is what of a channel's reasons the list shows, by the beginning of
// their keys, one of each: who is there, what it is good for, what the budget
// buys. "Vì sao?" shows them all.
var gist = [][]string{
	{"advise.channel.ages", "advise.channel.ad_reach", "advise.channel.mau", "advise.channel.members"},
	{"fact."},
	{"advise.channel.buys", "advise.channel.dear", "advise.channel.no-price"},
	{"advise.channel.nobody-listed"},
}

// channelLine is a channel with the gist of what speaks for and against it.
func (t *turn) channelLine(a advise.ChannelAdvice) screen.Text {
	key := "channels.line"
	if a.Recommended {
		key = "channels.line-best"
	}
	line := []screen.Text{t.sentence(domain.Say(key, "channel", a.Platform))}
	for _, keys := range gist {
		i := slices.IndexFunc(a.Reasons, func(r advise.Reason) bool {
			return slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(r.Text.Key, k) })
		})
		if i >= 0 {
			line = append(line, t.sentence(a.Reasons[i].Text))
		}
	}
	return screen.Join(" ", line...)
}

// tick ticks a channel or takes the tick off: "tiktok+", "tiktok-". It says
// what is wanted rather than "the other way round", so that pressing twice is
// pressing once.
func (t *turn) tick(arg string) {
	platform, on := strings.CutSuffix(arg, "+")
	p := domain.Platform(strings.TrimSuffix(platform, "-"))
	advice := advise.Channels(t.campaign.Brief, t.roster())
	if !slices.ContainsFunc(advice, func(a advise.ChannelAdvice) bool { return a.Platform == p }) {
		t.unknownButton()
		return
	}
	picked := slices.Clone(t.picked(advice))
	picked = slices.DeleteFunc(picked, func(q domain.Platform) bool { return q == p })
	if on {
		picked = append(picked, p)
	}
	if len(picked) == 0 {
		t.toast(t.Say("channels.one-at-least"))
		t.channels("")
		return
	}
	t.at(func(place *Place) { place.Picked = picked })
	t.channels("")
}

// whyChannels shows every reason with its source.
func (t *turn) whyChannels(string) {
	t.moveTo(StageChannels)
	s := screen.New(screen.P(t.Say("channels.why-title")))
	for i, a := range advise.Channels(t.campaign.Brief, t.roster()) {
		lines := make([]screen.Text, len(a.Reasons))
		for j, r := range a.Reasons {
			lines[j] = screen.Join(" ", t.sentence(r.Text), t.cite(r.Sources...))
		}
		about := screen.More(t.Say("channels.fit", "channel", a.Platform, "fit", int(a.Fit+0.5)), screen.Bullets(lines...))
		about.Open = i == 0
		s = s.Add(about)
	}
	t.show(s.With(t.on(t.Say("channels.go"), "go", "").As(screen.Primary)).With(t.on(t.Say("channels.back"), "channels", "")))
}

// cite names sources, each with its date, and its link where it has one.
func (t *turn) cite(sources ...domain.Source) screen.Text {
	var names []screen.Text
	for _, s := range sources {
		if s.Title != "" {
			names = append(names, screen.Link(t.value(t.translated(s)), s.URL))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return screen.Join("", screen.T("("), screen.Join("; ", names...), screen.T(")"))
}

// translated is a source as the person's language names it: the sample list,
// and what creators say of themselves, have no name of their own.
func (t *turn) translated(s domain.Source) domain.Source {
	switch s.Title {
	case roster.SampleSource:
		s.Title = plain(t.Say("list.sample"))
	case growth.SelfReported:
		s.Title = plain(t.Say("grow.self-reported"))
	}
	return s
}

// takeChannels takes the ticked channels over and goes on to step 3.
func (t *turn) takeChannels(string) {
	c := t.campaign
	picked := slices.Clone(t.picked(advise.Channels(c.Brief, t.roster())))
	slices.Sort(picked)
	if !slices.Equal(picked, c.Channels) {
		c.Channels = picked
		c.Revision++
		t.ranking = nil
		t.save()
		t.at(func(p *Place) { p.From = 0 })
	}
	t.at(func(p *Place) { p.Picked = nil })
	t.people("")
}
