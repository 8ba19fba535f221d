package understand

// fate is what the words around an item do to it.
type fate uint8

const (
	kept     fate = iota
	excluded      // "không lấy", "bỏ", "thay vì"
	replaced      // corrected by what follows
	ignored       // a competitor's, past, a gift's receiver, a contact
	soft          // kept unless something of its class is kept elsewhere
)

// objectClasses are what operators act on, besides quantities.
var objectClasses = setOf(industry, gender, place, channel, goal, unit, tier, creatorKind)

// throughClasses may stand between an operator and its object.
var throughClasses = setOf(light, about, most, least, since, channelCue, placeCue, audienceCue, ageCue, budgetCue, countCue, goalCue, industryCue, people, customers, years, days, monthLabel)

// clauses numbers the clauses: they end at punctuation and before words such
// as "nhưng".
func (r *reader) clauses() {
	clause := int32(0)
	for k := range r.items {
		it := &r.items[k]
		ends := false
		switch it.sign {
		case ',', ';', '\n', '!', '?', '|', '(', ')', unknown:
			ends = true
		case '.':
			ends = !r.gluedAt(it.to)
		case '-':
			ends = !r.gluedAt(it.from) || !r.gluedAt(it.to)
		}
		if it.has(stop) {
			clause++
		}
		it.clause = clause
		if ends {
			clause++
		}
	}
}

// operate decides the fate of every item.
func (r *reader) operate() {
	for k := range r.items {
		it := &r.items[k]
		switch {
		case it.has(measure) && k > 0 && r.items[k-1].isQuantity(): // the "loại" of "2 loại mật ong"
		case it.has(negation), it.has(negationAfter), it.has(instead):
			r.exclude(k)
		case it.has(lessening):
			if objects := r.objectsAfter(k + 1); len(objects) > 0 && !r.items[objects[0]].isQuantity() { // "bớt Instagram"
				r.exclude(k)
			}
		case it.has(rivalCue):
			r.ignore(k+1, 12, objectClasses, true)
		case it.has(pastCue):
			switch it.value(pastCue) {
			case "said": // "trước ghi 20-35", of what is corrected
				r.ignore(k+1, 8, objectClasses, true)
			case "clause":
				r.ignoreBefore(k)
				fallthrough
			default:
				r.ignore(k+1, 8, setOf(channel, goal, unit, tier, creatorKind, month), true)
			}
		case it.has(contactCue):
			r.ignore(k+1, 3, setOf(channel), false)
		case it.has(giftCue):
			r.ignore(k+1, 3, setOf(gender, customers), false)
		case it.has(change), it.has(since):
			r.exchange(k)
		}
		if it.has(channel) && k+1 < len(r.items) && r.isContact(k) {
			it.fate = ignored
		}
	}
}

// isContact tells whether a channel's name is followed by a phone number or an
// address.
func (r *reader) isContact(k int) bool {
	for j := k + 1; j < len(r.items) && j < k+4; j++ {
		if r.tokens[r.items[j].from].masked {
			return true
		}
		if !r.items[j].meets(setOf(light, contactCue)) && r.items[j].sign != ':' {
			break
		}
	}
	return false
}

func (r *reader) ignore(k, reach int, classes set, quantities bool) {
	for j := k; j < len(r.items) && j < k+reach && r.items[j].clause == r.items[k-1].clause; j++ {
		if it := &r.items[j]; it.meets(classes) || quantities && it.isQuantity() {
			it.fate = ignored
		}
	}
}

func (r *reader) ignoreBefore(k int) {
	for j := k - 1; j >= max(0, k-maxCorrection) && r.items[j].clause == r.items[k].clause; j-- {
		if it := &r.items[j]; it.meets(setOf(channel, goal, unit, tier, creatorKind)) || it.isQuantity() {
			it.fate = ignored
		}
	}
}

// exclude withdraws the objects of the operator at k: those that follow, or,
// for a word such as "bỏ" with nothing after it, those that stand before.
func (r *reader) exclude(k int) {
	objects := r.objectsAfter(k + 1)
	if len(objects) == 0 && r.items[k].has(negationAfter) {
		objects = r.objectsBefore(k - 1)
	}
	others := false
	for _, j := range objects {
		others = others || !r.items[j].has(creatorKind) || r.items[j].has(tier)
	}
	for n, j := range objects {
		it := &r.items[j]
		counted := n > 0 && objects[n-1] == j-1 && r.items[j-1].isQuantity()
		switch {
		case it.fate == ignored:
		case it.has(industry) && r.items[k].has(negationAfter) && !r.tokens[r.items[k].from].marked(): // "bo chan ga": bộ, not bỏ
		case counted, others && it.has(creatorKind) && !it.has(tier):
			it.fate = soft
		default:
			it.fate = excluded
		}
	}
}

// objectsAfter collects the objects of an operator from item k on, through
// "và" and "hay".
func (r *reader) objectsAfter(k int) (objects []int) {
	for j := k; j < len(r.items) && r.items[j].clause == r.items[k].clause; j++ {
		it := &r.items[j]
		switch {
		case it.isQuantity(), it.isObject():
			objects = append(objects, j)
		case it.has(join), it.sign == '/', it.sign == '&', it.sign == '+':
			if len(objects) == 0 {
				return nil
			}
		case len(objects) == 0 && it.meets(throughClasses), it.meets(setOf(people, years, days, countCue)):
		case it.meets(setOf(channelCue, placeCue)) && len(objects) == 1 && r.items[objects[0]].has(creatorKind) && !r.items[objects[0]].has(tier):
		default:
			return objects
		}
	}
	return objects
}

// isObject tells whether the item is a value that an operator can act on. A
// word such as "in", which is Instagram only sometimes, is none.
func (it *item) isObject() bool {
	for i := range it.senses {
		if s := &it.senses[i]; objectClasses.has(s.class) && (!s.weak || !it.meets(throughClasses)) {
			return true
		}
	}
	return false
}

func (r *reader) objectsBefore(k int) (objects []int) {
	for j := k; j >= 0 && r.items[j].clause == r.items[k+1].clause; j-- {
		it := &r.items[j]
		switch {
		case it.isQuantity(), it.meets(objectClasses):
			objects = append([]int{j}, objects...)
		case it.has(join), it.sign == '/', it.sign == '&', it.sign == '+', len(objects) == 0 && it.meets(throughClasses):
		default:
			return objects
		}
	}
	return objects
}

// exchange withdraws what stands between "đổi" or "từ" and "thành": "đổi Hà Nội
// thành Huế", "từ 100 lên 150tr".
func (r *reader) exchange(k int) {
	const reach = 10
	for j := k + 1; j < len(r.items) && j < k+reach; j++ {
		it := &r.items[j]
		if r.items[j-1].sign != 0 && it.clause != r.items[j-1].clause || it.has(change) {
			return
		}
		if it.isQuantity() && r.items[k].has(change) && r.splitRange(k, j) {
			return
		}
		if !it.has(into) {
			continue
		}
		var now set
		objects := r.objectsAfter(j + 1)
		for _, i := range objects {
			now |= r.items[i].classes & objectClasses
			if r.items[i].isQuantity() {
				r.qs[r.items[i].q].settled = true
			}
		}
		for i := k + 1; i < j && len(objects) > 0; i++ {
			switch b := &r.items[i]; {
			case b.isQuantity(), b.meets(now) && !r.items[i-1].isQuantity():
				b.fate = excluded
			case b.meets(now):
				b.fate = soft
			}
		}
		return
	}
}

// splitRange reads "tăng từ 100 đến 150 triệu", "raise from 100 to 150
// million" as a change, not as a range: only the second end counts.
func (r *reader) splitRange(k, j int) bool {
	q := &r.qs[r.items[j].q]
	if !q.ranged || j == k+1 || !r.items[j-1].has(since) || r.unitFollows(q.to, setOf(years)) || r.signBetween(q, '-') {
		return false
	}
	q.lo, q.ranged, q.settled = q.hi, false, true
	return true
}

func (r *reader) signBetween(q *quantity, sign byte) bool {
	for i := q.from; i < q.to; i++ {
		if r.signAt(i) == sign {
			return true
		}
	}
	return false
}

// correct lets what follows "à nhầm", "đổi sang" or "cắt còn" replace what was
// said before for the same slot. It runs when quantities have their roles.
func (r *reader) correct() {
	for k := range r.items {
		it := &r.items[k]
		if !it.has(mistake) && !it.has(into) {
			continue
		}
		end := k + 1
		for seen := false; end < min(len(r.items), k+maxCorrection); end++ {
			b := &r.items[end]
			if seen && b.clause != r.items[end-1].clause {
				break
			}
			seen = seen || (b.isQuantity() || b.meets(slotClasses)) && b.fate == kept
		}
		for j := k + 1; j < end; j++ {
			if r.items[j].fate == kept {
				r.replaceBefore(k, j)
			}
		}
	}
}

// maxCorrection and maxCorrected are how many items after and before "à nhầm"
// it can concern; they bound the work on a text made of nothing else.
const (
	maxCorrection = 16
	maxCorrected  = 64
)

func (r *reader) replaceBefore(k, j int) {
	for i := max(0, k-maxCorrected); i < k; i++ {
		if r.items[i].fate == kept && r.sameSlot(i, j) {
			r.items[i].fate = replaced
		}
	}
}

// sameSlot tells whether items i and j state the same slot.
func (r *reader) sameSlot(i, j int) bool {
	a, b := &r.items[i], &r.items[j]
	if a.isQuantity() || b.isQuantity() {
		if a.isQuantity() && b.isQuantity() {
			role := r.qs[a.q].role
			return role == r.qs[b.q].role && role != unresolved && role != nothing
		}
		return false
	}
	for _, c := range []class{industry, gender, place, channel, tier, creatorKind, month} {
		if a.has(c) && b.has(c) {
			return true
		}
	}
	return a.meets(setOf(goal, unit)) && b.meets(setOf(goal, unit)) && !r.counts(i)
}
