package preview

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"sync"
	"time"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/storage"
)

// The desk is where messages wait for the pages of their person.

const (
	// ackTime is how long a page may take to store a message and say so.
	ackTime = 10 * time.Second
	// streamBuffer is how far a page may fall behind; one that falls further
	// is cut off and connects again.
	streamBuffer = 64
	// maxPages bounds the open pages of one person, maxPeople how many people
	// are known at a time.
	maxPages  = 8
	maxPeople = 10_000
)

// desk knows who has a page open, and since when the others have been away.
type desk struct {
	mu     sync.Mutex
	people map[string]*person
}

// person is somebody with an open page, a message waiting, or seen lately.
type person struct {
	pages   map[*stream]struct{}
	waiting map[string]*parcel // by message key
	seen    time.Time          // when the last page closed, or a message found none
}

// of returns a person, and makes room for one who is new by forgetting
// somebody who is away. It returns nil when everybody is here.
func (d *desk) of(name string, now time.Time) *person {
	if p := d.people[name]; p != nil {
		return p
	}
	if len(d.people) >= maxPeople {
		for other, p := range d.people {
			if p.idle() {
				delete(d.people, other)
				break
			}
		}
		if len(d.people) >= maxPeople {
			return nil
		}
	}
	p := &person{pages: map[*stream]struct{}{}, waiting: map[string]*parcel{}, seen: now}
	d.people[name] = p
	return p
}

func (p *person) idle() bool { return len(p.pages)+len(p.waiting) == 0 }

// stream is one open page. A closed cut tells its handler to end.
type stream struct {
	events chan []byte
	cut    chan struct{}
}

// parcel is a message on its way.
type parcel struct {
	event []byte
	taken chan struct{} // closed when a page has it
}

// event is what a page is told.
type event struct {
	Kind    string            `json:"kind"`          // "message", "answer" or "busy"
	Key     string            `json:"key,omitempty"` // what the page says when it has the message
	ID      string            `json:"id,omitempty"`
	Edit    string            `json:"edit,omitempty"` // the message to replace
	HTML    string            `json:"html,omitempty"`
	Buttons [][]screen.Button `json:"buttons,omitempty"`
	File    *sentFile         `json:"file,omitempty"`
	Press   string            `json:"press,omitempty"`
	Toast   string            `json:"toast,omitempty"`
}

type sentFile struct {
	Name    string `json:"name"`
	Data    []byte `json:"data"` // base64
	Picture bool   `json:"picture,omitempty"`
}

// open connects a page. The messages that wait are given to it.
func (d *desk) open(name string, now time.Time) (*stream, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.of(name, now)
	if p == nil || len(p.pages) >= maxPages {
		return nil, false
	}
	pg := &stream{events: make(chan []byte, streamBuffer), cut: make(chan struct{})}
	p.pages[pg] = struct{}{}
	for _, w := range p.waiting {
		pg.give(w.event)
	}
	return pg, true
}

// close disconnects a page.
func (d *desk) close(name string, pg *stream, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.people[name]; p != nil {
		delete(p.pages, pg)
		p.seen = now
	}
}

// give queues an event, or cuts the page off when it is too far behind.
func (pg *stream) give(data []byte) {
	select {
	case pg.events <- data:
	default:
		select {
		case <-pg.cut:
		default:
			close(pg.cut)
		}
	}
}

// tell gives an event to all pages of a person, best effort.
func (d *desk) tell(name string, e event) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.people[name]; p != nil {
		for pg := range p.pages {
			pg.give(data)
		}
	}
	return nil
}

// hand gives a message to the pages of a person. When there is none it tells
// how long the person has been away, as far as is known.
func (d *desk) hand(name, key string, data []byte, now time.Time) (w *parcel, away time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.of(name, now)
	if p == nil {
		return nil, 0
	}
	if len(p.pages) == 0 {
		return nil, now.Sub(p.seen)
	}
	w = &parcel{event: data, taken: make(chan struct{})}
	p.waiting[key] = w
	for pg := range p.pages {
		pg.give(data)
	}
	return w, 0
}

// take notes that a page has a message.
func (d *desk) take(name, key string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.people[name]; p != nil {
		if w := p.waiting[key]; w != nil {
			close(w.taken)
			delete(p.waiting, key)
		}
	}
}

// giveUp forgets a message that no page took.
func (d *desk) giveUp(name, key string, w *parcel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := d.people[name]; p != nil && p.waiting[key] == w {
		delete(p.waiting, key)
	}
}

// forget drops those who went away long ago.
func (d *desk) forget(before time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	maps.DeleteFunc(d.people, func(_ string, p *person) bool {
		return p.idle() && p.seen.Before(before)
	})
}

// Deliver gives a message to the person's pages and returns when one of them
// has stored it. While there is no page, or none says so in time, it asks to
// be called again later.
func (s *Server) Deliver(ctx context.Context, out runner.Outgoing) (string, error) {
	e := event{Kind: "message", Key: out.Key, ID: out.Key, Edit: out.Edit}
	if out.Edit != "" {
		e.ID = out.Edit
	}
	if f := out.File; f != nil {
		e.File = &sentFile{Name: f.Name, Data: f.Data, Picture: f.Picture}
		out.Screen = &screen.Screen{}
		if len(f.Caption) > 0 {
			out.Screen.Blocks = []screen.Block{{Kind: screen.Paragraph, Text: f.Caption}}
		}
	}
	var err error
	if e.HTML, err = screen.RichHTML(*out.Screen); err != nil { // over a limit of Telegram's
		e.HTML = `<div class="plain">` + strings.Join(screen.HTML(*out.Screen), "\n\n") + "</div>"
	}
	e.Buttons = out.Screen.Buttons
	data, err := json.Marshal(e)
	if err != nil {
		return "", &runner.DeliveryError{Gone: true, Err: err}
	}
	now := s.Now()
	parcel, away := s.desk.hand(out.To.Person, out.Key, data, now)
	if parcel == nil {
		return "", later(away)
	}
	defer s.desk.giveUp(out.To.Person, out.Key, parcel)
	select {
	case <-parcel.taken:
		return e.ID, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(ackTime):
		return "", later(0)
	}
}

var errAway = errors.New("no page is open")

// The waits of a message for a page to open, and when it is given up.
const (
	mostWait  = 10 * time.Second
	awayLimit = 7 * 24 * time.Hour
)

// later asks to come back: soon to somebody who has just left, less often to
// somebody who left long ago.
func later(away time.Duration) error {
	if away > awayLimit {
		return &runner.DeliveryError{Gone: true, Err: errAway}
	}
	return &runner.DeliveryError{RetryAfter: min(max(away/4, time.Second), mostWait), Err: errAway}
}

// Answer ends the wait of a button.
func (s *Server) Answer(_ context.Context, press, toast string) error {
	name, id, _ := strings.Cut(press, "/")
	return s.desk.tell(name, event{Kind: "answer", Press: id, Toast: toast})
}

// Busy shows that work goes on.
func (s *Server) Busy(_ context.Context, to storage.Address) error {
	return s.desk.tell(to.Person, event{Kind: "busy"})
}
