package telegram

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"chonmat/bot/dialog"
	"chonmat/bot/runner"
	"chonmat/storage"
)

// What is longer is no text of Telegram's: 4,096 UTF-16 units are at most
// 12,288 bytes, and names, callback data and file ids far less.
const (
	maxTextBytes = 16 << 10
	maxNameBytes = 512
)

// Decode implements runner.Messenger. In groups only what is meant for the
// bot counts: commands, replies to it, messages that name it, and presses.
func (c *Client) Decode(u storage.Update) (runner.Incoming, bool) {
	var wire update
	if err := json.Unmarshal(u.Body, &wire); err != nil {
		return runner.Incoming{}, false
	}
	in := runner.Incoming{}
	in.Event.ID = c.eventID(u.ID)
	ok := false
	switch {
	case wire.Callback != nil:
		ok = c.decodePress(wire.Callback, &in)
	case wire.Message != nil:
		ok = c.decodeMessage(wire.Message, &in)
	case wire.Edited != nil:
		ok = c.decodeEdit(wire.Edited, &in)
	}
	if !ok {
		return runner.Incoming{}, false
	}
	return in, true
}

// eventID is short, as ids made from it go into callback data.
func (c *Client) eventID(update int64) string {
	bot, _ := strconv.ParseInt(c.id, 10, 64)
	return strconv.FormatInt(bot, 36) + "-" + strconv.FormatInt(update, 36)
}

// from fills in who did it and where; false: nobody to talk to.
func (c *Client) from(m *message, u *user, in *runner.Incoming) bool {
	if u == nil || u.ID == 0 || u.IsBot || m.Chat.ID == 0 || m.Chat.Type == "channel" {
		return false
	}
	in.From = storage.Address{
		Bot:    c.Bot(),
		Chat:   strconv.FormatInt(m.Chat.ID, 10),
		Person: strconv.FormatInt(u.ID, 10),
	}
	if m.IsTopic && m.Thread != 0 {
		in.From.Thread = strconv.FormatInt(m.Thread, 10)
	}
	if m.ID > 0 {
		in.Event.Message = strconv.FormatInt(m.ID, 10)
	}
	in.Event.Group = m.Chat.Type != "private"
	in.Event.Person = dialog.Person{
		ID:   in.From.Person,
		Name: clean(strings.TrimSpace(u.First+" "+u.Last), maxNameBytes),
		Lang: clean(u.Lang, 35), // the longest tag of RFC 5646 in use
	}
	return true
}

func (c *Client) decodePress(p *callback, in *runner.Incoming) bool {
	// Without a message the button was sent through us by somebody else.
	if p.Message == nil || p.ID == "" || p.Data == "" || len(p.Data) > maxData || len(p.ID) > maxNameBytes || !c.from(p.Message, &p.From, in) {
		return false
	}
	in.Press = p.ID
	in.Event.Kind = dialog.Pressed
	in.Event.Data = clean(p.Data, maxData)
	return true
}

func (c *Client) decodeEdit(m *message, in *runner.Incoming) bool {
	text, meant := c.address(m, clean(m.Text, maxTextBytes))
	if text == "" || !c.from(m, m.From, in) || in.Event.Group && !meant {
		return false
	}
	in.Event.Kind, in.Event.Text = dialog.TextEdited, text
	return true
}

func (c *Client) decodeMessage(m *message, in *runner.Incoming) bool {
	if !c.from(m, m.From, in) {
		return false
	}
	event := &in.Event
	text, meant := c.address(m, clean(m.Text+m.Caption, maxTextBytes)) // never both
	event.Text = text
	switch other := m.other(); {
	case other != "":
		event.Kind, event.Other = dialog.OtherSent, other
	case m.Document != nil:
		event.Kind = dialog.FileSent
		event.File = &dialog.File{Name: clean(m.Document.Name, maxNameBytes)}
		in.File = &runner.FileRef{
			Ref:  clean(m.Document.ID, maxNameBytes),
			Name: event.File.Name,
			Size: max(m.Document.Size, 0),
		}
	case m.Text == "":
		return false
	default:
		event.Kind = dialog.TextSent
		if name, bot, rest, ok := command(text); ok {
			if !c.isMe(bot) {
				return false
			}
			event.Kind, event.Command, event.Text = dialog.CommandSent, name, rest
			return true
		}
		if text == "" { // a bare mention
			event.Kind, event.Command = dialog.CommandSent, "help"
		}
	}
	return meant || !event.Group
}

// A command, as Telegram marks it, with the bot it is for and what follows.
var commandShape = regexp.MustCompile(`(?s)^/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?$`)

func command(text string) (name, bot, rest string, ok bool) {
	m := commandShape.FindStringSubmatch(text)
	if m == nil {
		return "", "", "", false
	}
	return strings.ToLower(m[1]), m[2], strings.TrimSpace(m[3]), true
}

// isMe reports whether a command's "@bot" is this one. Until Telegram has
// told our name, what it hands us is taken to be for us.
func (c *Client) isMe(bot string) bool {
	name := c.name.Load()
	return bot == "" || name == nil || strings.EqualFold(bot, *name)
}

// address takes the bot's name out of a text, and reports whether the message
// names the bot or replies to it.
func (c *Client) address(m *message, text string) (string, bool) {
	meant := m.ReplyTo != nil && m.ReplyTo.From != nil && strconv.FormatInt(m.ReplyTo.From.ID, 10) == c.id
	name := c.name.Load()
	if name == nil || strings.HasPrefix(text, "/") {
		return text, meant
	}
	at := mention(text, *name)
	if at < 0 {
		return text, meant
	}
	before, after := strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+1+len(*name):])
	return strings.TrimSpace(before + " " + after), true
}

// mention finds "@name" as a word of its own; -1: not there.
func mention(text, name string) int {
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '@')
		if i < 0 {
			return -1
		}
		i += from
		from = i + 1
		end := from + len(name)
		if end > len(text) || !strings.EqualFold(text[from:end], name) {
			continue
		}
		if end == len(text) || !wordByte(text[end]) {
			return i
		}
	}
}

func wordByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

// clean drops U+0000, which no store takes, and bounds a text in bytes.
func clean(text string, limit int) string {
	if len(text) > limit {
		for limit > 0 && !utf8.RuneStart(text[limit]) {
			limit--
		}
		text = text[:limit]
	}
	return strings.ReplaceAll(text, "\x00", "")
}
