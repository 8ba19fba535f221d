package main

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
)

// admin is the administrator of every stage.
const admin = "90"

// A creator joins the shared list by consent, an administrator approves in the
// chat, a marketer finds them, and once they leave nobody does.
func TestACreatorJoinsTheListAndLeavesIt(t *testing.T) {
	t.Parallel()
	s := newStage(t, "vi")
	creator, boss, marketer := s.person, s.srv.User(90, "vi"), s.srv.User(8, "vi")
	say := func(texts ...string) {
		for _, text := range texts {
			creator.Say(text)
			s.settle()
		}
	}
	press := func(labels ...string) {
		for _, label := range labels {
			creator.PressLatest(label)
			s.settle()
		}
	}
	boss.Say("/start")
	s.settle()
	say("media kit", "Facebook 9k follow, 2k view")
	press("Mẹ và bé")
	say("Mẫu Mai Bỉm", "mai@example.com", "đồ nghề")
	press("📣 Để marketer tìm thấy", "✅ Đồng ý, chỉ marketer")
	if got := boss.Screen().Text; !strings.Contains(got, "Mẫu Mai Bỉm") || !strings.Contains(got, "mai@example.com") {
		t.Fatalf("the administrator sees:\n%s", got)
	}
	find := func() string {
		marketer.Say("/chon ngành mẹ và bé, 20tr, 5k view, facebook")
		s.settle()
		marketer.PressLatest("✅ Đúng, chọn kênh")
		s.settle()
		marketer.PressLatest("▶ Xem người phù hợp")
		s.settle()
		return marketer.Screen().Text
	}
	if got := find(); strings.Contains(got, "Mai Bỉm") {
		t.Errorf("found before anybody approved:\n%s", got)
	}
	boss.PressLatest("✅ Duyệt")
	s.settle()
	if got := creator.Screen().Text; !strings.Contains(got, "đã duyệt") {
		t.Errorf("the creator is told:\n%s", got)
	}
	if got := find(); !strings.Contains(got, "Mẫu Mai Bỉm") || !strings.Contains(got, "danh sách chung") {
		t.Errorf("not found:\n%s", got)
	}
	marketer.PressLatest("1")
	s.settle()
	if got := marketer.Screen().Text; !strings.Contains(got, "Tự khai") || !strings.Contains(got, "23/11/2026") {
		t.Errorf("the card does not say who says so:\n%s", got)
	}
	s.restart()
	say("đồ nghề")
	press("📣 Để marketer tìm thấy", "Rút khỏi danh sách")
	if got := find(); strings.Contains(got, "Mai Bỉm") {
		t.Errorf("found after leaving:\n%s", got)
	}
}

// A reminder outlives a restart; a day's downtime brings no burst.
func TestAReminderOutlivesRestartAndDowntime(t *testing.T) {
	t.Parallel()
	s := newStage(t, "vi") // Monday, 9:00
	s.person.Say("nhắc mình lúc 8h tối")
	s.settle()
	reminders := func() int { return strings.Count(s.person.Transcript(), "Dành một chút cho kênh của bạn") }
	s.restart()
	s.clock.pass(11*time.Hour + time.Minute) // Monday, 20:01
	s.settle()
	if n := reminders(); n != 1 {
		t.Fatalf("%d reminders on the first evening:\n%s", n, s.person.Transcript())
	}
	s.stop()
	s.clock.pass(48*time.Hour + 4*time.Hour) // down until Thursday, 0:01
	s.start()
	s.settle()
	if n := reminders(); n != 1 {
		t.Errorf("%d reminders after two days' downtime, in the middle of the night", n)
	}
	s.clock.pass(20 * time.Hour) // Thursday, 20:01
	s.settle()
	if n := reminders(); n != 2 {
		t.Errorf("%d reminders on Thursday evening", n)
	}
}

// A media kit arrives as a document that opens.
func TestAMediaKitIsSent(t *testing.T) {
	t.Parallel()
	s := newStage(t, "vi")
	for _, text := range []string{"media kit", "TikTok 9k follow, 900 view"} {
		s.person.Say(text)
		s.settle()
	}
	s.person.PressLatest("Đồ ăn")
	s.settle()
	for _, text := range []string{"Mẫu Mai Ăn Khuya", "mai@example.com"} {
		s.person.Say(text)
		s.settle()
	}
	for _, label := range []string{"📄 PDF", "🖼 Ảnh"} {
		s.person.PressLatest(label)
		s.settle()
	}
	var files []*telegramtest.File
	for _, m := range s.person.Messages() {
		if m.File != nil {
			files = append(files, m.File)
		}
	}
	if len(files) != 2 || !bytes.HasPrefix(files[0].Data, []byte("%PDF-")) {
		t.Fatalf("%d files", len(files))
	}
	if _, err := png.Decode(bytes.NewReader(files[1].Data)); err != nil {
		t.Error(err)
	}
}
