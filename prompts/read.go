package prompts

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Why says why an output is not shown.
type Why string

// The reasons.
const (
	Form      Why = "form"      // not the JSON asked for: worth one more try
	Uncovered Why = "uncovered" // the model says that the passages do not answer
	Length    Why = "length"
	Figure    Why = "figure" // a number, date or amount that no passage holds
	Name      Why = "name"
	Word      Why = "word"  // one that neither a passage nor a text of ours uses
	Link      Why = "link"  // a link, address or handle
	Sign      Why = "sign"  // markup, hidden characters, other scripts
	Echo      Why = "echo"  // it tells its instructions
	Mixup     Why = "mixup" // a figure of one person is said of another, or who is ahead is turned round
	Lost      Why = "lost"  // a draft leaves out a figure, tag or blank, or puts another in its place
)

// Refused is an output that is not shown. It holds nothing of the output.
type Refused struct{ Why Why }

func (e *Refused) Error() string { return "prompts: refused for its " + string(e.Why) }

func refused(why Why) error { return &Refused{Why: why} }

// output is every answer; covered is Answer's alone.
type output struct {
	Covered *bool     `json:"covered"`
	Text    *string   `json:"text"`
	Used    *[]string `json:"used"`
}

// Read makes a reply of a model's output, or a *Refused.
func (r Request) Read(raw string) (Reply, error) {
	if r.Kind == Brief {
		return r.readBrief(raw)
	}
	out, err := r.decode(raw)
	if err != nil {
		return Reply{}, err
	}
	if out.Covered != nil && !*out.Covered {
		return Reply{}, refused(Uncovered)
	}
	text := tidy(*out.Text)
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return Reply{}, refused(Form)
	case n > MaxText:
		return Reply{}, refused(Length)
	}
	if err := r.check(text, whole); err != nil {
		return Reply{}, err
	}
	return Reply{Text: text, Used: *out.Used}, nil
}

// strictly reads one object with fields of out and no others; false is any other
// output. What it took of that is in out.
func strictly(raw string, out any) bool {
	raw = strings.TrimSpace(unfenced(unthought(raw)))
	if len(raw) > maxOutput || !utf8.ValidString(raw) || repeatsKey(raw) {
		return false
	}
	d := json.NewDecoder(strings.NewReader(raw))
	d.DisallowUnknownFields()
	if d.Decode(out) != nil {
		return false
	}
	_, err := d.Token()
	return errors.Is(err, io.EOF)
}

// decode reads exactly the object of the schema.
func (r Request) decode(raw string) (output, error) {
	var out output
	if !strictly(raw, &out) {
		return out, refused(Form)
	}
	if out.Text == nil || out.Used == nil || (r.Kind == Answer) != (out.Covered != nil) {
		return out, refused(Form)
	}
	for i, id := range *out.Used {
		known := slices.ContainsFunc(r.Passages, func(p Passage) bool { return p.ID == id })
		if !known || slices.Contains((*out.Used)[:i], id) {
			return out, refused(Form)
		}
	}
	if covers := out.Covered == nil || *out.Covered; covers && len(*out.Used) == 0 {
		return out, refused(Form)
	}
	return out, nil
}

// repeatsKey tells whether an object names a field twice, of which
// encoding/json would take the last in silence.
func repeatsKey(raw string) bool {
	d := json.NewDecoder(strings.NewReader(raw))
	var open []map[string]bool // the fields of each object around, nil for a list
	key := false               // a field's name comes next
	for {
		t, err := d.Token()
		if err != nil {
			return false
		}
		name, isText := t.(string)
		switch {
		case t == json.Delim('{'):
			open = append(open, map[string]bool{})
		case t == json.Delim('['):
			open = append(open, nil)
		case t == json.Delim('}'), t == json.Delim(']'):
			open = open[:len(open)-1]
		case isText && key:
			name = strings.ToLower(name)
			if open[len(open)-1][name] {
				return true
			}
			open[len(open)-1][name] = true
			key = false
			continue
		}
		key = len(open) > 0 && open[len(open)-1] != nil
	}
}

// unthought drops what a model thought aloud before its answer.
func unthought(raw string) string {
	trimmed := strings.TrimSpace(raw)
	if !strings.HasPrefix(trimmed, "<think>") {
		return raw
	}
	_, after, ended := strings.Cut(trimmed, "</think>")
	if !ended {
		return ""
	}
	return after
}

// unfenced drops the fence that models like to put around JSON.
func unfenced(raw string) string {
	trimmed := strings.TrimSpace(raw)
	for _, open := range []string{"```json\n", "```\n"} {
		if inner, ok := strings.CutPrefix(trimmed, open); ok {
			if inner, ok = strings.CutSuffix(inner, "```"); ok {
				return inner
			}
		}
	}
	return raw
}

// Named puts names in the place of tags.
func (r Request) Named(text string) string {
	pairs := make([]string, 0, 2*len(r.Names))
	for tag, name := range r.Names {
		pairs = append(pairs, tag, name)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
