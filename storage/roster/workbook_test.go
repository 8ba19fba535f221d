package roster_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// workbook makes an XLSX file of sheets, each given as rows of cells.
func workbook(t testing.TB, sheets map[string][][]any, order ...string) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	for i, name := range order {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", name))
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range sheets[name] {
			must(t, f.SetSheetRow(name, fmt.Sprintf("A%d", r+1), &row))
		}
	}
	return f
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	b, err := f.WriteToBuffer()
	must(t, err)
	return b.Bytes()
}

func TestAWorkbookIsReadAsItsCellsMean(t *testing.T) {
	f := workbook(t, map[string][][]any{"KOL TikTok": {
		{"DANH SÁCH KOL"},
		{"Tên KOL", "Follow", "View TB", "ER", "Báo giá", "Bài gần nhất", "Chủ đề"},
		{"Mẫu Một", 475_800_000, 12.345, 0.0903, 18_000_000, time.Date(2026, 10, 23, 0, 0, 0, 0, time.UTC), "Làm đẹp"},
		{"Mẫu Hai", "120K", "5.9999999999999995E+4", 0.0006, "8tr", "23/10/2026", "Ẩm thực"},
	}}, "KOL TikTok")
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	must(t, err)
	compact := `0.0,,"M"`
	millions, err := f.NewStyle(&excelize.Style{CustomNumFmt: &compact})
	must(t, err)
	must(t, f.SetCellStyle("KOL TikTok", "D3", "D4", percent))
	must(t, f.SetCellStyle("KOL TikTok", "B3", "B3", millions))
	must(t, f.SetCellStyle("KOL TikTok", "E3", "E3", millions))
	table, err := roster.Open("list.xlsx", saved(t, f), roster.OpenOptions{})
	must(t, err)
	if table.Format != "XLSX" || table.Platform != domain.TikTok || table.HeaderAt != 2 || table.RowAt[0] != 3 {
		t.Errorf("opened as %s, %s, header %d, rows at %v", table.Format, table.Platform, table.HeaderAt, table.RowAt)
	}
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	want := []string{
		"{ID:mau-mot,Name:Mẫu Một,Platform:tiktok,Followers:475800000,Views:12,ER:0.0903,By:views,Prices:{short_video:18000000},Topics:[Làm đẹp],Fields:[beauty]}",
		"{ID:mau-hai,Name:Mẫu Hai,Platform:tiktok,Followers:120000,Views:60000,ER:0.0006,By:views,Prices:{short_video:8000000},Topics:[Ẩm thực],Fields:[food]}",
	}
	for i, a := range r.Accounts {
		if got := figures(a); got != want[i] {
			t.Errorf("row %d reads\n%s, want\n%s", i+1, got, want[i])
		}
		if a.LastPost != "2026-10-23" {
			t.Errorf("row %d: last post %q", i+1, a.LastPost)
		}
	}
}

func TestSheetsOfOneListAreJoined(t *testing.T) {
	sheets := map[string][][]any{
		"TikTok":   {{"Tên KOL", "Link", "Follow", "Giá 1 video"}, {"Mẫu Một", "", "120k", "8tr"}, {"Mẫu Hai", "", "50k", ""}},
		"Facebook": {{"STT", "Họ tên", "Follow", "Báo giá post", "Khu vực"}, {1, "Mẫu Một", "20k", "3tr", "Hà Nội"}, {2, "", "10k", "", ""}},
		"Ghi chú":  {{"Lưu ý: giá chưa VAT"}},
	}
	data := saved(t, workbook(t, sheets, "TikTok", "Facebook", "Ghi chú"))
	table, err := roster.Open("kol.xlsx", data, roster.OpenOptions{})
	must(t, err)
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	var got []string
	for _, a := range r.Accounts {
		got = append(got, figures(a))
	}
	want := []string{
		"{ID:mau-mot,Name:Mẫu Một,Platform:tiktok,Followers:120000,Prices:{short_video:8000000}}",
		"{ID:mau-hai,Name:Mẫu Hai,Platform:tiktok,Followers:50000}",
		"{ID:mau-mot,Name:Mẫu Một,Platform:facebook,Followers:20000,Prices:{post:3000000},Place:ha-noi}",
	}
	if !slices.Equal(got, want) || !slices.Equal(table.Sheets, []string{"TikTok", "Facebook"}) {
		t.Errorf("sheets %v give\n%s", table.Sheets, strings.Join(got, "\n"))
	}
	if refused := r.Report.Refusals; len(refused) != 1 || refused[0].Sheet != "Facebook" || refused[0].Row != 3 {
		t.Errorf("refused %+v", refused)
	}
	checkReading(t, table, r)
	one, err := roster.Open("kol.xlsx", data, roster.OpenOptions{Sheet: "Facebook"})
	must(t, err)
	if len(one.Rows) != 2 || one.Sheet != "Facebook" || one.Platform != domain.Facebook || len(one.Sheets) != 2 {
		t.Errorf("one sheet opened as %q with %d rows of %v", one.Sheet, len(one.Rows), one.Sheets)
	}
	_, err = roster.Open("kol.xlsx", data, roster.OpenOptions{Sheet: "Ghi chú"})
	if domain.ErrorCode(err) != domain.NotFound {
		t.Errorf("a sheet without a list: %v", err)
	}
}

func TestANameMergedOverRowsStandsForAll(t *testing.T) {
	f := workbook(t, map[string][][]any{"A": {
		{"STT", "Tên KOL", "Kênh", "Follow", "Báo giá"},
		{1, "Mẫu Một", "TikTok", "120k", "20tr"}, {"", "", "Facebook", "45k", ""}, {2, "Mẫu Hai", "TikTok", "9k", "1tr"},
	}}, "A")
	must(t, f.MergeCell("A", "B2", "B3"))
	must(t, f.MergeCell("A", "E2", "E3"))
	table, err := roster.Open("a.xlsx", saved(t, f), roster.OpenOptions{})
	must(t, err)
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	if r.Report.Taken != 3 || r.Report.Creators != 2 || figures(r.Accounts[1]) != "{ID:mau-mot,Name:Mẫu Một,Platform:facebook,Followers:45000}" {
		t.Errorf("read %+v, second %s", r.Report, figures(r.Accounts[1]))
	}
}

func TestHiddenSheetsStayHidden(t *testing.T) {
	list := [][]any{{"Tên", "Nền tảng", "Follow"}, {"Mẫu", "TikTok", 1200}}
	f := workbook(t, map[string][][]any{"A": list, "B": list}, "A", "B")
	must(t, f.SetSheetVisible("B", false))
	table, err := roster.Open("a.xlsx", saved(t, f), roster.OpenOptions{})
	must(t, err)
	if len(table.Rows) != 1 {
		t.Errorf("read %d rows", len(table.Rows))
	}
}

// zipped makes a workbook out of parts.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"} {
		part, err := w.Create(name)
		must(t, err)
		_, err = part.Write([]byte(parts[name]))
		must(t, err)
	}
	must(t, w.Close())
	return b.Bytes()
}

const (
	bookXML = `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="x"/></sheets></workbook>`
	relsXML = `<Relationships><Relationship Id="x" Target="worksheets/sheet1.xml"/></Relationships>`
)

func TestHostileWorkbooksAreRefused(t *testing.T) {
	header := `<row r="1"><c t="inlineStr"><is><t>Tên</t></is></c><c t="inlineStr"><is><t>Follow</t></is></c></row>`
	for name, c := range map[string]struct {
		sheet, strings string
		want           string
	}{
		"a bomb of one cell":       {header + `<row><c t="inlineStr"><is><t>` + strings.Repeat("a", 64<<20) + `</t></is></c></row>`, "", "bomb"},
		"a bomb of shared strings": {header, "<sst>" + strings.Repeat("<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>", 1<<20) + "</sst>", "bomb"},
		"a cell far to the right":  {header + `<row><c r="XFD2"><v>1</v></c></row>`, "", "columns"},
		"a string that is not":     {header + `<row><c t="s"><v>99</v></c><c><v>5</v></c></row>`, "<sst/>", ""},
		"an unfinished sheet":      {header + `<row><c t="inlineStr"><is><t>Mẫu`, "", "damaged"},
		"rows that go back":        {header + `<row r="9"><c r="A9" t="inlineStr"><is><t>Mẫu</t></is></c><c><v>1200</v></c></row><row r="2"><c><v>3</v></c></row>`, "", ""},
	} {
		data := zipped(t, map[string]string{"xl/workbook.xml": bookXML, "xl/_rels/workbook.xml.rels": relsXML,
			"xl/sharedStrings.xml": c.strings, "xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + c.sheet})
		table, err := roster.Open("tiktok.xlsx", data, roster.OpenOptions{})
		said, _ := domain.ErrorSentence(err)
		switch {
		case c.want != "" && said.Key != "roster.refuse."+c.want:
			t.Errorf("%s: %v (%s)", name, err, wording.Render(wording.English, said))
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case table != nil:
			checkReading(t, table, table.Accounts(table.Mapping, source, roster.ReadOptions{}))
		}
	}
}

func BenchmarkOpenWorkbook10k(b *testing.B) {
	rows := [][]any{{"Tên", "Nền tảng", "Follow", "View TB", "ER", "Báo giá", "Chủ đề"}}
	for i := range 10_000 {
		rows = append(rows, []any{fmt.Sprintf("Mẫu %d", i), "TikTok", 1000 + i, 100 + i, 0.05, 1_000_000 + i, "Làm đẹp"})
	}
	data := saved(b, workbook(b, map[string][][]any{"A": rows}, "A"))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := roster.Open("a.xlsx", data, roster.OpenOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWhatExcelEscapesIsReadAsItIs(t *testing.T) {
	var b bytes.Buffer
	rows := [][]any{{"Mẫu _x0041_", "tiktok", int64(120_000)}, {"_x0041_x0042_", "tiktok", int64(1)}, {"a_x000D_x000A_b", "tiktok", int64(2)}}
	must(t, roster.Workbook(&b, []string{"Tên", "Kênh", "Follow"}, slices.Values(rows)))
	table, err := roster.Open("list.xlsx", b.Bytes(), roster.OpenOptions{})
	must(t, err)
	for i, row := range rows {
		if table.Rows[i][0] != row[0] {
			t.Errorf("of our own file %q reads %q", row[0], table.Rows[i][0])
		}
	}
	table, err = roster.Open("list.xlsx", zipped(t, map[string]string{"xl/workbook.xml": bookXML, "xl/_rels/workbook.xml.rels": relsXML,
		"xl/sharedStrings.xml": "<sst><si><t>Tên</t></si><si><t>Follow</t></si><si><t>Mẫu_x000D_\nMột_x0000__xD800_</t></si></sst>",
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>` +
			`<row><c t="s"><v>2</v></c><c><v>120000</v></c></row></sheetData></worksheet>`}), roster.OpenOptions{})
	must(t, err)
	if name := table.Rows[0][0]; strings.Join(strings.Fields(name), " ") != "Mẫu Một" {
		t.Errorf("a line break typed on Windows reads %q", name)
	}
}
