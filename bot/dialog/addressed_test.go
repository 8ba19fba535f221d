package dialog_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
)

// named is a list of people of these names.
func named(names ...string) []domain.Account {
	accounts := slices.Clone(sample[:len(names)])
	for i, name := range names {
		accounts[i] = accounts[0]
		accounts[i].Creator, accounts[i].Name, accounts[i].Handle, accounts[i].Sample, accounts[i].Platform = name, name, "", false, domain.TikTok
	}
	return accounts
}

// Most who say "brief cho …" begin a campaign.
func TestABriefThatIsForNoPersonBeginsACampaign(t *testing.T) {
	for text, want := range map[string]string{
		"brief cho nữ 18-25 ở Hà Nội":    "nữ · 18–25 · Hà Nội",
		"brief cho tháng 12":             "Ngành",
		"làm brief cho chiến dịch Tết":   "Ngành",
		"viết brief cho 3 KOL nữ":        "Ngành",
		"brief for gen z":                "Ngành",
		"brief for Q4":                   "Ngành",
		"brief cho khách":                "Ngành",
		"viết brief cho kem chống nắng":  "mỹ phẩm",
		"brief cho quán cà phê":          "ẩm thực",
		"viết brief cho rượu vang":       "",
		"brief cho mẹ bỉm ở SG":          "TP.HCM",
		"brief cho chiến dịch Tết, 50tr": "50 triệu",
	} {
		c := newChat(t, "vi")
		c.say(text)
		if got := c.newest(); len(c.last().Buttons) == 0 || len(copied(c.last())) > 0 || !strings.Contains(strings.ToLower(got), strings.ToLower(want)) || dialog.ReadState(c.state).Flow != dialog.InCampaign {
			t.Errorf("%q: no %q in\n%s", text, want, got)
		}
	}
}

// With a campaign at hand it is asked whether it is that one, and nothing of it
// changes.
func TestABriefForOthersLeavesTheCampaignAtHandAlone(t *testing.T) {
	c := newChat(t, "vi")
	onCard(c, named("Linh Đan", "Mai Chi"))
	c.say("làm brief cho nữ 30-40 ở Hà Nội")
	if got := c.newest(); !strings.Contains(got, "brief mới") {
		t.Fatal(got)
	}
	for _, k := range c.campaigns {
		if k.Brief.AgeMin != 18 {
			t.Errorf("%+v", k.Brief)
		}
	}
	c.press("Brief mới")
	if got := c.newest(); len(copied(c.last())) > 0 || len(c.campaigns) != 2 {
		t.Error(got)
	}
}

func TestANameThatMayBeABrandIsAskedAbout(t *testing.T) {
	c := newChat(t, "vi")
	c.say("brief cho Cocoon")
	if got := c.newest(); len(copied(c.last())) > 0 || !strings.Contains(got, "“Cocoon” là creator") {
		t.Fatal(got)
	}
	c.press("📝 Brief gửi Cocoon")
	if got := copied(c.last()); len(got) != 1 || !strings.Contains(got[0], "Chào Cocoon,") {
		t.Error(c.newest())
	}
	c.say("brief cho Cocoon")
	c.press("🎯 Chọn influencer")
	if got := c.newest(); !strings.Contains(got, "ngành nào") {
		t.Error(got)
	}
	for _, text := range []string{"viết brief gửi Cocoon", "brief cho bạn Cocoon"} {
		if c.say(text); len(copied(c.last())) != 1 {
			t.Errorf("%q:\n%s", text, c.newest())
		}
	}
	d := newChat(t, "vi")
	onCard(d, named("Nữ Hà Nội", "Mai Chi"))
	for _, text := range []string{"viết brief cho nữ hà nội", "viết brief cho Mai"} {
		if d.say(text); len(copied(d.last())) != 1 {
			t.Errorf("%q, who is on the list:\n%s", text, d.newest())
		}
	}
}

func TestAMessageOfAnotherKindIsNoInvite(t *testing.T) {
	for _, text := range []string{
		"soạn tin nhắn từ chối Linh", "soạn tin cảm ơn Linh", "soạn tin hỏi giá Linh", "soạn tin nhắc Linh", "soạn tin mặc cả với Linh",
		"draft a message to decline Linh", "viết email cho sếp",
	} {
		c := newChat(t, "vi")
		c.say(text)
		if got := c.newest(); len(copied(c.last())) > 0 || !strings.Contains(got, "chưa soạn được") {
			t.Errorf("%q:\n%s", text, got)
		}
		for _, label := range []string{"✉️ Soạn tin mời", "📝 Brief cho creator", "💬 Trả lời báo giá", "💡 Gợi ý nội dung"} {
			if _, ok := labelled(c.last(), label); !ok {
				t.Errorf("%q: no %q in\n%s", text, label, c.newest())
			}
		}
	}
	c := newChat(t, "vi")
	c.creator = nil
	c.say("mình muốn làm tiktoker")
	c.say("soạn tin nhắn từ chối nhãn hàng")
	if _, ok := labelled(c.last(), "💬 Trả lời lời mời"); !ok {
		t.Errorf("a creator is not led to an answer:\n%s", c.newest())
	}
}

func TestSeveralPeopleAreWrittenToOneAtATime(t *testing.T) {
	accounts := named("Linh Đan", "Linh Bếp Nhỏ", "Mai Chi", "Mẹ và Bé")
	for text, labels := range map[string][]string{
		"soạn tin mời 1 và 2":             {"", ""},
		"soạn tin mời Mai và Hoa":         {"Mai Chi · TikTok", "Hoa"},
		"soạn tin mời Mai, Hoa và Tú":     {"Mai Chi · TikTok", "Hoa", "Tú"},
		"soạn tin mời top 3":              {"", "", ""},
		"soạn tin mời 2 bạn đầu":          {"", ""},
		"viết brief gửi Mai và Linh Đan":  {"Mai Chi · TikTok", "Linh Đan · TikTok"},
		"soạn tin mời Hoa, Linh, Mai Chi": {"Hoa", "Linh Đan · TikTok", "Linh Bếp Nhỏ · TikTok", "Mai Chi · TikTok"},
	} {
		c := newChat(t, "vi")
		onCard(c, accounts)
		c.say(text)
		choice := c.last()
		rows := choice.Buttons
		if len(copied(choice)) > 0 || !strings.Contains(c.newest(), "từng người") || len(rows) != len(labels) {
			t.Errorf("%q:\n%s", text, c.newest())
			continue
		}
		for i, label := range labels {
			if label != "" {
				if _, ok := labelled(choice, label); !ok {
					t.Errorf("%q: no %q in\n%s", text, label, screen.Plain(choice))
				}
			}
			c.send(dialog.Event{Kind: dialog.Pressed, Data: rows[i][0].Data, Message: "m9"})
			got := strings.Join(copied(c.last()), "")
			if name, _, _ := strings.Cut(rows[i][0].Label, " · "); !strings.Contains(got, "Chào "+name+",") {
				t.Errorf("%q, pressed %q:\n%s", text, rows[i][0].Label, c.newest())
			}
		}
	}
	c := newChat(t, "vi")
	onCard(c, accounts)
	if c.say("soạn tin mời Mẹ và Bé"); !strings.Contains(c.newest(), "Chào Mẹ và Bé,") {
		t.Error(c.newest())
	}
	// A press writes in place of the choice; the others are a tap away.
	d := newChat(t, "vi")
	onCard(d, accounts)
	d.say("soạn tin mời Mai và Tú")
	d.press("Mai Chi · TikTok")
	d.press("Giọng lịch sự")
	d.press("✉️ Soạn cho người khác")
	d.press("Tú")
	if got := copied(d.last()); len(got) != 1 || !strings.Contains(got[0], "Chào anh/chị Tú,") {
		t.Error(d.newest())
	}
	d.say("soạn tin mời Linh Đan")
	if _, ok := labelled(d.last(), "✉️ Soạn cho người khác"); ok {
		t.Errorf("of a wish before:\n%s", d.newest())
	}
}

func TestARankThatNobodyHasSaysHowManyThereAre(t *testing.T) {
	c := newChat(t, "vi")
	onCard(c, named("Linh Đan", "Mai Chi"))
	for _, text := range []string{"soạn tin mời số 99", "soạn tin mời hạng 3", "viết brief cho số 0", "soạn tin mời 8 và 9"} {
		c.say(text)
		if got := c.newest(); len(copied(c.last())) > 0 || !strings.Contains(got, "Danh sách có 2 người, không có số") {
			t.Errorf("%q:\n%s", text, got)
		}
	}
	if c.say("soạn tin mời hạng 2"); len(copied(c.last())) != 1 {
		t.Error(c.newest())
	}
	if c.say("soạn tin mời 1 và 9"); !strings.Contains(c.newest(), "không có số 9") || len(c.last().Buttons) != 1 {
		t.Error(c.newest())
	}
	d := newChat(t, "vi")
	d.say("soạn tin mời số 2")
	if got := d.newest(); !strings.Contains(got, "chưa có danh sách xếp hạng") || !strings.Contains(got, "Chào bạn,") || strings.Contains(got, "Chào 2") {
		t.Error(got)
	}
}

func TestNobodyIsCalledByAnEmptyHandle(t *testing.T) {
	c := newChat(t, "vi")
	onCard(c, named("Linh Đan", "Mai Chi"))
	c.say("danh sách")
	c.say("viết tin mời @")
	if got := strings.Join(copied(c.last()), ""); strings.Contains(got, "Linh Đan") || strings.Contains(got, "Mai Chi") {
		t.Error(got)
	}
	d := newChat(t, "vi")
	onCard(d, named("Linh Đan", "Mai Chi"))
	d.say("@ báo 8tr 1 video")
	if got := d.newest(); strings.Contains(got, "Linh Đan") || strings.Contains(got, "Mai Chi") {
		t.Error(got)
	}
}

func TestATonePutInWordsWhereAPersonIsAskedForIsTaken(t *testing.T) {
	c := newChat(t, "vi")
	onCard(c, named("Linh Đan", "Linh Bếp Nhỏ"))
	c.say("soạn tin mời Linh")
	c.say("lịch sự hơn")
	if got := copied(c.last()); len(got) != 1 || !strings.HasPrefix(got[0], "Chào anh/chị Linh,") {
		t.Error(c.newest())
	}
}

func TestTheCommandBeginsACampaignToo(t *testing.T) {
	c := newChat(t, "vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "soan", Text: "brief cho nữ 18-25 ở Hà Nội"})
	if got := c.newest(); !strings.Contains(got, "nữ · 18–25 · Hà Nội") {
		t.Error(got)
	}
}
