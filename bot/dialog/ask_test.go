package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain/knowledge"
	"chonmat/domain/wording"
)

// A brief may sound like a question, and a question may hold numbers.
func TestBriefsAndQuestionsAreToldApart(t *testing.T) {
	for _, text := range []string{
		"500k reach với 10 triệu có khả thi không", "mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach",
		"serum 150tr nên chạy kênh nào?", "mình có 200tr bán serum nên chọn koc hay kol?", "200tr có book được kol không",
		"ngân sách 50tr thì book được mấy koc", "tạo brief mới",
	} {
		c := newChat(t, "vi")
		c.says(text)
		if got := screen.Plain(c.last()); !strings.HasPrefix(got, "Bước 1/3") {
			t.Errorf("%q is no brief:\n%s", text, got)
		}
	}
	for text, key := range map[string]string{
		"KOC là gì": "koc", "nên chọn KOC hay KOL cho mỹ phẩm": "which-kind", "làm sao biết giá kol đưa ra có hợp lý": "quote-check",
		"kênh 50k follow thì video được bao nhiêu view": "view-usual", "1000 follow tiktok làm được gì": "tiktok-money",
		"giá booking tiktok 2026": "price", "cộng reach của 5 kol lại có đúng không": "unduplicated",
		"trả cát xê 6 triệu có phải trừ 10% ko": "tax-withhold", "làm sao viết brief cho koc": "brief", "luật quảng cáo": "law",
		"quảng cáo mỹ phẩm cần lưu ý gì về luật": "cosmetics", "chào bạn, koc là gì": "koc", "cpm": "cpm",
	} {
		c := newChat(t, "vi")
		c.says(text)
		if got, want := screen.Plain(c.last()), answer(key); !strings.HasPrefix(got, want) {
			t.Errorf("%q is answered with\n%s\nwant\n%s", text, got, want)
		}
	}
}

// answer is the first line of an answer, as it is shown.
func answer(key string) string {
	line, _, _ := strings.Cut(wording.Render(wording.Vietnamese, knowledge.Of(key).Answer), "\n")
	return line
}

func TestWhatTheBriefIsAskedForIsNoQuestion(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm, 200tr")
	c.says("cần 500k reach được không")
	if got := screen.Plain(c.last()); !strings.Contains(got, "500.000") {
		t.Errorf("the KPI is not taken:\n%s", got)
	}
}

func TestAQuestionInBetweenKeepsTheQuestionThatWaits(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25 ở SG")
	before := screen.Plain(c.last())
	c.says("à mà koc là gì z")
	if got := screen.Plain(c.last()); !strings.HasPrefix(got, "Mình đang hỏi:") || !strings.Contains(got, before[strings.LastIndex(before, "\n\n"):]) {
		t.Errorf("the question that waits is lost:\n%s\nwas\n%s", got, before)
	}
	c.says("200tr")
	if got := screen.Plain(c.last()); !strings.Contains(got, "200 triệu") {
		t.Errorf("the answer is not taken:\n%s", got)
	}
}

func TestEveryAnswerIsShownWithItsSourcesAndLeadsOn(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		c := newChat(t, lang)
		for _, e := range knowledge.All() {
			c.send(dialog.Event{Kind: dialog.Pressed, Data: "topic|||" + e.Key, Message: "1"})
			got := screen.Plain(c.last())
			for _, s := range e.Sources {
				if !strings.Contains(got, s.Title) || s.URL != "" && !strings.Contains(got, s.URL) {
					t.Errorf("%s in %s does not show %s:\n%s", e.Key, lang, s.Title, got)
				}
			}
			for _, next := range e.Related {
				if !strings.Contains(got, wording.Render(wording.Lang(lang), next.Ask)) {
					t.Errorf("%s in %s does not lead to %s", e.Key, lang, next.Key)
				}
			}
		}
	}
}

func TestWhatComesNearIsOffered(t *testing.T) {
	all := knowledge.All()
	for i, e := range all[1:] { // two things at once
		text := wording.Render(wording.Vietnamese, all[i].Ask) + " " + wording.Render(wording.Vietnamese, e.Ask)
		found := knowledge.Search(text)
		if found.Verdict != knowledge.Near {
			continue
		}
		c := newChat(t, "vi")
		c.send(dialog.Event{Kind: dialog.CommandSent, Command: "hoi", Text: text})
		got := screen.Plain(c.last())
		for _, m := range found.Matches {
			if !strings.Contains(got, wording.Render(wording.Vietnamese, m.Entry.Ask)) {
				t.Errorf("%q: %s is not offered:\n%s", text, m.Entry.Key, got)
			}
		}
		return
	}
	t.Error("nothing is near")
}

// Who does not know the number that a KPI is to reach keeps the KPI, as with the
// button.
func TestANumberThatIsNotKnownLeavesTheKPI(t *testing.T) {
	begin := func() *chat {
		c := newChat(t, "vi")
		c.says("son môi cho nữ 18-25 hà nội, 80tr, tiktok, kpi reach")
		return c
	}
	pressed := begin()
	pressed.press("Chưa chốt con số")
	for _, text := range []string{
		"chưa biết", "chua biet", "chưa", "chưa chốt", "không biết nữa", "chưa biết, bạn khuyên đi", "not sure yet", "bỏ qua", "bao nhiêu cũng được",
	} {
		c := begin()
		c.says(text)
		if got := c.theCampaign().Brief; !equalBriefs(got, pressed.theCampaign().Brief) || c.newest() != pressed.newest() {
			t.Errorf("%q makes it %s:\n%s", text, jsonOf(got), c.newest())
		}
	}
	c := begin()
	c.says("bỏ kpi")
	if got := c.theCampaign().Brief.KPI; got != "" {
		t.Errorf("the KPI is still %s", got)
	}
}
