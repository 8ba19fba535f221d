package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/draft"
	"chonmat/domain/growth/offer"
	"chonmat/domain/wording"
)

// assumed is what is judged: a platform that nobody named is TikTok, and
// content that nobody named is what creators there are mostly paid for.
func (q *quoted) assumed() (quote advise.Quote, platform, content bool) {
	a := q.Account
	if a.Platform == "" {
		a.Platform, platform = domain.TikTok, true
	}
	quote = advise.Quote{Account: a, Fee: q.Fee, FeeMin: q.FeeMin}
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
	judged, verdict := quote, "quote.verdict-"
	if ours := t.state.Quote.Offer; ours > 0 {
		judged.Fee, judged.FeeMin, verdict = ours, 0, "quote.offer-"
	}
	v := advise.JudgeQuote(judged, brief)
	var asks []screen.Text
	for _, ask := range t.quoteAsks(&quote) {
		asks = append(asks, t.sentence(ask))
	}
	lines := []screen.Text{t.quoteHead(&quote)}
	if n := quote.Pieces[0].Quantity; n > 1 && len(quote.Pieces) == 1 {
		each := domain.Sums{Low: about(quote.Lowest() / domain.VND(n)), High: about(quote.Fee / domain.VND(n))}
		lines = append(lines, t.Say("quote.each", "each", each, "what", quote.Pieces[0].Deliverable))
	}
	if quote.Account.Sample {
		lines = append(lines, t.Say("card.sample"))
	}
	if platform {
		lines = append(lines, t.Say("quote.assumed-platform", "platform", quote.Account.Platform))
	}
	if content {
		lines = append(lines, t.Say("quote.assumed-content", "what", quote.Pieces[0].Deliverable))
	}
	asking := "quote.asks"
	if v.Most > 0 && quote.Fee > v.Most || judged.Fee < quote.Fee { // nothing makes up for a price over what it is worth
		asking = "quote.asks-too"
	}
	answer := t.quoteAnswer(&quote, &v)
	counter := answer.make(answer.name).Text(t.state.Lang)
	s := screen.New(
		screen.P(t.Say(verdict+string(v.Level), "offer", judged.Fee)),
		screen.Lines(lines...),
		screen.Lines(t.quoteFigures(&judged, &v)...),
		screen.P(t.Say(asking)), screen.Bullets(asks...),
		screen.P(t.Say("quote.counter")), screen.ToCopy(counter),
	)
	at := len(s.Blocks) - 1
	var sources []screen.Text
	for _, source := range v.Sources {
		sources = append(sources, screen.Link(t.value(t.translated(source)), source.URL))
	}
	if len(sources) > 0 {
		s = s.Add(screen.More(t.Say("quote.sources"), screen.Bullets(sources...)))
	}
	t.state.Draft = &answer.at
	s = s.With(t.toneButtons(answer.at)...).
		With(t.button(t.Say("quote.resize"), "quote", "size"), t.button(t.Say("quote.another"), "quote", "")).
		With(t.goOn()...)
	t.show(s)
	t.rewordDraft(s, at, answer)
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
	return screen.Join(": ", screen.Join(" · ", who...), t.Say("quote.head", "fee", q.Asked(), "items", quoteItems(q.Pieces)))
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
	if len(v.Prices) > 0 {
		lines = append(lines, t.listedLine(q, v))
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
		switch {
		case !v.HasRest || q.Lowest() < q.Fee || t.state.Quote.Offer > 0:
		case v.Rest > 0:
			add("quote.rest", "rest", v.Rest)
		default:
			add("quote.rest-free")
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

// listedLine says what the list has for a quote, and from when.
func (t *turn) listedLine(q *advise.Quote, v *advise.QuoteVerdict) screen.Text {
	var prices []domain.Sentence
	for _, p := range v.Prices {
		prices = append(prices, domain.Say("quote.listed-price", "what", p.Deliverable, "each", p.Each))
	}
	key := "quote.listed"
	switch {
	case v.Listed == 0:
		key = "quote.listed-part"
	case q.Lowest() > v.Listed:
		key = "quote.listed-above"
	}
	line := t.sentence(domain.Say(key, "total", v.Listed, "prices", prices))
	return screen.Join(" ", screen.T("•"), line, t.cite(q.Account.SourceOf(domain.FieldPrice)))
}

// quoteExtras are what to ask for instead of a discount, the usual order of
// what costs a creator least for what it is worth: our choice, from no public
// price.
var quoteExtras = []struct {
	key  string
	when func(q *advise.Quote, of offer.Terms, b *domain.Brief) bool
}{
	{"quote.ask-comment", func(_ *advise.Quote, _ offer.Terms, b *domain.Brief) bool {
		return b != nil && slices.Contains([]domain.KPI{domain.Conversion, domain.Traffic, domain.Leads, domain.Installs}, b.KPI)
	}},
	{"quote.ask-story", func(q *advise.Quote, _ offer.Terms, _ *domain.Brief) bool {
		return q.Account.Platform != domain.YouTube && !slices.ContainsFunc(q.Pieces, func(p advise.Piece) bool { return p.Deliverable == domain.Story })
	}},
	{"quote.ask-usage", func(_ *advise.Quote, of offer.Terms, _ *domain.Brief) bool { return !of.Usage.Stated && !of.Ads.Stated }},
	{"quote.ask-pin", nil},
	{"quote.ask-raw", func(q *advise.Quote, _ offer.Terms, _ *domain.Brief) bool {
		return slices.ContainsFunc(q.Pieces, func(p advise.Piece) bool {
			return p.Deliverable == domain.ShortVideo || p.Deliverable == domain.LongVideo
		})
	}},
	{"quote.ask-keep", nil},
}

// maxQuoteExtras is how many are named.
const maxQuoteExtras = 4

func (t *turn) quoteAsks(q *advise.Quote) (out []domain.Sentence) {
	var b *domain.Brief
	if t.campaign != nil {
		b = &t.campaign.Brief
	}
	for _, e := range quoteExtras {
		if (e.when == nil || e.when(q, t.state.Quote.Terms, b)) && len(out) < maxQuoteExtras {
			out = append(out, domain.Sentence{Key: e.key})
		}
	}
	return out
}

// quoteAnswer is the text to send back.
func (t *turn) quoteAnswer(q *advise.Quote, v *advise.QuoteVerdict) letter {
	with, _, _ := granted(t.state.Quote.Terms)
	return letter{
		at: drafted{Action: "reply", Arg: answerCode(t.state.Quote)}, name: screen.Truncate(q.Account.Name, maxHello),
		make: func(name string) draft.Draft {
			return draft.Counter{Tone: t.tone(), Name: name, Quote: *q, With: with, Offer: t.state.Quote.Offer, Verdict: *v, Extras: t.quoteAsks(q)}.Draft()
		},
	}
}
