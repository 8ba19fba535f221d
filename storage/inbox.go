package storage

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Receive keeps updates; those already there are dropped in silence. When it
// returns nil they are durable.
func (db *DB) Receive(ctx context.Context, bot string, updates []Update, at time.Time) error {
	if err := checkText("bot", bot); err != nil {
		return err
	}
	for _, u := range updates {
		if err := checkText("chat", u.Chat); err != nil {
			return err
		}
	}
	err := db.write(ctx, inTransaction, func(t *tx) error {
		for _, u := range updates {
			due, err := t.dialect.inbox.firstDue(t, bot, u.Chat)
			if err != nil {
				return err
			}
			_, err = t.exec(`INSERT INTO inbox (bot, update_id, chat, body, received_at, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
				ON CONFLICT (bot, update_id) DO NOTHING`, bot, u.ID, u.Chat, blob(u.Body), at.UnixMicro(), due)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && len(updates) > 0 {
		db.inbox.ring(bot)
	}
	return err
}

// Claim takes the oldest open update whose chat has no earlier open one, until
// the lease ends; updates given back come after fresh ones. It returns nil
// when there is none.
func (db *DB) Claim(ctx context.Context, bot string, now time.Time, lease time.Duration) (*Claimed, error) {
	var c *Claimed
	err := db.write(ctx, onlyLease, func(t *tx) error {
		c = &Claimed{Bot: bot}
		err := t.row(t.dialect.inbox.claim, []any{bot, now.UnixMicro(), now.Add(lease).UnixMicro()},
			&c.Seq, &c.Token, &c.Attempts, &c.Update.ID, &c.Update.Chat, &c.Update.Body)
		if errors.Is(err, sql.ErrNoRows) {
			c = nil
			return nil
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if c != nil {
		db.inbox.ring(bot)
	}
	return c, nil
}

// Release gives a claimed update back, to be claimed again from retryAt on.
// Its chat waits for it. Conflict: the lease was lost.
func (db *DB) Release(ctx context.Context, claimed Claimed, retryAt time.Time) error {
	return db.settleInbox(ctx, claimed, oneStatement, func(t *tx) error {
		return settle(t, t.dialect.inbox.back, claimed.Seq, claimed.Token, retryAt)
	})
}

// Bury closes a claimed update that cannot be worked on, so that its chat goes
// on. Its body is kept until it is swept, for whoever looks into it. Conflict:
// the lease was lost.
func (db *DB) Bury(ctx context.Context, claimed Claimed, at time.Time) error {
	return db.settleInbox(ctx, claimed, inTransaction, func(t *tx) error {
		inbox := &t.dialect.inbox
		return inbox.close(t, claimed.Bot, claimed.Update.Chat, inbox.bury, claimed.Seq, claimed.Token, at)
	})
}

func (db *DB) settleInbox(ctx context.Context, claimed Claimed, kind kind, do func(*tx) error) error {
	err := db.write(ctx, kind, do)
	if err == nil {
		db.inbox.ring(claimed.Bot)
	}
	return err
}
