package storagetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"chonmat/storage"
)

// sendingCases are about the turns to send and the files that were sent.
var sendingCases = []testCase{
	{"a chat has a burst of turns, then one at a time, and who waits takes none", func(t *testing.T, e Engine) {
		db := e.open(t)
		pace := storage.Pace{Every: time.Second, Burst: 3}
		burst := func(at time.Time) (n int) {
			for {
				wait, taken := turn(t, db, "a", at, pace, storage.Pace{})
				if !taken {
					if wait <= 0 || wait > time.Second {
						t.Errorf("asked to wait %v", wait)
					}
					return n
				}
				if n++; n > 100 {
					t.Fatal("no end of turns")
				}
			}
		}
		for _, step := range []struct {
			after time.Duration
			want  int
		}{{0, 3}, {0, 0}, {999 * time.Millisecond, 0}, {time.Second, 1}, {time.Hour, 3}} {
			if got := burst(now.Add(step.after)); got != step.want {
				t.Errorf("%v later: %d turns, want %d", step.after, got, step.want)
			}
		}
		if _, taken := turn(t, db, "b", now, pace, storage.Pace{}); !taken {
			t.Error("another chat waits")
		}
	}},
	{"the bot's turns are those of all its processes together", func(t *testing.T, e Engine) {
		at := e.Create(t)
		stores := []*storage.DB{openAt(t, at), openAt(t, at)}
		pace := storage.Pace{Every: 100 * time.Millisecond, Burst: 5}
		var mu sync.Mutex
		var waits []time.Duration
		var wg sync.WaitGroup
		for i := range 8 {
			db := stores[i%2]
			wg.Go(func() {
				for n := range 3 {
					wait, taken, err := db.Turn(ctx, bot, fmt.Sprint(i, "/", n), now, storage.Pace{Every: time.Second, Burst: 1}, pace, time.Second)
					if err != nil {
						t.Error(err)
					}
					if taken {
						mu.Lock()
						waits = append(waits, wait)
						mu.Unlock()
					}
				}
			})
		}
		wg.Wait()
		if len(waits) != 15 { // five at once and ten within the second of patience
			t.Errorf("%d turns taken: %v", len(waits), waits)
		}
		seen := map[time.Duration]int{}
		for _, w := range waits {
			seen[w]++
		}
		for n := range 11 {
			want := 1
			if n == 0 {
				want = 5
			}
			if w := time.Duration(n) * pace.Every; seen[w] != want {
				t.Errorf("%d turns after %v, want %d", seen[w], w, want)
			}
		}
		// A turn of the chat that was not used for want of the bot's is its own again.
		wait, taken := turn(t, stores[0], "new", now, storage.Pace{Every: time.Hour, Burst: 1}, pace)
		if taken || wait < 900*time.Millisecond {
			t.Errorf("taken %v after %v", taken, wait)
		}
		if _, taken := turn(t, stores[1], "new", now.Add(2*time.Second), storage.Pace{Every: time.Hour, Burst: 1}, pace); !taken {
			t.Error("the chat lost its turn")
		}
	}},
	{"a hold is kept by its chat alone, that of the bot by all", func(t *testing.T, e Engine) {
		db := e.open(t)
		must(t, db.Hold(ctx, bot, "a", now.Add(time.Minute)))
		must(t, db.Hold(ctx, bot, "a", now.Add(time.Second))) // takes nothing back
		if wait, taken := turn(t, db, "a", now, storage.Pace{}, storage.Pace{}); taken || wait != time.Minute {
			t.Errorf("taken %v after %v", taken, wait)
		}
		if wait, taken := turn(t, db, "b", now, storage.Pace{}, storage.Pace{}); !taken || wait != 0 {
			t.Errorf("another chat: taken %v after %v", taken, wait)
		}
		must(t, db.Hold(ctx, bot, "", now.Add(2*time.Minute)))
		if wait, taken := turn(t, db, "b", now.Add(time.Minute), storage.Pace{}, storage.Pace{}); taken || wait != time.Minute {
			t.Errorf("while the bot is held: taken %v after %v", taken, wait)
		}
		if _, taken := turn(t, db, "a", now.Add(2*time.Minute), storage.Pace{}, storage.Pace{}); !taken {
			t.Error("held for longer than asked")
		}
	}},
	{"paces that slow nobody are swept", func(t *testing.T, e Engine) {
		db := e.open(t)
		turn(t, db, "a", now, storage.Pace{Every: time.Second, Burst: 3}, storage.Pace{Every: time.Second, Burst: 3})
		must(t, db.Hold(ctx, bot, "b", now.Add(time.Hour)))
		if n, err := db.Sweep(ctx, now.Add(2*time.Second), time.Hour); err != nil || n != 2 {
			t.Errorf("swept %d, error %v, want that of a chat and the bot's", n, err)
		}
		if _, taken := turn(t, db, "b", now.Add(time.Minute), storage.Pace{}, storage.Pace{}); taken {
			t.Error("a hold was swept")
		}
	}},
	{"what a messenger calls a file is kept for a time", func(t *testing.T, e Engine) {
		db := e.open(t)
		id := func(hash string) string {
			id, err := db.FileID(ctx, bot, hash)
			must(t, err)
			return id
		}
		must(t, db.KeepFileID(ctx, bot, "h1", "BQAC1", now))
		must(t, db.KeepFileID(ctx, bot, "h2", "BQAC2", now.Add(time.Hour)))
		must(t, db.KeepFileID(ctx, bot, "h1", "BQAC3", now))
		must(t, db.KeepFileID(ctx, "other", "h3", "BQAC4", now.Add(time.Hour)))
		if id("h1") != "BQAC3" || id("h2") != "BQAC2" || id("h3") != "" {
			t.Errorf("got %q, %q, %q", id("h1"), id("h2"), id("h3"))
		}
		if n, err := db.Sweep(ctx, now.Add(2*time.Hour), 90*time.Minute); err != nil || n != 1 {
			t.Errorf("swept %d, error %v", n, err)
		}
		if id("h1") != "" || id("h2") != "BQAC2" {
			t.Errorf("got %q, %q", id("h1"), id("h2"))
		}
	}},
}

// turn asks for a turn with a second's patience.
func turn(t testing.TB, db *storage.DB, chat string, at time.Time, ofChat, ofBot storage.Pace) (time.Duration, bool) {
	t.Helper()
	wait, taken, err := db.Turn(ctx, bot, chat, at, ofChat, ofBot, time.Second)
	must(t, err)
	return wait, taken
}
