package main

import (
	"strings"
	"testing"

	"chonmat/bot/telegramtest"
)

func TestACreatorAsksToBeRemovedAndAnOperatorConfirms(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	p := launch(t, srv, "CHONMAT_DATABASE="+database, "CHONMAT_ADMINS=77,78")
	shows := func(who *telegramtest.Person, text string) {
		t.Helper()
		p.until(text, func() bool { return strings.Contains(who.Transcript(), text) })
	}
	creator, operator, other := srv.User(11, "vi"), srv.User(77, "vi"), srv.User(12, "vi")
	other.Say("Mẫu Linh @mau.linh tiktok 120k fl, báo giá 8tr/video\nMẫu Tâm @mau.tam tiktok 45k fl, 3tr/video")
	shows(other, "2 người bạn vừa dán")
	other.Press("✅ Nhập 2 dòng")
	shows(other, "Chọn người từ danh sách này")
	creator.Say("/goten tiktok @mau.linh")
	shows(creator, "phần giới thiệu của kênh")
	shows(operator, "Có yêu cầu gỡ tên mới")
	other.Say("/yeucau")
	shows(other, "Mình chưa có lệnh đó")
	operator.Say("/yeucau")
	shows(operator, "CM-")
	operator.Press("✅ Gỡ 1")
	shows(creator, "không hiện trong danh sách nào")
	other.Say("mỹ phẩm 200tr tiktok, cần 500k reach, nữ 18-25")
	shows(other, "Bước 1/3")
	other.Press("✅ Đúng, chọn kênh")
	shows(other, "Bước 2/3")
	other.Press("▶ Xem người phù hợp")
	shows(other, "Mẫu Tâm")
	if strings.Contains(other.Screen().Text, "Mẫu Linh") {
		t.Errorf("still there:\n%s", other.Screen().Text)
	}
	for _, problem := range srv.Problems() {
		if !strings.Contains(problem, "78") { // an operator who never wrote to the bot
			t.Error(problem)
		}
	}
	p.term()
}

func TestTheOperatorRemovesFromTheCommandLine(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	if r := c.run("", "import", list); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	if r := c.run("", "remove", "tiktok"); r.status != exitUsage {
		t.Errorf("no account: %+v", r)
	}
	if r := c.run("", "remove", "tiktok", "Linh Thử"); r.status != 0 || !strings.Contains(r.err, "in no list") {
		t.Errorf("%+v", r)
	}
	if r := c.run("", "import", list); r.status != 0 || !strings.Contains(r.err+r.out, "asked to be in no list") {
		t.Errorf("imported again: %+v", r)
	}
	if r := c.run("", "rank", "--text", "mỹ phẩm cho nữ 18-25, 200tr, tiktok"); r.status != 0 || strings.Contains(r.out, "Linh Thử") {
		t.Errorf("rank: %+v", r)
	}
}
