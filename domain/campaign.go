package domain

import (
	"slices"
	"time"
)

// Campaign is one search for influencers: its brief, the channels chosen for
// it and what was decided about people. It belongs to a workspace.
type Campaign struct {
	ID        string     `json:"id"`
	Workspace string     `json:"workspace"`
	Name      string     `json:"name"`
	Brief     Brief      `json:"brief"`
	Heard     []Heard    `json:"heard,omitempty"`
	Channels  []Platform `json:"channels,omitempty"` // chosen in step 2; empty: not yet

	// Scope is the list that people are chosen from; "" lets the workspace's
	// best list decide.
	Scope Scope `json:"scope,omitempty"`

	// Goods are those with advertising rules of their own that the brief is
	// about.
	Goods []Goods `json:"goods,omitempty"`

	// Weights are what the person made of the criteria; zero: those of the KPI.
	Weights Weights `json:"weights,omitzero"`

	// Economics are the seller's own figures, to reckon orders with.
	Economics Economics `json:"economics,omitzero"`

	// Decisions about accounts, by AccountKey.Short, oldest first.
	Decisions []Decision `json:"decisions,omitempty"`

	// Revision counts the changes of brief, channels, scope and weights. A button that
	// was made for an older revision is stale.
	Revision int `json:"revision"`

	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`

	// Version is the store's, for optimistic locking; 0 is not yet stored.
	Version int64 `json:"-"`
}

// CampaignHead is what a list of campaigns shows.
type CampaignHead struct {
	ID        string
	Name      string
	UpdatedAt time.Time
}

// Heard remembers the words from which a slot of the brief was understood.
type Heard struct {
	Slot  Slot   `json:"slot"`
	Words string `json:"words"`
	// Guessed: a language model read it in the words, and the person said that
	// it is so.
	Guessed bool `json:"guessed,omitempty"`
}

// Decision is what was decided about one account.
type Decision struct {
	Key  AccountKey `json:"key"`
	Name string     `json:"name"` // as it was then, in case the list loses the account
	Kept bool       `json:"kept"` // false: dropped
	// Quantity is how many deliverables somebody kept is booked for; 0 is one.
	Quantity int       `json:"quantity,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Made     time.Time `json:"made"`
}

// Decide records a decision about an account, replacing an earlier one.
func (c *Campaign) Decide(d Decision) {
	c.Undecide(d.Key)
	c.Decisions = append(c.Decisions, d)
}

// Undecide forgets the decision about an account.
func (c *Campaign) Undecide(k AccountKey) {
	c.Decisions = slices.DeleteFunc(slices.Clone(c.Decisions), func(d Decision) bool { return d.Key == k })
}

// Decision returns what was decided about an account.
func (c *Campaign) Decision(k AccountKey) (Decision, bool) {
	for _, d := range c.Decisions {
		if d.Key == k {
			return d, true
		}
	}
	return Decision{}, false
}

// Kept returns the accounts kept, oldest decision first.
func (c *Campaign) Kept() []Decision {
	return slices.DeleteFunc(slices.Clone(c.Decisions), func(d Decision) bool { return !d.Kept })
}

// ImportHead is what a list of imports shows.
type ImportHead struct {
	ID       string
	File     string // its name, for people
	Accounts int
	At       time.Time
}
