package storage

import (
	"context"
	"errors"
	"time"

	"chonmat/domain"
)

// The bounds of the files kept for a workspace.
const (
	MaxUploads     = 5        // the oldest goes when one more comes
	MaxUploadBytes = 20 << 20 // of one file: Telegram's limit for a bot's download, 2026-11
)

// Upload returns NotFound when the file is gone.
func (db *DB) Upload(ctx context.Context, workspace, id string) (Upload, error) {
	u := Upload{ID: id}
	var at int64
	found, err := db.read.one(ctx, "SELECT name, data, received_at FROM upload WHERE workspace = ?1 AND id = ?2",
		[]any{workspace, id}, &u.Name, &u.Data, &at)
	if err == nil && !found {
		err = notFound("file", id)
	}
	u.At = fromMicros(at)
	return u, err
}

// PutUpload keeps a file for a workspace, in place of one with the same id.
// The workspace's oldest are dropped beyond MaxUploads. TooLarge: the file is
// over MaxUploadBytes.
func (db *DB) PutUpload(ctx context.Context, workspace string, u Upload) error {
	save, err := putUpload(workspace, u, u.At)
	if err = errors.Join(checkText("workspace", workspace), err); err != nil {
		return err
	}
	return db.write(ctx, inTransaction, save)
}

func putUpload(workspace string, u Upload, at time.Time) (func(*tx) error, error) {
	if u.At.IsZero() {
		u.At = at
	}
	if len(u.Data) > MaxUploadBytes {
		return nil, domain.Errorf(domain.TooLarge, "storage: a file of %d bytes, limit %d", len(u.Data), MaxUploadBytes)
	}
	if err := checkTexts("file id", u.ID, "file name", u.Name); err != nil {
		return nil, err
	}
	return func(t *tx) error {
		_, err := t.exec(`INSERT INTO upload (workspace, id, name, data, received_at) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (workspace, id) DO UPDATE SET name = excluded.name, data = excluded.data, received_at = excluded.received_at`,
			workspace, u.ID, u.Name, blob(u.Data), u.At.UnixMicro())
		if err != nil {
			return err
		}
		_, err = t.exec(`DELETE FROM upload WHERE workspace = ?1 AND seq NOT IN (
			SELECT seq FROM upload WHERE workspace = ?1 ORDER BY received_at DESC, seq DESC LIMIT ?2)`, workspace, MaxUploads)
		return err
	}, nil
}

func dropUpload(workspace, id string) func(*tx) error {
	return func(t *tx) error {
		_, err := t.exec("DELETE FROM upload WHERE workspace = ?1 AND id = ?2", workspace, id)
		return err
	}
}
