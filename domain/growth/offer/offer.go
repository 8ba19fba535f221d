// Package offer reads a booking offer as brands and agencies write it to a
// creator, and judges it: price against the market at the creator's size,
// rights, exclusivity, term, payment, revisions, what is missing, red flags,
// and the duties that the law puts on whoever advertises.
//
// Reading (read.go) finds phrases of phrases.tsv and the numbers of package
// understand, and gives each number one role by what stands around it. Judging
// (assess.go) is a table of rules. Both are pure. What an offer does not state
// stays unstated: it becomes a question to ask, never an assumption.
package offer

import "chonmat/domain"

// Offer is what a text states. A zero field is not stated.
type Offer struct {
	// Of is whose offer it is, where they say so themselves.
	Of Creator `json:"of,omitzero"`
	// Invited tells that a brand, a shop or the like is named, or an invitation.
	Invited bool `json:"-"`

	Items []Item `json:"items,omitempty"`

	// The fee for everything together, before tax; both bounds are the number
	// when it is no range. Zero with NoFee is stated to be nothing.
	FeeMin domain.VND `json:"fee_min_vnd,omitempty"`
	FeeMax domain.VND `json:"fee_max_vnd,omitempty"`
	NoFee  bool       `json:"no_fee,omitempty"` // "không cát-xê", "chỉ sản phẩm"
	// Monthly tells that fee and items are those of one month.
	Monthly bool `json:"monthly,omitempty"`

	Barter      bool        `json:"barter,omitempty"`           // a product is given
	BarterValue domain.VND  `json:"barter_value_vnd,omitempty"` // as the brand states it
	Commission  domain.Rate `json:"commission,omitempty"`       // of sales; the lower end of a range

	Usage     Right `json:"usage,omitzero"`     // the brand uses the content again
	Ads       Right `json:"ads,omitzero"`       // … as paid ads, or through the creator's account
	Exclusive Right `json:"exclusive,omitzero"` // nothing for competitors meanwhile
	Keep      Right `json:"keep,omitzero"`      // the post stays up

	Payment   Payment   `json:"payment,omitzero"`
	Revisions Revisions `json:"revisions,omitzero"`
	Deadline  int       `json:"deadline_days,omitempty"`
	Urgent    bool      `json:"urgent,omitempty"`
	Contract  bool      `json:"contract,omitempty"` // one is mentioned
	NetOfTax  bool      `json:"net_of_tax,omitempty"`

	Cosmetics  bool `json:"cosmetics,omitempty"` // what is to be advertised
	Supplement bool `json:"supplement,omitempty"`

	Flags []Flag `json:"flags,omitempty"` // in the order of flagOrder

	// Words are those of the text that raised each flag.
	Words map[Flag]string `json:"-"`
}

// Item is so many pieces of one kind of content.
type Item struct {
	Platform    domain.Platform    `json:"platform,omitempty"` // "": not stated
	Deliverable domain.Deliverable `json:"deliverable"`
	Quantity    int                `json:"quantity"`
	// Assumed tells that content is named without a number, and taken as one.
	Assumed bool `json:"assumed,omitempty"`
}

// Right is something granted for a time. Days without Forever is the time
// stated; neither is a right without a stated end.
type Right struct {
	Stated  bool `json:"stated,omitempty"`
	Days    int  `json:"days,omitempty"`
	Forever bool `json:"forever,omitempty"`
	// Extra is what it costs beyond the fee, as a share of it.
	Extra domain.Rate `json:"extra,omitempty"`
}

// Payment is when the fee is paid.
type Payment struct {
	Stated  bool        `json:"stated,omitempty"` // any time is named
	Days    int         `json:"days,omitempty"`   // after publication or acceptance
	Upfront domain.Rate `json:"upfront,omitempty"`
}

// Revisions is how often the brand may ask for changes.
type Revisions struct {
	Most      int  `json:"most,omitempty"`
	Unlimited bool `json:"unlimited,omitempty"`
}

// Flag is a demand that should make a creator stop.
type Flag string

// The flags.
const (
	Deposit    Flag = "deposit"     // the creator pays first: a deposit, a fee, the goods
	Access     Flag = "access"      // asks for the password, a code, identity papers
	ClaimUsed  Flag = "claim-used"  // asks to say it was used when it was not
	HideAd     Flag = "hide-ad"     // asks to hide that it is advertising
	Cure       Flag = "cure"        // asks to say that it heals: "khỏi hẳn"
	Overclaim  Flag = "overclaim"   // asks for "số 1", "hiệu quả 100%"
	Banned     Flag = "banned"      // goods that may not be advertised at all
	Gambling   Flag = "gambling"    // betting
	PayPerGoal Flag = "pay-by-goal" // paid only if views or orders are reached
	Penalty    Flag = "penalty"     // a fine for the creator
)

// flagOrder is the order in which flags are told, the worst first.
var flagOrder = []Flag{Deposit, Access, Banned, Gambling, Cure, ClaimUsed, HideAd, Overclaim, PayPerGoal, Penalty}

// Flagged tells whether o holds a flag.
func (o *Offer) Flagged(f Flag) bool {
	for _, g := range o.Flags {
		if g == f {
			return true
		}
	}
	return false
}

// Empty tells whether the text stated nothing that an offer is made of.
func (o *Offer) Empty() bool {
	return len(o.Items) == 0 && o.FeeMax == 0 && !o.NoFee && !o.Barter && o.Commission == 0 && len(o.Flags) == 0 &&
		!o.Usage.Stated && !o.Ads.Stated && !o.Exclusive.Stated
}

// LooksLike tells whether a text that nobody asked for is an offer: content and
// something in return, with a term that only offers have, or told by whoever was
// invited.
func (o *Offer) LooksLike() bool {
	paid := o.FeeMax > 0 || o.NoFee || o.Barter || o.Commission > 0
	terms := 0
	for _, stated := range []bool{o.Usage.Stated, o.Ads.Stated, o.Exclusive.Stated, o.Payment.Stated, o.Revisions != Revisions{}, len(o.Flags) > 0} {
		if stated {
			terms++
		}
	}
	return len(o.Items) > 0 && paid && (terms > 0 || o.Invited && o.Of.Followers.IsKnown())
}

// Pieces counts the content asked for.
func (o *Offer) Pieces() (n int) {
	for _, i := range o.Items {
		n += i.Quantity
	}
	return n
}
