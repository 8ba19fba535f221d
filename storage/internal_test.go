package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
)

func TestRosterCacheIsBounded(t *testing.T) {
	const some = 1_000
	list := func(version int64, accounts int) *domain.Roster {
		return domain.NewRoster("", version, slices.Repeat([]domain.Account{{Creator: "linh"}}, accounts))
	}
	c := rosterCache{most: 3 * (keptBytes + list(1, some).Bytes())}
	loads := 0
	get := func(workspace string, version int64, accounts int) {
		t.Helper()
		r, err := c.get(context.Background(), workspace, version, func() (*domain.Roster, error) {
			loads++
			return list(version, accounts), nil
		})
		if err != nil || r.Len() != accounts || r.Version != version {
			t.Fatalf("got %d accounts of version %d, error %v", r.Len(), r.Version, err)
		}
	}
	wantLoads := func(want int) {
		t.Helper()
		if loads != want {
			t.Errorf("%d loads, want %d", loads, want)
		}
		if c.bytes > c.most && c.used.Len() > 1 {
			t.Errorf("%d bytes kept in %d lists", c.bytes, c.used.Len())
		}
	}
	get("a", 1, some)
	get("b", 1, some)
	get("c", 1, some)
	get("a", 1, some)
	wantLoads(3)
	get("d", 1, some) // b was used longest ago
	get("a", 1, some)
	get("c", 1, some)
	wantLoads(4)
	get("b", 1, some)
	wantLoads(5)
	get("b", 2, 7) // a changed list is loaded again, its old version goes
	get("b", 2, 7)
	wantLoads(6)
	get("huge", 1, 10*some)
	get("huge", 1, 10*some)
	wantLoads(7)
	if c.used.Len() != 1 {
		t.Errorf("%d lists kept beside one over the bound", c.used.Len()-1)
	}
}

func TestRosterLoadThatFailsIsTriedAgain(t *testing.T) {
	var c rosterCache
	fail := func() (*domain.Roster, error) { return nil, fmt.Errorf("disk") }
	if _, err := c.get(context.Background(), "w", 1, fail); err == nil {
		t.Error("want the load's error")
	}
	r, err := c.get(context.Background(), "w", 1, func() (*domain.Roster, error) { return &domain.Roster{Version: 1}, nil })
	if err != nil || r.Version != 1 {
		t.Errorf("got %v, error %v", r, err)
	}
}

// Every table and column is exported: what is forgotten here would be lost on
// the way to another engine.
func TestExportForgetsNothing(t *testing.T) {
	ctx := context.Background()
	db, err := Open(ctx, filepath.Join(t.TempDir(), "chonmat.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	columns := func(query string, args ...any) []string {
		var out []string
		err := db.read.each(ctx, query, args, func(scan func(...any) error) error {
			var name string
			err := scan(&name)
			out = append(out, name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(out)
		return out
	}
	var tables []string
	for _, e := range exports {
		tables = append(tables, e.table)
		var names []string
		for _, c := range e.columns {
			name, _, _ := strings.Cut(c, ":")
			names = append(names, name)
		}
		names = append(names, e.own...)
		slices.Sort(names)
		if want := columns("SELECT name FROM pragma_table_info(?1)", e.table); !slices.Equal(names, want) {
			t.Errorf("%s: exported %v, the table has %v", e.table, names, want)
		}
	}
	slices.Sort(tables)
	if want := columns(db.engine.dialect().tables); !slices.Equal(tables, want) {
		t.Errorf("exported %v, the database has %v", tables, want)
	}
}

// Every table says whose its rows are: what is forgotten here would be neither
// told to a person nor erased with them.
func TestEveryTableSaysWhoseItsRowsAre(t *testing.T) {
	// Tables that tell nothing of anybody who talks to a bot, and why.
	impersonal := map[string]string{
		"schema_version": "numbers of migrations",
		"removed":        "hashes of creators' accounts, who are in no list because they asked",
		"media":          "a hash of a file and Telegram's name for it",
		"spoken":         "what a model said to our own passages, without names",
	}
	for _, e := range exports {
		if _, ok := impersonal[e.table]; ok != (e.of.rows == "") {
			t.Errorf("%s: say in exports whose its rows are, or here why nobody's", e.table)
		}
		delete(impersonal, e.table)
	}
	for table := range impersonal {
		t.Errorf("%s is no table", table)
	}
}

func FuzzEscapesNUL(f *testing.F) {
	for _, seed := range []string{`"a"`, `"\u0000"`, `"\\u0000"`, `"\\\u0000"`, `{"\u0000":1}`, `["\\\\u0000\u0000"]`, `"\u00000"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		want := false
		tokens := json.NewDecoder(bytes.NewReader(doc))
		for {
			token, err := tokens.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Skip("no JSON")
			}
			if text, ok := token.(string); ok && strings.ContainsRune(text, 0) {
				want = true
			}
		}
		if got := escapesNUL(doc); got != want {
			t.Errorf("%s: got %v, want %v", doc, got, want)
		}
	})
}

func TestTablesBuiltAnewKeepTheirRowsAndIndexes(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "chonmat.db")
	migrations, err := readMigrations(migrationFiles, "migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	older, err := openSQLite(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("ả", 5_000)
	err = errors.Join(older.run(ctx, inTransaction, func(t *tx) error {
		if err := applyMigrations(t, migrations[:9]); err != nil {
			return err
		}
		_, err := t.exec(`INSERT INTO conversation VALUES ('b', 'c', 't', 'p', '{"v":"' || ?1 || '"}', 7, 8);
			INSERT INTO campaign VALUES ('w', 'i', 'Tết', '{"id":"i"}', 3, 4);
			INSERT INTO creator VALUES ('b', 'p', '{}', 5, 6)`, long)
		return err
	}), older.close())
	if err != nil {
		t.Fatal(err)
	}
	db, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var export bytes.Buffer
	if err := db.Export(ctx, &export); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		`{"table":"conversation","bot":"b","chat":"c","thread":"t","person":"p","state":{"v":"` + long + `"},"version":7,"updated_at":8}`,
		`{"table":"campaign","workspace":"w","id":"i","name":"Tết","body":{"id":"i"},"version":3,"updated_at":4}`,
		`{"table":"creator","bot":"b","person":"p","body":{},"version":5,"updated_at":6}`,
	} {
		if !strings.Contains(export.String(), row+"\n") {
			t.Errorf("no row %.120s", row)
		}
	}
	var indexes int
	_, err = db.read.one(ctx, "SELECT count(*) FROM sqlite_schema WHERE name IN ('conversation_person', 'campaign_newest')", nil, &indexes)
	if err != nil || indexes != 2 {
		t.Errorf("%d indexes, error %v", indexes, err)
	}
}

func FuzzRestore(f *testing.F) {
	ctx := context.Background()
	db, err := Open(ctx, filepath.Join(f.TempDir(), "chonmat.db"))
	if err != nil {
		f.Fatal(err)
	}
	defer db.Close()
	migrations, err := readMigrations(migrationFiles, "migrations/sqlite")
	if err != nil {
		f.Fatal(err)
	}
	schema := fmt.Sprintf("{\"table\":\"schema_version\",\"version\":%d,\"name\":\"start\"}\n", len(migrations))
	for _, seed := range []string{
		`{"table":"end","rows":0}`,
		schema + "{\"table\":\"end\",\"rows\":1}",
		schema + "{\"table\":\"workspace\",\"id\":\"w\",\"roster_version\":9007199254740993}\n{\"table\":\"end\",\"rows\":2}",
		`{"table":"upload","seq":1,"workspace":"w","id":"u","name":"ả","data":"AP8=","received_at":-1}`,
		`{"table":"conversation","bot":"b","chat":"\u0000","thread":"","person":"","state":{"a":[1,"\u0000"]},"version":1,"updated_at":1}`,
		`{"table":null}`,
	} {
		f.Add([]byte(seed))
	}
	undo := errors.New("undo")
	f.Fuzz(func(t *testing.T, export []byte) {
		var restored error
		err := db.write(ctx, inTransaction, func(t *tx) error {
			restored = restoreLines(t, bytes.NewReader(export))
			return undo // the next one wants an empty database, too
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		if restored == nil {
			return
		}
		switch err := db.fault(ctx, restored); domain.ErrorCode(err) {
		case domain.Invalid, domain.Conflict, domain.TooLarge:
		default:
			t.Errorf("error %v, want a code that says whose fault it is", err)
		}
	})
}
