package storage

import (
	"context"
	"fmt"

	"chonmat/domain"
)

// Roster returns a workspace's list: its imports laid over each other in the
// order they were taken by domain.Merge, the later winning; in the shared list
// the creators who joined it by themselves come last. Accounts come in the
// order in which they first appeared. The roster is shared and must not be
// changed. Version 0 is an empty list.
func (db *DB) Roster(ctx context.Context, workspace string) (*domain.Roster, error) {
	var version int64
	found, err := db.lookup(ctx, rosterVersion, []any{workspace}, &version)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return domain.NewRoster(scopeOf(workspace), 0, nil), nil
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
	f := newFold()
	var version int64
	var listed []domain.Account
	err := db.snapshot(ctx, func(state reader) (err error) {
		if f.removed, err = state.removed(ctx); err != nil {
			return err
		}
		if _, err := state.one(ctx, rosterVersion, []any{workspace}, &version); err != nil {
			return err
		}
		if workspace == SharedWorkspace {
			if listed, err = listedAccounts(ctx, state); err != nil {
				return err
			}
			listed, _ = f.removed.Without(listed)
		}
		return state.each(ctx, `SELECT p.accounts FROM list_import i JOIN roster_part p ON p.import = i.seq
			WHERE i.workspace = ?1 ORDER BY i.seq, p.n`, []any{workspace},
			func(scan func(...any) error) error {
				var doc []byte
				err := scan(&doc)
				f.add(doc)
				return err
			})
	})
	if foldErr := f.end(); err == nil && foldErr != nil {
		err = fmt.Errorf("storage: list %q: %w", workspace, foldErr)
	}
	if err != nil {
		return nil, err
	}
	for i := range listed {
		f.packer.Add(&listed[i])
	}
	return f.packer.Roster(scopeOf(workspace), version), nil
}
