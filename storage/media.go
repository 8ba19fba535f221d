package storage

import (
	"context"
	"time"
)

// FileID returns what the messenger calls a file that was sent before, by a
// hash of the file; "" when it is not known.
func (db *DB) FileID(ctx context.Context, bot, hash string) (id string, err error) {
	found, err := db.lookup(ctx, "SELECT file_id FROM media WHERE bot = ?1 AND hash = ?2", []any{bot, hash}, &id)
	if !found {
		return "", err
	}
	return id, err
}

// KeepFileID notes what the messenger calls a file.
func (db *DB) KeepFileID(ctx context.Context, bot, hash, id string, at time.Time) error {
	if err := checkTexts("bot", bot, "hash", hash, "file id", id); err != nil {
		return err
	}
	return db.write(ctx, oneStatement, func(t *tx) error {
		_, err := t.exec(`INSERT INTO media (bot, hash, file_id, kept_at) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (bot, hash) DO UPDATE SET file_id = excluded.file_id, kept_at = excluded.kept_at`,
			bot, hash, id, at.UnixMicro())
		return err
	})
}
