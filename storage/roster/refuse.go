package roster

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"chonmat/domain"
)

func tooManyColumns(row int) error {
	return domain.Refuse(domain.TooLarge, "roster.refuse.columns", "row", row, "max", MaxColumns)
}

func tooManyRows() error {
	return domain.Refuse(domain.TooLarge, "roster.refuse.rows", "max", MaxRows)
}

// fileKind is what the first bytes of a file show it to be.
type fileKind int

const (
	textFile fileKind = iota
	xlsxFile
	otherFile
)

// signatures are the files that people send by mistake, told by their first
// bytes, each with the sentence that says what it is and what to do.
var signatures = []struct{ magic, key string }{
	{"%PDF", "roster.refuse.pdf"},
	{"\x89PNG", "roster.refuse.image"}, {"\xFF\xD8\xFF", "roster.refuse.image"}, {"GIF8", "roster.refuse.image"},
	{"RIFF", "roster.refuse.image"}, {"\x00\x00\x00\x18ftyp", "roster.refuse.image"}, {"\x00\x00\x00\x20ftyp", "roster.refuse.image"},
	{"{\\rtf", "roster.refuse.document"},
	{"Rar!", "roster.refuse.archive"}, {"7z\xBC\xAF", "roster.refuse.archive"}, {"\x1F\x8B", "roster.refuse.archive"},
	{"SQLite format 3", "roster.refuse.binary"}, {"PAR1", "roster.refuse.binary"},
}

// sniff tells the kind of a file, and refuses those that hold no table we can
// read.
func sniff(data []byte) (fileKind, error) {
	switch {
	case len(data) > MaxBytes:
		return otherFile, domain.Refuse(domain.TooLarge, "roster.refuse.bytes", "max", MaxBytes>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return otherFile, domain.Refuse(domain.Invalid, "roster.refuse.empty")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return sniffZip(data)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return otherFile, domain.Refuse(domain.Invalid, sniffCompound(data))
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return otherFile, domain.Refuse(domain.Invalid, s.key)
		}
	}
	return textFile, nil
}

// sniffZip tells apart what comes zipped by the names of its parts, which
// stand readable in the file.
func sniffZip(data []byte) (fileKind, error) {
	for _, part := range []struct{ name, key string }{
		{"xl/workbook.xml", ""},
		{"xl/workbook.bin", "roster.refuse.xls"},
		{"opendocument.spreadsheet", "roster.refuse.ods"},
		{"word/document.xml", "roster.refuse.document"},
		{"opendocument.text", "roster.refuse.document"},
		{"ppt/presentation.xml", "roster.refuse.document"},
		{"Index/Document.iwa", "roster.refuse.ods"},
	} {
		if bytes.Contains(data, []byte(part.name)) {
			if part.key == "" {
				return xlsxFile, nil
			}
			return otherFile, domain.Refuse(domain.Invalid, part.key)
		}
	}
	return otherFile, domain.Refuse(domain.Invalid, "roster.refuse.archive")
}

// sniffCompound tells a workbook locked with a password from the Excel of
// before 2007: both come in the same container.
func sniffCompound(data []byte) string {
	for name, key := range map[string]string{"EncryptedPackage": "roster.refuse.encrypted", "WordDocument": "roster.refuse.document"} {
		wide := make([]byte, 0, 2*len(name))
		for i := range len(name) {
			wide = append(wide, name[i], 0)
		}
		if bytes.Contains(data, wide) {
			return key
		}
	}
	return "roster.refuse.xls"
}

// refuseText refuses a text that is no table: a conflict of a version control
// program, a web page, JSON, or bytes that are no text at all.
func refuseText(text string) error {
	head := strings.TrimSpace(text[:min(len(text), 4096)])
	lower := strings.ToLower(head)
	switch {
	case head == "":
		return domain.Refuse(domain.Invalid, "roster.refuse.empty")
	case looksBinary(head):
		return domain.Refuse(domain.Invalid, "roster.refuse.binary")
	case strings.HasPrefix(lower, "<!doctype"), strings.HasPrefix(lower, "<html"), strings.Contains(lower, "<head>"),
		strings.Contains(lower, "<body"), strings.HasPrefix(lower, "<?xml"), strings.HasPrefix(lower, "<table"):
		return domain.Refuse(domain.Invalid, "roster.refuse.html")
	case looksJSON(text, head):
		return domain.Refuse(domain.Invalid, "roster.refuse.json")
	}
	if mark, line := conflictMark(text); line > 0 {
		return domain.Refuse(domain.Invalid, "roster.refuse.conflict", "line", line, "mark", mark)
	}
	return nil
}

func looksJSON(text, head string) bool {
	switch head[0] {
	case '{', '[':
		first, _, _ := strings.Cut(head, "\n")
		return json.Valid([]byte(text)) || json.Valid([]byte(strings.TrimSpace(first))) || strings.HasPrefix(strings.TrimLeft(head[1:], " \r\n\t{["), `"`)
	}
	return false
}

func looksBinary(head string) bool {
	odd := 0
	for _, r := range head {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			odd++
		}
	}
	return odd*20 > utf8.RuneCountInString(head)
}

// conflictMark finds the first line that a version control program left where
// two versions of a file collided.
func conflictMark(text string) (mark string, line int) {
	for _, m := range []string{"<<<<<<<", ">>>>>>>"} {
		for at := 0; ; {
			i := strings.Index(text[at:], m)
			if i < 0 {
				break
			}
			at += i
			if at == 0 || text[at-1] == '\n' || text[at-1] == '\r' {
				return m, 1 + strings.Count(text[:at], "\n")
			}
			at += len(m)
		}
	}
	return "", 0
}

// fileTitle returns the name of a file as it is shown: without folders,
// bounded.
func fileTitle(name string) string {
	return clean(path.Base(strings.ReplaceAll(name, "\\", "/")), 120)
}
