package understand

import (
	"regexp"
	"strings"
	"unicode"

	"chonmat/domain/wording"
)

// DraftKind is what somebody wants written.
type DraftKind string

// The kinds.
const (
	DraftInvite DraftKind = "invite" // a message to a creator
	DraftBrief  DraftKind = "brief"  // a brief for creators
	DraftIdeas  DraftKind = "ideas"  // ideas for content
	DraftTone   DraftKind = "tone"   // the one at hand, in another tone
)

// DraftWish is a wish to have something written.
type DraftWish struct {
	Kind DraftKind
	Who  string // for whom, as written; "" for nobody in particular
	Tone string // "friendly", "polite" or "brief", for DraftTone
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
	everyone = regexp.MustCompile(`^(?:(?:cac|nhung|all|the|ban|my|our|nguoi) )*(?:creators?|kocs?|kols?|influencers?|tiktokers?|youtubers?|them|ho|moi nguoi|ban)(?: (?:nhe|nha|di|giup minh|voi|please))*$`)
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
		kind DraftKind
	}{{aBrief, DraftBrief}, {aMessage, DraftInvite}} {
		m := f.form.FindString(folded)
		if m == "" {
			continue
		}
		wish := DraftWish{Kind: f.kind, Who: whom(words[len(strings.Fields(m)):])}
		if everyone.MatchString(strings.Join(strings.Fields(wording.Fold(wish.Who)), " ")) {
			wish.Who = ""
		}
		return wish, !howTo.MatchString(folded) && len(strings.Fields(wish.Who)) <= maxWho
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

// howTo is a question about how one writes.
var howTo = regexp.MustCompile(`\b(?:sao|the nao|nhu nao|nao|gom|gi|how|what|nen)\b`)

// titles stand before a name and are not of it.
var titles = []string{"ban", "chi", "anh", "em", "co", "kol", "koc", "creator", "kenh", "nguoi", "so", "influencer", "tiktoker", "person", "number"}

// whom takes courtesies off the ends of a name.
func whom(words []string) string {
	fold := func(w string) string { return strings.Trim(wording.Fold(w), ".,!:;“”\"'") }
	among := func(w string, list []string) bool {
		for _, l := range list {
			if w == l {
				return true
			}
		}
		return false
	}
	for len(words) > 1 && among(fold(words[0]), titles) && words[0] == strings.ToLower(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && among(fold(words[len(words)-1]), []string{"nhe", "nha", "di", "voi", "giup", "minh", "please", "a", "ban"}) && words[len(words)-1] == strings.ToLower(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), ".,!:;“”\"'#")
}
