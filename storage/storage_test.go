package storage_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"chonmat/storage"
	"chonmat/storage/storagetest"
)

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func open(tb testing.TB) *storage.DB {
	tb.Helper()
	db, err := storage.Open(context.Background(), filepath.Join(tb.TempDir(), "chonmat.db"))
	must(tb, err)
	tb.Cleanup(func() { must(tb, db.Close()) })
	return db
}

func TestSQLite(t *testing.T) {
	storagetest.Exercise(t, storagetest.Engine{
		Create: func(t testing.TB) string { return filepath.Join(t.TempDir(), "chonmat.db") },
		Exec: func(t testing.TB, address, statement string) {
			t.Helper()
			db, err := sql.Open("sqlite3", address)
			must(t, err)
			defer db.Close()
			_, err = db.Exec(statement)
			must(t, err)
		},
	})
}
