package storagetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/storage"
)

// movingCases are about an export that becomes a database again.
var movingCases = []testCase{
	{"an export restores to a database of the same content", func(t *testing.T, e Engine) {
		Move(t, e, e)
	}},
	{"an export is restored into an empty database alone", func(t *testing.T, e Engine) {
		from, to := e.open(t), e.open(t)
		receive(t, to, update(1, "a"))
		before := dump(t, to)
		wantCode(t, to.Restore(ctx, strings.NewReader(dump(t, from))), domain.Invalid)
		if diff := cmp.Diff(before, dump(t, to)); diff != "" {
			t.Errorf("what was there changed (-before +after):\n%s", diff)
		}
	}},
	{"what is no whole export is refused, and nothing of it kept", func(t *testing.T, e Engine) {
		from, to := e.open(t), e.open(t)
		commit(t, from, claimed(t, from, 1, "a"), everything())
		whole, empty := dump(t, from), dump(t, to)
		lines := slices.Collect(strings.Lines(whole))
		replaced := func(old, new string) string {
			if !strings.Contains(whole, old) {
				t.Fatalf("the export has no %s", old)
			}
			return strings.Replace(whole, old, new, 1)
		}
		first := func(table string) string { // its first line
			i := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, `{"table":"`+table+`"`) })
			if i < 0 {
				t.Fatalf("the export has no %s", table)
			}
			return lines[i]
		}
		newest := lines[slices.Index(lines, first("workspace"))-1] // of the schema's versions
		// counted says another number of rows at the end.
		counted := func(text string, more int) string {
			end := fmt.Sprintf("{\"table\":\"end\",\"rows\":%d}\n", len(lines)-1)
			if !strings.HasSuffix(text, end) {
				t.Fatalf("the export does not end in %s", end)
			}
			return strings.TrimSuffix(text, end) + fmt.Sprintf("{\"table\":\"end\",\"rows\":%d}\n", len(lines)-1+more)
		}
		for name, text := range map[string]string{
			"nothing":                        "",
			"no export":                      "name,platform\n",
			"cut off between lines":          strings.Join(lines[:len(lines)-1], ""),
			"cut off within a line":          whole[:len(whole)/2],
			"a line is missing":              strings.Join(append(lines[:2:2], lines[3:]...), ""),
			"a line too many":                whole + lines[0],
			"twice":                          whole + whole,
			"a row of what is not there":     counted(replaced(first("list_import"), ""), -1),
			"a newer schema":                 replaced(newest, strings.Replace(newest, `"version":`, `"version":1`, 1)),
			"an unknown table":               replaced(`"table":"upload"`, `"table":"secrets"`),
			"an unknown column":              replaced(`"roster_version"`, `"roster_versions"`),
			"a column too many":              replaced(`"roster_version"`, `"x":1,"roster_version"`),
			"a number that is text":          replaced(`"accounts":2`, `"accounts":"2"`),
			"a number that is none":          replaced(`"accounts":2`, `"accounts":null`),
			"a number that is no whole one":  replaced(`"accounts":2`, `"accounts":2.5`),
			"U+0000":                         replaced(`"kol.csv"`, `"kol\u0000.csv"`),
			"U+0000 in a document":           replaced(`{"flow":"brief"}`, `{"flow":"\u0000"}`),
			"bytes that are no base64":       replaced(`bmFtZSxwbGF0Zm9ybQ==`, `***`),
			"rows of one thing, twice there": counted(replaced(first("workspace"), first("workspace")+first("workspace")), 1),
		} {
			switch err := to.Restore(ctx, strings.NewReader(text)); domain.ErrorCode(err) {
			case domain.Invalid, domain.Conflict:
			default:
				t.Errorf("%s: error %v, want invalid or conflict", name, err)
			}
			if diff := cmp.Diff(empty, dump(t, to)); diff != "" {
				t.Fatalf("%s left something (-before +after):\n%s", name, diff)
			}
		}
		must(t, to.Restore(ctx, strings.NewReader(whole)))
	}},
}

// Move fills a database on one engine, moves it to the other by its export,
// and wants the same content there, in a database that works.
func Move(t *testing.T, from, to Engine) {
	old, moved := from.open(t), to.open(t)
	// Some of every state that a row can be in.
	commit(t, old, claimed(t, old, 1<<53+1, "a"), everything())
	must(t, old.Commit(ctx, claimed(t, old, 2, "trò chuyện <&> \u2028"), storage.Changes{}, now))
	must(t, old.Delivered(ctx, next(t, old, now, "1/0"), "4711", now))
	must(t, old.Postpone(ctx, next(t, old, now, "1/1"), now.Add(time.Hour)))
	must(t, old.PutUpload(ctx, "w", storage.Upload{ID: "u", Name: "ảnh.bin", Data: []byte{0, 255, 10, 34}, At: now}))
	var ids []string
	for i := range 600 { // more than one part
		ids = append(ids, fmt.Sprint("mau_", i, " 👩‍👩‍👧‍👦 <b>"))
	}
	must(t, old.TakeImport(ctx, "w", storage.Import{ID: "1", File: "danh sách.csv", Accounts: accounts(ids...)}, now))
	must(t, old.TakeImport(ctx, "w", storage.Import{ID: "2", Accounts: accounts(ids[:2]...)}, now))
	receive(t, old, update(3, "b"), update(4, "b"))
	held := claim(t, old, now, 3)

	export := dump(t, old)
	must(t, moved.Restore(ctx, strings.NewReader(export)))
	if diff := cmp.Diff(export, dump(t, moved)); diff != "" {
		t.Fatalf("content differs (-old +moved):\n%s", diff)
	}
	// Leases, lines and numbers go on where they were.
	claim(t, moved, now, 0)
	commit(t, moved, held, storage.Changes{Outbox: []storage.Outgoing{message("1/1", "a"), message("3/0", "b")}})
	receive(t, moved, update(3, "b"), update(5, "b"))
	commit(t, moved, claim(t, moved, now, 4), storage.Changes{})
	claim(t, moved, now, 5)
	must(t, moved.Delivered(ctx, next(t, moved, now, "3/0"), "4712", now))
	next(t, moved, now.Add(time.Hour), "1/1")
	nextJob(t, moved, now.Add(time.Hour), "j1")
	must(t, moved.TakeImport(ctx, "w", storage.Import{ID: "3", Accounts: accounts("mới")}, now))
	must(t, moved.PutUpload(ctx, "w", storage.Upload{ID: "v", At: now}))
	r, err := moved.Roster(ctx, "w")
	must(t, err)
	if want := append(ids, "mới"); !cmp.Equal(want, creators(r)) {
		t.Errorf("the list has %d accounts, want %d", r.Len(), len(want))
	}
}
