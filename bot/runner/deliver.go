package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/storage"
)

// How a delivery is tried again: for about a day, as long as Telegram itself
// keeps what it could not deliver to us.
const (
	firstResend    = 200 * time.Millisecond
	mostResend     = 5 * time.Minute
	attemptsToSend = 300
)

// The kinds of outbox rows.
const (
	kindShow   = "show"
	kindChange = "change"
	kindFile   = "file"
)

// message is the body of an outbox row.
type message struct {
	Edit   string         `json:"edit,omitempty"`
	Screen *screen.Screen `json:"screen,omitempty"`
	File   *file          `json:"file,omitempty"`
}

// file is a document in an outbox row; its bytes are base64 in JSON.
type file struct {
	Name    string      `json:"name"`
	Data    []byte      `json:"data"`
	Caption screen.Text `json:"caption,omitempty"`
	Picture bool        `json:"picture,omitempty"`
}

// queued is an outbox row, and its body as it was before it was written.
type queued struct {
	storage.Outgoing
	body *message
}

// outgoing makes the outbox row of the nth effect of what a cause led to.
func outgoing(in Incoming, cause string, n int, effect dialog.Effect) (queued, error) {
	row := queued{storage.Outgoing{Key: cause + "/" + strconv.Itoa(n), Address: in.From}, &message{}}
	switch e := effect.(type) {
	case dialog.Show:
		row.Kind, row.body.Screen = kindShow, &e.Screen
	case dialog.Change:
		row.Kind, row.body.Screen, row.body.Edit = kindChange, &e.Screen, in.Event.Message
	case dialog.SendFile:
		row.Kind, row.body.File = kindFile, &file{Name: e.Name, Data: e.Data, Caption: e.Caption, Picture: e.Picture}
	}
	var err error
	row.Body, err = json.Marshal(row.body)
	return row, err
}

// sendLoop delivers until ctx ends, or done is closed and nothing is due or on
// its way.
func (r *Runner) sendLoop(ctx context.Context, done <-chan struct{}) {
	queued := r.Database.Outbox(r.Messenger.Bot())
	// Of its own, as an answer that goes out at once and finds no sender comes here
	// and is to be claimed again.
	senders := make(slots, max(1, r.Senders/2))
	for {
		answered := len(r.senders) == 0 // before we look: what goes out now may call up more
		free := senders.take(ctx, cap(senders))
		if ctx.Err() != nil {
			return
		}
		due, err := r.Database.NextDelivery(ctx, r.Messenger.Bot(), r.Now(), lease, free)
		for _, d := range due {
			r.sendNow(ctx, d, nil, senders)
		}
		senders.free(free - len(due))
		switch {
		case err != nil && ctx.Err() != nil:
			return
		case err != nil:
			r.Log.Error("next delivery", "err", err)
			select {
			case <-done:
				return
			case <-ctx.Done():
			case <-time.After(pollEvery):
			}
		case len(due) < free: // there is none left
			select {
			case <-done: // look until all that is on its way is sent: it may call up more
				if answered && free == cap(senders) && len(due) == 0 {
					return
				}
				sleep(ctx, drainEvery)
			case <-ctx.Done():
			case <-r.wakeSender:
			case <-queued:
			}
		}
	}
}

// sendNow sends a message on lease, for which one of the senders was taken; body
// may be nil.
func (r *Runner) sendNow(ctx context.Context, d storage.Delivery, body *message, senders slots) {
	r.sending.Go(func() {
		defer senders.free(1)
		r.deliver(ctx, d, body)
	})
}

// deliver takes one delivery to its end: delivered, postponed or abandoned.
func (r *Runner) deliver(ctx context.Context, d storage.Delivery, body *message) {
	begun := r.Now()
	release := r.hold(func(ctx context.Context, until time.Time) error { return r.Database.Postpone(ctx, d, until) })
	asked := time.Now()
	id, err := r.send(ctx, d, body)
	took := time.Since(asked)
	release()
	// The outcome is noted even when the grace is over meanwhile.
	note, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
	defer cancel()
	refused, _ := errors.AsType[*DeliveryError](err)
	log := r.Log.With("seq", d.Seq, "attempt", d.Attempts)
	how := Retried
	switch {
	case err == nil:
		how = SentWell
		err = r.Database.Delivered(note, d, id, r.Now())
	case refused != nil && refused.RetryAfter > 0:
		// Asked to wait: no failure, however often. Jitter only adds, and
		// little to a short wait: that is our own pace, and somebody watches.
		how = Throttled
		jitter := min(refused.RetryAfter/4, time.Second)
		err = r.postpone(note, d, refused.RetryAfter+backoff(1, jitter, jitter))
	case refused != nil && refused.Unreachable:
		how = Unreachable
		log.Info("nobody is there; what waited for the chat is abandoned", "err", err)
		err = r.Database.AbandonChat(note, d, begun, r.Now())
	case refused != nil && refused.Gone, d.Attempts >= attemptsToSend:
		how = Abandoned
		log.Warn("delivery abandoned", "err", err)
		err = r.Database.Abandon(note, d, r.Now())
	case ctx.Err() != nil: // the grace is over
		err = r.postpone(note, d, 0)
	default:
		log.Warn("delivery failed, trying again", "err", err)
		err = r.postpone(note, d, backoff(d.Attempts, firstResend, mostResend))
	}
	r.Meter.Sent(how, took)
	// A lost lease means another sender has it; otherwise the lease ends by
	// itself and the row is delivered again.
	if err != nil && domain.ErrorCode(err) != domain.Conflict {
		log.Error("delivery not noted", "err", err)
	}
}

func (r *Runner) postpone(ctx context.Context, d storage.Delivery, wait time.Duration) error {
	due := r.Now().Add(wait)
	err := r.Database.Postpone(ctx, d, due)
	r.wakeAt(r.wakeSender, due)
	return err
}

// send hands one outbox row to the messenger; a panic there is a message that
// can never be delivered.
func (r *Runner) send(ctx context.Context, d storage.Delivery, body *message) (id string, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &DeliveryError{Gone: true, Err: newPanicked(v)}
		}
	}()
	if body == nil {
		body = &message{}
		if err := json.Unmarshal(d.Outgoing.Body, body); err != nil {
			return "", &DeliveryError{Gone: true, Err: fmt.Errorf("outbox row: %w", err)}
		}
	}
	out := Outgoing{Key: d.Outgoing.Key, To: d.Outgoing.Address, Edit: body.Edit, Screen: body.Screen}
	if f := body.File; f != nil {
		out.File = &OutgoingFile{Name: f.Name, Data: f.Data, Caption: f.Caption, Picture: f.Picture}
	}
	ctx, cancel := context.WithTimeout(ctx, deliveryTime)
	defer cancel()
	return r.Messenger.Deliver(ctx, out)
}
