package understand

import (
	"math"
	"strconv"
	"strings"
)

// Currency is the currency an amount was written in; "" is none.
type Currency string

// The currencies that briefs and price lists are written in.
const (
	Dong   Currency = "VND"
	Dollar Currency = "USD"
)

// Amount is a number or a range of numbers as people write it, money or a
// count: "200tr", "120k", "1,5 tỷ", "30-50 triệu", "$20,000".
type Amount struct {
	// Min and Max are the bounds as stated; both are the number when it is no
	// range. HasMin and HasMax tell which are stated: "dưới 50tr" has only Max.
	Min, Max       float64
	HasMin, HasMax bool
	// Scaled tells whether a scale was written ("tr", "k", "tỷ"): "200tr" is
	// scaled, "200" is not.
	Scaled   bool
	Currency Currency
	// Start and End are the bytes of the text that the amount stands in, so
	// that what follows it ("fl", "/video") can be looked at.
	Start, End int
}

var firstScales = map[string]float64{"k": 1e3, "nghìn": 1e3, "ngàn": 1e3, "tr": 1e6, "triệu": 1e6, "m": 1e6, "củ": 1e6, "tỷ": 1e9, "tỉ": 1e9}

// Amounts returns the numbers of text in their order.
func Amounts(text string) []Amount {
	var out []Amount
	for i := 0; i < len(text); {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(text) && (text[j] >= '0' && text[j] <= '9' || j+1 < len(text) && (text[j] == '.' || text[j] == ',') && text[j+1] >= '0' && text[j+1] <= '9') {
			j++
		}
		a := Amount{Start: i, End: j, HasMin: true, HasMax: true}
		a.Min = numeral(text[i:j])
		k := j
		for k < len(text) && text[k] == ' ' {
			k++
		}
		word := strings.ToLower(text[k:])
		if n := strings.IndexFunc(word, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzệìàủỷỉ", r) }); n >= 0 {
			word = word[:n]
		}
		if scale := firstScales[word]; scale != 0 {
			a.Min, a.Scaled, a.End = a.Min*scale, true, k+len(word)
		}
		a.Min = math.Round(a.Min*1000) / 1000
		a.Max = a.Min
		out = append(out, a)
		i = a.End
	}
	return out
}

// numeral reads "1,5", "1.234.567" and "1,234,567".
func numeral(s string) float64 {
	at := strings.LastIndexAny(s, ".,")
	if at >= 0 && len(s)-at-1 != 3 {
		whole := strings.NewReplacer(".", "", ",", "").Replace(s[:at])
		f, _ := strconv.ParseFloat(whole+"."+s[at+1:], 64)
		return f
	}
	f, _ := strconv.ParseFloat(strings.NewReplacer(".", "", ",", "").Replace(s), 64)
	return f
}
