package dialog

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chonmat/domain"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// Names of the list in a text. The words of a name say nothing about a brief,
// whatever else they mean: "Yến", "Bé" and "Review" are goods too.

// called is a name of the list as it stands in a text.
type called struct {
	from, to int // bytes
	people   []domain.AccountKey
}

// maxCalling is how long a text is in which names are looked for, in bytes,
// longestName how long a name that is, in words.
const maxCalling, longestName = 600, 8

// namedWord is a word of a text or name.
type namedWord struct {
	from, to int
	folded   string
	marks    string
}

// nameWords cuts a text into the words that names are made of.
func nameWords(text string) (words []namedWord) {
	from := -1
	end := func(to int) {
		if from >= 0 {
			words = append(words, namedWord{from, to, wording.Fold(text[from:to]), wording.Marks(text[from:to])})
		}
		from = -1
	}
	for i, r := range text {
		switch letter := unicode.In(r, unicode.L, unicode.N, unicode.M); {
		case letter && from < 0:
			from = i
		case !letter:
			end(i)
		}
	}
	end(len(text))
	return words
}

// saidOf is how many words of a name a text says from its first on: marks that
// were typed must be the name's own.
func saidOf(words, name []namedWord) (n int) {
	for n < min(len(words), len(name)) && words[n].folded == name[n].folded && (words[n].marks == "" || words[n].marks == name[n].marks) {
		n++
	}
	return n
}

// namesIn finds whole names and handles of the list in a text, the longest at
// each place. A name of a single word counts only where nothing else is said.
func (t *turn) namesIn(text string) []called { return slices.Clone(t.found(text).names) }

// beginningsIn finds where a text says the beginning of names and no whole one:
// two words or more, "Linh Chi" for "Linh Chi Beauty".
func (t *turn) beginningsIn(text string) []called { return slices.Clone(t.found(text).beginnings) }

func (t *turn) found(text string) *namesFound {
	if t.inText == nil || t.inText.text != text || t.inText.list != t.roster() {
		names, beginnings := findNames(text, t.roster())
		t.inText = &namesFound{text, t.roster(), names, beginnings}
	}
	return t.inText
}

// namesFound are those of the text that was looked at last: a long list is gone
// through once for it.
type namesFound struct {
	text  string
	list  *domain.Roster
	names []called

	beginnings []called
}

func findNames(text string, list *domain.Roster) (names, beginnings []called) {
	if len(text) > maxCalling {
		return nil, nil
	}
	words := nameWords(text)
	starts := map[string][]int{}
	var initials [utf8.RuneSelf]bool // of the words; most names begin with another
	for i, w := range words {
		starts[w.folded] = append(starts[w.folded], i)
		if w.folded != "" && w.folded[0] < utf8.RuneSelf {
			initials[w.folded[0]] = true
		}
	}
	folded := strings.ToLower(text)
	handles := strings.Contains(folded, "@")
	for _, a := range list.All() {
		if handles && a.Handle != "" {
			handle := "@" + strings.ToLower(a.Handle)
			if at := strings.Index(folded, handle); at >= 0 && len(folded) == len(text) && !goesOn(folded[at+len(handle):]) {
				names = note(names, at, at+len(handle), a.Key())
			}
		}
		if a.Name != "" && isLetter(a.Name[0]) && !initials[a.Name[0]|0x20] {
			continue
		}
		name, _, _ := strings.Cut(a.Name, " (")
		first := wording.Fold(firstWord(name))
		if len(starts[first]) == 0 {
			continue
		}
		of := nameWords(name)
		if len(of) == 0 || len(of) > longestName || len(of) == 1 && (len(words) > 1 || a.Sample) {
			continue
		}
		for _, i := range starts[of[0].folded] {
			switch n := saidOf(words[i:], of); {
			case n == len(of):
				names = note(names, words[i].from, words[i+n-1].to, a.Key())
			case n > 1:
				beginnings = note(beginnings, words[i].from, words[i+n-1].to, a.Key())
			}
		}
	}
	names = longest(names)
	beginnings = slices.DeleteFunc(longest(beginnings), func(c called) bool {
		return slices.ContainsFunc(names, func(whole called) bool { return c.from < whole.to && whole.from < c.to })
	})
	return names, beginnings
}

// note adds somebody to those who are called by a stretch of a text.
func note(found []called, from, to int, key domain.AccountKey) []called {
	for i := range found {
		if found[i].from == from && found[i].to == to {
			found[i].people = append(found[i].people, key)
			return found
		}
	}
	return append(found, called{from, to, []domain.AccountKey{key}})
}

// longest leaves the longest of those that overlap, in the order of the text.
func longest(found []called) []called {
	slices.SortFunc(found, func(a, b called) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	end := 0
	return slices.DeleteFunc(found, func(c called) bool {
		inside := c.from < end
		end = max(end, c.to)
		return inside
	})
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// goesOn tells whether a handle is only the beginning of a longer one.
func goesOn(rest string) bool {
	rest = strings.TrimLeft(rest, ".")
	return rest != "" && (rest[0] == '_' || rest[0] >= '0' && rest[0] <= '9' || rest[0] >= 'a' && rest[0] <= 'z')
}

// firstWord is the first word of a name.
func firstWord(name string) string {
	isWord := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }
	from := strings.IndexFunc(name, isWord)
	if from < 0 {
		return ""
	}
	rest := name[from:]
	if to := strings.IndexFunc(rest, func(r rune) bool { return !isWord(r) }); to >= 0 {
		rest = rest[:to]
	}
	return rest
}

// someone stands in a text for a name. understand takes it for an account.
const someone = "@x"

// withoutNames is a text to be read for what it says about a brief: the names in
// it are hidden. A name that is a plain word of briefs ("Hà Nội") is that, and so
// is one in small letters where more is said ("review ăn uống, nữ 18-25, 100tr").
// Among people of a list a product in capitals is their name first ("Linh Chi"),
// if only its beginning.
func (t *turn) withoutNames(text string) string {
	names := t.namesIn(text)
	among := t.amongPeople()
	if among {
		for _, c := range t.beginningsIn(text) {
			if capitals(text[c.from:c.to]) {
				names = append(names, c)
			}
		}
		names = longest(names)
	}
	if len(names) == 0 {
		return text
	}
	hidden := hide(text, names, someone)
	more := statedSlots(understand.Read(hidden, t.context())) >= 2
	return hide(text, slices.DeleteFunc(names, func(c called) bool {
		name := text[c.from:c.to]
		if strings.HasPrefix(name, "@") {
			return false
		}
		for _, h := range understand.Read(name, understand.Context{}).Heard {
			if h.Words == name && !(among && !more && h.Slot == domain.SlotIndustry && capitals(name) && !ofTrade.MatchString(text[:c.from])) {
				return true
			}
		}
		return name == strings.ToLower(name) && more
	}), someone)
}

// ofTrade stands before what a campaign is for, as no name does.
var ofTrade = regexp.MustCompile(`(?i)(?:ngành|nganh|sang|thành|thanh|bán|ban|industry|to|for)(?: hàng| hang)? $`)

// amongPeople tells whether the person looks at people of a list.
func (t *turn) amongPeople() bool {
	stage := t.place().Stage
	return t.state.Flow == InCampaign && t.campaign != nil && t.state.Question == nil && (stage == StagePeople || stage == StageCard || stage == StageSummary)
}

// capitals tells whether every word begins with one.
func capitals(name string) bool {
	for _, w := range strings.Fields(name) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

// hide puts a sign in place of each name.
func hide(text string, names []called, sign string) string {
	var out strings.Builder
	at := 0
	for _, c := range names {
		out.WriteString(text[at:c.from])
		out.WriteString(sign)
		at = c.to
	}
	out.WriteString(text[at:])
	return out.String()
}

// read reads what a text says about a brief, the names of people in it aside.
func (t *turn) read(text string, ctx understand.Context) understand.Reading {
	return understand.Read(t.withoutNames(text), ctx)
}
