package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func draftsOnAPhone(t *testing.T, open func(look) *visit, _ *served) {
	v := open(phone)
	v.sees("3 bước")
	v.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, tháng 12/2026, tiktok")
	v.press("Đồng ý, bắt đầu", "chọn kênh", "Xem người phù hợp", "1")
	v.press("Soạn tin mời")
	v.sees("giọng thân thiện")
	v.shot("draft-invite")
	// A tap copies the text whole, and nothing else.
	eval[chromedp.Void](v, `Object.defineProperty(navigator, "clipboard", {value: {writeText: async (t) => { window.kept = t; }}})`)
	eval[chromedp.Void](v, `[...document.querySelectorAll("li.theirs pre")].at(-1).click()`)
	v.until("the copy", `window.kept`)
	if got := eval[string](v, `window.kept`); !strings.HasPrefix(got, "Chào ") || !strings.Contains(got, "\n\nMình là [tên bạn]") || !strings.HasSuffix(got, "nhé!") || strings.Contains(got, "200") {
		t.Errorf("copied %q", got)
	}
	v.press("Giọng lịch sự")
	v.sees("Chào anh/chị")
	v.press("Brief cho creator")
	v.sees("LIÊN HỆ")
	v.shot("draft-brief")
	v.press("Tải file .txt")
	v.until("the file", `document.querySelector("li.theirs a.file")`)
	v.says("gợi ý nội dung")
	v.sees("Ý tưởng nội dung")
	v.shot("draft-ideas")
	v.says("Linh báo 8tr 1 video + 1 story, tiktok")
	v.press("Mình không biết")
	v.sees("Câu trả lời gợi ý")
	v.shot("draft-quote")
	v.says("gói")
	v.press("An toàn")
	v.until("the package", latest("Soạn tin mời"))
	v.press("Soạn tin mời")
	v.until("the first of the package", latest("Người tiếp theo"))
	v.fits()
	v.calm()
}
