package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"chonmat/domain"
)

// What is particular to PostgreSQL is in this file. There are no advisory
// locks, NOTIFY or triggers, so that databases that speak its protocol serve too.

var postgresDialect = dialect{
	name:       "postgres",
	tables:     "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
	skipLocked: " FOR UPDATE OF i SKIP LOCKED",
	noBytes:    "''",
	patient:    "SET LOCAL statement_timeout = 0",
	renumber:   "SELECT setval(pg_get_serial_sequence('%[1]s', 'seq'), coalesce(max(seq), 0) + 1, false) FROM %[1]s",
	dollars:    true,
	limit:      30 * time.Second, // beyond the server's own: only a connection that is dead takes as long
}.complete()

// sessionSettings are those of every connection, unless its address says
// otherwise. What is thought through here is thought through for READ COMMITTED.
var sessionSettings = map[string]string{
	"application_name":                    "chonmat",
	"default_transaction_isolation":       "read committed",
	"lock_timeout":                        "5s",
	"statement_timeout":                   "20s",
	"idle_in_transaction_session_timeout": "60s",
}

const (
	maxConnections = 16 // of one process; servers allow 100 by default
	connectTimeout = 10 * time.Second

	// maxTries and the waits between them bound how often a write that met
	// another is run: about a second in all.
	maxTries  = 10
	firstWait = 4 * time.Millisecond
	maxWait   = 250 * time.Millisecond
)

// postgresEngine is a database on a server. Each write is a transaction of its
// own on a connection of the pool; the server lets many share one fsync.
type postgresEngine struct {
	connections *sql.DB
	writing     sync.RWMutex // held for reading by each write, for writing by close
}

func (e *postgresEngine) dialect() *dialect { return postgresDialect }

func (e *postgresEngine) pool() *sql.DB { return e.connections }

// openPostgres connects to the database at an address. No error repeats the
// address or what the driver says of it: it may hold a password.
func openPostgres(ctx context.Context, address string) (*postgresEngine, error) {
	config, err := pgx.ParseConfig(address)
	// A "/" or "@" in a password moves the rest of it into another part.
	if err != nil || strings.Contains(config.Host+config.Database, "@") {
		return nil, domain.Errorf(domain.Invalid, "storage: the address of the database cannot be read: want postgres://user:password@host:5432/database, "+
			"with %%2F for / and %%40 for @ in the password")
	}
	for name, value := range sessionSettings {
		if _, set := config.RuntimeParams[name]; !set {
			config.RuntimeParams[name] = value
		}
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	// A server that vanished is noticed within half a minute.
	config.DialFunc = (&net.Dialer{KeepAliveConfig: net.KeepAliveConfig{
		Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3,
	}}).DialContext
	e := &postgresEngine{connections: stdlib.OpenDB(*config)}
	e.connections.SetMaxOpenConns(maxConnections)
	e.connections.SetMaxIdleConns(maxConnections)
	e.connections.SetConnMaxIdleTime(5 * time.Minute)
	e.connections.SetConnMaxLifetime(time.Hour) // so that a server taken out of service is let go
	var encoding string
	if err = e.connections.QueryRowContext(ctx, "SHOW server_encoding").Scan(&encoding); err != nil {
		err = coded(ctx, e, err)
	} else if encoding != "UTF8" {
		err = domain.Errorf(domain.Invalid, "storage: the database has the encoding %s: create one with ENCODING 'UTF8'", encoding)
	}
	if err != nil {
		return nil, errors.Join(err, e.connections.Close())
	}
	return e, nil
}

// run runs a write, again when the server undid it because it met another, or
// when the connection was found dead before anything was committed.
func (e *postgresEngine) run(ctx context.Context, kind kind, do func(*tx) error) error {
	e.writing.RLock()
	defer e.writing.RUnlock()
	wait := firstWait
	for try := 1; ; try++ {
		err := e.attempt(ctx, kind, do)
		if try == maxTries || !undone(err) {
			return err
		}
		select {
		case <-time.After(wait/2 + rand.N(wait/2)):
		case <-ctx.Done():
			return ctx.Err()
		}
		wait = min(2*wait, maxWait)
	}
}

// undone tells whether an error says that nothing was written and that the
// same can be tried again at once.
func undone(err error) bool {
	if errors.Is(err, driver.ErrBadConn) { // database/sql's word for: before anything was sent
		return true
	}
	failure, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (failure.Code == "40001" || failure.Code == "40P01") // serialization_failure, deadlock_detected
}

// attempt runs a write once.
func (e *postgresEngine) attempt(ctx context.Context, kind kind, do func(*tx) error) error {
	conn, err := e.connections.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // one that is broken, or in a transaction, is not used again
	t := &tx{ctx: ctx, conn: conn, dialect: postgresDialect}
	if kind != inTransaction {
		// A statement is a transaction. A lease is made durable too: who holds
		// it does not go down with the server, and must not meet another.
		if err := ctx.Err(); err != nil {
			return err
		}
		return do(t)
	}
	var panicked any
	if err = t.control("BEGIN"); err == nil {
		panicked, err = t.attempt(do)
	}
	if err == nil {
		return commit(conn)
	}
	// On a connection that broke this gives ErrBadConn: try another.
	err = errors.Join(err, t.control("ROLLBACK"))
	if panicked != nil {
		panic(panicked)
	}
	return err
}

// commit commits, and makes sure that the server did: it answers a COMMIT after
// a failed statement by a ROLLBACK, and calls that a success. When the
// connection breaks meanwhile, the outcome is unknown.
func commit(conn *sql.Conn) error {
	ctx, end := postgresDialect.within(context.Background())
	defer end()
	return conn.Raw(func(connection any) error {
		tag, err := connection.(*stdlib.Conn).Conn().Exec(ctx, "COMMIT")
		if err == nil && tag.String() != "COMMIT" {
			err = fmt.Errorf("the transaction ended by %s", tag)
		}
		return err
	})
}

// close waits for the writes under way.
func (e *postgresEngine) close() error {
	e.writing.Lock()
	defer e.writing.Unlock()
	return e.connections.Close()
}

func (e *postgresEngine) backup(context.Context, string) error {
	return domain.Errorf(domain.Invalid, "backup: copies the file of a SQLite database; for PostgreSQL use pg_dump --format=custom, which is consistent while others write")
}

// sqlStates says what the server's errors mean to us, by SQLSTATE or by its
// first two characters, the class.
var sqlStates = map[string]domain.Code{
	"23505": domain.Conflict,    // unique_violation
	"42P07": domain.Conflict,    // duplicate_table: another made it meanwhile
	"23":    domain.Invalid,     // integrity_constraint_violation
	"22":    domain.Invalid,     // data_exception: 22021 is U+0000 or no UTF-8
	"25006": domain.Unavailable, // read_only_sql_transaction: a standby
	"25P03": domain.Unavailable, // idle_in_transaction_session_timeout
	"3D000": domain.Invalid,     // invalid_catalog_name: no such database
	"3F000": domain.Invalid,     // invalid_schema_name: none to create in
	"42501": domain.Invalid,     // insufficient_privilege
	"54":    domain.TooLarge,    // program_limit_exceeded: a key too long for an index
	"55P03": domain.Unavailable, // lock_not_available
	"08":    domain.Unavailable, // connection_exception
	"28":    domain.Invalid,     // invalid_authorization_specification
	"40":    domain.Unavailable, // transaction_rollback, after maxTries
	"53":    domain.Unavailable, // insufficient_resources
	"57":    domain.Unavailable, // operator_intervention: shutdown, start, statement_timeout
	"58":    domain.Unavailable, // system_error
}

func (e *postgresEngine) code(err error) domain.Code {
	if failure, ok := errors.AsType[*pgconn.PgError](err); ok {
		if code, ok := sqlStates[failure.Code]; ok {
			return code
		}
		return sqlStates[failure.Code[:min(2, len(failure.Code))]]
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return domain.Unavailable
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return domain.Unavailable
	}
	for _, broken := range []error{driver.ErrBadConn, sql.ErrConnDone, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, context.DeadlineExceeded} {
		if errors.Is(err, broken) {
			return domain.Unavailable
		}
	}
	return ""
}
