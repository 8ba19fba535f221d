package storagetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chonmat/domain"
	"chonmat/storage"
)

// keepingCases are about the store over time: crashes, retention, copies,
// schema versions.
var keepingCases = []testCase{
	{"the inbox agrees with its model", exerciseModel},
	{"workers that crash and overrun their leases do everything once and in order", func(t *testing.T, e Engine) {
		exerciseWorkers(t, e.open(t))
	}},
	{"workers of two processes do everything once and in order", func(t *testing.T, e Engine) {
		at := e.Create(t)
		exerciseWorkers(t, openAt(t, at), openAt(t, at))
	}},
	{"of many who claim at once, in two processes, each gets another row", func(t *testing.T, e Engine) {
		at := e.Create(t)
		stores := []*storage.DB{openAt(t, at), openAt(t, at)}
		const claimers, rounds = 8, 20
		var updates []storage.Update
		var messages []storage.Outgoing
		for i := range int64(claimers * rounds) {
			updates = append(updates, update(i, fmt.Sprint(i)))
			messages = append(messages, message(fmt.Sprint(i), fmt.Sprint(i)))
		}
		commit(t, stores[0], claimed(t, stores[0], -1, ""), storage.Changes{Outbox: messages})
		receive(t, stores[0], updates...)
		var mu sync.Mutex
		seen := map[string]int{}
		var wg sync.WaitGroup
		for i := range claimers {
			db := stores[i%2]
			wg.Go(func() {
				for range rounds {
					c, err := One(db.Claim(ctx, bot, now, lease, 1))
					d, derr := One(db.NextDelivery(ctx, bot, now, lease, 1))
					if err := errors.Join(err, derr); err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					if c != nil {
						seen[fmt.Sprint("update ", c.Update.ID)]++
					}
					if d != nil {
						seen["message "+d.Outgoing.Key]++
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		for row, n := range seen {
			if n > 1 {
				t.Errorf("%s was claimed %d times", row, n)
			}
		}
		if len(seen) != 2*claimers*rounds {
			t.Errorf("%d rows were claimed, want all %d", len(seen), 2*claimers*rounds)
		}
	}},
	{"what comes in at the moment the head of its line is closed, by another process, is not forgotten", func(t *testing.T, e Engine) {
		at := e.Create(t)
		one, other := openAt(t, at), openAt(t, at)
		receive(t, one, update(1, "a"))
		commit(t, one, claim(t, one, now, 1), storage.Changes{Outbox: []storage.Outgoing{message("1", "a")}})
		receive(t, one, update(2, "a"))
		for i := range int64(100) {
			c, d := claim(t, one, now, i+2), next(t, one, now, fmt.Sprint(i+1))
			var wg sync.WaitGroup
			for _, do := range []func() error{
				func() error {
					return one.Commit(ctx, c, storage.Changes{Outbox: []storage.Outgoing{message(fmt.Sprint(i+2), "a")}}, now)
				},
				func() error { return other.Receive(ctx, bot, []storage.Update{update(i+3, "a")}, now) },
				func() error { return other.Delivered(ctx, d, "m", now) },
			} {
				wg.Go(func() {
					if err := do(); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		claim(t, other, now, 102)
		next(t, other, now, "101")
	}},
	{"of many who save one version at once, in two processes, one wins", func(t *testing.T, e Engine) {
		at := e.Create(t)
		stores := []*storage.DB{openAt(t, at), openAt(t, at)}
		const rivals, rounds = 8, 5
		for round := range int64(rounds) {
			won := make(chan bool, rivals)
			var ready, wg sync.WaitGroup
			ready.Add(rivals)
			for i := range int64(rivals) {
				db := stores[i%2]
				// Without a chat, none waits for another.
				c := claimed(t, db, round*rivals+i, "")
				wg.Go(func() {
					ready.Done()
					ready.Wait()
					err := db.Commit(ctx, c, storage.Changes{
						Conversation: &storage.Conversation{Address: address("a"), State: fmt.Append(nil, i), Version: round},
						Workspace:    "w",
						Campaigns:    []domain.Campaign{{ID: "c", Name: fmt.Sprint(i), Version: round}},
					}, now)
					if err != nil && domain.ErrorCode(err) != domain.Conflict {
						t.Error(err)
					}
					won <- err == nil
				})
			}
			wg.Wait()
			winners := 0
			for range rivals {
				if <-won {
					winners++
				}
			}
			if winners != 1 {
				t.Fatalf("round %d: %d of %d saved version %d", round, winners, rivals, round+1)
			}
		}
	}},
	{"lists that two processes take in at once are all there", func(t *testing.T, e Engine) {
		at := e.Create(t)
		stores := []*storage.DB{openAt(t, at), openAt(t, at)}
		const each = 10
		var wg sync.WaitGroup
		for p, db := range stores {
			wg.Go(func() {
				for i := range each {
					id := fmt.Sprint(p, "/", i)
					if err := db.TakeImport(ctx, "w", storage.Import{ID: id, Accounts: accounts(id)}, now); err != nil {
						t.Error(err)
					}
					if i%3 == 0 {
						if err := db.UndoImport(ctx, "w", id); err != nil {
							t.Error(err)
						}
					}
				}
			})
		}
		wg.Wait()
		for _, db := range stores {
			r, err := db.Roster(ctx, "w")
			must(t, err)
			if first := now.UnixMicro(); r.Len() != 12 || r.Version != first+27 {
				t.Errorf("%d accounts in version %d, want 12 of 20 in the 28th", r.Len(), r.Version-first+1)
			}
		}
	}},
	{"what is closed is swept after its time, what is open never", func(t *testing.T, e Engine) {
		db := e.open(t)
		const keep = 48 * time.Hour
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Outbox: []storage.Outgoing{message("sent", "a"), message("gone", "a"), message("open", "a")}})
		must(t, db.Delivered(ctx, next(t, db, now, "sent"), "4711", now))
		must(t, db.Abandon(ctx, next(t, db, now, "gone"), now))
		must(t, db.Commit(ctx, claimed(t, db, 2, "b"), storage.Changes{}, now))
		receive(t, db, update(3, "c"))
		must(t, db.PutUpload(ctx, "w", storage.Upload{ID: "u", At: now}))
		for _, step := range []struct {
			at   time.Time
			want int64
		}{{now.Add(keep), 0}, {now.Add(keep + time.Microsecond), 5}, {now.Add(10 * keep), 0}} {
			if n, err := db.Sweep(ctx, step.at, keep); err != nil || n != step.want {
				t.Errorf("%s later: swept %d rows, error %v, want %d", step.at.Sub(now), n, err, step.want)
			}
		}
		claim(t, db, now, 3)
		next(t, db, now, "open")
		_, err := db.Upload(ctx, "w", "u")
		wantCode(t, err, domain.NotFound)
	}},
	{"a sweep takes many rows", func(t *testing.T, e Engine) {
		db := e.open(t)
		const n = 2500
		var updates []storage.Update
		for i := range int64(n) {
			updates = append(updates, update(i, fmt.Sprint(i)))
		}
		receive(t, db, updates...)
		for i := range int64(n) {
			must(t, db.Commit(ctx, claim(t, db, now, i), storage.Changes{}, now))
		}
		if swept, err := db.Sweep(ctx, now.Add(time.Hour), time.Minute); err != nil || swept != n {
			t.Errorf("swept %d, error %v, want %d", swept, err, n)
		}
	}},
	{"what people said is not kept once it is dealt with", func(t *testing.T, e Engine) {
		db := e.open(t)
		const words = "ngân sách hai trăm triệu"
		must(t, db.Receive(ctx, bot, []storage.Update{{ID: 1, Chat: "a", Body: []byte(words)}}, now))
		reply := message("1/0", "a")
		reply.Body = []byte(words)
		commit(t, db, claim(t, db, now, 1), storage.Changes{Outbox: []storage.Outgoing{reply}})
		must(t, db.Delivered(ctx, next(t, db, now, "1/0"), "4711", now))
		for _, row := range exported(t, db) {
			if body, ok := row["body"].(string); ok && body != "" {
				t.Errorf("%s keeps the body %q", row["table"], body)
			}
		}
	}},
	{"an export is complete, of one form, and always the same", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1<<53+1, "a"), everything())
		if one, two := dump(t, db), dump(t, db); one != two {
			t.Error("two exports of one state differ")
		}
		if !strings.Contains(dump(t, db), `"update_id":9007199254740993`) {
			t.Error("an id over 2^52 lost digits")
		}
		rows := map[string]map[string]any{}
		for _, row := range exported(t, db) {
			rows[row["table"].(string)] = row
		}
		for table, want := range map[string]map[string]any{
			"workspace":    {"id": "telegram:123456/a", "roster_version": float64(now.UnixMicro())},
			"list_import":  {"id": "i1", "file": "kol.csv", "accounts": 2.0, "report": map[string]any{"rows": 2.0}, "taken_at": float64(now.UnixMicro())},
			"roster_part":  {"n": 0.0},
			"creator":      {"bot": bot, "person": "pa", "version": 1.0},
			"listing":      {"bot": bot, "person": "pa", "state": "asked", "version": 1.0},
			"campaign":     {"id": "c1", "name": "Mỹ phẩm", "version": 1.0},
			"conversation": {"chat": "a", "state": map[string]any{"flow": "brief"}, "version": 1.0},
			"upload":       {"id": "u1", "data": "bmFtZSxwbGF0Zm9ybQ=="},
			"inbox":        {"bot": bot, "chat": "a", "body": ""},
			"outbox":       {"key": "1/1", "chat": "a", "closed_at": nil},
			"job":          {"id": "j1", "key": "tuần 1", "kind": "remind", "due_at": float64(now.Add(time.Hour).UnixMicro())},
		} {
			for column, value := range want {
				if got, ok := rows[table][column]; !ok || fmt.Sprint(got) != fmt.Sprint(value) {
					t.Errorf("%s.%s is %v, want %v", table, column, got, value)
				}
			}
		}
	}},
	{"what was stored is there when the store is opened again", func(t *testing.T, e Engine) {
		at := e.Create(t)
		db := openAt(t, at)
		commit(t, db, claimed(t, db, 1, "a"), everything())
		before := dump(t, db)
		must(t, db.Close())
		if after := dump(t, openAt(t, at)); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	}},
	{"a closed store says so", func(t *testing.T, e Engine) {
		db := e.open(t)
		must(t, db.Ping(ctx))
		must(t, db.Close())
		wantCode(t, db.Ping(ctx), domain.Unavailable)
		wantCode(t, db.Receive(ctx, bot, []storage.Update{update(1, "a")}, now), domain.Unavailable)
		_, err := db.Campaigns(ctx, "w", 1)
		wantCode(t, err, domain.Unavailable)
		_, err = db.Roster(ctx, "w")
		wantCode(t, err, domain.Unavailable)
		must(t, db.Close())
	}},
	{"several that start at once migrate once", func(t *testing.T, e Engine) {
		at := e.Create(t)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				db, err := storage.Open(ctx, at)
				if err != nil {
					t.Error(err)
					return
				}
				if err := db.Ping(ctx); err != nil {
					t.Error(err)
				}
				if err := db.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	}},
	{"a database of a newer release is refused", refusesAfter(
		"INSERT INTO schema_version (version, name, checksum) VALUES (999, 'later', 'x')")},
	{"a database whose schema was made by another text is refused", refusesAfter(
		"UPDATE schema_version SET checksum = 'x' WHERE version = 1")},
	{"a database of another program is refused", func(t *testing.T, e Engine) {
		at := e.Create(t)
		e.Exec(t, at, "CREATE TABLE theirs (id INTEGER NOT NULL PRIMARY KEY)")
		_, err := storage.Open(ctx, at)
		wantCode(t, err, domain.Invalid)
	}},
}

// refusesAfter opens a database, runs the statement on it, and wants it to be
// refused from then on.
func refusesAfter(statement string) func(t *testing.T, e Engine) {
	return func(t *testing.T, e Engine) {
		at := e.Create(t)
		must(t, openAt(t, at).Close())
		e.Exec(t, at, statement)
		for range 2 {
			_, err := storage.Open(ctx, at)
			wantCode(t, err, domain.Invalid)
		}
	}
}

// exported reads an export.
func exported(t testing.TB, db *storage.DB) []map[string]any {
	t.Helper()
	var rows []map[string]any
	for line := range strings.Lines(dump(t, db)) {
		var row map[string]any
		must(t, json.Unmarshal([]byte(line), &row))
		rows = append(rows, row)
	}
	return rows
}
