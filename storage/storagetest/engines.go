package storagetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Engine is a database engine under test.
type Engine struct {
	// Create returns the address of a new database with nothing in it.
	Create func(t testing.TB) string
	// Exec runs a statement on a database that no store has open.
	Exec func(t testing.TB, address, statement string)
}

// SQLite keeps its databases in temporary files.
func SQLite() Engine {
	return Engine{
		Create: func(t testing.TB) string { return filepath.Join(t.TempDir(), "chonmat.db") },
		Exec:   execOn("sqlite3"),
	}
}

// PostgreSQL is the server at CHONMAT_TEST_POSTGRES, an address of the form
// postgres://…; each database is a schema of its own there, dropped when the
// test ends; its address has a "?", so that parameters can be added by "&". Without that variable the test is skipped, or fails if
// CHONMAT_REQUIRE_POSTGRES is set.
func PostgreSQL(t testing.TB) Engine {
	t.Helper()
	server := os.Getenv("CHONMAT_TEST_POSTGRES")
	if server == "" {
		const why = "CHONMAT_TEST_POSTGRES names no PostgreSQL server (postgres://…) to test on"
		if os.Getenv("CHONMAT_REQUIRE_POSTGRES") != "" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	exec := execOn("pgx")
	return Engine{
		Create: func(t testing.TB) string {
			t.Helper()
			schema := "chonmat_test_" + strings.ToLower(rand.Text())
			exec(t, server, "CREATE SCHEMA "+schema)
			t.Cleanup(func() { exec(t, server, "DROP SCHEMA "+schema+" CASCADE") })
			separator := "?"
			if strings.Contains(server, separator) {
				separator = "&"
			}
			return server + separator + "search_path=" + schema
		},
		Exec: exec,
	}
}

// execOn runs statements by a driver that package storage registers.
func execOn(driver string) func(t testing.TB, address, statement string) {
	return func(t testing.TB, address, statement string) {
		t.Helper()
		db, err := sql.Open(driver, address)
		must(t, err)
		defer db.Close()
		limited, cancel := context.WithTimeout(ctx, 20*time.Second) // what holds a lock for ever is a failure
		defer cancel()
		_, err = db.ExecContext(limited, statement)
		must(t, err)
	}
}
