// Package telegramtest is a Telegram server for tests: it keeps the semantics
// of the Bot API that a bot can get wrong (offsets, long polls, what is
// refused and in which words), shows what a person would see, and fails on
// order. It knows nothing of the bot.
package telegramtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Token is the bot's token on every server of this package.
const Token = "7000000001:AAtest-token_of-no-use-to-anybody01"

// The bot as people see it.
const (
	BotID   = 7000000001
	BotName = "chonmat_test_bot"
)

// Patience is how long a test waits for the bot.
const Patience = 5 * time.Second

// Server is a Telegram server with one bot. It is safe for concurrent use.
type Server struct {
	URL string // for the bot's API URL

	tb   testing.TB
	http *httptest.Server
	stop context.Context // done when the server closes

	mu      sync.Mutex
	called  bell          // rings with each call
	pushed  bell          // rings when the queue changes
	ahead   time.Duration // of the real clock
	rich    bool
	keyless bool // knows no copy buttons
	quiet   bool // keeps no log of calls
	down    bool

	draftless []string // methods for drafts that it does not know

	queue   []queued
	lastID  int64 // of updates
	allowed []string
	poller  *poller
	hook    *hook // nil: updates are asked for

	chats    map[int64]*chat
	messages int64 // ids given
	presses  map[string]*press
	files    map[string]*file
	commands map[string]string // by language: the JSON that was set

	faults   []*planned
	dice     *rand.Rand
	calls    []Call
	count    map[string]int
	dropped  int
	problems []string
}

// Option changes a server before it starts.
type Option func(*Server)

// WithoutRichMessages makes a server of before Bot API 10.1.
func WithoutRichMessages() Option { return func(s *Server) { s.rich = false } }

// WithoutCopyButtons makes a server of before Bot API 7.11, which knows no
// rich messages either.
func WithoutCopyButtons() Option { return func(s *Server) { s.rich, s.keyless = false, true } }

// WithoutLog makes a server that keeps no log of calls, for benchmarks.
func WithoutLog() Option { return func(s *Server) { s.quiet = true } }

// Start runs a server until the test ends. What tests do wrong (a press on a
// button that is not there, a reply that never comes) ends the test.
func Start(tb testing.TB, options ...Option) *Server {
	tb.Helper()
	stop, cancel := context.WithCancel(context.Background())
	s := &Server{
		tb:       tb,
		stop:     stop,
		rich:     true,
		lastID:   100_000_000,
		allowed:  defaultUpdates,
		chats:    map[int64]*chat{},
		messages: 1000,
		presses:  map[string]*press{},
		files:    map[string]*file{},
		commands: map[string]string{},
		dice:     rand.New(rand.NewPCG(1, 0)),
		count:    map[string]int{},
	}
	for _, o := range options {
		o(s)
	}
	s.http = httptest.NewServer(s)
	s.URL = s.http.URL
	tb.Cleanup(func() {
		cancel() // ends polls and hanging calls, for which Close would wait
		s.http.CloseClientConnections()
		s.http.Close()
	})
	return s
}

// now is called with the lock held.
func (s *Server) now() time.Time { return time.Now().Add(s.ahead) }

// Advance moves the server's clock on: what Telegram keeps for a time gets old.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
	s.pushed.ring()
}

// Down makes the server unreachable, or reachable again; meanwhile it calls
// nobody either.
func (s *Server) Down(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
	if down && s.poller != nil {
		s.poller.end(errDropped)
	}
	s.pushed.ring()
}

// Call is one call the bot made.
type Call struct {
	Method string
	Params map[string]string
	Status int    // 0: the connection was dropped or is hanging
	Error  string // Telegram's description
	At     time.Time
}

// Calls are the calls of these methods, of all when none is named, in order.
// A "webhook" is a call that the server made, to hand over an update.
func (s *Server) Calls(methods ...string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var calls []Call
	for _, c := range s.calls {
		if len(methods) == 0 || slices.Contains(methods, c.Method) {
			calls = append(calls, c)
		}
	}
	return calls
}

// AwaitCalls waits until a method was called so often.
func (s *Server) AwaitCalls(method string, n int) {
	s.tb.Helper()
	if !s.await(&s.called, Patience, func() bool { return s.count[method] >= n }) {
		s.tb.Fatalf("%s was not called %d times", method, n)
	}
}

// Dropped is how many calls took effect whose answer the bot never got: the
// only ones that may lead to doubled messages.
func (s *Server) Dropped() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dropped
}

// Problems are the faults in the bot that Telegram would overlook or refuse:
// parameters that a method does not have, nulls, a press answered twice,
// markup and buttons that were refused. A sound bot leaves none.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.problems)
}

// problem is called with the lock held.
func (s *Server) problem(format string, args ...any) {
	if len(s.problems) < 1000 {
		s.problems = append(s.problems, fmt.Sprintf(format, args...))
	}
}

// Unanswered are the labels of pressed buttons that still wait for an answer.
func (s *Server) Unanswered() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var labels []string
	for _, p := range s.presses {
		if !p.answered {
			labels = append(labels, p.label)
		}
	}
	slices.Sort(labels)
	return labels
}

// Commands is the JSON list of commands set for a language; "" is everybody.
func (s *Server) Commands(lang string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands[lang]
}

// Pending is how many updates the bot has not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire()
	return len(s.queue)
}

// tokenOf takes "/bot<token>/<rest>" apart.
func tokenOf(path, prefix string) (token, rest string, ok bool) {
	path, ok = strings.CutPrefix(path, prefix)
	if !ok {
		return "", "", false
	}
	return strings.Cut(path, "/")
}

func parseID(text string) (int64, bool) {
	id, err := strconv.ParseInt(text, 10, 64)
	return id, err == nil
}
