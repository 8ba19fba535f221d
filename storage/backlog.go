package storage

import (
	"context"
	"time"
)

// Backlog is what waits in a line.
type Backlog struct {
	Rows   int
	Oldest time.Time // when its oldest row came in; zero without one
}

// Backlogs returns what waits to be stepped, to be sent, and what is due and
// not done, of a bot.
func (db *DB) Backlogs(ctx context.Context, bot string, now time.Time) (inbox, outbox, jobs Backlog, err error) {
	for _, line := range []struct {
		to    *Backlog
		query string
		args  []any
	}{
		{&inbox, "SELECT count(*), coalesce(min(received_at), 0) FROM inbox WHERE bot = ?1 AND closed_at IS NULL", []any{bot}},
		{&outbox, "SELECT count(*), coalesce(min(created_at), 0) FROM outbox WHERE bot = ?1 AND closed_at IS NULL", []any{bot}},
		{&jobs, "SELECT count(*), coalesce(min(due), 0) FROM job WHERE bot = ?1 AND due <= ?2", []any{bot, now.UnixMicro()}},
	} {
		var oldest int64
		if _, err = db.read.one(ctx, line.query, line.args, &line.to.Rows, &oldest); err != nil {
			return inbox, outbox, jobs, err
		}
		if line.to.Rows > 0 {
			line.to.Oldest = fromMicros(oldest)
		}
	}
	return inbox, outbox, jobs, nil
}
