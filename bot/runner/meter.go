package runner

import (
	"time"

	"chonmat/storage"
)

// Meter is told what happens, to count it. Its methods return at once, and are
// safe for concurrent use; nothing they are told names or quotes a person.
type Meter interface {
	// Received is told of updates that were stored.
	Received(updates int)
	// Stepped is told of a step that was taken: the kind of its event, how long
	// it took from the claim to the commit's end, and how long the commit did.
	Stepped(kind string, took, commit time.Duration)
	// Closed is told of an update that was closed without a step.
	Closed(why Closing)
	// Spoke is told what became of an ask of the language model, and what it
	// cost.
	Spoke(outcome string, cost storage.Cost)
	// Sent is told how a delivery went, and how long the messenger took.
	Sent(how Sending, took time.Duration)
}

// Closing is why an update was closed without a step.
type Closing string

// The reasons.
const (
	Meaningless Closing = "meaningless" // nothing for us
	OverLimit   Closing = "over_limit"
	Failed      Closing = "failed" // with an apology
)

// Closings lists every reason.
var Closings = []Closing{Meaningless, OverLimit, Failed}

// Sending is how a delivery went.
type Sending string

// The ways.
const (
	SentWell    Sending = "delivered"
	Throttled   Sending = "throttled"   // to wait, by the messenger or our own pace
	Retried     Sending = "retried"     // it failed, and is tried again
	Abandoned   Sending = "abandoned"   // it can never be delivered
	Unreachable Sending = "unreachable" // nobody is there
)

// Sendings lists every way.
var Sendings = []Sending{SentWell, Throttled, Retried, Abandoned, Unreachable}

// noMeter counts nothing.
type noMeter struct{}

func (noMeter) Received(int)                                 {}
func (noMeter) Stepped(string, time.Duration, time.Duration) {}
func (noMeter) Closed(Closing)                               {}
func (noMeter) Spoke(string, storage.Cost)                   {}
func (noMeter) Sent(Sending, time.Duration)                  {}
