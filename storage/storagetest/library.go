package storagetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/storage"
)

// libraryCases are about what a workspace keeps: campaigns, lists and files.
var libraryCases = []testCase{
	{"a conversation that never was is empty", func(t *testing.T, e Engine) {
		got, err := e.open(t).Conversation(ctx, address("a"))
		must(t, err)
		if got.Version != 0 || len(got.State) != 0 || got.Address != address("a") {
			t.Errorf("got %+v", got)
		}
	}},
	{"conversations are told apart by bot, chat, thread and person", func(t *testing.T, e Engine) {
		db := e.open(t)
		base := storage.Address{Bot: bot, Chat: "-100", Thread: "7", Person: "9007199254740993"}
		addresses := []storage.Address{base, base, base, base, base}
		addresses[1].Bot, addresses[2].Chat, addresses[3].Thread, addresses[4].Person = "preview", "-101", "", "9007199254740992"
		for i, a := range addresses {
			c := claimed(t, db, int64(i), "")
			commit(t, db, c, storage.Changes{Conversation: &storage.Conversation{Address: a, State: fmt.Append(nil, i)}})
		}
		for i, a := range addresses {
			got, err := db.Conversation(ctx, a)
			must(t, err)
			if string(got.State) != fmt.Sprint(i) {
				t.Errorf("%+v holds state %s, want %d", a, got.State, i)
			}
		}
	}},
	{"a creator is a person's own, wherever they write", func(t *testing.T, e Engine) {
		db := e.open(t)
		want := storage.Creator{Owner: storage.Person{Bot: bot, ID: "7"}, Creator: growth.Creator{
			Profile: growth.Profile{Field: growth.Photography, Strengths: "chụp phố 📷", Followers: domain.Known[int64](0), Hours: domain.Known(4.5), Days: []growth.Day{"sat", "sun"}, Platform: domain.Instagram},
			Plan: &growth.Plan{Began: "2026-11-23", Tasks: []growth.Task{{ID: "stories", Step: growth.KnowStrengths, Minutes: 30, Week: 1, State: growth.Done, Note: "ba dòng", At: "2026-11-24"}},
				Rhythm: growth.Rhythm{Posts: 2, Make: 120, Interact: 60, Tasks: 90}},
			Reviews:  []growth.Review{{On: "2026-11-30", Videos: domain.Known[int64](12), Followers: domain.Known[int64](520)}},
			Revision: 3, CreatedAt: now, UpdatedAt: now.Add(time.Second),
		}}
		group, private := address("-100"), address("7")
		group.Person, private.Person = "7", "7"
		commit(t, db, claimed(t, db, 1, group.Chat), storage.Changes{Creator: &want})
		got, err := db.Creator(ctx, private.Owner())
		must(t, err)
		want.Version = 1
		if diff := cmp.Diff(want, got, figures); diff != "" {
			t.Errorf("creator differs (-saved +got):\n%s", diff)
		}
		for _, other := range []storage.Person{{Bot: bot, ID: "8"}, {Bot: "preview", ID: "7"}} {
			if got, err := db.Creator(ctx, other); err != nil || got.Version != 0 {
				t.Errorf("%+v has version %d, error %v", other, got.Version, err)
			}
		}
	}},
	{"whoever is listed is in the shared list, until they leave", func(t *testing.T, e Engine) {
		db := e.open(t)
		must(t, db.TakeImport(ctx, storage.SharedWorkspace, storage.Import{ID: "i", Accounts: accounts("linh")}, now))
		id := int64(0)
		try := func(c storage.Changes) error {
			id++
			claim := claimed(t, db, id, "a")
			defer func() { must(t, ignore(db.Commit(ctx, claim, storage.Changes{}, now), domain.Conflict)) }()
			return db.Commit(ctx, claim, c, now)
		}
		names := func() (out []string, version int64) {
			t.Helper()
			r, err := db.Roster(ctx, storage.SharedWorkspace)
			must(t, err)
			for _, a := range r.All() {
				out = append(out, a.Name)
			}
			return out, r.Version
		}
		first := listing("7", growth.Asked)
		must(t, try(storage.Changes{Listings: []storage.Listing{first}}))
		wantCode(t, try(storage.Changes{Listings: []storage.Listing{first}}), domain.Conflict)
		if got, _ := names(); !slices.Equal(got, []string{"linh"}) {
			t.Errorf("before anybody agreed: %v", got)
		}
		stored, err := db.Listing(ctx, first.Owner)
		must(t, err)
		first.Version = 1
		if diff := cmp.Diff(first, stored, figures); diff != "" {
			t.Errorf("listing differs (-saved +got):\n%s", diff)
		}
		stored.State = growth.Listed
		must(t, try(storage.Changes{Listings: []storage.Listing{stored}}))
		wantCode(t, try(storage.Changes{Listings: []storage.Listing{stored}}), domain.Conflict)
		got, version := names()
		if !slices.Equal(got, []string{"linh", "Mẫu 7"}) {
			t.Errorf("once listed: %v", got)
		}
		for state, want := range map[growth.ListingState]int{growth.Asked: 0, growth.Listed: 1, growth.Declined: 0} {
			if found, err := db.Listings(ctx, bot, state, 10); err != nil || len(found) != want || want > 0 && found[0].Version != 2 {
				t.Errorf("%s: %v, error %v", state, found, err)
			}
		}
		if found, err := db.Listings(ctx, "preview", growth.Listed, 10); err != nil || len(found) > 0 {
			t.Errorf("another bot's: %v, error %v", found, err)
		}
		must(t, try(storage.Changes{Unlisted: []storage.Person{first.Owner, {Bot: bot, ID: "never was"}}}))
		left, after := names()
		if !slices.Equal(left, []string{"linh"}) || after == version {
			t.Errorf("after leaving: %v, version %d and before %d", left, after, version)
		}
		if l, err := db.Listing(ctx, first.Owner); err != nil || l.Version != 0 {
			t.Errorf("after leaving: %+v, error %v", l, err)
		}
	}},
	{"a campaign comes back whole", func(t *testing.T, e Engine) {
		db := e.open(t)
		want := domain.Campaign{
			ID: "c", Workspace: "w", Name: "Son dưỡng 💄 tháng 12",
			Brief:     domain.Brief{BudgetMax: 200_000_000, Industry: "beauty", Locations: []domain.Location{"da-nang"}, Month: domain.Month{Year: 2026, Month: 12}},
			Channels:  []domain.Platform{domain.TikTok},
			Decisions: []domain.Decision{{Key: domain.AccountKey{Creator: "linh", Platform: domain.TikTok}, Name: "Linh", Kept: true, Made: now}},
			Revision:  3, CreatedAt: now, UpdatedAt: now.Add(time.Second),
		}
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Workspace: "w", Campaigns: []domain.Campaign{want}})
		got, err := db.Campaign(ctx, "w", "c")
		must(t, err)
		want.Version = 1
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("campaign differs (-saved +got):\n%s", diff)
		}
	}},
	{"campaigns are listed by their last change, the newest first", func(t *testing.T, e Engine) {
		db := e.open(t)
		var saved []domain.Campaign
		for i := range 5 {
			saved = append(saved, domain.Campaign{ID: fmt.Sprint(i), Name: fmt.Sprint("tên ", i), UpdatedAt: now.Add(time.Duration(i%4) * time.Hour)})
		}
		commit(t, db, claimed(t, db, 1, "a"), storage.Changes{Workspace: "w", Campaigns: saved})
		heads, err := db.Campaigns(ctx, "w", 4)
		must(t, err)
		want := []domain.CampaignHead{
			{ID: "3", Name: "tên 3", UpdatedAt: now.Add(3 * time.Hour)}, {ID: "2", Name: "tên 2", UpdatedAt: now.Add(2 * time.Hour)},
			{ID: "1", Name: "tên 1", UpdatedAt: now.Add(time.Hour)}, {ID: "4", Name: "tên 4", UpdatedAt: now},
		}
		if diff := cmp.Diff(want, heads); diff != "" {
			t.Errorf("heads differ (-want +got):\n%s", diff)
		}
		commit(t, db, claimed(t, db, 2, "a"), storage.Changes{Workspace: "w", Deleted: []string{"3", "never was"}})
		_, err = db.Campaign(ctx, "w", "3")
		wantCode(t, err, domain.NotFound)
	}},
	{"one workspace sees and changes nothing of another's", func(t *testing.T, e Engine) {
		db := e.open(t)
		commit(t, db, claimed(t, db, 1, "a"), everything())
		mine, theirs := address("b").Workspace(), address("a").Workspace()
		_, err := db.Campaign(ctx, mine, "c1")
		wantCode(t, err, domain.NotFound)
		_, err = db.Upload(ctx, mine, "u1")
		wantCode(t, err, domain.NotFound)
		wantCode(t, db.UndoImport(ctx, mine, "i1"), domain.NotFound)
		if heads, err := db.Campaigns(ctx, mine, 10); err != nil || len(heads) > 0 {
			t.Errorf("campaigns %v, error %v", heads, err)
		}
		if heads, err := db.Imports(ctx, mine, 10); err != nil || len(heads) > 0 {
			t.Errorf("imports %v, error %v", heads, err)
		}
		if r, err := db.Roster(ctx, mine); err != nil || r.Version != 0 || r.Len() > 0 || r.Scope != domain.OwnRoster {
			t.Errorf("roster %+v, error %v", r, err)
		}
		kept, err := db.Campaign(ctx, theirs, "c1")
		must(t, err)
		c := claimed(t, db, 2, "b")
		wantCode(t, db.Commit(ctx, c, storage.Changes{Workspace: mine, Campaigns: []domain.Campaign{kept}}, now), domain.NotFound)
		stolen := kept
		stolen.Workspace = mine
		wantCode(t, db.Commit(ctx, c, storage.Changes{Workspace: mine, Campaigns: []domain.Campaign{stolen}}, now), domain.Conflict)
		commit(t, db, c, storage.Changes{Workspace: mine, Deleted: []string{"c1"}, Undo: "i1", DropUpload: "u1"})
		if again, err := db.Campaign(ctx, theirs, "c1"); err != nil || !cmp.Equal(kept, again) {
			t.Errorf("campaign %+v, error %v", again, err)
		}
		if r, err := db.Roster(ctx, theirs); err != nil || r.Len() != 2 {
			t.Errorf("roster %+v, error %v", r, err)
		}
		if _, err := db.Upload(ctx, theirs, "u1"); err != nil {
			t.Error(err)
		}
	}},
	{"two workspaces use the same ids", func(t *testing.T, e Engine) {
		db := e.open(t)
		for i, w := range []string{"w1", "w2"} {
			commit(t, db, claimed(t, db, int64(i), "a"), storage.Changes{
				Workspace: w,
				Campaigns: []domain.Campaign{{ID: "c", Name: w}},
				Import:    &storage.Import{ID: "i", Accounts: accounts(w)},
				Upload:    &storage.Upload{ID: "u", Name: w, At: now},
			})
		}
		must(t, db.UndoImport(ctx, "w1", "i"))
		r, err := db.Roster(ctx, "w2")
		must(t, err)
		if got := creators(r); !slices.Equal(got, []string{"w2"}) {
			t.Errorf("w2 lists %v", got)
		}
	}},

	{"a list is its imports laid over each other, the later winning", func(t *testing.T, e Engine) {
		db := e.open(t)
		take := func(id string, list []domain.Account) {
			t.Helper()
			must(t, db.TakeImport(ctx, "w", storage.Import{ID: id, File: id + ".csv", Accounts: list}, now))
		}
		roster := func() *domain.Roster {
			t.Helper()
			r, err := db.Roster(ctx, "w")
			must(t, err)
			return r
		}
		older, newer := accounts("linh", "an"), accounts("bao", "linh")
		older[0].Followers, older[0].Views = domain.Known[int64](100), domain.Known[int64](50)
		older[0].Source = domain.Source{Title: "cũ.csv"}
		newer[1].Followers, newer[1].Source = domain.Known[int64](120), domain.Source{Title: "mới.csv"}
		take("1", older)
		first := roster()
		take("2", newer)
		second := roster()
		if first.Version == second.Version {
			t.Error("the list changed and its version did not")
		}
		if diff := cmp.Diff([]string{"linh", "an", "bao"}, creators(second)); diff != "" {
			t.Errorf("accounts differ (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(domain.Merge(older[0], newer[1]), second.At(0), figures); diff != "" {
			t.Errorf("merged account differs (-want +got):\n%s", diff)
		}
		if first.Len() != 2 {
			t.Error("a roster that was handed out changed")
		}
		must(t, db.UndoImport(ctx, "w", "2"))
		if diff := cmp.Diff(all(first), all(roster()), figures); diff != "" {
			t.Errorf("after undoing, the list differs (-before +after):\n%s", diff)
		}
		wantCode(t, db.UndoImport(ctx, "w", "2"), domain.NotFound)
		must(t, db.UndoImport(ctx, "w", "1"))
		if r := roster(); r.Len() != 0 {
			t.Errorf("all imports are undone, %d accounts are left", r.Len())
		}
		take("3", accounts("chi")) // an import after an undone one does not meet its rows
		if got := creators(roster()); !slices.Equal(got, []string{"chi"}) {
			t.Errorf("list %v", got)
		}
	}},
	{"a long list keeps its order", func(t *testing.T, e Engine) {
		db := e.open(t)
		var ids []string
		for i := range 2345 {
			ids = append(ids, fmt.Sprintf("mau_%d", i))
		}
		must(t, db.TakeImport(ctx, storage.SharedWorkspace, storage.Import{ID: "1", Accounts: accounts(ids...)}, now))
		r, err := db.Roster(ctx, storage.SharedWorkspace)
		must(t, err)
		if r.Scope != domain.SharedRoster || !slices.Equal(creators(r), ids) {
			t.Errorf("%s list of %d differs from the %d imported", r.Scope, r.Len(), len(ids))
		}
	}},
	{"an import is taken once, and listed the last first", func(t *testing.T, e Engine) {
		db := e.open(t)
		must(t, db.TakeImport(ctx, "w", storage.Import{ID: "1", File: "một.csv", Accounts: accounts("a", "b"), Report: []byte(`{"taken":2}`)}, now))
		must(t, db.TakeImport(ctx, "w", storage.Import{ID: "2", File: "hai.csv", Accounts: accounts("c"), At: now.Add(time.Hour)}, now))
		before := dump(t, db)
		wantCode(t, db.TakeImport(ctx, "w", storage.Import{ID: "1", Accounts: accounts("x")}, now), domain.Conflict)
		if diff := cmp.Diff(before, dump(t, db)); diff != "" {
			t.Errorf("an import refused left something (-before +after):\n%s", diff)
		}
		heads, err := db.Imports(ctx, "w", 10)
		must(t, err)
		want := []domain.ImportHead{{ID: "2", File: "hai.csv", Accounts: 1, At: now.Add(time.Hour)}, {ID: "1", File: "một.csv", Accounts: 2, At: now}}
		if diff := cmp.Diff(want, heads); diff != "" {
			t.Errorf("imports differ (-want +got):\n%s", diff)
		}
	}},
	{"many who ask for one list at once get one list", func(t *testing.T, e Engine) {
		db := e.open(t)
		must(t, db.TakeImport(ctx, "w", storage.Import{ID: "1", Accounts: accounts("a", "b")}, now))
		got := make([]*domain.Roster, 32)
		var wg sync.WaitGroup
		for i := range got {
			wg.Go(func() {
				r, err := db.Roster(ctx, "w")
				if err != nil {
					t.Error(err)
				}
				got[i] = r
			})
		}
		wg.Wait()
		for _, r := range got {
			if r != got[0] {
				t.Fatal("the list was loaded more than once")
			}
		}
	}},
	{"another process's import is seen", func(t *testing.T, e Engine) {
		at := e.Create(t)
		db, other := openAt(t, at), openAt(t, at)
		must(t, db.TakeImport(ctx, "w", storage.Import{ID: "1", Accounts: accounts("a")}, now))
		for range 2 {
			if r, err := other.Roster(ctx, "w"); err != nil || r.Len() != 1 {
				t.Fatalf("roster %+v, error %v", r, err)
			}
		}
		must(t, db.UndoImport(ctx, "w", "1"))
		if r, err := other.Roster(ctx, "w"); err != nil || r.Len() != 0 {
			t.Fatalf("roster %+v, error %v", r, err)
		}
	}},

	{"the last files of a workspace are kept", func(t *testing.T, e Engine) {
		db := e.open(t)
		must(t, db.PutUpload(ctx, "other", storage.Upload{ID: "theirs", At: now}))
		for i := range storage.MaxUploads + 1 {
			u := storage.Upload{ID: fmt.Sprint(i), Name: "danh sách.xlsx", Data: []byte{0, byte(i)}, At: now.Add(time.Duration(i) * time.Second)}
			must(t, db.PutUpload(ctx, "w", u))
			got, err := db.Upload(ctx, "w", u.ID)
			must(t, err)
			if diff := cmp.Diff(u, got); diff != "" {
				t.Errorf("file differs (-sent +got):\n%s", diff)
			}
		}
		_, err := db.Upload(ctx, "w", "0")
		wantCode(t, err, domain.NotFound)
		for _, kept := range []struct{ workspace, id string }{{"w", "1"}, {"other", "theirs"}} {
			if _, err := db.Upload(ctx, kept.workspace, kept.id); err != nil {
				t.Error(err)
			}
		}
		must(t, db.PutUpload(ctx, "w", storage.Upload{ID: "1", Name: "again", At: now}))
		if got, err := db.Upload(ctx, "w", "1"); err != nil || got.Name != "again" {
			t.Errorf("a file sent again is %+v, error %v", got, err)
		}
	}},
	{"a file over the limit is refused", func(t *testing.T, e Engine) {
		err := e.open(t).PutUpload(ctx, "w", storage.Upload{ID: "u", Data: make([]byte, storage.MaxUploadBytes+1)})
		wantCode(t, err, domain.TooLarge)
	}},
}

// figures lets cmp look at figures.
var figures = cmp.AllowUnexported(domain.Figure[int64]{}, domain.Figure[float64]{}, domain.Figure[domain.Rate]{})

// listing is a listing of a person, named after them.
func listing(person string, state growth.ListingState) storage.Listing {
	return storage.Listing{Owner: storage.Person{Bot: bot, ID: person}, Listing: growth.Listing{
		Person: person, State: state, Card: growth.Card{Name: "Mẫu " + person, Contact: "mau@example.com"}, Platform: domain.TikTok, Field: growth.Food,
		Followers: domain.Known[int64](9_000), AsOf: "2026-11-28", Partners: true, Asked: []string{"k"}, Consent: growth.Consent{At: now, Text: "đồng ý"}, Lang: "vi",
	}}
}

// accounts makes one TikTok account for each creator.
func accounts(ids ...string) []domain.Account {
	var out []domain.Account
	for _, id := range ids {
		out = append(out, domain.Account{Creator: id, Name: id, Platform: domain.TikTok, Followers: domain.Known[int64](1000),
			Likes: domain.Known[int64](70), Comments: domain.Known[int64](0)})
	}
	return out
}

func all(r *domain.Roster) (out []domain.Account) {
	for i := range r.Len() {
		out = append(out, r.At(i))
	}
	return out
}

func creators(r *domain.Roster) []string {
	var out []string
	for _, a := range r.All() {
		out = append(out, a.Creator)
	}
	return out
}
