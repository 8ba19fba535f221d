package runner_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/dialog"
	"chonmat/bot/runner"
	"chonmat/domain"
	"chonmat/storage"
)

func TestUpdatesAreAnsweredOnceAndInOrder(t *testing.T) {
	m := newMemory()
	r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}})
	const chats, each = 20, 10
	want := map[string][]string{}
	for n := range each {
		var batch []storage.Update
		for c := range chats {
			chat := fmt.Sprint("c", c)
			batch = append(batch, update(int64(n*chats+c), said{Chat: chat, Text: fmt.Sprint("t", n)}))
			want[chat] = append(want[chat], fmt.Sprintf("%d t%d", n+1, n))
		}
		receive(t, r, batch...)
		receive(t, r, batch...) // a messenger may repeat itself
	}
	m.until(t, "all answers", func() bool {
		n := 0
		for _, texts := range m.chats {
			n += len(texts)
		}
		return n >= chats*each
	})
	if diff := cmp.Diff(want, m.chats); diff != "" {
		t.Error(diff)
	}
}

func TestAnUpdateThatMeansNothingIsClosed(t *testing.T) {
	m := newMemory()
	r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}})
	receive(t, r, storage.Update{ID: 1, Chat: "a", Body: []byte("no JSON")}, update(2, said{Chat: "a", Text: "hi"}))
	m.until(t, "the answer to the second", func() bool { return len(m.chats["a"]) == 1 })
}

func TestAPressIsAnsweredWithItsToastAndEditsItsMessage(t *testing.T) {
	m := newMemory()
	r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}})
	receive(t, r, update(7, said{Chat: "a", Data: "toast", On: "m1"}))
	m.until(t, "answer and edit", func() bool { return len(m.answers) == 1 && len(m.edits) == 1 })
	if m.answers[0] != "7: done" || m.edits[0] != "m1" {
		t.Errorf("answered %q, edited %q", m.answers, m.edits)
	}
}

func TestAStepSeesWhatWasCommittedBefore(t *testing.T) {
	m := newMemory()
	sample := domain.NewRoster(domain.SampleRoster, 0, make([]domain.Account, 3))
	r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}, Sample: sample})
	for i, text := range []string{"save", "named", "list"} {
		receive(t, r, update(int64(i), said{Chat: "a", Text: text}))
	}
	receive(t, r, update(9, said{Chat: "b", Text: "save"}))
	m.until(t, "four answers", func() bool { return len(m.chats["a"]) == 3 && len(m.chats["b"]) == 1 })
	want := []string{"1 save", "2 at Son of 1", "0 own, 3 sample"}
	if diff := cmp.Diff(want, m.chats["a"]); diff != "" {
		t.Error(diff)
	}
}

func TestAPanicIsApologisedForAndTheChatGoesOn(t *testing.T) {
	for _, bad := range []string{"panic", "nul"} { // a bug, and input the store refuses
		t.Run(bad, func(t *testing.T) {
			var log bytes.Buffer
			m := newMemory()
			r, stop := start(t, runner.Config{
				Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}, Log: slog.New(slog.NewTextHandler(&log, nil)),
			})
			receive(t, r, update(1, said{Chat: "a", Text: "hi"}), update(2, said{Chat: "a", Text: bad}), update(3, said{Chat: "a", Text: "again"}))
			m.until(t, "three messages", func() bool { return len(m.chats["a"]) == 3 })
			stop()
			if got := m.chats["a"]; got[0] != "1 hi" || !strings.Contains(got[1], "/start") || got[2] != "2 again" {
				t.Errorf("delivered %q", got)
			}
			if strings.Contains(log.String(), "the person's own words") {
				t.Error("the log holds what a person may have written")
			}
			if !strings.Contains(log.String(), "closing the update") {
				t.Errorf("the log does not tell: %s", &log)
			}
		})
	}
}

// conflicted is a database that refuses the first commits.
type conflicted struct {
	*storage.DB
	left atomic.Int32
}

func (c *conflicted) CommitFirst(ctx context.Context, claimed storage.Claimed, changes storage.Changes, at, lease time.Time) (*storage.Delivery, error) {
	if c.left.Add(-1) >= 0 {
		return nil, domain.Errorf(domain.Conflict, "somebody was faster")
	}
	return c.DB.CommitFirst(ctx, claimed, changes, at, lease)
}

func TestAStepIsComputedAgainWhenSomebodyWasFaster(t *testing.T) {
	m := newMemory()
	db := &conflicted{DB: open(t, dbPath(t))}
	db.left.Store(5) // more than are tried at once
	r, _ := start(t, runner.Config{Database: db, Messenger: m, Dialog: counting{}})
	receive(t, r, update(1, said{Chat: "a", Data: "toast", On: "m1"}))
	m.until(t, "the answer", func() bool { return len(m.chats["a"]) == 1 && len(m.answers) == 1 })
	if m.chats["a"][0] != "1 changed" {
		t.Errorf("delivered %q", m.chats["a"])
	}
}

// unreadable is a database whose lists cannot be read at first.
type unreadable struct {
	*storage.DB
	left atomic.Int32
}

func (u *unreadable) Roster(ctx context.Context, workspace string) (*domain.Roster, error) {
	if u.left.Add(-1) >= 0 {
		return nil, errDown
	}
	return u.DB.Roster(ctx, workspace)
}

func TestNothingIsDecidedOnAListThatCouldNotBeRead(t *testing.T) {
	m := newMemory()
	db := &unreadable{DB: open(t, dbPath(t))}
	db.left.Store(2)
	r, _ := start(t, runner.Config{Database: db, Messenger: m, Dialog: counting{}})
	receive(t, r, update(1, said{Chat: "a", Text: "list"}))
	m.until(t, "the answer", func() bool { return len(m.chats["a"]) == 1 })
	if got := db.left.Load(); got != -1 {
		t.Errorf("the list was asked for %d times, want 3", 2-got)
	}
}

// later is a clock that runs ahead, past every lease of a process that died.
func later() time.Time { return time.Now().Add(10 * time.Minute) }

// A killed process is one whose database is gone from one moment to the next;
// what it still tries fails.
func TestKilledBetweenCommitAndDeliveryDeliversOnceAfterTheRestart(t *testing.T) {
	path := dbPath(t)
	first := open(t, path)
	m := newMemory()
	reached := make(chan struct{}, 1)
	m.deliver = func(ctx context.Context, _ runner.Outgoing) error {
		reached <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}
	r, stop := start(t, runner.Config{Database: first, Messenger: m, Dialog: counting{}, Grace: time.Millisecond})
	receive(t, r, update(1, said{Chat: "a", Text: "hi"}))
	<-reached
	first.Close()
	stop()

	m = newMemory()
	r, stop = start(t, runner.Config{Database: open(t, path), Messenger: m, Dialog: counting{}, Now: later})
	receive(t, r, update(1, said{Chat: "a", Text: "hi"}), update(2, said{Chat: "a", Text: "more"}))
	m.until(t, "two messages", func() bool { return len(m.chats["a"]) == 2 })
	stop()
	if diff := cmp.Diff([]string{"1 hi", "2 more"}, m.chats["a"]); diff != "" {
		t.Error(diff)
	}
}

func TestKilledInAStepStepsOnceAfterTheRestart(t *testing.T) {
	path := dbPath(t)
	first := open(t, path)
	reached, free := make(chan struct{}, 1), make(chan struct{})
	stuck := counting{hook: func(dialog.World, dialog.Event) { reached <- struct{}{}; <-free }}
	r, stop := start(t, runner.Config{Database: first, Messenger: newMemory(), Dialog: stuck, Grace: time.Millisecond})
	receive(t, r, update(1, said{Chat: "a", Text: "hi"}))
	<-reached
	first.Close()
	close(free)
	stop()

	m := newMemory()
	r, stop = start(t, runner.Config{Database: open(t, path), Messenger: m, Dialog: counting{}, Now: later})
	receive(t, r, update(2, said{Chat: "a", Text: "more"}))
	m.until(t, "two messages", func() bool { return len(m.chats["a"]) == 2 })
	stop()
	if diff := cmp.Diff([]string{"1 hi", "2 more"}, m.chats["a"]); diff != "" {
		t.Error(diff)
	}
}

func TestStoppingFinishesWhatIsBegunAndSendsIt(t *testing.T) {
	m := newMemory()
	begun, free := make(chan struct{}), make(chan struct{})
	slow := counting{hook: func(_ dialog.World, e dialog.Event) {
		if e.Text == "slow" {
			close(begun)
			<-free
		}
	}}
	r, stop := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: slow})
	receive(t, r, update(1, said{Chat: "a", Text: "slow"}))
	<-begun
	stopped := make(chan struct{})
	go func() { stop(); close(stopped) }()
	time.Sleep(20 * time.Millisecond)                           // the stop is on its way
	receive(t, r, update(2, said{Chat: "b", Text: "too late"})) // waits for the next start
	close(free)
	<-stopped
	if diff := cmp.Diff(map[string][]string{"a": {"1 slow"}}, m.chats); diff != "" {
		t.Error(diff)
	}
}

func TestStoppingGivesBackWhatDoesNotEndInTime(t *testing.T) {
	path := dbPath(t)
	m := newMemory()
	m.files["list.csv"] = []byte("name,platform,followers\nLinh,tiktok,120000\n")
	begun := make(chan struct{}, 8)
	m.open = func() error { begun <- struct{}{}; time.Sleep(300 * time.Millisecond); return errDown }
	db := open(t, path)
	r, stop := start(t, runner.Config{Database: db, Messenger: m, Dialog: counting{}, Grace: 10 * time.Millisecond})
	receive(t, r, update(1, said{Chat: "a", File: "list.csv"}))
	<-begun
	stop()

	// No lease to wait for: it was given back.
	m.open = nil
	_, _ = start(t, runner.Config{Database: db, Messenger: m, Dialog: counting{}})
	m.until(t, "the answer", func() bool { return len(m.chats["a"]) == 1 })
	if got := m.chats["a"][0]; got != "file of 1 rows" {
		t.Errorf("delivered %q", got)
	}
}

func TestStoppingSendsAllThatAStepSaid(t *testing.T) {
	for range 10 { // it depends on who is first
		m := newMemory()
		begun, free := make(chan struct{}), make(chan struct{})
		slow := counting{hook: func(dialog.World, dialog.Event) { close(begun); <-free }}
		r, stop := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: slow})
		receive(t, r, update(1, said{Chat: "a", Text: "three"}))
		<-begun
		stopped := make(chan struct{})
		go func() { stop(); close(stopped) }()
		time.Sleep(5 * time.Millisecond) // the stop is on its way
		close(free)
		<-stopped
		if diff := cmp.Diff([]string{"1 three", "two", "three"}, m.chats["a"]); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestAStepThatTakesLongerThanALeaseIsAnsweredOnce(t *testing.T) {
	m := newMemory()
	m.deliver = func(context.Context, runner.Outgoing) error {
		time.Sleep(2500 * time.Millisecond) // the queue is looked at meanwhile
		return nil
	}
	var passed atomic.Int64
	slow := counting{hook: func(dialog.World, dialog.Event) { passed.Add(int64(11 * time.Second)) }}
	r, stop := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: slow, Now: func() time.Time { return time.Now().Add(time.Duration(passed.Load())) }})
	receive(t, r, update(1, said{Chat: "a", Text: "hi"}))
	m.until(t, "the answer", func() bool { return len(m.chats["a"]) > 0 })
	stop()
	if diff := cmp.Diff([]string{"1 hi"}, m.chats["a"]); diff != "" {
		t.Error(diff)
	}
}

// panicking is a database whose first commit panics.
type panicking struct {
	*storage.DB
	calm atomic.Bool
}

func (p *panicking) CommitFirst(ctx context.Context, claimed storage.Claimed, changes storage.Changes, at, lease time.Time) (*storage.Delivery, error) {
	if !p.calm.Swap(true) {
		panic("a bug")
	}
	return p.DB.CommitFirst(ctx, claimed, changes, at, lease)
}

func TestACommitThatPanicsTakesNoSenderAlong(t *testing.T) {
	m := newMemory()
	r, _ := start(t, runner.Config{Database: &panicking{DB: open(t, dbPath(t))}, Messenger: m, Dialog: counting{}, Senders: 1})
	receive(t, r, update(1, said{Chat: "a", Text: "hi"}))
	m.until(t, "the answer", func() bool { return len(m.chats["a"]) == 1 })
}

// What is worked out for a list is kept by the list, so steps must see one.
func TestStepsShareAList(t *testing.T) {
	m := newMemory()
	var seen []*domain.Roster
	look := counting{hook: func(w dialog.World, _ dialog.Event) { seen = append(seen, w.Roster(domain.OwnRoster)) }}
	db, ctx, now := open(t, dbPath(t)), t.Context(), time.Now()
	err := db.Receive(ctx, "other", []storage.Update{update(1, said{Chat: "a"})}, now)
	claimed, err2 := db.Claim(ctx, "other", now, time.Minute, 1)
	if err := errors.Join(err, err2); err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	err = db.Commit(ctx, claimed[0], storage.Changes{
		Workspace: storage.Address{Bot: bot, Chat: "a", Person: "a"}.Workspace(),
		Import: &storage.Import{ID: "i", File: "list.csv", Report: []byte("{}"), At: now, Accounts: []domain.Account{
			{Creator: "linh", Name: "Linh", Platform: domain.TikTok, Followers: domain.Known[int64](120_000)}}},
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := start(t, runner.Config{Database: db, Messenger: m, Dialog: look})
	receive(t, r, update(1, said{Chat: "a", Text: "hi"}), update(2, said{Chat: "a", Text: "again"}))
	m.until(t, "the answers", func() bool { return len(m.chats["a"]) == 2 })
	if len(seen) != 2 || seen[0] != seen[1] {
		t.Errorf("each step has a list of its own: %p", seen)
	}
}
