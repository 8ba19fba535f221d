package roster_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
)

func TestPricesOfOneColumn(t *testing.T) {
	const million = 1_000_000
	type prices = map[domain.Deliverable]domain.VND
	for cell, want := range map[string]prices{
		"8tr/clip":                         {domain.ShortVideo: 8 * million},
		"Post: 5tr, Story 2tr":             {domain.Post: 5 * million, domain.Story: 2 * million},
		"5.000.000/video; 3.000.000/story": {domain.ShortVideo: 5 * million, domain.Story: 3 * million},
		"10-12tr":                          {domain.ShortVideo: 11 * million},
		"6tr5 - 7tr":                       {domain.ShortVideo: 6_750_000},
		"$300":                             {domain.ShortVideo: 300 * 26_000},
		"15tr (chưa VAT 8%)":               {domain.ShortVideo: 15 * million},
		"5tr net":                          {domain.ShortVideo: 5 * million},
		"1.500k":                           {domain.ShortVideo: 1_500_000},
		"3000k":                            {domain.ShortVideo: 3 * million},
		"2 củ":                             {domain.ShortVideo: 2 * million},
		"8.000.000,-":                      {domain.ShortVideo: 8 * million},
		"8'000'000":                        {domain.ShortVideo: 8 * million},
		"free/barter":                      {domain.ShortVideo: 0},
		"Nhận barter":                      {domain.ShortVideo: 0},
		"không nhận barter":                nil,
		"liên hệ":                          nil,
		"thoả thuận":                       nil,
		"hoa hồng 15%":                     nil,
		"2 video 15tr":                     nil,
		"Combo 3 video 30tr":               nil,
		"350 €":                            nil,
		"25,000 THB":                       nil,
		"฿25,000":                          nil,
		"Rp 5.000.000":                     nil,
	} {
		r := read(t, "a.tsv", "Tên\tNền tảng\tFollow\tBáo giá\nMẫu A\tTikTok\t120k\t"+cell+"\nMẫu B\tTikTok\t120k\t5tr\nMẫu C\tTikTok\t120k\t6tr\n")
		if got := r.Accounts[0].Prices; !maps.Equal(got, want) {
			t.Errorf("%q: %v, want %v", cell, got, want)
		}
		if isBundle := strings.Contains(cell, " video "); isBundle != slices.Contains(notes(r), "price_bundle") {
			t.Errorf("%q: notes %v", cell, notes(r))
		}
	}
}

func TestPricesOfSeveralColumns(t *testing.T) {
	for name, c := range map[string]struct {
		header, cells string
		want          map[domain.Deliverable]domain.VND
		note          string
	}{
		"one video, not two":        {"Giá 1 video\tGiá 2 video\tCombo 3 video", "8.000.000\t15.000.000\t21.000.000", map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_000_000}, ""},
		"the unit, not the total":   {"Scope of work\tUnit cost\tTotal cost", "2 posts\t10,000,000\t20,000,000", map[domain.Deliverable]domain.VND{domain.Post: 10_000_000}, ""},
		"the ends of a range":       {"Price from (USD)\tPrice to (USD)", "$100\t$300", map[domain.Deliverable]domain.VND{domain.ShortVideo: 200 * 26_000}, "ranges"},
		"no price of goods":         {"Avg. Unit Price(₫)\tRevenue(₫)", "₫100,000\t₫12,345,678,900", nil, ""},
		"another currency":          {"Rate (THB)", "25,000", nil, "price_foreign"},
		"what the row says it buys": {"Hạng mục\tĐơn giá", "1 Reel\t9.000.000", map[domain.Deliverable]domain.VND{domain.ShortVideo: 9_000_000}, ""},
	} {
		r := read(t, "a.tsv", "Tên\tNền tảng\tFollow\t"+c.header+"\nMẫu A\tTikTok\t120.000\t"+c.cells+"\n")
		if got := r.Accounts[0].Prices; !maps.Equal(got, c.want) || c.note != "" && !slices.Contains(notes(r), c.note) {
			t.Errorf("%s: %v, want %v; notes %v", name, got, c.want, notes(r))
		}
	}
}

func TestADeliverableARowKeepsEveryPrice(t *testing.T) {
	r := read(t, "a.csv", "creator,platform,followers,package,price\nMau A,instagram,80k,1 Instagram Reel,$120\nMau A,instagram,80k,1 Instagram Story,$50\n")
	want := map[domain.Deliverable]domain.VND{domain.ShortVideo: 120 * 26_000, domain.Story: 50 * 26_000}
	if len(r.Accounts) != 1 || !maps.Equal(r.Accounts[0].Prices, want) {
		t.Errorf("read %+v", r.Accounts)
	}
}

func TestFollowersAreWholeWhateverStandsBesideThem(t *testing.T) {
	r := read(t, "a.tsv", "Tên\tNền tảng\tFollow\tER\nMẫu A\tTikTok\t1.2 triệu\t5.2%\nMẫu B\tTikTok\t120.000 fl\t3,456%\nMẫu C\tTikTok\t2.1M\t4.5%\nMẫu D\tTikTok\t1'200'000\t~4%\n")
	rates := []domain.Rate{0.052, 0.03456, 0.045, 0.04}
	for i, want := range []int64{1_200_000, 120_000, 2_100_000, 1_200_000} {
		if a := r.Accounts[i]; a.Followers.Or(0) != want || a.Engagement.Or(0) != rates[i] {
			t.Errorf("row %d: %d followers at %v, want %d at %v", i+1, a.Followers.Or(0), a.Engagement.Or(0), want, rates[i])
		}
	}
}
