package roster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chonmat/domain"
)

// contentRows is how many filled cells of a column are looked at to tell what
// it holds.
const contentRows = 250

// content is what the cells of a column look like: counts of its filled cells.
type content struct {
	filled       int
	links        int // to anywhere
	accounts     int // links to an account on a platform
	platforms    int // names of platforms
	at           int // handles with @
	handles      int // could be handles
	phones       int
	posts        int // links to a post that name no account
	small        int // handles without a capital
	deliverables int // texts that name what a fee buys
	numbers      int
	percents     int
	money        int // numbers with a unit or currency of money, or price lists
	dates        int
	ordinal      int // whole numbers that go up by one
	digits       int // significant digits of the numbers, for their precision
	values       []float64
	platform     map[domain.Platform]int
}

// contentOf looks at a column.
func contentOf(rows [][]string, column int) content {
	c := content{platform: map[domain.Platform]int{}}
	var s style
	sample := make([]string, 0, contentRows)
	for _, row := range rows {
		if column >= len(row) {
			continue
		}
		if cell := strings.TrimSpace(row[column]); !isUnknown(cell) {
			s.learn(cell)
			if sample = append(sample, cell); len(sample) == contentRows {
				break
			}
		}
	}
	last := -1.0
	for _, cell := range sample {
		c.filled++
		if a, ok := readLink(cell); ok {
			c.links++
			if a.platform != "" {
				c.accounts++
				c.platform[a.platform]++
			}
			if a.post && a.handle == "" {
				c.posts++
			}
			continue
		}
		if p := platformOf(cell); p != "" {
			c.platforms++
			c.platform[p]++
		}
		if likeHandle(cell) {
			c.handles++
			if strings.ToLower(cell) == cell {
				c.small++
			}
		}
		if len(cell) > 1 && cell[0] == '@' && likeHandle(cell) {
			c.at++
		}
		if hasDeliverable(cell) {
			c.deliverables++
		}
		if isPhone(cell) {
			c.phones++
			continue
		}
		if _, ok := readDate(cell); ok {
			c.dates++
		}
		q, ok := s.read(cell)
		if !ok {
			if prices, _ := readPrices(cell, &s, ""); len(prices) > 0 {
				c.money++
			}
			continue
		}
		c.numbers++
		c.digits += q.digits
		c.values = append(c.values, q.mid())
		if q.percent {
			c.percents++
		}
		if q.vnd || q.usd || q.scale >= 1e6 {
			c.money++
		}
		if q.low == last+1 {
			c.ordinal++
		}
		last = q.low
	}
	slices.Sort(c.values)
	return c
}

// most tells whether at least share of the filled cells are n.
func (c *content) most(n int, share float64) bool {
	return c.filled > 0 && float64(n) >= share*float64(c.filled)
}

// median returns the middle number of the column, 0 without numbers.
func (c *content) median() float64 {
	if len(c.values) == 0 {
		return 0
	}
	return c.values[len(c.values)/2]
}

// unknowns are what people and programs write for "not known", folded.
var unknowns = map[string]bool{"": true, "n a": true, "na": true, "none": true, "null": true, "nil": true, "nan": true,
	"unknown": true, "undefined": true, "khong": true, "khong co": true, "chua co": true, "khong ro": true, "chua ro": true, "k co": true,
	"ko co": true, "chua biet": true, "tbd": true, "tba": true, "updating": true, "dang cap nhat": true, "chua cap nhat": true,
	"lien he": true, "inbox": true, "ib": true, "thoa thuan": true, "thuong luong": true, "cap nhat sau": true, "bao sau": true}

// unknownStarts are the letters that begin the words of unknowns; Đ is theirs
// too, see isUnknown.
const unknownStarts = "bcdiklntuBCDIKLNTU"

// isUnknown tells whether a cell says nothing: blank, "N/A", "-", "#NAME?",
// "chưa có".
func isUnknown(cell string) bool {
	switch {
	case cell == "":
		return true
	case len(cell) > 24:
		return false
	case cell[0] == '#':
		return strings.HasPrefix(cell, "#N") || strings.HasPrefix(cell, "#REF") || strings.HasPrefix(cell, "#VALUE") ||
			strings.HasPrefix(cell, "#DIV") || strings.HasPrefix(cell, "#ERR")
	case strings.ContainsAny(cell, "0123456789@_:"):
		return false
	}
	if c := cell[0]; c < utf8.RuneSelf && (c|0x20 >= 'a' && c|0x20 <= 'z') && strings.IndexByte(unknownStarts, c) < 0 {
		return false
	}
	if folded := fold(cell); folded != "" {
		return unknowns[folded]
	}
	return !strings.ContainsFunc(cell, unicode.IsSymbol) || plainASCII(cell) // 🔥 may be a name, "--" is none
}

var phoneMarks = strings.NewReplacer(" ", "", ".", "", "-", "", "+84", "0")

// isPhone tells whether a cell is a Vietnamese phone number.
func isPhone(cell string) bool {
	if len(cell) < 9 || len(cell) > 20 || cell[0] != '0' && cell[0] != '+' {
		return false
	}
	digits := phoneMarks.Replace(cell)
	return len(digits) >= 9 && len(digits) <= 11 && digits[0] == '0' && allDigits(digits)
}

// platformOf reads a cell that names a platform; of several it is the first.
func platformOf(cell string) domain.Platform {
	if cell == "" || len(cell) > 60 || isDigit(cell[0]) {
		return ""
	}
	words := foldWords(cell)
	if len(words) == 1 && words[0] == "x" {
		return domain.X
	}
	best, at := domain.Platform(""), len(words)
	for from := range words {
		if f, ok := platformWords.find(words[from:min(from+platformWords.longest, len(words))]); ok && from+f.from < at {
			best, at = f.value, from+f.from
		}
	}
	return best
}
