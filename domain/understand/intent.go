package understand

import (
	"regexp"
	"slices"
	"strings"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// IntentOf tells what a free text is for. A text that answers the question
// asked, or states figures of a campaign, is a brief whatever else it says.
func IntentOf(text string, ctx Context) Intent {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	out := r.read(text, ctx)
	if r.isList() {
		return IntentList
	}
	if whole, ok := r.wholePurpose(); ok && (ctx.Asked == "" || out.Empty()) {
		return whole
	}
	if out.answers(ctx.Asked) {
		return IntentBrief
	}
	business := out.Brief.Has(domain.SlotBudget) || ForBusiness(text)
	if intent, ok := r.strongPurpose(); ok && intent == IntentCreator {
		if business && !out.Empty() {
			return IntentBrief
		}
		return intent
	}
	asks := strings.Contains(r.text, "?") || r.any(setOf(asking, defining))
	switch figures := r.hasFigures(); {
	case figures && !out.Empty():
		return IntentBrief
	case asks:
		if intent, ok := r.strongPurpose(); ok {
			return intent
		}
		return IntentQuestion
	case !out.Empty():
		return IntentBrief
	}
	if intent, ok := r.strongPurpose(); ok {
		return intent
	}
	return IntentUnknown
}

// forBusiness is how somebody sounds who looks for people rather than for a
// channel of their own, folded.
var forBusiness = regexp.MustCompile(`\b(?:khach|shop|cua hang|brand|nhan hang|thuong hieu|cong ty|doanh nghiep|quang cao|dang ban|ban (?:hang|do|quan|my|tra|sua|san|online)|book|thue|ngan sach|tim (?:koc|kol|creator|influencer)|our (?:brand|company|shop)|budget)\b`)

// ForBusiness tells whether a text speaks of a business that looks for people.
func ForBusiness(text string) bool { return forBusiness.MatchString(wording.Fold(text)) }

// answers tells whether the reading says something about a slot, if only that
// it is to be asked again.
func (r Reading) answers(asked domain.Slot) bool {
	return r.Brief.Has(asked) || slices.Contains(r.Cleared, asked) ||
		slices.ContainsFunc(r.Questions, func(q Question) bool { return q.Slot == asked })
}

// rank orders intents that stand in one message: "ok, tiếp tục" is next, and
// "chào bạn, giúp mình với" is help.
var rank = []Intent{IntentCancel, IntentBack, IntentBrief, IntentCreator, IntentHelp, IntentNext, IntentNo, IntentYes, IntentThanks, IntentGreeting}

// wholePurpose returns the intent of a message that says nothing else.
func (r *reader) wholePurpose() (Intent, bool) {
	var found []Intent
	for k := range r.items {
		it := &r.items[k]
		switch {
		case it.has(purpose):
			found = append(found, Intent(it.value(purpose)))
		case it.sign != 0, it.meets(setOf(light, people)):
		default:
			return "", false
		}
	}
	return first(found)
}

// strongPurpose returns the intent that some words give to any message.
func (r *reader) strongPurpose() (Intent, bool) {
	var found []Intent
	for k := range r.items {
		if s := r.items[k].sense(purpose); s != nil && !s.weak {
			found = append(found, Intent(s.value))
		}
	}
	return first(found)
}

func first(found []Intent) (Intent, bool) {
	for _, intent := range rank {
		if slices.Contains(found, intent) {
			return intent, true
		}
	}
	return "", false
}

func (r *reader) any(classes set) bool {
	return slices.ContainsFunc(r.items, func(it item) bool { return it.meets(classes) })
}

// hasFigures tells whether a number of the text says something about a brief.
func (r *reader) hasFigures() bool {
	return slices.ContainsFunc(r.qs, func(q quantity) bool { return q.role != nothing && q.role != unresolved })
}

// line is what a line of a pasted list shows.
type line struct{ words, account, followers, price, brief bool }

// creator tells whether the line is about a creator: on a platform, with
// followers or a price.
func (l line) creator() bool { return l.account && (l.followers || l.price) && !l.brief }

// isList tells whether the text is pasted lines about creators: mostly such
// lines, or a single one with followers and a price.
func (r *reader) isList() bool {
	var lines []line
	var l line
	for k := range r.items {
		it := &r.items[k]
		if it.sign == '\n' {
			lines, l = append(lines, l), line{}
			continue
		}
		l.words = true
		l.account = l.account || it.has(channel) || r.tokens[it.from].masked
		l.brief = l.brief || it.meets(setOf(budgetCue, goalCue, industryCue))
		l.price = l.price || it.has(priceCue)
		if it.isQuantity() {
			l.followers = l.followers || r.at(k+1, it.clause).value(measure) == "follow"
			l.price = l.price || r.isPrice(k, &r.qs[it.q])
		}
	}
	lines = slices.DeleteFunc(append(lines, l), func(l line) bool { return !l.words })
	creators := 0
	for _, l := range lines {
		if l.creator() {
			creators++
		}
	}
	if len(lines) == 1 {
		// "KOL tiktok 100k follow giá bao nhiêu" asks for the price of one.
		return creators == 1 && lines[0].followers && lines[0].price && !r.any(setOf(asking, defining))
	}
	return creators >= 2 && creators*2 >= len(lines)
}
