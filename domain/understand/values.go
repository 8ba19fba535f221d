package understand

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// slotOf is the slot that a class of values belongs to.
var slotOf = map[class]domain.Slot{
	industry: domain.SlotIndustry, gender: domain.SlotGender, place: domain.SlotLocations, channel: domain.SlotChannels,
	goal: domain.SlotKPI, unit: domain.SlotKPI, tier: domain.SlotTiers, creatorKind: domain.SlotKind, month: domain.SlotTime,
}

// support are the classes of which one must stand right before a weak word for
// it to be taken: "ở hp", "kênh X", "cho nam".
var support = map[class]set{
	gender:      setOf(audienceCue, into, adding, negation, instead, mistake, ageCue),
	place:       setOf(placeCue, into, adding),
	channel:     setOf(channelCue, into, adding, negation, negationAfter),
	unit:        setOf(goalCue, drive, change),
	goal:        setOf(goalCue, drive, change),
	tier:        setOf(creatorKind, people, negation, negationAfter),
	creatorKind: setOf(creatorKind, people, adding),
	month:       setOf(placeCue, monthLabel),
}

// supported tells whether a sense may be taken: strong ones always, weak ones
// when their slot was asked, a word for it stands before, a neighbour is of
// the same class, or nothing else is in the clause.
func (r *reader) supported(k int, s *sense) bool {
	if !s.weak || r.ctx.Asked == slotOf[s.class] {
		return true
	}
	clause := r.items[k].clause
	before := r.at(k-1, clause)
	for j := k - 2; before.has(light) && !before.meets(support[s.class]) && j > k-4; j-- {
		before = r.at(j, clause)
	}
	if before.meets(support[s.class]) {
		return true
	}
	after := r.at(k+1, clause)
	switch s.class {
	case gender:
		for j := k + 2; after.meets(setOf(about, most, least, since)) && j < k+4; j++ { // "nam trên 21 tuổi"
			after = r.at(j, clause)
		}
		if after.isQuantity() && r.qs[after.q].role == age || before.isQuantity() && r.qs[before.q].role == age {
			return true
		}
		if after.value(adding) == "after" { // "nam cũng được"
			return true
		}
	case tier:
		if after.meets(support[tier]) {
			return true
		}
	case place:
		if before.has(industry) && after.sign != 0 { // "spa hp"
			return true
		}
	}
	return r.hasNeighbour(k, s.class) || r.alone(k)
}

// hasNeighbour tells whether the next value in a list on either side is a
// strong one of the same class.
func (r *reader) hasNeighbour(k int, c class) bool {
	for _, step := range []int{-1, 1} {
		for j, n := k+step, 0; j >= 0 && j < len(r.items) && n < 3; j, n = j+step, n+1 {
			it := &r.items[j]
			if s := it.sense(c); s != nil {
				if !s.weak {
					return true
				}
				break
			}
			if !it.has(join) && it.sign != ',' && it.sign != '/' && it.sign != '&' && it.sign != '+' && it.sign != '-' {
				break
			}
		}
	}
	return false
}

// alone tells whether item k is all that its clause says.
func (r *reader) alone(k int) bool {
	clause := r.items[k].clause
	for _, step := range []int{-1, 1} {
		for j := k + step; ; j += step {
			it := r.at(j, clause)
			if it.sign == '\n' || it.sign == ',' {
				break
			}
			if it.sign == 0 && !it.meets(setOf(light, join, purpose)) {
				return false
			}
		}
	}
	return true
}

func (w *writer) gender() {
	b := &w.out.Brief
	for k := range w.items {
		it := &w.items[k]
		s := it.sense(gender)
		if s == nil || it.fate == ignored || it.fate == replaced || !w.supported(k, s) {
			continue
		}
		g := domain.Gender(s.value)
		switch {
		case it.fate == excluded:
			w.out.Dropped.Gender = g
			w.heard(domain.SlotGender, k, k+1)
			continue
		case w.ofProduct(k), w.ofCreators(k), w.ofChild(k):
			continue
		case b.Gender != "" && b.Gender != g:
			b.Gender = domain.AnyGender
		default:
			b.Gender = g
		}
		w.heard(domain.SlotGender, k, k+1)
	}
}

// ofProduct tells whether a gender only describes the product ("nước hoa
// nam"): it stands right behind it, and no age follows.
func (w *writer) ofProduct(k int) bool {
	clause := w.items[k].clause
	after := w.at(k+1, clause)
	if after.sign == '\'' { // men's shoes
		return true
	}
	return w.at(k-1, clause).has(industry) && !(after.isQuantity() && w.qs[after.q].role == age)
}

// ofChild tells whether a gender is a child's: "con trai 5 tuổi".
func (w *writer) ofChild(k int) bool {
	after := w.at(k+1, w.items[k].clause)
	return after.isQuantity() && w.qs[after.q].role == age && w.qs[after.q].hi < minAdult
}

// ofCreators tells whether a gender describes the creators: "5 KOC nữ".
func (w *writer) ofCreators(k int) bool {
	clause := w.items[k].clause
	return w.at(k-1, clause).meets(setOf(creatorKind, tier)) && !w.at(k+1, clause).isQuantity()
}

// industry takes the strongest product word, the first of equals.
func (w *writer) industry() {
	best, weight := -1, 0
	for k := range w.items {
		it := &w.items[k]
		s := it.sense(industry)
		if s == nil {
			continue
		}
		if it.fate == excluded {
			w.out.Dropped.Industry = domain.Industry(s.value)
			continue
		}
		n := 2
		if s.weak {
			n = 1
		} else if s.heavy {
			n = 3
		}
		if w.at(k-1, it.clause).has(industryCue) || w.at(k-2, it.clause).has(industryCue) && w.at(k-1, it.clause).sign == ':' {
			n += 2
		}
		if w.at(k-1, it.clause).meets(setOf(creatorKind, people)) && !w.at(k-1, it.clause).has(customers) && n == 2 {
			n-- // the niche of the creators, unless nothing else names the product
		}
		// "car insurance": English puts what matters last.
		last := n == weight && best == k-1 && s.plain && w.items[best].sense(industry).plain && !w.tokens[it.from].careful
		if it.fate == kept && (n > weight || last) {
			best, weight = k, n
		}
	}
	if best >= 0 {
		w.out.Brief.Industry = domain.Industry(w.items[best].value(industry))
		w.heard(domain.SlotIndustry, best, best+1)
	}
}

// locations takes the places of the audience; where it has none, those where
// the product stands.
func (w *writer) locations() {
	var audience, product, neither []int
	for k := range w.items {
		it := &w.items[k]
		s := it.sense(place)
		if s == nil || !w.supported(k, s) {
			continue
		}
		switch it.fate {
		case excluded:
			w.out.Dropped.Locations = appendNew(w.out.Dropped.Locations, placesOf(it)...)
			w.heard(domain.SlotLocations, k, k+1)
		case kept:
			switch w.ownerOf(k) {
			case audienceCue:
				audience = append(audience, k)
			case industry:
				product = append(product, k)
			default:
				neither = append(neither, k)
			}
		}
	}
	stated := append(audience, neither...)
	if len(audience) == 0 {
		stated = append(stated, product...)
	}
	slices.Sort(stated)
	for _, k := range stated[:min(len(stated), maxPlaces)] {
		places := placesOf(&w.items[k])
		if len(places) == 0 {
			w.askPlace(k)
			continue
		}
		w.out.Brief.Locations = appendNew(w.out.Brief.Locations, places...)
		w.heard(domain.SlotLocations, k, k+1)
	}
}

// maxPlaces is how many places one text can name.
const maxPlaces = 48

// ownerOf tells whether a place in a clause is the audience's or the product's.
func (w *writer) ownerOf(k int) class {
	clause := w.items[k].clause
	if next := w.at(k+1, clause); next.value(audienceCue) == "after" || next.has(gender) && next.sense(gender).plain { // Saigon guests
		return audienceCue
	}
	for j := k - 1; j > k-maxOwner; j-- {
		switch it := w.at(j, clause); {
		case it.sign == '\n' && j > 0 && w.items[j].sign == '-' && w.items[j-1].has(place) && j == k-1: // Huế - Hội An
			return w.ownerOf(j - 1)
		case it.sign == '\n':
			return noise
		case it.has(measure) && w.at(j-1, clause).isQuantity(): // the "cho" of "300 cho" are seats
		case it.meets(setOf(audienceCue, customers)), it.has(gender) && !w.ofProduct(j), it.isQuantity() && w.qs[it.q].role == age:
			return audienceCue
		case it.has(industry):
			return industry
		}
	}
	return noise
}

// maxOwner is how many items back a place's owner is looked for.
const maxOwner = 24

func (w *writer) channels() {
	b := &w.out.Brief
	asking := w.asks()
	for k := range w.items {
		it := &w.items[k]
		s := it.sense(channel)
		if s == nil || asking || !w.supported(k, s) {
			continue
		}
		p := domain.Platform(s.value)
		switch it.fate {
		case kept, soft:
			b.Channels = appendNew(b.Channels, p)
		case excluded:
			b.ExcludeChannels = appendNew(b.ExcludeChannels, p)
		default:
			continue
		}
		w.heard(domain.SlotChannels, k, k+1)
	}
	b.ExcludeChannels = slices.DeleteFunc(b.ExcludeChannels, func(p domain.Platform) bool { return slices.Contains(b.Channels, p) })
}

func (w *writer) tiersAndKinds() {
	if w.asks() {
		return
	}
	b := &w.out.Brief
	var kinds, softly []domain.Kind
	last := -1
	for k := range w.items {
		it := &w.items[k]
		if s := it.sense(tier); s != nil && w.supported(k, s) {
			switch it.fate {
			case kept, soft:
				b.Tiers = appendNew(b.Tiers, domain.Tier(s.value))
				w.heard(domain.SlotTiers, k, k+1)
			case excluded:
				b.ExcludeTiers = appendNew(b.ExcludeTiers, domain.Tier(s.value))
				w.heard(domain.SlotTiers, k, k+1)
			}
		}
		if s := it.sense(creatorKind); s != nil && w.supported(k, s) {
			kind := domain.Kind(s.value)
			switch it.fate {
			case kept:
				kinds, last = appendNew(kinds, kind), k
			case soft:
				softly = appendNew(softly, kind)
			case excluded:
				b.ExcludeKinds = appendNew(b.ExcludeKinds, kind)
				w.heard(domain.SlotKind, k, k+1)
			}
		}
	}
	if len(kinds) == 0 {
		kinds = softly
	}
	if len(kinds) != 1 || last >= 0 && w.items[last].has(purpose) && len(w.out.Heard)+len(w.spans) == 0 { // "chọn influencer"
		return
	}
	b.CreatorKind = kinds[0]
	if last >= 0 {
		w.heard(domain.SlotKind, last, last+1)
	}
}

// appendNew appends the values that list does not hold yet.
func appendNew[T comparable](list []T, values ...T) []T {
	for _, v := range values {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// meanings returns the different places that an item's name can mean.
func meanings(it *item) (values []string) {
	for i := range it.senses {
		if s := &it.senses[i]; s.class == place {
			values = appendNew(values, s.value)
		}
	}
	return values
}

// placesOf returns the places an item names; none when the name has several
// meanings.
func placesOf(it *item) []domain.Location {
	if values := meanings(it); len(values) == 1 {
		return placesIn(values[0])
	}
	return nil
}

// askPlace asks which of several places is meant.
func (w *writer) askPlace(k int) {
	it := &w.items[k]
	q := Question{Slot: domain.SlotLocations, Words: w.words(it.from, it.to)}
	for _, value := range meanings(it) {
		if len(q.Options) < maxOptions {
			q.Options = append(q.Options, domain.Brief{Locations: placesIn(value)})
		}
	}
	w.out.Questions = append(w.out.Questions, q)
}

// placesIn splits the value of a place: regions without a slug of their own
// are the provinces they hold ("dak-lak+gia-lai").
func placesIn(value string) (list []domain.Location) {
	for slug := range strings.SplitSeq(value, "+") {
		list = append(list, domain.Location(slug))
	}
	return list
}
