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
)

// waits are how processes that ask for the same bot's updates give way.
// Telegram ends the poll of whoever was there first (409), so that one comes
// back at once, and the newcomer, ended in its turn, waits.
type waits struct {
	back    time.Duration // before the one who was there first asks again
	settled time.Duration // after this long one counts as there first
	standby time.Duration // between two looks whether the other is still there
	look    time.Duration // how long a look takes: whoever is alive is back by then
	watch   time.Duration // between two looks at the webhook
}

var usualWaits = waits{
	back: time.Second, settled: 10 * time.Second, standby: 30 * time.Second, look: 10 * time.Second, watch: watchEvery,
}

// yieldAfter is how many conflicts in a row make even the one who was there
// first a standby: the other does not give way.
const yieldAfter = 4

// poller receives by asking.
type poller struct {
	*Client
	receive   func(context.Context, []storage.Update) error
	offset    int64
	since     time.Time // of the first poll
	conflicts int       // in a row
	told      bool      // that there is another
}

// turn asks once for updates; a standby waits, and looks whether it is needed.
func (p *poller) turn(ctx context.Context) error {
	if p.State() == Standby {
		sleep(ctx, p.waits.standby+rand.N(p.waits.standby/2))
		vacant, err := p.vacant(ctx)
		if vacant && p.become(Receiving) {
			p.offset, p.since, p.conflicts = 0, time.Now(), 0
			p.log.Info("the other process of this bot has ended; receiving")
		}
		return err
	}
	if p.since.IsZero() {
		p.since = time.Now()
	}
	next, err := p.poll(ctx, p.offset)
	if judge(err) != conflict {
		p.offset = next
		if err == nil {
			p.conflicts = 0
		}
		return err
	}
	if time.Since(p.since) < p.waits.settled || p.conflicts == yieldAfter {
		p.become(Standby)
		p.log.Warn("another process receives for this bot; waiting as a standby until it ends", slog.Any("error", err))
		return nil
	}
	p.conflicts++
	if !p.told {
		p.told = true
		p.log.Warn("another process has asked for this bot's updates; going on, as it should wait as a standby")
	}
	sleep(ctx, p.waits.back+rand.N(p.waits.back/2))
	return nil
}

// vacant reports whether nobody else asks for updates. It keeps and confirms
// nothing: what it sees belongs to the other one, if there is one.
func (p *poller) vacant(ctx context.Context) (bool, error) {
	first, err := p.head(ctx, p.waits.look)
	if err == nil && first == 0 {
		return true, nil // nobody came to end the poll
	}
	if err == nil && sleep(ctx, p.waits.look) {
		// Whoever is alive has taken and confirmed what waited there.
		var second int64
		if second, err = p.head(ctx, 0); err == nil {
			return first == second, nil
		}
	}
	if judge(err) == conflict {
		return false, nil
	}
	return false, err
}

// head is the id of the oldest unconfirmed update, 0 if none comes in time.
func (c *Client) head(ctx context.Context, wait time.Duration) (int64, error) {
	bodies, err := c.getUpdates(ctx, 0, 1, wait)
	if err != nil || len(bodies) == 0 {
		return 0, err
	}
	u, _ := Envelope(bodies[0])
	return u.ID, nil
}

// getUpdates asks once for updates, confirming those below offset.
func (c *Client) getUpdates(ctx context.Context, offset int64, limit int, wait time.Duration) ([]json.RawMessage, error) {
	params := tgbotapi.Params{
		"limit":           strconv.Itoa(limit),
		"timeout":         strconv.Itoa(int(wait / time.Second)),
		"allowed_updates": allowedUpdates,
	}
	params.AddNonZero64("offset", offset)
	ctx, cancel := context.WithTimeout(ctx, wait+pollGrace)
	defer cancel()
	result, err := c.callUntil(ctx, "getUpdates", params)
	if err != nil {
		return nil, err
	}
	var bodies []json.RawMessage
	if err := json.Unmarshal(result, &bodies); err != nil {
		return nil, fmt.Errorf("telegram getUpdates: %w", err)
	}
	return bodies, nil
}

// poll asks once for updates, confirming those below offset, and returns the
// next offset. It is raised only after receive has them.
func (p *poller) poll(ctx context.Context, offset int64) (int64, error) {
	bodies, err := p.getUpdates(ctx, offset, pollBatch, pollWait)
	if err != nil {
		return offset, err
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
	if err := p.receive(ctx, updates); err != nil {
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
