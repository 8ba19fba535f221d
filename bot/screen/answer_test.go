package screen_test

import (
	"encoding/json"
	"strings"
	"testing"

	"chonmat/bot/screen"
)

func TestAnswersByLabelOrNumber(t *testing.T) {
	page := screen.New(screen.P(screen.T("?"))).With(
		screen.Press("6", "p6").Numbered(6), screen.Press("7", "p7").Numbered(7),
	).With(
		screen.Press("⬅️ Trang trước", "back"), screen.Press("✔ Giữ", "keep"), screen.Press("18–25", "age"),
		screen.Press("▶", "next"), screen.CopyButton("Chép", "x"),
	)
	buttons := screen.Numbered(page)
	tests := []struct{ text, data string }{
		{"6", "p6"}, {"7.", "p7"}, {"#7", "p7"}, {"số 7", "p7"}, {"So 7", "p7"}, {"chọn 7", "p7"}, {"chọn số 7 nhé", "p7"},
		{"7️⃣", "p7"}, {"７", "p7"}, {"(7)", "p7"}, {" 7 ", "p7"}, {"number 7 please", "p7"},
		{"Trang trước", "back"}, {"trang truoc", "back"}, {"TRANG TRƯỚC!", "back"}, {"⬅️ trang trước", "back"},
		{"8", "back"}, {"giữ", "keep"}, {"giu", "keep"}, {"18-25", "age"}, {"18 – 25", "age"}, {"▶", "next"},
		{"1", ""}, {"5", ""}, {"99", ""}, {"", ""}, {"7 triệu", ""}, {"7tr", ""}, {"7a", ""}, {"giữ cả hai", ""},
		{"7 8", ""}, {"👍", ""}, {strings.Repeat("7", 300), ""}, {"99999999999999999999", ""},
	}
	for _, test := range tests {
		b, ok := screen.Answer(buttons, test.text)
		if b.Data != test.data || ok != (test.data != "") {
			t.Errorf("%q: got %q, %v, want %q", test.text, b.Data, ok, test.data)
		}
	}
}

func TestALabelThatTwoButtonsShareMeansNeither(t *testing.T) {
	s := screen.New().With(screen.Press("Giữ", "a"), screen.Press("✔ Giữ", "b"), screen.Press("Bỏ", "c"), screen.Press("✖ Bỏ", "c"))
	if b, ok := screen.Answer(screen.Numbered(s), "giữ"); ok {
		t.Errorf("got %q", b.Data)
	}
	if b, ok := screen.Answer(screen.Numbered(s), "bỏ"); !ok || b.Data != "c" {
		t.Errorf("two buttons that do the same: got %q, %v", b.Data, ok)
	}
	if b, ok := screen.Answer(screen.Numbered(s), "2"); !ok || b.Data != "b" {
		t.Errorf("by number: got %q, %v", b.Data, ok)
	}
}

func TestEveryButtonHasANumberOfItsOwn(t *testing.T) {
	for name, make := range screens {
		buttons := screen.Numbered(make())
		seen := map[int]bool{}
		for _, b := range buttons {
			if seen[b.Number] || b.Number < 1 {
				t.Errorf("%s: number %d again", name, b.Number)
			}
			seen[b.Number] = true
		}
	}
	twice := screen.New().With(screen.Press("a", "a").Numbered(2), screen.Press("b", "b").Numbered(2))
	if got := screen.Numbered(twice); got[0].Number != 2 || got[1].Number != 3 {
		t.Errorf("got %d and %d, want 2 and 3", got[0].Number, got[1].Number)
	}
}

func TestNumberedButtonsSurviveStorage(t *testing.T) {
	want := screen.Numbered(shortlist())
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got []screen.NumberedButton
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

// FuzzAnswer: whatever is typed, an answer is one of the buttons.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{"1", "số 3", "trang sau", "7️⃣", "\xff", "((((", "no. no. no. 1"} {
		f.Add(seed)
	}
	buttons := screen.Numbered(shortlist())
	f.Fuzz(func(t *testing.T, text string) {
		b, ok := screen.Answer(buttons, text)
		for _, known := range buttons {
			if ok && known.Button == b {
				return
			}
		}
		if ok {
			t.Errorf("%q gave %+v, which is not there", text, b)
		}
	})
}

func TestAnyNameMakesALabel(t *testing.T) {
	for name, want := range map[string]string{
		"Linh\nMẫu": "Linh Mẫu", "\x00\u202E": "…", "": "…", strings.Repeat("ạ", 80): strings.Repeat("ạ", 63) + "…",
	} {
		b := screen.Press(name, "x")
		if b.Label != want {
			t.Errorf("%q makes %q, want %q", name, b.Label, want)
		}
		if err := screen.Validate(screen.New(screen.P(screen.T("x"))).With(b)); err != nil {
			t.Error(err)
		}
	}
}

func TestValidateRefusesWhatCannotBeDelivered(t *testing.T) {
	text := screen.P(screen.T("x"))
	fine := screen.Press("ok", "ok")
	tests := map[string]screen.Screen{
		"nothing said":        screen.New().With(fine),
		"only spaces removed": screen.New(screen.P(screen.T("\x00"))),
		"no such block":       {Blocks: []screen.Block{text, {Kind: "marquee"}}},
		"no label":            screen.New(text).With(screen.Button{Data: "x"}),
		"long label":          screen.New(text).With(screen.Button{Label: strings.Repeat("x", 65), Data: "x"}),
		"long data":           screen.New(text).With(screen.Press("x", strings.Repeat("x", 65))),
		"no data":             screen.New(text).With(screen.Press("x", "")),
		"press and copy":      screen.New(text).With(screen.Button{Label: "x", Data: "x", Copy: "x"}),
		"long copy":           screen.New(text).With(screen.CopyButton("x", strings.Repeat("ạ", 257))),
		"no such style":       screen.New(text).With(fine.As("loud")),
		"nine in a row":       screen.New(text).With(fine, fine, fine, fine, fine, fine, fine, fine, fine),
		"ragged table":        screen.New(screen.Grid(words("a", "b"), words("1"))),
		"silent details":      screen.New(screen.More(nil, text)),
	}
	for name, s := range tests {
		if err := screen.Validate(s); err == nil {
			t.Errorf("%s passed", name)
		}
	}
	if err := screen.Validate(screen.New(text).With(fine, screen.CopyButton("x", strings.Repeat("ạ", 256)))); err != nil {
		t.Error(err)
	}
}
