package storage

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"chonmat/domain"
)

// DB is the store. It is safe for concurrent use, also by several processes
// on one database.
type DB struct {
	engine engine
	read   reader // the last committed state

	open    context.Context // ends with Close
	closing context.CancelFunc
	close   sync.Once
	closed  error

	inbox, outbox bells
	rosters       rosterCache
}

// Remote tells whether a database is named by the address of a server, which
// is then no path of a file and may hold a password.
func Remote(database string) bool { return strings.Contains(database, "://") }

// Open opens a database, and creates or migrates its tables when needed. It is
// the file at a path, or on the PostgreSQL server at an address such as
// postgres://user:password@host:5432/chonmat. It returns Invalid when there is
// no such database and none can be made, when it belongs to another program,
// and when it was written by a newer release; Unavailable when the server does
// not answer or another process holds the file for too long.
func Open(ctx context.Context, database string) (*DB, error) {
	db := &DB{rosters: rosterCache{most: maxCachedBytes}}
	db.open, db.closing = context.WithCancel(context.Background())
	var err error
	switch scheme, _, _ := strings.Cut(database, "://"); {
	case !Remote(database):
		db.engine, err = openSQLite(ctx, database)
	case scheme == "postgres" || scheme == "postgresql":
		db.engine, err = openPostgres(ctx, database)
	default: // the address is not repeated: it may hold a password
		err = domain.Errorf(domain.Invalid, "storage: want the path of a file, or an address that begins with postgres://")
	}
	if err != nil {
		db.closing()
		return nil, err
	}
	db.read = reader{db: db, from: db.engine.pool(), limited: true}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close ends the store: what is being written is finished, all later calls
// fail as Unavailable. Closing twice is harmless.
func (db *DB) Close() error {
	db.close.Do(func() {
		db.closing()
		db.closed = db.engine.close()
	})
	return db.closed
}

// errClosed is what a closed store answers.
var errClosed = domain.Errorf(domain.Unavailable, "storage: closed")

// fault gives an error of the engine or of the driver the code it has for us;
// ctx is the caller's.
func (db *DB) fault(ctx context.Context, err error) error {
	if _, known := errors.AsType[*domain.Error](err); known || err == nil {
		return err
	}
	if db.open.Err() != nil {
		return errClosed
	}
	return coded(ctx, db.engine, err)
}

func coded(ctx context.Context, e engine, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if code := e.code(err); code != "" {
		return &domain.Error{Code: code, Err: fmt.Errorf("storage: %w", err)}
	}
	return fmt.Errorf("storage: %w", err)
}

// Ping tells whether the store can write.
func (db *DB) Ping(ctx context.Context) error {
	return db.write(ctx, onlyLease, func(t *tx) error {
		_, err := t.exec("UPDATE schema_version SET name = name WHERE version = 0") // there is none
		return err
	})
}

// Backup writes a consistent copy of the database to a new file, readable by
// its owner alone, while others go on reading and writing. It refuses, as
// Invalid, a file that is already there, and a database that is no file.
func (db *DB) Backup(ctx context.Context, file string) error {
	return db.fault(ctx, db.engine.backup(ctx, file))
}
