package storage

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// exported is a table as Export writes and Restore reads it. A column is text
// unless its name is followed by a form: int; time, which may be null; json,
// text that is written as the JSON it holds; bytes, written as base64.
type exported struct {
	table   string
	columns []string
	order   string
	// own are columns that are the engine's own business and not exported.
	own []string
	// of says which rows are whose, for what a person is told and can erase.
	of owner
	// bulk: a person's rows can be too many for one file.
	bulk bool
}

// exports lists every table, those that others refer to first.
var exports = []exported{
	{table: "schema_version", columns: []string{"version:int", "name"}, order: "version", own: []string{"checksum"}, of: noOne},
	{table: "workspace", columns: []string{"id", "roster_version:int"}, order: "id", of: workspaces.where("id = ?1")},
	{table: "list_import", columns: []string{"seq:int", "workspace", "id", "file", "accounts:int", "report:json", "taken_at:int"}, order: "seq", of: workspaces},
	{table: "roster_part", columns: []string{"import:int", "n:int", "accounts:json"}, order: "import, n", of: workspaces.where("import IN (SELECT seq FROM list_import WHERE workspace = ?1)"), bulk: true},
	{table: "campaign", columns: []string{"workspace", "id", "name", "body:json", "version:int", "updated_at:int"}, order: "workspace, id", of: workspaces},
	{table: "creator", columns: []string{"bot", "person", "body:json", "version:int", "updated_at:int"}, order: "bot, person", of: person},
	{table: "consent", columns: []string{"bot", "person", "lang", "text", "agreed_at:int"}, order: "bot, person", of: person},
	{table: "listing", columns: []string{"bot", "person", "state", "body:json", "version:int"}, order: "bot, person", of: person},
	{table: "removal", columns: []string{"id", "bot", "person", "platform", "handle", "code", "asked_at:int"}, order: "id", of: person},
	{table: "removed", columns: []string{"hash", "removed_at:int"}, order: "hash", of: noOne},
	{table: "conversation", columns: []string{"bot", "chat", "thread", "person", "state:json", "version:int", "updated_at:int"}, order: "bot, chat, thread, person", of: conversations},
	{table: "upload", columns: []string{"seq:int", "workspace", "id", "name", "data:bytes", "received_at:int"}, order: "seq", of: workspaces, bulk: true},
	{table: "inbox", columns: []string{"seq:int", "bot", "update_id:int", "chat", "body:bytes", "received_at:int", "due:int", "token:int", "attempts:int", "closed_at:time", "dead:int"}, order: "seq", of: privateChat.blanked("chat = '', body = %s").but("closed_at IS NOT NULL")},
	{table: "outbox", columns: []string{"seq:int", "bot", "key", "chat", "thread", "person", "kind", "body:bytes", "created_at:int", "due:int", "token:int", "attempts:int", "closed_at:time", "dead:int", "message"}, order: "seq", of: conversations.blanked(unsent)},
	{table: "pace", columns: []string{"bot", "chat", "next:int", "held:int"}, order: "bot, chat", of: privateChat},
	{table: "media", columns: []string{"bot", "hash", "file_id", "kept_at:int"}, order: "bot, hash", of: noOne},
	{table: "spent", columns: []string{"bot", "person", "day", "tokens:int", "nano_usd:int"}, order: "bot, person, day", of: person},
	{table: "spoken", columns: []string{"hash", "reply:json", "kept_at:int"}, order: "hash", of: noOne},
	{table: "quiet", columns: []string{"workspace"}, order: "workspace", of: workspaces},
	{table: "job", columns: []string{"id", "bot", "chat", "thread", "person", "key", "kind", "body:json", "due_at:int", "due:int", "token:int", "attempts:int"}, order: "id", of: conversations},
}

// exportEnd is the table of the last line, which says how many went before:
// an export without it was cut off.
const exportEnd = "end"

// Export writes everything as JSON lines, {"table":"campaign","workspace":…},
// table by table, each in a fixed order, from one consistent state; a last
// line {"table":"end","rows":…} counts them. Times are microseconds since
// 1970, bytes are base64. The same content gives the same lines on both
// engines. Others go on reading and writing.
func (db *DB) Export(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	rows := 0
	err := db.snapshot(ctx, func(state reader) error {
		for _, e := range exports {
			n, err := e.write(ctx, state, out)
			if err != nil {
				return err
			}
			rows += n
		}
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "{\"table\":%q,\"rows\":%d}\n", exportEnd, rows)
	return out.Flush()
}

// write writes the rows of a table and returns how many there are.
func (e exported) write(ctx context.Context, state reader, out io.Writer) (int, error) {
	var line []byte
	rows := 0
	err := e.each(ctx, state, "", nil, func(columns []field) error {
		rows++
		line = fmt.Appendf(line[:0], `{"table":%q`, e.table)
		for i := range columns {
			doc, err := columns[i].json()
			if err != nil {
				return err
			}
			line = append(fmt.Appendf(line, ",%q:", columns[i].name), doc...)
		}
		_, err := out.Write(append(line, "}\n"...))
		return err
	})
	return rows, err
}

// each calls row for the rows of a table that fulfil a condition, in their
// order; the columns hold the row at hand.
func (e exported) each(ctx context.Context, state reader, where string, args []any, row func(columns []field) error) error {
	columns := e.fields()
	targets := make([]any, len(columns))
	names := make([]string, len(columns))
	for i := range columns {
		names[i], targets[i] = columns[i].name, columns[i].target()
	}
	query := "SELECT " + strings.Join(names, ", ") + " FROM " + e.table + where + " ORDER BY " + e.order
	return state.each(ctx, query, args, func(scan func(...any) error) error {
		if err := scan(targets...); err != nil {
			return err
		}
		return row(columns)
	})
}

// field is a column of the row at hand.
type field struct {
	name, form string
	text       string
	number     sql.Null[int64]
	bytes      []byte
}

func (e exported) fields() []field {
	fields := make([]field, len(e.columns))
	for i, column := range e.columns {
		fields[i].name, fields[i].form, _ = strings.Cut(column, ":")
	}
	return fields
}

// target is where the column is scanned to.
func (f *field) target() any {
	switch f.form {
	case "int", "time":
		return &f.number
	case "json", "bytes":
		return &f.bytes
	}
	return &f.text
}

func (f *field) json() ([]byte, error) {
	switch f.form {
	case "int", "time":
		if !f.number.Valid {
			return []byte("null"), nil
		}
		return json.Marshal(f.number.V)
	case "json":
		var line bytes.Buffer
		err := json.Compact(&line, f.bytes)
		return line.Bytes(), err
	case "bytes":
		return json.Marshal(f.bytes)
	}
	return json.Marshal(f.text)
}
