package prompts

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// The schema's lists are those of a brief.
func TestTheSchemaOfABriefHasItsVocabulary(t *testing.T) {
	type field struct {
		Enum  []*string
		Items *field
	}
	var s struct {
		Properties map[string]field `json:"properties"`
	}
	if err := json.Unmarshal(example[Brief].Schema(), &s); err != nil {
		t.Fatal(err)
	}
	words := briefWords()
	for name, list := range map[string]string{
		"industry": "Industries", "gender": "Genders", "locations": "Locations", "kpi": "KPIs", "kpi_unit": "Units", "channels": "Platforms",
		"exclude_channels": "Platforms", "tiers": "Tiers", "exclude_tiers": "Tiers", "creator_kind": "Kinds", "exclude_kinds": "Kinds", "duration_unit": "Spans",
	} {
		of := s.Properties[name]
		if of.Items != nil {
			of = *of.Items
		}
		var got []string
		for _, w := range of.Enum {
			if w != nil {
				got = append(got, *w)
			}
		}
		want := strings.Split(words[list], ", ")
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestABriefIsReadOnStrictly(t *testing.T) {
	const text = "Nuoc giat cho ba noi tro dam dang xu Quang, 30 tới 40 tuổi, hai trăm triệu, 2 tuần trong tháng 12, 5 bạn, mong 500k người nhắc tên"
	every := domain.Slots
	heard := func(pairs ...string) string {
		list := []map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, map[string]string{"slot": pairs[i], "words": pairs[i+1]})
		}
		data, _ := json.Marshal(list)
		return string(data)
	}
	place := heard("locations", "xu Quang")
	for _, c := range []struct {
		name, raw string
		open      []domain.Slot
		want      Why
		brief     domain.Brief
		quotes    []string
	}{
		{"a place", `{"locations":["quang-nam"],"heard":` + place + `}`, every, "", domain.Brief{Locations: []domain.Location{"quang-nam"}}, []string{"xu Quang"}},
		{"all fields, null", `{"industry":null,"gender":null,"age_min":null,"age_max":null,"locations":["quang-nam"],"budget_min_vnd":null,"budget_max_vnd":null,"kpi":null,"kpi_target":null,"kpi_unit":null,"channels":null,"exclude_channels":null,"creators_count":null,"tiers":null,"exclude_tiers":null,"creator_kind":null,"exclude_kinds":null,"duration":null,"duration_unit":null,"month":null,"heard":` + place + `}`, every, "", domain.Brief{Locations: []domain.Location{"quang-nam"}}, []string{"xu Quang"}},
		{"in other case", `{"locations":["quang-nam"],"heard":` + heard("locations", "XU QUANG") + `}`, every, "", domain.Brief{Locations: []domain.Location{"quang-nam"}}, []string{"xu Quang"}},
		{"an age that stands there", `{"age_min":30,"age_max":40,"heard":` + heard("age", "30 tới 40 tuổi") + `}`, every, "", domain.Brief{AgeMin: 30, AgeMax: 40}, []string{"30 tới 40 tuổi"}},
		{"a budget in words", `{"budget_min_vnd":200000000,"budget_max_vnd":200000000,"heard":` + heard("budget", "hai trăm triệu") + `}`, every, "", domain.Brief{BudgetMin: 200e6, BudgetMax: 200e6}, []string{"hai trăm triệu"}},
		{"weeks are days of ours", `{"duration":2,"duration_unit":"weeks","month":12,"heard":` + heard("time", "2 tuần trong tháng 12") + `}`, every, "", domain.Brief{DurationDays: 14, Month: domain.Month{Month: 12}}, []string{"2 tuần trong tháng 12"}},
		{"a target", `{"kpi":"awareness","kpi_target":500000,"kpi_unit":"reach","heard":` + heard("kpi", "500k người nhắc tên") + `}`, every, "", domain.Brief{KPI: "awareness", KPITarget: 500_000, KPIUnit: "reach"}, []string{"500k người nhắc tên"}},

		// Only what is open.
		{"what is not open is left out", `{"gender":"female","locations":["quang-nam"],"heard":` + heard("gender", "ba noi tro", "locations", "xu Quang") + `}`, []domain.Slot{domain.SlotLocations}, "", domain.Brief{Locations: []domain.Location{"quang-nam"}}, []string{"xu Quang"}},
		{"nothing that is open", `{"gender":"female","heard":` + heard("gender", "ba noi tro") + `}`, []domain.Slot{domain.SlotAge}, Uncovered, domain.Brief{}, nil},
		{"nothing at all", `{"heard":[]}`, every, Uncovered, domain.Brief{}, nil},

		// Numbers and words that the text does not hold.
		{"an age of its own", `{"age_min":25,"age_max":40,"heard":` + heard("age", "30 tới 40 tuổi") + `}`, every, Figure, domain.Brief{}, nil},
		{"a budget ten times as big", `{"budget_max_vnd":2000000000,"heard":` + heard("budget", "hai trăm triệu") + `}`, every, Figure, domain.Brief{}, nil},
		{"a month of its own", `{"month":11,"heard":` + heard("time", "tháng 12") + `}`, every, Figure, domain.Brief{}, nil},
		{"days reckoned", `{"duration":14,"duration_unit":"days","heard":` + heard("time", "2 tuần") + `}`, every, Figure, domain.Brief{}, nil},
		{"a month is no number of days", `{"duration":12,"duration_unit":"days","month":12,"heard":` + heard("time", "tháng 12") + `}`, every, Figure, domain.Brief{}, nil},
		{"a number quoted from elsewhere", `{"age_min":30,"heard":` + heard("age", "noi tro") + `}`, every, Figure, domain.Brief{}, nil},
		{"a number that is not open", `{"age_min":25,"locations":["quang-nam"],"heard":` + heard("age", "tuổi", "locations", "xu Quang") + `}`, []domain.Slot{domain.SlotLocations}, Figure, domain.Brief{}, nil},
		{"words of its own", `{"locations":["quang-nam"],"heard":` + heard("locations", "Quảng Nam") + `}`, every, Word, domain.Brief{}, nil},
		{"half a word", `{"locations":["quang-nam"],"heard":` + heard("locations", "u Quan") + `}`, every, Word, domain.Brief{}, nil},
		{"a sign", `{"locations":["quang-nam"],"heard":` + heard("locations", ", ") + `}`, every, Word, domain.Brief{}, nil},

		// Form.
		{"no words for a slot", `{"locations":["quang-nam"],"heard":[]}`, every, Form, domain.Brief{}, nil},
		{"no list of words", `{"locations":["quang-nam"]}`, every, Form, domain.Brief{}, nil},
		{"words for no slot", `{"locations":["quang-nam"],"heard":` + heard("locations", "xu Quang", "gender", "ba noi tro") + `}`, every, Form, domain.Brief{}, nil},
		{"words twice", `{"locations":["quang-nam"],"heard":` + heard("locations", "xu Quang", "locations", "Quang") + `}`, every, Form, domain.Brief{}, nil},
		{"a place that is none", `{"locations":["atlantis"],"heard":` + place + `}`, every, Form, domain.Brief{}, nil},
		{"a place twice", `{"locations":["hue","hue"],"heard":` + place + `}`, every, Form, domain.Brief{}, nil},
		{"an industry that is none", `{"industry":"weapons","heard":` + heard("industry", "nuoc giat") + `}`, every, Form, domain.Brief{}, nil},
		{"wanted and not", `{"channels":["tiktok"],"exclude_channels":["tiktok"],"heard":` + heard("channels", "xu Quang") + `}`, every, Form, domain.Brief{}, nil},
		{"a child's age", `{"age_min":5,"heard":` + heard("age", "5 bạn") + `}`, every, Form, domain.Brief{}, nil},
		{"ages turned round", `{"age_min":40,"age_max":30,"heard":` + heard("age", "30 tới 40") + `}`, every, Form, domain.Brief{}, nil},
		{"a budget of nothing", `{"budget_max_vnd":40,"heard":` + heard("budget", "40 tuổi") + `}`, every, Form, domain.Brief{}, nil},
		{"a budget below nothing", `{"budget_max_vnd":-200000000,"heard":` + heard("budget", "hai trăm triệu") + `}`, every, Form, domain.Brief{}, nil},
		{"a budget of everything", `{"budget_max_vnd":9000000000000,"heard":` + heard("budget", "hai trăm triệu") + `}`, every, Form, domain.Brief{}, nil},
		{"a number as a text", `{"age_min":"30","heard":` + heard("age", "30") + `}`, every, Form, domain.Brief{}, nil},
		{"a fraction", `{"age_min":30.5,"heard":` + heard("age", "30") + `}`, every, Form, domain.Brief{}, nil},
		{"zero for null", `{"age_min":0,"locations":["hue"],"heard":` + place + `}`, every, Form, domain.Brief{}, nil},
		{"a target without a unit", `{"kpi":"awareness","kpi_target":500000,"heard":` + heard("kpi", "500k") + `}`, every, Form, domain.Brief{}, nil},
		{"a unit of another KPI", `{"kpi":"installs","kpi_target":500000,"kpi_unit":"reach","heard":` + heard("kpi", "500k") + `}`, every, Form, domain.Brief{}, nil},
		{"a duration without a unit", `{"duration":2,"heard":` + heard("time", "2 tuần") + `}`, every, Form, domain.Brief{}, nil},
		{"a field of its own", `{"rank":1,"locations":["hue"],"heard":` + place + `}`, every, Form, domain.Brief{}, nil},
		{"a field of its own within", `{"locations":["hue"],"heard":[{"slot":"locations","words":"xu Quang","id":"x"}]}`, every, Form, domain.Brief{}, nil},
		{"a field twice", `{"locations":["hue"],"locations":["da-nang"],"heard":` + place + `}`, every, Form, domain.Brief{}, nil},
		{"a field twice within", `{"locations":["hue"],"heard":[{"slot":"locations","words":"x","words":"xu Quang"}]}`, every, Form, domain.Brief{}, nil},
		{"another form", `{"text":"Quảng Nam","used":[]}`, every, Form, domain.Brief{}, nil},
		{"prose", `Khách ở Quảng Nam.`, every, Form, domain.Brief{}, nil},
		{"null", `null`, every, Form, domain.Brief{}, nil},
	} {
		r := Request{Kind: Brief, Lang: wording.Vietnamese, Question: text, Open: c.open}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		reply, err := r.Read(c.raw)
		if why(err) != c.want || (err == nil) != (c.want == "") {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
			continue
		}
		if err != nil {
			if reply.Brief != nil || reply.Heard != nil {
				t.Errorf("%s: what was refused is returned", c.name)
			}
			continue
		}
		if diff := cmp.Diff(c.brief, *reply.Brief); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
		var quotes []string
		for _, q := range r.Quotes(reply) {
			if quotes = append(quotes, q.Words); !q.Guessed {
				t.Errorf("%s: %q is said to be the parser's", c.name, q.Words)
			}
		}
		if !slices.Equal(quotes, c.quotes) {
			t.Errorf("%s: from %q, want %q", c.name, quotes, c.quotes)
		}
	}
}

// What is kept for whoever says the same holds nothing that a person wrote.
func TestAReplyToABriefQuotesNobody(t *testing.T) {
	r := example[Brief]
	reply, err := r.Read(`{"locations":["quang-nam"],"heard":[{"slot":"locations","words":"xứ Quảng"}]}`)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := json.Marshal(reply)
	if err != nil || strings.Contains(string(kept), "Quảng") {
		t.Errorf("%s, %v", kept, err)
	}
	if q := r.Quotes(reply); len(q) != 1 || q[0].Words != "xứ Quảng" {
		t.Errorf("%+v", q)
	}
	reply.Heard = []Heard{{domain.SlotAge, -1, 3}, {domain.SlotAge, 3, 9999}} // of another text
	if q := r.Quotes(reply); len(q) != 0 {
		t.Errorf("%+v", q)
	}
}

func TestALongBriefIsCutAtAWord(t *testing.T) {
	got := Cut(strings.Repeat("nhộn nhịp ", 400))
	if n := len([]rune(got)); n > maxBrief || n < maxBrief-10 || !strings.HasSuffix(got, "nhộn") && !strings.HasSuffix(got, "nhịp") {
		t.Errorf("%d characters, ending in %q", n, got[len(got)-20:])
	}
	if got := Cut(strings.Repeat("ă", 2*maxBrief)); len([]rune(got)) != maxBrief {
		t.Errorf("%d characters", len([]rune(got)))
	}
}

// Whatever the model writes about a brief, what is let through is in the
// vocabulary, open, and quoted from the text; its numbers stand there.
func FuzzReadBrief(f *testing.F) {
	for _, s := range []string{
		`{"locations":["quang-nam"],"heard":[{"slot":"locations","words":"xứ Quảng"}]}`,
		`{"age_min":30,"age_max":40,"heard":[{"slot":"age","words":"30 tới 40"}]}`,
		`{"budget_max_vnd":99999999,"heard":[{"slot":"budget","words":"tầm 30"}]}`,
		"<think>", "```json\n{}\n```", "[[{", `{"heard":1}`,
	} {
		f.Add(s)
	}
	r := example[Brief]
	f.Fuzz(func(t *testing.T, raw string) {
		reply, err := r.Read(raw)
		if err != nil {
			return
		}
		b := *reply.Brief
		if err := b.Validate(); err != nil {
			t.Error(err)
		}
		stated := 0
		for _, slot := range domain.Slots {
			if b.Has(slot) {
				stated++
				if !slices.Contains(r.Open, slot) {
					t.Errorf("%s is not open", slot)
				}
			}
		}
		quotes := r.Quotes(reply)
		if stated == 0 || len(quotes) != stated {
			t.Errorf("%d slots from %d quotes", stated, len(quotes))
		}
		for _, q := range quotes {
			if !strings.Contains(r.Question, q.Words) {
				t.Errorf("%q was not said", q.Words)
			}
		}
		for _, n := range []int64{int64(b.AgeMin), int64(b.AgeMax), int64(b.BudgetMin), int64(b.BudgetMax), b.KPITarget} {
			if n != 0 && n != 30 && n != 40 {
				t.Errorf("%d stands nowhere", n)
			}
		}
	})
}

// What tells how to reach somebody is not sent; sums, counts and dates are.
func TestWhatIsMasked(t *testing.T) {
	for text, want := range map[string]string{
		"gọi 0912 345 678 hoặc +84 912.345.678":     "gọi … hoặc …",
		"zalo 84912345678, mail a@b.vn, @ai.do":     "zalo …, mail … …",
		"28/3 nhé, xem shop.vn/a":                   "28/3 nhé, xem …",
		"ngân sách 50.000.000 - 80.000.000 đồng":    "ngân sách 50.000.000 - 80.000.000 đồng",
		"2 000 000 lượt xem, 84.000.000 đồng":       "2 000 000 lượt xem, 84.000.000 đồng",
		"chạy 15-11-2026 đến 05-12-2026, 200000000": "chạy 15-11-2026 đến 05-12-2026, 200000000",
	} {
		if got := masked(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestForeignMoneyIsNoBudgetInDong(t *testing.T) {
	r := Request{Kind: Brief, Lang: wording.Vietnamese, Question: "budget 200k usd cho nước giặt", Open: domain.Slots}
	raw := `{"budget_max_vnd":200000,"heard":[{"slot":"budget","words":"200k usd"}]}`
	if _, err := r.Read(raw); why(err) != Figure {
		t.Errorf("%v, want a refusal for its figure", err)
	}
}
