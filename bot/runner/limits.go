package runner

import (
	"context"
	"math"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/limit"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage"
)

// Limits bound what one person can make us do; 0 is no limit. A person who is
// over is told so, kindly and once a minute, and what was taken before goes on.
type Limits struct {
	Messages int // a minute and person, presses included; a group may do groupShare times as much
	Files    int // an hour and workspace
}

// groupShare is how many people's worth of messages one group may send.
const groupShare = 5

type limits struct {
	messages, inGroup, files, told *limit.Limiter
}

func newLimits(l Limits) limits {
	return limits{
		messages: limit.New(l.Messages, time.Minute),
		inGroup:  limit.New(groupShare*l.Messages, time.Minute),
		files:    limit.New(l.Files, time.Hour),
		told:     limit.New(1, time.Minute),
	}
}

// over says what to tell a person who is over a limit; "" is not over.
func (l *limits) over(in Incoming, now time.Time) domain.Sentence {
	if wait := max(l.messages.Take(in.From.Bot+"/"+in.From.Person, now), l.inGroup.Take(in.From.Workspace(), now)); wait > 0 {
		return domain.Say("runner.too-fast", "n", max(int(math.Ceil(wait.Seconds())), 1))
	}
	if in.File != nil {
		if wait := l.files.Take(in.From.Workspace(), now); wait > 0 {
			return domain.Say("runner.too-many-files", "n", max(int(math.Ceil(wait.Minutes())), 1))
		}
	}
	return domain.Sentence{}
}

// turnAway closes an update that is over a limit. Who sends too much is not
// answered as often: that would only double it.
func (r *Runner) turnAway(ctx context.Context, claimed storage.Claimed, in Incoming, why domain.Sentence) error {
	now := r.Now()
	say := wording.Render(wording.LangOf(in.Event.Person.Lang), why)
	changes := storage.Changes{Workspace: in.From.Workspace()}
	if in.Press == "" && r.limits.told.Take(in.From.Workspace()+"/"+in.From.Person, now) == 0 {
		row, err := outgoing(in, updateName(claimed.Update), 0, dialog.Show{Screen: screen.New(screen.P(screen.T(say)))})
		if err != nil {
			return err
		}
		changes.Outbox = append(changes.Outbox, row.Outgoing)
	}
	if err := r.Database.Commit(ctx, claimed, changes, now); err != nil {
		return err
	}
	r.Meter.Closed(OverLimit)
	if in.Press != "" {
		r.answer(ctx, in.Press, say)
	}
	return nil
}
