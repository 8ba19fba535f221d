package understand

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain/wording"
)

// DraftKind is what somebody wants written.
type DraftKind string

// The kinds.
const (
	DraftInvite   DraftKind = "invite"   // a message that invites a creator
	DraftBrief    DraftKind = "brief"    // a brief for creators
	DraftIdeas    DraftKind = "ideas"    // ideas for content
	DraftTone     DraftKind = "tone"     // the one at hand, in another tone
	DraftCampaign DraftKind = "campaign" // none: a brief of their own, "làm brief cho chiến dịch Tết"
	DraftOther    DraftKind = "other"    // a message of another kind, or to no creator
)

// DraftWish is a wish to have something written.
type DraftWish struct {
	Kind DraftKind
	Who  string // for whom, as written; "" for nobody in particular
	Tone string // "friendly", "polite" or "brief", for DraftTone
	// Unsure: Who may as well be what a campaign is for, "brief cho Cocoon".
	Unsure bool
}

// maxNames is how many people one wish may name.
const maxNames = 10

var between = regexp.MustCompile(`(?i) *[,;&+] *(?:và |and )?| +(?:và|va|and) +`)

// Several are the people of a wish that names more than one; nil for one. A
// name may hold such a word itself: "Mẹ và Bé".
func (w DraftWish) Several() []string {
	parts := between.Split(w.Who, -1)
	if len(parts) < 2 || slices.Contains(parts, "") {
		return nil
	}
	for i, p := range parts {
		parts[i], _ = whom(strings.Fields(p))
	}
	return parts
}

// maxWish is how long a text is taken for such a wish, in bytes.
const maxWish = 160

// The forms of a wish, in folded words. What follows an invitation or a brief
// is for whom it is.
var (
	writing  = `(?:(?:ban|bot|hay|please|can you|could you|giup|giup minh|giup em|nho ban) )*(?:soan|viet|tao|lam|thao|draft|write|compose|prepare|make)(?: (?:giup|ho|cho minh|minh|em|toi|me|us|mot|1|an|a|the|ban|cai|doan))*`
	towards  = `(?: (?:moi|booking|book|hop tac|outreach|gui|toi|den|cho|to|for))*`
	aMessage = regexp.MustCompile(`^` + writing + ` (?:tin nhan|tin|loi moi|message|invitation|invite|outreach message|outreach|dm|(?:thu|mail|email) (?:moi|gui|cho|to|for))` + towards + `(?: |$)`)
	// aBrief needs somebody it is for: "viết brief" alone begins a campaign.
	aBrief   = regexp.MustCompile(`^(?:` + writing + ` )?(?:(?:creator|koc|kol) brief(?: |$)|(?:ban )?brief(?: chien dich| campaign)?(?: (?:gui|toi|den|cho|to|for))+(?: |$))`)
	everyone = regexp.MustCompile(`^(?:(?:(?:cac|nhung|all|the|ban|my|our|nguoi|ca|het|tat ca) )*(?:creators?|kocs?|kols?|influencers?|tiktokers?|youtubers?|them|ho|moi nguoi|ban|tat ca|het|all|everyone|everybody)(?: (?:nhe|nha|di|giup minh|voi|please|nay|tren|da chon|dang chon|luon))*|\d{1,3} (?:creators?|kocs?|kols?|influencers?|tiktokers?|youtubers?)(?: .*)?|\d{1,3} (?:ban|nguoi) (?:nay|tren|da chon|dang chon))$`)
	someIdea = regexp.MustCompile(`^(?:(?:goi y|cho|minh|em|toi|de xuat|nghi|tim|len|xin|can|muon|them|giup|vai|may|mot so|cac|give|me|suggest|get|any|need|i|some|more|new|moi|a few|few|good|nua|y|tuong|y tuong|ban co|co) )*(?:(?:y tuong|ideas?)(?: (?:noi dung|content|video|clip|quay|for content))?|goi y (?:noi dung|content|video|clip|y tuong)|content ideas?|video ideas?|noi dung goi y)(?: (?:cho|nao|tuan nay|hom nay|minh|em|kenh|kenh minh|kenh cua minh|creator|creators|koc|kol|chien dich|campaign|nay|for|me|my|the|this|week|channel|a|khong|ko|k|nhe|nha|di|voi|please|khac|nua|moi))*$`)
	inATone  = regexp.MustCompile(`^(?:(?:viet|noi|soan|doi|chuyen|giong|van|giong van|lam|cho|sang|lai|tin|no|tone|theo|kieu|make|it|write|say|that|sound|in|a|more|bit|little|be|much|use|the) )*(than thien|gan gui|thoai mai|lich su|trang trong|chuyen nghiep|ngan gon|ngan|gon|friendly|friendlier|warm|warmer|casual|polite|politer|formal|professional|brief|briefer|short|shorter|concise)(?: (?:hon|lai|nua|di|nhe|nha|ti|ty|chut|mot|xiu|giup|minh|please|tone|way|lam|one|version))*$`)
)

var tones = map[string]string{
	"than thien": "friendly", "gan gui": "friendly", "thoai mai": "friendly", "friendly": "friendly", "friendlier": "friendly", "warm": "friendly", "warmer": "friendly", "casual": "friendly",
	"lich su": "polite", "trang trong": "polite", "chuyen nghiep": "polite", "polite": "polite", "politer": "polite", "formal": "polite", "professional": "polite",
	"ngan gon": "brief", "ngan": "brief", "gon": "brief", "brief": "brief", "briefer": "brief", "short": "brief", "shorter": "brief", "concise": "brief",
}

// DraftIn reads a wish to have something written. It is about messages and
// ideas alone: "viết brief mới" is no such wish, and neither is a question about
// how one writes.
func DraftIn(text string) (DraftWish, bool) {
	if len(text) > maxWish || strings.ContainsAny(text, "?\n") {
		return DraftWish{}, false
	}
	words := strings.Fields(text)
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = strings.TrimFunc(wording.Fold(w), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '@' })
	}
	folded := strings.Join(plain, " ")
	for _, f := range []struct {
		form *regexp.Regexp
		read func(form, rest []string) DraftWish
	}{{aBrief, briefFor}, {aMessage, messageTo}} {
		m := f.form.FindString(folded)
		if m == "" {
			continue
		}
		n := len(strings.Fields(m))
		wish := f.read(words[:n], words[n:])
		if everyone.MatchString(strings.Join(strings.Fields(wording.Fold(wish.Who)), " ")) {
			wish.Who, wish.Unsure = "", false
		}
		return wish, !howTo.MatchString(folded) && wish.short()
	}
	if someIdea.MatchString(folded) {
		return DraftWish{Kind: DraftIdeas}, true
	}
	if m := inATone.FindStringSubmatch(folded); m != nil && folded != "brief" { // which is what a campaign has
		return DraftWish{Kind: DraftTone, Tone: tones[m[1]]}, true
	}
	return DraftWish{}, false
}

// maxWho is of how many words a name may be.
const maxWho = 6

// short tells whether it names nobody by more words than a name has.
func (w DraftWish) short() bool {
	names := w.Several()
	if names == nil {
		names = []string{w.Who}
	}
	return len(names) <= maxNames && !slices.ContainsFunc(names, func(name string) bool { return len(strings.Fields(name)) > maxWho })
}

// What a brief is for that is for nobody in particular, and who is no creator.
// Each is compared with its diacritics where the text has any, and "=" has it
// compared so always: "huy" is a name.
var (
	ofCampaigns = phrases(`chiến dịch|campaign|dự án|project|sản phẩm|dòng sản phẩm|mặt hàng|product|a product|a new product|new product|our product|the product|nhãn|nhãn hàng|nhãn hiệu|thương hiệu|brand|our brand|
công ty|company|bên mình|bên em|cửa hàng|tiệm|shop|store|app|ứng dụng|website|agency|đợt|mùa|dịp|tháng này|tháng sau|tháng tới|quý 1|quý 2|quý 3|quý 4|q1|q2|q3|q4|tuần sau|tuần tới|tuần này|hè|
tết|noel|giáng sinh|christmas|trung thu|black friday|valentine|halloween|flash sale|sale|khai trương|ra mắt|launch|sự kiện|event|gen z|gen y|gen x|genz|millennials|
học sinh|sinh viên|dân văn phòng|dân công sở|giới trẻ|người lớn tuổi|người trẻ|mẹ bỉm|students|young people`)
	noCreators = phrases(`sếp|boss|my boss|the boss|team|my team|the team|khách|khách hàng|client|my client|the client|customer|customers|đối tác|partner|đồng nghiệp|kế toán|nhãn hàng|brand|the brand`)
	ourselves  = phrases(`mình|em|=tôi|me|us`)
	sending    = phrases(`gửi|tới|đến`) // to a person, as "cho" is not always
	// purposes stand behind a name.
	purposes = phrases(`để|chạy|tham gia|hợp tác|to join|to work`)
	// otherwise is what other messages do.
	otherwise = phrases(`từ chối|cảm ơn|cám ơn|lời cảm ơn|xin lỗi|nhắc|nhắc nhở|giục|hối|hỏi|hỏi thăm|mặc cả|thương lượng|đàm phán|trả giá|ép giá|trả lời|phản hồi|deal|deal giá|chốt|=hủy|=huỷ|=báo|báo tin|hẹn|=đòi|=thúc|
chúc|chúc mừng|chúc tết|xác nhận|gia hạn|khiếu nại|dời lịch|đổi lịch|follow up|followup|decline|reject|refuse|turn down|thank|say thanks|remind|chase|ask|apologize|apologise|negotiate|haggle|confirm|cancel|congratulate|reply|answer|complain`)
)

func phrases(list string) (out [][]string) {
	for p := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == '|' || r == '\n' }) {
		out = append(out, strings.Fields(p))
	}
	return out
}

// begins tells whether words begin with one of the phrases.
func begins(words []string, with [][]string) bool {
	return slices.ContainsFunc(with, func(phrase []string) bool {
		return len(words) >= len(phrase) && slices.EqualFunc(words[:len(phrase)], phrase, func(w, p string) bool {
			w = strings.ToLower(strings.Trim(norm.NFC.String(w), around))
			p, exactly := strings.CutPrefix(p, "=")
			return w == p || !exactly && w == wording.Fold(p)
		})
	})
}

// briefFor reads whom a brief is for. Somebody of the lists may be called as
// what a campaign is for.
func briefFor(form, rest []string) DraftWish {
	who, named := whom(rest)
	words := strings.Fields(who)
	last := slices.Concat(form, rest)[len(form)+len(rest)-1]
	mine := len(rest) < 2 && begins([]string{last}, ourselves)
	if mine || begins(rest, ofCampaigns) || begins(words, ofCampaigns) || begins(words, noCreators) {
		return DraftWish{Kind: DraftCampaign, Who: who}
	}
	sent := slices.ContainsFunc(form, func(w string) bool { return begins([]string{w}, sending) })
	return DraftWish{Kind: DraftBrief, Who: who, Unsure: who != "" && !named && !sent}
}

// messageTo reads to whom a message is, and that it is to invite.
func messageTo(form, rest []string) DraftWish {
	invites := slices.ContainsFunc(form, func(w string) bool {
		return slices.Contains([]string{"moi", "hop", "booking", "book", "outreach", "invite", "invitation"}, wording.Fold(w))
	})
	for i, w := range rest {
		if !invites && w == strings.ToLower(w) && begins(rest[i:], otherwise) {
			return DraftWish{Kind: DraftOther}
		}
	}
	for i := range rest { // "mời Linh chạy tháng 12"
		if i > 0 && rest[i] == strings.ToLower(rest[i]) && begins(rest[i:], purposes) {
			rest = rest[:i]
			break
		}
	}
	who, _ := whom(rest)
	if begins(strings.Fields(who), noCreators) {
		return DraftWish{Kind: DraftOther}
	}
	return DraftWish{Kind: DraftInvite, Who: who}
}

// howTo is a question about how one writes.
var howTo = regexp.MustCompile(`\b(?:sao|the nao|nhu nao|nao|gom|gi|how|what|nen)\b`)

// titles stand before a name and are not of it; ranks before a number. Only a
// person has one of the first.
var (
	persons = []string{"ban", "chi", "anh", "em", "co", "chu", "person"}
	titles  = []string{"kol", "koc", "creator", "kenh", "nguoi", "influencer", "tiktoker", "youtuber"}
	ranks   = []string{"so", "hang", "thu", "number", "rank"}
	after   = []string{"nhe", "nha", "di", "voi", "giup", "minh", "please", "a", "ban"}
)

// around is what may stand around a word that is no part of it.
const around = ".,!:;“”\"'#"

// whom takes titles and courtesies off the ends of a name. It is named when that
// is plainly a person: a number, a handle, or "chị" before a capital.
func whom(words []string) (who string, named bool) {
	fold := func(w string) string { return strings.Trim(wording.Fold(w), around) }
	small := func(w string) bool { return w == strings.ToLower(w) }
	number := func(w string) bool { _, err := strconv.Atoi(strings.Trim(w, around)); return err == nil }
	person := false
	for len(words) > 1 && small(words[0]) {
		first := fold(words[0])
		if !slices.Contains(persons, first) && !slices.Contains(titles, first) && !(slices.Contains(ranks, first) && number(words[1])) {
			break
		}
		person = person || slices.Contains(persons, first)
		words = words[1:]
	}
	for len(words) > 0 && slices.Contains(after, fold(words[len(words)-1])) && small(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	who = strings.Trim(strings.Join(words, " "), around)
	if strings.Trim(who, "@") == "" {
		return "", false
	}
	return who, person && !small(words[0]) || number(who) || strings.HasPrefix(who, "@")
}
