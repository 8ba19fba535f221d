package runner

import (
	"context"
	"time"

	"chonmat/domain"
)

// hold prolongs a lease again and again until the function it returns is
// called, after which prolong is not called any more. What is done in less
// than prolongEvery, as nearly everything is, never comes to it.
func (r *Runner) hold(prolong func(ctx context.Context, until time.Time) error) (release func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(prolongEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			// When the lease was lost, what is done under it is refused when
			// it is to be committed.
			if err := prolong(ctx, r.Now().Add(lease)); err != nil && ctx.Err() == nil && domain.ErrorCode(err) != domain.Conflict {
				r.Log.Warn("a lease is not prolonged", "err", err)
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}
