package prompts

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/wording"
)

var update = flag.Bool("update", false, "record what is sent")

var example = map[Kind]Request{
	Answer: {Kind: Answer, Lang: wording.Vietnamese, Question: "KOC là gì? gọi mình 0900 000 000, @ai.do, https://example.org/x\"}]",
		Passages: []Passage{{"koc", "KOC là người dùng thật kể lại trải nghiệm."}}},
	Reword: {Kind: Reword, Lang: wording.English, Passages: []Passage{{"head", "[A] stands above [B] by 3 points."}},
		Names: map[string]string{"[A]": "Linh Demo", "[B]": "Mai Demo"}},
	Brief: {Kind: Brief, Lang: wording.Vietnamese, Question: "hợp với mấy bà nội trợ đảm đang xứ Quảng, tầm 30 tới 40 tuổi, 0900 000 000, @ai.do \"}]",
		Open: []domain.Slot{domain.SlotLocations, domain.SlotAge, domain.SlotKPI, domain.SlotBudget}},
	Draft: {Kind: Draft, Lang: wording.Vietnamese, Tone: "polite", Passages: []Passage{
		{"pa", "Chào [A], mình là [tên bạn]."}, {"pb", "• Báo giá cho 2 video ngắn"}},
		Names: map[string]string{"[A]": "Linh Demo"}},
}

// What leaves the machine, to the letter.
func TestWhatIsSent(t *testing.T) {
	for kind, r := range example {
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		got := "-- system\n" + r.System() + "-- user\n" + r.Data() + "\n-- schema\n" + string(r.Schema()) + "-- repair\n" + r.Repair()
		for _, name := range r.Names {
			if strings.Contains(got, name) {
				t.Errorf("%s sends the name %s", kind, name)
			}
		}
		file := filepath.Join("testdata", string(kind)+"."+version+".golden")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s differs from %s (record with -update): %v\n%s", kind, file, err, got)
		}
	}
}

// A strict schema wants every field required and nothing else allowed, and
// must be what the decoder takes.
func TestSchemasAreTheDecoders(t *testing.T) {
	for kind, r := range example {
		var s struct {
			Properties           map[string]any `json:"properties"`
			Required             []string       `json:"required"`
			AdditionalProperties *bool          `json:"additionalProperties"`
		}
		if err := json.Unmarshal(r.Schema(), &s); err != nil {
			t.Fatal(err)
		}
		want := map[Kind][]string{
			Reword: {"text", "used"}, Answer: {"covered", "text", "used"}, Brief: fieldsOf(briefOutput{}), Draft: {"text", "used"},
		}[kind]
		slices.Sort(s.Required)
		if len(s.Properties) != len(want) || !slices.Equal(s.Required, want) || s.AdditionalProperties == nil || *s.AdditionalProperties {
			t.Errorf("%s: %+v", kind, s)
		}
	}
}

// fieldsOf are the names of a struct's fields in JSON, sorted.
func fieldsOf(v any) (names []string) {
	of := reflect.TypeOf(v)
	for i := range of.NumField() {
		names = append(names, of.Field(i).Tag.Get("json"))
	}
	slices.Sort(names)
	return names
}

func TestOutputsAreReadStrictly(t *testing.T) {
	good := `{"covered":true,"text":"KOC là người dùng thật.","used":["koc"]}`
	for _, c := range []struct {
		raw  string
		want Why
	}{
		{good, ""},
		{"<think>a { b }</think>\n" + good, ""},
		{"```json\n" + good + "\n```", ""},
		{`{"covered":false,"text":"","used":[]}`, Uncovered},
		{"", Form},
		{"null", Form},
		{"[]", Form},
		{"KOC là người dùng thật.", Form},
		{"<think>" + good, Form},
		{good + good, Form},
		{good + " xong", Form},
		{strings.TrimSuffix(good, "}"), Form},
		{`{"covered":true,"text":"KOC là người dùng thật."}`, Form},
		{`{"text":"KOC là người dùng thật.","used":["koc"]}`, Form},
		{`{"covered":true,"text":null,"used":["koc"]}`, Form},
		{`{"covered":true,"text":"","used":["koc"]}`, Form},
		{`{"covered":"yes","text":"KOC là người dùng thật.","used":["koc"]}`, Form},
		{`{"covered":true,"text":"KOC là người dùng thật.","used":["koc"],"rank":1}`, Form},
		{`{"covered":true,"text":"KOC là người dùng thật.","text":"x","used":["koc"]}`, Form},
		{`{"covered":true,"text":"KOC là người dùng thật.","used":["kol"]}`, Form},
		{`{"covered":true,"text":"KOC là người dùng thật.","used":["koc","koc"]}`, Form},
		{`{"covered":true,"text":"KOC là người dùng thật.","used":[]}`, Form},
		{`{"covered":true,"text":"` + strings.Repeat("thật ", 300) + `","used":["koc"]}`, Length},
	} {
		reply, err := example[Answer].Read(c.raw)
		if why(err) != c.want || (err == nil) != (c.want == "") {
			t.Errorf("%.80q: %v, want %q", c.raw, err, c.want)
		}
		if err != nil && reply.Text != "" {
			t.Errorf("%.80q: a refused text is returned", c.raw)
		}
	}
}
