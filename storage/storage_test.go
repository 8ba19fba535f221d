package storage_test

import (
	"context"
	"testing"
	"time"

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

// engines are those that the tests run on.
var engines = map[string]func(testing.TB) storagetest.Engine{
	"SQLite":     func(testing.TB) storagetest.Engine { return storagetest.SQLite() },
	"PostgreSQL": storagetest.PostgreSQL,
}

// open opens a new SQLite database for the time of the test.
func open(tb testing.TB) *storage.DB {
	tb.Helper()
	return openAt(tb, storagetest.SQLite().Create(tb))
}

// openAt opens a database for the time of the test.
func openAt(tb testing.TB, address string) *storage.DB {
	tb.Helper()
	db, err := storage.Open(context.Background(), address)
	must(tb, err)
	tb.Cleanup(func() { must(tb, db.Close()) })
	return db
}

func TestSQLite(t *testing.T) { storagetest.Exercise(t, storagetest.SQLite()) }

func TestPostgreSQL(t *testing.T) { storagetest.Exercise(t, storagetest.PostgreSQL(t)) }

func TestExportMovesBetweenEngines(t *testing.T) {
	sqlite, postgres := storagetest.SQLite(), storagetest.PostgreSQL(t)
	t.Run("from SQLite to PostgreSQL", func(t *testing.T) { storagetest.Move(t, sqlite, postgres) })
	t.Run("from PostgreSQL to SQLite", func(t *testing.T) { storagetest.Move(t, postgres, sqlite) })
}
