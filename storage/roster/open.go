package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// Open finds the table in a file and proposes what its columns mean. It
// returns a domain.Error, Invalid or TooLarge, whose sentence tells the person
// what the file is and what to do instead. It keeps nothing of data.
func Open(name string, data []byte, o OpenOptions) (*Table, error) {
	kind, err := sniff(data)
	if err != nil {
		return nil, err
	}
	name = fileTitle(name)
	if kind == xlsxFile {
		grids, err := readWorkbook(data)
		if err != nil {
			return nil, err
		}
		t, err := openSheets(name, grids, o.Sheet)
		if err != nil {
			return nil, err
		}
		t.Format = "XLSX"
		return t, nil
	}
	return openText(name, data)
}

func openText(name string, data []byte) (*Table, error) {
	text, encoding := decodeText(data)
	if err := refuseText(text); err != nil {
		return nil, err
	}
	g, delimiter, err := splitText(text)
	if err != nil {
		return nil, err
	}
	t, err := tableOf(name, g)
	if err != nil {
		said, _ := domain.ErrorSentence(err)
		if pasted, ok := Paste(text); ok && said.Key == "roster.refuse.not_a_table" { // notes sent as a file
			pasted.File = name
			return pasted, nil
		}
		return nil, err
	}
	t.Format = formatName(delimiter) + ", " + encoding
	if n := strings.Count(text, "\uFFFD"); n > 0 {
		t.Notes = append(t.Notes, domain.Say("roster.note.garbled", "n", n))
	}
	return t, nil
}

func formatName(delimiter byte) string {
	if delimiter == '\t' {
		return "TSV"
	}
	return "CSV (" + string(delimiter) + ")"
}

// notATable is the refusal of what was read and holds no list.
func notATable() error { return domain.Refuse(domain.Invalid, "roster.refuse.not_a_table") }

// tableOf makes a table of a grid: finds the header, and proposes a mapping.
func tableOf(name string, g grid) (*Table, error) {
	if err := refuseGarbled(g.rows[:min(len(g.rows), sampleRows)]); err != nil {
		return nil, err
	}
	at, known := findHeader(g.rows)
	first := section{}
	body := 0
	switch {
	case isTransposed(g.rows, known):
		return nil, domain.Refuse(domain.Invalid, "roster.refuse.transposed")
	case at >= 0:
		first.header, body = joinHeader(g.rows, at)
		first.headerAt = g.at[at]
		for _, row := range g.rows[:at] {
			first.titles = append(first.titles, strings.Join(row, " "))
		}
	case headerless(g.rows):
		first.header = make([]string, widest(g.rows))
	default:
		return nil, notATable()
	}
	first.rows, first.at = g.rows[body:], g.at[body:]
	switch {
	case len(first.rows) == 0:
		return nil, domain.Refuse(domain.Invalid, "roster.refuse.no_rows", "row", first.headerAt)
	case len(first.rows) > MaxRows:
		return nil, tooManyRows()
	}
	parts := []section{first}
	if at >= 0 {
		parts = sections(first)
	}
	var tables []*Table
	for _, s := range parts {
		for _, s := range s.columns() {
			if t := s.table(name, g.sheet); t.Mapping.names() || t.Mapping.counts() {
				tables = append(tables, t)
			}
		}
	}
	if len(tables) == 0 {
		return nil, notATable() // a table, but of something else
	}
	return joinTables(tables)
}

// table makes a table of a section.
func (s section) table(name, sheet string) *Table {
	t := &Table{File: name, Sheet: sheet, Header: s.header, HeaderAt: s.headerAt, Rows: s.rows, RowAt: s.at}
	if w := widest(t.Rows); w > len(t.Header) { // unnamed columns
		t.Header = slices.Concat(t.Header, make([]string, w-len(t.Header)))
	}
	t.openObjects()
	t.propose(s.titles)
	return t
}

func widest(rows [][]string) (n int) {
	for _, row := range rows {
		n = max(n, len(row))
	}
	return n
}

// headerless tells whether rows without a header are a list all the same:
// even, with a column that names accounts and one of numbers. The person then
// says which is which.
func headerless(rows [][]string) bool {
	if len(rows) < 2 || evenness(rows[:min(len(rows), sampleRows)]) < 0.8 {
		return false
	}
	named, counted := false, false
	for i := range widest(rows) {
		c := contentOf(rows, i)
		named = named || c.most(c.accounts, 0.6) || c.most(c.at, 0.6)
		counted = counted || c.most(c.numbers, 0.6) && c.median() >= 100
	}
	return named && counted
}

// openSheets makes one table of the sheets of a workbook: of the one named,
// or of all that hold a list.
func openSheets(name string, grids []grid, only string) (*Table, error) {
	var tables []*Table
	var sheets []string
	var first error
	for _, g := range grids {
		t, err := tableOf(name, g)
		if err == nil && !t.holdsList() {
			err = notATable()
		}
		if err != nil {
			first = orFirst(first, err)
			continue
		}
		sheets = append(sheets, g.sheet)
		if only == "" || g.sheet == only {
			tables = append(tables, t)
		}
	}
	switch {
	case len(tables) == 0 && only != "" && len(sheets) > 0:
		return nil, domain.Refuse(domain.NotFound, "roster.refuse.no_sheet", "sheet", cut(only, 60))
	case len(tables) == 0 && len(grids) == 1:
		// Nothing but this: let the person say what its columns are.
		if t, err := tableOf(name, grids[0]); err == nil {
			t.Sheets = []string{grids[0].sheet}
			return t, nil
		}
		return nil, first
	case len(tables) == 0 && first != nil:
		return nil, first
	case len(tables) == 0:
		return nil, domain.Refuse(domain.Invalid, "roster.refuse.empty")
	}
	t, err := joinTables(tables)
	if err != nil {
		return nil, err
	}
	t.Sheets = sheets
	if skipped := len(grids) - len(sheets); skipped > 0 {
		t.Notes = append(t.Notes, domain.Say("roster.note.sheets_skipped", "n", skipped))
	}
	return t, nil
}

func orFirst(first, err error) error {
	if first != nil {
		return first
	}
	return err
}

// holdsList tells whether the proposed mapping could give accounts.
func (t *Table) holdsList() bool { return t.Mapping.names() && t.Mapping.counts() }

// joinTables puts the rows of several sheets under one header: columns of the
// same meaning, or else of the same name, are one. A sheet that is about one
// platform says so in a column of its own.
func joinTables(tables []*Table) (*Table, error) {
	if len(tables) == 1 {
		return tables[0], nil
	}
	t := *tables[0]
	if slices.ContainsFunc(tables, func(s *Table) bool { return s.Sheet != t.Sheet }) {
		t.Sheet = ""
	}
	t.Rows, t.RowAt, t.rowSheet = nil, nil, nil
	t.Header, t.Mapping = slices.Clone(t.Header), slices.Clone(t.Mapping)
	platformColumn := -1
	if slices.ContainsFunc(tables, func(s *Table) bool { return s.Platform != tables[0].Platform }) {
		t.Platform = ""
		if platformColumn = slices.Index(t.Mapping, "platform"); platformColumn < 0 {
			platformColumn = len(t.Header)
			t.Header = append(t.Header, "Sheet")
			t.Mapping = append(t.Mapping, "platform")
		}
	}
	for i, s := range tables {
		target := t.adopt(s)
		if len(t.Header) > MaxColumns {
			return nil, tooManyColumns(s.HeaderAt)
		}
		if i > 0 {
			t.Notes = append(t.Notes, s.Notes...)
		}
		if s.Basis != t.Basis || s.BasisStated != t.BasisStated {
			t.Basis, t.BasisStated = "", false
		}
		for j, row := range s.Rows {
			joined := make([]string, len(t.Header))
			for k, cell := range row {
				joined[target[k]] = cell
			}
			if platformColumn >= 0 && joined[platformColumn] == "" {
				joined[platformColumn] = string(s.Platform)
			}
			t.Rows, t.RowAt, t.rowSheet = append(t.Rows, joined), append(t.RowAt, s.RowAt[j]), append(t.rowSheet, i)
		}
	}
	if len(t.Rows) > MaxRows {
		return nil, tooManyRows()
	}
	t.sheetNames = make([]string, len(tables))
	for i, s := range tables {
		t.sheetNames[i] = s.Sheet
	}
	return &t, nil
}

// adopt finds, for each column of a sheet, the column of t that it goes into,
// adding those that t lacks.
func (t *Table) adopt(s *Table) []int {
	target := make([]int, len(s.Header))
	used := map[int]bool{}
	for k, h := range s.Header {
		at := -1
		for i := range t.Header {
			same := s.Mapping[k] != "" && t.Mapping[i] == s.Mapping[k] && readLabel(t.Header[i]).deliverable == readLabel(h).deliverable || t.Mapping[i] == s.Mapping[k] && fold(t.Header[i]) == fold(h)
			if same && !used[i] {
				at = i
				break
			}
		}
		if at < 0 {
			at = len(t.Header)
			t.Header, t.Mapping = append(t.Header, h), append(t.Mapping, s.Mapping[k])
		}
		used[at] = true
		target[k] = at
	}
	return target
}
