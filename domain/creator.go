package domain

import "hash/fnv"

// Account is one creator on one platform: the thing that is priced, forecast
// and ranked. Accounts with the same Creator are one person. Only Name,
// Platform and one of Followers and Views are always there; every other figure
// may be unknown.
type Account struct {
	Creator  string   `json:"id"`
	Name     string   `json:"name"`
	Kind     Kind     `json:"kind,omitempty"`
	Platform Platform `json:"platform"`
	Handle   string   `json:"handle,omitempty"` // without @
	URL      string   `json:"url,omitempty"`

	Followers       Figure[int64]   `json:"followers,omitzero"`
	Views           Figure[int64]   `json:"avg_views,omitzero"` // of a typical recent post; a median where the source has one
	Engagement      Figure[Rate]    `json:"engagement_rate,omitzero"`
	EngagementBasis Basis           `json:"engagement_basis,omitempty"`
	Likes           Figure[int64]   `json:"avg_likes,omitzero"` // of a typical recent post, as are the next two; zero may mean hidden
	Comments        Figure[int64]   `json:"avg_comments,omitzero"`
	Shares          Figure[int64]   `json:"avg_shares,omitzero"`
	PostsPerWeek    Figure[float64] `json:"posts_per_week,omitzero"`
	LastPost        Date            `json:"last_post_at,omitempty"`
	Followers90dAgo Figure[int64]   `json:"followers_90d_ago,omitzero"`

	Categories []Industry `json:"categories,omitempty"`
	Topics     []string   `json:"topics,omitempty"` // the source's own tags, as written
	Languages  []string   `json:"languages,omitempty"`
	Location   Location   `json:"location,omitempty"`

	AudienceFemale    Figure[Rate]      `json:"audience_female,omitzero"`
	AudienceAges      AgeShares         `json:"audience_ages,omitzero"`
	AudienceLocations map[Location]Rate `json:"audience_locations,omitempty"`

	SponsoredShare     Figure[Rate]    `json:"sponsored_share,omitzero"`      // sponsored posts of all posts
	SponsoredVsOrganic Figure[float64] `json:"sponsored_vs_organic,omitzero"` // 1: sponsored posts do as well as the others

	Prices  map[Deliverable]VND `json:"prices,omitempty"` // fee for one, before tax; zero is barter
	Contact string              `json:"contact,omitempty"`

	// Source is where the figures come from, except those in Sources: they
	// were taken over from another import of the same account.
	Source  Source           `json:"source,omitzero"`
	Sources map[Field]Source `json:"sources,omitempty"`

	// Sample marks a fictional account of the embedded sample list; it is
	// labelled wherever it is shown.
	Sample bool `json:"sample,omitempty"`
}

// AgeShares are the shares of an audience in the five classes of AgeClasses.
// Either all are known or none.
type AgeShares struct {
	Known  bool    `json:"known,omitempty"`
	Shares [5]Rate `json:"shares"`
}

// AgeClasses are the age classes of audience figures, in years, both ends
// included.
var AgeClasses = [5]struct{ Min, Max int }{{13, 17}, {18, 24}, {25, 34}, {35, 44}, {45, MaxAge}}

// Field names a figure of an Account that may have a source of its own.
type Field string

// The fields.
const (
	FieldFollowers    Field = "followers"
	FieldViews        Field = "avg_views"
	FieldEngagement   Field = "engagement_rate"
	FieldInteractions Field = "interactions" // avg_likes, avg_comments, avg_shares
	FieldAudience     Field = "audience"
	FieldPrice        Field = "price"
	FieldActivity     Field = "activity"  // posts_per_week, last_post_at, followers_90d_ago
	FieldSponsored    Field = "sponsored" // sponsored_share, sponsored_vs_organic
	FieldTopics       Field = "categories"
)

// Fields lists every field.
var Fields = []Field{FieldFollowers, FieldViews, FieldEngagement, FieldInteractions, FieldAudience, FieldPrice, FieldActivity, FieldSponsored, FieldTopics}

// SourceOf returns where the figures of a field come from.
func (a *Account) SourceOf(f Field) Source {
	if s, ok := a.Sources[f]; ok {
		return s
	}
	return a.Source
}

// Key identifies an account within a list: the creator and the platform.
func (a *Account) Key() AccountKey { return AccountKey{Creator: a.Creator, Platform: a.Platform} }

// AccountKey identifies an account within a list.
type AccountKey struct {
	Creator  string   `json:"id"`
	Platform Platform `json:"platform"`
}

// Short returns a short stable name of the key, fit for a button: 13 letters
// and digits. Two accounts of one list share it with a chance below one in a
// million even among a million accounts.
func (k AccountKey) Short() string {
	h := fnv.New64a()
	h.Write([]byte(k.Platform))
	h.Write([]byte{0})
	h.Write([]byte(k.Creator))
	const digits = "0123456789abcdefghijklmnopqrstuv"
	sum := h.Sum64()
	var out [13]byte
	for i := range out {
		out[i] = digits[sum&31]
		sum >>= 5
	}
	return string(out[:])
}

// Outcome is an account as it was when it was chosen, and the views that one
// post of its got afterwards.
type Outcome struct {
	Account Account
	Views   int64
}
