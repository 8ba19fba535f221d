package understand

// class says what a word or phrase does in a brief. The names are those of the
// lexicon's tables; doc.go explains them.
type class uint8

const (
	// Values of slots.
	industry class = iota
	gender
	place
	channel
	goal // a KPI family: "tăng nhận diện"
	unit // what a KPI counts: "lượt xem"
	tier
	creatorKind
	generation // "gen z": an age that is asked about
	month      // "december", "tháng chạp"

	currency

	// What stands beside a number and says what it is.
	years       // tuổi
	people      // bạn, người: creators when counted
	customers   // khách, học viên: not creators
	days        // ngày, tuần, tháng: a duration; its number is days
	monthLabel  // tháng 12
	measure     // ml, bước, chi nhánh: not for us
	deliverable // video, bài
	counter     // lượt: between a number and what it counts
	each        // mỗi, per
	label       // quận, size: the number after it is not for us
	budgetCue
	priceCue
	revenueCue
	ageCue
	countCue
	goalCue
	drive // tăng, cần: makes a weak KPI word a goal

	// What stands before a value and says whose it is.
	audienceCue
	channelCue
	placeCue
	industryCue
	pastCue    // đã có: not wanted now
	rivalCue   // đối thủ
	contactCue // nhắn, liên hệ
	giftCue    // tặng

	// Bounds and ranges.
	most       // dưới, tối đa
	least      // trên, ít nhất
	about      // khoảng
	mostAfter  // đổ lại
	leastAfter // trở lên
	since
	toward
	join // và, hoặc

	// Operators.
	negation      // không, đừng: on what follows
	negationAfter // bỏ: on what follows, or on what stands before
	instead       // thay vì
	change        // đổi, tăng, cắt
	into          // thành, lên, còn; "keep": giữ, what follows stays
	mistake       // à nhầm: what follows wins
	adding        // thêm
	lessening     // bớt
	stop          // nhưng, chứ: ends a clause
	light         // words that may stand between an operator and its object
	anything      // sao cũng được
	later         // chưa biết
	asking        // bao nhiêu, thế nào
	defining      // là gì
	noise         // a phrase that shadows the words in it
	purpose       // what a whole message is for

	// Parts of numbers; a set does not tell them apart.
	digit    // ba, three
	last     // mốt, tư, lăm: a digit after another digit only
	ten      // mười, eleven
	tens     // twenty
	tenfold  // mươi, chục
	hundred  // trăm
	zeroTens // linh, lẻ
	scale    // nghìn, triệu
	glued    // k, m, b: a scale only right after digits
	slang    // chai, lít: a scale only where money is meant
	unsure   // xị: money on whose worth people disagree; its readings
	half     // rưỡi
	halfOf   // nửa
	point    // phẩy, chấm
	few      // vài, mấy

	classes
)

var classNames = [classes]string{
	industry: "industry", gender: "gender", place: "place", channel: "channel", goal: "goal", unit: "unit", tier: "tier", creatorKind: "kind", generation: "generation", month: "month",
	digit: "digit", last: "last", ten: "ten", tens: "tens", tenfold: "tenfold", hundred: "hundred", zeroTens: "zero-tens", scale: "scale", glued: "glued", slang: "slang", unsure: "unsure",
	half: "half", halfOf: "half-of", point: "point", few: "few", currency: "currency",
	years: "years", people: "people", customers: "customers", days: "days", monthLabel: "month-label", measure: "measure", deliverable: "deliverable", counter: "counter", each: "each", label: "label",
	budgetCue: "budget-cue", priceCue: "price-cue", revenueCue: "revenue-cue", ageCue: "age-cue", countCue: "count-cue", goalCue: "goal-cue", drive: "drive",
	audienceCue: "audience-cue", channelCue: "channel-cue", placeCue: "place-cue", industryCue: "industry-cue", pastCue: "past-cue", rivalCue: "rival-cue", contactCue: "contact-cue", giftCue: "gift-cue",
	most: "most", least: "least", about: "about", mostAfter: "most-after", leastAfter: "least-after", since: "since", toward: "toward", join: "join",
	negation: "not", negationAfter: "not-after", instead: "instead", change: "change", into: "into", mistake: "mistake", adding: "add", lessening: "less", stop: "stop", light: "light",
	anything: "anything", later: "later", asking: "asking", defining: "defining", noise: "noise", purpose: "intent",
}

// set is a set of classes.
type set uint64

// bit is the class's place in a set; all parts of numbers share one.
func (c class) bit() set { return 1 << min(c, digit) }

var _ [63 - digit]struct{} // there is room

func setOf(list ...class) (s set) {
	for _, c := range list {
		s |= c.bit()
	}
	return s
}

func (s set) has(c class) bool  { return s&c.bit() != 0 }
func (s set) meets(o set) bool  { return s&o != 0 }
func (s set) within(o set) bool { return s != 0 && s&^o == 0 }

// slotClasses are the classes that are values of slots.
var slotClasses = setOf(industry, gender, place, channel, goal, unit, tier, creatorKind, month)

// numberClasses are the classes that are parts of numbers, and currencies.
var numberClasses = setOf(digit, currency)
