package offer

import (
	"slices"

	"chonmat/domain"
)

// selves are the words for whoever writes, in letters; partners stand before
// them where it is the other side that says so ("bên em"), and demands where a
// number is what is asked of a channel rather than what it has.
var (
	selves   = []string{"em", "minh", "toi", "to", "tui", "mk", "i", "my"}
	partners = []string{"ben", "shop", "brand", "nhan", "agency", "hang", "ho", "we", "our"}
	demands  = []string{"can", "yeu", "thieu", "tren", "dat", "du", "phai", "tim", "tang", "thuong", "tu", "over", "least", "need", "needs", "reach"}
)

// inviters are the words, in letters, that tell of somebody who offers work.
var inviters = []string{"brand", "shop", "nhan", "agency", "moi", "book", "booking", "offer", "offers", "offered", "invited"}

// whose reads how large the channel is that the offer is for, where whoever got
// it says so: "em 12k follow tiktok, brand mời …". Their own words come before
// those of the offer, in a clause that is about nothing else.
func (r *reader) whose() {
	r.out.Invited = slices.ContainsFunc(r.words, func(w word) bool { return slices.Contains(inviters, w.letters) })
	for _, n := range r.amounts {
		if n.role != nothing || n.to >= len(r.words) || n.Min != n.Max || n.Max < 0 || n.Max > 1e10 || !r.isAudience(n.to) {
			continue
		}
		clause := r.words[n.from].clause
		if !r.ofSelf(clause, n.from) {
			continue
		}
		r.out.Of = Creator{Followers: domain.Known(int64(n.Max))}
		for _, p := range r.platformWords() {
			if r.words[p.at].clause == clause {
				r.out.Of.Platform = p.platform
				break
			}
		}
		return
	}
}

// audiences are the words for who follows a channel, in letters.
var audiences = []string{"follow", "follows", "follower", "followers", "fl", "flw", "fler", "sub", "subs", "subscriber", "subscribers", "fan", "fans"}

// isAudience tells whether word i says that followers are counted: "follow",
// "người theo dõi".
func (r *reader) isAudience(i int) bool {
	at := func(k int) string {
		if k < len(r.words) {
			return r.words[k].letters
		}
		return ""
	}
	return slices.Contains(audiences, at(i)) || (at(i) == "nguoi" || at(i) == "luot") && at(i+1) == "theo" && at(i+2) == "doi"
}

// ofSelf tells whether a clause, up to word end, is about whoever writes: it
// names them, or begins a text about an invitation with no other side in it; and
// asks for nothing.
func (r *reader) ofSelf(clause, end int) bool {
	self := clause == r.words[0].clause && r.out.Invited
	for i, w := range r.words {
		if w.clause != clause || i >= end {
			continue
		}
		switch {
		case slices.Contains(partners, w.letters), slices.Contains(demands, w.letters):
			return false
		case slices.Contains(selves, w.letters):
			self = true
		}
	}
	return self
}
