package wording

import (
	"math"
	"strconv"
	"strings"

	"chonmat/domain"
)

// Figures as people read them. Vietnamese writes 1.234,5 and English 1,234.5.
//
// In prose a number is rounded to three significant digits, and an estimate to
// two: more would pretend to a precision that is not there. Money of up to
// four digits (152,5 triệu) and money under a million is not rounded, for
// somebody stated it.

// unit is a word for a power of ten; the zero unit is none.
type unit struct {
	size float64
	from float64 // the least number that is said with it
	word string
}

// The units by Lang.index, largest first. English has no word in use below a
// million: it writes the digits out, and so does Vietnamese for money.
var (
	countUnits = [2][]unit{
		{{1e9, 1e9, " tỷ"}, {1e6, 1e6, " triệu"}, {1e3, 1e4, " nghìn"}},
		{{1e9, 1e9, " billion"}, {1e6, 1e6, " million"}},
	}
	moneyUnits = [2][]unit{
		{{1e9, 1e9, " tỷ"}, {1e6, 1e6, " triệu"}},
		{{1e9, 1e9, " billion"}, {1e6, 1e6, " million"}},
	}
)

func unitFor(units []unit, v float64) unit {
	for _, u := range units {
		if math.Abs(v) >= u.from {
			return u
		}
	}
	return unit{size: 1}
}

// unknownFigure stands for what is no number. No caller should come here; it
// is better than a made-up zero.
const unknownFigure = "?"

// Money says an amount as in prose: "13,8 triệu", "500.000 đ", "VND 1.2 billion".
func Money(lang Lang, v domain.VND) string { return string(appendMoney(nil, lang, v)) }

// shortUnits are the units of money in a narrow column; Vietnamese has no
// shorter ones.
var shortUnits = [2][]unit{moneyUnits[0], {{1e9, 1e9, "bn"}, {1e6, 1e6, "m"}}}

// ShortMoney says an amount in a narrow column: "60 triệu", "VND 60m".
func ShortMoney(lang Lang, v domain.VND) string {
	r := prose(v)
	u := unitFor(shortUnits[lang.index()], r)
	if u.word == "" {
		return Money(lang, v)
	}
	return string(appendIn([]byte(lang.in("", "VND ")), lang, r, u))
}

// Count says a number in full: "1.234.567".
func Count(lang Lang, v int64) string { return string(appendCount(nil, lang, v)) }

// Approx says about how much: "113 nghìn", "1,2 triệu".
func Approx(lang Lang, v float64) string { return string(appendApprox(nil, lang, v, 3)) }

// Percent says a fraction: 0.042 is "4,2%".
func Percent(lang Lang, r domain.Rate) string { return string(appendPercent(nil, lang, float64(r))) }

// Range says an age span, in years; 0 leaves an end open: "18–25", "18+",
// "đến 25".
func Range(lang Lang, low, high int) string {
	switch {
	case low == high:
		return strconv.Itoa(low)
	case high == 0:
		return strconv.Itoa(low) + "+"
	case low == 0:
		return lang.in("đến ", "up to ") + strconv.Itoa(high)
	}
	return strconv.Itoa(low) + "–" + strconv.Itoa(high)
}

// Interval says an estimate by its ends, P10 and P90: "350–900 nghìn".
func Interval(lang Lang, i domain.Interval) string {
	low, high := significant(i.P10, 2), significant(i.P90, 2)
	return span(lang, countUnits[lang.index()], low, high, "", "")
}

// MoneyRange says two amounts: "12–18 triệu", "350.000–900.000 đ".
func MoneyRange(lang Lang, low, high domain.VND) string {
	if low == high {
		return Money(lang, low)
	}
	return span(lang, moneyUnits[lang.index()], prose(low), prose(high), lang.in("", "VND "), lang.in(" đ", ""))
}

// MoneyInterval says an estimate in đồng: "12–18 triệu".
func MoneyInterval(lang Lang, i domain.Interval) string {
	low, high := significant(i.P10, 2), significant(i.P90, 2)
	return span(lang, moneyUnits[lang.index()], low, high, lang.in("", "VND "), lang.in(" đ", ""))
}

// PercentRange says two fractions: "3,5–13%".
func PercentRange(lang Lang, low, high domain.Rate) string {
	l, h := Percent(lang, low), Percent(lang, high)
	if l == h {
		return l
	}
	return strings.TrimSuffix(l, "%") + "–" + h
}

// span says a range, naming the unit once where both ends have the same.
// before stands before the range, bare after an end that has no unit.
func span(lang Lang, units []unit, low, high float64, before, bare string) string {
	lowUnit, highUnit := unitFor(units, low), unitFor(units, high)
	// Without this "80 – 1,2 triệu" would read as 80 million.
	if lowUnit.word == "" && (low < 1000 || highUnit.size == 1e3) && bare == "" {
		highUnit = lowUnit
	}
	out := append(make([]byte, 0, 48), before...)
	switch {
	case low == high:
		out = appendIn(out, lang, low, lowUnit)
		if lowUnit.word == "" {
			out = append(out, bare...)
		}
		return string(out)
	case lowUnit == highUnit:
		out = appendDecimal(out, lang, low/lowUnit.size, 3)
		out = append(out, "–"...)
	default:
		out = appendIn(out, lang, low, lowUnit)
		if lowUnit.word == "" {
			out = append(out, bare...)
		}
		out = append(out, " – "...)
	}
	out = appendIn(out, lang, high, highUnit)
	if highUnit.word == "" {
		out = append(out, bare...)
	}
	return string(out)
}

func appendIn(out []byte, lang Lang, v float64, u unit) []byte {
	return append(appendDecimal(out, lang, v/u.size, 3), u.word...)
}

func appendMoney(out []byte, lang Lang, v domain.VND) []byte {
	r := prose(v)
	u := unitFor(moneyUnits[lang.index()], r)
	if u.word == "" {
		return appendMoneyExact(out, lang, v)
	}
	out = append(out, lang.in("", "VND ")...)
	return appendIn(out, lang, r, u)
}

// appendMoneyExact says an amount to the đồng: "13.825.209 đ".
func appendMoneyExact(out []byte, lang Lang, v domain.VND) []byte {
	out = append(out, lang.in("", "VND ")...)
	return append(appendCount(out, lang, int64(v)), lang.in(" đ", "")...)
}

// prose rounds an amount as prose does.
func prose(v domain.VND) float64 {
	f := float64(v)
	if math.Abs(f) < 1e6 || significant(f, 4) == f {
		return f
	}
	return significant(f, 3)
}

func appendApprox(out []byte, lang Lang, v float64, digits int) []byte {
	v = significant(v, digits)
	return appendIn(out, lang, v, unitFor(countUnits[lang.index()], v))
}

func appendPercent(out []byte, lang Lang, r float64) []byte {
	p := r * 100
	decimals := 1
	switch size := math.Abs(p); {
	case size >= 100:
		decimals = 0
	case size > 0 && size < 0.005:
		return append(out, lang.in("<0,01%", "<0.01%")...)
	case size < 1:
		decimals = 2
	}
	return append(appendDecimal(out, lang, p, decimals), '%')
}

// significant rounds to that many digits.
func significant(v float64, digits int) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	// Through decimal text: scaling by a power of ten would leave 0,30000000004.
	var buf [32]byte
	r, err := strconv.ParseFloat(string(strconv.AppendFloat(buf[:0], v, 'e', digits-1, 64)), 64)
	if err != nil {
		return v
	}
	return r
}

// appendCount groups the digits by three.
func appendCount(out []byte, lang Lang, v int64) []byte {
	var buf [24]byte
	return appendGrouped(out, lang, strconv.AppendInt(buf[:0], v, 10))
}

// appendDecimal rounds to at most so many decimals, without trailing zeros.
func appendDecimal(out []byte, lang Lang, v float64, decimals int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(out, unknownFigure...)
	}
	var buf [48]byte
	text := strconv.AppendFloat(buf[:0], v, 'f', decimals, 64)
	whole, fraction := text, []byte(nil)
	if decimals > 0 {
		dot := len(text) - decimals - 1
		whole, fraction = text[:dot], text[dot+1:]
		for len(fraction) > 0 && fraction[len(fraction)-1] == '0' {
			fraction = fraction[:len(fraction)-1]
		}
	}
	if len(fraction) == 0 && string(whole) == "-0" {
		whole = whole[1:]
	}
	out = appendGrouped(out, lang, whole)
	if len(fraction) > 0 {
		out = append(out, lang.in(",", ".")...)
		out = append(out, fraction...)
	}
	return out
}

func appendGrouped(out []byte, lang Lang, whole []byte) []byte {
	if len(whole) > 0 && whole[0] == '-' {
		out = append(out, '-')
		whole = whole[1:]
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out = append(out, lang.in(".", ",")...)
		}
		out = append(out, digit)
	}
	return out
}
