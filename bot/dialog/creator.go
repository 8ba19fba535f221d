package dialog

import (
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// nextX is the article that the eight steps and the three criteria come from.
var nextX = domain.Source{Title: "NextX, “Influencer là gì?”", Date: "c. 2019-2020"}

// sizes are the sizes of account a creator can look up, with the middle that
// stands for each.
var sizes = []struct {
	tier      domain.Tier
	followers int64
}{{domain.Nano, 3_000}, {domain.Micro, 30_000}, {domain.Macro, 300_000}, {domain.Mega, 2_000_000}}

// usual shows what is usual for an account: "usual" asks for the platform,
// "platform" for the size; "platform.tier" is the benchmark.
func (t *turn) usual(arg string) {
	name, size, _ := strings.Cut(arg, ".")
	platform := domain.Platform(name)
	if !slices.Contains(domain.Platforms, platform) {
		t.askUsual()
		return
	}
	for _, s := range sizes {
		if string(s.tier) == size {
			t.benchmark(profile{platform: platform, followers: s.followers, typical: true})
			return
		}
	}
	var buttons []screen.Button
	for _, s := range sizes {
		buttons = append(buttons, t.button(t.sentence(domain.Say("creator.size-"+string(s.tier))), "creator", string(platform)+"."+string(s.tier)))
	}
	t.show(screen.New(screen.P(t.Say("creator.how-big", "platform", platform))).
		WithRows(screen.Rows(2, buttons...)...).
		With(t.button(t.Say("button.back"), "creator", "usual")))
}

// askUsual says how marketers look at a creator, and asks for the platform.
func (t *turn) askUsual() {
	var buttons []screen.Button
	for _, p := range growth.Platforms {
		buttons = append(buttons, t.button(screen.T(t.value(p)), "creator", string(p)))
	}
	t.show(screen.New(
		screen.P(t.Say("creator.title")),
		screen.Bullets(t.Say("creator.reach"), t.Say("creator.relevance"), t.Say("creator.persuasiveness")),
		screen.P(t.Say("creator.type")),
	).WithRows(screen.Rows(2, buttons...)...).
		With(t.button(t.Say("button.back"), "creator", ""), t.button(t.Say("button.home"), "home", "")))
}

// profile is what a creator told about an account.
type profile struct {
	platform  domain.Platform
	followers int64
	views     int64 // 0: not told
	typical   bool  // the size was picked, not told
}

// creatorFigures reads "TikTok 12k follow, 3k view" and answers with what is
// usual at that size.
func (t *turn) creatorFigures(text string) bool {
	p, ok := figuresIn(text)
	if !ok {
		return false
	}
	if p.platform == "" {
		p.platform = domain.TikTok
	}
	t.benchmark(p)
	return true
}

// startsWith tells whether text, spaces aside, starts with one of the words.
func startsWith(text string, words ...string) bool {
	text = strings.TrimLeft(text, " ")
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

// platformIn finds the platform a text names.
func platformIn(text string) domain.Platform {
	r := understand.Read(text, understand.Context{})
	if len(r.Brief.Channels) > 0 {
		return r.Brief.Channels[0]
	}
	folded := wording.Fold(text)
	for _, p := range domain.Platforms {
		if len(p) > 1 && strings.Contains(folded, string(p)) {
			return p
		}
	}
	return ""
}

// benchmarks are the figures marketers compare, in the order in which they do.
var benchmarks = []struct {
	metric facts.Metric
	say    func(t *turn, p profile, e facts.Estimate) screen.Text
}{
	{facts.ViewRate, func(t *turn, p profile, e facts.Estimate) screen.Text {
		usual := domain.Interval{P10: e.Low, P50: e.Point, P90: e.High}.Scale(float64(p.followers))
		line := t.Say("creator.views", "range", usual)
		switch views := float64(p.views); {
		case p.views == 0:
			return line
		case views < usual.P10:
			return screen.Join(" ", line, t.Say("creator.views-below", "n", p.views))
		case views > usual.P90:
			return screen.Join(" ", line, t.Say("creator.views-above", "n", p.views))
		default:
			return screen.Join(" ", line, t.Say("creator.views-within", "n", p.views))
		}
	}},
	{facts.ReachRate, func(t *turn, p profile, e facts.Estimate) screen.Text {
		return t.Say("creator.reach-of-post", "range", domain.Interval{P10: e.Low, P50: e.Point, P90: e.High}.Scale(float64(p.followers)))
	}},
	{facts.EngagementByViews, func(t *turn, _ profile, e facts.Estimate) screen.Text {
		return t.Say("creator.engagement-views", "range", domain.Interval{P10: e.Low, P50: e.Point, P90: e.High})
	}},
	{facts.EngagementByFollowers, func(t *turn, _ profile, e facts.Estimate) screen.Text {
		return t.Say("creator.engagement-followers", "range", domain.Interval{P10: e.Low, P50: e.Point, P90: e.High})
	}},
	{facts.Fee, func(t *turn, _ profile, e facts.Estimate) screen.Text {
		return t.Say("creator.fee", "range", domain.Interval{P10: e.Low, P50: e.Point, P90: e.High})
	}},
}

// benchmark says what is usual for an account of that size, each figure with
// its source.
func (t *turn) benchmark(p profile) {
	title := t.Say("creator.benchmark", "platform", p.platform, "n", p.followers, "tier", domain.TierOf(p.followers))
	if p.typical {
		title = t.Say("creator.benchmark-typical", "platform", p.platform, "n", p.followers, "tier", domain.TierOf(p.followers))
	}
	var lines, sources []screen.Text
	for _, b := range benchmarks {
		curve := facts.CurveOf(b.metric, p.platform)
		if curve == nil {
			continue
		}
		e := curve.At(p.followers)
		lines = append(lines, b.say(t, p, e))
		for _, s := range e.Sources {
			sources = append(sources, screen.Link(t.value(s), s.URL))
		}
	}
	s := screen.New(screen.P(title))
	if len(lines) == 0 {
		s = s.Add(screen.P(t.Say("creator.no-figures", "platform", p.platform)))
	} else {
		s = s.Add(screen.Bullets(lines...), screen.Small(t.Say("creator.estimates")), screen.More(t.Say("creator.sources"), screen.Bullets(distinct(sources)...)))
	}
	t.show(s.With(t.button(t.Say("creator.again"), "creator", "usual").As(screen.Primary), t.button(t.Say("button.home"), "home", "")))
}

// distinct drops repeated texts.
func distinct(texts []screen.Text) (out []screen.Text) {
	seen := map[string]bool{}
	for _, text := range texts {
		if p := plain(text); !seen[p] {
			seen[p] = true
			out = append(out, text)
		}
	}
	return out
}
