package growth

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"chonmat/domain"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// Question is one thing the interview asks.
type Question string

// The questions.
const (
	AskField     Question = "field" // and strengths
	AskAudience  Question = "audience"
	AskPlatform  Question = "platform"
	AskSize      Question = "size"  // followers and typical views
	AskHours     Question = "hours" // and days
	AskEquipment Question = "equipment"
	AskCamera    Question = "camera"
	AskGoal      Question = "goal"
)

// Questions lists the interview in its order.
var Questions = []Question{AskField, AskPlatform, AskSize, AskHours, AskCamera, AskGoal, AskAudience, AskEquipment}

// Told tells whether the profile answers a question.
func (p Profile) Told(q Question) bool {
	switch q {
	case AskField:
		return p.Field != ""
	case AskAudience:
		return !p.Audience.IsZero()
	case AskPlatform:
		return p.Platform != ""
	case AskSize:
		return p.Followers.IsKnown()
	case AskHours:
		return p.Hours.IsKnown()
	case AskEquipment:
		return p.Equipment != ""
	case AskCamera:
		return p.Camera != ""
	case AskGoal:
		return p.Goal != ""
	}
	return false
}

// Reading is what a text says of a person.
type Reading struct {
	Profile Profile // only what was said
	// Guessed tells that the hours are worked out from the days named, two a
	// day.
	Guessed bool
}

// Empty tells whether the text says nothing of a person.
func (r Reading) Empty() bool {
	p := r.Profile
	return !slices.ContainsFunc(Questions, p.Told) && !p.Views.IsKnown() && len(p.Days) == 0 && p.Strengths == "" && p.Experience == ""
}

// OwnWordsOnly tells whether nothing was understood of the text but that it is in
// somebody's own words, as any answer about their field or their viewers is.
func (r Reading) OwnWordsOnly() bool {
	p := r.Profile
	if p.Field == OtherField {
		p.Field = ""
	}
	p.Strengths, p.Audience.Words = "", ""
	return Reading{Profile: p}.Empty()
}

// Take returns the profile with what a reading says put over it.
func (p Profile) Take(r Reading, today domain.Date) Profile {
	n := r.Profile
	if n.Field != "" {
		if n.Field != p.Field { // their words were about the other
			p.Strengths = ""
		}
		p.Field = n.Field
	}
	if n.Strengths != "" {
		p.Strengths = n.Strengths
	}
	if !n.Audience.IsZero() {
		p.Audience = n.Audience
	}
	if n.Platform != "" {
		p.Platform = n.Platform
	}
	if n.Followers.IsKnown() {
		p.Followers, p.AsOf = n.Followers, today
	}
	if n.Views.IsKnown() {
		p.Views, p.AsOf = n.Views, today
	}
	if n.Hours.IsKnown() {
		p.Hours = n.Hours
	}
	if len(n.Days) > 0 {
		p.Days = n.Days
	}
	if n.Equipment != "" {
		p.Equipment = n.Equipment
	}
	if n.Camera != "" {
		p.Camera = n.Camera
	}
	if n.Goal != "" {
		p.Goal = n.Goal
	}
	if n.Experience != "" {
		p.Experience = n.Experience
	}
	return p
}

// hoursOfADay is what a day named as free is taken for.
const hoursOfADay = 2

// Read reads what a text says of a person who was asked a question ("" for
// none) and has told before what known holds. A field and a platform, once
// told, are only changed by the answer to their question, by words that say so,
// or, in the interview, where they are all that is said: "hôm nay TikTok lỗi"
// changes nothing.
func Read(text string, asked Question, known Profile) Reading {
	s := scan(text, asked)
	var r Reading
	p := &r.Profile
	for _, h := range s.hits {
		switch v := h.value; h.kind {
		case "field":
			if p.Field == "" {
				p.Field = Field(v)
			}
		case "platform":
			if p.Platform == "" {
				p.Platform = domain.Platform(v)
			}
		case "camera":
			p.Camera = Camera(v)
		case "equipment":
			p.Equipment = Equipment(v)
		case "goal":
			p.Goal = Goal(v)
		case "experience":
			p.Experience = Experience(v)
		case "followers":
			p.Followers = domain.Known[int64](0)
		case "day":
			p.Days = addDay(p.Days, v)
		}
	}
	f := s.figures()
	if f.followers.IsKnown() {
		p.Followers = f.followers
	}
	p.Views = f.views
	p.Hours = f.hours
	switch {
	case asked == AskSize && !p.Followers.IsKnown() && len(f.bare) > 0:
		p.Followers = domain.Known(f.bare[0])
		if len(f.bare) > 1 && !p.Views.IsKnown() {
			p.Views = domain.Known(f.bare[1])
		}
	case asked == AskHours && !p.Hours.IsKnown() && len(f.bare) > 0 && len(p.Days) == 0:
		p.Hours = domain.Known(float64(f.bare[0]))
	}
	if !p.Hours.IsKnown() && len(p.Days) > 0 && (asked == AskHours || asked == "" || !known.Hours.IsKnown()) {
		p.Hours, r.Guessed = domain.Known(float64(hoursOfADay*len(p.Days))), true
	}
	rest := understand.Read(s.rest(), understand.Context{}).Brief
	if p.Field == "" && rest.Industry != "" {
		p.Field = fieldOf(rest.Industry)
	}
	if p.Platform == "" && len(rest.Channels) > 0 {
		p.Platform = rest.Channels[0]
	}
	if asked == AskAudience || s.has("toward") {
		p.Audience = Audience{Gender: rest.Gender, AgeMin: rest.AgeMin, AgeMax: rest.AgeMax, Locations: rest.Locations}
		if asked == AskAudience && hasLetters(text) {
			p.Audience.Words = Words(text)
		}
	}
	if asked == AskField && hasLetters(text) {
		if p.Field == "" && !p.Followers.IsKnown() && p.Platform == "" {
			p.Field = OtherField
		}
		if p.Field != "" {
			p.Strengths = Words(text)
		}
	}
	if alone := asked != "" && asked != AskAudience && s.alone(); !s.has("switch") && !alone {
		if known.Field != "" && asked != AskField {
			p.Field = ""
		}
		if known.Platform != "" && asked != AskPlatform {
			p.Platform = ""
		}
	}
	if p.Validate() != nil { // a misread number
		return Reading{}
	}
	return r
}

// fieldOf is the field of an industry: most have the same name.
func fieldOf(i domain.Industry) Field {
	if f := Field(i); slices.Contains(Fields, f) {
		return f
	}
	return OtherField
}

func addDay(days []Day, v string) []Day {
	for _, d := range Days {
		if (string(d) == v || v == "weekend" && (d == "sat" || d == "sun")) && !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	slices.SortFunc(days, func(a, b Day) int { return slices.Index(Days, a) - slices.Index(Days, b) })
	return days
}

func hasLetters(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// Words keeps what a person wrote as a profile or a plan can hold it: on one
// line, and no longer than MaxWords.
func Words(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(len(runes), MaxWords)])
}

// ReadReview reads a week in figures: "tuần này 12 video, 340 → 520 follow,
// view trung bình 900". It returns how many figures it found; 0 when they make
// no sense.
func ReadReview(text string, today domain.Date) (r Review, told int) {
	f := scan(text, "").figures()
	r = Review{On: today, Videos: f.posts, From: f.from, Followers: f.followers, Views: f.views}
	for _, known := range []bool{r.Videos.IsKnown(), r.From.IsKnown(), r.Followers.IsKnown(), r.Views.IsKnown()} {
		if known {
			told++
		}
	}
	if r.Validate() != nil {
		return Review{}, 0
	}
	return r, told
}

// fold is one word of a text, folded, and its place in the original.
type fold struct {
	text       string
	start, end int
}

// words splits a text into words of letters and digits.
func words(text string) (out []fold) {
	start := -1
	for i, r := range text + " " {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		switch {
		case word && start < 0:
			start = i
		case !word && start >= 0:
			out = append(out, fold{wording.Fold(text[start:i]), start, i})
			start = -1
		}
	}
	return out
}
