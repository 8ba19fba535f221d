package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// maxBatch bounds how many writes share one commit, so that none of them
// waits long for the others.
const maxBatch = 128

// job is one write on its way through the writer.
type job struct {
	ctx      context.Context
	do       func(*tx) error
	lease    bool
	err      error
	panicked any
	done     chan struct{}
}

// write runs do in a transaction and returns when it is durable, or not done
// at all: on an error, a panic or an end of ctx everything do wrote is undone.
// It never returns while the outcome is open. do may run more than once.
//
// One goroutine does all writing. What has queued up while it was committing
// goes into the next commit together, each job under a savepoint of its own:
// many writers share the cost of one fsync.
func (db *DB) write(ctx context.Context, do func(*tx) error) error {
	return db.submit(ctx, &job{ctx: ctx, do: do, done: make(chan struct{})})
}

// lease is write for what says no more than who works on a row until when. It
// is not worth an fsync of its own: when the machine loses power, so does
// whoever held the lease.
func (db *DB) lease(ctx context.Context, do func(*tx) error) error {
	return db.submit(ctx, &job{ctx: ctx, do: do, lease: true, done: make(chan struct{})})
}

func (db *DB) submit(ctx context.Context, j *job) error {
	select {
	case db.jobs <- j: // unbuffered: once sent, the writer sees it through
	case <-ctx.Done():
		return ctx.Err()
	case <-db.open.Done():
		return errClosed
	}
	<-j.done
	if j.panicked != nil {
		panic(j.panicked)
	}
	return db.fault(ctx, j.err)
}

// writer is the goroutine behind write; it ends when the store closes.
func (db *DB) writer() {
	defer close(db.written)
	batch := make([]*job, 0, maxBatch)
	for {
		batch = batch[:0]
		select {
		case j := <-db.jobs:
			batch = append(batch, j)
		case <-db.open.Done():
			return
		}
	gather:
		for len(batch) < maxBatch {
			select {
			case j := <-db.jobs:
				batch = append(batch, j)
			default:
				break gather
			}
		}
		db.commit(batch)
	}
}

// commit runs the jobs of a batch in one transaction and wakes their callers.
func (db *DB) commit(batch []*job) {
	err := db.setSync(slices.ContainsFunc(batch, func(j *job) bool { return !j.lease }))
	if err == nil {
		err = db.control("BEGIN IMMEDIATE")
	}
	for _, j := range batch {
		if err == nil {
			err = db.attempt(j)
		}
	}
	if err == nil {
		err = db.control("COMMIT")
	}
	if err != nil {
		// Fails when SQLite has already rolled back by itself (disk full).
		_ = db.control("ROLLBACK")
	}
	for _, j := range batch {
		if j.err == nil {
			j.err = err
		}
		close(j.done)
	}
}

// attempt runs one job under a savepoint. Its own failure goes to the job; an
// error returned means that the transaction as a whole is lost.
func (db *DB) attempt(j *job) error {
	if err := db.control("SAVEPOINT job"); err != nil {
		return err
	}
	j.run(&tx{ctx: j.ctx, conn: db.conn})
	if j.err != nil {
		if err := db.control("ROLLBACK TO job"); err != nil {
			return err
		}
	}
	return db.control("RELEASE job")
}

func (j *job) run(t *tx) {
	defer func() {
		if j.panicked = recover(); j.panicked != nil {
			j.err = fmt.Errorf("panic: %v", j.panicked)
		}
	}()
	if j.err = j.ctx.Err(); j.err == nil {
		j.err = j.do(t)
	}
	if j.err == nil {
		j.err = j.ctx.Err()
	}
}

// control runs a statement of the writer's own. No context: an interrupted
// statement could take other jobs' work with it.
func (db *DB) control(statement string) error {
	_, err := db.conn.ExecContext(context.Background(), statement)
	return err
}

// tx is a transaction as a job sees it. Its statements are not interrupted by
// the job's context, which is looked at before each.
type tx struct {
	ctx  context.Context
	conn *sql.Conn
}

// exec runs a statement and returns how many rows it changed.
func (t *tx) exec(statement string, args ...any) (int64, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	result, err := t.conn.ExecContext(context.Background(), statement, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// row scans the only row of a query into dest; without one it returns
// sql.ErrNoRows.
func (t *tx) row(query string, args []any, dest ...any) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	return t.conn.QueryRowContext(context.Background(), query, args...).Scan(dest...)
}
