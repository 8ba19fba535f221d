package roster

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chonmat/domain"
)

// The limits of a workbook. A file of MaxBytes can unpack to gigabytes.
const (
	maxUnpacked = 192 << 20 // bytes of XML read in all
	maxRatio    = 100       // bytes a packed byte may become, in parts over safePart; XML of tables is around 15
	safePart    = 16 << 20
	maxCells    = 20_000_000
	maxSheets   = 100
	maxCellText = 32_767 // Excel's own limit, in characters; here in bytes
)

// errBomb says that a workbook unpacks to more than the limits.
var errBomb = errors.New("unpacks to more than the limit")

// workbook reads the cells of an XLSX file as they were typed rather than as
// they are shown: 475800000 where Excel shows 475.8M. The kind of a number
// format still counts: a percentage keeps its sign and a date becomes one.
type workbook struct {
	files   map[string]*zip.File
	strings []string
	styles  []cellStyle // by index of cellXfs
	date04  bool        // days are counted from 1904
	budget  int64       // bytes of XML still allowed
	cells   int         // read so far
}

type cellStyle int

const (
	generalStyle cellStyle = iota
	percentStyle
	dateStyle
)

// readWorkbook reads all visible sheets.
func readWorkbook(data []byte) ([]grid, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(err)
	}
	w := workbook{files: map[string]*zip.File{}, budget: maxUnpacked}
	for _, f := range archive.File {
		if f.UncompressedSize64 > safePart && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
			return nil, w.refusal(errBomb)
		}
		w.files[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	sheets, err := w.sheets()
	if err != nil {
		return nil, w.refusal(err)
	}
	if err := errors.Join(w.readStrings(), w.readStyles()); err != nil {
		return nil, w.refusal(err)
	}
	var grids []grid
	for _, sheet := range sheets {
		g, err := w.readSheet(sheet)
		if err != nil {
			return nil, w.refusal(err)
		}
		if len(g.rows) > 0 {
			grids = append(grids, g)
		}
	}
	return grids, nil
}

// refusal turns an error met inside a workbook into one for the person.
func (w *workbook) refusal(err error) error {
	var refused *domain.Error
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.Is(err, errBomb):
		return &domain.Error{Code: domain.TooLarge, Say: domain.Say("roster.refuse.bomb"), Err: err}
	}
	return damaged(err)
}

func damaged(err error) error {
	return &domain.Error{Code: domain.Invalid, Say: domain.Say("roster.refuse.damaged"), Err: err}
}

type sheetPart struct{ name, file string }

// sheets lists the visible sheets, or all when none is.
func (w *workbook) sheets() ([]sheetPart, error) {
	targets := map[string]string{}
	err := w.each("xl/_rels/workbook.xml.rels", func(e xml.StartElement, _ *xml.Decoder) error {
		if e.Name.Local == "Relationship" {
			targets[attr(e, "Id")] = attr(e, "Target")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var visible, all []sheetPart
	err = w.each("xl/workbook.xml", func(e xml.StartElement, _ *xml.Decoder) error {
		switch e.Name.Local {
		case "workbookPr":
			w.date04 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case "sheet":
			target := targets[attr(e, "id")]
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			s := sheetPart{clean(attr(e, "name"), 100), strings.ToLower(strings.TrimPrefix(target, "/"))}
			if w.files[s.file] == nil || len(all) == maxSheets {
				return nil
			}
			all = append(all, s)
			if state := attr(e, "state"); state == "" || state == "visible" {
				visible = append(visible, s)
			}
		}
		return nil
	})
	if len(visible) == 0 {
		return all, err
	}
	return visible, err
}

// each calls visit for every element of a part that is there.
func (w *workbook) each(name string, visit func(xml.StartElement, *xml.Decoder) error) error {
	f := w.files[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close() // read only: nothing is lost when closing fails
	d := xml.NewDecoder(&bounded{r, &w.budget})
	d.Strict = false
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := visit(e, d); err != nil {
				return err
			}
		}
	}
}

// bounded reads until the budget of the whole workbook is used up.
type bounded struct {
	r      io.Reader
	budget *int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if *b.budget <= 0 {
		return 0, errBomb
	}
	n, err := b.r.Read(p[:min(int64(len(p)), *b.budget)])
	*b.budget -= int64(n)
	return n, err
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// textOf collects the text inside the element that was just opened, leaving
// out elements called skip.
func textOf(d *xml.Decoder, skip string) (string, error) {
	var b strings.Builder
	skipping := 0
	for depth := 1; depth > 0; {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if skipping == 0 && skip != "" && t.Name.Local == skip {
				skipping = depth
			}
		case xml.EndElement:
			if depth == skipping {
				skipping = 0
			}
			depth--
		case xml.CharData:
			if skipping == 0 && b.Len() < maxCellText {
				b.Write(t)
			}
		}
	}
	return compose(unescape(b.String())), nil
}

// escaped is how Excel writes one character that XML cannot hold, the carriage
// return of "_x000D_", and the underscore of a text that looks like that.
var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescape leaves out what no cell is to hold: NUL, bells, halves of a character.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(code string) string {
		n, _ := strconv.ParseUint(code[2:6], 16, 16)
		if r := rune(n); unicode.IsPrint(r) || r == '\t' || r == '\n' || r == '\r' {
			return string(r)
		}
		return ""
	})
}

// escape writes a text so that Excel reads it as it is. The underscore that ends
// one code may begin the next.
func escape(s string) string {
	var out strings.Builder
	for {
		at := escaped.FindStringIndex(s)
		if at == nil {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:at[0]])
		out.WriteString("_x005F_")
		out.WriteString(s[at[0]+1 : at[1]-1])
		s = s[at[1]-1:]
	}
}

func (w *workbook) readStrings() error {
	return w.each("xl/sharedstrings.xml", func(e xml.StartElement, d *xml.Decoder) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := textOf(d, "rPh") // how to pronounce it, in Japanese
		w.strings = append(w.strings, s)
		return err
	})
}

func (w *workbook) readStyles() error {
	custom := map[string]string{}
	inCells := false
	return w.each("xl/styles.xml", func(e xml.StartElement, _ *xml.Decoder) error {
		switch e.Name.Local {
		case "numFmt":
			custom[attr(e, "numFmtId")] = attr(e, "formatCode")
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells {
				id := attr(e, "numFmtId")
				w.styles = append(w.styles, styleOf(id, custom[id]))
			}
		}
		return nil
	})
}

// Number formats that are built in and are not written into the file
// (ECMA-376 part 1, 18.8.30).
var (
	percentFormats = []string{"9", "10"}
	dateFormats    = []string{"14", "15", "16", "17", "22", "27", "30", "36", "50", "57"}
)

func styleOf(id, code string) cellStyle {
	switch {
	case slices.Contains(percentFormats, id):
		return percentStyle
	case slices.Contains(dateFormats, id):
		return dateStyle
	}
	bare := bareFormat(code)
	switch {
	case strings.Contains(bare, "%"):
		return percentStyle
	case strings.Contains(bare, "y"), strings.Contains(bare, "d") && strings.Contains(bare, "m"):
		return dateStyle
	}
	return generalStyle
}

// bareFormat drops what a number format shows literally: "text", \x, [Red].
func bareFormat(code string) string {
	var b strings.Builder
	code = strings.ToLower(cut(code, 255))
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '[':
			if end := strings.IndexByte(code[i:], ']'); end >= 0 {
				i += end
			}
		default:
			b.WriteByte(code[i])
		}
	}
	return b.String()
}

// number writes a number as a cell that style reads without doubt.
func (w *workbook) number(raw string, s cellStyle) string {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return raw
	}
	switch s {
	case percentStyle:
		return plainFloat(v*100) + "%"
	case dateStyle:
		if w.date04 {
			v += 1462
		}
		if day, ok := serialDay(v); ok {
			return string(day)
		}
	}
	return plainFloat(v)
}

// plainFloat writes v in full with a decimal point. Fifteen digits are what
// Excel keeps; a point is never followed by exactly three, which could be
// taken for a group.
func plainFloat(v float64) string {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64) // a float written by us
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if _, fraction, ok := strings.Cut(s, "."); ok && len(fraction) == 3 {
		s += "0"
	}
	return s
}
