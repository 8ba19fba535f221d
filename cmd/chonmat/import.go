package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage"
	"chonmat/storage/roster"
)

// importFiles reads creator lists into the shared roster. All files are read
// before the first is stored, so that a bad one changes nothing.
func importFiles(ctx context.Context, s shell, args []string) error {
	set := flag.NewFlagSet("import", flag.ContinueOnError)
	dry := set.Bool("dry-run", false, "")
	asJSON := set.Bool("json", false, "")
	platform := set.String("platform", "", "")
	files, err := flags(set, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return usagef("needs a file: chonmat import creators.csv")
	}
	if *platform != "" && !slices.Contains(domain.Platforms, domain.Platform(*platform)) {
		return usagef("--platform is one of %s", join(domain.Platforms))
	}
	config, err := readConfig(s.env)
	if err != nil {
		return err
	}

	now := time.Now()
	options := roster.ReadOptions{Platform: domain.Platform(*platform), VNDPerUSD: config.VNDPerUSD}
	lists := make([]list, len(files))
	for i, name := range files {
		if lists[i], err = readList(name, options, now); err != nil {
			return err
		}
	}
	if !*dry {
		if err := store(ctx, s.err, config.Database, lists, now); err != nil {
			return err
		}
	}
	if *asJSON {
		return printJSON(s.out, map[string]any{"dry_run": *dry, "files": reportsOf(lists)})
	}
	for _, l := range lists {
		l.describe(s.out)
	}
	if *dry {
		fmt.Fprintln(s.out, "dry run: nothing was stored")
	}
	return nil
}

// list is a file that was read.
type list struct {
	file  string
	table *roster.Table
	read  roster.Reading
}

// readList reads a file with the mapping that its header suggests.
func readList(name string, options roster.ReadOptions, now time.Time) (list, error) {
	table, err := openTable(name)
	if err != nil {
		return list{}, err
	}
	if needs := table.Needs(table.Mapping, options); len(needs) > 0 {
		return list{}, domain.Errorf(domain.Invalid, "%s: %s", name, explainNeeds(needs, table))
	}
	read := table.Accounts(table.Mapping, domain.Source{Title: filepath.Base(name), Date: now.Format(time.DateOnly)}, options)
	return list{file: name, table: table, read: read}, nil
}

// openTable finds the table in a file.
func openTable(name string) (*roster.Table, error) {
	data, err := readBounded(name, roster.MaxBytes)
	if err != nil {
		return nil, err
	}
	table, err := roster.Open(filepath.Base(name), data, roster.OpenOptions{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return table, nil
}

// needs says what a file lacks, and what to do about it.
var needs = map[roster.Need]string{
	roster.NeedName:     `no column says who the creators are: add one named "name"`,
	roster.NeedFigures:  `no column says how large they are: add one named "followers" or "avg_views"`,
	roster.NeedPlatform: `nothing says which platform this is: add a column named "platform", or give --platform`,
}

func explainNeeds(missing []roster.Need, t *roster.Table) string {
	var say []string
	for _, n := range missing {
		say = append(say, cmp.Or(needs[n], string(n)))
	}
	return strings.Join(say, "; ") + fmt.Sprintf(" (columns found: %s)", strings.Join(t.Header, ", "))
}

// readBounded reads a file of at most limit bytes.
func readBounded(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, domain.Errorf(domain.Invalid, "%w", err) // a directory, say
	}
	if int64(len(data)) > limit {
		return nil, domain.Errorf(domain.TooLarge, "%s: is over %d MB; split it", name, limit>>20)
	}
	return data, nil
}

// store adds the lists to the shared roster.
func store(ctx context.Context, log io.Writer, database string, lists []list, now time.Time) (err error) {
	db, err := storage.Open(ctx, database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	removed, err := db.Removed(ctx)
	if err != nil {
		return err
	}
	for _, l := range lists {
		accounts, left := removed.Without(l.read.Accounts)
		if left > 0 {
			fmt.Fprintf(log, "%s: left out %d who asked to be in no list\n", l.file, left)
		}
		report, err := json.Marshal(l.read.Report)
		if err != nil {
			return err
		}
		imp := storage.Import{ID: newImportID(), File: filepath.Base(l.file), Accounts: accounts, Report: report, At: now}
		if err := db.TakeImport(ctx, storage.SharedWorkspace, imp, now); err != nil {
			return fmt.Errorf("%s: %w", l.file, err)
		}
	}
	return nil
}

func newImportID() string {
	var raw [8]byte
	rand.Read(raw[:]) // never fails
	return hex.EncodeToString(raw[:])
}

// fileReport is the report of a file in JSON.
type fileReport struct {
	File     string          `json:"file"`
	Format   string          `json:"format"`
	Sheets   []string        `json:"sheets,omitempty"`
	HeaderAt int             `json:"header_row,omitempty"`
	Platform domain.Platform `json:"platform,omitempty"`
	Columns  []columnReport  `json:"columns"`
	Rows     int             `json:"rows"`
	Taken    int             `json:"taken"`
	Merged   int             `json:"merged"`
	Refused  int             `json:"refused"`
	Creators int             `json:"creators"`
	Refusals []refusalReport `json:"refusals,omitempty"`
	Notes    []string        `json:"notes,omitempty"`
}

type columnReport struct {
	Column string        `json:"column"`
	As     roster.Column `json:"as,omitempty"` // absent: not used
}

type refusalReport struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
}

func reportsOf(lists []list) []fileReport {
	var out []fileReport
	for _, l := range lists {
		r := l.read.Report
		f := fileReport{
			File: l.file, Format: l.table.Format, Sheets: l.table.Sheets, HeaderAt: l.table.HeaderAt, Platform: l.table.Platform,
			Columns: []columnReport{}, Rows: r.Rows, Taken: r.Taken, Merged: r.Merged, Refused: r.Refused, Creators: r.Creators,
		}
		for i, name := range l.table.Header {
			f.Columns = append(f.Columns, columnReport{name, l.table.Mapping[i]})
		}
		for _, refusal := range r.Refusals {
			f.Refusals = append(f.Refusals, refusalReport{refusal.Row, wording.Render(wording.English, refusal.Reason)})
		}
		for _, note := range r.Notes {
			f.Notes = append(f.Notes, wording.Render(wording.English, note))
		}
		out = append(out, f)
	}
	return out
}

// describe prints the report of a file for people.
func (l list) describe(w io.Writer) {
	r := reportsOf([]list{l})[0]
	fmt.Fprintf(w, "%s (%s): %d rows: %d taken, %d merged, %d refused; %d creators\n",
		r.File, r.Format, r.Rows, r.Taken, r.Merged, r.Refused, r.Creators)
	for _, c := range r.Columns {
		if c.As != "" {
			fmt.Fprintf(w, "  %s → %s\n", c.Column, c.As)
		}
	}
	for _, n := range r.Notes {
		fmt.Fprintf(w, "  note: %s\n", n)
	}
	for _, refusal := range r.Refusals {
		fmt.Fprintf(w, "  row %d refused: %s\n", refusal.Row, refusal.Reason)
	}
	if more := r.Refused - len(r.Refusals); more > 0 {
		fmt.Fprintf(w, "  and %d more\n", more)
	}
}

func join[T ~string](list []T) string {
	var parts []string
	for _, v := range list {
		parts = append(parts, string(v))
	}
	return strings.Join(parts, ", ")
}
