package growth

import (
	"unicode/utf8"

	"chonmat/domain"
)

// Card is how a person wants to be shown to brands: on the media kit and, when
// they join it, in the list.
type Card struct {
	Name    string `json:"name,omitempty"`
	Contact string `json:"contact,omitempty"` // a mail address, a number, an @name: as they type it
}

// MaxCard is how long each part of a card may be, in characters.
const MaxCard = 80

// Validate returns an Invalid error when a part is too long.
func (c Card) Validate() error {
	for _, s := range []string{c.Name, c.Contact} {
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > MaxCard {
			return domain.Errorf(domain.Invalid, "card: over %d characters", MaxCard)
		}
	}
	return nil
}
