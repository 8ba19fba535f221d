package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
)

// The summary says the rule of each goods once: of those the brief names, or of
// those usual in its industry when it names none.
func TestEachDutyIsSaidOnce(t *testing.T) {
	cosmetics, supplements := "• Mỹ phẩm: xin phiếu công bố;", "• Thực phẩm bảo vệ sức khoẻ: xin giấy công bố"
	substitutes, milk, beer := "• Sữa thay thế sữa mẹ", "• Sữa và dinh dưỡng cho trẻ:", "• Bia và rượu dưới 15 độ"
	every := []string{"mỹ phẩm:", "thực phẩm bảo vệ sức khoẻ:", "sữa ", "bia "}
	for brief, rule := range map[string]string{
		"serum cho nữ 18-25 ở SG, 200tr, cần 500k reach, tiktok":                 cosmetics,
		"ngành làm đẹp, nữ 18-25 ở SG, 200tr, cần 500k reach, tiktok":            cosmetics,
		"thực phẩm chức năng cho nữ 25-34 ở SG, 200tr, cần 500k reach, tiktok":   supplements,
		"nhà hàng, khách nam 25-34 ở SG, 200tr, cần 500k reach, tiktok":          supplements,
		"bia thủ công cho nam 25-34 ở SG, 200tr, cần 500k reach, tiktok":         beer,
		"đồ chơi mẹ và bé, mẹ 25-34 ở SG, 200tr, cần 500k reach, tiktok":         substitutes,
		"sữa cho bé 36 tháng, mẹ 25-34 ở SG, 200tr, cần 500k reach, kênh tiktok": milk,
	} {
		c := newChat(t, "vi")
		c.shared = []domain.Account{{Creator: "a", Name: "Mẫu A", Platform: domain.TikTok, Followers: domain.Known[int64](120_000),
			Views: domain.Known[int64](40_000), Source: domain.Source{Title: "danh-sach.csv", Date: "2026-11-20"}}}
		c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
		c.says(brief)
		c.press("✅ Đúng, chọn kênh")
		c.press("▶ Xem người phù hợp")
		c.says("giữ 1")
		c.says("tổng kết")
		got := screen.Plain(c.last())
		if strings.Count(got, rule) != 1 {
			t.Errorf("%s: %q is there %d times in\n%s", brief, rule, strings.Count(got, rule), got)
		}
		n := 0
		for _, start := range every {
			n += strings.Count(strings.ToLower(got), "• "+start)
		}
		if n != 1 {
			t.Errorf("%s: %d rules of goods in\n%s", brief, n, got)
		}
	}
}
