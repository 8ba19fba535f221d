package dialog

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
)

// topic is something a person may ask about, with a short sourced answer.
type topic struct {
	key    string
	names  []string // folded, as they stand in a question
	button string   // on the screen that invites questions; "" is not offered there
	texts  map[wording.Lang]string
	source domain.Source
}

// glossaryCSV are the answers we have. Definitions are in our own words;
// figures carry the source and date of their row.
//
//go:embed glossary.csv
var glossaryCSV string

// topics are the answers we have, in the order of the file. A mistake in the
// file stops the program as it starts.
var topics = func() []topic {
	records, err := csv.NewReader(strings.NewReader(glossaryCSV)).ReadAll()
	if err != nil {
		panic("dialog: glossary.csv: " + err.Error())
	}
	var out []topic
	for _, r := range records[1:] {
		t := topic{
			key: r[0], button: r[2],
			texts:  map[wording.Lang]string{wording.Vietnamese: r[3], wording.English: r[4]},
			source: domain.Source{Title: r[5], URL: r[6], Date: r[7]},
		}
		for _, name := range strings.Split(r[1], "|") {
			t.names = append(t.names, " "+wording.Fold(name)+" ")
		}
		out = append(out, t)
	}
	return out
}()

// maxTopics is how many topics one answer holds.
const maxTopics = 3

// topicsIn finds what a question is about: the topics it names, in its order,
// a longer name before the shorter one inside it.
func topicsIn(text string) []*topic {
	words := " " + strings.Join(strings.FieldsFunc(wording.Fold(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	}), " ") + " "
	type hit struct {
		topic    *topic
		from, to int
	}
	var hits []hit
	for i := range topics {
		best := hit{topic: &topics[i]}
		for _, name := range topics[i].names {
			if at := strings.Index(words, name); at >= 0 && len(name) > best.to-best.from {
				best.from, best.to = at, at+len(name)
			}
		}
		if best.to > 0 {
			hits = append(hits, best)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.from - b.from })
	var out []*topic
	for _, h := range hits {
		inside := slices.ContainsFunc(hits, func(o hit) bool {
			return o.topic != h.topic && o.from <= h.from && h.to <= o.to && o.to-o.from > h.to-h.from
		})
		if !inside && len(out) < maxTopics {
			out = append(out, h.topic)
		}
	}
	return out
}

// askScreen invites a question.
func (t *turn) askScreen(string) {
	t.state.Flow = InAsk
	var buttons []screen.Button
	for i := range topics {
		if topics[i].button != "" {
			buttons = append(buttons, t.button(t.topicLabel(&topics[i]), "topic", topics[i].key))
		}
	}
	t.show(screen.New(screen.P(t.Say("ask.invite"))).WithRows(rowsByWidth(buttons)...).With(t.goOn()...))
}

// topicLabel is the Vietnamese and English label of a topic's button, kept as
// "vi/en" in one cell.
func (t *turn) topicLabel(about *topic) screen.Text {
	vi, en, _ := strings.Cut(about.button, " / ")
	if t.state.Lang == wording.English && en != "" {
		return screen.T(en)
	}
	return screen.T(vi)
}

// topic answers a topic's button.
func (t *turn) topic(key string) {
	i := slices.IndexFunc(topics, func(about topic) bool { return about.key == key })
	if i < 0 {
		t.unknownButton()
		return
	}
	t.answerTopics([]*topic{&topics[i]})
}

// question answers a question, and says so when we have no answer to it.
func (t *turn) question(text string) {
	if t.answerTopic(text) || t.why(text) {
		return
	}
	if t.state.Flow == InCampaign {
		t.aside(t.Say("ask.no-answer-flow"))
		return
	}
	t.notice(t.Say("ask.no-answer"))
	t.askScreen("")
}

// answerTopic answers a text that names a topic.
func (t *turn) answerTopic(text string) bool {
	found := topicsIn(text)
	if len(found) == 0 {
		return false
	}
	t.answerTopics(found)
	return true
}

// answerTopics answers, and goes back to what was asked before.
func (t *turn) answerTopics(found []*topic) {
	var blocks []screen.Block
	for _, about := range found {
		blocks = append(blocks,
			screen.P(screen.T(about.texts[t.state.Lang])),
			screen.Small(t.Say("ask.source", "source", about.source)))
	}
	s := screen.New(blocks...)
	if t.state.Flow == InCampaign && (t.state.Question != nil || t.campaign != nil && t.place().Stage == StageBrief) {
		t.showNew(s)
		if t.state.Question != nil {
			t.notice(t.Say("ask.pending"))
		}
		t.here()
		return
	}
	t.show(s.With(t.button(t.Say("ask.more"), "ask", "")).With(t.goOn()...))
}
