package dialog

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// asked says in which order a brief is asked for, one question at a time. A
// campaign cannot go on without the essential ones; the audience is asked only
// of those who are led by questions, and can be left open.
var asked = []askedSlot{
	{slot: domain.SlotIndustry, essential: true},
	{slot: domain.SlotGender},
	{slot: domain.SlotAge},
	{slot: domain.SlotLocations},
	{slot: domain.SlotBudget, essential: true},
	{slot: domain.SlotKPI, essential: true},
	{slot: domain.SlotKPI, target: true, essential: true},
}

type askedSlot struct {
	slot      domain.Slot
	target    bool // the number of the KPI
	essential bool
}

// mayStayOpen are the slots that a person can decline to answer. Gender and
// place have an answer for that: everybody, and all of Vietnam.
var mayStayOpen = []domain.Slot{
	domain.SlotAge, domain.SlotBudget, domain.SlotChannels, domain.SlotCount, domain.SlotTiers, domain.SlotKind, domain.SlotTime,
}

// usual are the usual answers to each question; the person may type any other. A
// button names its answer by the place in this list: new ones go to the end.
var usual = map[domain.Slot][]domain.Brief{
	domain.SlotIndustry: func() (out []domain.Brief) {
		for _, i := range domain.Industries {
			out = append(out, domain.Brief{Industry: i})
		}
		return out
	}(),
	domain.SlotGender: {{Gender: domain.Female}, {Gender: domain.Male}, {Gender: domain.AnyGender}},
	domain.SlotAge: {
		{AgeMin: 13, AgeMax: 17}, {AgeMin: 18, AgeMax: 24}, {AgeMin: 18, AgeMax: 35},
		{AgeMin: 25, AgeMax: 34}, {AgeMin: 35, AgeMax: 44}, {AgeMin: 45},
	},
	domain.SlotLocations: {
		{Locations: []domain.Location{domain.Nationwide}},
		{Locations: []domain.Location{"ho-chi-minh"}}, {Locations: []domain.Location{"ha-noi"}},
		{Locations: []domain.Location{"ho-chi-minh", "ha-noi"}}, {Locations: []domain.Location{"da-nang"}},
		{Locations: []domain.Location{domain.North}}, {Locations: []domain.Location{domain.Central}},
		{Locations: []domain.Location{domain.South}}, {Locations: []domain.Location{domain.Mekong}},
	},
	domain.SlotBudget: budgets(20e6, 50e6, 100e6, 200e6, 500e6, 1e9),
	domain.SlotKPI: func() (out []domain.Brief) {
		for _, k := range domain.KPIs {
			out = append(out, domain.Brief{KPI: k})
		}
		return out
	}(),
	domain.SlotChannels: {
		{Channels: []domain.Platform{domain.TikTok}}, {Channels: []domain.Platform{domain.Facebook}},
		{Channels: []domain.Platform{domain.YouTube}}, {Channels: []domain.Platform{domain.Instagram}},
	},
	domain.SlotCount: {{CreatorsCount: 3}, {CreatorsCount: 5}, {CreatorsCount: 10}, {CreatorsCount: 20}},
	domain.SlotTiers: {
		{Tiers: []domain.Tier{domain.Nano}}, {Tiers: []domain.Tier{domain.Micro}},
		{Tiers: []domain.Tier{domain.Macro}}, {Tiers: []domain.Tier{domain.Mega}},
		{ExcludeTiers: []domain.Tier{domain.Mega}},
	},
	domain.SlotKind: {
		{CreatorKind: domain.KOL}, {CreatorKind: domain.KOC}, {ExcludeKinds: []domain.Kind{domain.Celebrity}},
	},
	domain.SlotTime: {{DurationDays: 7}, {DurationDays: 14}, {DurationDays: 30}},
}

func budgets(amounts ...domain.VND) (out []domain.Brief) {
	for _, a := range amounts {
		out = append(out, domain.Brief{BudgetMin: a, BudgetMax: a})
	}
	return out
}

// essential tells whether a campaign cannot go on without the slot.
func essential(s domain.Slot) bool {
	return slices.ContainsFunc(asked, func(a askedSlot) bool { return a.slot == s && a.essential })
}

// missing returns the first essential slot that the brief lacks, unless the
// person said that they do not know it.
func (t *turn) missing() (domain.Slot, bool) {
	skipped := t.place().Skipped
	for _, q := range asked {
		if q.essential && !q.target && !t.campaign.Brief.Has(q.slot) && !slices.Contains(skipped, q.slot) {
			return q.slot, true
		}
	}
	return "", false
}

// nextQuestion asks what is unclear or missing, and tells whether there was
// anything to ask.
func (t *turn) nextQuestion() bool {
	if len(t.state.Pending) > 0 {
		q := t.state.Pending[0]
		t.state.Pending = slices.Clone(t.state.Pending[1:])
		t.ask(q)
		return true
	}
	var brief domain.Brief
	if t.campaign != nil {
		brief = t.campaign.Brief
	}
	p := t.place()
	for _, q := range asked {
		open := !brief.Has(q.slot) && !slices.Contains(p.Skipped, q.slot)
		if q.target {
			open = brief.Has(q.slot) && brief.KPITarget == 0 && !p.NoTarget
		}
		if open && (q.essential || p.Guided) {
			t.ask(Question{Slot: q.slot, Target: q.target})
			return true
		}
	}
	return false
}

// ask asks a question about the brief.
func (t *turn) ask(q Question) {
	if q.Options == nil && q.Target {
		q.Options = t.usualTargets()
	}
	t.state.Question, t.state.Flow = &q, InCampaign
	t.showQuestion()
}

// usualTargets proposes targets around what the budget usually brings, and
// round numbers where that is not known.
func (t *turn) usualTargets() (out []domain.Brief) {
	kpi := t.campaign.Brief.KPI
	probe := t.campaign.Brief
	probe.KPITarget, probe.KPIUnit = 0, kpi.Unit()
	numbers := roundTargets[kpi.Unit()]
	if f := advise.FeasibleFrom(probe, t.roster()); f.Known && f.Unit == kpi.Unit() {
		numbers = []float64{f.Result.P10, f.Result.P50, f.Result.P90}
	}
	for _, n := range numbers {
		target := roundTarget(n)
		one := domain.Brief{KPI: kpi, KPIUnit: kpi.Unit(), KPITarget: target}
		if target > 0 && !slices.ContainsFunc(out, func(b domain.Brief) bool { return b.KPITarget == target }) {
			out = append(out, one)
		}
	}
	return out
}

// roundTargets are targets that briefs often name, for units no public figure
// allows to reckon.
var roundTargets = map[domain.Unit][]float64{
	domain.UnitReach:       {100e3, 500e3, 1e6},
	domain.UnitViews:       {100e3, 500e3, 1e6},
	domain.UnitEngagements: {5e3, 20e3, 50e3},
	domain.UnitClicks:      {1e3, 5e3, 10e3},
	domain.UnitOrders:      {100, 500, 1000},
	domain.UnitInstalls:    {500, 2e3, 10e3},
	domain.UnitLeads:       {50, 200, 1000},
}

// roundTarget rounds to one digit and a half: 350, 400, 450 thousand.
func roundTarget(n float64) int64 {
	if !(n >= 1) || n > domain.MaxTarget {
		return 0
	}
	step := math.Pow(10, math.Floor(math.Log10(n))) / 2
	return int64(max(math.Round(n/step)*step, 1))
}

// A question with more answers than mostAnswers shows the likeliest first, and
// all of them on demand: a phone shows about ten buttons without scrolling.
const mostAnswers, likelyAnswers = 10, 8

// moreAnswers shows every usual answer to the question that waits.
func (t *turn) moreAnswers(slot string) {
	if t.state.Question == nil || string(t.state.Question.Slot) != slot {
		t.stale(t.campaign)
		return
	}
	q := *t.state.Question
	q.All = true
	t.ask(q)
}

// showQuestion shows the question that waits.
func (t *turn) showQuestion() {
	q := t.state.Question
	var s screen.Screen
	if t.campaign == nil {
		s = s.Add(screen.P(t.Say("ask.begin")))
	} else if q.Words == "" && !q.Editing {
		s = s.Add(screen.Lines(t.known()...))
	}
	s = s.Add(screen.P(t.questionText(q)))
	if q.Slot == domain.SlotAge && generationZ.MatchString(wording.Fold(q.Words)) {
		s = s.Add(screen.Small(t.Say("unclear.gen-z")))
	}
	var buttons []screen.Button
	answers := q.answers()
	shown := answers
	if len(shown) > mostAnswers && !q.All {
		shown = shown[:likelyAnswers]
	}
	for i := range shown {
		buttons = append(buttons, t.on(t.optionLabel(q, &shown[i]), "answer", answerArg(q, i)))
	}
	s = s.WithRows(rowsByWidth(buttons)...)
	var rest []screen.Button
	if len(shown) < len(answers) {
		rest = append(rest, t.on(t.Say("ask.answers"), "more", string(q.Slot)))
	}
	switch {
	case q.Words != "":
		rest = append(rest, t.on(t.Say("ask.other"), "line", string(q.Slot)))
	case q.Target:
		rest = append(rest, t.on(t.Say("ask.no-target"), "answer", answerArg(q, -1)))
	case q.Editing && t.campaign != nil && t.campaign.Brief.Has(q.Slot) && !essential(q.Slot):
		rest = append(rest, t.on(t.Say("ask.clear"), "answer", answerArg(q, -1)))
	case slices.Contains(mayStayOpen, q.Slot):
		rest = append(rest, t.on(t.openLabel(q.Slot), "answer", answerArg(q, -1)))
	}
	rest = append(rest, t.on(t.Say("button.back"), "back", ""))
	t.show(s.With(rest...))
}

// openLabel is the words for leaving a slot open.
func (t *turn) openLabel(s domain.Slot) screen.Text {
	switch s {
	case domain.SlotAge:
		return t.Say("ask.any-age")
	case domain.SlotBudget:
		return t.Say("ask.no-budget")
	}
	return t.Say("ask.not-needed")
}

// known says in one line what the brief states so far.
func (t *turn) known() []screen.Text {
	var parts []string
	for _, slot := range domain.Slots {
		if v := t.slotValue(slot, &t.campaign.Brief); !slices.Contains(parts, v) {
			parts = append(parts, v)
		}
	}
	said := strings.Join(slices.DeleteFunc(parts, func(v string) bool { return v == "" }), " · ")
	if said == "" {
		return nil
	}
	return []screen.Text{t.Say("ask.known", "brief", said)}
}

// generationZ is a group of which surveys say when it was born.
var generationZ = regexp.MustCompile(`^(?:gen[ -]?z|z ?gen|the he z)$`)

// questionText is the question itself.
func (t *turn) questionText(q *Question) screen.Text {
	key := "question." + string(q.Slot)
	switch {
	case q.Words != "" && q.Slot == domain.SlotBudget && len(q.Options) > 0:
		return t.Say("unclear.budget", "words", q.Words, "value", t.slotValue(q.Slot, &q.Options[0]))
	case q.Words != "" && q.Slot == domain.SlotAge:
		return t.Say("unclear.age", "words", q.Words)
	case q.Words != "":
		return t.Say("unclear.other", "words", q.Words, "slot", t.slotName(q.Slot))
	case q.Target:
		return t.sentence(domain.Sentence{Key: "question.target", Args: []domain.Arg{{Name: "unit", Value: t.campaign.Brief.KPI.Unit()}}})
	}
	return t.sentence(domain.Sentence{Key: key})
}

// optionLabel is what the button of an answer says.
func (t *turn) optionLabel(q *Question, option *domain.Brief) screen.Text {
	return t.Say("value.label", "value", t.slotValue(q.Slot, option))
}

// answerArg names an answer: the slot, the option (-1 leaves it open).
func answerArg(q *Question, option int) string {
	slot := string(q.Slot)
	if q.Target {
		slot = "target"
	}
	return fmt.Sprintf("%s.%d", slot, option)
}

// answered takes a pressed answer.
func (t *turn) answered(arg string) {
	slot, index, _ := strings.Cut(arg, ".")
	i, err := strconv.Atoi(index)
	q := t.state.Question
	if err != nil || i < -1 {
		t.unknownButton()
		return
	}
	if q == nil || answerArg(q, i) != slot+"."+strconv.Itoa(i) || i >= len(q.answers()) {
		t.stale(t.campaign)
		return
	}
	if t.campaign == nil {
		t.newCampaign()
	}
	before := t.campaign.Brief
	brief := before
	switch {
	case i >= 0:
		brief.Take(q.Slot, q.answers()[i])
	case q.Target:
		brief.KPITarget, brief.KPIUnit = 0, ""
		t.at(func(p *Place) { p.NoTarget = true })
	default:
		brief.Clear(q.Slot)
	}
	changed := t.take(brief, nil)
	if i < 0 && !q.Target {
		t.skip(q.Slot)
	}
	t.after(before, changed)
}

// leavesTargetOpen takes "chưa biết" for the number that was asked for. The KPI
// stays, unless the text names it ("bỏ KPI").
func (t *turn) leavesTargetOpen(text string, r *understand.Reading) bool {
	q := t.state.Question
	isKPI := func(s domain.Slot) bool { return s == domain.SlotKPI }
	if q == nil || !q.Target || !slices.ContainsFunc(r.Cleared, isKPI) || slices.ContainsFunc(understand.Read(text, understand.Context{}).Cleared, isKPI) {
		return false
	}
	r.Cleared = slices.DeleteFunc(slices.Clone(r.Cleared), isKPI)
	t.at(func(p *Place) { p.NoTarget = true })
	return true
}

// previousQuestion asks the question before the one that waits.
func (t *turn) previousQuestion() {
	q := *t.state.Question
	if q.Editing || q.Words != "" {
		t.state.Question, t.state.Pending = nil, nil
		t.here()
		return
	}
	at := slices.IndexFunc(asked, func(a askedSlot) bool { return a.slot == q.Slot && a.target == q.Target })
	guided := t.place().Guided
	for i := at - 1; i >= 0; i-- {
		if a := asked[i]; a.essential || guided {
			t.ask(Question{Slot: a.slot, Target: a.target})
			return
		}
	}
	t.home("")
}

// rowsByWidth lays buttons out so that a row's labels fit a phone: short ones
// three abreast, long ones alone.
func rowsByWidth(buttons []screen.Button) [][]screen.Button {
	const (
		width   = 38 // letters in a row
		abreast = 3
	)
	var out [][]screen.Button
	var row []screen.Button
	for _, b := range buttons {
		longest := len([]rune(b.Label))
		for _, other := range row {
			longest = max(longest, len([]rune(other.Label)))
		}
		if len(row) > 0 && (len(row) == abreast || longest*(len(row)+1) > width) {
			out = append(out, row)
			row = nil
		}
		row = append(row, b)
	}
	if len(row) > 0 {
		out = append(out, row)
	}
	return out
}
