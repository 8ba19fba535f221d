package offer

import (
	"chonmat/domain"
	"chonmat/domain/facts"
)

// flagTexts says why each flag should make one stop, flagLaw where the law says
// so.
var (
	flagTexts = map[Flag]domain.Sentence{
		Deposit: domain.Say("offer.flag-deposit"), Access: domain.Say("offer.flag-access"), Banned: domain.Say("offer.flag-banned"),
		Gambling: domain.Say("offer.flag-gambling"), ClaimUsed: domain.Say("offer.flag-claim-used"), HideAd: domain.Say("offer.flag-hide-ad"),
		Cure:      domain.Say("offer.flag-cure"),
		Overclaim: domain.Say("offer.flag-overclaim"), PayPerGoal: domain.Say("offer.flag-pay-by-goal"), Penalty: domain.Say("offer.flag-penalty"),
	}
	flagLaw = map[Flag][]domain.Source{
		Banned: facts.Named("law-ads-7"), Cure: facts.Named("decree-342-5 decree-342-4"), ClaimUsed: facts.DutyOf("used").Sources, HideAd: facts.DutyOf("label").Sources, Overclaim: facts.DutyOf("superlatives").Sources,
	}
)

// extra is where rights and exclusivity are said to cost extra.
var extra = facts.Named("stan")

// terms are the conditions that are stated and cost the creator something.
var terms = []struct {
	code string
	from []domain.Source
	when func(o *Offer) bool
	say  func(o *Offer) domain.Sentence
}{
	{"usage-forever", extra, func(o *Offer) bool { return o.Usage.Forever }, plainly("offer.term-usage-forever")},
	{"usage-open", extra, func(o *Offer) bool { return o.Usage.Stated && !o.Usage.Forever && o.Usage.Days == 0 }, plainly("offer.term-usage-open")},
	{"usage", extra, func(o *Offer) bool { return o.Usage.Days > 0 && !o.Usage.Forever }, timed("offer.term-usage", func(o *Offer) int { return o.Usage.Days })},
	{"ads-open", extra, func(o *Offer) bool { return o.Ads.Stated && o.Ads.Days == 0 }, plainly("offer.term-ads-open")},
	{"ads", extra, func(o *Offer) bool { return o.Ads.Days > 0 && !o.Ads.Forever }, timed("offer.term-ads", func(o *Offer) int { return o.Ads.Days })},
	{"exclusive-open", extra, func(o *Offer) bool { return o.Exclusive.Stated && o.Exclusive.Days == 0 }, plainly("offer.term-exclusive-open")},
	{"exclusive-long", extra, func(o *Offer) bool { return o.Exclusive.Days > longDays }, timed("offer.term-exclusive-long", func(o *Offer) int { return o.Exclusive.Days })},
	{"exclusive", extra, func(o *Offer) bool { return o.Exclusive.Days > 0 && o.Exclusive.Days <= longDays }, timed("offer.term-exclusive", func(o *Offer) int { return o.Exclusive.Days })},
	{"revisions-unlimited", nil, func(o *Offer) bool { return o.Revisions.Unlimited }, plainly("offer.term-revisions-unlimited")},
	{"payment-late", nil, func(o *Offer) bool { return o.Payment.Days > lateDays }, timed("offer.term-payment-late", func(o *Offer) int { return o.Payment.Days })},
	{"keep-forever", nil, func(o *Offer) bool { return o.Keep.Forever }, plainly("offer.term-keep-forever")},
	{"commission-only", nil, func(o *Offer) bool { return o.Commission > 0 && o.FeeMax == 0 }, func(o *Offer) domain.Sentence {
		return domain.Say("offer.term-commission-only", "share", o.Commission)
	}},
	{"urgent", nil, func(o *Offer) bool { return o.Urgent }, plainly("offer.term-urgent")},
}

func plainly(key string) func(*Offer) domain.Sentence {
	return func(*Offer) domain.Sentence { return domain.Sentence{Key: key} }
}

func timed(key string, days func(*Offer) int) func(*Offer) domain.Sentence {
	return func(o *Offer) domain.Sentence {
		return domain.Sentence{Key: key, Args: []domain.Arg{{Name: "time", Value: months(days(o))}}}
	}
}

// questions are what to ask back, the most important first. One with missing is
// about something that the offer does not say.
var questions = []struct {
	when    func(o *Offer) bool
	missing domain.Sentence
	ask     domain.Sentence
}{
	{func(o *Offer) bool { return o.FeeMax == 0 && !o.NoFee && o.Commission == 0 }, domain.Say("offer.missing-fee"), domain.Say("offer.ask-fee")},
	{func(o *Offer) bool { return len(o.Items) == 0 || o.Items[0].Assumed }, domain.Say("offer.missing-items"), domain.Say("offer.ask-items")},
	{func(o *Offer) bool { return !o.Payment.Stated && (o.FeeMax > 0 || o.Commission > 0) }, domain.Say("offer.missing-payment"), domain.Say("offer.ask-payment")},
	{func(o *Offer) bool { return o.Usage.Stated && (o.Usage.Forever || o.Usage.Days == 0) }, domain.Sentence{}, domain.Say("offer.ask-usage-limit")},
	{func(o *Offer) bool { return o.Ads.Stated && o.Ads.Days == 0 }, domain.Sentence{}, domain.Say("offer.ask-ads-limit")},
	{func(o *Offer) bool { return o.Exclusive.Stated && o.Exclusive.Days == 0 }, domain.Sentence{}, domain.Say("offer.ask-exclusive-limit")},
	{func(o *Offer) bool { return o.Exclusive.Days > 0 }, domain.Sentence{}, domain.Say("offer.ask-exclusive-paid")},
	{func(o *Offer) bool { return o.Revisions.Unlimited }, domain.Sentence{}, domain.Say("offer.ask-revisions")},
	{func(o *Offer) bool { return o.Revisions == Revisions{} }, domain.Say("offer.missing-revisions"), domain.Say("offer.ask-revisions")},
	{func(o *Offer) bool { return o.Payment.Days > lateDays }, domain.Sentence{}, domain.Say("offer.ask-payment-sooner")},
	{func(o *Offer) bool { return !o.Usage.Stated && !o.Ads.Stated }, domain.Say("offer.missing-usage"), domain.Say("offer.ask-usage")},
	{func(o *Offer) bool { return !o.Contract }, domain.Say("offer.missing-contract"), domain.Say("offer.ask-contract")},
	{func(o *Offer) bool { return o.Deadline == 0 && !o.Urgent }, domain.Say("offer.missing-deadline"), domain.Say("offer.ask-deadline")},
}

// duties is what the law asks of a creator, with its sources.
var duties = []struct {
	code string
	text domain.Sentence
	from []domain.Source
	when func(o *Offer) bool
}{
	{"papers", domain.Say("offer.duty-papers"), facts.DutyOf("papers").Sources, nil},
	{"used", facts.DutyOf("used").Yours(), facts.DutyOf("used").Sources, nil},
	{"label", facts.DutyOf("label").Yours(), facts.DutyOf("label").Sources, nil},
	{"superlative", facts.DutyOf("superlatives").Yours(), facts.DutyOf("superlatives").Sources, nil},
	{"cosmetics", domain.Say("offer.duty-cosmetics"), facts.Named("decree-342-4"), func(o *Offer) bool { return o.Cosmetics }},
	{"supplement", domain.Say("offer.duty-supplement"), facts.Named("decree-342-5"), func(o *Offer) bool { return o.Supplement }},
	{"withholding", domain.Say("offer.duty-withholding"), facts.Named("decree-253-50"), func(o *Offer) bool { return o.FeeMax >= withheldFrom }},
	{"threshold", domain.Say("offer.duty-threshold"), facts.Named("decree-141-2026"), func(o *Offer) bool { return !o.NoFee }},
}
