package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage"
)

// How often an update is tried before it is closed with an apology. Bad input
// and panics come back every time; a store or network that is down does not,
// and is waited for a quarter of an hour.
const (
	attemptsIfBad  = 3
	attemptsIfDown = 24
	// attemptsToFetch is how often a file is asked for, over some ten seconds:
	// then somebody who waits is told. A kill counts as one of them.
	attemptsToFetch = 7
	firstRetry      = 250 * time.Millisecond
	mostRetry       = time.Minute
)

// claimLoop processes updates until ctx ends, as many at a time as there are
// workers, and returns when all it has begun are done; work is the context of
// what has been begun.
func (r *Runner) claimLoop(ctx, work context.Context) {
	received := r.Database.Inbox(r.Messenger.Bot())
	workers := make(slots, r.Workers)
	var begun sync.WaitGroup
	defer begun.Wait()
	for {
		idle := workers.take(ctx, cap(workers))
		if ctx.Err() != nil {
			return
		}
		// Not ctx: a claim that succeeds as we are stopped must be known to us.
		claimed, err := r.Database.Claim(work, r.Messenger.Bot(), r.Now(), lease, idle)
		for _, c := range claimed {
			begun.Go(func() {
				defer workers.free(1)
				r.process(work, c)
			})
		}
		workers.free(idle - len(claimed))
		switch {
		case err != nil && ctx.Err() != nil:
			return
		case err != nil:
			r.Log.Error("claim", "err", err)
			sleep(ctx, pollEvery)
		case len(claimed) < idle: // there is none left
			select {
			case <-ctx.Done():
			case <-r.wakeSteps:
			case <-received:
			}
		}
	}
}

// process takes a claimed update to its end: committed, given back, or closed
// with an apology.
func (r *Runner) process(ctx context.Context, claimed storage.Claimed) {
	err := error(nil)
	if claimed.Attempts <= attemptsIfDown {
		release := r.hold(func(ctx context.Context, until time.Time) error { return r.Database.Release(ctx, claimed, until) })
		err = r.attempt(ctx, claimed)
		release()
		if err == nil {
			return
		}
	} else {
		err = errors.New("claimed too often") // it may have killed us each time
	}
	if ctx.Err() != nil { // the grace is over; the error may be due to that
		r.giveBack(ctx, claimed, r.Now())
		return
	}
	if domain.ErrorCode(err) == domain.Conflict {
		// Somebody else holds it now, or wins every race; either way later.
		r.giveBack(ctx, claimed, r.Now().Add(backoff(claimed.Attempts, firstRetry, mostRetry)))
		return
	}
	log := r.Log.With("seq", claimed.Seq, "attempt", claimed.Attempts)
	if claimed.Attempts < attemptsFor(err) {
		log.Warn("step failed, trying again", "err", err)
		r.giveBack(ctx, claimed, r.Now().Add(backoff(claimed.Attempts, firstRetry, mostRetry)))
		return
	}
	log.Error("step failed, closing the update", "err", err)
	r.Meter.Closed(Failed)
	if err := r.apologise(ctx, claimed); err != nil {
		log.Error("apology", "err", err)
		r.giveBack(ctx, claimed, r.Now().Add(mostRetry))
	}
}

// attemptsFor says how often an update that failed with err is tried.
func attemptsFor(err error) int {
	var p *panicked
	switch code := domain.ErrorCode(err); {
	case errors.As(err, &p), code == domain.Invalid, code == domain.TooLarge, code == domain.NotFound:
		return attemptsIfBad
	}
	return attemptsIfDown
}

// giveBack releases a claim, also when the grace is over. If even that fails
// the lease ends by itself.
func (r *Runner) giveBack(ctx context.Context, claimed storage.Claimed, due time.Time) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := r.Database.Release(ctx, claimed, due); err != nil {
		r.Log.Warn("release", "seq", claimed.Seq, "err", err)
		return
	}
	r.wakeAt(r.wakeSteps, due)
}

// attempt is one try at an update; a panic in it is an error.
func (r *Runner) attempt(ctx context.Context, claimed storage.Claimed) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = newPanicked(v)
		}
	}()
	work := ctx
	ctx, cancel := context.WithTimeout(work, stepTime)
	defer cancel()

	in, ok := r.Messenger.Decode(claimed.Update)
	if !ok {
		r.Meter.Closed(Meaningless)
		return r.Database.Commit(ctx, claimed, storage.Changes{}, r.Now())
	}
	in.Event.ID = cmp.Or(in.Event.ID, EventID(claimed.Update))
	if claimed.Attempts == 1 { // a try again is no new message
		if why := r.limits.over(in, r.Now()); why.Key != "" {
			return r.turnAway(ctx, claimed, in, why)
		}
	}
	if in.File != nil {
		if err := r.fetch(ctx, &in, claimed.Attempts); err != nil {
			return err
		}
	}
	toast, err := r.step(ctx, cause{updateName(claimed.Update), func(ctx context.Context, changes storage.Changes, first *message, at time.Time) error {
		return r.commit(ctx, work, claimed, changes, first, at)
	}}, in)
	if err == nil && in.Press != "" {
		r.answer(ctx, in.Press, toast)
	}
	return err
}

// commit closes an update with changes. If a sender is free, the first message
// goes out at once, in the context of work, without being looked for in the
// queue; body is what it says.
func (r *Runner) commit(ctx, work context.Context, claimed storage.Claimed, changes storage.Changes, body *message, at time.Time) error {
	if len(changes.Outbox) == 0 || !r.senders.try() {
		return r.Database.Commit(ctx, claimed, changes, at)
	}
	var first *storage.Delivery
	defer func() {
		if first == nil { // also when the store panics
			r.senders.free(1)
		}
	}()
	// Not at: the step may have taken longer than a lease.
	first, err := r.Database.CommitFirst(ctx, claimed, changes, at, r.Now().Add(lease))
	if first != nil {
		r.sendNow(work, *first, body, r.senders)
	}
	return err
}

// updateName names an update as the cause of a step.
func updateName(u storage.Update) string { return strconv.FormatInt(u.ID, 10) }

// apologise closes an update that cannot be processed and tells the person.
// The state of the conversation is left as it was.
func (r *Runner) apologise(ctx context.Context, claimed storage.Claimed) (err error) {
	defer func() { // Decode may be what panics
		if v := recover(); v != nil {
			err = r.Database.Commit(ctx, claimed, storage.Changes{}, r.Now())
		}
	}()
	in, ok := r.Messenger.Decode(claimed.Update)
	if !ok {
		return r.Database.Commit(ctx, claimed, storage.Changes{}, r.Now())
	}
	lang := wording.LangOf(in.Event.Person.Lang)
	say := wording.Render(lang, domain.Say("runner.sorry"))
	row, err := outgoing(in, updateName(claimed.Update), 0, dialog.Show{Screen: screen.Screen{Blocks: []screen.Block{
		{Kind: screen.Paragraph, Text: screen.Text{{Text: say}}},
	}}})
	if err != nil {
		return err
	}
	changes := storage.Changes{Workspace: in.From.Workspace(), Outbox: []storage.Outgoing{row.Outgoing}}
	if err := r.Database.Commit(ctx, claimed, changes, r.Now()); err != nil {
		return err
	}
	if in.Press != "" {
		r.answer(ctx, in.Press, "")
	}
	return nil
}

// answer ends the wait of a press, outside the queue: a press lives for
// seconds, and nothing that follows depends on it.
func (r *Runner) answer(ctx context.Context, press, toast string) {
	r.answers.Go(func() {
		r.answerSlot <- struct{}{}
		defer func() { <-r.answerSlot }()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
		defer cancel()
		if err := r.Messenger.Answer(ctx, press, toast); err != nil {
			r.Log.Debug("answer", "err", err)
		}
	})
}

// panicked is a panic as an error. The value of a panic may hold what a person
// wrote, so only its type and the place are kept, unless it is the runtime's.
type panicked struct {
	what  string
	stack []byte
}

func newPanicked(v any) *panicked {
	p := &panicked{what: fmt.Sprintf("%T", v), stack: debug.Stack()}
	if e, ok := v.(runtime.Error); ok {
		p.what = e.Error()
	}
	return p
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %s\n%s", p.what, p.stack) }

// sleep waits, or until ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
