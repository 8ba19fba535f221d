package runner

import "context"

// slots bounds how many things go on at the same time: one holds a slot each.
type slots chan struct{}

// take waits for a free slot and takes what is free, at most most; 0: ctx has
// ended.
func (s slots) take(ctx context.Context, most int) (n int) {
	select {
	case s <- struct{}{}:
	case <-ctx.Done():
		return 0
	}
	for n = 1; n < most && s.try(); n++ {
	}
	return n
}

// try takes a free slot, if there is one.
func (s slots) try() bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

// free gives back n slots that were taken.
func (s slots) free(n int) {
	for range n {
		<-s
	}
}
