package understand_test

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"

	"chonmat/domain/understand"
)

// TestScore reads labelled briefs. Those of briefs.jsonl shaped the word lists
// and rules, so their figure only guards against steps back. Those of
// briefs_held_out.jsonl were read once, after that, and nothing was changed for
// them: their figure is the one to believe, as far as 119 briefs of two authors
// go (the second one's 49, read first on 2026-11-23: exact 0.918). What fails there is not to be mended by itself; write a new set when it
// has been used up. The figures are printed by
//
//	go test -run Score -v ./domain/understand
func TestScore(t *testing.T) {
	for file, least := range map[string]struct{ exact, f1 float64 }{
		"briefs.jsonl": {0.99, 0.995}, "briefs_held_out.jsonl": {0.95, 0.98},
	} {
		t.Run(file, func(t *testing.T) {
			var hit, extra, missed, exact, empty, alarms int
			rows := labelled(t, "testdata/"+file)
			for _, row := range rows {
				got := items(t, understand.Read(row.Text, understand.Context{}).Brief.Contract())
				want := items(t, row.Expect)
				common := 0
				for item := range got {
					if want[item] {
						common++
					}
				}
				hit, extra, missed = hit+common, extra+len(got)-common, missed+len(want)-common
				if reflect.DeepEqual(got, want) {
					exact++
				} else {
					t.Logf("%q\nwant %v\ngot  %v", row.Text, want, got)
				}
				if len(want) == 0 {
					empty++
					if len(got) > 0 {
						alarms++
					}
				}
			}
			share := float64(exact) / float64(len(rows))
			f1 := 2 * float64(hit) / float64(2*hit+extra+missed)
			t.Logf("%d briefs: exact %.3f, slot F1 %.3f, false alarms %d of %d", len(rows), share, f1, alarms, empty)
			if share < least.exact || f1 < least.f1 || alarms > 0 {
				t.Errorf("want exact ≥ %.2f, slot F1 ≥ %.2f, no false alarm", least.exact, least.f1)
			}
		})
	}
}

// brief is a labelled text.
type brief struct {
	Text   string
	Expect json.RawMessage
	Intent understand.Intent
}

func labelled(t *testing.T, path string) (rows []brief) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var row brief
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatalf("%s: %v", lines.Bytes(), err)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil || len(rows) < 50 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows
}

// items takes the JSON of a brief apart: an item for each value, and for each
// element of a list.
func items(t *testing.T, brief any) map[string]bool {
	t.Helper()
	data, err := json.Marshal(brief)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	set := map[string]bool{}
	for key, value := range fields {
		var list []json.RawMessage
		if json.Unmarshal(value, &list) != nil {
			list = []json.RawMessage{value}
		}
		for _, v := range slices.All(list) {
			set[key+" "+string(v)] = true
		}
	}
	return set
}
