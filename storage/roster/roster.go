// Package roster reads and writes lists of creators: CSV, TSV, XLSX and pasted
// lines. Every input is hostile until it has been read: files are bounded in
// bytes, rows, columns and unpacked size, and are refused whole with a reason.
//
// Reading is in two steps, so that a person can look between them: Open finds
// the table and proposes a mapping of its columns to ours; Table.Accounts
// reads the rows with the mapping that was agreed.
package roster

import "chonmat/domain"

// The limits of a file.
const (
	MaxBytes = 20 << 20 // Telegram's own limit for a bot's download
	MaxRows  = 200_000
)

// Column is one of our columns, named as in the canonical CSV
// ("followers", "price_short_video_vnd"); "" is not used.
type Column string

// Table is a list found in a file, not yet read.
type Table struct {
	File     string   // its name
	Sheet    string   // of a workbook; "" otherwise
	Sheets   []string // all sheets that hold a table
	Header   []string // as written, line breaks folded
	HeaderAt int      // row number of the header in the file, from 1
	Rows     [][]string
	RowAt    []int // row number in the file of each row
	Mapping  Mapping
	// Platform is the platform of every row when no column says it: found in
	// the file's name or its links; "" must be asked.
	Platform domain.Platform
	// Basis is what the engagement rate's denominator is taken to be, and
	// BasisStated whether the file says so.
	Basis       domain.Basis
	BasisStated bool
	Format      string // "CSV, dấu phẩy, UTF-8": for the report
}

// Mapping says for each column of the file which of ours it feeds.
type Mapping []Column

// Reading is what a table gave.
type Reading struct {
	Accounts []domain.Account
	Report   Report
}

// Report says what became of the rows. Rows = Taken + Merged + Refused.
type Report struct {
	Rows     int               `json:"rows"`
	Taken    int               `json:"taken"`  // rows that became an account
	Merged   int               `json:"merged"` // rows joined to an account already there
	Refused  int               `json:"refused"`
	Accounts int               `json:"accounts"` // = Taken
	Creators int               `json:"creators"`
	Refusals []Refusal         `json:"refusals,omitempty"` // the first MaxRefusals
	Notes    []domain.Sentence `json:"notes,omitempty"`    // how unclear things were taken, and the merge rule
}

// MaxRefusals is how many refusals a report names one by one.
const MaxRefusals = 1000

// Refusal says why a row was not taken.
type Refusal struct {
	Row    int             `json:"row"` // in the file, from 1
	Reason domain.Sentence `json:"reason"`
}
