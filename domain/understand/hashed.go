package understand

import (
	"cmp"
	"slices"
)

// hashed finds numbers by the hash of a text: 8 bytes for each, a tenth of what
// a map of strings takes. Whoever looks must tell whether the text is the one.
type hashed []hashedID

type hashedID struct {
	hash uint32
	id   int32
}

// hashOf is FNV-1a of the parts together.
func hashOf(parts ...string) uint32 {
	h := uint32(2166136261)
	for _, part := range parts {
		for i := range len(part) {
			h = (h ^ uint32(part[i])) * 16777619
		}
	}
	return h
}

func (x *hashed) add(hash uint32, id int32) { *x = append(*x, hashedID{hash, id}) }

// sort makes x ready to be looked into; equal hashes stay as they were added.
func (x *hashed) sort() {
	slices.SortStableFunc(*x, func(a, b hashedID) int { return cmp.Compare(a.hash, b.hash) })
	*x = slices.Clone(*x) // without room to grow
}

// find returns what was added with a hash.
func (x hashed) find(hash uint32) hashed {
	from, _ := slices.BinarySearchFunc(x, hash, func(e hashedID, hash uint32) int { return cmp.Compare(e.hash, hash) })
	to := from
	for to < len(x) && x[to].hash == hash {
		to++
	}
	return x[from:to]
}
