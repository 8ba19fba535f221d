package wording_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/wording"
)

func TestEveryWordOfTheVocabularyHasAName(t *testing.T) {
	check := func(prefix, word string) {
		t.Helper()
		if !wording.Has(prefix + word) {
			t.Errorf("no name for %s%s", prefix, word)
		}
	}
	each(check, "platform.", domain.Platforms)
	each(check, "industry.", domain.Industries)
	each(check, "gender.", domain.Genders)
	each(check, "kind.", domain.Kinds)
	each(check, "kpi.", domain.KPIs)
	each(check, "unit.", domain.Units)
	each(check, "target.", domain.Units)
	each(check, "tier.", domain.Tiers)
	each(check, "deliverable.", domain.Deliverables)
	each(check, "basis.", []domain.Basis{domain.ByFollowers, domain.ByViews})
	each(check, "location.", []domain.Location{domain.Nationwide, domain.North, domain.Central, domain.South, domain.Mekong})
	for _, p := range domain.Provinces {
		vi, en := wording.Value(wording.Vietnamese, p.Slug), wording.Value(wording.English, p.Slug)
		if vi == string(p.Slug) || en == string(p.Slug) || strings.ContainsFunc(en, func(r rune) bool { return r > unicode.MaxASCII }) {
			t.Errorf("%s is called %q and %q", p.Slug, vi, en)
		}
	}
}

func each[T ~string](check func(prefix, word string), prefix string, words []T) {
	for _, w := range words {
		check(prefix, string(w))
	}
}

// TestTextsKeepTheTone checks what of the house's tone a machine can see.
func TestTextsKeepTheTone(t *testing.T) {
	for _, key := range wording.Keys() {
		for _, lang := range wording.Langs {
			text := wording.Render(lang, domain.Sentence{Key: key})
			if !norm.NFC.IsNormalString(text) {
				t.Errorf("%s: the %q text is not in composed form", key, lang)
			}
			for line := range strings.Lines(text) {
				if emoji(line) > 1 {
					t.Errorf("%s: more than one emoji in %q", key, line)
				}
			}
		}
	}
}

// emoji counts the pictures in a line.
func emoji(line string) (n int) {
	joined := false
	for _, r := range line {
		if unicode.Is(unicode.So, r) && r > 0x2600 && !joined {
			n++
		}
		joined = r == 0x200D
	}
	return n
}

func TestFoldMakesWaysOfTypingEqual(t *testing.T) {
	for text, want := range map[string]string{
		"Đúng, chọn kênh": "dung, chon kenh",
		"ĐẮK LẮK":         "dak lak",
		"Hoà":             "hoa", "Hòa": "hoa",
		"ho\u0323a":     "hoa", // decomposed
		"Ðà Nẵng":       "da nang",
		"plain":         "plain",
		"3\ufe0f\u20e3": "3",
		"\xff":          "\ufffd",
	} {
		if got := wording.Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFoldTwiceIsFoldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		once := wording.Fold(text)
		if twice := wording.Fold(once); twice != once {
			t.Fatalf("%q, then %q", once, twice)
		}
		if composed := wording.Fold(norm.NFC.String(text)); composed != once {
			t.Fatalf("composed: %q, as typed: %q", composed, once)
		}
	})
}

// TestProseRoundsByHalfAPercentAtMost reads amounts back.
func TestProseRoundsByHalfAPercentAtMost(t *testing.T) {
	read := func(t *rapid.T, text string) float64 {
		number, unit, _ := strings.Cut(text, " ")
		size, ok := map[string]float64{"": 1, "đ": 1, "nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9}[unit]
		v, err := strconv.ParseFloat(strings.NewReplacer(".", "", ",", ".").Replace(number), 64)
		if err != nil || !ok {
			t.Fatalf("%q does not read as a number", text)
		}
		return v * size
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Int64Range(0, int64(domain.MaxBudget)).Draw(t, "amount")
		for _, text := range []string{wording.Money(wording.Vietnamese, domain.VND(v)), wording.Approx(wording.Vietnamese, float64(v))} {
			if got := read(t, text); math.Abs(got-float64(v)) > 0.005*float64(v) {
				t.Fatalf("%d became %q", v, text)
			}
		}
		if got := read(t, wording.Count(wording.Vietnamese, v)); got != float64(v) {
			t.Fatalf("%d became %.0f", v, got)
		}
	})
}

func TestNoFigureIsMadeUp(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, got := range []string{
			wording.Approx(wording.Vietnamese, v), wording.Percent(wording.Vietnamese, domain.Rate(v)),
			wording.Interval(wording.Vietnamese, domain.Interval{P10: v, P90: v}),
			wording.MoneyInterval(wording.English, domain.Interval{P10: v, P90: v}),
			wording.Value(wording.English, domain.Interval{P10: 1, P90: v}),
		} {
			if !strings.Contains(got, "?") {
				t.Errorf("%v became %q", v, got)
			}
		}
	}
}

func TestLangOf(t *testing.T) {
	for tag, want := range map[string]wording.Lang{"vi": wording.Vietnamese, "": wording.Vietnamese, "en": wording.English, "en-GB": wording.English, "EN": wording.English, "fr": wording.Vietnamese} {
		if got := wording.LangOf(tag); got != want {
			t.Errorf("%q: got %q, want %q", tag, got, want)
		}
	}
	if got := wording.Render("fr", domain.Say("gender.female")); got != "nữ" {
		t.Errorf("an unknown language speaks %q", got)
	}
}
