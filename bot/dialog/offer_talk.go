package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth/offer"
	"chonmat/domain/knowledge"
)

// maxMore is how many remarks about an offer are kept with it.
const maxMore = 8

// aboutOffer takes what a creator says of an offer: a question that its verdict
// answers, or what the other side says besides. A demand that no creator should
// meet is judged also where the offer itself was never told.
func (t *turn) aboutOffer(text string) bool {
	if t.state.Flow == InCampaign || t.state.Question != nil {
		return false
	}
	atHand := t.state.Offer != nil && (t.state.Flow == InCreator || t.state.Flow == InAsk)
	theirs, ours := offer.SumIn(text)
	switch talk := offer.TalkOf(text); {
	case atHand && ours:
		t.offerAgain(offer.AskPrice)
	case atHand && theirs != "" && t.state.Await == nil:
		return t.otherSide(theirs, atHand)
	case talk == offer.OtherSide:
		return t.otherSide(text, atHand)
	case talk == offer.AskScam && (atHand || t.state.Flow == InCreator):
		t.askedOfScam(atHand)
	case talk != offer.NoTalk && atHand:
		t.offerAgain(talk)
	default:
		return false
	}
	t.state.Flow = InCreator
	return true
}

// otherSide takes what the other side demands or offers besides.
func (t *turn) otherSide(text string, atHand bool) bool {
	_, demand := offer.DemandOf(text, t.VNDPerUSD)
	switch o := offer.Read(text, t.VNDPerUSD); {
	case o.LooksLike(): // an offer of its own
		return false
	case atHand && o.Adds() && len(t.state.Offer.More) < maxMore:
		at := *t.state.Offer
		at.More = append(slices.Clone(at.More), text)
		t.state.Offer = &at
	case demand:
		t.state.Offer = &offered{Text: text}
	default:
		return false
	}
	t.state.Flow, t.state.Await = InCreator, nil
	if o := offer.Read(text, t.VNDPerUSD); len(o.Flags) > 0 {
		t.warnOf(&o)
	} else {
		t.showOffer()
	}
	return true
}

// explained are the answers that say more of what is wrong with a demand.
var explained = map[offer.Flag][]string{
	offer.Banned: {"banned"}, offer.Cure: {"supplements", "liability"}, offer.HideAd: {"disclosure"}, offer.Overclaim: {"superlatives"},
}

// warnOf says what is wrong with a demand, and what that makes of the offer.
func (t *turn) warnOf(demand *offer.Offer) {
	o := t.offer()
	a := offer.Assess(o, t.offerSize(&o))
	wrong := offer.Assess(*demand, offer.Creator{}).Flags
	s := screen.New(screen.P(t.offerVerdict(&o, &a)), t.findings(wrong))
	if slices.ContainsFunc(wrong, func(f offer.Finding) bool { return f.Source != (domain.Source{}) }) {
		s = s.Add(screen.Small(t.Say("offer.not-legal")))
	}
	s = s.With(t.button(t.Say("offer.reply-open"), "respond", asUsual(answerCode(t.state.Offer))).As(screen.Primary))
	for _, f := range demand.Flags {
		for _, key := range explained[f] {
			s = s.With(t.entryButtons([]*knowledge.Entry{knowledge.Of(key)})...)
		}
	}
	t.show(s.
		With(t.button(t.Say("offer.back"), "offer", "show"), t.button(t.Say("offer.another"), "offer", "")).
		With(t.button(t.Say("button.home"), "home", "")))
}

// offerAgain answers a question about the offer at hand with its verdict: what
// to do, and what to ask for.
func (t *turn) offerAgain(talk offer.Talk) {
	o := t.offer()
	who := t.offerSize(&o)
	if talk == offer.AskPrice && !who.Followers.IsKnown() && !t.state.Offer.NoSize && len(o.Items) > 0 {
		t.askOfferSize()
		return
	}
	a := offer.Assess(o, who)
	s := screen.New(screen.P(t.offerVerdict(&o, &a)))
	if len(a.Flags) > 0 {
		s = s.Add(t.findings(a.Flags))
	}
	if !a.Decline { // no price makes up for that
		lines := t.offerPrice(&o, &a, who)
		if _, more := a.Counter(); talk == offer.AskPrice && a.HasMarket && !more {
			lines = append(lines, t.Say("offer.price-enough"))
		}
		s = s.Add(screen.Lines(lines...))
	}
	if sources := t.priceSources(&a); len(sources) > 0 && !a.Decline {
		s = s.Add(screen.More(t.Say("offer.price-sources"), screen.Bullets(sources...)))
	}
	t.show(s.
		With(t.button(t.Say("offer.reply-open"), "respond", asUsual(answerCode(t.state.Offer))).As(screen.Primary)).
		With(t.button(t.Say("offer.back"), "offer", "show"), t.button(t.Say("offer.another"), "offer", "")).
		With(t.button(t.Say("button.home"), "home", "")))
}

// scamSigns are the demands that a fraud lives on.
var scamSigns = []offer.Flag{offer.Deposit, offer.Access}

// askedOfScam says what can be told of a fraud: the signs in the offer, and how
// to find out. Who somebody is, no message tells, and no source of ours does.
func (t *turn) askedOfScam(atHand bool) {
	s := screen.New(screen.P(t.Say("offer.scam-unknown")))
	var signs []offer.Finding
	if atHand {
		o := t.offer()
		for _, f := range offer.Assess(o, t.offerSize(&o)).Flags {
			if slices.Contains(scamSigns, offer.Flag(f.Code)) {
				signs = append(signs, f)
			}
		}
	}
	switch {
	case len(signs) > 0:
		s = s.Add(screen.P(t.Say("offer.flags")), t.findings(signs))
	default:
		key := "offer.scam-signs"
		if atHand {
			key = "offer.scam-no-signs"
		}
		s = s.Add(screen.P(t.sentence(domain.Sentence{Key: key})), screen.Bullets(t.Say("offer.flag-deposit"), t.Say("offer.flag-access")))
	}
	papers := screen.Join(" ", t.Say("offer.duty-papers"), t.cite(facts.Cite(facts.DutyOf("papers").Sources...)))
	s = s.Add(screen.P(t.Say("offer.scam-check")), screen.Bullets(t.Say("offer.scam-company"), t.Say("offer.scam-call"), papers))
	if atHand {
		s = s.With(t.button(t.Say("offer.back"), "offer", "show").As(screen.Primary), t.button(t.Say("offer.another"), "offer", ""))
	} else {
		s = s.With(t.button(t.Say("offer.open"), "offer", "").As(screen.Primary))
	}
	t.show(s.With(t.button(t.Say("button.home"), "home", "")))
}
