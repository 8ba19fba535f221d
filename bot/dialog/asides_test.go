package dialog_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/bot/screen"
	"chonmat/domain"
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

// Once there are people to choose from, a question names what it asks about: it
// is answered, and the brief stays as it is.
func TestAQuestionAtTheShortlistLeavesTheBrief(t *testing.T) {
	for _, text := range []string{
		"thanh toán 50% trước được không", "có nên book 1 celeb hay 10 koc", "1 celeb hay 10 koc tốt hơn", "nên chạy tiktok hay facebook",
		"nếu creator đăng trễ 3 ngày thì phạt bao nhiêu", "video nói trị mụn trong 7 ngày được không", "cam kết giảm 5kg trong 1 tuần được không",
		"giảm 5kg trong 1 tuần được không", "có nên tăng ngân sách lên 100tr không", "nếu tăng lên 100tr thì sao", "80tr có đủ không",
		"hợp đồng 3 tháng có cần đóng thuế không", "should I pay 50% upfront", "can we say it cures acne in 7 days", "what if they post 3 days late",
	} {
		c := withList(t, listed)
		before := c.theCampaign()
		c.says(text)
		if now := c.theCampaign(); now.Revision != before.Revision {
			t.Errorf("%q changed %v:\n%s", text, changedSlots(before.Brief, now.Brief), c.newest())
		}
		if _, back := labelled(c.last(), "▶ Làm tiếp"); !back {
			t.Errorf("%q leads nowhere:\n%s", text, c.newest())
		}
	}
}

// Where a question might ask for a change, that is a tap away.
func TestAQuestionOffersTheChangeItMayMean(t *testing.T) {
	c := withList(t, listed)
	c.says("nếu tăng ngân sách lên 100tr thì sao")
	if got := c.theCampaign().Brief.BudgetMax; got != 200e6 {
		t.Errorf("the budget became %d", got)
	}
	c.press("✏️ Sửa brief: 100 triệu")
	if got := c.theCampaign().Brief.BudgetMax; got != 100e6 || !c.shortlisted() {
		t.Errorf("the budget is %d:\n%s", got, c.newest())
	}
	c.says("video nói trị mụn trong 7 ngày được không")
	if got := c.newest(); strings.Contains(got, "Sửa brief") {
		t.Errorf("seven days are offered:\n%s", got)
	}
}

// A change that is asked for politely is one all the same, and so is what only
// holds a word of questions.
func TestAChangeMayBeAskedFor(t *testing.T) {
	for text, slot := range map[string]domain.Slot{
		"đổi ngân sách thành 100tr được không": domain.SlotBudget, "can you change the budget to 100m": domain.SlotBudget,
		"thêm youtube nữa được không": domain.SlotChannels, "can we add youtube": domain.SlotChannels, "nam hay nữ đều được": domain.SlotGender,
		"chạy cả facebook được không": domain.SlotChannels, "nữ 18-22 thôi được không": domain.SlotAge, "cần người hay làm review đồ ăn": domain.SlotIndustry, "mình muốn tăng ngân sách lên 300tr có được không?": domain.SlotBudget,
		"100tr được không": domain.SlotBudget, "100 triệu nhé?": domain.SlotBudget, "nữ 25-35 nhé?": domain.SlotAge, "10 người được không": domain.SlotCount,
		"mình muốn chạy cả youtube được không": domain.SlotChannels, "chạy tháng 1 được không": domain.SlotTime,
		"sao đắt thế, chỉ lấy micro": domain.SlotTiers, "mình chỉ có 50tr thôi, làm sao giờ": domain.SlotBudget, "sao lại nữ 18-25, đổi thành 25-34": domain.SlotAge,
	} {
		c := withList(t, listed)
		before := c.theCampaign().Brief
		c.says(text)
		if got := changedSlots(before, c.theCampaign().Brief); !slices.Equal(got, []domain.Slot{slot}) {
			t.Errorf("%q changed %v:\n%s", text, got, c.newest())
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
