package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
)

func TestACreatorIsRemovedOnceAnOperatorSawTheCode(t *testing.T) {
	c := newChat(t, "vi")
	c.admins = []string{"99"}
	c.says("xoá tôi khỏi danh sách")
	c.says("tiktok @Mau.Linh")
	if told := screen.Plain(c.beside("99", "").last()); len(c.removals) != 1 || !strings.Contains(told, "Có yêu cầu gỡ tên mới") {
		t.Fatalf("asked %+v, the operator is told %q:\n%s", c.removals, told, screen.Plain(c.last()))
	}
	r := c.removals[0]
	if r.Handle != "Mau.Linh" || r.Platform != domain.TikTok || !strings.Contains(screen.Plain(c.last()), r.Code) {
		t.Errorf("%+v:\n%s", r, screen.Plain(c.last()))
	}

	// Nobody but an operator sees requests, or settles them by a forged press.
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "yeucau"})
	if strings.Contains(screen.Plain(c.last()), r.Code) {
		t.Error("anybody sees the requests")
	}
	c.send(dialog.Event{Kind: dialog.Pressed, Data: "unlist!|||" + r.ID, Message: "m1"})
	if len(c.removed) > 0 || len(c.removals) == 0 {
		t.Fatal("anybody can remove")
	}
	c.admins, c.group = append(c.admins, c.person.ID), true
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "yeucau"})
	if strings.Contains(screen.Plain(c.last()), r.Code) {
		t.Error("the requests are told in a group")
	}

	c.group = false
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "yeucau"})
	if !strings.Contains(screen.Plain(c.last()), r.Code) {
		t.Fatalf("the operator sees\n%s", screen.Plain(c.last()))
	}
	c.press("✅ Gỡ 1")
	if !c.removed.Has(&domain.Account{Platform: domain.TikTok, Handle: "mau.linh"}) || len(c.removals) != 0 {
		t.Errorf("removed %v, still asked %v", c.removed, c.removals)
	}
	if last := screen.Plain(c.last()); !strings.HasPrefix(last, "Đã gỡ TikTok @Mau.Linh") {
		t.Errorf("the creator is told %q", last)
	}

	// It survives the next import, which says so.
	c.says("Mẫu Linh @mau.linh tiktok 120k fl, báo giá 8tr/video\nMẫu Tâm @mau.tam tiktok 45k fl 3tr")
	c.press("✅ Nhập…")
	if text := screen.Plain(c.last()); !strings.Contains(text, "Không nhập 1 người đã yêu cầu") {
		t.Errorf("the report says\n%s", text)
	}
	for _, accounts := range c.accounts {
		if len(accounts) != 1 || accounts[0].Handle != "mau.tam" {
			t.Errorf("imported %+v", accounts)
		}
	}
}

func TestARequestThatIsRefusedOrUnclear(t *testing.T) {
	c := newChat(t, "vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "goten"})
	if text := screen.Plain(c.last()); !strings.Contains(text, "hotro@mau.example") || len(c.removals) > 0 {
		t.Errorf("without operators in the chat:\n%s", text)
	}
	c.admins = []string{c.person.ID}
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "goten"})
	c.says("xyz")
	if text := screen.Plain(c.last()); !strings.Contains(text, "chưa thấy kênh") {
		t.Errorf("unclear:\n%s", text)
	}
	c.says("https://www.tiktok.com/@mau.linh?lang=vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "requests"})
	c.press("✖ Từ chối 1")
	if text := screen.Plain(c.last()); len(c.removed) > 0 || len(c.removals) > 0 || !strings.Contains(text, "chưa thấy mã") {
		t.Errorf("removed %v, asked %v, told %q", c.removed, c.removals, text)
	}
}
