package roster_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/storage/roster"
)

// summary reads a list and sums each account up, one a line.
func summary(t *testing.T, file, text string) (accounts []string, r roster.Reading) {
	t.Helper()
	r = read(t, file, text)
	for _, a := range r.Accounts {
		accounts = append(accounts, figures(a))
	}
	return accounts, r
}

func refused(r roster.Reading) map[int]string {
	rows := map[int]string{}
	for _, refusal := range r.Report.Refusals {
		rows[refusal.Row] = strings.TrimPrefix(refusal.Reason.Key, "roster.row.")
	}
	return rows
}

func TestSheetsAsPeopleLayThemOut(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		want    []string
		refused map[int]string
	}{
		"a header of two lines, groups, a total and remarks": {
			"BẢNG BÁO GIÁ KOL,,,,,,,\n" +
				"STT,Nghệ danh,Kênh,Link,Followers,Báo giá (VNĐ),,,Ghi chú\n,,,,,Video,Livestream,Story,\n" +
				"NHÓM MACRO,,,,,,,,\n1,Linh Mẫu,TikTok,https://www.tiktok.com/@linhmau,1M2,\"45,000,000\",80tr,,\n" +
				"NHÓM MICRO,,,,,,,,\n2,Mai Mẫu,IG,https://instagram.com/mai.mau?igsh=x,~50k,,,2tr,\n" +
				"TỔNG CỘNG,,,,,\"45,000,000\",80tr,2tr,\nGhi chú: giá đến 30/11,,,,,,,,\n",
			[]string{
				"{ID:linhmau,Name:Linh Mẫu,Platform:tiktok,Followers:1200000,Prices:{livestream:80000000,short_video:45000000}}",
				"{ID:mai.mau,Name:Mai Mẫu,Platform:instagram,Followers:50000,Prices:{story:2000000}}",
			}, map[int]string{4: "heading", 6: "heading", 8: "total", 9: "heading"}},
		"totals that would pass for people": {
			"Tên,Nền tảng,Follow\nMẫu A,TikTok,2000000\nSubtotal,TikTok,2000000\nTổng cộng: 1 KOL,TikTok,2000000\nTrung bình,TikTok,1000000\nTổng Tài Mẫu,TikTok,9000\n",
			[]string{"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:2000000}", "{ID:tong-tai-mau,Name:Tổng Tài Mẫu,Platform:tiktok,Followers:9000}"},
			map[int]string{3: "total", 4: "total", 5: "total"}},
		"headings that name the platform of the rows below": {
			"STT,Tên kênh,Follow,Chi phí\nI,TIKTOK,,\n1,Mẫu B,90000,4000000\nII,KOL FACEBOOK,,\n1,Mẫu D,70000,3000000\n",
			[]string{"{ID:mau-b,Name:Mẫu B,Platform:tiktok,Followers:90000,Prices:{short_video:4000000}}", "{ID:mau-d,Name:Mẫu D,Platform:facebook,Followers:70000,Prices:{post:3000000}}"}, nil},
		"tables one under the other, in another order": {
			"KOL TIKTOK,,,\nTên,Link,Follow,Giá\nMẫu A,https://tiktok.com/@aa,120000,5000000\n,,,\nKOL FACEBOOK,,,\nTên,Follow,Giá,Link\nMẫu C,150000,6000000,https://facebook.com/cccc\n",
			[]string{"{ID:aa,Name:Mẫu A,Platform:tiktok,Followers:120000,Prices:{short_video:5000000}}", "{ID:cccc,Name:Mẫu C,Platform:facebook,Followers:150000,Prices:{post:6000000}}"}, nil},
		"tables beside each other": {
			"Tên,Kênh,Follow,,Tên,Kênh,Follow\nMẫu A,TikTok,120000,,Mẫu X,TikTok,5000\nMẫu B,Facebook,90000,,,,\n",
			[]string{"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:120000}", "{ID:mau-b,Name:Mẫu B,Platform:facebook,Followers:90000}", "{ID:mau-x,Name:Mẫu X,Platform:tiktok,Followers:5000}"}, nil},
		"columns for several platforms that only the first names": {
			"Tên,Tiktok,Follow,Giá,Facebook,Follow,Giá\nMẫu A,tiktok.com/@aa,120k,5tr,fb.com/a1page,50k,3tr\nMẫu B,,,,fb.com/b1page,70k,4tr\n",
			[]string{
				"{ID:aa,Name:Mẫu A,Platform:tiktok,Followers:120000,Prices:{short_video:5000000}}", "{ID:aa,Name:Mẫu A,Platform:facebook,Followers:50000,Prices:{post:3000000}}",
				"{ID:b1page,Name:Mẫu B,Platform:facebook,Followers:70000,Prices:{post:4000000}}",
			}, nil},
		"a form that asks for links to two platforms and one number": {
			"Dấu thời gian,Họ và tên,Link kênh TikTok của bạn,Số lượng follower hiện tại,Link Facebook của bạn,Mức cát-xê mong muốn cho 1 video,Bạn đang sống ở tỉnh/thành nào?\n" +
				"15/11/2026 9:05:33,Mẫu A,https://www.tiktok.com/@mau.a?_t=8,12k,fb.com/mau.a,500k,TP Hồ Chí Minh\n16/11/2026 9:05:33,Mẫu B,tiktok: maub.official,\"khoảng 20,000\",không có,tùy job,Quận 7\n",
			[]string{
				"{ID:mau.a,Name:Mẫu A,Platform:tiktok,Followers:12000,Prices:{short_video:500000},Place:ho-chi-minh}",
				"{ID:maub.official,Name:Mẫu B,Platform:tiktok,Followers:20000,Place:ho-chi-minh}",
			}, nil},
		"further channels of the person above": {
			"STT,Tên KOL,Kênh,Follow\n1,Mẫu A,TikTok,120000\n,,Facebook,50000\n2,Mẫu B,TikTok,90000\n3,,Facebook,1000\n",
			[]string{"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:120000}", "{ID:mau-a,Name:Mẫu A,Platform:facebook,Followers:50000}", "{ID:mau-b,Name:Mẫu B,Platform:tiktok,Followers:90000}"},
			map[int]string{5: "no_name"}},
		"platforms that are none of ours": {
			"Tên,Nền tảng,Follow\nMẫu A,TikTok,12.3K\nMẫu B,Lemon8,5K\nMẫu C,Facebook,8K\n",
			[]string{"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:12300}", "{ID:mau-c,Name:Mẫu C,Platform:facebook,Followers:8000}"},
			map[int]string{3: "other_platform"}},
		"lines drawn as in Markdown": {
			"| Tên | Nền tảng | Follow |\n|---|:--:|---:|\n| Mẫu A | TikTok | 120k |\n",
			[]string{"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:120000}"}, nil},
		"every line quoted as a whole": {
			"\"Tên,Nền tảng,Follow\"\n\"\"\"Mẫu, A\"\",TikTok,1000\"\n\"Mẫu B,Facebook,2000\"\n",
			[]string{"{ID:mau-a,Name:Mẫu, A,Platform:tiktok,Followers:1000}", "{ID:mau-b,Name:Mẫu B,Platform:facebook,Followers:2000}"}, nil},
		"a quote that never closes": {
			"Tên,Nền tảng,Follow,Ghi chú\nMẫu A,TikTok,1000,\"cao 1m6\" đẹp\nMẫu B,TikTok,2000,\"thiếu\nMẫu C,Facebook,3000,ok\nMẫu D,Instagram,4000,\"ok\"\n",
			[]string{
				"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:1000}", "{ID:mau-b,Name:Mẫu B,Platform:tiktok,Followers:2000}",
				"{ID:mau-c,Name:Mẫu C,Platform:facebook,Followers:3000}", "{ID:mau-d,Name:Mẫu D,Platform:instagram,Followers:4000}",
			}, nil},
		"shares by age, which are headers that look like numbers": {
			"name,platform,followers,Female,13-17,18-24,25-34,35-44,45+\nMẫu A,tiktok,120000,78,10,45,30,10,5\n",
			[]string{"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:120000}"}, nil},
	} {
		got, r := summary(t, "list.csv", c.text)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if rows := refused(r); !maps.Equal(rows, c.refused) {
			t.Errorf("%s: refused %v, want %v", name, rows, c.refused)
		}
	}
}

func TestAPersonAColumnIsRefusedWithAdvice(t *testing.T) {
	_, err := roster.Open("a.csv", []byte("Tên,Mẫu A,Mẫu B\nNền tảng,TikTok,Facebook\nFollow,120000,50000\nGiá,5tr,3tr\n"), roster.OpenOptions{})
	if said, _ := domain.ErrorSentence(err); said.Key != "roster.refuse.transposed" {
		t.Errorf("said %q", said.Key)
	}
}

func TestLinksBehindWordsAreRead(t *testing.T) {
	cells := [][]any{{"STT", "Tên KOL", "Link", "Follow"}, {1, "Mẫu A", "Xem kênh", 120_000}, {2, "Mẫu B", "Xem kênh", 98_000}, {3, "Mẫu C", "Xem kênh", 45_000}}
	for name, column := range map[string]string{"behind words that repeat": "C", "behind names": "B"} {
		f := workbook(t, map[string][][]any{"List": cells}, "List")
		for i, link := range []string{"https://www.tiktok.com/@mau.a", "https://www.instagram.com/mau.b", "https://www.facebook.com/mau.c"} {
			must(t, f.SetCellHyperLink("List", column+string(rune('2'+i)), link, "External"))
		}
		table, err := roster.Open("list.xlsx", saved(t, f), roster.OpenOptions{})
		must(t, err)
		var got []string
		for _, a := range table.Accounts(table.Mapping, source, roster.ReadOptions{}).Accounts {
			got = append(got, a.Name+" "+string(a.Platform)+" "+a.Handle)
		}
		if want := []string{"Mẫu A tiktok mau.a", "Mẫu B instagram mau.b", "Mẫu C facebook mau.c"}; !slices.Equal(got, want) {
			t.Errorf("%s: read %v", name, got)
		}
	}
}

func TestSheetsKeepWhatEachPriceIsFor(t *testing.T) {
	f := workbook(t, map[string][][]any{
		"TikTok":   {{"Tên", "Follow", "Báo giá"}, {"Mẫu A", 120_000, 8_000_000}},
		"Facebook": {{"Tên Page", "Like page", "Báo giá post", "Báo giá video"}, {"Mẫu B", 220_000, 5_000_000, 9_000_000}},
	}, "TikTok", "Facebook")
	table, err := roster.Open("list.xlsx", saved(t, f), roster.OpenOptions{})
	must(t, err)
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	want := map[domain.Deliverable]domain.VND{domain.Post: 5_000_000, domain.ShortVideo: 9_000_000}
	if len(r.Accounts) != 2 || !maps.Equal(r.Accounts[1].Prices, want) {
		t.Errorf("read %+v", r.Accounts)
	}
}
