package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"chonmat/domain"
)

// Roster returns a workspace's list: its imports laid over each other in the
// order they were taken by domain.Merge, the later winning. Accounts come in
// the order in which they first appeared. The roster is shared and must not be
// changed. Version 0 is an empty list.
func (db *DB) Roster(ctx context.Context, workspace string) (*domain.Roster, error) {
	var version int64
	found, err := db.one(ctx, rosterVersion, []any{workspace}, &version)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return &domain.Roster{Scope: scopeOf(workspace)}, nil
	}
	return db.rosters.get(ctx, workspace, version, func() (*domain.Roster, error) {
		return db.loadRoster(db.open, workspace)
	})
}

const rosterVersion = "SELECT roster_version FROM workspace WHERE id = ?1"

func scopeOf(workspace string) domain.Scope {
	if workspace == SharedWorkspace {
		return domain.SharedRoster
	}
	return domain.OwnRoster
}

// loadRoster reads and folds a list in one consistent state.
func (db *DB) loadRoster(ctx context.Context, workspace string) (*domain.Roster, error) {
	roster := &domain.Roster{Scope: scopeOf(workspace)}
	err := db.snapshot(ctx, func(t *sql.Tx) error {
		if err := t.QueryRowContext(ctx, rosterVersion, workspace).Scan(&roster.Version); err != nil {
			return mapError(ctx, err)
		}
		at := map[domain.AccountKey]int{}
		return each(ctx, t, `SELECT r.account FROM list_import i JOIN roster_row r ON r.import = i.seq
			WHERE i.workspace = ?1 ORDER BY i.seq, r.n`, []any{workspace},
			func(scan func(...any) error) error {
				var doc sql.RawBytes
				if err := scan(&doc); err != nil {
					return err
				}
				var a domain.Account
				if err := json.Unmarshal(doc, &a); err != nil {
					return fmt.Errorf("storage: a row of list %q: %w", workspace, err)
				}
				if i, ok := at[a.Key()]; ok {
					roster.Accounts[i] = domain.Merge(roster.Accounts[i], a)
					return nil
				}
				at[a.Key()] = len(roster.Accounts)
				roster.Accounts = append(roster.Accounts, a)
				return nil
			})
	})
	return roster, err
}
