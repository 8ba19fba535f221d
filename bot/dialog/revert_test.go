package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/screen"
	"chonmat/domain"
)

// Whatever changed the brief last is taken back by a tap or a word, once.
func TestTheLastChangeOfABriefIsTakenBack(t *testing.T) {
	for _, test := range []struct{ change, undo string }{
		{"đổi ngân sách thành 300tr", "hoàn tác"},
		{"khách ở Hà Nội", "undo"},
		{"thêm youtube", "trả lại như cũ"},
		{"đổi ngành sang đồ ăn vặt", "không phải, bỏ thay đổi"},
		{"không lấy celeb, ngân sách 50tr", "[↩ Hoàn tác]"},
		{"cần 20k lượt xem", "[↩ Hoàn tác]"},
	} {
		t.Run(test.change, func(t *testing.T) {
			c := withList(t, listed)
			before := c.theCampaign()
			c.says(test.change)
			if c.theCampaign().Revision == before.Revision {
				t.Fatalf("nothing changed:\n%s", screen.Plain(c.last()))
			}
			act(c, test.undo)
			now := c.theCampaign()
			if got := changedSlots(before.Brief, now.Brief); len(got) > 0 || jsonOf(now.Channels) != jsonOf(before.Channels) || jsonOf(now.Heard) != jsonOf(before.Heard) {
				t.Errorf("%v is not what it was: %v, %v\n%s", got, now.Channels, now.Heard, screen.Plain(c.last()))
			}
			if got := c.newest(); !strings.Contains(got, "trả brief về như trước") || !strings.Contains(got, "→") {
				t.Errorf("it does not say what it restored:\n%s", got)
			}
			if now.Revision <= before.Revision+1 {
				t.Errorf("revision %d after %d", now.Revision, before.Revision)
			}
			c.says("hoàn tác")
			if c.theCampaign().Revision != now.Revision || !strings.Contains(c.newest(), "Không có thay đổi nào") {
				t.Errorf("it is taken back twice:\n%s", c.newest())
			}
		})
	}
}

// A change after that one keeps an older button from undoing the wrong thing.
func TestAnOldUndoUndoesNothingElse(t *testing.T) {
	c := withList(t, listed)
	c.says("đổi ngân sách thành 300tr")
	c.says("ưu tiên giá hơn")
	c.press("↩ Hoàn tác")
	if got := c.theCampaign().Brief.BudgetMax; got != domain.VND(300e6) {
		t.Errorf("budget %v", got)
	}
	c.says("đổi ngân sách thành 400tr")
	c.says("đổi ngân sách thành 500tr")
	c.says("hoàn tác")
	if got := c.theCampaign().Brief.BudgetMax; got != domain.VND(400e6) {
		t.Errorf("budget %v", got)
	}
}
