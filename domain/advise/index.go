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

// tables are those of the rosters in use. Rosters are shared between people and
// never changed, so a table is made once; it goes with its roster.
var tables struct {
	sync.Mutex
	of map[weak.Pointer[domain.Account]]*table
}

// tableFor returns the table of a roster.
func tableFor(r *domain.Roster) *table {
	if len(r.Accounts) == 0 {
		return &table{}
	}
	first := &r.Accounts[0]
	at := weak.Make(first)
	tables.Lock()
	defer tables.Unlock()
	if t := tables.of[at]; t != nil && len(t.rows) == len(r.Accounts) {
		return t
	}
	t := tableOf(r.Accounts)
	if tables.of == nil {
		tables.of = map[weak.Pointer[domain.Account]]*table{}
	}
	if tables.of[at] == nil {
		runtime.AddCleanup(first, func(at weak.Pointer[domain.Account]) {
			tables.Lock()
			defer tables.Unlock()
			delete(tables.of, at)
		}, at)
	}
	tables.of[at] = t
	return t
}
