package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/understand"
)

// Taking back the last change of a brief: a text can be misread, and whoever
// sees "Đã đổi …" is one tap away from what it was.

// reverts tells whether the last change of the brief at hand can be taken back:
// nothing of it was changed since, and it said something before.
func (t *turn) reverts() bool {
	told := t.state.Told
	if told == nil || t.campaign == nil || told.Campaign != t.campaign.ID || told.Revision != t.campaign.Revision {
		return false
	}
	for _, s := range domain.Slots {
		if told.Before.Has(s) {
			return true
		}
	}
	return false
}

// revertButton takes the last change back.
func (t *turn) revertButton() []screen.Button {
	if !t.reverts() {
		return nil
	}
	return []screen.Button{t.on(t.Say("revert.open"), "revert", "")}
}

// revert makes the brief what it was before its last change.
func (t *turn) revert(string) {
	if !t.reverts() {
		t.notice(t.Say("revert.nothing"))
		t.here()
		return
	}
	was, before := t.state.Told, t.campaign.Brief
	changed := t.take(was.Before, was.Heard)
	t.campaign.Heard, t.campaign.Channels = was.Heard, was.Channels
	t.setGoods(was.Goods)
	t.state.Told, t.state.Question, t.state.Pending = nil, nil, nil
	t.notice(t.Say("revert.done"))
	t.after(before, changed)
}

// undoneElsewhere tells whether "undo" means something else, where no change of
// a brief can be taken back: to go back, as the word also means.
func (t *turn) undoneElsewhere(text string) bool {
	if t.reverts() {
		return false
	}
	return t.campaign == nil || understand.IntentOf(text, understand.Context{}) == understand.IntentBack
}
