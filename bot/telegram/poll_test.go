package telegram_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

// texts decodes what was received.
func texts(client *telegram.Client, updates []storage.Update) []string {
	var got []string
	for _, u := range updates {
		if in, ok := client.Decode(u); ok {
			got = append(got, in.Event.Text)
		}
	}
	return got
}

func TestUpdatesArriveInOrder(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	var want []string
	for i := range 250 { // more than two batches
		want = append(want, strconv.Itoa(i))
		an.Say(strconv.Itoa(i))
	}
	updates := run(t, client)
	var got []storage.Update
	for range want {
		u := <-updates
		if u.Chat != "11" {
			t.Fatalf("chat %q", u.Chat)
		}
		got = append(got, u)
	}
	if diff := cmp.Diff(want, texts(client, got)); diff != "" {
		t.Error(diff)
	}
}

func TestAnUpdateIsConfirmedOnlyWhenItIsKept(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	srv.User(11, "vi").Say("một")
	ctx, cancel := context.WithCancel(t.Context())
	var tries atomic.Int32
	err := client.Run(ctx, func(_ context.Context, us []storage.Update) error {
		if len(us) != 1 || srv.Pending() != 1 {
			t.Errorf("%d updates, %d pending", len(us), srv.Pending())
		}
		if tries.Add(1) == 1 {
			return errors.New("the disk is full")
		}
		cancel() // it is stopped between keeping and confirming
		return nil
	})
	if err != nil || tries.Load() != 2 {
		t.Fatalf("%v after %d tries", err, tries.Load())
	}
	if n := srv.Pending(); n != 1 {
		t.Fatalf("%d pending after the stop", n)
	}
	// The next start gets it again, and confirms it.
	again, _ := connect(t, srv)
	updates := run(t, again)
	<-updates
	srv.AwaitCalls("getUpdates", 4)
	if n := srv.Pending(); n != 0 {
		t.Errorf("%d pending", n)
	}
}

func TestLowerIDsAfterAQuietWeekAreNotLost(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	updates := run(t, client)
	an := srv.User(11, "vi")
	an.Say("một")
	<-updates
	srv.AwaitCalls("getUpdates", 2) // confirmed
	srv.SkipIDs(5)
	an.Say("hai") // ends the poll that confirmed "một"
	<-updates
	srv.AwaitCalls("getUpdates", 3)
	an.Say("ba")
	if got := texts(client, []storage.Update{<-updates}); !cmp.Equal(got, []string{"ba"}) {
		t.Errorf("got %q", got)
	}
}

func TestStoppingInterruptsThePoll(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- client.Run(ctx, func(context.Context, []storage.Update) error { return nil }) }()
	srv.AwaitCalls("getUpdates", 1)
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("still polling")
	}
}

func TestTheBotIntroducesItself(t *testing.T) {
	srv := telegramtest.Start(t)
	srv.SetWebhook("https://example.com/old") // polling would be refused
	client, log := connect(t, srv, func(c *telegram.Config) {
		c.Commands = []telegram.Menu{
			{Commands: []telegram.Command{{Name: "start", Description: "Bắt đầu"}}},
			{Lang: "en", Commands: []telegram.Command{{Name: "start", Description: "Start"}}},
		}
	})
	updates := run(t, client)
	srv.User(11, "vi").Say("một")
	<-updates
	if got := srv.Commands(""); got != `[{"command":"start","description":"Bắt đầu"}]` {
		t.Errorf("for everybody %s", got)
	}
	if got := srv.Commands("en"); got != `[{"command":"start","description":"Start"}]` {
		t.Errorf("in English %s", got)
	}
	if !strings.Contains(log.String(), telegramtest.BotName) {
		t.Errorf("log: %s", log)
	}
	asked := srv.Calls("getUpdates")[0].Params
	if asked["timeout"] != "50" || asked["allowed_updates"] != `["message","edited_message","callback_query"]` {
		t.Errorf("asked %v", asked)
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}

func TestABadMenuDoesNotStopTheBot(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log := connect(t, srv, func(c *telegram.Config) {
		c.Commands = []telegram.Menu{{Commands: []telegram.Command{{Name: "Bắt đầu", Description: "x"}}}}
	})
	updates := run(t, client)
	srv.User(11, "vi").Say("một")
	<-updates
	if !strings.Contains(log.String(), "BOT_COMMAND_INVALID") {
		t.Errorf("log: %s", log)
	}
}

func TestAnUnreachableTelegramIsWaitedFor(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	srv.Down(true)
	client, log := connect(t, srv)
	updates := run(t, client)
	srv.User(11, "vi").Say("một")
	time.Sleep(100 * time.Millisecond) // the first try has failed by now, or fails later: either is fine
	srv.Down(false)
	<-updates
	for text, n := range map[string]int{"no updates from Telegram": 1, "connected to Telegram": 1} {
		if got := strings.Count(log.String(), text); got != n {
			t.Errorf("%q was logged %d times:\n%s", text, got, log)
		}
	}
	secret(t, log.String())
}

func TestPollingSurvivesFaults(t *testing.T) {
	for _, kind := range []telegramtest.FaultKind{telegramtest.BadGateway, telegramtest.DropAfter, telegramtest.Garbage} {
		t.Run(strconv.Itoa(int(kind)), func(t *testing.T) {
			t.Parallel()
			srv := telegramtest.Start(t)
			client, log := connect(t, srv)
			srv.Fail(telegramtest.Fault{Kind: kind, Method: "getUpdates"})
			an := srv.User(11, "vi")
			an.Say("một")
			updates := run(t, client)
			if got := texts(client, []storage.Update{<-updates}); !cmp.Equal(got, []string{"một"}) {
				t.Errorf("got %q", got)
			}
			secret(t, log.String())
		})
	}
}

func TestARefusedTokenEndsTheRun(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv, func(c *telegram.Config) { c.Token = "123456:another-token-altogether" })
	err := client.Run(t.Context(), func(context.Context, []storage.Update) error { return nil })
	if !errors.Is(err, telegram.ErrToken) || strings.Contains(err.Error(), "another-token") {
		t.Errorf("got %v", err)
	}
}

func TestConfigIsChecked(t *testing.T) {
	for name, c := range map[string]telegram.Config{
		"no token":       {},
		"a word":         {Token: "secret-word"},
		"a slash":        {Token: "123:abc/../def-ghi-jkl"},
		"no host":        {Token: telegramtest.Token, APIURL: "localhost:8081"},
		"another scheme": {Token: telegramtest.Token, APIURL: "ftp://example.com"},
		"a query":        {Token: telegramtest.Token, APIURL: "https://example.com?x=1"},
	} {
		if _, err := telegram.New(c); err == nil {
			t.Errorf("%s is accepted", name)
		} else if c.Token != "" && strings.Contains(err.Error(), c.Token) {
			t.Errorf("%s: the token is in %v", name, err)
		}
	}
	client, err := telegram.New(telegram.Config{Token: telegramtest.Token})
	if err != nil || client.Bot() != "telegram:7000000001" {
		t.Errorf("got %v, %v", client, err)
	}
}

// script answers getUpdates with one body after the other, and everything
// else with "ok".
type script struct {
	answers []string
	asked   chan url.Values
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := `{"ok":true,"result":{}}`
	if strings.HasSuffix(r.URL.Path, "/getUpdates") {
		if err := r.ParseForm(); err != nil {
			return nil, err
		}
		s.asked <- r.PostForm
		if len(s.answers) == 0 {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
		answer, s.answers = s.answers[0], s.answers[1:]
	}
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(answer))}, nil
}

func TestAfterASilenceNothingIsConfirmed(t *testing.T) {
	s := &script{asked: make(chan url.Values, 10), answers: []string{
		`{"ok":true,"result":[{"update_id":900},{"hologram":1}]}`,
		`{"ok":true,"result":[]}`, // the silence: ids may start anywhere from here
		`{"ok":true,"result":[{"update_id":5}]}`,
	}}
	client, err := telegram.New(telegram.Config{Token: telegramtest.Token, HTTPClient: &http.Client{Transport: s}})
	if err != nil {
		t.Fatal(err)
	}
	updates := run(t, client)
	for _, want := range []string{"", "901", "", "6"} {
		if got := (<-s.asked).Get("offset"); got != want {
			t.Errorf("offset %q, want %q", got, want)
		}
	}
	if a, b := <-updates, <-updates; a.ID != 900 || b.ID != 5 {
		t.Errorf("got %d and %d", a.ID, b.ID)
	}
}
