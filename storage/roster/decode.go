package roster

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// decodeText turns the bytes of a text file into UTF-8 in composed form, and
// names the encoding it took them for.
func decodeText(data []byte) (text, encoding string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		text, encoding = strings.ToValidUTF8(string(data[3:]), "\uFFFD"), "UTF-8"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		text, encoding = decodeUTF16(data[2:], binary.LittleEndian), "UTF-16"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, encoding = decodeUTF16(data[2:], binary.BigEndian), "UTF-16"
	default:
		text, encoding = decodeUnmarked(data)
	}
	return compose(repairLines(text)), encoding
}

// repairLines undoes the accident of repairMojibake line by line: a file that
// was saved so as a whole has it in its header, too.
func repairLines(text string) string {
	if !looksMojibake(text) {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		lines[i] = repairMojibake(line)
	}
	return strings.Join(lines, "")
}

// decodeUnmarked decides by the bytes: UTF-16 shows in its zeros, UTF-8 in
// being valid; what is left is a code page of Windows.
func decodeUnmarked(data []byte) (text, encoding string) {
	if order := zeroOrder(data); order != nil {
		return decodeUTF16(data, order), "UTF-16"
	}
	valid, broken := utf8Evidence(data)
	switch {
	case broken == 0:
		return string(data), "UTF-8"
	case valid > 10*broken: // UTF-8 with a few bytes cut or damaged
		return strings.ToValidUTF8(string(data), "\uFFFD"), "UTF-8"
	}
	page, name := charmap.Windows1252, "Windows-1252"
	if looksVietnamese(data) {
		page, name = charmap.Windows1258, "Windows-1258"
	}
	// A code page decodes every byte, so there is no error to meet.
	decoded, _ := page.NewDecoder().Bytes(data)
	return string(decoded), name
}

// zeroOrder recognises UTF-16 without a mark: digits, separators and Latin
// letters have a zero in the same half of nearly every unit.
func zeroOrder(data []byte) binary.ByteOrder {
	head := data[:min(len(data), 4096)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	enough := len(head) / 8 // a quarter of the units
	switch {
	case len(head) < 4:
		return nil
	case zeros[1] > enough && zeros[0]*20 < zeros[1]:
		return binary.LittleEndian
	case zeros[0] > enough && zeros[1]*20 < zeros[0]:
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	var b strings.Builder
	b.Grow(len(data))
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); pair != utf8.RuneError {
				b.WriteRune(pair)
				i += 2
				continue
			}
		}
		b.WriteRune(r) // a lone surrogate becomes U+FFFD
	}
	return b.String()
}

// utf8Evidence counts the letters beyond ASCII that are valid UTF-8 and the
// bytes that are not.
func utf8Evidence(data []byte) (valid, broken int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			valid++
		}
		i += size
	}
	return valid, broken
}

// In Windows-1258 a tone is a byte of its own after the vowel; in Windows-1252
// the same bytes are letters (Ì Ò Þ ì ò) that hardly ever follow a vowel.
const (
	tones1258  = "\xCC\xD2\xDE\xEC\xF2"
	vowels1258 = "aeiouyAEIOUY\xC2\xC3\xCA\xD4\xD5\xDD\xE2\xE3\xEA\xF4\xF5\xFD"
)

func looksVietnamese(data []byte) bool {
	after, elsewhere := 0, 0
	for i, b := range data {
		if b < utf8.RuneSelf || strings.IndexByte(tones1258, b) < 0 {
			continue
		}
		if i > 0 && strings.IndexByte(vowels1258, data[i-1]) >= 0 {
			after++
		} else {
			elsewhere++
		}
	}
	return after > 2*elsewhere
}

// compose returns s in composed form (NFC): Mac exports and Windows-1258 hold
// Vietnamese letters in parts.
func compose(s string) string {
	if norm.NFC.IsNormalString(s) {
		return s
	}
	return norm.NFC.String(s)
}

// repairMojibake undoes the accident of saving UTF-8 that was read as
// Windows-1252, when the whole cell reads as UTF-8 again ("Nguyá»…n" →
// "Nguyễn"); every other text is returned as it is.
func repairMojibake(s string) string {
	if !looksMojibake(s) {
		return s
	}
	raw := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r < 0x100 {
			b, ok = byte(r), true // the five unassigned places of the code page
		}
		if !ok {
			return s
		}
		raw = append(raw, b)
	}
	if !utf8.Valid(raw) {
		return s
	}
	return compose(string(raw))
}

// looksMojibake tells whether a letter that as a byte would begin a UTF-8
// sequence (Ã, á, ð …) stands before another that is not ASCII.
func looksMojibake(s string) bool {
	lead := false
	for _, r := range s {
		if lead && r >= utf8.RuneSelf {
			return true
		}
		lead = r >= 0xC2 && r <= 0xF4
	}
	return false
}
