package telegramtest

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"
)

// How long Telegram keeps what was not fetched (server 10.0, Client.cpp).
var retention = map[string]time.Duration{
	"message":        24 * time.Hour,
	"edited_message": 24 * time.Hour,
	"callback_query": 150 * time.Second,
	"my_chat_member": 24 * time.Hour,
	"channel_post":   24 * time.Hour,
}

// defaultUpdates is what a bot gets that never asked for anything.
var defaultUpdates = []string{"message", "edited_message", "callback_query", "my_chat_member", "channel_post"}

// queued is an update that waits to be confirmed.
type queued struct {
	id   int64
	kind string
	line string // what is in the same is handed to a webhook in order
	chat int64
	at   time.Time
	body json.RawMessage
}

// push queues an update about a chat; it is called with the lock held. By
// webhook, a person's presses do not wait for what is said.
func (s *Server) push(kind string, chat, person int64, content any) int64 {
	if !slices.Contains(s.allowed, kind) {
		return 0
	}
	s.lastID++
	line := "chat " + strconv.FormatInt(chat, 10)
	if kind == "callback_query" {
		line = "person " + strconv.FormatInt(person, 10)
	}
	s.queue = append(s.queue, queued{s.lastID, kind, line, chat, s.now(), encode(map[string]any{"update_id": s.lastID, kind: content})})
	s.pushed.ring()
	return s.lastID
}

// Push queues an update as it stands, with an id of its own, and returns it.
// Body is the JSON of an object without update_id.
func (s *Server) Push(body string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	id := strconv.FormatInt(s.lastID, 10)
	text := `{"update_id":` + id + "}"
	if body != "{}" {
		text = `{"update_id":` + id + "," + body[1:]
	}
	s.queue = append(s.queue, queued{s.lastID, "message", "update " + id, 0, s.now(), json.RawMessage(text)})
	s.pushed.ring()
	return s.lastID
}

// SkipIDs makes the next update's id another one, as after a week of silence:
// ids then go on anywhere, lower ones included.
func (s *Server) SkipIDs(next int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID = next - 1
}

// expire forgets what Telegram no longer keeps; it is called with the lock held.
func (s *Server) expire() {
	now := s.now()
	s.queue = slices.DeleteFunc(s.queue, func(q queued) bool { return now.Sub(q.at) > retention[q.kind] })
}

// poller is a getUpdates that waits.
type poller struct {
	ctx context.Context
	end context.CancelCauseFunc
}

var (
	errDropped  = errors.New("the connection is dropped")
	errConflict = refuse(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
)

// allow notes which updates the bot wants; it is called with the lock held.
func (s *Server) allow(p params) error {
	list := p["allowed_updates"]
	if list == "" {
		return nil
	}
	var kinds []string
	if err := json.Unmarshal([]byte(list), &kinds); err != nil {
		return bad("can't parse allowed updates JSON object")
	}
	if len(kinds) == 0 {
		kinds = defaultUpdates
	}
	s.allowed = kinds
	return nil
}

// getUpdates holds the lock, but for while it waits.
func (s *Server) getUpdates(ctx context.Context, p params) (any, error) {
	if s.hook != nil {
		return nil, refuse(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	if err := s.allow(p); err != nil {
		return nil, err
	}
	if offset, _ := parseID(p["offset"]); offset > 0 {
		s.queue = slices.DeleteFunc(s.queue, func(q queued) bool { return q.id < offset })
		s.pushed.ring()
	} else if offset < 0 {
		s.queue = s.queue[max(0, len(s.queue)+int(offset)):]
		s.pushed.ring()
	}
	limit, _ := parseID(p["limit"])
	if limit < 1 || limit > 100 {
		limit = 100
	}
	seconds, _ := parseID(p["timeout"])
	wait := time.Duration(min(max(seconds, 0), 50)) * time.Second

	if s.poller != nil {
		s.poller.end(errConflict)
	}
	ctx, end := context.WithCancelCause(ctx)
	me := &poller{ctx, end}
	s.poller = me
	defer func() {
		end(nil)
		if s.poller == me {
			s.poller = nil
		}
	}()
	deadline := time.NewTimer(wait)
	defer deadline.Stop()
	for over := wait == 0; ; {
		s.expire()
		if len(s.queue) > 0 || over {
			list := []json.RawMessage{}
			for _, q := range s.queue[:min(len(s.queue), int(limit))] {
				list = append(list, q.body)
			}
			return list, nil
		}
		changed := s.pushed.wait()
		s.mu.Unlock()
		select {
		case <-changed:
		case <-deadline.C:
			over = true
		case <-ctx.Done():
		}
		s.mu.Lock()
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
	}
}

func encode(value any) json.RawMessage {
	b, err := json.Marshal(value)
	if err != nil {
		panic(err) // only our own values come here
	}
	return b
}
