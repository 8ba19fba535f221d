package storage_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"chonmat/domain"
	"chonmat/storage"
	"chonmat/storage/storagetest"
)

func TestOpenRefusesAnAddressWithoutTellingIt(t *testing.T) {
	for _, c := range []struct{ name, address, says string }{
		{"a port that is none", "postgres://chonmat:secret@db:x/chonmat", "cannot be read"},
		{"an unknown sslmode", "postgres://chonmat:secret@db/chonmat?sslmode=maybe", "cannot be read"},
		{"a slash in the password", "postgresql://chonmat:12/secret@db/chonmat", "%2F"},
		{"an at in the password", "postgres://chonmat:se@secret@db/chonmat", "%40"},
		{"a broken escape", "postgres://chonmat:secret%zz@db/chonmat", "cannot be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := storage.Open(context.Background(), c.address)
			if domain.ErrorCode(err) != domain.Invalid || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got error %v, want invalid and %q", err, c.says)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error %q tells the password", err)
			}
		})
	}
}

func TestOpenSaysThatNoServerAnswers(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, listener.Close()) // now nobody listens there
	_, err = storage.Open(context.Background(), "postgres://chonmat:secret@"+listener.Addr().String()+"/chonmat")
	if domain.ErrorCode(err) != domain.Unavailable || strings.Contains(err.Error(), "secret") {
		t.Errorf("got error %v, want unavailable without the password", err)
	}
}

func TestOpenGivesUpOnASilentServer(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := storage.Open(ctx, "postgres://"+listener.Addr().String()+"/chonmat?sslmode=disable"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got error %v, want an end by the context", err)
	}
}

// postgres opens a new database on the server under test, with parameters
// added to its address.
func postgres(t testing.TB, parameters ...string) (db *storage.DB, e storagetest.Engine, address string) {
	t.Helper()
	e = storagetest.PostgreSQL(t)
	address = with(e.Create(t), parameters...)
	return openAt(t, address), e, address
}

// with adds parameters to the address of a test database, names and values by
// turns.
func with(address string, parameters ...string) string {
	for i := 0; i < len(parameters); i += 2 {
		address += "&" + parameters[i] + "=" + url.PathEscape(parameters[i+1])
	}
	return address
}

func TestPostgreSQLRefusesWhatItCannotUse(t *testing.T) {
	e := storagetest.PostgreSQL(t)
	address := e.Create(t)
	e.Exec(t, address, "DROP DATABASE IF EXISTS chonmat_test_ascii")
	e.Exec(t, address, "CREATE DATABASE chonmat_test_ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
	t.Cleanup(func() { e.Exec(t, address, "DROP DATABASE chonmat_test_ascii") })
	for _, c := range []struct{ name, address, says string }{
		{"no such database", with(address, "dbname", "chonmat_no_such_database"), "does not exist"},
		{"an encoding that is not Unicode", with(address, "dbname", "chonmat_test_ascii"), "ENCODING 'UTF8'"},
		{"no such user", with(address, "user", "chonmat_no_such_user"), "chonmat_no_such_user"},
		{"a schema that is not there", with(address, "search_path", "chonmat_no_such_schema"), "no schema"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := storage.Open(context.Background(), c.address)
			if domain.ErrorCode(err) != domain.Invalid || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got error %v, want invalid and %q", err, c.says)
			}
		})
	}
}

// On a server that takes transactions for serializable, as distributed ones
// do, many are undone for having met another; none is lost.
func TestPostgreSQLTriesAgainWhatTheServerUndid(t *testing.T) {
	for _, isolation := range []string{"serializable", "repeatable read"} {
		t.Run(isolation, func(t *testing.T) {
			db, _, address := postgres(t, "default_transaction_isolation", isolation)
			other := openAt(t, address)
			ctx := context.Background()
			const writers, each = 8, 10
			var wg sync.WaitGroup
			for w := range writers {
				store := []*storage.DB{db, other}[w%2]
				wg.Go(func() {
					for i := range each {
						id := int64(w*each + i)
						if err := store.Receive(ctx, "b", []storage.Update{{ID: id}, {ID: -id - 1}}, now); err != nil {
							t.Error(err)
						}
						if err := store.TakeImport(ctx, "w", storage.Import{ID: fmt.Sprint(id), Accounts: accounts(0, 1)}, now); err != nil {
							t.Error(err)
						}
						c, err := storagetest.One(store.Claim(ctx, "b", now, time.Hour, 1))
						if err != nil || c == nil {
							t.Errorf("claimed %v, error %v", c, err)
							continue
						}
						if err := store.Commit(ctx, *c, storage.Changes{}, now); err != nil {
							t.Error(err)
						}
					}
				})
			}
			wg.Wait()
			heads, err := db.Imports(ctx, "w", 1000)
			must(t, err)
			if len(heads) != writers*each {
				t.Errorf("%d imports are there, want %d", len(heads), writers*each)
			}
		})
	}
}

// Two updates of the same rows in opposite orders wait for each other; the
// server ends one, which is then done after the other.
func TestPostgreSQLGetsOutOfADeadlock(t *testing.T) {
	db, _, address := postgres(t, "deadlock_timeout", "10ms")
	other := openAt(t, address)
	ctx := context.Background()
	var up, down []storage.Update
	const n = 300
	for i := range int64(n) {
		up, down = append(up, storage.Update{ID: i}), append(down, storage.Update{ID: n - 1 - i})
	}
	for round := range 3 {
		bot := fmt.Sprint(round)
		errs := make(chan error, 2)
		go func() { errs <- db.Receive(ctx, bot, up, now) }()
		go func() { errs <- other.Receive(ctx, bot, down, now) }()
		must(t, errors.Join(<-errs, <-errs))
		got := 0
		for {
			c, err := storagetest.One(db.Claim(ctx, bot, now, time.Hour, 1))
			must(t, err)
			if c == nil {
				break
			}
			got++
		}
		if got != n {
			t.Fatalf("%d updates are there, want %d", got, n)
		}
	}
}

// A server that was restarted, or a connection that was cut, costs at most the
// statement that was under way; a transaction is begun again.
func TestPostgreSQLReconnects(t *testing.T) {
	db, e, address := postgres(t, "application_name", "chonmat_test_reconnect")
	ctx := context.Background()
	cut := func() {
		e.Exec(t, address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE application_name = 'chonmat_test_reconnect' AND pid <> pg_backend_pid()`)
	}
	for id := range int64(5) {
		cut()
		must(t, db.Receive(ctx, "b", []storage.Update{{ID: id}, {ID: 100 + id}}, now))
		cut()
		if err := db.Receive(ctx, "b", []storage.Update{{ID: 200 + id}}, now); err != nil && domain.ErrorCode(err) != domain.Unavailable {
			t.Error(err)
		}
		must(t, db.Receive(ctx, "b", []storage.Update{{ID: 200 + id}}, now))
	}
	seen := map[int64]bool{}
	for {
		c, err := storagetest.One(db.Claim(ctx, "b", now, time.Hour, 1))
		must(t, err)
		if c == nil {
			break
		}
		seen[c.Update.ID] = true
	}
	if len(seen) != 15 {
		t.Errorf("%d updates are there, want 15", len(seen))
	}
}

// What was read of an export is gone, so that half of one is never stored.
func TestPostgreSQLDoesNotRestoreHalf(t *testing.T) {
	db, e, address := postgres(t, "application_name", "chonmat_test_restore")
	ctx := context.Background()
	var whole strings.Builder
	must(t, db.Export(ctx, &whole))
	cut := readerFunc(func([]byte) (int, error) {
		e.Exec(t, address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE application_name = 'chonmat_test_restore' AND pid <> pg_backend_pid()`)
		return 0, io.EOF
	})
	half, rest := whole.String()[:20], whole.String()[20:]
	err := db.Restore(ctx, io.MultiReader(strings.NewReader(half), cut, strings.NewReader(rest)))
	if domain.ErrorCode(err) != domain.Unavailable {
		t.Errorf("got error %v, want unavailable", err)
	}
	must(t, db.Restore(ctx, strings.NewReader(whole.String())))
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// A row that somebody else is writing is passed over by those who can take
// another, and waited for by those who cannot, but not for ever.
func TestPostgreSQLDoesNotWaitForEver(t *testing.T) {
	db, _, address := postgres(t, "lock_timeout", "50ms")
	ctx := context.Background()
	must(t, db.Receive(ctx, "b", []storage.Update{{ID: 1, Chat: "a"}, {ID: 2, Chat: "b"}}, now))
	other, err := sql.Open("pgx", address)
	must(t, err)
	defer other.Close()
	writing, err := other.Begin()
	must(t, err)
	defer writing.Rollback()
	_, err = writing.Exec("UPDATE inbox SET due = due WHERE update_id = 1")
	must(t, err)
	c, err := storagetest.One(db.Claim(ctx, "b", now, time.Hour, 1))
	must(t, err)
	if c == nil || c.Update.ID != 2 {
		t.Errorf("claimed %+v, want update 2", c)
	}
	one := storage.Claimed{Seq: 1}
	if err := db.Release(ctx, one, now); domain.ErrorCode(err) != domain.Unavailable {
		t.Errorf("a row that is being written: error %v, want unavailable", err)
	}
	must(t, writing.Rollback())
	must(t, db.Release(ctx, one, now))
}

func TestPostgreSQLIsNotBackedUpAsAFile(t *testing.T) {
	db, _, _ := postgres(t)
	if err := db.Backup(context.Background(), t.TempDir()+"/copy"); domain.ErrorCode(err) != domain.Invalid || !strings.Contains(err.Error(), "pg_dump") {
		t.Errorf("got error %v, want invalid and what to use", err)
	}
}
