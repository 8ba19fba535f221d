package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"chonmat/domain"
	"chonmat/domain/growth"
)

// Listing is a creator who asked to be found by marketers.
type Listing struct {
	Owner Person
	growth.Listing
}

// Listing returns the listing of a person, or one with Version 0.
func (db *DB) Listing(ctx context.Context, p Person) (Listing, error) {
	l := Listing{Owner: p}
	var body []byte
	var version int64
	found, err := db.lookup(ctx, "SELECT body, version FROM listing WHERE bot = ?1 AND person = ?2", []any{p.Bot, p.ID}, &body, &version)
	if err != nil || !found {
		return l, err
	}
	if err := json.Unmarshal(body, &l.Listing); err != nil {
		return l, fmt.Errorf("storage: listing: %w", err)
	}
	l.Version = version
	return l, nil
}

// Listings returns the listings of a bot in a state, in a fixed order.
func (db *DB) Listings(ctx context.Context, bot string, state growth.ListingState, limit int) ([]growth.Listing, error) {
	var out []growth.Listing
	err := db.read.each(ctx, "SELECT body, version FROM listing WHERE state = ?1 AND bot = ?2 ORDER BY person LIMIT ?3", []any{string(state), bot, limit},
		func(scan func(...any) error) error {
			var body []byte
			var l growth.Listing
			var version int64
			if err := scan(&body, &version); err != nil {
				return err
			}
			err := json.Unmarshal(body, &l)
			l.Version = version
			out = append(out, l)
			return err
		})
	return out, err
}

// saveListing saves a listing whose version is still the stored one; one that
// is deleted in the same changes is gone.
func saveListing(l Listing, at time.Time) (func(*tx) error, error) {
	if err := checkTexts("bot", l.Owner.Bot, "person", l.Owner.ID, "state", string(l.State)); err != nil {
		return nil, err
	}
	body, err := encode("listing", l.Listing)
	if err != nil {
		return nil, err
	}
	return func(t *tx) error {
		var n int64
		var err error
		if l.Version == 0 {
			n, err = t.exec(`INSERT INTO listing (bot, person, state, body, version) VALUES (?1, ?2, ?3, ?4, 1)
				ON CONFLICT (bot, person) DO NOTHING`, l.Owner.Bot, l.Owner.ID, string(l.State), body)
		} else {
			n, err = t.exec(`UPDATE listing SET state = ?3, body = ?4, version = version + 1 WHERE bot = ?1 AND person = ?2 AND version = ?5`,
				l.Owner.Bot, l.Owner.ID, string(l.State), body, l.Version)
		}
		switch {
		case err != nil:
			return err
		case n == 0:
			return stale("listing of person", l.Owner.ID)
		}
		return listChanged(t, SharedWorkspace, at.UnixMicro())
	}, nil
}

// dropListing takes a person out of the shared list; one who is not there is
// gone already.
func dropListing(p Person) func(*tx) error {
	return func(t *tx) error {
		n, err := t.exec("DELETE FROM listing WHERE bot = ?1 AND person = ?2", p.Bot, p.ID)
		if err != nil || n == 0 {
			return err
		}
		return listChanged(t, SharedWorkspace, 1) // a list that had somebody has a version
	}
}

// listedAccounts are the accounts that listings add to the shared list, behind
// those of its imports.
func listedAccounts(ctx context.Context, state reader) ([]domain.Account, error) {
	var out []domain.Account
	err := state.each(ctx, "SELECT body FROM listing WHERE state = ?1 ORDER BY bot, person", []any{string(growth.Listed)},
		func(scan func(...any) error) error {
			var body []byte
			var l growth.Listing
			if err := scan(&body); err != nil {
				return err
			}
			err := json.Unmarshal(body, &l)
			out = append(out, l.Account())
			return err
		})
	return out, err
}
