package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
)

// until waits for something about a process.
func (p *process) until(what string, done func() bool) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.t.Fatalf("timed out waiting for %s; the log:\n%s", what, p.told())
		}
	}
}

// get returns the status and text of a page of the process.
func (p *process) get(path string) (int, string) {
	p.t.Helper()
	answer, err := http.Get("http://" + p.Address + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer.StatusCode, strings.TrimSpace(string(body))
}

func TestSIGTERMFinishesWhatWasBegun(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := "CHONMAT_DATABASE=" + onFile(t)
	p := launch(t, srv, database)
	var people []*telegramtest.Person
	for i := range int64(20) {
		people = append(people, srv.User(100+i, "vi"))
	}
	for _, an := range people {
		an.Say("/start")
	}
	people[0].Await("Chào bạn")
	if took, status := p.term(); took > 5*time.Second || status != 0 {
		t.Errorf("stopped after %v with status %d:\n%s", took, status, p.told())
	}
	// Nobody waits for the lease of a process that stopped.
	begun := time.Now()
	p = launch(t, srv, database)
	for _, an := range people {
		if got := an.Replies(1); len(got) != 1 {
			t.Errorf("%d answers to one /start", len(got))
		}
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("the rest was answered after %v", took)
	}
	p.term()
}

func TestSIGTERMWaitsTenSecondsForWhatHangs(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := "CHONMAT_DATABASE=" + onFile(t)
	p := launch(t, srv, database)
	an := srv.User(11, "vi")
	srv.Fail(telegramtest.Fault{Kind: telegramtest.Hang, Method: "sendRichMessage"})
	an.Say("/start")
	srv.AwaitCalls("sendRichMessage", 1)
	if took, status := p.term(); took < 9*time.Second || took > 14*time.Second || status != 0 {
		t.Errorf("stopped after %v with status %d:\n%s", took, status, p.told())
	}
	p = launch(t, srv, database)
	an.Await("Chào bạn") // within Patience: the lease was given back
	p.term()
}

func TestTelegramUnreachableAtTheStartIsWaitedFor(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	srv.Down(true)
	p := launch(t, srv, "CHONMAT_DATABASE="+onFile(t))
	p.until("the log to say so", func() bool {
		return strings.Contains(p.told(), "no updates from Telegram; trying again until it works")
	})
	if status, text := p.get("/healthz"); status != http.StatusOK {
		t.Errorf("/healthz: %d %s", status, text)
	}
	if status, text := p.get("/readyz"); status != http.StatusServiceUnavailable || !strings.HasPrefix(text, "telegram") {
		t.Errorf("/readyz: %d %s", status, text)
	}
	an := srv.User(11, "vi")
	an.Say("/start")
	srv.Down(false)
	p.until("it to be ready", func() bool { status, _ := p.get("/readyz"); return status == http.StatusOK })
	an.Await("Chào bạn")
	if n := strings.Count(p.told(), "no updates from Telegram"); n != 1 {
		t.Errorf("told %d times:\n%s", n, p.told())
	}
	if _, key, _ := strings.Cut(telegramtest.Token, ":"); strings.Contains(p.told(), key) {
		t.Error("the log holds the token")
	}
	p.term()
}
