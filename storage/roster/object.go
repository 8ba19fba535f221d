package roster

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// The bounds of a cell that holds a JSON object: its size in bytes, and how
// many fields of a column become columns.
const (
	maxObject = 16 << 10
	maxFields = 40
)

// openObjects gives the fields of JSON objects in cells columns of their own,
// named as scrapers name them when they write no JSON: "authorMeta.fans".
func (t *Table) openObjects() {
	for i, header := range slices.Clone(t.Header) {
		if !t.holdsObjects(i) {
			continue
		}
		at := map[string]int{}
		for n, row := range t.Rows {
			fields := fieldsOf(row, i)
			for _, name := range slices.Sorted(maps.Keys(fields)) {
				value := fields[name]
				column, known := at[name]
				if !known {
					if len(at) == maxFields || len(t.Header) == MaxColumns {
						continue
					}
					column = len(t.Header)
					at[name] = column
					t.Header = append(slices.Clip(t.Header), header+"."+name)
				}
				for len(row) <= column {
					row = append(row, "")
				}
				row[column] = value
			}
			t.Rows[n] = row
		}
	}
}

// holdsObjects tells whether the first filled cells of a column are JSON
// objects.
func (t *Table) holdsObjects(column int) bool {
	seen := 0
	for _, row := range t.Rows[:min(len(t.Rows), sampleRows)] {
		if column >= len(row) || row[column] == "" {
			continue
		}
		if !looksObject(row[column]) {
			return false
		}
		seen++
	}
	return seen > 0
}

func looksObject(cell string) bool {
	return len(cell) <= maxObject && strings.HasPrefix(cell, "{") && strings.HasSuffix(cell, "}") && json.Valid([]byte(cell))
}

// fieldsOf returns the plain fields of the object in a cell, as text.
func fieldsOf(row []string, column int) map[string]string {
	if column >= len(row) || !strings.HasPrefix(row[column], "{") || len(row[column]) > maxObject {
		return nil
	}
	var object map[string]any
	d := json.NewDecoder(strings.NewReader(row[column]))
	d.UseNumber()
	if d.Decode(&object) != nil {
		return nil // a cell that is no object stays what it is
	}
	fields := map[string]string{}
	for name, value := range object {
		switch v := value.(type) {
		case string:
			fields[name] = v
		case json.Number:
			fields[name] = v.String()
		}
	}
	return fields
}
