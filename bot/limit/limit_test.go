package limit

import (
	"fmt"
	"testing"
	"time"
)

var start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func TestSoManyTimesAndThenAsTimePasses(t *testing.T) {
	l := New(3, time.Minute)
	for range 3 {
		if wait := l.Take("mai", start); wait != 0 {
			t.Fatalf("made to wait %v", wait)
		}
	}
	if wait := l.Take("mai", start); wait != 20*time.Second {
		t.Errorf("the fourth waits %v, want 20s", wait)
	}
	if wait := l.Take("lan", start); wait != 0 {
		t.Errorf("another waits %v for the first", wait)
	}
	// To be refused costs nothing.
	if wait := l.Take("mai", start.Add(20*time.Second)); wait != 0 {
		t.Errorf("20s later the wait is %v", wait)
	}
	if wait := l.Take("mai", start); wait != 20*time.Second { // a clock that goes back stands still
		t.Errorf("after that the wait is %v, want 20s", wait)
	}
}

func TestNoLimit(t *testing.T) {
	for name, l := range map[string]*Limiter{"nil": nil, "zero": {}, "0": New(0, time.Minute)} {
		for range 1000 {
			if wait := l.Take("mai", start); wait != 0 {
				t.Fatalf("%s: made to wait %v", name, wait)
			}
		}
	}
}

func TestWhoIsAtRestIsForgotten(t *testing.T) {
	l := New(2, time.Minute)
	for i := range 100_000 {
		l.Take(fmt.Sprint(i), start.Add(time.Duration(i)*time.Second))
		if len(l.keys) > 2*fewKeys {
			t.Fatalf("%d keys are kept after %d people", len(l.keys), i)
		}
	}
}

func BenchmarkTake(b *testing.B) {
	l := New(60, time.Minute)
	keys := make([]string, 10_000)
	for i := range keys {
		keys[i] = fmt.Sprint(i)
	}
	i := 0
	for b.Loop() {
		l.Take(keys[i%len(keys)], start.Add(time.Duration(i)*time.Microsecond))
		i++
	}
}
