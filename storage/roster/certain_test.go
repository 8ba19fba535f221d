package roster_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"chonmat/storage/roster"
)

func TestATableOfPeopleIsCertainlyAList(t *testing.T) {
	for name, text := range map[string]string{
		"cells of a spreadsheet":  "Tên\tKênh\tFollow\tBáo giá\nMẫu Linh\tTikTok\t120K\t8.000.000\nMẫu Nga\tTikTok\t45K\t2.500.000",
		"one row under a header":  "Tên\tKênh\tFollow\tBáo giá\nMẫu Linh\tTikTok\t120K\t8.000.000",
		"no platform":             "Họ tên\tFollower\tGiá\nMẫu Linh\t120.000\t8.000.000",
		"with numbers":            "STT\tTên\tNền tảng\tFollow\tGiá\n1\tMẫu Linh\tTikTok\t120K\t8tr\n2\tMẫu Nga\tFB\t45K\t2,5tr",
		"commas":                  "Tên,Kênh,Follow,Báo giá\nMẫu Linh,TikTok,120K,8tr\nMẫu Nga,TikTok,45K,2tr5",
		"commas and spaces":       "Tên, Nền tảng, Follow, Giá\nMẫu Linh, TikTok, 120K, 8tr\nMẫu Nga, TikTok, 45K, 2tr5",
		"bars":                    "| Tên | Kênh | Follow | Giá |\n|---|---|---|---|\n| Mẫu Linh | TikTok | 120k | 8tr |",
		"a title above":           "List KOL son môi tháng 11\nTên\tKênh\tFollow\tGiá\nMẫu Linh\tTikTok\t120k\t8tr",
		"a topic as well":         "KOL\tNgành\tNền tảng\tFollower\tChi phí\nMẫu Linh\tLàm đẹp\tTikTok\t120k\t8tr",
		"no header, no platform":  "1. Mẫu Linh Review | 120k | 35k | 8tr\n2. Mẫu Mai | 80k | 20k | 5tr\n3. Mẫu Hoa Beauty | 45k | 10k | 3tr",
		"no header, cells":        "Mẫu Linh\tTikTok\t120k\t8tr\nMẫu Mai\tTikTok\t80k\t5tr",
		"no header, with numbers": "1\tMẫu Linh\tTikTok\t120k\t8tr\n2\tMẫu Mai\tTikTok\t80k\t5tr",
		"dashes":                  "Mẫu Linh - 120k - 8tr\nMẫu Mai - 80k - 5tr",
		"dashes under a heading":  "TikTok:\nMẫu Linh – 120k fl – view 20k\nMẫu Mai – 80k fl – view 15k",
		"topics in their names":   "Mẫu Beauty | 120k | 35k | 8tr\nLinh Chi Review | 80k | 20k | 5tr\nSài Gòn Ăn Gì | 45k | 10k | 3tr",
		"names like periods":      "Tuấn Mẫu - 120k - 8tr\nThắng - 80k - 5tr\nQuý 24h - 45k - 3tr",
		"channels that are names": "Kênh\tFollow\tView\tGiá\nMẫu Beauty\t120K\t30K\t8tr\nMẫu Food\t45k\t10k\t2tr5",
		"one line":                "Mẫu Mai - tiktok - 85k follow - 12tr 2 clip + 1 story",
		"a word before":           "em gửi chị list ạ\nMẫu Linh, tiktok, 120k, 8tr\nMẫu Mai, ig, 80k, 5tr",
	} {
		if table, ok := roster.Paste(text); !ok || !table.Certain {
			t.Errorf("%s: no list for sure: %q", name, text)
		}
	}
}

func TestABriefIsNeverCertainlyAList(t *testing.T) {
	texts := []string{
		"Linh tiktok 120k fl, 8tr/video", "Mẫu Mai, tiktok, 85k, 5tr", "Mẫu Mai, tiktok, 85k follow, 5tr có mắc không?",
		"em là Linh, tiktok, 20k follow, họ trả 5tr 2 video", "cần KOC, tiktok, 50k follow, 3tr", "mình có kênh tiktok, 20k follow, nhận 2tr/video",
		"son môi, tiktok, 50k follow, 80tr", "KOC mỹ phẩm, tiktok, 50k follow, 3tr/video", "10 KOC, tiktok, 50k follow, 30tr", "KOL có trên 50k follow, youtube, 190tr",
		"TikTok, 500k view, 100tr\nFacebook, 300k view, 50tr",
		"mỹ phẩm, follow 50k-100k, 200tr\nđồ ăn, follow 20k-50k, 100tr",
		"Mỹ phẩm - tiktok - follow 50k - 200tr\nĐồ ăn - tiktok - follow 20k - 100tr",
		"son môi - 100k follow - 80tr\nserum - 50k follow - 60tr",
		"Sản phẩm\tKênh\tFollow\tNgân sách\nSon môi\tTikTok\t50k\t200tr",
		"Sản phẩm, Kênh, Follow, Ngân sách\nSon môi, TikTok, 50k, 200tr\nSerum, TikTok, 80k, 100tr",
		"Tên sản phẩm | Kênh | Follow | Ngân sách\nSon môi | TikTok | 50k | 200tr",
		"Tên chiến dịch\tKênh\tFollow\tNgân sách\nTết 2027\tTikTok\t50k\t200tr",
		"KOL\tSố lượng\tFollow\tNgân sách\nNano\t10\t5k\t5tr\nMicro\t5\t50k\t25tr",
		"Tên\tKênh\tFollow\tGiá\nSon môi\tTikTok\t50k\t200tr",
		"Kênh\tView\tNgân sách\nTikTok\t500k\t100tr\nFacebook\t300k\t50tr",
		"Tháng 11 | 500k | 200k | 80tr\nTháng 12 | 800k | 300k | 120tr",
		"Giai đoạn 1 - 100k follow - 80tr\nGiai đoạn 2 - 200k follow - 120tr",
		"Nano - 10k follow - 2tr\nMicro - 50k follow - 8tr\nMacro - 500k follow - 40tr",
		"Cần 5 KOC, follow 50k, giá 3tr\nCần 2 KOL, follow 500k, giá 30tr",
		"5 KOC | 20k follow | 2tr/video\n2 KOL | 300k follow | 20tr/video",
		"Tên: son môi Mẫu\nKênh: TikTok\nFollow: 50k-200k\nGiá: dưới 5tr/video\nNgân sách: 80tr",
		"mỹ phẩm cho nữ, tiktok, 100k, 80tr\nđồ ăn ở Hà Nội, tiktok, 100k, 50tr",
		"Nữ 18-25, tiktok, 100k, 80tr\nNam 18-25, tiktok, 100k, 50tr",
		"Hà Nội, tiktok, 100k follow, 80tr\nTP.HCM, tiktok, 200k follow, 120tr",
		"son môi cho nữ 18-25\nhà nội, 80tr\ncần 200k view, tiktok\nfollow 50k - 200k",
	}
	for _, file := range []string{"briefs.jsonl", "briefs_held_out.jsonl", "intents.jsonl"} {
		f, err := os.Open("../../domain/understand/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var row struct{ Text, Intent string }
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			if row.Intent != "list" {
				texts = append(texts, row.Text)
			}
		}
	}
	if len(texts) < 300 {
		t.Fatalf("only %d texts", len(texts))
	}
	for _, text := range texts {
		if table, ok := roster.Paste(text); ok && table.Certain {
			t.Errorf("%q was taken for a list for sure", text)
		}
	}
}
