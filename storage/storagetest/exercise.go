// Package storagetest says what a store must do, whatever engine is below:
// Exercise runs the same cases on each.
package storagetest

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"chonmat/domain"
	"chonmat/storage"
)

// Exercise runs every case on the engine.
func Exercise(t *testing.T, e Engine) {
	for _, group := range [][]testCase{queueCases, commitCases, jobCases, sendingCases, speechCases, libraryCases, keepingCases, personCases, movingCases} {
		for _, c := range group {
			t.Run(c.name, func(t *testing.T) { c.run(t, e) })
		}
	}
}

type testCase struct {
	name string
	run  func(t *testing.T, e Engine)
}

const (
	bot   = "telegram:123456"
	lease = time.Minute
)

var (
	ctx = context.Background()
	// A time that shows a loss of precision below the microsecond kept.
	now = time.Date(2026, 11, 23, 9, 0, 0, 123_456_000, time.UTC)
)

// open opens a new database for the time of the test.
func (e Engine) open(t testing.TB) *storage.DB {
	t.Helper()
	return openAt(t, e.Create(t))
}

func openAt(t testing.TB, address string) *storage.DB {
	t.Helper()
	db, err := storage.Open(ctx, address)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantCode fails unless err has the code.
func wantCode(t testing.TB, err error, code domain.Code) {
	t.Helper()
	if domain.ErrorCode(err) != code {
		t.Fatalf("got error %v, want code %s", err, code)
	}
}

// dump is everything in the database.
func dump(t testing.TB, db *storage.DB) string {
	t.Helper()
	var b bytes.Buffer
	must(t, db.Export(ctx, &b))
	return b.String()
}

func update(id int64, chat string) storage.Update {
	return storage.Update{ID: id, Chat: chat, Body: fmt.Appendf(nil, `{"update_id":%d}`, id)}
}

func receive(t testing.TB, db *storage.DB, updates ...storage.Update) {
	t.Helper()
	must(t, db.Receive(ctx, bot, updates, now))
}

// One is the only one of what was claimed with most 1, nil when nothing was.
func One[T any](claimed []T, err error) (*T, error) {
	if len(claimed) == 0 {
		return nil, err
	}
	return &claimed[0], err
}

// claim takes the next update, which must be the one wanted; 0 wants none.
func claim(t testing.TB, db *storage.DB, at time.Time, want int64) storage.Claimed {
	t.Helper()
	c, err := One(db.Claim(ctx, bot, at, lease, 1))
	must(t, err)
	switch {
	case c == nil && want == 0:
		return storage.Claimed{}
	case c == nil:
		t.Fatalf("nothing to claim, want update %d", want)
	case c.Update.ID != want:
		t.Fatalf("claimed update %d, want %d", c.Update.ID, want)
	}
	return *c
}

// claimed receives one update and claims it.
func claimed(t testing.TB, db *storage.DB, id int64, chat string) storage.Claimed {
	t.Helper()
	receive(t, db, update(id, chat))
	return claim(t, db, now, id)
}

// commit closes a claim with changes.
func commit(t testing.TB, db *storage.DB, c storage.Claimed, changes storage.Changes) {
	t.Helper()
	must(t, db.Commit(ctx, c, changes, now))
}

func address(chat string) storage.Address {
	return storage.Address{Bot: bot, Chat: chat, Person: "p" + chat}
}

func message(key, chat string) storage.Outgoing {
	return storage.Outgoing{Key: key, Address: address(chat), Kind: "show", Body: []byte(`{"key":"` + key + `"}`)}
}

// next takes the next delivery, which must have the key wanted; "" wants none.
func next(t testing.TB, db *storage.DB, at time.Time, want string) storage.Delivery {
	t.Helper()
	d, err := One(db.NextDelivery(ctx, bot, at, lease, 1))
	must(t, err)
	switch {
	case d == nil && want == "":
		return storage.Delivery{}
	case d == nil:
		t.Fatalf("nothing to deliver, want %q", want)
	case d.Outgoing.Key != want:
		t.Fatalf("delivering %q, want %q", d.Outgoing.Key, want)
	}
	return *d
}
