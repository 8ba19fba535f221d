package roster

import (
	"math"
	"slices"
	"strings"

	"chonmat/domain"
)

// columnReader reads the cells of one column of a file, knowing how the whole
// column is written.
type columnReader struct {
	at       int // in the file
	header   string
	ours     Column // plain
	platform domain.Platform
	label    label
	style    style
	percents bool // rates without a sign are in percent
	mixed    bool // some rates have a % sign and some have not

	ranges  int // cells with a range, read as its middle
	unclear int // prices without a unit, left unknown
	foreign int // prices in other currencies, left unknown
	bundles int // prices of several posts together, left unknown
}

// rates are the columns of fractions.
var rates = []Column{"engagement_rate", "audience_female", "audience_male", "audience_13_17", "audience_18_24", "audience_25_34",
	"audience_35_44", "audience_45_plus", "sponsored_share"}

func isPrice(c Column) bool { return c == "price" || deliverableOf[c] != "" }

// newColumnReader learns how column at of t is written.
func newColumnReader(t *Table, at int, c Column) *columnReader {
	platform, plain := c.Split()
	r := &columnReader{at: at, header: t.Header[at], ours: plain, platform: platform, label: readLabel(t.Header[at])}
	rate := slices.Contains(rates, plain)
	if !rate && !isPrice(plain) && !slices.Contains(numeric, plain) {
		return r
	}
	r.style.fees = isPrice(plain)
	r.style.whole = r.label.scale == 1 && (r.style.fees || plain == "followers" || plain == "followers_90d_ago")
	r.style.plainDecimal = rate || plain == "posts_per_week" || plain == "sponsored_vs_organic"
	for _, row := range t.Rows {
		if at < len(row) {
			r.style.learn(row[at])
		}
	}
	if rate {
		r.learnPercents(t)
	}
	return r
}

// learnPercents finds out whether bare rates are percentages: the header or
// other cells have the sign, or nineteen in twenty could be no fraction.
func (r *columnReader) learnPercents(t *Table) {
	signed, bare, over := 0, 0, 0
	for _, row := range t.Rows {
		if r.at >= len(row) || row[r.at] == "" {
			continue
		}
		switch q, ok := r.style.read(row[r.at]); {
		case !ok:
		case q.percent:
			signed++
		default:
			if bare++; q.high > 1 {
				over++
			}
		}
	}
	r.mixed = signed > 0 && bare > 0
	r.percents = r.label.percent || signed > 0 || over*20 > bare
}

// maxCount bounds followers, views and counts; above lies a slip.
const maxCount = 20_000_000_000

// count reads a count of people, views or interactions. Zero followers or
// views are what exports write for "hidden", so zero is unknown here.
func (r *columnReader) count(cell string) domain.Figure[int64] {
	v, ok := r.number(cell)
	if !ok || v < 0.5 {
		return domain.Figure[int64]{}
	}
	return domain.Known(int64(math.Round(v)))
}

// number reads a bare number, in the unit of the header.
func (r *columnReader) number(cell string) (float64, bool) {
	q, ok := r.style.read(cell)
	if !ok || q.percent {
		return 0, false
	}
	if q.low != q.high {
		r.ranges++
	}
	v := q.mid()
	if q.scale == 0 && v*r.label.scale <= maxCount {
		v *= r.label.scale
	}
	return v, v <= maxCount
}

// maxRate bounds an engagement rate: ten interactions for each follower.
const maxRate = 10

// rate reads a fraction.
func (r *columnReader) rate(cell string) (domain.Rate, bool) {
	q, ok := r.style.read(cell)
	if !ok || q.scale != 0 {
		return 0, false
	}
	if q.low != q.high {
		r.ranges++
	}
	v := q.mid()
	switch {
	case q.percent:
		v /= 100
	case r.mixed && v <= 1:
		return 0, false // 0.5 beside 5% could be either
	case r.percents:
		v /= 100
	}
	return roundRate(domain.Rate(v)), v <= maxRate
}

// roundRate drops the dust of floating point: 9.03% is 0.0903.
func roundRate(v domain.Rate) domain.Rate { return domain.Rate(math.Round(float64(v)*1e9) / 1e9) }

// share reads a part of a whole.
func (r *columnReader) share(cell string) domain.Figure[domain.Rate] {
	if v, ok := r.rate(cell); ok && v <= 1 {
		return domain.Known(v)
	}
	return domain.Figure[domain.Rate]{}
}

// said is what a person calls the column: its header, and where the table was
// made of pasted lines, what it holds.
func (r *columnReader) said(t *Table) any {
	if t.HeaderAt == 0 && r.header == string(r.ours) {
		return r.ours.Name()
	}
	return r.header
}

// prices reads a cell of prices: one amount, or a text that names several. A
// bare number below minPrice has lost its unit and is unknown.
func (r *columnReader) prices(cell string) []priced {
	usual := r.label.deliverable
	if d := deliverableOf[r.ours]; d != "" {
		usual = string(d)
	}
	switch {
	case isBarter(cell), cell == "0" && r.header == string(r.ours):
		return []priced{{usual, quantity{vnd: true}}}
	case r.label.foreign, isForeignMoney(cell):
		r.foreign++
		return nil
	case isBundle(strings.Fields(fold(cut(cell, 200)))) && !strings.ContainsAny(cell, ";,\n"):
		r.bundles++
		return nil
	}
	q, ok := r.style.read(cell)
	if !ok || strings.ContainsAny(cell, "/:") && hasDeliverable(cell) {
		named, bundled := readPrices(cell, &r.style, usual)
		if bundled {
			r.bundles++
		}
		if len(named) > 0 {
			for _, p := range named {
				if p.low != p.high {
					r.ranges++
				}
			}
			return named
		}
	}
	if !ok {
		return nil
	}
	q.usd = q.usd || r.label.usd && !q.vnd
	if q.scale == 0 && !q.usd && !q.vnd && q.high*r.label.scale <= maxPrice && q.high < 100_000 {
		q.low, q.high = q.low*r.label.scale, q.high*r.label.scale
	}
	if q.low != q.high {
		r.ranges++
	}
	if !q.usd && q.high < minPrice {
		r.unclear++
		return nil
	}
	return []priced{{usual, q}}
}

func hasDeliverable(cell string) bool {
	_, ok := deliverableWords.find(strings.Fields(fold(cut(cell, 200))))
	return ok
}
