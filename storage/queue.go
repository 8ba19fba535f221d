package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"

	"chonmat/domain"
)

// queue is the SQL that inbox and outbox have in common: rows in a line for
// each (bot, chat), the head of which can be claimed.
//
// A row is open until closed_at is set. due is 0 on a fresh row, the end of
// the lease on a claimed one, and the time of the next try on one given back;
// token counts the claims, so that who lost a lease cannot close the row. A row
// that comes in behind another of its chat is never due until that one is
// closed and calls it up: so a claim need not look at what waits in long lines.
type queue struct {
	table  string
	claim  string // ?1 bot, ?2 now, ?3 end of the lease, ?4 the most rows
	finish string // ?1 seq, ?2 token, ?3 now, from ?4 on what newQueue was told
	bury   string // ?1 seq, ?2 token, ?3 now
	back   string // ?1 seq, ?2 token, ?3 due
	head   string // changes nothing in the head of a line, but holds it: ?1 bot, ?2 chat
	waits  string // whether there is an open row: ?1 bot, ?2 chat
	callUp string // ?1 bot, ?2 chat
	sweep  string // ?1 closed before, ?2 limit
}

// newQueue makes the SQL for a table in a dialect; claimed are the columns a
// claim returns after seq, token and attempts, noted is what finish sets
// besides. Without the CASTs SQLite would plan a statement anew at each use,
// which takes longer than to run it: it looks at the number after LIMIT, and,
// where a table has partial indexes, whether a parameter compared to a column by
// "=" fits theirs (3.54). PostgreSQL might choose anew for each row what is not
// MATERIALIZED, and lock more rows than it takes.
func newQueue(d *dialect, table, claimed, noted string) queue {
	const head = "(SELECT min(h.seq) FROM %[1]s h WHERE h.bot = CAST(?1 AS TEXT) AND h.chat = CAST(?2 AS TEXT) AND h.closed_at IS NULL)"
	const open = " WHERE seq = CAST(?1 AS BIGINT) AND token = CAST(?2 AS BIGINT) AND closed_at IS NULL"
	return queue{
		table: table,
		// Rows without a chat wait for nobody.
		claim: fmt.Sprintf(`WITH heads AS MATERIALIZED (
				SELECT i.seq FROM %[1]s i
				WHERE i.bot = CAST(?1 AS TEXT) AND i.closed_at IS NULL AND i.due <= ?2 AND NOT EXISTS (
					SELECT 1 FROM %[1]s e
					WHERE e.bot = i.bot AND e.chat = i.chat AND e.closed_at IS NULL AND e.seq < i.seq AND e.chat <> '')
				ORDER BY i.due, i.seq LIMIT CAST(?4 AS BIGINT)%[3]s)
			UPDATE %[1]s SET due = ?3, token = token + 1, attempts = attempts + 1
			WHERE seq IN (SELECT seq FROM heads)
			RETURNING seq, token, attempts, %[2]s`, table, claimed, d.skipLocked),
		// What was said has served its purpose: the body goes at once.
		finish: "UPDATE " + table + " SET closed_at = ?3, body = " + d.noBytes + noted + open,
		bury:   "UPDATE " + table + " SET closed_at = ?3, dead = 1" + open,
		back:   "UPDATE " + table + " SET due = ?3" + open,
		head:   fmt.Sprintf("UPDATE %[1]s SET due = due WHERE closed_at IS NULL AND seq = "+head, table),
		waits:  fmt.Sprintf("SELECT 1 FROM %[1]s WHERE bot = CAST(?1 AS TEXT) AND chat = CAST(?2 AS TEXT) AND closed_at IS NULL LIMIT 1", table),
		// Also one that is due already: two can come into an empty line at once.
		callUp: fmt.Sprintf("UPDATE %[1]s SET due = 0 WHERE due IN (0, %[2]d) AND seq = "+head, table, int64(never)),
		sweep:  fmt.Sprintf("DELETE FROM %[1]s WHERE seq IN (SELECT seq FROM %[1]s WHERE closed_at < ?1 ORDER BY closed_at LIMIT ?2)", table),
	}
}

// never is when a row is due that waits for something to happen.
const never = math.MaxInt64

// firstDue is when a row is due that comes into a chat's line. It holds the
// head of the line until its transaction ends: whoever closes the head then
// finds the row and calls it up, or has closed the head before.
func (q *queue) firstDue(t *tx, bot, chat string) (int64, error) {
	if chat == "" { // waits for nobody
		return 0, nil
	}
	for {
		n, err := t.exec(q.head, bot, chat)
		if err != nil || n > 0 {
			return never, err
		}
		if t.dialect.skipLocked == "" { // there is one writer
			return 0, nil
		}
		// Where the head was being closed, PostgreSQL waits for that and then
		// changes no row: another may have become the head.
		var one int
		if err := t.row(q.waits, []any{bot, chat}, &one); errors.Is(err, sql.ErrNoRows) {
			return 0, nil
		} else if err != nil {
			return 0, err
		}
	}
}

// close runs finish or bury of a row on lease, or returns Conflict when the
// lease was lost, and calls up the next one of its chat, if there is one.
func (q *queue) close(t *tx, bot, chat, statement string, seq, token int64, at time.Time, noted ...any) (called bool, err error) {
	err = settle(t, statement, seq, token, at, noted...)
	if err != nil || chat == "" {
		return false, err
	}
	n, err := t.exec(q.callUp, bot, chat)
	return n > 0, err
}

// settle runs finish, bury or back of a row on lease, or returns Conflict when
// the lease was lost.
func settle(t *tx, statement string, seq, token int64, at time.Time, noted ...any) error {
	n, err := t.exec(statement, append([]any{seq, token, at.UnixMicro()}, noted...)...)
	if err == nil && n == 0 {
		return domain.Errorf(domain.Conflict, "storage: the lease on row %d was lost", seq)
	}
	return err
}
