package storagetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/storage"
)

// jobCases are about what is to be done at a time.
var jobCases = []testCase{
	{"a job can be claimed when it is due, and comes back as it was stored", func(t *testing.T, e Engine) {
		db := e.open(t)
		want := job("j", "trò chuyện", "tuần 💄", now.Add(time.Hour))
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{want}})
		nextJob(t, db, now.Add(time.Hour-time.Microsecond), "")
		got := nextJob(t, db, now.Add(time.Hour), "j")
		if diff := cmp.Diff(want, got.Job); diff != "" || got.Attempts != 1 {
			t.Errorf("attempt %d (-stored +claimed):\n%s", got.Attempts, diff)
		}
		nextJob(t, db, now.Add(time.Hour), "")
	}},
	{"a job is done once, together with its step's changes, however late", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{job("j", "a", "k", now)}})
		day := now.Add(24 * time.Hour)
		must(t, db.CommitJob(ctx, nextJob(t, db, day, "j"), storage.Changes{
			Conversation: &storage.Conversation{Address: address("a"), State: []byte(`{}`)},
			Outbox:       []storage.Outgoing{message("j/0", "a")},
			Jobs:         []storage.Job{job("j2", "a", "k", day.Add(time.Hour))},
		}, day))
		next(t, db, day, "j/0")
		nextJob(t, db, day, "")
		nextJob(t, db, day.Add(time.Hour), "j2")
		conversation, err := db.Conversation(ctx, address("a"))
		must(t, err)
		if conversation.Version != 1 {
			t.Errorf("the conversation has version %d", conversation.Version)
		}
	}},
	{"jobs are claimed in the order in which they fall due, each on its own", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{
			job("later", "a", "1", now.Add(time.Second)), job("first", "a", "2", now), job("other", "b", "1", now.Add(2*time.Second)),
		}})
		receive(t, db, update(2, "a"))
		claim(t, db, now, 2) // an update on lease holds up no job
		for _, want := range []string{"first", "later", "other", ""} {
			nextJob(t, db, now.Add(time.Minute), want)
		}
	}},
	{"a job takes the place of the one of its key in its conversation alone", func(t *testing.T, e Engine) {
		db := e.open(t)
		elsewhere := job("else", "a", "k", now)
		elsewhere.Address.Thread = "7"
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{job("old", "a", "k", now), elsewhere, job("b", "b", "k", now)}})
		commit(t, db, claimed(t, db, 2, "a"), storage.Changes{Jobs: []storage.Job{job("new", "a", "k", now.Add(time.Hour))}})
		for _, want := range []string{"b", "else", ""} {
			nextJob(t, db, now, want)
		}
		nextJob(t, db, now.Add(time.Hour), "b") // their leases ended
		nextJob(t, db, now.Add(time.Hour), "else")
		nextJob(t, db, now.Add(time.Hour), "new")
	}},
	{"a job that is taken back is not done, even by who holds it", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{job("j", "a", "k", now), job("l", "a", "l", now)}})
		held, other := nextJob(t, db, now, "j"), nextJob(t, db, now, "l")
		commit(t, db, claimed(t, db, 2, "a"), storage.Changes{Jobs: []storage.Job{job("", "a", "k", time.Time{}), job("l2", "a", "l", now)}})
		for _, h := range []storage.ClaimedJob{held, other} {
			wantCode(t, db.CommitJob(ctx, h, storage.Changes{Outbox: []storage.Outgoing{message("x", "a")}}, now), domain.Conflict)
			wantCode(t, db.ReleaseJob(ctx, h, now), domain.Conflict)
		}
		next(t, db, now, "")
		nextJob(t, db, now, "l2")
		nextJob(t, db, now.Add(lease/2), "")
	}},
	{"of the jobs of one key in a step the last one counts", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{
			job("", "a", "k", time.Time{}), job("j", "a", "k", now), job("k", "a", "k", now), job("l", "a", "l", now), job("", "a", "l", time.Time{}),
		}})
		nextJob(t, db, now, "k")
		nextJob(t, db, now, "")
	}},
	{"a job's lease that ended passes on and is fenced", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{job("j", "a", "k", now)}})
		lost := nextJob(t, db, now, "j")
		nextJob(t, db, now.Add(lease-time.Microsecond), "")
		held := nextJob(t, db, now.Add(lease), "j")
		if held.Attempts != 2 || held.Job.Due != now {
			t.Errorf("second claim %+v", held)
		}
		wantCode(t, db.CommitJob(ctx, lost, storage.Changes{}, now), domain.Conflict)
		must(t, db.ReleaseJob(ctx, held, now.Add(time.Hour)))
		nextJob(t, db, now.Add(time.Hour-time.Microsecond), "")
		must(t, db.CommitJob(ctx, nextJob(t, db, now.Add(time.Hour), "j"), storage.Changes{}, now))
	}},
	{"a job whose changes do not fit stays", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Jobs: []storage.Job{job("j", "a", "k", now)}})
		held := nextJob(t, db, now, "j")
		wantCode(t, db.CommitJob(ctx, held, storage.Changes{
			Conversation: &storage.Conversation{Address: address("a"), State: []byte(`{}`), Version: 7},
		}, now), domain.Conflict)
		must(t, db.CommitJob(ctx, held, storage.Changes{}, now))
	}},
	{"the jobs of a chat in which nobody is rest until somebody speaks there", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{
			Outbox: []storage.Outgoing{message("1", "a")},
			Jobs:   []storage.Job{job("due", "a", "1", now), job("later", "a", "2", now.Add(2*time.Hour)), job("b", "b", "1", now)},
		})
		must(t, db.AbandonChat(ctx, next(t, db, now, "1"), now, now))
		must(t, db.CommitJob(ctx, nextJob(t, db, now.Add(24*time.Hour), "b"), storage.Changes{}, now))
		nextJob(t, db, now.Add(24*time.Hour), "")
		commit(t, db, claimed(t, db, 2, "a"), storage.Changes{}) // a change of the group's title, say
		nextJob(t, db, now.Add(24*time.Hour), "")
		commit(t, db, claimed(t, db, 3, "a"), storage.Changes{Conversation: &storage.Conversation{Address: address("a"), State: []byte(`{}`)}})
		nextJob(t, db, now.Add(time.Hour), "due")
		nextJob(t, db, now.Add(time.Hour), "")
		nextJob(t, db, now.Add(2*time.Hour), "due") // the lease ended
		nextJob(t, db, now.Add(2*time.Hour), "later")
	}},
	{"of many who claim jobs at once, in two processes, each gets another", func(t *testing.T, e Engine) {
		at := e.Create(t)
		stores := []*storage.DB{openAt(t, at), openAt(t, at)}
		const n = 60
		var jobs []storage.Job
		for i := range n {
			jobs = append(jobs, job(fmt.Sprint("j", i), fmt.Sprint(i%7), fmt.Sprint(i), now))
		}
		commit(t, stores[0], claimed(t, stores[0], 1, "a"), storage.Changes{Jobs: jobs})
		var mu sync.Mutex
		done := map[string]int{}
		var wg sync.WaitGroup
		for i := range 6 {
			db := stores[i%2]
			wg.Go(func() {
				for {
					c, err := db.ClaimJob(ctx, bot, now, lease)
					if err == nil && c != nil {
						err = db.CommitJob(ctx, *c, storage.Changes{}, now)
					}
					if err != nil {
						t.Error(err)
					}
					if c == nil || err != nil {
						return
					}
					mu.Lock()
					done[c.Job.ID]++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		for _, j := range jobs {
			if done[j.ID] != 1 {
				t.Errorf("job %s was done %d times", j.ID, done[j.ID])
			}
		}
	}},
}

func job(id, chat, key string, due time.Time) storage.Job {
	return storage.Job{ID: id, Address: address(chat), Key: key, Kind: "remind", Body: []byte(`{"week":1}`), Due: due}
}

// nextJob takes the next job, which must be the one wanted; "" wants none.
func nextJob(t testing.TB, db *storage.DB, at time.Time, want string) storage.ClaimedJob {
	t.Helper()
	c, err := db.ClaimJob(ctx, bot, at, lease)
	must(t, err)
	switch {
	case c == nil && want == "":
		return storage.ClaimedJob{}
	case c == nil:
		t.Fatalf("no job is due, want %q", want)
	case c.Job.ID != want:
		t.Fatalf("claimed job %q, want %q", c.Job.ID, want)
	}
	return *c
}
