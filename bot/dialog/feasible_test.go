package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/screen"
)

func TestABudgetThatCannotBringTheKPIHasWaysOut(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25, 10 triệu, cần 500k reach, tiktok")
	card := screen.Plain(c.last())
	for _, want := range []string{"Khó đạt", "thường cần", "Nâng ngân sách", "Hạ KPI", "Đổi kênh"} {
		if !strings.Contains(card, want) {
			t.Errorf("the card lacks %q:\n%s", want, card)
		}
	}
	c.says("Nâng ngân sách")
	c.says("300tr")
	if card := screen.Plain(c.last()); strings.Contains(card, "Nâng ngân sách") || !strings.Contains(card, "300 triệu") {
		t.Errorf("after raising the budget:\n%s", card)
	}
}

func TestDollarsAreTakenAtTheRateThatIsSet(t *testing.T) {
	c := newChat(t, "vi")
	c.rate = 25_000
	c.says("mỹ phẩm, $4000, 100k view, tiktok")
	if card := screen.Plain(c.last()); !strings.Contains(card, "100 triệu") {
		t.Errorf("4,000 dollars at 25,000:\n%s", card)
	}
}
