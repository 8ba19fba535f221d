package runner_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/storage"
)

const bot = "mem"

// said is an update of the messenger below.
type said struct {
	Chat string `json:"chat"`
	Text string `json:"text,omitempty"`
	Data string `json:"data,omitempty"`
	On   string `json:"on,omitempty"` // the message pressed
	File string `json:"file,omitempty"`
}

func update(id int64, s said) storage.Update {
	body, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return storage.Update{ID: id, Chat: s.Chat, Body: body}
}

// memory is a messenger that remembers what it was given.
type memory struct {
	// deliver and open, if set, decide about a delivery or download.
	deliver func(context.Context, runner.Outgoing) error
	files   map[string][]byte
	open    func() error

	mu      sync.Mutex
	chats   map[string][]string // the texts and files delivered, by chat
	edits   []string
	answers []string // "press: toast"
	news    chan struct{}
}

func newMemory() *memory {
	return &memory{chats: map[string][]string{}, files: map[string][]byte{}, news: make(chan struct{}, 1)}
}

func (m *memory) Bot() string { return bot }

func (m *memory) Decode(u storage.Update) (in runner.Incoming, ok bool) {
	var s said
	if json.Unmarshal(u.Body, &s) != nil {
		return in, false
	}
	in.From = storage.Address{Bot: bot, Chat: s.Chat, Person: s.Chat}
	in.Event = dialog.Event{Kind: dialog.TextSent, Text: s.Text, Person: dialog.Person{ID: s.Chat, Lang: "vi"}}
	switch {
	case s.Data != "":
		in.Event.Kind, in.Event.Data, in.Event.Message = dialog.Pressed, s.Data, s.On
		in.Press = strconv.FormatInt(u.ID, 10)
	case s.File != "":
		in.Event.Kind = dialog.FileSent
		in.File = &runner.FileRef{Ref: s.File, Name: s.File}
	}
	return in, true
}

func (m *memory) Deliver(ctx context.Context, out runner.Outgoing) (string, error) {
	if m.deliver != nil {
		if err := m.deliver(ctx, out); err != nil {
			return "", err
		}
	}
	m.note(func() {
		text := ""
		if out.File != nil {
			text = "[" + out.File.Name + "] " + string(out.File.Data)
		} else {
			text = out.Screen.Blocks[0].Text[0].Text
		}
		m.chats[out.To.Chat] = append(m.chats[out.To.Chat], text)
		if out.Edit != "" {
			m.edits = append(m.edits, out.Edit)
		}
	})
	return "m" + out.Key, nil
}

func (m *memory) Answer(_ context.Context, press, toast string) error {
	m.note(func() { m.answers = append(m.answers, press+": "+toast) })
	return nil
}

func (m *memory) Busy(context.Context, storage.Address) error { return nil }

func (m *memory) Open(_ context.Context, ref string, limit int64) (io.ReadCloser, error) {
	if m.open != nil {
		if err := m.open(); err != nil {
			return nil, err
		}
	}
	return io.NopCloser(io.LimitReader(bytes.NewReader(m.files[ref]), limit+1)), nil
}

func (m *memory) note(do func()) {
	m.mu.Lock()
	do()
	m.mu.Unlock()
	select {
	case m.news <- struct{}{}:
	default:
	}
}

// until waits for something to have been delivered or answered.
func (m *memory) until(t testing.TB, what string, done func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		m.mu.Lock()
		ok := done()
		m.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-m.news:
		case <-deadline:
			m.mu.Lock()
			defer m.mu.Unlock()
			t.Fatalf("timed out waiting for %s; delivered %v, answered %v", what, m.chats, m.answers)
		}
	}
}

// counting is a dialog that counts the events of a conversation, and does what
// their text says.
type counting struct {
	hook func(dialog.World, dialog.Event) // sees every step
}

func (c counting) Open(state []byte) runner.Talk {
	var s counted
	if len(state) > 0 && json.Unmarshal(state, &s) != nil {
		panic("state")
	}
	return runner.Talk{Campaign: s.Campaign, Upload: s.Upload, Step: func(w dialog.World, e dialog.Event) ([]byte, []dialog.Effect) {
		return c.step(w, s, e)
	}}
}

// counted is the state of counting.
type counted struct {
	N                int
	Campaign, Upload string
}

func (c counting) step(w dialog.World, s counted, e dialog.Event) ([]byte, []dialog.Effect) {
	if c.hook != nil {
		c.hook(w, e)
	}
	s.N++
	effects := []dialog.Effect{show("%d %s%s", s.N, e.Text, e.Data)}
	if e.Job != nil {
		effects = []dialog.Effect{show("%d %s %s for %s", s.N, e.Job.Kind, e.Job.Body, e.Person.Lang)}
		if e.Job.Kind == "panic" {
			panic("the person's own words")
		}
	}
	switch e.Text + e.Data {
	case "remind":
		effects = append(effects, dialog.Schedule{Key: "k", Due: w.Now.Add(time.Hour), Kind: "remind", Body: json.RawMessage(`"again"`)})
	case "bad job":
		effects = append(effects, dialog.Schedule{Key: "bad", Due: w.Now, Kind: "panic"})
	case "never mind":
		effects = append(effects, dialog.Unschedule{Key: "k"})
	case "panic":
		panic("the person's own words")
	case "toast":
		effects = []dialog.Effect{
			dialog.Change{Screen: show("%d changed", s.N).Screen}, dialog.Toast{Text: "done"}}
	case "save":
		s.Campaign = e.ID
		effects = append(effects, dialog.SaveCampaign{Campaign: domain.Campaign{ID: e.ID, Name: "Son"}})
	case "named":
		effects = []dialog.Effect{show("%d at %s of %d", s.N, w.Campaign.Name, len(w.Campaigns()))}
	case "list":
		effects = []dialog.Effect{show("%d own, %d sample", w.Roster(domain.OwnRoster).Len(), w.Roster(domain.SampleRoster).Len())}
	case "three":
		effects = append(effects, show("two"), show("three"))
	case "nul":
		effects = append(effects, dialog.SaveCampaign{Campaign: domain.Campaign{ID: e.ID, Name: "\x00"}})
	}
	if f := e.File; f != nil {
		s.Upload = f.Upload
		effects = []dialog.Effect{show("file %s", f.Problem.Key)}
		if f.Table != nil {
			effects = []dialog.Effect{show("file of %d rows", len(f.Table.Rows))}
		}
	}
	if e.Text == "upload" {
		effects = []dialog.Effect{show("kept: %t", w.Upload != nil)}
	}
	next, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return next, effects
}

func show(format string, args ...any) dialog.Show {
	return dialog.Show{Screen: screen.Screen{Blocks: []screen.Block{
		{Kind: screen.Paragraph, Text: screen.Text{{Text: fmt.Sprintf(format, args...)}}},
	}}}
}

// open opens the database of a test.
func open(t testing.TB, path string) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func dbPath(t testing.TB) string { return filepath.Join(t.TempDir(), "test.db") }

// start runs a runner until the test ends or stop is called.
func start(t testing.TB, c runner.Config) (r *runner.Runner, stop func()) {
	t.Helper()
	r = runner.New(c)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return r, stop
}

func receive(t testing.TB, r *runner.Runner, updates ...storage.Update) {
	t.Helper()
	if err := r.Receive(t.Context(), updates); err != nil {
		t.Fatal(err)
	}
}

var errDown = errors.New("down")
