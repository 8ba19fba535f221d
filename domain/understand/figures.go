package understand

import (
	"strconv"
	"strings"
)

// Figures returns the numbers that a text holds, whatever they say but for
// percentages: "2tr5" is 2500000, "18-25" are 18 and 25; and the months that it
// names, 1–12.
func Figures(text string) (numbers []float64, months []int) {
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.start(text, Context{})
	for i := range r.qs {
		if q := &r.qs[i]; !q.broken && r.signAt(q.to) != '%' {
			numbers = append(numbers, q.lo, q.hi)
		}
	}
	for k := range r.items {
		value := r.items[k].value(month)
		if n, err := strconv.Atoi(value[strings.LastIndexByte(value, '-')+1:]); err == nil {
			months = append(months, n)
		}
	}
	return numbers, months
}
