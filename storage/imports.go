package storage

import (
	"cmp"
	"context"
	"errors"
	"time"

	"chonmat/domain"
)

// MaxListRows bounds the rows of all imports of a workspace together.
const MaxListRows = 1_000_000

// Imports returns the imports of a workspace, the last first.
func (db *DB) Imports(ctx context.Context, workspace string, limit int) ([]domain.ImportHead, error) {
	var heads []domain.ImportHead
	err := db.read.each(ctx, `SELECT id, file, accounts, taken_at FROM list_import WHERE workspace = ?1
		ORDER BY seq DESC LIMIT ?2`, []any{workspace, limit},
		func(scan func(...any) error) error {
			var h domain.ImportHead
			var at int64
			err := scan(&h.ID, &h.File, &h.Accounts, &at)
			h.At = fromMicros(at)
			heads = append(heads, h)
			return err
		})
	return heads, err
}

// TakeImport adds an import to a workspace's list, whole or not at all; its
// time is at unless it says another. Conflict: an import of that id is there. TooLarge: the list would exceed
// MaxListRows.
func (db *DB) TakeImport(ctx context.Context, workspace string, imp Import, at time.Time) error {
	save, err := takeImport(workspace, imp, at)
	if err = errors.Join(checkText("workspace", workspace), err); err != nil {
		return err
	}
	return db.write(ctx, inTransaction, save)
}

// UndoImport takes an import back with all its rows. NotFound: the workspace
// has no such import.
func (db *DB) UndoImport(ctx context.Context, workspace, id string) error {
	return db.write(ctx, inTransaction, func(t *tx) error {
		n, err := undoImport(t, workspace, id)
		if err == nil && n == 0 {
			return notFound("import", id)
		}
		return err
	})
}

func takeImport(workspace string, imp Import, at time.Time) (func(*tx) error, error) {
	if imp.At.IsZero() {
		imp.At = at
	}
	if err := checkTexts("import id", imp.ID, "file name", imp.File); err != nil {
		return nil, err
	}
	report := cmp.Or(string(imp.Report), "null")
	if err := checkJSON("report", []byte(report)); err != nil {
		return nil, err
	}
	parts, err := encodeParts(imp.Accounts)
	if err != nil {
		return nil, err
	}
	return func(t *tx) error {
		// First, as it makes others that change the list wait: so what is held
		// is all, and imports become visible in their order.
		if err := listChanged(t, workspace, at.UnixMicro()); err != nil {
			return err
		}
		var held int
		if err := t.row("SELECT coalesce(sum(accounts), 0) FROM list_import WHERE workspace = ?1", []any{workspace}, &held); err != nil {
			return err
		}
		if held+len(imp.Accounts) > MaxListRows {
			return domain.Errorf(domain.TooLarge, "storage: the list holds %d rows, %d more exceed the limit of %d: undo an older import first",
				held, len(imp.Accounts), MaxListRows)
		}
		var seq int64
		err := t.row(`INSERT INTO list_import (workspace, id, file, accounts, report, taken_at)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING seq`,
			[]any{workspace, imp.ID, imp.File, len(imp.Accounts), report, imp.At.UnixMicro()}, &seq)
		if err != nil {
			return err
		}
		for n, part := range parts {
			if _, err := t.exec("INSERT INTO roster_part (import, n, accounts) VALUES (?1, ?2, ?3)", seq, n, part); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// undoImport returns how many imports it took back: none or one.
func undoImport(t *tx, workspace, id string) (int64, error) {
	n, err := t.exec("DELETE FROM list_import WHERE workspace = ?1 AND id = ?2", workspace, id) // its parts go with it
	if err != nil || n == 0 {
		return n, err
	}
	return n, listChanged(t, workspace, 1) // a list that had an import has a version
}

// listChanged gives a workspace's list a new version. The first is the time: a
// list that was erased and begun again is newer than all that a process may
// still have in memory.
func listChanged(t *tx, workspace string, first int64) error {
	_, err := t.exec(`INSERT INTO workspace (id, roster_version) VALUES (?1, ?2)
		ON CONFLICT (id) DO UPDATE SET roster_version = workspace.roster_version + 1`, workspace, first)
	return err
}
