// Package runner is the life of an update: receive, claim, understand, step,
// commit, deliver. It joins a messenger, the dialog and the store, and knows
// none of their insides.
//
// What is received is durable before it is acknowledged, what a step does is
// committed whole or not at all, and what is to be said is a row before it is
// a message. A crash at any point loses nothing and repeats nothing in the
// database; a message can be doubled only between the messenger's acceptance
// and our note of it.
package runner

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"chonmat/bot/dialog"
	"chonmat/domain"
	"chonmat/storage"
)

// Config is what a Runner is made of. Database, Messenger and Dialog must be
// given; zero numbers take the defaults below.
type Config struct {
	Database  Database
	Messenger Messenger
	Dialog    Dialog
	Sample    *domain.Roster // the embedded list, for those who have none
	Log       *slog.Logger
	Now       func() time.Time
	VNDPerUSD int64    // what a dollar is taken for; 0: understand's default
	Admins    []string // who administers the bot, by person
	Operator  dialog.Operator
	Limits    Limits
	Meter     Meter   // nil: nothing is counted
	Speaker   Speaker // nil: no language model
	Price     Price
	Allowance storage.Allowance

	Workers int           // steps at the same time; chats wait for each other only here
	Senders int           // first answers under way at the same time, and half as many of what is queued
	Grace   time.Duration // how long Run finishes what it has begun when it is stopped
}

// The defaults and limits of a life. A lease is short, so that it soon passes
// on when its holder died, and is prolonged by a holder that lives.
const (
	defaultWorkers = 128
	defaultSenders = 256 // those who commit hold one each for their first answer
	defaultGrace   = 10 * time.Second
	mostFiles      = 4 // read at the same time: a table may take hundreds of megabytes meanwhile

	lease        = 10 * time.Second
	prolongEvery = 3 * time.Second
	stepTime     = 100 * time.Second // everything from claim to commit
	downloadTime = 60 * time.Second
	deliveryTime = 60 * time.Second
	answerTime   = 5 * time.Second

	// drainEvery is how often, on the way out, is looked for what a message that
	// was sent has called up.
	drainEvery = 5 * time.Millisecond
	// pollEvery finds what no signal tells of: rows that became due, leases
	// that ran out, rows of another process.
	pollEvery = time.Second
)

// Runner runs one bot.
type Runner struct {
	Config
	tables     tables
	wakeSteps  chan struct{}
	wakeSender chan struct{}
	senders    slots // of answers that go out at once
	files      slots
	sending    sync.WaitGroup // what holds one of them
	answers    sync.WaitGroup // presses being answered
	answerSlot chan struct{}
	limits     limits
	wakeJobs   chan struct{}
	speakSlot  chan struct{}
	asking     asking
}

// New makes a Runner; Run starts it.
func New(c Config) *Runner {
	if c.Workers == 0 {
		c.Workers = defaultWorkers
	}
	if c.Senders == 0 {
		c.Senders = defaultSenders
	}
	if c.Grace == 0 {
		c.Grace = defaultGrace
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Meter == nil {
		c.Meter = noMeter{}
	}
	if c.Sample == nil {
		c.Sample = &domain.Roster{}
	}
	return &Runner{
		Config:     c,
		wakeSteps:  make(chan struct{}, 1),
		wakeSender: make(chan struct{}, 1),
		senders:    make(slots, c.Senders),
		files:      make(slots, mostFiles),
		answerSlot: make(chan struct{}, c.Senders),
		limits:     newLimits(c.Limits),
		wakeJobs:   make(chan struct{}, 1),
		speakSlot:  make(chan struct{}, speakAtOnce),
	}
}

// Receive keeps updates; when it returns nil they are durable and may be
// acknowledged. An update received twice is kept once.
func (r *Runner) Receive(ctx context.Context, updates []storage.Update) error {
	err := r.Database.Receive(ctx, r.Messenger.Bot(), updates, r.Now())
	if err == nil {
		r.Meter.Received(len(updates))
	}
	return err
}

// Run processes and delivers until ctx ends; then it finishes what it has
// begun, sends what is ready, and gives the rest back, within Grace. It
// returns nil, for being stopped is no failure.
func (r *Runner) Run(ctx context.Context) error {
	// work outlives ctx by the grace.
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, func() {
		grace := time.AfterFunc(r.Grace, stop)
		context.AfterFunc(work, func() { grace.Stop() })
	})()

	var steps, deliveries sync.WaitGroup
	stepsDone := make(chan struct{})
	steps.Go(func() { r.claimLoop(ctx, work) })
	steps.Go(func() { r.jobLoop(ctx, work) })
	deliveries.Go(func() { r.sendLoop(work, stepsDone) })
	deliveries.Go(func() { r.pollLoop(work, stepsDone) })

	steps.Wait()
	close(stepsDone)
	deliveries.Wait()
	r.sending.Wait()
	r.answers.Wait()
	return nil
}

// pollLoop has the queues looked at now and then.
func (r *Runner) pollLoop(ctx context.Context, done <-chan struct{}) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			wake(r.wakeSteps)
			wake(r.wakeSender)
		case <-done:
			return
		case <-ctx.Done():
			return
		}
	}
}

// wake lets the waiter go on; a wake while nobody waits is kept.
func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// wakeAt wakes when a row becomes due, rather than at the next poll.
func (r *Runner) wakeAt(c chan struct{}, due time.Time) {
	if wait := due.Sub(r.Now()); wait < pollEvery {
		time.AfterFunc(wait, func() { wake(c) })
	}
}
