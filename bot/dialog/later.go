package dialog

// jobs says what is done when a job is due, by its kind. It is a step as any
// other: it may look at the world, show something, schedule the next time, or
// stay silent when nothing is to be said any more. It comes at any moment, so
// it leaves alone what is asked or awaited just now.
var jobs = map[string]func(t *turn, j Job){}

// due does a job whose time has come. One of a kind that is not known, because
// another release scheduled it, passes in silence.
func (t *turn) due(j *Job) {
	if j == nil {
		return
	}
	if do, ok := jobs[j.Kind]; ok {
		do(t, *j)
	}
}
