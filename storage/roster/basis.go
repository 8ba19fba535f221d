package roster

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"chonmat/domain"
)

// customBasis is the denominator that goes without saying on each platform:
// by views where feeds reach beyond followers, by followers elsewhere
// (HypeAuditor's definitions, read 2026-11).
var customBasis = map[domain.Platform]domain.Basis{
	domain.TikTok: domain.ByViews, domain.YouTube: domain.ByViews,
	domain.Instagram: domain.ByFollowers, domain.Facebook: domain.ByFollowers, domain.Threads: domain.ByFollowers,
	domain.X: domain.ByFollowers, domain.LinkedIn: domain.ByFollowers, domain.Zalo: domain.ByFollowers,
}

// BasisFor returns what engagement rates will be taken to be divided by, and
// whether that was said, by the person or the file. "" leaves it to the custom
// of each row's platform.
func (t *Table) BasisFor(o ReadOptions) (basis domain.Basis, stated bool) {
	switch {
	case o.Basis != "":
		return o.Basis, true
	case t.Basis != "":
		return t.Basis, t.BasisStated
	}
	return customBasis[cmp.Or(o.Platform, t.Platform)], false
}

// settleBasis finds out what a file's engagement rates are divided by: its
// header says so, or its other figures show it, or the platform's custom has
// to do.
func (t *Table) settleBasis(p *proposal) {
	rate := slices.Index(p.columns, "engagement_rate")
	if rate < 0 || slices.Contains(p.columns, "engagement_basis") {
		return // the rows say it
	}
	if t.Basis = p.labels[rate].basis; t.Basis != "" {
		t.BasisStated = true
		return
	}
	if t.Basis = t.computedBasis(p, rate); t.Basis != "" {
		t.BasisStated = true
		t.Notes = append(t.Notes, domain.Say("roster.note.basis_computed", "basis", t.Basis))
		return
	}
	if t.Platform == "" {
		return // each row goes by the custom of its platform
	}
	if over, rows := t.impossibleByFollowers(p, rate); over >= 3 && over*20 >= rows {
		t.Basis, t.evidentBasis = domain.ByViews, domain.ByViews
		t.Notes = append(t.Notes, domain.Say("roster.note.basis_by_views", "n", over, "rows", rows))
		return
	}
	t.Basis = customBasis[t.Platform]
}

// computedBasis recalculates the rates from the average interactions in the
// file. It returns a basis only when half of the rates come out within a
// fifth.
func (t *Table) computedBasis(p *proposal, rate int) domain.Basis {
	sums := [][]int{}
	for _, set := range [][]Column{{"engagements"}, {"avg_likes", "avg_comments", "avg_shares"}, {"avg_likes", "avg_comments"}, {"avg_likes"}} {
		var at []int
		for _, c := range set {
			if i := slices.Index(p.columns, c); i >= 0 {
				at = append(at, i)
			}
		}
		if len(at) > 0 {
			sums = append(sums, at)
		}
	}
	// Columns that lost to a rival may be the ones the rate was made from.
	for i, l := range p.labels {
		words := strings.Fields(fold(t.Header[i]))
		if l.column == left && p.contents[i].numbers > 0 && (slices.Contains(words, "like") || slices.Contains(words, "likes")) {
			sums = append(sums, []int{i})
		}
	}
	numbers := t.numbers(p)
	for _, base := range []struct {
		column Column
		basis  domain.Basis
	}{{"followers", domain.ByFollowers}, {"avg_views", domain.ByViews}} {
		by := slices.Index(p.columns, base.column)
		if by < 0 {
			continue
		}
		for _, at := range sums {
			near, n := 0, 0
			for _, row := range t.Rows[:min(len(t.Rows), contentRows)] {
				total, ok := 0.0, true
				for _, i := range at {
					v, known := numbers(row, i)
					total, ok = total+v, ok && known
				}
				d, known := numbers(row, by)
				r, stated := numbers(row, rate)
				if !ok || !known || !stated || d <= 0 || r <= 0 || total <= 0 {
					continue
				}
				n++
				if math.Abs(math.Log(total/d/r)) < 0.2 {
					near++
				}
			}
			if n >= 5 && near*2 >= n {
				return base.basis
			}
		}
	}
	return ""
}

// numbers returns a function that reads the number in column i of a row.
func (t *Table) numbers(p *proposal) func(row []string, i int) (float64, bool) {
	readers := map[int]*columnReader{}
	return func(row []string, i int) (float64, bool) {
		r := readers[i]
		if r == nil {
			c := p.columns[i]
			if c == "" {
				c = "avg_likes" // some count
			}
			r = newColumnReader(t, i, c)
			readers[i] = r
		}
		if i >= len(row) {
			return 0, false
		}
		if slices.Contains(rates, r.ours) {
			v, ok := r.rate(row[i])
			return float64(v), ok
		}
		return r.number(row[i])
	}
}

// basisRows is how many rows are enough to judge a whole file by.
const basisRows = 5000

// impossibleByFollowers counts the rows in which the rate, if it were by
// followers, would mean more interactions than views.
func (t *Table) impossibleByFollowers(p *proposal, rate int) (over, rows int) {
	followers, views := slices.Index(p.columns, "followers"), slices.Index(p.columns, "avg_views")
	if followers < 0 || views < 0 {
		return 0, 0
	}
	numbers := t.numbers(p)
	for _, row := range t.Rows[:min(len(t.Rows), basisRows)] {
		f, okF := numbers(row, followers)
		v, okV := numbers(row, views)
		r, okR := numbers(row, rate)
		if !okF || !okV || !okR || v <= 0 {
			continue
		}
		rows++
		if r*f > v {
			over++
		}
	}
	return over, rows
}
