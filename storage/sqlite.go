package storage

import (
	"context"
	"database/sql"
	"embed"
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

//go:embed migrations/sqlite/*.sql
var migrationFiles embed.FS

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
		return domain.Errorf(domain.Invalid, "storage: no database given: want the path of a file")
	case scheme == "postgres" || scheme == "postgresql":
		// The address is not repeated: it may hold a password.
		return domain.Errorf(domain.Invalid, "storage: a %s:// address was given, but this build supports SQLite: want the path of a file", scheme)
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
func connect(ctx context.Context, path string) (c connections, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, c.release())
		}
	}()
	if c.writers, err = sql.Open("sqlite3", dsn(path, sharedPragmas, writerPragmas)); err != nil {
		return c, err
	}
	c.writers.SetMaxOpenConns(1)
	if c.conn, err = c.writers.Conn(ctx); err != nil { // creates the write-ahead log, which readers need
		return c, err
	}
	if err := checkPragmas(ctx, c.conn, sharedPragmas, writerPragmas); err != nil {
		return c, err
	}
	// An import can make the log long; it is cut to this many bytes when it is
	// next begun anew.
	if _, err = c.conn.ExecContext(ctx, "PRAGMA journal_size_limit = 67108864"); err != nil {
		return c, err
	}
	if c.readers, err = sql.Open("sqlite3", dsn(path, sharedPragmas, readerPragmas)); err != nil {
		return c, err
	}
	readers := max(4, runtime.NumCPU())
	c.readers.SetMaxOpenConns(readers)
	c.readers.SetMaxIdleConns(readers)
	reader, err := c.readers.Conn(ctx)
	if err != nil {
		return c, err
	}
	defer reader.Close()
	return c, checkPragmas(ctx, reader, sharedPragmas, readerPragmas)
}

// tableNames lists the tables of a database.
const tableNames = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"

// setSync says whether the next commit is to survive a loss of power.
func (db *DB) setSync(full bool) error {
	if full == db.fullSync {
		return nil
	}
	mode := "NORMAL"
	if full {
		mode = "FULL"
	}
	if err := db.control("PRAGMA synchronous = " + mode); err != nil {
		return err
	}
	db.fullSync = full
	return nil
}

// checkpoint moves the write-ahead log into the database file. It is a
// courtesy to whoever looks at the file: nothing is lost when it fails.
func (db *DB) checkpoint() {
	_ = db.control("PRAGMA wal_checkpoint(TRUNCATE)")
}

// Backup writes a consistent copy of the database to a new file, readable by
// its owner alone, while others go on reading and writing. It refuses, as
// Invalid, a file that is already there.
func (db *DB) Backup(ctx context.Context, file string) (err error) {
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
	source, err := sql.Open("sqlite3", dsn(db.path, sharedPragmas))
	if err != nil {
		return err
	}
	defer source.Close()
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?1", file); err != nil {
		return db.fault(ctx, fmt.Errorf("backup: %w", err))
	}
	return created.Sync()
}

// codeOf returns the code that an error of the engine means to us, "" for
// other errors.
func codeOf(err error) domain.Code {
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
	case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
		return domain.Invalid
	case sqlite3.ErrTooBig:
		return domain.TooLarge
	}
	return ""
}
