package storagetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/storage"
)

// commitCases are about a step's changes, which are stored all or not at all.
var commitCases = []testCase{
	{"a step's changes are all there after its commit", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), everything())
		a := address("a")
		conversation, err := db.Conversation(ctx, a)
		must(t, err)
		if conversation.Version != 1 || string(conversation.State) != `{"flow":"brief"}` || conversation.Address != a {
			t.Errorf("conversation %+v", conversation)
		}
		if _, err := db.Campaign(ctx, a.Workspace(), "c1"); err != nil {
			t.Error(err)
		}
		if r, err := db.Roster(ctx, a.Workspace()); err != nil || r.Len() != 2 {
			t.Errorf("roster %+v, error %v", r, err)
		}
		if _, err := db.Upload(ctx, a.Workspace(), "u1"); err != nil {
			t.Error(err)
		}
		next(t, db, now, "1/0")
		nextJob(t, db, now.Add(time.Hour), "j1")
	}},
	{"a conversation's version is checked", func(t *testing.T, e Engine) {
		db := e.open(t)
		save := func(id int64, version int64) error {
			c := claimed(t, db, id, "a")
			defer func() { must(t, ignore(db.Commit(ctx, c, storage.Changes{}, now), domain.Conflict)) }()
			return db.Commit(ctx, c, storage.Changes{
				Conversation: &storage.Conversation{Address: address("a"), State: fmt.Appendf(nil, "%d", id), Version: version},
				Outbox:       []storage.Outgoing{message(fmt.Sprint(id), "a")},
			}, now)
		}
		must(t, save(1, 0))
		wantCode(t, save(2, 0), domain.Conflict)
		must(t, save(3, 1))
		wantCode(t, save(4, 1), domain.Conflict)
		got, err := db.Conversation(ctx, address("a"))
		must(t, err)
		if got.Version != 2 || string(got.State) != "3" {
			t.Errorf("got %d %s, want what the second save stored", got.Version, got.State)
		}
		must(t, db.Delivered(ctx, next(t, db, now, "1"), "", now))
		must(t, db.Delivered(ctx, next(t, db, now, "3"), "", now))
		next(t, db, now, "") // what conflicted queued nothing
	}},
	{"a campaign's version is checked", func(t *testing.T, e Engine) {
		db := e.open(t)
		w := address("a").Workspace()
		id := int64(0)
		save := func(c domain.Campaign) error {
			id++
			claim := claimed(t, db, id, "a")
			defer func() { must(t, ignore(db.Commit(ctx, claim, storage.Changes{}, now), domain.Conflict)) }()
			return db.Commit(ctx, claim, storage.Changes{Workspace: w, Campaigns: []domain.Campaign{c}}, now)
		}
		must(t, save(domain.Campaign{ID: "c", Name: "một"}))
		wantCode(t, save(domain.Campaign{ID: "c", Name: "hai"}), domain.Conflict)
		stored, err := db.Campaign(ctx, w, "c")
		must(t, err)
		stored.Name = "ba"
		must(t, save(stored))
		wantCode(t, save(stored), domain.Conflict)
		stored, err = db.Campaign(ctx, w, "c")
		must(t, err)
		if stored.Name != "ba" || stored.Version != 2 {
			t.Errorf("got %q version %d", stored.Name, stored.Version)
		}
	}},
	{"a creator's version is checked", func(t *testing.T, e Engine) {
		db := e.open(t)
		id := int64(0)
		save := func(c storage.Creator) error {
			id++
			claim := claimed(t, db, id, "a")
			defer func() { must(t, ignore(db.Commit(ctx, claim, storage.Changes{}, now), domain.Conflict)) }()
			return db.Commit(ctx, claim, storage.Changes{Creator: &c}, now)
		}
		owner := address("a").Owner()
		must(t, save(storage.Creator{Owner: owner}))
		wantCode(t, save(storage.Creator{Owner: owner}), domain.Conflict)
		stored, err := db.Creator(ctx, owner)
		must(t, err)
		stored.Revision = 7
		must(t, save(stored))
		wantCode(t, save(stored), domain.Conflict)
		if stored, err = db.Creator(ctx, owner); err != nil || stored.Revision != 7 || stored.Version != 2 {
			t.Errorf("got revision %d version %d, error %v", stored.Revision, stored.Version, err)
		}
	}},
	{"a commit that is cut off at any point changes nothing", func(t *testing.T, e Engine) {
		db := e.open(t)
		c := claimed(t, db, 1, "a")
		before := dump(t, db)
		for after := range 100 {
			cut, stop := context.WithCancel(ctx)
			err := db.Commit(&trap{Context: cut, after: after, do: stop}, c, everything(), now)
			stop()
			if err == nil {
				if after < 5 {
					t.Fatalf("cut off %d looks at the context before, and still committed", after)
				}
				return
			}
			if !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, dump(t, db)); diff != "" {
				t.Fatalf("cut off after %d looks at the context (-before +after):\n%s", after, diff)
			}
		}
		t.Fatal("never committed")
	}},
	{"a commit that panics at any point changes nothing", func(t *testing.T, e Engine) {
		db := e.open(t)
		c := claimed(t, db, 1, "a")
		before := dump(t, db)
		for after := range 100 {
			panicked, err := func() (panicked any, err error) {
				defer func() { panicked = recover() }()
				return nil, db.Commit(&trap{Context: ctx, after: after, do: func() { panic("bug") }}, c, everything(), now)
			}()
			if panicked == nil {
				must(t, err)
				return
			}
			if diff := cmp.Diff(before, dump(t, db)); diff != "" {
				t.Fatalf("panic after %d looks at the context (-before +after):\n%s", after, diff)
			}
		}
		t.Fatal("never committed")
	}},
	{"one who gives up does not undo the work of others", func(t *testing.T, e Engine) {
		db := e.open(t)
		const n = 50
		cut, stop := context.WithCancel(ctx)
		defer stop()
		errs := make(chan error, 2*n)
		for i := range int64(n) {
			go func() { errs <- db.Receive(ctx, bot, []storage.Update{update(i, fmt.Sprint(i))}, now) }()
			go func() {
				if i == n/2 {
					stop()
				}
				errs <- ignoreIs(db.Receive(cut, bot, []storage.Update{update(n+i, fmt.Sprint(n+i))}, now), context.Canceled)
			}()
		}
		for range 2 * n {
			must(t, <-errs)
		}
		seen := map[int64]bool{}
		for {
			c, err := One(db.Claim(ctx, bot, now, lease, 1))
			must(t, err)
			if c == nil {
				break
			}
			seen[c.Update.ID] = true
		}
		for i := range int64(n) {
			if !seen[i] {
				t.Errorf("update %d was acknowledged and is not there", i)
			}
		}
	}},
	{"U+0000 and broken text are refused, and nothing is kept", func(t *testing.T, e Engine) {
		db := e.open(t)
		c := claimed(t, db, 1, "a")
		before := dump(t, db)
		w, a := address("a").Workspace(), address("a")
		for _, bad := range []string{"a\x00b", "a\xffb"} {
			hostile := a
			hostile.Person = bad
			for name, changes := range map[string]storage.Changes{
				"address":   {Conversation: &storage.Conversation{Address: hostile, State: []byte("{}")}},
				"state":     {Conversation: &storage.Conversation{Address: a, State: []byte(`{"text":"` + bad + `"}`)}},
				"workspace": {Workspace: bad},
				"creator":   {Creator: &storage.Creator{Owner: hostile.Owner()}},
				"listing":   {Listings: []storage.Listing{{Owner: hostile.Owner()}}},
				"unlisted":  {Unlisted: []storage.Person{hostile.Owner()}},
				"campaign":  {Workspace: w, Campaigns: []domain.Campaign{{ID: "c", Name: bad}}},
				"file":      {Workspace: w, Import: &storage.Import{ID: "i", File: bad}},
				"upload":    {Workspace: w, Upload: &storage.Upload{ID: "u", Name: bad}},
				"key":       {Outbox: []storage.Outgoing{{Key: bad, Address: a, Kind: "show"}}},
				"recipient": {Outbox: []storage.Outgoing{{Key: "k", Address: hostile, Kind: "show"}}},
				"job":       {Jobs: []storage.Job{job("j", "a", bad, now)}},
			} {
				if err := db.Commit(ctx, c, changes, now); domain.ErrorCode(err) != domain.Invalid {
					t.Errorf("%s %q: error %v, want invalid", name, bad, err)
				}
			}
			wantCode(t, db.Receive(ctx, bot, []storage.Update{update(2, bad)}, now), domain.Invalid)
		}
		for name, changes := range map[string]storage.Changes{
			"escaped in a state":     {Conversation: &storage.Conversation{Address: a, State: []byte(`{"text":"\\\u0000"}`)}},
			"deep in a campaign":     {Workspace: w, Campaigns: []domain.Campaign{{ID: "c", Heard: []domain.Heard{{Words: "\x00"}}}}},
			"deep in a creator":      {Creator: &storage.Creator{Owner: a.Owner(), Creator: growth.Creator{Profile: growth.Profile{Strengths: "\x00"}}}},
			"deep in a listing":      {Listings: []storage.Listing{{Owner: a.Owner(), Listing: growth.Listing{Card: growth.Card{Name: "\x00"}}}}},
			"deep in an account":     {Workspace: w, Import: &storage.Import{ID: "i", Accounts: []domain.Account{{Creator: "x", Contact: "\x00"}}}},
			"escaped in a job":       {Jobs: []storage.Job{{ID: "j", Address: a, Body: []byte(`"\u0000"`), Due: now}}},
			"a state that is no doc": {Conversation: &storage.Conversation{Address: a, State: []byte(`{`)}},
		} {
			if err := db.Commit(ctx, c, changes, now); domain.ErrorCode(err) != domain.Invalid {
				t.Errorf("%s: error %v, want invalid", name, err)
			}
		}
		if diff := cmp.Diff(before, dump(t, db)); diff != "" {
			t.Errorf("refused changes left something (-before +after):\n%s", diff)
		}
		// Six letters that only look like it are text as any other.
		commit(t, db, c, storage.Changes{Conversation: &storage.Conversation{Address: a, State: []byte(`{"text":"\\u0000"}`)}})
	}},
	{"text comes back byte for byte", func(t *testing.T, e Engine) {
		db := e.open(t)
		const nfc, nfd = "Mỹ phẩm Đà Nẵng", "Mỹ phẩm Đà Nẵng"
		text := strings.Join([]string{nfc, nfd, "👩‍👩‍👧‍👦 🇻🇳", "\u202eđảo", "'; DROP TABLE inbox; --", "a\tb\\n"}, " | ")
		a := address(text)
		c := claimed(t, db, 1, text)
		commit(t, db, c, storage.Changes{
			Workspace: a.Workspace(),
			Campaigns: []domain.Campaign{{ID: "c", Name: text}},
			Upload:    &storage.Upload{ID: "u", Name: text, Data: []byte(text)},
			Outbox:    []storage.Outgoing{{Key: text, Address: a, Kind: text, Body: []byte(text)}},
		})
		campaign, err := db.Campaign(ctx, a.Workspace(), "c")
		must(t, err)
		upload, err := db.Upload(ctx, a.Workspace(), "u")
		must(t, err)
		d := next(t, db, now, text)
		for _, got := range []string{c.Update.Chat, campaign.Name, upload.Name, string(upload.Data), d.Outgoing.Address.Chat, d.Outgoing.Kind, string(d.Outgoing.Body)} {
			if got != text {
				t.Errorf("got %q, want %q", got, text)
			}
		}
	}},
}

// everything is a step that changes all there is to change.
func everything() storage.Changes {
	a := address("a")
	return storage.Changes{
		Conversation: &storage.Conversation{Address: a, State: []byte(`{"flow":"brief"}`)},
		Creator:      &storage.Creator{Owner: a.Owner(), Creator: growth.Creator{Profile: growth.Profile{Field: growth.Food, Strengths: "phở đêm"}, UpdatedAt: now}},
		Consent:      &storage.Consent{Owner: a.Owner(), Lang: "vi", Text: "Mình giữ brief của bạn.", At: now},
		Listings:     []storage.Listing{listing(a.Person, growth.Asked)},
		Unlisted:     []storage.Person{{Bot: a.Bot, ID: "never was"}},
		Removal:      &storage.Removal{ID: "r1", Owner: a.Owner(), Platform: domain.TikTok, Handle: "mau.linh", Code: "CM-1", At: now},
		Workspace:    a.Workspace(),
		Campaigns:    []domain.Campaign{{ID: "c1", Name: "Mỹ phẩm", CreatedAt: now, UpdatedAt: now}},
		Deleted:      []string{"c0"},
		Import:       &storage.Import{ID: "i1", File: "kol.csv", Accounts: accounts("linh", "an"), Report: []byte(`{"rows":2}`), At: now},
		Undo:         "i0",
		Upload:       &storage.Upload{ID: "u1", Name: "kol.csv", Data: []byte("name,platform"), At: now},
		DropUpload:   "u0",
		Quiet:        new(true),
		Outbox:       []storage.Outgoing{message("1/0", "a"), message("1/1", "a")},
		Jobs:         []storage.Job{job("j1", "a", "tuần 1", now.Add(time.Hour)), job("", "a", "k0", time.Time{})},
	}
}

// trap is a context that does something when it is looked at for the last of
// after+1 times; so a commit can be cut off between any two statements.
type trap struct {
	context.Context
	after  int
	looked atomic.Int64
	do     func()
}

func (c *trap) Err() error {
	if c.looked.Add(1) == int64(c.after)+1 {
		c.do()
	}
	return c.Context.Err()
}

func (c *trap) Deadline() (time.Time, bool) { return time.Time{}, false }

// ignore drops an error of that code.
func ignore(err error, code domain.Code) error {
	if domain.ErrorCode(err) == code {
		return nil
	}
	return err
}

func ignoreIs(err, target error) error {
	if errors.Is(err, target) {
		return nil
	}
	return err
}
