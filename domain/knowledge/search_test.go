package knowledge_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"chonmat/domain/knowledge"
	"chonmat/domain/wording"
)

func TestEveryEntryIsWholeInBothLanguages(t *testing.T) {
	if n := len(knowledge.All()); n < 120 {
		t.Fatalf("only %d entries", n)
	}
	const aPhone = 560 // characters of an answer that a phone shows at once
	for _, e := range knowledge.All() {
		for _, lang := range wording.Langs {
			ask, answer := wording.Render(lang, e.Ask), wording.Render(lang, e.Answer)
			if n := utf8.RuneCountInString(ask); n > 48 {
				t.Errorf("%s: the question %q is %d characters, too long for a button", e.Key, ask, n)
			}
			if n := utf8.RuneCountInString(answer); n > aPhone {
				t.Errorf("%s: the answer in %s is %d characters", e.Key, lang, n)
			}
			for _, text := range []string{ask, answer, wording.Render(lang, e.More)} {
				if strings.ContainsAny(text, "{}") {
					t.Errorf("%s: a value is missing in %q", e.Key, text)
				}
			}
			if got := knowledge.Search(ask); got.Verdict != knowledge.Answered || got.Matches[0].Entry != e && got.Matches[0].Score != 1 {
				t.Errorf("%s: its own question %q finds %v", e.Key, ask, got)
			}
		}
		if len(e.Related) != 3 {
			t.Errorf("%s leads to %d others", e.Key, len(e.Related))
		}
		for _, s := range e.Sources {
			if s.Title == "" || s.Date == "" {
				t.Errorf("%s: source %+v lacks title or date", e.Key, s)
			}
		}
		if e.Topic == knowledge.Law && !e.Legal {
			t.Errorf("%s is law and does not say that it is no legal advice", e.Key)
		}
		for lang, article := range map[wording.Lang]string{wording.Vietnamese: "Điều ", wording.English: "Art. "} {
			if e.Topic == knowledge.Law && !strings.Contains(wording.Render(lang, e.Answer), article) {
				t.Errorf("%s is law and names no article in %s", e.Key, lang)
			}
		}
	}
}

// The way a question is typed changes little about what it asks.
func TestPolitenessCaseAndSpacesChangeNothing(t *testing.T) {
	for _, q := range asked(t, "testdata/second.tsv") {
		want := knowledge.Search(q.text)
		if want.Verdict != knowledge.Answered {
			continue
		}
		for _, typed := range []string{
			strings.ToUpper(q.text), "  " + q.text + " ?? ", "bạn ơi cho mình hỏi " + q.text + " ạ", "dạ anh chị ơi " + q.text + " với ạ",
		} {
			if got := knowledge.Search(typed); len(got.Matches) == 0 || got.Matches[0].Entry != want.Matches[0].Entry {
				t.Errorf("%q finds %v, not %s", typed, got, want.Matches[0].Entry.Key)
			}
		}
	}
}

func TestMostQuestionsNeedNoDiacritics(t *testing.T) {
	total, same := 0, 0
	for _, q := range asked(t, "testdata/second.tsv") {
		if q.key == "-" || wording.Fold(q.text) == strings.ToLower(q.text) {
			continue
		}
		total++
		if got := knowledge.Search(wording.Fold(q.text)); len(got.Matches) > 0 && got.Matches[0].Entry.Key == q.key {
			same++
		} else {
			t.Logf("%q finds %v, not %s", wording.Fold(q.text), got.Matches, q.key)
		}
	}
	if share := float64(same) / float64(total); share < 0.95 {
		t.Errorf("%.3f of %d questions find the right entry when typed without diacritics, want 0.95", share, total)
	}
}

func TestWordsWithMarksAreNotTakenForOthers(t *testing.T) {
	for _, text := range []string{"đất ở bình dương", "đô la lên chưa", "giá vàng hôm nay bao nhiêu?", "dầu ăn loại nào ngon"} {
		if got := knowledge.Search(text); got.Verdict == knowledge.Answered {
			t.Errorf("%q is answered with %s", text, got.Matches[0].Entry.Key)
		}
	}
}

func TestAPhoneNumberIsNotWhatIsAsked(t *testing.T) {
	for text, want := range map[string]string{
		"KOC là gì? gọi mình 0912345678": "koc",
		"CPM là gì, sđt em 0903 111 222": "cpm",
		"alo 0987.654.321, er tính sao?": "er",
		"what is ROI? call +84912345678": "roi",
		"KOC là gì 0912345678":           "koc",
	} {
		if got := knowledge.Search(text); got.Verdict != knowledge.Answered || got.Matches[0].Entry.Key != want {
			t.Errorf("%q: %s %v, want %s", text, got.Verdict, got.Matches, want)
		}
	}
}

func TestWhatSaysNothingIsNotCovered(t *testing.T) {
	for _, text := range []string{"", " ", "?", "ạ", "🙂", "\xff\xfe", "200tr", "18-25", "abc xyz qwe", strings.Repeat("a", 10_000)} {
		if got := knowledge.Search(text); got.Verdict != knowledge.NotCovered || len(got.Matches) > 0 {
			t.Errorf("%.20q: %v", text, got)
		}
	}
}

func FuzzSearch(f *testing.F) {
	for _, q := range asked(f, "testdata/held_out.tsv") {
		f.Add(q.text)
	}
	f.Add("\x80ná này có cav\xe1\xbauá không o q\xady") // a word whose marks none counts
	f.Add("K.O.L k o l \u0300\u0323 ĐĐ ﬁ 10kfl")
	f.Fuzz(func(t *testing.T, text string) {
		got := knowledge.Search(text)
		if len(got.Matches) > knowledge.MaxMatches || (got.Verdict == knowledge.NotCovered) != (len(got.Matches) == 0) {
			t.Fatalf("%q: %v", text, got)
		}
		for i, m := range got.Matches {
			if !(m.Score > 0 && m.Score < 1.001) || i > 0 && m.Score > got.Matches[i-1].Score {
				t.Fatalf("%q: scores %v", text, got.Matches)
			}
		}
		if again := knowledge.Search(text); !reflect.DeepEqual(got, again) {
			t.Fatalf("%q: %v, then %v", text, got, again)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	knowledge.Search("") // learns, once
	for name, text := range map[string]string{
		"short": "KOC là gì?",
		"long":  "dạ em chào anh chị, bên em mới mở shop bán mỹ phẩm, cho em hỏi nếu book koc thì có phải khấu trừ thuế thu nhập cá nhân không ạ",
		"slips": "influenecr va ko khac nhua nhu the nao vay ban",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				knowledge.Search(text)
			}
		})
	}
}
