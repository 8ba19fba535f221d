package storage

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"chonmat/domain"
)

//go:embed migrations
var migrationFiles embed.FS

// migration is one step of the schema. A release may add migrations; one that
// was released is never changed.
type migration struct {
	version  int
	name     string
	text     string
	checksum string
}

// readMigrations reads the files "0001_name.sql", "0002_…", which are numbered
// without gaps.
func readMigrations(files fs.FS, dir string) ([]migration, error) {
	entries, err := fs.ReadDir(files, dir) // sorted by name
	if err != nil {
		return nil, err
	}
	var out []migration
	for i, entry := range entries {
		number, name, _ := strings.Cut(strings.TrimSuffix(entry.Name(), ".sql"), "_")
		if n, err := strconv.Atoi(number); err != nil || n != i+1 {
			return nil, domain.Errorf(domain.Internal, "storage: migration %s: want number %d", entry.Name(), i+1)
		}
		text, err := fs.ReadFile(files, path.Join(dir, entry.Name()))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		out = append(out, migration{version: i + 1, name: name, text: string(text), checksum: hex.EncodeToString(sum[:])})
	}
	return out, nil
}

// migrate brings the schema up to date, all in one transaction. Of two
// processes that start at once, the second waits for the first where both
// write the same row, or make the same table; then it meets a Conflict, or
// nothing at all, and finds the work done.
func (db *DB) migrate(ctx context.Context) error {
	migrations, err := readMigrations(migrationFiles, "migrations/"+db.engine.dialect().name)
	if err != nil {
		return err
	}
	for tries := 5; ; tries-- {
		err := db.write(ctx, inTransaction, func(t *tx) error { return applyMigrations(t, migrations) })
		if domain.ErrorCode(err) != domain.Conflict || tries == 0 {
			return err
		}
	}
}

func applyMigrations(t *tx, migrations []migration) error {
	var tables, ours int
	if err := t.row("SELECT count(*), count(CASE name WHEN 'schema_version' THEN 1 END) FROM ("+t.dialect.tables+") AS t", nil, &tables, &ours); err != nil {
		return err
	}
	if tables > 0 && ours == 0 {
		return domain.Errorf(domain.Invalid, "storage: this database belongs to another program: give a new one")
	}
	if _, err := t.exec("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)"); err != nil {
		return err
	}
	var newest int
	if err := t.row("SELECT coalesce(max(version), 0) FROM schema_version", nil, &newest); err != nil {
		return err
	}
	if newest > len(migrations) {
		return domain.Errorf(domain.Invalid, "storage: the database has schema %d, this build knows %d: use the newer release that wrote it, or restore a backup", newest, len(migrations))
	}
	for _, m := range migrations {
		var checksum string
		err := t.row("SELECT checksum FROM schema_version WHERE version = ?1", []any{m.version}, &checksum)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			// The row first: it is what makes a second process wait.
			if _, err := t.exec("INSERT INTO schema_version (version, name, checksum) VALUES (?1, ?2, ?3)", m.version, m.name, m.checksum); err != nil {
				return err
			}
			if _, err := t.exec(m.text); err != nil {
				return err
			}
		case err != nil:
			return err
		case checksum != m.checksum:
			return domain.Errorf(domain.Invalid, "storage: schema %d (%s) was applied with another text than this build has: use the release that wrote the database", m.version, m.name)
		}
	}
	return nil
}
