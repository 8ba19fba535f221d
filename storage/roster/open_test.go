package roster_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// agency is a list as a Vietnamese agency sends it: title lines above, `;`
// between, dots for thousands, a remark of two lines.
const agency = `DANH SÁCH KOL TIKTOK - CHIẾN DỊCH TẾT;;;;;;;
Cập nhật: 20/11/2026;;;;;;;
;;;;;;;
STT;Tên KOL;Link kênh;Lượt follow;Lượt view TB;ER (%);Báo giá 1 video (VNĐ);Ghi chú
1;Hà Mẫu Một;https://www.tiktok.com/@mau-mot;120.000;35.500;6,5;8.000.000;chưa VAT
2;Hà Mẫu Hai;https://www.tiktok.com/@mau-hai?lang=vi;1.250.000;220.000;4,2;45.000.000;
3;Hà Mẫu Ba;https://www.tiktok.com/@mau-ba;98.500;;N/A;liên hệ;"nói ""rõ"":
hai dòng"
4;Hà Mẫu Bốn;https://vt.tiktok.com/ZSabc/;45K;12K;8,1;3tr5;
`

var source = domain.Source{Title: "thử.csv", Date: "2026-11-23"}

func open(t *testing.T, name, text string) *roster.Table {
	t.Helper()
	table, err := roster.Open(name, []byte(text), roster.OpenOptions{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return table
}

func read(t *testing.T, name, text string) roster.Reading {
	t.Helper()
	table := open(t, name, text)
	return table.Accounts(table.Mapping, source, roster.ReadOptions{})
}

func encode(t *testing.T, e encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// windows1258 writes Vietnamese as its code page does: a letter with its
// tone as a second byte, unless the code page has the two as one.
func windows1258(t *testing.T, text string) []byte {
	t.Helper()
	const tones = "\u0300\u0301\u0303\u0309\u0323"
	var b bytes.Buffer
	for _, r := range text {
		if c, ok := charmap.Windows1258.EncodeRune(r); ok {
			b.WriteByte(c)
			continue
		}
		var base, tone []rune
		for _, part := range norm.NFD.String(string(r)) {
			if strings.ContainsRune(tones, part) {
				tone = append(tone, part)
			} else {
				base = append(base, part)
			}
		}
		b.Write(encode(t, charmap.Windows1258, norm.NFC.String(string(base))+string(tone)))
	}
	return b.Bytes()
}

func TestOneListInEveryEncoding(t *testing.T) {
	want := read(t, "agency.csv", agency)
	if want.Report.Taken != 4 || want.Accounts[0].Name != "Hà Mẫu Một" {
		t.Fatalf("the plain list reads as %+v", want.Report)
	}
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) []byte { return encode(t, unicode.UTF16(e, b), agency) }
	for name, data := range map[string][]byte{
		"UTF-8 with a mark":      []byte("\uFEFF" + agency),
		"UTF-8 in parts":         []byte(norm.NFD.String(agency)),
		"UTF-8, CRLF":            []byte(strings.ReplaceAll(agency, "\n", "\r\n")),
		"UTF-8, one byte broken": []byte(strings.Replace(agency, "chưa VAT", "chưa VAT\xFF", 1)),
		"UTF-16 LE with a mark":  utf16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16 BE with a mark":  utf16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 LE":              utf16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16 BE":              utf16(unicode.BigEndian, unicode.IgnoreBOM),
		"Windows-1258":           windows1258(t, agency),
		"tabs":                   []byte(strings.ReplaceAll(agency, ";", "\t")),
		"bars":                   []byte(strings.ReplaceAll(agency, ";", "|")),
		"sep= line":              []byte("sep=;\r\n" + agency[strings.Index(agency, "STT"):]),
	} {
		got := read(t, "agency tiktok.csv", string(data))
		if diff := cmp.Diff(want.Accounts, got.Accounts, cmp.AllowUnexported(domain.Figure[int64]{}, domain.Figure[domain.Rate]{}, domain.Figure[float64]{})); diff != "" {
			t.Errorf("%s reads differently:\n%s", name, diff)
		}
	}
}

func TestWindows1252KeepsItsAccents(t *testing.T) {
	r := read(t, "list.csv", string(encode(t, charmap.Windows1252, "Name;Platform;Followers\nJosé Peña;TikTok;1200\nÉlodie Müller;Instagram;3400\n")))
	if r.Accounts[0].Name != "José Peña" || r.Accounts[1].Name != "Élodie Müller" {
		t.Errorf("read %q and %q", r.Accounts[0].Name, r.Accounts[1].Name)
	}
}

func TestTextReadInTheWrongEncodingIsRepaired(t *testing.T) {
	r := read(t, "list.csv", "Name,Platform,Followers\nNguyá»…n ThÃ¡i,TikTok,1200\nÂu Cơ,TikTok,3400\n")
	if r.Accounts[0].Name != "Nguyễn Thái" || r.Accounts[1].Name != "Âu Cơ" {
		t.Errorf("read %q and %q", r.Accounts[0].Name, r.Accounts[1].Name)
	}
}

func TestTheHeaderIsFoundInTheFirstTenRows(t *testing.T) {
	body := "Tên,Nền tảng,Follow\nMẫu Một,TikTok,12000\n"
	for above := range 10 {
		text := strings.Repeat("Danh sách nội bộ,,\n", above) + body
		table := open(t, "list.csv", text)
		if table.HeaderAt != above+1 || len(table.Rows) != 1 || table.RowAt[0] != above+2 {
			t.Errorf("%d lines above: header at %d, rows at %v", above, table.HeaderAt, table.RowAt)
		}
	}
}

func TestRowNumbersAreThoseOfTheSpreadsheet(t *testing.T) {
	r := read(t, "list tiktok.csv", "Tên,Follow\nMẫu Một,\"một\nvạn\"\n\n\"Mẫu\nHai\",12000\nMẫu Ba,\n")
	want := []int{2, 5}
	var got []int
	for _, refusal := range r.Report.Refusals {
		got = append(got, refusal.Row)
	}
	if !slices.Equal(got, want) || r.Accounts[0].Name != "Mẫu Hai" {
		t.Errorf("refused rows %v, want %v; took %q", got, want, r.Accounts[0].Name)
	}
}

func TestStrayQuotesCostNoRows(t *testing.T) {
	text := "Tên,Nền tảng,Follow\n\"Mẫu \"Nhỏ\" Một\",TikTok,12000\nMàn hình 27\",TikTok,13000\n\"Mẫu Ba,TikTok,14000\nMẫu Bốn,TikTok,15000\n"
	r := read(t, "list.csv", text)
	if r.Report.Taken != 4 || r.Accounts[0].Name != `Mẫu "Nhỏ" Một` {
		t.Errorf("took %d, first %q", r.Report.Taken, r.Accounts[0].Name)
	}
}

func TestFilesThatAreNoListAreRefusedWithAReason(t *testing.T) {
	wide := strings.Repeat("a,", roster.MaxColumns) + "a\n"
	long := "Tên,Nền tảng,Follow\n" + strings.Repeat("a,b,1\n", roster.MaxRows+1)
	for name, c := range map[string]struct {
		data string
		code domain.Code
		key  string
	}{
		"an empty file":         {"", domain.Invalid, "empty"},
		"blank lines":           {"\uFEFF \r\n\r\n", domain.Invalid, "empty"},
		"a header alone":        {"Tên,Nền tảng,Follow\n", domain.Invalid, "no_rows"},
		"prose":                 {"Xin chào, mình là Lan.\nMình cần tìm KOL, ngân sách 200 triệu.\nCảm ơn, Lan.\n", domain.Invalid, "not_a_table"},
		"a table of else":       {"Ngày,Doanh thu\n1/1/2026,5\n2/1/2026,7\n", domain.Invalid, "not_a_table"},
		"a web page":            {"<!DOCTYPE html><html><body>403</body></html>", domain.Invalid, "html"},
		"JSON":                  {`[{"name":"a","followers":3}]`, domain.Invalid, "json"},
		"JSON lines":            {"{\"name\":\"a\"}\n{\"name\":\"b\"}\n", domain.Invalid, "json"},
		"a PDF":                 {"%PDF-1.7\n...", domain.Invalid, "pdf"},
		"a photo":               {"\xFF\xD8\xFF\xE0....", domain.Invalid, "image"},
		"an old Excel file":     {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), domain.Invalid, "xls"},
		"a locked workbook":     {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", domain.Invalid, "encrypted"},
		"a Word document":       {"PK\x03\x04....word/document.xml", domain.Invalid, "document"},
		"LibreOffice":           {"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", domain.Invalid, "ods"},
		"an archive":            {"PK\x03\x04....list.csv", domain.Invalid, "archive"},
		"a broken workbook":     {"PK\x03\x04....xl/workbook.xml", domain.Invalid, "damaged"},
		"bytes":                 {"ab\x01\x02\x03\x04\x05\x06\x07\x0E\x0F", domain.Invalid, "binary"},
		"a conflict":            {"name,platform,followers\nA,tiktok,1\n<<<<<<< HEAD\nB,tiktok,2\n=======\n>>>>>>> x\n", domain.Invalid, "conflict"},
		"too many bytes":        {strings.Repeat("x", roster.MaxBytes+1), domain.TooLarge, "bytes"},
		"too many rows":         {long, domain.TooLarge, "rows"},
		"too many columns":      {wide + wide, domain.TooLarge, "columns"},
		"half of a zip's bytes": {"PK\x03\x04", domain.Invalid, "archive"},
	} {
		table, err := roster.Open("file.csv", []byte(c.data), roster.OpenOptions{})
		said, ok := domain.ErrorSentence(err)
		if table != nil || domain.ErrorCode(err) != c.code || said.Key != "roster.refuse."+c.key || !ok {
			t.Errorf("%s: %v, %v", name, table != nil, err)
			continue
		}
		for _, lang := range []wording.Lang{wording.Vietnamese, wording.English} {
			if text := wording.Render(lang, said); !strings.Contains(text, "\n") {
				t.Errorf("%s: the refusal does not say what to do: %q", name, text)
			}
		}
	}
}

func TestAConflictIsNamedByItsLine(t *testing.T) {
	_, err := roster.Open("a.csv", []byte("name,platform,followers\r\nA,tiktok,1\r\n<<<<<<< HEAD\r\n"), roster.OpenOptions{})
	said, _ := domain.ErrorSentence(err)
	if text := wording.Render(wording.Vietnamese, said); !strings.Contains(text, "Dòng 3") || !strings.Contains(text, "<<<<<<<") {
		t.Errorf("said %q", text)
	}
	if _, err := roster.Open("a.csv", []byte("name,platform,followers\nA <<<<<<< B,tiktok,1\n"), roster.OpenOptions{}); err != nil {
		t.Errorf("a mark inside a cell is no conflict: %v", err)
	}
}

func TestExactlyTheLimitOfRowsIsTaken(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 200,000 rows")
	}
	table := open(t, "danh-sach-tiktok.csv", string(largeCSV(roster.MaxRows)))
	if len(table.Rows) != roster.MaxRows {
		t.Errorf("read %d rows", len(table.Rows))
	}
}

func TestTheFormatIsReported(t *testing.T) {
	for text, want := range map[string]string{
		"Tên;Nền tảng;Follow\nMẫu;TikTok;1200\n":                         "CSV (;), UTF-8",
		"Tên\tNền tảng\tFollow\nMẫu\tTikTok\t1200\n":                     "TSV, UTF-8",
		string(windows1258(t, "Tên,Nền tảng,Follow\nMẫu,TikTok,1200\n")): "CSV (,), Windows-1258",
	} {
		if got := open(t, "a.csv", text).Format; got != want {
			t.Errorf("format %q, want %q", got, want)
		}
	}
}

func ExampleOpen() {
	table, err := roster.Open("kol-tiktok.csv", []byte("Tên KOL;Lượt follow;Báo giá 1 video\nHà Mẫu;120K;8tr\n"), roster.OpenOptions{})
	if err != nil {
		panic(err)
	}
	for i, c := range table.Mapping {
		fmt.Println(table.Header[i], "→", wording.Render(wording.Vietnamese, c.Name()))
	}
	reading := table.Accounts(table.Mapping, table.Source("2026-11-23"), roster.ReadOptions{})
	fmt.Println(reading.Accounts[0].Name, reading.Accounts[0].Followers.Or(0), reading.Accounts[0].Prices[domain.ShortVideo])
	// Output:
	// Tên KOL → Tên
	// Lượt follow → Follow
	// Báo giá 1 video → Báo giá
	// Hà Mẫu 120000 8000000
}
