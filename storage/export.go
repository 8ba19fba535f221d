package storage

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// exported is a table as Export writes it. Columns that end in ":json" hold
// JSON and are written as such, those that end in ":bytes" as base64.
type exported struct {
	table   string
	columns []string
	order   string
}

// exports lists every table, those that others refer to first.
var exports = []exported{
	{"schema_version", []string{"version", "name", "checksum"}, "version"},
	{"workspace", []string{"id", "roster_version"}, "id"},
	{"list_import", []string{"seq", "workspace", "id", "file", "accounts", "report:json", "taken_at"}, "seq"},
	{"roster_part", []string{"import", "n", "accounts:json"}, "import, n"},
	{"campaign", []string{"workspace", "id", "name", "body:json", "version", "updated_at"}, "workspace, id"},
	{"conversation", []string{"bot", "chat", "thread", "person", "state:json", "version", "updated_at"}, "bot, chat, thread, person"},
	{"upload", []string{"seq", "workspace", "id", "name", "data:bytes", "received_at"}, "seq"},
	{"inbox", []string{"seq", "bot", "update_id", "chat", "body:bytes", "received_at", "due", "token", "attempts", "closed_at", "dead"}, "seq"},
	{"outbox", []string{"seq", "bot", "key", "chat", "thread", "person", "kind", "body:bytes", "created_at", "due", "token", "attempts", "closed_at", "dead", "message"}, "seq"},
}

// Export writes everything as JSON lines, {"table":"campaign","workspace":…},
// table by table, each in a fixed order, from one consistent state. Times are
// microseconds since 1970, bytes are base64. Others go on reading and writing.
func (db *DB) Export(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	err := db.snapshot(ctx, func(state reader) error {
		for _, e := range exports {
			if err := e.write(ctx, state, out); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

func (e exported) write(ctx context.Context, state reader, out io.Writer) error {
	columns := make([]exportedColumn, len(e.columns))
	targets := make([]any, len(e.columns))
	names := make([]string, len(e.columns))
	for i, spec := range e.columns {
		c := &columns[i]
		c.name, c.kind, _ = strings.Cut(spec, ":")
		names[i] = c.name
		if targets[i] = &c.value; c.kind != "" {
			targets[i] = &c.bytes
		}
	}
	query := "SELECT " + strings.Join(names, ", ") + " FROM " + e.table + " ORDER BY " + e.order
	var line []byte
	return state.each(ctx, query, nil, func(scan func(...any) error) error {
		if err := scan(targets...); err != nil {
			return err
		}
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
}

// exportedColumn is a column of the row at hand.
type exportedColumn struct {
	name, kind string
	value      any    // of a column with no kind
	bytes      []byte // of the others
}

func (c *exportedColumn) json() ([]byte, error) {
	switch c.kind {
	case "json":
		return json.Marshal(json.RawMessage(c.bytes))
	case "bytes":
		return json.Marshal(c.bytes)
	}
	return json.Marshal(c.value)
}
