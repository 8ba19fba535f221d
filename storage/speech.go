package storage

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"
)

// Cost is what a language model took: tokens, and money in billionths of a
// dollar. Negative is given back.
type Cost struct {
	Tokens  int64
	NanoUSD int64
}

// Less is what is left of a cost after another.
func (c Cost) Less(d Cost) Cost { return Cost{c.Tokens - d.Tokens, c.NanoUSD - d.NanoUSD} }

// Allowance is what a language model may cost a day, for one person and for
// the bot; 0 is no limit.
type Allowance struct {
	Person Cost
	Bot    Cost
}

// unlimited is more than anybody spends in a day.
const unlimited = 1 << 60

// Spend takes a cost off what a person, and the bot for all, may use on a day
// (2026-11-28); ok is false, and nothing is taken, where either has less left,
// of tokens or of money.
func (db *DB) Spend(ctx context.Context, p Person, day string, cost Cost, of Allowance) (ok bool, err error) {
	if err := checkTexts("bot", p.Bot, "person", p.ID, "day", day); err != nil {
		return false, err
	}
	overdrawn := errors.New("overdrawn")
	err = db.write(ctx, inTransaction, func(t *tx) error {
		// All under '' last: it is the row that everybody waits for.
		for _, by := range []struct {
			who   string
			limit Cost
		}{{p.ID, of.Person}, {"", of.Bot}} {
			var left int64
			err := t.row(`INSERT INTO spent (bot, person, day, tokens, nano_usd)
				SELECT CAST(?1 AS TEXT), CAST(?2 AS TEXT), CAST(?3 AS TEXT), CAST(?4 AS BIGINT), CAST(?5 AS BIGINT) WHERE ?4 <= ?6 AND ?5 <= ?7
				ON CONFLICT (bot, person, day) DO UPDATE SET tokens = spent.tokens + ?4, nano_usd = spent.nano_usd + ?5
				WHERE spent.tokens + ?4 <= ?6 AND spent.nano_usd + ?5 <= ?7
				RETURNING tokens`, []any{p.Bot, by.who, day, cost.Tokens, cost.NanoUSD,
				cmp.Or(by.limit.Tokens, unlimited), cmp.Or(by.limit.NanoUSD, unlimited)}, &left)
			if errors.Is(err, sql.ErrNoRows) {
				return overdrawn
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, overdrawn) {
		return false, nil
	}
	return err == nil, err
}

// Settle corrects what Spend took by what was used in the end, whatever is
// allowed. A person who was forgotten meanwhile is not written down again.
func (db *DB) Settle(ctx context.Context, p Person, day string, more Cost) error {
	if err := checkTexts("bot", p.Bot, "person", p.ID, "day", day); err != nil {
		return err
	}
	return db.write(ctx, inTransaction, func(t *tx) error {
		for _, who := range []string{p.ID, ""} { // in the order of Spend
			_, err := t.exec("UPDATE spent SET tokens = tokens + ?4, nano_usd = nano_usd + ?5 WHERE bot = ?1 AND person = ?2 AND day = ?3",
				p.Bot, who, day, more.Tokens, more.NanoUSD)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Spoken returns what a model said to a request of that hash, and whether it
// is known.
func (db *DB) Spoken(ctx context.Context, hash string) (reply []byte, ok bool, err error) {
	ok, err = db.lookup(ctx, "SELECT reply FROM spoken WHERE hash = ?1", []any{hash}, &reply)
	return reply, ok, err
}

// KeepSpoken keeps what a model said, as JSON, until it is swept.
func (db *DB) KeepSpoken(ctx context.Context, hash string, reply []byte, at time.Time) error {
	if err := checkTexts("hash", hash); err != nil {
		return err
	}
	if err := checkJSON("reply", reply); err != nil {
		return err
	}
	return db.write(ctx, oneStatement, func(t *tx) error {
		_, err := t.exec(`INSERT INTO spoken (hash, reply, kept_at) VALUES (?1, ?2, ?3)
			ON CONFLICT (hash) DO UPDATE SET reply = excluded.reply, kept_at = excluded.kept_at`, hash, string(reply), at.UnixMicro())
		return err
	})
}

// Quiet tells whether no language model is asked for a workspace.
func (db *DB) Quiet(ctx context.Context, workspace string) (bool, error) {
	var one int
	return db.lookup(ctx, "SELECT 1 FROM quiet WHERE workspace = ?1", []any{workspace}, &one)
}

func setQuiet(workspace string, quiet bool) func(*tx) error {
	statement := "DELETE FROM quiet WHERE workspace = ?1"
	if quiet {
		statement = "INSERT INTO quiet (workspace) VALUES (?1) ON CONFLICT (workspace) DO NOTHING"
	}
	return func(t *tx) error {
		_, err := t.exec(statement, workspace)
		return err
	}
}

// MessageOf returns the id that the messenger gave to what was queued under a
// key; "" while it has none. ok is false when there is no such row, or when it
// was closed undelivered.
func (db *DB) MessageOf(ctx context.Context, bot, key string) (id string, ok bool, err error) {
	var message sql.NullString
	ok, err = db.lookup(ctx, "SELECT message FROM outbox WHERE bot = ?1 AND key = ?2 AND dead = 0", []any{bot, key}, &message)
	return message.String, ok, err
}
