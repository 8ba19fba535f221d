package dialog

import (
	"regexp"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/knowledge"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// People of the list are called by their names: "xem Hoàng Duy", "Yến Nhi có mua
// tương tác không", "so Linh với Ngân". names.go finds them.

// What is said around names: folded, and "#" for each name.
var callings = []struct {
	verb  string
	words *regexp.Regexp
}{
	{"compare", regexp.MustCompile(`^(?:so|so sanh|compare)\b.*#.*#|^(?:(?:nen )?(?:chon|lay|book) )?# (?:hay|hoac|or|vs|hon|voi) #$|^# (?:hon|thua|khac) #\b|\b(?:hon|better)\b.*#,? (?:hay|hoac|vs|voi|va|and|or) #|#,? (?:hay|hoac|vs|voi|va|and|or) #.*\b(?:hon|better)\b`)},
	{"restore", regexp.MustCompile(`^(?:thoi )?(?:them lai|dua lai|cho lai|khoi phuc|restore|add back|bring back|put back)` + whoever + `$|^(?:add|bring|put) # back$`)},
	{"drop", regexp.MustCompile(`^(?:thoi )?(?:bo|loai|loai bo|gach|huy|drop|remove|khong lay|khong chon|ko lay|k lay)` + whoever + `$|^(?:thay|thay the|doi|replace|swap)(?: out)?` + titled + ` #(?: (?:khac|bang (?:nguoi|ban|ai|kol|koc) khac|(?:by|with|for) (?:someone|somebody|another)(?: else| one)?))?` + politely + `$`)},
	{"keep", regexp.MustCompile(`^(?:thoi )?(?:giu|giu lai|lay|lay lai|chon|chot|keep|pick|take)` + whoever + `$`)},
	{"check", regexp.MustCompile(`\b(?:mua (?:tuong tac|follow|fl|like|view|sub)|ao|fake|bot|seeding|kiem tra|dang ngo|nghi van|canh bao|bat thuong|check|soi|suspicious|bought|buys?|flag\w*|red flags?|warn\w*)\b`)},
	{"judge", regexp.MustCompile(`\b(?:gia|bao gia|price|rate|fee)\b.*\b(?:dat|mac|cao|re|on|hop ly|fair|expensive|high)\b`)},
	{"open", regexp.MustCompile(`^(?:cho (?:minh|em|anh|chi|toi) )?(?:(?:xem|mo|the|card|ho so|thong tin|so lieu|open|show|show me|xem the|xem ho so|mo the)(?: cua)? )?#` + politely + `$|^(?:is|are|does|has|what about|how about|how is) #|^# (?:co|gia|bao nhieu|the nao|ra sao|la ai|sao|on|hop|thi sao|is|how|does|has)\b|^(?:gia|phi|cast|danh gia|nhan xet|vi sao|tai sao|sao|why|how)\b.*#`)},
}

// whoever is one name or more, politely.
const whoever = titled + ` #(?:(?: ?, ?| va | voi | and | & )#)*` + politely

// titled may stand before a name.
const titled = `(?: (?:ban|chi|anh|em|kol|koc|creator))?`

const politely = `(?: (?:nhe|nha|di|thoi|luon|ra|lai|nua|a|ban|voi|giup|minh))*`

// calledInWords takes a text that calls people of the list by their whole names.
func (t *turn) calledInWords(text string) bool {
	if t.campaign == nil || t.state.Flow == InCreator || t.state.Flow == InImport {
		return false
	}
	if q := t.state.Question; q != nil && understand.Read(text, t.context()).Brief.Has(q.Slot) {
		return false
	}
	names := t.namesIn(text)
	for _, also := range [][]called{t.beginningsIn(text), t.ranksIn(text)} {
		if all := longest(slices.Concat(names, also)); len(also) > 0 {
			if verb, ok := callingOf(text, all); ok && meant(verb, text, also) {
				return t.callAll(verb, text, all)
			}
		}
	}
	switch {
	case len(names) < 2 && t.twoInPart(text):
		return true
	case len(names) == 0:
		return t.calledInPart(text)
	}
	if verb, ok := callingOf(text, names); ok {
		return t.callAll(verb, text, names)
	}
	if digits.MatchString(hide(text, names, "")) {
		return false
	}
	hidden := t.withoutNames(text)
	asks := understand.IntentOf(hidden, t.context()) == understand.IntentQuestion
	if hidden == text || !understand.Read(hidden, t.context()).Empty() || asks && knowledge.Search(hide(text, names, "")).Verdict == knowledge.Answered {
		return false
	}
	return t.callAll("open", text, names)
}

// callingOf is what a text asks of those it names. A number beside them is of
// something else.
func callingOf(text string, names []called) (verb string, ok bool) {
	rest := strings.Trim(strings.Join(strings.Fields(wording.Fold(hide(text, names, " # "))), " "), " .?!,…")
	rest = strings.ReplaceAll(rest, " ,", ",")
	if digits.MatchString(rest) {
		return "", false
	}
	for _, c := range callings {
		if c.words.MatchString(rest) {
			return c.verb, true
		}
	}
	return "", false
}

// meant tells whether beginnings of names are meant as such: two that are
// compared, in capitals, or words that say nothing else. Ranks always are.
func meant(verb, text string, also []called) bool {
	for _, c := range also {
		name := text[c.from:c.to]
		if verb != "compare" && !digits.MatchString(name) && !capitals(name) && !understand.Read(name, understand.Context{}).Empty() {
			return false
		}
	}
	return true
}

// rankSaid is somebody called by rank: "số 1", "bạn số 3", "#2", "người thứ 4";
// "thứ 4" is a day of the week as well, and "thu 4" an income.
var rankSaid = regexp.MustCompile(`(?i)(?:(?:người|nguoi|bạn|ban|kol|koc|creator)\s+)?(?:(?:số|so|hạng|hang|no\.?|number)\s*|#\s?)(\d{1,4})\b|(?:người|kol|koc|creator)\s+thứ\s*(\d{1,4})\b`)

// ofClaims is what is said of being the first of a market rather than of a list.
var ofClaims = regexp.MustCompile(`\b(?:noi|quang cao|dung tu|chu|thi truong|viet nam|claim|luat|phat|goi la|tu xung|advertis\w*|say|market)\b`)

// ranksIn finds people called by rank where there is a list to look at.
func (t *turn) ranksIn(text string) (found []called) {
	if !t.amongPeople() || ofClaims.MatchString(wording.Fold(text)) {
		return nil
	}
	for _, m := range rankSaid.FindAllStringSubmatchIndex(text, 4) {
		rank := max(m[2], m[4])
		people := t.atRanks([]string{text[rank:max(m[3], m[5])]})
		if len(people) == 0 {
			return nil
		}
		found = append(found, called{m[0], m[1], []domain.AccountKey{people[0].Account.Key()}})
	}
	return found
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
var partly = regexp.MustCompile(`^(giu|lay|chon|keep|them lai|dua lai|khoi phuc|restore|bo|loai|drop|xem|mo|open|kiem tra|check|soi|so|so sanh|compare) (.+?)(?: (?:nhe|nha|di|thoi))*$`)

// verbs are what each of those words asks for.
var verbs = map[string]string{
	"giu": "keep", "lay": "keep", "chon": "keep", "keep": "keep", "bo": "drop", "loai": "drop", "drop": "drop",
	"xem": "open", "mo": "open", "open": "open", "kiem tra": "check", "check": "check", "soi": "check",
	"them lai": "restore", "dua lai": "restore", "khoi phuc": "restore", "restore": "restore",
	"so": "compare", "so sanh": "compare", "compare": "compare",
}

// between parts the names of a comparison, beside those of a list.
var (
	between = regexp.MustCompile(` (?:voi|va|vs|and|with) `)
	beside  = regexp.MustCompile(` ?, ?| (?:va|and|&) `)
)

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
	switch verb {
	case "compare":
		if who = between.Split(m[2], 3); len(who) != 2 {
			return false
		}
	case "keep", "drop", "restore":
		who = beside.Split(m[2], maxFound)
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

// ofTwo asks how two compare, of whom only a part of the name or the rank is said.
var ofTwo = regexp.MustCompile(`^(?:vi sao|tai sao|sao|why(?: is)?) (.+?) (?:lai )?(?:(?:tot )?hon|(?:dung |xep )?(?:tren|sau|duoi)|better than|above) (.+?)(?: vay| the)?$` +
	`|^(.+?) (?:voi|va|hay|vs) (.+?)(?: thi)? ai (?:tot )?hon$|^ai (?:tot )?hon,? (.+?) (?:hay|va|voi) (.+)$`)

// twoInPart compares two who are called by a part of their names or by rank.
func (t *turn) twoInPart(text string) bool {
	m := ofTwo.FindStringSubmatch(strings.TrimRight(strings.Join(strings.Fields(wording.Fold(text)), " "), " ?.!…"))
	if m == nil {
		return false
	}
	a, b := t.peopleCalled(m[1]+m[3]+m[5]), t.peopleCalled(m[2]+m[4]+m[6])
	return len(a) > 0 && len(b) > 0 && t.callEach("compare", m[1]+m[3]+m[5], [][]advise.Candidate{a, b})
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
	switch two := len(each) == 2; {
	case verb == "compare" && !two:
		verb = "open"
	case verb == "open" && two: // "vì sao A đứng sau B"
		verb = "compare"
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
	switch verb {
	case "check":
		t.check(personArg(people[0]))
		return true
	case "judge":
		t.judgeCard(personArg(people[0]))
		return true
	}
	return t.pick(verb, people)
}

// callButtons is the action of each verb's button.
var callButtons = map[string]string{"open": "card", "check": "check", "judge": "judge", "keep": "keep", "drop": "drop", "compare": "compare", "restore": "unkeep"}

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
