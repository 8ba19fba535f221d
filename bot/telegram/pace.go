package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"chonmat/bot/runner"
	"chonmat/storage"
)

// Pace is how fast messages go out.
type Pace struct{ Bot, Chat, Group storage.Pace }

// TelegramPace is what Telegram asks of bots: about 30 messages a second in
// all, one a second in a chat with short bursts, 20 a minute in a group
// (core.telegram.org/bots/faq, 2026-11-23).
var TelegramPace = Pace{
	Bot:   storage.Pace{Every: time.Second / 30, Burst: 30},
	Chat:  storage.Pace{Every: time.Second, Burst: 8},
	Group: storage.Pace{Every: time.Minute / 20, Burst: 5},
}

// NoPace sends as fast as it can: for servers that keep no limits.
var NoPace = Pace{Bot: storage.Pace{Burst: 1}}

// Store is what the processes of a bot know together about what they send;
// storage.DB is one.
type Store interface {
	// Turn takes a turn to send to a chat, which is also one of the bot's, and
	// returns how long to wait for it, at most patience. When there is none, it
	// takes none and returns after how long to ask again.
	Turn(ctx context.Context, bot, chat string, now time.Time, ofChat, ofBot storage.Pace, patience time.Duration) (wait time.Duration, taken bool, err error)
	// Hold gives nobody a turn to send to a chat, "" to any, until then.
	Hold(ctx context.Context, bot, chat string, until time.Time) error
	// FileID returns what Telegram calls a file that was sent before, by a hash
	// of the file; "" when it is not known.
	FileID(ctx context.Context, bot, hash string) (string, error)
	// KeepFileID notes what Telegram calls a file.
	KeepFileID(ctx context.Context, bot, hash, id string, at time.Time) error
}

// patience is how long a delivery waits for the bot's turn itself. Who has to
// wait longer gives its place to others.
const patience = time.Second

// turn waits until a message may be sent to the chat. When that takes longer
// it is a DeliveryError that says how long.
func (c *Client) turn(ctx context.Context, chat int64) error {
	if c.pace == NoPace {
		return nil
	}
	of := c.pace.Chat
	if chat < 0 { // Telegram's groups
		of = c.pace.Group
	}
	wait, taken, err := c.store.Turn(ctx, c.Bot(), strconv.FormatInt(chat, 10), time.Now(), of, c.pace.Bot, patience)
	switch {
	case err != nil:
		return fmt.Errorf("telegram: the pace of sending: %w", err)
	case !taken:
		return &runner.DeliveryError{RetryAfter: max(wait, time.Millisecond), Err: errors.New("telegram: the pace of sending is used up")}
	case !sleep(ctx, wait):
		return ctx.Err()
	}
	return nil
}

// longTurn waits for a turn however long that takes: between two parts of a
// message giving up would send the first again.
func (c *Client) longTurn(ctx context.Context, chat int64) {
	for {
		refused, ok := errors.AsType[*runner.DeliveryError](c.turn(ctx, chat))
		if !ok || !sleep(ctx, refused.RetryAfter) {
			return
		}
	}
}

// floods tells a chat that is told to wait from a bot that is: Telegram's
// answer is the same.
type floods struct {
	mu    sync.Mutex
	chats map[int64]struct{} // told to wait since a message last went through
}

// floodedChats is how many chats, of which each is told to wait while no
// message goes through, mean that it is the bot that is to wait.
const floodedChats = 3

// met notes that a chat was told to wait; true: so was the bot.
func (f *floods) met(chat int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.chats == nil {
		f.chats = map[int64]struct{}{}
	}
	f.chats[chat] = struct{}{}
	return len(f.chats) >= floodedChats
}

// over notes that a message went through.
func (f *floods) over() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.chats)
}

// hold keeps every process from sending to a chat that was told to wait, or
// to any when the bot was. The message itself waits in its chat's line, so a
// hold that cannot be noted is no failure.
func (c *Client) hold(ctx context.Context, chat int64, wait time.Duration) {
	until := time.Now().Add(wait)
	held := strconv.FormatInt(chat, 10)
	if c.floods.met(chat) {
		c.log.Warn("Telegram asks the bot to wait with everything", slog.Duration("for", wait))
		held = ""
	}
	if err := c.store.Hold(ctx, c.Bot(), held, until); err != nil {
		c.log.Error("a wait that Telegram asks for is not noted", slog.Any("error", err))
	}
}
