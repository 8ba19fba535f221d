package roster

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"unicode/utf8"

	"chonmat/domain"
)

// The width of a column, in characters.
const (
	minColumn = 9
	maxColumn = 40
)

// maxCell is how much text Excel lets one cell hold, in characters.
const maxCell = 32_767

// The styles of cells, by their place in cellXfs.
const (
	plainCell = iota
	boldCell
	percentCell
)

// workbookParts are the parts of a file of one sheet beside the sheet itself
// (ECMA-376, Office Open XML). Number format 10 is 0.00%.
var workbookParts = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="` + sheetSpace + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<bookViews><workbookView/></bookViews><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="` + sheetSpace + `">` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
		`<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>`},
}

const sheetSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

// Workbook writes a table as an Excel file of one sheet, its header bold and
// always in sight: where lists are separated by semicolons, as on Vietnamese
// Windows, Excel shows a CSV file in one column. A cell is a string, which is
// never run as a formula and is cut at what a cell can hold; an int64; a
// float64; a domain.Rate, shown as a percentage; or nil, which is blank, as is a
// number that is none. Any other type panics. There is one column at least. It
// returns the error of w.
func Workbook(w io.Writer, header []string, rows iter.Seq[[]any]) error {
	file := zip.NewWriter(w)
	for _, part := range workbookParts {
		to, err := file.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(to, xml.Header+part.text); err != nil {
			return err
		}
	}
	to, err := file.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(to)
	fmt.Fprintf(out, `%s<worksheet xmlns="%s"><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`, xml.Header, sheetSpace)
	for i, name := range header {
		width := min(max(utf8.RuneCountInString(name)+2, minColumn), maxColumn)
		fmt.Fprintf(out, `<col min="%d" max="%[1]d" width="%d" customWidth="1"/>`, i+1, width)
	}
	out.WriteString(`</cols><sheetData><row r="1">`)
	for i, name := range header {
		writeText(out, cellAt(i, 1), name, boldCell)
	}
	n := 1
	for row := range rows {
		n++
		fmt.Fprintf(out, `</row><row r="%d">`, n)
		for i, v := range row {
			writeCell(out, cellAt(i, n), v)
		}
	}
	out.WriteString("</row></sheetData></worksheet>")
	if err := out.Flush(); err != nil { // also of what was written before
		return err
	}
	return file.Close()
}

// cellAt names a cell as Excel does: the column by letters, the row from 1.
func cellAt(column, row int) string {
	letters := ""
	for column++; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}

func writeCell(out *bufio.Writer, at string, v any) {
	switch v := v.(type) {
	case nil:
	case string:
		writeText(out, at, v, plainCell)
	case int64:
		fmt.Fprintf(out, `<c r="%s"><v>%d</v></c>`, at, v)
	case float64:
		writeNumber(out, at, v, plainCell)
	case domain.Rate:
		writeNumber(out, at, float64(v), percentCell)
	default:
		panic(fmt.Sprintf("roster: a cell of type %T", v))
	}
}

func writeNumber(out *bufio.Writer, at string, number float64, style int) {
	if !math.IsNaN(number) && !math.IsInf(number, 0) {
		fmt.Fprintf(out, `<c r="%s" s="%d"><v>%s</v></c>`, at, style, strconv.FormatFloat(number, 'g', -1, 64))
	}
}

func writeText(out *bufio.Writer, at, text string, style int) {
	fmt.Fprintf(out, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">`, at, style)
	_ = xml.EscapeText(out, []byte(escape(cut(text, maxCell)))) // a failed write comes out of Flush
	out.WriteString("</t></is></c>")
}
