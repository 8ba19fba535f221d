package roster

import (
	"errors"
	"io"
	"iter"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"chonmat/domain"
)

// The width of a column, in characters.
const (
	minColumn = 9
	maxColumn = 40
)

// maxCell is how much text Excel lets one cell hold, in characters.
const maxCell = 32_767

// Workbook writes a table as an Excel file of one sheet, its header bold and
// always in sight: where lists are separated by semicolons, as on Vietnamese
// Windows, Excel shows a CSV file in one column. A cell is a string, which is
// never run as a formula and is cut at what a cell can hold; an int64; a
// float64; a domain.Rate, shown as a percentage; or nil, which is blank. It
// returns the error of w.
func Workbook(w io.Writer, header []string, rows iter.Seq[[]any]) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	sheet, err := file.NewStreamWriter(file.GetSheetName(0))
	if err != nil {
		return err
	}
	bold, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	percent, err := file.NewStyle(&excelize.Style{NumFmt: 10}) // 0.00%
	if err != nil {
		return err
	}
	for i, name := range header {
		width := min(max(utf8.RuneCountInString(name)+2, minColumn), maxColumn)
		if err := sheet.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(header))
	for i, name := range header {
		cells[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	if err := sheet.SetRow("A1", cells); err != nil {
		return err
	}
	n := 1
	for row := range rows {
		n++
		cells = cells[:0]
		for _, v := range row {
			switch v := v.(type) {
			case domain.Rate:
				cells = append(cells, excelize.Cell{StyleID: percent, Value: float64(v)})
			case string:
				cells = append(cells, cut(v, maxCell))
			default:
				cells = append(cells, v)
			}
		}
		if err := sheet.SetRow("A"+strconv.Itoa(n), cells); err != nil {
			return err
		}
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	return file.Write(w)
}
