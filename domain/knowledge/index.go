package knowledge

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"chonmat/domain/wording"
)

// The index learns from the ways of asking which words ask for which entry: a
// multinomial logistic regression, trained when the first question comes. Ways
// of asking what is none of our business are one more thing to ask for. What a
// question shows are its words and concepts, pairs of neighbours, runs of three
// letters (which survive slips that make another word), and how many
// of its words are strange to every entry.
type index struct {
	*lexicon
	words    map[string][]variant // by word or concept
	pairs    map[string]int32     // by the two, with a space between
	runs     map[run]int32
	features int
	rarity   []float32 // by feature: the fewer ways show it, the more
	weights  []float32 // while it learns: by feature, then by class, an entry or outside at the end
	packed   []int8    // the weights, in steps of
	step     []float32 // by feature
}

// variant is a word as it is written in ways of asking.
type variant struct {
	marks   string
	feature int32
	ways    int // how many ways hold it
	inside  int // and how many of our entries
}

// run is three letters in a row.
type run [3]byte

// shown is a feature that a question shows, and how much.
type shown struct {
	feature int32
	much    float32
}

// strange is the feature of words that no entry's ways hold.
const strange = 0

// How much each kind of feature counts beside a word, which is 1.
const (
	innerShare   = 0.6 // a word of a phrase that means a concept
	pairShare    = 0.5
	runShare     = 0.6 // all runs of a word together
	strangeShare = 3   // times the share of strange words
)

// How the weights are learned: so many times through all ways, with steps that
// begin so large and shrink to nothing.
const (
	rounds    = 7
	firstStep = 4
	// decay draws weights towards nothing, so that no word decides alone.
	decay = 1e-4
	// A class whose error is smaller is left alone: it would learn nothing.
	leastError = 1e-3
	// A way that is known so surely is left out the next time through.
	knownFrom = 0.9
)

func newIndex(all []said) *index {
	x := &index{
		lexicon: newLexicon(), words: map[string][]variant{}, pairs: map[string]int32{}, runs: map[run]int32{}, features: strange + 1,
	}
	read := make([][]word, len(all))
	for i, s := range all {
		read[i] = split(s.text)
		x.know(x.spell(read[i]))
	}
	for i, s := range all {
		if read[i] = x.meant(read[i]); len(read[i]) == 0 {
			panic("knowledge: a way of asking says nothing: " + s.text)
		}
		x.number(read[i], s.entry != outside())
	}
	x.rarity = make([]float32, x.features)
	ways := make([][]shown, len(all))
	for i, s := range all {
		own := 1
		if s.entry == outside() {
			own = 0
		}
		ways[i] = x.show(read[i], own)
		for _, f := range ways[i] {
			x.rarity[f.feature]++
		}
	}
	for f, n := range x.rarity {
		x.rarity[f] = root(float32(math.Log(1 + float64(len(all))/float64(max(n, 1)))))
	}
	for i := range ways {
		x.weigh(ways[i])
	}
	x.learn(all, ways)
	x.pack()
	return x
}

// number gives what a way of asking shows its numbers.
func (x *index) number(words []word, inside bool) {
	next := func() int32 {
		x.features++
		return int32(x.features - 1)
	}
	before := ""
	for i, w := range words {
		list := x.words[w.text]
		at := slices.IndexFunc(list, func(v variant) bool { return v.marks == w.marks })
		if at < 0 {
			at = len(list)
			list = append(list, variant{marks: w.marks, feature: next()})
			x.words[w.text] = list
		}
		if !among(words[:i], w) {
			list[at].ways++
			if inside {
				list[at].inside++
			}
		}
		for r := range runsOf(w) {
			if _, ok := x.runs[r]; !ok {
				x.runs[r] = next()
			}
		}
		if w.inner {
			continue
		}
		if pair := before + " " + w.text; x.pairs[pair] == 0 {
			x.pairs[pair] = next()
		}
		before = w.text
	}
	if pair := before + " "; x.pairs[pair] == 0 {
		x.pairs[pair] = next()
	}
}

// among tells whether w stands among words.
func among(words []word, w word) bool {
	return slices.ContainsFunc(words, func(o word) bool { return o.text == w.text })
}

// show returns what words show, by feature. own is how many ways of our entries
// they are: a word that no other way holds is strange, as it would be had this
// way not been written.
func (x *index) show(words []word, own int) []shown {
	out := make([]shown, 0, 96)
	pair := make([]byte, 0, 64)
	put := func(before, after string) {
		pair = append(append(append(pair[:0], before...), ' '), after...)
		if f := x.pairs[string(pair)]; f != 0 {
			out = append(out, shown{f, pairShare})
		}
	}
	before := ""
	strangers := 0
	for i, w := range words {
		if !w.inner {
			put(before, w.text)
			before = w.text
		}
		if among(words[:i], w) {
			continue
		}
		inside, fitting := 0, 0
		for _, v := range x.words[w.text] {
			if w.fits(v.marks) {
				inside, fitting = inside+v.inside, fitting+v.ways
			}
		}
		for _, v := range x.words[w.text] {
			if w.fits(v.marks) && v.ways > 0 { // none: it only ever came after its like, as "mò" after "mơ"
				out = append(out, shown{v.feature, w.trust * float32(v.ways) / float32(fitting)})
			}
		}
		if inside <= own && !w.stands() {
			strangers++
		}
		for r := range runsOf(w) {
			if f := x.runs[r]; f != 0 {
				out = append(out, shown{f, runShare / float32(len(w.text))})
			}
		}
	}
	put(before, "")
	if strangers > 0 { // by their share: a long story is told in words of its own
		out = append(out, shown{strange, strangeShare * float32(strangers) / float32(len(words))})
	}
	slices.SortFunc(out, func(a, b shown) int { return cmp.Compare(a.feature, b.feature) })
	merged := out[:0]
	for _, f := range out {
		if n := len(merged); n > 0 && merged[n-1].feature == f.feature {
			merged[n-1].much += f.much
			continue
		}
		merged = append(merged, f)
	}
	return merged
}

// weigh lets rare features count more, and long questions as much as short ones.
func (x *index) weigh(list []shown) {
	var norm float32
	for i := range list {
		list[i].much *= x.rarity[list[i].feature]
		norm += list[i].much * list[i].much
	}
	norm = root(norm)
	for i := range list {
		list[i].much /= norm
	}
}

// learn finds the weights, by stochastic gradient descent in an order that is
// always the same.
func (x *index) learn(all []said, ways [][]shown) {
	p := make([]float32, outside()+1)
	x.weights = make([]float32, x.features*len(p))
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	known := make([]bool, len(all))
	chance := uint32(1)
	for round := range rounds {
		for i := len(order) - 1; i > 0; i-- {
			chance = chance*1664525 + 1013904223
			j := int(chance>>8) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		step := firstStep * float32(rounds-round) / rounds
		for _, i := range order {
			if known[i] {
				known[i] = false
				continue
			}
			x.likely(ways[i], p)
			known[i] = p[all[i].entry] > knownFrom
			p[all[i].entry]--
			for c, wrong := range p {
				if -leastError < wrong && wrong < leastError {
					continue
				}
				for _, f := range ways[i] {
					w := &x.weights[int(f.feature)*len(p)+c]
					*w -= step * (wrong*f.much + decay**w)
				}
			}
		}
	}
}

// pack keeps a byte of each weight: three million of them are never used as
// exactly as they were learned.
func (x *index) pack() {
	classes := outside() + 1
	x.packed, x.step = make([]int8, len(x.weights)), make([]float32, x.features)
	for f := range x.step {
		row := x.weights[f*classes:][:classes]
		most := max(slices.Max(row), -slices.Min(row))
		if x.step[f] = most / math.MaxInt8; most == 0 {
			continue
		}
		for c, w := range row {
			x.packed[f*classes+c] = int8(math.Round(float64(w / x.step[f])))
		}
	}
	x.weights = nil
}

// guess fills p with how likely each class is asked for, by what was learned.
func (x *index) guess(list []shown, p []float32) {
	clear(p)
	for _, f := range list {
		much := f.much * x.step[f.feature]
		for c, w := range x.packed[int(f.feature)*len(p):][:len(p)] {
			p[c] += float32(w) * much
		}
	}
	share(p)
}

// likely is guess while it learns.
func (x *index) likely(list []shown, p []float32) {
	clear(p)
	for _, f := range list {
		for c, w := range x.weights[int(f.feature)*len(p):][:len(p)] {
			p[c] += w * f.much
		}
	}
	share(p)
}

// share turns weights into shares: together 1.
func share(p []float32) {
	most := slices.Max(p)
	var sum float32
	for c, s := range p {
		p[c] = float32(math.Exp(float64(s - most)))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
}

// said is a way of asking as it is written.
type said struct {
	entry int // in entries, or outside
	text  string
}

// outside is the class of what is none of our business.
func outside() int { return len(entries) }

// everythingSaid collects the ways of asking: the titles and names of the
// entries, the files of ways, and what is none of our business.
func everythingSaid(names map[string][]string) (all []said) {
	place := map[string]int{}
	for i, e := range entries {
		place[e.Key] = i
		for _, lang := range wording.Langs {
			all = append(all, said{i, wording.Render(lang, e.Ask)})
		}
		for _, name := range names[e.Key] {
			all = append(all, said{i, name}, said{i, name + " là gì"}, said{i, "what is " + name})
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
	sections("outside.txt", func(_, part string) { all = append(all, said{outside(), part}) })
	all = append(all, inStories(all)...)
	return all
}

// inStories tells every second way of asking within a story.
func inStories(all []said) (more []said) {
	var stories []string
	sections("stories.txt", func(_, part string) { stories = append(stories, part) })
	for i := 0; i < len(all); i += 2 {
		more = append(more, said{all[i].entry, stories[i/2%len(stories)] + ", " + all[i].text})
	}
	return more
}

func root(f float32) float32 { return float32(math.Sqrt(float64(f))) }

// runsOf yields the runs of three letters in a word and its edges; a concept and
// a figure have none.
func runsOf(w word) iter.Seq[run] {
	return func(yield func(run) bool) {
		if w.stands() {
			return
		}
		at := func(i int) byte {
			if i < 0 || i == len(w.text) {
				return ' '
			}
			return w.text[i]
		}
		for i := range w.text {
			if !yield(run{at(i - 1), at(i), at(min(i+1, len(w.text)))}) {
				return
			}
		}
	}
}
