package dialog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
)

func changes(effects []dialog.Effect) bool {
	return slices.ContainsFunc(effects, func(e dialog.Effect) bool { _, ok := e.(dialog.Change); return ok })
}

// In a group a notice is one member's, and whatever another presses on it
// leaves it there.
func TestANoticeInAGroupStaysForWhomItIs(t *testing.T) {
	for _, label := range []string{"agree|||", "refuse|||", "notice|||"} {
		for _, agreed := range []bool{true, false} {
			c := newcomer(t, "vi")
			c.group = true
			c.says("mỹ phẩm 200tr")
			c.agreed, c.state = agreed, nil // another member
			if effects := c.send(dialog.Event{Kind: dialog.Pressed, Data: label, Message: "m1"}); changes(effects) {
				t.Errorf("%s (agreed: %v) changed the notice", label, agreed)
			}
		}
	}
}

func TestWhatIsAgreedToIsStoredAsItWasShown(t *testing.T) {
	c := newcomer(t, "vi")
	c.says("mỹ phẩm 200tr")
	shown := screen.Plain(c.last())
	c.says("đồng ý")
	if !c.agreed || len(c.consent) < 500 || !strings.Contains(c.consent, "Luật 91/2025/QH15") {
		t.Fatalf("stored %q", c.consent)
	}
	for line := range strings.Lines(c.consent) {
		if !strings.Contains(shown, strings.TrimSpace(line)) {
			t.Errorf("%q was stored and not shown", line)
		}
	}
}

func TestNothingIsTakenForAConsent(t *testing.T) {
	c := newcomer(t, "vi")
	for _, text := range []string{"ok", "đồng ý", "có"} { // before the notice was shown
		c.state = nil
		c.says(text)
		if c.agreed {
			t.Fatalf("%q before the notice counts", text)
		}
	}
	for _, text := range []string{"200", "mỹ phẩm cho nữ", "/trogiup", "bao nhiêu tiền?", "tại sao"} {
		c.says(text)
		if c.agreed {
			t.Fatalf("%q counts", text)
		}
	}
	for _, kind := range kinds {
		c.send(dialog.Event{Kind: dialog.OtherSent, Other: kind})
	}
	if c.agreed {
		t.Error("a message without words counts")
	}
}

func TestAnOldQuestionErasesNothing(t *testing.T) {
	c := newChat(t, "vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "xoa"})
	c.now = c.now.Add(2 * time.Hour)
	c.press("🗑 Xoá hết")
	if c.forgotten > 0 {
		t.Error("erased by a question of two hours ago")
	}
	c.group = true
	c.press("🗑 Xoá hết")
	if c.forgotten > 0 {
		t.Error("erased from a group")
	}
	c.group = false
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "forget"})
	c.press("🗑 Xoá hết")
	if c.forgotten != 1 || len(c.state) > 0 {
		t.Errorf("erased %d times, state %s", c.forgotten, c.state)
	}
}
