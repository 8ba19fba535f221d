package runner

import (
	"context"
	"io"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/prompts"
	"chonmat/storage"
)

// Messenger is one way to talk to people: Telegram, or the preview page.
// Implementations are safe for concurrent use.
type Messenger interface {
	// Bot names the bot, as in storage.Address.Bot.
	Bot() string
	// Decode reads an update as it was received. An update that means nothing
	// to us gives ok false, and is closed without a step. It never fails: what
	// cannot be read means nothing.
	Decode(update storage.Update) (in Incoming, ok bool)
	// Deliver sends or changes a message and returns its id. Its errors are
	// *DeliveryError or transient.
	Deliver(ctx context.Context, out Outgoing) (message string, err error)
	// Answer ends the wait of a pressed button; toast may be "". Best effort.
	Answer(ctx context.Context, press, toast string) error
	// Busy shows that work goes on ("typing"). Best effort.
	Busy(ctx context.Context, to storage.Address) error
	// Open reads a file that was sent; the reader gives at most limit+1 bytes.
	Open(ctx context.Context, ref string, limit int64) (io.ReadCloser, error)
}

// Drafter is a Messenger that can show a message while it is being written.
type Drafter interface {
	// Draft shows what is written so far in place of the draft of the same key.
	// It passes by itself. Best effort: a draft that cannot be shown now may be
	// left out, without an error.
	Draft(ctx context.Context, d Draft) error
}

// Draft is a message that is being written.
type Draft struct {
	Key    string // names the message
	To     storage.Address
	Screen screen.Screen
}

// Incoming is an update decoded.
type Incoming struct {
	From  storage.Address
	Event dialog.Event
	Press string // id of the press to answer; "" for other events
	File  *FileRef
}

// FileRef is a file on the messenger's side.
type FileRef struct {
	Ref  string
	Name string
	Size int64 // 0: unknown
}

// Outgoing is one message to deliver. Either Screen or File is set.
type Outgoing struct {
	// Key names the message. A message that is delivered again, because nobody
	// knows whether the first time succeeded, has the same key.
	Key    string
	To     storage.Address
	Edit   string // the message to change; "" sends a new one
	Screen *screen.Screen
	File   *OutgoingFile
}

// OutgoingFile is a document to send.
type OutgoingFile struct {
	Name    string
	Data    []byte
	Caption screen.Text
	Picture bool // a PNG to be seen in the chat rather than only kept
}

// DeliveryError is a delivery that failed in a way that says what to do next.
// Any other error of Deliver is transient: it is tried again with backoff.
type DeliveryError struct {
	// RetryAfter is how long the chat must wait; 0: see Gone.
	RetryAfter time.Duration
	// Gone: the message can never be delivered. It is not tried again.
	Gone bool
	// Unreachable, besides: nobody is there (blocked, deactivated, kicked), so
	// that all that waits for the chat is given up. What is queued later
	// answers somebody who came back.
	Unreachable bool
	Err         error
}

func (e *DeliveryError) Error() string { return e.Err.Error() }

func (e *DeliveryError) Unwrap() error { return e.Err }

// Received is the line of updates. All methods honour ctx.
type Received interface {
	// Receive keeps updates; those already there are dropped in silence. When
	// it returns nil they are durable.
	Receive(ctx context.Context, bot string, updates []storage.Update, at time.Time) error
	// Claim takes the oldest open updates, most at the most, each of a chat that
	// has no earlier open one, until the lease ends. It returns none when there
	// are none.
	Claim(ctx context.Context, bot string, now time.Time, lease time.Duration, most int) ([]storage.Claimed, error)
	// Commit closes a claimed update and stores the changes, all or nothing.
	// Conflict: the lease was lost or a version was no longer the stored one.
	Commit(ctx context.Context, claimed storage.Claimed, changes storage.Changes, at time.Time) error
	// CommitFirst is Commit, and takes the first message of the changes on lease
	// until then, as NextDelivery would; nil when there is none, or another is
	// before it in its chat's line.
	CommitFirst(ctx context.Context, claimed storage.Claimed, changes storage.Changes, at, lease time.Time) (*storage.Delivery, error)
	// Release gives a claimed update back, to be claimed again from retryAt on.
	// Until somebody does, its holder can still close it: so it also prolongs
	// a lease.
	Release(ctx context.Context, claimed storage.Claimed, retryAt time.Time) error
}

// Scheduled is what waits for its time. All methods honour ctx.
type Scheduled interface {
	// ClaimJob takes the job that is due for the longest, until the lease ends.
	// It returns nil when none is due.
	ClaimJob(ctx context.Context, bot string, now time.Time, lease time.Duration) (*storage.ClaimedJob, error)
	// CommitJob removes a claimed job and stores the changes, all or nothing.
	// Conflict, besides what it means to Commit: the job was replaced or taken
	// back.
	CommitJob(ctx context.Context, claimed storage.ClaimedJob, changes storage.Changes, at time.Time) error
	// ReleaseJob is Release for a job.
	ReleaseJob(ctx context.Context, claimed storage.ClaimedJob, retryAt time.Time) error
}

// Queued is the line of messages to deliver. All methods honour ctx.
type Queued interface {
	// NextDelivery takes the oldest open outbox rows that are due, most at the
	// most, each of a chat that has no earlier open one. It returns none when
	// there are none.
	NextDelivery(ctx context.Context, bot string, now time.Time, lease time.Duration, most int) ([]storage.Delivery, error)
	// Delivered closes an outbox row, with the message's id.
	Delivered(ctx context.Context, d storage.Delivery, message string, at time.Time) error
	// Postpone opens an outbox row again from retryAt on, and so, as Release,
	// prolongs a lease; Abandon closes it
	// undelivered, AbandonChat all that its chat had queued until then.
	Postpone(ctx context.Context, d storage.Delivery, retryAt time.Time) error
	Abandon(ctx context.Context, d storage.Delivery, at time.Time) error
	AbandonChat(ctx context.Context, d storage.Delivery, until, at time.Time) error
}

// Library is what the runner reads for a step's World.
type Library interface {
	// Conversation returns the stored conversation, or one with Version 0.
	Conversation(ctx context.Context, a storage.Address) (storage.Conversation, error)
	// Creator returns what is kept of a person who wants to grow, or a Creator
	// with Version 0.
	Creator(ctx context.Context, p storage.Person) (storage.Creator, error)
	// Listing returns a person's place in the shared list, or a Listing with
	// Version 0; Listings those of a bot in a state.
	Listing(ctx context.Context, p storage.Person) (storage.Listing, error)
	Listings(ctx context.Context, bot string, state growth.ListingState, limit int) ([]growth.Listing, error)
	// Consented tells whether the person agreed that what they say is kept.
	Consented(ctx context.Context, p storage.Person) (bool, error)
	// Removals returns who asks a bot to be in no list, Removed who is in none.
	Removals(ctx context.Context, bot string, limit int) ([]storage.Removal, error)
	Removed(ctx context.Context) (domain.Removed, error)
	// Kept returns everything that is kept of a person.
	Kept(ctx context.Context, p storage.Person, now time.Time) (storage.Kept, error)
	// Campaign returns NotFound when the workspace has no such campaign.
	Campaign(ctx context.Context, workspace, id string) (domain.Campaign, error)
	Campaigns(ctx context.Context, workspace string, limit int) ([]domain.CampaignHead, error)
	Imports(ctx context.Context, workspace string, limit int) ([]domain.ImportHead, error)
	// Roster returns a workspace's list, merged over its imports; it is shared
	// and must not be changed. Version 0 is an empty list.
	Roster(ctx context.Context, workspace string) (*domain.Roster, error)
	// Upload returns NotFound when the file is gone.
	Upload(ctx context.Context, workspace, id string) (storage.Upload, error)
	// PutUpload keeps a file; one of the same id is replaced.
	PutUpload(ctx context.Context, workspace string, u storage.Upload) error
}

// Speaking is what a language model costs and said. All methods honour ctx.
type Speaking interface {
	// Spend takes a cost off what a day allows a person and the bot; ok is false,
	// and nothing is taken, where less is left. Settle corrects it by what was used
	// in the end; who was forgotten meanwhile stays forgotten.
	Spend(ctx context.Context, p storage.Person, day string, cost storage.Cost, of storage.Allowance) (ok bool, err error)
	Settle(ctx context.Context, p storage.Person, day string, more storage.Cost) error
	// Spoken returns what KeepSpoken kept for a hash.
	Spoken(ctx context.Context, hash string) (reply []byte, ok bool, err error)
	KeepSpoken(ctx context.Context, hash string, reply []byte, at time.Time) error
	// Quiet tells whether a workspace wants no language model.
	Quiet(ctx context.Context, workspace string) (bool, error)
	// MessageOf returns the id of the message that an outbox row became, "" while
	// it waits; ok is false when it never will be one.
	MessageOf(ctx context.Context, bot, key string) (id string, ok bool, err error)
}

// Speaker is a language model. It is safe for concurrent use.
type Speaker interface {
	// Estimate is about how many tokens a request costs at most.
	Estimate(prompts.Request) prompts.Tokens
	// Speak asks the model; it takes seconds, and ends with ctx. As far as a text
	// is written and has passed the checks it is given to draft, unless that is
	// nil. tokens is what was used, also when there is an error: a
	// *prompts.Refused or a *model.Failure.
	Speak(ctx context.Context, r prompts.Request, draft func(text string)) (reply prompts.Reply, tokens prompts.Tokens, err error)
}

// Price is what a model's tokens cost, in billionths of a dollar each; zero is
// not known.
type Price struct{ In, Out int64 }

// Cost is what tokens cost.
func (p Price) Cost(t prompts.Tokens) storage.Cost {
	return storage.Cost{Tokens: int64(t.In) + int64(t.Out), NanoUSD: int64(t.In)*p.In + int64(t.Out)*p.Out}
}

// Signals tells of new rows, so that nobody has to ask all the time. A channel
// yields, to one waiter, when this process has made rows claimable; rows of other
// processes, and rows that fall due, are found by asking now and then.
type Signals interface {
	Inbox(bot string) <-chan struct{}
	Outbox(bot string) <-chan struct{}
}

// Database is everything the runner asks of storage, by role.
type Database interface {
	Received
	Scheduled
	Queued
	Library
	Speaking
	Signals
}

// Dialog is the conversation, its state as bytes that only it can read.
type Dialog interface {
	// Open reads a stored state; nil begins a conversation.
	Open(state []byte) Talk
}

// Talk is a conversation where it stopped.
type Talk struct {
	Campaign, Upload string // what a step from here looks at; "" is none
	// Step computes the next state and the effects. It is pure.
	Step func(dialog.World, dialog.Event) ([]byte, []dialog.Effect)
}
