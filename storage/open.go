package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"chonmat/domain"
)

// DB is the store. It is safe for concurrent use, also by several processes
// on one file.
type DB struct {
	path string
	connections
	fullSync bool // whether the writer commits with synchronous=FULL

	jobs    chan *job
	open    context.Context // ends with Close
	closing context.CancelFunc
	close   sync.Once
	written chan struct{} // closed when the writer goroutine has ended

	inbox, outbox bells
	rosters       rosterCache
}

// connections are those of an open database.
type connections struct {
	writers *sql.DB   // one connection:
	conn    *sql.Conn // this one, used by the writer goroutine alone
	readers *sql.DB
}

// Open opens the database in the file at path, and creates or migrates it
// when needed. It returns Invalid when path is no such file, when its
// directory does not exist, and when the database was written by a newer
// release; Unavailable when another process holds it for too long.
func Open(ctx context.Context, path string) (*DB, error) {
	db := &DB{
		path:     path,
		fullSync: true, // as writerPragmas say
		jobs:     make(chan *job),
		written:  make(chan struct{}),
	}
	db.open, db.closing = context.WithCancel(context.Background())
	if err := checkPath(path); err != nil {
		return nil, err
	}
	// Two that create one database can meet at moments at which SQLite does
	// not wait by itself.
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		var err error
		if db.connections, err = connect(ctx, path); err == nil {
			break
		}
		err = db.fault(ctx, err)
		if domain.ErrorCode(err) != domain.Unavailable || time.Since(began) > busyTimeout {
			return nil, err
		}
	}
	go db.writer()
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close ends the store: what is being written is finished, all later calls
// fail as Unavailable. Closing twice is harmless.
func (db *DB) Close() error {
	var err error
	db.close.Do(func() {
		db.closing()
		<-db.written
		db.checkpoint()
		err = db.release()
	})
	return err
}

func (c connections) release() error {
	var errs []error
	if c.readers != nil {
		errs = append(errs, c.readers.Close())
	}
	if c.conn != nil {
		errs = append(errs, c.conn.Close())
	}
	if c.writers != nil {
		errs = append(errs, c.writers.Close())
	}
	return errors.Join(errs...)
}

// errClosed is what a closed store answers.
var errClosed = domain.Errorf(domain.Unavailable, "storage: closed")

// fault gives an error of the engine or of the driver the code it has for us;
// ctx is the caller's.
func (db *DB) fault(ctx context.Context, err error) error {
	var known *domain.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case db.open.Err() != nil:
		return errClosed
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if code := codeOf(err); code != "" {
		return &domain.Error{Code: code, Err: fmt.Errorf("storage: %w", err)}
	}
	return fmt.Errorf("storage: %w", err)
}

// Ping tells whether the store can write.
func (db *DB) Ping(ctx context.Context) error {
	return db.write(ctx, func(t *tx) error {
		var one int
		return t.row("SELECT 1", nil, &one)
	})
}
