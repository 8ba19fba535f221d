package offer

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// FollowUp is what is said of a quote once it was judged.
type FollowUp struct {
	Kind FollowUpKind
	// Fee and FeeMin are as in a Quote; Each tells that they are for one piece.
	Fee, FeeMin domain.VND
	Each        bool
	Off         bool   // they are taken off what was asked
	Items       []Item // stated anew, or on top of AsksMore; none: as before
	Terms              // stated with it
}

// FollowUpKind tells what a FollowUp does to a quote.
type FollowUpKind string

// The kinds.
const (
	AsksMore FollowUpKind = "more"   // they want a sum on top
	AsksNow  FollowUpKind = "now"    // they want another sum instead
	WePay    FollowUpKind = "we-pay" // we would pay a sum
)

// maxFollowUp is how long such a text is, in bytes.
const maxFollowUp = 200

// plainSum is an amount of money as it is followed up with.
const plainSum = `(?:\$ ?\d[\d.,]*|~?\d[\d.,]*(?: ?(?:-|den|to) ?[\d.,]+)? ?{money}\d{0,3}|\d{1,3}(?:[.,]\d{3})+ ?(?:d|vnd|dong)?)(?:$|\W)`

// followUps are how they sound, the surest first, with who says it before.
var followUps = []struct {
	kind  FollowUpKind
	needs bool // a condition or something in return, as "thêm 2tr" may mean the budget
	off   bool // the sum is taken off what was asked
	like  pattern
}{
	{AsksMore, false, false, patternOf(`^(.*?)\b{demands-more}:? (?:{between} )*` + plainSum)},
	{AsksMore, true, false, patternOf(`^(.*?)(?:^|\b){adds} (?:{between} )*` + plainSum)},
	{AsksMore, false, false, patternOf(`^(.*?)\b(?:{names-price}) (?:{between} )*` + plainSum + ` ?(?:{on-top})\b`)},
	{WePay, false, false, patternOf(`^(.*?)\b{pays} (?:{between} )*` + plainSum)},
	{AsksNow, false, false, patternOf(`^(.*?)\b(?:{settles}|{says}|{names-price}) (?:{between} )*` + plainSum)},
	{WePay, false, false, patternOf(`^(.*?)\b(?:{settles}) (?:{between} )*` + plainSum)},
	{WePay, false, false, patternOf(`^(.*?)(?:^|\b)` + plainSum + ` ?(?:thi )?(?:{judged} ?{or-not}|{accepted}|(?:be |is )?{doubted})\b`)},
	{AsksNow, false, true, patternOf(`^(.*?)\b{takes-off} (?:{between} )*` + plainSum)},
	{WePay, false, true, patternOf(`^(.*?)\b{takes-off} (?:{between} )*` + plainSum)},
}

var (
	theyWords = patternOf(`\b{they}\b`)
	noWho     = patternOf(`^(?:(?:{they}|{we}|{so-then})(?: |$))*$`)
	moneyWord = patternOf(`^{money}$`)
	provided  = patternOf(`\b{if}\b`)
)

// ReadFollowUp reads what is said of the quote of somebody called name ("" where
// that is not known); false is anything else, as a whole quote, what has a size of
// its own, or speaks of a budget.
func ReadFollowUp(text, name string, vndPerUSD int64) (FollowUp, bool) {
	text = strings.TrimSpace(norm.NFC.String(strings.ToValidUTF8(text, "")))
	if text == "" || len(text) > maxFollowUp || strings.Contains(text, "\n") {
		return FollowUp{}, false
	}
	if q, whole := ReadQuote(text, vndPerUSD); whole && q.Name != "" && len(q.Items) > 0 {
		return FollowUp{}, false
	}
	size, _ := cutSize(text)
	folded := strings.Join(strings.Fields(wording.Fold(text)), " ")
	if size.Followers.IsKnown() || size.Views.IsKnown() || notQuote.MatchString(folded) {
		return FollowUp{}, false
	}
	o := Read(text, vndPerUSD)
	f := FollowUp{Terms: Terms{Usage: o.Usage, Ads: o.Ads, Exclusive: o.Exclusive, BeforeVAT: noVAT.MatchString(folded)}}
	for _, i := range o.Items {
		if !i.Assumed {
			f.Items = append(f.Items, i)
		}
	}
	inReturn := len(f.Items) > 0 || f.Usage.Stated || f.Ads.Stated || f.Exclusive.Stated || provided.MatchString(folded)
	said := strings.Fields(text)
	for _, form := range followUps {
		m := form.like.FindStringSubmatch(folded)
		if m == nil || form.needs && !inReturn {
			continue
		}
		before := said[:min(len(strings.Fields(m[1])), len(said))]
		if them, ok := whoSpeaks(before, name); ok && (form.kind == AsksMore || them == (form.kind == AsksNow)) {
			f.Kind, f.Off = form.kind, form.off
			if f.sum(readerOf(text, vndPerUSD), before) {
				return f, true
			}
		}
	}
	return FollowUp{}, false
}

// sum takes the first sum of a text behind so many words.
func (f *FollowUp) sum(r *reader, before []string) bool {
	for _, w := range before {
		if strings.ContainsFunc(w, unicode.IsDigit) && len(r.amounts) > 0 {
			r.amounts = r.amounts[1:]
		}
	}
	i := slices.IndexFunc(r.amounts, func(n number) bool { return n.role == money })
	if i < 0 {
		return false
	}
	low, high := r.sums(&r.amounts[i])
	f.Fee, f.FeeMin, f.Each = domain.VND(high), 0, r.isEach(&r.amounts[i])
	if low < high {
		f.FeeMin = domain.VND(low)
	}
	return f.Fee > 0 && high <= maxFee
}

// whoSpeaks tells whether words name who asks, them, and no third: they hold
// nothing but that, ourselves, a sum and what leads on. A name may be typed without its
// marks, but "chỉ" is not Chi.
func whoSpeaks(words []string, name string) (them, ok bool) {
	name = strings.ToLower(norm.NFC.String(name))
	called := slices.Concat(strings.Fields(name), strings.Fields(wording.Fold(name)))
	var rest []string
	sum := false
	for _, w := range words {
		w = strings.TrimFunc(strings.ToLower(w), unicode.IsPunct)
		folded := wording.Fold(w)
		switch {
		case strings.ContainsFunc(w, unicode.IsDigit):
			sum = true
			continue
		case w == "", sum && moneyWord.MatchString(folded):
		case slices.Contains(called, w):
			them = true
		default:
			rest = append(rest, folded)
		}
		sum = false
	}
	left := strings.Join(rest, " ")
	return them || theyWords.MatchString(left), noWho.MatchString(left)
}
