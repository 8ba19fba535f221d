package understand

import (
	"strings"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// The words, folded, that say what an amount or a percentage beside them is.
var (
	orderWords      = []string{"gia", "don", "gio hang", "aov", "order", "price", "value", "ban"}
	marginWords     = []string{"bien", "lai", "loi nhuan", "margin", "profit"}
	conversionWords = []string{"chot", "chuyen doi", "mua", "dat hang", "ra don", "conversion", "convert", "cr"}
)

// minOrderValue is the least an order is worth, in đồng: "250" alone is none.
const minOrderValue = 1_000

// Economics reads a seller's own figures: "giá 250k, biên 40%, tỉ lệ chốt
// 0,2%". A percentage that no word beside it names is not taken, nor one above
// the whole, nor an amount that is said to be something else.
func Economics(text string) (e domain.Economics) {
	before := 0
	for _, a := range Amounts(text) {
		from := max(before, strings.LastIndexAny(text[:a.Start], ",;\n")+1)
		before = a.End
		if !a.HasMin || !a.HasMax || a.Min != a.Max {
			continue
		}
		rest := text[a.End:]
		if strings.HasPrefix(strings.TrimLeft(rest, " "), "%") {
			end := strings.IndexAny(rest, ",;\n0123456789")
			if end < 0 {
				end = len(rest)
			}
			share := domain.Rate(a.Min / 100)
			if share <= 0 || share > 1 || a.Scaled {
				continue
			}
			for _, words := range []string{lettersOnly(text[from:a.Start]), lettersOnly(rest[:end])} { // those before say it first
				if containsAny(words, conversionWords) {
					e.Conversion = share
					break
				}
				if containsAny(words, marginWords) {
					e.Margin = share
					break
				}
			}
			continue
		}
		// "ngân sách 300tr" and "Linh báo 8tr" are other things.
		words := lettersOnly(text[from:a.Start])
		named := containsAny(words, orderWords) || strings.TrimSpace(words) == ""
		if named && a.Currency != Dollar && a.Min >= minOrderValue && a.Min <= float64(domain.MaxBudget) && e.OrderValue == 0 {
			e.OrderValue = domain.VND(a.Min)
		}
	}
	return e
}

// lettersOnly are the words of a text, folded, with a space around each.
func lettersOnly(text string) string {
	return " " + strings.Join(strings.FieldsFunc(wording.Fold(text), func(r rune) bool { return r < 'a' || r > 'z' }), " ") + " "
}

func containsAny(words string, list []string) bool {
	for _, w := range list {
		if strings.Contains(words, " "+w+" ") {
			return true
		}
	}
	return false
}
