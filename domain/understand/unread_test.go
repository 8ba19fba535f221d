package understand_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/understand"
)

func TestWhatIsLeftUnread(t *testing.T) {
	for _, c := range []struct {
		text  string
		asked domain.Slot
		want  []string
	}{
		// Read whole.
		{"my pham cho nu 18-25 o SG, 200tr, can 500k reach, ko lay celeb", "", nil},
		{"Bên em bán kem chống nắng, cần 10 bạn KOC quay TikTok, ngân sách tầm 60 triệu", "", nil},
		{"nước hoa nam cao cấp, khách nam 25-40, hà nội, ns 150tr, ig", "", nil},
		{"200", domain.SlotBudget, nil},
		{"sắp khai trương quán cà phê mới ở Đà Lạt", "", nil},
		{"", "", nil},
		{"?!...", "", nil},
		// A word alone is a name or a slip.
		{"serum Zefira cho nữ 20-28, 150tr", "", nil},
		// Not ours to read: a contact, what a competitor does.
		{"serum cho nữ, liên hệ 0900 123 456, https://mau.example/abc/def", "", nil},
		// Left over.
		{"serum 150tr, muốn phủ tới dân phố núi nhộn nhịp", "", []string{"nhộn nhịp"}},
		{"serum cho mấy cô thích nhộn nhịp rộn ràng", "", []string{"cô thích nhộn nhịp rộn ràng"}},
	} {
		if got := understand.Unread(c.text, understand.Context{Asked: c.asked}); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// What is unread stands in the text, each stretch after the one before.
func TestUnreadIsOfTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("nhộn nhịp 20tr, serum. cho\n?xyz12"))).Draw(t, "text")
		rest := text
		for _, s := range understand.Unread(text, understand.Context{}) {
			_, after, ok := strings.Cut(rest, s)
			if !ok || s == "" {
				t.Fatalf("%q is not in what is left of %q", s, text)
			}
			rest = after
		}
	})
}

// Most briefs that people write are read whole: each stretch left over may cost
// a call of a language model.
func TestFewBriefsAreLeftUnread(t *testing.T) {
	left, all := 0, 0
	for _, b := range labelled(t, "testdata/briefs.jsonl") {
		all++
		if rest := understand.Unread(b.Text, understand.Context{}); len(rest) > 0 {
			left++
			t.Logf("%q of %q", rest, b.Text)
		}
	}
	if all == 0 || left*20 > all {
		t.Errorf("%d of %d briefs are left unread in part", left, all)
	}
}
