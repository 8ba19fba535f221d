package roster_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// figures sums an account up for comparison.
func figures(a domain.Account) string {
	data, err := json.Marshal(struct {
		ID, Name  string
		Platform  domain.Platform
		Followers domain.Figure[int64]              `json:",omitzero"`
		Views     domain.Figure[int64]              `json:",omitzero"`
		ER        domain.Figure[domain.Rate]        `json:",omitzero"`
		By        domain.Basis                      `json:",omitempty"`
		Prices    map[domain.Deliverable]domain.VND `json:",omitempty"`
		Topics    []string                          `json:",omitempty"`
		Fields    []domain.Industry                 `json:",omitempty"`
		Place     domain.Location                   `json:",omitempty"`
	}{a.Creator, a.Name, a.Platform, a.Followers, a.Views, a.Engagement, a.EngagementBasis, a.Prices, a.Topics, a.Categories, a.Location})
	if err != nil {
		panic(err)
	}
	return strings.ReplaceAll(string(data), `"`, "")
}

func notes(r roster.Reading) (keys []string) {
	for _, n := range r.Report.Notes {
		keys = append(keys, strings.TrimPrefix(n.Key, "roster.note."))
	}
	return keys
}

func TestRealWorldLists(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		want       []string
		notes      []string
	}{
		"an agency's list": {"agency.csv", agency, []string{
			"{ID:mau-mot,Name:Hà Mẫu Một,Platform:tiktok,Followers:120000,Views:35500,ER:0.065,By:views,Prices:{short_video:8000000}}",
			"{ID:mau-hai,Name:Hà Mẫu Hai,Platform:tiktok,Followers:1250000,Views:220000,ER:0.042,By:views,Prices:{short_video:45000000}}",
			"{ID:mau-ba,Name:Hà Mẫu Ba,Platform:tiktok,Followers:98500}",
			"{ID:ha-mau-bon,Name:Hà Mẫu Bốn,Platform:tiktok,Followers:45000,Views:12000,ER:0.081,By:views,Prices:{short_video:3500000}}",
		}, []string{"by_name", "basis_assumed", "mark_grouped"}},

		"a marketplace of three number styles": {"vn-tiktok.csv",
			"ID,Name,Collab Score,Followers,Median Views,Engagement,Price,Field Tags,Video Tags\n" +
				"mau.mot,Mẫu Một,89.9,\"1,1M\",\"113,6K\",\"9,03%\",18.000.000 VND,\"Làm đẹp và chăm sóc cá nhân, Ứng dụng\",Tình yêu & Mối quan hệ lãng mạn\n" +
				"mau.hai,Mẫu Hai,N/A,\"784,8K\",\"59,8K\",\"40,46%\",3.500.000 VND,,Trò chơi điện tử\n" +
				"mau.ba,Mẫu Ba,78.3,\"1,2M\",\"58,6K\",\"15,68%\",N/A,,\n" +
				"mau.bon,Mẫu Bốn,78.3,\"1,2M\",\"58,6K\",\"15,68%\",N/A,,\n" +
				"mau.mot,Mẫu Một,89.9,\"1,2M\",N/A,\"8,00%\",17.000.000 VND,,\n",
			[]string{
				"{ID:mau.mot,Name:Mẫu Một,Platform:tiktok,Followers:1200000,Views:113600,ER:0.08,By:views,Prices:{short_video:17000000},Topics:[Làm đẹp và chăm sóc cá nhân,Ứng dụng,Tình yêu \\u0026 Mối quan hệ lãng mạn],Fields:[beauty,tech]}",
				"{ID:mau.hai,Name:Mẫu Hai,Platform:tiktok,Followers:784800,Views:59800,ER:0.4046,By:views,Prices:{short_video:3500000},Topics:[Trò chơi điện tử],Fields:[gaming]}",
				"{ID:mau.ba,Name:Mẫu Ba,Platform:tiktok,Followers:1200000,Views:58600,ER:0.1568,By:views}",
				"{ID:mau.bon,Name:Mẫu Bốn,Platform:tiktok,Followers:1200000,Views:58600,ER:0.1568,By:views}",
			}, []string{"basis_by_views", "merged", "price_deliverable"}},

		"an export with a row a video": {"dataset.csv",
			"\uFEFF\"authorMeta.name\",\"authorMeta.nickName\",\"authorMeta.fans\",\"playCount\",\"diggCount\",\"commentCount\",\"shareCount\",\"createTimeISO\",\"text\"\n" +
				"\"mau.lan\",\"Mẫu Lan\",\"120000\",\"45000\",\"3000\",\"120\",\"80\",\"2026-10-01T03:00:00Z\",\"dòng một\ndòng hai\"\n" +
				"\"mau.lan\",\"Mẫu Lan\",\"120500\",\"15000\",\"900\",\"40\",\"10\",\"2026-10-03T03:00:00Z\",\"b\"\n" +
				"\"mau.lan\",\"Mẫu Lan\",\"120500\",\"15000\",\"900\",\"40\",\"10\",\"2026-10-03T03:00:00Z\",\"b\"\n" +
				"\"mau.lan\",\"Mẫu Lan\",\"121000\",\"1000000\",\"90000\",\"900\",\"900\",\"2026-09-03T03:00:00Z\",\"c\"\n",
			[]string{"{ID:mau.lan,Name:Mẫu Lan,Platform:tiktok,Followers:121000,Views:45000,ER:0.090518868,By:views}"},
			[]string{"videos"}},

		"engagement as a count": {"instagram-top.csv",
			"S.no,Instagram name,Name,Subscribers,\"Engagement average\n\"\n1,mau.mot,Mẫu Một,100M,5M\n2,mau_hai,#NAME?,50M,1M\n",
			[]string{
				"{ID:mau.mot,Name:Mẫu Một,Platform:instagram,Followers:100000000,ER:0.05,By:followers}",
				"{ID:mau_hai,Name:mau_hai,Platform:instagram,Followers:50000000,ER:0.02,By:followers}",
			}, []string{"rate_computed"}},

		"one row a person, two platforms": {"kol.csv",
			"STT,Nghệ danh,Lĩnh vực,Khu vực,TikTok,,,Facebook,,\n,,,,Link,Follow,Giá video,Link,Follow,Giá post\n" +
				"1,Mẫu Một,Làm đẹp,TP.HCM,https://tiktok.com/@mau1,\"1,2M\",\"45,000,000\",https://facebook.com/mau1,\"350,000\",\"20,000,000\"\n" +
				"2,Mẫu Hai,Ẩm thực/Du lịch,Hà Nội,,,,https://facebook.com/mau2,89K,5tr\n",
			[]string{
				"{ID:mau1,Name:Mẫu Một,Platform:tiktok,Followers:1200000,Prices:{short_video:45000000},Topics:[Làm đẹp],Fields:[beauty],Place:ho-chi-minh}",
				"{ID:mau1,Name:Mẫu Một,Platform:facebook,Followers:350000,Prices:{post:20000000},Topics:[Làm đẹp],Fields:[beauty],Place:ho-chi-minh}",
				"{ID:mau2,Name:Mẫu Hai,Platform:facebook,Followers:89000,Prices:{post:5000000},Topics:[Ẩm thực,Du lịch],Fields:[food,travel],Place:ha-noi}",
			}, []string{}},

		"prices as people say them": {"gia.csv",
			"Tên KOC,Kênh,Follower,Báo giá\nMẫu 1,TikTok,35k,\"Video: 8tr; Livestream: 12tr/buổi\"\nMẫu 2,Facebook,20k,\"1 post 2tr, 1 story 500k\"\n" +
				"Mẫu 3,Instagram,12.5k,\"3tr/reel, 1tr5/story\"\nMẫu 4,TikTok,12k,Barter\nMẫu 5,TikTok,9k,$200\nMẫu 6,YouTube,9k,5-7tr/video\nMẫu 7,TikTok,9k,8\nMẫu 8,TikTok,9k,liên hệ\n",
			[]string{
				"{ID:mau-1,Name:Mẫu 1,Platform:tiktok,Followers:35000,Prices:{livestream:12000000,short_video:8000000}}",
				"{ID:mau-2,Name:Mẫu 2,Platform:facebook,Followers:20000,Prices:{post:2000000,story:500000}}",
				"{ID:mau-3,Name:Mẫu 3,Platform:instagram,Followers:12500,Prices:{short_video:3000000,story:1500000}}",
				"{ID:mau-4,Name:Mẫu 4,Platform:tiktok,Followers:12000,Prices:{short_video:0}}",
				"{ID:mau-5,Name:Mẫu 5,Platform:tiktok,Followers:9000,Prices:{short_video:5200000}}",
				"{ID:mau-6,Name:Mẫu 6,Platform:youtube,Followers:9000,Prices:{long_video:6000000}}",
				"{ID:mau-7,Name:Mẫu 7,Platform:tiktok,Followers:9000}",
				"{ID:mau-8,Name:Mẫu 8,Platform:tiktok,Followers:9000}",
			}, []string{"by_name", "price_deliverable", "usd", "ranges", "price_unit"}},

		"units in the header": {"a.csv",
			"Tên,Nền tảng,Follow (K),View TB (nghìn),Giá (triệu)\nMẫu 1,TikTok,120,35,8\nMẫu 2,Instagram,45.5,,\"3,5\"\nMẫu 3,YouTube,1200,,\"60.000.000\"\n",
			[]string{
				"{ID:mau-1,Name:Mẫu 1,Platform:tiktok,Followers:120000,Views:35000,Prices:{short_video:8000000}}",
				"{ID:mau-2,Name:Mẫu 2,Platform:instagram,Followers:45500,Prices:{post:3500000}}",
				"{ID:mau-3,Name:Mẫu 3,Platform:youtube,Followers:1200000,Prices:{long_video:60000000}}",
			}, []string{"by_name", "price_deliverable", "price_deliverable", "price_deliverable"}},

		"totals of a channel are no views of a video": {"youtube.csv",
			"channelId,title,subscriberCount,viewCount,avgLikes,avgComments,EngagementRate\n" +
				strings.Join([]string{"UC1a,M1,10000,4000000,90,10,0.01", "UC2b,M2,20000,9000000,180,20,0.01", "UC3c,M3,5000,900000,45,5,0.01",
					"UC4d,M4,7000,990000,63,7,0.01", "UC5e,M5,8000,5900000,72,8,0.01"}, "\n"),
			[]string{
				"{ID:UC1a,Name:M1,Platform:youtube,Followers:10000,ER:0.01,By:followers}", "{ID:UC2b,Name:M2,Platform:youtube,Followers:20000,ER:0.01,By:followers}",
				"{ID:UC3c,Name:M3,Platform:youtube,Followers:5000,ER:0.01,By:followers}", "{ID:UC4d,Name:M4,Platform:youtube,Followers:7000,ER:0.01,By:followers}",
				"{ID:UC5e,Name:M5,Platform:youtube,Followers:8000,ER:0.01,By:followers}",
			}, []string{"total_views", "basis_computed"}},

		"the canonical columns": {"list.csv",
			"id,name,platform,followers,avg_views,engagement_rate,engagement_basis,price_short_video_vnd,source,as_of\n" +
				"1,Mẫu 1,tiktok,120000,30000,0.05,views,8000000,khảo sát,2026-10\n2,Mẫu 2,tiktok,50000,10000,0.06,followers,0,,\n1,Mẫu 1,youtube,30000,,,,,,\n",
			[]string{
				"{ID:1,Name:Mẫu 1,Platform:tiktok,Followers:120000,Views:30000,ER:0.05,By:views,Prices:{short_video:8000000}}",
				"{ID:2,Name:Mẫu 2,Platform:tiktok,Followers:50000,Views:10000,ER:0.06,By:followers,Prices:{short_video:0}}",
				"{ID:1,Name:Mẫu 1,Platform:youtube,Followers:30000}",
			}, []string{}},
	} {
		r := read(t, c.file, c.text)
		var got []string
		for _, a := range r.Accounts {
			got = append(got, figures(a))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if got := notes(r); !slices.Equal(got, c.notes) {
			t.Errorf("%s: notes %v, want %v", name, got, c.notes)
		}
	}
}

func TestRatesInEveryWriting(t *testing.T) {
	for name, c := range map[string]struct {
		header, cells string
		want          []float64
	}{
		"percent signs":         {"ER", "9,03%|1.39%|12%", []float64{0.0903, 0.0139, 0.12}},
		"fractions":             {"ER", "0.0903|0.5|0.0006", []float64{0.0903, 0.5, 0.0006}},
		"bare percentages":      {"ER", "9,03|0,8|12", []float64{0.0903, 0.008, 0.12}},
		"percent in the header": {"ER (%)", "0.9|0.5", []float64{0.009, 0.005}},
		"scientific":            {"ER", "5.9999999999999995E-4|1.2E-2", []float64{0.0006, 0.012}},
		"zero is a rate":        {"ER", "0%|3%", []float64{0, 0.03}},
		"a bare 0.5 beside 5%":  {"ER", "5%|0.5", []float64{0.05, -1}},
		"too much to be a rate": {"ER", "5%|9900%", []float64{0.05, -1}},
	} {
		text := "Tên\tNền tảng\tFollow\t" + c.header + "\n"
		for i, cell := range strings.Split(c.cells, "|") {
			text += "Mẫu " + string(rune('A'+i)) + "\tTikTok\t12000\t" + cell + "\n"
		}
		r := read(t, "a.tsv", text)
		for i, want := range c.want {
			if got := float64(r.Accounts[i].Engagement.Or(-1)); got != want {
				t.Errorf("%s: row %d reads %v, want %v", name, i+1, got, want)
			}
		}
	}
}

func TestUnknownIsNotZero(t *testing.T) {
	for _, cell := range []string{"N/A", "-", "—", "", "#NAME?", "null", "chưa có", "0"} {
		r := read(t, "a.csv", "Tên,Nền tảng,Follow,View TB,ER,Báo giá\nMẫu,TikTok,12000,"+cell+",,"+cell+"\n")
		if a := r.Accounts[0]; a.Views.IsKnown() || a.Engagement.IsKnown() || len(a.Prices) > 0 {
			t.Errorf("%q became %s", cell, figures(a))
		}
	}
}

func TestEachRefusedRowSaysWhy(t *testing.T) {
	r := read(t, "a.csv", "Tên,Nền tảng,Follow\n,TikTok,12000\nMẫu Một,,12000\nMẫu Hai,TikTok,nhiều\nMẫu Ba,TikTok,12000\n")
	want := map[int]string{2: "roster.row.no_name", 3: "roster.row.no_platform", 4: "roster.row.no_figures"}
	got := map[int]string{}
	for _, refusal := range r.Report.Refusals {
		got[refusal.Row] = refusal.Reason.Key
	}
	if diff := cmp.Diff(want, got); diff != "" || r.Report.Taken != 1 || r.Report.Refused != 3 {
		t.Errorf("took %d, refused %d:\n%s", r.Report.Taken, r.Report.Refused, diff)
	}
}

func TestEveryFigureHasASource(t *testing.T) {
	r := read(t, "a.csv", "Tên,Nền tảng,Follow,Nguồn,Ngày cập nhật\nMẫu Một,TikTok,1200,,\nMẫu Hai,TikTok,1300,Báo cáo tháng 10,01/11/2026\n")
	want := []domain.Source{source, {Title: "Báo cáo tháng 10", Date: "2026-11-01"}}
	for i, a := range r.Accounts {
		if a.Source != want[i] {
			t.Errorf("account %d: source %+v, want %+v", i, a.Source, want[i])
		}
	}
}

func TestTextIsBoundedAndClean(t *testing.T) {
	long := strings.Repeat("ố", 5000)
	r := read(t, "a.csv", "Tên,Nền tảng,Follow,Chủ đề,Liên hệ\nMẫu\u202E\x07 \tMột,TikTok,1200,"+long+","+long+"\n"+long+",TikTok,1300,,\n")
	a, b := r.Accounts[0], r.Accounts[1]
	if a.Name != "Mẫu Một" || len([]rune(a.Contact)) > 200 || len([]rune(a.Topics[0])) > 60 || len([]rune(b.Name)) != 200 {
		t.Errorf("kept %q, %d, %d, %d", a.Name, len(a.Contact), len(a.Topics[0]), len(b.Name))
	}
}

func TestAnUnstatedBasisIsAskedOrSaid(t *testing.T) {
	text := "Tên,Nền tảng,Follow,ER\nMẫu Một,TikTok,1200,5%\nMẫu Hai,Instagram,1300,2%\n"
	table := open(t, "a.csv", text)
	if table.BasisStated {
		t.Error("the file does not state the basis")
	}
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	if r.Accounts[0].EngagementBasis != domain.ByViews || r.Accounts[1].EngagementBasis != domain.ByFollowers || !slices.Contains(notes(r), "basis_assumed") {
		t.Errorf("read %s and %s, notes %v", figures(r.Accounts[0]), figures(r.Accounts[1]), notes(r))
	}
	r = table.Accounts(table.Mapping, source, roster.ReadOptions{Basis: domain.ByFollowers})
	if r.Accounts[0].EngagementBasis != domain.ByFollowers || slices.Contains(notes(r), "basis_assumed") {
		t.Errorf("the answer was not used: %s, notes %v", figures(r.Accounts[0]), notes(r))
	}
	stated := open(t, "a.csv", strings.Replace(text, ",ER", ",ER theo lượt xem", 1))
	if !stated.BasisStated || stated.Basis != domain.ByViews {
		t.Errorf("stated basis read as %q, %v", stated.Basis, stated.BasisStated)
	}
}

func TestCountsOfAReportAlwaysAddUp(t *testing.T) {
	cell := rapid.SampledFrom([]string{"", "Mẫu Một", "Mẫu Hai", "@mau", "TikTok", "FB", "1200", "1,5K", "N/A", "0", "8tr", "\"a\nb\"", "x\"y", "https://www.tiktok.com/@mau1"})
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("Tên,Kênh,Follow,Giá,Link\n")
		for range rapid.IntRange(1, 30).Draw(t, "rows") {
			b.WriteString(strings.Join(rapid.SliceOfN(cell, 1, 7).Draw(t, "row"), ",") + "\n")
		}
		table, err := roster.Open("a.csv", []byte(b.String()), roster.OpenOptions{})
		if err != nil {
			return
		}
		checkReading(t, table, table.Accounts(table.Mapping, source, roster.ReadOptions{}))
	})
}

// failer is what testing.T, testing.F and rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkReading checks what holds for every reading.
func checkReading(t failer, table *roster.Table, r roster.Reading) {
	t.Helper()
	rep := r.Report
	if rep.Rows != rep.Taken+rep.Merged+rep.Refused || rep.Rows != len(table.Rows) || rep.Accounts != len(r.Accounts) || rep.Identical > rep.Merged ||
		rep.Creators > rep.Accounts || len(rep.Refusals) != min(rep.Refused, roster.MaxRefusals) {
		t.Fatalf("the counts do not add up: %+v", rep)
	}
	seen := map[domain.AccountKey]bool{}
	for _, a := range r.Accounts {
		rate, share := a.Engagement.Or(0), a.AudienceFemale.Or(0)
		switch {
		case a.Name == "" || a.Creator == "" || !slices.Contains(domain.Platforms, a.Platform) || seen[a.Key()]:
			t.Fatalf("an account without name, id or platform, or twice: %+v", a)
		case min(a.Likes.Or(0), a.Comments.Or(0), a.Shares.Or(0)) < 0 || max(a.Likes.Or(0), a.Comments.Or(0), a.Shares.Or(0)) > 20_000_000_000:
			t.Fatalf("counts of a post: %+v", a)
		case a.Followers.Or(1) < 1 || a.Views.Or(1) < 1 || !a.Followers.IsKnown() && !a.Views.IsKnown():
			t.Fatalf("an account without figures: %+v", a)
		case rate < 0 || rate > 10 || share < 0 || share > 1 || a.Engagement.IsKnown() != (a.EngagementBasis != ""):
			t.Fatalf("an impossible rate: %+v", a)
		case strings.ContainsRune(a.Name+a.Creator+a.Handle+a.Contact+strings.Join(a.Topics, ""), 0):
			t.Fatalf("U+0000 in %+v", a)
		case a.URL != "" && !strings.HasPrefix(strings.ToLower(a.URL), "http"):
			t.Fatalf("a link that is none: %q", a.URL)
		}
		for d, price := range a.Prices {
			if price < 0 || !slices.Contains(domain.Deliverables, d) {
				t.Fatalf("a price of %d for %q", price, d)
			}
		}
		seen[a.Key()] = true
	}
	for _, n := range rep.Notes {
		if !wording.Has(n.Key) {
			t.Fatalf("a note without words: %s", n.Key)
		}
	}
}
