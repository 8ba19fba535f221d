package wording

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
)

func TestATextMayHaveLinesAndParagraphs(t *testing.T) {
	all := map[string]*entry{}
	err := readTexts(all, "x.txt", "# about\n== a.b\nvi: Một\n  Hai  \n\n Ba\n#một dòng\n#\nen:\n One\n\n\n== c\nen: x\nvi: y\n")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Một\nHai\n\nBa\n#một dòng", "One"} {
		if got := all["a.b"].pieces[i][0].text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if all["c"] == nil {
		t.Error("the languages may come in either order")
	}
}

func TestAMistakeNamesFileAndLine(t *testing.T) {
	fine := "== a\nvi: x {n}\nen: y {n}\n"
	tests := []struct{ text, want string }{
		{fine + "== a\nvi: x\nen: y\n", "x.txt:4: a is there already, at x.txt:1"},
		{"\n== a\nvi: x\n", `x.txt:2: a: no "en" text`},
		{"== a\nvi: x\nen:\n", `x.txt:1: a: the "en" text is empty`},
		{"== a\nvi: x {n}\nen: y\n", "x.txt:1: a: the languages want different values: [n] and []"},
		{"== a\nvi: **x\nen: y\n", `x.txt:1: a: "vi" text: ** is not closed on its line`},
		{"== a\nvi: **x\ny**\nen: y\n", `x.txt:1: a: "vi" text: ** is not closed on its line`},
		{"== a\nvi: x\nvi: x\n", `x.txt:3: a second "vi" text, or one without a key`},
		{"vi: x\n", `x.txt:1: a second "vi" text, or one without a key`},
		{"hello\n", "x.txt:1: a line that belongs to no text"},
		{"== A b\n", `x.txt:1: "A b" is no key`},
		{"== a\nvi: {\nen: y\n", `x.txt:1: a: "vi" text: no placeholder: "{"`},
		{"== a\nvi: {N}\nen: y\n", `x.txt:1: a: "vi" text: no placeholder: "{N}"`},
		{"== a\nvi: }\nen: y\n", `x.txt:1: a: "vi" text: } without {`},
		{"== a\nvi: {n:loud}\nen: {n}\n", `x.txt:1: a: "vi" text: no style is called "loud"`},
	}
	for _, test := range tests {
		err := readTexts(map[string]*entry{}, "x.txt", test.text)
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: got %v, want %s", test.text, err, test.want)
		}
	}
}

func TestAKeyIsThereOnceAcrossFiles(t *testing.T) {
	text := &fstest.MapFile{Data: []byte("== a\nvi: x\nen: y\n")}
	_, err := readCatalogue(fstest.MapFS{"texts/a.txt": text, "texts/b.txt": text})
	if err == nil || err.Error() != "b.txt:1: a is there already, at a.txt:1" {
		t.Errorf("got %v", err)
	}
}

// with adds sentences to the catalogue while a test runs.
func with(t testing.TB, texts string) {
	t.Helper()
	added := map[string]*entry{}
	if err := readTexts(added, "test", texts); err != nil {
		t.Fatal(err)
	}
	for key, e := range added {
		if catalogue[key] != nil {
			t.Fatalf("%s is there already", key)
		}
		catalogue[key] = e
	}
	t.Cleanup(func() {
		for key := range added {
			delete(catalogue, key)
		}
	})
}

func TestValuesAreSaidByTheirType(t *testing.T) {
	with(t, "== test.value\nvi: {v}\nen: {v}\n== test.inner\nvi: **trong** {v}\nen: **in** {v}\n")
	tests := []struct {
		value  any
		vi, en string
	}{
		{"<b>**x** {v}", "<b>**x** {v}", "<b>**x** {v}"},
		{12_300, "12.300", "12,300"},
		{int64(500_000), "500.000", "500,000"},
		{78.456, "78,46", "78.46"},
		{domain.VND(200_000_000), "200 triệu", "VND 200 million"},
		{domain.Rate(0.042), "4,2%", "4.2%"},
		{domain.Date("2026-11-23"), "23/11/2026", "23 Nov 2026"},
		{domain.Month{Year: 2026, Month: 12}, "tháng 12/2026", "Dec 2026"},
		{domain.Interval{P10: 350_000, P90: 900_000}, "350–900 nghìn", "350,000–900,000"},
		{domain.Source{Title: "X", Date: "2025-10"}, "X, 10/2025", "X, Oct 2025"},
		{domain.TikTok, "TikTok", "TikTok"},
		{domain.Industry("beauty"), "mỹ phẩm & làm đẹp", "beauty"},
		{domain.Location("ho-chi-minh"), "TP.HCM", "HCMC"},
		{domain.Location("da-nang"), "Đà Nẵng", "Da Nang"},
		{domain.Location("atlantis"), "atlantis", "atlantis"},
		{domain.Platform("myspace"), "myspace", "myspace"},
		{domain.Say("test.inner", "v", 1), "trong 1", "in 1"},
		{[]domain.Platform{domain.TikTok, domain.Facebook, domain.YouTube}, "TikTok, Facebook và YouTube", "TikTok, Facebook and YouTube"},
		{[]domain.Tier{domain.Nano, domain.Micro}, "nano và micro", "nano and micro"},
		{[]string{"a"}, "a", "a"},
		{[]string(nil), "", ""},
		{[]domain.Sentence{domain.Say("test.inner", "v", 1), domain.Say("test.inner", "v", 2)}, "trong 1 và trong 2", "in 1 and in 2"},
		{struct{}{}, "{v}", "{v}"}, // a bug, but visible
		{nil, "{v}", "{v}"},
	}
	for _, test := range tests {
		s := domain.Say("test.value", "v", test.value)
		if got := Render(Vietnamese, s); got != test.vi {
			t.Errorf("%#v: got %q, want %q", test.value, got, test.vi)
		}
		if got := Render(English, s); got != test.en {
			t.Errorf("%#v: got %q, want %q", test.value, got, test.en)
		}
	}
}

func TestAPlaceholderMayAskForAStyle(t *testing.T) {
	with(t, `
== test.styles
vi: {m:exact}; {n:approx}; {y:digits}; {i:money}; {i2:percent}; {r:percent}; {w:cap}; {s:approx}
en: {m:exact}; {n:approx}; {y:digits}; {i:money}; {i2:percent}; {r:percent}; {w:cap}; {s:approx}
== test.plural
vi: {n} video
en: {n} {n|video|videos}
`)
	s := domain.Say("test.styles", "m", domain.VND(13_825_209), "n", 113_482, "y", 2026,
		"i", domain.Interval{P10: 12e6, P90: 18e6}, "i2", domain.Interval{P10: 0.035, P90: 0.13}, "r", 0.042,
		"w", domain.Industry("mother-baby"), "s", "as it is")
	if got, want := Render(Vietnamese, s), "13.825.209 đ; 113 nghìn; 2026; 12–18 triệu; 3,5–13%; 4,2%; Mẹ & bé; as it is"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Render(English, s); !strings.HasPrefix(got, "VND 13,825,209; ") {
		t.Errorf("got %q", got)
	}
	for n, want := range map[any]string{1: "1 video", 2: "2 videos", int64(1): "1 video", 0: "0 videos", 1.5: "1.5 videos"} {
		if got := Render(English, domain.Say("test.plural", "n", n)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPartsKeepWhatIsBold(t *testing.T) {
	with(t, `
== test.bold
vi: a **b {x} c** d
en: **{x}**
== test.nested
vi: e **f** g
en: e **f** g
`)
	tests := []struct {
		value any
		want  []Part
	}{
		{"**x**", []Part{{"a ", false}, {"b **x** c", true}, {" d", false}}},
		{domain.Say("test.nested"), []Part{{"a ", false}, {"b e f g c", true}, {" d", false}}},
		{domain.Say("no.such.key"), []Part{{"a ", false}, {"b no.such.key c", true}, {" d", false}}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Parts(Vietnamese, domain.Say("test.bold", "x", test.value))); diff != "" {
			t.Errorf("%v (-want +got):\n%s", test.value, diff)
		}
	}
	with(t, "== test.outer\nvi: {x}.\nen: {x:cap}.\n")
	want := []Part{{"e ", false}, {"f", true}, {" g.", false}}
	if diff := cmp.Diff(want, Parts(Vietnamese, domain.Say("test.outer", "x", domain.Say("test.nested")))); diff != "" {
		t.Errorf("bold within a value (-want +got):\n%s", diff)
	}
}

func TestWhatIsMissingShows(t *testing.T) {
	with(t, "== test.missing\nvi: {a} {n|x|y}\nen: {a} {n|x|y}\n== test.self\nvi: ({s})\nen: ({s})\n")
	if got := Render(Vietnamese, domain.Say("test.missing")); got != "{a} {n}" {
		t.Errorf("got %q", got)
	}
	if got := Render(Vietnamese, domain.Say("no.such.key", "x", 1)); got != "no.such.key" {
		t.Errorf("got %q", got)
	}
	deep := domain.Say("test.self", "s", "x")
	for range 100 {
		deep = domain.Say("test.self", "s", deep)
	}
	if got := Render(Vietnamese, deep); got != strings.Repeat("(", maxDepth)+"test.self"+strings.Repeat(")", maxDepth) {
		t.Errorf("got %q", got)
	}
}

func TestCheckFindsWhatCannotBeSaid(t *testing.T) {
	with(t, "== test.check\nvi: {v}\nen: {v}\n")
	for value, want := range map[any]string{
		domain.TikTok:              "",
		domain.Platform("myspace"): "wording: test.check cannot say platform.myspace",
		uint8(1):                   "wording: test.check cannot say {v}",
	} {
		if err := Check(domain.Say("test.check", "v", value)); (err == nil) != (want == "") || err != nil && err.Error() != want {
			t.Errorf("%v: got %v", value, err)
		}
	}
	inner := domain.Say("test.check", "v", domain.Say("no.such.key"))
	if err := Check(inner); err == nil || err.Error() != "wording: test.check cannot say no.such.key" {
		t.Errorf("got %v", err)
	}
	if err := Check(domain.Say("test.check")); err == nil {
		t.Error("a missing value passed")
	}
}

func FuzzTexts(f *testing.F) {
	f.Add("== a\nvi: **x** {n} {n|a|b} {n:cap}\nen: y {n}\n")
	f.Add("== a\nvi: }{\nen: ***\n== \n")
	f.Fuzz(func(t *testing.T, data string) {
		all := map[string]*entry{}
		if err := readTexts(all, "fuzz", data); err != nil {
			return
		}
		for key, e := range all {
			for i := range e.pieces {
				if len(e.pieces[i]) == 0 {
					t.Errorf("%s says nothing", key)
				}
				for _, p := range e.pieces[i] {
					if strings.Contains(p.text, "**") || strings.ContainsAny(p.text, "{}") {
						t.Errorf("markup is left in %q", p.text)
					}
				}
			}
		}
	})
}

func BenchmarkRender(b *testing.B) {
	with(b, "== test.bench\nvi: **{p}**, hợp nhất: {n:approx} người lớn; {m} mua được khoảng {lo}–{hi} video hạng {t}.\nen: {p} {n} {m} {lo} {hi} {t}\n")
	s := domain.Say("test.bench", "p", domain.TikTok, "n", 76_100_000, "m", domain.VND(200_000_000), "lo", 6, "hi", 9, "t", domain.Macro)
	b.ReportAllocs()
	for b.Loop() {
		Render(Vietnamese, s)
	}
}

func BenchmarkParts(b *testing.B) {
	with(b, "== test.bench\nvi: **{p}**, hợp nhất: {n} người lớn.\nen: {p} {n}\n")
	s := domain.Say("test.bench", "p", domain.TikTok, "n", 76_100_000)
	b.ReportAllocs()
	for b.Loop() {
		Parts(Vietnamese, s)
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readCatalogue(texts); err != nil {
			b.Fatal(err)
		}
	}
}
