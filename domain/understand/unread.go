package understand

import (
	"strings"

	_ "embed"

	"chonmat/domain/wording"
)

// fillerWords say nothing about a brief wherever they stand.
//
//go:embed filler.txt
var fillerWords string

var filler = func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(fillerWords) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				words[w], words[wording.Fold(w)] = true, true
			}
		}
	}
	return words
}()

// enough is how many words in one stretch are more than a name or a slip.
const enough = 2

// Unread returns the stretches of a text that Read makes nothing of, as they
// stand in it and in its order: words that the lexicon does not know and
// numbers that mean nothing to us, at least two in a clause with nothing but
// fillers between. What was read and found to be no matter of the brief (a
// price, a competitor, a link) is not unread.
func Unread(text string, ctx Context) (stretches []string) {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.read(text, ctx)
	from, to, words := 0, 0, 0 // of the stretch, in items
	end := func() {
		if words >= enough {
			stretches = append(stretches, r.words(r.items[from].from, r.items[to].to))
		}
		words = 0
	}
	for k := range r.items {
		it := &r.items[k]
		if words > 0 && it.clause != r.items[to].clause {
			end()
		}
		switch means := !it.unknown(r) && !it.has(light); {
		case means:
			end()
		case it.has(light), filler[strings.ToLower(r.words(it.from, it.to))]:
		default:
			if words == 0 {
				from = k
			}
			words, to = words+1, k
		}
	}
	end()
	return stretches
}

// Whole tells whether every word of a text means something to us, fillers aside.
func Whole(text string, ctx Context) bool {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.read(text, ctx)
	for k := range r.items {
		if it := &r.items[k]; it.unknown(r) && !it.has(light) && !filler[strings.ToLower(r.words(it.from, it.to))] {
			return false
		}
	}
	return true
}

// unknown tells whether an item is a word that no table holds, or a number
// without a role.
func (it *item) unknown(r *reader) bool {
	if it.isQuantity() {
		return r.qs[it.q].role == unresolved && it.fate == kept
	}
	return it.sign == 0 && it.classes == 0
}
