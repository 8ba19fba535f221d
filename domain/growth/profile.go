package growth

import (
	"slices"
	"unicode/utf8"

	"chonmat/domain"
)

// Profile is what a person told about themselves. A zero field was not told,
// which is not the number zero: a plan then rests on an assumption, and says so.
// Its JSON is what `chonmat growth --profile` reads.
type Profile struct {
	Field     Field  `json:"field,omitempty"`
	Strengths string `json:"strengths,omitempty"` // in their own words
	// Audience is whom they want to reach.
	Audience Audience `json:"audience,omitzero"`
	// Platform is the one they lean to, or are on.
	Platform domain.Platform `json:"platform,omitempty"`

	Followers domain.Figure[int64] `json:"followers,omitzero"` // on that platform, now
	Views     domain.Figure[int64] `json:"avg_views,omitzero"` // of a typical recent post

	Hours domain.Figure[float64] `json:"hours_per_week,omitzero"`
	Days  []Day                  `json:"days,omitempty"` // on which they have time

	Equipment  Equipment  `json:"equipment,omitempty"`
	Camera     Camera     `json:"camera,omitempty"`
	Goal       Goal       `json:"goal,omitempty"`
	Experience Experience `json:"experience,omitempty"`

	// AsOf is the day on which the figures were told.
	AsOf domain.Date `json:"as_of,omitempty"`
}

// Audience is whom a creator wants to reach.
type Audience struct {
	Gender    domain.Gender     `json:"gender,omitempty"`
	AgeMin    int               `json:"age_min,omitempty"` // years
	AgeMax    int               `json:"age_max,omitempty"`
	Locations []domain.Location `json:"locations,omitempty"`
	Words     string            `json:"words,omitempty"` // as they said it
}

// IsZero tells whether nothing was said about the audience.
func (a Audience) IsZero() bool {
	return a.Gender == "" && a.AgeMin == 0 && a.AgeMax == 0 && len(a.Locations) == 0 && a.Words == ""
}

// Field is what a creator publishes about.
type Field string

// The fields. OtherField is any other, in the words of Profile.Strengths.
const (
	Beauty        Field = "beauty"
	Fashion       Field = "fashion"
	Food          Field = "food"
	Travel        Field = "travel"
	Photography   Field = "photography"
	MotherBaby    Field = "mother-baby"
	Gaming        Field = "gaming"
	Tech          Field = "tech"
	Fitness       Field = "fitness"
	Education     Field = "education"
	Finance       Field = "finance"
	Home          Field = "home"
	Pets          Field = "pets"
	Entertainment Field = "entertainment"
	OtherField    Field = "other"
)

// Fields lists every field, in the order in which people see them.
var Fields = []Field{
	Food, Beauty, Fashion, MotherBaby, Travel, Photography, Gaming, Tech,
	Education, Fitness, Finance, Home, Pets, Entertainment, OtherField,
}

// Platforms are those that a plan can be made for; the tasks for all others
// are those that hold anywhere.
var Platforms = []domain.Platform{domain.TikTok, domain.Facebook, domain.YouTube, domain.Instagram}

// Day is a day of the week.
type Day string

// Days lists the days, from Monday.
var Days = []Day{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// Equipment is what a person can film with.
type Equipment string

// The equipment.
const (
	Phone  Equipment = "phone"
	Kit    Equipment = "kit"    // a phone, and a light or a microphone
	Proper Equipment = "camera" // a camera, or a computer that records
)

// Equipments lists every equipment.
var Equipments = []Equipment{Phone, Kit, Proper}

// Camera is whether a person shows their face.
type Camera string

// The ways.
const (
	OnCamera  Camera = "face"
	HandsOnly Camera = "hands" // hands, things and a voice
	NotSure   Camera = "unsure"
)

// Cameras lists every way.
var Cameras = []Camera{OnCamera, HandsOnly, NotSure}

// Goal is what a person wants to come of it.
type Goal string

// The goals.
const (
	Influence Goal = "influence"
	Income    Goal = "income"
	Shop      Goal = "shop" // customers for a shop of their own
)

// Goals lists every goal.
var Goals = []Goal{Influence, Income, Shop}

// Experience is how long a person has been publishing.
type Experience string

// The experience.
const (
	NoExperience Experience = "none"
	SomeMonths   Experience = "months"
	Years        Experience = "years"
)

// Experiences lists every experience.
var Experiences = []Experience{NoExperience, SomeMonths, Years}

// The bounds of a profile that makes sense; they catch a misread number.
const (
	MaxCount = 10_000_000_000 // followers, views
	MaxHours = 100.0          // a week
	MaxWords = 300            // characters of a text in a person's own words
)

// Validate returns an Invalid error naming the first field that is out of
// range or no word of the vocabulary. A profile that arrives as JSON is hostile
// until it has passed.
func (p Profile) Validate() error {
	checks := []struct {
		field string
		ok    bool
	}{
		{"field", among(Fields, p.Field)},
		{"strengths", isText(p.Strengths)},
		{"audience", isText(p.Audience.Words)},
		{"platform", among(domain.Platforms, p.Platform)},
		{"followers", isCount(p.Followers)},
		{"avg_views", isCount(p.Views)},
		{"hours_per_week", !p.Hours.IsKnown() || p.Hours.Or(0) > 0 && p.Hours.Or(0) <= MaxHours},
		{"days", len(p.Days) <= len(Days) && !slices.ContainsFunc(p.Days, func(d Day) bool { return !slices.Contains(Days, d) })},
		{"equipment", among(Equipments, p.Equipment)},
		{"camera", among(Cameras, p.Camera)},
		{"goal", among(Goals, p.Goal)},
		{"experience", among(Experiences, p.Experience)},
		{"as_of", isDate(p.AsOf)},
	}
	for _, c := range checks {
		if !c.ok {
			return domain.Errorf(domain.Invalid, "profile: %s is out of range", c.field)
		}
	}
	a := p.Audience
	if err := (domain.Brief{Gender: a.Gender, AgeMin: a.AgeMin, AgeMax: a.AgeMax, Locations: a.Locations}).Validate(); err != nil {
		return domain.Errorf(domain.Invalid, "profile: audience: %w", err)
	}
	return nil
}

// among tells whether v is of the vocabulary, or not told.
func among[T ~string](list []T, v T) bool { return v == "" || slices.Contains(list, v) }

func isText(s string) bool { return utf8.ValidString(s) && utf8.RuneCountInString(s) <= MaxWords }

func isCount(f domain.Figure[int64]) bool { return f.Or(0) >= 0 && f.Or(0) <= MaxCount }
