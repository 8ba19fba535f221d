package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"chonmat/domain"
)

// jobClaim takes the job that is due for the longest: ?1 bot, ?2 now, ?3 end of
// the lease. The CAST is that of newQueue.
func jobClaim(skipLocked string) string {
	return fmt.Sprintf(`UPDATE job SET due = ?3, token = token + 1, attempts = attempts + 1
		WHERE id = (SELECT i.id FROM job i WHERE i.bot = CAST(?1 AS TEXT) AND i.due <= ?2 ORDER BY i.due, i.id LIMIT 1%s)
		RETURNING id, chat, thread, person, key, kind, body, due_at, token, attempts`, skipLocked)
}

// ClaimJob takes the job that is due for the longest, until the lease ends. It
// returns nil when none is due. Jobs of a chat do not wait for each other, nor
// for its updates.
func (db *DB) ClaimJob(ctx context.Context, bot string, now time.Time, lease time.Duration) (*ClaimedJob, error) {
	var c *ClaimedJob
	err := db.write(ctx, onlyLease, func(t *tx) error {
		c = &ClaimedJob{Job: Job{Address: Address{Bot: bot}}}
		a := &c.Job.Address
		var dueAt int64
		err := t.row(t.dialect.jobClaim, []any{bot, now.UnixMicro(), now.Add(lease).UnixMicro()},
			&c.Job.ID, &a.Chat, &a.Thread, &a.Person, &c.Job.Key, &c.Job.Kind, &c.Job.Body, &dueAt, &c.Token, &c.Attempts)
		c.Job.Due = fromMicros(dueAt)
		if errors.Is(err, sql.ErrNoRows) {
			c = nil
			return nil
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// CommitJob is Commit for a job, which is gone then. Conflict, besides: it was
// replaced or taken back meanwhile.
func (db *DB) CommitJob(ctx context.Context, claimed ClaimedJob, changes Changes, at time.Time) error {
	_, err := db.commit(ctx, changes, at, time.Time{}, func(t *tx) error {
		n, err := t.exec("DELETE FROM job WHERE id = ?1 AND token = ?2", claimed.Job.ID, claimed.Token)
		return held(n, err, claimed.Job.ID)
	})
	return err
}

// ReleaseJob gives a claimed job back, to be claimed again from retryAt on.
// Conflict: the lease was lost, or the job was replaced or taken back.
func (db *DB) ReleaseJob(ctx context.Context, claimed ClaimedJob, retryAt time.Time) error {
	return db.write(ctx, oneStatement, func(t *tx) error {
		n, err := t.exec("UPDATE job SET due = ?3 WHERE id = ?1 AND token = ?2", claimed.Job.ID, claimed.Token, retryAt.UnixMicro())
		return held(n, err, claimed.Job.ID)
	})
}

func held(rows int64, err error, job string) error {
	if err == nil && rows == 0 {
		return domain.Errorf(domain.Conflict, "storage: the lease on job %s was lost", job)
	}
	return err
}

// putJob stores a job in place of the one of its key.
func putJob(j Job) (func(*tx) error, error) {
	a := j.Address
	if err := a.check(); err != nil {
		return nil, err
	}
	if err := checkTexts("job", j.ID, "key", j.Key, "kind", j.Kind); err != nil {
		return nil, err
	}
	if !j.Due.IsZero() {
		if err := checkJSON("job", j.Body); err != nil {
			return nil, err
		}
	}
	return func(t *tx) error {
		_, err := t.exec("DELETE FROM job WHERE bot = ?1 AND chat = ?2 AND thread = ?3 AND person = ?4 AND key = ?5",
			a.Bot, a.Chat, a.Thread, a.Person, j.Key)
		if err != nil || j.Due.IsZero() {
			return err
		}
		due := j.Due.UnixMicro()
		_, err = t.exec(`INSERT INTO job (id, bot, chat, thread, person, key, kind, body, due_at, due)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)`,
			j.ID, a.Bot, a.Chat, a.Thread, a.Person, j.Key, j.Kind, string(j.Body), due)
		return err
	}, nil
}

// parkJobs lets the jobs of a chat rest until somebody is there again.
func parkJobs(t *tx, a Address) error {
	_, err := t.exec("UPDATE job SET due = ?3, token = token + 1 WHERE bot = ?1 AND chat = ?2", a.Bot, a.Chat, int64(never))
	return err
}

// unparkJobs makes the jobs of a chat due again, when they were to be.
func unparkJobs(t *tx, a Address) error {
	_, err := t.exec("UPDATE job SET due = due_at WHERE bot = ?1 AND chat = ?2 AND due = ?3", a.Bot, a.Chat, int64(never))
	return err
}
