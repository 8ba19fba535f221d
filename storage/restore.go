package storage

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"chonmat/domain"
)

// maxExportLine bounds a line of an export: the longest are files, in base64.
const maxExportLine = 2 * MaxUploadBytes

// Restore fills an empty database with what Export wrote, from this engine or
// the other; all of it or nothing. Nobody else may use the database meanwhile.
// Invalid: the database is not empty, or this is no whole export of the schema
// that this release has.
func (db *DB) Restore(ctx context.Context, r io.Reader) error {
	begun := false
	return db.write(ctx, inTransaction, func(t *tx) error {
		if begun { // what was read is gone
			return domain.Errorf(domain.Unavailable, "restore: somebody else uses the database: stop them, and restore again")
		}
		begun = true
		if err := mustBeEmpty(t); err != nil {
			return err
		}
		return restoreLines(t, r)
	})
}

func mustBeEmpty(t *tx) error {
	for _, e := range exports[1:] {
		var held bool
		if err := t.row("SELECT EXISTS (SELECT 1 FROM "+e.table+")", nil, &held); err != nil {
			return err
		}
		if held {
			return domain.Errorf(domain.Invalid, "restore: the database holds data in %s: give an empty one", e.table)
		}
	}
	return nil
}

// restoreLines stores the rows, which must come table by table as exports says.
func restoreLines(t *tx, r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxExportLine)
	at, version, rows := 0, int64(0), 0
	for lines.Scan() {
		refuse := func(why string, args ...any) error {
			return domain.Errorf(domain.Invalid, "restore: line %d %s", rows+1, fmt.Sprintf(why, args...))
		}
		var values map[string]json.RawMessage
		var table string
		if json.Unmarshal(lines.Bytes(), &values) != nil || json.Unmarshal(values["table"], &table) != nil {
			return refuse("is no line of an export")
		}
		if table == exportEnd {
			var want int
			if json.Unmarshal(values["rows"], &want) != nil || want != rows || lines.Scan() {
				return refuse("ends an export of another length: take it again")
			}
			return errors.Join(readable(lines.Err()), checkVersion(t, version), renumber(t))
		}
		for at < len(exports) && exports[at].table != table {
			at++
		}
		if at == len(exports) {
			return refuse("is of a table that does not belong here: %.40q", table)
		}
		fields, why := exports[at].read(values)
		if why != "" {
			return refuse("%s", why)
		}
		rows++
		if at == 0 {
			version = fields[0].number.V
			continue
		}
		if err := exports[at].insert(t, fields); err != nil {
			return fmt.Errorf("restore: line %d: %w", rows, err)
		}
	}
	if err := readable(lines.Err()); err != nil {
		return err
	}
	return domain.Errorf(domain.Invalid, "restore: the export breaks off after %d lines: take it again", rows)
}

func readable(err error) error {
	switch {
	case errors.Is(err, bufio.ErrTooLong):
		return domain.Errorf(domain.Invalid, "restore: a line is over %d MB: this is no export", maxExportLine>>20)
	case err != nil:
		return domain.Errorf(domain.Invalid, "restore: %w", err)
	}
	return nil
}

func checkVersion(t *tx, version int64) error {
	var ours int64
	if err := t.row("SELECT max(version) FROM schema_version", nil, &ours); err != nil {
		return err
	}
	if version != ours {
		return domain.Errorf(domain.Invalid, "restore: the export has schema %d, this release %d: restore it with the release that wrote it, which a newer one then brings up to date", version, ours)
	}
	return nil
}

// renumber lets new rows be numbered after those restored.
func renumber(t *tx) error {
	if t.dialect.renumber == "" {
		return nil
	}
	for _, e := range exports {
		if e.columns[0] != "seq:int" {
			continue
		}
		var last int64
		if err := t.row(fmt.Sprintf(t.dialect.renumber, e.table), nil, &last); err != nil {
			return err
		}
	}
	return nil
}

// insert stores a row.
func (e exported) insert(t *tx, fields []field) error {
	names, places, args := make([]string, len(fields)), make([]string, len(fields)), make([]any, len(fields))
	for i := range fields {
		names[i], places[i], args[i] = fields[i].name, fmt.Sprint("?", i+1), fields[i].arg()
	}
	_, err := t.exec("INSERT INTO "+e.table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(places, ", ")+")", args...)
	return err
}

// read reads a line's columns; why says what is wrong with them.
func (e exported) read(values map[string]json.RawMessage) (fields []field, why string) {
	fields = e.fields()
	if len(values) != len(fields)+1 {
		return nil, "has not the columns of " + e.table
	}
	for i := range fields {
		doc, ok := values[fields[i].name]
		if !ok {
			return nil, "has no " + e.table + "." + fields[i].name
		}
		if !fields[i].parse(doc) {
			return nil, "has an unreadable " + e.table + "." + fields[i].name
		}
	}
	return fields, ""
}

func (f *field) parse(doc json.RawMessage) bool {
	null := bytes.Equal(doc, []byte("null"))
	switch f.form {
	case "int", "time":
		f.number.Valid = !null
		return null && f.form == "time" || !null && json.Unmarshal(doc, &f.number.V) == nil
	case "json":
		f.bytes = doc
		return checkJSON(f.name, doc) == nil
	case "bytes":
		return !null && json.Unmarshal(doc, &f.bytes) == nil
	}
	return !null && json.Unmarshal(doc, &f.text) == nil && checkText(f.name, f.text) == nil
}

// arg is the column as it is stored.
func (f *field) arg() any {
	switch f.form {
	case "int", "time":
		if !f.number.Valid {
			return nil
		}
		return f.number.V
	case "json":
		return string(f.bytes)
	case "bytes":
		return blob(f.bytes)
	}
	return f.text
}
