package telegramtest

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Person is somebody in a chat with the bot. What they do is queued as
// Telegram does it; what they wait for ends the test when it does not come.
type Person struct {
	ID     int64
	Lang   string
	Name   string
	srv    *Server
	chat   *chat
	thread int64
	said   *int64 // their last message
}

// User is a person in their private chat with the bot. The same id is the
// same person and chat.
func (s *Server) User(id int64, lang string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := "Người " + strconv.FormatInt(id, 10)
	return &Person{ID: id, Lang: lang, Name: name, srv: s, chat: s.chat(id, name), said: new(int64)}
}

// chat is called with the lock held.
func (s *Server) chat(id int64, title string) *chat {
	if s.chats[id] == nil {
		s.chats[id] = &chat{id: id, title: title, threads: map[int64]bool{}}
	}
	return s.chats[id]
}

// In is the person in a group, whose id is negative as Telegram's are.
func (p *Person) In(group int64) *Person {
	if group >= 0 {
		p.srv.tb.Fatalf("the id of a group is negative, %d is not", group)
	}
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	q := *p
	q.chat, q.said, q.thread = p.srv.chat(group, "Nhóm "+strconv.FormatInt(-group, 10)), new(int64), 0
	return &q
}

// Topic is the person in a topic of the same chat.
func (p *Person) Topic(thread int64) *Person {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	q := *p
	q.thread, q.said = thread, new(int64)
	p.chat.threads[thread] = true
	return &q
}

// ChatID is the id of the chat.
func (p *Person) ChatID() int64 { return p.chat.id }

// Say sends a text.
func (p *Person) Say(text string) { p.send(text, text, nil) }

// Reply sends a text as a reply to the bot's newest message.
func (p *Person) Reply(text string) {
	p.srv.mu.Lock()
	m := p.chat.newest(p.here)
	p.srv.mu.Unlock()
	if m == nil {
		p.srv.tb.Fatalf("there is no message to reply to in chat %d", p.chat.id)
	}
	p.send(text, text, map[string]any{"reply_to_message": m.json(p.chat)})
}

// SendFile sends a document.
func (p *Person) SendFile(name string, data []byte) { p.SendFileOf(name, data, len(data)) }

// SendFileOf sends a document that claims another size than it has.
func (p *Person) SendFileOf(name string, data []byte, size int) {
	p.sendFile(&file{name: name, data: data, size: size})
}

// SendFileAt sends a document that the server says is at that path.
func (p *Person) SendFileAt(name string, data []byte, path string) {
	p.sendFile(&file{name: name, path: path, data: data, size: len(data)})
}

func (p *Person) sendFile(f *file) {
	p.srv.mu.Lock()
	id := p.srv.keep(f)
	p.srv.mu.Unlock()
	content := map[string]any{"file_id": id, "file_unique_id": "u", "file_name": f.name, "file_size": f.size}
	p.send("", "📎 "+f.name, map[string]any{"document": content})
}

// SendOther sends a message of another kind: "sticker", "voice", "photo",
// "location" and so on by their names in Telegram's Message.
func (p *Person) SendOther(kind string) {
	var content any = map[string]any{"file_id": "AAA", "file_unique_id": "u"}
	more := map[string]any{}
	switch kind {
	case "photo":
		content = []any{content}
	case "animation": // comes with a document, for bots of old
		more["document"] = content
	case "venue": // comes with a location
		more["location"] = map[string]any{"latitude": 10.8, "longitude": 106.7}
	}
	more[kind] = content
	p.send("", "("+kind+")", more)
}

// Edit changes the person's last message.
func (p *Person) Edit(text string) {
	s := p.srv
	s.mu.Lock()
	defer s.mu.Unlock()
	if *p.said == 0 {
		s.tb.Fatalf("person %d has said nothing to edit", p.ID)
	}
	p.act("(edits) " + text)
	m := p.message(*p.said, text)
	m["edit_date"] = s.now().Unix()
	s.push("edited_message", p.chat.id, p.ID, m)
}

func (p *Person) send(text, shown string, more map[string]any) {
	s := p.srv
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages++
	*p.said = s.messages
	p.act(shown)
	m := p.message(s.messages, text)
	for key, value := range more {
		m[key] = value
	}
	p.chat.messages = append(p.chat.messages, &Message{ID: s.messages, Thread: p.thread, Text: shown})
	s.push("message", p.chat.id, p.ID, m)
}

// act notes that the person did something; what the bot does from then on
// counts as the reply. It is called with the lock held.
func (p *Person) act(shown string) {
	if !p.srv.quiet {
		p.chat.note(">", shown)
	}
	p.chat.fresh = nil
}

func (p *Person) message(id int64, text string) map[string]any {
	m := map[string]any{"message_id": id, "from": p.json(), "chat": p.chat.json(), "date": p.srv.now().Unix()}
	if text != "" {
		m["text"] = text
	}
	if strings.HasPrefix(text, "/") {
		name, _, _ := strings.Cut(text, " ")
		m["entities"] = []any{map[string]any{"type": "bot_command", "offset": 0, "length": len(utf16.Encode([]rune(name)))}}
	}
	if p.thread != 0 {
		m["message_thread_id"], m["is_topic_message"] = p.thread, true
	}
	return m
}

func (p *Person) json() map[string]any {
	u := map[string]any{"id": p.ID, "is_bot": false, "first_name": p.Name}
	if p.Lang != "" {
		u["language_code"] = p.Lang
	}
	return u
}

// Press presses the button with that label, or the only one whose label holds
// it, on the newest message that has one. The message is as it is now: a
// button that was edited away cannot be pressed.
func (p *Person) Press(label string) {
	p.srv.tb.Helper()
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	var pressed *Button
	m := p.chat.newest(func(m *Message) bool {
		if p.here(m) {
			pressed = m.button(label)
		}
		return pressed != nil
	})
	if m == nil {
		p.srv.tb.Fatalf("no button %q in chat %d; on the screen is:\n%s", label, p.chat.id, p.now())
	}
	p.press(*m, *pressed)
}

// PressLatest is Press on the message that was sent or changed last of those
// that have such a button: where a message may have come twice, the person
// goes on with the one that answered them.
func (p *Person) PressLatest(label string) {
	p.srv.tb.Helper()
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	var latest *Message
	for _, m := range p.chat.messages {
		if m.FromBot && !m.deleted && p.here(m) && m.button(label) != nil && (latest == nil || m.seq > latest.seq) {
			latest = m
		}
	}
	if latest == nil {
		p.srv.tb.Fatalf("no button %q in chat %d; on the screen is:\n%s", label, p.chat.id, p.now())
	}
	p.press(*latest, *latest.button(label))
}

// PressOn presses a button of a message as it was when it was seen: an old
// one, one that has changed since, or the same once more.
func (p *Person) PressOn(m Message, label string) {
	p.srv.tb.Helper()
	b := m.button(label)
	if b == nil {
		p.srv.tb.Fatalf("no button %q on:\n%s", label, m)
	}
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.press(m, *b)
}

// PressData sends a press with any data, as a forged client could.
func (p *Person) PressData(m Message, data string) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.press(m, Button{Label: data, Data: data})
}

// press is called with the lock held.
func (p *Person) press(m Message, b Button) {
	if b.Data == "" {
		return // a button that copies tells nobody
	}
	s := p.srv
	p.act("[" + b.Label + "]")
	id := fmt.Sprintf("%d%08d", p.ID, len(s.presses)+1)
	s.presses[id] = &press{label: b.Label, chat: p.chat}
	content := m.json(p.chat)
	if now := p.chat.find(m.ID); now == nil { // deleted: inaccessible
		content = map[string]any{"message_id": m.ID, "chat": p.chat.json(), "date": 0}
	}
	s.push("callback_query", p.chat.id, p.ID, map[string]any{
		"id": id, "from": p.json(), "message": content, "chat_instance": "1", "data": b.Data,
	})
}

func (m *Message) button(label string) *Button {
	var near []*Button
	for _, row := range m.Buttons {
		for i := range row {
			if row[i].Label == label {
				return &row[i]
			}
			if strings.Contains(row[i].Label, label) {
				near = append(near, &row[i])
			}
		}
	}
	if len(near) == 1 {
		return near[0]
	}
	return nil
}

// Delete deletes a message of the bot's from the chat.
func (p *Person) Delete(m Message) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	if found := p.chat.find(m.ID); found != nil {
		found.deleted = true
	}
}

// Block blocks the bot, or removes it from the group; Unblock lets it back.
func (p *Person) Block() { p.setBlocked(true) }

// Unblock takes Block back.
func (p *Person) Unblock() { p.setBlocked(false) }

func (p *Person) setBlocked(blocked bool) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.chat.blocked = blocked
}

// CloseTopic deletes the person's topic.
func (p *Person) CloseTopic() {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	delete(p.chat.threads, p.thread)
}

// Migrate makes the group a supergroup with a new id, and returns the person in it.
func (p *Person) Migrate(id int64) *Person {
	q := p.In(id)
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.chat.migrated = id
	return q
}

// here reports whether a message of the bot's is where the person is.
func (p *Person) here(m *Message) bool { return m.Thread == p.thread }
