package dialog

import (
	"regexp"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/knowledge"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// interview goes on with the questions, or begins them.
func (t *turn) interview(string) {
	if t.state.Interview == nil {
		t.state.Interview = &Interview{}
	}
	t.nextAsked()
}

// hear takes what a person said of themselves, and goes on.
func (t *turn) hear(r growth.Reading) {
	before := t.grower().Profile
	t.grower().Profile = before.Take(r, t.today())
	t.keepGrower()
	if r.Guessed {
		t.notice(t.Say("grow.guessed-hours", "hours", t.grower().Profile.Hours.Or(0)))
	}
	switch i := t.state.Interview; {
	case t.grower().Plan != nil:
		t.state.Interview = nil
		t.adapt()
	case i == nil:
		t.creator("")
	default:
		now := t.grower().Profile
		corrected := before.Field != "" && before.Field != now.Field || before.Platform != "" && before.Platform != now.Platform
		if !i.Editing && (i.Asked == "" || corrected) {
			t.notice(t.Say("grow.heard", "profile", t.profileLine()))
		}
		t.nextAsked()
	}
}

// noQuestion is an answer in words of a question: "làm gì cũng được", "không biết
// bao nhiêu", "không".
var noQuestion = regexp.MustCompile(`\b(?:cung (?:duoc|dc|ok|oke)|khong biet|ko biet|k biet|chua biet|don t know|whatever)\b|^(?:da )?(?:khong|ko|k|hong|no)(?: (?:co|a|ban|ad))*[.!]*$|\bhay hoi\b`)

// asksInstead tells whether a text asks something rather than tells of the
// person: it sounds like a question, and we know the answer, or it says nothing
// of them. What is asked never gets into a profile.
func (t *turn) asksInstead(text string) bool {
	if noQuestion.MatchString(wording.Fold(strings.TrimSpace(text))) {
		return false
	}
	asking := understand.IntentOf(text, understand.Context{}) == understand.IntentQuestion
	if !asking && !asks.MatchString(strings.TrimSpace(wording.Fold(text))) {
		return false
	}
	if strings.Contains(text, "?") {
		return true
	}
	const sure = 0.7
	found := knowledge.Search(text)
	if found.Verdict == knowledge.Answered && found.Matches[0].Score >= sure {
		return true
	}
	var waits growth.Question
	if t.state.Interview != nil {
		waits = t.state.Interview.Asked
	}
	r := growth.Read(text, waits, t.grower().Profile)
	return found.Verdict != knowledge.NotCovered && r.OwnWordsOnly()
}

// askedStill shows the interview's question again after something in between.
func (t *turn) askedStill() {
	t.notice(t.Say("ask.pending"))
	t.askCreator()
}

// interviewed tells whether a question of the interview waits.
func (t *turn) interviewed() bool {
	return t.state.Flow == InCreator && t.state.Interview != nil && t.state.Interview.Asked != "" && !t.event.Group
}

// nextAsked asks the next question that is open, or makes the plan.
func (t *turn) nextAsked() {
	i := *t.state.Interview
	i.Asked = ""
	for _, q := range growth.Questions {
		if !t.grower().Profile.Told(q) && !slices.Contains(i.Skipped, q) {
			i.Asked = q
			break
		}
	}
	if i.Asked == "" {
		t.state.Interview = nil
		t.makePlan()
		return
	}
	t.state.Interview = &i
	t.askCreator()
}

// makePlan makes the first plan of the person.
func (t *turn) makePlan() {
	plan := growth.Build(t.grower().Profile, t.today())
	t.grower().Plan = &plan
	t.grower().Revision++
	t.keepGrower()
	t.notice(t.Say("grow.ready", "n", len(plan.Tasks)))
	if plan.Rhythm.Assumed {
		t.notice(t.Say("grow.assumed-hours"))
	}
	if !t.grower().Profile.Followers.IsKnown() {
		t.notice(t.Say("grow.assumed-new"))
	}
	t.plan()
}

// choice is one usual answer of a question.
type choice struct {
	word   string // as in a button
	number int    // what the label begins with, where that is a number
	set    func(p *growth.Profile)
}

// choices are the usual answers, by question. A question without any is
// answered in words.
var choices = func() map[growth.Question][]choice {
	out := map[growth.Question][]choice{
		growth.AskSize: {{"none", 0, func(p *growth.Profile) {
			p.Followers, p.Experience = domain.Known[int64](0), growth.NoExperience
		}}},
		growth.AskHours: {hoursChoice(2), hoursChoice(5), hoursChoice(10), hoursChoice(20)},
		growth.AskAudience: {
			audienceChoice("women-young", growth.Audience{Gender: domain.Female, AgeMin: 18, AgeMax: 24}),
			audienceChoice("men-young", growth.Audience{Gender: domain.Male, AgeMin: 18, AgeMax: 24}),
			audienceChoice("young", growth.Audience{Gender: domain.AnyGender, AgeMin: 18, AgeMax: 24}),
			audienceChoice("working", growth.Audience{Gender: domain.AnyGender, AgeMin: 25, AgeMax: 34}),
			audienceChoice("mothers", growth.Audience{Gender: domain.Female, AgeMin: 25, AgeMax: 34}),
			audienceChoice("older", growth.Audience{Gender: domain.AnyGender, AgeMin: 35, AgeMax: 54}),
		},
	}
	for _, f := range growth.Fields {
		out[growth.AskField] = append(out[growth.AskField], choice{string(f), 0, func(p *growth.Profile) { p.Field = f }})
	}
	for _, f := range growth.Platforms {
		out[growth.AskPlatform] = append(out[growth.AskPlatform], choice{string(f), 0, func(p *growth.Profile) { p.Platform = f }})
	}
	out[growth.AskPlatform] = append(out[growth.AskPlatform], choice{"suggest", 0, func(p *growth.Profile) { p.Platform = p.Channel() }})
	for _, c := range growth.Cameras {
		out[growth.AskCamera] = append(out[growth.AskCamera], choice{string(c), 0, func(p *growth.Profile) { p.Camera = c }})
	}
	for _, e := range growth.Equipments {
		out[growth.AskEquipment] = append(out[growth.AskEquipment], choice{string(e), 0, func(p *growth.Profile) { p.Equipment = e }})
	}
	for _, g := range growth.Goals {
		out[growth.AskGoal] = append(out[growth.AskGoal], choice{string(g), 0, func(p *growth.Profile) { p.Goal = g }})
	}
	return out
}()

func hoursChoice(hours int) choice {
	return choice{wording.Value(wording.English, hours), hours, func(p *growth.Profile) { p.Hours = domain.Known(float64(hours)) }}
}

func audienceChoice(word string, a growth.Audience) choice {
	return choice{word, 0, func(p *growth.Profile) { p.Audience = a }}
}

// choiceLabel is what the button of a choice says.
func (t *turn) choiceLabel(q growth.Question, c choice) screen.Text {
	switch q {
	case growth.AskField:
		if growth.Field(c.word) == growth.OtherField {
			return t.Say("grow.field-other")
		}
		return screen.T(wording.Capital(plain(t.sentence(growth.Field(c.word).Name()))))
	case growth.AskHours:
		return t.Say("grow.hours", "n", c.number)
	case growth.AskPlatform:
		if c.word != "suggest" {
			return screen.T(t.value(domain.Platform(c.word)))
		}
	}
	return t.sentence(domain.Sentence{Key: "grow." + string(q) + "." + c.word})
}

// askCreator shows the question that waits.
func (t *turn) askCreator() {
	i := t.state.Interview
	if i.Asked == "" {
		t.nextAsked()
		return
	}
	left := 0
	for _, q := range growth.Questions {
		if !t.grower().Profile.Told(q) && !slices.Contains(i.Skipped, q) {
			left++
		}
	}
	s := screen.New(screen.P(t.sentence(domain.Sentence{Key: "grow.ask." + string(i.Asked)})))
	if !i.Editing {
		s = s.Add(screen.Small(t.Say("grow.left", "n", left)))
	}
	var buttons []screen.Button
	for _, c := range choices[i.Asked] {
		buttons = append(buttons, t.button(t.choiceLabel(i.Asked, c), "told", string(i.Asked)+"."+c.word).Numbered(c.number))
	}
	last := []screen.Button{t.button(t.Say("grow.skip"), "nottold", string(i.Asked))}
	if i.Editing {
		last = []screen.Button{t.button(t.Say("button.back"), "me", "")}
	}
	t.show(s.WithRows(rowsByWidth(buttons)...).With(append(last, t.button(t.Say("button.home"), "home", ""))...))
}

// toldByButton takes the answer of a button: "camera.hands". It is good also
// after the question: the newest word counts.
func (t *turn) toldByButton(arg string) {
	word, value, _ := strings.Cut(arg, ".")
	q := growth.Question(word)
	i := slices.IndexFunc(choices[q], func(c choice) bool { return c.word == value })
	if i < 0 {
		t.unknownButton()
		return
	}
	p := t.grower().Profile
	choices[q][i].set(&p)
	if q == growth.AskSize {
		p.AsOf = t.today()
	}
	t.grower().Profile = p
	if t.state.Interview == nil && t.grower().Plan == nil {
		t.state.Interview = &Interview{}
	}
	t.hear(growth.Reading{})
}

// notTold leaves a question open.
func (t *turn) notTold(arg string) {
	q := growth.Question(arg)
	if t.state.Interview == nil || t.state.Interview.Editing || !slices.Contains(growth.Questions, q) {
		t.creator("")
		return
	}
	i := *t.state.Interview
	if !slices.Contains(i.Skipped, q) {
		i.Skipped = append(slices.Clone(i.Skipped), q)
	}
	t.state.Interview = &i
	t.nextAsked()
}

// me shows what the person told, to change it; a question asks it anew.
func (t *turn) me(arg string) {
	if q := growth.Question(arg); slices.Contains(growth.Questions, q) {
		t.state.Interview = &Interview{Asked: q, Editing: true}
		t.askCreator()
		return
	}
	t.state.Interview = nil
	var lines []screen.Text
	var buttons []screen.Button
	for _, q := range growth.Questions {
		name := t.sentence(domain.Sentence{Key: "grow.name." + string(q)})
		said := t.toldValue(q)
		if len(said) == 0 {
			said = t.Say("grow.unknown")
		}
		lines = append(lines, screen.Join(": ", name, said))
		buttons = append(buttons, t.button(name, "me", string(q)))
	}
	t.show(screen.New(screen.P(t.Say("grow.me")), screen.Bullets(lines...), screen.Small(t.Say("grow.me-say"))).
		WithRows(rowsByWidth(buttons)...).
		With(t.button(t.Say("button.back"), "creator", "")))
}

// toldValue says what the profile tells to a question; "" is nothing.
func (t *turn) toldValue(q growth.Question) screen.Text {
	p := &t.grower().Profile
	if !p.Told(q) {
		return nil
	}
	switch q {
	case growth.AskField:
		if p.Field == growth.OtherField && p.Strengths != "" {
			return screen.T(p.Strengths)
		}
		return t.sentence(p.Field.Name())
	case growth.AskPlatform:
		return screen.T(t.value(p.Platform))
	case growth.AskSize:
		var views screen.Text
		if v, ok := p.Views.Get(); ok {
			views = t.Say("grow.views", "n", v)
		}
		return screen.Join(", ", t.Say("grow.followers", "n", p.Followers.Or(0)), views)
	case growth.AskHours:
		var days screen.Text
		for _, d := range p.Days {
			days = screen.Join(", ", days, t.sentence(domain.Sentence{Key: "day." + string(d)}))
		}
		if len(days) > 0 {
			return t.Say("grow.hours-days", "n", p.Hours.Or(0), "days", plain(days))
		}
		return t.Say("grow.hours-week", "n", p.Hours.Or(0))
	case growth.AskAudience:
		return t.audience(p.Audience)
	case growth.AskCamera:
		return t.sentence(domain.Sentence{Key: "grow.camera." + string(p.Camera)})
	case growth.AskEquipment:
		return t.sentence(domain.Sentence{Key: "grow.equipment." + string(p.Equipment)})
	}
	return t.sentence(domain.Sentence{Key: "grow.goal." + string(p.Goal)})
}

// audience says whom the person wants to reach: in their own words, or as it
// was picked.
func (t *turn) audience(a growth.Audience) screen.Text {
	if a.Words != "" {
		return screen.T(a.Words)
	}
	var parts []screen.Text
	if a.Gender != "" && a.Gender != domain.AnyGender {
		parts = append(parts, screen.T(t.value(a.Gender)))
	}
	if a.AgeMin+a.AgeMax > 0 {
		parts = append(parts, screen.T(wording.Range(t.state.Lang, a.AgeMin, a.AgeMax)))
	}
	if len(a.Locations) > 0 {
		parts = append(parts, screen.T(t.value(a.Locations)))
	}
	return screen.Join(", ", parts...)
}

// profileLine says the person in one line: "đồ ăn · TikTok · 0 follow · 4 giờ
// mỗi tuần".
func (t *turn) profileLine() string {
	var parts []screen.Text
	for _, q := range []growth.Question{growth.AskField, growth.AskPlatform, growth.AskSize, growth.AskHours} {
		parts = append(parts, t.toldValue(q))
	}
	return wording.Capital(plain(screen.Join(" · ", parts...)))
}
