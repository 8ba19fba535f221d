package telegramtest

import (
	"slices"
	"strings"
	"time"
)

// bell wakes whoever waits for a change. It is used with the server's lock held.
type bell struct{ c chan struct{} }

func (b *bell) ring() {
	if b.c != nil {
		close(b.c)
		b.c = nil
	}
}

// wait returns a channel that is closed with the next ring.
func (b *bell) wait() <-chan struct{} {
	if b.c == nil {
		b.c = make(chan struct{})
	}
	return b.c
}

// await waits until done, which is called with the lock held at each ring;
// false: it never was.
func (s *Server) await(b *bell, patience time.Duration, done func() bool) bool {
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	for {
		s.mu.Lock()
		ok, changed := done(), b.wait()
		s.mu.Unlock()
		if ok {
			return true
		}
		select {
		case <-changed:
		case <-deadline.C:
			return false
		case <-s.stop.Done():
			return false
		}
	}
}

// Answered waits until every press in the chat has been answered, and returns
// the newest toast, "" if the answer had none.
func (p *Person) Answered() string {
	p.srv.tb.Helper()
	if !p.srv.await(&p.chat.changed, Patience, func() bool {
		for _, pr := range p.srv.presses {
			if pr.chat == p.chat && !pr.answered {
				return false
			}
		}
		return true
	}) {
		p.srv.tb.Fatalf("presses without an answer: %q", p.srv.Unanswered())
	}
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	newest, toast := "", ""
	for id, pr := range p.srv.presses {
		if pr.chat == p.chat && (len(id) > len(newest) || len(id) == len(newest) && id > newest) {
			newest, toast = id, pr.toast
		}
	}
	return toast
}

// Replies waits until the bot has sent or changed n messages since the person
// last did something, and returns them as they are then, in that order.
func (p *Person) Replies(n int) []Message {
	p.srv.tb.Helper()
	var got []Message
	if !p.srv.await(&p.chat.changed, Patience, func() bool {
		got = p.fresh()
		return len(got) >= n
	}) {
		p.srv.tb.Fatalf("%d of %d replies in chat %d; the conversation so far:\n%s", len(got), n, p.chat.id, p.Transcript())
	}
	return got
}

// Answer waits for a reply and returns the newest.
func (p *Person) Answer() Message {
	p.srv.tb.Helper()
	got := p.Replies(1)
	return got[len(got)-1]
}

// Await waits for a reply that shows the text, in a button's label or a file's
// name also, and returns it.
func (p *Person) Await(text string) Message {
	p.srv.tb.Helper()
	m, ok := p.TryAwait(text, Patience)
	if !ok {
		p.srv.tb.Fatalf("%q was not shown in chat %d; the conversation so far:\n%s", text, p.chat.id, p.Transcript())
	}
	return m
}

// TryAwait is Await for a test that goes on without.
func (p *Person) TryAwait(text string, patience time.Duration) (Message, bool) {
	var found Message
	ok := p.srv.await(&p.chat.changed, patience, func() bool {
		for _, m := range slices.Backward(p.fresh()) {
			if strings.Contains(m.String(), text) {
				found = m
				return true
			}
		}
		return false
	})
	return found, ok
}

// fresh are the messages since the person's last act; with the lock held.
func (p *Person) fresh() []Message {
	var got []Message
	for _, m := range p.chat.fresh {
		if !m.deleted && p.here(m) {
			got = append(got, *m)
		}
	}
	return got
}

// Screen is the bot's newest message as it is now.
func (p *Person) Screen() Message {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	return p.now()
}

// now is called with the lock held.
func (p *Person) now() Message {
	if m := p.chat.newest(p.here); m != nil {
		return *m
	}
	return Message{}
}

// Messages are all messages in the chat as they are now, the person's own
// among them.
func (p *Person) Messages() []Message {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	var all []Message
	for _, m := range p.chat.messages {
		if !m.deleted {
			all = append(all, *m)
		}
	}
	return all
}

// Transcript is what happened in the chat, in order: ">" what people did, "<"
// what the bot sent, "~" what it changed a message into, "!" a toast.
func (p *Person) Transcript() string {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	return strings.Join(p.chat.log, "\n")
}
