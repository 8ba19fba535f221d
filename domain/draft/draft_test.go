package draft_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/draft"
	"chonmat/domain/facts"
	"chonmat/domain/wording"
)

var (
	blanks = regexp.MustCompile(`\[[^\[\]]+\]`)
	digits = regexp.MustCompile(`\d+`)
)

// facts as they may be known for a draft; the budget, the target and the prices
// are figures that occur nowhere else.
func someBrief(t *rapid.T) domain.Brief {
	pick := func(name string) bool { return rapid.Bool().Draw(t, name) }
	b := domain.Brief{BudgetMin: 98_765_000, BudgetMax: 98_765_000, KPITarget: 43_219, CreatorsCount: 77}
	if pick("industry") {
		b.Industry = rapid.SampledFrom(domain.Industries).Draw(t, "which")
	}
	if pick("kpi") {
		b.KPI = rapid.SampledFrom(domain.KPIs).Draw(t, "kpi is")
		b.KPIUnit = b.KPI.Unit()
	}
	if pick("gender") {
		b.Gender = rapid.SampledFrom(domain.Genders).Draw(t, "gender is")
	}
	if pick("young") {
		b.AgeMin = rapid.IntRange(13, 40).Draw(t, "age from")
	}
	if pick("old") {
		b.AgeMax = rapid.IntRange(41, 70).Draw(t, "age to")
	}
	if pick("place") {
		b.Locations = []domain.Location{"ho-chi-minh", "ha-noi"}
	}
	if pick("month") {
		b.Month = domain.Month{Year: 2026, Month: rapid.IntRange(1, 12).Draw(t, "month is")}
	}
	if pick("days") {
		b.DurationDays = rapid.IntRange(1, 60).Draw(t, "days are")
	}
	return b
}

func someWork(t *rapid.T) []draft.Piece {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) draft.Piece {
		return draft.Piece{
			Platform: rapid.SampledFrom(domain.Platforms).Draw(t, "platform"), Deliverable: rapid.SampledFrom(domain.Deliverables).Draw(t, "what"),
			Quantity: rapid.IntRange(1, 5).Draw(t, "n"),
		}
	}), 0, 3).Draw(t, "work")
}

func someDrafts(t *rapid.T) (all []draft.Draft, known string) {
	b, work := someBrief(t), someWork(t)
	tone := rapid.SampledFrom(append(draft.Tones, "")).Draw(t, "tone")
	account := &domain.Account{Name: "Linh Mẫu", Platform: domain.TikTok, Categories: []domain.Industry{"beauty"}, Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_640_000}}
	if rapid.Bool().Draw(t, "known") {
		account.Views, account.Engagement, account.Followers = domain.Known[int64](33_335), domain.Known[domain.Rate](0.0424), domain.Known[int64](120_120)
	}
	if rapid.Bool().Draw(t, "nobody") {
		account = nil
	}
	var rules []facts.GoodsRule
	if rapid.Bool().Draw(t, "goods") {
		rules = append(rules, rapid.SampledFrom(facts.GoodsRules).Filter(func(r facts.GoodsRule) bool { return r.Verdict == facts.Papers }).Draw(t, "rule"))
	}
	var said []string
	for _, lang := range wording.Langs {
		for _, r := range rules {
			said = append(said, wording.Render(lang, domain.Sentence{Key: "goods." + string(r.Goods) + ".rule"}))
			for _, s := range r.Sources {
				said = append(said, wording.Value(lang, s))
			}
		}
		for _, d := range facts.Duties {
			said = append(said, wording.Render(lang, d.Say()))
			for _, s := range d.Sources {
				said = append(said, wording.Value(lang, s))
			}
		}
		said = append(said, wording.Value(lang, b.AgeMin), wording.Value(lang, b.AgeMax), wording.Value(lang, b.DurationDays), wording.Value(lang, b.Month))
		for _, p := range work {
			said = append(said, wording.Value(lang, p.Quantity))
		}
	}
	return []draft.Draft{
		draft.Invite{Tone: tone, Name: "Linh Mẫu", Brief: b, Work: work, Account: account, Quoted: rapid.Bool().Draw(t, "quoted")}.Draft(),
		draft.ForCreators{Tone: tone, Brief: b, Work: work, Rules: rules}.Draft(),
	}, strings.Join(said, " ")
}

func TestNoDraftSaysWhatItWasNotGivenOrIsNobodysBusiness(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts, known := someDrafts(t)
		allowed := digits.FindAllString(known, -1)
		for _, d := range drafts {
			for _, p := range d.Parts {
				for _, s := range append(slices.Clone(p.Says), p.Head) {
					if s.Key == "" {
						continue
					}
					if err := wording.Check(s); err != nil {
						t.Fatal(err)
					}
				}
			}
			for _, lang := range wording.Langs {
				text := d.Text(lang)
				if text != d.Text(lang) {
					t.Fatal("the same facts give two texts")
				}
				open := blanks.ReplaceAllString(text, "")
				if strings.ContainsAny(open, "[]{}") {
					t.Fatalf("a blank that is none:\n%s", text)
				}
				for _, n := range digits.FindAllString(open, -1) {
					if !slices.Contains(allowed, n) {
						t.Fatalf("%s is no figure it was given:\n%s", n, text)
					}
				}
				for _, secret := range []any{domain.VND(98_765_000), int64(43_219), 77, domain.VND(8_640_000)} {
					if v := wording.Value(lang, secret); strings.Contains(open, v) {
						t.Fatalf("it gives away %s:\n%s", v, text)
					}
				}
			}
			fixed := slices.IndexFunc(d.Parts, func(p draft.Part) bool { return p.Fixed })
			if fixed >= 0 && slices.ContainsFunc(d.Parts[fixed:], func(p draft.Part) bool { return !p.Fixed }) {
				t.Fatal("what is fixed is not last")
			}
		}
	})
}

func full() draft.Invite {
	return draft.Invite{Tone: draft.Friendly, Name: "Linh Mẫu", Work: []draft.Piece{{domain.TikTok, domain.ShortVideo, 2}},
		Brief: domain.Brief{Industry: "beauty", Gender: domain.Female, AgeMin: 18, AgeMax: 25, Locations: []domain.Location{"ho-chi-minh"},
			KPI: domain.Conversion, Month: domain.Month{Year: 2026, Month: 12}, DurationDays: 14, BudgetMax: 200_000_000},
		Account: &domain.Account{Name: "Linh Mẫu", Categories: []domain.Industry{"beauty"}}}
}

func TestAnInviteAsksForJustWhatIsMissing(t *testing.T) {
	lines := func(i draft.Invite) string { return i.Draft().Text(wording.Vietnamese) }
	i := full()
	for _, want := range []string{"• Báo giá, ghi rõ", "• Lịch trống trong tháng 12/2026", "• Số follow hiện tại", "• Ảnh chụp lượt xem và lượt tương tác", "• Ảnh chụp thống kê người xem: giới tính, độ tuổi và khu vực"} {
		if !strings.Contains(lines(i), want) {
			t.Errorf("no %q in\n%s", want, lines(i))
		}
	}
	i.Quoted = true
	i.Account.Followers, i.Account.Views = domain.Known[int64](120_000), domain.Known[int64](30_000)
	i.Account.Engagement = domain.Known[domain.Rate](0.05)
	i.Account.AudienceFemale = domain.Known[domain.Rate](0.8)
	i.Account.AudienceLocations = map[domain.Location]domain.Rate{"ha-noi": 0.4}
	for _, want := range []string{"• Báo giá hiện tại còn áp dụng", "• Ảnh chụp thống kê người xem: độ tuổi\n"} {
		if !strings.Contains(lines(i), want) {
			t.Errorf("no %q in\n%s", want, lines(i))
		}
	}
	for _, no := range []string{"Số follow", "lượt xem", "giới tính", "Báo giá, ghi"} {
		if strings.Contains(lines(i), no) {
			t.Errorf("%q is asked for, and known:\n%s", no, lines(i))
		}
	}
}

func TestWhatIsUnknownIsABlank(t *testing.T) {
	text := draft.Invite{Tone: draft.Polite}.Draft().Text(wording.Vietnamese)
	for _, want := range []string{"Chào anh/chị,", "[tên bạn]", "[tên nhãn hàng]", "[tên sản phẩm]", "[nội dung cần làm]", "[thời gian]"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	text = draft.ForCreators{}.Draft().Text(wording.English)
	for _, want := range []string{"[brand]", "[key message]", "[what it is for]", "[whom to reach]", "[what to make]", "[dates]"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestTonesDifferAndKeepTheFacts(t *testing.T) {
	for _, lang := range wording.Langs {
		seen := map[string]bool{}
		for _, tone := range draft.Tones {
			i := full()
			i.Tone = tone
			text := i.Draft().Text(lang)
			if seen[text] {
				t.Errorf("%s says nothing of its own:\n%s", tone, text)
			}
			seen[text] = true
			for _, want := range []string{"Linh Mẫu", "2 ", "14 ", "2026", "18–25"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s loses %q:\n%s", tone, want, text)
				}
			}
		}
	}
	long, short := full(), full()
	short.Tone = draft.Brief
	if a, b := long.Draft().Text(wording.Vietnamese), short.Draft().Text(wording.Vietnamese); len(b) >= len(a) {
		t.Errorf("the brief one is no shorter:\n%s\n---\n%s", a, b)
	}
}

func TestABriefForCreatorsSaysWhatTheLawAsksWithItsSource(t *testing.T) {
	rule, _ := facts.RuleOf("cosmetics")
	f := draft.ForCreators{Brief: full().Brief, Rules: []facts.GoodsRule{rule}, Work: []draft.Piece{
		{domain.TikTok, domain.ShortVideo, 1}, {domain.TikTok, domain.ShortVideo, 2}, {domain.YouTube, domain.LongVideo, 1}, {domain.YouTube, domain.LongVideo, 1}}}
	text := f.Draft().Text(wording.Vietnamese)
	for _, want := range []string{
		"“đây là quảng cáo”", "Điều 15a, 01/01/2026.", "• Mỹ phẩm: xin phiếu công bố", "Nghị định 342/2025/NĐ-CP", "“số một”",
		"• TikTok: video ngắn, số lượng theo thoả thuận riêng", "• YouTube: 1 video dài", "trong tháng 12/2026, kéo dài 14 ngày", "link hoặc mã riêng",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// What we would pay is offered instead, unless that is too much itself.
func TestWhatWeWouldPayIsOffered(t *testing.T) {
	extras := []domain.Sentence{domain.Say("quote.ask-story"), domain.Say("quote.ask-pin")}
	for level, counter := range map[advise.QuoteLevel]domain.VND{
		advise.QuoteCheap: 0, advise.QuoteGood: 0, advise.QuoteFair: 0, advise.QuoteListed: 0, advise.QuoteUnpriced: 0,
		advise.QuoteRaised: 5_000_000, advise.QuoteOver: 5_000_000, advise.QuoteOpen: 5_000_000, advise.QuoteDepends: 5_000_000, advise.QuoteDear: 5_000_000,
	} {
		c := draft.Counter{Quote: advise.Quote{Fee: 8_000_000, Pieces: []advise.Piece{{Deliverable: domain.ShortVideo, Quantity: 1}}}, Offer: 6_000_000,
			Verdict: advise.QuoteVerdict{Level: level, Counter: counter, Priced: []advise.Piece{{Deliverable: domain.ShortVideo, Quantity: 1}}}, Extras: extras}
		want, not := "6 triệu", "5 triệu"
		if counter > 0 {
			want, not = not, want
		}
		text := c.Draft().Text(wording.Vietnamese)
		if !strings.Contains(text, want) || strings.Contains(text, not) || !strings.Contains(text, "8 triệu") || strings.Contains(text, "giữ nguyên giá") {
			t.Errorf("%s: %s", level, text)
		}
	}
}

func TestACounterOfferSaysTheFeeAndWhatIsOfferedInstead(t *testing.T) {
	c := draft.Counter{Name: "Linh", Quote: advise.Quote{Fee: 8_000_000, Pieces: []advise.Piece{{Deliverable: domain.ShortVideo, Quantity: 1}}},
		Verdict: advise.QuoteVerdict{Counter: 6_500_000, Priced: []advise.Piece{{Deliverable: domain.ShortVideo, Quantity: 1}}}, Extras: []domain.Sentence{domain.Say("quote.ask-story"), domain.Say("quote.ask-pin")}}
	for level, counters := range map[advise.QuoteLevel]bool{
		advise.QuoteCheap: false, advise.QuoteGood: false, advise.QuoteFair: false, advise.QuoteListed: false, advise.QuoteUnpriced: false,
		advise.QuoteRaised: true, advise.QuoteOver: true, advise.QuoteDear: true, advise.QuoteDepends: true,
	} {
		for _, tone := range draft.Tones {
			for _, lang := range wording.Langs {
				c.Tone, c.Verdict.Level = tone, level
				text := c.Draft().Text(lang)
				fee, counter := wording.Value(lang, c.Quote.Fee), wording.Value(lang, c.Verdict.Counter)
				if !strings.Contains(text, "Linh") || !strings.Contains(text, fee) || strings.Contains(text, counter) != counters {
					t.Errorf("%s, %s: %s", level, tone, text)
				}
			}
		}
	}
}

func TestAnAgeIsSaidAsPeopleSayIt(t *testing.T) {
	for want, b := range map[string]domain.Brief{
		"nữ 18–25 tuổi":        {Gender: domain.Female, AgeMin: 18, AgeMax: 25},
		"nữ 25 tuổi":           {Gender: domain.Female, AgeMin: 25, AgeMax: 25},
		"người từ 30 tuổi":     {AgeMin: 30},
		"người tối đa 40 tuổi": {AgeMax: 40},
	} {
		if text := (draft.Invite{Brief: b}).Draft().Text(wording.Vietnamese); !strings.Contains(text, want+".") {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
