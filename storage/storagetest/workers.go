package storagetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chonmat/domain"
	"chonmat/storage"
)

// exerciseWorkers has workers process updates the way the runner does, while
// some of them vanish with a claim in hand and others come back to it after
// its lease has ended. Every chat's conversation must list its updates once
// and in order, and so must its messages.
//
// The workers are spread over the stores, which share one database.
func exerciseWorkers(t *testing.T, stores ...*storage.DB) {
	db := stores[0]
	const workers, chats, each = 8, 20, 30
	const total = chats * each
	var clock atomic.Int64 // milliseconds; every look at it takes one
	look := func() time.Time { return now.Add(time.Duration(clock.Add(1)) * time.Millisecond) }
	const short = 200 * time.Millisecond

	var updates []storage.Update
	for i := range int64(total) {
		updates = append(updates, update(i, fmt.Sprint(i%chats)))
	}
	receive(t, db, updates...)

	step := func(db *storage.DB, c storage.Claimed) error {
		a := address(c.Update.Chat)
		conversation, err := db.Conversation(ctx, a)
		if err != nil {
			return err
		}
		var done []int64
		if conversation.Version > 0 {
			if err := json.Unmarshal(conversation.State, &done); err != nil {
				return err
			}
		}
		if conversation.State, err = json.Marshal(append(done, c.Update.ID)); err != nil {
			return err
		}
		return db.Commit(ctx, c, storage.Changes{
			Conversation: &conversation,
			Outbox:       []storage.Outgoing{message(fmt.Sprintf("%d/0", c.Update.ID), a.Chat)},
		}, look())
	}

	var committed, lost atomic.Int64
	var mu sync.Mutex
	sent := map[string][]string{}
	var wg sync.WaitGroup
	for w := range workers {
		db := stores[w%len(stores)]
		wg.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(w)))
			var late *storage.Claimed
			for committed.Load() < total {
				if late != nil && random.IntN(10) == 0 {
					if err := step(db, *late); err == nil {
						committed.Add(1) // nobody had taken it over
					} else if domain.ErrorCode(err) != domain.Conflict {
						t.Error(err)
						return
					} else {
						lost.Add(1)
					}
					late = nil
				}
				c, err := One(db.Claim(ctx, bot, look(), short, 1))
				if err != nil {
					t.Error(err)
					return
				}
				switch n := random.IntN(100); {
				case c == nil:
					clock.Add(10)
				case n < 5: // crashed: the claim is forgotten
				case n < 10 && late == nil:
					late = c
				default:
					if err := step(db, *c); err == nil {
						committed.Add(1)
					} else if domain.ErrorCode(err) != domain.Conflict {
						t.Error(err)
						return
					}
				}
			}
		})
		wg.Go(func() {
			random := rand.New(rand.NewPCG(2, uint64(w)))
			for n := 0; n < total; {
				d, err := One(db.NextDelivery(ctx, bot, look(), short, 1))
				if err != nil {
					t.Error(err)
					return
				}
				if d != nil && random.IntN(20) > 0 { // else crashed before sending
					mu.Lock()
					err := db.Delivered(ctx, *d, "m", look())
					if err == nil {
						chat := d.Outgoing.Address.Chat
						sent[chat] = append(sent[chat], d.Outgoing.Key)
					}
					mu.Unlock()
					if err != nil && domain.ErrorCode(err) != domain.Conflict {
						t.Error(err)
						return
					}
				}
				mu.Lock()
				n = 0
				for _, keys := range sent {
					n += len(keys)
				}
				mu.Unlock()
				if d == nil && t.Failed() {
					return
				}
			}
		})
	}
	wg.Wait()
	if committed.Load() != total {
		t.Errorf("%d commits succeeded for %d updates", committed.Load(), total)
	}
	for chat := range int64(chats) {
		var ids []int64
		var keys []string
		for i := chat; i < total; i += chats {
			ids = append(ids, i)
			keys = append(keys, fmt.Sprintf("%d/0", i))
		}
		conversation, err := db.Conversation(ctx, address(fmt.Sprint(chat)))
		must(t, err)
		if want, _ := json.Marshal(ids); string(conversation.State) != string(want) {
			t.Errorf("chat %d processed %s, want %s", chat, conversation.State, want)
		}
		if got := sent[fmt.Sprint(chat)]; fmt.Sprint(got) != fmt.Sprint(keys) {
			t.Errorf("chat %d was sent %v, want %v", chat, got, keys)
		}
	}
	t.Logf("%d late commits were fenced", lost.Load())
}
