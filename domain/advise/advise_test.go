package advise_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

var listed = domain.Source{Title: "danh-sach.csv", Date: "2026-11-20"}

// creator is an ordinary TikTok account about beauty: 100,000 followers, 15,000
// views, 6% engagement by views, 5 million a video.
func creator(id string, change ...func(a *domain.Account)) domain.Account {
	a := domain.Account{
		Creator: id, Name: "Người " + id, Platform: domain.TikTok, Source: listed,
		Followers: domain.Known[int64](100_000), Views: domain.Known[int64](15_000),
		Engagement: domain.Known[domain.Rate](0.06), EngagementBasis: domain.ByViews,
		Categories: []domain.Industry{"beauty"},
		Prices:     map[domain.Deliverable]domain.VND{domain.ShortVideo: 5_000_000},
	}
	for _, f := range change {
		f(&a)
	}
	return a
}

// one ranks a single account for a brief.
func one(t *testing.T, b domain.Brief, a domain.Account) advise.Candidate {
	t.Helper()
	c, ok := advise.Rank(b, nil, []domain.Account{a}, today).Find(a.Key())
	if !ok {
		t.Fatalf("%s is ruled out", a.Creator)
	}
	return c
}

// criterion returns one contribution of a candidate.
func criterion(t *testing.T, c advise.Candidate, of domain.Criterion) advise.Contribution {
	t.Helper()
	for _, x := range c.Contributions {
		if x.Criterion == of {
			return x
		}
	}
	t.Fatalf("no %s", of)
	return advise.Contribution{}
}

// told renders reasons, one a line.
func told(reasons []advise.Reason) string {
	var lines []string
	for _, r := range reasons {
		lines = append(lines, wording.Render(wording.Vietnamese, r.Text))
	}
	return strings.Join(lines, "\n")
}

func TestWeightsOfEveryKPIAddUpToOne(t *testing.T) {
	for _, k := range append([]domain.KPI{"", "unheard-of"}, domain.KPIs...) {
		if err := advise.WeightsFor(k).Validate(); err != nil {
			t.Errorf("%s: %v", k, err)
		}
	}
	bad := []domain.Weights{{}, {Reach: 1, Value: 0.1}, {Reach: 1.5, Value: -0.5}, {Reach: math.NaN(), Value: 1}}
	for _, w := range bad {
		if domain.ErrorCode(w.Validate()) != domain.Invalid {
			t.Errorf("%+v is taken for weights", w)
		}
	}
}

func TestTheKPIDecidesWhatCounts(t *testing.T) {
	list := []domain.Account{
		creator("wide", func(a *domain.Account) {
			a.Views, a.Engagement = domain.Known[int64](400_000), domain.Known[domain.Rate](0.02)
			a.Prices[domain.ShortVideo] = 40_000_000
		}),
		creator("close", func(a *domain.Account) { a.Engagement = domain.Known[domain.Rate](0.16) }),
	}
	for kpi, want := range map[domain.KPI]string{domain.Awareness: "wide", domain.Conversion: "close"} {
		top := advise.Rank(domain.Brief{KPI: kpi, Industry: "beauty"}, nil, list, today).Page(0, 1)
		if got := top[0].Account.Creator; got != want {
			t.Errorf("first for %s is %s, want %s", kpi, got, want)
		}
	}
	only := advise.Options{Weights: domain.Weights{Persuasiveness: 1}}
	if top := advise.Rank(domain.Brief{KPI: domain.Awareness}, nil, list, only).Page(0, 1); top[0].Account.Creator != "close" {
		t.Error("weights of one's own are not obeyed")
	}
}

func TestHardWishesRuleOutWithAReason(t *testing.T) {
	star := func(a *domain.Account) { a.Kind = domain.Celebrity }
	koc := func(a *domain.Account) { a.Kind = domain.KOC }
	cases := []struct {
		name   string
		brief  domain.Brief
		change func(a *domain.Account)
		reason string // "": stays
	}{
		{"an excluded channel", domain.Brief{ExcludeChannels: []domain.Platform{domain.TikTok}}, star, "Brief không lấy TikTok."},
		{"another channel than chosen", domain.Brief{Channels: []domain.Platform{domain.YouTube}}, star, "Ở TikTok, ngoài các kênh đã chọn."},
		{"another tier", domain.Brief{Tiers: []domain.Tier{domain.Nano, domain.Mega}}, koc, "Không thuộc hạng cần chọn (nano và mega)."},
		{"mid overlaps macro", domain.Brief{Tiers: []domain.Tier{domain.Mid}}, koc, ""},
		{"an unknown size", domain.Brief{Tiers: []domain.Tier{domain.Nano}}, func(a *domain.Account) { a.Followers = domain.Figure[int64]{} }, ""},
		{"no stars", domain.Brief{ExcludeKinds: []domain.Kind{domain.Celebrity}}, star, "Brief không lấy celeb."},
		{"no stars, by tier", domain.Brief{ExcludeTiers: []domain.Tier{domain.CelebrityTier}}, star, "Thuộc hạng không lấy (celeb)."},
		{"no stars leaves the unknown", domain.Brief{ExcludeKinds: []domain.Kind{domain.Celebrity}}, func(*domain.Account) {}, ""},
		{"a KOC where a KOL is asked", domain.Brief{CreatorKind: domain.KOL}, koc, "Là KOC, brief cần KOL."},
		{"anybody is an influencer", domain.Brief{CreatorKind: domain.Influencer}, koc, ""},
		{"dearer than everything there is", domain.Brief{BudgetMax: 4_000_000}, koc, "Báo giá 5 triệu, cao hơn cả ngân sách 4 triệu."},
		{"living elsewhere", domain.Brief{Locations: []domain.Location{"ha-noi"}}, func(a *domain.Account) { a.Location = "ca-mau" }, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := advise.Rank(c.brief, nil, []domain.Account{creator("a", c.change)}, today)
			got := ""
			for e := range r.Excluded() {
				got = wording.Render(wording.Vietnamese, e.Reason)
			}
			if got != c.reason {
				t.Errorf("reason %q, want %q", got, c.reason)
			}
		})
	}
}

func TestReasonsTellTheFiguresWithTheirSources(t *testing.T) {
	b := domain.Brief{Industry: "beauty", Gender: domain.Female, AgeMin: 18, AgeMax: 24, KPI: domain.Awareness}
	c := one(t, b, creator("a", func(a *domain.Account) {
		a.AudienceFemale = domain.Known[domain.Rate](0.8)
		a.Sources = map[domain.Field]domain.Source{domain.FieldPrice: {Title: "bao-gia.xlsx", Date: "2026-11-22"}}
	}))
	wants := map[domain.Criterion]string{
		domain.Reach: "Mỗi video ngắn thường được xem 15 nghìn lượt.",
		domain.Relevance: "Chuyên về mỹ phẩm & làm đẹp.\n80% người xem là nữ (mặt bằng chung 51%).\n" +
			"TikTok hợp KPI nhận diện (reach) 5/5 điểm, mình chấm theo các nguồn công khai.\nChưa có độ tuổi người xem, nên tính như mức chung và giảm độ chắc chắn.",
		domain.Value: "Báo giá 5 triệu/video ngắn, khoảng 333 đ mỗi lượt xem; mức quốc tế hay trả là 78–650 đ.",
	}
	for of, want := range wants {
		if got := told(criterion(t, c, of).Reasons); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", of, got, want)
		}
	}
	price := criterion(t, c, domain.Value).Reasons[0].Source
	if want := "bao-gia.xlsx; danh-sach.csv; Influencer Hero, influencer CPM; Awisee, influencer marketing CPM 2025"; price.Title != want || price.Date != "2026-11-22; 2026-11-20; c. 2024; 2025" {
		t.Errorf("the price is from %+v, want %s", price, want)
	}
	if c.Price.Source.Title != "bao-gia.xlsx" || !c.Price.Quoted {
		t.Errorf("price %+v", c.Price)
	}
}

func TestEngagementIsHeldAgainstItsOwnBasis(t *testing.T) {
	rate := func(r domain.Rate, basis domain.Basis) func(a *domain.Account) {
		return func(a *domain.Account) { a.Engagement, a.EngagementBasis = domain.Known(r), basis }
	}
	score := func(r domain.Rate, basis domain.Basis) float64 {
		return criterion(t, one(t, domain.Brief{}, creator("a", rate(r, basis))), domain.Persuasiveness).Score
	}
	if byViews, byFollowers := score(0.03, domain.ByViews), score(0.03, domain.ByFollowers); byViews >= 50 || byFollowers <= 50 {
		t.Errorf("3%% is weak by views and strong by followers; scores %v and %v", byViews, byFollowers)
	}
	unstated := one(t, domain.Brief{}, creator("a", rate(0.09, "")))
	if got := told(criterion(t, unstated, domain.Persuasiveness).Reasons); !strings.Contains(got, "Nguồn không ghi tính trên gì; mình hiểu là trên lượt xem, như TikTok thường tính.") {
		t.Errorf("an assumed basis is not named:\n%s", got)
	}
	stated := one(t, domain.Brief{}, creator("a", rate(0.09, domain.ByViews)))
	if unstated.Confidence >= stated.Confidence {
		t.Errorf("confidence %v with an assumed basis, %v with a stated one", unstated.Confidence, stated.Confidence)
	}
}

func TestUnknownIsNotZero(t *testing.T) {
	poor := creator("poor", func(a *domain.Account) { a.Engagement = domain.Known[domain.Rate](0.001) })
	silent := creator("silent", func(a *domain.Account) { a.Engagement, a.Prices = domain.Figure[domain.Rate]{}, nil })
	got, worse := one(t, domain.Brief{}, silent), one(t, domain.Brief{}, poor)
	if x, y := criterion(t, got, domain.Persuasiveness).Score, criterion(t, worse, domain.Persuasiveness).Score; x <= y {
		t.Errorf("unknown engagement scores %v, hardly any %v", x, y)
	}
	if got.Confidence >= worse.Confidence {
		t.Errorf("confidence %v without figures, %v with", got.Confidence, worse.Confidence)
	}
	want := "Chưa có tỷ lệ tương tác và báo giá; hỏi trước khi chốt."
	if text, ok := risk(got, "missing-figures"); !ok || text != want {
		t.Errorf("risk %q, want %q", text, want)
	}
}

func TestFocusCountsMoreThanManySubjects(t *testing.T) {
	about := func(list ...domain.Industry) func(a *domain.Account) {
		return func(a *domain.Account) { a.Categories = list }
	}
	b := domain.Brief{Industry: "food"}
	order := []domain.Account{
		creator("only", about("food")),
		creator("near", about("food", "travel")),
		creator("mixed", about("food", "entertainment", "tech")),
		creator("travel", about("travel")),
		creator("unknown", about()),
		creator("other", about("gaming")),
	}
	last := math.Inf(1)
	for _, a := range order {
		score := criterion(t, one(t, b, a), domain.Relevance).Score
		if score >= last {
			t.Errorf("%s scores %v, want less than the one before (%v)", a.Creator, score, last)
		}
		last = score
	}
}

func TestForecastRestsOnOwnViewsWhereTheyAreKnown(t *testing.T) {
	own := one(t, domain.Brief{}, creator("a")).Forecast
	if !own.FromOwnViews || math.Round(own.Views.P50) != 15_000 || math.Round(own.Reach.P50) != 15_000*0.68 || math.Round(own.Engagements.P50) != 900 {
		t.Errorf("forecast %+v", own)
	}
	if len(own.Sources) != 2 || own.Sources[0] != listed || !strings.HasPrefix(own.Sources[1].Title, "Stellar") {
		t.Errorf("from %+v", own.Sources)
	}
	usual := one(t, domain.Brief{}, creator("a", func(a *domain.Account) { a.Views = domain.Figure[int64]{} })).Forecast
	if usual.FromOwnViews || usual.Views.P90/usual.Views.P10 <= own.Views.P90/own.Views.P10 {
		t.Errorf("a forecast from followers is no wider: %+v against %+v", usual, own)
	}
	zalo := one(t, domain.Brief{}, creator("a", func(a *domain.Account) { a.Platform, a.Views = domain.Zalo, domain.Figure[int64]{} }))
	if f := zalo.Forecast; f.KnownViews || f.KnownReach || f.KnownEngagements || f.Views != (domain.Interval{}) {
		t.Errorf("a forecast from nothing: %+v", f)
	}
}

func TestPriceWithoutAQuoteIsALabelledEstimate(t *testing.T) {
	p := one(t, domain.Brief{}, creator("a", func(a *domain.Account) { a.Prices, a.Followers = nil, domain.Known[int64](316_228) })).Price
	if p.Quoted || p.Low != 15_000_000 || p.Mid != 27_000_000 || p.High != 50_000_000 || !strings.Contains(p.Source.Title, "Height Media") {
		t.Errorf("price %+v", p)
	}
	free := one(t, domain.Brief{}, creator("a", func(a *domain.Account) { a.Prices[domain.ShortVideo] = 0 })).Price
	if !free.Quoted || free.High != 0 {
		t.Errorf("barter is %+v", free)
	}
	nobody := one(t, domain.Brief{}, creator("a", func(a *domain.Account) { a.Platform, a.Prices = domain.Threads, nil })).Price
	if !nobody.Unknown {
		t.Errorf("a price on Threads out of nothing: %+v", nobody)
	}
}

// risk returns the text of a risk of a candidate.
func risk(c advise.Candidate, code string) (string, bool) {
	for _, r := range c.Risks {
		if r.Code == code {
			return wording.Render(wording.Vietnamese, r.Text), true
		}
	}
	return "", false
}

func TestSignalsAskAboutWhatIsFarOut(t *testing.T) {
	cases := map[string]func(a *domain.Account){
		"engagement-high":    func(a *domain.Account) { a.Engagement = domain.Known[domain.Rate](0.4) },
		"engagement-low":     func(a *domain.Account) { a.Engagement = domain.Known[domain.Rate](0.005) },
		"views-high":         func(a *domain.Account) { a.Views = domain.Known[int64](300_000) },
		"views-low":          func(a *domain.Account) { a.Views = domain.Known[int64](500) },
		"growth-anomaly":     func(a *domain.Account) { a.Followers90dAgo = domain.Known[int64](30_000) },
		"followers-falling":  func(a *domain.Account) { a.Followers90dAgo = domain.Known[int64](130_000) },
		"inactive":           func(a *domain.Account) { a.LastPost = "2026-09-01" },
		"stale-figures":      func(a *domain.Account) { a.Source.Date = "2026-01" },
		"sponsored-heavy":    func(a *domain.Account) { a.SponsoredShare = domain.Known[domain.Rate](0.5) },
		"price-above-market": func(a *domain.Account) { a.Prices[domain.ShortVideo] = 50_000_000 },
		"price-below-market": func(a *domain.Account) { a.Prices[domain.ShortVideo] = 50_000 },
		"estimate-over-budget": func(a *domain.Account) {
			a.Prices, a.Followers = nil, domain.Known[int64](2_000_000)
		},
		"language":        func(a *domain.Account) { a.Languages = []string{"th"} },
		"missing-figures": func(a *domain.Account) { a.Views = domain.Figure[int64]{} },
		"sample-data":     func(a *domain.Account) { a.Sample = true },
	}
	b := domain.Brief{BudgetMax: 50_000_000}
	if ordinary := one(t, b, creator("a")); len(ordinary.Risks) > 0 {
		t.Errorf("an ordinary account has %+v", ordinary.Risks)
	}
	for code, change := range cases {
		t.Run(code, func(t *testing.T) {
			text, ok := risk(one(t, b, creator("a", change)), code)
			if !ok {
				t.Fatal("nothing is asked")
			}
			for _, verdict := range []string{"mua follow", "gian lận", "lừa"} {
				if strings.Contains(text, verdict) {
					t.Errorf("%q is a verdict", text)
				}
			}
		})
	}
	for price, slip := range map[domain.VND]bool{20_000: true, 99_000: true, 120_000: false, 0: false, 5_000_000: false} {
		a := creator("a", func(a *domain.Account) { a.Prices = map[domain.Deliverable]domain.VND{domain.ShortVideo: price} })
		if got := slices.ContainsFunc(advise.StrongRisks(&a), func(r advise.Risk) bool { return r.Code == "price-below-market" }); got != slip {
			t.Errorf("%d đ for a video of %d followers is questioned at the import: %v", price, a.Followers.Or(0), got)
		}
	}
	small := creator("a", func(a *domain.Account) { // dear by view, usual for the size
		a.Followers, a.Views, a.Prices[domain.ShortVideo] = domain.Known[int64](31_623), domain.Known[int64](2_000), 5_000_000
	})
	if c := one(t, b, small); len(c.Risks) > 0 {
		t.Errorf("a usual price for the size has %+v", c.Risks)
	}
	old := creator("a", func(a *domain.Account) { a.Sample, a.LastPost, a.Source.Date = true, "2026-01-01", "2026-01-01" })
	if c := one(t, b, old); len(c.Risks) != 1 {
		t.Errorf("somebody fictional has %+v", c.Risks)
	}
	normal := creator("a", func(a *domain.Account) {
		a.Followers90dAgo, a.LastPost, a.Languages = domain.Known[int64](80_000), "2026-11-10", []string{"vi", "en"}
	})
	if c := one(t, b, normal); len(c.Risks) > 0 {
		t.Errorf("a growing account has %+v", c.Risks)
	}
}

// TestEverythingSaidCanBeSaid renders whatever advice says about random lists:
// every key is in the catalogue and gets the values it names.
func TestEverythingSaidCanBeSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, list := drawBrief(t), drawRoster(t)
		r := advise.Rank(b, nil, list, today)
		sayable(t, advise.Feasible(b).Text)
		for e := range r.Excluded() {
			sayable(t, e.Reason)
		}
		for _, c := range r.Page(0, r.Len()) {
			for _, x := range c.Contributions {
				for _, reason := range x.Reasons {
					sayable(t, reason.Text)
				}
			}
			for _, k := range c.Risks {
				sayable(t, k.Text)
			}
		}
		for _, c := range advise.Channels(b, domain.NewRoster("", 0, list)) {
			for _, reason := range c.Reasons {
				sayable(t, reason.Text)
			}
		}
	})
}

func sayable(t *rapid.T, s domain.Sentence) {
	var given []string
	for _, a := range s.Args {
		given = append(given, a.Name)
		switch v := a.Value.(type) {
		case domain.Sentence:
			sayable(t, v)
		case []domain.Sentence:
			for _, each := range v {
				sayable(t, each)
			}
		}
	}
	if !wording.Has(s.Key) {
		t.Fatalf("%s is not in the catalogue", s.Key)
	}
	for _, name := range wording.Names(s.Key) {
		if !slices.Contains(given, name) {
			t.Fatalf("%s is not given {%s}", s.Key, name)
		}
	}
	if text := wording.Render(wording.Vietnamese, s); strings.Contains(text, "{") || strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
		t.Fatalf("%s reads %q", s.Key, text)
	}
}
