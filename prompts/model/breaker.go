package model

import (
	"sync"
	"time"
)

// breaker keeps people from waiting for a server that is down.
type breaker struct {
	now func() time.Time

	mu       sync.Mutex
	failures int       // in a row
	until    time.Time // nobody enters before
	trying   bool      // one is in to see whether it is back
}

// enter tells whether to ask. While it is open, one may try after each rest.
func (b *breaker) enter() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now().Before(b.until) {
		return false
	}
	if b.failures >= failuresOpen {
		if b.trying {
			return false
		}
		b.trying = true
	}
	return true
}

// leave says that it was ended before it was known how it goes.
func (b *breaker) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trying = false
}

// done says how it went; rest is how long the server asked to be left alone.
func (b *breaker) done(rest time.Duration, failed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trying = false
	if !failed {
		b.failures = 0
		return
	}
	b.failures++
	if b.failures >= failuresOpen {
		rest = max(rest, restTime)
	}
	if rest > 0 {
		b.until = b.now().Add(min(rest, mostRest))
	}
}
