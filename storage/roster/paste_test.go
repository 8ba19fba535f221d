package roster_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/storage/roster"
)

func TestPastedLines(t *testing.T) {
	for text, want := range map[string][]string{
		"Linh beauty tiktok 120k fl, báo giá 8tr/video": {
			"{ID:linh-beauty,Name:Linh beauty,Platform:tiktok,Followers:120000,Prices:{short_video:8000000},Fields:[beauty]}"},
		"1. @mau-linh - IG - 45k - 3tr\n2/ @mau_hoa – TikTok – 1tr2 follow – 15 triệu/video\n3) Bếp Mẫu | FB | 89.000 | 5tr": {
			"{ID:mau-linh,Name:mau-linh,Platform:instagram,Followers:45000,Prices:{post:3000000}}",
			"{ID:mau_hoa,Name:mau_hoa,Platform:tiktok,Followers:1200000,Prices:{short_video:15000000}}",
			"{ID:bep-mau,Name:Bếp Mẫu,Platform:facebook,Followers:89000,Prices:{post:5000000}}"},
		"TikTok:\n- Mẫu Lan 120k fl, view 30k, ER 5%, giá 8tr\n\n- Mẫu Mai: 50k follow, 15k view, 3tr5/video, 1tr/story, HN, 0912345678\nFacebook:\n• Mẫu Đào 20k": {
			"{ID:mau-lan,Name:Mẫu Lan,Platform:tiktok,Followers:120000,Views:30000,ER:0.05,By:views,Prices:{short_video:8000000}}",
			"{ID:mau-mai,Name:Mẫu Mai,Platform:tiktok,Followers:50000,Views:15000,Prices:{short_video:3500000,story:1000000},Place:ha-noi}",
			"{ID:mau-dao,Name:Mẫu Đào,Platform:facebook,Followers:20000}"},
		"https://www.tiktok.com/@mau-linh 120k 8tr\nhttps://www.instagram.com/mauhoa 45k 3tr": {
			"{ID:mau-linh,Name:mau-linh,Platform:tiktok,Followers:120000,Prices:{short_video:8000000}}",
			"{ID:mauhoa,Name:mauhoa,Platform:instagram,Followers:45000,Prices:{post:3000000}}"},
		"Hoa Mẫu (IG 1.2M follow) - 80tr/post\nMẫu 24h Review, youtube 300k sub, 40tr/video": {
			"{ID:hoa-mau,Name:Hoa Mẫu,Platform:instagram,Followers:1200000,Prices:{post:80000000}}",
			"{ID:mau-24h-review,Name:Mẫu 24h Review,Platform:youtube,Followers:300000,Prices:{long_video:40000000}}"},
		"Mẫu Nam - TikTok - 100k-150k fl - 5-7tr/video": {
			"{ID:mau-nam,Name:Mẫu Nam,Platform:tiktok,Followers:125000,Prices:{short_video:6000000}}"},
		"Mẫu Na - tiktok - 85k - view 20k - 5tr - story 2tr": {
			"{ID:mau-na,Name:Mẫu Na,Platform:tiktok,Followers:85000,Views:20000,Prices:{short_video:5000000,story:2000000}}"},
		// A word between two numbers names one of them.
		"Mẫu Na tiktok 600k fl avg 200k view 22tr\nMẫu Mo tiktok 15k view 20k 1tr5\nMẫu Ba tiktok 15k view 3tr": {
			"{ID:mau-na,Name:Mẫu Na,Platform:tiktok,Followers:600000,Views:200000,Prices:{short_video:22000000}}",
			"{ID:mau-mo,Name:Mẫu Mo,Platform:tiktok,Followers:15000,Views:20000,Prices:{short_video:1500000}}",
			"{ID:mau-ba,Name:Mẫu Ba,Platform:tiktok,Views:15000,Prices:{short_video:3000000}}"},
		"Tên\tNền tảng\tFollow\tGiá\nMẫu A\tTikTok\t120k\t8tr\nMẫu B\tFB\t20k\t2tr": {
			"{ID:mau-a,Name:Mẫu A,Platform:tiktok,Followers:120000,Prices:{short_video:8000000}}",
			"{ID:mau-b,Name:Mẫu B,Platform:facebook,Followers:20000,Prices:{post:2000000}}"},
	} {
		table, ok := roster.Paste(text)
		if !ok {
			t.Errorf("%q is no list", text)
			continue
		}
		r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
		var got []string
		for _, a := range r.Accounts {
			got = append(got, figures(a))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
		if needs := table.Needs(table.Mapping, roster.ReadOptions{}); len(needs) > 0 {
			t.Errorf("%q needs %v", text, needs)
		}
		checkReading(t, table, r)
	}
}

func TestFiguresOfAPastedLine(t *testing.T) {
	for said, want := range map[string]string{
		// A number beside "view" or an average is views, wherever it stands.
		"view trung bình 20k, 5tr":          "Views:20000,Prices:{short_video:5000000}",
		"avg 20k, 5tr":                      "Views:20000,Prices:{short_video:5000000}",
		"avg 20k 5tr":                       "Views:20000,Prices:{short_video:5000000}",
		"20k avg, 5tr":                      "Views:20000,Prices:{short_video:5000000}",
		"avg view 20k - 5tr":                "Views:20000,Prices:{short_video:5000000}",
		"view tb 20k - 5tr":                 "Views:20000,Prices:{short_video:5000000}",
		"20k view tb - 5tr":                 "Views:20000,Prices:{short_video:5000000}",
		"view tb 35k - báo giá 8tr/video":   "Views:35000,Prices:{short_video:8000000}",
		"view tầm 20k, 5tr":                 "Views:20000,Prices:{short_video:5000000}",
		"view mỗi video 20k, 5tr":           "Views:20000,Prices:{short_video:5000000}",
		"lượt xem trung bình 20k | 5 củ":    "Views:20000,Prices:{short_video:5000000}",
		"20k lượt xem, 5 triệu":             "Views:20000,Prices:{short_video:5000000}",
		"5tr, view 20k":                     "Views:20000,Prices:{short_video:5000000}",
		"view 200k":                         "Views:200000",
		"avg view 1tr2, giá trung bình 5tr": "Views:1200000,Prices:{short_video:5000000}",
		// What is written as money is the price, not the bare number before it.
		"20k, 5tr":         "Prices:{short_video:5000000}",
		"300k, 5tr":        "Prices:{short_video:5000000}",
		"300k, 5.000.000đ": "Prices:{short_video:5000000}",
		"500k":             "Prices:{short_video:500000}",
		"giá 500k":         "Prices:{short_video:500000}",
		"20k":              "",
		"500k story, 3tr":  "Prices:{short_video:3000000,story:500000}",
		"20kview, $300":    "Views:20000,Prices:{short_video:7800000}",
		"120k like, 5tr":   "Prices:{short_video:5000000}",
		"120k, 300k":       "",
	} {
		text := "Mẫu Mai, tiktok, 85k fl, " + said
		table, ok := roster.Paste(text)
		if !ok {
			t.Errorf("%q is no list", text)
			continue
		}
		r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
		if want != "" {
			want = "," + want
		}
		if got := figures(r.Accounts[0]); got != "{ID:mau-mai,Name:Mẫu Mai,Platform:tiktok,Followers:85000"+want+"}" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestAPastedBundleIsNotThePriceOfOne(t *testing.T) {
	for said, want := range map[string]string{
		"12tr 2 clip + 1 story":            "",
		"12tr 1 clip + 1 story":            "",
		"12tr/2 clip":                      "",
		"12tr cho 2 video":                 "",
		"5tr combo 2 video":                "",
		"combo 2 video 12tr":               "",
		"2 clip 12tr":                      "",
		"trọn gói 12tr":                    "",
		"12tr 1 clip":                      ",Prices:{short_video:12000000}",
		"1 clip 12tr - 1 story 3tr":        ",Prices:{short_video:12000000,story:3000000}",
		"8tr/video, combo 3 video 20tr":    ",Prices:{short_video:8000000}",
		"video 12tr, story 3tr":            ",Prices:{short_video:12000000,story:3000000}",
		"cast 3tr - combo 2 clip 9tr":      ",Prices:{short_video:3000000}",
		"2tr story, 12tr 1 clip + 1 story": ",Prices:{story:2000000}",
		"2tr story, 12tr 2 clip + 1 story": ",Prices:{story:2000000}",
	} {
		text := "Mẫu Mai, tiktok, 85k fl, " + said
		table, ok := roster.Paste(text)
		if !ok {
			t.Errorf("%q is no list", text)
			continue
		}
		r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
		if got := figures(r.Accounts[0]); got != "{ID:mau-mai,Name:Mẫu Mai,Platform:tiktok,Followers:85000"+want+"}" {
			t.Errorf("%q: %s", text, got)
		}
		if bundle := !strings.Contains(want, "12000000"); bundle != slices.Contains(notes(r), "price_bundle") {
			t.Errorf("%q: notes %v", text, notes(r))
		}
	}
}

func TestABriefIsNoList(t *testing.T) {
	for _, text := range []string{
		"serum cho nữ 20–28 ở SG, 150tr, cần 400k reach",
		"my pham cho nu 18-25 o SG, 200tr, can 500k reach tren tiktok, ko lay celeb",
		"cần 10 KOC tiktok, ngân sách 50tr, kpi 200 đơn",
		"ngân sách 300tr thôi\nthêm Hà Nội",
		"TikTok cho mỹ phẩm, 200tr, 1 triệu view",
		"Ngân sách 200 triệu, 500k view, follow tầm 100k",
		"Sản phẩm: serum\nKhách: nữ 18-25\nNgân sách: 200 triệu\nKPI: 500.000 reach",
		"18-25", "200 triệu", "KOC là gì?", "chào bạn", "", "\n\n", "12/11/2026, 15 triệu",
	} {
		if table, ok := roster.Paste(text); ok {
			t.Errorf("%q was taken for a list: %v %v", text, table.Header, table.Rows)
		}
	}
}

func TestNoPastedLineIsLostInSilence(t *testing.T) {
	table, ok := roster.Paste("em chào chị ạ\nHà Mẫu - tiktok - 200k fl - 10tr\nMai Mẫu - tiktok - 100k fl - 5tr\nHết ạ")
	if !ok {
		t.Fatal("no list")
	}
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	var rows []int
	for _, refusal := range r.Report.Refusals {
		rows = append(rows, refusal.Row)
	}
	if r.Report.Taken != 2 || !slices.Equal(rows, []int{1, 4}) {
		t.Errorf("took %d, refused lines %v", r.Report.Taken, rows)
	}
}

func TestAPastedNumberThatSaysNothingOfItselfIsNoted(t *testing.T) {
	for text, want := range map[string]int{
		"Mẫu Mai, tiktok, 85k fl, 20k, 5tr":                                    1,
		"Mẫu Mai | 85k | 20k | 5tr\nMẫu Hoa | 120k | 300k | 8tr":               2,
		"Mẫu Mai, tiktok, 85k fl, view 20k, 5tr":                               0,
		"Mẫu Mai, tiktok, 85k fl, 500k\nMẫu Hoa, tiktok, 120k fl, 2 video 8tr": 0,
	} {
		table, ok := roster.Paste(text)
		if !ok {
			t.Errorf("%q is no list", text)
			continue
		}
		noted := 0
		for _, n := range table.Notes {
			if n.Key == "roster.note.figure_unclear" {
				noted, _ = n.Args[0].Value.(int)
			}
		}
		if noted != want {
			t.Errorf("%q: %d noted, want %d", text, noted, want)
		}
	}
}

func TestPastedLinesSentAsAFile(t *testing.T) {
	r := read(t, "ds.txt", "Hà Mẫu - tiktok - 200k fl - 10tr\nMai Mẫu - tiktok - 100k fl - 5tr\n")
	if r.Report.Taken != 2 {
		t.Errorf("took %d of %d", r.Report.Taken, r.Report.Rows)
	}
}
