// Package dialog is what is said: pure steps from a state and an event to the
// next state and effects. It knows no messenger, no clock and no database:
// what a step may look at is in World, and what it wants done is in effects.
// One file holds one flow.
package dialog

import (
	"encoding/json"
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/domain/wording"
	"chonmat/prompts"
	"chonmat/storage/roster"
)

// EventKind is the kind of an Event.
type EventKind string

// The kinds of events and the fields each uses.
const (
	TextSent    EventKind = "text"    // Text
	CommandSent EventKind = "command" // Command without "/" and bot name, Text is what follows
	Pressed     EventKind = "press"   // Data, Message
	FileSent    EventKind = "file"    // File
	TextEdited  EventKind = "edited"  // Text: the person changed a message sent earlier
	Due         EventKind = "due"     // Job: what was scheduled has come
	OtherSent   EventKind = "other"   // Other: "sticker", "voice", "photo", "video", "location", "contact", …
)

// Event is one thing a person did, or a time that came.
type Event struct {
	ID      string // unique and the same on every repetition; new ids are made from it
	Kind    EventKind
	Person  Person
	Group   bool // happened in a group rather than a private chat
	Text    string
	Command string
	Data    string // of the button pressed
	// Message is the message that holds the pressed button, to be edited in
	// place; for TextSent and TextEdited the person's own message, the same in
	// both, so that an edit finds what it corrects. "" where it is unknown.
	Message string
	File    *File
	Other   string
	Job     *Job
}

// Job is something to do at a time, in the conversation in which it was
// scheduled. When the time comes, the step that follows gets it back as a Due
// event, once, however long we were down meanwhile. A person who blocked the
// bot gets none until they come back; those that fell due are then done at once.
type Job struct {
	// Key names the job in its conversation: scheduling it again replaces it.
	Key string
	// Due is when it is to be done, to about a second. World.Now says how late
	// it has become.
	Due time.Time
	// Kind chooses in the table jobs what is done.
	Kind string
	Body json.RawMessage // what the kind needs to know, as JSON; nil is nothing
	// Said is what came of an Ask; nil for other jobs.
	Said *Said
}

// Said is what a language model said to an Ask, checked: a text, with the ids of
// the passages it relies on, or what it read in a brief.
type Said struct {
	prompts.Reply
	Heard []domain.Heard // the words that a brief was read in
	// Spent: the model was not asked, because the person, or the bot for all,
	// has used up what a day allows. There is no text.
	Spent bool
}

// Person is who did it.
type Person struct {
	ID   string
	Name string
	Lang string // IETF tag as the messenger gives it; "" unknown
}

// File is a file that was sent. Problem is set when it could not be used and
// says why; Table is then nil.
type File struct {
	Name    string
	Upload  string // the id under which the runner keeps its bytes for this step and later
	Table   *roster.Table
	Problem domain.Sentence
}

// World is what a step may look at. The runner gathers it before the step;
// a step never changes anything in it.
type World struct {
	Now       time.Time
	VNDPerUSD int64            // what a dollar is taken for; 0: understand's default
	Campaign  *domain.Campaign // the one State.Campaign names; nil: none or gone
	// Campaigns and Imports are those of the workspace, newest first. They read
	// the store, and may be nil: there are none.
	Campaigns func() []domain.CampaignHead
	Imports   func() []domain.ImportHead
	// Find returns any campaign of the workspace by id, nil when it is gone.
	// It reads the store, so a step calls it at most once, when the person
	// opens another campaign than the one at hand. It may be nil itself.
	Find func(id string) *domain.Campaign
	// Creator is what is kept of the person as a creator, wherever they write;
	// nil: nothing yet. A step that changes it takes a copy. It reads the store,
	// and may be nil itself.
	Creator func() *growth.Creator
	// Listing is the person's place in the shared list; nil: they never asked
	// for one, or left. It reads the store, and may be nil itself.
	Listing func() *growth.Listing
	// Admins are the administrators, by person. ListingOf returns anybody's
	// listing, nil when there is none; Listings all in a state, up to a bound.
	// They read the store, and may be nil themselves.
	Admins    []string
	ListingOf func(person string) *growth.Listing
	Listings  func(growth.ListingState) []growth.Listing
	// Roster returns a list by scope: the workspace's own, the operator's or
	// the sample. It is empty, never nil, when there is none.
	Roster func(domain.Scope) *domain.Roster
	// Operator is who runs the bot.
	Operator Operator
	// Consented tells whether the person agreed that what they say is kept. It
	// reads the store, and may be nil: nobody agreed.
	Consented func() bool
	// Removals returns who asks to be in no list, the oldest first; Removed who
	// is in none. They read the store, and Removed may be nil: nobody.
	Removals func() []Removal
	Removed  func() domain.Removed
	// Speaks tells whether there is a language model and the workspace has not
	// turned it off. It reads the store, and may be nil: there is none.
	Speaks func() bool
	// Kept is everything that is kept of the person. It reads the store.
	Kept func() Kept
	// Upload is the table of State.Upload, read again from the kept file; nil
	// when there is none or it has expired.
	Upload *roster.Table
}

// Effect is something a step wants done. All effects of a step are done
// together or not at all, and once.
type Effect interface{ effect() }

// The effects.
type (
	// Show sends a new message.
	Show struct{ Screen screen.Screen }
	// Change replaces the message that holds the pressed button, or that an Ask
	// was about; where that is impossible it sends a new one.
	Change struct{ Screen screen.Screen }
	// SendFile sends a document; a Picture is shown in the chat as well.
	SendFile struct {
		Name    string
		Data    []byte
		Caption screen.Text
		Picture bool
	}
	// Toast answers a press with a short text that passes (≤ 200 characters).
	Toast struct{ Text string }
	// SaveListing stores somebody's place in the shared list, new or changed;
	// DropListing takes them out of it.
	SaveListing struct{ Listing growth.Listing }
	DropListing struct{ Person string }
	// Notify sends a message to somebody else, in their private chat. It is
	// not known whether they ever read it.
	Notify struct {
		Person string
		Screen screen.Screen
	}
	// SaveCampaign stores a campaign, new or changed.
	SaveCampaign struct{ Campaign domain.Campaign }
	// SaveCreator stores the person as a creator, new or changed.
	SaveCreator struct{ Creator growth.Creator }
	// SaveConsent notes that the person agreed to a text, now.
	SaveConsent struct {
		Lang wording.Lang
		Text string // whole, as it was shown
	}
	// Forget erases everything that is kept of the person, their state
	// included. Of the step's other effects only messages are carried out.
	Forget struct{}
	// AskRemoval stores a request.
	AskRemoval Removal
	// SettleRemoval ends a request; an account that is removed is given by its
	// domain.RemovalHash, "" refuses it.
	SettleRemoval struct{ ID, Hash string }
	// DeleteCampaign removes a campaign.
	DeleteCampaign struct{ ID string }
	// TakeImport stores accounts in the workspace's list.
	TakeImport struct {
		ID       string
		File     string
		Accounts []domain.Account
		Report   roster.Report
	}
	// UndoImport takes an import back.
	UndoImport struct{ ID string }
	// DropUpload forgets a file that is no longer needed.
	DropUpload struct{ ID string }
	// Schedule has a job done later, in place of the one of its key. To do it
	// again and again, schedule it again when it is due.
	Schedule Job
	// Ask has the language model speak to a request, outside of any step, about
	// the message that the Show or Change before leads to. What it says comes as
	// a Due event of the job, Event.Message being that message. Nothing comes
	// when the model fails or what it says does not pass the checks. Job.Due is
	// now; Unschedule takes an Ask back.
	Ask struct {
		Job     Job
		Request prompts.Request
	}
	// Quiet turns the language model off for the workspace, or on again.
	Quiet struct{ Off bool }
	// Unschedule takes back the job of a key, if there is one.
	Unschedule struct{ Key string }
)

func (Show) effect()           {}
func (Change) effect()         {}
func (SendFile) effect()       {}
func (Toast) effect()          {}
func (SaveCampaign) effect()   {}
func (SaveCreator) effect()    {}
func (SaveListing) effect()    {}
func (DropListing) effect()    {}
func (Notify) effect()         {}
func (SaveConsent) effect()    {}
func (Forget) effect()         {}
func (AskRemoval) effect()     {}
func (SettleRemoval) effect()  {}
func (DeleteCampaign) effect() {}
func (TakeImport) effect()     {}
func (UndoImport) effect()     {}
func (DropUpload) effect()     {}
func (Schedule) effect()       {}
func (Ask) effect()            {}
func (Quiet) effect()          {}
func (Unschedule) effect()     {}
