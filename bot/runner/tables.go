package runner

import (
	"slices"
	"sync"

	"chonmat/storage/roster"
)

// maxTableRows bounds the rows of all tables kept at the same time: two of the
// largest, or very many ordinary ones.
const maxTableRows = 2 * roster.MaxRows

// tables keeps the tables of files whose import is being talked about, so that
// a file is read once and not at every step. What it forgets is read again
// from the kept file. Tables are shared and never changed.
type tables struct {
	mu   sync.Mutex
	list []keptTable // the longest unused first
	rows int
}

type keptTable struct {
	key   tableKey
	table *roster.Table
}

type tableKey struct{ workspace, upload string }

func (t *tables) get(key tableKey) (*roster.Table, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.IndexFunc(t.list, func(k keptTable) bool { return k.key == key })
	if i < 0 {
		return nil, false
	}
	kept := t.list[i]
	t.list = append(slices.Delete(t.list, i, i+1), kept)
	return kept.table, true
}

func (t *tables) put(key tableKey, table *roster.Table) {
	t.drop(key)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.list = append(t.list, keptTable{key, table})
	t.rows += len(table.Rows)
	for t.rows > maxTableRows && len(t.list) > 1 {
		t.rows -= len(t.list[0].table.Rows)
		t.list = slices.Delete(t.list, 0, 1)
	}
}

func (t *tables) drop(key tableKey) {
	t.dropIf(func(k tableKey) bool { return k == key })
}

func (t *tables) dropAll(workspace string) {
	t.dropIf(func(k tableKey) bool { return k.workspace == workspace })
}

func (t *tables) dropIf(drop func(tableKey) bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.list = slices.DeleteFunc(t.list, func(k keptTable) bool {
		if drop(k.key) {
			t.rows -= len(k.table.Rows)
			return true
		}
		return false
	})
}
