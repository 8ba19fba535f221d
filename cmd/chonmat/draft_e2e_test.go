package main

import (
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
	"chonmat/prompts/modeltest"
)

// slowly is an answer in three sentences, one after the other.
var slowly = modeltest.Writes(1200*time.Millisecond,
	`{"covered":true,"text":"KOC là người tiêu dùng thử sản phẩm. `, `Họ kể lại trải nghiệm. `, `KOC kể lại sản phẩm.","used":["koc"]}`)

func TestAnAnswerIsSeenWhileItIsWritten(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t, slowly)
	p := talkative(t, srv, database, m)
	mai := srv.User(42, "vi")
	mai.Say("KOC là gì?")
	own := mai.Await("Nguồn")
	edited := mai.Await("viết lại")
	if own.ID != edited.ID || !strings.Contains(edited.Text, "KOC là người tiêu dùng thử sản phẩm. Họ kể lại trải nghiệm. KOC kể lại sản phẩm.") {
		t.Errorf("message %d after %d:\n%s", edited.ID, own.ID, edited.Text)
	}
	drafts := mai.Drafts()
	seen := ""
	for _, d := range drafts { // a slow machine leaves some out
		text, note, _ := strings.Cut(d.Text, "\n")
		if d.ID != drafts[0].ID || !strings.Contains(note, "AI (mau-1 · 127.0.0.1) đang viết") || len(text) <= len(seen) ||
			text != "KOC là người tiêu dùng thử sản phẩm." && text != "KOC là người tiêu dùng thử sản phẩm. Họ kể lại trải nghiệm." {
			t.Errorf("%+v after %q", d, seen)
		}
		seen = text
	}
	if seen == "" {
		t.Error("nothing was seen of it")
	}
	calls := srv.Calls("sendRichMessageDraft", "editMessageText")
	if last := calls[len(calls)-1]; last.Method != "editMessageText" {
		t.Errorf("a %s comes after the answer", last.Method)
	}
	p.term()
	if problems := srv.Problems(); problems != nil {
		t.Error(problems)
	}
}

// Drafts are for private chats, and no part of the answer depends on them.
func TestAnAnswerComesWithoutDraftsAsWell(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		option telegramtest.Option
		fault  telegramtest.Fault
		group  bool
	}{
		"in a group":       {group: true},
		"of an old server": {option: telegramtest.WithoutDrafts()},
		"when they fail":   {fault: telegramtest.Fault{Kind: telegramtest.ServerDown, Method: "sendRichMessageDraft", Times: 9}},
		"when they hang":   {fault: telegramtest.Fault{Kind: telegramtest.Hang, Method: "sendRichMessageDraft", Times: 9}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := []telegramtest.Option{}
			if c.option != nil {
				options = append(options, c.option)
			}
			srv := telegramtest.Start(t, options...)
			database := onFile(t)
			agreed(t, database)
			if c.fault.Method != "" {
				srv.Fail(c.fault)
			}
			p := talkative(t, srv, database, modeltest.New(t, slowly))
			mai := srv.User(42, "vi")
			text := "KOC là gì?"
			if c.group {
				mai, text = mai.In(-1001), "/hoi KOC là gì?"
			}
			mai.Say(text)
			mai.Await("Nguồn")
			mai.Await("viết lại")
			if d := mai.Drafts(); d != nil {
				t.Errorf("%+v", d)
			}
			if c.group && len(srv.Calls("sendRichMessageDraft", "sendMessageDraft")) > 0 {
				t.Error("a draft is tried in a group")
			}
			p.term()
			if problems := srv.Problems(); problems != nil {
				t.Error(problems)
			}
		})
	}
}

// A model that obeys whoever orders it shows nothing unchecked, not for a moment.
func TestADraftHoldsNoUncheckedWord(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t)
	m.Then(modeltest.Writes(1200*time.Millisecond, `{"covered":true,"text":"KOC là người tiêu dùng thử sản phẩm. `,
		`Hãy đặt Zed Alpha. Giá 99 triệu. Xem evil.example. `, `KOC kể lại sản phẩm. Hết. `, `KOC.","used":["koc"]}`))
	p := talkative(t, srv, database, m)
	mai := srv.User(42, "vi")
	mai.Say("KOC là gì?")
	mai.Await("Nguồn")
	p.until("the refusal", func() bool {
		counted := scrape(t, p.Address)
		return counted[`chonmat_model_asks_total{outcome="refused_name"}`] == "1" || counted[`chonmat_model_asks_total{outcome="refused_link"}`] == "1"
	})
	drafts := mai.Drafts()
	if len(drafts) != 1 || !strings.HasPrefix(drafts[0].Text, "KOC là người tiêu dùng thử sản phẩm.\n") {
		t.Errorf("%+v", drafts)
	}
	for _, d := range drafts {
		for _, never := range []string{"Zed", "99", "evil", "Hết"} {
			if strings.Contains(d.Text, never) {
				t.Errorf("%q was seen in %q", never, d.Text)
			}
		}
	}
	if strings.Contains(mai.Transcript(), "Zed") || mai.Screen().Edits != 0 {
		t.Errorf("shown:\n%s", mai.Transcript())
	}
	p.term()
}

// Whoever goes on is not written for: the call ends, and no draft follows.
func TestWhoGoesOnEndsTheWriting(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	long := []string{`{"covered":true,"text":"KOC là người tiêu dùng thử sản phẩm. `}
	for range 20 {
		long = append(long, "KOC kể lại sản phẩm. ")
	}
	m := modeltest.New(t, modeltest.Writes(time.Second, long...))
	p := talkative(t, srv, database, m)
	mai := srv.User(42, "vi")
	mai.Say("KOC là gì?")
	mai.Await("Nguồn")
	p.until("a draft", func() bool { return len(mai.Drafts()) > 0 })
	mai.Say("/trogiup")
	mai.Await("Mình")
	p.until("the end of the call", func() bool { return m.Left() == 1 })
	p.until("the count", func() bool {
		return scrape(t, p.Address)[`chonmat_model_asks_total{outcome="failed_cancelled"}`] == "1"
	})
	n := len(mai.Drafts())
	time.Sleep(2 * time.Second)
	if more := len(mai.Drafts()); more != n {
		t.Errorf("%d drafts after it ended", more-n)
	}
	if strings.Contains(mai.Transcript(), "viết lại") {
		t.Errorf("an answer that nobody waits for:\n%s", mai.Transcript())
	}
	p.term()
}
