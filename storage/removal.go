package storage

import (
	"context"
	"time"

	"chonmat/domain"
)

// Removal is a person's request that an account of theirs be in no list.
type Removal struct {
	ID       string
	Owner    Person
	Platform domain.Platform
	Handle   string
	Code     string // to be shown on the account, so that it is theirs
	At       time.Time
}

// Removals returns the requests made to a bot, the oldest first.
func (db *DB) Removals(ctx context.Context, bot string, limit int) ([]Removal, error) {
	var all []Removal
	err := db.read.each(ctx, "SELECT id, person, platform, handle, code, asked_at FROM removal WHERE bot = ?1 ORDER BY asked_at, id LIMIT ?2",
		[]any{bot, limit}, func(scan func(...any) error) error {
			r := Removal{Owner: Person{Bot: bot}}
			var at int64
			err := scan(&r.ID, &r.Owner.ID, &r.Platform, &r.Handle, &r.Code, &at)
			r.At = fromMicros(at)
			all = append(all, r)
			return err
		})
	return all, err
}

// Removed returns who is in no list.
func (db *DB) Removed(ctx context.Context) (domain.Removed, error) { return db.read.removed(ctx) }

func (r reader) removed(ctx context.Context) (domain.Removed, error) {
	all := domain.Removed{}
	err := r.each(ctx, "SELECT hash FROM removed", nil, func(scan func(...any) error) error {
		var hash string
		err := scan(&hash)
		all[hash] = true
		return err
	})
	return all, err
}

// Remove takes an account out of every list, and of those that come.
func (db *DB) Remove(ctx context.Context, p domain.Platform, handle string, at time.Time) error {
	return db.write(ctx, inTransaction, remove(domain.RemovalHash(p, handle), at))
}

func remove(hash string, at time.Time) func(*tx) error {
	return func(t *tx) error {
		n, err := t.exec("INSERT INTO removed (hash, removed_at) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING", hash, at.UnixMicro())
		if err != nil || n == 0 {
			return err
		}
		// Every list is read anew, by every process.
		_, err = t.exec("UPDATE workspace SET roster_version = roster_version + 1")
		return err
	}
}

// maxRemovals is how many requests of a person can be open; one more takes the
// place of the oldest.
const maxRemovals = 3

func putRemoval(r Removal) (func(*tx) error, error) {
	if err := checkTexts("removal", r.ID, "bot", r.Owner.Bot, "person", r.Owner.ID, "platform", string(r.Platform), "handle", r.Handle, "code", r.Code); err != nil {
		return nil, err
	}
	return func(t *tx) error {
		_, err := t.exec(`INSERT INTO removal (id, bot, person, platform, handle, code, asked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
			ON CONFLICT (id) DO NOTHING`, r.ID, r.Owner.Bot, r.Owner.ID, string(r.Platform), r.Handle, r.Code, r.At.UnixMicro())
		if err != nil {
			return err
		}
		_, err = t.exec(`DELETE FROM removal WHERE bot = ?1 AND person = ?2 AND id NOT IN (
			SELECT id FROM removal WHERE bot = ?1 AND person = ?2 ORDER BY asked_at DESC, id LIMIT ?3)`, r.Owner.Bot, r.Owner.ID, maxRemovals)
		return err
	}, nil
}

// Verdict is an operator's on a removal.
type Verdict struct {
	ID   string
	Hash string // of the account that is removed; "" when the request is refused
}

func settleRemoval(v Verdict, at time.Time) func(*tx) error {
	return func(t *tx) error {
		if _, err := t.exec("DELETE FROM removal WHERE id = ?1", v.ID); err != nil || v.Hash == "" {
			return err
		}
		return remove(v.Hash, at)(t)
	}
}
