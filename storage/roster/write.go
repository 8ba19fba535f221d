package roster

import (
	"bufio"
	"io"
	"iter"
	"strings"
)

// WriteRows writes a table as CSV for Excel: UTF-8 with a mark, CRLF. A cell that a
// spreadsheet would run as a formula gets a leading apostrophe, which Open
// takes off again. It returns the error of w.
func WriteRows(w io.Writer, rows iter.Seq[[]string]) error {
	out := newCSVWriter(w)
	for row := range rows {
		out.row(row)
		if out.err != nil {
			break
		}
	}
	return out.flush()
}

// csvWriter writes rows for Excel and remembers the first error.
type csvWriter struct {
	w   *bufio.Writer
	err error
}

func newCSVWriter(w io.Writer) *csvWriter {
	out := &csvWriter{w: bufio.NewWriter(w)}
	out.text("\uFEFF")
	return out
}

func (w *csvWriter) text(s string) {
	if w.err == nil {
		_, w.err = w.w.WriteString(s)
	}
}

func (w *csvWriter) row(cells []string) {
	for i, cell := range cells {
		if i > 0 {
			w.text(",")
		}
		cell = guardFormula(cell)
		if strings.ContainsAny(cell, ",\"\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		w.text(cell)
	}
	w.text("\r\n")
}

func (w *csvWriter) flush() error {
	if w.err != nil {
		return w.err
	}
	return w.w.Flush()
}

// formulaStarts begin what a spreadsheet runs instead of showing.
const formulaStarts = "=+-@\t\r"

// guardFormula keeps a spreadsheet from running a cell.
func guardFormula(cell string) string {
	if cell != "" && strings.IndexByte(formulaStarts, cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// unguard takes the apostrophe of guardFormula off again, and the one that
// keeps the zero of a phone number.
func unguard(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && (strings.IndexByte(formulaStarts, cell[1]) >= 0 || isDigit(cell[1])) {
		return cell[1:]
	}
	return cell
}
