package understand_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/domain/understand"
)

func TestAHistoryIsReadLineByLine(t *testing.T) {
	day := func(date domain.Date, followers int64, views ...int64) domain.Day {
		d := domain.Day{Date: date, Followers: followers}
		if len(views) > 0 {
			d.Views = domain.Known(views[0])
		}
		return d
	}
	for text, want := range map[string][]domain.Day{
		"date,followers,views\n2026-10-01,12345,5400\n2026-10-02,12400,":    {day("2026-10-01", 12345, 5400), day("2026-10-02", 12400)},
		"01/10: 12.345\n02/10: 12.400":                                      {day("2026-10-01", 12345), day("2026-10-02", 12400)},
		"1/10/2026  12,3k  5k\n- 2/10/26\t12.5k\t4.800":                     {day("2026-10-01", 12300, 5000), day("2026-10-02", 12500, 4800)},
		"31/12 1,2tr\n30/11 900 nghìn":                                      {day("2025-12-31", 1_200_000), day("2025-11-30", 900_000)},
		"2026-10-01 12345 5400":                                             {day("2026-10-01", 12345, 5400)},
		"2026-10-01,1,234,567":                                              {day("2026-10-01", 1_234_567)},
		"31/02 5000\n2026-13-01 5000\n2026-10-01 nhiều\nkhông có ngày 5000": nil,
	} {
		got := understand.History(text, "2026-11-23")
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(domain.Figure[int64]{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func FuzzHistory(f *testing.F) {
	f.Add("2026-10-01,12345,5400\n01/10: 12.345")
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range understand.History(text, "2026-11-23") {
			if len(d.Date) != 10 || d.Followers < 0 || d.Views.Or(0) < 0 {
				t.Fatalf("%+v", d)
			}
		}
	})
}
