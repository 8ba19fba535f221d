package dialog

import (
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/knowledge"
	"chonmat/prompts"
)

// askScreen invites a question.
func (t *turn) askScreen(string) {
	t.state.Flow = InAsk
	t.show(t.topics(screen.New(screen.P(t.Say("ask.invite")))))
}

// askWith answers the question of a command, or invites one.
func (t *turn) askWith(text string) {
	if text == "" {
		t.askScreen("")
		return
	}
	t.question(text)
}

// topics adds a button for each topic, and those that lead on.
func (t *turn) topics(s screen.Screen) screen.Screen {
	var buttons []screen.Button
	for _, topic := range knowledge.Topics {
		buttons = append(buttons, t.button(t.topicName(topic), "about", string(topic)))
	}
	return s.WithRows(rowsByWidth(buttons)...).With(t.goOn()...)
}

func (t *turn) topicName(topic knowledge.Topic) screen.Text {
	return t.sentence(domain.Sentence{Key: "know.topic." + string(topic)})
}

// aPage is how many questions of a topic are shown at once.
const aPage = 8

// about lists the questions of a topic: "law", "law.8" from the ninth on.
func (t *turn) about(arg string) {
	name, from, _ := strings.Cut(arg, ".")
	topic := knowledge.Topic(name)
	if !slices.Contains(knowledge.Topics, topic) {
		t.unknownButton()
		return
	}
	var of []*knowledge.Entry
	for _, e := range knowledge.All() {
		if e.Topic == topic {
			of = append(of, e)
		}
	}
	first, err := strconv.Atoi(from)
	if err != nil || first < 0 || first >= len(of) {
		first = 0
	}
	t.state.Flow = InAsk
	s := screen.New(screen.H(t.topicName(topic)), screen.P(t.Say("ask.which", "n", len(of))))
	page := of[first:min(first+aPage, len(of))]
	s = s.WithRows(rowsByWidth(t.entryButtons(page))...)
	var turn []screen.Button
	if first > 0 {
		turn = append(turn, t.button(t.Say("ask.before"), "about", name+"."+strconv.Itoa(max(first-aPage, 0))))
	}
	if next := first + aPage; next < len(of) {
		turn = append(turn, t.button(t.Say("ask.after"), "about", name+"."+strconv.Itoa(next)))
	}
	t.show(s.With(turn...).With(t.button(t.Say("ask.other-topic"), "ask", "")).With(t.goOn()...))
}

func (t *turn) entryButtons(list []*knowledge.Entry) (buttons []screen.Button) {
	for _, e := range list {
		buttons = append(buttons, t.button(t.sentence(e.Ask), "topic", e.Key))
	}
	return buttons
}

// topic answers a question's button.
func (t *turn) topic(key string) {
	e := knowledge.Of(key)
	if e == nil {
		t.unknownButton()
		return
	}
	t.answerWith(e)
}

// onScreen are the topics of which a "why" asks about what is on the screen
// rather than in general: "sao lại TikTok?" So does one with a number: "vì sao 2
// đứng sau 1?"
var onScreen = []knowledge.Topic{knowledge.Bot, knowledge.Platforms}

// question answers a question: from the base of answers, or with the reasons
// there are where the person stands. Where neither is sure it offers what comes
// near, and says so when nothing does.
func (t *turn) question(text string) {
	t.asked = text
	found := knowledge.Search(text)
	sure := found.Verdict == knowledge.Answered
	switch {
	case sure && !slices.Contains(onScreen, found.Matches[0].Entry.Topic) && !digits.MatchString(text):
		t.answerWith(found.Matches[0].Entry)
	case t.why(text):
	case sure:
		t.answerWith(found.Matches[0].Entry)
	case found.Verdict == knowledge.Near:
		t.offerNear(found.Matches)
	case t.state.Flow == InCampaign && len(t.change) > 0:
		t.show(screen.New(screen.P(t.Say("ask.no-answer-flow"))).With(t.change...).With(t.goOn()...))
	case t.state.Flow == InCampaign:
		t.aside(t.Say("ask.no-answer-flow"))
	case t.interviewed():
		t.notice(t.Say("ask.no-answer-flow"))
		t.askCreator()
	default:
		if t.state.Flow != InCreator { // creators go on as creators
			t.state.Flow = InAsk
		}
		t.show(t.topics(screen.New(screen.P(t.Say("ask.no-answer")))))
	}
}

// answerTopic answers a text that is no question in form, when it is sure what
// it asks for: "cpm", "follow ảo".
func (t *turn) answerTopic(text string) bool {
	found := knowledge.Search(text)
	if found.Verdict != knowledge.Answered {
		return false
	}
	t.answerWith(found.Matches[0].Entry)
	return true
}

// offerNear offers the entries that come near a question.
func (t *turn) offerNear(matches []knowledge.Match) {
	var list []*knowledge.Entry
	for _, m := range matches {
		list = append(list, m.Entry)
	}
	s := screen.New(screen.P(t.Say("ask.near")))
	for _, b := range t.entryButtons(list) {
		s = s.With(b)
	}
	s = s.With(t.change...).With(t.button(t.Say("ask.other-topic"), "ask", "")).With(t.goOn()...)
	t.show(s)
	if t.interviewed() {
		defer t.askedStill()
	}
	t.reword(rewording{Screen: s, Cite: true}, prompts.Request{Kind: prompts.Answer, Question: t.asked, Passages: t.passagesOf(list...)})
}

// answerWith shows an answer, and goes back to what was asked before.
func (t *turn) answerWith(e *knowledge.Entry) {
	s := screen.New(screen.P(t.sentence(e.Answer)))
	if e.More.Key != "" {
		s = s.Add(screen.More(t.Say("ask.details"), screen.P(t.sentence(e.More))))
	}
	var sources []screen.Text
	for _, source := range facts.Distinct(e.Sources...) {
		sources = append(sources, screen.Link(t.value(source), source.URL))
	}
	s = s.Add(screen.More(t.Say("ask.sources", "n", len(sources)), screen.Bullets(sources...)))
	if e.Weak {
		s = s.Add(screen.Small(t.Say("ask.weak")))
	}
	if e.Legal {
		s = s.Add(screen.Small(t.Say("know.legal-note")))
	}
	if t.state.Flow == InCampaign && (t.state.Question != nil || t.campaign != nil && t.place().Stage == StageBrief) {
		t.showNew(s)
		t.rewordAnswer(s, e)
		if t.state.Question != nil {
			t.notice(t.Say("ask.pending"))
		}
		t.here()
		return
	}
	if t.interviewed() {
		t.showNew(s)
		t.rewordAnswer(s, e)
		t.askedStill()
		return
	}
	for _, b := range t.entryButtons(e.Related) {
		s = s.With(b)
	}
	s = s.With(t.button(t.Say("ask.more"), "ask", "")).With(t.goOn()...)
	t.show(s)
	t.rewordAnswer(s, e)
}

// rewordAnswer asks for an answer to the question as it was asked; one that was
// chosen by its button has its answer.
func (t *turn) rewordAnswer(s screen.Screen, e *knowledge.Entry) {
	if t.asked != "" {
		t.reword(rewording{Screen: s, N: 1}, prompts.Request{Kind: prompts.Answer, Question: t.asked, Passages: t.passagesOf(e)})
	}
}
