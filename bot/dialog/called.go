package dialog

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/knowledge"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// People of the list are called by their names: "xem Hoàng Duy", "Yến Nhi có mua
// tương tác không", "so Linh với Ngân". The words of a name say nothing about a
// brief, whatever else they mean: "Yến", "Bé" and "Review" are goods too.

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

// said tells whether the words of a text say a name: marks that were typed must
// be its own.
func said(words, name []namedWord) bool {
	for i, w := range words {
		if w.folded != name[i].folded || w.marks != "" && w.marks != name[i].marks {
			return false
		}
	}
	return true
}

// namesIn finds whole names and handles of the list in a text, the longest at
// each place. A name of a single word counts only where nothing else is said.
func (t *turn) namesIn(text string) []called {
	if t.inText == nil || t.inText.text != text || t.inText.list != t.roster() {
		t.inText = &namesFound{text, t.roster(), findNames(text, t.roster())}
	}
	return slices.Clone(t.inText.names)
}

// namesFound are those of the text that was looked at last: a long list is gone
// through once for it.
type namesFound struct {
	text  string
	list  *domain.Roster
	names []called
}

func findNames(text string, list *domain.Roster) (found []called) {
	if len(text) > maxCalling {
		return nil
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
	note := func(from, to int, key domain.AccountKey) {
		for i := range found {
			if found[i].from == from && found[i].to == to {
				found[i].people = append(found[i].people, key)
				return
			}
		}
		found = append(found, called{from, to, []domain.AccountKey{key}})
	}
	folded := strings.ToLower(text)
	handles := strings.Contains(folded, "@")
	for _, a := range list.All() {
		if handles && a.Handle != "" {
			handle := "@" + strings.ToLower(a.Handle)
			if at := strings.Index(folded, handle); at >= 0 && len(folded) == len(text) && !goesOn(folded[at+len(handle):]) {
				note(at, at+len(handle), a.Key())
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
			if i+len(of) <= len(words) && said(words[i:i+len(of)], of) {
				note(words[i].from, words[i+len(of)-1].to, a.Key())
			}
		}
	}
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
func (t *turn) withoutNames(text string) string {
	names := t.namesIn(text)
	if len(names) == 0 {
		return text
	}
	hidden := hide(text, names, someone)
	return hide(text, slices.DeleteFunc(names, func(c called) bool {
		name := text[c.from:c.to]
		if strings.HasPrefix(name, "@") {
			return false
		}
		for _, h := range understand.Read(name, understand.Context{}).Heard {
			if h.Words == name {
				return true
			}
		}
		return name == strings.ToLower(name) && statedSlots(understand.Read(hidden, t.context())) >= 2
	}), someone)
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

// What is said around names: folded, and "#" for each name.
var callings = []struct {
	verb  string
	words *regexp.Regexp
}{
	{"compare", regexp.MustCompile(`^(?:so|so sanh|compare)\b.*#.*#|^# (?:hay|hoac|vs|voi|va|and|or) #.*\b(?:hon|better)\b|^# vs #$`)},
	{"drop", regexp.MustCompile(`^(?:bo|loai|loai bo|gach|drop|remove|khong lay|khong chon|ko lay|k lay)` + whoever + `$`)},
	{"keep", regexp.MustCompile(`^(?:giu|lay|chon|chot|keep|pick|take)` + whoever + `$`)},
	{"check", regexp.MustCompile(`\b(?:mua (?:tuong tac|follow|fl|like|view|sub)|ao|fake|bot|seeding|kiem tra|dang ngo|nghi van|canh bao|bat thuong|check|soi|suspicious|bought|buys?|red flags?|warn\w*)\b`)},
	{"open", regexp.MustCompile(`^(?:(?:xem|mo|the|card|ho so|thong tin|so lieu|open|show|show me|xem the|xem ho so|mo the)(?: cua)? )?#` + politely + `$|^# (?:co|gia|bao nhieu|the nao|ra sao|la ai|sao|on|hop|thi sao|is|how|does|has)\b|^(?:gia|phi|cast|danh gia|nhan xet|vi sao|tai sao|sao|why|how)\b.*#`)},
}

// whoever is one name or more, politely.
const whoever = `(?: (?:ban|chi|anh|em|kol|koc|creator))? #(?:(?: ?, ?| va | voi | and | & )#)*` + politely

const politely = `(?: (?:nhe|nha|di|thoi|luon|ra|lai|a|ban|voi|giup|minh))*`

// calledInWords takes a text that calls people of the list by their whole names.
func (t *turn) calledInWords(text string) bool {
	if t.campaign == nil || t.state.Flow == InCreator || t.state.Flow == InImport {
		return false
	}
	if q := t.state.Question; q != nil && understand.Read(text, t.context()).Brief.Has(q.Slot) {
		return false
	}
	names := t.namesIn(text)
	if len(names) == 0 {
		return t.calledInPart(text)
	}
	rest := strings.Trim(strings.Join(strings.Fields(wording.Fold(hide(text, names, " # "))), " "), " .?!,…")
	rest = strings.ReplaceAll(rest, " ,", ",")
	if digits.MatchString(rest) {
		return false
	}
	for _, c := range callings {
		if c.words.MatchString(rest) {
			return t.callAll(c.verb, text, names)
		}
	}
	hidden := t.withoutNames(text)
	if hidden == text || !understand.Read(hidden, t.context()).Empty() || knowledge.Search(hide(text, names, "")).Verdict == knowledge.Answered {
		return false
	}
	return t.callAll("open", text, names)
}

// callAll does what is asked of the people whose names stand in a text.
func (t *turn) callAll(verb, text string, names []called) bool {
	var each [][]advise.Candidate
	for _, c := range names {
		var people []advise.Candidate
		for _, key := range c.people {
			if found, ok := t.rank().Find(key); ok {
				people = append(people, found)
			}
		}
		if len(people) == 0 {
			t.unranked(text[c.from:c.to])
			return true
		}
		slices.SortFunc(people, func(a, b advise.Candidate) int { return a.Rank - b.Rank })
		each = append(each, people[:min(len(people), maxFound)])
	}
	return t.callEach(verb, text[names[0].from:names[0].to], each)
}

// unranked says that somebody of the list is not among those ranked.
func (t *turn) unranked(name string) {
	t.show(screen.New(screen.P(t.Say("called.unranked", "name", screen.Truncate(name, maxHello)))).
		With(t.on(t.Say("press.open-new"), "people", "").As(screen.Primary), t.on(t.Say("button.edit-brief"), "brief", "")))
}

// partly are commands that may call people by a part of their name.
var partly = regexp.MustCompile(`^(giu|lay|chon|keep|bo|loai|drop|xem|mo|open|kiem tra|check|soi|so|so sanh|compare) (.+?)(?: (?:nhe|nha|di|thoi))*$`)

// verbs are what each of those words asks for.
var verbs = map[string]string{
	"giu": "keep", "lay": "keep", "chon": "keep", "keep": "keep", "bo": "drop", "loai": "drop", "drop": "drop",
	"xem": "open", "mo": "open", "open": "open", "kiem tra": "check", "check": "check", "soi": "check",
	"so": "compare", "so sanh": "compare", "compare": "compare",
}

// between parts the names of a comparison.
var between = regexp.MustCompile(` (?:voi|va|vs|and|with) `)

// calledInPart takes a command that calls somebody by a part of their name, in a
// text that means nothing else.
func (t *turn) calledInPart(text string) bool {
	m := partly.FindStringSubmatch(strings.Join(strings.Fields(wording.Fold(text)), " "))
	intent := understand.IntentOf(text, t.context())
	if m == nil || digits.MatchString(text) || intent != understand.IntentUnknown && intent != understand.IntentBrief {
		return false
	}
	name := wordsFrom(text, len(strings.Fields(m[1])), len(strings.Fields(m[2])))
	if !understand.Read(name, understand.Context{}).Empty() || slices.Contains(pronouns, name) {
		return false
	}
	verb, who := verbs[m[1]], []string{m[2]}
	if verb == "compare" {
		if who = between.Split(m[2], 3); len(who) != 2 {
			return false
		}
	}
	var each [][]advise.Candidate
	for _, w := range who {
		people := t.peopleCalled(w)
		if len(people) == 0 {
			return false
		}
		each = append(each, people)
	}
	if verb == "compare" {
		name = who[0]
	}
	return t.callEach(verb, name, each)
}

// pronouns are no names in small letters.
var pronouns = []string{"minh", "mình", "em", "anh", "chi", "chị", "ban", "bạn", "toi", "tôi", "me"}

// wordsFrom are n words of a text from word first on.
func wordsFrom(text string, first, n int) string {
	words := strings.Fields(text)
	return strings.Join(words[min(first, len(words)):min(first+n, len(words))], " ")
}

// callEach does what is asked of people, of whom each may be one of several.
func (t *turn) callEach(verb, name string, each [][]advise.Candidate) bool {
	t.state.Await = nil
	if t.state.Flow = InCampaign; t.stopped() {
		return true
	}
	if verb == "compare" && len(each) != 2 {
		verb = "open"
	}
	var people []advise.Candidate
	for i, of := range each {
		if len(of) == 1 {
			people = append(people, of[0])
			continue
		}
		if verb != "compare" && i > 0 { // one question at a time
			break
		}
		t.askCalled(verb, name, each)
		return true
	}
	if verb == "check" {
		t.check(personArg(people[0]))
		return true
	}
	return t.pick(verb, people)
}

// callButtons is the action of each verb's button.
var callButtons = map[string]string{"open": "card", "check": "check", "keep": "keep", "drop": "drop", "compare": "compare"}

// askCalled asks which of several people of a name is meant.
func (t *turn) askCalled(verb, name string, each [][]advise.Candidate) {
	s := screen.New(screen.P(t.Say("quote.whose", "name", screen.Truncate(name, maxHello))))
	label := func(c advise.Candidate) screen.Text {
		return screen.Join(" · ", screen.T(screen.Truncate(nameOf(c.Account), 24)), screen.T(t.value(c.Account.Platform)))
	}
	for _, a := range each[0] {
		if verb != "compare" {
			s = s.With(t.on(label(a), callButtons[verb], personArg(a)))
			continue
		}
		for _, b := range each[1] {
			if a.Rank != b.Rank {
				s = s.With(t.on(screen.Join(" / ", label(a), label(b)), "compare", personArg(a)+"."+personArg(b)))
			}
		}
	}
	t.show(s.With(t.on(t.Say("card.list"), "people", "")))
}
