package dialog

import (
	"strings"
	"unicode"

	"chonmat/domain/wording"
)

// sayings are what people type instead of pressing, folded, and the action it
// asks for. Each works wherever its action does.
var sayings = map[string][]string{
	"summary": {"tong ket", "chot", "chot danh sach", "xem tong ket", "summary", "sum up"},
	"csv":     {"csv", "file csv", "tai csv", "xuat csv"},
	"xlsx":    {"excel", "file excel", "tai excel", "xuat excel", "tai file", "xuat file", "export"},
	"sales":   {"hoa von", "tinh hoa von", "tinh don", "tinh don hang", "break even", "break-even"},
	"packs": {"goi", "ghep goi", "goi theo ngan sach", "cac goi", "xem goi", "packages", "chon goi", "goi dau",
		"sao khong co goi", "sao khong co goi nao", "vi sao khong co goi nao", "tai sao khong co goi nao", "sao khong ghep duoc goi", "why no packages", "why are there no packages"},
	"how":       {"cach tinh", "cach cham diem", "cach xep hang", "how", "how do you rank"},
	"weigh":     {"trong so", "chinh trong so", "doi trong so", "weights", "change the weights"},
	"lists":     {"danh sach creator", "cac danh sach", "lists"},
	"campaigns": {"chien dich", "cac chien dich", "campaigns"},
	"channels":  {"doi kenh", "chon kenh", "chon lai kenh", "kenh khac", "channels"},
	"people":    {"xem danh sach", "danh sach", "shortlist"},
	"brief":     {"brief", "xem brief", "xem lai brief"},
	"edit":      {"sua", "sua brief", "edit"},
	"revert": {"hoan tac", "hoan lai", "undo", "undo that", "undo it", "revert", "revert that", "tra lai nhu cu", "tra lai nhu truoc", "tra lai brief cu", "quay lai brief cu", "nhu cu di",
		"bo thay doi", "bo thay doi do", "bo thay doi vua roi", "huy thay doi", "khong phai bo thay doi", "khong phai hoan tac", "lay lai nhu cu", "lay lai brief cu", "de nhu cu", "de nhu cu di", "change it back", "put it back"},
	"new":      {"bat dau lai", "lam lai", "lam lai tu dau", "brief moi", "chien dich moi", "start over", "new campaign"},
	"go":       {"xem", "xem di", "xem nguoi", "xem nguoi phu hop", "see", "show me", "see who fits"},
	"home":     {"ve dau", "menu", "trang chu", "home"},
	"template": {"file mau", "mau file", "sample file"},
	"creator":  {"ke hoach", "ke hoach cua minh", "ke hoach creator", "my plan"},
	"task":     {"viec tiep theo", "viec tiep", "lam gi tiep", "next task"},
	"steps":    {"cac buoc", "tam buoc", "8 buoc", "all steps"},
	"week":     {"bao cao tuan", "tuan cua minh", "weekly review"},
	"mirror":   {"guong", "marketer nhin minh", "mirror"},
	"income":   {"thu nhap cua minh", "my income"},
	"me":       {"sua thong tin", "thong tin cua minh", "my profile"},
	"unlist": {"xoa toi khoi danh sach", "xoa minh khoi danh sach", "xoa em khoi danh sach", "go toi khoi danh sach", "go minh khoi danh sach",
		"go ten toi", "go ten minh", "go ten toi khoi danh sach", "xoa ten toi khoi danh sach", "remove me", "remove me from the list", "remove me from your lists"},
	"forget":  {"xoa du lieu cua toi", "xoa du lieu cua minh", "xoa het du lieu", "forget me", "delete my data"},
	"mydata":  {"du lieu cua toi", "du lieu cua minh", "my data"},
	"dropped": {"da bo", "nguoi da bo"},
	"tools":   {"do nghe", "toolbox"},
	"kit":     {"media kit", "mediakit", "lam media kit"},
	"remind":  {"nhac viec", "nhac nho", "hen gio nhac", "reminder", "reminders"},
	"waiting": {"cho duyet", "duyet creator", "who is waiting"},
	"join":    {"de marketer tim thay", "vao danh sach", "rut khoi danh sach"},
	"quote":   {"xem bao gia", "check gia", "check bao gia", "kiem tra bao gia", "quote", "check quote"},
	"offer":   {"xem loi moi", "danh gia loi moi", "offer", "check offer"},
	"drafts":  {"soan tin", "viet tin", "soan giup minh", "drafts"},
	"ai":      {"ai", "tat ai", "bat ai", "dung ai", "turn off ai", "turn on ai"},
}

// remarks are what people say that asks for no action by name.
var remarks = map[string]func(t *turn){}

func init() { // not a literal: the answers have buttons
	for _, r := range []struct {
		words []string
		do    func(t *turn)
	}{
		{[]string{"nguoi khac", "ban khac", "xem nguoi khac", "xem ban khac", "cho minh xem nguoi khac", "cho minh xem ban khac", "con ai khac khong", "con ai nua khong", "others", "who else"},
			func(t *turn) { t.next("") }},
	} {
		for _, w := range r.words {
			remarks[w] = r.do
		}
	}
}

// spokenActions is sayings by what is said.
var spokenActions = func() map[string]string {
	out := map[string]string{}
	for action, words := range sayings {
		for _, w := range words {
			out[w] = action
		}
	}
	return out
}()

// spoken takes a text that asks for an action by its name.
func (t *turn) spoken(text string) bool {
	if len(text) > 60 {
		return false
	}
	words := strings.FieldsFunc(wording.Fold(text), func(r rune) bool { return r == ' ' || strings.ContainsRune(",.!?…", r) })
	if do, ok := remarks[strings.Join(words, " ")]; ok {
		do(t)
		return true
	}
	name, ok := spokenActions[strings.Join(words, " ")]
	if name == "revert" && t.undoesImport(strings.Join(words, " ")) {
		return true
	}
	if !ok || name == "go" && t.state.Question != nil || name == "revert" && t.undoneElsewhere(text) {
		return false
	}
	c := call{Action: name}
	if actions[name].needs != anytime {
		if t.campaign == nil {
			return false
		}
		c.Campaign, c.Rev = t.campaign.ID, t.campaign.Revision
	}
	t.do(c)
	return true
}

// beginsLabel takes a text that begins the label of just one button of the
// last screen: "nhập" for "✅ Nhập 1.322 dòng". It is the last resort, for what
// means nothing else.
func (t *turn) beginsLabel(text string) bool {
	const shortest = 3 // letters
	words := lettersOf(text)
	if len(words) < shortest {
		return false
	}
	data := ""
	for _, b := range t.state.Buttons {
		switch {
		case !strings.HasPrefix(lettersOf(b.Label)+" ", words+" ") || b.Data == "" || b.Data == data:
		case data != "":
			return false
		default:
			data = b.Data
		}
	}
	c, ok := parseCall(data)
	if !ok {
		return false
	}
	t.do(c)
	return true
}

// lettersOf are the words of a text or label, folded; what is no letter, as an
// emoji or a number, only parts them.
func lettersOf(text string) string {
	return strings.Join(strings.FieldsFunc(wording.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) }), " ")
}
