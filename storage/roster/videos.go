package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// videos collects the figures of single videos, for a file that has a row
// each: a creator's views are the median of their videos', and the engagement
// rate is all interactions over all views.
type videos struct {
	of map[domain.AccountKey]*videoSums
}

type videoSums struct {
	views                []int64
	interactions, viewed int64 // over the videos that state both
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
	views, ok := d.Views.Get()
	if !ok {
		return
	}
	sums := v.of[d.Key()]
	if sums == nil {
		sums = &videoSums{}
		v.of[d.Key()] = sums
	}
	sums.views = append(sums.views, views)
	if total, ok := d.interactions(); ok {
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
		slices.Sort(sums.views)
		mid := len(sums.views) / 2
		median := sums.views[mid]
		if len(sums.views)%2 == 0 {
			median = (sums.views[mid-1] + median) / 2
		}
		a.Views = domain.Known(median)
		if rate := domain.Rate(float64(sums.interactions) / float64(max(sums.viewed, 1))); sums.viewed > 0 && rate <= maxRate && !a.Engagement.IsKnown() {
			a.Engagement, a.EngagementBasis = domain.Known(roundRate(rate)), domain.ByViews
		}
	}
}
