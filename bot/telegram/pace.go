package telegram

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Pace is how fast messages go out, each with the burst that is let through.
type Pace struct {
	Bot, Chat, Group                rate.Limit // messages a second
	BotBurst, ChatBurst, GroupBurst int
}

// TelegramPace is what Telegram asks of bots: about 30 messages a second in
// all, one a second in a chat with short bursts, 20 a minute in a group
// (core.telegram.org/bots/faq, 2026-11-23).
var TelegramPace = Pace{Bot: 30, BotBurst: 30, Chat: 1, ChatBurst: 8, Group: 20. / 60, GroupBurst: 5}

// NoPace sends as fast as it can: for servers that keep no limits.
var NoPace = Pace{Bot: rate.Inf, Chat: rate.Inf, Group: rate.Inf}

// pacer holds the pace of one bot. A chat that has to wait holds up no other.
type pacer struct {
	pace Pace
	bot  *rate.Limiter

	mu    sync.Mutex
	chats map[int64]*chatPace
	sweep int // forget idle chats when there are more than this
}

type chatPace struct {
	limit  *rate.Limiter
	paused time.Time // Telegram said: not before
}

const sweepFrom = 1024

func newPacer(p Pace) *pacer {
	if p == (Pace{}) {
		p = TelegramPace
	}
	return &pacer{pace: p, bot: rate.NewLimiter(p.Bot, p.BotBurst), chats: map[int64]*chatPace{}, sweep: sweepFrom}
}

// reserve takes a place for one message to the chat. Where there is none yet
// it takes nothing and returns how long the chat has to wait.
func (p *pacer) reserve(chat int64, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.chat(chat, now)
	if d := c.paused.Sub(now); d > 0 {
		return d
	}
	r := c.limit.ReserveN(now, 1)
	if d := r.DelayFrom(now); d > 0 {
		r.CancelAt(now)
		return d
	}
	return 0
}

// pause keeps the chat silent until then.
func (p *pacer) pause(chat int64, until, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.chat(chat, now); until.After(c.paused) {
		c.paused = until
	}
}

// wait waits for the bot as a whole.
func (p *pacer) wait(ctx context.Context) error { return p.bot.Wait(ctx) }

// chat is called with the lock held.
func (p *pacer) chat(id int64, now time.Time) *chatPace {
	if c := p.chats[id]; c != nil {
		return c
	}
	if len(p.chats) >= p.sweep {
		for id, c := range p.chats {
			if !c.paused.After(now) && c.limit.TokensAt(now) >= float64(c.limit.Burst()) {
				delete(p.chats, id)
			}
		}
		p.sweep = max(sweepFrom, 2*len(p.chats))
	}
	limit, burst := p.pace.Chat, p.pace.ChatBurst
	if id < 0 { // Telegram's groups
		limit, burst = p.pace.Group, p.pace.GroupBurst
	}
	c := &chatPace{limit: rate.NewLimiter(limit, burst)}
	p.chats[id] = c
	return c
}
