package growth

import (
	_ "embed"
	"math"
	"regexp"
	"slices"
	"strings"

	"chonmat/domain"
	"chonmat/domain/understand"
)

// lexiconTSV is what people say of themselves; see its head.
//
//go:embed lexicon.tsv
var lexiconTSV string

// meaning is what a phrase means.
type meaning struct {
	kind, value string
	asked       bool // only as the answer to its own question
}

// longest is how many words the longest phrase has.
var phrases, longest = func() (map[string][]meaning, int) {
	out, most := map[string][]meaning{}, 0
	for line := range strings.Lines(lexiconTSV) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		what, list, ok := strings.Cut(line, "\t")
		kind, value, ok2 := strings.Cut(what, " ")
		if !ok || !ok2 {
			panic("growth: lexicon.tsv: " + line)
		}
		for phrase := range strings.SplitSeq(list, ", ") {
			bare := strings.TrimSuffix(phrase, "?")
			out[bare] = append(out[bare], meaning{kind, value, bare != phrase})
			most = max(most, len(strings.Fields(bare)))
		}
	}
	return out, most
}()

// hit is a phrase found.
type hit struct {
	meaning
	from, to int // words
}

// scanned is a text with the phrases found in it.
type scanned struct {
	text  string
	words []fold
	hits  []hit // that say something of a person
	units []hit // that say what a number counts
}

// clock is "10h", which understand takes for a time of the day.
var clock = regexp.MustCompile(`(?i)(\d)\s?(h|hrs?)\b(\s|$|[/,.;])`)

// numbered are the kinds that only give meaning to numbers.
var numbered = []string{"unit", "filler", "arrow"}

// scan finds the phrases of a text, the longer before the shorter inside it.
func scan(text string, asked Question) *scanned {
	text = clock.ReplaceAllString(text, "$1 giờ$3")
	s := &scanned{text: text, words: words(text)}
	for i := 0; i < len(s.words); i++ {
		skip := 0
		for n := min(longest, len(s.words)-i); n > 0; n-- {
			var parts []string
			for _, w := range s.words[i : i+n] {
				parts = append(parts, w.text)
			}
			found := false
			for _, m := range phrases[strings.Join(parts, " ")] {
				switch {
				case slices.Contains(numbered, m.kind):
					if skip == 0 || m.kind == "unit" {
						s.units = append(s.units, hit{m, i, i + n})
					}
				case skip == 0 && (!m.asked || m.kind == string(asked) || m.kind == "followers" && asked == AskSize):
					s.hits = append(s.hits, hit{m, i, i + n})
					found = true
				}
			}
			if found && skip == 0 {
				skip = n
			}
		}
		if skip > 1 {
			i += skip - 1
		}
	}
	return s
}

func (s *scanned) has(kind string) bool {
	return slices.ContainsFunc(s.hits, func(h hit) bool { return h.kind == kind })
}

// alone tells whether a field or a platform is all that a text says.
func (s *scanned) alone() bool {
	said := map[int]bool{}
	for _, h := range s.hits {
		if h.kind != "field" && h.kind != "platform" {
			return false
		}
		for i := h.from; i < h.to; i++ {
			said[i] = true
		}
	}
	for i, w := range s.words {
		if !said[i] && !slices.Contains(polite, w.text) {
			return false
		}
	}
	return len(s.hits) > 0
}

// polite are the words that add nothing to an answer.
var polite = []string{"a", "da", "ma", "co", "nha", "nhe", "nhi", "la", "ve", "kenh", "em", "minh", "thi", "thoi", "va", "about", "and", "the"}

// rest is the text without the phrases that were understood here, so that
// "quay bằng điện thoại" does not make the person a reviewer of phones.
func (s *scanned) rest() string {
	out := []byte(s.text)
	for _, h := range s.hits {
		if h.kind == "field" || h.kind == "platform" || h.kind == "toward" {
			continue
		}
		for i := s.words[h.from].start; i < s.words[h.to-1].end; i++ {
			out[i] = ' '
		}
	}
	return string(out)
}

// numbers are the figures of a text by what they count.
type numbers struct {
	posts, from, followers, views domain.Figure[int64]
	hours                         domain.Figure[float64]
	bare                          []int64 // of which nothing says what they count
}

// farthest is how many words before a number its unit may stand: "view trung
// bình tuần này là 1.200".
const farthest = 6

// figures reads the numbers. A unit stands right after its number, or before
// it with nothing but fillers between.
func (s *scanned) figures() (out numbers) {
	amounts := understand.Amounts(s.text)
	taken := map[int]bool{} // words that already are some number's unit
	units := make([]string, len(amounts))
	for i, a := range amounts {
		if at := s.wordFrom(a.End); at < len(s.words) && s.words[at].start-a.End <= 2 && !strings.ContainsAny(s.text[a.End:s.words[at].start], ",;\n") {
			if u, ok := s.unitAt(at); ok {
				units[i], taken[at] = u, true
			}
		}
	}
	for i, a := range amounts {
		if units[i] != "" {
			continue
		}
		at := s.wordFrom(a.Start) - 1
		for n := 0; n < farthest && at >= 0; n++ {
			if u, ok := s.unitEnding(at); ok && !taken[at] && u != "days" {
				units[i], taken[at] = u, true
				break
			}
			if taken[at] || !s.is("filler", at) {
				break
			}
			at--
		}
	}
	for i, a := range amounts {
		if !a.HasMin && !a.HasMax || a.Max < 0 {
			continue
		}
		low := a.Min
		if !a.HasMin {
			low = a.Max
		}
		n := int64(math.Round(math.Min(low, 1e15)))
		unit := units[i]
		if unit == "" && i+1 < len(amounts) && units[i+1] == "followers" && s.leadsTo(a.End, amounts[i+1].Start, amounts[i+1]) {
			out.from = domain.Known(n)
			continue
		}
		switch unit {
		case "followers":
			if a.HasMin && a.HasMax && a.Max > a.Min {
				out.from, n = domain.Known(n), int64(math.Round(a.Max))
			}
			out.followers = domain.Known(n)
			if i+1 < len(amounts) && units[i+1] == "" && s.leadsTo(a.End, amounts[i+1].Start, amounts[i+1]) { // "follow từ 340 lên 520"
				out.from = domain.Known(n)
				out.followers = domain.Known(int64(math.Round(amounts[i+1].Min)))
				units[i+1] = "read"
			}
		case "views":
			out.views = domain.Known(n)
		case "posts":
			out.posts = domain.Known(n)
		case "hours":
			hours := low
			if s.daily(a) {
				hours *= 7
			}
			out.hours = domain.Known(hours)
		case "":
			if !s.insideWord(a.Start) {
				out.bare = append(out.bare, n)
			}
		}
	}
	return out
}

// wordFrom returns the first word that starts at or after a place.
func (s *scanned) wordFrom(at int) int {
	i := slices.IndexFunc(s.words, func(w fold) bool { return w.start >= at })
	if i < 0 {
		return len(s.words)
	}
	return i
}

// insideWord tells whether a number begins within a word: the 7 of "T7".
func (s *scanned) insideWord(at int) bool {
	return slices.ContainsFunc(s.words, func(w fold) bool { return w.start < at && at < w.end })
}

func (s *scanned) unitAt(word int) (string, bool) {
	for _, u := range s.units {
		if u.kind == "unit" && u.from == word {
			return u.value, true
		}
	}
	return "", false
}

func (s *scanned) unitEnding(word int) (string, bool) {
	for _, u := range s.units {
		if u.kind == "unit" && u.to == word+1 {
			return u.value, true
		}
	}
	return "", false
}

// is tells whether a word belongs to a phrase of the kind.
func (s *scanned) is(kind string, word int) bool {
	return slices.ContainsFunc(s.units, func(u hit) bool { return u.kind == kind && u.from <= word && word < u.to })
}

// leadsTo tells whether between two numbers stands nothing but an arrow, which
// may be read as part of the second.
func (s *scanned) leadsTo(from, to int, next understand.Amount) bool {
	between := strings.TrimSpace(s.text[from:max(from, to)])
	if between == "" || strings.Trim(between, "→->=~ ") == "" {
		return between != "" || strings.ContainsAny(s.text[next.Start:next.End]+s.text[max(0, from-4):from], "→>")
	}
	i := s.wordFrom(from)
	for ; i < len(s.words) && s.words[i].start < to; i++ {
		if !s.is("arrow", i) {
			return false
		}
	}
	return true
}

// daily tells whether hours are said of a day.
func (s *scanned) daily(a understand.Amount) bool {
	at := s.wordFrom(a.Start)
	for i := max(0, at-3); i < min(len(s.words), at+5); i++ {
		if u, ok := s.unitAt(i); ok && u == "days" {
			return true
		}
	}
	return false
}
