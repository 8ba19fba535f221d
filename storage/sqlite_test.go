package storage_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"chonmat/domain"
	"chonmat/storage"
)

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	picture := filepath.Join(dir, "picture.db")
	must(t, os.WriteFile(picture, bytes.Repeat([]byte("\x89PNG not a database"), 100), 0o600))
	for _, c := range []struct{ name, path, says string }{
		{"no path", "", "path of a file"},
		{"the address of another server", "mysql://chonmat:secret@db/chonmat", "begins with postgres://"},
		{"a database in memory", ":memory:", "path of a file"},
		{"a file address", "file:x.db?mode=memory", "path of a file"},
		{"a directory that is not there", filepath.Join(dir, "none", "x.db"), "create it first"},
		{"a directory", dir, "is a directory"},
		{"what is no database", picture, "not a database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := storage.Open(context.Background(), c.path)
			if domain.ErrorCode(err) != domain.Invalid || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got error %v, want invalid and %q", err, c.says)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error %q tells the password", err)
			}
		})
	}
}

func TestFilesAreTheOwnersAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "what? 100% #1.db") // a path is no address: nothing in it is special
	db, err := storage.Open(context.Background(), file)
	must(t, err)
	defer db.Close()
	must(t, db.Receive(context.Background(), "b", []storage.Update{{ID: 1}}, now))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(file + suffix)
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", info.Name(), info.Mode())
		}
	}
}

func TestBackup(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	must(t, db.TakeImport(ctx, "w", storage.Import{ID: "1", Accounts: accounts(0, 1000)}, now))
	file := filepath.Join(t.TempDir(), "it's a copy.db")
	// Others go on writing meanwhile.
	busy, stop := context.WithCancel(ctx)
	wrote := make(chan error, 1)
	go func() {
		var err error
		for id := int64(0); busy.Err() == nil && err == nil; id++ {
			err = db.Receive(busy, "b", []storage.Update{{ID: id, Chat: "a"}}, now)
		}
		wrote <- err
	}()
	must(t, db.Backup(ctx, file))
	stop()
	if err := <-wrote; err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	info, err := os.Stat(file)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %v", info.Mode())
	}
	if err := db.Backup(ctx, file); domain.ErrorCode(err) != domain.Invalid {
		t.Errorf("writing over a copy: error %v, want invalid", err)
	}
	copied, err := storage.Open(ctx, file)
	must(t, err)
	defer copied.Close()
	if r, err := copied.Roster(ctx, "w"); err != nil || r.Len() != 1000 {
		t.Errorf("the copy lists %d accounts, error %v", r.Len(), err)
	}
	if err := db.Backup(ctx, filepath.Join(t.TempDir(), "none", "x.db")); domain.ErrorCode(err) != domain.Invalid {
		t.Errorf("a copy into no directory: error %v, want invalid", err)
	}
}

func TestBackupThatFailsLeavesNothing(t *testing.T) {
	db := open(t)
	cut, stop := context.WithCancel(context.Background())
	stop()
	file := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(cut, file); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half a copy is left: %v", err)
	}
}

// Another process may hold the file for as long as an import takes: what steps
// look up is read meanwhile, also behind a write that has to wait.
func TestLookupsDoNotFailWhileAnotherProcessWrites(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "chonmat.db")
	db, err := storage.Open(ctx, path)
	must(t, err)
	defer db.Close()
	other, err := sql.Open("sqlite3", "file:"+path+"?_txlock=immediate")
	must(t, err)
	defer other.Close()
	held, err := other.Begin()
	must(t, err)
	defer held.Rollback()
	_, err = db.Conversation(ctx, storage.Address{Bot: "b", Chat: "c"})
	must(t, err)

	// The first write waits; the second and the lookups meet in the next batch.
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if err := db.Ping(ctx); domain.ErrorCode(err) != domain.Unavailable {
				t.Errorf("a write while another holds the file: %v", err)
			}
		})
		time.Sleep(100 * time.Millisecond)
	}
	for range 3 {
		wg.Go(func() {
			if _, err := db.Conversation(ctx, storage.Address{Bot: "b", Chat: "c"}); err != nil {
				t.Errorf("a lookup while another holds the file: %v", err)
			}
		})
	}
	wg.Wait()
}
