package roster

import (
	"strconv"
	"strings"
	"unicode"

	"chonmat/domain"
)

// shortVideo or longVideo: what "video" is on each platform, and the usual
// deliverable where a price names none.
var usualDeliverable = map[domain.Platform]domain.Deliverable{
	domain.TikTok: domain.ShortVideo, domain.YouTube: domain.LongVideo, domain.Instagram: domain.Post, domain.Facebook: domain.Post,
	domain.Threads: domain.Post, domain.Zalo: domain.Post, domain.X: domain.Post, domain.LinkedIn: domain.Post,
}

// deliverableFor settles what a word of words.csv means on a platform.
func deliverableFor(word string, p domain.Platform) domain.Deliverable {
	switch {
	case word == "video" && p == domain.YouTube:
		return domain.LongVideo
	case word == "video":
		return domain.ShortVideo
	case word == "":
		return usualDeliverable[p]
	}
	return domain.Deliverable(word)
}

// minPrice is the lowest fee that can be meant in đồng: below it the unit was
// left out ("8" for 8 triệu).
const minPrice = 10_000

// maxPrice bounds a fee for one deliverable, in đồng; above it lies a slip.
const maxPrice = 100_000_000_000

// priced is an amount and the word of words.csv for what it buys; "" is not
// said.
type priced struct {
	word string
	quantity
}

// maxPrices is the longest text, in bytes, that is read for prices.
const maxPrices = 400

// bundles are words for a fee that buys several things at once.
var bundles = []string{"combo", "goi", "package", "bundle", "tron"}

// isBundle tells whether folded words price several posts together: "combo 3
// video", "2 clips", "1 clip + 1 story". What one of them costs, such a fee does
// not say.
func isBundle(words []string) bool {
	if anyOf(words, bundles) {
		return true
	}
	behind := -1 // the word behind a counted deliverable
	for i, w := range words[:max(len(words)-1, 0)] {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 || n > 100 {
			continue
		}
		d, ok := deliverableWords.find(words[i+1 : min(i+1+deliverableWords.longest, len(words))])
		if !ok || d.from != 0 {
			continue
		}
		if n > 1 || behind == i {
			return true
		}
		behind = i + 1 + d.to
	}
	return false
}

// foreignSigns are those of currencies other than đồng and dollars.
const foreignSigns = "€£¥฿₩₱₹"

func isForeign(word string) bool { return currencyWords[word] == "other" }

// isForeignMoney tells whether a cell names a currency that we do not convert.
func isForeignMoney(cell string) bool {
	if strings.ContainsAny(cell, foreignSigns) {
		return true
	}
	for word := range strings.FieldsFuncSeq(cut(cell, maxPrices), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) <= 6 && isForeign(strings.ToLower(word)) {
			return true
		}
	}
	return false
}

// isBarter tells whether a cell says that the product itself is the fee:
// "free/barter", "trao đổi sản phẩm", and not "không nhận barter".
func isBarter(cell string) bool {
	if len(cell) > 60 || strings.ContainsAny(cell, "0123456789") {
		return false
	}
	words := strings.Fields(fold(cell))
	_, found := barterWords.find(words)
	return found && !anyOf(words, []string{"khong", "ko", "k", "no", "not"})
}

// readPrices reads a text that names several prices, such as "8tr/video, 3tr
// story" or "Video: 8tr; Post: 5tr". A price that names nothing is for usual.
// Amounts without a unit of money are not prices. A price of several things at
// once is none of them; bundled tells that there is one.
func readPrices(text string, s *style, usual string) (prices []priced, bundled bool) {
	if len(text) > maxPrices || !strings.ContainsAny(text, "0123456789") {
		return nil, false
	}
	for _, part := range priceParts(plainNumber(text)) {
		q, rest, before, ok := moneyIn(part, s)
		if !ok || isForeignMoney(part) {
			continue
		}
		if isBundle(strings.Fields(fold(before))) || isBundle(strings.Fields(fold(rest))) {
			bundled = true
			continue
		}
		word := usual
		if d, ok := deliverableWords.find(strings.Fields(fold(rest))); ok {
			word = d.value
		} else if d, ok := deliverableWords.find(strings.Fields(fold(before))); ok {
			word = d.value
		}
		prices = addPrice(prices, priced{word, q})
	}
	return prices, bundled
}

// addPrice appends a price unless there is one for the same.
func addPrice(prices []priced, p priced) []priced {
	for _, have := range prices {
		if have.word == p.word {
			return prices
		}
	}
	return append(prices, p)
}

// priceParts cuts a text where one price ends and the next begins.
func priceParts(text string) []string {
	return strings.Split(priceMarks.Replace(text), "\n")
}

var priceMarks = strings.NewReplacer(", ", "\n", ";", "\n", "|", "\n", " + ", "\n", " - ", "\n", "\r", "\n", " va ", "\n")

// moneyIn returns the first amount of money in a text, and what stands around
// it.
func moneyIn(text string, s *style) (q quantity, rest, before string, ok bool) {
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		q, rest, ok := s.term(text[i:])
		if ok {
			if after, isRange := cutRange(rest); isRange {
				if second, tail, ok := s.term(after); ok {
					q, rest = span(q, second), tail
				}
			}
			q.usd = q.usd || i > 0 && text[i-1] == '$'
			if isMoney(q) {
				return q, rest, text[:i], true
			}
			i = len(text) - len(rest) - 1
			continue
		}
		i += digitsAt(text[i:]) - 1
	}
	return q, "", "", false
}

// isMoney tells whether an amount can only be money: it has a currency, or a
// unit, or is as large as a fee in full figures.
func isMoney(q quantity) bool {
	return q.usd || q.vnd || q.scale > 0 && q.high >= minPrice || q.scale == 0 && q.high >= 100_000
}

// đồng converts an amount; ok is false when it can be no fee.
func (q quantity) inVND(exchange float64) (domain.VND, bool) {
	v := q.mid()
	if q.usd {
		v *= exchange
	}
	if v < 0 || v > maxPrice || v > 0 && v < minPrice {
		return 0, false
	}
	return domain.VND(v + 0.5), true
}
