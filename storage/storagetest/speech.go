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
		of := storage.Allowance{Person: storage.Cost{Tokens: 100}, Bot: storage.Cost{Tokens: 150}}
		for i, c := range []struct {
			who, day string
			tokens   int64
			want     bool
		}{
			{"a", "2026-11-28", 101, false},
			{"a", "2026-11-28", 60, true},
			{"a", "2026-11-28", 50, false},
			{"a", "2026-11-28", 40, true},
			{"b", "2026-11-28", 51, false}, // the bot's, and none taken of b's
			{"b", "2026-11-28", 50, true},
			{"b", "2026-11-28", 1, false},
			{"b", "2026-11-29", 100, true},
		} {
			ok, err := db.Spend(ctx, person(c.who), c.day, storage.Cost{Tokens: c.tokens, NanoUSD: 1 << 40}, of)
			must(t, err)
			if ok != c.want {
				t.Errorf("%d: %+v: %v", i, c, ok)
			}
		}
		ok, err := db.Spend(ctx, person("a"), "2026-11-28", storage.Cost{Tokens: 1 << 40, NanoUSD: 1 << 50}, storage.Allowance{})
		must(t, err)
		if !ok {
			t.Error("no limit is one")
		}
	}},
	{"money is counted beside tokens, and either ends the day", func(t *testing.T, e Engine) {
		db := e.open(t)
		of := storage.Allowance{Person: storage.Cost{Tokens: 1000, NanoUSD: 500}, Bot: storage.Cost{NanoUSD: 700}}
		for i, c := range []struct {
			who  string
			cost storage.Cost
			want bool
		}{
			{"a", storage.Cost{Tokens: 1, NanoUSD: 501}, false},
			{"a", storage.Cost{Tokens: 1001, NanoUSD: 1}, false},
			{"a", storage.Cost{Tokens: 900, NanoUSD: 300}, true},
			{"a", storage.Cost{Tokens: 200, NanoUSD: 1}, false},
			{"a", storage.Cost{Tokens: 1, NanoUSD: 201}, false},
			{"a", storage.Cost{Tokens: 100, NanoUSD: 200}, true},
			{"b", storage.Cost{Tokens: 1, NanoUSD: 201}, false}, // the bot's, and none taken of b's
			{"b", storage.Cost{Tokens: 1000, NanoUSD: 200}, true},
			{"b", storage.Cost{NanoUSD: 1}, false},
		} {
			ok, err := db.Spend(ctx, person(c.who), "2026-11-28", c.cost, of)
			must(t, err)
			if ok != c.want {
				t.Errorf("%d: %+v: %v", i, c, ok)
			}
		}
	}},
	{"what was not used is given back, and what was used besides is taken", func(t *testing.T, e Engine) {
		db := e.open(t)
		const day = "2026-11-28"
		of := storage.Allowance{Person: storage.Cost{Tokens: 100}, Bot: storage.Cost{NanoUSD: 100}}
		spend := func(tokens, nano int64, want bool) {
			ok, err := db.Spend(ctx, person("a"), day, storage.Cost{Tokens: tokens, NanoUSD: nano}, of)
			must(t, err)
			if ok != want {
				t.Errorf("%d tokens and %d: %v", tokens, nano, ok)
			}
		}
		spend(100, 100, true)
		must(t, db.Settle(ctx, person("a"), day, storage.Cost{Tokens: -30, NanoUSD: -20}))
		spend(31, 0, false)
		spend(0, 21, false)
		spend(30, 20, true)
		must(t, db.Settle(ctx, person("a"), day, storage.Cost{Tokens: -50, NanoUSD: 10})) // it cost more than was thought
		spend(50, 0, false)
		// Who was forgotten while the model was asked is not written down again.
		forgotten := person("a")
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Forget: &forgotten})
		must(t, db.Settle(ctx, forgotten, day, storage.Cost{Tokens: -1}))
		kept, err := db.Kept(ctx, forgotten, now)
		must(t, err)
		if n := kept.Rows["spent"]; n != 0 {
			t.Errorf("%d rows of what they spent", n)
		}
	}},
	{"who spend at once spend no more together than is allowed", func(t *testing.T, e Engine) {
		db := e.open(t)
		var took atomic.Int64
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				ok, err := db.Spend(ctx, person(fmt.Sprint(i%4)), "2026-11-28", storage.Cost{Tokens: 1, NanoUSD: 10}, storage.Allowance{Person: storage.Cost{NanoUSD: 1000}, Bot: storage.Cost{NanoUSD: 100}})
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
		_, err = db.Spend(ctx, person("a"), now.Format(time.DateOnly), storage.Cost{Tokens: 1}, storage.Allowance{})
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
