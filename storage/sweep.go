package storage

import (
	"context"
	"time"
)

// sweepAtOnce bounds the rows deleted in one transaction, so that nobody
// waits long behind a sweep.
const sweepAtOnce = 1000

// Sweep deletes what is older than keep before now: inbox and outbox rows that
// were closed, uploads received, ids of files noted, what a model said and how
// many tokens a day took; and the paces that slow nobody any more. It returns
// how many rows it deleted. What is open stays, however old. A messenger that
// repeats an update after that finds it new: keep longer than it does
// (Telegram: 24 hours).
func (db *DB) Sweep(ctx context.Context, now time.Time, keep time.Duration) (int64, error) {
	const (
		uploads = "DELETE FROM upload WHERE seq IN (SELECT seq FROM upload WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)"
		media   = "DELETE FROM media WHERE (bot, hash) IN (SELECT bot, hash FROM media WHERE kept_at < ?1 ORDER BY kept_at LIMIT ?2)"
		spoken  = "DELETE FROM spoken WHERE hash IN (SELECT hash FROM spoken WHERE kept_at < ?1 ORDER BY kept_at LIMIT ?2)"
		paces   = "DELETE FROM pace WHERE (bot, chat) IN (SELECT bot, chat FROM pace WHERE next < ?1 AND held < ?1 LIMIT ?2)"
	)
	queues := db.engine.dialect()
	old := now.Add(-keep)
	var total int64
	for _, sweep := range []struct {
		statement string
		before    time.Time
	}{{queues.inbox.sweep, old}, {queues.outbox.sweep, old}, {uploads, old}, {media, old}, {spoken, old}, {paces, now}} {
		for {
			var n int64
			err := db.write(ctx, oneStatement, func(t *tx) (err error) {
				n, err = t.exec(sweep.statement, sweep.before.UnixMicro(), sweepAtOnce)
				return err
			})
			if err != nil {
				return total, err
			}
			total += n
			if n < sweepAtOnce {
				break
			}
		}
	}
	err := db.write(ctx, oneStatement, func(t *tx) error {
		n, err := t.exec("DELETE FROM spent WHERE day < ?1", old.UTC().Format(time.DateOnly))
		total += n
		return err
	})
	return total, err
}
