package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// method is a method of the Bot API; it is called with the lock held.
type method struct {
	params string // those it has, of those a bot like ours may use
	call   func(*Server, call) (any, error)
}

type call struct {
	ctx    context.Context
	name   string
	params params
	upload *file
}

// Limits of Bot API 10.1.
const (
	maxText     = 4096 // UTF-16 units after parsing
	maxCaption  = 1024
	maxToast    = 200
	maxUpload   = 50 << 20
	maxDownload = 20 << 20
)

const toWhom = "chat_id message_thread_id disable_notification protect_content reply_parameters reply_markup "

var methods map[string]method

func init() {
	methods = map[string]method{
		"getMe":               {"", (*Server).getMe},
		"getUpdates":          {"offset limit timeout allowed_updates", func(s *Server, c call) (any, error) { return s.getUpdates(c.ctx, c.params) }},
		"setWebhook":          {"url secret_token allowed_updates max_connections drop_pending_updates", (*Server).setWebhook},
		"deleteWebhook":       {"drop_pending_updates", (*Server).deleteWebhook},
		"getWebhookInfo":      {"", (*Server).getWebhookInfo},
		"setMyCommands":       {"commands scope language_code", (*Server).setMyCommands},
		"sendMessage":         {toWhom + "text parse_mode entities link_preview_options", (*Server).send},
		"sendRichMessage":     {toWhom + "rich_message", (*Server).send},
		"sendPhoto":           {toWhom + "photo caption parse_mode caption_entities", (*Server).sendPhoto},
		"sendDocument":        {toWhom + "document caption parse_mode caption_entities disable_content_type_detection", (*Server).sendDocument},
		"editMessageText":     {"chat_id message_id text parse_mode entities rich_message link_preview_options reply_markup", (*Server).edit},
		"sendChatAction":      {"chat_id message_thread_id action", (*Server).sendChatAction},
		"answerCallbackQuery": {"callback_query_id text show_alert cache_time", (*Server).answerPress},
		"getFile":             {"file_id", (*Server).getFile},

		"sendMessageDraft":     {"chat_id message_thread_id draft_id text parse_mode entities", (*Server).sendDraft},
		"sendRichMessageDraft": {"chat_id message_thread_id draft_id rich_message", (*Server).sendDraft},
	}
}

// dispatch is called with the lock held.
func (s *Server) dispatch(ctx context.Context, name string, p params, upload *file) (any, error) {
	m, ok := methods[name]
	if !ok || strings.HasPrefix(name, "sendRichMessage") && !s.rich || slices.Contains(s.draftless, name) {
		return nil, refuse(404, "Not Found: method not found")
	}
	known := strings.Fields(m.params)
	for key, value := range p {
		if !slices.Contains(known, key) {
			s.problem("%s has no parameter %s", name, key)
		}
		if value == "null" {
			s.problem("%s: %s is null", name, key)
		}
	}
	result, err := m.call(s, call{ctx, name, p, upload})
	if r, ok := err.(*refusal); ok && r.code == 400 && careless.MatchString(r.text) {
		s.problem("%s: %s", name, r.text)
	}
	return result, err
}

// careless are the refusals that a bot can always avoid.
var careless = regexp.MustCompile(`can't parse|too long|is empty|must be non-empty|_INVALID|unallowed|is too big`)

func (s *Server) getMe(call) (any, error) {
	return map[string]any{"id": int64(BotID), "is_bot": true, "first_name": "chonmat", "username": BotName, "can_join_groups": true}, nil
}

var (
	commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	language    = regexp.MustCompile(`^([a-z]{2})?$`)
)

func (s *Server) setMyCommands(c call) (any, error) {
	var list []struct{ Command, Description string }
	if err := json.Unmarshal([]byte(c.params["commands"]), &list); err != nil {
		return nil, bad("can't parse commands JSON object")
	}
	if len(list) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	if !language.MatchString(c.params["language_code"]) {
		return nil, bad("invalid language code specified")
	}
	for _, l := range list {
		if !commandName.MatchString(l.Command) {
			return nil, bad("BOT_COMMAND_INVALID")
		}
		if n := len([]rune(l.Description)); n < 1 || n > 256 {
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.commands[c.params["language_code"]] = c.params["commands"]
	return true, nil
}

// to finds the chat of a call.
func (s *Server) to(p params) (*chat, int64, error) {
	id, ok := parseID(p["chat_id"])
	if !ok {
		return nil, 0, bad("chat_id is empty")
	}
	c := s.chats[id]
	switch {
	case c == nil:
		return nil, 0, bad("chat not found")
	case c.migrated != 0:
		return nil, 0, &refusal{code: 400, text: "Bad Request: group chat was upgraded to a supergroup chat", migrateTo: c.migrated}
	case c.blocked && c.group():
		return nil, 0, refuse(403, "Forbidden: bot was kicked from the group chat")
	case c.blocked:
		return nil, 0, refuse(403, "Forbidden: bot was blocked by the user")
	}
	thread, _ := parseID(p["message_thread_id"])
	if thread != 0 && !c.threads[thread] {
		return nil, 0, bad("message thread not found")
	}
	return c, thread, nil
}

// content reads what a message is to show.
func (s *Server) content(p params) (Message, error) {
	if p["rich_message"] != "" && s.rich {
		var in struct {
			HTML     *string `json:"html"`
			Markdown *string `json:"markdown"`
			RTL      bool    `json:"is_rtl"`
			Skip     bool    `json:"skip_entity_detection"`
		}
		if err := json.Unmarshal([]byte(p["rich_message"]), &in); err != nil || in.HTML == nil || in.Markdown != nil {
			return Message{}, bad("can't parse rich message: exactly one of html and markdown must be given")
		}
		text, err := richText(*in.HTML)
		if err != nil {
			return Message{}, bad("can't parse rich message: %v", err)
		}
		return Message{Text: text, Source: *in.HTML, Rich: true}, nil
	}
	return textOf(p["text"], p["parse_mode"], "message text is empty", "message is too long", maxText)
}

func textOf(source, mode, empty, long string, limit int) (Message, error) {
	text := source
	switch mode {
	case "":
	case "HTML":
		var err error
		if text, err = plainText(source); err != nil {
			return Message{}, bad("can't parse entities: %v", err)
		}
	default:
		return Message{}, bad("unsupported parse_mode")
	}
	text = strings.TrimSpace(text)
	if text == "" && empty != "" {
		return Message{}, bad("%s", empty)
	}
	if len(utf16.Encode([]rune(text))) > limit {
		return Message{}, bad("%s", long)
	}
	return Message{Text: text, Source: source}, nil
}

func (s *Server) send(c call) (any, error) {
	to, thread, err := s.to(c.params)
	if err != nil {
		return nil, err
	}
	m, err := s.content(c.params)
	if err != nil {
		return nil, err
	}
	if m.Buttons, err = s.keyboard(c.params); err != nil {
		return nil, err
	}
	return s.post(to, thread, m, c.params), nil
}

// post puts a message of the bot's into a chat.
func (s *Server) post(to *chat, thread int64, m Message, p params) any {
	s.messages++
	m.ID, m.Thread, m.FromBot = s.messages, thread, true
	m.keys, m.content = p["reply_markup"], contentKey(p)
	to.messages = append(to.messages, &m)
	to.did(&m)
	if !s.quiet {
		to.note("<", m.String())
	}
	return m.json(to)
}

// contentKey tells whether an edit changes anything.
func contentKey(p params) string {
	return p["rich_message"] + "\x00" + p["text"] + "\x00" + p["parse_mode"]
}

func (s *Server) sendDocument(c call) (any, error) {
	return s.sendFile(c, "document", func(id string, up *file) any {
		return map[string]any{"file_id": id, "file_unique_id": "u", "file_name": up.name, "file_size": len(up.data)}
	})
}

// sendPhoto takes a picture as Telegram does: no larger than 10 MB, and of
// sides whose sum is at most 10,000 pixels and whose ratio is at most 20.
func (s *Server) sendPhoto(c call) (any, error) {
	if up := c.upload; up != nil {
		config, _, err := image.DecodeConfig(bytes.NewReader(up.data))
		w, h := config.Width, config.Height
		switch {
		case err != nil, len(up.data) > 10<<20:
			return nil, bad("IMAGE_PROCESS_FAILED")
		case w+h > 10_000, w > 20*h, h > 20*w:
			return nil, bad("PHOTO_INVALID_DIMENSIONS")
		}
	}
	return s.sendFile(c, "photo", func(id string, up *file) any {
		return []any{map[string]any{"file_id": id, "file_unique_id": "u", "file_size": len(up.data)}}
	})
}

// sendFile takes a file of a kind; shown is what the answer says of it.
func (s *Server) sendFile(c call, kind string, shown func(id string, up *file) any) (any, error) {
	to, thread, err := s.to(c.params)
	if err != nil {
		return nil, err
	}
	up := c.upload
	if up == nil {
		if up = s.files[c.params[kind]]; up == nil {
			return nil, bad("wrong file identifier/HTTP URL specified")
		}
	}
	switch {
	case len(up.data) == 0:
		return nil, bad("file must be non-empty")
	case len(up.data) > maxUpload:
		return nil, refuse(413, "Request Entity Too Large")
	}
	m, err := textOf(c.params["caption"], c.params["parse_mode"], "", "message caption is too long", maxCaption)
	if err != nil {
		return nil, err
	}
	if m.Buttons, err = s.keyboard(c.params); err != nil {
		return nil, err
	}
	m.File = &File{Name: up.name, Data: up.data, Picture: kind == "photo"}
	up.size = len(up.data)
	result := s.post(to, thread, m, c.params)
	j := result.(map[string]any)
	delete(j, "text")
	j[kind] = shown(s.keep(up), up)
	return j, nil
}

func (s *Server) edit(c call) (any, error) {
	to, _, err := s.to(c.params)
	if err != nil {
		return nil, err
	}
	id, ok := parseID(c.params["message_id"])
	if !ok {
		return nil, bad("message identifier is not specified")
	}
	fresh, err := s.content(c.params)
	if err != nil {
		return nil, err
	}
	if fresh.Buttons, err = s.keyboard(c.params); err != nil {
		return nil, err
	}
	m := to.find(id)
	switch {
	case m == nil:
		return nil, bad("message to edit not found")
	case !m.FromBot:
		return nil, bad("message can't be edited")
	case m.File != nil:
		return nil, bad("there is no text in the message to edit")
	case m.content == contentKey(c.params) && m.keys == c.params["reply_markup"]:
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.Text, m.Source, m.Rich, m.Buttons = fresh.Text, fresh.Source, fresh.Rich, fresh.Buttons
	m.keys, m.content = c.params["reply_markup"], contentKey(c.params)
	m.Edits++
	to.did(m)
	if !s.quiet {
		to.note("~", m.String())
	}
	return m.json(to), nil
}

var actions = strings.Fields("typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note")

func (s *Server) sendChatAction(c call) (any, error) {
	if _, _, err := s.to(c.params); err != nil {
		return nil, err
	}
	if !slices.Contains(actions, c.params["action"]) {
		return nil, bad("wrong parameter action in request")
	}
	return true, nil
}

func (s *Server) answerPress(c call) (any, error) {
	p := s.presses[c.params["callback_query_id"]]
	if len(utf16.Encode([]rune(c.params["text"]))) > maxToast {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	if p != nil && p.answered {
		s.problem("the press of %q is answered twice", p.label)
	}
	if p == nil || p.answered {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	p.answered, p.toast = true, c.params["text"]
	p.chat.changed.ring()
	if p.toast != "" {
		p.chat.note("!", p.toast)
	}
	return true, nil
}

func (s *Server) getFile(c call) (any, error) {
	f := s.files[c.params["file_id"]]
	switch {
	case f == nil:
		return nil, bad("wrong file_id or the file is temporarily unavailable")
	case f.size > maxDownload:
		return nil, bad("file is too big")
	}
	return map[string]any{"file_id": c.params["file_id"], "file_unique_id": "u", "file_size": f.size, "file_path": f.path}, nil
}

// keep stores a file and returns its id; it is called with the lock held.
func (s *Server) keep(f *file) string {
	id := fmt.Sprintf("BQACAgUAAxk%08d", len(s.files)+1)
	kept := *f
	if kept.path == "" {
		// Telegram keeps the extension, not the name.
		kept.path = fmt.Sprintf("documents/file_%d", len(s.files)+1)
		if at := strings.LastIndexByte(f.name, '.'); at >= 0 {
			kept.path += strings.ToLower(f.name[at:])
		}
	}
	s.files[id] = &kept
	return id
}
