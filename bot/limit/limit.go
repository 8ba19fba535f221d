// Package limit bounds how often somebody may do something.
package limit

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limiter lets each key do something so many times in a time: all of them at
// once after a rest, and then as they come back, evenly. It is kept in memory,
// for one process. The zero Limiter lets everybody do everything.
type Limiter struct {
	n   int
	per time.Duration

	mu    sync.Mutex
	keys  map[string]*rate.Limiter
	tidy  int // how many keys there may be before those at rest are dropped
	asked time.Time
}

// New makes a Limiter of n times per a time; n 0 is no limit.
func New(n int, per time.Duration) *Limiter { return &Limiter{n: n, per: per} }

// fewKeys are never worth tidying up.
const fewKeys = 1024

// Take lets a key do it once more, and returns 0; or it returns how long to
// wait until that can be.
func (l *Limiter) Take(key string, now time.Time) time.Duration {
	if l == nil || l.n <= 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Before(l.asked) { // callers race; a limiter must not see time go back
		now = l.asked
	}
	l.asked = now
	k, ok := l.keys[key]
	if !ok {
		l.drop(now)
		k = rate.NewLimiter(rate.Every(l.per/time.Duration(l.n)), l.n)
		l.keys[key] = k
	}
	r := k.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// drop forgets the keys that are at rest, once there are many: they are as new.
func (l *Limiter) drop(now time.Time) {
	if l.keys == nil {
		l.keys, l.tidy = map[string]*rate.Limiter{}, fewKeys
	}
	if len(l.keys) < l.tidy {
		return
	}
	for key, k := range l.keys {
		if k.TokensAt(now) >= float64(l.n) {
			delete(l.keys, key)
		}
	}
	l.tidy = max(fewKeys, 2*len(l.keys))
}
