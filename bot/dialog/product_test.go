package dialog_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
	c.press("📊 Tải file Excel")
	if len(c.files) != 2 {
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
	for _, f := range c.files {
		if table, err := roster.Open(f.Name, f.Data, roster.OpenOptions{}); err != nil || len(table.Rows) != 2 {
			t.Errorf("our own file %s does not read: %v", f.Name, err)
		}
	}
}

func TestNamesOfPeopleAreNeverMarkup(t *testing.T) {
	c := newChat(t, "vi")
	for i, name := range []string{"<b>&amp;</b>", "**x** {name}", "\u202eevil", strings.Repeat("dài ", 3000), "👩‍👩‍👧‍👦", "|||home"} {
		c.shared = append(c.shared, domain.Account{Creator: name, Name: name, Platform: domain.TikTok, Followers: domain.Known(int64(50_000 - 1_000*i))})
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

func TestChannelsFollowWhatIsSaidLater(t *testing.T) {
	c := newChat(t, "vi").toShortlist()
	for _, k := range []struct {
		text string
		want []domain.Platform
	}{
		{"đổi sang youtube và instagram", []domain.Platform{domain.Instagram, domain.YouTube}},
		{"thêm facebook", []domain.Platform{domain.Facebook, domain.Instagram, domain.YouTube}},
		{"bỏ youtube", []domain.Platform{domain.Facebook, domain.Instagram}},
		{"chỉ tiktok thôi", []domain.Platform{domain.TikTok}},
	} {
		c.says(k.text)
		if diff := cmp.Diff(k.want, c.world().Campaign.Channels); diff != "" {
			t.Errorf("after %q (-want +got):\n%s", k.text, diff)
		}
	}
}

func TestWhoIsAddedComesOnTop(t *testing.T) {
	for _, text := range []string{"thêm nam nữa được không", "cả nam nữa", "nam cũng được nha", "also men"} {
		c := newChat(t, "vi").toShortlist()
		c.says(text)
		if got := c.world().Campaign.Brief.Gender; got != domain.AnyGender {
			t.Errorf("%q after a brief for women makes it one for %q:\n%s", text, got, screen.Plain(c.last()))
		}
	}
	c := newChat(t, "vi").toShortlist()
	c.says("thêm YouTube nữa được không")
	if got := c.world().Campaign.Brief.Channels; !slices.Equal(got, []domain.Platform{domain.TikTok, domain.YouTube}) {
		t.Errorf("YouTube on top of TikTok makes %v", got)
	}
}
