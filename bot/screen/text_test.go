package screen_test

import (
	"math"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"chonmat/bot/screen"
)

func TestTruncateCutsBetweenWhatPeopleSeeAsOne(t *testing.T) {
	flag := "🇻🇳"
	tests := []struct {
		text  string
		limit int
		want  string
	}{
		{"Linh", 4, "Linh"},
		{"Linh Mẫu", 5, "Linh…"},
		{"Đạt", 2, "Đ…"},
		{"Đa\u0323t", 3, "Đ…"}, // the dot below goes with its letter
		{family + family, 12, family + "…"},
		{family, 5, "…"},
		{flag + flag, 7, flag + "…"},
		{flag + flag, 5, flag + "…"},
		{"👍🏽👍🏽", 4, "…"},
		{"x", 0, ""},
		{"xy", 1, "…"},
	}
	for _, test := range tests {
		if got := screen.Truncate(test.text, test.limit); got != test.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

func TestTruncateKeepsTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Just("a"+strings.Repeat("\u0301", 500))).Draw(t, "text")
		limit := rapid.IntRange(0, 40).Draw(t, "limit")
		got := screen.Truncate(text, limit)
		if n := len(utf16.Encode([]rune(got))); n > limit || n != screen.UTF16Len(got) {
			t.Fatalf("%d units, said to be %d, of %d", n, screen.UTF16Len(got), limit)
		}
		if !utf8.ValidString(got) {
			t.Fatalf("%q", got)
		}
		if head, cut := strings.CutSuffix(got, "…"); cut && !strings.HasPrefix(text, head) {
			t.Fatalf("%q is no head of %q", head, text)
		}
	})
}

func TestBar(t *testing.T) {
	for score, want := range map[float64]string{
		0: "▱▱▱▱▱", 9: "▱▱▱▱▱", 20: "▰▱▱▱▱", 61: "▰▰▰▱▱", 81: "▰▰▰▰▱", 92: "▰▰▰▰▰", 100: "▰▰▰▰▰",
		-5: "▱▱▱▱▱", 1e9: "▰▰▰▰▰", math.Inf(1): "▰▰▰▰▰",
	} {
		if got := screen.Bar(score); got != want {
			t.Errorf("Bar(%v) = %s, want %s", score, got, want)
		}
	}
	if got := screen.Bar(math.NaN()); got != "▱▱▱▱▱" {
		t.Errorf("Bar(NaN) = %s", got)
	}
}

func TestBuildersLeaveOutWhatIsEmpty(t *testing.T) {
	s := screen.New(
		screen.P(), screen.Lines(nil, nil), screen.Small(screen.T("")), screen.Bullets(), screen.Grid(nil),
		screen.More(screen.T("x"), screen.P()), screen.P(screen.T("y")),
	).With().WithRows(nil, []screen.Button{})
	if len(s.Blocks) != 1 || len(s.Buttons) != 0 {
		t.Errorf("got %+v", s)
	}
}

func TestBuildersDoNotShare(t *testing.T) {
	base := screen.New(screen.P(screen.T("a")), screen.P(screen.T("b"))).With(screen.Press("x", "x"))
	one, two := base.Add(screen.P(screen.T("1"))).With(screen.Press("1", "1")), base.Add(screen.P(screen.T("2"))).With(screen.Press("2", "2"))
	if screen.Plain(one) == screen.Plain(two) || len(base.Blocks) != 2 || len(base.Buttons) != 1 {
		t.Errorf("%q\n%q", screen.Plain(one), screen.Plain(two))
	}
}

func BenchmarkRichHTML(b *testing.B) {
	s := shortlist()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := screen.RichHTML(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	s := shortlist()
	b.ReportAllocs()
	for b.Loop() {
		screen.HTML(s)
	}
}

func BenchmarkAnswer(b *testing.B) {
	buttons := screen.Numbered(shortlist())
	b.ReportAllocs()
	for b.Loop() {
		screen.Answer(buttons, "chọn số 3 nhé")
	}
}
