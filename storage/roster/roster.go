// Package roster reads and writes lists of creators: CSV, TSV, XLSX and pasted
// lines. Every input is hostile until it has been read: files are bounded in
// bytes, rows, columns and unpacked size, and are refused whole with a reason.
//
// Reading is in two steps, so that a person can look between them: Open finds
// the table and proposes a mapping of its columns to ours; Table.Accounts
// reads the rows with the mapping that was agreed.
//
// The vocabulary of headers, tags and places is data: lexicon/*.csv.
package roster

import (
	"chonmat/domain"
	"chonmat/domain/understand"
)

// The limits of a file. Over one of them the whole file is refused.
const (
	MaxBytes   = 20 << 20 // Telegram's own limit for a bot's download
	MaxRows    = 200_000
	MaxColumns = 500
)

// Table is a list found in a file, not yet read.
type Table struct {
	File     string   // its name
	Sheet    string   // of a workbook; "" when it is no workbook or several sheets were joined
	Sheets   []string // all sheets that hold a list
	Header   []string // as written, line breaks folded
	HeaderAt int      // row number of the header in the file, from 1; 0: there is none
	Rows     [][]string
	RowAt    []int // row number in the file (in its sheet) of each row
	Mapping  Mapping
	// Platform is the platform of every row when no column says it: found in
	// the file's name, its header or its links; "" must be asked unless the
	// rows say it themselves (see Needs).
	Platform domain.Platform
	// Basis is what the engagement rate's denominator is taken to be, and
	// BasisStated whether the file says so or its own figures show it;
	// otherwise it is the custom of the platform.
	Basis       domain.Basis
	BasisStated bool
	// Certain tells of a pasted text that its shape alone shows it to be a list:
	// a header that names people, or lines that are parted alike. Otherwise the
	// text may as well be a brief.
	Certain bool
	Format  string            // "CSV (;), UTF-8": for the report
	Notes   []domain.Sentence // what opening the file had to decide

	evidentBasis domain.Basis // Basis, when the figures speak for it without proving it

	// When several sheets were joined: their names, and which each row is of.
	sheetNames []string
	rowSheet   []int
}

// OpenOptions say how to open a file.
type OpenOptions struct {
	// Sheet picks one sheet of a workbook. "" takes every sheet that holds a
	// list: rows of all of them, their columns matched by meaning.
	Sheet string
}

// ReadOptions are a person's answers to what a file leaves open.
type ReadOptions struct {
	Platform domain.Platform // of the rows that do not say it; "" takes Table.Platform
	Basis    domain.Basis    // of engagement rates; "" takes Table.Basis
	// VNDPerUSD converts prices in dollars; 0 means understand.DefaultVNDPerUSD.
	VNDPerUSD int64
}

func (o ReadOptions) exchange() float64 {
	if o.VNDPerUSD > 0 {
		return float64(o.VNDPerUSD)
	}
	return understand.DefaultVNDPerUSD
}

// Reading is what a table gave.
type Reading struct {
	Accounts []domain.Account
	Report   Report
}

// Report says what became of the rows. Rows = Taken + Merged + Refused.
type Report struct {
	Rows      int `json:"rows"`
	Taken     int `json:"taken"`               // rows that became an account
	Merged    int `json:"merged"`              // rows joined to an account already there
	Identical int `json:"identical,omitempty"` // of those merged, rows that repeat another word for word
	Refused   int `json:"refused"`
	// Accounts is Taken, and more where one row holds several platforms.
	Accounts int               `json:"accounts"`
	Creators int               `json:"creators"`
	Refusals []Refusal         `json:"refusals,omitempty"` // the first MaxRefusals
	Notes    []domain.Sentence `json:"notes,omitempty"`    // how unclear things were taken, and the merge rule
}

// MaxRefusals is how many refusals a report names one by one.
const MaxRefusals = 1000

// Refusal says why a row was not taken.
type Refusal struct {
	Sheet  string          `json:"sheet,omitempty"` // when several sheets were read
	Row    int             `json:"row"`             // in the file, from 1
	Reason domain.Sentence `json:"reason"`
}
