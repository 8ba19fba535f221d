package advise

import (
	"runtime"
	"slices"
	"sync"
	"weak"

	"chonmat/domain"
)

// table is a list as all advice about it shares it: what no brief changes is
// worked out once.
type table struct {
	rows   []row
	places []placeShare
	market []listed // by platforms
}

func tableOf(list *domain.Roster) *table {
	t := &table{rows: make([]row, list.Len())}
	census := newCensus()
	a := new(subject)
	for i, account := range list.All() {
		a.look(account)
		r := &t.rows[i]
		r.key = keyHash(account.Key())
		if r.codes(a); r.platform < 0 {
			continue
		}
		r.fixed(a)
		t.places = r.audience(account, t.places)
		census.count(a)
	}
	t.places, t.market = slices.Clip(t.places), census.market()
	return t
}

// tables are those of the rosters in use. Rosters are shared between people and
// never changed, so a table is made once; it goes with its roster.
var tables struct {
	sync.Mutex
	of map[weak.Pointer[domain.Roster]]func() *table
}

// tableFor returns the table of a roster, nil being an empty one. Whoever asks
// while it is made waits for it; whoever asks for another one does not.
func tableFor(list *domain.Roster) *table {
	if list.Len() == 0 {
		return tableOf(nil)
	}
	return sharedTable(list)()
}

func sharedTable(list *domain.Roster) func() *table {
	at := weak.Make(list)
	tables.Lock()
	defer tables.Unlock()
	if t := tables.of[at]; t != nil {
		return t
	}
	if tables.of == nil {
		tables.of = map[weak.Pointer[domain.Roster]]func() *table{}
	}
	runtime.AddCleanup(list, func(at weak.Pointer[domain.Roster]) {
		tables.Lock()
		defer tables.Unlock()
		delete(tables.of, at)
	}, at)
	var once sync.Once
	var made *table
	t := func() *table {
		once.Do(func() { made, list = tableOf(list), nil }) // which it must not keep alive
		return made
	}
	tables.of[at] = t
	return t
}
