package knowledge

import (
	"bytes"
	"math"
	"slices"
	"sync"

	"chonmat/domain/wording"
)

// The index finds the way of asking that a question is most like. It compares
// words (weighed by how few entries they occur in), and runs of three letters,
// which survive slips that make another word. Ways of asking what is none of
// our business stand in it as well: what is most like one of those is refused
// for that reason alone.

// way is one way of asking, as the index holds it.
type way struct {
	entry   int32 // in entries; outside: none
	norm    float32
	triNorm float32
}

const outside = -1

// hit is a way that a word or a run of letters occurs in.
type hit struct {
	way    int32
	weight float32
	marks  string // of the word, as it stands there
}

type index struct {
	*lexicon
	ways   []way
	words  map[string][]hit
	rarity map[string]float32 // of a word: the fewer entries it occurs in, the more
	size   []float32          // how many ways an entry has
	key    map[string]bool    // the words of names and titles
	runs   map[run][]hit
	runOf  map[run]float32
	free   sync.Pool // *scores
}

// run is three letters in a row.
type run [3]byte

func newIndex(names map[string][]string) *index {
	x := &index{
		lexicon: newLexicon(), words: map[string][]hit{}, rarity: map[string]float32{},
		key: map[string]bool{}, runs: map[run][]hit{}, runOf: map[run]float32{},
	}
	all := everythingSaid(names)
	slices.SortStableFunc(all, func(a, b said) int { return int(a.entry - b.entry) })
	for _, s := range all {
		x.know(x.spell(split(s.text)))
	}
	read := make([][]word, len(all))
	in := map[string][]int32{}
	x.size = make([]float32, len(entries))
	for i, s := range all {
		if s.entry != outside {
			x.size[s.entry]++
		}
		if read[i] = x.read(s.text); len(read[i]) == 0 {
			panic("knowledge: a way of asking says nothing: " + s.text)
		}
		x.ways = append(x.ways, way{entry: s.entry})
		for _, w := range read[i] {
			if s.entry != outside && !slices.Contains(in[w.text], s.entry) {
				in[w.text] = append(in[w.text], s.entry)
			}
		}
	}
	for _, e := range entries {
		titles := slices.Clone(names[e.Key])
		for _, lang := range wording.Langs {
			titles = append(titles, wording.Render(lang, e.Ask))
		}
		for _, title := range titles {
			for _, w := range x.read(title) {
				x.key[w.text] = true
			}
		}
	}
	for w, list := range in {
		x.rarity[w] = float32(math.Pow(math.Log(1+float64(len(entries))/float64(len(list))), 0.7))
	}
	inWays := map[run]int{}
	for i := range all {
		for _, r := range runsOf(read[i]) {
			inWays[r]++
		}
	}
	for r, n := range inWays {
		x.runOf[r] = float32(math.Log(1 + float64(len(all))/float64(n)))
	}
	for i := range all {
		x.add(int32(i), read[i])
	}
	x.free.New = func() any { return x.newScores() }
	return x
}

// said is a way of asking as it is written.
type said struct {
	entry int32
	text  string
}

// everythingSaid collects the ways of asking: the titles and names of the
// entries, the files of ways, and what is none of our business.
func everythingSaid(names map[string][]string) (all []said) {
	place := map[string]int32{}
	for i, e := range entries {
		place[e.Key] = int32(i)
		for _, lang := range wording.Langs {
			all = append(all, said{int32(i), wording.Render(lang, e.Ask)})
		}
		for _, name := range names[e.Key] {
			all = append(all, said{int32(i), name}, said{int32(i), name + " là gì"}, said{int32(i), "what is " + name})
		}
	}
	ways, err := files.ReadDir("ways")
	if err != nil {
		panic("knowledge: " + err.Error())
	}
	for _, f := range ways {
		sections("ways/"+f.Name(), func(key, part string) {
			i, ok := place[key]
			if !ok {
				panic("knowledge: ways/" + f.Name() + " is about no entry: " + key)
			}
			all = append(all, said{i, part})
		})
	}
	sections("outside.txt", func(_, part string) { all = append(all, said{outside, part}) })
	return all
}

func (x *index) add(i int32, words []word) {
	w := &x.ways[i]
	for k, one := range words {
		if slices.ContainsFunc(words[:k], func(o word) bool { return o.text == one.text }) {
			continue
		}
		weight := x.weigh(one, w.entry == outside)
		x.words[one.text] = append(x.words[one.text], hit{i, weight, one.marks})
		w.norm += weight * weight
	}
	for _, r := range runsOf(words) {
		weight := x.runOf[r]
		x.runs[r] = append(x.runs[r], hit{way: i, weight: weight})
		w.triNorm += weight * weight
	}
	w.norm, w.triNorm = root(w.norm), root(w.triNorm)
}

// What words weigh that no entry's ways hold: small ones, those of what is none
// of our business, and those never seen.
const (
	smallWeight   = 0.8
	foreignWeight = 4.5
	unseenWeight  = 2
	// Words of ways that stand in no name or title are there by the way: to be
	// rare among our entries does not make a common word important.
	incidentalWeight = 1.2
)

// weigh is how much a word says.
func (x *index) weigh(w word, foreign bool) float32 {
	if w.text == number || x.small.has(w) {
		return smallWeight
	}
	if r, ok := x.rarity[w.text]; ok && !foreign {
		if !x.key[w.text] && w.text[0] != '@' {
			return min(r, incidentalWeight)
		}
		return r
	}
	if r, ok := x.rarity[w.text]; ok && w.text[0] == '@' {
		return r
	}
	return foreignWeight
}

func root(f float32) float32 { return float32(math.Sqrt(float64(f))) }

// runsOf returns the runs of three letters in words, each once, in order: the
// same question adds up the same figures.
func runsOf(words []word) []run {
	text := make([]byte, 0, 128)
	text = append(text, '^')
	for _, w := range words {
		text = append(text, w.text...)
	}
	text = append(text, '$')
	runs := make([]run, 0, len(text))
	for i := 0; i+3 <= len(text); i++ {
		runs = append(runs, run(text[i:i+3]))
	}
	slices.SortFunc(runs, func(a, b run) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(runs)
}
