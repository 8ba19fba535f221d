package dialog

import (
	"encoding/json"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
	"chonmat/domain/knowledge"
	"chonmat/prompts"
)

// A language model, where there is one, says in other words what a screen says
// already, or reads on what we made nothing of in a brief (reading.go). Our own
// text is there at once and stays, folded, below the model's. One ask is on its
// way at a time; whatever is shown next takes it back.

// speechJob is the kind and key of an ask.
const speechJob = "speech"

func init() { // not a literal: what is said has buttons
	jobs[speechJob] = (*turn).speechDue
}

// rewording is what the job of an ask must know: the screen it is about, and
// which of its blocks the model's text takes the place of.
type rewording struct {
	ID     string        `json:"id"`
	Screen screen.Screen `json:"screen"`
	At     int           `json:"at"` // the first block
	N      int           `json:"n"`  // how many; 0 puts the text before At
	Cite   bool          `json:"cite,omitempty"`
	// Copy: the text is to be copied, with what is fixed around it.
	Copy bool   `json:"copy,omitempty"`
	Head string `json:"head,omitempty"`
	Tail string `json:"tail,omitempty"`
}

// speaks tells whether the model may be asked.
func (t *turn) speaks() bool { return t.Operator.Model != "" && t.Speaks != nil && t.Speaks() }

// reword asks the model about the screen that was shown last. r counts its
// blocks without what was said at its head.
func (t *turn) reword(r rewording, q prompts.Request) {
	q.Lang = t.state.Lang
	if q.Check() != nil || !t.speaks() {
		return
	}
	shown, _ := t.lastShown()
	r.At += len(shown.Blocks) - len(r.Screen.Blocks)
	r.Screen = shown
	r.ID = t.newID()
	body, err := json.Marshal(r)
	if err != nil { // plain data
		panic(err)
	}
	t.state.Asked = r.ID
	t.effects = append(t.effects, Ask{Job: Job{Key: speechJob, Due: t.Now, Kind: speechJob, Body: body}, Request: q})
}

// takeBackAsk takes back an ask of an earlier step when this one shows
// something else.
func (t *turn) takeBackAsk() {
	if _, shows := t.lastShown(); t.onItsWay == "" || t.state.Asked != t.onItsWay || !shows || t.event.Kind == Due {
		return
	}
	t.state.Asked = ""
	t.effects = append(t.effects, Unschedule{Key: speechJob})
}

// lastShown is the screen that this step showed last.
func (t *turn) lastShown() (screen.Screen, bool) {
	for _, effect := range slices.Backward(t.effects) {
		switch e := effect.(type) {
		case Show:
			return e.Screen, true
		case Change:
			return e.Screen, true
		}
	}
	return screen.Screen{}, false
}

// speechDue shows what the model said, if that is still wanted.
func (t *turn) speechDue(j Job) {
	var r rewording
	if j.Said == nil || json.Unmarshal(j.Body, &r) != nil || r.ID != t.state.Asked || r.ID == "" || r.At+r.N > len(r.Screen.Blocks) {
		return
	}
	t.state.Asked = ""
	switch {
	case j.Said.Spent:
		if t.state.SpentOn == t.today() {
			return
		}
		t.state.SpentOn = t.today()
		r.Screen = r.Screen.Add(screen.Small(t.Say("speech.spent")))
	case j.Said.Brief != nil:
		s, ok := t.suggest(r.Screen, j.Said)
		if !ok {
			return
		}
		r.Screen = s
	default:
		own := r.Screen.Blocks[r.At : r.At+r.N]
		said := []screen.Block{screen.P(screen.T(j.Said.Text))}
		if r.Copy {
			whole := plain(screen.Join("\n\n", screen.T(r.Head), screen.T(j.Said.Text), screen.T(r.Tail)))
			said[0] = screen.ToCopy(whole)
		}
		if r.Cite {
			said = append(said, t.entrySources(j.Said.Used)...)
		}
		said = append(said, screen.Small(t.Say("speech.note", "model", t.Operator.Model)), screen.More(t.Say("speech.own"), own...))
		r.Screen.Blocks = slices.Concat(r.Screen.Blocks[:r.At], slices.DeleteFunc(said, func(b screen.Block) bool { return b.Kind == "" }), r.Screen.Blocks[r.At+r.N:])
	}
	t.effects = append(t.effects, Change{Screen: r.Screen})
}

// entrySources names the sources of entries of the base, by the ids of their
// passages, and what has to be said with them.
func (t *turn) entrySources(used []string) []screen.Block {
	var sources []domain.Source
	weak, legal := false, false
	for _, id := range used {
		key, _ := strings.CutSuffix(id, moreOf)
		if e := knowledge.Of(key); e != nil {
			sources = append(sources, e.Sources...)
			weak, legal = weak || e.Weak, legal || e.Legal
		}
	}
	var cited []screen.Text
	for _, s := range facts.Distinct(sources...) {
		cited = append(cited, screen.Link(t.value(s), s.URL))
	}
	blocks := []screen.Block{screen.More(t.Say("ask.sources", "n", len(cited)), screen.Bullets(cited...))}
	if weak {
		blocks = append(blocks, screen.Small(t.Say("ask.weak")))
	}
	if legal {
		blocks = append(blocks, screen.Small(t.Say("know.legal-note")))
	}
	return blocks
}

// moreOf ends the id of the passage that is what an entry says beyond its
// answer.
const moreOf = "+"

// passagesOf are entries of the base as passages.
func (t *turn) passagesOf(entries ...*knowledge.Entry) (out []prompts.Passage) {
	for _, e := range entries {
		out = append(out, prompts.Passage{ID: e.Key, Text: plain(t.sentence(e.Answer))})
		if e.More.Key != "" {
			out = append(out, prompts.Passage{ID: e.Key + moreOf, Text: plain(t.sentence(e.More))})
		}
	}
	return out
}

// tagged is a candidate under a tag: people's names and handles are not sent.
func tagged(c advise.Candidate, tag string) advise.Candidate {
	a := *c.Account
	a.Name, a.Handle, a.URL, a.Contact = tag, "", "", ""
	c.Account = &a
	return c
}

// passages gives texts ids of their own; empty ones are left out.
func passages(texts ...screen.Text) (out []prompts.Passage) {
	for _, text := range texts {
		if p := plain(text); p != "" && len(out) < prompts.MaxPassages {
			out = append(out, prompts.Passage{ID: "p" + string(rune('a'+len(out))), Text: p})
		}
	}
	return out
}

// rewordComparison asks for a comparison in words; the lines of the table and
// the differences are what it may say.
func (t *turn) rewordComparison(s screen.Screen, comparison advise.Comparison, a, b advise.Candidate) {
	names := map[string]string{"[A]": nameOf(a.Account), "[B]": nameOf(b.Account)}
	a, b = tagged(a, "[A]"), tagged(b, "[B]")
	line := func(key string, ofA, ofB screen.Text) screen.Text {
		return screen.Join("", t.Say(key), screen.T(": [A] "), ofA, screen.T("; [B] "), ofB)
	}
	texts := []screen.Text{
		t.Say("compare.title", "a", "[A]", "b", "[B]", "points", comparison.Points),
		line("compare.price", t.price(a.Price), t.price(b.Price)),
		line("compare.views", t.expected(a), t.expected(b)),
		line("compare.confidence", t.sentence(t.confidence(a.Confidence)), t.sentence(t.confidence(b.Confidence))),
	}
	t.reword(rewording{Screen: s, At: len(s.Blocks) - 1, N: 1}, prompts.Request{Kind: prompts.Reword,
		Passages: passages(append(texts, t.differences(comparison, a, b)...)...),
		Names:    names})
}

// inFewWords shows a card, and asks for its reasons in a few words.
func (t *turn) inFewWords(arg string) {
	t.inWords = t.speaks()
	if t.card(arg); t.state.Asked != t.onItsWay {
		t.toast(t.Say("speech.writing"))
	}
}

// rewordCard asks for the reasons of a card in words, with what to check.
func (t *turn) rewordCard(r rewording, c advise.Candidate) {
	names := map[string]string{"[A]": nameOf(c.Account)}
	c = tagged(c, "[A]")
	texts := []screen.Text{screen.Join("", screen.T("[A]: "), t.Say("card.score", "rank", c.Rank, "score", c.Score, "confidence", t.confidence(c.Confidence)))}
	for _, part := range c.Contributions {
		said := append([]screen.Text{t.criterion(part.Criterion)}, t.reasons(part.Reasons[:min(len(part.Reasons), reasonsShown)])...)
		texts = append(texts, screen.Join("\n", said...))
	}
	texts = append(texts, t.priceLine(c), t.forecastLine(c))
	for _, risk := range c.Risks {
		texts = append(texts, t.sentence(risk.Text))
	}
	t.reword(r, prompts.Request{Kind: prompts.Reword, Passages: passages(texts...), Names: names})
}

// speech shows whether the model is used here, and turns it "off" and "on".
func (t *turn) speech(arg string) {
	if t.Operator.Model == "" {
		t.aside(t.Say("speech.none"))
		return
	}
	on := t.speaks()
	if wanted := arg == "on"; (arg == "on" || arg == "off") && wanted != on {
		on = wanted
		t.effects = append(t.effects, Quiet{Off: !on})
	}
	key, button, next := "speech.off", "speech.turn-on", "on"
	if on {
		key, button, next = "speech.on", "speech.turn-off", "off"
	}
	t.showNew(screen.New(screen.P(t.Say(key, "model", t.Operator.Model)), screen.Small(t.Say("speech.sent"))).
		With(t.button(t.Say(button), "ai", next), t.goOn()[0]))
}
