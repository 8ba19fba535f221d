package roster

import "chonmat/domain"

// Need is something a person must answer before a table can be read.
type Need string

// The needs.
const (
	NeedName     Need = "name"     // no column names anybody
	NeedFigures  Need = "figures"  // no column holds followers or views
	NeedPlatform Need = "platform" // neither file nor rows say the platform
)

// Needs lists what must be answered before Accounts can take rows with this
// mapping; none means go ahead.
func (t *Table) Needs(m Mapping, o ReadOptions) (needs []Need) {
	if !m.names() {
		needs = append(needs, NeedName)
	}
	if !m.counts() {
		needs = append(needs, NeedFigures)
	}
	if o.Platform == "" && t.Platform == "" && !t.rowsSayPlatform(m) {
		needs = append(needs, NeedPlatform)
	}
	return needs
}

// rowsSayPlatform tells whether a row, among the first ones, says its platform.
func (t *Table) rowsSayPlatform(m Mapping) bool {
	for i, c := range m[:min(len(m), len(t.Header))] {
		platform, plain := c.Split()
		if platform != "" {
			return true
		}
		if plain != "platform" && plain != "url" && plain != "handle" {
			continue
		}
		if c := contentOf(t.Rows, i); c.mainPlatform() != "" {
			return true
		}
	}
	return false
}

// SampleCell returns the first filled cell of a column of the file, bounded,
// to show beside what the column is taken for.
func (t *Table) SampleCell(column int) string {
	for _, row := range t.Rows {
		if column >= 0 && column < len(row) {
			if cell := clean(row[column], 60); !isUnknown(cell) {
				return cell
			}
		}
	}
	return ""
}

// Source returns what the figures of the table come from: the file (and its
// sheet) on the day it was received.
func (t *Table) Source(received domain.Date) domain.Source {
	title := t.File
	if t.Sheet != "" && len(t.Sheets) > 1 {
		title += " (" + t.Sheet + ")"
	}
	return domain.Source{Title: title, Date: string(received)}
}
