package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"

	"chonmat/domain"
)

// What is particular to SQLite is in this file, and in writer.go its one writer.

var sqliteDialect = dialect{
	name:    "sqlite",
	tables:  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
	noBytes: "x''",
}.complete()

// sqliteEngine is a database in a file. One goroutine writes, on a connection
// of its own; see writer.go.
type sqliteEngine struct {
	path    string
	writers *sql.DB   // one connection:
	conn    *sql.Conn // this one, used by the writer goroutine alone
	readers *sql.DB

	fullSync bool // whether the writer commits with synchronous=FULL
	jobs     chan *job
	closing  chan struct{}
	written  chan struct{} // closed when the writer goroutine has ended
}

func (e *sqliteEngine) dialect() *dialect { return sqliteDialect }

func (e *sqliteEngine) pool() *sql.DB { return e.readers }

// openSQLite opens the database in the file at path.
func openSQLite(ctx context.Context, path string) (*sqliteEngine, error) {
	if err := checkPath(path); err != nil {
		return nil, err
	}
	e := &sqliteEngine{
		path:     path,
		fullSync: true, // as writerPragmas say
		jobs:     make(chan *job),
		closing:  make(chan struct{}),
		written:  make(chan struct{}),
	}
	// Two that create one database can meet at moments at which SQLite does
	// not wait by itself.
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		err := e.connect(ctx)
		if err == nil {
			go e.writer()
			return e, nil
		}
		err = coded(ctx, e, errors.Join(err, e.release()))
		if domain.ErrorCode(err) != domain.Unavailable || time.Since(began) > busyTimeout {
			return nil, err
		}
	}
}

// close ends the writer after the batch it is at.
func (e *sqliteEngine) close() error {
	close(e.closing)
	<-e.written
	// A courtesy to whoever looks at the file: nothing is lost when it fails.
	_ = e.tx(context.Background()).control("PRAGMA wal_checkpoint(TRUNCATE)")
	return e.release()
}

func (e *sqliteEngine) release() error {
	var errs []error
	if e.readers != nil {
		errs = append(errs, e.readers.Close())
	}
	if e.conn != nil {
		errs = append(errs, e.conn.Close())
	}
	if e.writers != nil {
		errs = append(errs, e.writers.Close())
	}
	e.readers, e.conn, e.writers = nil, nil, nil
	return errors.Join(errs...)
}

// busyTimeout is how long one process waits for another's write.
const busyTimeout = 5 * time.Second

// These pragmas are what every connection must have. They go into the data source
// name, since a PRAGMA statement reaches one connection of a pool only, and
// are read back, since the driver ignores a name it does not know.
var (
	sharedPragmas = map[string]string{"busy_timeout": fmt.Sprint(busyTimeout.Milliseconds()), "foreign_keys": "1"}
	writerPragmas = map[string]string{"journal_mode": "wal", "synchronous": "2"} // 2: FULL, an fsync each commit
	readerPragmas = map[string]string{"query_only": "1"}
)

// dsn returns the data source name of file with these settings.
func dsn(file string, settings ...map[string]string) string {
	values := url.Values{"_stmt_cache_size": {"64"}}
	for _, group := range settings {
		for name, value := range group {
			values.Set("_"+name, value)
		}
	}
	// The path is escaped: it may hold "?" or "%".
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?" + values.Encode()
}

// checkPragmas fails when a connection is not set as asked.
func checkPragmas(ctx context.Context, conn *sql.Conn, groups ...map[string]string) error {
	for _, group := range groups {
		for name, want := range group {
			var got string
			if err := conn.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got); err != nil {
				return err
			}
			if got != want {
				return fmt.Errorf("pragma %s is %s, want %s", name, got, want)
			}
		}
	}
	return nil
}

// checkPath fails when path is not that of a database file. It creates the
// file, readable by its owner alone, when it is not there.
func checkPath(path string) error {
	switch scheme, _, _ := strings.Cut(path, ":"); {
	case path == "":
		return domain.Errorf(domain.Invalid, "storage: no database given: want the path of a file, or postgres://…")
	case path == ":memory:" || scheme == "file":
		return domain.Errorf(domain.Invalid, "storage: %s: want the plain path of a file", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return domain.Errorf(domain.Invalid, "storage: there is no directory %s: create it first", filepath.Dir(path))
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return domain.Errorf(domain.Invalid, "storage: %s is a directory: want the path of a file", path)
	}
	// SQLite gives its -wal and -shm files the mode of this one.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return domain.Errorf(domain.Invalid, "storage: %w", err)
	}
	return file.Close()
}

// connect opens the two pools: one connection that writes, some that read.
func (e *sqliteEngine) connect(ctx context.Context) (err error) {
	if e.writers, err = sql.Open("sqlite3", dsn(e.path, sharedPragmas, writerPragmas)); err != nil {
		return err
	}
	e.writers.SetMaxOpenConns(1)
	if e.conn, err = e.writers.Conn(ctx); err != nil { // creates the write-ahead log, which readers need
		return err
	}
	if err := checkPragmas(ctx, e.conn, sharedPragmas, writerPragmas); err != nil {
		return err
	}
	// An import can make the log long; it is cut to this many bytes when it is
	// next begun anew.
	if _, err = e.conn.ExecContext(ctx, "PRAGMA journal_size_limit = 67108864"); err != nil {
		return err
	}
	// The log is written back every 16 MB rather than every 4: what changes
	// often in it is written once, and fewer commits wait for that.
	if _, err = e.conn.ExecContext(ctx, "PRAGMA wal_autocheckpoint = 4000"); err != nil {
		return err
	}
	if e.readers, err = sql.Open("sqlite3", dsn(e.path, sharedPragmas, readerPragmas)); err != nil {
		return err
	}
	readers := max(4, runtime.NumCPU())
	e.readers.SetMaxOpenConns(readers)
	e.readers.SetMaxIdleConns(readers)
	reader, err := e.readers.Conn(ctx)
	if err != nil {
		return err
	}
	defer reader.Close()
	return checkPragmas(ctx, reader, sharedPragmas, readerPragmas)
}

func (e *sqliteEngine) backup(ctx context.Context, file string) (err error) {
	created, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return domain.Errorf(domain.Invalid, "backup: %s is already there: give a new name", file)
	} else if err != nil {
		return domain.Errorf(domain.Invalid, "backup: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file)
		}
	}()
	defer created.Close()
	// A connection of its own: the readers may not write, the writer is busy.
	source, err := sql.Open("sqlite3", dsn(e.path, sharedPragmas))
	if err != nil {
		return err
	}
	defer source.Close()
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?1", file); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return created.Sync()
}

func (e *sqliteEngine) code(err error) domain.Code {
	var failure sqlite3.Error
	if !errors.As(err, &failure) {
		return ""
	}
	switch failure.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey: // 2067, 1555
		return domain.Conflict
	}
	switch failure.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrReadonly, sqlite3.ErrCantOpen:
		return domain.Unavailable
	case sqlite3.ErrNotADB, sqlite3.ErrCorrupt, sqlite3.ErrConstraint:
		return domain.Invalid
	case sqlite3.ErrTooBig:
		return domain.TooLarge
	}
	return ""
}
