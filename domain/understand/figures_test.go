package understand_test

import (
	"slices"
	"testing"

	"chonmat/domain/understand"
)

func TestFiguresInAllSpellings(t *testing.T) {
	for _, c := range []struct {
		text    string
		numbers []float64 // that are among them
		never   []float64
		months  []int
	}{
		{"ngan sach 200 trieu", []float64{200e6}, []float64{200e3, 100e6}, nil},
		{"hai trăm triệu, nữ 18-25", []float64{200e6, 18, 25}, []float64{20}, nil},
		{"2tr5 cho 5 bạn", []float64{2.5e6, 5}, []float64{25e5 + 1}, nil},
		{"từ 20/12/2026 đến tết", nil, []float64{30}, []int{12}},
		{"gọi 0900 123 456", nil, []float64{900, 123, 456}, nil},
		{"97% là nữ, 3 %", nil, []float64{97, 3}, nil},
		{"không có số nào", nil, []float64{0, 1}, nil},
	} {
		numbers, months := understand.Figures(c.text)
		for _, want := range c.numbers {
			if !slices.Contains(numbers, want) {
				t.Errorf("%q: %v lacks %v", c.text, numbers, want)
			}
		}
		for _, never := range c.never {
			if slices.Contains(numbers, never) {
				t.Errorf("%q: %v holds %v", c.text, numbers, never)
			}
		}
		if !slices.Equal(months, c.months) {
			t.Errorf("%q: months %v, want %v", c.text, months, c.months)
		}
	}
}
