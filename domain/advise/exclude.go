package advise

import (
	"slices"

	"chonmat/domain"
)

// Exclusion is an account that the brief rules out, and why.
type Exclusion struct {
	Account *domain.Account
	Reason  domain.Sentence
}

// rule is a hard constraint of a brief. What is unknown breaks no rule.
type rule struct {
	applies func(b *domain.Brief) bool
	breaks  func(b *domain.Brief, a *subject) bool
	say     func(b *domain.Brief, a *subject) domain.Sentence
}

var rules = []rule{
	{
		func(b *domain.Brief) bool { return len(b.ExcludeChannels) > 0 },
		func(b *domain.Brief, a *subject) bool { return holds(b.ExcludeChannels, a.account.Platform) },
		func(_ *domain.Brief, a *subject) domain.Sentence {
			return domain.Say("advise.out.channel", "platform", a.account.Platform)
		},
	},
	{
		func(b *domain.Brief) bool { return len(b.Tiers) > 0 },
		func(b *domain.Brief, a *subject) bool {
			return !slices.ContainsFunc(b.Tiers, func(t domain.Tier) bool { return a.mayBe(t) })
		},
		func(b *domain.Brief, _ *subject) domain.Sentence {
			return domain.Say("advise.out.tier-wanted", "tiers", b.Tiers)
		},
	},
	{
		func(b *domain.Brief) bool { return len(b.ExcludeTiers) > 0 },
		func(b *domain.Brief, a *subject) bool {
			return slices.ContainsFunc(b.ExcludeTiers, func(t domain.Tier) bool { return a.is(t) })
		},
		func(b *domain.Brief, _ *subject) domain.Sentence {
			return domain.Say("advise.out.tier", "tiers", b.ExcludeTiers)
		},
	},
	{
		func(b *domain.Brief) bool { return b.CreatorKind != "" },
		func(b *domain.Brief, a *subject) bool {
			return a.account.Kind != "" && !holds(answers[b.CreatorKind], a.account.Kind)
		},
		func(b *domain.Brief, a *subject) domain.Sentence {
			return domain.Say("advise.out.kind-wanted", "wanted", b.CreatorKind, "kind", a.account.Kind)
		},
	},
	{
		func(b *domain.Brief) bool { return len(b.ExcludeKinds) > 0 },
		func(b *domain.Brief, a *subject) bool { return holds(b.ExcludeKinds, a.account.Kind) },
		func(_ *domain.Brief, a *subject) domain.Sentence {
			return domain.Say("advise.out.kind", "kind", a.account.Kind)
		},
	},
	{
		func(b *domain.Brief) bool { return b.BudgetMax > 0 },
		func(b *domain.Brief, a *subject) bool { return a.quoted && a.price > b.BudgetMax },
		func(b *domain.Brief, a *subject) domain.Sentence {
			return domain.Say("advise.out.price", "price", a.price, "budget", b.BudgetMax)
		},
	},
}

// answers are the kinds that answer to a wish: people say KOL and influencer
// loosely, KOC and celebrity on purpose.
var answers = map[domain.Kind][]domain.Kind{
	domain.KOL:        {domain.KOL, domain.Influencer, domain.Celebrity},
	domain.KOC:        {domain.KOC},
	domain.Influencer: domain.Kinds,
	domain.Celebrity:  {domain.Celebrity},
}

// is tells whether the account is known to belong to a tier.
func (a *subject) is(t domain.Tier) bool {
	if t == domain.CelebrityTier {
		return a.account.Kind == domain.Celebrity
	}
	f, ok := a.account.Followers.Get()
	return ok && t.Holds(f)
}

// mayBe tells whether the account belongs to a tier, or its size is unknown.
func (a *subject) mayBe(t domain.Tier) bool {
	return a.is(t) || t != domain.CelebrityTier && !a.followers
}

// broken returns the first rule that rules the account out, nil when none does.
func (s *scorer) broken(a *subject) *rule {
	for i := range s.rules {
		if s.rules[i].breaks(&s.brief, a) {
			return &s.rules[i]
		}
	}
	return nil
}

// exclusion explains why an account was ruled out.
func (s *scorer) exclusion(a *subject) Exclusion {
	e := Exclusion{Account: a.account}
	switch {
	case a.index < 0:
		e.Reason = domain.Say("advise.out.platform", "platform", string(a.account.Platform))
	case !s.wanted[a.index] && !holds(s.brief.ExcludeChannels, a.account.Platform):
		e.Reason = domain.Say("advise.out.not-chosen", "platform", a.account.Platform)
	default:
		if r := s.broken(a); r != nil {
			e.Reason = r.say(&s.brief, a)
		}
	}
	return e
}
