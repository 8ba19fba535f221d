package advise

import (
	"runtime"
	"slices"
	"sync"
	"weak"

	"chonmat/domain"
)

// table is a list as rows: all that rankings of it share.
type table struct {
	rows   []row
	places []placeShare
}

func tableOf(accounts []domain.Account) *table {
	t := &table{rows: make([]row, len(accounts))}
	a := new(subject)
	for i := range accounts {
		a.look(&accounts[i])
		r := &t.rows[i]
		r.key = keyHash(accounts[i].Key())
		if r.codes(a); r.platform < 0 {
			continue
		}
		r.fixed(a)
		t.places = r.audience(&accounts[i], t.places)
	}
	t.places = slices.Clip(t.places)
	return t
}

// tables are those of the rosters in use, by their first account. Rosters are
// shared between people and never changed, so a table is made once; it goes with
// its roster.
var tables struct {
	sync.Mutex
	of map[weak.Pointer[domain.Account]]*sharedTable
}

type sharedTable struct {
	accounts int
	make     func() *table // once, while whoever ranks another roster goes on
}

// tableFor returns the table of a roster.
func tableFor(r *domain.Roster) *table {
	if len(r.Accounts) == 0 {
		return &table{}
	}
	return shared(r.Accounts).make()
}

func shared(accounts []domain.Account) *sharedTable {
	first := &accounts[0]
	at := weak.Make(first)
	tables.Lock()
	defer tables.Unlock()
	if t := tables.of[at]; t != nil && t.accounts == len(accounts) {
		return t
	}
	if tables.of == nil {
		tables.of = map[weak.Pointer[domain.Account]]*sharedTable{}
	}
	if tables.of[at] == nil {
		runtime.AddCleanup(first, func(at weak.Pointer[domain.Account]) {
			tables.Lock()
			defer tables.Unlock()
			delete(tables.of, at)
		}, at)
	}
	t := &sharedTable{accounts: len(accounts)}
	var once sync.Once
	var made *table
	t.make = func() *table {
		once.Do(func() { made, accounts = tableOf(accounts), nil })
		return made
	}
	tables.of[at] = t
	return t
}
