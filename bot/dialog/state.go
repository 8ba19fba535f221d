package dialog

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/draft"
	"chonmat/domain/growth"
	"chonmat/domain/growth/remind"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// stateVersion is the version of State's JSON. It rises when an older state
// would be misread; a state of another version starts anew, in its language.
const stateVersion = 1

// State is where one person is in the conversation. It is small, plain data,
// stored as JSON between steps; campaigns and lists are not in it.
type State struct {
	Version int          `json:"v"`
	Lang    wording.Lang `json:"lang,omitempty"` // "" until the first event
	// Agreed: the person agreed that what they say is kept; until then Held is
	// what they said. The proof is not in the state.
	Agreed   bool    `json:"agreed,omitempty"`
	Held     *Held   `json:"held,omitempty"`
	Flow     Flow    `json:"flow,omitempty"`
	Campaign string  `json:"campaign,omitempty"` // the id of the campaign at hand
	Places   []Place `json:"places,omitempty"`   // by campaign, the latest used first

	// Question is the question about the brief that waits for an answer.
	Question *Question `json:"question,omitempty"`
	// Pending are the questions after that, about other unclear words of one
	// text.
	Pending []Question `json:"pending,omitempty"`
	// Await is what a free text would be taken for now; nil: nothing special.
	Await *Await `json:"await,omitempty"`

	// Upload is the file that waits to be imported, Import how far that is.
	Upload string  `json:"upload,omitempty"`
	Import *Import `json:"import,omitempty"`

	// Remind is the daily reminder; nil: none was asked for.
	Remind *remind.Reminder `json:"remind,omitempty"`
	// Quote is the quote of somebody that was judged last.
	Quote *quoted `json:"quote,omitempty"`
	// QuoteOf is whose quote is asked for, where that is known.
	QuoteOf *domain.Account `json:"quote_of,omitempty"`
	// Offer is the offer to a creator that was judged last.
	Offer *offered `json:"offer,omitempty"`

	// Tone is the tone that drafts are wanted in; Draft is the one at hand.
	Tone  draft.Tone `json:"tone,omitempty"`
	Draft *drafted   `json:"draft,omitempty"`

	// Interview is how far the questions to a creator are; nil: none waits.
	Interview *Interview `json:"interview,omitempty"`
	// Task is the creator's task whose card was shown last, which "xong" means.
	Task string `json:"task,omitempty"`

	// Asked is the ask of the language model that is on its way; SpentOn is the
	// day on which the person was last told that the day's tokens are used up.
	Asked   string      `json:"asked,omitempty"`
	SpentOn domain.Date `json:"spent_on,omitempty"`
	// Guess is what a model read in a brief and the person has not judged yet.
	Guess *guess `json:"guess,omitempty"`

	// Buttons are the numbered buttons of the last screen, for answers by
	// number or label.
	Buttons []screen.NumberedButton `json:"buttons,omitempty"`
	// Press is the last press, to see a double one.
	Press *press `json:"press,omitempty"`
	// Told is the last change of a brief, so that it can be taken back, and an
	// edit of the message that told it corrects it.
	Told *told `json:"told,omitempty"`
}

// Flow is the part of the conversation a person is in.
type Flow string

// The flows. In a campaign the Place says the step.
const (
	AtHome      Flow = ""
	InCampaign  Flow = "campaign"
	InImport    Flow = "import"
	InLists     Flow = "lists"
	InCampaigns Flow = "campaigns"
	InCreator   Flow = "creator"
	InAsk       Flow = "ask"
)

// Place is where a person stopped in one campaign.
type Place struct {
	Campaign string            `json:"campaign"`
	Stage    Stage             `json:"stage"`
	Guided   bool              `json:"guided,omitempty"`    // asked question by question, so the audience is asked too
	Skipped  []domain.Slot     `json:"skipped,omitempty"`   // not to be asked again
	NoTarget bool              `json:"no_target,omitempty"` // nor the number of the KPI
	Picked   []domain.Platform `json:"picked,omitempty"`    // ticked in step 2, not yet taken over
	From     int               `json:"from,omitempty"`      // first person of the page, from 0
	Person   string            `json:"person,omitempty"`    // whose card is open, as in a button

	// Changed is what last changed in the brief, and when, for whoever
	// presses an older button.
	Changed   []domain.Slot `json:"changed,omitempty"`
	ChangedAt time.Time     `json:"changed_at,omitzero"`
}

// Stage is a step within a campaign.
type Stage string

// The stages.
const (
	StageBrief    Stage = "brief"
	StageChannels Stage = "channels"
	StagePeople   Stage = "people"
	StageCard     Stage = "card"
	StageSummary  Stage = "summary"
)

// Question is a question about one slot of the brief.
type Question struct {
	Slot    domain.Slot `json:"slot"`
	Target  bool        `json:"target,omitempty"`  // asks for the number of the KPI
	Options options     `json:"options,omitempty"` // the answers it offers, where they are not the usual ones
	Words   string      `json:"words,omitempty"`   // what was unclear; "" for an ordinary question
	All     bool        `json:"all,omitempty"`     // every option is shown, not just the likeliest
	Editing bool        `json:"editing,omitempty"`
}

// answers are what a question offers.
func (q *Question) answers() []domain.Brief {
	if q.Options == nil && !q.Target {
		return usual[q.Slot]
	}
	return q.Options
}

// options are answers to a question about the brief.
type options []domain.Brief

// UnmarshalJSON makes room once: a brief is large, and a slice that grows while
// it is read was a tenth of the memory that a step takes.
func (o *options) UnmarshalJSON(data []byte) error {
	list := make([]domain.Brief, 0, bytes.Count(data, []byte("},{"))+1)
	err := json.Unmarshal(data, &list)
	*o = list
	return err
}

// Await says what a free text answers.
type Await struct {
	For     AwaitFor `json:"for"`
	Arg     string   `json:"arg,omitempty"`
	Message string   `json:"message,omitempty"` // the text that waits came in this one
}

// AwaitFor is a kind of free text that is waited for.
type AwaitFor string

// The kinds.
const (
	AwaitName    AwaitFor = "name"    // of the campaign
	AwaitReason  AwaitFor = "reason"  // why somebody is dropped; Arg is who
	AwaitWhich   AwaitFor = "which"   // new campaign or change; Arg is the text
	AwaitRole    AwaitFor = "role"    // creator or marketer; Arg is what they said
	AwaitProof   AwaitFor = "proof"   // that a task is done; Arg is which
	AwaitExcuse  AwaitFor = "excuse"  // why a task is skipped; Arg is which
	AwaitWeek    AwaitFor = "week"    // a creator's week in figures
	AwaitOffer   AwaitFor = "offer"   // an offer to a creator
	AwaitHistory AwaitFor = "history" // of followers; Arg is whose
	AwaitSales   AwaitFor = "sales"   // what an order is worth, and how many viewers order

	AwaitUnlist AwaitFor = "unlist" // an account that is to be in no list

	AwaitQuote     AwaitFor = "quote"      // what somebody asks for
	AwaitQuoteSize AwaitFor = "quote-size" // followers or views of whoever asks
	AwaitOfferSize AwaitFor = "offer-size" // followers of the channel it is for
	AwaitRemind    AwaitFor = "remind"     // a time of the day
	AwaitKit       AwaitFor = "kit"        // a part of the media kit; Arg is which
)

// Interview is how far the questions to a creator are. What they answered is in
// their profile.
type Interview struct {
	Asked   growth.Question   `json:"asked"`
	Skipped []growth.Question `json:"skipped,omitempty"`
	Editing bool              `json:"editing,omitempty"` // one answer is changed, then the plan
}

// Import is a list on its way in: what the person corrected so far.
type Import struct {
	ID       string          `json:"id"` // names the import in its buttons
	File     string          `json:"file"`
	Paste    string          `json:"paste,omitempty"`   // pasted lines; otherwise the list is State.Upload
	Mapping  roster.Mapping  `json:"mapping,omitempty"` // nil: as the file suggests
	Platform domain.Platform `json:"platform,omitempty"`
	Basis    domain.Basis    `json:"basis,omitempty"`
}

type press struct {
	Message string    `json:"message,omitempty"`
	Data    string    `json:"data"`
	At      time.Time `json:"at"`
}

type told struct {
	Message  string            `json:"message,omitempty"` // "": no text told it
	Campaign string            `json:"campaign"`
	Revision int               `json:"revision"` // of the campaign after it
	Before   domain.Brief      `json:"before"`   // as the rest
	Heard    []domain.Heard    `json:"heard,omitempty"`
	Channels []domain.Platform `json:"channels,omitempty"`
	Goods    []domain.Goods    `json:"goods,omitempty"`
}

// maxPlaces is in how many campaigns the place is remembered.
const maxPlaces = 50

// ReadState reads a stored state. What it cannot read, or was written by
// another version, starts anew; only the language is kept.
func ReadState(data []byte) State {
	var s State
	if len(data) == 0 || json.Unmarshal(data, &s) != nil || s.Version != stateVersion {
		lang := s.Lang
		s = State{Version: stateVersion}
		if lang == wording.Vietnamese || lang == wording.English {
			s.Lang = lang
		}
	}
	return s
}

// place returns the place in a campaign, the zero Place of it if none is
// remembered.
func (s *State) place(campaign string) Place {
	for _, p := range s.Places {
		if p.Campaign == campaign {
			return p
		}
	}
	return Place{Campaign: campaign, Stage: StageBrief}
}

// setPlace remembers a place as the latest. It does not touch the old slice:
// a step never changes the state it was given.
func (s *State) setPlace(p Place) {
	places := make([]Place, 0, len(s.Places)+1)
	places = append(places, p)
	for _, q := range s.Places {
		if q.Campaign != p.Campaign {
			places = append(places, q)
		}
	}
	s.Places = places[:min(len(places), maxPlaces)]
}

// forgetPlace forgets a campaign that was deleted.
func (s *State) forgetPlace(campaign string) {
	s.Places = slices.DeleteFunc(slices.Clone(s.Places), func(p Place) bool { return p.Campaign == campaign })
	if s.Guess != nil && s.Guess.Campaign == campaign {
		s.Guess = nil
	}
	if s.Campaign == campaign {
		s.Campaign, s.Question, s.Await, s.Told = "", nil, nil, nil
	}
}
