package storage_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chonmat/domain"
	"chonmat/storage"
	"chonmat/storage/storagetest"
)

// BenchmarkUpdate is the store's whole part in one update, SQLite at
// synchronous=FULL, PostgreSQL as its server is set: receive, claim, read, commit with a reply, take the reply, note its delivery.
func BenchmarkUpdate(b *testing.B) {
	for _, chats := range []int{1, 64} {
		onEach(b, fmt.Sprintf("chats=%d", chats), func(b *testing.B, at string) {
			db := openAt(b, at)
			b.ReportAllocs()
			b.SetParallelism(chats) // times GOMAXPROCS
			var next atomic.Int64
			body := make([]byte, 600)
			state := []byte(`{"v":1,"flow":"` + strings.Repeat("x", 300) + `"}`)
			do := func(update int64) {
				ctx := context.Background()
				a := storage.Address{Bot: "b", Chat: fmt.Sprint(update % 1000), Person: "p"}
				must(b, db.Receive(ctx, "b", []storage.Update{{ID: update, Chat: a.Chat, Body: body}}, now))
				// There may be none for an instant, while others hold the heads.
				var c *storage.Claimed
				for err := error(nil); c == nil; must(b, err) {
					c, err = storagetest.One(db.Claim(ctx, "b", now, time.Minute, 1))
				}
				a.Chat = c.Update.Chat
				conversation, err := db.Conversation(ctx, a)
				must(b, err)
				conversation.State = state
				must(b, db.Commit(ctx, *c, storage.Changes{
					Conversation: &conversation,
					Workspace:    a.Workspace(),
					Outbox:       []storage.Outgoing{{Key: fmt.Sprint(c.Update.ID), Address: a, Kind: "show", Body: body}},
				}, now))
				var d *storage.Delivery
				for err := error(nil); d == nil; must(b, err) {
					d, err = storagetest.One(db.NextDelivery(ctx, "b", now, time.Minute, 1))
				}
				must(b, db.Delivered(ctx, *d, "1", now))
			}
			if chats == 1 {
				for b.Loop() {
					do(next.Add(1))
				}
				return
			}
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					do(next.Add(1))
				}
			})
		})
	}
}

// BenchmarkClaim claims from an inbox with ten thousand rows that nobody can
// claim: those of ten thousand chats on lease, or those of one chat that wait
// behind its head.
func BenchmarkClaim(b *testing.B) {
	const waiting = 10_000
	for name, chats := range map[string]int64{"leased": waiting, "flood": 1} {
		onEach(b, name, func(b *testing.B, at string) {
			ctx, db := context.Background(), openAt(b, at)
			var updates []storage.Update
			for i := range int64(waiting) {
				updates = append(updates, storage.Update{ID: i, Chat: fmt.Sprint(i % chats)})
			}
			must(b, db.Receive(ctx, "b", updates, now))
			for range chats {
				_, err := db.Claim(ctx, "b", now, time.Hour, 1)
				must(b, err)
			}
			for b.Loop() {
				claimed, err := db.Claim(ctx, "b", now, time.Hour, 1)
				must(b, err)
				if len(claimed) > 0 {
					b.Fatal("there is nothing to claim")
				}
			}
		})
	}
}

// BenchmarkRoster reads and folds a list that is not in the cache, as after a
// start. It reports the time an account takes, and the most memory in use.
func BenchmarkRoster(b *testing.B) {
	const aFile = 200_000
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		onEach(b, fmt.Sprint(n), func(b *testing.B, at string) {
			ctx := context.Background()
			db, err := storage.Open(ctx, at)
			must(b, err)
			for from := 0; from < n; from += aFile {
				part := storage.Import{ID: fmt.Sprint(from), File: "list.csv", Accounts: accounts(from, min(from+aFile, n))}
				must(b, db.TakeImport(ctx, "w", part, now))
			}
			must(b, db.Close())
			most := uint64(0)
			for b.Loop() {
				b.StopTimer()
				db, err := storage.Open(ctx, at)
				must(b, err)
				peak := peakHeap()
				b.StartTimer()
				r, err := db.Roster(ctx, "w")
				must(b, err)
				if r.Len() != n {
					b.Fatal(r.Len())
				}
				b.StopTimer()
				most = max(most, peak())
				must(b, db.Close())
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/account")
			b.ReportMetric(float64(most)/1e6, "peak-MB")
		})
	}
}

// BenchmarkTakeImport stores the largest file that is accepted.
func BenchmarkTakeImport(b *testing.B) {
	const rows = 200_000
	list := accounts(0, rows)
	onEach(b, fmt.Sprint(rows), func(b *testing.B, at string) {
		db := openAt(b, at)
		n := 0
		for b.Loop() {
			n++
			workspace := fmt.Sprint(n)
			must(b, db.TakeImport(context.Background(), workspace, storage.Import{ID: "1", File: "list.csv", Accounts: list}, now))
		}
	})
}

// onEach runs a benchmark on a new database of each engine.
func onEach(b *testing.B, name string, run func(b *testing.B, at string)) {
	for _, engine := range []string{"SQLite", "PostgreSQL"} {
		b.Run(name+"/"+engine, func(b *testing.B) { run(b, engines[engine](b).Create(b)) })
	}
}

// accounts are those from one number to below another, as lists hold them.
func accounts(from, to int) []domain.Account {
	out := make([]domain.Account, 0, to-from)
	for i := from; i < to; i++ {
		handle := fmt.Sprintf("minhhoa.%d", i)
		a := domain.Account{
			Creator: handle, Name: fmt.Sprintf("Người sáng tạo %d", i), Kind: domain.KOC,
			Platform: domain.Platforms[i%len(domain.Platforms)], Handle: handle,
			URL:        "https://www.example.com/@" + handle,
			Followers:  domain.Known(int64(10_000 + i)),
			Views:      domain.Known(int64(2_000 + i)),
			Engagement: domain.Known(domain.Rate(0.042)), EngagementBasis: domain.ByViews,
			PostsPerWeek: domain.Known(float64(i%70) / 10), LastPost: domain.Date(fmt.Sprintf("2026-11-%02d", 1+i%28)),
			Categories: []domain.Industry{"beauty", "fashion"}, Topics: []string{"Làm đẹp", "Thời trang"},
			Location: "ho-chi-minh", AudienceFemale: domain.Known(domain.Rate(0.7)),
			Prices:  map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_000_000, domain.Post: 5_000_000},
			Contact: fmt.Sprintf("minhhoa.%d@example.com", i),
			Source:  domain.Source{Title: "danh-sach-thang-11.csv", Date: "2026-11-23"},
		}
		if i%4 == 0 { // an older file knew more
			a.AudienceAges = domain.AgeShares{Known: true, Shares: [5]domain.Rate{0.1, 0.4, 0.3, 0.15, 0.05}}
			a.AudienceLocations = map[domain.Location]domain.Rate{"ho-chi-minh": 0.4, "ha-noi": 0.25}
			a.Sources = map[domain.Field]domain.Source{domain.FieldAudience: {Title: "danh-sach-thang-6.csv", Date: "2026-06-20"}}
		}
		out = append(out, a)
	}
	return out
}
