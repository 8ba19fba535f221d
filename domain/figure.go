package domain

import (
	"encoding/json"
)

// VND is an amount of money in whole đồng.
type VND int64

// Rate is a fraction: 0.042 is 4.2%.
type Rate float64

// Date is a calendar day, "2026-11-23"; "" is unknown. Dates of that form
// compare as strings.
type Date string

// Figure is a number that may be unknown. The zero Figure is unknown, which is
// not the number zero. In JSON unknown is null; tag fields with omitzero.
type Figure[T ~int64 | ~float64] struct {
	value T
	known bool
}

// Known returns the Figure of a known number.
func Known[T ~int64 | ~float64](v T) Figure[T] { return Figure[T]{value: v, known: true} }

// Get returns the number and whether it is known.
func (f Figure[T]) Get() (T, bool) { return f.value, f.known }

// IsKnown tells whether the number is known.
func (f Figure[T]) IsKnown() bool { return f.known }

// Or returns the number, or fallback when it is unknown.
func (f Figure[T]) Or(fallback T) T {
	if f.known {
		return f.value
	}
	return fallback
}

// MarshalJSON writes the number, or null.
func (f Figure[T]) MarshalJSON() ([]byte, error) {
	if !f.known {
		return []byte("null"), nil
	}
	return json.Marshal(f.value)
}

// UnmarshalJSON reads a number or null.
func (f *Figure[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*f = Figure[T]{}
		return nil
	}
	if err := json.Unmarshal(data, &f.value); err != nil {
		return err
	}
	f.known = true
	return nil
}

// Interval is an estimate: its 10th, 50th and 90th percentile. The truth is
// expected inside P10–P90 four times out of five.
type Interval struct {
	P10 float64 `json:"p10"`
	P50 float64 `json:"p50"`
	P90 float64 `json:"p90"`
}

// Sums is what somebody named: from one sum to another, or one twice.
type Sums struct{ Low, High VND }

// Scale returns the interval times k, for k ≥ 0.
func (i Interval) Scale(k float64) Interval {
	return Interval{P10: i.P10 * k, P50: i.P50 * k, P90: i.P90 * k}
}

// Source says where a figure comes from. Date is as the source gives it
// ("2025-10-31", "2025", "c. 2024", "undated").
type Source struct {
	Title string `json:"title,omitempty"`
	URL   string `json:"url,omitempty"`
	Date  string `json:"date,omitempty"`
}
