package storagetest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/storage"
)

// personCases are about what is kept of a person: that they are told all of
// it, and that nothing is left of it when they are forgotten.
var personCases = []testCase{
	{"a person is told everything that is kept of them, and nothing of others", func(t *testing.T, e Engine) {
		db := e.open(t)
		live(t, db, "555000111", "-100777")
		live(t, db, "555000222", "-100777")
		kept, err := db.Kept(ctx, person("555000111"), now)
		must(t, err)
		for table, n := range kept.Rows {
			if n == 0 {
				t.Errorf("nothing of %s: say in exports whose its rows are, and let everything() fill it", table)
			}
		}
		var doc struct {
			Person string
			Tables map[string][]map[string]any
		}
		must(t, json.Unmarshal(kept.Doc, &doc))
		if doc.Person != "555000111" || doc.Tables["campaign"][0]["name"] != "Mỹ phẩm" ||
			doc.Tables["consent"][0]["agreed_at"] != now.Format(time.RFC3339) || len(doc.Tables["conversation"]) != 2 {
			t.Errorf("told %s", kept.Doc)
		}
		if strings.Contains(string(kept.Doc), "555000222") || kept.Partial {
			t.Errorf("told of somebody else, or partly: %s", kept.Doc)
		}
		none, err := db.Kept(ctx, person("555000333"), now)
		must(t, err)
		for table, n := range none.Rows {
			if n != 0 {
				t.Errorf("%d rows of %s for somebody who never was here", n, table)
			}
		}
	}},
	{"of a list too long for one file a person is told how long it is", func(t *testing.T, e Engine) {
		db := e.open(t)
		long := accounts("a")
		long[0].Contact = strings.Repeat("x", storage.MaxKept)
		must(t, db.TakeImport(ctx, person("5").Private().Workspace(), storage.Import{ID: "1", File: "dài.csv", Accounts: long}, now))
		kept, err := db.Kept(ctx, person("5"), now)
		must(t, err)
		if !kept.Partial || !json.Valid(kept.Doc) || !strings.Contains(string(kept.Doc), `"roster_part":{"left_out":1}`) || !strings.Contains(string(kept.Doc), "dài.csv") {
			t.Errorf("told %.500s", kept.Doc)
		}
	}},
	{"of a person who is forgotten no row is left in any table", func(t *testing.T, e Engine) {
		db := e.open(t)
		const who, other, group = "555000111", "555000222", "-100777"
		live(t, db, who, group)
		live(t, db, other, group)
		receive(t, db, update(900, who), update(901, who))
		of := func(id string) (lines []string) {
			for line := range strings.Lines(dump(t, db)) {
				if strings.Contains(line, id) {
					lines = append(lines, line)
				}
			}
			return lines
		}
		stay := func(lines []string) []string { // without what goes as messages are sent
			return slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(line, `{"table":"outbox"`) })
		}
		others := stay(of(other))

		if r, err := db.Roster(ctx, storage.SharedWorkspace); err != nil || r.Len() != 2 { // in memory from here on
			t.Errorf("marketers find %d creators, error %v", r.Len(), err)
		}
		p := person(who)
		bye := storage.Outgoing{Key: "bye", Address: p.Private(), Kind: storage.Farewell, Body: []byte(`"Đã xoá."`)}
		commit(t, db, claim(t, db, now, 900), storage.Changes{Forget: &p, Workspace: p.Private().Workspace(), Outbox: []storage.Outgoing{bye}})
		_, _, err := db.Turn(ctx, bot, who, now, storage.Pace{Every: time.Second}, storage.Pace{}, 0)
		must(t, err)
		// Of what waits to be sent, what is not theirs alone still arrives.
		if sent := deliverAll(t, db); sent[who] != 1 || sent[other] != 2 || sent[group] != 2 {
			t.Errorf("sent to each chat: %v", sent)
		}

		// What they sent after that waits, as of somebody new.
		commit(t, db, claim(t, db, now, 901), storage.Changes{Forget: &p})
		if left := of(who); len(left) > 0 {
			t.Errorf("%d rows still name the person:\n%s", len(left), strings.Join(left, ""))
		}
		if diff := cmp.Diff(others, stay(of(other))); diff != "" {
			t.Errorf("what is another's changed (-before +after):\n%s", diff)
		}
		if r, err := db.Roster(ctx, p.Private().Workspace()); err != nil || r.Len() > 0 {
			t.Errorf("the list still has %d accounts, error %v", r.Len(), err)
		}
		if r, err := db.Roster(ctx, storage.SharedWorkspace); err != nil || r.Len() != 1 {
			t.Errorf("marketers still find %d creators, error %v", r.Len(), err)
		}
		if yes, err := db.Consented(ctx, p); err != nil || yes {
			t.Errorf("still agreed: %v, error %v", yes, err)
		}
		// An update that comes again is known, and does nothing again.
		receive(t, db, update(900, who), update(901, who))
		claim(t, db, now, 0)
	}},
	{"a list begun again after its owner was forgotten is not the old one", func(t *testing.T, e Engine) {
		at := e.Create(t)
		db, elsewhere := openAt(t, at), openAt(t, at)
		p := person("5")
		w := p.Private().Workspace()
		must(t, db.TakeImport(ctx, w, storage.Import{ID: "1", Accounts: accounts("old")}, now))
		_, err := elsewhere.Roster(ctx, w) // has it in memory from now on
		must(t, err)
		commit(t, db, claimed(t, db, 1, "5"), storage.Changes{Forget: &p})
		must(t, db.TakeImport(ctx, w, storage.Import{ID: "2", Accounts: accounts("new")}, now.Add(time.Second)))
		for _, db := range []*storage.DB{db, elsewhere} {
			r, err := db.Roster(ctx, w)
			must(t, err)
			if got := creators(r); !slices.Equal(got, []string{"new"}) {
				t.Errorf("the list is %v", got)
			}
		}
	}},
	{"a farewell that cannot be delivered leaves no name either", func(t *testing.T, e Engine) {
		db := e.open(t)
		for i, close := range []func(storage.Delivery) error{
			func(d storage.Delivery) error { return db.Abandon(ctx, d, now) },
			func(d storage.Delivery) error { return db.AbandonChat(ctx, d, now, now) },
		} {
			p := person("555000111")
			key := fmt.Sprint("bye", i)
			bye := storage.Outgoing{Key: key, Address: p.Private(), Kind: storage.Farewell, Body: []byte(`1`)}
			commit(t, db, claimed(t, db, int64(i), p.ID), storage.Changes{Forget: &p, Outbox: []storage.Outgoing{bye}})
			must(t, close(next(t, db, now, key)))
			commit(t, db, claimed(t, db, int64(10+i), p.ID), storage.Changes{Forget: &p}) // else the inbox names them
			if strings.Contains(dump(t, db), p.ID) {
				t.Errorf("named in\n%s", dump(t, db))
			}
		}
	}},
	{"who is removed is in no list, nor in one that comes", func(t *testing.T, e Engine) {
		at := e.Create(t)
		db, elsewhere := openAt(t, at), openAt(t, at)
		list := accounts("a", "b")
		list[0].Handle = "mau.a"
		for _, w := range []string{"w", storage.SharedWorkspace} {
			must(t, db.TakeImport(ctx, w, storage.Import{ID: "1", Accounts: list}, now))
			_, err := elsewhere.Roster(ctx, w) // has it in memory
			must(t, err)
		}
		p := person("5")
		ask := storage.Removal{ID: "r", Owner: p, Platform: list[0].Platform, Handle: "@Mau.A", Code: "CM-1", At: now}
		commit(t, db, claimed(t, db, 1, "5"), storage.Changes{Removal: &ask})
		asked, err := db.Removals(ctx, bot, 10)
		must(t, err)
		if diff := cmp.Diff([]storage.Removal{ask}, asked); diff != "" {
			t.Fatal(diff)
		}
		commit(t, db, claimed(t, db, 2, "9"), storage.Changes{Verdict: &storage.Verdict{ID: "r", Hash: domain.RemovalHash(ask.Platform, ask.Handle)}})
		for i, db := range []*storage.DB{db, elsewhere} {
			for _, w := range []string{"w", storage.SharedWorkspace} {
				must(t, db.TakeImport(ctx, w, storage.Import{ID: fmt.Sprint("again", i), Accounts: list}, now))
				r, err := db.Roster(ctx, w)
				must(t, err)
				if got := creators(r); !slices.Equal(got, []string{"b"}) {
					t.Errorf("the list holds %v", got)
				}
			}
		}
		if asked, err := db.Removals(ctx, bot, 10); err != nil || len(asked) > 0 {
			t.Errorf("still asked: %v, error %v", asked, err)
		}
		if strings.Contains(dump(t, db), "Mau.A") {
			t.Error("the handle of the request is still there")
		}
	}},
	{"a person has few requests for removal at a time", func(t *testing.T, e Engine) {
		db := e.open(t)
		for i := range 5 {
			r := storage.Removal{ID: fmt.Sprint(i), Owner: person("5"), At: now.Add(time.Duration(i) * time.Second)}
			commit(t, db, claimed(t, db, int64(i), "5"), storage.Changes{Removal: &r})
		}
		asked, err := db.Removals(ctx, bot, 10)
		must(t, err)
		if len(asked) != 3 || asked[0].ID != "2" {
			t.Errorf("asked: %v", asked)
		}
		commit(t, db, claimed(t, db, 9, "9"), storage.Changes{Verdict: &storage.Verdict{ID: "3"}})
		if removed, err := db.Removed(ctx); err != nil || len(removed) > 0 {
			t.Errorf("refused, and yet removed: %v, error %v", removed, err)
		}
	}},
	{"a later consent takes the place of the earlier", func(t *testing.T, e Engine) {
		db := e.open(t)
		p := person("5")
		for i, text := range []string{"cũ", "mới"} {
			c := storage.Consent{Owner: p, Lang: "vi", Text: text, At: now.Add(time.Duration(i) * time.Hour)}
			commit(t, db, claimed(t, db, int64(i), "5"), storage.Changes{Consent: &c})
		}
		yes, err := db.Consented(ctx, p)
		must(t, err)
		if all := dump(t, db); !yes || strings.Contains(all, "cũ") || !strings.Contains(all, "mới") {
			t.Errorf("agreed %v:\n%s", yes, all)
		}
		c := storage.Consent{Owner: p, Text: "\x00"}
		wantCode(t, db.Commit(ctx, claimed(t, db, 9, "5"), storage.Changes{Consent: &c}, now), domain.Invalid)
	}},
}

func person(id string) storage.Person { return storage.Person{Bot: bot, ID: id} }

// live lets a person leave something in every table, in their private chat and
// in a group.
func live(t *testing.T, db *storage.DB, id, group string) {
	t.Helper()
	p := person(id)
	ours := everything()
	a := p.Private()
	ours.Conversation.Address, ours.Creator.Owner, ours.Consent.Owner, ours.Workspace = a, p, p, a.Workspace()
	ours.Listings[0].Owner, ours.Listings[0].Person, ours.Listings[0].State = p, id, growth.Listed
	ours.Removal.Owner, ours.Removal.ID = p, "r"+id[len(id)-3:]
	number := int64(len(dump(t, db))) // some that are free
	for i := range ours.Outbox {
		ours.Outbox[i].Address, ours.Outbox[i].Key = a, fmt.Sprint(number, "/", i)
	}
	for i := range ours.Jobs {
		ours.Jobs[i].Address, ours.Jobs[i].ID = a, fmt.Sprint(ours.Jobs[i].ID, number)
	}
	commit(t, db, claimed(t, db, number, id), ours)
	in := storage.Address{Bot: bot, Chat: group, Person: id}
	commit(t, db, claimed(t, db, number+1, group), storage.Changes{
		Conversation: &storage.Conversation{Address: in, State: []byte(`{}`)},
		Workspace:    in.Workspace(),
		Campaigns:    []domain.Campaign{{ID: "of the group " + fmt.Sprint(number), CreatedAt: now}},
		Outbox:       []storage.Outgoing{{Key: fmt.Sprint(number, "/g"), Address: in, Kind: "show", Body: []byte(`1`)}},
		Jobs:         []storage.Job{{ID: fmt.Sprint(number, "/g"), Address: in, Key: "k", Kind: "remind", Body: []byte(`{}`), Due: now.Add(time.Hour)}},
	})
	_, _, err := db.Turn(ctx, bot, id, now, storage.Pace{Every: time.Second}, storage.Pace{}, 0)
	must(t, err)
	_, err = db.Spend(ctx, p, "2026-11-28", storage.Cost{Tokens: 1, NanoUSD: 250}, storage.Allowance{})
	must(t, err)
}

// deliverAll delivers what waits, and counts it by chat.
func deliverAll(t *testing.T, db *storage.DB) map[string]int {
	t.Helper()
	sent := map[string]int{}
	for {
		d, err := One(db.NextDelivery(ctx, bot, now, lease, 1))
		must(t, err)
		if d == nil {
			return sent
		}
		sent[d.Outgoing.Address.Chat]++
		must(t, db.Delivered(ctx, *d, "4711", now))
	}
}
