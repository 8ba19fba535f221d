package prompts

import (
	"encoding/json"
	"strings"
	"testing"

	"chonmat/domain/wording"
)

// drafts are the texts that may be shown while an output is written byte by
// byte.
func drafts(r Request, raw string) (shown []string) {
	d := r.Partial()
	for end := range len(raw) + 1 {
		if text, ok := d.Next(raw[:end]); ok {
			shown = append(shown, text)
		}
	}
	return shown
}

func TestATextGrowsBySentencesThatPassed(t *testing.T) {
	r := Request{Kind: Answer, Lang: wording.Vietnamese, Question: "KOC là gì?",
		Passages: []Passage{{"koc", "KOC là người dùng thật. Giá 1,5 triệu mỗi video."}}}
	for _, c := range []struct {
		name, raw string
		want      []string
	}{
		{"a sentence at a time", `{"covered":true,"text":"KOC là người dùng thật. Giá 1,5 triệu. Hết.","used":["koc"]}`,
			[]string{"KOC là người dùng thật.", "KOC là người dùng thật. Giá 1,5 triệu."}},
		{"a space ends a sentence", `{"covered":true,"text":"KOC là người dùng thật. `, []string{"KOC là người dùng thật."}},
		{"with spaces and a fence", "```json\n{ \"covered\" : true ,\n \"text\" : \"KOC là người dùng thật. Giá", []string{"KOC là người dùng thật."}},
		{"after thinking aloud", `<think>{"text":"Giá 9 tỷ. x"}</think>{"covered":true,"text":"KOC là người dùng thật.\nGiá`, []string{"KOC là người dùng thật."}},
		{"while thinking aloud", `<think>{"covered":true,"text":"KOC là người dùng thật. Giá`, nil},
		{"escapes", `{"covered":true,"text":"KOC l\u00e0 ng\u01b0\u1eddi d\u00f9ng th\u1eadt.\nGi\u00e1`, []string{"KOC là người dùng thật."}},
		{"an invented figure ends it", `{"covered":true,"text":"KOC là người dùng thật. Giá 9 tỷ. KOC là người dùng thật. Giá","used":["koc"]}`,
			[]string{"KOC là người dùng thật."}},
		{"an invented name at once", `{"covered":true,"text":"Võ Hà Linh là người dùng thật. KOC là người dùng thật. Giá`, nil},
		{"what is not covered", `{"covered":false,"text":"KOC là người dùng thật. Giá","used":[]}`, nil},
		{"another order", `{"used":["koc"],"covered":true,"text":"KOC là người dùng thật. Giá`, nil},
		{"another field", `{"covered":true,"rank":1,"text":"KOC là người dùng thật. Giá`, nil},
		{"prose", `KOC là người dùng thật. Giá 1,5 triệu. Hết.`, nil},
		{"no end of a sentence", `{"covered":true,"text":"KOC là người dùng thật`, nil},
		{"a point in a number is none", `{"covered":true,"text":"KOC là người dùng thật, giá 1.5`, nil},
	} {
		got := drafts(r, c.raw)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	offer := Request{Kind: Draft, Lang: wording.Vietnamese, Tone: "polite", Names: map[string]string{"[A]": "Linh Đan"},
		Passages: []Passage{{"a", "Chào [A], mình là [tên bạn]."}, {"b", "Bạn báo 8 triệu, bên mình cân đối ở mức 6,5 triệu."}}}
	for raw, want := range map[string]string{
		`{"text":"Chào [A], mình là [tên bạn].\nBạn báo 8 triệu. Bên mình ở mức 6,5 triệu.","used":["a"]}`: "Chào [A], mình là [tên bạn].|Chào [A], mình là [tên bạn].\nBạn báo 8 triệu.",
		`{"text":"Chào [A], mình là [tên bạn].\nBạn báo 6,5 triệu. Bên mình ở mức 8 triệu.","used":["a"]}`: "Chào [A], mình là [tên bạn].", // prices change places
	} {
		if got := strings.Join(drafts(offer, raw), "|"); got != strings.ReplaceAll(want, `\n`, "\n") {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
	if got := drafts(example[Brief], `{"text":"xứ Quảng. xứ Quảng. x"}`); got != nil {
		t.Errorf("a brief has a draft: %q", got)
	}
}

// However an output is cut while it is written, what is shown of it passes the
// checks, and goes on where it was.
func FuzzPartial(f *testing.F) {
	for _, s := range []string{
		`{"text":"Giá 18 triệu. Giá 19 triệu. x","used":["a"]}`, `{"text":"Giá\u0020\ud83d\ude00. Giá`, "{\"text\":\"Giá 18.\n\n\nGiá\\", `{"text":"\u12`, "```json\n{", "<think>",
	} {
		f.Add(s)
	}
	r := Request{Kind: Reword, Lang: wording.Vietnamese, Passages: []Passage{{"a", "Giá 18 triệu."}}}
	f.Fuzz(func(t *testing.T, raw string) {
		if len(raw) > 2000 {
			return
		}
		before := ""
		for _, text := range drafts(r, raw) {
			if !strings.HasPrefix(text, before) {
				t.Errorf("%q after %q", text, before)
			}
			before = text
			whole, _ := json.Marshal(map[string]any{"text": text, "used": []string{"a"}})
			if _, err := r.Read(string(whole)); err != nil {
				t.Errorf("%q was shown: %v", text, err)
			}
		}
	})
}
