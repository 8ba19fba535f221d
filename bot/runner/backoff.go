package runner

import (
	"math/rand/v2"
	"time"
)

// backoff returns how long to wait after the nth attempt failed: a random part
// (so that many do not come back together) of a time that doubles from first
// to most.
func backoff(attempt int, first, most time.Duration) time.Duration {
	wait := first << min(max(attempt-1, 0), 20)
	if wait > most || wait <= 0 {
		wait = most
	}
	return wait/2 + rand.N(wait/2+1)
}
