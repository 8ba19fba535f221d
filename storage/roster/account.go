package roster

import (
	"cmp"
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"unicode"

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
	last     person // of the row before
	base     draft  // of the row being read, whose memory the next one uses again

	// Counts for the notes.
	byName, usdPrices, unplaced, computedRates, continued int
	guessedBasis                                          map[domain.Basis]int
	guessedPrices                                         map[domain.Deliverable]int
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
		hash := hashRow(seed, row)
		repeated := seen[hash]
		if repeated && r.videos != nil { // the same video again: it must not count twice
			r.report.Merged, r.report.Identical = r.report.Merged+1, r.report.Identical+1
			continue
		}
		accounts, reason := r.read(row)
		if reason.Key != "" {
			r.refuse(i, reason)
			continue
		}
		seen[hash] = true
		fresh := false
		for _, a := range accounts {
			fresh = r.add(a) || fresh
		}
		switch {
		case fresh:
			r.report.Taken++
		case repeated:
			r.report.Identical++
			fallthrough
		default:
			r.report.Merged++
		}
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
		r.accounts[at] = mergeRows(r.accounts[at], a)
		return false
	}
	r.index[a.Key()] = len(r.accounts)
	r.accounts = append(r.accounts, a)
	return true
}

// mergeRows joins two rows of one account. Of the same source, the prices of
// one row stand beside those of the other: lists have a row a deliverable.
func mergeRows(older, newer domain.Account) domain.Account {
	merged := domain.Merge(older, newer)
	if len(older.Prices) > 0 && len(newer.Prices) > 0 && older.SourceOf(domain.FieldPrice) == newer.SourceOf(domain.FieldPrice) {
		merged.Prices = maps.Clone(older.Prices)
		maps.Copy(merged.Prices, newer.Prices)
	}
	return merged
}

// read returns the accounts of one row, or the reason why there is none.
func (r *rowReader) read(row []string) ([]domain.Account, domain.Sentence) {
	base, bound := r.drafts(row)
	if base.Handle == "" && base.URL == "" && isTotal(firstText(row)) {
		return nil, domain.Say("roster.row.total")
	}
	r.settlePlatform(base, bound)
	if base.Name == "" && r.continues(row, base) {
		base.Name, base.Creator = r.last.name, r.last.creator
		r.continued++
	}
	if !strings.ContainsFunc(base.Name, isWordRune) { // none, or of emoji alone
		base.Name = cmp.Or(nameFrom(base, bound), base.Name)
	}
	counted := base.counted()
	drafts := make([]*draft, 0, 1+len(bound))
	if base.Platform != "" && (counted || len(bound) == 0) {
		drafts = append(drafts, base)
	}
	for i := range bound {
		b := &bound[i]
		if len(drafts) > 0 && b.Platform == drafts[0].Platform {
			drafts[0].overlay(b)
		} else if b.counted() {
			b.about(base)
			drafts = append(drafts, b)
		}
		counted = counted || b.counted()
	}
	switch _, alone := onlyText(row); {
	case !counted && alone:
		return nil, domain.Say("roster.row.heading")
	case base.Name == "":
		return nil, domain.Say("roster.row.no_name")
	case !counted:
		return nil, domain.Say("roster.row.no_figures", "name", cut(base.Name, 40))
	case len(drafts) == 0 && base.elsewhere != "":
		return nil, domain.Say("roster.row.other_platform", "name", cut(base.Name, 40), "platform", base.elsewhere)
	case len(drafts) == 0:
		return nil, domain.Say("roster.row.no_platform")
	}
	if drafts[0] != base && len(base.prices) > 0 {
		if len(drafts) == 1 {
			drafts[0].addPrices(base.prices)
		} else {
			r.unplaced++ // which platform the price is for, the file does not say
		}
	}
	creator := r.last.creator
	if !r.sameAsLast(row, base, drafts) {
		if creator = r.creatorOf(base, drafts); creator != r.last.creator {
			r.last.platforms = r.last.platforms[:0]
		}
	}
	r.last.name, r.last.creator = base.Name, creator
	accounts := make([]domain.Account, 0, len(drafts))
	for _, d := range drafts {
		d.Creator = creator
		r.last.platforms = append(r.last.platforms, d.Platform)
		if r.videos != nil {
			r.videos.add(d)
		}
		accounts = append(accounts, r.settle(d))
	}
	return accounts, domain.Sentence{}
}

// drafts reads the cells of a row: what it says plainly, and what it says
// about one platform each.
func (r *rowReader) drafts(row []string) (base *draft, bound []draft) {
	r.base = draft{}
	base = &r.base
	for _, c := range r.columns {
		if c.at >= len(row) {
			continue
		}
		cell := unguard(strings.TrimSpace(row[c.at]))
		if isUnknown(cell) {
			continue
		}
		d := base
		if c.platform != "" {
			d = boundTo(&bound, c.platform)
		}
		setters[c.ours](d, cell, c)
	}
	if base.Handle == "" && base.Creator == "" {
		base.Handle = base.inName
	}
	return base, bound
}

// settlePlatform finds the platform of what a row says plainly: its own word,
// its link, the person's answer, the one account that the row links to, the
// file's.
func (r *rowReader) settlePlatform(base *draft, bound []draft) {
	base.Platform = cmp.Or(base.Platform, base.link)
	if base.Platform != "" || base.elsewhere != "" {
		return
	}
	linked := domain.Platform("")
	for i := range bound {
		if linked == "" && (bound[i].Handle != "" || bound[i].URL != "") {
			linked = bound[i].Platform
		}
	}
	base.Platform = cmp.Or(r.o.Platform, linked, r.t.Platform)
}

// boundTo returns the draft for a platform, a new one if there is none.
func boundTo(bound *[]draft, p domain.Platform) *draft {
	for i := range *bound {
		if (*bound)[i].Platform == p {
			return &(*bound)[i]
		}
	}
	*bound = append(*bound, draft{Account: domain.Account{Platform: p}})
	return &(*bound)[len(*bound)-1]
}

// counted tells whether the draft has the figure that an account needs.
func (d *draft) counted() bool { return d.Followers.IsKnown() || d.Views.IsKnown() }

// isWordRune tells letters and digits, also those in circles and squares that
// people decorate their names with (🅟, ⓐ).
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r >= 0x24B6 && r <= 0x24E9 || r >= 0x1F130 && r <= 0x1F189
}

// nameFrom lets the handle, or an id that reads like one, stand in for a
// missing name.
func nameFrom(base *draft, bound []draft) string {
	if base.Handle != "" {
		return base.Handle
	}
	for i := range bound {
		if bound[i].Handle != "" {
			return bound[i].Handle
		}
	}
	if likeHandle(base.Creator) {
		return base.Creator
	}
	return ""
}

// about makes d, the figures on one platform, speak of the person that base
// is about.
func (d *draft) about(base *draft) {
	d.Name, d.Kind, d.Creator = base.Name, base.Kind, base.Creator
	d.tags, d.Languages, d.Location, d.Contact = base.tags, base.Languages, base.Location, base.Contact
	d.source, d.asOf, d.EngagementBasis = base.source, base.asOf, base.EngagementBasis
}

// overlay adds the figures of b, which is about the same account.
func (d *draft) overlay(b *draft) {
	b.about(d)
	plain := d.Account
	d.Account = domain.Merge(plain, b.Account)
	d.addPrices(b.prices)
	if b.engagements.IsKnown() {
		d.engagements = b.engagements
	}
	// Of one row each count stands by itself, in whichever column it is.
	for _, pair := range []struct{ to, from *domain.Figure[int64] }{{&d.Likes, &plain.Likes}, {&d.Comments, &plain.Comments}, {&d.Shares, &plain.Shares}} {
		if !pair.to.IsKnown() {
			*pair.to = *pair.from
		}
	}
}

func (d *draft) addPrices(prices []priced) {
	for _, p := range prices {
		d.prices = addPrice(d.prices, p)
	}
}

// creatorOf names the person of a row: by the file's id, else by the handle,
// else by the name.
func (r *rowReader) creatorOf(base *draft, drafts []*draft) string {
	if base.Creator != "" {
		return base.Creator
	}
	for _, d := range drafts {
		switch {
		case d.Handle == "":
		case d.Platform == domain.YouTube && strings.HasPrefix(d.Handle, "UC"):
			return d.Handle // a channel's id, in which case counts
		default:
			return strings.ToLower(d.Handle)
		}
	}
	r.byName++
	if name := fold(base.Name); name != "" {
		return strings.ReplaceAll(name, " ", "-")
	}
	return base.Name // a name of emoji alone
}
