package telegramtest

import "time"

// FaultKind is what goes wrong.
type FaultKind int

// The faults.
const (
	TooMany    FaultKind = iota // 429 with RetryAfter
	ServerDown                  // 500 of Telegram's
	BadGateway                  // 502 with a page of HTML
	Hang                        // no answer until the caller gives up; no effect
	DropBefore                  // the connection breaks, no effect
	DropAfter                   // the connection breaks after it took effect
	Refuse                      // Code and Text, and MigrateTo
	Garbage                     // an answer cut in the middle, after it took effect
)

// Fault is a plan for something to go wrong. It strikes calls of Method (""
// is all but getUpdates, and but "webhook", which are the server's own) that reach Chat (0 is all): after Skip of them, Times
// of them, or each with a Chance.
type Fault struct {
	Kind       FaultKind
	Method     string
	Chat       int64
	Skip       int
	Times      int     // 0: once, unless there is a Chance
	Chance     float64 // 0–1
	RetryAfter time.Duration
	Code       int
	Text       string
	MigrateTo  int64
}

type planned struct {
	Fault
	seen, struck int
}

// Fail adds a fault to the plan.
func (s *Server) Fail(f Fault) {
	if f.Times == 0 && f.Chance == 0 {
		f.Times = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &planned{Fault: f})
}

// Heal ends all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault is the fault that strikes a call, nil for none; it is called with the
// lock held.
func (s *Server) fault(method string, chat int64) *Fault {
	for _, f := range s.faults {
		if f.Method != method && (f.Method != "" || method == "getUpdates" || method == "webhook") || f.Chat != 0 && f.Chat != chat {
			continue
		}
		f.seen++
		switch {
		case f.seen <= f.Skip, f.Times > 0 && f.struck >= f.Times:
			continue
		case f.Chance > 0 && s.dice.Float64() >= f.Chance:
			continue
		}
		f.struck++
		return &f.Fault
	}
	return nil
}
