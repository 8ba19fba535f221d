package wording_test

import (
	"testing"

	"chonmat/domain"
	"chonmat/domain/wording"
)

func TestFiguresAsMarketersReadThem(t *testing.T) {
	vi, en := wording.Vietnamese, wording.English
	tests := []struct{ got, want string }{
		{wording.Money(vi, 200_000_000), "200 triệu"},
		{wording.Money(vi, 1_200_000_000), "1,2 tỷ"},
		{wording.Money(vi, 8_500_000), "8,5 triệu"},
		{wording.Money(vi, 500_000), "500.000 đ"},
		{wording.Money(vi, 159), "159 đ"},
		{wording.Money(vi, 0), "0 đ"},
		{wording.Money(vi, 13_825_209), "13,8 triệu"},
		{wording.Money(vi, 152_500_000), "152,5 triệu"},
		{wording.Money(vi, 1_255_000_000), "1,255 tỷ"},
		{wording.Money(vi, 999_999_999), "1 tỷ"},
		{wording.Money(vi, 999_999), "999.999 đ"},
		{wording.Money(vi, 1_000_000_000_000), "1.000 tỷ"},
		{wording.Money(vi, -20_000_000), "-20 triệu"},
		{wording.Money(en, 200_000_000), "VND 200 million"},
		{wording.Money(en, 1_200_000_000), "VND 1.2 billion"},
		{wording.Money(en, 500_000), "VND 500,000"},
		{wording.ShortMoney(en, 60_000_000), "VND 60m"},
		{wording.ShortMoney(en, 1_200_000_000), "VND 1.2bn"},
		{wording.ShortMoney(en, 500_000), "VND 500,000"},
		{wording.ShortMoney(vi, 60_000_000), "60 triệu"},
		{wording.ShortMoney(vi, 500_000), "500.000 đ"},
		{wording.Count(vi, 1_234_567), "1.234.567"},
		{wording.Count(en, 1_234_567), "1,234,567"},
		{wording.Count(vi, -999), "-999"},
		{wording.Count(vi, -9223372036854775808), "-9.223.372.036.854.775.808"},
		{wording.Approx(vi, 113_482), "113 nghìn"},
		{wording.Approx(vi, 784_800), "785 nghìn"},
		{wording.Approx(vi, 12_345), "12,3 nghìn"},
		{wording.Approx(vi, 8_532), "8.530"},
		{wording.Approx(vi, 999_999), "1 triệu"},
		{wording.Approx(vi, 1_200_000), "1,2 triệu"},
		{wording.Approx(vi, 76_100_000), "76,1 triệu"},
		{wording.Approx(vi, 0), "0"},
		{wording.Approx(en, 113_482), "113,000"},
		{wording.Approx(en, 1_234_567), "1.23 million"},
		{wording.Percent(vi, 0.042), "4,2%"},
		{wording.Percent(vi, 0.0903), "9%"},
		{wording.Percent(vi, 0.4), "40%"},
		{wording.Percent(vi, 0.0035), "0,35%"},
		{wording.Percent(vi, 0.00001), "<0,01%"},
		{wording.Percent(vi, 1.234), "123%"},
		{wording.Percent(vi, 0), "0%"},
		{wording.Percent(en, 0.042), "4.2%"},
		{wording.PercentRange(vi, 0.035, 0.13), "3,5–13%"},
		{wording.Range(vi, 18, 25), "18–25"},
		{wording.Range(vi, 18, 0), "18+"},
		{wording.Range(vi, 0, 25), "đến 25"},
		{wording.Range(en, 0, 25), "up to 25"},
		{wording.Range(vi, 18, 18), "18"},
		{wording.Interval(vi, domain.Interval{P10: 352_118, P50: 5e5, P90: 904_000}), "350–900 nghìn"},
		{wording.Interval(vi, domain.Interval{P10: 900_000, P50: 1e6, P90: 1_234_000}), "900 nghìn – 1,2 triệu"},
		{wording.Interval(vi, domain.Interval{P10: 9_500, P50: 1e4, P90: 12_000}), "9.500–12.000"},
		{wording.Interval(vi, domain.Interval{P10: 80, P50: 1e4, P90: 1_200_000}), "80–1.200.000"},
		{wording.Interval(vi, domain.Interval{P10: 100, P50: 100, P90: 100}), "100"},
		{wording.Interval(en, domain.Interval{P10: 352_118, P50: 5e5, P90: 904_000}), "350,000–900,000"},
		{wording.MoneyRange(vi, 12_000_000, 18_000_000), "12–18 triệu"},
		{wording.MoneyRange(vi, 350_000, 900_000), "350.000–900.000 đ"},
		{wording.MoneyRange(vi, 800_000, 1_200_000), "800.000 đ – 1,2 triệu"},
		{wording.MoneyRange(vi, 500_000_000, 1_200_000_000), "500 triệu – 1,2 tỷ"},
		{wording.MoneyRange(vi, 5_000_000, 5_000_000), "5 triệu"},
		{wording.MoneyRange(en, 12_000_000, 18_000_000), "VND 12–18 million"},
		{wording.MoneyRange(en, 800_000, 1_200_000), "VND 800,000 – 1.2 million"},
		{wording.MoneyInterval(vi, domain.Interval{P10: 12_345_678, P90: 18_200_000}), "12–18 triệu"},
		{wording.Date(vi, "2026-11-23"), "23/11/2026"},
		{wording.Date(en, "2026-11-03"), "3 Nov 2026"},
		{wording.Date(vi, "2025-10"), "10/2025"},
		{wording.Date(vi, "c. 2024"), "c. 2024"},
		{wording.Date(vi, "2026-13-01"), "2026-13-01"},
		{wording.Date(vi, ""), ""},
		{wording.Month(vi, domain.Month{Year: 2026, Month: 12}), "tháng 12/2026"},
		{wording.Month(en, domain.Month{Month: 12}), "Dec"},
		{wording.Source(vi, domain.Source{Title: "file của bạn", Date: "2026-11-20"}), "file của bạn, 20/11/2026"},
		{wording.Value(vi, 78.4), "78,4"},
		{wording.Value(vi, -0.004), "0"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
