package storage_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"chonmat/storage"
)

// The statements of the queues must not read through closed rows, nor sort
// the open ones, whatever the engine believes about the table.
func TestClaimUsesTheIndexesOfOpenRows(t *testing.T) {
	ctx := context.Background()
	avoided := regexp.MustCompile(`SCAN i\b|SCAN (in|out)box|TEMP B-TREE|Seq Scan|Sort|Hash (Join|Semi|Anti)`)
	check := func(t *testing.T, db *storage.DB, explain, when string) {
		t.Helper()
		for _, table := range []string{"inbox", "outbox"} {
			plan, err := db.ClaimPlan(ctx, explain, table)
			must(t, err)
			if !strings.Contains(plan, table+"_due") || !strings.Contains(plan, table+"_line") || avoided.MatchString(plan) {
				t.Errorf("plan of a claim %s:\n%s", when, plan)
			}
		}
		plan, err := db.ClaimPlan(ctx, explain, "job")
		must(t, err)
		if !strings.Contains(plan, "job_due") || avoided.MatchString(plan) {
			t.Errorf("plan of a claim of a job %s:\n%s", when, plan)
		}
	}
	t.Run("SQLite", func(t *testing.T) { check(t, open(t), "EXPLAIN QUERY PLAN", "on empty tables") })
	t.Run("PostgreSQL", func(t *testing.T) {
		db, e, address := postgres(t)
		check(t, db, "EXPLAIN", "on empty tables")
		// Many rows, a chat each, half of them closed.
		const n = 20_000
		for _, statement := range []string{
			`INSERT INTO inbox (bot, update_id, chat, body, received_at, closed_at)
				SELECT 'b', n, n::text, '', 0, CASE WHEN n % 2 = 0 THEN 1 END FROM generate_series(1, %d) n`,
			`INSERT INTO outbox (bot, key, chat, thread, person, kind, body, created_at, closed_at)
				SELECT 'b', n, n::text, '', '', '', '', 0, CASE WHEN n % 2 = 0 THEN 1 END FROM generate_series(1, %d) n`,
			`INSERT INTO job (id, bot, chat, thread, person, key, kind, body, due_at, due)
				SELECT n, 'b', n::text, '', '', '', '', '', n, n FROM generate_series(1, %d) n`,
		} {
			e.Exec(t, address, strings.Replace(statement, "%d", fmt.Sprint(n), 1))
		}
		check(t, db, "EXPLAIN", "with statistics of empty tables")
		e.Exec(t, address, "ANALYZE inbox, outbox, job")
		check(t, db, "EXPLAIN", "of ten thousand chats")
		e.Exec(t, address, "UPDATE inbox SET chat = 'a'; UPDATE outbox SET chat = 'a'; ANALYZE inbox, outbox")
		check(t, db, "EXPLAIN", "of one chat")
		e.Exec(t, address, "UPDATE inbox SET closed_at = 1; UPDATE outbox SET closed_at = 1; ANALYZE inbox, outbox")
		check(t, db, "EXPLAIN", "when all are closed")
	})
}
