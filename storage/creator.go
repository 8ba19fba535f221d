package storage

import (
	"context"
	"encoding/json"
	"fmt"
)

// Creator returns what is kept of a person who wants to grow, or a Creator with
// Version 0.
func (db *DB) Creator(ctx context.Context, p Person) (Creator, error) {
	c := Creator{Owner: p}
	var body []byte
	var version int64
	found, err := db.lookup(ctx, "SELECT body, version FROM creator WHERE bot = ?1 AND person = ?2", []any{p.Bot, p.ID}, &body, &version)
	if err != nil || !found {
		return c, err
	}
	if err := json.Unmarshal(body, &c.Creator); err != nil {
		return c, fmt.Errorf("storage: creator: %w", err)
	}
	c.Version = version
	return c, nil
}

func saveCreator(c Creator) (func(*tx) error, error) {
	if err := checkTexts("bot", c.Owner.Bot, "person", c.Owner.ID); err != nil {
		return nil, err
	}
	body, err := encode("creator", c.Creator)
	if err != nil {
		return nil, err
	}
	return func(t *tx) error {
		var n int64
		var err error
		if c.Version == 0 {
			n, err = t.exec(`INSERT INTO creator (bot, person, body, version, updated_at)
				VALUES (?1, ?2, ?3, 1, ?4) ON CONFLICT (bot, person) DO NOTHING`,
				c.Owner.Bot, c.Owner.ID, body, c.UpdatedAt.UnixMicro())
		} else {
			n, err = t.exec(`UPDATE creator SET body = ?3, version = version + 1, updated_at = ?4
				WHERE bot = ?1 AND person = ?2 AND version = ?5`,
				c.Owner.Bot, c.Owner.ID, body, c.UpdatedAt.UnixMicro(), c.Version)
		}
		if err == nil && n == 0 {
			return stale("creator of person", c.Owner.ID)
		}
		return err
	}, nil
}
