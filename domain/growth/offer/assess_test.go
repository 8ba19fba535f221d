package offer_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth/offer"
	"chonmat/domain/wording"
)

func codes(list []offer.Finding) string {
	var out []string
	for _, f := range list {
		out = append(out, f.Code)
	}
	return strings.Join(out, " ")
}

func TestAnOfferIsJudged(t *testing.T) {
	tests := []struct {
		name      string
		text      string
		followers int64
		level     offer.Level
		flags     string
		terms     string
	}{
		{"the fee is within, the rights are not paid", "brand mời 1 video TikTok 500k + sản phẩm, dùng lại video vĩnh viễn", 9_000, offer.LowHalf, "", "usage-forever"},
		{"too little for the size", "1 video TikTok 500k", 120_000, offer.Below, "", ""},
		{"well paid", "1 video TikTok 20tr, độc quyền 1 năm", 60_000, offer.Above, "", "exclusive-long"},
		{"twice the content is twice the market", "2 video TikTok 5tr", 31_623, offer.LowHalf, "", ""},
		{"goods only", "1 video, chỉ gửi sản phẩm", 5_000, offer.NoMoney, "", ""},
		{"commission only", "1 video, hoa hồng 10%", 5_000, offer.NoMoney, "", "commission-only"},
		{"a story has no public price", "3 story IG 500k", 5_000, offer.Unpriced, "", ""},
		{"the creator pays", "đóng cọc 300k rồi nhận job, 1 clip 1tr", 5_000, offer.HighHalf, "deposit", ""},
		{"the brand pays a deposit", "1 clip 1tr, brand cọc 50%", 5_000, offer.HighHalf, "", ""},
		{"lies, hidden", "1 clip 1tr, nói là đã dùng lâu rồi, đừng nói là quảng cáo", 5_000, offer.HighHalf, "claim-used hide-ad", ""},
		{"everything late and open", "1 clip 1tr, độc quyền, chạy ads, sửa không giới hạn, tt sau 60 ngày, cần gấp", 5_000, offer.HighHalf, "", "ads-open exclusive-open revisions-unlimited payment-late urgent"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := offer.Assess(offer.Read(test.text, 0), offer.Creator{Followers: domain.Known(test.followers)})
			if a.Level != test.level || codes(a.Flags) != test.flags || codes(a.Terms) != test.terms {
				t.Errorf("level %s, flags %q, terms %q; market %+v", a.Level, codes(a.Flags), codes(a.Terms), a.Market)
			}
		})
	}
}

func TestAnUnknownSizeIsNoPrice(t *testing.T) {
	a := offer.Assess(offer.Read("1 video TikTok 500k", 0), offer.Creator{})
	if a.HasMarket || a.Level != offer.Unpriced {
		t.Errorf("judged %s by %+v", a.Level, a.Market)
	}
	if _, ok := a.Counter(); ok {
		t.Error("a counter-offer from nothing")
	}
}

// A duty is cited as it is to marketers.
func TestADutyOfBothSidesIsCitedAlike(t *testing.T) {
	a := offer.Assess(offer.Read("1 video TikTok 2tr", 0), offer.Creator{})
	for code, name := range map[string]string{"papers": "papers", "used": "used", "label": "label", "superlative": "superlatives"} {
		i := slices.IndexFunc(a.Duties, func(f offer.Finding) bool { return f.Code == code })
		if i < 0 || a.Duties[i].Source != facts.DutyOf(name).Sources[0] {
			t.Errorf("%s: %+v", code, a.Duties)
		}
	}
}

func TestWhatTheLawSaysHasASource(t *testing.T) {
	for _, text := range texts(t) {
		a := offer.Assess(offer.Read(text, 0), offer.Creator{Followers: domain.Known[int64](20_000)})
		if a.HasMarket && len(a.Sources) == 0 {
			t.Errorf("%s: a price without a source", text)
		}
		for _, d := range a.Duties {
			if d.Source.URL == "" || d.Source.Date == "" {
				t.Errorf("%s: duty %s has no source", text, d.Code)
			}
		}
		for _, f := range slices.Concat(a.Flags, a.Terms, a.Duties) {
			if err := wording.Check(f.Text); err != nil {
				t.Errorf("%s: %v", text, err)
			}
		}
		for _, s := range slices.Concat(a.Clear, a.Asks, a.Missing) {
			if err := wording.Check(s); err != nil {
				t.Errorf("%s: %v", text, err)
			}
		}
	}
}

func TestWhatCannotBeTakenIsDeclined(t *testing.T) {
	a := offer.Assess(offer.Read("gắn link nhà cái, 3tr/video", 0), offer.Creator{})
	if !a.Decline || len(a.Clear)+len(a.Asks) > 0 {
		t.Errorf("negotiates: %+v", a)
	}
}

func BenchmarkReadAndAssess(b *testing.B) {
	const text = "Hi bạn, bên em muốn book 2 clip tiktok, phí 3tr5, độc quyền 3 tháng, thanh toán sau 30 ngày air, sửa tối đa 2 lần"
	for b.Loop() {
		offer.Assess(offer.Read(text, 0), offer.Creator{Followers: domain.Known[int64](9_000)})
	}
}
