package dialog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
)

func TestAFewLikelyAnswersFirstTheRestATapAway(t *testing.T) {
	c := newChat(t, "vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
	c.press("🎯 Chọn influencer")
	if _, ok := labelled(c.last(), "Thú cưng"); ok {
		t.Error("every industry is shown at once")
	}
	c.press("Xem thêm…")
	c.press("Thú cưng")
	if got := screen.Plain(c.last()); !strings.HasPrefix(got, "Bước 1/3 · thú cưng") {
		t.Errorf("pets are\n%s", got)
	}
	other := newChat(t, "vi")
	other.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
	other.press("🎯 Chọn influencer")
	other.says("thú cưng")
	if got := screen.Plain(other.last()); !strings.HasPrefix(got, "Bước 1/3 · thú cưng") {
		t.Errorf("typed pets are\n%s", got)
	}
}

func TestWhyIsAnsweredWhereItIsAsked(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, tiktok")
	c.press("✅ Đúng, chọn kênh")
	asks := func(question, want string) {
		t.Helper()
		c.says(question)
		if got := screen.Plain(c.last()); !strings.Contains(got, want) {
			t.Errorf("%q is answered with\n%s", question, got)
		}
	}
	asks("sao lại tiktok?", "Vì sao xếp kênh như vậy")
	c.press("◀ Chọn kênh")
	c.press("▶ Xem người phù hợp")
	asks("vi sao 1 dung tren 2?", "điểm")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Lượt xem dự báo") {
		t.Errorf("no comparison:\n%s", got)
	}
	asks("tại sao chọn 3?", "Hạng 3")
	asks("vì sao xếp vậy?", "Độ phủ sóng 35%")
	asks("vì sao 1 trên 999999?", "Độ phủ sóng 35%")
	asks("vì sao KOC được tin?", "KOC (Key Opinion Consumer)")
}

func TestWordsThatMeanNothingElsePressTheButtonTheyBegin(t *testing.T) {
	c := newChat(t, "vi")
	c.sendFile("kol-noi-bo.csv")
	c.says("nhap")
	if len(c.imports) != 1 {
		t.Fatalf("“nhap” does not import:\n%s", screen.Plain(c.last()))
	}
	c.says("nhap nhoang")
	if got := screen.Plain(c.last()); !strings.Contains(got, "chưa hiểu") {
		t.Errorf("“nhap nhoang” is taken for something:\n%s", got)
	}
}

func TestPlacesInStepTwoAreChannels(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25, 200tr, 500k reach, 10 KOC")
	c.press("✅ Đúng, chọn kênh")
	for _, text := range []string{"chọn 1 và 3", "1, 3", "giữ 1 3"} {
		c.says(text)
		got := screen.Plain(c.last())
		if strings.Count(got, "☑") != 2 || strings.Contains(got, "số người") {
			t.Errorf("%q gives\n%s", text, got)
		}
	}
}

func TestPicksOfPeopleElsewhereChangeNothing(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25, 200tr, 500k reach, tiktok, 10 KOC")
	c.press("✅ Đúng, chọn kênh")
	brief := func() domain.Brief { return c.world().Campaign.Brief }
	before := brief()
	for _, text := range []string{"giữ 2 3 4 50", "bỏ 2 3", "so 1 với 2"} {
		c.says(text)
		if diff := cmp.Diff(before, brief()); diff != "" {
			t.Errorf("%q changes the brief:\n%s", text, diff)
		}
	}
	c.says("xem")
	if got := screen.Plain(c.last()); !strings.HasPrefix(got, "Bước 3/3") {
		t.Errorf("“xem” shows\n%s", got)
	}
	if diff := cmp.Diff(before, brief()); diff != "" {
		t.Errorf("“xem” changes the brief:\n%s", diff)
	}
}

func TestAskingForANewBriefBeginsOneAndKeepsTheOld(t *testing.T) {
	c := newChat(t, "vi").toShortlist()
	n := len(c.campaigns)
	c.says("tạo brief mới")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Sản phẩm thuộc ngành nào?") {
		t.Errorf("a new brief begins with\n%s", got)
	}
	if len(c.campaigns) != n {
		t.Errorf("%d campaigns, had %d", len(c.campaigns), n)
	}
}

func TestRemarksAreAnsweredKindly(t *testing.T) {
	c := newChat(t, "vi").toShortlist()
	c.says("cho minh xem ban khac")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Hạng 6–10") {
		t.Errorf("others are\n%s", got)
	}
	c.says("cảm ơn nhé")
	if got := screen.Plain(c.last()); !strings.HasPrefix(got, "Không có gì.") || !strings.Contains(got, "▶ Làm tiếp") {
		t.Errorf("thanks are answered with\n%s", got)
	}
}
