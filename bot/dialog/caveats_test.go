package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/screen"
	"chonmat/domain"
)

func TestAThinOrOffFieldShortlistSaysSo(t *testing.T) {
	cases := map[string]struct{ brief, want string }{
		"few are left":       {"mỹ phẩm, 200tr, 500k reach, tiktok, hạng mega", "Brief chỉ để lại 1 trong 7 người."},
		"nobody is about it": {"app tài chính, 200tr, 500k reach, tiktok", "Chưa ai trong số này được ghi là làm về tài chính"},
	}
	own := func(categories ...domain.Industry) (list []domain.Account) {
		for i := range 7 {
			list = append(list, domain.Account{
				Creator: string(rune('a' + i)), Name: "Người " + string(rune('A'+i)), Platform: domain.TikTok,
				Followers: domain.Known[int64](50_000), Categories: categories, Source: domain.Source{Title: "kol.csv", Date: "2026-11-20"},
			})
		}
		list[0].Followers = domain.Known[int64](2_000_000)
		return list
	}
	for name, k := range cases {
		c := newChat(t, "vi")
		c.shared = own("beauty")
		c.says(k.brief)
		c.press("✅ Đúng, chọn kênh")
		c.press("▶ Xem người phù hợp")
		if got := screen.Plain(c.last()); !strings.Contains(got, k.want) {
			t.Errorf("%s: not said: %q in\n%s", name, k.want, got)
		}
	}
	c := newChat(t, "vi")
	c.shared = own()
	c.says("mỹ phẩm, 200tr, 500k reach, tiktok")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Danh sách chưa ghi chủ đề của những người này") {
		t.Errorf("unknown subjects are taken for others:\n%s", got)
	}
}

func TestEverySourceHasItsOwnLink(t *testing.T) {
	c := newChat(t, "vi").toShortlist()
	c.press("1")
	links := map[string]bool{}
	var walk func(blocks []screen.Block)
	walk = func(blocks []screen.Block) {
		for _, b := range blocks {
			texts := []screen.Text{b.Text}
			for _, i := range b.Items {
				texts = append(texts, i.Text)
			}
			for _, text := range texts {
				for _, span := range text {
					if span.Link != "" {
						links[span.Link] = true
						if strings.Contains(span.Text, "; ") {
							t.Errorf("one link for several sources: %q", span.Text)
						}
					}
				}
			}
			walk(b.Blocks)
		}
	}
	walk(c.last().Blocks)
	if len(links) < 4 {
		t.Errorf("only %v", links)
	}
}

func TestPastedPeopleAreAllShownWithTheirViews(t *testing.T) {
	var lines []string
	for i := range 22 {
		lines = append(lines, "Mẫu "+string(rune('A'+i))+"a tiktok 600k fl, view 200k, 22tr")
	}
	c := newChat(t, "vi")
	c.says(strings.Join(lines, "\n"))
	if got := screen.Plain(c.last()); !strings.Contains(got, "View: 200 nghìn") || !strings.Contains(got, "và 2 người nữa.") {
		t.Errorf("pasted people are shown as\n%s", got)
	}
}

func TestASummarySaysWhatToCheckBeforeBooking(t *testing.T) {
	c := newChat(t, "vi")
	c.shared = []domain.Account{{
		Creator: "a", Name: "Người A", Platform: domain.TikTok, Categories: []domain.Industry{"beauty"},
		Followers: domain.Known[int64](600_000), Views: domain.Known[int64](22_000_000),
		Source: domain.Source{Title: "kol.csv", Date: "2026-11-20"},
	}}
	c.says("mỹ phẩm, 200tr, 500k reach, tiktok")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	c.press("1")
	c.press("✔ Giữ")
	c.press("✅ Tổng kết 1 người đã giữ")
	got := screen.Plain(c.last())
	for _, want := range []string{"Cần kiểm tra trước khi chốt (1 người)", "Người A: Lượt xem bằng", "Tổng chi:"} {
		if !strings.Contains(got, want) {
			t.Errorf("not said: %q in\n%s", want, got)
		}
	}
	if strings.Count(got, "Tổng chi:") != 1 {
		t.Errorf("the cost is said twice:\n%s", got)
	}
}

func TestKeptPeopleWhomTheBriefNowRulesOutAreNamed(t *testing.T) {
	c := newChat(t, "vi").toShortlist()
	c.press("1")
	name := strings.Split(screen.Plain(c.last()), " · ")[0]
	c.press("✔ Giữ")
	c.says("chỉ nano")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Đã giữ nhưng không còn hợp brief: "+name) {
		t.Errorf("%s falls out in silence:\n%s", name, got)
	}
	c.says("tổng kết")
	if got := screen.Plain(c.last()); !strings.Contains(got, name) || strings.Contains(got, "Bạn chưa giữ ai") {
		t.Errorf("%s is kept, and forgotten:\n%s", name, got)
	}
}

func TestTheListMarksWhoseFiguresAreFarOut(t *testing.T) {
	c := newChat(t, "vi")
	for _, a := range []struct {
		name  string
		views int64
		price domain.VND
	}{{"Thường", 15_000, 3_000_000}, {"Lạ", 900_000, 100_000}} {
		c.shared = append(c.shared, domain.Account{
			Creator: a.name, Name: a.name, Platform: domain.TikTok, Categories: []domain.Industry{"beauty"},
			Followers: domain.Known[int64](50_000), Views: domain.Known(a.views),
			Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: a.price},
			Source: domain.Source{Title: "kol.csv", Date: "2026-11-20"},
		})
	}
	c.says("mỹ phẩm, 80tr, 500k reach, tiktok, 10 KOC")
	if got := screen.Plain(c.last()); !strings.Contains(got, "(khoảng 8 triệu mỗi người)") {
		t.Errorf("ten people are not reckoned:\n%s", got)
	}
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	got := screen.Plain(c.last())
	if !strings.Contains(got, "Lạ ⚠") || strings.Contains(got, "Thường ⚠") || !strings.Contains(got, "“⚠” là") {
		t.Errorf("not marked, or too many:\n%s", got)
	}
}

func TestAFileThatStillWaitsIsNotForgotten(t *testing.T) {
	c := newChat(t, "vi")
	c.sendFile("kol-noi-bo.csv")
	c.says("mỹ phẩm cho nữ 18-25, 200tr, 500k reach, tiktok")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	if got := screen.Plain(c.last()); !strings.Contains(got, "“kol-noi-bo.csv” vẫn chờ bạn bấm Nhập.") {
		t.Errorf("the file is forgotten:\n%s", got)
	}
	c.press("📎 Nhập danh sách đang chờ")
	c.press("✅ Nhập 6 dòng")
	if len(c.imports) != 1 {
		t.Error("it cannot be imported any more")
	}
}

func TestEstimatesAboveTheBudgetAreSaidAtTheTop(t *testing.T) {
	shortlist := func(budget string) string {
		c := newChat(t, "vi")
		c.shared = []domain.Account{{
			Creator: "a", Name: "Người A", Platform: domain.TikTok, Categories: []domain.Industry{"beauty"},
			Followers: domain.Known[int64](3_000_000), Source: domain.Source{Title: "kol.csv", Date: "2026-11-20"},
		}}
		c.says("mỹ phẩm, " + budget + ", 500k reach, tiktok")
		c.press("✅ Đúng, chọn kênh")
		c.press("▶ Xem người phù hợp")
		return screen.Plain(c.last())
	}
	const want = "1/1 người dưới đây có giá ước tính cao hơn cả ngân sách."
	if got := shortlist("20tr"); !strings.Contains(got, want) {
		t.Errorf("not said: %q in\n%s", want, got)
	}
	if got := shortlist("2 tỷ"); strings.Contains(got, "cao hơn cả ngân sách") {
		t.Errorf("said without need:\n%s", got)
	}
}

// A page of one person has one rank.
func TestAPageOfOneHasOneRank(t *testing.T) {
	c := newChat(t, "vi")
	for i := range 6 {
		c.shared = append(c.shared, domain.Account{Creator: string(rune('a' + i)), Name: "Thử " + string(rune('A'+i)), Platform: domain.TikTok, Followers: domain.Known[int64](90_000)})
	}
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k view, tiktok")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	c.press("Trang sau ▶")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Hạng 6 trong 6 người") {
		t.Errorf("the page says\n%s", got)
	}
}
