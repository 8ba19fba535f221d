package telegramtest

import "time"

// Draft is a preview of a message that the bot is writing, as a person saw it
// for a moment.
type Draft struct {
	ID     int64
	Thread int64
	Text   string // what is to be read; "" is that the bot is thinking
	Rich   bool
	At     time.Time
}

// draftPace is how often a draft may change before it flickers: about once a
// second.
const draftPace = 900 * time.Millisecond

// WithoutRichDrafts makes a server of before Bot API 10.1 in this alone,
// WithoutDrafts one of before 9.3.
func WithoutRichDrafts() Option {
	return func(s *Server) { s.draftless = []string{"sendRichMessageDraft"} }
}

// WithoutDrafts makes a server that knows no drafts.
func WithoutDrafts() Option {
	return func(s *Server) { s.draftless = []string{"sendRichMessageDraft", "sendMessageDraft"} }
}

// Drafts are all drafts that the person saw in their chat, in order.
func (p *Person) Drafts() []Draft {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	return append([]Draft(nil), p.chat.drafts...)
}

// sendDraft shows a draft: in private chats alone, under an id that is not 0.
// Nothing of it stays.
func (s *Server) sendDraft(c call) (any, error) {
	to, thread, err := s.to(c.params)
	if err != nil {
		return nil, err
	}
	id, ok := parseID(c.params["draft_id"])
	switch {
	case to.group():
		s.problem("%s in a group", c.name)
		return nil, bad("drafts can be sent to private chats only")
	case !ok || id == 0:
		s.problem("%s without a draft_id", c.name)
		return nil, bad("draft_id must be non-zero")
	}
	var m Message
	if c.name == "sendRichMessageDraft" || c.params["text"] != "" {
		if m, err = s.content(c.params); err != nil {
			return nil, err
		}
	}
	now := s.now()
	if n := len(to.drafts); n > 0 && now.Sub(to.drafts[n-1].At) < draftPace {
		s.problem("%s %v after the one before", c.name, now.Sub(to.drafts[n-1].At))
	}
	to.drafts = append(to.drafts, Draft{ID: id, Thread: thread, Text: m.Text, Rich: m.Rich, At: now})
	return true, nil
}
