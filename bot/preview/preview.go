// Package preview is the conversation as a web page, so that anyone can try it
// with no token: a messenger of its own beside Telegram, with the same engine
// and the same database.
//
// The browser keeps the transcript; the server keeps what it has to keep for
// any messenger. A message is delivered when a page of the person has stored
// it and said so; until then it stays in the outbox.
package preview

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/runner"
	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage"
)

// Bot is the preview's name in addresses.
const Bot = "preview"

// Files keeps what people send until the runner reads it; storage.DB is one.
type Files interface {
	PutUpload(ctx context.Context, workspace string, u storage.Upload) error
	// Upload returns NotFound when the file is gone.
	Upload(ctx context.Context, workspace, id string) (storage.Upload, error)
}

// Config is what a Server is made of.
type Config struct {
	Files    Files
	Commands []Command // shown in the page's menu
	// Hosts are the names under which the page may be called besides the
	// loopback ones, as in the Host header, without port.
	Hosts []string
	// AnyAddress allows every literal IP address as host. Only names can be
	// made to point at another's address, so this stays safe.
	AnyAddress bool
	Log        *slog.Logger
	Now        func() time.Time
}

// Command is an entry of the page's menu.
type Command struct {
	Name        string
	Description map[wording.Lang]string
}

// Server is the preview: a runner.Messenger and, by Handler, its web side.
type Server struct {
	Config
	desk desk
}

// New makes a Server.
func New(c Config) *Server {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Server{Config: c, desk: desk{people: map[string]*person{}}}
}

// Bot returns the bot's name.
func (s *Server) Bot() string { return Bot }

// act is what a person did in the page: the body of an update.
type act struct {
	ID      string `json:"id"`   // made by the page, the same when it is sent again
	Kind    string `json:"kind"` // "text", "press" or "file"
	Person  string `json:"person"`
	Lang    string `json:"lang,omitempty"`
	Text    string `json:"text,omitempty"`
	Data    string `json:"data,omitempty"`    // of the button
	Message string `json:"message,omitempty"` // that holds the button
	Name    string `json:"name,omitempty"`    // of the file
	Size    int64  `json:"size,omitempty"`
}

// update makes the update of an act. Its id comes from the person and the
// page's own id, so that an act sent twice is one update.
func (a act) update() (storage.Update, error) {
	body, err := json.Marshal(a)
	if err != nil {
		return storage.Update{}, err
	}
	sum := sha256.Sum256([]byte(a.Person + "/" + a.ID))
	id := int64(binary.BigEndian.Uint64(sum[:8]) >> 1)
	return storage.Update{ID: id, Chat: a.Person, Body: body}, nil
}

// address is where a person's conversation takes place.
func address(person string) storage.Address {
	return storage.Address{Bot: Bot, Chat: person, Person: person}
}

// Decode reads an update that one of our pages sent.
func (s *Server) Decode(u storage.Update) (in runner.Incoming, ok bool) {
	var a act
	if json.Unmarshal(u.Body, &a) != nil || a.Person == "" {
		return in, false
	}
	in = runner.Incoming{
		From:  address(a.Person),
		Event: dialog.Event{Person: dialog.Person{ID: a.Person, Lang: a.Lang}},
	}
	switch a.Kind {
	case "text":
		in.Event.Kind, in.Event.Text, in.Event.Message = dialog.TextSent, a.Text, a.ID
		if command, rest, ok := command(a.Text); ok {
			in.Event.Kind, in.Event.Command, in.Event.Text = dialog.CommandSent, command, rest
		}
	case "press":
		in.Event.Kind, in.Event.Data, in.Event.Message = dialog.Pressed, a.Data, a.Message
		in.Press = a.Person + "/" + a.ID
	case "file":
		in.Event.Kind = dialog.FileSent
		in.File = &runner.FileRef{Ref: a.Person + "/" + runner.EventID(u), Name: a.Name, Size: a.Size}
	default:
		return in, false
	}
	return in, true
}

// command splits "/name rest". A name is letters, digits and underscores.
func command(text string) (name, rest string, ok bool) {
	after, ok := strings.CutPrefix(text, "/")
	if !ok {
		return "", "", false
	}
	end := strings.IndexFunc(after, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_')
	})
	if end < 0 {
		end = len(after)
	}
	name, rest = strings.ToLower(after[:end]), strings.TrimSpace(after[end:])
	separated := end == len(after) || after[end] == ' ' || after[end] == '\n'
	return name, rest, name != "" && separated
}

// Open reads a file that was sent.
func (s *Server) Open(ctx context.Context, ref string, limit int64) (io.ReadCloser, error) {
	person, id, _ := strings.Cut(ref, "/")
	kept, err := s.Files.Upload(ctx, address(person).Workspace(), id)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(io.LimitReader(bytes.NewReader(kept.Data), limit+1)), nil
}

// keep stores a file before its update is received, under the id that the
// runner will give it.
func (s *Server) keep(ctx context.Context, a act, u storage.Update, data []byte) error {
	if strings.ContainsRune(a.Name, 0) {
		return domain.Errorf(domain.Invalid, "file name with U+0000")
	}
	return s.Files.PutUpload(ctx, address(a.Person).Workspace(),
		storage.Upload{ID: runner.EventID(u), Name: a.Name, Data: data, At: s.Now()})
}

// personOf names the person who holds a cookie. The name, which is stored and
// exported, does not give the cookie away.
func personOf(cookie string) string {
	sum := sha256.Sum256([]byte("chonmat preview " + cookie))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
}
