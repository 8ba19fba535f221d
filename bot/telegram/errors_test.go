package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chonmat/bot/runner"
	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

// TestEveryErrorHasItsConsequence goes through the error table, row by row.
func TestEveryErrorHasItsConsequence(t *testing.T) {
	refused := func(code int, text string) telegramtest.Fault {
		return telegramtest.Fault{Kind: telegramtest.Refuse, Code: code, Text: text, Times: 20}
	}
	type want struct {
		gone  bool
		after time.Duration
	}
	for name, tt := range map[string]struct {
		fault telegramtest.Fault
		want  want
	}{
		"flood":             {telegramtest.Fault{Kind: telegramtest.TooMany, RetryAfter: 7 * time.Second}, want{after: 7 * time.Second}},
		"flood, no seconds": {refused(429, "Too Many Requests"), want{after: 3 * time.Second}},
		"blocked":           {refused(403, "Forbidden: bot was blocked by the user"), want{gone: true}},
		"deactivated":       {refused(403, "Forbidden: user is deactivated"), want{gone: true}},
		"kicked":            {refused(403, "Forbidden: bot was kicked from the supergroup chat"), want{gone: true}},
		"chat not found":    {refused(400, "Bad Request: chat not found"), want{gone: true}},
		"no rights":         {refused(400, "Bad Request: not enough rights to send text messages to the chat"), want{gone: true}},
		"may not write":     {refused(400, "Bad Request: CHAT_WRITE_FORBIDDEN"), want{gone: true}},
		"unheard of":        {refused(400, "Bad Request: SOMETHING_NEW"), want{gone: true}},
		"too large":         {refused(413, "Request Entity Too Large"), want{gone: true}},
		"server error":      {telegramtest.Fault{Kind: telegramtest.ServerDown}, want{}},
		"gateway's page":    {telegramtest.Fault{Kind: telegramtest.BadGateway}, want{}},
		"dropped":           {telegramtest.Fault{Kind: telegramtest.DropBefore}, want{}},
		"dropped, accepted": {telegramtest.Fault{Kind: telegramtest.DropAfter}, want{}},
		"cut answer":        {telegramtest.Fault{Kind: telegramtest.Garbage}, want{}},
		"token refused":     {refused(401, "Unauthorized"), want{}},
	} {
		for _, file := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, file %v", name, file), func(t *testing.T) {
				srv := telegramtest.Start(t)
				client, log := connect(t, srv)
				an := srv.User(11, "vi")
				srv.Fail(tt.fault)
				out := show(at(an), said("Linh Beauty"))
				if file {
					out = runner.Outgoing{To: at(an), File: &runner.OutgoingFile{Name: "a.csv", Data: []byte("a")}}
				}
				_, err := client.Deliver(t.Context(), out)
				if err == nil {
					t.Fatal("no error")
				}
				got := want{}
				var failed *runner.DeliveryError
				if errors.As(err, &failed) {
					got = want{failed.Gone, failed.RetryAfter}
				}
				if got != tt.want {
					t.Errorf("got %+v for %v, want %+v", got, err, tt.want)
				}
				secret(t, err.Error()+log.String())
			})
		}
	}
}

// secret fails the test when a text holds the token.
func secret(t *testing.T, text string) {
	t.Helper()
	if _, key, _ := strings.Cut(telegramtest.Token, ":"); strings.Contains(text, key) {
		t.Errorf("the token is in %s", text)
	}
}

func TestAChatToldToWaitHoldsUpNoOther(t *testing.T) {
	srv := telegramtest.Start(t)
	// Two processes of one bot.
	store := newStore(t)
	together := func(c *telegram.Config) { c.Pace, c.Store = telegram.TelegramPace, store }
	client, _ := connect(t, srv, together)
	second, _ := connect(t, srv, together)
	an, binh := srv.User(11, "vi"), srv.User(12, "vi")
	srv.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, Chat: an.ChatID(), RetryAfter: time.Minute})
	for _, c := range []*telegram.Client{client, second, client} { // the first time alone Telegram is asked
		_, err := c.Deliver(t.Context(), show(at(an), said("một")))
		var failed *runner.DeliveryError
		if !errors.As(err, &failed) || failed.RetryAfter < 50*time.Second {
			t.Fatalf("got %v", err)
		}
	}
	if n := len(srv.Calls()); n != 1 {
		t.Errorf("%d calls during the pause", n)
	}
	deliver(t, second, show(at(binh), said("hai")))
}

func TestABotToldToWaitWaitsAsAWhole(t *testing.T) {
	srv := telegramtest.Start(t)
	store := newStore(t)
	together := func(c *telegram.Config) { c.Pace, c.Store = telegram.TelegramPace, store }
	client, log := connect(t, srv, together)
	second, _ := connect(t, srv, together)
	srv.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, RetryAfter: time.Minute, Times: 100})
	for id := range int64(6) {
		_, err := client.Deliver(t.Context(), show(at(srv.User(11+id, "vi")), said("một")))
		var failed *runner.DeliveryError
		if !errors.As(err, &failed) || failed.RetryAfter < 50*time.Second {
			t.Fatalf("got %v", err)
		}
	}
	if n := len(srv.Calls()); n != 3 {
		t.Errorf("%d calls until the bot waits as a whole", n)
	}
	if _, err := second.Deliver(t.Context(), show(at(srv.User(99, "vi")), said("một"))); err == nil {
		t.Error("another process of the bot goes on")
	}
	if n := strings.Count(log.String(), "asks the bot to wait"); n != 1 {
		t.Errorf("told %d times:\n%s", n, log)
	}
}

// TestTheBotsPaceIsKeptByAllItsProcesses: two processes send together what one
// may.
func TestTheBotsPaceIsKeptByAllItsProcesses(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	store := newStore(t)
	together := func(c *telegram.Config) {
		c.Pace, c.Store = telegram.TelegramPace, store
		c.Pace.Bot = storage.Pace{Every: 20 * time.Millisecond, Burst: 5}
	}
	const each = 20
	begun := time.Now()
	var wg sync.WaitGroup
	for p := range int64(2) {
		client, _ := connect(t, srv, together)
		for i := range int64(each) {
			an := srv.User(100*(p+1)+i, "vi")
			wg.Go(func() {
				if _, err := client.Deliver(context.Background(), show(at(an), said("một"))); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if least := (2*each - 5) * 20 * time.Millisecond; time.Since(begun) < least {
		t.Errorf("sent within %v, want at least %v", time.Since(begun), least)
	}
}

func TestThePaceIsKept(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv, func(c *telegram.Config) { c.Pace = telegram.Pace{} })
	an := srv.User(11, "vi")
	sent := 0
	for {
		_, err := client.Deliver(t.Context(), show(at(an), said("một")))
		var failed *runner.DeliveryError
		if errors.As(err, &failed) {
			if failed.RetryAfter <= 0 || failed.RetryAfter > time.Second {
				t.Errorf("asked to wait %v", failed.RetryAfter)
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		sent++
	}
	if want := telegram.TelegramPace.Chat.Burst; sent < want || sent > want+1 {
		t.Errorf("%d messages at once", sent)
	}
}

func TestACallEndsWithItsContext(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log := connect(t, srv)
	an := srv.User(11, "vi")
	srv.Fail(telegramtest.Fault{Kind: telegramtest.Hang, Times: 10})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	for name, call := range map[string]func() error{
		"Deliver": func() error { _, err := client.Deliver(ctx, show(at(an), hello())); return err },
		"Answer":  func() error { return client.Answer(ctx, "1", "") },
		"Busy":    func() error { return client.Busy(ctx, at(an)) },
		"Open":    func() error { _, err := client.Open(ctx, "x", 100); return err },
	} {
		if err := call(); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		} else {
			secret(t, err.Error()+log.String())
		}
	}
}

func TestAnUnreachableServerKeepsTheTokenSecret(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log := connect(t, srv)
	an := srv.User(11, "vi")
	srv.Down(true)
	_, err := client.Deliver(t.Context(), show(at(an), said("một")))
	if err == nil {
		t.Fatal("delivered")
	}
	secret(t, err.Error()+log.String())
	elsewhere, err := telegram.New(telegram.Config{Token: telegramtest.Token, Store: newStore(t), APIURL: "http://127.0.0.1:1/with%20space"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = elsewhere.Deliver(t.Context(), show(at(an), said("một")))
	if err == nil {
		t.Fatal("delivered")
	}
	secret(t, err.Error())
	if _, err = elsewhere.Open(t.Context(), "x", 1); err == nil {
		t.Fatal("opened")
	}
	secret(t, err.Error())
}
