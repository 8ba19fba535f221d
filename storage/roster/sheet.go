package roster

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

// readSheet reads one sheet. Blank rows are left out, and the cells of a row
// beyond the last filled one.
func (w *workbook) readSheet(part sheetPart) (grid, error) {
	g := grid{sheet: part.name}
	number := 0 // of the row, from 1
	links := hyperlinks{at: map[string]string{}}
	var row []string
	finish := func() error {
		row = trimBlank(row)
		switch {
		case len(row) == 0:
			return nil
		case len(row) > MaxColumns:
			return tooManyColumns(number)
		case len(g.rows) == MaxRows+headerRows:
			return tooManyRows()
		}
		g.rows = append(g.rows, append([]string(nil), row...))
		g.at = append(g.at, number)
		return nil
	}
	err := w.each(part.file, func(e xml.StartElement, d *xml.Decoder) error {
		switch e.Name.Local {
		case "row":
			if err := finish(); err != nil {
				return err
			}
			row = row[:0]
			number++
			if n, err := strconv.Atoi(attr(e, "r")); err == nil && n >= number {
				number = n
			}
		case "c":
			column := len(row)
			if ref := attr(e, "r"); ref != "" {
				if at := columnAt(ref); at >= column {
					column = at
				}
			}
			if w.cells++; w.cells > maxCells {
				return errBomb
			}
			text, err := w.cell(e, d)
			if err != nil || text == "" {
				return err
			}
			if column >= MaxColumns {
				return tooManyColumns(number)
			}
			for len(row) < column {
				row = append(row, "")
			}
			row = append(row, text)
		case "mergeCell":
			if err := finish(); err != nil { // the last row: merges stand behind them all
				return err
			}
			row = row[:0]
			return w.fillDown(&g, attr(e, "ref"))
		case "hyperlink":
			if id := attr(e, "id"); id != "" {
				links.at[attr(e, "ref")] = id
			}
		}
		return nil
	})
	if err == nil {
		err = finish()
	}
	if err == nil && len(links.at) > 0 {
		err = w.showLinks(&g, part, links)
	}
	return g, err
}

// fillDown repeats the text of a cell that was merged over several rows: a
// name that stands once for the rows of a person's channels. Numbers are not
// repeated, for a fee over several rows is one fee.
func (w *workbook) fillDown(g *grid, ref string) error {
	from, to, _ := strings.Cut(ref, ":")
	column, first, last := columnAt(from), rowAt(from), rowAt(to)
	at, found := slices.BinarySearch(g.at, first)
	if !found || column < 0 || column >= len(g.rows[at]) || looksNumeric(g.rows[at][column]) {
		return nil
	}
	text := g.rows[at][column]
	for at++; at < len(g.rows) && g.at[at] <= last; at++ {
		if w.cells++; w.cells > maxCells {
			return errBomb
		}
		for len(g.rows[at]) <= column {
			g.rows[at] = append(g.rows[at], "")
		}
		if g.rows[at][column] == "" {
			g.rows[at][column] = text
		}
	}
	return nil
}

// rowAt returns the row number in a reference such as "AB12", 0 if there is
// none.
func rowAt(ref string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))
	return n
}

// cell reads the value of the cell that was just opened.
func (w *workbook) cell(e xml.StartElement, d *xml.Decoder) (string, error) {
	kind := attr(e, "t")
	if kind == "inlineStr" {
		return textOf(d, "rPh")
	}
	value, err := textOf(d, "f") // the formula; its result stands beside it
	if err != nil {
		return "", err
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(w.strings) {
			return "", nil
		}
		return w.strings[i], nil
	case "str", "e", "b", "d":
		return value, nil
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return "", nil
	}
	s := generalStyle
	if i, err := strconv.Atoi(attr(e, "s")); err == nil && i >= 0 && i < len(w.styles) {
		s = w.styles[i]
	}
	return w.number(value, s), nil
}

// columnAt returns the column, from 0, of a reference such as "AB12".
func columnAt(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}
