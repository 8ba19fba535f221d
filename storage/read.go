package storage

import (
	"context"
	"database/sql"
	"errors"

	"chonmat/domain"
)

// querier is a pool or a transaction to read from.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each calls row for every row of a query; row reads its columns by scan,
// which must not keep sql.RawBytes.
func (db *DB) each(ctx context.Context, q querier, query string, args []any, row func(scan func(...any) error) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return db.fault(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return db.fault(ctx, err)
		}
	}
	return db.fault(ctx, rows.Err())
}

// one reads the only row of a query; found is false without one.
func (db *DB) one(ctx context.Context, query string, args []any, dest ...any) (found bool, err error) {
	err = db.readers.QueryRowContext(ctx, query, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, db.fault(ctx, err)
}

// snapshot runs do on one consistent state of the database.
func (db *DB) snapshot(ctx context.Context, do func(*sql.Tx) error) error {
	t, err := db.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return db.fault(ctx, err)
	}
	defer t.Rollback() // nothing was written
	return do(t)
}

// notFound says that a workspace has no such thing.
func notFound(what, id string) error {
	return domain.Errorf(domain.NotFound, "storage: no %s %q in this workspace", what, id)
}
