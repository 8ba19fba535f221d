package roster

import (
	"slices"
	"strings"
	"unicode"

	"chonmat/domain"
	"chonmat/domain/understand"
)

// A table of people and a brief say the same things: channels, followers, money.
// What tells them apart is their shape, and that each line of people names one.

// who are the columns that name people.
var who = []Column{"name", "handle", "url", "id"}

// isOfPeople tells whether a table with a header is certainly of people: it has
// their figures, its header says where they are named, and there mostly people
// are.
func (t *Table) isOfPeople() bool {
	rows := t.Rows[:min(len(t.Rows), sampleRows)]
	for i, h := range t.Header {
		_, plain := t.Mapping[i].Split()
		if !slices.Contains(who, plain) || readLabel(h).column == "" {
			continue
		}
		people := 0
		for _, row := range rows {
			if i < len(row) && isPerson(row[i]) {
				people++
			}
		}
		if people*2 > len(rows) {
			return t.holdsList() && !slices.ContainsFunc(t.Header, isLabelled)
		}
	}
	return false
}

// isLabelled tells whether a cell is a line of a brief with its label: "Tên: son
// môi".
func isLabelled(cell string) bool { return strings.Contains(cell, ":") }

// partition is how a pasted line is parted, and into how many parts.
type partition struct {
	mark  string
	parts int
}

// partMarks part the lines of a table, the plainest first.
var partMarks = []string{"\t", "|", " - ", ";", ", ", ","}

// partitionOf returns the mark that parts a line, and into how many filled
// parts; none where they are fewer than three.
func partitionOf(raw string) partition {
	raw = strings.NewReplacer("–", "-", "—", "-").Replace(stripBullet(raw))
	for _, mark := range partMarks {
		parts := 0
		for part := range strings.SplitSeq(raw, mark) {
			if strings.TrimSpace(part) != "" {
				parts++
			}
		}
		if parts >= 3 {
			return partition{mark, parts}
		}
	}
	return partition{}
}

// areOfPeople tells whether pasted lines are certainly of people: two or more,
// and most of all, are parted alike, and each names somebody with followers and
// a fee or views. lines and raws go together.
func areOfPeople(lines []line, raws []string) bool {
	alike := map[partition]int{}
	for i := range lines[:min(len(lines), sampleRows)] {
		l := &lines[i]
		counted := l.followers != "" && (len(l.prices) > 0 || l.views != "" || len(l.loose) > 0)
		if p := partitionOf(raws[i]); p.parts > 0 && counted && l.isCreator() && (l.handle != "" || l.link.handle != "" || isPerson(l.name)) {
			alike[p]++
		}
	}
	for _, n := range alike {
		if n >= 2 && n*3 >= min(len(lines), sampleRows)*2 {
			return true
		}
	}
	return false
}

// isPersonForSure tells whether a single line is certainly about somebody: it
// has parts, names the platform, what the followers are and a fee, and neither
// asks nor wishes for anything.
func (l *line) isPersonForSure(raw string) bool {
	if !l.isCreator() || l.platform == "" || !l.counted || l.followers == "" || len(l.prices) == 0 || partitionOf(raw).parts < 3 {
		return false
	}
	said := func(text string) *domain.Brief {
		b := understand.Read(text, understand.Context{}).Brief
		return &b
	}
	first, _, _ := strings.Cut(strings.ToLower(l.name), " ")
	return isPerson(l.name) && !strings.Contains(raw, "?") && !slices.Contains(requestWords, first) &&
		!said(l.name).Has(domain.SlotKind) && !slices.ContainsFunc(wishes, said(strings.Replace(raw, l.name, "", 1)).Has)
}

// wishes are what a brief says besides, and a line about a person hardly.
var wishes = []domain.Slot{domain.SlotIndustry, domain.SlotGender, domain.SlotAge, domain.SlotCount, domain.SlotTiers}

// requestWords begin what people want, or say of themselves; with their accents,
// for "mình" is I, and Minh a name.
var requestWords = []string{"cần", "can", "tìm", "muốn", "muon", "em", "mình", "tôi", "toi", "cho", "nhờ", "book", "thuê", "chạy", "kênh", "kenh", "bên", "shop", "brand", "i", "we", "my", "need"}

// Words that begin the lines of a brief or of a plan, and those that do so with
// a number behind: "Tháng 11", where "Thắng" is a name.
var (
	planWords   = []string{"san pham", "ngan sach", "budget", "kpi", "muc tieu", "doi tuong", "chien dich", "campaign", "khach hang", "nhan hang"}
	periodWords = []string{"thang", "tuan", "quy", "dot", "giai doan", "phase", "phuong an", "option", "goi", "nhom"}
	tierWords   = []string{"nano", "micro", "mid tier", "macro", "mega", "kol", "koc", "celeb", "influencer", "creator"}
)

// briefFillers stand between the words of a brief: "mỹ phẩm cho nữ ở Hà Nội".
var briefFillers = []string{"cho", "o", "tai", "va", "nganh", "cac", "hang", "dong", "voi", "for", "in", "and"}

// isPerson tells whether what begins a line can be a name: it is neither words
// of a plan ("Tháng 11", "5 KOC") nor all of it words of a brief ("son môi", "nữ
// Hà Nội").
func isPerson(name string) bool {
	folded := fold(cut(name, 120))
	if !strings.ContainsFunc(folded, unicode.IsLetter) || isTotal(name) || slices.Contains(tierWords, folded) {
		return false
	}
	for _, w := range planWords {
		if strings.HasPrefix(folded+" ", w+" ") {
			return false
		}
	}
	for _, w := range periodWords {
		if number, ok := strings.CutPrefix(folded, w+" "); ok && allDigits(number) {
			return false
		}
	}
	words := strings.Fields(folded)
	for i := range words {
		if f, ok := kindWords.find(words[i:]); ok && f.from == 0 && i > 0 && allDigits(words[i-1]) {
			return false
		}
	}
	rest := " " + name + " "
	for _, h := range understand.Read(name, understand.Context{}).Heard {
		rest = strings.Replace(rest, h.Words, "", 1)
	}
	return slices.ContainsFunc(strings.Fields(fold(rest)), func(w string) bool { return !slices.Contains(briefFillers, w) })
}
