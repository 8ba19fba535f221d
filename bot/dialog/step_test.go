package dialog_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// shortlisted tells whether the last message is a page of the shortlist.
func (c *chat) shortlisted() bool {
	return strings.Contains(screen.Plain(c.last()), "3/3")
}

func TestButtonsAloneReachTheShortlistInTwelveTaps(t *testing.T) {
	for name, rare := range map[string]bool{"a usual industry": false, "one behind “Xem thêm…”": true} {
		c := newcomer(t, "vi")
		c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
		taps := 1
		for ; !c.shortlisted(); taps++ {
			if taps > 12 {
				t.Fatalf("%s: not there after %d taps:\n%s", name, taps, screen.Plain(c.last()))
			}
			label := leadsOn(t, c.last())
			if _, ok := labelled(c.last(), "Xem thêm…"); ok && rare {
				label = "Xem thêm…"
			}
			c.press(label)
		}
		if taps > 12 {
			t.Errorf("%s takes %d taps", name, taps)
		}
		t.Logf("%s: %d taps", name, taps)
	}
}

// leadsOn picks the button a hurried person presses: the coloured one, else
// the first.
func leadsOn(t *testing.T, s screen.Screen) string {
	t.Helper()
	for _, row := range s.Buttons {
		for _, b := range row {
			if b.Style == screen.Primary && !strings.HasPrefix(b.Label, "▶ Làm tiếp") {
				return b.Label
			}
		}
	}
	if len(s.Buttons) == 0 {
		t.Fatalf("nothing to press:\n%s", screen.Plain(s))
	}
	return s.Buttons[0][0].Label
}

func TestOneSentenceReachesTheShortlistInFive(t *testing.T) {
	for lang, sentence := range map[string]string{
		"vi": "my pham cho nu 18-25 o SG, 200tr, can 500k reach, ko lay celeb",
		"en": "cosmetics for women 18-25 in HCMC, budget 200 million, 500k reach",
	} {
		c := newcomer(t, lang)
		c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
		c.says(sentence)
		steps := 2
		for ; !c.shortlisted() && steps <= 5; steps++ {
			c.press(leadsOn(t, c.last()))
		}
		if !c.shortlisted() || steps > 5 {
			t.Errorf("%s: not there after %d:\n%s", lang, steps, screen.Plain(c.last()))
		}
	}
}

// corpus is what people type, right and wrong.
var corpus = []string{
	"mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach", "200", "ngân sách 300tr thôi", "thêm Hà Nội", "bỏ TikTok", "nữ thôi",
	"18-25", "ai cũng được", "ok", "không", "quay lại", "tiếp", "huỷ", "help", "chào bạn", "KOC là gì?", "thời tiết hôm nay thế nào?",
	"2 cái đầu", "tất cả", "giữ 1 3", "bỏ 2", "so 1 với 2", "xem 4", "1", "2", "3", "số 5", "99", "asdf qwer", "🙂", "   ", "/", "/start", "/xyz abc",
	"em muốn làm tiktoker", "TikTok 12k follow, 3k view", "Mẫu Linh beauty tiktok 120k fl, báo giá 8tr/video\nMẫu Tâm IG 45k fl 3tr",
	"thời trang nam 25-34 Hà Nội 1 tỷ cần 2000 đơn tiktok facebook", "tăng lên 700tr", "serum", strings.Repeat("nhiều chữ ", 600),
	"<b>&amp;</b> ** _ ` [x](http://y)", "\u202egnoW", "a\x00b", "đặt tên: hè 2027",
	"soạn tin mời", "soạn tin mời Linh", "soạn tin mời 2", "viết brief cho creator", "gợi ý nội dung", "ngắn gọn hơn", "Linh báo 8tr 1 video",
}

var kinds = []string{"sticker", "voice", "photo", "video", "location", "contact", "dice", ""}

var garbage = []string{
	"", "|||", "home", "home|||x", "ok||0|", "ok|0000000000000|0|", "answer|||industry.0", "answer|||industry.999", "card|||1.x", "go|x|zz|",
	"lang|||xx", "page|||-5", "campaigns|||-1", "campaigns|||99", "column|||a.b", "map|||a.1.2", "import|||zzz", "undo!|||zzz", "which|||new",
	"creator|||tiktok.zzz", "topic|||zzz", "compare|||1", "delete!|||", "tick|||tiktok+", strings.Repeat("x", 200), "HOME|||", "here|||", "back|||",
	"drafts|||", "letter|||", "letter|||f.invite.x", "letter|||-.zzz", "ideas|||p.-9", "ideas|||b.99999999999999999999", "reply|||p.", "respond|||b.", "invite|||f.0.", "hints|||b.x.zzz",
}

// happen draws something that can happen in the chat.
func happen(t *rapid.T, c *chat) dialog.Event {
	pressed := func(data, message string) dialog.Event {
		return dialog.Event{Kind: dialog.Pressed, Data: data, Message: message}
	}
	switch rapid.IntRange(0, 13).Draw(t, "what") {
	case 0:
		return dialog.Event{Kind: dialog.CommandSent, Command: rapid.SampledFrom(dialog.Commands).Draw(t, "command").Name, Text: rapid.SampledFrom([]string{"", "mỹ phẩm 200tr"}).Draw(t, "rest")}
	case 1, 2, 3:
		return dialog.Event{Kind: dialog.TextSent, Text: rapid.SampledFrom(corpus).Draw(t, "text"), Message: "text"}
	case 4:
		return dialog.Event{Kind: dialog.OtherSent, Other: rapid.SampledFrom(kinds).Draw(t, "kind")}
	case 5:
		return dialog.Event{Kind: dialog.TextEdited, Text: rapid.SampledFrom(corpus).Draw(t, "edit"), Message: rapid.SampledFrom([]string{"text", "other"}).Draw(t, "message")}
	case 6:
		return pressed(rapid.SampledFrom(garbage).Draw(t, "garbage"), "m1")
	case 7:
		name := rapid.SampledFrom([]string{"kol-noi-bo.csv", "khong-kenh.csv"}).Draw(t, "file")
		upload := fmt.Sprintf("u%d", c.events)
		c.uploads[upload] = fixtures[name]
		return dialog.Event{Kind: dialog.FileSent, File: &dialog.File{Name: name, Upload: upload, Table: fixtures[name]}}
	case 8: // a button of an older message
		if len(c.messages) > 0 {
			n := rapid.IntRange(1, len(c.messages)).Draw(t, "message")
			if all := slices.Concat(c.messages[n-1].Buttons...); len(all) > 0 {
				return pressed(rapid.SampledFrom(all).Draw(t, "old").Data, fmt.Sprintf("m%d", n))
			}
		}
	case 9: // something falls due, perhaps of another release
		job := dialog.Job{Key: "k", Kind: "zzz", Due: c.now}
		for _, key := range slices.Sorted(maps.Keys(c.jobs)) {
			job = c.jobs[key]
		}
		delete(c.jobs, job.Key)
		return dialog.Event{Kind: dialog.Due, Job: &job}
	}
	if all := slices.Concat(c.last().Buttons...); len(all) > 0 {
		return pressed(rapid.SampledFrom(all).Draw(t, "button").Data, fmt.Sprintf("m%d", len(c.messages)))
	}
	return dialog.Event{Kind: dialog.CommandSent, Command: "start"}
}

var fixtures = func() map[string]*roster.Table {
	out := map[string]*roster.Table{}
	for _, name := range []string{"kol-noi-bo.csv", "khong-kenh.csv"} {
		data, err := fixtureFiles.ReadFile("testdata/" + name)
		if err != nil {
			panic(err)
		}
		if out[name], err = roster.Open(name, data, roster.OpenOptions{}); err != nil {
			panic(err)
		}
	}
	return out
}()

// Whatever happens in whatever order: every event is answered, every screen
// can be delivered, the person always has a next step, and a step changes
// nothing it was given.
func TestWhateverHappensIsAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newChat(t, rapid.SampledFrom([]string{"vi", "en", "fr", ""}).Draw(t, "lang"))
		c.agreed = rapid.Bool().Draw(t, "agreed")
		for range rapid.IntRange(1, 25).Draw(t, "events") {
			e := happen(t, c)
			before := c.state
			state := dialog.ReadState(before)
			effects := c.send(e)
			if again, _ := json.Marshal(state); len(before) > 0 && string(again) != string(jsonAgain(before)) {
				t.Fatalf("the step changed the state it was given:\n%s\n%s", before, again)
			}
			if e.Kind == dialog.Due { // nobody waits for an answer
				continue
			}
			if !slices.ContainsFunc(effects, seen) {
				t.Fatalf("%+v was not answered", e)
			}
			after := dialog.ReadState(c.state)
			if len(after.Buttons) == 0 && len(c.state) > 0 { // whoever was forgotten is new
				t.Fatalf("after %+v there is nothing to press:\n%s", e, screen.Plain(c.last()))
			}
			for _, k := range c.campaigns {
				if err := k.Brief.Validate(); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

func jsonAgain(data []byte) []byte {
	out, _ := json.Marshal(dialog.ReadState(data))
	return out
}

func seen(e dialog.Effect) bool {
	switch e.(type) {
	case dialog.Show, dialog.Change, dialog.SendFile, dialog.Toast:
		return true
	}
	return false
}

// Every button answered by its number, or by its label, does what pressing it
// does.
func TestEveryButtonCanBeAnsweredInWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newChat(t, "vi")
		for range rapid.IntRange(1, 15).Draw(t, "events") {
			c.send(happen(t, c))
		}
		s := dialog.ReadState(c.state)
		s.Press = nil
		for _, b := range s.Buttons {
			pressed, pressedEffects := dialog.Step(c.world(), s, dialog.Event{ID: "x", Person: c.person, Kind: dialog.Pressed, Data: b.Data, Message: "m1"})
			typed, typedEffects := dialog.Step(c.world(), s, dialog.Event{ID: "x", Person: c.person, Kind: dialog.TextSent, Text: strconv.Itoa(b.Number)})
			pressed.Press, typed.Press = nil, nil
			if diff := cmp.Diff(asJSON(pressed), asJSON(typed)); diff != "" {
				t.Fatalf("pressing %q and answering %d differ (-pressed +answered):\n%s", b.Label, b.Number, diff)
			}
			if diff := cmp.Diff(stored(pressedEffects), stored(typedEffects)); diff != "" {
				t.Fatalf("pressing %q and answering %d do other things:\n%s", b.Label, b.Number, diff)
			}
		}
	})
}

func asJSON(v any) string {
	data, _ := json.MarshalIndent(v, "", " ")
	return string(data)
}

// stored are the effects that outlast the screen.
func stored(effects []dialog.Effect) (out []string) {
	for _, e := range effects {
		switch e.(type) {
		case dialog.Show, dialog.Change, dialog.Toast:
		default:
			out = append(out, fmt.Sprintf("%T %s", e, asJSON(e)))
		}
	}
	return out
}

// Pressing twice is pressing once.
func TestPressingTwiceIsPressingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newChat(t, "vi")
		for range rapid.IntRange(1, 15).Draw(t, "events") {
			c.send(happen(t, c))
		}
		all := slices.Concat(c.last().Buttons...)
		if len(all) == 0 {
			t.Skip()
		}
		e := dialog.Event{Kind: dialog.Pressed, Data: rapid.SampledFrom(all).Draw(t, "button").Data, Message: fmt.Sprintf("m%d", len(c.messages))}
		c.send(e)
		campaigns, imports, files := asJSON(c.campaigns), asJSON(c.imports), len(c.files)
		c.again(e)
		if asJSON(c.campaigns) != campaigns || asJSON(c.imports) != imports || len(c.files) != files {
			t.Fatal("the second press did something")
		}
	})
}

func TestCommandsAreFitForTheMenu(t *testing.T) {
	for _, c := range dialog.Commands {
		for _, lang := range wording.Langs {
			d := c.Description(lang)
			if d == "" || strings.Contains(d, "command.") || len([]rune(d)) > 256 {
				t.Errorf("/%s: %q", c.Name, d)
			}
		}
		if c.Name == "" || len(c.Name) > 32 || strings.Trim(c.Name, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("/%s is no name of a command", c.Name)
		}
	}
}

func TestAnUnreadableStateStartsKindly(t *testing.T) {
	for _, data := range []string{"", "{", "[]", `{"v":99,"lang":"en","flow":"x"}`, `{"v":1,"flow":"nowhere","campaign":"gone"}`, "null"} {
		s := dialog.ReadState([]byte(data))
		if want := strings.Contains(data, `"en"`); want != (s.Lang == wording.English) {
			t.Errorf("%s: language %q", data, s.Lang)
		}
		_, effects := dialog.Step(newChat(t, "vi").world(), s, dialog.Event{ID: "1", Kind: dialog.TextSent, Text: "xyz"})
		if !slices.ContainsFunc(effects, seen) {
			t.Errorf("%s: not answered", data)
		}
	}
}

// FuzzStep: no state and no event makes a step panic or say nothing.
func FuzzStep(f *testing.F) {
	c := newChat(f, "vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
	f.Add(string(c.state), "text", "mỹ phẩm 200tr", "")
	c.press("🎯 Chọn influencer")
	f.Add(string(c.state), "press", "", "answer|||industry.0")
	f.Add(`{"v":1,"flow":"import","import":{"id":"x"}}`, "press", "", "import|||x")
	f.Add(`{"v":1,"flow":"campaign","question":{"slot":"kpi","target":true}}`, "text", "500k", "")
	f.Add(`{"v":1,"flow":"campaign","campaign":"c","places":[{"campaign":"c","stage":"card","from":-3,"skipped":["x"]}]}`, "command", "huy", "")
	k := domain.Campaign{ID: "c", Name: "x", Channels: []domain.Platform{domain.TikTok},
		Brief: domain.Brief{Industry: "beauty", KPI: domain.Views, BudgetMin: 1e8, BudgetMax: 1e8}}
	f.Add(`{"v":1,"held":{"notice":"n","text":"serum 200tr","file":"x.csv","command":"chon"},"upload":"u"}`, "press", "", "agree|||")
	f.Add(`{"v":1,"held":{"data":"|||"}}`, "text", "đồng ý", "")
	for _, data := range []string{"invite|c|0|f.0.", "invite|c|0|f.9.p.balanced.reach.10.40", "invite|c|0|p.-1.1.x", "forall|c|0|b.p.safe.-.-.-", "briefile|c|0|-.", "hints|c|0|f.-3.tiktok", "letter|||b.brief.x"} {
		f.Add(`{"v":1,"campaign":"c","tone":"zzz","draft":{"action":"zzz","arg":"|","name":"[A]"}}`, "press", "", data)
		f.Add(`{"v":1,"flow":"campaign","campaign":"c","draft":{"action":"invite","campaign":"c","arg":"0."}}`, "text", "lịch sự hơn", data)
	}
	f.Fuzz(func(t *testing.T, state, kind, text, data string) {
		c := newChat(t, "en")
		c.agreed = len(text)%2 == 0 // both
		c.campaigns["c"] = k
		w := c.world()
		s := dialog.ReadState([]byte(state))
		w.Campaign = w.Find(s.Campaign)
		_, effects := dialog.Step(w, s, dialog.Event{ID: "1", Kind: dialog.EventKind(kind), Text: text, Command: text, Data: data, Other: text})
		if !slices.ContainsFunc(effects, seen) {
			t.Error("not answered")
		}
		for _, e := range effects {
			switch v := e.(type) {
			case dialog.Show:
				c.valid(v.Screen)
			case dialog.Change:
				c.valid(v.Screen)
			}
		}
	})
}
