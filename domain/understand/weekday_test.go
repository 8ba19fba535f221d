package understand_test

import (
	"testing"

	"chonmat/domain"
	"chonmat/domain/understand"
)

func TestDaysOfTheWeekAreNoMonths(t *testing.T) {
	for text, want := range map[string]int{
		"chạy T7": 7, "serum 100tr T7": 7, "chạy tới T7": 7, "chay toi T7": 7, "mỹ phẩm 200tr, tháng 7": 7, "T12": 12, "T7/2027": 7, "livestream T5, 80tr": 5, "T10": 10,
		"rảnh tối T7 CN": 0, "ranh toi t7 cn": 0, "tối T7": 0, "T7 CN": 0, "t7, cn": 0, "T7 & CN": 0, "T7-CN": 0, "chủ nhật, T7": 0, "T2-T6": 0, "T2 đến T6": 0, "t2–t7": 0, "T2-CN": 0,
		"livestream tối T3, T5": 0, "đăng T3 T5 hàng tuần": 0, "sáng T4": 0, "cuối tuần T7": 0, "mỹ phẩm 100tr, live tối T7 CN": 0,
		"mỹ phẩm 100tr, live tối T7, chạy T8": 8,
	} {
		if got := understand.Read(text, understand.Context{}).Brief.Month; got.Month != want {
			t.Errorf("%q is in month %d, want %d", text, got.Month, want)
		}
	}
	b := understand.Read("mỹ phẩm cho nữ 18-25, 100tr, live tối T7 CN", understand.Context{}).Brief
	if b.Industry != "beauty" || b.BudgetMax != 100_000_000 || b.Gender != domain.Female || b.AgeMax != 25 {
		t.Errorf("the rest is lost: %+v", b)
	}
}
