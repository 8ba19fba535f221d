package telegramtest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// chat is a private chat or a group, with everything said in it.
type chat struct {
	id       int64
	title    string
	blocked  bool
	migrated int64 // the id it has now
	threads  map[int64]bool
	messages []*Message
	drafts   []Draft
	log      []string   // the transcript, a line or more each
	seq      int        // counts what the bot did
	fresh    []*Message // that the bot sent or changed since a person last did something, in that order
	changed  bell       // rings with what the bot does
}

func (c *chat) group() bool { return c.id < 0 }

func (c *chat) json() map[string]any {
	switch {
	case !c.group():
		return map[string]any{"id": c.id, "type": "private", "first_name": c.title}
	case strings.HasPrefix(strconv.FormatInt(c.id, 10), "-100"):
		return map[string]any{"id": c.id, "type": "supergroup", "title": c.title}
	}
	return map[string]any{"id": c.id, "type": "group", "title": c.title}
}

// Message is a message as a person sees it now.
type Message struct {
	ID      int64
	Thread  int64
	FromBot bool
	Text    string // what is to be read; markup is gone
	Source  string // what the bot sent: HTML, or the text itself
	Rich    bool
	Buttons [][]Button
	File    *File // a document
	Edits   int

	seq     int // of its last change
	keys    string
	content string
	deleted bool
}

// File is a document in a chat, or a picture.
type File struct {
	Name    string
	Data    []byte
	Picture bool
}

// Button is an inline button.
type Button struct {
	Label string
	Data  string
	Copy  string
	Style string
}

// Labels are the labels of all buttons, in order.
func (m Message) Labels() []string {
	var labels []string
	for _, row := range m.Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	return labels
}

// String is the message as in a transcript: the text, the file, the buttons.
func (m Message) String() string {
	var lines []string
	if m.File != nil {
		lines = append(lines, fmt.Sprintf("📎 %s (%d bytes)", m.File.Name, len(m.File.Data)))
	}
	if m.Text != "" {
		lines = append(lines, m.Text)
	}
	for _, row := range m.Buttons {
		var line strings.Builder
		for i, b := range row {
			if i > 0 {
				line.WriteByte(' ')
			}
			line.WriteString("[" + b.Label + "]")
		}
		lines = append(lines, line.String())
	}
	return strings.Join(lines, "\n")
}

// note adds to the transcript: the first line marked, the others indented but
// for empty ones.
func (c *chat) note(mark, text string) {
	text = strings.ReplaceAll(mark+" "+text, "\n", "\n  ")
	c.log = append(c.log, strings.ReplaceAll(text, "\n  \n", "\n\n"))
}

func (c *chat) find(id int64) *Message {
	for _, m := range slices.Backward(c.messages) {
		if m.ID == id && !m.deleted {
			return m
		}
	}
	return nil
}

// newest is the newest message of the bot that fits; nil: none does.
func (c *chat) newest(fits func(*Message) bool) *Message {
	for _, m := range slices.Backward(c.messages) {
		if m.FromBot && !m.deleted && fits(m) {
			return m
		}
	}
	return nil
}

// did notes that the bot sent or changed a message.
func (c *chat) did(m *Message) {
	c.seq++
	m.seq = c.seq
	c.fresh = append(slices.DeleteFunc(c.fresh, func(f *Message) bool { return f == m }), m)
	c.changed.ring()
}

// press is a button pressed.
type press struct {
	label    string
	chat     *chat
	answered bool
	toast    string
}

// file is a file on the server.
type file struct {
	name string
	path string
	data []byte
	size int // as claimed; len(data) unless it is only claimed
}

func (m *Message) json(c *chat) map[string]any {
	j := map[string]any{
		"message_id": m.ID,
		"date":       1,
		"chat":       c.json(),
		"text":       m.Text,
	}
	if m.FromBot {
		j["from"] = map[string]any{"id": int64(BotID), "is_bot": true, "first_name": "chonmat", "username": BotName}
	}
	if m.Thread != 0 {
		j["message_thread_id"], j["is_topic_message"] = m.Thread, true
	}
	return j
}
