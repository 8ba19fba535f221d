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
}

// exports lists every table, those that others refer to first.
var exports = []exported{
	{"schema_version", []string{"version:int", "name"}, "version", []string{"checksum"}},
	{"workspace", []string{"id", "roster_version:int"}, "id", nil},
	{"list_import", []string{"seq:int", "workspace", "id", "file", "accounts:int", "report:json", "taken_at:int"}, "seq", nil},
	{"roster_part", []string{"import:int", "n:int", "accounts:json"}, "import, n", nil},
	{"campaign", []string{"workspace", "id", "name", "body:json", "version:int", "updated_at:int"}, "workspace, id", nil},
	{"creator", []string{"bot", "person", "body:json", "version:int", "updated_at:int"}, "bot, person", nil},
	{"conversation", []string{"bot", "chat", "thread", "person", "state:json", "version:int", "updated_at:int"}, "bot, chat, thread, person", nil},
	{"upload", []string{"seq:int", "workspace", "id", "name", "data:bytes", "received_at:int"}, "seq", nil},
	{"inbox", []string{"seq:int", "bot", "update_id:int", "chat", "body:bytes", "received_at:int", "due:int", "token:int", "attempts:int", "closed_at:time", "dead:int"}, "seq", nil},
	{"outbox", []string{"seq:int", "bot", "key", "chat", "thread", "person", "kind", "body:bytes", "created_at:int", "due:int", "token:int", "attempts:int", "closed_at:time", "dead:int", "message"}, "seq", nil},
	{"pace", []string{"bot", "chat", "next:int", "held:int"}, "bot, chat", nil},
	{"media", []string{"bot", "hash", "file_id", "kept_at:int"}, "bot, hash", nil},
	{"job", []string{"id", "bot", "chat", "thread", "person", "key", "kind", "body:json", "due_at:int", "due:int", "token:int", "attempts:int"}, "id", nil},
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
	columns := e.fields()
	targets := make([]any, len(columns))
	names := make([]string, len(columns))
	for i := range columns {
		names[i], targets[i] = columns[i].name, columns[i].target()
	}
	query := "SELECT " + strings.Join(names, ", ") + " FROM " + e.table + " ORDER BY " + e.order
	var line []byte
	rows := 0
	err := state.each(ctx, query, nil, func(scan func(...any) error) error {
		if err := scan(targets...); err != nil {
			return err
		}
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
