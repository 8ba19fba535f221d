package storage

import (
	"context"
	"time"
)

// sweepAtOnce bounds the rows deleted in one transaction, so that nobody
// waits long behind a sweep.
const sweepAtOnce = 1000

// Sweep deletes inbox and outbox rows closed, and uploads received, longer
// than keep before now; it returns how many rows it deleted. What is open
// stays, however old. A messenger that repeats an update after that finds it
// new: keep longer than it does (Telegram: 24 hours).
func (db *DB) Sweep(ctx context.Context, now time.Time, keep time.Duration) (int64, error) {
	const uploads = "DELETE FROM upload WHERE seq IN (SELECT seq FROM upload WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)"
	before := now.Add(-keep).UnixMicro()
	queues := db.engine.dialect()
	var total int64
	for _, sweep := range []string{queues.inbox.sweep, queues.outbox.sweep, uploads} {
		for {
			var n int64
			err := db.write(ctx, oneStatement, func(t *tx) (err error) {
				n, err = t.exec(sweep, before, sweepAtOnce)
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
	return total, nil
}
