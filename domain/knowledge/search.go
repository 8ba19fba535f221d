package knowledge

import (
	"cmp"
	"slices"
)

// Verdict says how sure an answer is.
type Verdict string

// The verdicts.
const (
	NotCovered Verdict = "not covered" // no entry answers it: say so, and do not guess
	Near       Verdict = "near"        // the matches come near: offer them, state none
	Answered   Verdict = "answered"    // the first match answers it
)

// Match is an entry, and how much like its ways of asking a question is: 0–1.
type Match struct {
	Entry *Entry
	Score float64
}

// Result is what a question finds: the best matches first, at most MaxMatches,
// none when the question is not covered.
type Result struct {
	Verdict Verdict
	Matches []Match
}

// MaxMatches is how many matches a Result holds.
const MaxMatches = 3

// How a score is made up, and from where on it counts; tuned on
// testdata/questions.tsv.
const (
	wordShare, runShare, bagShare = 0.3, 0.15, 0.55
	// A word of an entry's bag counts heldShare for being in it, and the rest
	// for standing in many of its ways: fully from one in oftenFrom on.
	heldShare, oftenFrom = 0.7, 3
	// Ways of asking what is none of our business have no bag: what they
	// score counts this much more.
	outsideFactor = 1.6

	answeredFrom = 0.6
	// saysEnough is how much the words that an answer rests on must say at
	// least: "vì sao xếp vậy?" asks for no entry, though one has all its words.
	saysEnough    = 1.4
	saysSomething = 1
	nearFrom      = 0.45
)

// scores is the scratch of one search.
type scores struct {
	words, runs []float32 // by way
	bag         []float32 // by entry
	best        []float32 // by entry
}

func (x *index) newScores() *scores {
	return &scores{
		words: make([]float32, len(x.ways)), runs: make([]float32, len(x.ways)),
		bag: make([]float32, len(entries)), best: make([]float32, len(entries)),
	}
}

// Search finds what answers a question, in either language, with or without
// diacritics. It is pure, and the same for the same text.
func Search(question string) Result { return base().search(question) }

func (x *index) search(question string) Result {
	words := x.read(question)
	if len(words) == 0 {
		return Result{Verdict: NotCovered}
	}
	s := x.free.Get().(*scores)
	defer x.free.Put(s)
	clear(s.words)
	clear(s.runs)
	clear(s.bag)
	clear(s.best)
	var norm, total, triNorm float32
	for i, w := range words {
		if slices.ContainsFunc(words[:i], func(o word) bool { return o.text == w.text }) {
			continue
		}
		weight, ours, theirs := float32(unseenWeight), false, false
		for _, h := range x.words[w.text] {
			if w.fits(h.marks) {
				ours, theirs = ours || x.ways[h.way].entry != outside, theirs || x.ways[h.way].entry == outside
			}
		}
		if ours || theirs {
			weight = x.weigh(w, !ours)
		} else if x.small.has(w) || w.text == number {
			weight = smallWeight
		}
		norm += weight * weight
		total += weight
		x.gather(s, w, weight)
	}
	for _, r := range runsOf(words) {
		weight := x.runOf[r]
		triNorm += weight * weight
		for _, h := range x.runs[r] {
			s.runs[h.way] += weight * h.weight
		}
	}
	norm, triNorm = root(norm), max(root(triNorm), 1e-6)
	var foreign float32
	for i, w := range x.ways {
		score := wordShare*s.words[i]/(norm*w.norm) + runShare*s.runs[i]/(triNorm*w.triNorm)
		if w.entry == outside {
			foreign = max(foreign, score*outsideFactor)
			continue
		}
		s.best[w.entry] = max(s.best[w.entry], score)
	}
	for e := range s.best {
		s.best[e] += bagShare * s.bag[e] / total
	}
	return decide(s, foreign)
}

// gather adds what a word says to every way it stands in, and to the bag of
// every entry: the more of an entry's ways hold it, the more.
func (x *index) gather(s *scores, w word, weight float32) {
	entry, count := int32(outside), float32(0)
	put := func() {
		if entry != outside {
			often := root(min(1, oftenFrom*count/x.size[entry]))
			s.bag[entry] += weight * w.trust * (heldShare + (1-heldShare)*often)
		}
	}
	for _, h := range x.words[w.text] { // by entry
		if !w.fits(h.marks) {
			continue
		}
		s.words[h.way] += weight * h.weight * w.trust
		if e := x.ways[h.way].entry; e != entry {
			put()
			entry, count = e, 0
		}
		count++
	}
	put()
}

// decide picks the best entries, and says what they are worth.
func decide(s *scores, foreign float32) Result {
	var top []Match
	var says float32 // of the first
	for e, score := range s.best {
		if float64(score) < nearFrom || len(top) == MaxMatches && float64(score) <= top[MaxMatches-1].Score {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, float64(score), func(m Match, score float64) int { return -cmp.Compare(m.Score, score) })
		for at < len(top) && top[at].Score == float64(score) { // the earlier entry stays first
			at++
		}
		top = slices.Insert(top, at, Match{entries[e], float64(score)})
		top = top[:min(len(top), MaxMatches)]
		if top[0].Entry == entries[e] {
			says = s.bag[e]
		}
	}
	switch {
	case len(top) == 0 || float64(foreign) > top[0].Score || says < saysSomething:
		return Result{Verdict: NotCovered}
	case top[0].Score < answeredFrom || says < saysEnough:
		return Result{Near, top}
	}
	return Result{Answered, top}
}
