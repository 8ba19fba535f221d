package storagetest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chonmat/storage"
)

// speechCases are about what a language model costs and said, and who wants
// none.
var speechCases = []testCase{
	{"a person, and the bot for all, can spend no more than a day allows", func(t *testing.T, e Engine) {
		db := e.open(t)
		of := storage.Allowance{Person: 100, Bot: 150}
		for i, c := range []struct {
			who, day string
			tokens   int
			want     bool
		}{
			{"a", "2026-11-28", 101, false},
			{"a", "2026-11-28", 60, true},
			{"a", "2026-11-28", 50, false},
			{"a", "2026-11-28", 40, true},
			{"b", "2026-11-28", 51, false}, // the bot's, and none taken of b's
			{"b", "2026-11-28", 50, true},
			{"b", "2026-11-28", -20, true}, // was not used
			{"b", "2026-11-28", 20, true},
			{"b", "2026-11-28", 1, false},
			{"b", "2026-11-29", 100, true},
		} {
			ok, err := db.Spend(ctx, person(c.who), c.day, c.tokens, of)
			must(t, err)
			if ok != c.want {
				t.Errorf("%d: %+v: %v", i, c, ok)
			}
		}
		ok, err := db.Spend(ctx, person("a"), "2026-11-28", 1<<40, storage.Allowance{})
		must(t, err)
		if !ok {
			t.Error("no limit is one")
		}
	}},
	{"who spend at once spend no more together than is allowed", func(t *testing.T, e Engine) {
		db := e.open(t)
		var took atomic.Int64
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				ok, err := db.Spend(ctx, person(fmt.Sprint(i%4)), "2026-11-28", 10, storage.Allowance{Person: 1000, Bot: 100})
				if err != nil {
					t.Error(err)
				}
				if ok {
					took.Add(10)
				}
			})
		}
		all.Wait()
		if took.Load() != 100 {
			t.Errorf("%d were taken", took.Load())
		}
	}},
	{"what was said is known by its hash until it is swept", func(t *testing.T, e Engine) {
		db := e.open(t)
		_, ok, err := db.Spoken(ctx, "h")
		must(t, err)
		if ok {
			t.Error("known before it was said")
		}
		must(t, db.KeepSpoken(ctx, "h", []byte(`{"text":"cũ"}`), now))
		must(t, db.KeepSpoken(ctx, "h", []byte(`{"text":"mới"}`), now))
		got, ok, err := db.Spoken(ctx, "h")
		must(t, err)
		if !ok || string(got) != `{"text":"mới"}` {
			t.Errorf("%s, %v", got, ok)
		}
		_, err = db.Spend(ctx, person("a"), now.Format(time.DateOnly), 1, storage.Allowance{})
		must(t, err)
		n, err := db.Sweep(ctx, now.Add(48*time.Hour), time.Hour)
		must(t, err)
		if _, ok, err = db.Spoken(ctx, "h"); ok || err != nil || n != 3 {
			t.Errorf("known %v, error %v, %d rows swept", ok, err, n)
		}
	}},
	{"a workspace turns the model off and on, alone", func(t *testing.T, e Engine) {
		db := e.open(t)
		for i, off := range []bool{true, true, false} {
			commit(t, db, claimed(t, db, int64(1+i), "a"), storage.Changes{Workspace: "w", Quiet: &off})
			for w, want := range map[string]bool{"w": off, "v": false} {
				got, err := db.Quiet(ctx, w)
				must(t, err)
				if got != want {
					t.Errorf("%d: %s quiet: %v", i, w, got)
				}
			}
		}
	}},
	{"a message is found by its key once it was delivered", func(t *testing.T, e Engine) {
		db := e.open(t)
		find := func(key, want string, wantOK bool) {
			t.Helper()
			id, ok, err := db.MessageOf(ctx, bot, key)
			must(t, err)
			if id != want || ok != wantOK {
				t.Errorf("%s: %q, %v", key, id, ok)
			}
		}
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{message("k", "a"), message("l", "a")}})
		find("k", "", true)
		find("none", "", false)
		must(t, db.Delivered(ctx, next(t, db, now, "k"), "4711", now))
		find("k", "4711", true)
		must(t, db.Abandon(ctx, next(t, db, now, "l"), now))
		find("l", "", false)
	}},
}
