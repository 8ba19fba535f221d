// Package prompts is what is said to a language model and what of its answer is
// let through. A Request is plain data: passages that we wrote, and what a
// person asked. Read takes the model's output for hostile: it decodes it
// strictly and refuses any text that holds a figure, name, handle, link or word
// which the passages do not account for. A brief it may read on, in the
// vocabulary of briefs and from the words and numbers that the person wrote.
// What is refused is not shown; whoever asked has a text of our own.
//
//	text/*.txt   the instructions, by kind and version
//	text/*.json  the schemas of the answers, written by hand
//	read.go      the strict decoders, brief.go that of a brief
//	draft.go     what may be shown of a text while it is written
//	check.go     the check of a text, figures.go and words.go its parts
//	keep.go      what a draft must not lose
//	model/       the client
//	modeltest/   a server that misbehaves, for tests
package prompts

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// Kind is what the model is asked to do.
type Kind string

// The kinds.
const (
	Answer Kind = "answer" // a Question, from the passages
	Reword Kind = "reword" // the passages, for whoever decides
	Brief  Kind = "brief"  // what a Question says of the slots that are Open
	Draft  Kind = "draft"  // the passages, as a message to somebody, in a Tone
)

// version of the instructions and schemas; it is part of their file names. What
// was said to another version is not taken from a cache.
const version = "v1"

// The bounds of a request and of what comes back.
const (
	MaxPassages  = 12
	maxPassage   = 2000 // characters
	maxQuestion  = 500
	maxSentences = 6
	MaxText      = 1200 // characters of a text that is shown
	maxOutput    = 8 << 10
)

// kinds is what a request of each kind holds: a question of at most so many
// characters, passages, open slots, a tone.
var kinds = map[Kind]struct {
	question              int
	passages, slots, tone bool
}{
	Answer: {question: maxQuestion, passages: true},
	Reword: {passages: true},
	Brief:  {question: maxBrief, slots: true},
	Draft:  {passages: true, tone: true},
}

// Passage is something that we say, by an id of its request.
type Passage struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Request is one thing to ask of the model.
type Request struct {
	Kind     Kind         `json:"kind"`
	Lang     wording.Lang `json:"lang"`
	Question string       `json:"question,omitempty"` // as a person wrote it, for Answer and Brief
	Tone     string       `json:"tone,omitempty"`     // one of tones, for Draft
	Passages []Passage    `json:"passages"`           // none for Brief
	// Open are the slots of a brief that may be filled.
	Open []domain.Slot `json:"open,omitempty"`
	// Names are put in the place of tags ("[A]") in what the model wrote. They
	// are not sent.
	Names map[string]string `json:"names,omitempty"`
}

// Reply is what of the model passed the checks: a text, with tags for names,
// or what it read in a brief.
type Reply struct {
	Text  string        `json:"text"`
	Used  []string      `json:"used"`            // ids of passages, each once
	Brief *domain.Brief `json:"brief,omitempty"` // at least one slot, all of them Open
	Heard []Heard       `json:"heard,omitempty"` // each slot of Brief, once
}

// Tokens are how many of a model's were used: by what was sent, and by what it
// wrote, thinking included.
type Tokens struct{ In, Out int }

// Add adds others.
func (t *Tokens) Add(more Tokens) { t.In, t.Out = t.In+more.In, t.Out+more.Out }

// files are the instructions, in which {{Name}} stands for what a request fills
// in, and the schemas of their answers.
//
//go:embed text
var files embed.FS

// languages names a language to the model.
var languages = map[wording.Lang]string{wording.Vietnamese: "Vietnamese", wording.English: "English"}

// tones says to the model how a draft is to sound.
var tones = map[string]string{
	"friendly": "warm and relaxed, as one writes to somebody one would like to work with, yet not gushing",
	"polite":   "courteous and professional, as one writes to a business partner for the first time, yet not stiff",
	"brief":    "short and direct, each thing said once in as few words as are still friendly",
}

// rules say what an answer may hold, of a brief and of passages.
var rules = map[bool]string{
	true:  "only values of the lists, and words of the text for each slot that you fill",
	false: "and only ids of passages that you were given",
}

// System is the instruction for a request.
func (r Request) System() string { return r.render(string(r.Kind)) }

// Repair asks for the form again when an output had another.
func (r Request) Repair() string { return r.render("repair") }

func (r Request) render(name string) string {
	text, err := files.ReadFile("text/" + name + "." + version + ".txt")
	if err != nil { // Check lets no other kind through
		panic(err)
	}
	fill := []string{
		"{{Language}}", languages[r.Lang], "{{Sentences}}", strconv.Itoa(maxSentences), "{{Tone}}", tones[r.Tone], "{{Rule}}", rules[r.Kind == Brief],
	}
	if r.Kind == Brief {
		for name, words := range briefWords() {
			fill = append(fill, "{{"+name+"}}", words)
		}
	}
	return strings.NewReplacer(fill...).Replace(string(text))
}

// Schema is the JSON schema of an answer.
func (r Request) Schema() json.RawMessage {
	data, err := files.ReadFile("text/" + string(r.Kind) + "." + version + ".json")
	if err != nil {
		panic(err)
	}
	return data
}

// Data is everything that is sent besides the instruction. It is JSON, so that
// nothing in it can close its own quotes; ways to reach somebody are taken out
// of what a person asked.
func (r Request) Data() string {
	var sent any = struct {
		Question string    `json:"question,omitempty"`
		Passages []Passage `json:"passages"`
	}{masked(r.Question), r.Passages}
	if r.Kind == Brief {
		sent = struct {
			Text string        `json:"text"`
			Open []domain.Slot `json:"open"`
		}{masked(r.Question), r.Open}
	}
	data, err := json.Marshal(sent)
	if err != nil { // strings alone
		panic(err)
	}
	return string(data)
}

// Hash names what is asked: equal for requests that are sent alike. Names are
// not in it.
func (r Request) Hash() string {
	sum := sha256.Sum256([]byte(string(r.Kind) + "\x00" + r.System() + "\x00" + r.Data()))
	return hex.EncodeToString(sum[:])
}

// Check tells what is wrong with a request: Invalid for what no model could
// make sense of, TooLarge for what is over the bounds.
func (r Request) Check() error {
	of, known := kinds[r.Kind]
	switch {
	case !known, languages[r.Lang] == "", of.passages != (len(r.Passages) > 0), of.slots != (len(r.Open) > 0), (of.question > 0) != (r.Question != ""), of.tone != (tones[r.Tone] != ""):
		return domain.Errorf(domain.Invalid, "prompts: no request")
	case len(r.Passages) > MaxPassages, len([]rune(r.Question)) > of.question:
		return domain.Errorf(domain.TooLarge, "prompts: too much is asked")
	}
	seen := map[string]bool{}
	for _, p := range r.Passages {
		if p.ID == "" || seen[p.ID] {
			return domain.Errorf(domain.Invalid, "prompts: passages need ids of their own")
		}
		seen[p.ID] = true
		if len([]rune(p.Text)) > maxPassage {
			return domain.Errorf(domain.TooLarge, "prompts: passage %s is too long", p.ID)
		}
	}
	for _, slot := range r.Open {
		if !slices.Contains(domain.Slots, slot) {
			return domain.Errorf(domain.Invalid, "prompts: %q is no slot", slot)
		}
	}
	for tag := range r.Names {
		if !tagForm.MatchString(tag) {
			return domain.Errorf(domain.Invalid, "prompts: %q is no tag", tag)
		}
	}
	return nil
}

// tagForm is how a person is called in passages.
var tagForm = regexp.MustCompile(`^\[[A-Z]\]$`)

var (
	// reachable matches ways to reach or find somebody. A phone number begins with
	// + or, in Vietnam, with 02 to 09 or 842 to 849: sums and counts do not.
	reachable = regexp.MustCompile(`(?i)(https?://|www\.)\S+|\S+@\S+|@[\w.]+|\b[\w-]+\.(com|vn|net|org|me|io)(/\S*)?|(?:\+\d|\b0[2-9]|\b84[2-9])[\d .-]{6,}\d`)
	aDate     = regexp.MustCompile(`^\d{1,2}[.-]\d{1,2}[.-]\d{4}$`)
	aSum      = regexp.MustCompile(`^84\d(?:[. ]\d{3})+$`) // 845.000.000
)

// masked takes handles, links, addresses and phone numbers out of a text.
func masked(text string) string {
	return strings.TrimSpace(reachable.ReplaceAllStringFunc(text, func(found string) string {
		if aDate.MatchString(found) || aSum.MatchString(found) {
			return found
		}
		return "…"
	}))
}
