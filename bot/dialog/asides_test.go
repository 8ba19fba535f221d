package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/screen"
)

// Questions that hold words of a brief or of a list are questions, and agreeing
// is agreeing.
func TestQuestionsChangeNothing(t *testing.T) {
	for _, text := range []string{
		"booking kol tiktok 100k follow giá bao nhiêu", "@linh.thu tiktok 100k follow giá bao nhiêu?",
		"KOL bị phốt thì xử lý sao", "KOC trễ deadline thì sao", "koc khong dang bai thi phai lam gi",
	} {
		c := newChat(t, "vi")
		c.says(text)
		if got := c.newest(); len(c.campaigns) > 0 || strings.Contains(got, "vừa dán") || strings.Contains(got, "Bước 1/3") {
			t.Errorf("%q began something:\n%s", text, got)
		}
		c = withList(t, listed)
		before := c.theCampaign()
		c.says(text)
		if now := c.theCampaign(); now.Revision != before.Revision || strings.Contains(c.newest(), "vừa dán") {
			t.Errorf("%q changed %v:\n%s", text, changedSlots(before.Brief, now.Brief), c.newest())
		}
	}
}

func TestAgreeingIsNoQuestion(t *testing.T) {
	for _, text := range []string{"dc roi, gui di", "được rồi, gửi đi", "ok gửi luôn đi", "triển luôn"} {
		c := newChat(t, "vi")
		c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach")
		c.says(text)
		if got := c.newest(); !strings.Contains(got, "Bước 2/3") {
			t.Errorf("%q does not lead on:\n%s", text, got)
		}
	}
}

// What was written before consent is answered message by message.
func TestTextsBeforeConsentAreAnsweredOneByOne(t *testing.T) {
	c := newcomer(t, "vi")
	c.says("KOC là gì?")
	c.says("mỹ phẩm 200tr")
	c.says("cho nữ 18-25 ở SG, cần 500k reach")
	n := len(c.messages)
	c.press("✅ Đồng ý, bắt đầu")
	var all []string
	for i := max(n-1, 0); i < len(c.messages); i++ {
		all = append(all, screenText(c, i))
	}
	shown := strings.Join(all, "\n---\n")
	for _, want := range []string{"KOC", "nữ, 18–25, TP.HCM", "200 triệu", "500.000"} {
		if !strings.Contains(shown, want) {
			t.Errorf("no %q in\n%s", want, shown)
		}
	}
	if len(c.campaigns) != 1 {
		t.Errorf("%d campaigns:\n%s", len(c.campaigns), shown)
	}
	if len(c.messages) > n+1 {
		t.Errorf("%d screens:\n%s", len(c.messages)-n+1, shown)
	}
}

func screenText(c *chat, i int) string { return screen.Plain(c.messages[i]) }
