package storage

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"
)

// addOutgoing queues a message; one whose key is already there is dropped. With
// a lease the message is taken until then, if it is the head of its line: seq is
// 0 where it is not.
func addOutgoing(t *tx, o Outgoing, at, lease int64) (seq int64, err error) {
	due, err := t.dialect.outbox.firstDue(t, o.Address.Bot, o.Address.Chat)
	if err != nil {
		return 0, err
	}
	token := 0
	if lease != 0 && due == 0 {
		due, token = lease, 1
	}
	err = t.row(`INSERT INTO outbox (bot, key, chat, thread, person, kind, body, created_at, due, token, attempts)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10) ON CONFLICT (bot, key) DO NOTHING RETURNING seq`, []any{
		o.Address.Bot, o.Key, o.Address.Chat, o.Address.Thread, o.Address.Person, o.Kind, blob(o.Body), at, due, token}, &seq)
	if errors.Is(err, sql.ErrNoRows) || err == nil && token == 0 {
		return 0, nil
	}
	return seq, err
}

// NextDelivery takes the oldest open outbox rows that are due, most at the most,
// each of a chat that has no earlier open one, until the lease ends. It returns
// none when there are none.
func (db *DB) NextDelivery(ctx context.Context, bot string, now time.Time, lease time.Duration, most int) ([]Delivery, error) {
	var due []Delivery
	err := db.write(ctx, onlyLease, func(t *tx) error {
		due = nil
		return t.rows(t.dialect.outbox.claim, []any{bot, now.UnixMicro(), now.Add(lease).UnixMicro(), most}, func(scan func(...any) error) error {
			d := Delivery{Outgoing: Outgoing{Address: Address{Bot: bot}}}
			o, a := &d.Outgoing, &d.Outgoing.Address
			err := scan(&d.Seq, &d.Token, &d.Attempts, &o.Key, &a.Chat, &a.Thread, &a.Person, &o.Kind, &o.Body)
			due = append(due, d)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(due, func(a, b Delivery) int { return cmp.Compare(a.Seq, b.Seq) })
	return due, nil
}

// Delivered closes an outbox row, with the message's id. Conflict: the lease
// was lost, and somebody else delivers it too.
func (db *DB) Delivered(ctx context.Context, d Delivery, message string, at time.Time) error {
	if err := checkText("message", message); err != nil {
		return err
	}
	if d.Outgoing.Kind == Farewell {
		return db.farewell(ctx, d, at)
	}
	return db.closeOutbox(ctx, d, func(t *tx) (bool, error) {
		outbox := &t.dialect.outbox
		return outbox.close(t, d.Outgoing.Address.Bot, d.Outgoing.Address.Chat, outbox.finish, d.Seq, d.Token, at, message)
	})
}

// farewell closes the row of a Farewell, and with it the last that says that
// somebody was here.
func (db *DB) farewell(ctx context.Context, d Delivery, at time.Time) error {
	to := d.Outgoing.Address
	return db.closeOutbox(ctx, d, func(t *tx) (called bool, err error) {
		outbox := &t.dialect.outbox
		if called, err = outbox.close(t, to.Bot, to.Chat, outbox.finish, d.Seq, d.Token, at, ""); err != nil {
			return called, err
		}
		if _, err = t.exec("UPDATE outbox SET "+addressless+" WHERE seq = ?1", d.Seq); err != nil {
			return called, err
		}
		_, err = t.exec("DELETE FROM pace WHERE bot = ?1 AND chat = ?2", to.Bot, to.Chat)
		return called, err
	})
}

// Postpone opens an outbox row again from retryAt on; its chat waits for it,
// others do not. Conflict: the lease was lost.
func (db *DB) Postpone(ctx context.Context, d Delivery, retryAt time.Time) error {
	err := db.write(ctx, oneStatement, func(t *tx) error {
		return settle(t, t.dialect.outbox.back, d.Seq, d.Token, retryAt)
	})
	if err == nil {
		db.outbox.ring(d.Outgoing.Address.Bot)
	}
	return err
}

// Abandon closes an outbox row undelivered; its body is kept until it is
// swept. Conflict: the lease was lost.
func (db *DB) Abandon(ctx context.Context, d Delivery, at time.Time) error {
	if d.Outgoing.Kind == Farewell {
		return db.farewell(ctx, d, at)
	}
	return db.closeOutbox(ctx, d, func(t *tx) (bool, error) {
		outbox := &t.dialect.outbox
		return outbox.close(t, d.Outgoing.Address.Bot, d.Outgoing.Address.Chat, outbox.bury, d.Seq, d.Token, at)
	})
}

// buryChat is the outbox's bury for a row and those of its chat (?4 bot, ?5
// chat) queued until ?6.
const buryChat = `UPDATE outbox SET closed_at = ?3, dead = 1,
		chat = CASE WHEN kind = '` + Farewell + `' THEN '' ELSE chat END, person = CASE WHEN kind = '` + Farewell + `' THEN '' ELSE person END
	WHERE bot = ?4 AND chat = ?5 AND closed_at IS NULL
		AND (seq = ?1 AND token = ?2 OR chat <> '' AND created_at <= ?6)
		AND EXISTS (SELECT 1 FROM outbox h WHERE h.seq = ?1 AND h.token = ?2 AND h.closed_at IS NULL)`

// AbandonChat closes an outbox row undelivered, and with it all open ones that
// its chat had queued until then; the chat's jobs rest until an update of its
// is committed. Conflict: the lease was lost.
func (db *DB) AbandonChat(ctx context.Context, d Delivery, until, at time.Time) error {
	to := d.Outgoing.Address
	return db.closeOutbox(ctx, d, func(t *tx) (called bool, err error) {
		called, err = t.dialect.outbox.close(t, to.Bot, to.Chat, buryChat, d.Seq, d.Token, at, to.Bot, to.Chat, until.UnixMicro())
		if err == nil && to.Chat != "" {
			err = parkJobs(t, to)
		}
		return called, err
	})
}

// closeOutbox closes a row by do, which tells whether another was called up.
func (db *DB) closeOutbox(ctx context.Context, d Delivery, do func(*tx) (called bool, err error)) error {
	called := false
	err := db.write(ctx, inTransaction, func(t *tx) (err error) {
		called, err = do(t)
		return err
	})
	if err == nil && called {
		db.outbox.ring(d.Outgoing.Address.Bot)
	}
	return err
}
