package dialog_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
)

// What is added in words joins what is in effect, and is said where nothing can
// be added.
func TestWhatIsAddedInWords(t *testing.T) {
	suggested := func(t *testing.T) *chat {
		c := newChat(t, "vi")
		c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach")
		c.press("✅ Đúng, chọn kênh")
		return c
	}
	c := suggested(t)
	c.says("thêm instagram với")
	if got := c.theCampaign().Brief.Channels; len(got) < 2 || !slices.Contains(got, domain.TikTok) || !slices.Contains(got, domain.Instagram) {
		t.Errorf("channels %v:\n%s", got, c.newest())
	}
	c = suggested(t)
	before := c.theCampaign()
	c.says("thêm celeb nữa")
	if now := c.theCampaign(); now.Revision != before.Revision || !strings.Contains(c.newest(), "chưa giới hạn hạng nên đã gồm cả celeb rồi") {
		t.Errorf("%v\n%s", changedSlots(before.Brief, now.Brief), c.newest())
	}
	c.says("thêm ngành thời trang nữa")
	if now := c.theCampaign(); now.Revision != before.Revision || !strings.Contains(c.newest(), "một ngành") {
		t.Errorf("%v\n%s", changedSlots(before.Brief, now.Brief), c.newest())
	}
	c.press("Thời trang…")
	if got := c.theCampaign().Brief.Industry; got != "fashion" {
		t.Errorf("industry %q", got)
	}
	c.says("mở rộng độ tuổi lên 30")
	if b := c.theCampaign().Brief; b.AgeMin != 18 || b.AgeMax != 30 || !strings.Contains(c.newest(), "18–25 → 18–30") {
		t.Errorf("ages %d-%d:\n%s", b.AgeMin, b.AgeMax, c.newest())
	}
}

// Whoever writes "gen Z" is asked which ages that is, with where the years come
// from.
func TestGenerationsAreAskedAbout(t *testing.T) {
	c := newChat(t, "vi")
	c.says("serum cho nữ gen Z ở SG, 100tr, cần 300k view")
	for _, want := range []string{"“gen Z” bạn nhắm khoảng tuổi nào", "1997–2009", "17–29"} {
		if !strings.Contains(c.newest(), want) {
			t.Errorf("no %q in\n%s", want, c.newest())
		}
	}
	c.press("17–29…")
	if b := c.theCampaign().Brief; b.AgeMin != 17 || b.AgeMax != 29 {
		t.Errorf("ages %d-%d", b.AgeMin, b.AgeMax)
	}
}
