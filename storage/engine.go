package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"chonmat/domain"
)

// engine is a database engine: how a transaction runs on it, and what its
// errors mean. The SQL it has of its own is in its dialect.
type engine interface {
	dialect() *dialect
	// pool is where to read.
	pool() *sql.DB
	// run runs do as a write of that kind, whole or not at all. It returns when
	// the outcome is known. do may run more than once.
	run(ctx context.Context, kind kind, do func(*tx) error) error
	// code returns what an error of the engine means to us, "" for others.
	code(err error) domain.Code
	backup(ctx context.Context, file string) error
	// close lets the writes under way finish and ends all connections.
	close() error
}

// kind says what a write needs.
type kind int

const (
	// inTransaction: any number of statements, durable when it returns.
	inTransaction kind = iota
	// oneStatement: one statement, durable when it returns.
	oneStatement
	// onlyLease: statements, each whole in itself, that say no more than who
	// works on a row until when. Where whoever holds a lease goes down with the
	// database, it is not worth an fsync of its own.
	onlyLease
	// noChange: one query.
	noChange
)

// durable tells whether a write is to survive a loss of power.
func (k kind) durable() bool { return k == inTransaction || k == oneStatement }

// dialect is the SQL in which the engines differ. All other statements are
// the same on both; parameters are written "?1", and "?" stands for nothing else.
type dialect struct {
	name          string        // of the directory of its migrations
	tables        string        // a query that lists the tables by name
	skipLocked    string        // ends the choice of a row to claim
	noBytes       string        // the literal
	patient       string        // lets the transaction read for as long as it takes; "" when any may
	renumber      string        // a query that lets a table number its rows on after the last; "" when it does by itself
	dollars       bool          // parameters are "$1"
	limit         time.Duration // of one statement's execution; 0: none
	inbox, outbox queue
	jobClaim      string
}

// complete adds the statements that are made from the rest.
func (d dialect) complete() *dialect {
	d.inbox = newQueue(&d, "inbox", "update_id, chat, body", "")
	d.outbox = newQueue(&d, "outbox", "key, chat, thread, person, kind, body", ", message = ?4")
	d.jobClaim = jobClaim(d.skipLocked)
	return &d
}

// sql returns a statement as the engine wants it.
func (d *dialect) sql(statement string) string {
	if d.dollars {
		return dollars(statement)
	}
	return statement
}

// within bounds the execution of one statement.
func (d *dialect) within(ctx context.Context) (context.Context, context.CancelFunc) {
	if d.limit == 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, d.limit)
}

// write runs do as a write of that kind and returns when it is durable, or not
// done at all: on an error, a panic or an end of ctx everything do wrote is
// undone. do may run more than once.
func (db *DB) write(ctx context.Context, kind kind, do func(*tx) error) error {
	if db.open.Err() != nil {
		return errClosed
	}
	return db.fault(ctx, db.engine.run(ctx, kind, do))
}

// tx is a write as do sees it. Its statements are not interrupted by the
// caller's context, which is looked at before each.
type tx struct {
	ctx     context.Context
	conn    *sql.Conn
	dialect *dialect
	changed bool // or may have: a statement has changed a row, or returned one
}

// exec runs a statement and returns how many rows it changed.
func (t *tx) exec(statement string, args ...any) (int64, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	ctx, end := t.dialect.within(context.Background())
	defer end()
	result, err := t.conn.ExecContext(ctx, t.dialect.sql(statement), args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	switch {
	case n == 0 && (strings.HasPrefix(statement, "UPDATE") || strings.HasPrefix(statement, "DELETE") || strings.HasPrefix(statement, "INSERT")):
	default: // a change of the schema has no rows
		t.changed = true
	}
	return n, err
}

// row scans the only row of a query into dest; without one it returns
// sql.ErrNoRows.
func (t *tx) row(query string, args []any, dest ...any) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	ctx, end := t.dialect.within(context.Background())
	defer end()
	err := t.conn.QueryRowContext(ctx, t.dialect.sql(query), args...).Scan(dest...)
	t.changed = t.changed || !errors.Is(err, sql.ErrNoRows)
	return err
}

// rows calls row for every row of a statement; row reads its columns by scan.
func (t *tx) rows(statement string, args []any, row func(scan func(...any) error) error) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	ctx, end := t.dialect.within(context.Background())
	defer end()
	found, err := t.conn.QueryContext(ctx, t.dialect.sql(statement), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		t.changed = true
		if err := row(found.Scan); err != nil {
			return err
		}
	}
	return found.Err()
}

// control runs a statement that belongs to no job. No caller's context: an
// interrupted one would leave the transaction in doubt.
func (t *tx) control(statement string) error {
	ctx, end := t.dialect.within(context.Background())
	defer end()
	_, err := t.conn.ExecContext(ctx, statement)
	return err
}

// attempt runs do and returns its error, or that of an end of the caller's
// context; a panic comes back as a value.
func (t *tx) attempt(do func(*tx) error) (panicked any, err error) {
	defer func() {
		if panicked = recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	if err = t.ctx.Err(); err == nil {
		err = do(t)
	}
	if err == nil {
		err = t.ctx.Err()
	}
	return nil, err
}

// dollars writes parameters "?1" as "$1".
func dollars(statement string) string { return strings.ReplaceAll(statement, "?", "$") }
