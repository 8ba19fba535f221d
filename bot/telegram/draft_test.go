package telegram_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

func draft(client runner.Drafter, to storage.Address, text string) error {
	return client.Draft(context.Background(), runner.Draft{Key: "k", To: to, Screen: screen.New(screen.P(screen.T(text)))})
}

func TestADraftIsShownInAPrivateChatAlone(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	an.Topic(5)
	topic := at(an)
	topic.Thread = "5"
	for _, to := range []storage.Address{at(an), topic, at(an.In(-1001))} {
		if err := draft(client, to, "KOC là <người> dùng thật."); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
	}
	got := an.Drafts()
	if len(got) != 2 || got[0].Text != "KOC là <người> dùng thật." || !got[0].Rich || got[0].ID == 0 || got[1].ID != got[0].ID || got[1].Thread != 5 {
		t.Errorf("%+v", got)
	}
	if d := an.In(-1001).Drafts(); d != nil {
		t.Errorf("in a group: %+v", d)
	}
	if len(an.Messages()) != 0 || srv.Problems() != nil {
		t.Errorf("%v; %v", an.Messages(), srv.Problems())
	}
}

// A server that does not know a kind of draft is asked for it once.
func TestDraftsStepDown(t *testing.T) {
	for _, c := range []struct {
		name        string
		option      telegramtest.Option
		rich, plain int // tries
		shown       int
	}{
		{"no rich messages", telegramtest.WithoutRichMessages(), 1, 2, 2},
		{"no rich drafts", telegramtest.WithoutRichDrafts(), 1, 2, 2},
		{"no drafts", telegramtest.WithoutDrafts(), 1, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := telegramtest.Start(t, c.option)
			client, log := connect(t, srv)
			an := srv.User(11, "vi")
			for _, text := range []string{"KOC", "KOC là"} {
				if err := draft(client, at(an), text); err != nil {
					t.Error(err)
				}
				time.Sleep(time.Second)
			}
			got := an.Drafts()
			if len(got) != c.shown || c.shown > 0 && (got[1].Text != "KOC là" || got[1].Rich) {
				t.Errorf("%+v", got)
			}
			if r, p := len(srv.Calls("sendRichMessageDraft")), len(srv.Calls("sendMessageDraft")); r != c.rich || p != c.plain {
				t.Errorf("%d and %d tries", r, p)
			}
			if c.shown == 0 && strings.Count(log.String(), "server is old") != 2 {
				t.Errorf("told:\n%s", log)
			}
		})
	}
}

// Told to wait, the chat waits: drafts and messages alike.
func TestADraftThatMustWaitIsLeftOut(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv, func(c *telegram.Config) { c.Pace = telegram.TelegramPace })
	an := srv.User(11, "vi")
	srv.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, Method: "sendRichMessageDraft", RetryAfter: time.Minute})
	for range 2 {
		if err := draft(client, at(an), "KOC"); err == nil {
			t.Error("no word of the wait")
		}
	}
	if n := len(srv.Calls("sendRichMessageDraft")); n != 1 || an.Drafts() != nil {
		t.Errorf("%d tries, %+v", n, an.Drafts())
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}

// A draft that one chat refuses says nothing of the server.
func TestADraftThatIsRefusedIsNoOldServer(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log := connect(t, srv)
	an, binh := srv.User(11, "vi"), srv.User(12, "vi")
	for _, method := range []string{"sendRichMessageDraft", "sendMessageDraft"} {
		srv.Fail(telegramtest.Fault{Kind: telegramtest.Refuse, Method: method, Code: 400, Text: "Bad Request: RANDOM_ID_INVALID"})
	}
	_ = draft(client, at(an), "KOC")
	if err := draft(client, at(binh), "KOC là"); err != nil {
		t.Error(err)
	}
	if got := binh.Drafts(); len(got) != 1 || !got[0].Rich || strings.Contains(log.String(), "server is old") {
		t.Errorf("%+v\n%s", got, log)
	}
}
