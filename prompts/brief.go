package prompts

import (
	"slices"
	"strings"
	"unicode"

	"chonmat/domain"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// A brief that the parser could not read whole is read on by the model. It may
// say what words and numbers mean, in the vocabulary of a brief; it can supply
// neither: each slot is quoted from the text, and its numbers stand in the quote.

// maxBrief is how much of a brief is sent, in characters.
const maxBrief = 1500

// The bounds of what a model may read, beside those of domain.Brief: what is
// outside was most likely misread.
const (
	minAge, maxAge       = 10, 99
	minBudget      int64 = 100_000 // đồng
	maxHeard             = 100     // characters of the words for a slot
)

// Cut is a text as far as a request of kind Brief takes it, at the end of a word.
func Cut(text string) string {
	runes := []rune(text)
	if len(runes) <= maxBrief {
		return text
	}
	runes = runes[:maxBrief]
	if at := strings.LastIndexFunc(string(runes), unicode.IsSpace); at > 0 {
		return string(runes)[:at]
	}
	return string(runes)
}

// Heard is where a slot was read: N characters of the text, masked, from At on.
type Heard struct {
	Slot domain.Slot `json:"slot"`
	At   int         `json:"at"`
	N    int         `json:"n"`
}

// Quotes are the words that a reply relies on. They are not in the reply
// itself, which is kept for whoever says the same.
func (r Request) Quotes(reply Reply) (quotes []domain.Heard) {
	text := []rune(masked(r.Question))
	for _, h := range reply.Heard {
		if h.At >= 0 && h.N >= 0 && h.At+h.N <= len(text) {
			quotes = append(quotes, domain.Heard{Slot: h.Slot, Words: string(text[h.At : h.At+h.N]), Guessed: true})
		}
	}
	return quotes
}

// span is a unit of a duration.
type span string

// spans are the units, and spanDays the days of each as understand counts them.
var (
	spans    = []span{"days", "weeks", "months"}
	spanDays = map[span]int{"days": 1, "weeks": 7, "months": 30}
)

// briefWords are the vocabularies of a brief, by their name in its instruction.
func briefWords() map[string]string {
	places := []domain.Location{domain.Nationwide, domain.North, domain.Central, domain.South, domain.Mekong}
	for _, p := range domain.Provinces {
		places = append(places, p.Slug)
	}
	return map[string]string{
		"Industries": list(domain.Industries), "Genders": list(domain.Genders), "KPIs": list(domain.KPIs), "Units": list(domain.Units),
		"Platforms": list(domain.Platforms), "Tiers": list(domain.Tiers), "Kinds": list(domain.Kinds), "Locations": list(places), "Spans": list(spans),
	}
}

func list[T ~string](values []T) string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	return strings.Join(all, ", ")
}

// briefOutput is the answer to a request of kind Brief; nil, or missing, is not
// stated.
type briefOutput struct {
	Industry     *domain.Industry  `json:"industry"`
	Gender       *domain.Gender    `json:"gender"`
	AgeMin       *int              `json:"age_min"`
	AgeMax       *int              `json:"age_max"`
	Locations    []domain.Location `json:"locations"`
	BudgetMin    *int64            `json:"budget_min_vnd"`
	BudgetMax    *int64            `json:"budget_max_vnd"`
	KPI          *domain.KPI       `json:"kpi"`
	KPITarget    *int64            `json:"kpi_target"`
	KPIUnit      *domain.Unit      `json:"kpi_unit"`
	Channels     []domain.Platform `json:"channels"`
	NotChannels  []domain.Platform `json:"exclude_channels"`
	Count        *int              `json:"creators_count"`
	Tiers        []domain.Tier     `json:"tiers"`
	NotTiers     []domain.Tier     `json:"exclude_tiers"`
	Kind         *domain.Kind      `json:"creator_kind"`
	NotKinds     []domain.Kind     `json:"exclude_kinds"`
	Duration     *int              `json:"duration"`
	DurationUnit *span             `json:"duration_unit"`
	Month        *int              `json:"month"`
	Heard        *[]struct {
		Slot  domain.Slot `json:"slot"`
		Words string      `json:"words"`
	} `json:"heard"`
}

// readBrief is Read of a request of kind Brief.
func (r Request) readBrief(raw string) (Reply, error) {
	var out briefOutput
	if !strictly(raw, &out) || out.Heard == nil {
		return Reply{}, refused(Form)
	}
	all, ok := out.brief()
	if !ok {
		return Reply{}, refused(Form)
	}
	text := masked(r.Question)
	reply := Reply{Brief: &domain.Brief{}}
	seen := map[domain.Slot]bool{}
	for _, h := range *out.Heard {
		if seen[h.Slot] || !all.Has(h.Slot) {
			return Reply{}, refused(Form)
		}
		seen[h.Slot] = true
		at, n, ok := find(text, h.Words)
		switch {
		case !ok:
			return Reply{}, refused(Word)
		case !out.standIn(h.Words, h.Slot, &all, r.Lang):
			return Reply{}, refused(Figure)
		case slices.Contains(r.Open, h.Slot):
			reply.Brief.Take(h.Slot, all)
			reply.Heard = append(reply.Heard, Heard{h.Slot, at, n})
		}
	}
	for _, slot := range domain.Slots {
		if all.Has(slot) && !seen[slot] {
			return Reply{}, refused(Form)
		}
	}
	if len(reply.Heard) == 0 {
		return Reply{}, refused(Uncovered)
	}
	return reply, nil
}

// brief is what an output states, all of it; false is a word of no vocabulary, a
// number out of range, or half of what belongs together.
func (o *briefOutput) brief() (b domain.Brief, ok bool) {
	ok = stated(&b.Industry, o.Industry) && stated(&b.Gender, o.Gender) && stated(&b.KPI, o.KPI) && stated(&b.KPIUnit, o.KPIUnit) &&
		stated(&b.CreatorKind, o.Kind) && stated(&b.KPITarget, o.KPITarget) && stated(&b.CreatorsCount, o.Count) &&
		stated(&b.AgeMin, o.AgeMin) && stated(&b.AgeMax, o.AgeMax) && distinct(o.Locations) &&
		distinct(o.Channels, o.NotChannels...) && distinct(o.Tiers, o.NotTiers...) && distinct([]domain.Kind{b.CreatorKind}, o.NotKinds...)
	b.Locations, b.Channels, b.ExcludeChannels = o.Locations, o.Channels, o.NotChannels
	b.Tiers, b.ExcludeTiers, b.ExcludeKinds = o.Tiers, o.NotTiers, o.NotKinds
	for _, age := range []int{b.AgeMin, b.AgeMax} {
		ok = ok && (age == 0 || age >= minAge && age <= maxAge)
	}
	for _, bound := range []struct {
		to   *domain.VND
		said *int64
	}{{&b.BudgetMin, o.BudgetMin}, {&b.BudgetMax, o.BudgetMax}} {
		if bound.said != nil {
			ok = ok && *bound.said >= minBudget
			*bound.to = domain.VND(*bound.said)
		}
	}
	ok = ok && (o.KPITarget != nil) == (o.KPIUnit != nil) && (o.KPIUnit == nil || b.KPIUnit.KPI() == b.KPI)
	if o.Duration != nil || o.DurationUnit != nil {
		if o.Duration == nil || o.DurationUnit == nil || *o.Duration < 1 || *o.Duration > domain.MaxDuration {
			return b, false
		}
		b.DurationDays = *o.Duration * spanDays[*o.DurationUnit]
		ok = ok && b.DurationDays > 0
	}
	if o.Month != nil {
		ok = ok && *o.Month >= 1 && *o.Month <= 12
		b.Month.Month = *o.Month
	}
	return b, ok && b.Validate() == nil
}

// stated takes a value that was stated; one that means "not stated" is none.
func stated[T comparable](to, said *T) bool {
	if said == nil {
		return true
	}
	*to = *said
	return *to != *new(T)
}

// distinct tells whether no value stands twice, be it as wanted and as not.
func distinct[T comparable](wanted []T, not ...T) bool {
	seen := map[T]bool{}
	for _, v := range slices.Concat(wanted, not) {
		if seen[v] {
			return false
		}
		seen[v] = true
	}
	return true
}

// numbersOf are the numbers that a slot states; 0 is none. A duration is what
// the text counts, not our days.
var numbersOf = map[domain.Slot]func(b *domain.Brief, o *briefOutput) []int64{
	domain.SlotAge:    func(b *domain.Brief, _ *briefOutput) []int64 { return []int64{int64(b.AgeMin), int64(b.AgeMax)} },
	domain.SlotBudget: func(b *domain.Brief, _ *briefOutput) []int64 { return []int64{int64(b.BudgetMin), int64(b.BudgetMax)} },
	domain.SlotKPI:    func(b *domain.Brief, _ *briefOutput) []int64 { return []int64{b.KPITarget} },
	domain.SlotCount:  func(b *domain.Brief, _ *briefOutput) []int64 { return []int64{int64(b.CreatorsCount)} },
	domain.SlotTime: func(_ *domain.Brief, o *briefOutput) []int64 {
		if o.Duration == nil {
			return nil
		}
		return []int64{int64(*o.Duration)}
	},
}

// standIn tells whether the numbers of a slot stand in the words that it was
// read in, in one spelling or another.
func (o *briefOutput) standIn(words string, slot domain.Slot, b *domain.Brief, lang wording.Lang) bool {
	numbers, known := numbersOf[slot]
	if !known {
		return true
	}
	written, months := understand.Figures(words)
	spelt := figuresIn(words, lang)
	stands := func(n int64) bool {
		return n == 0 || slices.Contains(written, float64(n)) || spelt.hold(figure{value: float64(n)})
	}
	for _, n := range numbers(b, o) {
		if !stands(n) {
			return false
		}
	}
	foreign := func(f figure) bool { return f.unit == "usd" || f.unit == "eur" }
	if slot == domain.SlotBudget && slices.ContainsFunc(spelt.said, foreign) { // 200k of what is no 200,000 đồng
		return false
	}
	if o.Duration != nil && slot == domain.SlotTime && *o.Duration == b.Month.Month && spelt.count(float64(b.Month.Month)) < 2 {
		return false // "tháng 12" tells of no twelve days
	}
	return slot != domain.SlotTime || slices.Contains(months, b.Month.Month) || stands(int64(b.Month.Month))
}

// find returns where words stand in a text, whole words in whatever case: the
// first of its n characters.
func find(text, words string) (at, n int, ok bool) {
	in, of := lower(text), lower(words)
	if n = len(of); n < 2 || n > maxHeard || !isWord(of[0]) || !isWord(of[n-1]) {
		return 0, 0, false
	}
	for at := 0; at+n <= len(in); at++ {
		if slices.Equal(in[at:at+n], of) && (at == 0 || !isWord(in[at-1])) && (at+n == len(in) || !isWord(in[at+n])) {
			return at, n, true
		}
	}
	return 0, 0, false
}

// lower is a text letter by letter, as many as it has.
func lower(text string) []rune {
	runes := []rune(text)
	for i, c := range runes {
		runes[i] = unicode.ToLower(c)
	}
	return runes
}

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) }
