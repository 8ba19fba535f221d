package wording

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The texts are files of entries, one file a room of the house:
//
//	# A comment: a line that starts with "# ".
//	== brief.ask.budget
//	vi: Ngân sách khoảng bao nhiêu?
//	en: What is the budget?
//
// A text goes on until the next "vi:", "en:" or "==". Its line breaks count: a
// line of the file is a line of the message, and an empty line in between
// parts paragraphs. Spaces and empty lines around a text do not count.
//
// In a text
//
//	**so**             is bold; it begins and ends on one line
//	{name}             is the value of that name, formatted by its type
//	{name:style}       is the value in one of the styles of values.go
//	{n|video|videos}   is the first word when n is one, the second otherwise
//
// Both languages name the same values, except that a plural choice may be in
// one alone. A value is never read as markup.
//
//go:embed texts/*.txt
var texts embed.FS

// catalogue holds every sentence. A mistake in a text stops the program as it
// starts, and names file and line.
var catalogue = func() map[string]*entry {
	c, err := readCatalogue(texts)
	if err != nil {
		panic("wording: " + err.Error())
	}
	return c
}()

// entry is one sentence in every language, by Lang.index.
type entry struct {
	at     string // file:line
	pieces [2][]piece
}

// piece is a run of text, or the slot of a value. There are some ten thousand, so
// they are kept small.
type piece struct {
	text string // where there is no slot
	slot *slot
	bold bool
}

// slot is a placeholder, or a plural choice.
type slot struct {
	name   string
	style  style
	plural [2]string // one, other; when it is a choice
}

func (s *slot) isPlural() bool { return s.plural != [2]string{} }

// Has tells whether the catalogue holds a sentence of that key.
func Has(key string) bool { return catalogue[key] != nil }

// Keys returns the keys of all sentences, sorted.
func Keys() []string { return slices.Sorted(maps.Keys(catalogue)) }

// Names returns the names of the values that the sentence of key wants, sorted.
func Names(key string) []string {
	e := catalogue[key]
	if e == nil {
		return nil
	}
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(names(e.pieces[0], true), names(e.pieces[1], true)))))
}

func names(pieces []piece, plurals bool) []string {
	var out []string
	for i := range pieces {
		if s := pieces[i].slot; s != nil && (plurals || !s.isPlural()) {
			out = append(out, s.name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// readCatalogue reads all texts of fsys.
func readCatalogue(fsys fs.FS) (map[string]*entry, error) {
	files, err := fs.Glob(fsys, "texts/*.txt")
	if err != nil {
		return nil, err
	}
	all := map[string]*entry{}
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		if err := readTexts(all, path.Base(file), string(data)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

var keyForm = regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*$`)

// readTexts adds the entries of one file to all.
func readTexts(all map[string]*entry, file, data string) error {
	var (
		key   string
		at    string
		texts [2]*strings.Builder
		now   *strings.Builder // the text that goes on
	)
	finish := func() error {
		if key == "" {
			return nil
		}
		e, err := newEntry(texts)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", at, key, err)
		}
		e.at = at
		all[key] = e
		return nil
	}
	for i, line := range strings.Split(data, "\n") {
		here := func() string { return fmt.Sprintf("%s:%d", file, i+1) }
		line = strings.TrimSpace(line)
		if line == "#" || strings.HasPrefix(line, "# ") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "=="); ok {
			if err := finish(); err != nil {
				return err
			}
			key, at, texts, now = strings.TrimSpace(name), here(), [2]*strings.Builder{}, nil
			if !keyForm.MatchString(key) {
				return fmt.Errorf("%s: %q is no key", at, key)
			}
			if other := all[key]; other != nil {
				return fmt.Errorf("%s: %s is there already, at %s", at, key, other.at)
			}
			continue
		}
		if l := slices.IndexFunc(Langs, func(l Lang) bool { return strings.HasPrefix(line, string(l)+":") }); l >= 0 {
			if key == "" || texts[l] != nil {
				return fmt.Errorf("%s: a second %q text, or one without a key", here(), Langs[l])
			}
			now = new(strings.Builder)
			texts[l] = now
			line = line[len("vi:"):]
		} else if now == nil {
			if line == "" {
				continue
			}
			return fmt.Errorf("%s: a line that belongs to no text", here())
		}
		now.WriteString(strings.TrimSpace(line))
		now.WriteByte('\n')
	}
	return finish()
}

func newEntry(texts [2]*strings.Builder) (*entry, error) {
	var e entry
	for i, l := range Langs {
		if texts[i] == nil {
			return nil, fmt.Errorf("no %q text", l)
		}
		text := strings.TrimSpace(texts[i].String())
		if text == "" {
			return nil, fmt.Errorf("the %q text is empty", l)
		}
		pieces, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("%q text: %w", l, err)
		}
		e.pieces[i] = pieces
	}
	vi, en := names(e.pieces[0], false), names(e.pieces[1], false)
	if !slices.Equal(vi, en) {
		return nil, fmt.Errorf("the languages want different values: %v and %v", vi, en)
	}
	return &e, nil
}

// placeholder is {name}, {name:style} or {name|one|other}.
var placeholder = regexp.MustCompile(`^\{([a-z][a-z0-9_]*)(?::([a-z]+)|\|([^{}|]*)\|([^{}|]+))?\}`)

// parse reads the markup of one text.
func parse(text string) ([]piece, error) {
	var (
		out   []piece
		bold  bool
		plain int // where the run of text began
	)
	flush := func(to int) {
		if to > plain {
			out = append(out, piece{text: text[plain:to], bold: bold})
		}
	}
	for i := 0; i < len(text); {
		switch rest := text[i:]; {
		case strings.HasPrefix(rest, "**"):
			flush(i)
			bold = !bold
			i += 2
			plain = i
		case rest[0] == '\n' && bold:
			return nil, fmt.Errorf("** is not closed on its line")
		case rest[0] == '{':
			m := placeholder.FindStringSubmatch(rest)
			if m == nil {
				return nil, fmt.Errorf("no placeholder: %.20q", rest)
			}
			s := &slot{name: m[1], style: style(m[2]), plural: [2]string{m[3], m[4]}}
			if !slices.Contains(styles, s.style) {
				return nil, fmt.Errorf("no style is called %q", s.style)
			}
			flush(i)
			out = append(out, piece{slot: s, bold: bold})
			i += len(m[0])
			plain = i
		case rest[0] == '}':
			return nil, fmt.Errorf("} without {")
		default:
			i++
		}
	}
	if bold {
		return nil, fmt.Errorf("** is not closed on its line")
	}
	flush(len(text))
	return slices.Clip(out), nil
}

// Words returns the words that the texts use in lower case, in either language.
func Words() map[string]bool {
	words := map[string]bool{}
	for _, e := range catalogue {
		for _, pieces := range e.pieces {
			for _, p := range pieces {
				texts := []string{p.text}
				if p.slot != nil {
					texts = p.slot.plural[:]
				}
				for _, text := range texts {
					for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
						if w == strings.ToLower(w) {
							words[w] = true
						}
					}
				}
			}
		}
	}
	return words
}
