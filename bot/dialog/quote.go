package dialog

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/draft"
	"chonmat/domain/growth/offer"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// quoted is the quote at hand: what is asked for, and who asks as far as it is
// known.
type quoted struct {
	Fee     domain.VND     `json:"fee"`
	FeeMin  domain.VND     `json:"fee_min,omitempty"` // of a range
	Offer   domain.VND     `json:"offer,omitempty"`   // what we would pay instead; zero: not said
	Items   []offer.Item   `json:"items,omitempty"`
	Account domain.Account `json:"account"`
	Terms   offer.Terms    `json:"terms,omitzero"`
	NoSize  bool           `json:"no_size,omitempty"` // the person would not tell
	Found   []found        `json:"found,omitempty"`   // several of that name, to choose from
}

// found is somebody of the lists.
type found struct {
	Scope domain.Scope `json:"scope"`
	Key   string       `json:"key"`
}

// maxFound is how many people of one name are offered.
const maxFound = 4

// quotes asks for a quote, or shows the one at hand: "" asks, "show" is the
// verdict, "size" asks for the size anew, "skip" judges without it, "n0" is the
// first of several people of the name and "none" none of them. It leaves the
// flow where it is.
func (t *turn) quotes(arg string) {
	q := t.state.Quote
	switch {
	case arg == "" || q == nil || q.Fee == 0:
		t.askQuote(domain.Account{})
	case arg == "size":
		t.askQuoteSize()
	case arg == "skip":
		o := *q
		o.NoSize, o.Found = true, nil
		t.state.Quote = &o
		t.sayTerms()
		t.showQuote()
	case arg == "none":
		o := *q
		o.Found = nil
		t.state.Quote = &o
		t.judgeQuote()
	case strings.HasPrefix(arg, "n"):
		t.pickQuoted(arg[1:])
	default:
		t.showQuote()
	}
}

// askQuote asks for the price; an account is whose it is.
func (t *turn) askQuote(a domain.Account) {
	t.state.Await, t.state.QuoteOf = &Await{For: AwaitQuote}, nil
	text := t.Say("quote.paste")
	if a.Name != "" {
		t.state.QuoteOf = &a
		text = t.Say("quote.how-much", "name", nameOf(&a))
	}
	t.show(screen.New(screen.P(text)).With(t.goOn()...))
}

// quotedUnasked takes a text that states or asks about a price somebody named.
// A creator at work on their own side is rather looking at an offer.
func (t *turn) quotedUnasked(text string) bool {
	if t.state.Flow == InCreator {
		return false
	}
	q, ok := offer.ReadQuote(text, t.VNDPerUSD)
	if !ok {
		if q, ok = t.namedWithPrice(text); !ok {
			return false
		}
	}
	if q.Fee == 0 {
		return t.quoteOfCard()
	}
	t.state.Await = nil
	t.takeQuoted(q, domain.Account{})
	return true
}

// namedWithPrice reads somebody of the list with what they cost, and no word for
// it: "Hoàng Duy 12tr/video".
func (t *turn) namedWithPrice(text string) (q offer.Quote, ok bool) {
	names := t.namesIn(text)
	if len(names) != 1 || strings.TrimSpace(text[:names[0].from]) != "" || !t.read(text, understand.Context{}).Empty() {
		return q, false
	}
	q = offer.PriceIn(text[names[0].to:], t.VNDPerUSD)
	q.Name = text[names[0].from:names[0].to]
	return q, q.Fee > 0 && len(q.Items) > 0
}

// quoteOfCard judges the price of the card at which the person is, or asks for
// one.
func (t *turn) quoteOfCard() bool {
	if p := t.place(); t.state.Flow == InCampaign && t.campaign != nil && t.state.Question == nil && p.Stage == StageCard {
		t.judgeCard(p.Person)
		return true
	}
	t.askQuote(domain.Account{})
	return true
}

// judgeCard judges the price in the list of the person on a card, or asks what
// they ask for.
func (t *turn) judgeCard(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	a := trimmed(c.Account)
	if !c.Price.Quoted || c.Price.Mid == 0 {
		t.askQuote(a)
		return
	}
	t.state.Quote = &quoted{Fee: c.Price.Mid, Items: []offer.Item{{Deliverable: c.Price.Deliverable, Quantity: 1}}, Account: a}
	t.judgeQuote()
}

// trimmed keeps of an account what a quote is judged by, also when it is one that
// a list goes on from.
func trimmed(a *domain.Account) domain.Account {
	out := domain.Account{
		Creator: a.Creator, Name: a.Name, Platform: a.Platform, Handle: a.Handle, Followers: a.Followers, Views: a.Views, Sample: a.Sample,
		Engagement: a.Engagement, EngagementBasis: a.EngagementBasis, Prices: maps.Clone(a.Prices), Source: a.Source,
	}
	for _, f := range []domain.Field{domain.FieldFollowers, domain.FieldViews, domain.FieldEngagement, domain.FieldPrice} {
		if s, ok := a.Sources[f]; ok {
			if out.Sources == nil {
				out.Sources = map[domain.Field]domain.Source{}
			}
			out.Sources[f] = s
		}
	}
	return out
}

// takeQuote takes the text that was asked for as a quote: of whose it was asked
// for, unless it says another's.
func (t *turn) takeQuote(text, _ string) bool {
	if wish, ok := understand.DraftIn(text); ok && wish.Kind == understand.DraftTone {
		return false
	}
	whose := domain.Account{}
	if t.state.QuoteOf != nil {
		whose = *t.state.QuoteOf
	}
	q, ok := offer.ReadQuote(text, t.VNDPerUSD)
	if !ok {
		q = offer.PriceIn(text, t.VNDPerUSD)
	}
	others := q.Followers.IsKnown() || q.Views.IsKnown()
	if q.Name != "" {
		others = !strings.Contains(" "+wording.Fold(whose.Name)+" ", " "+wording.Fold(q.Name)+" ")
	}
	if others {
		whose = domain.Account{}
	}
	if q.Fee > 0 {
		t.takeQuoted(q, whose)
		return true
	}
	switch understand.IntentOf(text, understand.Context{}) {
	case understand.IntentUnknown, understand.IntentYes, understand.IntentNo:
		t.notice(t.Say("quote.no-price"))
		t.askQuote(whose)
		return true
	}
	return false
}

// takeQuoted makes a quote the one at hand, and finds out whose it is.
func (t *turn) takeQuoted(q offer.Quote, whose domain.Account) {
	at := quoted{Fee: q.Fee, FeeMin: q.FeeMin, Items: q.Items, Account: whose, Terms: q.Terms}
	told := domain.Account{Name: q.Name, Platform: q.Platform, Followers: q.Followers, Views: q.Views, Source: t.selfTold()}
	for _, i := range q.Items {
		told.Platform = cmp.Or(told.Platform, i.Platform)
	}
	if whose.Name == "" {
		at.Account = told
	}
	sized := told.Followers.IsKnown() || told.Views.IsKnown()
	if whose.Name == "" && q.Name != "" && !sized {
		people, keys := t.listed(q.Name, told.Platform)
		switch len(people) {
		case 0:
		case 1:
			at.Account = people[0]
		default:
			at.Found = keys
		}
	}
	t.state.Quote = &at
	t.judgeQuote()
}

// selfTold is the source of what the person says themselves.
func (t *turn) selfTold() domain.Source {
	return domain.Source{Title: plain(t.Say("quote.self-told")), Date: string(t.today())}
}

// listed finds people of a name or handle in the workspace's and the operator's
// list: whoever is called just so, otherwise whose name holds it.
func (t *turn) listed(name string, p domain.Platform) (people []domain.Account, keys []found) {
	wanted := wording.Fold(strings.TrimPrefix(name, "@"))
	if wanted == "" { // as no handle is
		return nil, nil
	}
	var exact int
	for _, scope := range []domain.Scope{domain.OwnRoster, domain.SharedRoster} {
		for _, a := range t.Roster(scope).All() {
			if p != "" && a.Platform != p {
				continue
			}
			folded := wording.Fold(a.Name)
			same := folded == wanted || strings.EqualFold(a.Handle, wanted)
			if !same && !strings.Contains(" "+folded+" ", " "+wanted+" ") {
				continue
			}
			at := len(people)
			if same {
				at = exact
				exact++
			}
			people = slices.Insert(people, at, trimmed(a))
			keys = slices.Insert(keys, at, found{scope, a.Key().Short()})
		}
		if len(people) > 0 {
			break // the same person may be in both lists
		}
	}
	n := min(len(people), maxFound)
	if exact > 0 {
		n = min(exact, maxFound)
	}
	return people[:n], keys[:n]
}

// pickQuoted settles which of several people of the name it is.
func (t *turn) pickQuoted(index string) {
	o := *t.state.Quote
	for i, f := range o.Found {
		if index != string(rune('0'+i)) {
			continue
		}
		a, ok := t.Roster(f.Scope).Find(f.Key)
		if !ok {
			break
		}
		o.Account, o.Found = trimmed(&a), nil
		t.state.Quote = &o
		t.judgeQuote()
		return
	}
	t.unknownButton()
}

// judgeQuote shows the verdict, after asking, once, whose quote it is or how
// large the channel.
func (t *turn) judgeQuote() {
	q := t.state.Quote
	switch {
	case len(q.Found) > 0:
		t.askWhose()
	case !q.NoSize && !q.Account.Followers.IsKnown() && !q.Account.Views.IsKnown():
		t.askQuoteSize()
	default:
		t.sayTerms()
		t.showQuote()
	}
}

// sayTerms says what else a quote states: it is not in the range that the price
// is compared with.
func (t *turn) sayTerms() {
	with, open, extra := granted(t.state.Quote.Terms)
	terms := slices.Concat(with, open, extra)
	if t.state.Quote.Terms.BeforeVAT {
		terms = append(terms, domain.Say("quote.before-vat"))
	}
	if len(terms) > 0 {
		t.notice(t.Say("quote.terms", "terms", terms))
	}
}

// granted are the rights that come with a price, those of no stated time, and
// those that cost extra.
func granted(of offer.Terms) (with, open, extra []domain.Sentence) {
	for _, r := range []struct {
		key   string
		right offer.Right
	}{{"offer.read-usage", of.Usage}, {"offer.read-ads", of.Ads}, {"offer.read-exclusive", of.Exclusive}} {
		switch said := domain.Say(r.key, "time", r.right.Time()); {
		case !r.right.Stated:
		case r.right.Extra > 0:
			extra = append(extra, domain.Say("quote.term-extra", "term", said, "extra", r.right.Extra))
		case r.right.Days == 0 && !r.right.Forever:
			open = append(open, said)
		default:
			with = append(with, said)
		}
	}
	return with, open, extra
}

// askWhose asks which of several people of the name it is.
func (t *turn) askWhose() {
	q := t.state.Quote
	s := screen.New(screen.P(t.Say("quote.whose", "name", q.Account.Name)))
	for i, f := range q.Found {
		a, ok := t.Roster(f.Scope).Find(f.Key)
		if !ok {
			continue
		}
		label := screen.Join(" · ", screen.T(nameOf(&a)), screen.T(t.value(a.Platform)))
		s = s.With(t.button(label, "quote", "n"+string(rune('0'+i))))
	}
	t.show(s.With(t.button(t.Say("quote.whose-none"), "quote", "none")))
}

func (t *turn) askQuoteSize() {
	t.state.Await = &Await{For: AwaitQuoteSize}
	text := t.Say("quote.size")
	if name := t.state.Quote.Account.Name; name != "" {
		text = t.Say("quote.size-of", "name", name)
	}
	t.show(screen.New(screen.P(text), screen.Small(t.Say("quote.size-examples"))).
		With(t.button(t.Say("quote.size-skip"), "quote", "skip")))
}

// takeQuoteSize takes the answer to that.
func (t *turn) takeQuoteSize(text, _ string) bool {
	if t.state.Quote == nil || t.state.Quote.Fee == 0 {
		return false
	}
	if wish, ok := understand.DraftIn(text); ok && wish.Kind == understand.DraftTone {
		t.state.Tone = draft.Tone(wish.Tone)
	}
	switch another, ok := offer.ReadQuote(text, t.VNDPerUSD); {
	case ok:
		return false
	case another.Fee > 0 && len(another.Items) > 0:
		t.takeQuoted(another, domain.Account{})
		return true
	}
	size, ok := offer.ReadSize(text)
	o := *t.state.Quote
	switch {
	case ok:
		a := domain.Account{Name: o.Account.Name, Platform: cmp.Or(size.Platform, o.Account.Platform), Followers: size.Followers, Views: size.Views, Source: t.selfTold()}
		if old := &o.Account; a.Platform == old.Platform && len(old.Prices) > 0 { // the prices of the list stay
			a.Prices, a.Sources = old.Prices, map[domain.Field]domain.Source{domain.FieldPrice: old.SourceOf(domain.FieldPrice)}
		}
		o.Account, o.NoSize = a, false
	case size.Platform != "" || !slices.Contains([]understand.Intent{understand.IntentBrief, understand.IntentList, understand.IntentQuestion}, understand.IntentOf(text, understand.Context{})):
		// It is asked once: what is not told stays unknown.
		o.NoSize, o.Account.Platform = true, cmp.Or(size.Platform, o.Account.Platform)
	default:
		return false
	}
	t.state.Quote = &o
	t.sayTerms()
	t.showQuote()
	return true
}
