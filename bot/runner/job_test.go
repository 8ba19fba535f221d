package runner_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/runner"
)

// clock is a time that can be moved on.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time       { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *clock) pass(d time.Duration) { c.ahead.Add(int64(d)) }

func TestAJobIsDoneWhenItIsDueAndOnce(t *testing.T) {
	t.Parallel()
	m, path := newMemory(), dbPath(t)
	var c clock
	r, stop := start(t, runner.Config{Database: open(t, path), Messenger: m, Dialog: counting{}, Now: c.now})
	receive(t, r, update(1, said{Chat: "a", Text: "remind"}), update(2, said{Chat: "b", Text: "remind"}))
	m.until(t, "two answers", func() bool { return len(m.chats["a"])+len(m.chats["b"]) == 2 })
	receive(t, r, update(3, said{Chat: "a", Text: "remind"}), update(4, said{Chat: "b", Text: "never mind"}))
	m.until(t, "two more", func() bool { return len(m.chats["a"])+len(m.chats["b"]) == 4 })
	stop()

	c.pass(25 * time.Hour) // nobody was there for a day
	_, _ = start(t, runner.Config{Database: open(t, path), Messenger: m, Dialog: counting{}, Now: c.now})
	m.until(t, "the reminder", func() bool { return len(m.chats["a"]) == 3 })
	time.Sleep(1500 * time.Millisecond) // longer than the next look
	want := map[string][]string{
		"a": {"1 remind", "2 remind", `3 remind "again" for vi`},
		"b": {"1 remind", "2 never mind"},
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if diff := cmp.Diff(want, m.chats); diff != "" {
		t.Error(diff)
	}
}

func TestAJobOfSomebodyWhoIsGoneWaitsForTheirReturn(t *testing.T) {
	t.Parallel()
	m := newMemory()
	var c clock
	var blocked atomic.Bool
	var tried atomic.Int32
	m.deliver = func(_ context.Context, out runner.Outgoing) error {
		if blocked.Load() && out.To.Chat == "a" {
			tried.Add(1)
			return &runner.DeliveryError{Gone: true, Unreachable: true, Err: errors.New("blocked")}
		}
		return nil
	}
	r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}, Now: c.now})
	receive(t, r, update(1, said{Chat: "a", Text: "remind"}), update(2, said{Chat: "b", Text: "remind"}))
	m.until(t, "two answers", func() bool { return len(m.chats["a"])+len(m.chats["b"]) == 2 })
	blocked.Store(true)
	receive(t, r, update(3, said{Chat: "a", Text: "the last word"}))
	for deadline := time.Now().Add(10 * time.Second); tried.Load() == 0 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	c.pass(2 * time.Hour)
	m.until(t, "the other's reminder", func() bool { return len(m.chats["b"]) == 2 })
	time.Sleep(1500 * time.Millisecond)
	if n := tried.Load(); n != 1 {
		t.Errorf("somebody who is gone was written to %d times", n)
	}
	blocked.Store(false)
	receive(t, r, update(4, said{Chat: "a", Text: "back"}))
	m.until(t, "their reminder", func() bool { return len(m.chats["a"]) == 3 })
	want := []string{"1 remind", "3 back", `4 remind "again" for vi`}
	if diff := cmp.Diff(want, m.chats["a"]); diff != "" {
		t.Error(diff)
	}
}

func TestAJobThatAlwaysFailsIsDroppedAndTold(t *testing.T) {
	t.Parallel()
	log := told{news: make(chan string, 100)}
	m := newMemory()
	var c clock
	r, _ := start(t, runner.Config{
		Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}, Now: c.now, Log: slog.New(slog.NewTextHandler(log, nil)),
	})
	receive(t, r, update(1, said{Chat: "a", Text: "bad job"}), update(2, said{Chat: "a", Text: "remind"}))
	m.until(t, "two answers", func() bool { return len(m.chats["a"]) == 2 })
	c.pass(2 * time.Hour)
	m.until(t, "the good job", func() bool { return len(m.chats["a"]) == 3 })
	for line := ""; !strings.Contains(line, "job failed and is dropped"); {
		select {
		case line = <-log.news:
		case <-time.After(20 * time.Second):
			t.Fatal("it is not dropped")
		}
		if strings.Contains(line, "the person's own words") {
			t.Errorf("the log tells: %s", line)
		}
	}
}

// told is a log that is read as it is written.
type told struct{ news chan string }

func (l told) Write(line []byte) (int, error) {
	l.news <- string(line)
	return len(line), nil
}
