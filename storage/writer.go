package storage

import (
	"context"
	"errors"
	"slices"
	"time"
)

// maxBatch bounds how many writes share one commit, so that none of them
// waits long for the others.
const maxBatch = 128

// Where a commit had busyBatch writes or more, others are on their way: the next
// waits gatherFor for them. That costs each of them a millisecond at the most,
// and halves the commits of a database that is hard at work.
const (
	busyBatch = 4
	gatherFor = time.Millisecond
)

// job is one write on its way through the writer.
type job struct {
	ctx      context.Context
	do       func(*tx) error
	kind     kind
	err      error
	panicked any
	done     chan struct{}
}

// run hands a write to the one goroutine that does all writing. What has
// queued up while it was committing goes into the next commit together: many
// writers share the cost of one fsync.
func (e *sqliteEngine) run(ctx context.Context, kind kind, do func(*tx) error) error {
	j := &job{ctx: ctx, do: do, kind: kind, done: make(chan struct{})}
	select {
	case e.jobs <- j: // unbuffered: once sent, the writer sees it through
	case <-ctx.Done():
		return ctx.Err()
	case <-e.closing:
		return errClosed
	}
	<-j.done
	if j.panicked != nil {
		panic(j.panicked)
	}
	return j.err
}

// writer is the goroutine behind run; it ends when the store closes.
func (e *sqliteEngine) writer() {
	defer close(e.written)
	batch := make([]*job, 0, maxBatch)
	busy := false
	for {
		batch = batch[:0]
		select {
		case j := <-e.jobs:
			batch = append(batch, j)
		case <-e.closing:
			return
		}
		if busy {
			time.Sleep(gatherFor)
		}
	gather:
		for len(batch) < maxBatch {
			select {
			case j := <-e.jobs:
				batch = append(batch, j)
			default:
				break gather
			}
		}
		e.commit(batch)
		busy = len(batch) >= busyBatch
	}
}

// commit runs the jobs of a batch in one transaction and wakes their callers.
// Nearly always all of them succeed, so they first run as they are. When one
// fails that has already changed something, all is undone, and each runs again
// under a savepoint of its own.
func (e *sqliteEngine) commit(batch []*job) {
	err := e.transaction(batch, e.try)
	if err == errUndo {
		if len(batch) > 1 {
			err = e.transaction(batch, e.attempt)
		} else {
			err = nil // it is undone, and has its own error
		}
	}
	for _, j := range batch {
		if j.err == nil {
			j.err = err
		}
		close(j.done)
	}
}

// errUndo says that a job failed that has already changed something.
var errUndo = errors.New("a job is to be undone")

// transaction runs the jobs in one transaction, which an error undoes.
func (e *sqliteEngine) transaction(batch []*job, run func(*job) error) error {
	own := e.tx(context.Background())
	begin, err := "BEGIN", error(nil) // waits for no other process
	if slices.ContainsFunc(batch, func(j *job) bool { return j.kind != noChange }) {
		begin = "BEGIN IMMEDIATE"
		err = e.setSync(own, slices.ContainsFunc(batch, func(j *job) bool { return j.kind.durable() }))
	}
	if err == nil {
		err = own.control(begin)
	}
	for _, j := range batch {
		if err == nil {
			err = run(j)
		}
	}
	if err == nil {
		err = own.control("COMMIT")
	}
	if err != nil {
		// Fails when SQLite has already rolled back by itself (disk full).
		_ = own.control("ROLLBACK")
	}
	return err
}

// try runs one job as it is. What fails before it has changed anything needs
// no undoing: SQLite undoes a statement that fails.
func (e *sqliteEngine) try(j *job) error {
	t := e.tx(j.ctx)
	if j.panicked, j.err = t.attempt(j.do); j.err != nil && t.changed && j.kind != noChange {
		return errUndo
	}
	return nil
}

// attempt runs one job under a savepoint. Its own failure goes to the job; an
// error returned means that the transaction as a whole is lost.
func (e *sqliteEngine) attempt(j *job) error {
	t := e.tx(j.ctx)
	if err := t.control("SAVEPOINT job"); err != nil {
		return err
	}
	if j.panicked, j.err = t.attempt(j.do); j.err != nil {
		if err := t.control("ROLLBACK TO job"); err != nil {
			return err
		}
	}
	return t.control("RELEASE job")
}

// setSync says whether the next commit is to survive a loss of power.
func (e *sqliteEngine) setSync(own *tx, full bool) error {
	if full == e.fullSync {
		return nil
	}
	mode := "NORMAL"
	if full {
		mode = "FULL"
	}
	if err := own.control("PRAGMA synchronous = " + mode); err != nil {
		return err
	}
	e.fullSync = full
	return nil
}

// tx returns what a job of that context sees of the writer's transaction.
func (e *sqliteEngine) tx(ctx context.Context) *tx {
	return &tx{ctx: ctx, conn: e.conn, dialect: sqliteDialect}
}
