package offer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/understand"
)

// maxText is how much of a text is read, in bytes: an offer is a message.
const maxText = 8 << 10

// The bounds of what makes sense; what lies outside was misread.
const (
	maxFee      = 100_000_000_000 // đồng
	minFee      = 10_000          // đồng: a smaller number without a scale is no money
	maxQuantity = 200
	maxDays     = 3650
	maxTimes    = 50
)

// Read reads an offer. vndPerUSD converts dollars; 0 means understand's
// default.
func Read(text string, vndPerUSD int64) Offer {
	text = norm.NFC.String(strings.ToValidUTF8(text, ""))
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	r := readerOf(text, vndPerUSD)
	r.out.Words = map[Flag]string{}
	r.whose()
	r.items()
	r.fee()
	r.rights()
	r.payment()
	r.rest()
	r.flags()
	return r.out
}

// readerOf has found the phrases and numbers of a text.
func readerOf(text string, vndPerUSD int64) *reader {
	words := wordsOf(text)
	r := reader{text: text, words: words, hits: find(words), rate: float64(cmp.Or(vndPerUSD, understand.DefaultVNDPerUSD))}
	r.numbers()
	return &r
}

// role is what a number is for.
type role int

const (
	nothing role = iota
	money
	quantity
	duration
	share
	times
)

// number is a number of the text.
type number struct {
	understand.Amount
	role     role
	from, to int  // words
	days     int  // of a duration
	net      bool // "net 30"
}

type reader struct {
	text    string
	words   []word
	hits    []hit
	amounts []number
	rate    float64
	out     Offer
}

// deliverables and platforms are the signs that are words of the vocabulary.
var (
	deliverables = map[sign]domain.Deliverable{
		"short_video": domain.ShortVideo, "long_video": domain.LongVideo, "post": domain.Post, "story": domain.Story, "livestream": domain.Livestream,
	}
	platforms = map[sign]domain.Platform{
		"tiktok": domain.TikTok, "facebook": domain.Facebook, "instagram": domain.Instagram, "youtube": domain.YouTube, "threads": domain.Threads, "zalo": domain.Zalo,
	}
	daysIn = map[sign]int{"day": 1, "week": 7, "month": 30, "year": 365}
)

// numbers gives every number its role, by what follows it.
func (r *reader) numbers() {
	for _, a := range understand.Amounts(r.text) {
		n := number{Amount: a}
		n.from = slices.IndexFunc(r.words, func(w word) bool { return w.end > a.Start })
		n.to = slices.IndexFunc(r.words, func(w word) bool { return w.start >= a.End })
		if n.from < 0 {
			continue
		}
		if n.to < 0 {
			n.to = len(r.words)
		}
		if !n.HasMin {
			n.Min = n.Max
		}
		if !n.HasMax {
			n.Max = n.Min
		}
		n.role = r.roleOf(&n)
		r.amounts = append(r.amounts, n)
	}
}

func (r *reader) roleOf(n *number) role {
	next := ""
	if n.to < len(r.words) && r.words[n.to].clause == r.words[n.to-1].clause {
		next = r.words[n.to].letters
	}
	if next == "%" {
		return share
	}
	if n.Currency == "" && !n.Scaled {
		unit := unitOf(next)
		if unit == "times" && n.Max <= maxTimes {
			return times
		}
		if days := daysIn[unit]; days > 0 && n.Max*float64(days) <= maxDays {
			n.days = int(math.Round(n.Max * float64(days)))
			return duration
		}
		for _, h := range r.hits {
			if h.from != n.to || next == "" {
				continue
			}
			if _, ok := deliverables[h.sign]; ok && n.Max >= 1 && n.Max <= maxQuantity {
				return quantity
			}
		}
		if n.Max < minFee {
			if r.before(n.from, "net") && n.Max <= maxDays {
				n.days, n.net = int(n.Max), true
				return duration
			}
			return nothing
		}
	}
	for _, h := range r.hits {
		if h.from == n.to && h.sign == "views" && next != "" {
			return nothing
		}
	}
	return money
}

// unitOf is the unit of time, or "times", that a word is, whatever longer phrase
// it begins ("30 ngày air", "2 rounds of revisions").
func unitOf(letters string) sign {
	for _, p := range phrases[letters] {
		if len(p.words) == 1 && (daysIn[p.sign] > 0 || p.sign == "times") {
			return p.sign
		}
	}
	return ""
}

// before tells whether a phrase of that sign ends where word i begins.
func (r *reader) before(i int, s sign) bool {
	return slices.ContainsFunc(r.hits, func(h hit) bool { return h.sign == s && h.to == i })
}

// has tells whether the text holds a sign.
func (r *reader) has(s sign) bool {
	return slices.ContainsFunc(r.hits, func(h hit) bool { return h.sign == s })
}

func (r *reader) clauseOf(i int) int { return r.words[min(i, len(r.words)-1)].clause }

// inClause returns the first hit of one of the signs in a clause.
func (r *reader) inClause(clause int, signs ...sign) *hit {
	for i := range r.hits {
		if r.clauseOf(r.hits[i].from) == clause && slices.Contains(signs, r.hits[i].sign) {
			return &r.hits[i]
		}
	}
	return nil
}

// items reads what is to be made: content with a number before it or a price of
// its own, and what is joined to that; when none has either, the first that is
// named.
func (r *reader) items() {
	var bare, priced *hit
	last := -1 // the word behind what was added last
	for i := range r.hits {
		h := &r.hits[i]
		if _, ok := deliverables[h.sign]; !ok {
			continue
		}
		switch n := r.countBefore(h.from); {
		case n != nil:
			if !r.each(n.from) {
				r.add(h, int(n.Max), false)
				last = h.to
			}
		case h.from > 0 && r.isArticle(h.from-1):
			r.add(h, 1, false)
			last = h.to
		case last >= 0 && r.joined(last, h.from) || r.hasPrice(h) && r.othersPriced(i):
			r.add(h, 1, true)
			last = h.to
		case r.each(h.from) && priced == nil:
			priced = h
		case !r.each(h.from) && bare == nil:
			bare = h
		case bare != nil && len(r.out.Items) == 0 && r.joined(bare.to, h.from):
			r.add(bare, 1, true)
			r.add(h, 1, true)
			last = h.to
		}
	}
	if h := cmp.Or(priced, bare); len(r.out.Items) == 0 && h != nil {
		r.add(h, 1, true)
	}
	if len(r.out.Items) == 0 {
		r.platformItem()
	}
}

// isArticle tells whether word i is the "a" of "a video".
func (r *reader) isArticle(i int) bool {
	w := r.words[i]
	return w.marks == "" && (w.letters == "a" || w.letters == "an") && (i == 0 || !r.each(i))
}

// joined tells whether nothing but "+", "và" or the like stands between two
// words.
func (r *reader) joined(from, to int) bool {
	if from > to {
		return false
	}
	between := strings.TrimSpace(r.text[r.words[from-1].end:r.words[to].start])
	return slices.Contains([]string{"+", "&", "và", "va", "and", "kèm", "with"}, strings.ToLower(between))
}

// hasPrice tells whether content has a price of its own right behind it, or
// before it for each.
func (r *reader) hasPrice(h *hit) bool {
	return slices.ContainsFunc(r.amounts, func(n number) bool {
		return n.role == money && (n.from == h.to || r.each(h.from) && n.to == h.from-1)
	})
}

// othersPriced tells whether other content than hit i has a price too: it is a
// list of prices.
func (r *reader) othersPriced(i int) bool {
	for k := range r.hits {
		h := &r.hits[k]
		if _, ok := deliverables[h.sign]; ok && h.sign != r.hits[i].sign && r.hasPrice(h) {
			return true
		}
	}
	return false
}

// platformItem reads "1 tiktok": a number before a platform counts what
// creators there are mostly paid for.
func (r *reader) platformItem() {
	for _, p := range r.platformWords() {
		for _, n := range r.amounts {
			if n.role == nothing && n.to == p.at && n.Max >= 1 && n.Max <= maxQuantity {
				r.out.Items = append(r.out.Items, Item{Platform: p.platform, Deliverable: advise.MainDeliverable(p.platform), Quantity: int(n.Max)})
				return
			}
		}
	}
}

// each tells whether "mỗi" or "/" stands before word i. A bare "moi" is rather
// "mời".
func (r *reader) each(i int) bool {
	if i == 0 {
		return false
	}
	w := r.words[i-1]
	return w.letters == "/" || r.before(i, "each") && (w.letters != "moi" || w.marks != "")
}

func (r *reader) countBefore(i int) *number {
	for k := range r.amounts {
		if n := &r.amounts[k]; n.role == quantity && n.to == i {
			return n
		}
	}
	return nil
}

func (r *reader) add(h *hit, quantity int, assumed bool) {
	item := Item{Deliverable: deliverables[h.sign], Platform: r.platformNear(h), Quantity: quantity, Assumed: assumed}
	if item.Platform == domain.YouTube && item.Deliverable == domain.ShortVideo && !r.saysShort(h) {
		item.Deliverable = domain.LongVideo
	}
	for i := range r.out.Items {
		if o := &r.out.Items[i]; o.Deliverable == item.Deliverable && o.Platform == item.Platform {
			o.Quantity = min(o.Quantity+quantity, maxQuantity)
			return
		}
	}
	r.out.Items = append(r.out.Items, item)
}

// saysShort tells whether a video is called a short one.
func (r *reader) saysShort(h *hit) bool {
	for _, w := range r.words {
		if w.clause != r.words[h.from].clause {
			continue
		}
		if w.letters == "short" || w.letters == "shorts" || w.letters == "ngan" {
			return true
		}
	}
	return false
}

// platformNear is the platform that is named with a piece of content: within
// its phrase, after it in its clause, before it, or the only one of the text.
func (r *reader) platformNear(h *hit) domain.Platform {
	clause := r.clauseOf(h.from)
	var inside, after, before domain.Platform
	all := map[domain.Platform]bool{}
	for _, p := range r.platformWords() {
		all[p.platform] = true
		switch {
		case p.at >= h.from && p.at < h.to:
			inside = cmp.Or(inside, p.platform)
		case r.words[p.at].clause != clause:
		case p.at >= h.to:
			after = cmp.Or(after, p.platform)
		default:
			before = p.platform
		}
	}
	if near := cmp.Or(inside, after, before); near != "" {
		return near
	}
	if len(all) == 1 {
		for p := range all {
			return p
		}
	}
	return formats[r.words[h.from].letters]
}

// formats are the kinds of content that a platform has given its name to.
var formats = map[string]domain.Platform{"reel": domain.Instagram, "reels": domain.Instagram, "shorts": domain.YouTube}

type platformWord struct {
	platform domain.Platform
	at       int
}

// platformWords are the platforms named, also within longer phrases ("video
// tiktok").
func (r *reader) platformWords() []platformWord {
	var out []platformWord
	for i := range r.words {
		for _, p := range phrases[r.words[i].letters] {
			if platform, ok := platforms[p.sign]; ok && matches(r.words[i:], p.words) {
				out = append(out, platformWord{platform, i})
				break
			}
		}
	}
	return out
}
