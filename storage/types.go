package storage

import (
	"time"

	"chonmat/domain"
	"chonmat/domain/growth"
)

// Address is where a conversation takes place. Conversations are keyed by all
// four parts; order is kept, and pace held, for each (Bot, Chat).
type Address struct {
	Bot    string // "telegram:123456", "preview"
	Chat   string // a private chat has the id of its person
	Thread string // "" outside topics
	Person string
}

// Workspace is what owns campaigns and lists: a private chat or a group.
func (a Address) Workspace() string { return a.Bot + "/" + a.Chat }

// Person is somebody on one bot, in whatever chat: what a creator's plan
// belongs to, and who can ask to be told and to be forgotten.
type Person struct {
	Bot string
	ID  string
}

// Owner is the person of the address.
func (a Address) Owner() Person { return Person{Bot: a.Bot, ID: a.Person} }

// SharedWorkspace owns the operator's shared roster, which all may see.
const SharedWorkspace = "shared"

// Update is one thing received from a messenger, as it came.
type Update struct {
	ID   int64  // the messenger's id, unique for the bot
	Chat string // orders the inbox; "" for updates that belong to no chat
	Body []byte // the messenger's own JSON
}

// Claimed is an inbox row on lease. Only the holder of the newest Token can
// close it.
type Claimed struct {
	Seq      int64
	Bot      string
	Update   Update
	Token    int64
	Attempts int // how often it was claimed, this time included
}

// Conversation is the state of one conversation; State is the dialog's JSON.
type Conversation struct {
	Address Address
	State   []byte
	Version int64 // 0: not yet stored
}

// Creator is what is kept of one person who wants to grow.
type Creator struct {
	Owner Person
	growth.Creator
}

// Changes is everything one step changes. They are committed together.
type Changes struct {
	Conversation *Conversation // saved if its version is still the stored one
	Creator      *Creator      // saved likewise
	Listings     []Listing     // saved likewise
	Unlisted     []Person      // whose listings are dropped
	Consent      *Consent
	// Forget erases a person, before anything else is saved.
	Forget     *Person
	Removal    *Removal          // asked for
	Verdict    *Verdict          // on one
	Campaigns  []domain.Campaign // saved likewise
	Deleted    []string          // campaigns, by id
	Workspace  string            // whose campaigns and imports these are
	Import     *Import
	Undo       string // an import's id
	Upload     *Upload
	DropUpload string // an upload's id
	Outbox     []Outgoing
	// Quiet turns the language model off (true) or on for the workspace.
	Quiet *bool
	// Jobs are stored in this order, each in place of the one of its key in its
	// conversation; one without Due only takes that one back.
	Jobs []Job
}

// Job is something to be done at a time, in a conversation.
type Job struct {
	ID      string // unique, and the same when the step that made it is repeated
	Address Address
	Key     string // a conversation has at most one job of a key
	Kind    string
	Body    []byte // JSON
	Due     time.Time
}

// ClaimedJob is a job on lease. Only the holder of the newest Token can close it.
type ClaimedJob struct {
	Job      Job
	Token    int64
	Attempts int // how often it was claimed, this time included
}

// Import is one list taken into a workspace.
type Import struct {
	ID       string
	File     string // its name, for people
	Accounts []domain.Account
	Report   []byte // JSON, as shown
	At       time.Time
}

// Upload is a file received and not yet imported.
type Upload struct {
	ID   string
	Name string
	Data []byte
	At   time.Time
}

// Outgoing is one thing to deliver. Rows of one (bot, chat) are delivered in
// order, one at a time.
type Outgoing struct {
	Key     string // unique for the bot: what repeats it is dropped
	Address Address
	Kind    string // the runner's: "show", "change", "file"
	Body    []byte // the runner's JSON
}

// Delivery is an outbox row on lease.
type Delivery struct {
	Seq      int64
	Outgoing Outgoing
	Token    int64
	Attempts int
}
