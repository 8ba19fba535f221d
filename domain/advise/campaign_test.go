package advise_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

func channelNames(list []advise.ChannelAdvice) (all, recommended []domain.Platform) {
	for _, c := range list {
		all = append(all, c.Platform)
		if c.Recommended {
			recommended = append(recommended, c.Platform)
		}
	}
	return all, recommended
}

func TestChannelsRankAllThatTheBriefAllows(t *testing.T) {
	b := beautyBrief
	list, recommended := channelNames(advise.Channels(b, nil))
	if len(list) != len(domain.Platforms) || list[0] != domain.TikTok || !slices.Contains(recommended, domain.TikTok) {
		t.Errorf("channels %v, recommended %v", list, recommended)
	}
	if slices.Contains(recommended, domain.LinkedIn) {
		t.Error("LinkedIn is recommended for cosmetics")
	}
	b.ExcludeChannels = []domain.Platform{domain.TikTok}
	if list, _ := channelNames(advise.Channels(b, nil)); slices.Contains(list, domain.TikTok) {
		t.Errorf("an excluded channel is in %v", list)
	}
	b.ExcludeChannels, b.Channels = nil, []domain.Platform{domain.Threads}
	if list, recommended := channelNames(advise.Channels(b, nil)); list[0] != domain.Threads || !slices.Equal(recommended, b.Channels) {
		t.Errorf("the channel asked for is not first: %v, recommended %v", list, recommended)
	}
}

func TestChannelsWithoutAnybodyAreNotRecommended(t *testing.T) {
	roster := domain.NewRoster("", 0, []domain.Account{creator("a", func(a *domain.Account) { a.Platform = domain.YouTube })})
	if _, recommended := channelNames(advise.Channels(beautyBrief, roster)); slices.Contains(recommended, domain.TikTok) {
		t.Errorf("recommended %v, but the list has people on YouTube alone", recommended)
	}
}

func TestChannelsSayWhatTheBudgetBuys(t *testing.T) {
	text := func(r *domain.Roster) string {
		for _, c := range advise.Channels(beautyBrief, r) {
			if c.Platform == domain.TikTok {
				return told(c.Reasons)
			}
		}
		return ""
	}
	for _, want := range []string{
		"Tệp quảng cáo 76,1 triệu người lớn ở Việt Nam, bằng 74,8% dân số.",
		"200 triệu mua được khoảng 5–8 video ngắn hạng macro, hoặc 22–37 hạng micro (ước tính theo bảng giá chung).",
	} {
		if got := text(nil); !strings.Contains(got, want) {
			t.Errorf("not said: %q in\n%s", want, got)
		}
	}
	quotes := func(followers int64, prices ...domain.VND) (list []domain.Account) {
		for i, price := range prices {
			list = append(list, creator(fmt.Sprint(followers, i), func(a *domain.Account) {
				a.Followers, a.Prices[domain.ShortVideo] = domain.Known(followers), price
			}))
		}
		return list
	}
	macro := quotes(300_000, 18e6, 19e6, 20e6, 21e6, 22e6)
	micro := quotes(20_000, 3e6, 3e6, 4e6, 4e6, 6e6)
	few := quotes(3_000_000, 40e6, 50e6)
	cases := map[string]struct {
		list []domain.Account
		want string
	}{
		"by the quotes of each tier, its outliers apart": {slices.Concat(macro, micro, few),
			"200 triệu mua được khoảng 9–11 video ngắn hạng macro, hoặc 41–59 hạng micro (theo 10 báo giá trong danh sách)."},
		"of one tier alone": {macro, "200 triệu mua được khoảng 9–11 video ngắn hạng macro (theo 5 báo giá trong danh sách)."},
		"one slip of the keyboard among ten": {quotes(300_000, 200, 18e6, 19e6, 20e6, 20e6, 20e6, 20e6, 21e6, 22e6, 9e9),
			"200 triệu mua được khoảng 10 video ngắn hạng macro (theo 10 báo giá trong danh sách)."},
		"too few quotes": {few, "5–8 video ngắn hạng macro, hoặc 22–37 hạng micro (ước tính theo bảng giá chung)."},
		"dearer than the budget": {quotes(3_000_000, 300e6, 300e6, 400e6, 400e6, 350e6),
			"200 triệu chưa đủ một video ngắn hạng mega, thường khoảng 350 triệu (theo 5 báo giá trong danh sách)."},
	}
	for name, c := range cases {
		if got := text(domain.NewRoster("", 0, c.list)); !strings.Contains(got, c.want) {
			t.Errorf("%s: not said: %q in\n%s", name, c.want, got)
		}
	}
	for i := range macro {
		macro[i].Sample = true
	}
	if got := text(domain.NewRoster("", 0, macro)); strings.Contains(got, "báo giá trong danh sách") {
		t.Errorf("prices of people who do not exist are told as the market's:\n%s", got)
	}
}

func TestChannelsWithoutPublicFiguresSaySo(t *testing.T) {
	for _, c := range advise.Channels(domain.Brief{}, nil) {
		want := slices.Contains([]domain.Platform{domain.Threads, domain.Zalo, domain.X, domain.LinkedIn}, c.Platform)
		if c.NoData != want || want && !strings.Contains(told(c.Reasons), "Chưa có số liệu công khai về creator") {
			t.Errorf("%s: no data %v\n%s", c.Platform, c.NoData, told(c.Reasons))
		}
	}
}

func TestATinyBudgetDropsDearChannels(t *testing.T) {
	b := domain.Brief{BudgetMax: 1_000_000, KPI: domain.Awareness}
	var tiktok, youtube advise.ChannelAdvice
	for _, c := range advise.Channels(b, nil) {
		switch c.Platform {
		case domain.TikTok:
			tiktok = c
		case domain.YouTube:
			youtube = c
		}
	}
	if youtube.Recommended || youtube.Fit >= tiktok.Fit/2 || !strings.Contains(told(youtube.Reasons), "1 triệu chưa đủ một video dài hạng nano") {
		t.Errorf("YouTube at a million: %+v\n%s", youtube.Fit, told(youtube.Reasons))
	}
}

func TestFeasibleWeighsTheTargetAgainstTheMarket(t *testing.T) {
	cases := []struct {
		name    string
		brief   domain.Brief
		verdict advise.Verdict
		text    string // its beginning
	}{
		{"within reach", domain.Brief{BudgetMax: 200e6, KPI: domain.Views, KPITarget: 200_000, KPIUnit: domain.UnitViews}, advise.Likely, "Khả thi: với 200 triệu"},
		{"a stretch", domain.Brief{BudgetMax: 200e6, KPI: domain.Views, KPITarget: 800_000, KPIUnit: domain.UnitViews}, advise.Hard, "Hơi khó: với 200 triệu"},
		{"out of reach", domain.Brief{BudgetMax: 10e6, KPI: domain.Awareness, KPITarget: 500_000, KPIUnit: domain.UnitReach}, advise.Unlikely, "Khó đạt: với 10 triệu"},
		{"no target", domain.Brief{BudgetMin: 50e6, KPI: domain.Engagement}, "", "Với 50 triệu thường được"},
		{"no budget", domain.Brief{KPI: domain.Views}, "", "Chưa có ngân sách"},
		{"no KPI", domain.Brief{BudgetMax: 50e6}, "", "Chưa có KPI"},
		{"orders", domain.Brief{BudgetMax: 50e6, KPI: domain.Conversion, KPITarget: 500, KPIUnit: domain.UnitOrders}, "", "Chưa có số liệu công khai đủ tin để ước tính đơn"},
		{"on Zalo", domain.Brief{BudgetMax: 50e6, KPI: domain.Awareness, Channels: []domain.Platform{domain.Zalo}}, "", "Chưa có số liệu công khai"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := advise.Feasible(c.brief)
			text := wording.Render(wording.Vietnamese, f.Text)
			if f.Verdict != c.verdict || !strings.HasPrefix(text, c.text) {
				t.Errorf("%q: %q", f.Verdict, text)
			}
			if f.Known && (f.Source.Title == "" || f.Source.Date == "" || f.Platform == "" || f.Tier == "") {
				t.Errorf("without source, channel or tier: %+v", f)
			}
		})
	}
}

func TestFeasibleReckonsWithTheMarketTable(t *testing.T) {
	f := advise.Feasible(domain.Brief{BudgetMax: 569_000, KPI: domain.Views, Tiers: []domain.Tier{domain.Macro}, KPITarget: 1_000, KPIUnit: domain.UnitViews})
	// The facts put 1,000 views by macro creators at 569,000 đồng, a third to
	// three times that.
	if r := f.Result; math.Abs(r.P50-1_000) > 2 || math.Abs(r.P90/r.P50-3) > 0.01 || math.Abs(f.Needed.P50-569_000) > 1_000 {
		t.Errorf("%+v", f)
	}
}

// booked books each of people for one deliverable.
func booked(people []advise.Candidate) []advise.Booking {
	out := make([]advise.Booking, len(people))
	for i, c := range people {
		out[i] = advise.Booking{Candidate: c, Quantity: 1}
	}
	return out
}

func TestTotalAddsQuotesExactly(t *testing.T) {
	b := domain.Brief{BudgetMax: 20_000_000}
	list := []domain.Account{
		creator("a", func(a *domain.Account) { a.Prices[domain.ShortVideo] = 13_825_209 }),
		creator("b", func(a *domain.Account) { a.Prices[domain.ShortVideo] = 7_000_001 }),
	}
	s := advise.Total(b, booked(all(b, list)))
	if s.Estimates+s.Unpriced > 0 || s.Quoted != 20_825_210 || s.Cost.P10 != 20_825_210 || s.Cost.P90 != 20_825_210 || s.Left != -825_210 {
		t.Errorf("%+v", s)
	}
	list = append(list, creator("c", func(a *domain.Account) { a.Prices = nil }),
		creator("d", func(a *domain.Account) { a.Prices, a.Platform = nil, domain.Threads }))
	s = advise.Total(b, booked(all(b, list)))
	if s.Quotes != 2 || s.Estimates != 1 || s.Unpriced != 1 || s.Cost.P10 <= 20_825_210 || s.Cost.P90 <= s.Cost.P10 {
		t.Errorf("%+v", s)
	}
	if none := advise.Total(b, nil); none.Count != 0 || none.Cost.P90 != 0 || none.Left != 20_000_000 {
		t.Errorf("of nobody: %+v", none)
	}
}

func TestTotalCountsPeopleOnce(t *testing.T) {
	big := func(id string) domain.Account {
		return creator(id, func(a *domain.Account) { a.Views = domain.Known[int64](40_000_000) })
	}
	two := advise.Total(domain.Brief{}, booked(all(domain.Brief{}, []domain.Account{big("a"), big("b")})))
	each := all(domain.Brief{}, []domain.Account{big("a")})[0].Forecast.Reach.P50
	if two.Reach.P50 >= 2*each || two.Reach.P50 <= each || two.Reach.P90 > 76_100_000 {
		t.Errorf("two reach %.0f together, one %.0f alone", two.Reach.P50, each)
	}
	// The interval of a sum is narrower than the sum of the intervals.
	ten := make([]domain.Account, 10)
	for i := range ten {
		ten[i] = creator(string(rune('a' + i)))
	}
	sum := advise.Total(domain.Brief{}, booked(all(domain.Brief{}, ten)))
	one := all(domain.Brief{}, ten[:1])[0].Forecast.Views
	if sum.Views.P90/sum.Views.P10 >= one.P90/one.P10 || sum.Views.P50 < 10*one.P50 || sum.ViewsFrom != 10 {
		t.Errorf("ten bring %+v, one %+v", sum.Views, one)
	}
}

func TestFeasibleFromAListRestsOnItsQuotes(t *testing.T) {
	b := domain.Brief{BudgetMax: 100e6, KPI: domain.Views, KPITarget: 1_000_000, KPIUnit: domain.UnitViews}
	var list []domain.Account
	for i := range 20 { // 50 to 240 đồng a view
		list = append(list, creator(string(rune('a'+i)), func(a *domain.Account) {
			a.Views, a.Prices[domain.ShortVideo] = domain.Known[int64](100_000), domain.VND(5_000_000+i*1_000_000)
		}))
	}
	f := advise.FeasibleFrom(b, domain.NewRoster("", 0, list))
	if !f.Known || f.Accounts != 20 || f.Verdict != advise.Hard || math.Round(f.Result.P50) != 666_667 || math.Round(f.Needed.P50) != 150_000_000 {
		t.Errorf("%+v", f)
	}
	want := "Hơi khó: với 100 triệu thường được 450 nghìn – 1,4 triệu lượt xem; 1 triệu thường cần 70–220 triệu (theo báo giá và lượt xem của 20 người trong danh sách)."
	if got := wording.Render(wording.Vietnamese, f.Text); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if few := advise.FeasibleFrom(b, domain.NewRoster("", 0, list[:5])); few.Accounts != 0 || few.Platform != domain.TikTok {
		t.Errorf("five people are taken for a market: %+v", few)
	}
}

func TestBarterIsNotFree(t *testing.T) {
	value := func(price domain.VND, views int64) float64 {
		return criterion(t, one(t, domain.Brief{}, creator("a", func(a *domain.Account) {
			a.Prices[domain.ShortVideo], a.Views = price, domain.Known(views)
		})), domain.Value).Score
	}
	if unseen, seen := value(0, 560), value(5_000_000, 50_000); unseen >= seen {
		t.Errorf("a free video seen 560 times scores %v, one that is seen for 100 đ a view %v", unseen, seen)
	}
	if free, cheap := value(0, 15_000), value(900_000, 15_000); free <= cheap {
		t.Errorf("free scores %v, 900.000 đ %v", free, cheap)
	}
	c := one(t, domain.Brief{}, creator("a", func(a *domain.Account) { a.Prices[domain.ShortVideo] = 0 }))
	want := "Nhận sản phẩm thay phí; mình tính như 600.000 đ (mức kênh nhỏ nhất hay nhận), khoảng 40 đ mỗi lượt xem."
	if got := told(criterion(t, c, domain.Value).Reasons); !strings.Contains(got, want) {
		t.Errorf("not said: %q in\n%s", want, got)
	}
}

func TestTheFigurePeopleLookForComesFirst(t *testing.T) {
	c := one(t, beautyBrief, creator("a", func(a *domain.Account) {
		a.SponsoredShare, a.Followers90dAgo = domain.Known[domain.Rate](0.14), domain.Known[int64](100_000)
	}))
	reasons := criterion(t, c, domain.Persuasiveness).Reasons
	if !strings.HasPrefix(told(reasons[:1]), "Tương tác") {
		t.Errorf("first comes %q", told(reasons[:1]))
	}
	if !strings.Contains(told(reasons), "Số follow gần như không đổi trong 90 ngày.") {
		t.Errorf("no change is told as\n%s", told(reasons))
	}
}

func TestEntertainersAreNotCloseToEveryField(t *testing.T) {
	c := one(t, domain.Brief{Industry: "finance"}, creator("a", func(a *domain.Account) { a.Categories = []domain.Industry{"entertainment"} }))
	if got := told(criterion(t, c, domain.Relevance).Reasons); !strings.Contains(got, "không riêng về tài chính") {
		t.Errorf("an entertainer for finance:\n%s", got)
	}
}
