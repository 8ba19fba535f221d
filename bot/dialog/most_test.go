package dialog_test

import (
	"strings"
	"testing"

	"chonmat/domain"
)

// Who has the most of one figure is told with where it is from and when, and who
// has none of it is not zero.
func TestWhoHasTheMostIsToldWithItsSource(t *testing.T) {
	own := domain.Source{Title: "kol.csv", Date: "2026-11-20"}
	accounts := []domain.Account{
		{Creator: "1", Name: "Linh Chi Beauty", Views: domain.Known[int64](35_000), Followers: domain.Known[int64](120_000), Prices: map[domain.Deliverable]domain.VND{"short_video": 8e6}},
		{Creator: "2", Name: "Mai Anh Beauty", Views: domain.Known[int64](20_000), Followers: domain.Known[int64](85_000), Prices: map[domain.Deliverable]domain.VND{"short_video": 5e6}},
		{Creator: "3", Name: "Hà Skincare", Views: domain.Known[int64](60_000), Followers: domain.Known[int64](300_000), Prices: map[domain.Deliverable]domain.VND{"short_video": 0}},
		{Creator: "4", Name: "Na Makeup", Followers: domain.Known[int64](45_000)},
	}
	for i := range accounts {
		accounts[i].Platform, accounts[i].Source = domain.TikTok, own
	}
	for says, shows := range map[string][]string{
		"ai nhiều view nhất":          {"Nhiều lượt xem nhất", "• Hà Skincare", "60.000 lượt xem (kol.csv, 20/11/2026)", "1 trong 4 người", "Danh sách"},
		"who has the most views":      {"• Hà Skincare", "60.000"},
		"ai nhiều follow nhất?":       {"• Hà Skincare", "300.000 follow (kol.csv, 20/11/2026)"},
		"ai rẻ nhất":                  {"• Mai Anh Beauty", "5 triệu cho video ngắn (kol.csv, 20/11/2026)", "2 trong 4 người"},
		"người nào đắt nhất":          {"• Linh Chi Beauty", "8 triệu"},
		"ai tương tác cao nhất":       {"Danh sách chưa có số này của ai cả."},
		"ai là người tốt nhất":        {"Hạng 1 · điểm"},
		"trong này ai đáng chọn nhất": {"Hạng 1 · điểm"},
	} {
		c := withList(t, accounts)
		before := c.theCampaign().Revision
		c.says(says)
		for _, want := range shows {
			if got := c.newest(); !strings.Contains(got, want) {
				t.Errorf("%q: no %q in\n%s", says, want, got)
			}
		}
		if first, _, _ := strings.Cut(c.newest()[strings.Index(c.newest(), "•")+1:], "•"); strings.HasPrefix(shows[0], "• ") && !strings.Contains(first, strings.TrimPrefix(shows[0], "• ")) {
			t.Errorf("%q puts another first:\n%s", says, c.newest())
		}
		if c.theCampaign().Revision != before {
			t.Errorf("%q changed the campaign", says)
		}
	}
}

// Whoever was dropped is no longer the best, and a longer list has more pages.
func TestTheBestAndMoreOfAList(t *testing.T) {
	c := withList(t, beauties)
	c.says("bỏ số 1")
	c.press("Bỏ, không cần lý do")
	c.says("ai tốt nhất")
	if got := c.newest(); !strings.Contains(got, "Hạng 2 · điểm") {
		t.Errorf("the best is\n%s", got)
	}
	c = withList(t, beauties)
	c.says("cho xem thêm")
	if got := c.newest(); !strings.Contains(got, "Hạng 6 trong 6 người") {
		t.Errorf("more is\n%s", got)
	}
}
