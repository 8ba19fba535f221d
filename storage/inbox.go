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
	kind := inTransaction
	if len(updates) == 1 {
		kind = oneStatement
	}
	err := db.write(ctx, kind, func(t *tx) error {
		for _, u := range updates {
			_, err := t.exec(`INSERT INTO inbox (bot, update_id, chat, body, received_at) VALUES (?1, ?2, ?3, ?4, ?5)
				ON CONFLICT (bot, update_id) DO NOTHING`, bot, u.ID, u.Chat, blob(u.Body), at.UnixMicro())
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
	return db.settleInbox(ctx, db.engine.dialect().inbox.back, claimed, retryAt)
}

// Bury closes a claimed update that cannot be worked on, so that its chat goes
// on. Its body is kept until it is swept, for whoever looks into it. Conflict:
// the lease was lost.
func (db *DB) Bury(ctx context.Context, claimed Claimed, at time.Time) error {
	return db.settleInbox(ctx, db.engine.dialect().inbox.bury, claimed, at)
}

func (db *DB) settleInbox(ctx context.Context, statement string, claimed Claimed, at time.Time) error {
	err := db.write(ctx, oneStatement, func(t *tx) error { return settle(t, statement, claimed.Seq, claimed.Token, at) })
	if err == nil {
		db.inbox.ring(claimed.Bot)
	}
	return err
}
