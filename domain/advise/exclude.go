package advise

import "chonmat/domain"

// Exclusion is an account that the brief rules out, and why.
type Exclusion struct {
	Account *domain.Account
	Reason  domain.Sentence
}

// rule is a hard constraint of a brief. What is unknown breaks no rule.
type rule struct {
	applies func(b *domain.Brief) bool
	breaks  func(s *scorer, r *row) bool
	say     func(b *domain.Brief, a *subject) domain.Sentence
}

var rules = []rule{
	{
		func(b *domain.Brief) bool { return len(b.ExcludeChannels) > 0 },
		func(s *scorer, r *row) bool { return s.noPlatforms>>r.platform&1 == 1 },
		func(_ *domain.Brief, a *subject) domain.Sentence {
			return domain.Say("advise.out.channel", "platform", a.account.Platform)
		},
	},
	{
		func(b *domain.Brief) bool { return len(b.Tiers) > 0 },
		func(s *scorer, r *row) bool {
			// Of unknown size it may be any tier that followers tell.
			return uint32(r.tiers)&s.onlyTiers == 0 && (r.sized || s.onlyTiers&^starTier == 0)
		},
		func(b *domain.Brief, _ *subject) domain.Sentence {
			return domain.Say("advise.out.tier-wanted", "tiers", b.Tiers)
		},
	},
	{
		func(b *domain.Brief) bool { return len(b.ExcludeTiers) > 0 },
		func(s *scorer, r *row) bool { return uint32(r.tiers)&s.noTiers != 0 },
		func(b *domain.Brief, _ *subject) domain.Sentence {
			return domain.Say("advise.out.tier", "tiers", b.ExcludeTiers)
		},
	},
	{
		func(b *domain.Brief) bool { return b.CreatorKind != "" },
		func(s *scorer, r *row) bool { return r.kind > 0 && s.onlyKinds>>(r.kind-1)&1 == 0 },
		func(b *domain.Brief, a *subject) domain.Sentence {
			return domain.Say("advise.out.kind-wanted", "wanted", b.CreatorKind, "kind", a.account.Kind)
		},
	},
	{
		func(b *domain.Brief) bool { return len(b.ExcludeKinds) > 0 },
		func(s *scorer, r *row) bool { return r.kind > 0 && s.noKinds>>(r.kind-1)&1 == 1 },
		func(_ *domain.Brief, a *subject) domain.Sentence {
			return domain.Say("advise.out.kind", "kind", a.account.Kind)
		},
	},
	{
		func(b *domain.Brief) bool { return b.BudgetMax > 0 },
		func(s *scorer, r *row) bool { return r.price > int64(s.brief.BudgetMax) },
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

// starTier is the tier that no number of followers tells, as a set.
var starTier = setOf(domain.Tiers, domain.CelebrityTier)

// broken returns the first rule that rules the account out, nil when none does.
func (s *scorer) broken(r *row) *rule {
	for i := range s.rules {
		if s.rules[i].breaks(s, r) {
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
		var codes row
		codes.codes(a)
		if r := s.broken(&codes); r != nil {
			e.Reason = r.say(&s.brief, a)
		}
	}
	return e
}
