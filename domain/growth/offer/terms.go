package offer

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// termSigns are what a time can be said of.
var termSigns = []sign{"usage", "ads", "exclusive", "payment", "keep", "deadline"}

// rights reads what is granted, and for how long.
func (r *reader) rights() {
	for _, right := range []struct {
		sign sign
		not  sign
		to   *Right
	}{
		{"usage", "nousage", &r.out.Usage}, {"ads", "noads", &r.out.Ads}, {"exclusive", "noexclusive", &r.out.Exclusive}, {"keep", "", &r.out.Keep},
	} {
		if !r.has(right.sign) || right.not != "" && r.has(right.not) {
			continue
		}
		right.to.Stated = true
		for _, n := range r.amounts {
			if n.role == duration && !n.net && r.termOf(n.from, n.to) == right.sign {
				right.to.Days = n.days
				break
			}
		}
		for _, n := range r.amounts {
			if n.role == share && n.Max > 0 && r.plus(n) && r.termOf(n.from, n.to) == right.sign {
				right.to.Extra = domain.Rate(n.Max / 100)
				break
			}
		}
	}
	for _, h := range r.hits {
		if h.sign != "forever" {
			continue
		}
		to := &r.out.Usage
		switch r.termOf(h.from, h.to) {
		case "exclusive":
			to = &r.out.Exclusive
		case "ads":
			to = &r.out.Ads
		case "keep":
			to = &r.out.Keep
		}
		to.Stated, to.Forever = true, true
	}
}

// plus tells whether a share comes on top: "dùng lại 6 tháng +30%", "cộng 30%".
func (r *reader) plus(n number) bool {
	if n.from == 0 {
		return false
	}
	before := r.words[n.from-1]
	return before.letters == "cong" || before.letters == "them" || before.letters == "plus" || strings.Contains(r.text[before.end:n.Start], "+")
}

// termOf is what a time at words from to to is said of: the nearest sign before
// it in its clause, else the nearest after, else the last one before the clause
// within a few words.
func (r *reader) termOf(from, to int) sign {
	const reach = 5 // words
	clause := r.clauseOf(from)
	var before, after, earlier sign
	for _, h := range r.hits {
		if !slices.Contains(termSigns, h.sign) {
			continue
		}
		switch same := r.clauseOf(h.from) == clause; {
		case same && h.to <= from:
			if before == "" || h.sign != "deadline" { // "thanh toán trong vòng 7 ngày"
				before = h.sign
			}
		case same && h.from >= to && after == "":
			after = h.sign
		case h.to <= from && from-h.to <= reach:
			earlier = h.sign
		}
	}
	switch {
	case before != "":
		return before
	case after != "":
		return after
	}
	return earlier
}

// payment reads when money comes.
func (r *reader) payment() {
	p := &r.out.Payment
	for _, n := range r.amounts {
		clause := r.clauseOf(n.from)
		switch {
		case n.role == duration && (n.net || r.termOf(n.from, n.to) == "payment"):
			p.Stated, p.Days = true, n.days
		case n.role == share && n.Max > 0 && n.Max <= 100 && r.inClause(clause, "commission") == nil && r.isUpfront(n):
			p.Stated, p.Upfront = true, domain.Rate(n.Max/100)
		}
	}
	for _, h := range r.hits {
		if h.sign != "payday" {
			continue
		}
		if pay := r.inClause(r.clauseOf(h.from), "payment"); pay != nil && pay.from <= h.from {
			p.Stated = true
		}
	}
}

// isUpfront tells whether a share of the fee is paid before the work.
func (r *reader) isUpfront(n number) bool {
	clause := r.clauseOf(n.from)
	for _, h := range r.hits {
		if h.sign == "upfront" && r.clauseOf(h.from) == clause && h.from-n.to <= 3 && n.from-h.to <= 3 {
			return true
		}
	}
	return false
}

// rest reads revisions, the deadline and what is only said or not.
func (r *reader) rest() {
	o := &r.out
	for _, n := range r.amounts {
		clause := r.clauseOf(n.from)
		switch {
		case n.role == times && r.inClause(clause, "revise") != nil && n.Max >= 1:
			o.Revisions.Most = int(n.Max)
		case n.role == duration && r.termOf(n.from, n.to) == "deadline" && o.Deadline == 0:
			o.Deadline = n.days
		}
	}
	if r.has("unlimited") {
		o.Revisions = Revisions{Unlimited: true}
	}
	o.Urgent = r.has("urgent")
	o.Contract = r.has("contract") && !r.has("nocontract")
	o.NetOfTax = r.has("nettax")
	o.Supplement = r.has("supplement")
	o.Cosmetics = r.has("cosmetics") && !o.Supplement
}

// flags raises what should make a creator stop.
func (r *reader) flags() {
	signs := map[Flag]sign{
		Deposit: "deposit", Access: "access", ClaimUsed: "claim-used", HideAd: "hide-ad", Cure: "cure", Overclaim: "overclaim",
		Banned: "banned", Gambling: "gambling", PayPerGoal: "paidgoal", Penalty: "penalty",
	}
	for _, f := range flagOrder {
		h := r.raised(signs[f])
		if f == PayPerGoal && h == nil {
			h = r.guarantee()
		}
		if h != nil {
			r.out.Flags = append(r.out.Flags, f)
			r.out.Words[f] = r.text[r.words[h.from].start:r.words[h.to-1].end]
		}
	}
}

// raised returns the phrase that raises a flag. A deposit that the brand pays
// raises none, nor does a guarantee of something else than views.
func (r *reader) raised(s sign) *hit {
	for i := range r.hits {
		h := &r.hits[i]
		if h.sign != s {
			continue
		}
		if s == "deposit" && r.words[h.from].letters == "coc" && h.to == h.from+1 {
			// A bare "cọc": whose it is depends on whether it comes back, or is a
			// share of the fee.
			clause := r.clauseOf(h.from)
			fromBrand := slices.ContainsFunc(r.amounts, func(n number) bool { return n.role == share && r.clauseOf(n.from) == clause })
			if fromBrand || r.inClause(clause, "upfront") != nil {
				continue
			}
		}
		return h
	}
	return nil
}

// guarantee is a promise of so many views or orders, which nobody can give.
func (r *reader) guarantee() *hit {
	for i := range r.hits {
		h := &r.hits[i]
		if h.sign != "commit" || r.inClause(r.clauseOf(h.from), "bonus") != nil {
			continue
		}
		for _, n := range r.amounts {
			if n.from >= h.to && n.from-h.to <= 2 && r.clauseOf(n.from) == r.clauseOf(h.from) &&
				slices.ContainsFunc(r.hits, func(v hit) bool { return v.sign == "views" && v.from == n.to }) {
				return h
			}
		}
	}
	return nil
}
