package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// videos collects the figures of single videos, for a file that has a row
// each: a creator's views, likes, comments and shares are the medians of their
// videos', and the engagement rate is all interactions over all views.
type videos struct {
	of     map[domain.AccountKey]*videoSums
	viewed bool // some video states its views
}

type videoSums struct {
	views, likes, comments, shares []int64
	interactions, viewed           int64 // over the videos that state both
}

// findVideos tells whether rows about the same creator are so many that each
// must be a video.
func (r *rowReader) findVideos() *videos {
	people := map[string]bool{}
	for _, c := range []Column{"handle", "id", "url", "name"} {
		i := slices.IndexFunc(r.columns, func(have *columnReader) bool { return have.ours == c })
		if i < 0 {
			continue
		}
		at := r.columns[i].at
		for _, row := range r.t.Rows {
			if at < len(row) {
				people[strings.ToLower(row[at])] = true
			}
		}
		break
	}
	if len(people)*5 > len(r.t.Rows)*4 {
		return nil
	}
	return &videos{of: map[domain.AccountKey]*videoSums{}}
}

func (v *videos) add(d *draft) {
	sums := v.of[d.Key()]
	if sums == nil {
		sums = &videoSums{}
		v.of[d.Key()] = sums
	}
	for _, count := range []struct {
		to   *[]int64
		from domain.Figure[int64]
	}{{&sums.views, d.Views}, {&sums.likes, d.Likes}, {&sums.comments, d.Comments}, {&sums.shares, d.Shares}} {
		if n, ok := count.from.Get(); ok {
			*count.to = append(*count.to, n)
		}
	}
	views, viewed := d.Views.Get()
	v.viewed = v.viewed || viewed
	if total, ok := d.interactions(); ok && viewed {
		sums.interactions += total
		sums.viewed += views
	}
}

// settle puts the figures of the videos into the accounts.
func (v *videos) settle(r *rowReader) {
	if v == nil {
		return
	}
	for key, sums := range v.of {
		a := &r.accounts[r.index[key]]
		a.Views, a.Likes, a.Comments, a.Shares = median(sums.views), median(sums.likes), median(sums.comments), median(sums.shares)
		hidden := len(sums.likes) > 0 && slices.Max(sums.likes) == 0 // nobody's videos are all liked by no one
		if rate := domain.Rate(float64(sums.interactions) / float64(max(sums.viewed, 1))); sums.viewed > 0 && !hidden && rate <= maxRate && !a.Engagement.IsKnown() {
			a.Engagement, a.EngagementBasis = domain.Known(roundRate(rate)), domain.ByViews
		}
	}
}

// median is the middle of the counts, unknown of none.
func median(counts []int64) domain.Figure[int64] {
	if len(counts) == 0 {
		return domain.Figure[int64]{}
	}
	slices.Sort(counts)
	mid := len(counts) / 2
	if len(counts)%2 == 0 {
		return domain.Known((counts[mid-1] + counts[mid]) / 2)
	}
	return domain.Known(counts[mid])
}
