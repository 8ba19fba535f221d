// Package draft composes texts that a person sends to somebody else: an
// invitation to a creator, a brief for creators, a counter-offer, ideas for
// content.
//
// A draft is complete as it stands. It says only what it was given; what is
// missing is a blank in square brackets, and what is nobody's business (the
// budget, a score, the target) is never in it. Every draft can be said in three
// tones. What is Fixed in it, such as what the law asks, stays as it is whoever
// words the rest anew.
//
// Everything here is pure: the same facts give the same text, byte for byte.
// The sentences are in the wording catalogue under draft. and idea.
package draft

import (
	"slices"
	"strings"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// Tone is how a draft sounds.
type Tone string

// The tones.
const (
	Friendly Tone = "friendly"
	Polite   Tone = "polite"
	Brief    Tone = "brief"
)

// Tones lists every tone; the first is the usual one.
var Tones = []Tone{Friendly, Polite, Brief}

// Name is what the tone is called.
func (t Tone) Name() domain.Sentence { return domain.Sentence{Key: "draft.tone." + string(t)} }

// say is the sentence of a key in the tone; stem is the key up to it.
func (t Tone) say(stem string, namesAndValues ...any) domain.Sentence {
	if !slices.Contains(Tones, t) {
		t = Tones[0]
	}
	return domain.Say(stem+string(t), namesAndValues...)
}

// hello greets somebody, by name where it is known.
func (t Tone) hello(name string) domain.Sentence {
	if name == "" {
		return t.say("draft.hello-nobody.")
	}
	return t.say("draft.hello.", "name", name)
}

// Draft is a text for somebody.
type Draft struct {
	Title domain.Sentence // no key: none
	Parts []Part          // the fixed ones last
}

// Part is a paragraph of sentences, or a list.
type Part struct {
	Head  domain.Sentence // no key: none
	Says  []domain.Sentence
	List  bool
	Fixed bool
}

// Text is the whole text.
func (d Draft) Text(lang wording.Lang) string {
	var parts []string
	if d.Title.Key != "" {
		parts = append(parts, wording.Render(lang, d.Title))
	}
	return strings.Join(append(append(parts, d.Free(lang)...), d.Fixed(lang)...), "\n\n")
}

// Free are the parts that may be worded anew.
func (d Draft) Free(lang wording.Lang) []string { return d.texts(lang, false) }

// Fixed are the parts behind those.
func (d Draft) Fixed(lang wording.Lang) []string { return d.texts(lang, true) }

func (d Draft) texts(lang wording.Lang, fixed bool) (out []string) {
	for _, p := range d.Parts {
		if p.Fixed == fixed {
			out = append(out, p.text(lang))
		}
	}
	return out
}

func (p Part) text(lang wording.Lang) string {
	var lines []string
	mark, between := "", " "
	if p.List {
		mark, between = "• ", "\n"
	}
	for _, s := range p.Says {
		lines = append(lines, mark+wording.Render(lang, s))
	}
	text := strings.Join(lines, between)
	if p.Head.Key != "" {
		text = wording.Render(lang, p.Head) + "\n" + text
	}
	return text
}

// Piece is so many pieces of one kind of content.
type Piece struct {
	Platform    domain.Platform
	Deliverable domain.Deliverable
	Quantity    int // at least 1
}

// say says the piece: "1 video ngắn trên TikTok".
func (p Piece) say() domain.Sentence {
	if p.Platform == "" {
		return domain.Say("draft.piece", "n", p.Quantity, "what", p.Deliverable)
	}
	return domain.Say("draft.piece-on", "n", p.Quantity, "what", p.Deliverable, "platform", p.Platform)
}

// work says what is to be made, a blank where nobody said.
func work(pieces []Piece) []domain.Sentence {
	if len(pieces) == 0 {
		return []domain.Sentence{domain.Say("draft.blank-work")}
	}
	var out []domain.Sentence
	for _, p := range pieces {
		out = append(out, p.say())
	}
	return out
}

// flight says when a campaign runs, a blank where nobody said.
func flight(b domain.Brief) domain.Sentence {
	switch month, days := b.Month.Month != 0, b.DurationDays > 0; {
	case month && days:
		return domain.Say("draft.flight", "month", b.Month, "days", b.DurationDays)
	case month:
		return domain.Say("draft.flight-month", "month", b.Month)
	case days:
		return domain.Say("draft.flight-days", "days", b.DurationDays)
	}
	return domain.Say("draft.blank-flight")
}

// audience says who is to be reached, as far as the brief does: "nữ 18–25 tuổi
// ở TP.HCM". False is nothing.
func audience(b domain.Brief) (domain.Sentence, bool) {
	key := ""
	if b.Gender != "" && b.Gender != domain.AnyGender {
		key += "g"
	}
	var age domain.Sentence
	switch low, high := b.AgeMin, b.AgeMax; {
	case low > 0 && low == high:
		age, key = domain.Say("draft.age-at", "age", low), key+"a"
	case low > 0 && high > 0:
		age, key = domain.Say("draft.age", "low", low, "high", high), key+"a"
	case low > 0:
		age, key = domain.Say("draft.age-from", "low", low), key+"a"
	case high > 0:
		age, key = domain.Say("draft.age-to", "high", high), key+"a"
	}
	if len(b.Locations) > 0 && !slices.Contains(b.Locations, domain.Nationwide) {
		key += "p"
	}
	return domain.Say("draft.audience-"+key, "gender", b.Gender, "age", age, "places", b.Locations), key != ""
}

// named tells whether an industry is one that can be named to somebody.
func named(i domain.Industry) bool { return i != "" && i != "other" }
