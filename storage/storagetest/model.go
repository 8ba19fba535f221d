package storagetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/storage"
)

// modelRow is an update as the model of the inbox knows it.
type modelRow struct {
	id     int64
	chat   string
	due    time.Time // zero: at once
	token  int64
	closed bool
}

// exerciseModel runs random sequences of calls against the inbox and against a
// model of a few lines; they must agree on every claim and every error.
func exerciseModel(t *testing.T, e Engine) {
	rapid.Check(t, func(rt *rapid.T) {
		db, err := storage.Open(ctx, e.Create(t))
		must(t, err)
		defer db.Close()
		clock := now
		var rows []*modelRow
		var held []storage.Claimed // also those whose lease has ended

		claimable := func() *modelRow {
			var best *modelRow
			for i, r := range rows {
				blocked := r.chat != "" && slices.ContainsFunc(rows[:i], func(e *modelRow) bool { return !e.closed && e.chat == r.chat })
				if r.closed || blocked || r.due.After(clock) {
					continue
				}
				if best == nil || r.due.Before(best.due) {
					best = r
				}
			}
			return best
		}
		// settle calls what closes or gives back a claim held, and checks that
		// it works just when its token is the newest.
		settle := func(call func(storage.Claimed) error, then func(*modelRow)) func(*rapid.T) {
			return func(rt *rapid.T) {
				if len(held) == 0 {
					rt.Skip("nothing held")
				}
				i := rapid.IntRange(0, len(held)-1).Draw(rt, "claim")
				c := held[i]
				r := rows[slices.IndexFunc(rows, func(r *modelRow) bool { return r.id == c.Update.ID })]
				err := call(c)
				if r.closed || r.token != c.Token {
					if domain.ErrorCode(err) != domain.Conflict {
						rt.Fatalf("a lost lease on %d: error %v, want conflict", r.id, err)
					}
					return
				}
				if err != nil {
					rt.Fatalf("a lease held on %d: %v", r.id, err)
				}
				then(r)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"receive": func(rt *rapid.T) {
				id := rapid.Int64Range(0, 30).Draw(rt, "id")
				chat := rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(rt, "chat")
				must(t, db.Receive(ctx, bot, []storage.Update{update(id, chat)}, clock))
				if !slices.ContainsFunc(rows, func(r *modelRow) bool { return r.id == id }) {
					rows = append(rows, &modelRow{id: id, chat: chat})
				}
			},
			"claim": func(rt *rapid.T) {
				want := claimable()
				got, err := One(db.Claim(ctx, bot, clock, lease, 1))
				must(t, err)
				switch {
				case want == nil && got == nil:
					return
				case want == nil || got == nil || got.Update.ID != want.id:
					rt.Fatalf("claimed %+v, want %+v", got, want)
				}
				want.token++
				want.due = clock.Add(lease)
				if got.Token != want.token || int64(got.Attempts) != want.token {
					rt.Fatalf("claimed %+v, want token %d", got, want.token)
				}
				held = append(held, *got)
			},
			"commit": settle(func(c storage.Claimed) error {
				return db.Commit(ctx, c, storage.Changes{}, clock)
			}, func(r *modelRow) { r.closed = true }),
			"release": settle(func(c storage.Claimed) error {
				return db.Release(ctx, c, clock.Add(10*time.Second))
			}, func(r *modelRow) { r.due = clock.Add(10 * time.Second) }),
			"wait": func(rt *rapid.T) {
				clock = clock.Add(time.Duration(rapid.IntRange(1, 90).Draw(rt, "seconds")) * time.Second)
			},
		})
		for _, r := range rows { // what is left can all be worked off
			r.due = time.Time{}
		}
		for end := clock.Add(time.Hour); ; {
			c, err := One(db.Claim(ctx, bot, end, lease, 1))
			must(t, err)
			if c == nil {
				break
			}
			must(t, db.Commit(ctx, *c, storage.Changes{}, end))
			rows[slices.IndexFunc(rows, func(r *modelRow) bool { return r.id == c.Update.ID })].closed = true
		}
		for _, r := range rows {
			if !r.closed {
				rt.Fatal(fmt.Sprintf("update %d was never worked on", r.id))
			}
		}
	})
}
