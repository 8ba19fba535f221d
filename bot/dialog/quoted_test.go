package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/screen"
)

// What creators write of their prices is judged, and changes neither the brief
// nor the list.
func TestAQuotePassedOnChangesNoBrief(t *testing.T) {
	for _, test := range []struct {
		says  string
		shows []string
	}{
		{"@linhbeauty.test chào bạn, giá bên em 15tr/1 clip, chưa gồm VAT, dùng lại 6 tháng +30%", []string{"Kênh của linhbeauty.test"}},
		{"Yến Nhi gửi báo giá: video 12tr, story 3tr, livestream 20tr", []string{"Yến Nhi · TikTok", "35 triệu cho 1 video ngắn, 1 story và 1 buổi livestream"}},
		{"bạn Quỳnh Anh gửi giá 5tr/video nha", []string{"Kênh của Quỳnh Anh"}},
		{"Lan báo 8tr 1 video + 1 story, tiktok, 120k follow, view 30k", []string{"Lan · TikTok · 120.000 follow · thường 30.000 lượt xem: 8 triệu cho 1 video ngắn và 1 story"}},
		{"Linh quotes 30m for 1 video + 1 story, tiktok, 120k followers, views 30k", []string{"Linh · TikTok", "30 triệu cho 1 video ngắn và 1 story"}},
		{"Yến Nhi báo 12tr/video, độc quyền 3 tháng, dùng lại 12 tháng +20%, chưa VAT",
			[]string{"Kèm theo: độc quyền 3 tháng", "dùng lại nội dung 12 tháng (cộng 20%)", "1 video ngắn và độc quyền 3 tháng. ", "giá chưa gồm VAT", "12 triệu cho 1 video ngắn"}},
	} {
		c := withList(t, listed)
		before := c.theCampaign()
		c.says(test.says)
		got := screen.Plain(c.last())
		for _, want := range test.shows {
			if !strings.Contains(got, want) {
				t.Errorf("%q: no %q in\n%s", test.says, want, got)
			}
		}
		if now := c.theCampaign(); now.Revision != before.Revision {
			t.Errorf("%q changed %v", test.says, changedSlots(before.Brief, now.Brief))
		}
	}
}

// A quote is one while an import waits, too.
func TestAQuoteIsReadWhileAnImportWaits(t *testing.T) {
	c := newChat(t, "vi")
	c.sendFile("kol-noi-bo.csv")
	c.says("bạn Quỳnh Anh gửi giá 5tr/video nha")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Kênh của Quỳnh Anh") {
		t.Errorf("not taken for a quote:\n%s", got)
	}
}

// What is said of a quote right after its verdict is about the quote, and never
// touches the brief.
func TestAFollowUpIsAboutTheQuote(t *testing.T) {
	for _, test := range []struct {
		says        string
		shows, none []string
	}{
		{"bạn ấy đòi thêm 2tr nếu chạy ads 3 tháng", []string{"Cộng thêm 2 triệu: tổng 10 triệu", "Kèm theo: chạy quảng cáo 3 tháng", "10 triệu cho 1 video ngắn và 1 story", "1 story và chạy quảng cáo 3 tháng"}, []string{"quyền dùng lại"}},
		{"đòi thêm 2tr cho 1 bài post", []string{"10 triệu cho 1 video ngắn, 1 story và 1 bài đăng"}, nil},
		{"trả 6tr được không", []string{"Trả 6 triệu là hợp lý", "8 triệu cho 1 video ngắn và 1 story", "bạn đã báo 8 triệu", "cân đối được 6 triệu"}, []string{"báo 6 triệu"}},
		{"pay 6m ok?", []string{"Trả 6 triệu là hợp lý"}, nil},
		{"trả 500k được không", []string{"500.000 đ thấp hơn khoảng hợp lý"}, nil},
		{"trả 9tr được không", []string{"Họ chỉ báo 8 triệu", "8 triệu cho 1 video ngắn và 1 story"}, []string{"Trả 9", "báo 9"}},
		{"họ chốt 7tr", []string{"7 triệu cho 1 video ngắn và 1 story", "bạn đã báo 7 triệu"}, nil},
		{"xin giảm còn 6tr", []string{"Trả 6 triệu"}, nil},
		{"bạn ấy giảm 1tr", []string{"7 triệu cho 1 video ngắn và 1 story"}, nil},
		{"giảm 2tr được không", []string{"Trả 6 triệu là hợp lý"}, nil},
		{"Yến Nhi bớt còn 7tr", []string{"7 triệu cho 1 video ngắn và 1 story"}, nil},
	} {
		c := withList(t, listed)
		before := c.theCampaign()
		c.says("Yến Nhi báo 8tr 1 video + 1 story có đắt không")
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
		if now := c.theCampaign(); now.Revision != before.Revision {
			t.Errorf("%q changed %v", test.says, changedSlots(before.Brief, now.Brief))
		}
	}
}

// Without a campaign none begins, and the size that was asked for is asked again.
func TestAFollowUpBeginsNoCampaign(t *testing.T) {
	c := newChat(t, "vi")
	c.says("Linh báo 8tr 1 video")
	c.says("bạn ấy đòi thêm 2tr nếu chạy ads 3 tháng")
	if got := screen.Plain(c.last()); len(c.campaigns) > 0 || !strings.Contains(got, "Kênh của Linh") {
		t.Errorf("%d campaigns and\n%s", len(c.campaigns), got)
	}
	c.says("tiktok 120k fl")
	if got := screen.Plain(c.last()); !strings.Contains(got, "10 triệu cho 1 video ngắn") || !strings.Contains(got, "chạy quảng cáo 3 tháng") {
		t.Errorf("not 10 in all:\n%s", got)
	}
}

// What is not about the quote still is about the brief.
func TestAfterAVerdictTheBriefCanBeChanged(t *testing.T) {
	c := withList(t, listed)
	c.says("Yến Nhi báo 8tr 1 video có đắt không")
	c.says("tăng ngân sách lên 300tr")
	if got := c.theCampaign().Brief.BudgetMax; got != 300_000_000 {
		t.Errorf("the budget is %d", got)
	}
}

// A whole quote is judged as one wherever it comes, also while the size of an
// older one is asked for.
func TestAWholeQuoteStartsAfresh(t *testing.T) {
	for _, test := range []struct {
		says  []string
		shows []string
	}{
		{[]string{"bên agency gửi 250tr cho 5 video tiktok của 5 bạn 300k follow, ok không"},
			[]string{"TikTok · 300.000 follow: 250 triệu cho 5 video ngắn", "Tức khoảng 50 triệu mỗi video ngắn"}},
		{[]string{"chị kia gửi 250tr cho 5 video tiktok của 5 bạn 300k follow, đắt không"}, []string{"250 triệu cho 5 video ngắn"}},
		{[]string{"agency báo 30tr cho 3 video tiktok ok không"}, []string{"nền tảng nào, bao nhiêu follow"}},
		{[]string{"agency báo 30tr cho 3 video ok không", "the agency quoted 250m for 5 tiktok videos, 300k followers, is that fair?"}, []string{"250 triệu cho 5 video ngắn"}},
		{[]string{"Lan báo 8tr 1 video + 1 story", "koc 8k fl đòi 3tr 1 clip"}, []string{"TikTok · 8.000 follow: 3 triệu cho 1 video ngắn"}},
		{[]string{"Lan báo 8tr 1 video + 1 story", "bạn khác đòi 3tr 1 clip", "tiktok 8k"}, []string{"TikTok · 8.000 follow: 3 triệu cho 1 video ngắn"}},
		{[]string{"Lan báo 8tr 1 video + 1 story", "tiktok 120k", "koc 8k fl đòi 3tr 1 clip"}, []string{"TikTok · 8.000 follow: 3 triệu cho 1 video ngắn"}},
		{[]string{"/baogia", "koc 8k fl đòi 3tr 1 clip"}, []string{"TikTok · 8.000 follow: 3 triệu cho 1 video ngắn"}},
	} {
		c := withList(t, listed)
		before := c.theCampaign()
		for _, text := range test.says {
			c.says(text)
		}
		got := screen.Plain(c.last())
		for _, want := range test.shows {
			if !strings.Contains(got, want) {
				t.Errorf("%q: no %q in\n%s", test.says, want, got)
			}
		}
		if strings.Contains(got, "Lan") {
			t.Errorf("%q: still of Lan:\n%s", test.says, got)
		}
		if now := c.theCampaign(); now.Revision != before.Revision {
			t.Errorf("%q changed %v", test.says, changedSlots(before.Brief, now.Brief))
		}
	}
}

// The tone of the reply can be changed while something else is asked.
func TestTheToneOfAReplyIsChanged(t *testing.T) {
	for name, steps := range map[string]func(c *chat){
		"after the verdict":          func(*chat) {},
		"while another is asked for": func(c *chat) { c.press("Báo giá khác") },
		"of a text again":            func(c *chat) { c.says("viết ngắn gọn hơn") },
		"at the size":                func(c *chat) { c.says("Mai báo 8tr 1 video") },
	} {
		c := newChat(t, "vi")
		c.says("Lan báo 8tr 1 video, tiktok 120k fl")
		steps(c)
		c.says("viết lại lịch sự hơn")
		if got := screen.Plain(c.last()); !strings.Contains(got, "bên em cảm ơn anh/chị đã báo giá 8 triệu") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// On a card, the price of whoever it is of is asked for, and another's is taken
// as another's.
func TestAnAnswerIsOfWhomItSays(t *testing.T) {
	for says, shows := range map[string]string{"8tr 1 video": "Yến Nhi · TikTok", "Nhi báo 8tr 1 video": "Yến Nhi · TikTok", "Hoàng Duy báo 8tr 1 video": "Hoàng Duy · TikTok", "koc 8k fl đòi 3tr 1 clip": "TikTok · 8.000 follow: 3 triệu"} {
		c := withList(t, listed)
		c.says("xem Yến Nhi")
		c.says("giá này có đắt không")
		c.says(says)
		if got := screen.Plain(c.last()); !strings.Contains(got, shows) {
			t.Errorf("%q: no %q in\n%s", says, shows, got)
		}
	}
}
