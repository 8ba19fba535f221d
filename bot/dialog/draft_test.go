package dialog_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/prompts"
)

// onCard opens the card of the first of a list.
func onCard(c *chat, accounts []domain.Account) {
	c.imports = []domain.ImportHead{{ID: "i", File: "x.csv", Accounts: len(accounts)}}
	c.accounts["i"] = accounts
	for _, text := range []string{"mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, tháng 12", "1", "1", "xem", "1"} {
		c.say(text)
	}
}

// reworded writes the passages again in slightly other words, as a model that
// obeys every rule does.
func reworded(r prompts.Request) string {
	var all []string
	for _, p := range r.Passages {
		all = append(all, p.Text)
	}
	return output(r, strings.NewReplacer("Bên mình dự kiến", "Hiện bên mình dự kiến", "cảm ơn bạn đã báo", "rất cảm ơn bạn đã báo").Replace(strings.Join(all, "\n\n")))
}

func copied(s screen.Screen) (texts []string) {
	for _, b := range s.Blocks {
		if b.Kind == screen.Copied {
			texts = append(texts, plain(b.Text))
		}
	}
	return texts
}

func TestADraftIsThereAtOnceAndTheModelWordsItAnew(t *testing.T) {
	c := newChat(t, "vi")
	c.model = reworded
	onCard(c, sample[:20])
	c.press("✉️ Soạn tin mời")
	if len(c.asks) != 1 || c.asks[0].Kind != prompts.Draft || c.asks[0].Tone != "friendly" {
		t.Fatalf("asked %+v", c.asks)
	}
	name := c.asks[0].Names["[A]"]
	sent := c.asks[0].System() + c.asks[0].Data()
	for _, secret := range []string{name, "200 triệu", "500.000", "500 nghìn", "80,", "Điểm"} {
		if secret == "" || strings.Contains(sent, secret) {
			t.Errorf("%q is sent: %s", secret, sent)
		}
	}
	own := copied(c.last())
	if c.listen() != 1 {
		t.Fatal("not shown")
	}
	now := copied(c.last())
	if len(own) != 1 || len(now) != 1 || !strings.HasPrefix(now[0], "Chào "+name) || !strings.Contains(now[0], "Hiện bên mình") || !strings.HasSuffix(now[0], "Cảm ơn bạn nhiều nhé!") ||
		!strings.Contains(now[0], "cần ghi rõ là quảng cáo") || !strings.Contains(now[0], "[tên nhãn hàng]") {
		t.Errorf("%q became %q", own, now)
	}
	for _, want := range []string{"AI (Mô hình Mẫu)", "Bản gốc, không qua AI", own[0]} {
		if !strings.Contains(c.newest(), want) {
			t.Errorf("no %q in\n%s", want, c.newest())
		}
	}
	c.press("Giọng lịch sự")
	if got := c.asks[len(c.asks)-1]; got.Tone != "polite" || len(c.asks) != 2 {
		t.Errorf("asked %+v", got)
	}
	c.say("ngắn gọn hơn")
	if got := c.asks[len(c.asks)-1]; got.Tone != "brief" || len(c.asks) != 3 {
		t.Errorf("asked %+v", got)
	}
	c.quiet = true
	c.say("viết thân thiện hơn")
	if len(c.asks) != 3 {
		t.Error("asked when it is off")
	}
}

func TestADraftThatInventsOrLosesIsNotShown(t *testing.T) {
	for what, change := range map[string]func(string) string{
		"a fee":             func(s string) string { return s + " Bên mình trả 20 triệu." },
		"a budget in words": func(s string) string { return s + " Ngân sách hai trăm triệu." },
		"another person":    func(s string) string { return s + " Nhắn Võ Thị Mẫu nhé." },
		"a link":            func(s string) string { return s + " Xem https://evil.example." },
		"a handle":          func(s string) string { return s + " Nhắn @evilbot." },
		"a brand":           func(s string) string { return strings.ReplaceAll(s, "[tên nhãn hàng]", "Cocoon") },
		"no blank":          func(s string) string { return strings.ReplaceAll(s, "[tên nhãn hàng]", "") },
		"no name":           func(s string) string { return strings.ReplaceAll(s, "[A]", "bạn") },
		"another date":      func(s string) string { return strings.ReplaceAll(s, "tháng 12", "tháng 11") },
	} {
		c := newChat(t, "vi")
		c.model = func(r prompts.Request) string {
			var all []string
			for _, p := range r.Passages {
				all = append(all, p.Text)
			}
			return output(r, change(strings.Join(all, "\n\n")))
		}
		onCard(c, sample[:20])
		c.press("✉️ Soạn tin mời")
		own := c.newest()
		if c.listen() != 0 || c.newest() != own {
			t.Errorf("%s is shown:\n%s", what, c.newest())
		}
	}
}

func TestInjectionsInDrafts(t *testing.T) {
	for _, i := range injections {
		accounts := append([]domain.Account{}, sample[:6]...)
		for n := range accounts {
			accounts[n].Name, accounts[n].Handle, accounts[n].Contact = screen.Truncate(i.text, 60), "ignore.all.rules", i.text
		}
		c := newChat(t, "vi")
		c.model = obeys(i)
		onCard(c, accounts)
		for _, label := range []string{"✉️ Soạn tin mời", "📝 Brief cho creator", "💡 Gợi ý nội dung"} {
			c.press(label)
			before := strings.Count(everything(c), i.never)
			if c.listen(); strings.Count(everything(c), i.never) > before {
				t.Errorf("%q made it show %q:\n%s", i.text, i.never, c.newest())
			}
		}
		if len(c.asks) != 3 {
			t.Fatalf("%d asks", len(c.asks))
		}
		for _, q := range c.asks {
			for _, secret := range []string{i.text, "ignore.all.rules"} {
				if strings.Contains(q.Data()+q.System(), secret) {
					t.Errorf("%q is sent: %s", secret, q.Data())
				}
			}
		}
	}
}

func TestTheAnswerToAQuoteIsWordedAnew(t *testing.T) {
	c := newChat(t, "vi")
	c.model = reworded
	c.say("Linh báo 8tr 1 video + 1 story")
	c.say("TikTok 120k, view tầm 30k")
	if len(c.asks) != 1 || strings.Contains(c.asks[0].Data(), "Linh") {
		t.Fatalf("asked %+v", c.asks)
	}
	if c.listen() != 1 || len(copied(c.last())) != 1 || !strings.Contains(copied(c.last())[0], "rất cảm ơn") {
		t.Fatalf("not worded anew:\n%s", c.newest())
	}
	// Prices that change places are false, though each is true.
	d := newChat(t, "vi")
	d.model = func(r prompts.Request) string {
		return output(r, swapMoney(r.Passages[0].Text))
	}
	d.say("Linh báo 90tr 1 video")
	d.say("TikTok 120k, view tầm 30k")
	own := d.newest()
	if len(d.asks) != 1 || swapMoney(d.asks[0].Passages[0].Text) == d.asks[0].Passages[0].Text {
		t.Fatalf("nothing to swap: %+v", d.asks)
	}
	if d.listen() != 0 || d.newest() != own {
		t.Errorf("swapped prices are shown:\n%s", d.newest())
	}
}

// swapMoney exchanges the first two amounts of a text.
func swapMoney(text string) string {
	words := strings.Split(text, " ")
	var at []int
	for i, w := range words {
		if i > 0 && strings.HasPrefix(w, "triệu") {
			at = append(at, i-1)
		}
	}
	if len(at) > 1 {
		words[at[0]], words[at[1]] = words[at[1]], words[at[0]]
	}
	return strings.Join(words, " ")
}

// A wish to have something written is none when it says more about a brief than
// that, or in the middle of a question.
func TestWhatOnlyLooksLikeAWishForADraft(t *testing.T) {
	for text, want := range map[string]string{
		"viết brief cho mỹ phẩm, 200tr":    "Bước 1/3",
		"gợi ý nội dung cho mỹ phẩm 200tr": "200 triệu",
		"viết brief cho kol thế nào?":      "Nguồn",
	} {
		c := newChat(t, "vi")
		c.say(text)
		if got := c.newest(); strings.Contains(got, "Tin mời") || strings.Contains(got, "BRIEF CHO CREATOR") || !strings.Contains(got, want) {
			t.Errorf("%q:\n%s", text, got)
		}
	}
	c := newChat(t, "vi")
	c.say("lịch sự hơn") // of nothing
	if strings.Contains(c.newest(), "giọng") {
		t.Error(c.newest())
	}
}

func TestALongBriefComesAsAFileToo(t *testing.T) {
	c := newChat(t, "vi")
	onCard(c, sample[:20])
	c.say("viết brief cho creator")
	if len(c.files) != 0 {
		t.Error("a short one as well")
	}
	c.press("📄 Tải file .txt")
	if len(c.files) != 1 || !strings.HasSuffix(c.files[0].Name, ".txt") || !strings.HasPrefix(string(c.files[0].Data), copied(c.last())[0]) {
		t.Errorf("%d files", len(c.files))
	}
}

func TestNothingIsWrittenForGoodsThatMustNotBeAdvertised(t *testing.T) {
	c := newChat(t, "vi")
	c.say("rượu vodka cho nam 25-40, 200tr, 500k reach")
	for _, text := range []string{"soạn tin mời Linh", "viết brief cho creator", "gợi ý nội dung"} {
		c.say(text)
		if got := c.newest(); len(copied(c.last())) > 0 {
			t.Errorf("%q:\n%s", text, got)
		}
	}
}

// A button of an older draft never writes to somebody else.
func TestAButtonOfAnOlderDraftKeepsToItsPerson(t *testing.T) {
	c := newChat(t, "vi")
	c.say("soạn tin mời Linh Một")
	older := c.last()
	c.say("soạn tin mời Mai Hai")
	b, _ := labelled(older, "Giọng lịch sự")
	c.send(dialog.Event{Kind: dialog.Pressed, Data: b.Data, Message: "m1"})
	if got := copied(c.messages[0])[0]; strings.Contains(got, "Mai") || !strings.HasPrefix(got, "Chào anh/chị,") {
		t.Error(got)
	}
	c.say("soạn tin mời Mai Hai")
	c.press("📝 Brief cho creator")
	if got := copied(c.last())[0]; !strings.Contains(got, "Mai Hai") || !strings.Contains(c.newest(), "Brief cho Mai Hai · giọng") {
		t.Error(c.newest())
	}
}

func TestAWishNamesItsPerson(t *testing.T) {
	accounts := slices.Clone(sample[:6])
	for i, name := range []string{"Linh Đan", "Linh Bếp Nhỏ", "Mai Chi", "Vy Xa"} {
		accounts[i] = accounts[0]
		accounts[i].Creator, accounts[i].Name, accounts[i].Handle, accounts[i].Sample = name, name, "", false
	}
	accounts[3].Platform = domain.LinkedIn // whom the brief leaves out
	for text, want := range map[string]string{
		"soạn tin mời Mai":      "Chào Mai Chi,",
		"soạn tin mời linh dan": "Chào Linh Đan,",
		"soạn tin mời Linh":     "vài người tên Linh",
		"soạn tin mời Hoa":      "Chào Hoa,",
		"soạn tin mời vy xa":    "Chào Vy Xa,",
		"viết brief cho Mai":    "BRIEF CHO CREATOR",
	} {
		c := newChat(t, "vi")
		onCard(c, accounts)
		c.say(text)
		if got := c.newest(); !strings.Contains(got, want) {
			t.Errorf("%q: no %q in\n%s", text, want, got)
		}
	}
	c := newChat(t, "vi")
	onCard(c, accounts)
	if c.say("soạn tin mời Vy Xa"); strings.Contains(c.newest(), "Số follow hiện tại") || !strings.Contains(c.newest(), "Lịch trống") {
		t.Errorf("it asks for what the list has:\n%s", c.newest())
	}
	c.say("soạn tin mời Linh")
	c.press("Linh Bếp Nhỏ…")
	if got := c.newest(); !strings.Contains(got, "Chào Linh Bếp Nhỏ,") {
		t.Error(got)
	}
	c.say("soạn tin mời Linh")
	c.press("Người khác")
	if got := c.newest(); !strings.Contains(got, "Chào Linh,") {
		t.Error(got)
	}
	// Whoever tries it out on the fictional list means somebody of their own.
	d := newChat(t, "vi")
	for _, text := range []string{"mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, tháng 12", "1", "1", "xem", "soạn tin mời Linh"} {
		d.say(text)
	}
	if got := d.newest(); strings.Contains(got, "(mẫu)") || !strings.Contains(got, "Chào Linh,") {
		t.Error(got)
	}
}
