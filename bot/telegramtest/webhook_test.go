package telegramtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/telegramtest"
)

// bot is a webhook that notes what it was given and answers as it is told.
type bot struct {
	*httptest.Server
	answer func(text string) int

	mu     sync.Mutex
	got    []string
	secret string
}

func startBot(t *testing.T, answer func(text string) int) *bot {
	b := &bot{answer: answer}
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var u struct {
			Message struct{ Text string }
			Press   struct{ Data string } `json:"callback_query"`
		}
		body, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(body, &u); err != nil {
			t.Error(err)
		}
		text := u.Message.Text + u.Press.Data
		b.mu.Lock()
		b.got = append(b.got, text)
		b.secret = r.Header.Get("X-Telegram-Bot-Api-Secret-Token")
		b.mu.Unlock()
		w.WriteHeader(b.answer(text))
	}))
	t.Cleanup(b.Close)
	return b
}

func (b *bot) seen() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.got)
}

func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(telegramtest.Patience); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not so after a while: " + what)
		}
	}
}

func TestAWebhookGetsEachLineInOrder(t *testing.T) {
	srv := telegramtest.Start(t)
	b := startBot(t, func(string) int { return 200 })
	an := srv.User(11, "vi")
	an.Say("một")
	an.Say("hai")
	if r := call(t, srv, "setWebhook", "url="+b.URL+"/hook", "secret_token=abc-_9"); !r.OK {
		t.Fatalf("%+v", r)
	}
	an.Say("ba")
	until(t, "nothing waits", func() bool { return srv.Pending() == 0 })
	if diff := cmp.Diff([]string{"một", "hai", "ba"}, b.seen()); diff != "" || b.secret != "abc-_9" {
		t.Errorf("%s, secret %q", diff, b.secret)
	}
	call(t, srv, "deleteWebhook")
	an.Say("bốn")
	if _, texts := updates(t, srv); !cmp.Equal(texts, []string{"bốn"}) {
		t.Errorf("asked for: %q", texts)
	}
}

func TestAPressDoesNotWaitForWhatIsSaid(t *testing.T) {
	srv := telegramtest.Start(t)
	release := make(chan struct{})
	b := startBot(t, func(text string) int {
		if text == "một" {
			<-release
		}
		return 200
	})
	call(t, srv, "setWebhook", "url="+b.URL)
	an, binh := srv.User(11, "vi"), srv.User(12, "vi")
	call(t, srv, "sendMessage", "chat_id=11", "text=chọn", `reply_markup={"inline_keyboard":[[{"text":"ok","callback_data":"ok"}]]}`)
	an.Say("một")
	an.Say("hai")
	an.Press("ok")
	binh.Say("ba")
	until(t, "only what waits for một is left", func() bool { return srv.Pending() == 2 })
	got := b.seen()
	slices.Sort(got)
	if diff := cmp.Diff([]string{"ba", "một", "ok"}, got); diff != "" {
		t.Error(diff)
	}
	close(release)
	until(t, "nothing waits", func() bool { return srv.Pending() == 0 })
}

func TestAWebhookThatFailsIsTriedAgain(t *testing.T) {
	srv := telegramtest.Start(t)
	fails := 3
	b := startBot(t, func(string) int {
		if fails > 0 {
			fails--
			return 503
		}
		return 200
	})
	call(t, srv, "setWebhook", "url="+b.URL)
	srv.User(11, "vi").Say("một")
	srv.AwaitCalls("webhook", 2) // the second at once
	for n, wait := range []time.Duration{2 * time.Second, 4 * time.Second} {
		until(t, "the failure is noted", func() bool { return srv.Calls("webhook")[n+1].Status == 503 })
		srv.Advance(wait - 500*time.Millisecond)
		if got := len(srv.Calls("webhook")); got != n+2 {
			t.Fatalf("%d calls before the wait of %v is over", got, wait)
		}
		srv.Advance(500 * time.Millisecond)
		srv.AwaitCalls("webhook", n+3)
	}
	until(t, "nothing waits", func() bool { return srv.Pending() == 0 })
	var info struct {
		URL  string `json:"url"`
		Text string `json:"last_error_message"`
	}
	if err := json.Unmarshal(call(t, srv, "getWebhookInfo").Result, &info); err != nil || info.URL != b.URL ||
		info.Text != "Wrong response from the webhook: 503 Service Unavailable" {
		t.Errorf("%+v, %v", info, err)
	}
}

func TestAnUpdateWhoseAnswerIsLostComesAgain(t *testing.T) {
	srv := telegramtest.Start(t)
	b := startBot(t, func(string) int { return 200 })
	srv.Fail(telegramtest.Fault{Kind: telegramtest.DropAfter, Method: "webhook"})
	call(t, srv, "setWebhook", "url="+b.URL)
	srv.User(11, "vi").Say("một")
	until(t, "nothing waits", func() bool { return srv.Pending() == 0 })
	if diff := cmp.Diff([]string{"một", "một"}, b.seen()); diff != "" {
		t.Error(diff)
	}
}

func TestOnlyThisMachineIsCalled(t *testing.T) {
	srv := telegramtest.Start(t)
	call(t, srv, "setWebhook", "url=https://example.com/hook")
	srv.User(11, "vi").Say("một")
	until(t, "it has failed", func() bool {
		calls := srv.Calls("webhook")
		return len(calls) > 0 && calls[0].Error == "Connection refused"
	})
}

func TestWrongWebhooksAreRefused(t *testing.T) {
	srv := telegramtest.Start(t)
	for _, params := range [][]string{{"url=example.com"}, {"url=ftp://example.com"}, {"url=https://example.com", "secret_token=a b"}} {
		if r := call(t, srv, "setWebhook", params...); r.Code != 400 {
			t.Errorf("%q: %+v", params, r)
		}
	}
}
