package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
)

// check returns the status and text of a health check.
func check(t *testing.T, s *served, path string) (int, string) {
	t.Helper()
	r, err := http.Get("http://" + s.config.Listen + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, strings.TrimSpace(string(body))
}

func TestHealthAndReadiness(t *testing.T) {
	s := serveApp(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, text := check(t, s, path); status != http.StatusOK {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
	// Somebody else holds the database.
	other, err := sql.Open("sqlite3", "file:"+s.config.Database+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	held, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if status, text := check(t, s, "/readyz"); status != http.StatusServiceUnavailable || !strings.HasPrefix(text, "database") {
		t.Errorf("with the database held: %d %s", status, text)
	}
	if status, _ := check(t, s, "/healthz"); status != http.StatusOK {
		t.Errorf("alive: %d", status)
	}
	if err := held.Rollback(); err != nil {
		t.Fatal(err)
	}
}

func TestReadinessWaitsForTelegram(t *testing.T) {
	silent := telegramtest.Start(t)
	silent.Fail(telegramtest.Fault{Kind: telegramtest.ServerDown, Method: "getMe", Chance: 1})
	s := &served{t: t, config: Config{
		Token: telegramtest.Token, APIURL: silent.URL, Database: filepath.Join(t.TempDir(), "chonmat.db"), Listen: "127.0.0.1:0",
	}}
	s.start()
	if status, text := check(t, s, "/readyz"); status != http.StatusServiceUnavailable || !strings.HasPrefix(text, "telegram") {
		t.Errorf("without Telegram: %d %s", status, text)
	}
	if status, _ := check(t, s, "/"); status != http.StatusNotFound {
		t.Errorf("the page is served beside the bot: %d", status)
	}
	s.stop()

	s.config.APIURL = telegramtest.Start(t).URL
	s.start()
	defer s.stop()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		status, text := check(t, s, "/readyz")
		if status == http.StatusOK {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("not ready: %s", text)
		}
	}
}

func TestOfTwoThatPollOneIsAStandby(t *testing.T) {
	srv := telegramtest.Start(t)
	var both []*served
	for range 2 {
		s := &served{t: t, config: Config{
			Token: telegramtest.Token, APIURL: srv.URL, Database: filepath.Join(t.TempDir(), "chonmat.db"), Listen: "127.0.0.1:0",
		}}
		s.start()
		defer s.stop()
		srv.AwaitCalls("getUpdates", len(both)+1)
		both = append(both, s)
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		var texts []string
		for _, s := range both {
			status, text := check(t, s, "/readyz")
			texts = append(texts, fmt.Sprint(status, " ", text))
		}
		slices.Sort(texts)
		if slices.Equal(texts, []string{"200 ready", "200 standby: another process receives for this bot"}) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%q", texts)
		}
	}
	an := srv.User(11, "vi")
	an.Say("/start")
	an.Await("Chào bạn")
}

func TestTheWebhookIsAtItsPathAlone(t *testing.T) {
	for path, elsewhere := range map[string]string{"/": "/telegram", "/telegram": "/telegram/x"} {
		srv := telegramtest.Start(t)
		s := &served{t: t, config: Config{
			Token: telegramtest.Token, APIURL: srv.URL, Webhook: "https://bot.example.com" + path, Secret: "s3cret",
			Database: filepath.Join(t.TempDir(), "chonmat.db"), Listen: "127.0.0.1:0",
		}}
		s.start()
		for _, request := range []struct {
			path, secret string
			want         int
		}{{path, "", 401}, {path, "s3cret", 200}, {elsewhere, "s3cret", 404}} {
			r, err := http.NewRequest("POST", "http://"+s.config.Listen+request.path, strings.NewReader(`{"update_id":5}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", request.secret)
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != request.want {
				t.Errorf("at %q with %q: %s, want %d", request.path, request.secret, response.Status, request.want)
			}
		}
		if status, _ := check(t, s, "/healthz"); status != http.StatusOK {
			t.Errorf("alive: %d", status)
		}
		s.stop()
	}
}

func TestSettingsWithoutEffectAreNamedOnce(t *testing.T) {
	for name, test := range map[string]struct {
		vars map[string]string
		want string
	}{
		"of a model": {map[string]string{"OPENAI_MODEL": "m", "CHONMAT_WEBHOOK_SECRET": "s3cret"}, "OPENAI_MODEL, CHONMAT_WEBHOOK_SECRET"},
		"of the bot": {map[string]string{"CHONMAT_WEBHOOK_URL": "https://bot.example.com/x", "CHONMAT_WEBHOOK_SECRET": "s3cret", "CHONMAT_ADMINS": "42"}, "CHONMAT_WEBHOOK_URL, CHONMAT_ADMINS, CHONMAT_WEBHOOK_SECRET"},
		"none":       {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			config, err := readConfig(test.vars)
			if err != nil {
				t.Fatal(err)
			}
			config.Database, config.Listen = filepath.Join(t.TempDir(), "chonmat.db"), "127.0.0.1:0"
			var log bytes.Buffer
			app := newApp(config, newLog("text", &log, config.Secret))
			ctx, stop := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() { done <- app.Run(ctx) }()
			<-app.Ready()
			stop()
			if err := <-done; err != nil {
				t.Fatal(err)
			}
			said := log.String()
			if n := strings.Count(said, "without effect"); test.want == "" && n != 0 ||
				test.want != "" && (n != 1 || !strings.Contains(said, `settings="`+test.want+`"`)) || strings.Contains(said, "s3cret") {
				t.Errorf("said:\n%s", said)
			}
		})
	}
	config, err := readConfig(map[string]string{"TELEGRAM_BOT_TOKEN": "1:x", "CHONMAT_WEBHOOK_SECRET": "s3cret"})
	if err != nil || !slices.Equal(config.Unused, []string{"CHONMAT_WEBHOOK_SECRET"}) {
		t.Errorf("a secret without a URL: %q, %v", config.Unused, err)
	}
}

func TestAWrongWebhookIsSaidAndStatus2(t *testing.T) {
	c := newTerminal(t)
	c.env["TELEGRAM_BOT_TOKEN"] = telegramtest.Token
	for name, url := range map[string]string{"not encrypted": "http://bot.example.com/x", "no URL": "bot"} {
		c.env["CHONMAT_WEBHOOK_URL"] = url
		if got := c.run("", "serve"); got.status != exitUsage || !strings.Contains(got.err, "webhook URL must") {
			t.Errorf("%s: %+v", name, got)
		}
	}
	c.env["CHONMAT_WEBHOOK_URL"] = "https://bot.example.com/x"
	c.env["CHONMAT_WEBHOOK_SECRET_FILE"] = c.file("secret", "not allowed\n")
	if got := c.run("", "serve"); got.status != exitUsage || !strings.Contains(got.err, "webhook secret must") || strings.Contains(got.out+got.err, "not allowed") {
		t.Errorf("%+v", got)
	}
}

func TestAnAddressInUseIsSaidAndStatus1(t *testing.T) {
	s := serveApp(t)
	c := newTerminal(t)
	c.env["CHONMAT_LISTEN"] = s.config.Listen
	if got := c.run("", "serve"); got.status != exitFailed || !strings.Contains(got.err, "CHONMAT_LISTEN") || !strings.Contains(got.err, "in use") {
		t.Errorf("%+v", got)
	}
}

func TestThePageIsServedOnLoopbackUnlessToldOtherwise(t *testing.T) {
	config, err := readConfig(nil)
	if err != nil || config.Listen != "127.0.0.1:8080" || config.Database != "chonmat.db" || config.Log != "text" {
		t.Errorf("%+v, %v", config, err)
	}
	s := serveApp(t)
	r, err := http.NewRequest("GET", s.url(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "evil.example"
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("as evil.example: %s", response.Status)
	}
}

// BenchmarkStart is from nothing to ready, with a new database, and the stop.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	n := 0
	for b.Loop() {
		n++
		app := newApp(Config{Database: filepath.Join(dir, strings.Repeat("x", n%200+1)+".db"), Listen: "127.0.0.1:0"}, slog.New(slog.DiscardHandler))
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- app.Run(ctx) }()
		<-app.Ready()
		stop()
		if err := <-done; err != nil {
			b.Fatal(err)
		}
	}
}
