package growth

import (
	"crypto/sha256"
	"encoding/base32"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"chonmat/domain"
)

// Listing is a creator who asked to be found by the marketers of this bot. It
// is there only by consent, and gone when the creator leaves: what it shows is
// a copy of what they agreed to show, and no more.
type Listing struct {
	Person string       `json:"person"` // on the bot; shown to nobody
	State  ListingState `json:"state"`

	Card      Card                 `json:"card"`
	Platform  domain.Platform      `json:"platform"`
	Field     Field                `json:"field"`
	Followers domain.Figure[int64] `json:"followers"`
	Views     domain.Figure[int64] `json:"avg_views,omitzero"`
	AsOf      domain.Date          `json:"as_of"` // on which they told the figures

	// Partners tells that they also want to be suggested to other creators.
	Partners bool `json:"partners,omitempty"`
	// Asked are the creators, by Key, whom they have asked to work together.
	Asked []string `json:"asked,omitempty"`

	// Consent is what they agreed to, word for word, and when: proof of it is
	// to be kept (Law 91/2025/QH15, Art. 9).
	Consent Consent `json:"consent"`
	Lang    string  `json:"lang"` // in which they are told what becomes of it

	// Version is the store's, for optimistic locking; 0 is not yet stored.
	Version int64 `json:"-"`
}

// ListingState is how far a listing is.
type ListingState string

// The states.
const (
	Asked    ListingState = "asked" // waits for an administrator
	Listed   ListingState = "listed"
	Declined ListingState = "declined"
)

// Consent is what a person agreed to.
type Consent struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// The bounds of a listing.
const (
	maxConsent = 4_000 // characters
	// MaxAsked is how many creators one can ask.
	MaxAsked = 100
)

// Show returns the listing with what a creator shows now.
func (l Listing) Show(c Creator) Listing {
	p := c.Profile
	l.Card, l.Platform, l.Field, l.Followers, l.Views, l.AsOf = c.Card, p.Channel(), p.FieldOr(), p.Followers, p.Views, p.AsOf
	return l
}

// Key names the creator in lists and buttons. It does not tell who the person
// is on the bot.
func (l *Listing) Key() string {
	sum := sha256.Sum256([]byte("listing\x00" + l.Person))
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))[:16]
}

// Account is the creator as marketers find them in the shared list.
func (l *Listing) Account() domain.Account {
	a := domain.Account{
		Creator: "self-" + l.Key(), Name: l.Card.Name, Platform: l.Platform, Followers: l.Followers, Views: l.Views,
		Contact: l.Card.Contact, Source: domain.Source{Title: SelfReported, Date: string(l.AsOf)},
	}
	if i := trades[l.Field].industry; i != "" {
		a.Categories = []domain.Industry{i}
	}
	return a
}

// Validate returns an Invalid error naming what is out of range.
func (l Listing) Validate() error {
	if err := l.Card.Validate(); err != nil {
		return err
	}
	if l.Person == "" || l.Card.Name == "" || l.Card.Contact == "" || !slices.Contains(domain.Platforms, l.Platform) || !among(Fields, l.Field) ||
		!l.Followers.IsKnown() || !isCount(l.Followers) || !isCount(l.Views) || l.AsOf == "" || !isDate(l.AsOf) ||
		!slices.Contains([]ListingState{Asked, Listed, Declined}, l.State) || len(l.Asked) > MaxAsked ||
		l.Consent.Text == "" || utf8.RuneCountInString(l.Consent.Text) > maxConsent {
		return domain.Errorf(domain.Invalid, "listing: out of range")
	}
	return nil
}

// neighbours are the fields whose audiences meet; our choice. A field is its
// own neighbour, too.
var neighbours = map[Field][]Field{
	Food: {Travel, Home, Fitness, MotherBaby}, Beauty: {Fashion, Fitness, MotherBaby}, Fashion: {Beauty, Photography, Travel},
	MotherBaby: {Home, Food, Education, Beauty}, Travel: {Food, Photography, Fashion}, Photography: {Travel, Fashion, Tech},
	Gaming: {Tech, Entertainment}, Tech: {Gaming, Education, Finance, Photography}, Education: {Tech, Finance, MotherBaby},
	Fitness: {Food, Beauty}, Finance: {Education, Tech}, Home: {Food, MotherBaby, Pets}, Pets: {Home, Entertainment},
	Entertainment: {Gaming, Pets},
}

// similarSize is how many times larger a partner may be: beyond, one of the two
// has little of it. Our choice.
const similarSize = 3

// FindPartners returns, of the creators listed, those who want to be suggested, are
// of the same or a neighbouring field and of similar size: neighbours first, as
// their audiences are new to each other, then by how near in size.
func (l *Listing) FindPartners(listed []Listing, most int) []Listing {
	mine, known := l.Followers.Get()
	if !known {
		return nil
	}
	distance := func(o *Listing) float64 {
		return math.Abs(math.Log(float64(max(o.Followers.Or(0), 1)) / float64(max(mine, 1))))
	}
	var out []Listing
	for _, o := range listed {
		neighbour := slices.Contains(neighbours[l.Field], o.Field)
		if o.Person != l.Person && o.Partners && o.State == Listed && (neighbour || o.Field == l.Field) && distance(&o) <= math.Log(similarSize) {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b Listing) int {
		if same := a.Field == l.Field; same != (b.Field == l.Field) {
			if same {
				return 1
			}
			return -1
		}
		if da, db := distance(&a), distance(&b); da != db {
			if da < db {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Person, b.Person)
	})
	return out[:min(len(out), most)]
}
