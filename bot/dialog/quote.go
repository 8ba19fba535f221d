package dialog

import (
	"cmp"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth/offer"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// quoted is the quote at hand: what is asked for, and who asks as far as it is
// known.
type quoted struct {
	Fee     domain.VND     `json:"fee"`
	Items   []offer.Item   `json:"items,omitempty"`
	Account domain.Account `json:"account"`
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
	t.state.Quote = &quoted{Account: a}
	t.state.Await = &Await{For: AwaitQuote}
	text := t.Say("quote.paste")
	if a.Name != "" {
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
		return false
	}
	if q.Fee == 0 {
		return t.quoteOfCard()
	}
	t.state.Await = nil
	t.takeQuoted(q, domain.Account{})
	return true
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

// trimmed keeps of an account what a quote is judged by.
func trimmed(a *domain.Account) domain.Account {
	out := domain.Account{
		Creator: a.Creator, Name: a.Name, Platform: a.Platform, Handle: a.Handle, Followers: a.Followers, Views: a.Views, Sample: a.Sample,
		Engagement: a.Engagement, EngagementBasis: a.EngagementBasis, Source: a.Source,
	}
	for _, f := range []domain.Field{domain.FieldFollowers, domain.FieldViews, domain.FieldEngagement} {
		if s, ok := a.Sources[f]; ok {
			if out.Sources == nil {
				out.Sources = map[domain.Field]domain.Source{}
			}
			out.Sources[f] = s
		}
	}
	return out
}

// takeQuote takes the text that was asked for as a quote.
func (t *turn) takeQuote(text, _ string) bool {
	whose := domain.Account{}
	if t.state.Quote != nil {
		whose = t.state.Quote.Account
	}
	q, ok := offer.ReadQuote(text, t.VNDPerUSD)
	if !ok {
		o := offer.Read(text, t.VNDPerUSD)
		q.Fee, q.Items = o.FeeMax, o.Items
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
	at := quoted{Fee: q.Fee, Items: q.Items, Account: whose}
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
	var exact int
	for _, scope := range []domain.Scope{domain.OwnRoster, domain.SharedRoster} {
		r := t.Roster(scope)
		for i := range r.Accounts {
			a := &r.Accounts[i]
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
		r := t.Roster(f.Scope)
		at := slices.IndexFunc(r.Accounts, func(a domain.Account) bool { return a.Key().Short() == f.Key })
		if at < 0 {
			break
		}
		o.Account, o.Found = trimmed(&r.Accounts[at]), nil
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
		t.showQuote()
	}
}

// askWhose asks which of several people of the name it is.
func (t *turn) askWhose() {
	q := t.state.Quote
	s := screen.New(screen.P(t.Say("quote.whose", "name", q.Account.Name)))
	for i, f := range q.Found {
		r := t.Roster(f.Scope)
		at := slices.IndexFunc(r.Accounts, func(a domain.Account) bool { return a.Key().Short() == f.Key })
		if at < 0 {
			continue
		}
		a := &r.Accounts[at]
		label := screen.Join(" · ", screen.T(nameOf(a)), screen.T(t.value(a.Platform)))
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
	if _, another := offer.ReadQuote(text, t.VNDPerUSD); another {
		return false
	}
	size, ok := offer.ReadSize(text)
	o := *t.state.Quote
	switch {
	case ok:
		a := domain.Account{Name: o.Account.Name, Platform: cmp.Or(size.Platform, o.Account.Platform), Followers: size.Followers, Views: size.Views, Source: t.selfTold()}
		o.Account, o.NoSize = a, false
	case size.Platform != "" || !slices.Contains([]understand.Intent{understand.IntentBrief, understand.IntentList, understand.IntentQuestion}, understand.IntentOf(text, understand.Context{})):
		// It is asked once: what is not told stays unknown.
		o.NoSize, o.Account.Platform = true, cmp.Or(size.Platform, o.Account.Platform)
	default:
		return false
	}
	t.state.Quote = &o
	t.showQuote()
	return true
}

// assumed is what is judged: a platform that nobody named is TikTok, and
// content that nobody named is what creators there are mostly paid for.
func (q *quoted) assumed() (quote advise.Quote, platform, content bool) {
	a := q.Account
	if a.Platform == "" {
		a.Platform, platform = domain.TikTok, true
	}
	quote = advise.Quote{Account: a, Fee: q.Fee}
	for _, i := range q.Items {
		d := i.Deliverable
		if d == domain.ShortVideo && a.Platform == domain.YouTube && i.Platform == "" {
			d = domain.LongVideo
		}
		quote.Pieces = append(quote.Pieces, advise.Piece{Platform: i.Platform, Deliverable: d, Quantity: i.Quantity})
	}
	if len(quote.Pieces) == 0 {
		quote.Pieces, content = []advise.Piece{{Deliverable: advise.MainDeliverable(a.Platform), Quantity: 1}}, true
	}
	return quote, platform, content
}

// showQuote shows the verdict on a quote.
func (t *turn) showQuote() {
	quote, platform, content := t.state.Quote.assumed()
	var brief *domain.Brief
	if t.campaign != nil && t.state.Flow == InCampaign {
		brief = &t.campaign.Brief
	}
	v := advise.JudgeQuote(quote, brief)
	asks := t.quoteAsks(&quote)
	lines := []screen.Text{t.quoteHead(&quote)}
	if quote.Account.Sample {
		lines = append(lines, t.Say("card.sample"))
	}
	if platform {
		lines = append(lines, t.Say("quote.assumed-platform", "platform", quote.Account.Platform))
	}
	if content {
		lines = append(lines, t.Say("quote.assumed-content", "what", quote.Pieces[0].Deliverable))
	}
	counter := t.quoteCounter(&quote, &v, asks)
	s := screen.New(
		screen.P(t.sentence(domain.Sentence{Key: "quote.verdict-" + string(v.Level)})),
		screen.Lines(lines...),
		screen.Lines(t.quoteFigures(&quote, &v)...),
		screen.P(t.Say("quote.asks")), screen.Bullets(asks...),
		screen.P(t.Say("quote.counter")), screen.Quoted(screen.T(counter)),
	)
	var sources []screen.Text
	for _, source := range v.Sources {
		sources = append(sources, screen.Link(t.value(t.translated(source)), source.URL))
	}
	if len(sources) > 0 {
		s = s.Add(screen.More(t.Say("quote.sources"), screen.Bullets(sources...)))
	}
	s = s.With(screen.CopyButton(plain(t.Say("quote.copy")), screen.Truncate(counter, screen.MaxCopy)).As(screen.Primary)).
		With(t.button(t.Say("quote.resize"), "quote", "size"), t.button(t.Say("quote.another"), "quote", ""))
	t.show(s.With(t.goOn()...))
}

// quoteItems says what a quote is for.
func quoteItems(pieces []advise.Piece) []domain.Sentence {
	var items []domain.Sentence
	for _, p := range pieces {
		items = append(items, domain.Say("offer.read-item", "n", p.Quantity, "what", p.Deliverable))
	}
	return items
}

// quoteHead is "Linh · TikTok · 120.000 follow: 8 triệu cho 1 video ngắn và 1 story".
func (t *turn) quoteHead(q *advise.Quote) screen.Text {
	var who []screen.Text
	if q.Account.Name != "" {
		who = append(who, screen.B(nameOf(&q.Account)))
	}
	who = append(who, screen.T(t.value(q.Account.Platform)))
	if n, ok := q.Account.Followers.Get(); ok {
		who = append(who, t.Say("quote.followers", "n", n))
	}
	if n, ok := q.Account.Views.Get(); ok {
		who = append(who, t.Say("quote.views", "n", n))
	}
	return screen.Join(": ", screen.Join(" · ", who...), t.Say("quote.head", "fee", q.Fee, "items", quoteItems(q.Pieces)))
}

// quoteFigures are the numbers that carry the verdict.
func (t *turn) quoteFigures(q *advise.Quote, v *advise.QuoteVerdict) []screen.Text {
	var lines []screen.Text
	add := func(key string, namesAndValues ...any) {
		lines = append(lines, screen.Join(" ", screen.T("•"), t.sentence(domain.Say(key, namesAndValues...))))
	}
	span := func(i domain.Interval) string {
		return wording.MoneyRange(t.state.Lang, about(domain.VND(i.P10)), about(domain.VND(i.P90)))
	}
	switch {
	case v.HasMarket && v.OpenHigh:
		add("quote.market-open", "low", about(domain.VND(v.Market.P10)))
	case v.HasMarket && v.Market.P10 == 0:
		add("quote.market-barter", "high", about(domain.VND(v.Market.P90)))
	case v.HasMarket:
		add("quote.market", "range", span(v.Market))
	}
	switch {
	case v.HasValue && v.FromOwnViews:
		add("quote.value-own", "range", span(v.Value))
	case v.HasValue:
		add("quote.value-size", "range", span(v.Value))
	}
	if v.HasFair {
		add("quote.fair", "range", span(v.Fair), "middle", about(domain.VND(v.Fair.P50)))
	}
	if v.HasValue {
		add("quote.forecast", "range", v.Views)
	}
	if v.Needed.Low > 0 && !v.HasValue {
		add("quote.needed", "range", domain.Interval{P10: v.Needed.Low, P50: v.Needed.Low, P90: v.Needed.High})
	}
	if len(v.Unpriced) > 0 {
		add("quote.unpriced", "items", quoteItems(v.Unpriced))
		if v.Level == advise.QuoteDepends {
			add("quote.extra", "extra", about(q.Fee-domain.VND(v.Fair.P90)))
		}
	}
	switch v.MostBy {
	case advise.LimitTarget:
		add("quote.most-target", "price", v.Most)
	case advise.LimitBudget:
		add("quote.most-budget", "price", v.Most)
	case advise.LimitFair:
		add("quote.most-fair", "price", v.Most)
	}
	return lines
}

// quoteExtras are what to ask for instead of a discount, the usual order of
// what costs a creator least for what it is worth: our choice, from no public
// price.
var quoteExtras = []struct {
	key  string
	when func(q *advise.Quote, b *domain.Brief) bool
}{
	{"quote.ask-comment", func(_ *advise.Quote, b *domain.Brief) bool {
		return b != nil && slices.Contains([]domain.KPI{domain.Conversion, domain.Traffic, domain.Leads, domain.Installs}, b.KPI)
	}},
	{"quote.ask-story", func(q *advise.Quote, _ *domain.Brief) bool {
		return q.Account.Platform != domain.YouTube && !slices.ContainsFunc(q.Pieces, func(p advise.Piece) bool { return p.Deliverable == domain.Story })
	}},
	{"quote.ask-usage", nil},
	{"quote.ask-pin", nil},
	{"quote.ask-raw", func(q *advise.Quote, _ *domain.Brief) bool {
		return slices.ContainsFunc(q.Pieces, func(p advise.Piece) bool {
			return p.Deliverable == domain.ShortVideo || p.Deliverable == domain.LongVideo
		})
	}},
	{"quote.ask-keep", nil},
}

// maxQuoteExtras is how many are named.
const maxQuoteExtras = 4

func (t *turn) quoteAsks(q *advise.Quote) []screen.Text {
	var b *domain.Brief
	if t.campaign != nil {
		b = &t.campaign.Brief
	}
	var out []screen.Text
	for _, e := range quoteExtras {
		if (e.when == nil || e.when(q, b)) && len(out) < maxQuoteExtras {
			out = append(out, t.sentence(domain.Sentence{Key: e.key}))
		}
	}
	return out
}

// quoteCounter is the text to send back.
func (t *turn) quoteCounter(q *advise.Quote, v *advise.QuoteVerdict, asks []screen.Text) string {
	hello := t.Say("quote.hello-nobody")
	if name := q.Account.Name; name != "" {
		hello = t.Say("quote.hello", "name", screen.Truncate(name, 24))
	}
	key, args := "quote.counter-take", []any{"fee", q.Fee, "items", quoteItems(q.Pieces), "first", plain(asks[0]), "second", plain(asks[1])}
	switch v.Level {
	case advise.QuoteDear:
		key, args = "quote.counter-dear", append(args, "counter", v.Counter)
	case advise.QuoteDepends:
		key = "quote.counter-depends"
	case advise.QuoteUnpriced:
		key = "quote.counter-open"
	}
	return plain(screen.Join(" ", hello, t.sentence(domain.Say(key, args...))))
}
