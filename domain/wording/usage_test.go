package wording_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chonmat/domain/wording"
)

// usage is what the sources of the module say of the catalogue.
type usage struct {
	calls    []call
	literals map[string]string // every string literal and where it is, and every field of an embedded table, at ""
	prefixes []string          // literals that a key may be made from: "platform."
}

// call is one Say or Refuse with a literal key.
type call struct {
	at    string
	key   string
	names []string // of the values; nil with open set when they are not literal
	open  bool
	stem  bool // key is only the beginning: "platform." + word
}

func TestEverySentenceThatIsSaidIsInTheCatalogue(t *testing.T) {
	u := readModule(t, "../..")
	if len(u.calls) < 20 {
		t.Fatalf("only %d calls of Say found; the scan looks in the wrong place", len(u.calls))
	}
	keys := wording.Keys()
	for _, c := range u.calls {
		if c.stem {
			if !slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(k, c.key) }) {
				t.Errorf("%s: no key begins with %q", c.at, c.key)
			}
			continue
		}
		if !wording.Has(c.key) {
			t.Errorf("%s: %q is not in the catalogue", c.at, c.key)
			continue
		}
		for _, name := range wording.Names(c.key) {
			if !c.open && !slices.Contains(c.names, name) {
				t.Errorf("%s: %q wants a value for {%s}", c.at, c.key, name)
			}
		}
	}
	// Keys also stand in tables. A literal that looks like a neighbour of a key
	// and is none is a slip.
	rooms := map[string]bool{}
	for _, key := range keys {
		rooms[room(key)] = true
	}
	for text, at := range u.literals {
		if at != "" && keyForm.MatchString(text) && !fileName.MatchString(text) && rooms[room(text)] && !wording.Has(text) && !slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(k, text) }) {
			t.Errorf("%s: %q looks like a key and is not in the catalogue", at, text)
		}
	}
	for _, key := range keys {
		if _, said := u.literals[key]; !said && !slices.ContainsFunc(u.prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Logf("nobody says %s", key)
		}
	}
}

// readModule reads all sources but tests.
func readModule(t *testing.T, root string) usage {
	t.Helper()
	u := usage{literals: map[string]string{}}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".csv"):
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, field := range strings.FieldsFunc(string(data), func(r rune) bool { return strings.ContainsRune(",;|\t\r\n\"", r) }) {
				u.literals[strings.TrimSpace(field)] = ""
			}
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				u.visit(files, n)
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (u *usage) visit(files *token.FileSet, n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, ok := literal(n); ok {
			u.literals[text] = files.Position(n.Pos()).String()
			if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "-") {
				if len(text) > 2 {
					u.prefixes = append(u.prefixes, text)
				}
			}
		}
	case *ast.CallExpr:
		args := n.Args
		switch called(n) {
		case "Say":
		case "Refuse":
			if len(args) > 0 {
				args = args[1:] // the code comes first
			}
		default:
			return
		}
		if len(args) == 0 {
			return
		}
		c := call{at: files.Position(n.Pos()).String(), open: n.Ellipsis.IsValid()}
		var ok bool
		if c.key, ok = literal(args[0]); !ok {
			sum, isSum := args[0].(*ast.BinaryExpr)
			if !isSum {
				return
			}
			if c.key, ok = literal(sum.X); !ok {
				return
			}
			c.stem = true
		}
		for i := 1; i < len(args); i += 2 {
			name, ok := literal(args[i])
			if !ok {
				c.open = true
			}
			c.names = append(c.names, name)
		}
		u.calls = append(u.calls, c)
	}
}

// keyForm is a key of at least two words; fileName is what only looks like one.
var (
	keyForm  = regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)+$`)
	fileName = regexp.MustCompile(`\.(csv|tsv|txt|json|jsonl|html|css|js|sql|xlsx|xls|db|svg|png)$`)
)

// room is a key without its last word.
func room(key string) string { return key[:max(strings.LastIndexByte(key, '.'), 0)] }

// called is the name of the function called, without its package or receiver.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}
