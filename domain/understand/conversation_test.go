package understand_test

import (
	"testing"

	"chonmat/domain"
	"chonmat/domain/understand"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// known is a brief in the middle of a conversation.
var known = domain.Brief{
	BudgetMin: 200_000_000, BudgetMax: 200_000_000, AgeMin: 18, AgeMax: 25, Gender: domain.Female,
	Locations: []domain.Location{"ho-chi-minh"}, Industry: "beauty",
	KPI: domain.Awareness, KPITarget: 500_000, KPIUnit: domain.UnitReach,
	Channels: []domain.Platform{domain.TikTok, domain.Facebook}, CreatorsCount: 10, CreatorKind: domain.KOC,
}

func TestWhatFollowsChangesTheBrief(t *testing.T) {
	tests := []struct {
		text   string
		change func(b *domain.Brief)
	}{
		{"không phải 200 mà 300 triệu", budget(300, 300)},
		{"à nhầm, 250tr", budget(250, 250)},
		{"tăng lên 300tr", budget(300, 300)},
		{"thử với 150tr xem sao", budget(150, 150)},
		{"tăng lên 300", budget(300, 300)},
		{"sếp cắt còn 150", budget(150, 150)},
		{"không phải 200 mà 300", budget(300, 300)},
		{"tăng thêm 50tr", budget(250, 250)},
		{"dưới 180tr", budget(0, 180)},
		{"thêm Hà Nội", func(b *domain.Brief) { b.Locations = []domain.Location{"ho-chi-minh", "ha-noi"} }},
		{"Hà Nội", func(b *domain.Brief) { b.Locations = []domain.Location{"ha-noi"} }},
		{"bỏ TikTok", func(b *domain.Brief) {
			b.Channels, b.ExcludeChannels = []domain.Platform{domain.Facebook}, []domain.Platform{domain.TikTok}
		}},
		{"thêm ig vào", func(b *domain.Brief) {
			b.Channels = []domain.Platform{domain.TikTok, domain.Facebook, domain.Instagram}
		}},
		{"chỉ chạy youtube", func(b *domain.Brief) { b.Channels = []domain.Platform{domain.YouTube} }},
		{"bỏ HCM, thêm Huế", func(b *domain.Brief) { b.Locations = []domain.Location{"hue"} }},
		{"không lấy celeb", func(b *domain.Brief) {
			b.ExcludeTiers, b.ExcludeKinds = []domain.Tier{domain.CelebrityTier}, []domain.Kind{domain.Celebrity}
		}},
		{"15 KOC thôi", func(b *domain.Brief) { b.CreatorsCount = 15 }},
		{"thêm 5 KOC", func(b *domain.Brief) { b.CreatorsCount = 15 }},
		{"bớt 3 bạn", func(b *domain.Brief) { b.CreatorsCount = 7 }},
		{"10 thành 20 KOC", func(b *domain.Brief) { b.CreatorsCount = 20 }},
		{"đổi sang nam 20-35", func(b *domain.Brief) { b.Gender, b.AgeMin, b.AgeMax = domain.Male, 20, 35 }},
		{"KPI là 2000 đơn", func(b *domain.Brief) {
			b.KPI, b.KPITarget, b.KPIUnit = domain.Conversion, 2000, domain.UnitOrders
		}},
		{"800k reach", func(b *domain.Brief) { b.KPITarget = 800_000 }},
		{"giới tính nào cũng được", func(b *domain.Brief) { b.Gender = domain.AnyGender }},
		{"bỏ KPI", func(b *domain.Brief) { b.KPI, b.KPITarget, b.KPIUnit = "", 0, "" }},
		{"toàn quốc", func(b *domain.Brief) { b.Locations = []domain.Location{domain.Nationwide} }},
		{"chạy 2 tuần tháng 12", func(b *domain.Brief) { b.DurationDays, b.Month = 14, domain.Month{Month: 12} }},
		{"không phải 200, 250tr", budget(250, 250)},
		{"20 à nhầm 200", func(*domain.Brief) {}}, // an age it was, and 200 is none
		{"bớt Facebook đi", func(b *domain.Brief) {
			b.Channels, b.ExcludeChannels = []domain.Platform{domain.TikTok}, []domain.Platform{domain.Facebook}
		}},
		{"giữ 1", func(*domain.Brief) {}},
		{"giữ 1 3 5", func(*domain.Brief) {}},
		{"giữ nguyên 10 KOC", func(*domain.Brief) {}},
		{"ngân sách -5tr", func(*domain.Brief) {}},
		{"ok bạn", func(*domain.Brief) {}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			want := known
			tt.change(&want)
			got := understand.Read(tt.text, understand.Context{Brief: known}).Apply(known)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("brief (-want +got):\n%s", diff)
			}
		})
	}
}

// What is said to come on top joins what was said before.
func TestWhatIsAddedJoinsWhatIsThere(t *testing.T) {
	everybody := func(b *domain.Brief) { b.Gender = domain.AnyGender }
	also := func(p domain.Platform) func(b *domain.Brief) {
		return func(b *domain.Brief) { b.Channels = append([]domain.Platform{domain.TikTok, domain.Facebook}, p) }
	}
	too := func(places ...domain.Location) func(b *domain.Brief) {
		return func(b *domain.Brief) { b.Locations = append([]domain.Location{"ho-chi-minh"}, places...) }
	}
	for text, change := range map[string]func(b *domain.Brief){
		"thêm nam nữa được không": everybody, "thêm nam": everybody, "thêm nam nữa": everybody, "them nam nua duoc khong": everybody,
		"thêm cả nam": everybody, "cả nam nữa": everybody, "cả nam": everybody, "thêm khách nam": everybody,
		"nam cũng được": everybody, "lấy thêm nam": everybody, "thêm đối tượng nam nữa": everybody, "cho thêm nam giới": everybody,
		"also men": everybody, "men too": everybody, "add men": everybody, "add men as well": everybody, "include male": everybody,
		"thêm 5 KOC cho nam": func(b *domain.Brief) { b.Gender, b.CreatorsCount = domain.Male, 15 },
		"thêm nữ":            func(*domain.Brief) {},
		"nam thôi":           func(b *domain.Brief) { b.Gender = domain.Male },
		"đổi sang nam":       func(b *domain.Brief) { b.Gender = domain.Male },
		"thêm YouTube nữa":   also(domain.YouTube), "cả YouTube nữa": also(domain.YouTube), "cả YouTube": also(domain.YouTube), "thêm cả youtube": also(domain.YouTube),
		"YouTube nữa": also(domain.YouTube), "youtube too": also(domain.YouTube), "also YouTube": also(domain.YouTube), "youtube cũng chạy": also(domain.YouTube),
		"add youtube as well": also(domain.YouTube), "chạy thêm youtube": also(domain.YouTube), "thêm TikTok nữa": func(*domain.Brief) {},
		"cả Hà Nội nữa": too("ha-noi"), "Hà Nội nữa": too("ha-noi"), "thêm Hà Nội với Huế nữa": too("ha-noi", "hue"), "Hanoi too": too("ha-noi"),
		"chỉ YouTube": func(b *domain.Brief) { b.Channels = []domain.Platform{domain.YouTube} },
		"không chạy Facebook nữa": func(b *domain.Brief) {
			b.Channels, b.ExcludeChannels = []domain.Platform{domain.TikTok}, []domain.Platform{domain.Facebook}
		},
		"thêm nam ở Hà Nội": func(b *domain.Brief) { everybody(b); too("ha-noi")(b) },
		"bỏ TikTok, thêm nam": func(b *domain.Brief) {
			everybody(b)
			b.Channels, b.ExcludeChannels = []domain.Platform{domain.Facebook}, []domain.Platform{domain.TikTok}
		},
	} {
		t.Run(text, func(t *testing.T) {
			want := known
			change(&want)
			got := understand.Read(text, understand.Context{Brief: known}).Apply(known)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("brief (-want +got):\n%s", diff)
			}
		})
	}
}

// What everything goes for already is not narrowed by what is added to it, and
// ages that are added span what was there.
func TestWhatIsAddedNarrowsNothing(t *testing.T) {
	open := domain.Brief{BudgetMin: 200e6, BudgetMax: 200e6, Industry: "beauty", KPI: domain.Awareness, AgeMin: 18, AgeMax: 25}
	fussy := open
	fussy.ExcludeTiers, fussy.ExcludeKinds, fussy.Gender = []domain.Tier{domain.CelebrityTier, domain.Mega}, []domain.Kind{domain.Celebrity}, domain.Female
	ages := func(lo, hi int) func(b *domain.Brief) { return func(b *domain.Brief) { b.AgeMin, b.AgeMax = lo, hi } }
	same := func(*domain.Brief) {}
	for _, test := range []struct {
		before domain.Brief
		text   string
		change func(b *domain.Brief)
	}{
		{open, "thêm cả 26-35 tuổi luôn", ages(18, 35)},
		{open, "mở rộng độ tuổi lên 30", ages(18, 30)},
		{open, "thêm cả trên 40 tuổi nữa", ages(18, 0)},
		{open, "thêm cả dưới 18 tuổi", ages(0, 25)},
		{open, "add 26-35 too", ages(18, 35)},
		{open, "đổi tuổi thành 26-35", ages(26, 35)},
		{open, "thêm celeb nữa", same},
		{open, "thêm celeb", same},
		{open, "add celebs too", same},
		{open, "chỉ lấy celeb", func(b *domain.Brief) {
			b.Tiers, b.CreatorKind = []domain.Tier{domain.CelebrityTier}, domain.Celebrity
		}},
		{open, "thêm cả nữ nữa", same},
		{open, "cả nữ nữa", same},
		{open, "cho nữ", func(b *domain.Brief) { b.Gender = domain.Female }},
		{fussy, "thêm celeb nữa", func(b *domain.Brief) { b.ExcludeTiers, b.ExcludeKinds = []domain.Tier{domain.Mega}, nil }},
		{fussy, "hạng nào cũng được", func(b *domain.Brief) { b.ExcludeTiers, b.ExcludeKinds = nil, nil }},
		{known, "thêm KOL nữa", func(b *domain.Brief) { b.CreatorKind = "" }},
		{known, "thêm celeb nữa", func(b *domain.Brief) { b.CreatorKind = "" }},
		{domain.Brief{}, "mỹ phẩm, thêm nữ 18-25 nữa, 200tr", func(b *domain.Brief) {
			*b = domain.Brief{Industry: "beauty", Gender: domain.Female, AgeMin: 18, AgeMax: 25, BudgetMin: 200e6, BudgetMax: 200e6}
		}},
	} {
		want := test.before
		test.change(&want)
		got := understand.Read(test.text, understand.Context{Brief: test.before}).Apply(test.before)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func budget(lo, hi domain.VND) func(b *domain.Brief) {
	return func(b *domain.Brief) { b.BudgetMin, b.BudgetMax = lo*1_000_000, hi*1_000_000 }
}

func TestAnAnswerIsReadAsTheQuestionAsks(t *testing.T) {
	tests := []struct {
		asked domain.Slot
		text  string
		want  domain.Brief
	}{
		{domain.SlotAge, "18-25", domain.Brief{AgeMin: 18, AgeMax: 25}},
		{domain.SlotAge, "18 25", domain.Brief{AgeMin: 18, AgeMax: 25}},
		{domain.SlotAge, "dưới 30", domain.Brief{AgeMax: 30}},
		{domain.SlotAge, "trên 25", domain.Brief{AgeMin: 25}},
		{domain.SlotGender, "nữ thôi", domain.Brief{Gender: domain.Female}},
		{domain.SlotGender, "nam", domain.Brief{Gender: domain.Male}},
		{domain.SlotGender, "cả hai", domain.Brief{Gender: domain.AnyGender}},
		{domain.SlotGender, "sao cũng được", domain.Brief{Gender: domain.AnyGender}},
		{domain.SlotLocations, "sg hn", domain.Brief{Locations: []domain.Location{"ho-chi-minh", "ha-noi"}}},
		{domain.SlotLocations, "hp, qn", domain.Brief{Locations: []domain.Location{"hai-phong", "quang-ninh"}}},
		{domain.SlotLocations, "đâu cũng được", domain.Brief{Locations: []domain.Location{domain.Nationwide}}},
		{domain.SlotIndustry, "kem", domain.Brief{Industry: "food"}},
		{domain.SlotBudget, "200tr", domain.Brief{BudgetMin: 200_000_000, BudgetMax: 200_000_000}},
		{domain.SlotBudget, "tối đa 50 củ", domain.Brief{BudgetMax: 50_000_000}},
		{domain.SlotBudget, "50000000", domain.Brief{BudgetMin: 50_000_000, BudgetMax: 50_000_000}},
		{domain.SlotKPI, "500k view", domain.Brief{KPI: domain.Views, KPITarget: 500_000, KPIUnit: domain.UnitViews}},
		{domain.SlotKPI, "bán hàng", domain.Brief{KPI: domain.Conversion}},
		{domain.SlotKPI, "đơn", domain.Brief{KPI: domain.Conversion}},
		{domain.SlotChannels, "tiktok vs fb", domain.Brief{Channels: []domain.Platform{domain.TikTok, domain.Facebook}}},
		{domain.SlotChannels, "face", domain.Brief{Channels: []domain.Platform{domain.Facebook}}},
		{domain.SlotCount, "10", domain.Brief{CreatorsCount: 10}},
		{domain.SlotCount, "năm người", domain.Brief{CreatorsCount: 5}},
		{domain.SlotTiers, "tầm trung", domain.Brief{Tiers: []domain.Tier{domain.Mid}}},
		{domain.SlotTime, "2 tuần", domain.Brief{DurationDays: 14}},
		{domain.SlotTime, "tháng 12", domain.Brief{Month: domain.Month{Month: 12}}},
		{domain.SlotTime, "12", domain.Brief{Month: domain.Month{Month: 12}}},
		{domain.SlotBudget, "2 cái đầu", domain.Brief{}},
	}
	for _, tt := range tests {
		t.Run(string(tt.asked)+" "+tt.text, func(t *testing.T) {
			got := understand.Read(tt.text, understand.Context{Asked: tt.asked})
			if diff := cmp.Diff(tt.want, got.Brief, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("brief (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsNotNeededIsCleared(t *testing.T) {
	tests := []struct {
		asked domain.Slot
		text  string
	}{
		{domain.SlotBudget, "chưa biết"}, {domain.SlotKPI, "bỏ qua"}, {domain.SlotChannels, "kênh nào cũng được"},
		{domain.SlotTiers, "sao cũng được"}, {domain.SlotAge, "tuổi nào cũng được"}, {domain.SlotCount, "chua biet nua"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got := understand.Read(tt.text, understand.Context{Asked: tt.asked})
			if diff := cmp.Diff([]domain.Slot{tt.asked}, got.Cleared); diff != "" {
				t.Errorf("cleared (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsUnclearIsAsked(t *testing.T) {
	million := func(list ...domain.VND) (briefs []domain.Brief) {
		for _, v := range list {
			briefs = append(briefs, domain.Brief{BudgetMin: v * 1e6, BudgetMax: v * 1e6})
		}
		return briefs
	}
	thousand := func(v domain.VND) domain.Brief { return domain.Brief{BudgetMin: v * 1e3, BudgetMax: v * 1e3} }
	tests := []struct {
		asked domain.Slot
		text  string
		slot  domain.Slot
		want  []domain.Brief
	}{
		{domain.SlotBudget, "200", domain.SlotBudget, append(million(200), thousand(200))},
		{"", "ngân sách 200", domain.SlotBudget, append(million(200), thousand(200))},
		{domain.SlotBudget, "2", domain.SlotBudget, million(2, 2000)},
		{"", "ngân sách 200tr, budget 300tr", domain.SlotBudget, million(200, 300)},
		{domain.SlotBudget, "vài chục triệu", domain.SlotBudget, []domain.Brief{
			{BudgetMin: 20e6, BudgetMax: 30e6}, {BudgetMin: 30e6, BudgetMax: 50e6}, {BudgetMin: 50e6, BudgetMax: 90e6},
		}},
		{"", "khách ở đn", domain.SlotLocations, []domain.Brief{{Locations: []domain.Location{"da-nang"}}, {Locations: []domain.Location{"dong-nai"}}}},
		{domain.SlotKPI, "500k", domain.SlotKPI, []domain.Brief{
			{KPI: domain.Awareness, KPITarget: 500e3, KPIUnit: domain.UnitReach}, {KPI: domain.Views, KPITarget: 500e3, KPIUnit: domain.UnitViews},
			{KPI: domain.Engagement, KPITarget: 500e3, KPIUnit: domain.UnitEngagements}, {KPI: domain.Conversion, KPITarget: 500e3, KPIUnit: domain.UnitOrders},
		}},
		{"", "mỹ phẩm, 200, tiktok, 300k view", domain.SlotBudget, append(million(200), thousand(200))},
		{"", "100tr hoặc 150tr", domain.SlotBudget, million(100, 150)},
		{"", "ngân sách 100 hay 150 triệu", domain.SlotBudget, million(100, 150)},
		{"", "ngân sách 5 xị", domain.SlotBudget, []domain.Brief{thousand(500), thousand(50)}},
		{"", "20 cành", domain.SlotBudget, append(million(2), thousand(20))},
		{domain.SlotBudget, "2 vé", domain.SlotBudget, []domain.Brief{thousand(5200)}},
		{"", "kpi 200", domain.SlotKPI, []domain.Brief{
			{KPI: domain.Awareness, KPITarget: 200, KPIUnit: domain.UnitReach}, {KPI: domain.Views, KPITarget: 200, KPIUnit: domain.UnitViews},
			{KPI: domain.Engagement, KPITarget: 200, KPIUnit: domain.UnitEngagements}, {KPI: domain.Conversion, KPITarget: 200, KPIUnit: domain.UnitOrders},
		}},
		{domain.SlotAge, "sinh viên", domain.SlotAge, []domain.Brief{{AgeMin: 18, AgeMax: 24}, {AgeMin: 18, AgeMax: 22}}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got := understand.Read(tt.text, understand.Context{Asked: tt.asked})
			if len(got.Questions) != 1 || got.Questions[0].Slot != tt.slot || got.Brief.Has(tt.slot) {
				t.Fatalf("reading = %+v; want one question about %s", got, tt.slot)
			}
			if diff := cmp.Diff(tt.want, got.Questions[0].Options, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("options (-want +got):\n%s", diff)
			}
		})
	}
}

// "chọn influencer" names the act; with a product it names whom to choose.
func TestTheActOfChoosingIsNoKind(t *testing.T) {
	for text, want := range map[string]domain.Kind{
		"chọn influencer": "", "tìm KOL giúp mình": "", "chọn influencer cho mỹ phẩm": domain.Influencer, "cần KOC": domain.KOC, "tìm 5 KOL": domain.KOL,
	} {
		if got := understand.Read(text, understand.Context{}).Brief.CreatorKind; got != want {
			t.Errorf("Read(%q) wants %q, want %q", text, got, want)
		}
	}
}

// "liên quan" is one mark away from the game "Liên Quân".
func TestBeingRelevantIsNoGame(t *testing.T) {
	for text, want := range map[string]domain.Industry{
		"tăng độ liên quan": "", "do lien quan 50%": "", "những người liên quan": "", "Liên Quân Mobile": "gaming", "lien quan mobile": "gaming",
	} {
		if got := understand.Read(text, understand.Context{}).Brief.Industry; got != want {
			t.Errorf("Read(%q) is for %q, want %q", text, got, want)
		}
	}
}

func TestTheWordsHeardAreThoseOfTheText(t *testing.T) {
	got := understand.Read("Mỹ phẩm cho nữ 18–25 ở TP.HCM, ngân sách dưới 200tr, cần 500k reach, chạy TikTok và IG", understand.Context{})
	want := []domain.Heard{
		{Slot: domain.SlotIndustry, Words: "Mỹ phẩm"}, {Slot: domain.SlotGender, Words: "nữ"}, {Slot: domain.SlotAge, Words: "18–25"},
		{Slot: domain.SlotLocations, Words: "TP.HCM"}, {Slot: domain.SlotBudget, Words: "ngân sách dưới 200tr"},
		{Slot: domain.SlotKPI, Words: "500k reach"}, {Slot: domain.SlotChannels, Words: "TikTok, IG"},
	}
	if diff := cmp.Diff(want, got.Heard); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
}

func TestIntent(t *testing.T) {
	tests := map[understand.Intent][]string{
		understand.IntentBrief: {
			"mỹ phẩm cho nữ 18-25, 200tr, tiktok", "cho e hỏi 200tr chạy dc 3tr reach hok, ngành sữa", "không lấy celeb", "bỏ TikTok", "Hà Nội",
			"Brief\n- Ngành: mỹ phẩm\n- Ngân sách: 200tr\n- Kênh: TikTok", "thêm Hải Phòng nhé",
		},
		understand.IntentList: {
			"Linh beauty tiktok 120k fl, báo giá 8tr/video",
			"1. @linhxinh - IG - 45k follow - 3tr/bài\n2. @bepnhamo tiktok 1,2M fl 15tr/video",
			"https://www.tiktok.com/@abc 200k follower\nhttps://www.tiktok.com/@xyz 90k follower",
		},
		understand.IntentQuestion: {"KOC là gì?", "KOL với KOC khác nhau sao ạ", "reach với view khác gì nhau", "TikTok hay Facebook hiệu quả hơn?", "giá booking micro bao nhiêu", "What is CPM?"},
		understand.IntentCreator:  {"em muốn làm tiktoker về đồ ăn, chưa có follow nào", "how do I become an influencer?", "mình là KOC muốn nhận booking"},
		understand.IntentGreeting: {"chào bạn", "hi shop", "alo ad oi", "Hello there", "xin chào ạ"},
		understand.IntentHelp:     {"giúp mình với", "e cần tư vấn ạ", "bot này dùng sao", "help", "hướng dẫn"},
		understand.IntentCancel:   {"huỷ", "hủy đi", "bắt đầu lại", "start over", "cancel"},
		understand.IntentBack:     {"quay lại", "back", "quay lai di ban"},
		understand.IntentYes:      {"ok", "đúng rồi", "ừ", "oke bạn", "yes", "okkk"},
		understand.IntentNo:       {"không", "ko", "sai rồi", "chưa đúng", "no"},
		understand.IntentNext:     {"tiếp tục", "xem tiếp", "next", "ok tiếp đi"},
		understand.IntentUnknown:  {"", "👍", "asdkjh qwe", "trời hôm nay đẹp ghê", "2 cái đầu"},
	}
	for want, texts := range tests {
		for _, text := range texts {
			if got := understand.IntentOf(text, understand.Context{}); got != want {
				t.Errorf("IntentOf(%q) = %s, want %s", text, got, want)
			}
		}
	}
}

// Messages as people send them outside the flow.
func TestIntentsOfOwnMessages(t *testing.T) {
	for _, row := range labelled(t, "testdata/intents.jsonl") {
		if got := understand.IntentOf(row.Text, understand.Context{}); got != row.Intent {
			t.Errorf("IntentOf(%q) = %s, want %s", row.Text, got, row.Intent)
		}
	}
}

func TestAmounts(t *testing.T) {
	one := func(v float64, scaled bool) understand.Amount {
		return understand.Amount{Min: v, Max: v, HasMin: true, HasMax: true, Scaled: scaled}
	}
	text := "Linh beauty 120k fl, báo giá 8tr/video, 1tr5 1 story, gọi 0909 123 456"
	var got []understand.Amount
	var words []string
	for _, a := range understand.Amounts(text) {
		words = append(words, text[a.Start:a.End])
		a.Start, a.End = 0, 0
		got = append(got, a)
	}
	want := []understand.Amount{one(120e3, true), one(8e6, true), one(1.5e6, true), one(1, false)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("amounts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"120k", "8tr", "1tr5", "1"}, words); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

// The ages of a group are asked where the text states none, and never assumed.
func TestTheAgesOfAGroupAreAsked(t *testing.T) {
	for _, test := range []struct {
		text, words string
		first       domain.Brief
	}{
		{"serum cho gen Z, 100tr", "gen Z", domain.Brief{AgeMin: 17, AgeMax: 29}},
		{"trà sữa, thế hệ Z, 50tr", "thế hệ Z", domain.Brief{AgeMin: 17, AgeMax: 29}},
		{"khoá IELTS cho học sinh cấp 3, 80tr", "học sinh cấp 3", domain.Brief{AgeMin: 15, AgeMax: 18}},
		{"laptop cho sinh viên 300tr", "sinh viên", domain.Brief{AgeMin: 18, AgeMax: 22}},
		{"cà phê cho dân văn phòng ở SG", "dân văn phòng", domain.Brief{AgeMin: 25, AgeMax: 34}},
		{"serum cho gen z 18-24, 100tr", "", domain.Brief{}},
		{"nội thất văn phòng 100tr", "", domain.Brief{}},
		{"trường có 1.200 học sinh, 90tr", "", domain.Brief{}},
		{"mỹ phẩm 100tr, không phải gen z", "", domain.Brief{}},
		{"sinh viên", "", domain.Brief{}},
		{"gen z là gì", "", domain.Brief{}},
	} {
		r := understand.Read(test.text, understand.Context{})
		var got understand.Question
		for _, q := range r.Questions {
			if q.Slot == domain.SlotAge {
				got = q
			}
		}
		if got.Words != test.words || len(got.Options) > 0 && !cmp.Equal(got.Options[0], test.first) {
			t.Errorf("%q asks %q %+v", test.text, got.Words, got.Options)
		}
	}
	later := understand.Read("gen z", understand.Context{Asked: domain.SlotAge, Year: 2030})
	if len(later.Questions) != 1 || later.Questions[0].Options[0].AgeMin != 21 {
		t.Errorf("%+v", later)
	}
}
