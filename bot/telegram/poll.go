package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"time"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/storage"
)

const (
	// pollWait is how long a poll waits for updates: the most Telegram allows
	// (server 10.0, Client.h).
	pollWait = 50 * time.Second
	// pollGrace is what the network may add to it.
	pollGrace = 10 * time.Second
	// pollBatch is the most updates Telegram gives at once.
	pollBatch = 100
	// conflictWait: whoever polls at the same time needs a moment to give way.
	conflictWait = 3 * time.Second
)

// allowedUpdates is what Decode understands; the rest is not sent to us.
const allowedUpdates = `["message","edited_message","callback_query"]`

// Run introduces the bot to Telegram and hands over what people send, in
// order, until ctx ends; it then returns nil. An update is given again until
// receive returns nil for it, also after a restart, so receive has to know
// again what it already has. Only a refused token ends Run early (ErrToken):
// whatever else goes wrong is tried again with backoff, and logged once.
func (c *Client) Run(ctx context.Context, receive func(context.Context, []storage.Update) error) error {
	trouble := trouble{log: c.log}
	introduced, offset := false, int64(0)
	for ctx.Err() == nil {
		var err error
		if !introduced {
			err = c.introduce(ctx)
			introduced = err == nil
		} else {
			offset, err = c.poll(ctx, offset, receive)
		}
		switch v := judge(err); {
		case ctx.Err() != nil:
		case err == nil:
			trouble.over()
		case v == tokenless || v == unknown:
			return fmt.Errorf("%w: %w", ErrToken, err)
		default:
			sleep(ctx, trouble.met(err))
		}
	}
	return nil
}

// introduce learns the bot's name, takes back a webhook, under which polling
// is refused, and sends the commands.
func (c *Client) introduce(ctx context.Context) error {
	result, err := c.call(ctx, "getMe", nil)
	if err != nil {
		return err
	}
	var me struct {
		Name string `json:"username"`
	}
	if err := json.Unmarshal(result, &me); err != nil {
		return fmt.Errorf("telegram getMe: %w", err)
	}
	if me.Name != "" {
		c.name.Store(&me.Name)
	}
	if _, err := c.call(ctx, "deleteWebhook", nil); err != nil {
		return err
	}
	for _, menu := range c.menus {
		params := tgbotapi.Params{}
		params.AddNonEmpty("language_code", menu.Lang)
		if params["commands"], err = encode(menu.Commands); err != nil {
			return err
		}
		// Those of the last start still stand; it is no reason not to receive.
		if _, err := c.call(ctx, "setMyCommands", params); err != nil {
			c.log.Error("the list of commands is not set", slog.String("lang", menu.Lang), slog.Any("error", err))
		}
	}
	c.log.Info("connected to Telegram", slog.String("bot", me.Name))
	return nil
}

// poll asks once for updates, confirming those below offset, and returns the
// next offset. It is raised only after receive has them.
func (c *Client) poll(ctx context.Context, offset int64, receive func(context.Context, []storage.Update) error) (int64, error) {
	params := tgbotapi.Params{
		"limit":           strconv.Itoa(pollBatch),
		"timeout":         strconv.Itoa(int(pollWait / time.Second)),
		"allowed_updates": allowedUpdates,
	}
	params.AddNonZero64("offset", offset)
	ctxPoll, cancel := context.WithTimeout(ctx, pollWait+pollGrace)
	defer cancel()
	result, err := c.callUntil(ctxPoll, "getUpdates", params)
	if err != nil {
		return offset, err
	}
	var bodies []json.RawMessage
	if err := json.Unmarshal(result, &bodies); err != nil {
		return offset, fmt.Errorf("telegram getUpdates: %w", err)
	}
	if len(bodies) == 0 {
		// Everything is confirmed. Ids start anywhere after a quiet week, and
		// an old offset above them would confirm unseen updates.
		return 0, nil
	}
	updates := make([]storage.Update, 0, len(bodies))
	for _, body := range bodies {
		if u, ok := Envelope(body); ok {
			updates = append(updates, u)
		}
	}
	if len(updates) == 0 {
		return offset, errors.New("telegram getUpdates: updates without an id")
	}
	if err := receive(ctx, updates); err != nil {
		return offset, fmt.Errorf("keeping updates: %w", err)
	}
	return updates[len(updates)-1].ID + 1, nil
}

// Envelope reads no more of an update than what the inbox needs; false: it is
// no update of Telegram's.
func Envelope(body []byte) (storage.Update, bool) {
	if !utf8.Valid(body) {
		body = bytes.ToValidUTF8(body, []byte("\ufffd")) // no store takes the rest
	}
	type place struct {
		Chat chat `json:"chat"`
	}
	var wire struct {
		ID       int64  `json:"update_id"`
		Message  *place `json:"message"`
		Edited   *place `json:"edited_message"`
		Callback *struct {
			Message *place `json:"message"`
		} `json:"callback_query"`
	}
	if err := json.Unmarshal(body, &wire); err != nil {
		// An update whose inside is odd still has to be confirmed.
		var id struct {
			ID int64 `json:"update_id"`
		}
		if err := json.Unmarshal(body, &id); err != nil || id.ID <= 0 {
			return storage.Update{}, false
		}
		return storage.Update{ID: id.ID, Body: body}, true
	}
	if wire.ID <= 0 {
		return storage.Update{}, false
	}
	u := storage.Update{ID: wire.ID, Body: body}
	at := wire.Message
	if at == nil {
		at = wire.Edited
	}
	if at == nil && wire.Callback != nil {
		at = wire.Callback.Message
	}
	if at != nil && at.Chat.ID != 0 {
		u.Chat = strconv.FormatInt(at.Chat.ID, 10)
	}
	return u, true
}

// trouble is a row of failures; it is logged when it begins and when it ends.
type trouble struct {
	log   *slog.Logger
	count int
	since time.Time
}

// met notes a failure and says how long to wait.
func (t *trouble) met(err error) time.Duration {
	if t.count == 0 {
		t.since = time.Now()
		t.log.Warn("no updates from Telegram; trying again until it works", slog.Any("error", err))
	}
	t.count++
	// Telegram makes those who come back within three seconds wait.
	d := min(time.Second<<min(t.count-1, 5), 30*time.Second)
	d = d/2 + rand.N(d/2+1)
	if judge(err) == conflict {
		d += conflictWait
	}
	return max(d, retryAfter(err))
}

func (t *trouble) over() {
	if t.count > 0 {
		t.log.Info("updates from Telegram again", slog.Duration("after", time.Since(t.since).Round(time.Second)))
	}
	t.count = 0
}
