package main

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
	"chonmat/storage/storagetest"
)

// stage is the whole App on a database of its own, a Telegram server it talks
// to, and one person.
type stage struct {
	t      testing.TB
	srv    *telegramtest.Server
	person *telegramtest.Person
	clock  *clock
	front  *front  // nil: the App asks for updates
	file   string  // the database
	queues *sql.DB // the same, to see what is still to be done

	stop    func() // the running App, every process of it
	started int    // how often one was
}

// stageMaker makes a stage for a person who speaks lang.
type stageMaker func(t testing.TB, lang string, options ...telegramtest.Option) *stage

// clock goes on from a fixed day, and can be moved on.
type clock struct {
	begun time.Time
	ahead atomic.Int64
}

// dayOne is the day of every test: Monday, 23 November 2026, 9:00 in Vietnam.
var dayOne = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

func (c *clock) now() time.Time {
	return dayOne.Add(time.Since(c.begun) + time.Duration(c.ahead.Load()))
}

func (c *clock) pass(d time.Duration) { c.ahead.Add(int64(d)) }

// newStage starts the App for a person who speaks lang.
func newStage(t testing.TB, lang string, options ...telegramtest.Option) *stage {
	t.Helper()
	return newStageBehind(t, nil, lang, options...)
}

// newStageBehind starts as many processes of the App as the front has room
// for; without a front, one that asks for updates.
func newStageBehind(t testing.TB, f *front, lang string, options ...telegramtest.Option) *stage {
	t.Helper()
	s := &stage{
		t:     t,
		srv:   telegramtest.Start(t, options...),
		front: f,
		clock: &clock{begun: time.Now()},
		file:  filepath.Join(t.TempDir(), "chonmat.db"),
	}
	s.person = s.srv.User(42, lang)
	agreed(t, s.file)
	s.start()
	t.Cleanup(func() { s.stop() })
	s.watch()
	return s
}

// watch opens the queues of the App's database.
func (s *stage) watch() {
	s.t.Helper()
	var err error
	if s.queues, err = sql.Open("sqlite3", "file:"+s.file+"?mode=ro&_busy_timeout=5000"); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { s.queues.Close() })
}

// newcomers have ids from here on; people with smaller ones agreed, before the
// test begins, that what they say is kept.
const newcomers = 5000

// agreed makes a database in which everybody but newcomers agreed.
func agreed(t testing.TB, database string) {
	t.Helper()
	db, err := storage.Open(context.Background(), database)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	engine := storagetest.SQLite()
	if storage.Remote(database) {
		engine = storagetest.PostgreSQL(t)
	}
	bot, _, _ := strings.Cut(telegramtest.Token, ":")
	engine.Exec(t, database, fmt.Sprintf(`WITH RECURSIVE people (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM people WHERE id < %d)
		INSERT INTO consent (bot, person, lang, text, agreed_at) SELECT 'telegram:%s', CAST(id AS TEXT), 'vi', 'before the test', 0 FROM people`,
		newcomers-1, bot))
}

// start runs the App until stop.
func (s *stage) start() {
	s.t.Helper()
	polls := len(s.srv.Calls("getUpdates"))
	if s.front == nil {
		_, s.stop = s.process("")
		s.srv.AwaitCalls("getUpdates", polls+1)
		return
	}
	for i := range s.front.ends {
		var address string
		address, s.front.ends[i] = s.process(s.front.URL + "/telegram")
		s.front.open(i, address)
	}
	s.stop = func() {
		for _, end := range s.front.ends {
			end()
		}
	}
}

// process runs one process of the App until end, and returns where it listens.
func (s *stage) process(webhook string) (address string, end func()) {
	s.t.Helper()
	app := newApp(Config{
		Token: telegramtest.Token, APIURL: s.srv.URL, Webhook: webhook, Database: s.file, Listen: "127.0.0.1:0",
		Admins:   []string{admin},
		Operator: "Công ty Mẫu, hotro@mau.example", KeepDays: 7,
	}, slog.New(slog.DiscardHandler))
	app.now, app.pace = s.clock.now, telegram.NoPace
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- app.Run(ctx) }()
	end = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			s.t.Errorf("Run: %v", err)
		}
	})
	select {
	case <-app.Ready():
	case err := <-done:
		s.t.Fatalf("Run: %v", err)
	}
	s.started++
	s.srv.AwaitCalls("getMe", s.started) // the bot knows its name in groups
	return app.Addr().String(), end
}

// restart stops the App and starts it again on the same database.
func (s *stage) restart() {
	s.t.Helper()
	s.stop()
	s.start()
}

// patience is how long the App may take to come to rest: longer than any of
// its own pauses between tries.
const patience = 20 * time.Second

// settle waits until everything that was done has been answered: no update is
// unconfirmed or open, no job due, nothing waits to be sent, no press waits. Each holds
// for good once the one before does, so the order matters.
func (s *stage) settle() {
	s.t.Helper()
	s.wait(s.unsent, func() int { return len(s.srv.Unanswered()) })
}

// unsent counts what is on its way to the person, answers to presses aside.
func (s *stage) unsent() int { return s.open("outbox") }

// wait waits until nothing more is to be done: no update, no job, and none of these.
func (s *stage) wait(last ...func() int) {
	s.t.Helper()
	deadline := time.Now().Add(patience)
	for _, open := range append([]func() int{
		s.srv.Pending,
		func() int { return s.open("inbox") },
		s.due,
	}, last...) {
		for open() > 0 {
			if time.Now().After(deadline) {
				s.t.Fatalf("no rest: %d unconfirmed, %d in the inbox, %d in the outbox, unanswered %q; the conversation so far:\n%s",
					s.srv.Pending(), s.open("inbox"), s.open("outbox"), s.srv.Unanswered(), s.person.Transcript())
			}
			time.Sleep(2 * time.Millisecond)
		}
	}
}

// open counts the open rows of a queue.
func (s *stage) open(queue string) (n int) {
	s.t.Helper()
	if err := s.queues.QueryRow("SELECT count(*) FROM " + queue + " WHERE closed_at IS NULL").Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// due counts the jobs that are due and not done, but for those of people who
// are gone.
func (s *stage) due() (n int) {
	s.t.Helper()
	err := s.queues.QueryRow("SELECT count(*) FROM job WHERE due_at <= ?1 AND due < ?2", s.clock.now().UnixMicro(), int64(math.MaxInt64)).Scan(&n)
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// seen is what a person saw after something: toasts first and sorted, as they
// come at a time of their own, then messages ("< " new, "~ " changed).
func (s *stage) seen(since string) []string {
	var toasts, messages []string
	rest := strings.TrimPrefix(strings.TrimPrefix(s.person.Transcript(), since), "\n")
	for _, entry := range entries(rest) {
		switch entry[0] {
		case '!':
			toasts = append(toasts, entry)
		case '<', '~':
			messages = append(messages, entry)
		}
	}
	slices.Sort(toasts)
	return append(toasts, messages...)
}

// entries takes a transcript of the server's apart: what is indented belongs
// to the entry before.
func entries(transcript string) (all []string) {
	for line := range strings.Lines(transcript) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "  "), line == "":
			all[len(all)-1] += "\n" + line
		default:
			all = append(all, line)
		}
	}
	return all
}
