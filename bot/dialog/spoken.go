package dialog

import (
	"strings"

	"chonmat/domain/wording"
)

// sayings are what people type instead of pressing, folded, and the action it
// asks for. Each works wherever its action does.
var sayings = map[string][]string{
	"summary":   {"tong ket", "chot", "chot danh sach", "xem tong ket", "summary", "sum up"},
	"csv":       {"csv", "file csv", "tai csv", "tai file", "xuat file", "xuat csv", "export"},
	"how":       {"cach tinh", "cach cham diem", "cach xep hang", "how", "how do you rank"},
	"lists":     {"danh sach creator", "cac danh sach", "lists"},
	"campaigns": {"chien dich", "cac chien dich", "campaigns"},
	"channels":  {"doi kenh", "chon kenh", "chon lai kenh", "kenh khac", "channels"},
	"people":    {"xem danh sach", "danh sach", "shortlist"},
	"brief":     {"brief", "xem brief", "xem lai brief"},
	"edit":      {"sua", "sua brief", "edit"},
	"new":       {"bat dau lai", "lam lai", "lam lai tu dau", "brief moi", "chien dich moi", "start over", "new campaign"},
	"home":      {"ve dau", "menu", "trang chu", "home"},
	"template":  {"file mau", "mau file", "sample file"},
	"dropped":   {"da bo", "nguoi da bo"},
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
	words := strings.FieldsFunc(wording.Fold(text), func(r rune) bool { return r == ' ' || strings.ContainsRune(".!?…", r) })
	name, ok := spokenActions[strings.Join(words, " ")]
	if !ok {
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
