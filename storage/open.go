package storage

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// DB is the store. It is safe for concurrent use, also by several processes
// on one file.
type DB struct {
	path    string
	writers *sql.DB   // one connection:
	conn    *sql.Conn // this one, used by the writer goroutine alone
	readers *sql.DB

	fullSync bool // whether the writer commits with synchronous=FULL

	jobs    chan *job
	open    context.Context // ends with Close
	closing context.CancelFunc
	close   sync.Once
	written chan struct{} // closed when the writer goroutine has ended

	inbox, outbox bells
	rosters       rosterCache
}

// Open opens the database in the file at path, and creates or migrates it
// when needed. It returns Invalid when path is no such file, when its
// directory does not exist, and when the database was written by a newer
// release; Unavailable when another process holds it for too long.
func Open(ctx context.Context, path string) (*DB, error) {
	db := &DB{
		jobs:    make(chan *job),
		written: make(chan struct{}),

		fullSync: true, // as writerPragmas say
	}
	db.open, db.closing = context.WithCancel(context.Background())
	if err := db.connect(ctx, path); err != nil {
		return nil, errors.Join(mapError(ctx, err), db.release())
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
		err = errors.Join(db.checkpoint(), db.release())
	})
	return err
}

// release closes whatever connect opened.
func (db *DB) release() error {
	var errs []error
	if db.readers != nil {
		errs = append(errs, db.readers.Close())
	}
	if db.conn != nil {
		errs = append(errs, db.conn.Close())
	}
	if db.writers != nil {
		errs = append(errs, db.writers.Close())
	}
	return errors.Join(errs...)
}

// Ping tells whether the store can write.
func (db *DB) Ping(ctx context.Context) error {
	return db.write(ctx, func(t *tx) error {
		var one int
		return t.row("SELECT 1", nil, &one)
	})
}
