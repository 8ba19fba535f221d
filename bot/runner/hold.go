package runner

import (
	"context"
	"sync"
	"time"

	"chonmat/domain"
)

// hold prolongs a lease again and again until the function it returns is
// called, after which prolong is not called any more. What is done in less
// than prolongEvery, as nearly everything is, never comes to it.
func (r *Runner) hold(prolong func(ctx context.Context, until time.Time) error) (release func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var prolonging sync.Mutex
	prolonging.Lock()
	defer prolonging.Unlock()
	var next *time.Timer
	next = time.AfterFunc(prolongEvery, func() {
		prolonging.Lock()
		defer prolonging.Unlock()
		if ctx.Err() != nil {
			return
		}
		// When the lease was lost, what is done under it is refused when
		// it is to be committed.
		if err := prolong(ctx, r.Now().Add(lease)); err != nil && ctx.Err() == nil && domain.ErrorCode(err) != domain.Conflict {
			r.Log.Warn("a lease is not prolonged", "err", err)
		}
		next.Reset(prolongEvery)
	})
	return func() {
		cancel()
		next.Stop()
		prolonging.Lock() // one that is under way ends
		defer prolonging.Unlock()
	}
}
