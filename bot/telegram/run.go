package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/storage"
)

// State is how a client stands with Telegram.
type State int32

// The states.
const (
	Connecting State = iota // since the start Telegram has not taken us in
	Receiving
	Standby // another process receives for this bot
)

// State tells how the client stands with Telegram.
func (c *Client) State() State { return State(c.state.Load()) }

// become changes the state; false: it was so already.
func (c *Client) become(s State) bool { return State(c.state.Swap(int32(s))) != s }

// allowedUpdates is what Decode understands; the rest is not sent to us.
const allowedUpdates = `["message","edited_message","callback_query"]`

// Run introduces the bot to Telegram and receives what people send until ctx
// ends; it then returns nil. With a webhook it only sees to it that Telegram
// calls, and receive is for the handler that Webhook returns. Without, it asks
// for updates and hands them over in order; one is given again until receive
// returns nil for it, also after a restart, so receive has to know again what
// it already has. While another process asks for the same bot's, it waits as
// a standby. Only a refused token ends Run early (ErrToken): whatever else
// goes wrong is tried again with backoff, and logged once.
func (c *Client) Run(ctx context.Context, receive func(context.Context, []storage.Update) error) error {
	trouble := trouble{log: c.log, what: "updates"}
	turn := (&poller{Client: c, receive: receive}).turn
	if c.hook != nil {
		trouble.what, turn = "answers", c.watch
	}
	for ctx.Err() == nil {
		var err error
		if c.State() == Connecting {
			err = c.introduce(ctx)
		} else {
			err = turn(ctx)
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

// introduce learns the bot's name, says how updates are received, and sends
// the commands.
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
	if c.hook != nil {
		err = c.setWebhook(ctx)
	} else {
		// Under one, asking for updates is refused.
		_, err = c.call(ctx, "deleteWebhook", nil)
	}
	if err != nil {
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
	c.become(Receiving)
	c.log.Info("connected to Telegram", slog.String("bot", me.Name), slog.Bool("webhook", c.hook != nil))
	return nil
}

// trouble is a row of failures; it is logged when it begins and when it ends.
type trouble struct {
	log   *slog.Logger
	what  string // is missing
	count int
	since time.Time
}

// met notes a failure and says how long to wait.
func (t *trouble) met(err error) time.Duration {
	if t.count == 0 {
		t.since = time.Now()
		t.log.Warn("no "+t.what+" from Telegram; trying again until it works", slog.Any("error", err))
	}
	t.count++
	// Telegram makes those who come back within three seconds wait.
	d := min(time.Second<<min(t.count-1, 5), 30*time.Second)
	return max(d/2+rand.N(d/2+1), retryAfter(err))
}

func (t *trouble) over() {
	if t.count > 0 {
		t.log.Info(t.what+" from Telegram again", slog.Duration("after", time.Since(t.since).Round(time.Second)))
	}
	t.count = 0
}
