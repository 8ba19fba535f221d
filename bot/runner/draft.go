package runner

import (
	"context"
	"sync"
	"time"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/prompts"
	"chonmat/storage"
)

// While a model writes, somebody who is alone with it sees what it has written,
// as far as that passed the checks. What counts is the message that comes of
// it; a draft that is lost is no loss.

const (
	// draftEvery is how often a draft may change: faster it flickers.
	draftEvery = time.Second
	draftTime  = 5 * time.Second
)

// drafting returns what takes the text of an answer while it is written, nil
// where there is nobody to show it to; done ends it. No draft is on its way
// after that.
func (r *Runner) drafting(ctx context.Context, a storage.Job, group bool, q prompts.Request) (draft func(text string), done func()) {
	drafter, ok := r.Messenger.(Drafter)
	if !ok || group {
		return nil, func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	newest := make(chan string, 1)
	var showing sync.WaitGroup
	showing.Go(func() {
		note := screen.Say(q.Lang, domain.Say("speech.drafting", "model", r.Operator.Model))
		for {
			select {
			case <-ctx.Done():
				return
			case text := <-newest:
				d := Draft{Key: a.ID, To: a.Address, Screen: screen.New(screen.P(screen.T(q.Named(text))), screen.Small(note))}
				if err := r.showDraft(ctx, drafter, d); err != nil && ctx.Err() == nil {
					r.Log.Debug("draft", "err", err)
				}
				sleep(ctx, draftEvery)
			}
		}
	})
	draft = func(text string) {
		select {
		case <-newest: // was never shown
		default:
		}
		newest <- text
	}
	return draft, func() {
		cancel()
		showing.Wait()
	}
}

func (r *Runner) showDraft(ctx context.Context, drafter Drafter, d Draft) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = newPanicked(v)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, draftTime)
	defer cancel()
	return drafter.Draft(ctx, d)
}

// asking is what is being asked of the model, so that nobody is written for who
// has gone on.
type asking struct {
	mu  sync.Mutex
	ons map[askName]on
}

type askName struct {
	at  storage.Address
	key string
}

type on struct {
	job    string
	cancel func()
}

// begin notes an ask until done is called.
func (a *asking) begin(j storage.Job, cancel func()) (done func()) {
	name := askName{j.Address, j.Key}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ons == nil {
		a.ons = map[askName]on{}
	}
	a.ons[name] = on{j.ID, cancel}
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.ons[name].job == j.ID {
			delete(a.ons, name)
		}
	}
}

// changed ends the asks that a step took back or replaced.
func (a *asking) changed(c storage.Changes) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, j := range c.Jobs {
		if o, ok := a.ons[askName{j.Address, j.Key}]; ok && o.job != j.ID {
			o.cancel()
		}
	}
	if c.Forget != nil {
		for name, o := range a.ons {
			if name.at.Owner() == *c.Forget {
				o.cancel()
			}
		}
	}
}
