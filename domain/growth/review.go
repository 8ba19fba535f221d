package growth

import (
	"slices"

	"chonmat/domain"
)

// Review is a week in the figures that a person typed. Each may be unknown.
type Review struct {
	On        domain.Date          `json:"on"`
	Videos    domain.Figure[int64] `json:"videos,omitzero"`           // or posts, published in the week
	From      domain.Figure[int64] `json:"followers_before,omitzero"` // a week ago, when it was told
	Followers domain.Figure[int64] `json:"followers,omitzero"`        // now
	Views     domain.Figure[int64] `json:"avg_views,omitzero"`        // of a typical post of the week
}

// MaxReviews is how many reviews are kept: ten years of weeks.
const MaxReviews = 520

// Known tells whether the review states anything.
func (r Review) Known() bool { return r.Videos.IsKnown() || r.Followers.IsKnown() || r.Views.IsKnown() }

// Validate returns an Invalid error when a figure is out of range.
func (r Review) Validate() error {
	if r.On == "" || !isDate(r.On) || !isCount(r.Videos) || !isCount(r.From) || !isCount(r.Followers) || !isCount(r.Views) {
		return domain.Errorf(domain.Invalid, "review: a figure is out of range")
	}
	return nil
}

// Add returns the creator with one more review, which takes the place of one
// of the same day, and makes its figures those of the profile. The oldest go
// beyond MaxReviews. The receiver is not changed.
func (c Creator) Add(r Review) Creator {
	reviews := slices.DeleteFunc(slices.Clone(c.Reviews), func(old Review) bool { return old.On == r.On })
	reviews = append(reviews, r)
	slices.SortFunc(reviews, func(a, b Review) int {
		switch {
		case a.On < b.On:
			return -1
		case a.On > b.On:
			return 1
		}
		return 0
	})
	c.Reviews = reviews[max(0, len(reviews)-MaxReviews):]
	if r.Followers.IsKnown() {
		c.Profile.Followers, c.Profile.AsOf = r.Followers, r.On
	}
	if r.Views.IsKnown() {
		c.Profile.Views, c.Profile.AsOf = r.Views, r.On
	}
	return c
}
