package runner

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"time"

	"chonmat/bot/dialog"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/storage"
)

// conflictRetries is how often a step is computed again at once because
// somebody else changed what it had read.
const conflictRetries = 3

// How many campaigns and imports a step sees.
const (
	headsOfCampaigns = 50
	headsOfImports   = 50
	mostListings     = 2_000
	headsOfRemovals  = 50
)

// EventID names the event that an update becomes: the same on every
// repetition, and different from all others of the bot.
func EventID(u storage.Update) string { return strconv.FormatUint(uint64(u.ID), 36) }

// cause is what a step follows from: an update or a job on lease.
type cause struct {
	name string // unique for the bot: keys and ids of what follows are made from it
	// commit closes the cause with the changes; first is what the first of its
	// messages says.
	commit func(ctx context.Context, c storage.Changes, first *message, at time.Time) error
}

// step computes and commits what follows an event, again if the world changed
// meanwhile. It returns the toast for a press.
func (r *Runner) step(ctx context.Context, from cause, in Incoming) (toast string, err error) {
	begun := time.Now()
	var commit time.Duration
	inner := from.commit
	from.commit = func(ctx context.Context, changes storage.Changes, first *message, at time.Time) error {
		defer func(begun time.Time) { commit = time.Since(begun) }(time.Now())
		return inner(ctx, changes, first, at)
	}
	defer func() {
		if err == nil {
			r.Meter.Stepped(string(in.Event.Kind), time.Since(begun), commit)
		}
	}()
	for range conflictRetries {
		toast, err = r.stepOnce(ctx, from, in)
		if domain.ErrorCode(err) != domain.Conflict {
			break
		}
	}
	return toast, err
}

func (r *Runner) stepOnce(ctx context.Context, from cause, in Incoming) (toast string, err error) {
	conversation, err := r.Database.Conversation(ctx, in.From)
	if err != nil {
		return "", err
	}
	now := r.Now()
	talk := r.Dialog.Open(conversation.State)
	world, err := r.world(ctx, in.From, talk, now)
	if err != nil {
		return "", err
	}
	state, effects := talk.Step(world.World, in.Event)
	if world.err != nil { // the step took something for missing that is there
		return "", world.err
	}
	conversation.State = state
	changes, first, toast, err := changesOf(effects, in, from.name, now)
	if err != nil {
		return "", err
	}
	if changes.Forget == nil {
		changes.Conversation = &conversation
	}
	if err := from.commit(ctx, changes, first, now); err != nil {
		return "", err
	}
	if changes.DropUpload != "" {
		r.tables.drop(tableKey{changes.Workspace, changes.DropUpload})
	}
	if len(changes.Jobs) > 0 {
		wake(r.wakeJobs)
	}
	r.asking.changed(changes)
	if changes.Forget != nil {
		r.tables.dropAll(changes.Workspace)
	}
	return toast, nil
}

// world is a dialog.World of which all but what nearly every step looks at is
// read when it is asked for.
type world struct {
	dialog.World
	err error // the first of them that could not be read
}

// world gathers what a step may look at.
func (r *Runner) world(ctx context.Context, from storage.Address, talk Talk, now time.Time) (*world, error) {
	workspace := from.Workspace()
	w := &world{World: dialog.World{Now: now, VNDPerUSD: r.VNDPerUSD, Operator: r.Operator}}
	w.Find = func(id string) *domain.Campaign {
		switch c, err := r.Database.Campaign(ctx, workspace, id); domain.ErrorCode(err) {
		case "":
			return &c
		case domain.NotFound: // deleted, perhaps by another member of the group
		default:
			w.err = cmp.Or(w.err, err)
		}
		return nil
	}
	if talk.Campaign != "" {
		w.Campaign = w.Find(talk.Campaign)
	}
	if talk.Upload != "" {
		table, err := r.table(ctx, workspace, talk.Upload)
		if err != nil {
			return nil, err
		}
		w.Upload = table
	}
	w.Creator = func() *growth.Creator {
		creator, err := r.Database.Creator(ctx, from.Owner())
		w.err = cmp.Or(w.err, err)
		if err != nil || creator.Version == 0 {
			return nil
		}
		return &creator.Creator
	}
	r.listings(ctx, from, w)
	w.Campaigns = func() []domain.CampaignHead {
		heads, err := r.Database.Campaigns(ctx, workspace, headsOfCampaigns)
		w.err = cmp.Or(w.err, err)
		return heads
	}
	w.Imports = func() []domain.ImportHead {
		heads, err := r.Database.Imports(ctx, workspace, headsOfImports)
		w.err = cmp.Or(w.err, err)
		return heads
	}
	w.Removals = func() []dialog.Removal {
		asked, err := r.Database.Removals(ctx, from.Bot, headsOfRemovals)
		w.err = cmp.Or(w.err, err)
		out := make([]dialog.Removal, len(asked))
		for i, a := range asked {
			out[i] = dialog.Removal{ID: a.ID, Person: a.Owner.ID, Platform: a.Platform, Handle: a.Handle, Code: a.Code, At: a.At}
		}
		return out
	}
	w.Removed = func() domain.Removed {
		removed, err := r.Database.Removed(ctx)
		w.err = cmp.Or(w.err, err)
		return removed
	}
	w.Consented = func() bool {
		yes, err := r.Database.Consented(ctx, from.Owner())
		w.err = cmp.Or(w.err, err)
		return yes
	}
	w.Speaks = func() bool {
		if r.Speaker == nil {
			return false
		}
		quiet, err := r.Database.Quiet(ctx, workspace)
		w.err = cmp.Or(w.err, err)
		return err == nil && !quiet
	}
	w.Kept = func() dialog.Kept {
		kept, err := r.Database.Kept(ctx, from.Owner(), now)
		w.err = cmp.Or(w.err, err)
		return dialog.Kept(kept)
	}
	w.Roster = func(scope domain.Scope) *domain.Roster {
		list, err := r.roster(ctx, workspace, scope)
		if err != nil {
			w.err = cmp.Or(w.err, err)
			return &domain.Roster{Scope: scope}
		}
		return list
	}
	return w, nil
}

// listings gives a world what it may see of the creators who joined the shared
// list.
func (r *Runner) listings(ctx context.Context, from storage.Address, w *world) {
	w.Admins = r.Admins
	w.ListingOf = func(person string) *growth.Listing {
		l, err := r.Database.Listing(ctx, storage.Person{Bot: from.Bot, ID: person})
		w.err = cmp.Or(w.err, err)
		if err != nil || l.Version == 0 {
			return nil
		}
		return &l.Listing
	}
	w.Listing = func() *growth.Listing { return w.ListingOf(from.Person) }
	w.Listings = func(state growth.ListingState) []growth.Listing {
		list, err := r.Database.Listings(ctx, from.Bot, state, mostListings)
		w.err = cmp.Or(w.err, err)
		return list
	}
}

// roster returns the list of a scope: the store's own, as what was worked out
// for a list is found again by it.
func (r *Runner) roster(ctx context.Context, workspace string, scope domain.Scope) (*domain.Roster, error) {
	if scope == domain.SampleRoster {
		return r.Sample, nil
	}
	if scope == domain.SharedRoster {
		workspace = storage.SharedWorkspace
	}
	return r.Database.Roster(ctx, workspace)
}

// changesOf turns the effects of a step into what is committed. Keys and ids
// are made from the cause, so that a repeated step adds nothing. first is what the
// first message says.
func changesOf(effects []dialog.Effect, in Incoming, cause string, now time.Time) (c storage.Changes, first *message, toast string, err error) {
	c.Workspace = in.From.Workspace()
	for i, effect := range effects {
		switch e := effect.(type) {
		case dialog.Show, dialog.Change, dialog.SendFile:
			row, err := outgoing(in, cause, i, e)
			if err != nil {
				return c, nil, "", err
			}
			c.Outbox, first = append(c.Outbox, row.Outgoing), cmp.Or(first, row.body)
		case dialog.Toast:
			toast = cmp.Or(toast, e.Text)
		case dialog.SaveCreator:
			c.Creator = &storage.Creator{Owner: in.From.Owner(), Creator: e.Creator}
		case dialog.SaveListing:
			c.Listings = append(c.Listings, storage.Listing{Owner: storage.Person{Bot: in.From.Bot, ID: e.Listing.Person}, Listing: e.Listing})
		case dialog.DropListing:
			c.Unlisted = append(c.Unlisted, storage.Person{Bot: in.From.Bot, ID: e.Person})
		case dialog.Notify:
			to := in
			to.From = storage.Person{Bot: in.From.Bot, ID: e.Person}.Private()
			row, err := outgoing(to, cause, i, dialog.Show{Screen: e.Screen})
			if err != nil {
				return c, nil, "", err
			}
			c.Outbox, first = append(c.Outbox, row.Outgoing), cmp.Or(first, row.body)
		case dialog.AskRemoval:
			c.Removal = &storage.Removal{ID: e.ID, Owner: in.From.Owner(), Platform: e.Platform, Handle: e.Handle, Code: e.Code, At: e.At}
		case dialog.SettleRemoval:
			c.Verdict = &storage.Verdict{ID: e.ID, Hash: e.Hash}
		case dialog.SaveConsent:
			c.Consent = &storage.Consent{Owner: in.From.Owner(), Lang: string(e.Lang), Text: e.Text, At: now}
		case dialog.Forget:
			owner := in.From.Owner()
			c.Forget = &owner
		case dialog.SaveCampaign:
			e.Campaign.Workspace = c.Workspace
			c.Campaigns = append(c.Campaigns, e.Campaign)
		case dialog.DeleteCampaign:
			c.Deleted = append(c.Deleted, e.ID)
		case dialog.TakeImport:
			report, err := json.Marshal(e.Report)
			if err != nil {
				return c, nil, "", err
			}
			c.Import = &storage.Import{ID: e.ID, File: e.File, Accounts: e.Accounts, Report: report, At: now}
		case dialog.UndoImport:
			c.Undo = e.ID
		case dialog.DropUpload:
			c.DropUpload = e.ID
		case dialog.Schedule:
			row, err := scheduled(in, cause, i, dialog.Job(e), nil)
			if err != nil {
				return c, nil, "", err
			}
			c.Jobs = append(c.Jobs, row)
		case dialog.Ask:
			row, err := asked(in, cause, i, e, c.Outbox)
			if err != nil {
				return c, nil, "", err
			}
			c.Jobs = append(c.Jobs, row)
		case dialog.Quiet:
			c.Quiet = &e.Off
		case dialog.Unschedule:
			c.Jobs = append(c.Jobs, storage.Job{Address: in.From, Key: e.Key})
		default:
			return c, nil, "", domain.Errorf(domain.Internal, "no change for effect %T", effect)
		}
	}
	if c.Forget != nil {
		for i := range c.Outbox {
			c.Outbox[i].Kind = storage.Farewell
		}
		c = storage.Changes{Workspace: c.Workspace, Forget: c.Forget, Outbox: c.Outbox}
	}
	return c, first, toast, nil
}
