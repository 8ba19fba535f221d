package domain

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Brief is what a marketer wants, as far as it was stated: the audience, the
// budget and the KPI, and any wish about channels and creators. A zero field
// is not stated. Its JSON is the contract of `chonmat brief`.
type Brief struct {
	// Total campaign budget. "200tr" and "khoảng 200tr" set both bounds,
	// "dưới 200tr" only the upper, "ít nhất 200tr" only the lower.
	BudgetMin VND `json:"budget_min_vnd,omitempty"`
	BudgetMax VND `json:"budget_max_vnd,omitempty"`

	// The audience.
	AgeMin    int        `json:"age_min,omitempty"` // years
	AgeMax    int        `json:"age_max,omitempty"`
	Gender    Gender     `json:"gender,omitempty"`
	Locations []Location `json:"locations,omitempty"`
	Industry  Industry   `json:"industry,omitempty"`

	// The KPI. KPITarget is counted in KPIUnit; the two come together.
	KPI       KPI   `json:"kpi,omitempty"`
	KPITarget int64 `json:"kpi_target,omitempty"`
	KPIUnit   Unit  `json:"kpi_unit,omitempty"`

	Channels        []Platform `json:"channels,omitempty"`
	ExcludeChannels []Platform `json:"exclude_channels,omitempty"`

	CreatorsCount int    `json:"creators_count,omitempty"`
	Tiers         []Tier `json:"tiers,omitempty"`
	CreatorKind   Kind   `json:"creator_kind,omitempty"`

	// Who is not wanted ("không lấy celeb"). These are not part of the
	// contract: Contract drops them.
	ExcludeTiers []Tier `json:"exclude_tiers,omitempty"`
	ExcludeKinds []Kind `json:"exclude_kinds,omitempty"`

	DurationDays int   `json:"duration_days,omitempty"`
	Month        Month `json:"month,omitzero"`
}

// Contract returns b with only the keys of the brief JSON contract.
func (b Brief) Contract() Brief {
	b.ExcludeTiers, b.ExcludeKinds = nil, nil
	return b
}

// Spend returns the most the campaign may cost, and false when the brief
// states no upper bound.
func (b Brief) Spend() (VND, bool) { return b.BudgetMax, b.BudgetMax > 0 }

// Month is the month of a campaign, with the year when it was stated. In JSON
// it is 12, or "2026-12" with a year.
type Month struct {
	Year  int // 0: not stated
	Month int // 1–12; 0: no month at all
}

// MarshalJSON writes 12 or "2026-12".
func (m Month) MarshalJSON() ([]byte, error) {
	if m.Year == 0 {
		return json.Marshal(m.Month)
	}
	return json.Marshal(fmt.Sprintf("%04d-%02d", m.Year, m.Month))
}

// UnmarshalJSON reads 12 or "2026-12".
func (m *Month) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	year, month, dated := strings.Cut(text, "-")
	if !dated {
		year, month = "0", text
	}
	y, errY := strconv.Atoi(year)
	n, errM := strconv.Atoi(month)
	if errY != nil || errM != nil || n < 1 || n > 12 || y < 0 || y > 9999 {
		return Errorf(Invalid, "month %s: want 1–12 or \"2026-12\"", data)
	}
	*m = Month{Year: y, Month: n}
	return nil
}

// MaxBudget is a thousand billion đồng. Like the other bounds of a brief it
// catches a misread number, not an unusual campaign.
const MaxBudget VND = 1_000_000_000_000

// The other bounds of a brief that makes sense.
const (
	MaxAge       = 120
	MaxCreators  = 10_000
	MaxTarget    = 100_000_000_000
	MaxDuration  = 3650
	maxListItems = 64
)

// Validate returns an Invalid error naming the first field that is out of
// range or no word of the vocabulary. A brief that arrives as JSON is hostile
// until it has passed.
func (b Brief) Validate() error {
	checks := []struct {
		field string
		ok    bool
	}{
		{"budget_min_vnd", b.BudgetMin >= 0 && b.BudgetMin <= MaxBudget},
		{"budget_max_vnd", b.BudgetMax >= 0 && b.BudgetMax <= MaxBudget && (b.BudgetMax == 0 || b.BudgetMax >= b.BudgetMin)},
		{"age_min", b.AgeMin >= 0 && b.AgeMin <= MaxAge},
		{"age_max", b.AgeMax >= 0 && b.AgeMax <= MaxAge && (b.AgeMax == 0 || b.AgeMax >= b.AgeMin)},
		{"gender", b.Gender == "" || known(Genders, b.Gender)},
		{"locations", len(b.Locations) <= maxListItems && allKnownLocations(b.Locations)},
		{"industry", b.Industry == "" || known(Industries, b.Industry)},
		{"kpi", b.KPI == "" || known(KPIs, b.KPI)},
		{"kpi_target", b.KPITarget >= 0 && b.KPITarget <= MaxTarget},
		{"kpi_unit", b.KPIUnit == "" || known(Units, b.KPIUnit)},
		{"channels", allKnown(Platforms, b.Channels)},
		{"exclude_channels", allKnown(Platforms, b.ExcludeChannels)},
		{"creators_count", b.CreatorsCount >= 0 && b.CreatorsCount <= MaxCreators},
		{"tiers", allKnown(Tiers, b.Tiers)},
		{"creator_kind", b.CreatorKind == "" || known(Kinds, b.CreatorKind)},
		{"exclude_tiers", allKnown(Tiers, b.ExcludeTiers)},
		{"exclude_kinds", allKnown(Kinds, b.ExcludeKinds)},
		{"duration_days", b.DurationDays >= 0 && b.DurationDays <= MaxDuration},
	}
	for _, c := range checks {
		if !c.ok {
			return Errorf(Invalid, "brief: %s is out of range", c.field)
		}
	}
	return nil
}

func allKnown[T comparable](list, values []T) bool {
	if len(values) > maxListItems {
		return false
	}
	for _, v := range values {
		if !known(list, v) {
			return false
		}
	}
	return true
}

func allKnownLocations(values []Location) bool {
	for _, v := range values {
		if !v.Valid() {
			return false
		}
	}
	return true
}
