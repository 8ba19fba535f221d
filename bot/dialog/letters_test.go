package dialog_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
)

// A draft's file is forwarded as it is; a campaign is named after its budget, or
// as somebody liked to call it.
func TestTheFileOfADraftIsNamedAfterNothingPrivate(t *testing.T) {
	c := newChat(t, "vi")
	onCard(c, sample[:20])
	c.say("viết brief cho creator")
	c.press("📄 Tải file .txt")
	if got := c.files[0].Name; got != "brief-creator-2026-11-23.txt" {
		t.Error(got)
	}
}

func TestABriefForCreatorsStatesTheRulesOfGoodsThatWereNamedAlone(t *testing.T) {
	for text, rule := range map[string]string{
		"quán bún bò ở SG, nữ 18-25, 50tr, 500k reach":                "",
		"phòng gym ở SG, nữ 18-25, 50tr, 500k reach":                  "",
		"tã bỉm cho mẹ bỉm sữa 25-35 ở SG, 50tr, 500k reach":          "",
		"viên uống collagen cho nữ 25-35 ở SG, 50tr, 500k reach":      "Thực phẩm bảo vệ sức khoẻ",
		"kem chống nắng cho nữ 18-25 ở SG, 200tr, cần 500k reach":     "Mỹ phẩm: xin phiếu công bố",
		"thời trang công sở cho nữ 25-35 ở SG, 200tr, cần 500k reach": "",
	} {
		for _, way := range []string{"viết brief cho creator", "viết brief gửi Hoa"} {
			c := newChat(t, "vi")
			c.say(text)
			c.say(way)
			got := strings.Join(copied(c.last()), "\n")
			if !strings.Contains(got, "BRIEF CHO CREATOR") {
				t.Fatalf("%q, %q:\n%s", text, way, c.newest())
			}
			for _, other := range []string{"Thực phẩm", "Sữa", "sữa", "Mỹ phẩm: "} {
				if strings.Contains(got, other) && !strings.HasPrefix(rule, other) {
					t.Errorf("%q, %q states a rule of %q:\n%s", text, way, other, got)
				}
			}
			if !strings.Contains(got, rule) {
				t.Errorf("%q, %q: no %q in\n%s", text, way, rule, got)
			}
		}
	}
}

// So does one of an older answer: it never shows the answer to another quote or
// offer in its place.
func TestAToneOfAnOlderAnswerKeepsToItsQuoteAndOffer(t *testing.T) {
	for what, texts := range map[string][4]string{
		"quote": {"Linh báo 8tr 1 video", "TikTok 120k, view tầm 30k", "Mai báo 5tr 1 video", "TikTok 90k, view tầm 20k"},
		"offer": {"nhãn hàng mời mình 1 video TikTok 2tr", "50k follow", "nhãn hàng mời mình 3 story Instagram 9tr", "80k follow"},
	} {
		c := newChat(t, "vi")
		tell := func(text, size string) {
			if what == "offer" {
				c.send(dialog.Event{Kind: dialog.CommandSent, Command: "creator"})
				c.press("🧰 Đồ nghề")
				c.press("⚖️ Lời mời này ổn không?")
			}
			c.say(text)
			c.say(size)
			if what == "offer" {
				c.press("✍️ Soạn câu trả lời")
			}
		}
		tell(texts[0], texts[1])
		n := len(c.messages)
		older, was := c.last(), screen.Plain(c.last())
		tell(texts[2], texts[3])
		b, ok := labelled(older, "Giọng lịch sự")
		if !ok || b.Data == "" {
			t.Fatalf("%s: %s", what, was)
		}
		c.send(dialog.Event{Kind: dialog.Pressed, Data: b.Data, Message: fmt.Sprintf("m%d", n)})
		if got := screen.Plain(c.messages[n-1]); got != was {
			t.Errorf("%s: became\n%s", what, got)
		}
		if got := c.newest(); len(copied(c.last())) > 0 || !strings.Contains(got, "Mở bản mới") {
			t.Errorf("%s: %s", what, got)
		}
		c.press("Mở bản mới")
	}
}

// What somebody of a package is to make is the same in the invite, and in the
// brief a tap further.
func TestInPackagesTheBriefAsksForWhatTheInviteDid(t *testing.T) {
	c := newChat(t, "vi")
	for _, text := range []string{"my pham cho nu 18-25 o SG, 200tr, can 500k reach, tiktok, 6 nguoi", "1", "xem"} {
		c.say(text)
	}
	for _, label := range []string{"💼 Gói theo ngân sách", "⚙️ Đổi điều kiện", "Nhiều lượt xem", "▶ Xem các gói", "Bứt phá", "✉️ Soạn tin mời"} {
		c.press(label)
	}
	several := false
	for range 6 {
		invite := copied(c.last())[0]
		name, _, _ := strings.Cut(strings.TrimPrefix(invite, "Chào "), ",")
		next, more := screen.Button{}, false
		for _, row := range c.last().Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Label, "Người tiếp theo") {
					next, more = b, true
				}
			}
		}
		n := regexp.MustCompile(`làm (\d+) video`).FindStringSubmatch(invite)
		c.press("📝 Brief cho creator")
		brief := copied(c.last())[0]
		if n == nil || !strings.Contains(brief, "Chào "+name+",") || !strings.Contains(brief, "• TikTok: "+n[1]+" video ngắn") {
			t.Errorf("%s:\n%s\n---\n%s", n, invite, brief)
			break
		}
		several = several || n[1] != "1"
		c.press("📄 Tải file .txt")
		if got := string(c.files[len(c.files)-1].Data); !strings.HasPrefix(got, brief) {
			t.Errorf("another one in the file:\n%s", got)
		}
		if !more {
			break
		}
		c.send(dialog.Event{Kind: dialog.Pressed, Data: next.Data, Message: c.pressed})
	}
	if !several {
		t.Error("nobody makes more than one")
	}
}
