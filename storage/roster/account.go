package roster

import (
	"hash/maphash"
	"slices"
	"strings"

	"chonmat/domain"
)

// rowReader turns the rows of a table into accounts.
type rowReader struct {
	t       *Table
	o       ReadOptions
	src     domain.Source
	columns []*columnReader // the mapped ones
	topics  topics

	accounts []domain.Account
	index    map[domain.AccountKey]int
	videos   *videos // nil unless the file has a row a video
	report   Report

	// Counts for the notes.
	byName, usdPrices, unplaced, computedRates int
	guessedBasis                               map[domain.Basis]int
	guessedPrices                              map[domain.Deliverable]int
}

// Accounts reads the rows with the mapping agreed; src is what its figures
// come from, unless a row says so itself. Rows that cannot be read are refused
// one by one, with a reason; the report's counts add up. Rows about the same
// creator on the same platform are merged by domain.Merge: of each figure the
// later row's wins.
func (t *Table) Accounts(m Mapping, src domain.Source, o ReadOptions) Reading {
	r := &rowReader{t: t, o: o, src: src, index: make(map[domain.AccountKey]int, len(t.Rows)),
		guessedBasis: map[domain.Basis]int{}, guessedPrices: map[domain.Deliverable]int{}}
	for i, c := range m[:min(len(m), len(t.Header))] {
		if c != "" && c.Valid() {
			r.columns = append(r.columns, newColumnReader(t, i, c))
		}
	}
	if m.Has("video") {
		r.videos = r.findVideos()
	}
	seed := maphash.MakeSeed()
	seen := make(map[uint64]bool, len(t.Rows))
	r.accounts = make([]domain.Account, 0, len(t.Rows))
	for i, row := range t.Rows {
		r.report.Rows++
		accounts, reason := r.read(row)
		if reason.Key != "" {
			r.refuse(i, reason)
			continue
		}
		fresh := false
		for _, a := range accounts {
			fresh = r.add(a) || fresh
		}
		hash := hashRow(seed, row)
		switch {
		case fresh:
			r.report.Taken++
		default:
			r.report.Merged++
			if seen[hash] {
				r.report.Identical++
			}
		}
		seen[hash] = true
	}
	r.videos.settle(r)
	r.report.Accounts = len(r.accounts)
	r.report.Creators = countCreators(r.accounts)
	r.report.Notes = append(slices.Clone(t.Notes), r.notes()...)
	return Reading{Accounts: r.accounts, Report: r.report}
}

func hashRow(seed maphash.Seed, row []string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, cell := range row {
		h.WriteString(cell)
		h.WriteByte(0)
	}
	return h.Sum64()
}

func countCreators(accounts []domain.Account) int {
	seen := make(map[string]bool, len(accounts))
	for i := range accounts {
		seen[accounts[i].Creator] = true
	}
	return len(seen)
}

func (r *rowReader) refuse(i int, reason domain.Sentence) {
	r.report.Refused++
	if len(r.report.Refusals) < MaxRefusals {
		refusal := Refusal{Row: r.t.RowAt[i], Reason: reason}
		if i < len(r.t.rowSheet) {
			refusal.Sheet = r.t.sheetNames[r.t.rowSheet[i]]
		}
		r.report.Refusals = append(r.report.Refusals, refusal)
	}
}

// add takes an account in and tells whether it is new.
func (r *rowReader) add(a domain.Account) bool {
	at, have := r.index[a.Key()]
	if have {
		if a.LastPost < r.accounts[at].LastPost {
			a.LastPost = r.accounts[at].LastPost
		}
		r.accounts[at] = domain.Merge(r.accounts[at], a)
		return false
	}
	r.index[a.Key()] = len(r.accounts)
	r.accounts = append(r.accounts, a)
	return true
}

// read returns the accounts of one row, or the reason why there is none.
func (r *rowReader) read(row []string) ([]domain.Account, domain.Sentence) {
	base, bound := r.drafts(row)
	if base.Name == "" {
		base.Name = nameFrom(base, bound)
	}
	platform := base.Platform
	if platform == "" {
		platform = base.link
	}
	if platform == "" {
		platform = r.o.Platform
	}
	if platform == "" {
		platform = r.t.Platform
	}
	var drafts []draft
	if platform != "" && (base.counted() || len(bound) == 0) {
		base.Platform = platform
		drafts = append(drafts, base)
	}
	for _, b := range bound {
		if len(drafts) > 0 && b.Platform == drafts[0].Platform {
			drafts[0].overlay(b)
		} else if b.counted() {
			drafts = append(drafts, base.about(b))
		}
	}
	if len(drafts) > 0 && !base.counted() && len(base.prices) > 0 && len(bound) > 0 {
		if len(drafts) == 1 {
			drafts[0].addPrices(base.prices)
		} else {
			r.unplaced++ // which platform the price is for, the file does not say
		}
	}
	switch {
	case base.Name == "":
		return nil, domain.Say("roster.row.no_name")
	case len(drafts) == 0 && platform == "" && len(bound) == 0:
		return nil, domain.Say("roster.row.no_platform")
	case !slices.ContainsFunc(drafts, func(d draft) bool { return d.counted() }):
		return nil, domain.Say("roster.row.no_figures", "name", cut(base.Name, 40))
	}
	creator := r.creatorOf(base, drafts)
	accounts := make([]domain.Account, 0, len(drafts))
	for i := range drafts {
		drafts[i].Creator = creator
		if r.videos != nil {
			r.videos.add(&drafts[i])
		}
		accounts = append(accounts, r.settle(&drafts[i]))
	}
	return accounts, domain.Sentence{}
}

// drafts reads the cells of a row: what it says plainly, and what it says
// about one platform each.
func (r *rowReader) drafts(row []string) (base draft, bound []draft) {
	for _, c := range r.columns {
		if c.at >= len(row) {
			continue
		}
		cell := strings.TrimSpace(row[c.at])
		if isUnknown(cell) {
			continue
		}
		d := &base
		if c.platform != "" {
			i := slices.IndexFunc(bound, func(b draft) bool { return b.Platform == c.platform })
			if i < 0 {
				i = len(bound)
				bound = append(bound, draft{Account: domain.Account{Platform: c.platform}})
			}
			d = &bound[i]
		}
		setters[c.ours](d, cell, c)
	}
	return base, bound
}

// counted tells whether the draft has the figure that an account needs.
func (d *draft) counted() bool { return d.Followers.IsKnown() || d.Views.IsKnown() }

// nameFrom lets the handle, or an id that reads like one, stand in for a
// missing name.
func nameFrom(base draft, bound []draft) string {
	if base.Handle != "" {
		return base.Handle
	}
	for _, b := range bound {
		if b.Handle != "" {
			return b.Handle
		}
	}
	if likeHandle(base.Creator) {
		return base.Creator
	}
	return ""
}

// about returns the account on another platform of the person that d is
// about: what is shared, and the figures of b.
func (d *draft) about(b draft) draft {
	b.Name, b.Kind, b.Creator = d.Name, d.Kind, d.Creator
	b.tags, b.Languages, b.Location, b.Contact = d.tags, d.Languages, d.Location, d.Contact
	b.source, b.asOf, b.EngagementBasis = d.source, d.asOf, d.EngagementBasis
	return b
}

// overlay adds the figures of b, which is about the same account.
func (d *draft) overlay(b draft) {
	merged := domain.Merge(d.Account, d.about(b).Account)
	d.Account = merged
	d.addPrices(b.prices)
	for _, pair := range []struct{ to, from *domain.Figure[int64] }{{&d.likes, &b.likes}, {&d.comments, &b.comments},
		{&d.shares, &b.shares}, {&d.engagements, &b.engagements}} {
		if pair.from.IsKnown() {
			*pair.to = *pair.from
		}
	}
}

func (d *draft) addPrices(prices map[string]quantity) {
	for word, q := range prices {
		if d.prices == nil {
			d.prices = map[string]quantity{}
		}
		if _, taken := d.prices[word]; !taken {
			d.prices[word] = q
		}
	}
}

// creatorOf names the person of a row: by the file's id, else by the handle,
// else by the name.
func (r *rowReader) creatorOf(base draft, drafts []draft) string {
	if base.Creator != "" {
		return base.Creator
	}
	for _, d := range append([]draft{base}, drafts...) {
		if d.Handle != "" {
			return strings.ToLower(d.Handle)
		}
	}
	r.byName++
	if name := fold(base.Name); name != "" {
		return strings.ReplaceAll(name, " ", "-")
	}
	return base.Name // a name of emoji alone
}
