package runner

import "context"

// slots bounds how many things go on at the same time: one holds a slot each.
type slots chan struct{}

// all waits for a free slot and takes all that are free; 0: ctx has ended.
func (s slots) all(ctx context.Context) (n int) {
	select {
	case s <- struct{}{}:
	case <-ctx.Done():
		return 0
	}
	for n = 1; s.try(); n++ {
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
