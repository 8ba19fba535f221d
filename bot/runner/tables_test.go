package runner

import (
	"strconv"
	"testing"

	"chonmat/storage/roster"
)

func TestTablesForgetTheLongestUnused(t *testing.T) {
	var kept tables
	key := func(n int) tableKey { return tableKey{"w", strconv.Itoa(n)} }
	large := &roster.Table{Rows: make([][]string, maxTableRows/4)}
	for n := range 4 {
		kept.put(key(n), large)
	}
	kept.get(key(0)) // used again
	kept.put(key(4), large)
	for n, want := range []bool{true, false, true, true, true} {
		if _, got := kept.get(key(n)); got != want {
			t.Errorf("table %d kept: %t", n, got)
		}
	}
	kept.put(key(5), &roster.Table{Rows: make([][]string, 2*maxTableRows)})
	if _, ok := kept.get(key(5)); !ok || len(kept.list) != 1 {
		t.Error("the table that is talked about is not kept, or others beside it")
	}
	kept.drop(key(5))
	if _, ok := kept.get(key(5)); ok || kept.rows != 0 {
		t.Errorf("dropped, but %d rows are counted", kept.rows)
	}
}
