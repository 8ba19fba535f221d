package telegram_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

// called makes a client with a webhook at a server of its own, which receives
// into a channel unless keep fails.
func called(t *testing.T, srv *telegramtest.Server, keep func() error) (*telegram.Client, *logged, <-chan storage.Update) {
	t.Helper()
	mux := http.NewServeMux()
	web := httptest.NewServer(mux)
	t.Cleanup(web.Close)
	client, log := connect(t, srv, func(c *telegram.Config) { c.Webhook.URL = web.URL + "/telegram" })
	updates := make(chan storage.Update, 1000)
	path, handler := client.Webhook(func(_ context.Context, us []storage.Update) error {
		if err := keep(); err != nil {
			return err
		}
		for _, u := range us {
			updates <- u
		}
		return nil
	})
	mux.Handle(path, handler)
	telegram.Hasten(client)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- client.Run(ctx, nil) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return client, log, updates
}

func always() error { return nil }

func TestTelegramCallsAWebhook(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log, updates := called(t, srv, always)
	an := srv.User(11, "vi")
	for _, text := range []string{"một", "hai", "ba"} {
		an.Say(text)
	}
	got := texts(client, []storage.Update{<-updates, <-updates, <-updates})
	if diff := cmp.Diff([]string{"một", "hai", "ba"}, got); diff != "" {
		t.Error(diff)
	}
	if n := len(srv.Calls("getUpdates", "deleteWebhook")); n != 0 {
		t.Errorf("%d calls as if to ask for updates", n)
	}
	set := srv.Calls("setWebhook")[0].Params
	if set["max_connections"] != "100" || set["allowed_updates"] != `["message","edited_message","callback_query"]` ||
		!regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(set["secret_token"]) {
		t.Errorf("set %v", set)
	}
	// The first update can arrive before the answer to setWebhook.
	for deadline := time.Now().Add(10 * time.Second); client.State() != telegram.Receiving; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("state %d", client.State())
		}
	}
	if strings.Contains(log.String(), set["secret_token"]) {
		t.Errorf("log:\n%s", log)
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}

func TestTheSecretIsTheSameInAllProcessesOfABot(t *testing.T) {
	secretOf := func(change func(*telegram.Config)) string {
		srv := telegramtest.Start(t)
		client, _ := connect(t, srv, func(c *telegram.Config) { c.Webhook.URL = "https://bot.example.com/" }, change)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- client.Run(ctx, nil) }()
		srv.AwaitCalls("setWebhook", 1)
		cancel()
		<-done
		return srv.Calls("setWebhook")[0].Params["secret_token"]
	}
	one, two := secretOf(func(*telegram.Config) {}), secretOf(func(*telegram.Config) {})
	if one != two || strings.Contains(telegramtest.Token, one) {
		t.Errorf("%q and %q", one, two)
	}
	if own := secretOf(func(c *telegram.Config) { c.Webhook.Secret = "own-Secret_1" }); own != "own-Secret_1" {
		t.Errorf("own: %q", own)
	}
}

// door is a handler without a server around it.
func door(t testing.TB, receive func(context.Context, []storage.Update) error) (http.Handler, *logged) {
	t.Helper()
	srv := telegramtest.Start(t)
	client, log := connect(t, srv, func(c *telegram.Config) {
		c.Webhook = telegram.Webhook{URL: srv.URL + "/telegram", Secret: "s3cret"}
	})
	path, handler := client.Webhook(receive)
	if path != "/telegram" {
		t.Fatalf("at %q", path)
	}
	return handler, log
}

func knock(h http.Handler, method, secret, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/telegram", strings.NewReader(body))
	r.Header.Set(secretHeader, secret)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestWhatIsNotTelegramsIsRefusedWithoutDetail(t *testing.T) {
	kept := 0
	h, log := door(t, func(_ context.Context, us []storage.Update) error {
		kept += len(us)
		return nil
	})
	good := inPrivate("message", `"text":"chuyện riêng"`)
	for name, tt := range map[string]struct {
		method, secret, body string
		want                 int
	}{
		"another method":       {"GET", "s3cret", "", 405},
		"no secret":            {"POST", "", good, 401},
		"a wrong secret":       {"POST", "s3creT", good, 401},
		"half a secret":        {"POST", "s3c", good, 401},
		"nothing":              {"POST", "s3cret", "", 400},
		"no JSON":              {"POST", "s3cret", "update_id=5", 400},
		"two values":           {"POST", "s3cret", good + good, 400},
		"a list":               {"POST", "s3cret", "[" + good + "]", 400},
		"no id":                {"POST", "s3cret", `{"message":{"text":"chuyện riêng"}}`, 400},
		"an id that is a word": {"POST", "s3cret", `{"update_id":"5"}`, 400},
		"too much":             {"POST", "s3cret", `{"update_id":5,"x":"` + strings.Repeat("a", 1<<20) + `"}`, 413},
	} {
		w := knock(h, tt.method, tt.secret, tt.body)
		if w.Code != tt.want || w.Body.Len() != 0 || kept != 0 {
			t.Errorf("%s: %d %q, kept %d", name, w.Code, w.Body, kept)
		}
	}
	if w := knock(h, "POST", "s3cret", good); w.Code != 200 || w.Body.Len() != 0 || kept != 1 {
		t.Errorf("Telegram's own: %d %q, kept %d", w.Code, w.Body, kept)
	}
	// What means nothing to us is kept too: it would be repeated for a day.
	if w := knock(h, "POST", "s3cret", `{"update_id":6,"message":7}`); w.Code != 200 || kept != 2 {
		t.Errorf("an odd one: %d, kept %d", w.Code, kept)
	}
	if log.String() != "" {
		t.Errorf("log:\n%s", log)
	}
}

func TestAnUpdateIsAcknowledgedOnlyWhenItIsKept(t *testing.T) {
	srv := telegramtest.Start(t)
	var tries atomic.Int32
	client, log, updates := called(t, srv, func() error {
		if tries.Add(1) == 1 {
			return errors.New("the disk is full")
		}
		return nil
	})
	srv.User(11, "vi").Say("chuyện riêng")
	if got := texts(client, []storage.Update{<-updates}); !cmp.Equal(got, []string{"chuyện riêng"}) {
		t.Errorf("got %q", got)
	}
	if first := srv.Calls("webhook")[0]; first.Status != 503 {
		t.Errorf("the first time: %+v", first)
	}
	for deadline := time.Now().Add(5 * time.Second); !strings.Contains(log.String(), "kept again"); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("log:\n%s", log)
		}
	}
	if text := log.String(); !strings.Contains(text, "the disk is full") || strings.Contains(text, "riêng") {
		t.Errorf("log:\n%s", text)
	}
}

func TestAWebhookIsSetOnceTelegramCanBeReached(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	srv.Down(true)
	client, log, updates := called(t, srv, always)
	srv.Fail(telegramtest.Fault{Kind: telegramtest.Refuse, Method: "setWebhook", Code: 400, Text: "Bad Request: bad webhook: Failed to resolve host"})
	srv.User(11, "vi").Say("một")
	if client.State() != telegram.Connecting {
		t.Errorf("state %d", client.State())
	}
	srv.Down(false)
	<-updates
	if n := strings.Count(log.String(), "trying again until it works"); n != 1 {
		t.Errorf("said %d times:\n%s", n, log)
	}
	secret(t, log.String())
}

func TestAWebhookTakenAwayIsNoticed(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log, updates := called(t, srv, always)
	srv.User(11, "vi").Say("một")
	<-updates
	is := func(state telegram.State, says string) {
		t.Helper()
		for deadline := time.Now().Add(5 * time.Second); client.State() != state || !strings.Contains(log.String(), says); time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("state %d, want %d; log:\n%s", client.State(), state, log)
			}
		}
	}
	own := srv.Calls("setWebhook")[0].Params["url"]
	srv.SetWebhook("https://bot.example.com/other")
	is(telegram.Standby, "restart to receive here again")
	if n := len(srv.Calls("setWebhook")); n != 1 {
		t.Errorf("set %d times", n)
	}
	srv.SetWebhook(own)
	is(telegram.Receiving, "ours again")
}

func TestWhyTelegramCannotCallIsSaid(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log := connect(t, srv, func(c *telegram.Config) { c.Webhook.URL = "https://bot.example.com/" })
	telegram.Hasten(client)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- client.Run(ctx, nil) }()
	srv.AwaitCalls("setWebhook", 1)
	time.Sleep(1100 * time.Millisecond) // failures are dated by the second
	srv.User(11, "vi").Say("một")
	for deadline := time.Now().Add(5 * time.Second); !strings.Contains(log.String(), "Connection refused"); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("log:\n%s", log)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestWebhookConfigIsChecked(t *testing.T) {
	for name, w := range map[string]telegram.Webhook{
		"no host":          {URL: "bot.example.com/x"},
		"another scheme":   {URL: "ftp://bot.example.com"},
		"not encrypted":    {URL: "http://bot.example.com/x"},
		"a query":          {URL: "https://bot.example.com/x?secret=5"},
		"a password":       {URL: "https://me:secret5@bot.example.com/x"},
		"a pattern":        {URL: "https://bot.example.com/{secret}"},
		"up":               {URL: "https://bot.example.com/a/../b"},
		"a slash too many": {URL: "https://bot.example.com/a/"},
		"an escape":        {URL: "https://bot.example.com/a%2Fb"},
		"a bad secret":     {URL: "https://bot.example.com/x", Secret: "with space secret"},
		"a long secret":    {URL: "https://bot.example.com/x", Secret: strings.Repeat("secret", 50)},
	} {
		if _, err := telegram.New(telegram.Config{Token: telegramtest.Token, Webhook: w}); err == nil {
			t.Errorf("%s is accepted", name)
		} else if text := err.Error(); w.Secret != "" && strings.Contains(text, w.Secret) || strings.Contains(text, "secret5") {
			t.Errorf("%s: a secret is in %q", name, text)
		}
	}
	for url, want := range map[string]string{"https://bot.example.com": "/", "https://bot.example.com:8443/tg/7-x_y.z": "/tg/7-x_y.z"} {
		client, err := telegram.New(telegram.Config{Token: telegramtest.Token, Webhook: telegram.Webhook{URL: url}})
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		if path, _ := client.Webhook(nil); path != want {
			t.Errorf("%s: at %q", url, path)
		}
	}
}

func FuzzWebhook(f *testing.F) {
	var kept []storage.Update
	h, _ := door(f, func(_ context.Context, us []storage.Update) error {
		kept = append(kept, us...)
		return nil
	})
	for _, body := range []string{
		inPrivate("message", `"text":"một"`), inGroup("edited_message", `"text":"một"`), `{"update_id":1}`, `{"update_id":-1}`,
		`{"update_id":1e3}`, `{"update_id":1,"message":7}`, `{"update_id":1}{}`, "[]", "null", "", "\xff", `{"update_id":1,"message":{"chat":{"id":99999999999999999999}}}`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		kept = nil
		switch w := knock(h, "POST", "s3cret", body); w.Code {
		case http.StatusOK:
			if len(kept) != 1 || kept[0].ID <= 0 || len(kept[0].Body) == 0 {
				t.Errorf("kept %+v", kept)
			}
		case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
			if kept != nil {
				t.Errorf("refused and kept %+v", kept)
			}
		default:
			t.Errorf("status %d", w.Code)
		}
	})
}
