package domain

import (
	"hash/maphash"
	"iter"
	"slices"
	"strings"
)

// Scope says whose list a roster is.
type Scope string

// The scopes: a workspace's own imports, the operator's shared list, and the
// embedded fictional one.
const (
	OwnRoster    Scope = "own"
	SharedRoster Scope = "shared"
	SampleRoster Scope = "sample"
)

// Roster is a list of accounts to choose from. It is shared between steps and
// never changed. Its accounts lie packed, each in some 180 bytes instead of 1,200:
// At and All unpack them. NewRoster and Packer make one; a nil Roster holds
// nobody.
type Roster struct {
	Scope Scope
	// Version changes whenever the accounts do.
	Version int64

	spots []spot // of the accounts, in order
	pages []page
}

// spot is where an account begins.
type spot struct{ page, at uint32 }

// page holds accounts one behind the other, as coder writes them, and the words
// that they share.
type page struct {
	text  string
	words []string
}

// pageBytes is where a page is full: large enough that its words weigh nothing,
// small enough to be copied whole.
const pageBytes = 1 << 20

// NewRoster packs accounts as they are.
func NewRoster(scope Scope, version int64, accounts []Account) *Roster {
	var p Packer
	for i := range accounts {
		p.Add(&accounts[i])
	}
	return p.Roster(scope, version)
}

// Len returns the number of accounts.
func (r *Roster) Len() int {
	if r == nil {
		return 0
	}
	return len(r.spots)
}

// At returns the account at a position from 0 to Len-1. It takes about half a
// microsecond.
func (r *Roster) At(i int) (a Account) {
	c := r.reader(i)
	c.account(&a)
	return a
}

// Key returns the key of the account at a position.
func (r *Roster) Key(i int) (k AccountKey) {
	c := r.reader(i)
	c.key(&k.Creator, &k.Platform)
	return k
}

// All goes through the accounts in order. An account is good only until the
// next one, which takes its memory over: keep what At returns instead, or its
// strings and numbers.
func (r *Roster) All() iter.Seq2[int, *Account] {
	return r.Where(func(int) bool { return true })
}

// Where is All of the positions wanted.
func (r *Roster) Where(wanted func(i int) bool) iter.Seq2[int, *Account] {
	return func(yield func(int, *Account) bool) {
		var a Account
		var c coder
		for i := range r.Len() {
			if !wanted(i) {
				continue
			}
			c = r.reader(i)
			if c.account(&a); !yield(i, &a) {
				return
			}
		}
	}
}

// Find returns the account whose key has that Short name.
func (r *Roster) Find(short string) (Account, bool) {
	for i := range r.Len() {
		if r.Key(i).Short() == short {
			return r.At(i), true
		}
	}
	return Account{}, false
}

// Bytes returns how much memory the accounts take.
func (r *Roster) Bytes() int {
	if r == nil {
		return 0
	}
	const spotBytes, stringBytes = 8, 16
	n := spotBytes * cap(r.spots)
	for _, p := range r.pages {
		n += len(p.text) + stringBytes*cap(p.words)
		for _, w := range p.words {
			n += len(w)
		}
	}
	return n
}

func (r *Roster) reader(i int) coder {
	s := r.spots[i]
	p := &r.pages[s.page]
	return unpacking(p.text[s.at:], p.words)
}

// Packer packs accounts into a Roster one by one, so that they never lie in
// memory unpacked all at once. The zero Packer is ready; it keeps nothing of the
// accounts it is given.
type Packer struct {
	roster   Roster
	open     strings.Builder // the text of the last page
	coder    coder
	seed     maphash.Seed
	at       map[uint64]int32 // accounts that were laid, by a hash of their key
	replaced int              // accounts that Merge made anew: the old ones still lie in a page
}

// Add puts an account behind the others.
func (p *Packer) Add(a *Account) { p.roster.spots = append(p.roster.spots, p.pack(a)) }

// Lay lays an account over the one of its key that was laid before, by Merge, or
// else adds it.
func (p *Packer) Lay(a *Account) {
	if p.at == nil {
		p.seed, p.at = maphash.MakeSeed(), map[uint64]int32{}
	}
	key := a.Key()
	for h := maphash.Comparable(p.seed, key); ; h++ { // another key of that hash: the next one
		i, taken := p.at[h]
		switch {
		case !taken:
			p.at[h] = int32(p.roster.Len())
			p.Add(a)
			return
		case p.roster.Key(int(i)) == key:
			merged := Merge(p.roster.At(int(i)), *a)
			p.roster.spots[i] = p.pack(&merged)
			p.replaced++
			return
		}
	}
}

// Roster returns what was packed. The Packer is not used again.
func (p *Packer) Roster(scope Scope, version int64) *Roster {
	p.close()
	if p.replaced > p.roster.Len()/8 {
		var anew Packer
		for _, a := range p.roster.All() {
			anew.Add(a)
		}
		return anew.Roster(scope, version)
	}
	r := p.roster
	r.Scope, r.Version, r.spots = scope, version, slices.Clone(r.spots)
	return &r
}

// pack writes an account into the last page.
func (p *Packer) pack(a *Account) spot {
	if p.open.Len() >= pageBytes {
		p.close()
	}
	if p.open.Len() == 0 {
		p.coder = packing()
		p.roster.pages = append(p.roster.pages, page{})
	}
	last := len(p.roster.pages) - 1
	s := spot{uint32(last), uint32(p.open.Len())}
	p.open.Write(p.coder.pack(a))
	p.roster.pages[last] = page{p.open.String(), p.coder.words}
	return s
}

// close takes what the last page holds, without the room it had to grow.
func (p *Packer) close() {
	if p.open.Len() == 0 {
		return
	}
	last := &p.roster.pages[len(p.roster.pages)-1]
	last.text, last.words = strings.Clone(last.text), slices.Clone(last.words)
	p.open.Reset()
}
