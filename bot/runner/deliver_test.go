package runner_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/runner"
	"chonmat/storage"
)

// outbox is a database of nothing but one chat's outbox, without any file, so
// that time can be the test's own.
type outbox struct {
	runner.Database
	mu     sync.Mutex
	rows   []storage.Delivery
	due    time.Time
	closed []string // "key: how"
	called chan struct{}
}

func (o *outbox) Inbox(string) <-chan struct{} { return nil }
func (o *outbox) Outbox(string) <-chan struct{} {
	o.called = make(chan struct{}, 1) // in the bubble of the test
	return o.called
}

func (o *outbox) Claim(context.Context, string, time.Time, time.Duration, int) ([]storage.Claimed, error) {
	return nil, nil
}

func (o *outbox) ClaimJob(context.Context, string, time.Time, time.Duration) (*storage.ClaimedJob, error) {
	return nil, nil
}

func (o *outbox) NextDelivery(_ context.Context, _ string, now time.Time, lease time.Duration, _ int) ([]storage.Delivery, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.rows) == 0 || now.Before(o.due) {
		return nil, nil
	}
	o.due = now.Add(lease)
	o.rows[0].Attempts++
	return o.rows[:1:1], nil
}

func (o *outbox) finish(d storage.Delivery, how string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.rows, o.due = o.rows[1:], time.Time{}
	o.closed = append(o.closed, d.Outgoing.Key+": "+how)
	select {
	case o.called <- struct{}{}:
	default:
	}
}

func (o *outbox) Delivered(_ context.Context, d storage.Delivery, message string, _ time.Time) error {
	o.finish(d, message)
	return nil
}

func (o *outbox) Abandon(_ context.Context, d storage.Delivery, _ time.Time) error {
	o.finish(d, "abandoned")
	return nil
}

func (o *outbox) AbandonChat(_ context.Context, _ storage.Delivery, until, _ time.Time) error {
	for _, row := range slices.Clone(o.rows) { // all of one chat, queued before the test began
		o.finish(row, "abandoned until "+until.Format(time.TimeOnly))
	}
	return nil
}

func (o *outbox) Postpone(_ context.Context, _ storage.Delivery, due time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.due = due
	return nil
}

const row = `{"screen":{"blocks":[{"kind":"paragraph","text":[{"t":"hi"}]}]}}`

// attempts runs a sender over rows for a day of its own time, with outcomes
// one after the other for each try, and returns when it tried.
func attempts(t *testing.T, o *outbox, outcomes ...error) (at []time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		m := newMemory()
		m.deliver = func(context.Context, runner.Outgoing) error {
			at = append(at, time.Since(start))
			if len(at) <= len(outcomes) {
				return outcomes[len(at)-1]
			}
			return outcomes[len(outcomes)-1]
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			if err := runner.New(runner.Config{Database: o, Messenger: m, Dialog: counting{}}).Run(ctx); err != nil {
				t.Error(err)
			}
		}()
		time.Sleep(26 * time.Hour)
		cancel()
		<-done
	})
	return at
}

func oneRow(body string) *outbox {
	return &outbox{rows: []storage.Delivery{{Seq: 1, Outgoing: storage.Outgoing{Key: "1/0", Body: []byte(body)}}}}
}

func TestAMessageIsTriedAgainLessAndLessOften(t *testing.T) {
	o := oneRow(row)
	at := attempts(t, o, errDown, errDown, errDown, errDown, nil)
	if diff := cmp.Diff([]string{"1/0: m1/0"}, o.closed); diff != "" || len(at) != 5 {
		t.Fatalf("%d attempts, closed %v", len(at), o.closed)
	}
	for i, most := range []time.Duration{200, 400, 800, 1600} {
		most *= time.Millisecond
		// Rows that become due in over a second are found by asking each second.
		if wait := at[i+1] - at[i]; wait < most/2 || wait > most+time.Second {
			t.Errorf("waited %v after attempt %d, want %v to %v", wait, i+1, most/2, most)
		}
	}
}

func TestAMessageIsGivenUpAfterAboutADay(t *testing.T) {
	o := oneRow(row)
	at := attempts(t, o, errDown)
	if diff := cmp.Diff([]string{"1/0: abandoned"}, o.closed); diff != "" {
		t.Fatal(diff)
	}
	if last := at[len(at)-1]; last < 16*time.Hour || last > 26*time.Hour {
		t.Errorf("given up after %v", last)
	}
}

func TestAWaitThatIsAskedForIsKept(t *testing.T) {
	o := oneRow(row)
	at := attempts(t, o, &runner.DeliveryError{RetryAfter: 40 * time.Second, Err: errDown}, nil)
	if len(at) != 2 || len(o.closed) != 1 {
		t.Fatalf("%d attempts, closed %v", len(at), o.closed)
	}
	if wait := at[1] - at[0]; wait < 40*time.Second || wait > 42*time.Second {
		t.Errorf("waited %v, was asked for 40 s", wait)
	}
}

func TestAMessageThatTakesLongIsSentOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, m := oneRow(row), newMemory()
		tries := 0
		m.deliver = func(context.Context, runner.Outgoing) error {
			tries++
			time.Sleep(50 * time.Second) // many leases
			return nil
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			if err := runner.New(runner.Config{Database: o, Messenger: m, Dialog: counting{}}).Run(ctx); err != nil {
				t.Error(err)
			}
		}()
		time.Sleep(time.Hour)
		cancel()
		<-done
		if diff := cmp.Diff([]string{"1/0: m1/0"}, o.closed); diff != "" || tries != 1 {
			t.Errorf("sent %d times, closed %v", tries, o.closed)
		}
	})
}

func TestWhatWaitsForSomebodyWhoIsGoneIsAbandonedWithoutTrying(t *testing.T) {
	o := oneRow(row)
	o.rows = append(o.rows, storage.Delivery{Seq: 2, Outgoing: storage.Outgoing{Key: "1/1", Body: []byte(row)}})
	at := attempts(t, o, &runner.DeliveryError{Gone: true, Unreachable: true, Err: errDown})
	// Until the try began: what is queued while it goes on may answer
	// somebody who came back.
	want := []string{"1/0: abandoned until 00:00:00", "1/1: abandoned until 00:00:00"}
	if diff := cmp.Diff(want, o.closed); diff != "" || len(at) != 1 {
		t.Errorf("tried %d times: %s", len(at), diff)
	}
}

func TestWhatCannotBeDeliveredIsAbandonedAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		body    string
		outcome error
		tries   int
	}{
		"it is refused":     {row, &runner.DeliveryError{Gone: true, Err: errDown}, 1},
		"the row is broken": {"{", nil, 0},
		"nothing to show":   {"{}", nil, 1}, // panics in the messenger of the test
	} {
		t.Run(name, func(t *testing.T) {
			o := oneRow(c.body)
			at := attempts(t, o, c.outcome)
			if diff := cmp.Diff([]string{"1/0: abandoned"}, o.closed); diff != "" || len(at) != c.tries {
				t.Errorf("tried %d times, closed %v", len(at), o.closed)
			}
		})
	}
}
