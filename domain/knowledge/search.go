package knowledge

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Verdict says how sure an answer is.
type Verdict string

// The verdicts.
const (
	NotCovered Verdict = "not covered" // no entry answers it: say so, and do not guess
	Near       Verdict = "near"        // the matches come near: offer them, state none
	Answered   Verdict = "answered"    // the first match answers it
)

// Match is an entry, and how likely it is what is asked: 0–1, all entries and
// what is none of our business together 1.
type Match struct {
	Entry *Entry
	Score float64
}

// Result is what a question finds: the best matches first, at most MaxMatches,
// none when the question is not covered.
type Result struct {
	Verdict Verdict
	Matches []Match
}

// MaxMatches is how many matches a Result holds.
const MaxMatches = 3

// From where on a score counts.
const (
	answeredFrom = 0.5
	// nearFrom is low: what is none of our business mostly leaves no entry a
	// twentieth, and who asks in a long story of their own is better offered
	// three entries in vain than sent away.
	nearFrom = 0.14
)

// Search finds what answers a question, in either language, with or without
// diacritics. It is pure, and the same for the same text.
func Search(question string) Result { return base().search(question) }

func (x *index) search(question string) Result {
	words := x.read(withoutPhone(question))
	if !slices.ContainsFunc(words, func(w word) bool { return w.text != number }) {
		return Result{Verdict: NotCovered}
	}
	list := x.show(words, 0)
	if len(list) == 0 {
		return Result{Verdict: NotCovered}
	}
	x.weigh(list)
	p := make([]float32, outside()+1)
	x.guess(list, p)
	return decide(p)
}

// phone is a phone number, and what is said around it up to the next stop.
var phone = regexp.MustCompile(`[^.,;!?\n]*(?:\+84|\b0)\d(?:[ .-]?\d){7,9}\b[^.,;!?\n]*`)

// withoutPhone takes out what gives a phone number: it says how to reach who
// asks, and nothing about what is asked. Where that is all there is, it stays.
func withoutPhone(text string) string {
	const digitsOfPhone = 9
	digits := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			digits++
		}
	}
	if digits < digitsOfPhone {
		return text
	}
	if rest := phone.ReplaceAllString(text, ""); strings.ContainsFunc(rest, unicode.IsLetter) {
		return rest
	}
	return text
}

// decide picks the best entries, and says what they are worth.
func decide(p []float32) Result {
	var top []Match
	for e, score := range p[:len(entries)] {
		if score == 0 || len(top) == MaxMatches && float64(score) <= top[MaxMatches-1].Score {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, float64(score), func(m Match, score float64) int { return -cmp.Compare(m.Score, score) })
		for at < len(top) && top[at].Score == float64(score) { // the earlier entry stays first
			at++
		}
		top = slices.Insert(top, at, Match{entries[e], float64(score)})
		top = top[:min(len(top), MaxMatches)]
	}
	switch {
	case len(top) == 0 || top[0].Score < nearFrom:
		return Result{Verdict: NotCovered}
	case top[0].Score < answeredFrom:
		return Result{Near, top}
	}
	return Result{Answered, top}
}
