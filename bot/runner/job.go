package runner

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"chonmat/bot/dialog"
	"chonmat/domain"
	"chonmat/storage"
)

// jobEvery is the least time between two jobs. Ten a second leave to answers,
// for which somebody waits, most of what a messenger lets a bot send, also
// when a thousand reminders are due at nine o'clock.
const jobEvery = 100 * time.Millisecond

// job is the body of a stored job: what a Due event says besides the row.
type job struct {
	Group bool            `json:"group,omitempty"`
	Lang  string          `json:"lang,omitempty"`
	Body  json.RawMessage `json:"body,omitempty"`
	Ask   *ask            `json:"ask,omitempty"`
}

// scheduled makes the row of a job that is the nth effect of what a cause led
// to. Jobs can lead to jobs for years, so an id does not grow by its cause.
func scheduled(in Incoming, cause string, n int, j dialog.Job, ask *ask) (storage.Job, error) {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s/%d", in.From.Bot, cause, n))
	row := storage.Job{
		ID:      strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:15])),
		Address: in.From, Key: j.Key, Kind: j.Kind, Due: j.Due,
	}
	if j.Due.IsZero() {
		return row, domain.Errorf(domain.Internal, "job %q of kind %q is never due", j.Key, j.Kind)
	}
	var err error
	row.Body, err = json.Marshal(job{Group: in.Event.Group, Lang: in.Event.Person.Lang, Body: j.Body, Ask: ask})
	return row, err
}

// jobLoop does what falls due until ctx ends; work is the context of what has
// been begun.
func (r *Runner) jobLoop(ctx, work context.Context) {
	var asks sync.WaitGroup
	defer asks.Wait()
	for ctx.Err() == nil {
		claimed, err := r.Database.ClaimJob(work, r.Messenger.Bot(), r.Now(), lease)
		wait := jobEvery
		switch {
		case err != nil && ctx.Err() != nil:
			return
		case err != nil:
			r.Log.Error("claim a job", "err", err)
			wait = pollEvery
		case claimed == nil:
			wait = pollEvery
		case isAsk(claimed.Job):
			asks.Go(func() { r.answerAsk(ctx, work, *claimed) })
		default:
			r.doJob(work, *claimed)
		}
		select {
		case <-ctx.Done():
		case <-r.wakeJobs:
			sleep(ctx, jobEvery)
		case <-time.After(wait):
		}
	}
}

// doJob takes a claimed job to its end: done, given back, or dropped.
func (r *Runner) doJob(ctx context.Context, claimed storage.ClaimedJob) {
	release := r.hold(func(ctx context.Context, until time.Time) error { return r.Database.ReleaseJob(ctx, claimed, until) })
	err := r.attemptJob(ctx, claimed, "", nil)
	release()
	r.endJob(ctx, claimed, err)
}

// endJob gives a job back, or drops it, when a try at it failed.
func (r *Runner) endJob(ctx context.Context, claimed storage.ClaimedJob, err error) {
	if err == nil {
		return
	}
	log := r.Log.With("job", claimed.Job.ID, "kind", claimed.Job.Kind, "attempt", claimed.Attempts)
	wait := backoff(claimed.Attempts, firstRetry, mostRetry)
	note, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
	defer cancel()
	switch {
	case ctx.Err() != nil: // the grace is over; the error may be due to that
		err = r.Database.ReleaseJob(note, claimed, r.Now())
	case domain.ErrorCode(err) == domain.Conflict, claimed.Attempts < attemptsFor(err):
		log.Warn("job failed, trying again", "err", err)
		err = r.Database.ReleaseJob(note, claimed, r.Now().Add(wait))
	default: // nobody waits for it, so nobody is told
		log.Error("job failed and is dropped", "err", err)
		err = r.Database.CommitJob(note, claimed, storage.Changes{}, r.Now())
	}
	// A lost lease means that somebody else has it, or that it was taken back.
	if err != nil && domain.ErrorCode(err) != domain.Conflict {
		log.Error("job not noted", "err", err)
	}
}

// attemptJob is one try at a job; a panic in it is an error. about and said
// are the message of an ask and what came of it.
func (r *Runner) attemptJob(ctx context.Context, claimed storage.ClaimedJob, about string, said *dialog.Said) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = newPanicked(v)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()

	if claimed.Attempts > attemptsIfDown {
		return errors.New("claimed too often") // it may have killed us each time
	}
	j := claimed.Job
	var body job
	if err := json.Unmarshal(j.Body, &body); err != nil {
		return domain.Errorf(domain.Invalid, "job: %w", err)
	}
	_, err = r.step(ctx, cause{"job/" + j.ID, func(ctx context.Context, changes storage.Changes, _ *message, at time.Time) error {
		return r.Database.CommitJob(ctx, claimed, changes, at)
	}}, Incoming{From: j.Address, Event: dialog.Event{
		ID:      j.ID,
		Kind:    dialog.Due,
		Person:  dialog.Person{ID: j.Address.Person, Lang: body.Lang},
		Group:   body.Group,
		Message: about,
		Job:     &dialog.Job{Key: j.Key, Due: j.Due, Kind: j.Kind, Body: body.Body, Said: said},
	}})
	return err
}
