package offer

import (
	"strings"

	"chonmat/domain/wording"
)

// Talk is what a creator says about an offer that is at hand.
type Talk string

// The kinds of talk. NoTalk is about something else.
const (
	NoTalk    Talk = ""
	AskTake   Talk = "take"   // whether to take it: "có nên nhận không"
	AskPrice  Talk = "price"  // what to ask for: "em nên đòi bao nhiêu"
	AskScam   Talk = "scam"   // whether it is a fraud
	OtherSide Talk = "demand" // what the other side says besides: "họ bắt em …"
)

// maxTalk is how long a remark about an offer is, in bytes.
const maxTalk = 300

const no = `(?:khong|ko|k|kg|hong|hok|khum|kh)`

// talks are how each sounds, folded; the first that fits counts.
var talks = []struct {
	talk  Talk
	sound pattern
}{
	{OtherSide, lazily(`^(?:ma |nhung |the |nhung ma |con |roi |gio )?(?:ho|brand|nhan|nhan hang|ben (?:do|kia|ay|ho|brand)|agency|shop|cong ty|khach|they|the brand|the agency)\b.* ?\b(?:bat|bao|keu|yeu cau|doi|muon|ep|noi|xin|tra|tang|giam|len|chi|ask|asks|want|wants|make|makes|tell|tells|say|says|pay|pays)\b`)},
	{AskScam, lazily(`\b(?:lua dao|bi lua|co lua|lua em|lua minh|scam|scammer|scams|fraud|legit|uy tin ` + no + `|co that ` + no + `|dang tin ` + no + `|tin (?:duoc|dc) ` + no + `)\b`)},
	{AskPrice, lazily(`\b(?:doi|xin|de nghi|de xuat|bao gia|ra gia|deal|thuong luong|tra gia|counter|lay|bao|hoi|noi|chot)(?: (?:lai|ho|len|them|gia|muc|phi|tam|khoang|la|thanh|duoc))* (?:bao nhieu|may|muc nao|gia nao)\b`)},
	{AskPrice, lazily(`\b(?:gia|phi|muc)(?: \w+){0,3} (?:bao nhieu|nao)(?: \w+){0,2} (?:hop ly|phai chang|dep|on)\b|\bhow much (?:should|can|could|do) i\b|\bwhat should i (?:ask|charge|counter)`)},
	{AskTake, lazily(`\b(?:nen|co nen|dang) (?:nhan|lam|dong y|ky|chot|di)\b.*\b(?:` + no + `|chua)\b|\b(?:nhan|lam|chot|dong y) (?:loi |loi moi |job |keo |cai |deal |vu )?(?:nay |do |duoc |dc )*` + no + `\b|\b(?:should i (?:take|accept|say yes|do)|worth it|is (?:it|this|that) (?:fair|good|ok|okay|worth))\b`)},
	{AskTake, lazily(`^(?:vay |the |vay thi |thi |ma )?(?:loi moi |job |keo |deal |gia |muc |offer |cai |vay |the )*(?:nay |do |vay |the )*(?:co )?(?:on|ok|oke|hop ly|hoi|ngon|thap qua|re qua|thap|re) (?:` + no + `|chua)(?: (?:a|ban|ad|nhi|vay|the))?$`)},
}

var (
	howMuch = lazily(`\bbao (?:nhieu|gio|lau)\b`) // the "bao" that is no "bảo"
	ownSide = lazily(`^(?:brand|nhan|nhan hang|agency|shop|cong ty) (?:cua )?(?:ben )?(?:minh|em|toi|tui|nha)\b`)
	toMe    = lazily(`\b(?:bat|bao|keu|yeu cau|doi|muon|ep|xin|ask|asks|want|wants|make|makes|tell|tells)(?: phia| ben)? (?:em|minh|toi|tui|me)\b`)
)

// aSum is a fee in a follow-up, folded. Thousands are left out: they are
// followers as well.
const aSum = `\d[\d.,]*(?: ?(?:tr|trieu|cu|mil|million)\w*)`

// What they would pay, and what the creator would ask for.
var (
	theySum = lazily(`^(?:(?:vay|the|con|neu|nhung|ma|gia|what if|if|and) )*(?:(?:ho|brand|ben do|they) )?(?:(?:tra|nang|tang|len|them|pay|paid|offer|offered) )*(` + aSum + `)(?: (?:thi|la|duoc|dc|nhan|em|minh|sao|khong|ko|k|nhe|nen|co|on|ok|a|ban|ha|chua))*[ ?.!]*$`)
	ourSum  = lazily(`^(?:(?:vay|the|hay|neu|nhung) )*(?:em|minh|toi|tui|i) (?:(?:muon|nen|se|can|could|can) )*(?:doi|xin|bao|lay|de nghi|ask|charge)(?: (?:lai|gia|ho|for|them|len))* ` + aSum)
)

// SumIn reads what a short text says of the fee of an offer at hand: what they
// pay now, as a text of theirs, or that the creator would ask for a sum.
func SumIn(text string) (theirs string, ours bool) {
	folded := strings.Join(strings.Fields(wording.Fold(text)), " ")
	if len(text) > maxTalk || ourSum.MatchString(folded) {
		return "", len(text) <= maxTalk
	}
	if m := theySum.FindStringSubmatch(folded); m != nil {
		return "họ trả " + m[1], false
	}
	return "", false
}

// TalkOf tells what a text says about an offer that is at hand.
func TalkOf(text string) Talk {
	if len(text) > maxTalk {
		return NoTalk
	}
	folded := wording.Fold(text)
	for _, t := range talks {
		heard := folded
		if t.talk == OtherSide {
			if ownSide.MatchString(folded) {
				continue
			}
			heard = howMuch.ReplaceAllString(folded, "")
		}
		if t.sound.MatchString(heard) {
			return t.talk
		}
	}
	return NoTalk
}

// DemandOf reads what the other side demands of whoever writes, where no offer
// was told before: "brand bắt đặt cọc 500k". False is anything else, as what a
// marketer says of goods.
func DemandOf(text string, vndPerUSD int64) (Offer, bool) {
	if TalkOf(text) != OtherSide {
		return Offer{}, false
	}
	o := Read(text, vndPerUSD)
	return o, o.Flagged(Deposit) || o.Flagged(Access) || len(o.Flags) > 0 && toMe.MatchString(wording.Fold(text))
}

// And is the offer with what is said of it later: a term or a fee that is named
// anew takes the place of what was said before. So does content, where a fee is
// named with it; alone it is left, for nobody knows whether it comes on top.
func (o Offer) And(later Offer) Offer {
	if len(o.Items) == 0 || len(later.Items) > 0 && later.FeeMax > 0 {
		o.Items = later.Items
	}
	if later.FeeMax > 0 {
		o.FeeMin, o.FeeMax, o.NoFee, o.Monthly, o.NetOfTax = later.FeeMin, later.FeeMax, false, later.Monthly, later.NetOfTax
	}
	if later.Commission > 0 {
		o.Commission = later.Commission
	}
	if !o.Of.Followers.IsKnown() {
		o.Of = later.Of
	}
	for _, r := range []struct{ to, from *Right }{
		{&o.Usage, &later.Usage}, {&o.Ads, &later.Ads}, {&o.Exclusive, &later.Exclusive}, {&o.Keep, &later.Keep},
	} {
		if r.from.Stated {
			*r.to = *r.from
		}
	}
	if later.Payment.Stated {
		o.Payment = later.Payment
	}
	if later.Revisions != (Revisions{}) {
		o.Revisions = later.Revisions
	}
	if later.Deadline > 0 {
		o.Deadline = later.Deadline
	}
	o.Urgent, o.Contract = o.Urgent || later.Urgent, o.Contract || later.Contract
	o.Supplement = o.Supplement || later.Supplement
	o.Cosmetics = (o.Cosmetics || later.Cosmetics) && !o.Supplement
	flags, words := []Flag(nil), map[Flag]string{}
	for _, f := range flagOrder {
		switch {
		case later.Flagged(f):
			flags, words[f] = append(flags, f), later.Words[f]
		case o.Flagged(f):
			flags, words[f] = append(flags, f), o.Words[f]
		}
	}
	o.Flags, o.Words = flags, words
	return o
}

// Adds tells whether a text about an offer says anything of it.
func (o *Offer) Adds() bool {
	return o.FeeMax > 0 || o.NoFee || o.Commission > 0 || len(o.Flags) > 0 || o.Usage.Stated || o.Ads.Stated || o.Exclusive.Stated || o.Keep.Stated ||
		o.Payment.Stated || o.Revisions != Revisions{} || o.Deadline > 0 || o.Contract
}
