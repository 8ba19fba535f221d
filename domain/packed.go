package domain

import (
	"encoding/binary"
	"math"
	"strings"
)

// account writes an account, or reads one into a: every field of Account is
// named here once, for both. What is empty takes a bit. The order is free, but
// the key comes first.
func (c *coder) account(a *Account) {
	c.key(&a.Creator, &a.Platform)
	field(c, &a.Name, text)
	field(c, &a.Handle, text)
	field(c, &a.URL, text)
	field(c, &a.Contact, text)
	field(c, &a.Kind, word)
	field(c, &a.Source, source)
	pairs(c, &a.Sources, source)
	field(c, &a.Sample, truth)

	field(c, &a.Followers, count)
	field(c, &a.Views, count)
	field(c, &a.Engagement, ratio)
	field(c, &a.EngagementBasis, word)
	field(c, &a.PostsPerWeek, ratio)
	field(c, &a.LastPost, word)
	field(c, &a.Followers90dAgo, count)
	field(c, &a.Likes, count)
	field(c, &a.Comments, count)
	field(c, &a.Shares, count)

	list(c, &a.Categories)
	list(c, &a.Topics)
	list(c, &a.Languages)
	field(c, &a.Location, word)

	field(c, &a.AudienceFemale, ratio)
	field(c, &a.AudienceAges, ages)
	pairs(c, &a.AudienceLocations, decimal)

	field(c, &a.SponsoredShare, ratio)
	field(c, &a.SponsoredVsOrganic, ratio)
	pairs(c, &a.Prices, whole)
}

// key is what every account begins with.
func (c *coder) key(creator *string, platform *Platform) {
	field(c, creator, text)
	field(c, platform, word)
}

// coder writes accounts, or reads one. An account is a number whose bits tell
// which fields are there, and then those. Texts that repeat are words, of which
// an account holds only the place in the list.
type coder struct {
	reading bool
	read    string // what is left of the account
	wrote   []byte
	words   []string
	codes   map[string]uint64 // of the words, for writing

	fields uint64 // that are there, by bit
	bit    uint64 // of the field that is next
}

func packing() coder { return coder{codes: map[string]uint64{}} }

func unpacking(account string, words []string) coder {
	c := coder{reading: true, read: account, words: words, bit: 1}
	c.fields = c.takeUint()
	return c
}

// pack returns an account as it is written; the next call takes the memory over.
func (c *coder) pack(a *Account) []byte {
	c.wrote = append(c.wrote[:0], make([]byte, binary.MaxVarintLen64)...) // room for the fields
	c.fields, c.bit = 0, 1
	c.account(a)
	var fields [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(fields[:], c.fields)
	begin := binary.MaxVarintLen64 - n
	copy(c.wrote[begin:], fields[:n])
	return c.wrote[begin:]
}

// A turn is what is to be done about a field.
type turn int

const (
	pass turn = iota // nothing to write
	put
	take
	drop // nothing to read: it is empty
)

// next tells what is to be done about the next field, of up to 64. Of a field to
// write, full tells whether there is anything.
func (c *coder) next(full bool) turn {
	bit := c.bit
	c.bit <<= 1
	switch {
	case c.reading && c.fields&bit != 0:
		return take
	case c.reading:
		return drop
	case full:
		c.fields |= bit
		return put
	}
	return pass
}

// field is a field that is not empty unless it is zero.
func field[T comparable](c *coder, v *T, code func(*coder, *T)) {
	var zero T
	switch c.next(*v != zero) {
	case put, take:
		code(c, v)
	case drop:
		*v = zero
	}
}

// list is a list of words. One that is empty is read as nil, or as what is left
// of the account read before.
func list[T ~string](c *coder, l *[]T) {
	switch c.next(len(*l) > 0) {
	case put:
		c.putUint(uint64(len(*l)))
		for i := range *l {
			word(c, &(*l)[i])
		}
	case take:
		n := int(c.takeUint())
		if cap(*l) < n {
			*l = make([]T, n)
		}
		*l = (*l)[:n]
		for i := range *l {
			word(c, &(*l)[i])
		}
	case drop:
		*l = (*l)[:0]
	}
}

// pairs is a map from words. It is read as list is.
func pairs[K ~string, V any](c *coder, m *map[K]V, code func(*coder, *V)) {
	switch c.next(len(*m) > 0) {
	case put:
		c.putUint(uint64(len(*m)))
		for k, v := range *m {
			word(c, &k)
			code(c, &v)
		}
	case take:
		n := int(c.takeUint())
		if clear(*m); *m == nil {
			*m = make(map[K]V, n)
		}
		for range n {
			var k K
			var v V
			word(c, &k)
			code(c, &v)
			(*m)[k] = v
		}
	case drop:
		clear(*m)
	}
}

// text is a text of its own. One that is read lies in the page and is not
// copied.
func text(c *coder, s *string) {
	if c.reading {
		n := c.takeUint()
		*s, c.read = c.read[:n], c.read[n:]
		return
	}
	c.putUint(uint64(len(*s)))
	c.wrote = append(c.wrote, *s...)
}

// word is a text that other accounts are likely to have as well.
func word[T ~string](c *coder, w *T) {
	if c.reading {
		*w = T(c.words[c.takeUint()])
		return
	}
	code, known := c.codes[string(*w)]
	if !known {
		own := strings.Clone(string(*w)) // it may be cut from a whole file
		code = uint64(len(c.words))
		c.words, c.codes[own] = append(c.words, own), code
	}
	c.putUint(code)
}

func source(c *coder, s *Source) {
	word(c, &s.Title)
	word(c, &s.URL)
	word(c, &s.Date)
}

// truth is true where there is anything.
func truth(c *coder, b *bool) {
	if c.reading {
		*b = true
	}
}

func count[T ~int64](c *coder, f *Figure[T]) { figure(c, f, whole) }

func ratio[T ~float64](c *coder, f *Figure[T]) { figure(c, f, decimal) }

func figure[T ~int64 | ~float64](c *coder, f *Figure[T], code func(*coder, *T)) {
	v := f.value
	if code(c, &v); c.reading {
		*f = Known(v)
	}
}

func ages(c *coder, a *AgeShares) {
	known := int64(0)
	if a.Known {
		known = 1
	}
	if whole(c, &known); c.reading {
		a.Known = known == 1
	}
	for i := range a.Shares {
		decimal(c, &a.Shares[i])
	}
}

func whole[T ~int64](c *coder, n *T) {
	if c.reading {
		*n = T(c.takeInt())
		return
	}
	c.wrote = binary.AppendVarint(c.wrote, int64(*n))
}

// Numbers of few decimals are twice their ten-thousandths, which is even; others
// are notDecimal and their bits.
const (
	decimals   = 10_000
	notDecimal = 1
)

func decimal[T ~float64](c *coder, n *T) {
	if c.reading {
		v := c.takeInt()
		if v == notDecimal {
			bits := uint64(0)
			for i := range 8 {
				bits |= uint64(c.read[i]) << (8 * i)
			}
			*n, c.read = T(math.Float64frombits(bits)), c.read[8:]
			return
		}
		*n = T(float64(v/2) / decimals)
		return
	}
	v := float64(*n)
	if parts := math.Round(v * decimals); math.Abs(parts) < 1<<53 {
		if whole := int64(parts); math.Float64bits(float64(whole)/decimals) == math.Float64bits(v) {
			c.wrote = binary.AppendVarint(c.wrote, 2*whole)
			return
		}
	}
	c.wrote = binary.AppendVarint(c.wrote, notDecimal)
	c.wrote = binary.LittleEndian.AppendUint64(c.wrote, math.Float64bits(v))
}

func (c *coder) putUint(v uint64) { c.wrote = binary.AppendUvarint(c.wrote, v) }

func (c *coder) takeUint() (v uint64) {
	if b := c.read[0]; b < 0x80 { // most are small
		c.read = c.read[1:]
		return uint64(b)
	}
	for i := range len(c.read) {
		b := c.read[i]
		v |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			c.read = c.read[i+1:]
			return v
		}
	}
	panic("domain: an account is cut off") // only a mistake in this file can do that
}

// takeInt reads what binary.AppendVarint wrote.
func (c *coder) takeInt() int64 {
	v := c.takeUint()
	return int64(v>>1) ^ -int64(v&1)
}
