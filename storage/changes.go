package storage

import (
	"context"
	"strings"
	"time"

	"chonmat/domain"
)

// Commit closes a claimed update and stores the changes, all or nothing.
// Conflict: the lease was lost, or a conversation's, a creator's, a listing's, a campaign's or
// an import's stored version is not the one the changes were made from: read
// again and step again. What is to be deleted, undone or dropped and is not
// there is already gone. A message whose key is already there is dropped.
func (db *DB) Commit(ctx context.Context, claimed Claimed, changes Changes, at time.Time) error {
	_, err := db.CommitFirst(ctx, claimed, changes, at, time.Time{})
	return err
}

// CommitFirst is Commit, and takes the first message of the changes on lease
// until then, as NextDelivery would; nil when there is none, or another is
// before it in its chat's line.
func (db *DB) CommitFirst(ctx context.Context, claimed Claimed, changes Changes, at, lease time.Time) (*Delivery, error) {
	called := false
	first, err := db.commit(ctx, changes, at, lease, func(t *tx) (err error) {
		inbox := &t.dialect.inbox
		called, err = inbox.close(t, claimed.Bot, claimed.Update.Chat, inbox.finish, claimed.Seq, claimed.Token, at)
		if err == nil && changes.Conversation != nil { // somebody is there
			err = unparkJobs(t, changes.Conversation.Address)
		}
		return err
	})
	if err == nil && called {
		db.inbox.ring(claimed.Bot)
	}
	return first, err
}

// commit stores changes together with the closing of what led to them.
func (db *DB) commit(ctx context.Context, changes Changes, at, lease time.Time, finish func(*tx) error) (*Delivery, error) {
	save, err := changes.prepare(at)
	if err != nil {
		return nil, err
	}
	var first *Delivery
	err = db.write(ctx, inTransaction, func(t *tx) error {
		first = nil
		if err := finish(t); err != nil {
			return err
		}
		for _, do := range save {
			if err := do(t); err != nil {
				return err
			}
		}
		for i, o := range changes.Outbox {
			until := int64(0)
			if i == 0 && !lease.IsZero() {
				until = lease.UnixMicro()
			}
			seq, err := addOutgoing(t, o, at.UnixMicro(), until)
			if err != nil {
				return err
			}
			if seq != 0 {
				first = &Delivery{Seq: seq, Outgoing: o, Token: 1, Attempts: 1}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, o := range changes.Outbox {
		if i > 0 || first == nil {
			db.outbox.ring(o.Address.Bot)
		}
	}
	return first, nil
}

// prepare checks and encodes the changes and returns what saves them, so that
// the transaction spends its time on writing alone.
func (c *Changes) prepare(at time.Time) ([]func(*tx) error, error) {
	var save []func(*tx) error
	add := func(do func(*tx) error, err error) error {
		if err == nil {
			save = append(save, do)
		}
		return err
	}
	if err := checkTexts("workspace", c.Workspace, "undo", c.Undo, "drop", c.DropUpload, "deleted", strings.Join(c.Deleted, "")); err != nil {
		return nil, err
	}
	if c.Forget != nil {
		if err := checkTexts("bot", c.Forget.Bot, "person", c.Forget.ID); err != nil {
			return nil, err
		}
		save = append(save, func(t *tx) error { return forget(t, *c.Forget, at) })
	}
	if c.Consent != nil {
		if err := add(saveConsent(*c.Consent)); err != nil {
			return nil, err
		}
	}
	if c.Removal != nil {
		if err := add(putRemoval(*c.Removal)); err != nil {
			return nil, err
		}
	}
	if c.Verdict != nil {
		if err := add(settleRemoval(*c.Verdict, at), checkTexts("removal", c.Verdict.ID, "hash", c.Verdict.Hash)); err != nil {
			return nil, err
		}
	}
	if c.Conversation != nil {
		if err := add(saveConversation(*c.Conversation, at)); err != nil {
			return nil, err
		}
	}
	if c.Creator != nil {
		if err := add(saveCreator(*c.Creator)); err != nil {
			return nil, err
		}
	}
	for _, l := range c.Listings {
		if err := add(saveListing(l, at)); err != nil {
			return nil, err
		}
	}
	for _, p := range c.Unlisted {
		if err := add(dropListing(p), checkTexts("bot", p.Bot, "person", p.ID)); err != nil {
			return nil, err
		}
	}
	for _, campaign := range c.Campaigns {
		if err := add(saveCampaign(c.Workspace, campaign)); err != nil {
			return nil, err
		}
	}
	for _, id := range c.Deleted {
		save = append(save, deleteCampaign(c.Workspace, id))
	}
	if c.Import != nil {
		if err := add(takeImport(c.Workspace, *c.Import, at)); err != nil {
			return nil, err
		}
	}
	if c.Undo != "" {
		save = append(save, func(t *tx) error {
			_, err := undoImport(t, c.Workspace, c.Undo)
			return err
		})
	}
	if c.Upload != nil {
		if err := add(putUpload(c.Workspace, *c.Upload, at)); err != nil {
			return nil, err
		}
	}
	if c.DropUpload != "" {
		save = append(save, dropUpload(c.Workspace, c.DropUpload))
	}
	if c.Quiet != nil {
		save = append(save, setQuiet(c.Workspace, *c.Quiet))
	}
	for _, o := range c.Outbox {
		if err := checkTexts("key", o.Key, "kind", o.Kind); err != nil {
			return nil, err
		}
		if err := o.Address.check(); err != nil {
			return nil, err
		}
	}
	for _, j := range c.Jobs {
		if err := add(putJob(j)); err != nil {
			return nil, err
		}
	}
	return save, nil
}

func (a Address) check() error {
	return checkTexts("bot", a.Bot, "chat", a.Chat, "thread", a.Thread, "person", a.Person)
}

// stale is the Conflict of something saved from an older version.
func stale(what, id string) error {
	return domain.Errorf(domain.Conflict, "storage: %s %q was changed meanwhile", what, id)
}
