package storage

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Pace is how often a bot may send: once every Every, and Burst times at once
// after a while of silence. Every 0 is no limit.
type Pace struct {
	Every time.Duration
	Burst int
}

// Turn takes a turn to send to a chat, which is also one of the bot's, for all
// processes of the bot together. It returns how long to wait for it, at most
// patience. When the chat has no turn now, or the bot none within patience,
// none is taken, and it returns after how long to ask again.
func (db *DB) Turn(ctx context.Context, bot, chat string, now time.Time, ofChat, ofBot Pace, patience time.Duration) (wait time.Duration, taken bool, err error) {
	if err := checkTexts("bot", bot, "chat", chat); err != nil {
		return 0, false, err
	}
	err = db.write(ctx, onlyLease, func(t *tx) error {
		if wait, taken, err = takeTurn(t, bot, chat, now, ofChat, 0); err != nil || !taken {
			return err
		}
		if wait, taken, err = takeTurn(t, bot, "", now, ofBot, patience); err != nil || taken {
			return err
		}
		_, err := t.exec("UPDATE pace SET next = next - ?3 WHERE bot = ?1 AND chat = ?2", bot, chat, ofChat.Every.Microseconds())
		return err
	})
	return wait, taken, err
}

// takeTurn is the generic cell rate algorithm on one row.
func takeTurn(t *tx, bot, chat string, now time.Time, p Pace, patience time.Duration) (wait time.Duration, taken bool, err error) {
	us, every := now.UnixMicro(), p.Every.Microseconds()
	ahead := every * int64(max(p.Burst, 1)-1) // how far next may be before somebody has to wait
	if every == 0 {
		ahead = 1 << 50 // 36 years
	}
	var next, held int64
	err = t.row(`INSERT INTO pace (bot, chat, next, held) VALUES (?1, ?2, ?5, 0)
		ON CONFLICT (bot, chat) DO UPDATE SET next = CASE WHEN pace.next > ?3 THEN pace.next ELSE ?3 END + ?4
			WHERE pace.next <= ?6 AND pace.held <= ?3
		RETURNING next`, []any{bot, chat, us, every, us + every, us + ahead + patience.Microseconds()}, &next)
	if err == nil {
		return micros(next - every - ahead - us), true, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return 0, false, err
	}
	if err = t.row("SELECT next, held FROM pace WHERE bot = ?1 AND chat = ?2", []any{bot, chat}, &next, &held); err != nil {
		return 0, false, err
	}
	return micros(max(next-ahead, held) - us), false, nil
}

func micros(us int64) time.Duration { return max(time.Duration(us)*time.Microsecond, 0) }

// Hold gives nobody a turn to send to a chat, "" to any, until then. A hold
// that lasts longer stays.
func (db *DB) Hold(ctx context.Context, bot, chat string, until time.Time) error {
	if err := checkTexts("bot", bot, "chat", chat); err != nil {
		return err
	}
	return db.write(ctx, oneStatement, func(t *tx) error {
		_, err := t.exec(`INSERT INTO pace (bot, chat, next, held) VALUES (?1, ?2, 0, ?3)
			ON CONFLICT (bot, chat) DO UPDATE SET held = excluded.held WHERE excluded.held > pace.held`, bot, chat, until.UnixMicro())
		return err
	})
}
