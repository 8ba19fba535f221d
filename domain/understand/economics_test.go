package understand_test

import (
	"testing"

	"chonmat/domain"
	"chonmat/domain/understand"
)

func TestASellersOwnFiguresAreRead(t *testing.T) {
	for text, want := range map[string]domain.Economics{
		"giá 250k, biên 40%, chốt 0,2%":                            {OrderValue: 250_000, Margin: 0.4, Conversion: 0.002},
		"gia 250k bien 40% chot 0.2%":                              {OrderValue: 250_000, Margin: 0.4, Conversion: 0.002},
		"đơn trung bình 1tr2, lãi 25%":                             {OrderValue: 1_200_000, Margin: 0.25},
		"AOV 399.000đ; margin 30%; conversion 1%":                  {OrderValue: 399_000, Margin: 0.3, Conversion: 0.01},
		"order value 300k, 35% margin, 0.5% conversion":            {OrderValue: 300_000, Margin: 0.35, Conversion: 0.005},
		"tỉ lệ chuyển đổi 0,3%":                                    {Conversion: 0.003},
		"Giá trị đơn: 180.000\nBiên lợi nhuận: 45%\nTỷ lệ mua: 2%": {OrderValue: 180_000, Margin: 0.45, Conversion: 0.02},
		"biên 140%, chốt 0%":                                       {},
		"40%":                                                      {},
		"250":                                                      {},
		"ngân sách 300tr":                                          {},
		"Linh báo 8tr 1 video + 1 story":                           {},
		"250k":                                                     {OrderValue: 250_000},
		"bán 99k một hộp":                                          {OrderValue: 99_000},
		"không biết":                                               {},
	} {
		if got := understand.Economics(text); got != want {
			t.Errorf("%q is read as %+v, want %+v", text, got, want)
		}
	}
}

func FuzzEconomics(f *testing.F) {
	f.Add("giá 250k, biên 40%, chốt 0,2%")
	f.Add("%%%,;1e9%")
	f.Fuzz(func(t *testing.T, text string) {
		e := understand.Economics(text)
		if e.OrderValue < 0 || e.OrderValue > domain.MaxBudget || e.Margin < 0 || e.Margin > 1 || e.Conversion < 0 || e.Conversion > 1 {
			t.Errorf("%q: %+v", text, e)
		}
	})
}
