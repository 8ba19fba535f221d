package understand

// isPrice tells whether the number is for one of something: "3tr/video", "2
// triệu mỗi bài", "5tr 1 bạn".
func (r *reader) isPrice(k int, q *quantity) bool {
	clause := r.items[k].clause
	counted := setOf(deliverable, people, customers, creatorKind, tier, unit)
	next := r.at(k+1, clause)
	if next.sign != '/' && !next.has(each) && !(q.scaled && next.isQuantity() && r.qs[next.q].integer(1, 1)) {
		return false
	}
	for j := k + 2; j < k+4; j++ {
		it := r.at(j, clause)
		if it.meets(counted) {
			if it.has(unit) {
				it.fate = ignored
			}
			return next.sign == '/' || next.has(each) || it.has(deliverable)
		}
		if it.sign != 0 || it.isQuantity() && !r.qs[it.q].integer(1, 1) {
			return false
		}
	}
	return false
}
