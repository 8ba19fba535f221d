package roster

import (
	"strings"

	"chonmat/domain"
)

// maxPasted bounds a pasted list, in bytes; Telegram cuts messages at 4,096
// characters.
const maxPasted = 64 << 10

// pasteColumns are the columns of a table made of pasted lines.
var pasteColumns = Mapping{"name", "platform", "handle", "url", "followers", "avg_views", "engagement_rate", "price", "categories", "location", "contact"}

// Paste reads lines about creators as people write them in a chat ("Linh
// beauty tiktok 120k fl, báo giá 8tr/video", "1. @handle - IG - 45k - 3tr"),
// or cells copied out of a spreadsheet. ok is false when the text is no list.
// Lines that say nothing about a creator become rows that Accounts refuses, so
// that none is lost in silence.
func Paste(text string) (t *Table, ok bool) {
	if len(text) > maxPasted {
		return nil, false
	}
	text = compose(strings.ToValidUTF8(text, "\uFFFD"))
	if refuseText(text) != nil {
		return nil, false
	}
	if strings.Contains(text, "\n") {
		if g, _, err := splitText(text); err == nil {
			if t, err := tableOf("", g); err == nil && t.HeaderAt > 0 && t.holdsList() {
				t.Certain = t.isOfPeople()
				return t, true
			}
		}
	}
	return pasteLines(text)
}

func pasteLines(text string) (*Table, bool) {
	t := &Table{HeaderAt: 0, Mapping: append(Mapping(nil), pasteColumns...)}
	for _, c := range pasteColumns {
		t.Header = append(t.Header, string(c))
	}
	under := domain.Platform("") // of a heading such as "TikTok:"
	var lines []line
	var raws []string
	good, unclear := 0, 0
	for i, raw := range strings.Split(text, "\n") {
		if strings.TrimSpace(raw) == "" {
			continue
		}
		if p := headingPlatform(raw); p != "" {
			under = p
			continue
		}
		l := readLine(raw)
		if l.platform == "" {
			l.platform = under
		}
		lines, raws = append(lines, l), append(raws, raw)
		if l.isCreator() {
			good++
			unclear += l.unclear
		}
		t.Rows = append(t.Rows, l.cells())
		t.RowAt = append(t.RowAt, i+1)
	}
	if len(lines) == 0 || good*2 < len(lines) || len(lines) == 1 && !t.sureOf(text) {
		return nil, false
	}
	t.Certain = areOfPeople(lines, raws) || len(lines) == 1 && lines[0].isPersonForSure(raws[0])
	t.dropBlankColumns()
	if unclear > 0 {
		t.Notes = append(t.Notes, domain.Say("roster.note.figure_unclear", "n", unclear))
	}
	return t, true
}

// sureOf tells whether a single line must be about a creator: a campaign
// brief has numbers and platforms too.
func (t *Table) sureOf(text string) bool {
	l := readLine(text)
	return l.link.handle != "" || l.handle != "" || l.counted && l.platform != ""
}

// headingPlatform reads a line that only names a platform.
func headingPlatform(raw string) domain.Platform {
	words := foldWords(cut(raw, 40))
	if rest, p := cutPlatform(words); len(rest) == 0 {
		return p
	}
	return ""
}

// dropBlankColumns leaves out the columns that no line fills.
func (t *Table) dropBlankColumns() {
	var keep []int
	for i := range t.Header {
		for _, row := range t.Rows {
			if row[i] != "" {
				keep = append(keep, i)
				break
			}
		}
	}
	pick := func(cells []string) (out []string) {
		for _, i := range keep {
			out = append(out, cells[i])
		}
		return out
	}
	for i := range t.Rows {
		t.Rows[i] = pick(t.Rows[i])
	}
	t.Header = pick(t.Header)
	mapping := make(Mapping, len(keep))
	for i, at := range keep {
		mapping[i] = t.Mapping[at]
	}
	t.Mapping = mapping
}
