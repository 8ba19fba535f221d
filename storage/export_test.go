package storage

import (
	"context"
	"strings"
)

// ClaimPlan returns the engine's plan of a claim from the inbox, the outbox or
// the jobs, as its EXPLAIN, by that word, tells it.
func (db *DB) ClaimPlan(ctx context.Context, explain, table string) (string, error) {
	d := db.engine.dialect()
	claim := map[string]string{"inbox": d.inbox.claim, "outbox": d.outbox.claim, "job": d.jobClaim}[table]
	var plan []string
	args := []any{"b", 1, 2, 16}
	if table == "job" { // taken one by one
		args = args[:3]
	}
	err := db.read.each(ctx, explain+" "+claim, args, func(scan func(...any) error) error {
		var line string
		var unused any
		if explain == "EXPLAIN" {
			plan = append(plan, "")
			return scan(&plan[len(plan)-1])
		}
		err := scan(&unused, &unused, &unused, &line)
		plan = append(plan, line)
		return err
	})
	return strings.Join(plan, "\n"), err
}
