package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"chonmat/domain"
)

// owner says which rows of a table are a person's: the rule by which they are
// told what is kept of them, and by which it is erased. Every table has one.
type owner struct {
	rows string             // a condition; "" when no row is anybody's
	args func(Person) []any // of the condition
	// blank is what an erased row is set to, for queues, whose rows must still
	// be known when they come again: %s is no bytes, ?3 is now. "" deletes the row.
	blank string
	// only is a further condition on what is erased.
	only string
}

// The owners of rows. What a group's members did together is the group's: it
// is nobody's own, and goes when the group deletes it.
var (
	// noOne: the rows tell nothing of anybody who talks to a bot.
	noOne = owner{}
	// person: tables of (bot, person).
	person = owner{rows: "bot = ?1 AND person = ?2", args: Person.id}
	// privateChat: tables of (bot, chat).
	privateChat = owner{rows: "bot = ?1 AND chat = ?2", args: Person.id}
	// conversations: tables of (bot, chat, person); also what was said in groups.
	conversations = owner{rows: "bot = ?1 AND (chat = ?2 OR person = ?2)", args: Person.id}
	// workspaces: tables of a workspace.
	workspaces = owner{rows: "workspace = ?1", args: Person.workspace}
)

// blanked is an owner whose erased rows are set to something.
func (o owner) blanked(set string) owner {
	o.blank = set
	return o
}

// but is an owner of whose rows only some are erased.
func (o owner) but(only string) owner {
	o.only = only
	return o
}

// where is an owner whose rows are found by another condition on the same.
func (o owner) where(rows string) owner {
	o.rows = rows
	return o
}

func (p Person) id() []any { return []any{p.Bot, p.ID} }

func (p Person) workspace() []any { return []any{p.Private().Workspace()} }

// Private is the person's private chat with the bot: all messengers give it
// the id of the person.
func (p Person) Private() Address { return Address{Bot: p.Bot, Chat: p.ID, Person: p.ID} }

// Consent is that a person agreed to what a text says.
type Consent struct {
	Owner Person
	Lang  string
	Text  string // whole, as it was shown
	At    time.Time
}

// Consented tells whether the person agreed.
func (db *DB) Consented(ctx context.Context, p Person) (bool, error) {
	var one int
	return db.lookup(ctx, "SELECT 1 FROM consent WHERE bot = ?1 AND person = ?2", p.id(), &one)
}

func saveConsent(c Consent) (func(*tx) error, error) {
	if err := checkTexts("bot", c.Owner.Bot, "person", c.Owner.ID, "language", c.Lang, "text", c.Text); err != nil {
		return nil, err
	}
	return func(t *tx) error {
		_, err := t.exec(`INSERT INTO consent (bot, person, lang, text, agreed_at) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (bot, person) DO UPDATE SET lang = excluded.lang, text = excluded.text, agreed_at = excluded.agreed_at`,
			c.Owner.Bot, c.Owner.ID, c.Lang, c.Text, c.At.UnixMicro())
		return err
	}, nil
}

// Farewell is the Kind of a message that says that a person was erased: once
// it is closed its row no longer says to whom it went.
const Farewell = "farewell"

const (
	// addressless is what an outbox row is set to that no longer says to whom
	// it went.
	addressless = "chat = '', thread = '', person = '', message = ''"

	// unsent is what the outbox rows of somebody who is erased are set to: in
	// the private chat they are closed, sent or not; in a group they only no
	// longer say whose message they answer.
	unsent = `person = '',
		chat = CASE WHEN chat = ?2 THEN '' ELSE chat END,
		thread = CASE WHEN chat = ?2 THEN '' ELSE thread END,
		message = CASE WHEN chat = ?2 THEN '' ELSE message END,
		body = CASE WHEN chat = ?2 THEN %s ELSE body END,
		closed_at = CASE WHEN chat = ?2 THEN coalesce(closed_at, ?3) ELSE closed_at END`
)

// forget erases a person: afterwards no row of any table names them. Rows of
// the queues stay, empty, so that an update that comes again and a message
// that is being sent are still known; what the person sent after this one
// waits on, as of somebody new.
func forget(t *tx, p Person, at time.Time) error {
	if err := dropListing(p)(t); err != nil { // which others may have in memory
		return err
	}
	// In the reverse of exports: parts are found by their imports.
	for i := len(exports) - 1; i >= 0; i-- {
		e := exports[i]
		if e.of.rows == "" {
			continue
		}
		statement, args := "DELETE FROM "+e.table, e.of.args(p)
		if e.of.blank != "" {
			statement = "UPDATE " + e.table + " SET " + fmt.Sprintf(e.of.blank, t.dialect.noBytes)
			if strings.Contains(e.of.blank, "?3") {
				args = append(args, at.UnixMicro())
			}
		}
		statement += " WHERE " + e.of.rows
		if e.of.only != "" {
			statement += " AND " + e.of.only
		}
		if _, err := t.exec(statement, args...); err != nil {
			return fmt.Errorf("erase from %s: %w", e.table, err)
		}
	}
	// What came into their lines meanwhile waits for rows that are closed now.
	for _, q := range []*queue{&t.dialect.inbox, &t.dialect.outbox} {
		if _, err := t.exec(q.callUp, p.Bot, p.Private().Chat); err != nil {
			return err
		}
	}
	return nil
}

// MaxKept bounds what Kept writes, in bytes: what a messenger still carries as
// a file. Telegram takes 50 MB.
const MaxKept = 16 << 20

// Kept is everything that is kept of a person.
type Kept struct {
	// Rows counts the rows of every table that can hold something of a person.
	Rows map[string]int
	// Doc is all of it: {"person":…,"taken_at":…,"tables":{"campaign":[{…}]}}.
	// Times are RFC 3339.
	Doc []byte
	// Partial: with the lists that the person sent, Doc would exceed MaxKept,
	// so it tells how many rows they have and not what is in them.
	Partial bool
}

// Kept returns everything that is kept of a person, from one consistent state.
func (db *DB) Kept(ctx context.Context, p Person, now time.Time) (Kept, error) {
	var k Kept
	err := db.snapshot(ctx, func(state reader) (err error) {
		if k, err = keptOf(ctx, state, p, now, false); domain.ErrorCode(err) == domain.TooLarge {
			k, err = keptOf(ctx, state, p, now, true)
		}
		return err
	})
	return k, err
}

func keptOf(ctx context.Context, state reader, p Person, now time.Time, partial bool) (Kept, error) {
	k := Kept{Rows: map[string]int{}, Partial: partial}
	var doc strings.Builder
	who, err := json.Marshal(p.ID)
	if err != nil {
		return k, err
	}
	fmt.Fprintf(&doc, "{\"person\":%s,\"taken_at\":%q,\"tables\":{", who, now.UTC().Format(time.RFC3339))
	for _, e := range exports {
		if e.of.rows == "" {
			continue
		}
		if len(k.Rows) > 0 {
			doc.WriteString(",\n")
		}
		fmt.Fprintf(&doc, "%q:", e.table)
		var n int
		if partial && e.bulk {
			if _, err = state.one(ctx, "SELECT count(*) FROM "+e.table+" WHERE "+e.of.rows, e.of.args(p), &n); err == nil {
				fmt.Fprintf(&doc, "{\"left_out\":%d}", n)
			}
		} else {
			n, err = e.writeOf(ctx, state, p, &doc)
		}
		if err != nil {
			return k, err
		}
		k.Rows[e.table] = n
	}
	doc.WriteString("}}\n")
	k.Doc = []byte(doc.String())
	return k, nil
}

// writeOf writes a person's rows of a table as a JSON list.
func (e exported) writeOf(ctx context.Context, state reader, p Person, out *strings.Builder) (int, error) {
	n := 0
	out.WriteByte('[')
	err := e.each(ctx, state, " WHERE "+e.of.rows, e.of.args(p), func(columns []field) error {
		for i := range columns {
			separator := ","
			if i == 0 {
				separator = "\n{"
				if n > 0 {
					separator = ",\n{"
				}
			}
			doc, err := columns[i].readable()
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "%s%q:%s", separator, columns[i].name, doc)
		}
		out.WriteByte('}')
		if out.Len() > MaxKept {
			return domain.Errorf(domain.TooLarge, "storage: more than %d bytes are kept of a person", MaxKept)
		}
		n++
		return nil
	})
	out.WriteByte(']')
	return n, err
}

// readable is the column for a person: times as people write them, and bytes
// that are JSON as such.
func (f *field) readable() ([]byte, error) {
	switch {
	case strings.HasSuffix(f.name, "_at") && f.number.Valid:
		return json.Marshal(fromMicros(f.number.V).Format(time.RFC3339))
	case f.form == "bytes" && json.Valid(f.bytes):
		return f.bytes, nil
	}
	return f.json()
}
