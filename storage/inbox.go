package storage

import (
	"cmp"
	"context"
	"slices"
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

// Claim takes the oldest open updates, most at the most, each of a chat that has
// no earlier open one, until the lease ends; updates given back come after fresh
// ones. It returns none when there are none.
func (db *DB) Claim(ctx context.Context, bot string, now time.Time, lease time.Duration, most int) ([]Claimed, error) {
	var claimed []Claimed
	err := db.write(ctx, onlyLease, func(t *tx) error {
		claimed = nil
		return t.rows(t.dialect.inbox.claim, []any{bot, now.UnixMicro(), now.Add(lease).UnixMicro(), most}, func(scan func(...any) error) error {
			c := Claimed{Bot: bot}
			err := scan(&c.Seq, &c.Token, &c.Attempts, &c.Update.ID, &c.Update.Chat, &c.Update.Body)
			claimed = append(claimed, c)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(claimed, func(a, b Claimed) int { return cmp.Compare(a.Seq, b.Seq) })
	return claimed, nil
}

// Release gives a claimed update back, to be claimed again from retryAt on.
// Its chat waits for it. Conflict: the lease was lost.
func (db *DB) Release(ctx context.Context, claimed Claimed, retryAt time.Time) error {
	err := db.write(ctx, oneStatement, func(t *tx) error {
		return settle(t, t.dialect.inbox.back, claimed.Seq, claimed.Token, retryAt)
	})
	if err == nil {
		db.inbox.ring(claimed.Bot)
	}
	return err
}
