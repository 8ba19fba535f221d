package dialog

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/knowledge"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// Questions that hold words of a brief, and what tells them from briefs.

// asks is how questions sound: an asking word, "không" at the end, or a price
// that is asked for.
var asks = regexp.MustCompile(`\?|\b(?:gi|sao|the nao|nhu nao|bao nhieu|may|how|what|which|why)\b|\b(?:khong|ko|k|hong|khum)(?: (?:a|vay|nhi|ban|ad))?$|^(?:bang )?gia\b`)

// asksRather tells whether a text that could be read as a brief is a question:
// it sounds like one, we know the answer, and it neither states money to spend
// nor adds to what was said ("thêm YouTube nữa được không"): "cộng reach của 5
// kol lại có đúng không".
func (t *turn) asksRather(text string, r understand.Reading) bool {
	if t.wonders(text) {
		return true
	}
	asked := t.context().Asked
	sounds := asks.MatchString(strings.TrimSpace(wording.Fold(text))) || r.Brief.Industry == "other" // "luật quảng cáo" is no industry
	if !sounds || len(r.Adding) > 0 || r.Brief.Has(domain.SlotBudget) || asked != "" && r.Brief.Has(asked) {
		return false
	}
	const sure = 0.7
	found := knowledge.Search(text)
	return found.Verdict == knowledge.Answered && found.Matches[0].Score >= sure
}

// asksHow tells "viết brief thế nào?" from "viết brief mới".
var asksHow = regexp.MustCompile(`\b(?:gi|sao|the nao|nhu nao|how|what)\b`)

// asksAboutBrief tells whether a question is a brief in the form of one: "mỹ
// phẩm 200tr thì nên chạy kênh nào?"
func (t *turn) asksAboutBrief(intent understand.Intent, text string, r understand.Reading) bool {
	return intent == understand.IntentQuestion && statedSlots(r) >= 2 && knowledge.Search(text).Verdict != knowledge.Answered
}

// How a question sounds that asks for no change, whatever of a brief it names;
// folded. advises are those that weigh a change instead of asking for it.
var (
	advises = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:vay |the |thi )*(?:co nen|nen (?:chon|book|dung|chay|lay|lam|tang|giam|doi|thue|tra|uu tien|bo|them|chia|mua|ky|di)|neu|gia su|lieu)\b|\bco nen\b|^(?:should|what if|if|why|how|what|which|who|when|is it|are|do we|do i|does|would it)\b|\bshould (?:i|we)\b` +
			`|\bbao (?:nhieu|lau|gio)\b|\b(?:the nao|nhu nao|ra sao|thi sao|lam sao|phai lam gi|can gi|la gi)\b|^(?:vi sao|tai sao|sao)\b`)
	})
	wondering = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\?$|\b(?:duoc|dc|dk|on|dung|du|kip|hop ly|hop phap|hop|tot|re|dat|cao|thap|hieu qua|can|nen|phai|vi pham|bi phat|lo|loi) (?:khong|ko|k|hong|hok|khum)(?: (?:a|vay|nhi|ban|ad|nhe))*$` +
			`|\bco\b.* (?:khong|ko|k|hong|hok|khum)(?: (?:a|vay|nhi|ban|ad|nhe))*$|\b(?:du|on|duoc|tot|hop ly) chua$|^(?:can|could|may) (?:i|we|you|they|it)\b`)
	})
	either = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(` (?:hay(?: là)?|or) `) })
	// wishes are changes that only ask for leave: "chạy facebook được không", "nữ
	// 18-22 thôi được không".
	wishes = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^(?:chay|chon|lam|di) (?:them |ca |tren )*(?:tiktok|facebook|fb|youtube|yt|instagram|insta|ig|zalo|threads|linkedin)|\bthoi) (?:nua )?(?:duoc|dc|dk) (?:khong|ko|k|hong)(?: (?:a|vay|nhi|ban|ad|nhe))*$`)
	})
	// anyOf says that none of what is named is preferred: no question.
	anyOf = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:deu|cung|nao cung|gi cung) (?:duoc|dc|ok|oke|on)\b|\b(?:either|any|both) (?:is|are|works?)\b`)
	})
	// commands a change, politely or in the form of a question: "đổi ngân sách
	// thành 100tr được không".
	commands = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(?:thoi|vay|the|ok|oke|giup|cho|minh|em|toi|ben|bon|gio|co the|muon|ban|hay la|please|(?:can|could|may) (?:you|we|i)|i want to|let s|thu) )*` +
			`(?:(?:doi|thay|chuyen|sua)\b.*\b(?:thanh|sang|qua|ve|len|xuong|lai|ngan sach|kpi|kenh|nganh|tep|khach|tuoi|khu vuc|so luong|thoi gian|brief)\b` +
			`|bo(?: [^r]|$)|(?:chi |khong )?lay (?:\d|nam|nu|nguoi|kol|koc|nano|micro|macro|mega|celeb|khach|them)|tim (?:nguoi|kol|koc|creator|ai)\b|(?:them|loc|loai|cong|gom|mo rong|thu hep|chi chay|chay them|change|set|make|add|remove|drop|switch|exclude|include|update)\b` +
			`|(?:tang|giam|nang|ha|raise|increase|lower|reduce|cut)(?: the| our| my)? (?:ngan sach|budget|kpi|target|muc tieu|len|xuong|so|do tuoi|tuoi|view|luot|reach|don|chi phi)\b)`)
	})
)

// wonders tells whether a text is a question that must change no brief: asked
// once the brief is settled, in the form of one, and commanding no change.
func (t *turn) wonders(text string) bool {
	settled := t.campaign != nil && t.state.Question == nil && (t.state.Flow == InAsk || t.state.Flow == InCampaign && t.place().Stage != StageBrief)
	folded := strings.Join(strings.Fields(strings.NewReplacer("'", " ", "’", " ").Replace(wording.Fold(text))), " ")
	switch {
	case !settled, anyOf().MatchString(folded), t.commandsToo(text), t.onlyWishes(text):
		return false
	case advises().MatchString(folded):
		return true
	case commands().MatchString(folded), wishes().MatchString(strings.TrimRight(folded, " ?.!…")):
		return false
	}
	return wondering().MatchString(strings.TrimRight(folded, " .!…")) || t.weighsTwo(text)
}

// commandsToo tells whether a part of a text commands a change, whatever the
// others ask: "sao đắt thế, chỉ lấy micro", "mình chỉ có 50tr thôi, làm sao giờ".
func (t *turn) commandsToo(text string) bool {
	parts := partsOf.Split(text, -1)
	return len(parts) > 1 && slices.ContainsFunc(parts, func(part string) bool {
		folded := strings.Join(strings.Fields(wording.Fold(part)), " ")
		if advises().MatchString(folded) {
			return false
		}
		return commands().MatchString(folded) || strings.HasSuffix(folded, " thoi") && !understand.Read(part, t.context()).Empty()
	})
}

// partsOf parts what is said in one message.
var partsOf = regexp.MustCompile(`[,;.?!]\s+`)

// leave is how a change is asked for politely, at the end of a text, folded.
var leave = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:[ ,]+(?:(?:duoc|dc|dk|ok|oke|on) (?:khong|ko|k|hong|hok|chua|nhe|nha)|nhe|nha|di|a|ban|ad))+[ ?!.]*$`)
})

// onlyWishes tells whether a text asks leave for a change and says nothing else:
// "100tr được không", "nam 25-35 nhé?", "mình muốn chạy cả youtube được không".
func (t *turn) onlyWishes(text string) bool {
	folded := wording.Fold(text)
	at := leave().FindStringIndex(folded)
	if at == nil || advises().MatchString(folded) {
		return false
	}
	rest := []rune(text)
	rest = rest[:min(len(rest), utf8.RuneCountInString(folded[:at[0]]))]
	return changesAlone(string(rest), t.context())
}

// changesAlone tells whether a text states what can be changed, and nothing
// else but small words.
func changesAlone(text string, ctx understand.Context) bool {
	r := understand.Read(text, ctx)
	if r.Empty() || r.Brief.Has(domain.SlotIndustry) || r.Brief.Has(domain.SlotTime) && r.Brief.Month == (domain.Month{}) || len(r.Questions) > 0 {
		return false
	}
	return understand.Whole(text, ctx)
}

// weighsTwo tells "1 celeb hay 10 koc" from "người hay làm review": what stands
// on either side could be of a brief.
func (t *turn) weighsTwo(text string) bool {
	at := either().FindStringIndex(strings.ToLower(text))
	if at == nil || at[1] > len(text) {
		return false
	}
	return !understand.Read(text[:at[0]], t.context()).Empty() && !understand.Read(text[at[1]:], t.context()).Empty()
}

// offerable are the slots that a question may want changed: "nếu tăng ngân sách lên
// 100tr thì sao". A length of time or a product is mostly of what is asked.
var offerable = []domain.Slot{domain.SlotBudget, domain.SlotGender, domain.SlotAge, domain.SlotLocations, domain.SlotChannels, domain.SlotCount}

// offerChange keeps what a question says of the brief for a button, beside an
// answer that is not sure.
func (t *turn) offerChange(text string, r understand.Reading) {
	var values []string
	for _, s := range offerable {
		if r.Brief.Has(s) {
			values = append(values, t.slotValue(s, &r.Brief))
		}
	}
	if len(values) == 0 || t.campaign == nil || !t.wonders(text) {
		return
	}
	t.state.Await = &Await{For: AwaitWhich, Arg: text, Message: t.event.Message}
	t.change = []screen.Button{t.button(t.Say("ask.change", "values", values), "which", "edit")}
}
