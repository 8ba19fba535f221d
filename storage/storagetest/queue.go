package storagetest

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/storage"
)

// queueCases are about the lines of updates and of messages.
var queueCases = []testCase{
	{"an update received twice is there once", func(t *testing.T, e Engine) {
		db := e.open(t)
		receive(t, db, update(7, "a"), update(7, "a"))
		receive(t, db, update(7, "a"))
		commit(t, db, claim(t, db, now, 7), storage.Changes{})
		receive(t, db, update(7, "a"))
		claim(t, db, now, 0)
	}},
	{"an update comes back as it was received", func(t *testing.T, e Engine) {
		db := e.open(t)
		for _, u := range []storage.Update{
			{ID: math.MaxInt64, Chat: "-1002147483648123", Body: []byte{0, 255, 0}}, // a body is bytes
			{ID: 1<<53 + 1, Chat: "trò chuyện", Body: []byte("{\"text\":\"mỹ phẩm 💄\"}")},
			{ID: -1, Chat: "empty", Body: nil},
		} {
			receive(t, db, u)
			got := claim(t, db, now, u.ID)
			if got.Bot != bot || got.Update.Chat != u.Chat || !bytes.Equal(got.Update.Body, u.Body) || got.Attempts != 1 {
				t.Errorf("got %+v, want %+v", got, u)
			}
		}
	}},
	{"the bots of one store do not see each other's updates", func(t *testing.T, e Engine) {
		db := e.open(t)
		must(t, db.Receive(ctx, "preview", []storage.Update{update(1, "a")}, now))
		claim(t, db, now, 0)
		receive(t, db, update(1, "a")) // the same id and chat
		claim(t, db, now, 1)
	}},
	{"only the head of a chat's line can be claimed", func(t *testing.T, e Engine) {
		db := e.open(t)
		receive(t, db, update(1, "a"), update(2, "a"), update(3, "b"), update(4, "a"))
		first := claim(t, db, now, 1)
		claim(t, db, now, 3)
		claim(t, db, now, 0)
		commit(t, db, first, storage.Changes{})
		claim(t, db, now, 2)
		claim(t, db, now, 0)
	}},
	{"updates without a chat wait for nobody", func(t *testing.T, e Engine) {
		db := e.open(t)
		receive(t, db, update(1, ""), update(2, ""))
		claim(t, db, now, 1)
		claim(t, db, now, 2)
	}},
	{"a lease that ended passes on and cannot close the row", func(t *testing.T, e Engine) {
		db := e.open(t)
		lost := claimed(t, db, 1, "a")
		claim(t, db, now.Add(lease-time.Microsecond), 0)
		held := claim(t, db, now.Add(lease), 1)
		if held.Attempts != 2 || held.Token == lost.Token {
			t.Errorf("second claim %+v after %+v", held, lost)
		}
		wantCode(t, db.Commit(ctx, lost, storage.Changes{Outbox: []storage.Outgoing{message("1/0", "a")}}, now), domain.Conflict)
		wantCode(t, db.Release(ctx, lost, now), domain.Conflict)
		next(t, db, now, "")
		commit(t, db, held, storage.Changes{})
		wantCode(t, db.Commit(ctx, held, storage.Changes{}, now), domain.Conflict) // closed is closed
	}},
	{"a lease that ended but was not taken over still counts", func(t *testing.T, e Engine) {
		db := e.open(t)
		c := claimed(t, db, 1, "a")
		must(t, db.Commit(ctx, c, storage.Changes{}, now.Add(2*lease)))
	}},
	{"an update given back holds up its own chat alone", func(t *testing.T, e Engine) {
		db := e.open(t)
		receive(t, db, update(1, "a"), update(2, "a"), update(3, "b"))
		later := now.Add(time.Hour)
		must(t, db.Release(ctx, claim(t, db, now, 1), later))
		claim(t, db, now, 3)
		claim(t, db, later.Add(-time.Microsecond), 3) // its lease ended; 1 is not due
		again := claim(t, db, later, 1)
		if again.Attempts != 2 {
			t.Errorf("attempts %d, want 2", again.Attempts)
		}
	}},

	{"messages of a chat go out one at a time, in order", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{
			message("1/0", "a"), message("1/1", "a"), message("1/2", "b"),
		}})
		first := next(t, db, now, "1/0")
		if diff := cmp.Diff(message("1/0", "a"), first.Outgoing); diff != "" {
			t.Errorf("message differs (-sent +got):\n%s", diff)
		}
		next(t, db, now, "1/2")
		next(t, db, now, "")
		must(t, db.Delivered(ctx, first, "4711", now))
		next(t, db, now, "1/1")
	}},
	{"a message queued twice goes out once", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{message("k", "a"), message("k", "a")}})
		must(t, db.Delivered(ctx, next(t, db, now, "k"), "4711", now))
		commit(t, db, claimed(t, db, 2, "a"), storage.Changes{Outbox: []storage.Outgoing{message("k", "a")}})
		next(t, db, now, "")
	}},
	{"a postponed message holds up its own chat alone", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{
			message("1", "a"), message("2", "a"), message("3", "b"),
		}})
		later := now.Add(time.Hour)
		must(t, db.Postpone(ctx, next(t, db, now, "1"), later))
		must(t, db.Delivered(ctx, next(t, db, now, "3"), "4711", now))
		next(t, db, later.Add(-time.Microsecond), "")
		if d := next(t, db, later, "1"); d.Attempts != 2 {
			t.Errorf("attempts %d, want 2", d.Attempts)
		}
	}},
	{"an abandoned message lets its chat go on", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{message("1", "a"), message("2", "a")}})
		must(t, db.Abandon(ctx, next(t, db, now, "1"), now))
		next(t, db, now, "2")
	}},
	{"what waited for somebody who is gone is abandoned, what is queued later is not", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{message("1", "a"), message("2", "a"), message("3", "b")}})
		first := next(t, db, now, "1")
		later := now.Add(time.Second) // they are back
		receive(t, db, update(2, "a"))
		must(t, db.Commit(ctx, claim(t, db, later, 2), storage.Changes{Outbox: []storage.Outgoing{message("4", "a")}}, later))
		must(t, db.AbandonChat(ctx, first, now, later))
		next(t, db, later, "3")
		next(t, db, later, "4")
		wantCode(t, db.AbandonChat(ctx, first, later, later), domain.Conflict)
	}},
	{"a delivery's lease that passed on is fenced", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{message("1", "a")}})
		lost := next(t, db, now, "1")
		held := next(t, db, now.Add(lease), "1")
		wantCode(t, db.Delivered(ctx, lost, "4711", now), domain.Conflict)
		wantCode(t, db.Postpone(ctx, lost, now), domain.Conflict)
		wantCode(t, db.Abandon(ctx, lost, now), domain.Conflict)
		must(t, db.Delivered(ctx, held, "4712", now))
	}},
	{"many are claimed at once, of each chat the first", func(t *testing.T, e Engine) {
		db := e.open(t)
		receive(t, db, update(1, "a"), update(2, "a"), update(3, "b"), update(4, ""), update(5, ""), update(6, "c"))
		ids := func(most int) (got []int64) {
			claimed, err := db.Claim(ctx, bot, now, lease, most)
			must(t, err)
			for _, c := range claimed {
				got = append(got, c.Update.ID)
			}
			return got
		}
		for _, want := range [][]int64{{1, 3, 4}, {5, 6}, nil} {
			if got := ids(3); !slices.Equal(got, want) {
				t.Errorf("claimed %v, want %v", got, want)
			}
		}
	}},
	{"a commit takes its first message on lease, unless another is before it", func(t *testing.T, e Engine) {
		db := e.open(t)
		first := func(id int64, messages ...storage.Outgoing) *storage.Delivery {
			d, err := db.CommitFirst(ctx, claimed(t, db, id, "a"), storage.Changes{Outbox: messages}, now, now.Add(lease))
			must(t, err)
			return d
		}
		held := first(1, message("1", "a"), message("2", "a"))
		if held == nil || held.Outgoing.Key != "1" || held.Attempts != 1 {
			t.Fatalf("took %+v, want 1", held)
		}
		if d := first(2, message("3", "a")); d != nil {
			t.Errorf("took %+v before 1 was delivered", d)
		}
		if d := first(3); d != nil {
			t.Errorf("took %+v of nothing", d)
		}
		next(t, db, now, "") // the chat waits for 1
		must(t, db.Delivered(ctx, *held, "4711", now))
		must(t, db.Delivered(ctx, next(t, db, now, "2"), "4712", now))
		must(t, db.Delivered(ctx, next(t, db, now, "3"), "4713", now))

		lost := first(4, message("4", "a"))
		if d := first(5, message("4", "a")); d != nil {
			t.Errorf("took %+v, which is queued already", d)
		}
		next(t, db, now.Add(lease), "4") // its lease ended
		wantCode(t, db.Delivered(ctx, *lost, "4714", now), domain.Conflict)
	}},
	{"nothing overtakes what waits while the head before it is closed", func(t *testing.T, e Engine) {
		db := e.open(t)
		for i := range int64(30) {
			chat := fmt.Sprint(i)
			held, err := db.CommitFirst(ctx, claimed(t, db, 10*i+1, chat), storage.Changes{Outbox: []storage.Outgoing{message(chat+"/1", chat), message(chat+"/2", chat)}}, now, now.Add(lease))
			must(t, err)
			next := claimed(t, db, 10*i+2, chat)
			var closing sync.WaitGroup
			closing.Go(func() {
				if err := db.Delivered(ctx, *held, "4711", now); err != nil {
					t.Error(err)
				}
			})
			d, err := db.CommitFirst(ctx, next, storage.Changes{Outbox: []storage.Outgoing{message(chat+"/3", chat)}}, now, now.Add(lease))
			must(t, err)
			closing.Wait()
			if d != nil {
				t.Fatalf("%d: %s went before %s/2", i, d.Outgoing.Key, chat)
			}
		}
	}},
	{"a close rings also for what came into an empty line beside it", func(t *testing.T, e Engine) {
		db := e.open(t)
		outbox := db.Outbox(bot)
		for i := range int64(20) {
			a, b := claimed(t, db, 10*i+1, fmt.Sprint("a", i)), claimed(t, db, 10*i+2, fmt.Sprint("b", i))
			chat := fmt.Sprint("c", i)
			var both sync.WaitGroup
			for n, c := range []storage.Claimed{a, b} {
				both.Go(func() {
					if err := db.Commit(ctx, c, storage.Changes{Outbox: []storage.Outgoing{message(fmt.Sprint(i, "/", n), chat)}}, now); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
			d, err := One(db.NextDelivery(ctx, bot, now, lease, 1))
			must(t, err)
			select { // what the commits rang
			case <-outbox:
			default:
			}
			must(t, db.Delivered(ctx, *d, "4711", now))
			select {
			case <-outbox:
			default:
				t.Fatalf("%d: the other message waits for nobody", i)
			}
			d, err = One(db.NextDelivery(ctx, bot, now, lease, 1))
			must(t, err)
			must(t, db.Delivered(ctx, *d, "4712", now))
		}
	}},
	{"who waits is woken by what becomes claimable", func(t *testing.T, e Engine) {
		db := e.open(t)
		rung := func(bell <-chan struct{}) bool {
			select {
			case <-bell:
				return true
			default:
				return false
			}
		}
		inbox, outbox, other := db.Inbox(bot), db.Outbox(bot), db.Inbox("preview")
		if rung(inbox) {
			t.Error("the inbox rang before there was anything")
		}
		receive(t, db, update(1, "a"), update(2, "a"))
		if !rung(inbox) || rung(inbox) {
			t.Error("two updates received together ring once")
		}
		c := claim(t, db, now, 1)
		claim(t, db, now, 0)
		if rung(inbox) || rung(outbox) {
			t.Error("a claim rang")
		}
		commit(t, db, c, storage.Changes{Outbox: []storage.Outgoing{message("1", "a"), message("2", "a")}})
		if !rung(inbox) || !rung(outbox) {
			t.Error("a commit calls up the chat's next update and queues a message")
		}
		commit(t, db, claim(t, db, now, 2), storage.Changes{})
		if rung(inbox) || rung(outbox) {
			t.Error("a commit rang that called up and queued nothing")
		}
		must(t, db.Delivered(ctx, next(t, db, now, "1"), "4711", now))
		if !rung(outbox) {
			t.Error("a delivery calls up the chat's next message")
		}
		must(t, db.Delivered(ctx, next(t, db, now, "2"), "4712", now))
		if rung(outbox) {
			t.Error("a delivery rang that called up nothing")
		}
		if rung(other) {
			t.Error("another bot's inbox rang")
		}
	}},
}
