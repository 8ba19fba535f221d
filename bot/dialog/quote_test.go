package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/screen"
	"chonmat/domain"
)

// On a card the price of the list is judged, by a tap or in words, and the way
// back is one tap.
func TestTheQuoteOnACardIsJudged(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k view")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	c.says("xem 1")
	card := screen.Plain(c.last())
	c.press("💬 Báo giá này ổn không?")
	verdict := screen.Plain(c.last())
	for _, part := range []string{"Da Dầu Mùa Nồm (mẫu)", "60 triệu cho 1 video ngắn", "Khoảng hợp lý", "Cho brief này, trả tối đa"} {
		if !strings.Contains(verdict, part) {
			t.Errorf("the verdict lacks %q:\n%s", part, verdict)
		}
	}
	c.press("▶ Làm tiếp")
	if got := screen.Plain(c.last()); got != card {
		t.Errorf("the way back leads to\n%s", got)
	}
	c.says("giá này có đắt không")
	if got := screen.Plain(c.last()); got != verdict {
		t.Errorf("in words it is judged otherwise:\n%s", got)
	}
}

// A name is looked up in the lists of people who exist: one is taken, several
// are asked about.
func TestANameIsFoundInTheList(t *testing.T) {
	c := newChat(t, "vi")
	c.shared = []domain.Account{
		{Creator: "1", Name: "Linh Thử", Platform: domain.TikTok, Followers: domain.Known[int64](120_000), Views: domain.Known[int64](30_000)},
		{Creator: "2", Name: "Mai Linh Thử", Platform: domain.TikTok, Followers: domain.Known[int64](50_000)},
		{Creator: "3", Name: "Huy Thử", Platform: domain.Facebook, Followers: domain.Known[int64](90_000)},
	}
	c.says("huy thử báo 8tr 1 bài")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Facebook · 90.000 follow") {
		t.Errorf("Huy is not found:\n%s", got)
	}
	c.says("Linh báo 8tr 1 video")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Linh Thử · TikTok") || !strings.Contains(got, "Mai Linh Thử · TikTok") {
		t.Fatalf("it is not asked which Linh:\n%s", got)
	}
	c.press("Linh Thử · TikTok")
	if got := screen.Plain(c.last()); !strings.Contains(got, "120.000 follow · thường 30.000 lượt xem") {
		t.Errorf("the one of the list is not judged:\n%s", got)
	}
	c.says("linh thử đòi 8tr 1 video")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Khoảng hợp lý") {
		t.Errorf("whoever is called just so is not taken:\n%s", got)
	}
}

// Whoever asks for more than the list has, or than the brief can pay, is not
// taken, and the list's own prices count; whoever is taken is asked about tax.
func TestAQuoteIsHeldAgainstTheListAndTheBrief(t *testing.T) {
	c := newChat(t, "vi")
	c.shared = []domain.Account{
		{Creator: "1", Name: "Linh Thử", Platform: domain.TikTok, Followers: domain.Known[int64](120_000), Views: domain.Known[int64](30_000),
			Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_000_000, domain.Story: 800_000}, Source: domain.Source{Title: "kol.csv", Date: "2026-11-20"}},
		{Creator: "2", Name: "Thu Thử", Platform: domain.TikTok, Followers: domain.Known[int64](60_000),
			Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: 4_000_000, domain.Story: 100_000}, Source: domain.Source{Title: "kol.csv", Date: "2026-11-20"}},
	}
	for said, parts := range map[string][2][]string{
		"Linh Thử báo 14tr 1 video":             {{"Cao hơn giá trong danh sách", "8 triệu", "kol.csv", "cân đối ở mức 8 triệu"}, {"chốt nhé", "xin chốt"}},
		"Linh Thử báo 8tr8 1 video + 1 story":   {{"8,8 triệu cho phần này", "story 800.000", "đã gồm thuế chưa"}, {"chưa tính vào", "Cao hơn"}},
		"Linh Thử báo 45tr 1 video + 1 story":   {{"Cao hơn khoảng hợp lý", "cân đối ở mức 8,8 triệu"}, {"Chưa nói chắc", "chốt nhé"}},
		"Linh Thử báo 800k 1 story":             {{"Không cao hơn giá trong danh sách", "đã gồm thuế chưa"}, {"Chưa đủ số liệu"}},
		"Linh Thử báo 9tr 1 bài đăng + 2 story": {{"9,6 triệu cho phần này"}, {"Cao hơn giá"}},
		"Linh Thử báo 6-9tr 1 video":            {{"6–9 triệu cho 1 video ngắn", "Giá trong danh sách: 8 triệu", "chốt ở 6 triệu"}, {"Cao hơn giá", "cân đối"}},
		"Linh Thử báo 9-10tr 1 video":           {{"Cao hơn giá trong danh sách", "cảm ơn bạn đã báo 9–10 triệu", "cân đối ở mức 8 triệu"}, {"chốt ở 9"}},
		"Thu Thử báo 4-40tr 1 video":            {{"Đầu dưới ổn, đầu trên thì cao", "chốt ở 4 triệu"}, {"Cao hơn"}},
	} {
		c.says(said)
		got := screen.Plain(c.last())
		for _, part := range parts[0] {
			if !strings.Contains(got, part) {
				t.Errorf("%s: the answer lacks %q:\n%s", said, part, got)
			}
		}
		for _, part := range parts[1] {
			if strings.Contains(got, part) {
				t.Errorf("%s: the answer has %q:\n%s", said, part, got)
			}
		}
	}
}

// What is said of a part without a price is true of the price of the rest.
func TestAPartWithoutAPriceIsSaidTruly(t *testing.T) {
	c := newChat(t, "vi")
	c.shared = []domain.Account{{Creator: "1", Name: "Linh Review", Platform: domain.TikTok, Followers: domain.Known[int64](120_000),
		Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_000_000}, Source: domain.Source{Title: "kol.csv", Date: "2026-11-20"}}}
	c.says("son môi cho nữ 18-25 hà nội, 60tr, cần 200k view, tiktok")
	for _, test := range []struct {
		says        string
		shows, none []string
	}{
		{"Linh Review báo 8tr 1 video + 1 story có đắt không",
			[]string{"Cao hơn mức đáng trả cho brief này. Nên trả giá lại", "không bị tính thêm tiền", "tối đa khoảng 5,1 triệu", "cân đối được 5,1 triệu"}, []string{"trừ khi", "2,9"}},
		{"Linh Review báo 10tr 1 video + 1 story có đắt không", []string{"phần đó đang được tính 2 triệu"}, []string{"trừ khi", "4,9"}},
		{"Lan báo 8tr 1 video + 1 story, tiktok 120k fl", []string{"Cao hơn mức đáng trả cho brief này, trừ khi", "Riêng 1 video ngắn"}, []string{"danh sách, phần đó", "2,9"}},
		{"Lan báo 40tr 1 video + 1 story, tiktok 120k fl", []string{"Cao hơn khoảng hợp lý, trừ khi"}, []string{"danh sách, phần đó"}},
	} {
		c.says(test.says)
		got := screen.Plain(c.last())
		for _, want := range test.shows {
			if !strings.Contains(got, want) {
				t.Errorf("%q: no %q in\n%s", test.says, want, got)
			}
		}
		for _, wrong := range test.none {
			if strings.Contains(got, wrong) {
				t.Errorf("%q: %q in\n%s", test.says, wrong, got)
			}
		}
	}
}
