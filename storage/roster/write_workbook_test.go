package roster_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"chonmat/domain"
	"chonmat/storage/roster"
)

func TestAWorkbookHoldsNumbersAsNumbersAndTextAsText(t *testing.T) {
	rows := [][]any{
		{"=cmd|' /C calc'!A0", int64(8_000_000), domain.Rate(0.0903), 78.45, nil},
		{strings.Repeat("dài ", 10_000), nil, nil, nil, "🌚"},
		{"  <b>&\"Mẫu\"\n\x00 _x0041_x0042_", int64(-1), domain.Rate(0), 1e21, ""},
		{"", nil, domain.Rate(math.NaN()), math.Inf(1), nil},
	}
	write := func() []byte {
		var b bytes.Buffer
		must(t, roster.Workbook(&b, []string{"Tên", "Giá", "ER", "Điểm", "Ghi chú"}, slices.Values(rows)))
		return b.Bytes()
	}
	data := write()
	if !bytes.Equal(data, write()) {
		t.Error("the same table gives another file")
	}
	file, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer file.Close()
	for cell, want := range map[string]struct {
		shown string
		kind  excelize.CellType
	}{
		"A1": {"Tên", excelize.CellTypeInlineString},
		"A2": {"=cmd|' /C calc'!A0", excelize.CellTypeInlineString},
		"B2": {"8000000", excelize.CellTypeUnset}, // a number
		"C2": {"9.03%", excelize.CellTypeUnset},
		"D2": {"78.45", excelize.CellTypeUnset},
		"E2": {"", excelize.CellTypeUnset},
		"E3": {"🌚", excelize.CellTypeInlineString},
		"A4": {"  <b>&\"Mẫu\"\n\ufffd _x0041_x0042_", excelize.CellTypeInlineString},
		"B4": {"-1", excelize.CellTypeUnset},
		"C4": {"0.00%", excelize.CellTypeUnset},
		"D4": {"1E+21", excelize.CellTypeUnset},
		"C5": {"", excelize.CellTypeUnset},
		"D5": {"", excelize.CellTypeUnset},
	} {
		shown, err := file.GetCellValue("Sheet1", cell)
		must(t, err)
		kind, err := file.GetCellType("Sheet1", cell)
		must(t, err)
		if formula, _ := file.GetCellFormula("Sheet1", cell); shown != want.shown || kind != want.kind || formula != "" {
			t.Errorf("%s shows %q of type %v (formula %q), want %q of type %v", cell, shown, kind, formula, want.shown, want.kind)
		}
	}
	if panes, err := file.GetPanes("Sheet1"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header is not frozen: %+v, %v", panes, err)
	}
	if long, _ := file.GetCellValue("Sheet1", "A3"); len([]rune(long)) != 32_767 {
		t.Errorf("a long text was kept with %d characters", len([]rune(long)))
	}
}

func TestAWorkbookThatCannotBeWrittenSaysSo(t *testing.T) {
	if err := roster.Workbook(fullDisk{}, []string{"Tên"}, slices.Values([][]any{{"a"}})); err == nil {
		t.Error("no error")
	}
}

func TestAWideTableNamesItsColumnsAsExcelDoes(t *testing.T) {
	const wide = 1000
	header := make([]string, wide)
	for i := range header {
		header[i] = strings.Repeat("x", i%50)
	}
	var b bytes.Buffer
	must(t, roster.Workbook(&b, header, slices.Values([][]any{})))
	file, err := excelize.OpenReader(&b)
	must(t, err)
	defer file.Close()
	for i, want := range header {
		cell, err := excelize.CoordinatesToCellName(i+1, 1)
		must(t, err)
		if got, _ := file.GetCellValue("Sheet1", cell); got != want {
			t.Errorf("%s shows %q, want %q", cell, got, want)
		}
	}
}
