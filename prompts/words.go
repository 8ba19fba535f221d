package prompts

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	_ "embed"

	"chonmat/domain/wording"
)

// A word is one that people know when the passages use it, or our own texts do
// in lower case, or it is in words.txt. What else the model says may be
// somebody's name in small letters, so it is not shown.
//
//go:embed words.txt
var moreWords string

var vocabulary = sync.OnceValue(func() map[string]bool {
	known := wording.Words()
	for line := range strings.Lines(moreWords) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				known[w] = true
			}
		}
	}
	return known
})

// ofTheField are the short forms that may be said in capitals; they name
// nobody.
var ofTheField = map[string]bool{
	"AI": true, "KOL": true, "KOC": true, "KPI": true, "CPM": true, "CPE": true, "ER": true, "KOLs": true, "KOCs": true, "I": true,
}

// givenNames are words that are people's names as well, so that at the head of
// a sentence a capital does not tell which.
var givenNames = func() map[string]bool {
	names := map[string]bool{}
	for _, n := range strings.Fields("mai linh hoa lan hương huệ hằng hạnh hiền hòa hùng huy khánh khang khoa lâm long ly mỹ my nam nga ngân " +
		"ngọc nhi nhung phong phúc phương quân quang quỳnh sơn tâm thanh thảo thúy thủy tiên trâm trang trinh trúc tuấn tùng tú uyên " +
		"vân vinh vũ vy xuân yến đạt đức dũng duy giang hà hải hiếu hoàng lộc nguyễn trần lê phạm huỳnh phan võ đặng bùi đỗ hồ ngô dương lý " +
		"may june april mark will grace hope rose jack") {
		names[n] = true
	}
	return names
}()

// aWord is a word with where it stands: letters, with digits and marks inside.
var aWord = regexp.MustCompile(`\pL[\pL\pM\d]*(?:['’]\pL+)?`)

// words refuses words and names that nothing accounts for.
func words(said, given string) Why {
	inFacts, lower := map[string]bool{}, map[string]bool{}
	for _, w := range aWord.FindAllString(given, -1) {
		inFacts[w], lower[strings.ToLower(w)] = true, true
	}
	sequence := " " + strings.Join(aWord.FindAllString(given, -1), " ") + " "
	known := func(w string) bool {
		l := strings.ToLower(w)
		if ofFigures(l) {
			return true
		}
		if stem, _, ok := strings.Cut(l, "'"); ok && (lower[stem] || vocabulary()[stem]) {
			return true
		}
		return lower[l] || vocabulary()[l]
	}
	var run []string // the capitals in a row, the first of a sentence as well
	atHead := false
	end := func() Why {
		defer func() { run = nil }()
		if len(run) == 0 || strings.Contains(sequence, " "+strings.Join(run, " ")+" ") {
			return ""
		}
		if atHead {
			first, rest := run[0], run[1:]
			if !known(first) && !ofTheField[first] || givenNames[strings.ToLower(first)] && !inFacts[first] {
				return Name
			}
			run = rest
		}
		if len(run) == 0 || strings.Contains(sequence, " "+strings.Join(run, " ")+" ") {
			return ""
		}
		for _, w := range run {
			if !ofTheField[w] && !monthName.MatchString(w) {
				return Name
			}
		}
		return ""
	}
	last := 0
	for _, at := range aWord.FindAllStringIndex(said, -1) {
		w, between := said[at[0]:at[1]], said[last:at[0]]
		first, _ := utf8.DecodeRuneInString(w)
		startsSentence := last == 0 || strings.ContainsAny(between, ".!?…:\n•“\"«(")
		if strings.TrimSpace(between) != "" || startsSentence {
			if why := end(); why != "" {
				return why
			}
		}
		glued := at[0] > 0 && isDigit(said[at[0]-1]) // "8h", "1tr2": the figures' matter
		last = at[1]
		switch {
		case glued && ofFigures(strings.ToLower(strings.TrimRight(w, "0123456789"))):
		case unicode.IsUpper(first):
			if len(run) == 0 {
				atHead = startsSentence
			}
			run = append(run, w)
			if !atHead || len(run) > 1 {
				continue
			}
		default:
			if why := end(); why != "" {
				return why
			}
			if !known(w) {
				return Word
			}
		}
	}
	return end()
}

// monthName matches what figures have accounted for.
var monthName = regexp.MustCompile(`^(January|February|April|June|July|August|September|October|November|December)$`)

// ofFigures tells whether a word is one that figures accounts for.
func ofFigures(w string) bool {
	_, one := ones[w]
	_, scale := scales[w]
	_, factor := times[w]
	_, unit := units[w]
	return one || scale || factor || unit || w == "mươi" || w == "h"
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
