package storage

import (
	"context"
	"time"
)

// Conversation returns the stored conversation, or one with Version 0.
func (db *DB) Conversation(ctx context.Context, a Address) (Conversation, error) {
	c := Conversation{Address: a}
	found, err := db.lookup(ctx, "SELECT state, version FROM conversation WHERE bot = ?1 AND chat = ?2 AND thread = ?3 AND person = ?4",
		[]any{a.Bot, a.Chat, a.Thread, a.Person}, &c.State, &c.Version)
	if !found {
		return Conversation{Address: a}, err
	}
	return c, err
}

func saveConversation(c Conversation, at time.Time) (func(*tx) error, error) {
	a := c.Address
	if err := a.check(); err != nil {
		return nil, err
	}
	if err := checkJSON("state", c.State); err != nil {
		return nil, err
	}
	state, us := string(c.State), at.UnixMicro()
	return func(t *tx) error {
		var n int64
		var err error
		if c.Version == 0 {
			n, err = t.exec(`INSERT INTO conversation (bot, chat, thread, person, state, version, updated_at)
				VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6) ON CONFLICT (bot, chat, thread, person) DO NOTHING`,
				a.Bot, a.Chat, a.Thread, a.Person, state, us)
		} else {
			n, err = t.exec(`UPDATE conversation SET state = ?5, version = version + 1, updated_at = ?6
				WHERE bot = ?1 AND chat = ?2 AND thread = ?3 AND person = ?4 AND version = ?7`,
				a.Bot, a.Chat, a.Thread, a.Person, state, us, c.Version)
		}
		if err == nil && n == 0 {
			return stale("conversation", a.Chat)
		}
		return err
	}, nil
}
