package dialog_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/storage/roster"
)

// toShortlist leads a chat to the shortlist of a campaign.
func (c *chat) toShortlist() *chat {
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, tiktok")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	return c
}

func TestNothingIsKeptOfAFileBeforeYes(t *testing.T) {
	c := newChat(t, "vi")
	c.sendFile("kol-noi-bo.csv")
	if len(c.imports) != 0 {
		t.Fatal("imported before anybody said so")
	}
	c.press("✖ Không nhập")
	if len(c.imports) != 0 || len(c.uploads) != 0 {
		t.Errorf("%d imports and %d files are kept after no", len(c.imports), len(c.uploads))
	}
	c.sendFile("conflict.csv")
	if len(c.imports) != 0 || !strings.Contains(screen.Plain(c.last()), "<<<<<<<") {
		t.Errorf("a file with conflict marks: %s", screen.Plain(c.last()))
	}
}

func TestAnOwnListComesFirst(t *testing.T) {
	c := newChat(t, "vi").toShortlist()
	if !strings.Contains(screen.Plain(c.last()), "dữ liệu minh hoạ") {
		t.Error("the sample list is not labelled")
	}
	c.sendFile("kol-noi-bo.csv")
	c.press("✅ Nhập 6 dòng")
	c.press("🎯 Chọn người từ danh sách này")
	text := screen.Plain(c.last())
	if !strings.Contains(text, "danh sách của bạn") || strings.Contains(text, "minh hoạ") || !strings.Contains(text, "Mẫu Chi Skincare") {
		t.Errorf("the own list is not the one in use:\n%s", text)
	}
}

func TestWhoeverComesBackAfterDaysIsWhereTheyStopped(t *testing.T) {
	c := newChat(t, "vi").toShortlist()
	c.press("Trang sau ▶")
	page := screen.Plain(c.last())
	c.now = c.now.Add(9 * 24 * time.Hour)
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
	c.press("▶ Làm tiếp: …")
	if got := screen.Plain(c.last()); got != page {
		t.Errorf("not where it stopped:\n%s\nwas:\n%s", got, page)
	}
}

func TestTickingIsNoToggle(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach")
	c.press("✅ Đúng, chọn kênh")
	b, ok := labelled(c.last(), "☐ YouTube")
	if !ok {
		t.Fatal(screen.Plain(c.last()))
	}
	for range 3 {
		c.send(dialog.Event{Kind: dialog.Pressed, Data: b.Data, Message: "m1"})
		if _, ok := labelled(c.last(), "☑ YouTube"); !ok {
			t.Fatal("the tick is gone")
		}
	}
}

func TestTheFileOfTheChosen(t *testing.T) {
	c := newChat(t, "vi")
	c.shared = []domain.Account{
		{Creator: "a", Name: "=cmd|' /C calc'!A0", Platform: domain.TikTok, Followers: domain.Known[int64](120_000),
			Views: domain.Known[int64](40_000), Prices: map[domain.Deliverable]domain.VND{domain.ShortVideo: 8_000_000},
			Source: domain.Source{Title: "danh-sach.csv", Date: "2026-11-20"}},
		{Creator: "b", Name: "Mẫu, “Bình”", Platform: domain.TikTok, Followers: domain.Known[int64](90_000)},
	}
	c.toShortlist()
	c.says("giữ 1 2")
	c.says("tổng kết")
	c.press("📄 Tải file CSV")
	if len(c.files) != 1 {
		t.Fatalf("%d files", len(c.files))
	}
	f := c.files[0]
	if !strings.HasSuffix(f.Name, "-2026-11-23.csv") || strings.Trim(f.Name, "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" {
		t.Errorf("name %q", f.Name)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Data, []byte("\uFEFF")))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	at := func(row int, column string) string {
		i := slices.Index(rows[0], column)
		if i < 0 {
			t.Fatalf("no column %q in %q", column, rows[0])
		}
		return rows[row][i]
	}
	for i := range 2 {
		switch name := at(i+1, "Tên"); name {
		case "'=cmd|' /C calc'!A0":
			if at(i+1, "Giá (VNĐ)") != "8000000" || at(i+1, "Loại giá") != "báo giá" || at(i+1, "Nguồn số liệu") != "danh-sach.csv, 20/11/2026" {
				t.Errorf("row %q", rows[i+1])
			}
		case "Mẫu, “Bình”":
			if at(i+1, "Loại giá") != "ước tính" || at(i+1, "Lượt xem TB") != "" {
				t.Errorf("row %q", rows[i+1])
			}
		default:
			t.Errorf("name %q", name)
		}
	}
	// What we write, we read.
	if table, err := roster.Open(f.Name, f.Data, roster.OpenOptions{}); err != nil || len(table.Rows) != 2 {
		t.Errorf("our own file does not read: %v", err)
	}
}

func TestNamesOfPeopleAreNeverMarkup(t *testing.T) {
	c := newChat(t, "vi")
	for _, name := range []string{"<b>&amp;</b>", "**x** {name}", "\u202eevil", strings.Repeat("dài ", 3000), "👩‍👩‍👧‍👦", "|||home"} {
		c.shared = append(c.shared, domain.Account{Creator: name, Name: name, Platform: domain.TikTok, Followers: domain.Known[int64](50_000)})
	}
	c.toShortlist()
	for rank := range 5 {
		c.press(string(rune('1' + rank)))
		c.press("⚖️ So với…")
		c.press("◀ Quay lại")
		c.press("✖ Bỏ")
		c.press("Không bỏ nữa")
		c.press("✔ Giữ")
	}
	c.says("tổng kết")
	if !strings.Contains(screen.Plain(c.last()), "**x** {name}") {
		t.Error("a name is not shown as it is")
	}
}

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

func TestAFewLikelyAnswersFirstTheRestATapAway(t *testing.T) {
	c := newChat(t, "vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
	c.press("🎯 Chọn influencer")
	if _, ok := labelled(c.last(), "Thú cưng"); ok {
		t.Error("every industry is shown at once")
	}
	c.press("Xem thêm…")
	c.press("Thú cưng")
	if got := screen.Plain(c.last()); !strings.HasPrefix(got, "Bước 1/3 · thú cưng") {
		t.Errorf("pets are\n%s", got)
	}
	other := newChat(t, "vi")
	other.send(dialog.Event{Kind: dialog.CommandSent, Command: "start"})
	other.press("🎯 Chọn influencer")
	other.says("thú cưng")
	if got := screen.Plain(other.last()); !strings.HasPrefix(got, "Bước 1/3 · thú cưng") {
		t.Errorf("typed pets are\n%s", got)
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

func TestWhyIsAnsweredWhereItIsAsked(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, tiktok")
	c.press("✅ Đúng, chọn kênh")
	asks := func(question, want string) {
		t.Helper()
		c.says(question)
		if got := screen.Plain(c.last()); !strings.Contains(got, want) {
			t.Errorf("%q is answered with\n%s", question, got)
		}
	}
	asks("sao lại tiktok?", "Vì sao xếp kênh như vậy")
	c.press("◀ Chọn kênh")
	c.press("▶ Xem người phù hợp")
	asks("vi sao 1 dung tren 2?", "điểm")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Lượt xem dự báo") {
		t.Errorf("no comparison:\n%s", got)
	}
	asks("tại sao chọn 3?", "Hạng 3")
	asks("vì sao xếp vậy?", "Độ phủ sóng 35%")
	asks("vì sao 1 trên 999999?", "Độ phủ sóng 35%")
	asks("vì sao KOC được tin?", "KOC (Key Opinion Consumer)")
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

func TestWordsThatMeanNothingElsePressTheButtonTheyBegin(t *testing.T) {
	c := newChat(t, "vi")
	c.sendFile("kol-noi-bo.csv")
	c.says("nhap")
	if len(c.imports) != 1 {
		t.Fatalf("“nhap” does not import:\n%s", screen.Plain(c.last()))
	}
	c.says("nhap nhang")
	if got := screen.Plain(c.last()); !strings.Contains(got, "chưa hiểu") {
		t.Errorf("“nhap nhang” is taken for something:\n%s", got)
	}
}

func TestPlacesInStepTwoAreChannels(t *testing.T) {
	c := newChat(t, "vi")
	c.says("mỹ phẩm cho nữ 18-25, 200tr, 500k reach, 10 KOC")
	c.press("✅ Đúng, chọn kênh")
	for _, text := range []string{"chọn 1 và 3", "1, 3", "giữ 1 3"} {
		c.says(text)
		got := screen.Plain(c.last())
		if strings.Count(got, "☑") != 2 || strings.Contains(got, "số người") {
			t.Errorf("%q gives\n%s", text, got)
		}
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
