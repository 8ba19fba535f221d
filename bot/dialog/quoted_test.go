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
			[]string{"Kèm theo: dùng lại nội dung", "(cộng 20%)", "độc quyền 3 tháng", "giá chưa gồm VAT", "12 triệu cho 1 video ngắn"}},
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
