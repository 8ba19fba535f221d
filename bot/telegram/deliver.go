package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/bot/runner"
)

// Deliver implements runner.Messenger. A screen goes out as one rich message
// or, where the server knows none, as one or more texts, of which the last
// holds the buttons; its id is returned.
func (c *Client) Deliver(ctx context.Context, out runner.Outgoing) (string, error) {
	a, err := c.newAttempt(out)
	if err != nil {
		return "", hopeless(err)
	}
	if err := c.turn(ctx, a.chat); err != nil {
		return "", err
	}
	if out.File != nil {
		a.lookUp(ctx)
	}
	var id string
	for sent, tries := 0, 0; a.parts == nil || sent < len(a.parts); {
		if a.parts == nil {
			if a.parts, err = a.render(); err != nil {
				return "", hopeless(err)
			}
			sent = 0
		}
		message, err := a.send(ctx, a.parts[sent])
		v := judge(err)
		if v == done {
			message, err = out.Edit, nil
		}
		if err == nil {
			c.floods.over()
			id, a.edit = message, 0 // only the first part replaces a message
			tries = 0
			if sent++; sent < len(a.parts) {
				c.longTurn(ctx, a.chat)
			}
			continue
		}
		tries++
		if tries <= maxRemedies {
			if remedy := remedies[v]; remedy != nil && remedy(a, err) {
				continue
			}
			// Giving up after the first part would send it again.
			if sent > 0 && (v == transient || v == wait) && sleep(ctx, max(retryAfter(err), time.Second)) {
				continue
			}
		}
		if v == wait {
			c.hold(ctx, a.chat, retryAfter(err))
		}
		return "", delivery(err)
	}
	return id, nil
}

// maxRemedies bounds the tries for one part; one delivery needs five at most.
const maxRemedies = 6

// attempt is one delivery, changed by each remedy until it succeeds.
type attempt struct {
	*Client
	out     runner.Outgoing
	chat    int64
	thread  int64
	edit    int64
	form    form
	copying bool
	hash    string // of the file
	fileID  string // what Telegram calls the file; "" uploads it
	parts   []part // nil: to be rendered
}

func (c *Client) newAttempt(out runner.Outgoing) (*attempt, error) {
	a := &attempt{Client: c, out: out, copying: !c.lacks(oldCopy)}
	if out.Screen == nil && out.File == nil {
		return nil, errors.New("telegram: nothing to deliver")
	}
	if out.File != nil || c.lacks(oldRich) {
		a.form = markup
	}
	var err error
	if a.chat, a.thread, err = place(out.To); err != nil {
		return nil, err
	}
	if id, ok := c.moved.Load(a.chat); ok {
		a.chat = id.(int64)
	}
	if out.Edit != "" {
		if a.edit, err = strconv.ParseInt(out.Edit, 10, 64); err != nil {
			return nil, fmt.Errorf("telegram: %q is no message", out.Edit)
		}
	}
	return a, nil
}

// remedies change an attempt so that it can be tried again; false: there is
// nothing left to change.
var remedies = map[verdict]func(*attempt, error) bool{
	lost: func(a *attempt, _ error) bool {
		had := a.edit != 0
		a.edit = 0
		return had
	},
	unthreaded: func(a *attempt, _ error) bool {
		had := a.thread != 0
		a.thread = 0
		return had
	},
	moved: func(a *attempt, err error) bool {
		e, ok := errors.AsType[*Error](err)
		if !ok || e.MigrateTo == a.chat {
			return false
		}
		a.moved.Store(a.chat, e.MigrateTo)
		a.chat, a.edit = e.MigrateTo, 0 // message ids do not move along
		return true
	},
	unfiled: func(a *attempt, _ error) bool {
		had := a.fileID != ""
		a.fileID, a.parts = "", nil
		return had
	},
	uncopyable: func(a *attempt, _ error) bool {
		had := a.copying
		a.copying, a.parts = false, nil
		a.learn(oldCopy)
		return had
	},
	unknown:  (*attempt).stepDown,
	refused:  (*attempt).stepDown,
	unmarked: (*attempt).stepDown,
}

// stepDown goes from rich to HTML text, and from markup that cannot be read
// to text without any.
func (a *attempt) stepDown(err error) bool {
	v := judge(err)
	switch {
	case a.form == rich && (v == unknown || textMissing(err)):
		a.learn(oldRich)
	case a.form == rich, a.form == markup && v == unmarked:
		// Nobody sees it, and it is a fault of ours.
		a.log.Error("Telegram refuses a message's markup; it goes out plainer", slog.Any("error", err))
	default:
		return false
	}
	a.form++
	a.parts = nil
	return true
}

// textMissing is how a server without rich messages answers editMessageText:
// it overlooks rich_message and finds no text.
func textMissing(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Method == "editMessageText" && e.Description == "Bad Request: message text is empty"
}

// The capabilities that older servers lack; bits of Client.old.
const (
	oldRich int32 = 1 << iota
	oldCopy
	oldRichDraft
	oldDraft
)

func (c *Client) lacks(capability int32) bool { return c.old.Load()&capability != 0 }

func (c *Client) learn(capability int32) {
	if c.old.Or(capability)&capability == 0 {
		c.log.Info("this Telegram server is old; doing without",
			slog.Bool("rich_messages", capability == oldRich), slog.Bool("copy_buttons", capability == oldCopy),
			slog.Bool("rich_drafts", capability == oldRichDraft), slog.Bool("drafts", capability == oldDraft))
	}
}

// send makes the call for one part and returns the message's id.
func (a *attempt) send(ctx context.Context, p part) (string, error) {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(a.chat, 10)}
	for key, value := range p.params {
		params[key] = value
	}
	method := p.method
	if a.edit != 0 && a.out.File == nil {
		method = "editMessageText"
		params.AddNonZero64("message_id", a.edit)
	} else {
		params.AddNonZero64("message_thread_id", a.thread)
	}
	var files []tgbotapi.RequestFile
	if p.file != nil {
		files = append(files, *p.file)
	}
	result, err := a.call(ctx, method, params, files...)
	if err != nil {
		return "", err
	}
	var message struct {
		ID       int64      `json:"message_id"`
		Document document   `json:"document"`
		Photo    []document `json:"photo"` // in several sizes
	}
	// An answer that cannot be read is no failure: the message is there, and
	// an error would send it again.
	if err := json.Unmarshal(result, &message); err != nil || message.ID == 0 {
		message.ID = a.edit
	}
	if p.file != nil {
		if n := len(message.Photo); n > 0 {
			message.Document = message.Photo[n-1]
		}
		a.keepFileID(ctx, message.Document.ID)
	}
	if message.ID == 0 {
		return "", nil
	}
	return strconv.FormatInt(message.ID, 10), nil
}

// sleep waits for d; false: ctx ended first, or would.
func sleep(ctx context.Context, d time.Duration) bool {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
