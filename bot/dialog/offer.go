package dialog

import (
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/draft"
	"chonmat/domain/growth/offer"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// offered is the offer at hand: its text, and the size of the channel as it
// was told for it.
type offered struct {
	Text      string               `json:"text"`
	More      []string             `json:"more,omitempty"` // what was said of it later
	Platform  domain.Platform      `json:"platform,omitempty"`
	Followers domain.Figure[int64] `json:"followers,omitzero"`
	NoSize    bool                 `json:"no_size,omitempty"` // the person would not tell
}

// offers asks for an offer, or shows the one at hand: "" asks, "show" is the
// verdict, "size" asks for the size anew, "skip" judges without it, "reply" is
// an answer to copy.
func (t *turn) offers(arg string) {
	t.state.Flow = InCreator
	if arg == "" {
		t.state.Await = &Await{For: AwaitOffer}
		t.show(screen.New(screen.P(t.Say("offer.paste"))).With(t.button(t.Say("tools.back"), "tools", "")))
		return
	}
	if t.state.Offer == nil {
		t.notice(t.Say("offer.gone"))
		t.offers("")
		return
	}
	switch arg {
	case "size":
		t.askOfferSize()
	case "skip":
		o := *t.state.Offer
		o.NoSize = true
		t.state.Offer = &o
		t.showOffer()
	case "reply": // as older buttons have it
		t.replyToOffer(asUsual(answerCode(t.state.Offer)))
	default:
		t.showOffer()
	}
}

// takeOffer takes a text that was asked for as an offer, unless it is plainly
// something else, as a question.
func (t *turn) takeOffer(text, _ string) bool {
	if o := offer.Read(text, t.VNDPerUSD); o.Empty() {
		if t.aboutOffer(text) {
			return true
		}
		switch understand.IntentOf(text, understand.Context{}) {
		case understand.IntentUnknown, understand.IntentBrief, understand.IntentList, understand.IntentYes:
			t.notice(t.Say("offer.not-one"))
			t.offers("")
			return true
		}
		return false
	}
	t.state.Offer = &offered{Text: text}
	t.judgeOffer()
	return true
}

// offeredUnasked takes a text that is plainly an offer to a creator, wherever
// no brief is at hand that it could be about.
func (t *turn) offeredUnasked(text string) bool {
	if t.state.Flow == InCampaign || t.state.Question != nil {
		return false
	}
	o := offer.Read(text, t.VNDPerUSD)
	if !o.LooksLike() {
		return false
	}
	t.state.Offer = &offered{Text: text}
	t.judgeOffer()
	return true
}

// judgeOffer shows the verdict, after asking for the size where that is not
// known.
func (t *turn) judgeOffer() {
	t.state.Flow = InCreator
	o := t.offer()
	if _, known := t.offerSize(&o).Followers.Get(); !known && len(o.Items) > 0 && o.FeeMax > 0 {
		t.askOfferSize()
		return
	}
	t.showOffer()
}

func (t *turn) askOfferSize() {
	t.state.Await = &Await{For: AwaitOfferSize}
	t.show(screen.New(screen.P(t.Say("offer.size")), screen.Small(t.Say("offer.size-examples"))).
		With(t.button(t.Say("offer.size-skip"), "offer", "skip")))
}

// takeOfferSize takes the answer to that.
func (t *turn) takeOfferSize(text, _ string) bool {
	if t.aboutOffer(text) {
		return true
	}
	for _, a := range understand.Amounts(text) {
		if t.state.Offer == nil || !a.HasMin || a.Min < 0 || a.Min > 1e10 || a.Currency != "" {
			continue
		}
		o := *t.state.Offer
		o.Followers, o.NoSize, o.Platform = domain.Known(int64(a.Min)), false, platformIn(text)
		t.state.Offer = &o
		t.showOffer()
		return true
	}
	if t.state.Offer == nil || understand.IntentOf(text, understand.Context{}) == understand.IntentQuestion {
		return false
	}
	t.notice(t.Say("offer.size-unclear"))
	t.askOfferSize()
	return true
}

// offerSize is whose offer it is: what was told for it, or with it, else the
// profile where that is about the same platform.
func (t *turn) offerSize(o *offer.Offer) offer.Creator {
	at := t.state.Offer
	if at.Followers.IsKnown() || at.NoSize {
		return offer.Creator{Platform: at.Platform, Followers: at.Followers}
	}
	if o.Of.Followers.IsKnown() {
		return o.Of
	}
	p := t.grower().Profile
	for _, i := range o.Items {
		if i.Platform != "" && p.Platform != "" && i.Platform != p.Platform {
			return offer.Creator{Platform: i.Platform}
		}
	}
	return offer.Creator{Platform: p.Platform, Followers: p.Followers}
}

// offer is the offer at hand with all that was said of it.
func (t *turn) offer() offer.Offer {
	o := offer.Read(t.state.Offer.Text, t.VNDPerUSD)
	for _, more := range t.state.Offer.More {
		o = o.And(offer.Read(more, t.VNDPerUSD))
	}
	return o
}

// showOffer shows what was read in the offer, and what to think of it.
func (t *turn) showOffer() {
	o := t.offer()
	who := t.offerSize(&o)
	a := offer.Assess(o, who)
	s := screen.New(
		screen.P(t.offerVerdict(&o, &a)),
		screen.Lines(t.offerLines(&o)...),
		screen.Lines(t.offerPrice(&o, &a, who)...),
	)
	if len(a.Flags) > 0 {
		s = s.Add(screen.P(t.Say("offer.flags")), t.findings(a.Flags))
	}
	if len(a.Terms) > 0 {
		s = s.Add(screen.P(t.Say("offer.terms")), t.findings(a.Terms))
	}
	if whole := len(o.Items) > 0 || o.FeeMax > 0; whole && len(a.Missing) > 0 { // of a lone demand all the rest is open
		s = s.Add(screen.P(t.Say("offer.missing", "what", a.Missing)))
	}
	prices := t.priceSources(&a)
	s = s.Add(
		screen.More(t.Say("offer.duties"), t.findings(a.Duties), screen.Small(t.Say("offer.not-legal"))),
		screen.More(t.Say("offer.price-sources"), screen.Bullets(prices...)),
	)
	t.show(s.
		With(t.button(t.Say("offer.reply-open"), "respond", asUsual(answerCode(t.state.Offer))).As(screen.Primary)).
		With(t.button(t.Say("offer.resize"), "offer", "size"), t.button(t.Say("offer.another"), "offer", "")).
		With(t.button(t.Say("button.home"), "home", "")))
}

// priceSources are where the market's price comes from.
func (t *turn) priceSources(a *offer.Assessment) (links []screen.Text) {
	for _, source := range a.Sources {
		links = append(links, screen.Link(t.value(source), source.URL))
	}
	return links
}

func (t *turn) offerVerdict(o *offer.Offer, a *offer.Assessment) screen.Text {
	switch {
	case o.Flagged(offer.Deposit), o.Flagged(offer.Access), o.Flagged(offer.Banned), o.Flagged(offer.Gambling):
		return t.Say("offer.verdict-stop")
	case len(a.Flags) > 0:
		return t.Say("offer.verdict-fix")
	}
	switch a.Level {
	case offer.Below:
		return t.Say("offer.verdict-low")
	case offer.LowHalf, offer.HighHalf:
		if o.Usage.Stated || o.Ads.Stated || o.Exclusive.Stated {
			return t.Say("offer.verdict-rights")
		}
		return t.Say("offer.verdict-fair")
	case offer.Above:
		return t.Say("offer.verdict-good")
	case offer.NoMoney:
		if o.Commission > 0 {
			return t.Say("offer.verdict-commission")
		}
		return t.Say("offer.verdict-goods")
	}
	return t.Say("offer.verdict-open")
}

// offerLines says what the offer was understood to state.
func (t *turn) offerLines(o *offer.Offer) []screen.Text {
	var items []domain.Sentence
	for _, i := range o.Items {
		item := domain.Say("offer.read-item", "n", i.Quantity, "what", i.Deliverable)
		if i.Platform != "" {
			item = domain.Say("offer.read-item-on", "n", i.Quantity, "what", i.Deliverable, "platform", i.Platform)
		}
		if i.Assumed {
			item = domain.Say("offer.read-assumed", "item", item)
		}
		items = append(items, item)
	}
	var pay []string
	if o.FeeMax > 0 {
		fee := t.value(o.FeeMax)
		if o.FeeMin < o.FeeMax {
			fee = wording.MoneyRange(t.state.Lang, o.FeeMin, o.FeeMax)
		}
		if o.NetOfTax {
			fee = plain(t.Say("offer.read-net", "fee", fee))
		}
		if o.Monthly {
			fee = plain(t.Say("offer.read-monthly", "fee", fee))
		}
		pay = append(pay, fee)
	}
	switch {
	case o.BarterValue > 0:
		pay = append(pay, plain(t.Say("offer.read-product-worth", "worth", o.BarterValue)))
	case o.Barter:
		pay = append(pay, plain(t.Say("offer.read-product")))
	}
	if o.Commission > 0 {
		pay = append(pay, plain(t.Say("offer.read-commission", "share", o.Commission)))
	}
	var rights []domain.Sentence
	for _, r := range []struct {
		key   string
		right offer.Right
	}{{"offer.read-usage", o.Usage}, {"offer.read-ads", o.Ads}, {"offer.read-exclusive", o.Exclusive}, {"offer.read-keep", o.Keep}} {
		if r.right.Stated {
			rights = append(rights, domain.Sentence{Key: r.key, Args: []domain.Arg{{Name: "time", Value: r.right.Time()}}})
		}
	}
	var when []domain.Sentence
	if o.Payment.Upfront > 0 {
		when = append(when, domain.Say("offer.pay-upfront", "share", o.Payment.Upfront))
	}
	switch {
	case o.Payment.Days > 0:
		when = append(when, domain.Say("offer.pay-after", "days", o.Payment.Days))
	case o.Payment.Stated && len(when) == 0:
		when = append(when, domain.Say("offer.pay-said"))
	}
	var lines []screen.Text
	if len(items) > 0 {
		lines = append(lines, t.Say("offer.read-items", "items", items))
	}
	if len(pay) > 0 {
		lines = append(lines, t.Say("offer.read-pay", "pay", pay))
	}
	if len(rights) > 0 {
		lines = append(lines, t.Say("offer.read-rights", "rights", rights))
	}
	if len(when) > 0 {
		lines = append(lines, t.Say("offer.read-payment", "when", when))
	}
	if o.Revisions.Most > 0 {
		lines = append(lines, t.Say("offer.read-revisions", "n", o.Revisions.Most))
	}
	return lines
}

// offerPrice holds the fee against the market.
func (t *turn) offerPrice(o *offer.Offer, a *offer.Assessment, who offer.Creator) []screen.Text {
	var lines []screen.Text
	followers, known := who.Followers.Get()
	switch {
	case a.HasMarket && a.OpenHigh:
		lines = append(lines, t.Say("offer.price-open", "platform", a.Platform, "n", followers, "low", about(domain.VND(a.Market.P10))))
	case a.HasMarket && a.Market.P10 == 0:
		lines = append(lines, t.Say("offer.price-from-goods", "platform", a.Platform, "n", followers, "high", about(domain.VND(a.Market.P90))))
	case a.HasMarket:
		lines = append(lines, t.Say("offer.price", "platform", a.Platform, "n", followers, "range", wording.MoneyRange(t.state.Lang, about(domain.VND(a.Market.P10)), about(domain.VND(a.Market.P90)))))
	case !known && len(o.Items) > 0:
		lines = append(lines, t.Say("offer.price-unknown-size"))
	}
	if a.Assumed {
		lines = append(lines, t.Say("offer.price-assumed", "platform", a.Platform))
	}
	if said, ok := map[offer.Level]string{
		offer.Below: "offer.price-below", offer.LowHalf: "offer.price-low-half", offer.HighHalf: "offer.price-high-half", offer.Above: "offer.price-above",
	}[a.Level]; ok {
		lines = append(lines, t.sentence(domain.Sentence{Key: said, Args: []domain.Arg{{Name: "fee", Value: o.FeeMax}}}))
	}
	if a.Level == offer.NoMoney && a.HasMarket && a.Market.P10 == 0 {
		lines = append(lines, t.Say("offer.price-barter"))
	}
	if counter, ok := a.Counter(); ok {
		lines = append(lines, t.Say("offer.price-counter", "range", wording.MoneyRange(t.state.Lang, about(domain.VND(counter.P10)), about(domain.VND(counter.P90)))))
	}
	if len(a.Unpriced) > 0 {
		lines = append(lines, t.Say("offer.price-unpriced", "what", a.Unpriced))
	}
	return lines
}

// findings is a list of findings, each with where it was read.
func (t *turn) findings(list []offer.Finding) screen.Block {
	lines := make([]screen.Text, len(list))
	for i, f := range list {
		var words screen.Text
		if f.Words != "" {
			words = t.Say("offer.in-words", "words", f.Words)
		}
		lines[i] = screen.Join(" ", t.sentence(f.Text), words, t.cite(f.Source))
	}
	return screen.Bullets(lines...)
}

// replyToOffer shows an answer to copy: "<tone>.<offer>". A button of an answer
// to another offer leaves that answer alone.
func (t *turn) replyToOffer(arg string) {
	if t.state.Offer == nil {
		t.offers("show")
		return
	}
	code := answerCode(t.state.Offer)
	if _, of, _ := strings.Cut(arg, "."); of != code {
		t.outdated(t.Say("offer.older"), t.button(t.Say("press.open-new"), "offer", "show"))
		return
	}
	t.toned(arg)
	t.state.Flow = InCreator
	o := t.offer()
	a := offer.Assess(o, t.offerSize(&o))
	t.showLetter(letter{
		at: drafted{Action: "respond", Arg: code}, title: t.Say("offer.reply-title", "tone", t.tone().Name()), how: domain.Say("draft.how-reply"),
		make: func(string) draft.Draft { return draft.Reply{Tone: t.tone(), Said: a}.Draft() },
	}, []screen.Button{t.button(t.Say("offer.back"), "offer", "show")},
		[]screen.Button{t.button(t.Say("offer.another"), "offer", ""), t.button(t.Say("button.home"), "home", "")})
}
