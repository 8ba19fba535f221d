package roster

import (
	"iter"
	"slices"
	"strings"
)

// figure is a number of a pasted line, with the words around it.
type figure struct {
	quantity
	raw           string
	part          string   // what stands before it, from the last mark on
	before, after []string // the words next to it that are about no other number
	rest          string   // of the line
	used          int      // how many bytes of rest say what it counts
}

// What the words around a number say it counts.
var (
	followWords = []string{"fl", "flw", "fls", "follow", "follows", "follower", "followers", "sub", "subs", "subscribers", "fan", "fans", "theo"}
	viewWords   = []string{"view", "views", "luot", "xem", "v"}
	likeWords   = []string{"like", "likes", "comment", "comments", "cmt", "share", "shares"} // a pasted line has no place for them
	targetWords = []string{"reach", "don", "lead", "leads", "click", "clicks", "impression", "impressions", "install", "tai", "budget"}
	priceWords  = []string{"gia", "bao", "cat", "se", "xe", "booking", "price", "fee", "phi", "cast", "quote", "rate"}
	// aboutWords stand between a number and what it counts: "view tầm 20k",
	// "20k trung bình view", "view mỗi video 20k".
	aboutWords = []string{"tam", "khoang", "gan", "hon", "tren", "la", "dat", "moi", "mot", "trung", "binh", "tb", "avg", "average", "video", "clip", "bai"}
	// typicalWords, where nothing else says what a number counts, are about
	// views: nobody has an average of followers or of fees.
	typicalWords = []string{"binh", "tb", "avg", "average"}
)

// file files one number by the words around it. Money is what is written as
// money; a bare "20k" is set aside until all of the line is known.
func (l *line) file(f *figure) {
	last, typicalBefore := nearest(slices.Backward(f.before))
	next, typicalAfter := nearest(slices.All(f.after))
	grown := lettersEnd(f.raw) // "kfl"
	is := func(words []string) bool { return slices.Contains(words, next) }
	was := func(words []string) bool { return last != "v" && slices.Contains(words, last) }
	switch {
	case f.percent:
		l.rate = f.raw
	case is(followWords) && f.names(next), strings.HasSuffix(grown, "fl"), strings.HasSuffix(grown, "follow"), strings.HasSuffix(grown, "sub"),
		was(followWords) && l.followers == "":
		l.followers, l.counted = f.raw, true
	case is(viewWords) && !(l.followers == "" && countFollows(f.rest)) && f.names(next), strings.HasSuffix(grown, "view"), strings.HasSuffix(grown, "views"),
		was(viewWords), (typicalBefore && last == "" || typicalAfter && next == "") && !f.isFee():
		if l.views == "" {
			l.views, l.counted = f.raw, true
		}
	case is(likeWords) && f.names(next), was(likeWords):
	case is(targetWords):
		l.target = true
	case was(priceWords), f.usd, f.vnd, f.isFee() && (l.followers != "" || len(l.prices) == 0), strings.HasPrefix(strings.TrimSpace(f.rest), "/"),
		l.followers != "" && isMoney(f.quantity) && (f.scale == 0 && f.high >= 1e6 || hasDeliverable(f.tail())):
		l.prices = append(l.prices, f.price())
	case l.followers != "" && isMoney(f.quantity) && f.high >= looseFee:
		l.loose = append(l.loose, f.price())
	case l.followers != "" && isMoney(f.quantity):
		l.unclear++
	case l.followers == "" && (f.scale > 0 || f.high >= 1000):
		l.followers = f.raw
	}
}

// looseFee is the least, in đồng, that a number which says nothing of itself is
// taken for a fee: a bare "20k" beside followers is hardly one.
const looseFee = 100_000

// settleLoose decides what is left open: a single amount is the price where
// nothing else is.
func (l *line) settleLoose() {
	if len(l.prices) == 0 && len(l.loose) == 1 {
		l.prices = l.loose
		return
	}
	l.unclear += len(l.loose)
}

// nearest returns the first word that is not about how a number is meant, and
// whether a word on the way says that it is of a typical post.
func nearest(words iter.Seq2[int, string]) (word string, typical bool) {
	for _, w := range words {
		if !slices.Contains(aboutWords, w) {
			return w, typical
		}
		typical = typical || slices.Contains(typicalWords, w)
	}
	return "", typical
}

// names takes the word behind the number as its own: it is about no other.
func (f *figure) names(word string) bool {
	f.used = strings.Index(f.rest, word) + len(word)
	return true
}

// isFee tells whether a number is written as money is: "5tr", "2 củ", "$300".
// People have "1.2M" followers.
func (f *figure) isFee() bool {
	return f.usd || f.vnd || f.scale >= 1e6 && !strings.HasPrefix(lettersEnd(f.raw), "m")
}

// price is the cell of a price: the amount with the words that say what it buys,
// behind it or before ("story 3tr"), and where that is several things, a word
// for a bundle.
func (f *figure) price() string {
	tail := f.tail()
	if isBundle(strings.Fields(fold(f.part))) || isBundle(strings.Fields(fold(tail))) {
		return bundles[0] + " " + f.raw
	}
	if !hasDeliverable(tail) {
		for i := range slices.Backward(f.before) {
			if d, ok := deliverableWords.find(f.before[i:]); ok && d.from == 0 {
				return strings.Join(f.before[i:], " ") + " " + f.raw + " " + tail
			}
		}
	}
	return f.raw + " " + tail
}

// tail is the words behind a price that may name a deliverable, or several with
// their numbers: "12tr 2 clip + 1 story".
func (f *figure) tail() string {
	words := strings.Fields(strings.ReplaceAll(firstPart(cut(f.rest, 60)), "/", " / "))
	for i, w := range words {
		if isDigit(w[0]) && !(len(w) <= 2 && allDigits(w) && i+1 < len(words) && hasDeliverable(words[i+1])) {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// countFollows tells whether the word behind a number stands before a number of
// thousands, which it names rather than the one before: "15k view 20k", but not
// "15k view 3tr".
func countFollows(rest string) bool {
	_, after, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if after == "" || !isDigit(after[0]) {
		return false
	}
	var s style
	q, _, ok := s.term(after)
	return ok && q.scale == 1e3
}

// lineParts part what is said in a line.
var lineParts = []string{", ", "; ", " - "}

// lastPart returns what follows the last of them, firstPart what comes before
// the first: the words that can be about a number beside them.
func lastPart(text string) string {
	for _, mark := range lineParts {
		if i := strings.LastIndex(text, mark); i >= 0 {
			text = text[i+len(mark):]
		}
	}
	return text
}

func firstPart(text string) string {
	if strings.HasPrefix(text, "- ") { // the space before it went with the number
		return ""
	}
	for _, mark := range lineParts {
		text, _, _ = strings.Cut(text, mark)
	}
	return text
}

// beforeDigit is a text up to where the next number begins.
func beforeDigit(text string) string {
	if i := strings.IndexAny(text, "0123456789"); i >= 0 {
		return text[:i]
	}
	return text
}

// wordsOf returns the words of a text in plain letters.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r < 'a' || r > 'z' })
}

func lettersEnd(s string) string {
	i := len(s)
	for i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
		i--
	}
	return s[i:]
}
