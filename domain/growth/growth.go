// Package growth is about people who want to become creators: who they are
// (Profile), the eight steps as tasks chosen for them (Plan), how their weeks
// go (Review), how a marketer would see them, and what they may earn.
//
// A Creator is all of that about one person. It belongs to the person, not to
// a workspace: what is shown of it in a group is nothing.
//
// Everything here is pure: the same profile on the same day gives the same
// plan, byte for byte. What a task says is in the wording catalogue, whom it
// suits in tasks.csv.
package growth

import (
	"time"

	"chonmat/domain"
)

// Creator is what is kept of one person who wants to grow.
type Creator struct {
	Profile Profile `json:"profile"`
	Card    Card    `json:"card,omitzero"`
	// Plan is nil until there is enough of a profile to make one.
	Plan *Plan `json:"plan,omitempty"`
	// Reviews are the weekly figures the person typed, oldest first, one a day
	// at most.
	Reviews []Review `json:"reviews,omitempty"`

	// Revision counts the changes of the plan; a button made for an older one
	// is stale.
	Revision  int       `json:"revision"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`

	// Version is the store's, for optimistic locking; 0 is not yet stored.
	Version int64 `json:"-"`
}

// Validate returns an Invalid error naming what is out of range.
func (c Creator) Validate() error {
	if err := c.Profile.Validate(); err != nil {
		return err
	}
	if err := c.Card.Validate(); err != nil {
		return err
	}
	if c.Plan != nil {
		if err := c.Plan.Validate(); err != nil {
			return err
		}
	}
	if len(c.Reviews) > MaxReviews {
		return domain.Errorf(domain.Invalid, "creator: over %d reviews", MaxReviews)
	}
	for _, r := range c.Reviews {
		if err := r.Validate(); err != nil {
			return err
		}
	}
	return nil
}
