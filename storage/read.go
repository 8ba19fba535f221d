package storage

import (
	"context"
	"database/sql"
	"errors"

	"chonmat/domain"
)

// reader reads a database.
type reader struct {
	db      *DB
	from    querier
	limited bool // no query may take long
}

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each calls row for every row of a query; row reads its columns by scan,
// which must not keep sql.RawBytes.
func (r reader) each(ctx context.Context, query string, args []any, row func(scan func(...any) error) error) error {
	return r.db.fault(ctx, r.query(ctx, query, args, row))
}

func (r reader) query(ctx context.Context, query string, args []any, row func(scan func(...any) error) error) error {
	dialect := r.db.engine.dialect()
	if r.limited {
		var end context.CancelFunc
		ctx, end = dialect.within(ctx)
		defer end()
	}
	rows, err := r.from.QueryContext(ctx, dialect.sql(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads the first row of a query; found is false without one.
func (r reader) one(ctx context.Context, query string, args []any, dest ...any) (found bool, err error) {
	err = r.each(ctx, query, args, func(scan func(...any) error) error {
		found = true
		return scan(dest...)
	})
	return found, err
}

// lookup scans the row that a query finds by its key into dest; without one found
// is false, and dest may hold what a write that was undone had written. It goes the way of the writes: SQLite's one writer has the pages
// at hand that others read anew after each commit, which takes longer than what is
// looked up. So it is for what is small and asked for often.
func (db *DB) lookup(ctx context.Context, query string, args []any, dest ...any) (found bool, err error) {
	err = db.write(ctx, noChange, func(t *tx) error {
		err := t.row(query, args, dest...)
		found = err == nil
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	// Writes wait for another process's, reads do not.
	if domain.ErrorCode(err) == domain.Unavailable && db.open.Err() == nil {
		return db.read.one(ctx, query, args, dest...)
	}
	return found, err
}

// snapshot runs do on one consistent state of the database. The error of do is
// returned as it is.
func (db *DB) snapshot(ctx context.Context, do func(reader) error) error {
	// Each engine's read-only transaction then stays on the state it began with.
	t, err := db.engine.pool().BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return db.fault(ctx, err)
	}
	defer t.Rollback() // nothing was written
	if patient := db.engine.dialect().patient; patient != "" {
		if _, err := t.ExecContext(ctx, patient); err != nil {
			return db.fault(ctx, err)
		}
	}
	return do(reader{db: db, from: t})
}

// notFound says that a workspace has no such thing.
func notFound(what, id string) error {
	return domain.Errorf(domain.NotFound, "storage: no %s %q in this workspace", what, id)
}
