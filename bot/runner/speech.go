package runner

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"chonmat/bot/dialog"
	"chonmat/domain"
	"chonmat/prompts"
	"chonmat/prompts/model"
	"chonmat/storage"
)

// What is asked of a language model waits as a job, so that nothing is lost when
// we go down, and is asked outside of any step, so that nobody waits for it.

const (
	// speakAtOnce is how many asks are on their way at the same time.
	speakAtOnce = 8
	// wantedFor is how long after it was asked an answer is still worth having.
	wantedFor = 2 * time.Minute
	// lookAgain is how soon is looked again for a message that is being sent.
	lookAgain = time.Second
)

// ask is what the job of an ask holds besides.
type ask struct {
	Request prompts.Request `json:"request"`
	About   string          `json:"about"` // the outbox key of the message
}

// asked makes the job's row of an ask that is the nth effect; it is about what
// is queued last before it.
func asked(in Incoming, cause string, n int, e dialog.Ask, before []storage.Outgoing) (storage.Job, error) {
	if len(before) == 0 {
		return storage.Job{}, domain.Errorf(domain.Internal, "the model is asked about no message")
	}
	if err := e.Request.Check(); err != nil {
		return storage.Job{}, err
	}
	return scheduled(in, cause, n, e.Job, &ask{Request: e.Request, About: before[len(before)-1].Key})
}

// bodyOf reads the body of a job; a is nil for one that is no ask.
func bodyOf(j storage.Job) (body job, a *ask) {
	if json.Unmarshal(j.Body, &body) != nil {
		return job{}, nil
	}
	return body, body.Ask
}

func isAsk(j storage.Job) bool {
	_, a := bodyOf(j)
	return a != nil
}

// The outcomes of an ask, besides the reasons of prompts.Refused and the kinds
// of model.Failure.
const (
	spokeWell   = "said"
	spokeKnown  = "cached"
	spokeSpent  = "spent"
	spokeLate   = "late"   // nobody waits any more, or wants a model
	spokeBroken = "broken" // our own failure
)

// Outcomes lists what can become of an ask.
var Outcomes = func() []string {
	all := []string{spokeWell, spokeKnown, spokeSpent, spokeLate, spokeBroken}
	for _, why := range []prompts.Why{prompts.Form, prompts.Uncovered, prompts.Length, prompts.Figure, prompts.Name, prompts.Word, prompts.Link, prompts.Sign, prompts.Echo, prompts.Mixup, prompts.Lost} {
		all = append(all, "refused_"+string(why))
	}
	for _, kind := range []model.FailureKind{model.Down, model.Busy, model.Broken, model.Rejected, model.Declined, model.Resting, model.Cancelled} {
		all = append(all, "failed_"+string(kind))
	}
	return all
}()

func outcomeOf(err error) string {
	if refused, ok := errors.AsType[*prompts.Refused](err); ok {
		return "refused_" + string(refused.Why)
	}
	if failed, ok := errors.AsType[*model.Failure](err); ok {
		return "failed_" + string(failed.Kind)
	}
	return spokeBroken
}

// answerAsk takes a claimed ask to its end: what the model said becomes a step,
// or the ask is dropped, as our own text is there already. ctx is the
// context of asking, which ends at once when we are stopped: the ask is then
// given back.
func (r *Runner) answerAsk(ctx, work context.Context, claimed storage.ClaimedJob) {
	asked, cancel := context.WithCancel(ctx)
	defer cancel()
	defer r.asking.begin(claimed.Job, cancel)()
	release := r.hold(func(ctx context.Context, until time.Time) error {
		err := r.Database.ReleaseJob(ctx, claimed, until)
		if domain.ErrorCode(err) == domain.Conflict { // taken back by another process
			cancel()
		}
		return err
	})
	end := r.pursue(asked, ctx, work, claimed)
	release()
	note, done := context.WithTimeout(context.WithoutCancel(work), answerTime)
	defer done()
	// A lost lease means that somebody else has it, or that it was taken back.
	if err := end(note); err != nil && domain.ErrorCode(err) != domain.Conflict {
		r.Log.Warn("ask not noted", "err", err)
	}
}

// pursue takes an ask as far as it goes now, and returns what closes it or gives
// it back. asked ends when nobody waits for the answer, ctx when we are stopped.
func (r *Runner) pursue(asked, ctx, work context.Context, claimed storage.ClaimedJob) (end func(context.Context) error) {
	drop := func(ctx context.Context) error { return r.Database.CommitJob(ctx, claimed, storage.Changes{}, r.Now()) }
	later := func(wait time.Duration) func(context.Context) error {
		return func(ctx context.Context) error { return r.Database.ReleaseJob(ctx, claimed, r.Now().Add(wait)) }
	}
	select {
	case r.speakSlot <- struct{}{}:
		defer func() { <-r.speakSlot }()
	case <-asked.Done():
		return later(0)
	}
	body, a := bodyOf(claimed.Job)
	if claimed.Attempts > attemptsIfDown || r.Now().Sub(claimed.Job.Due) > wantedFor || !r.wanted(work, claimed.Job.Address) {
		r.Meter.Spoke(spokeLate, storage.Cost{})
		return drop
	}
	draft, drafted := r.drafting(asked, claimed.Job, body.Group, a.Request)
	said, outcome, cost, err := r.speak(asked, claimed.Job.Address, a.Request, draft)
	drafted()
	if ctx.Err() != nil && said == nil {
		return later(0)
	}
	r.Meter.Spoke(outcome, cost)
	if said == nil {
		r.Log.Info("the language model is not shown", "outcome", outcome, "err", err)
		return drop
	}
	message, ok, err := r.Database.MessageOf(work, claimed.Job.Address.Bot, a.About)
	switch {
	case err != nil, ok && message == "": // it is being sent
		return later(lookAgain)
	case !ok:
		return drop
	}
	err = r.attemptJob(work, claimed, message, said)
	return func(context.Context) error { r.endJob(work, claimed, err); return nil }
}

// wanted tells whether the workspace still wants a model.
func (r *Runner) wanted(ctx context.Context, a storage.Address) bool {
	quiet, err := r.Database.Quiet(ctx, a.Workspace())
	return r.Speaker != nil && err == nil && !quiet
}

// speak gets what the model says: what it said before to the same, or what it
// says now, if the day allows, of which draft hears as it is written. nil is
// nothing to show.
func (r *Runner) speak(ctx context.Context, a storage.Address, q prompts.Request, draft func(string)) (said *dialog.Said, outcome string, cost storage.Cost, err error) {
	defer func() {
		if v := recover(); v != nil {
			said, outcome, err = nil, spokeBroken, newPanicked(v)
		}
	}()
	named := func(reply prompts.Reply) *dialog.Said {
		reply.Text = q.Named(reply.Text)
		return &dialog.Said{Reply: reply, Heard: q.Quotes(reply)}
	}
	hash := q.Hash()
	if data, ok, err := r.Database.Spoken(ctx, hash); err != nil {
		return nil, spokeBroken, cost, err
	} else if ok {
		var reply prompts.Reply
		if json.Unmarshal(data, &reply) == nil {
			return named(reply), spokeKnown, cost, nil
		}
	}
	day := r.Now().UTC().Format(time.DateOnly)
	estimate := r.Price.Cost(r.Speaker.Estimate(q))
	switch ok, err := r.Database.Spend(ctx, a.Owner(), day, estimate, r.Allowance); {
	case err != nil:
		return nil, spokeBroken, cost, err
	case !ok:
		return &dialog.Said{Spent: true}, spokeSpent, cost, nil
	}
	reply, tokens, err := r.Speaker.Speak(ctx, q, draft)
	cost = r.Price.Cost(tokens)
	note, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
	defer cancel()
	// What was used is used, also beyond what is allowed.
	if e := r.Database.Settle(note, a.Owner(), day, cost.Less(estimate)); e != nil {
		r.Log.Warn("what the model cost is not settled", "err", e)
	}
	if err != nil {
		return nil, outcomeOf(err), cost, err
	}
	if data, err := json.Marshal(reply); err == nil {
		if err := r.Database.KeepSpoken(note, hash, data, r.Now()); err != nil {
			r.Log.Warn("what the model said is not kept", "err", err)
		}
	}
	return named(reply), spokeWell, cost, nil
}
