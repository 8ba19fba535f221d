package offer

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// Quote is what a creator asks for, as a marketer passes it on: the same words
// as an offer, seen from the other side.
type Quote struct {
	Name  string     `json:"name,omitempty"`  // as written, without @; "": none
	Items []Item     `json:"items,omitempty"` // what it is for; none: not stated
	Fee   domain.VND `json:"fee_vnd,omitempty"`
	// FeeMin is the lower end of a range that Fee is the upper end of; zero of a
	// single sum.
	FeeMin domain.VND `json:"fee_min_vnd,omitempty"`
	Size
	Terms
	// Asks tells that the text asks whether the price is right, rather than
	// only stating it.
	Asks bool `json:"asks,omitempty"`
}

// Terms are what a price comes with.
type Terms struct {
	Usage     Right `json:"usage,omitzero"`
	Ads       Right `json:"ads,omitzero"`
	Exclusive Right `json:"exclusive,omitzero"`
	BeforeVAT bool  `json:"before_vat,omitempty"` // VAT is said to come on top
}

// With is terms with others stated later, which count where both are.
func (t Terms) With(later Terms) Terms {
	for _, r := range []struct{ to, from *Right }{{&t.Usage, &later.Usage}, {&t.Ads, &later.Ads}, {&t.Exclusive, &later.Exclusive}} {
		if r.from.Stated {
			*r.to = *r.from
		}
	}
	t.BeforeVAT = t.BeforeVAT || later.BeforeVAT
	return t
}

// Size is what a text says of how large a channel is.
type Size struct {
	Platform  domain.Platform      `json:"platform,omitempty"` // "": not stated
	Followers domain.Figure[int64] `json:"followers,omitzero"`
	Views     domain.Figure[int64] `json:"views,omitzero"` // of a usual post
}

// maxQuote is how long a text is taken for a quote, in bytes: it is a line or
// two.
const maxQuote = 600

//go:embed quotes.tsv
var quotesTSV string

// quoteWords are the phrases of quotes.tsv by name, without diacritics.
var quoteWords = readQuoteWords(quotesTSV)

func readQuoteWords(table string) map[string][]string {
	out := map[string][]string{}
	for name, text := range listed(table) {
		out[name] = append(out[name], wording.Fold(text))
	}
	return out
}

// placeholder stands for the phrases of a name, in a pattern over folded words.
var placeholder = regexp.MustCompile(`\{[a-z-]+\}`)

// patternOf makes a pattern in which {name} is any phrase of that name.
func patternOf(text string) pattern {
	return sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(placeholder.ReplaceAllStringFunc(text, func(name string) string {
			list := quoteWords[name[1:len(name)-1]]
			if len(list) == 0 {
				panic("offer: quotes.tsv has no " + name)
			}
			var any []string
			for _, phrase := range list {
				any = append(any, strings.ReplaceAll(regexp.QuoteMeta(phrase), "#", `\d+`))
			}
			return "(?:" + strings.Join(any, "|") + ")"
		}))
	})
}

// sum is an amount of money, or a number of works that has its price behind.
const sum = `(?:\$ ?\d|~?\d[\d.,]*(?: ?(?:-|den|to) ?[\d.,]+)? ?{money}|\d{1,3}(?:[.,]\d{3})+|\d{6}|\d+ {work})`

var (
	// asksPrice is the question.
	asksPrice = patternOf(`\b{judged}(?: {stressed})? ?{or-not}(?: {addressed})*\b|\b{dear} {too}\b|\b{doubted}\b`)
	// aboutPrice is what the question must be about where no sum is named;
	// thisPrice is one that was named before; inGeneral is a question about
	// prices as such.
	aboutPrice = patternOf(`\b(?:{price}|{price-loosely})\b`)
	thisPrice  = patternOf(`\b{price} {this}\b|\b{this-english}\b`)
	inGeneral  = patternOf(`\b{in-general}\b`)
	// states is somebody who names a price: who, the verb, and then a number.
	states = patternOf(`^\W*(.{1,60}?) (?:{lately} )?({names-price}) ?:? ?(?:{between} |(?:\d{1,2} |an? )?{work}s?(?: |: ?))*` + sum)
	// statesOf is the same behind its name: "báo giá của Mai: 1 video 10tr".
	// ownWords are the creator's own, passed on: "giá bên em 15tr/1 clip".
	statesOf = patternOf(`^\W*{price} {whose} (.{1,40}?)[:,]? ?(?:{between} |(?:\d{1,2} |an? )?{work}s?(?: |: ?))*` + sum)
	ownWords = patternOf(`\b{own-price}(?: la)?:? ?` + sum)
	noVAT    = patternOf(`\b{before-vat}\b`)
	// label is how a column of a list is called, rather than a verb.
	label = patternOf(`^{price}$`)
	// notQuote is a campaign, a brand's offer or a creator's question about
	// their own price.
	notQuote = patternOf(`\b{not-quote}\b`)
	// agencyAsks is an agency that names a price for those it works with.
	agencyIn   = patternOf(`\b{agency}\b`)
	agencyAsks = patternOf(`\b(?:{agency}|{stands-for}) (?:{they} )?(?:{lately} )?(?:{names-price}|{sends}) ?:? ?(?:{between} |cho |for |(?:\d{1,2} |an? )?{work}s?(?: |: ?))*` + sum)
	// crew is how many people a quote is for, where crewEach says what each of
	// them makes for it: "3 KOC 20tr, mỗi bạn 1 video". eachOfThem is the word.
	crew       = lazily(`\b(\d{1,2}) (?:ban |nguoi )?(?:kocs?|kols?|creators?|influencers?|ban|nguoi|people)\b`)
	crewEach   = patternOf(`\b(?:moi|each|per) ?(?:ban|nguoi|em|koc|kol|creator|one|person)?(?: (?:lam|dang|quay|makes|does|posts))? ?\d{1,2} {work}|\b\d{1,2} (?:\w+ )?{work}s? each\b`)
	eachOfThem = lazily(`(?i)(?:mỗi|\bmoi|\beach|\bper)(?:\s+(?:bạn|ban|người|nguoi|em|koc|kol|creator|one|person)\b)?`)
	// ofName stands before a name behind the price.
	ofName = lazily(`(?:^|[\s,(])(?i:của|cua|book|booking|thuê|thue|mời|chốt|from|by|for|giá|gia)\s+(?i:(?:bạn|chị|anh|em|kol|koc|idol|kênh|creator)\s+)?((?:\p{Lu}[\p{L}\p{M}.]*)(?:\s+\p{Lu}[\p{L}\p{M}.]*){0,3})`)
	combo  = lazily(`(?i)\bcombo\b`)
	// forOne is "8tr/1 video".
	forOne   = lazily(`/ ?1 `)
	handleIn = lazily(`(?:^|\s)@([\w.]{2,40})`)
	sizeWord = lazily(`^(?:\s*)(fl|flw|follow|follows|follower|followers|sub|subs|subscribers|fan|fans|người theo dõi|nguoi theo doi|lượt theo dõi|view|views|lượt xem|luot xem|v|plays)(?:\b|$)`)
	sizeLead = lazily(`(fl|follow|followers|follower|sub|subs|views?|lượt xem|luot xem|view tb|views tb|view trung bình|view trung binh|avg views|median views)(?:\s*[:=~]?\s*(?:tb|trung bình|trung binh|khoảng|khoang|tầm|tam|~)?\s*)$`)
)

// ReadQuote reads a quote, and tells whether the text is one: it states who
// asks for how much, or asks whether a price is right. Asks without a fee is
// about a price that was named before.
func ReadQuote(text string, vndPerUSD int64) (Quote, bool) {
	text = strings.TrimSpace(norm.NFC.String(strings.ToValidUTF8(text, "")))
	if text == "" || len(text) > maxQuote || strings.Count(text, "\n") > 3 {
		return Quote{}, false
	}
	q := Quote{}
	var rest string
	q.Size, rest = cutSize(text)
	folded := strings.Join(strings.Fields(wording.Fold(rest)), " ")
	q.Asks = asksPrice.MatchString(folded)
	stated := states.FindStringSubmatch(folded)
	own := stated == nil && ownWords.MatchString(folded)
	of := stated == nil && statesOf.MatchString(folded)
	agency := agencyAsks.MatchString(folded)
	if notQuote.MatchString(folded) || agencyIn.MatchString(folded) && !agency || !q.Asks && stated == nil && !own && !of && !agency {
		return Quote{}, false
	}
	sized := q.Followers.IsKnown() || q.Views.IsKnown()
	if !q.Asks && sized && (stated == nil && !agency || stated != nil && label.MatchString(stated[2]) || strings.Contains(text, "\n")) { // a line of a list
		return Quote{}, false
	}
	people := 1
	if m := crew.FindStringSubmatch(folded); m != nil && crewEach.MatchString(folded) {
		people, _ = strconv.Atoi(m[1])
		rest = eachOfThem.ReplaceAllString(rest, " ")
	}
	o := Read(forOne.ReplaceAllString(lastBundle(rest), "/"), vndPerUSD)
	q.take(&o)
	for i := range q.Items {
		q.Items[i].Quantity *= max(people, 1)
	}
	q.BeforeVAT = noVAT.MatchString(folded)
	q.Platform = platformOf(text)
	q.Name = nameIn(rest, stated)
	switch {
	case q.Fee == 0:
		return q, q.Asks && thisPrice.MatchString(folded) && !inGeneral.MatchString(folded)
	case q.Asks:
		return q, q.Name != "" || len(q.Items) > 0 || aboutPrice.MatchString(folded)
	case own, agency:
		return q, len(q.Items) > 0
	}
	return q, q.Name != "" || sized && len(q.Items) > 0
}

// PriceIn reads what a text says of a price, whosever it is; Fee is zero where it
// names none.
func PriceIn(text string, vndPerUSD int64) (q Quote) {
	o := Read(text, vndPerUSD)
	q.take(&o)
	return q
}

// take takes the price of an offer, and what it is for and comes with.
func (q *Quote) take(o *Offer) {
	q.Fee, q.Items, q.Usage, q.Ads, q.Exclusive = o.FeeMax, o.Items, o.Usage, o.Ads, o.Exclusive
	if o.FeeMin < o.FeeMax {
		q.FeeMin = o.FeeMin
	}
}

// lastBundle is the part about a bundle where a price for one is named too:
// "8tr/video, combo 3 video 20tr" is not 28 million.
func lastBundle(text string) string {
	at := combo.FindStringIndex(text)
	if at == nil || len(understand.Amounts(text[:at[0]])) == 0 {
		return text
	}
	if bundle := Read(text[at[0]:], 0); bundle.FeeMax > 0 && len(bundle.Items) > 0 {
		return text[at[0]:]
	}
	return text
}

// ReadSize reads how large a channel is: "TikTok 120k follow, view tầm 30k". A
// bare number is followers.
func ReadSize(text string) (Size, bool) {
	s, rest := cutSize(text)
	s.Platform = platformOf(text)
	if !s.Followers.IsKnown() {
		for _, a := range understand.Amounts(rest) {
			if n, ok := countOf(a); ok {
				s.Followers = domain.Known(n)
				break
			}
		}
	}
	return s, s.Followers.IsKnown() || s.Views.IsKnown()
}

// cutSize reads the numbers that count followers or views, and returns the text
// without them and what they count.
func cutSize(text string) (s Size, rest string) {
	rest = text
	for _, a := range understand.Amounts(text) {
		n, ok := countOf(a)
		if !ok {
			continue
		}
		word, from, to := "", a.Start, a.End
		after := strings.ToLower(text[a.End:])
		before := strings.ToLower(text[:a.Start])
		if m := sizeWord.FindStringSubmatchIndex(after); m != nil {
			word = after[m[2]:m[3]]
			to += m[3]
		} else if m := sizeLead.FindStringSubmatchIndex(before); m != nil && !countsBefore(before[:m[0]]) {
			word = before[m[2]:m[3]]
			from = m[2]
		}
		if len(after) != len(text)-a.End || len(before) != a.Start { // lower case is of another length
			from, to = a.Start, a.End
		}
		switch {
		case word == "":
			continue
		case word[0] == 'v' || word[0] == 'l' && strings.HasSuffix(word, "xem") || word == "plays" || strings.Contains(word, "views"):
			if !s.Views.IsKnown() {
				s.Views = domain.Known(n)
			}
		case !s.Followers.IsKnown():
			s.Followers = domain.Known(n)
		}
		rest = rest[:from] + strings.Repeat(" ", to-from) + rest[to:]
	}
	return s, rest
}

// countsBefore tells whether a text ends with a number, so that the word behind
// it is of that: "50k fl 4tr".
func countsBefore(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return strings.IndexAny(last, "0123456789") == 0 && !strings.HasSuffix(last, ",")
}

// countOf is an amount that can count people.
func countOf(a understand.Amount) (int64, bool) {
	v := a.Min
	if !a.HasMin {
		v = a.Max
	}
	return int64(v), v >= 1 && v <= 1e10 && a.Currency == ""
}

// platformOf is the first platform that a text names.
func platformOf(text string) domain.Platform {
	r := reader{text: text, words: wordsOf(text)}
	for _, p := range r.platformWords() {
		return p.platform
	}
	return ""
}

// nameIn finds whose quote it is: before the verb, as a handle, or behind "của".
func nameIn(text string, stated []string) string {
	if m := handleIn.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	if stated != nil {
		words := strings.Fields(text)
		n := len(strings.Fields(stated[1]))
		if n <= len(words) {
			if name := ownName(words[:n]); name != "" {
				return name
			}
		}
	}
	if m := ofName.FindStringSubmatch(text); m != nil {
		return ownName(strings.Fields(m[1]))
	}
	return ""
}

// ownName leaves a name of the words before a verb; "" where they name nobody.
func ownName(words []string) string {
	for i, w := range words[:max(len(words)-1, 0)] { // "hỏi chút, Linh"
		if strings.HasSuffix(w, ",") {
			words = words[i+1:]
			break
		}
	}
	for len(words) > 1 && isCalled(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && platformOf(words[len(words)-1]) != "" {
		words = words[:len(words)-1]
	}
	name := strings.TrimSuffix(strings.Trim(strings.Join(words, " "), " ,.:;-–@\"'“”"), "'s")
	if len(words) == 0 || len(words) > 4 || isNobody(name) || isCalled(name) || len([]rune(name)) > 40 ||
		strings.ContainsFunc(name, unicode.IsDigit) || !strings.ContainsFunc(name, unicode.IsLetter) {
		return ""
	}
	return name
}

// isNobody tells whether words such as "sếp" and "bên đó" stand where a name
// would. "Minh" is a name, "mình" and "minh" are not.
func isNobody(name string) bool {
	return name != "Minh" && slices.Contains(quoteWords["nobody"], wording.Fold(name))
}

// isCalled tells whether a word goes before a name.
func isCalled(word string) bool {
	word = strings.Trim(word, ",.:")
	folded := wording.Fold(word)
	first, _ := utf8.DecodeRuneInString(word)
	return slices.Contains(quoteWords["called"], folded) || unicode.IsLower(first) && slices.Contains(quoteWords["called-small"], folded)
}
