package domain_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
)

var wholeBrief = domain.Brief{
	BudgetMin: 150_000_000, BudgetMax: 200_000_000,
	AgeMin: 18, AgeMax: 25, Gender: domain.Female, Locations: []domain.Location{"ho-chi-minh", domain.Mekong}, Industry: "beauty",
	KPI: domain.Awareness, KPITarget: 500_000, KPIUnit: domain.UnitReach,
	Channels: []domain.Platform{domain.TikTok}, ExcludeChannels: []domain.Platform{domain.Facebook},
	CreatorsCount: 10, Tiers: []domain.Tier{domain.Micro}, CreatorKind: domain.KOC,
	ExcludeTiers: []domain.Tier{domain.Mega}, ExcludeKinds: []domain.Kind{domain.Celebrity},
	DurationDays: 30, Month: domain.Month{Year: 2026, Month: 12},
}

func TestBriefSurvivesJSON(t *testing.T) {
	for name, b := range map[string]domain.Brief{"empty": {}, "whole": wholeBrief, "month without a year": {Month: domain.Month{Month: 3}}} {
		t.Run(name, func(t *testing.T) {
			data, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			var got domain.Brief
			if err := json.Unmarshal(data, &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(b, got); diff != "" {
				t.Errorf("%s\n%s", data, diff)
			}
		})
	}
}

func TestBriefJSONHoldsOnlyWhatIsStated(t *testing.T) {
	if data, _ := json.Marshal(domain.Brief{}); string(data) != "{}" {
		t.Errorf("an empty brief is %s", data)
	}
	data, _ := json.Marshal(wholeBrief.Contract())
	if strings.Contains(string(data), "exclude_tiers") || strings.Contains(string(data), "exclude_kinds") || !strings.Contains(string(data), `"month":"2026-12"`) {
		t.Errorf("the contract is %s", data)
	}
}

func TestMonthReadsWhatItWrites(t *testing.T) {
	for text, want := range map[string]domain.Month{`12`: {Month: 12}, `"2026-02"`: {Year: 2026, Month: 2}} {
		var got domain.Month
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s is read as %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{`0`, `13`, `"2026-13"`, `"tháng 3"`, `-1`, `"20261-02"`, `1.5`} {
		var got domain.Month
		if err := json.Unmarshal([]byte(text), &got); domain.ErrorCode(err) != domain.Invalid {
			t.Errorf("%s is read as %+v, error %v", text, got, err)
		}
	}
}

func TestBriefValidateNamesTheField(t *testing.T) {
	if err := wholeBrief.Validate(); err != nil {
		t.Errorf("a sound brief: %v", err)
	}
	for field, b := range map[string]domain.Brief{
		"budget_max_vnd": {BudgetMin: 2, BudgetMax: 1},
		"budget_min_vnd": {BudgetMin: -1},
		"age_max":        {AgeMin: 30, AgeMax: 20},
		"gender":         {Gender: "nữ"},
		"locations":      {Locations: []domain.Location{"sai-gon"}},
		"industry":       {Industry: "crypto"},
		"kpi_target":     {KPITarget: -5},
		"channels":       {Channels: make([]domain.Platform, 100)},
		"creators_count": {CreatorsCount: 1 << 30},
		"exclude_kinds":  {ExcludeKinds: []domain.Kind{"bot"}},
		"duration_days":  {DurationDays: 1_000_000},
	} {
		err := b.Validate()
		if domain.ErrorCode(err) != domain.Invalid || !strings.Contains(err.Error(), field) {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestEverySlotIsTakenAndClearedAlone(t *testing.T) {
	for _, s := range domain.Slots {
		var b domain.Brief
		if b.Has(s) {
			t.Errorf("an empty brief has %s", s)
		}
		b.Take(s, wholeBrief)
		for _, other := range domain.Slots {
			if b.Has(other) != (other == s) {
				t.Errorf("after taking %s, has %s is %v", s, other, b.Has(other))
			}
		}
		rest := wholeBrief
		rest.Clear(s)
		if rest.Has(s) {
			t.Errorf("%s is still there", s)
		}
		rest.Take(s, wholeBrief)
		if diff := cmp.Diff(wholeBrief, rest); diff != "" {
			t.Errorf("%s does not come back whole:\n%s", s, diff)
		}
	}
}

// FuzzBriefJSON: brief JSON from outside is refused, or says the same when it
// is written and read again.
func FuzzBriefJSON(f *testing.F) {
	for _, seed := range []string{
		`{"budget_min_vnd":200000000,"budget_max_vnd":200000000,"age_min":18,"age_max":25,"gender":"female","locations":["ho-chi-minh"],"industry":"beauty"}`,
		`{"kpi":"views","kpi_target":500000,"kpi_unit":"views","channels":["tiktok"],"exclude_channels":["facebook"],"creators_count":5,"month":"2026-12"}`,
		`{"month":12,"duration_days":30,"tiers":["nano"]}`, `{"month":0}`, `{"budget_max_vnd":-1}`, `{"age_min":25,"age_max":18}`, `{"kpi_target":1e308}`, `null`, `[]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var b domain.Brief
		if json.Unmarshal(doc, &b) != nil || b.Validate() != nil {
			return
		}
		again, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var c domain.Brief
		if err := json.Unmarshal(again, &c); err != nil {
			t.Fatalf("%s: %v", again, err)
		}
		if once, _ := json.Marshal(c); string(once) != string(again) {
			t.Errorf("%s became %s", again, once)
		}
	})
}
