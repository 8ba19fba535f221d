package roster_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/storage/roster"
)

// FuzzOpen opens any bytes: a refusal has words for the person, and what is
// not refused reads with counts that add up, in any mapping.
func FuzzOpen(f *testing.F) {
	f.Add("agency.csv", []byte(agency), uint8(0))
	f.Add("list.csv", []byte("Tên,Kênh,Follow,Giá\n\"Mẫu \"\"Một\"\"\",TikTok,\"1,1M\",8tr5\n"), uint8(3))
	f.Add("list.csv", []byte("id,name,platform,followers,audience_locations,audience_18_24\n1,a,x,1e9,ho-chi-minh:0.4|ha-noi:60%,0.2\n"), uint8(7))
	f.Add("u.csv", []byte("\xFF\xFEN\x00a\x00m\x00e\x00,\x00F\x00a\x00n\x00s\x00\n\x00a\x00,\x001\x00\n\x00"), uint8(1))
	f.Add("v.csv", []byte("sep=;\r\nauthorMeta.name;authorMeta.fans;playCount;text\r\na;1;2;\"x\r\ny\"\r\na;1;3;z\r\n"), uint8(2))
	f.Add("w.csv", []byte("name,platform,followers\nA,tiktok,1\n<<<<<<< HEAD\n"), uint8(0))
	f.Add("x.xlsx", []byte("PK\x03\x04"), uint8(0))
	f.Add("y.txt", []byte("1. @mau - IG - 45k - 3tr\nMẫu | FB | 89.000 | 5tr"), uint8(5))
	f.Add("z.csv", []byte("Nguyễn;Kênh;Follow\n\"\"\";;;\x00\n"), uint8(9))
	f.Add("q.csv", []byte("STT,Tên,Follow,Giá\nI,TIKTOK,,\n1,Mẫu,1k,2 video 5tr\n,,,\nTên,Follow,Giá,Link\nMẫu,2k,3€,fb.com/mau\nTổng,,5tr,\n"), uint8(4))
	f.Add("r.csv", []byte("id,authorMeta,url\n1,\"{\"\"fans\"\":5,\"\"name\"\":\"\"mau\"\"}\",https://tiktok.com/@mau/video/1\n"), uint8(6))
	f.Add("s.csv", []byte("\"Tên,Kênh,Follow,Tên,Kênh,Follow\"\n\"Mẫu,@mau (IG),1k,Máº«u,FB,2k\"\n"), uint8(8))
	f.Add("t.csv", []byte("Tên,TikTok follow,TikTok like TB,Cmt TB,Share TB,FB like TB\nMẫu,12K,\"1,5K\",-3,0,9\nMẫu 2,1,2e99,3-5,N/A,7\n"), uint8(10))
	f.Fuzz(func(t *testing.T, name string, data []byte, shift uint8) {
		table, err := roster.Open(name, data, roster.OpenOptions{})
		if err != nil {
			if said, ok := domain.ErrorSentence(err); !ok || !strings.HasPrefix(said.Key, "roster.refuse.") || table != nil {
				t.Fatalf("refused without a word: %v", err)
			}
			return
		}
		if len(table.Rows) != len(table.RowAt) || len(table.Mapping) != len(table.Header) {
			t.Fatalf("%d rows, %d numbers; %d columns, %d headers", len(table.Rows), len(table.RowAt), len(table.Mapping), len(table.Header))
		}
		checkReading(t, table, table.Accounts(table.Mapping, source, roster.ReadOptions{}))
		m := slices.Clone(table.Mapping)
		for i := range m {
			m = m.With(i, roster.Choices[(i+int(shift))%len(roster.Choices)].Of(domain.Platforms[int(shift)%8]))
			table.SampleCell(i)
		}
		table.Needs(m, roster.ReadOptions{})
		checkReading(t, table, table.Accounts(m, source, roster.ReadOptions{Platform: domain.TikTok}))
	})
}

// FuzzPaste reads any text as pasted lines.
func FuzzPaste(f *testing.F) {
	for _, text := range []string{
		"Linh beauty tiktok 120k fl, báo giá 8tr/video", "1. @handle - IG - 45k - 3tr\nBếp | FB | 89.000 | 5-7tr",
		"TikTok:\n- Lan 120k fl, view 30k, ER 5%\n", "https://www.tiktok.com/@a 120k 8tr5", "0912345678 1tr 2% 3k/", "½ ١٢٣ k", "Lan 85k 20kview 5tr", "0 0fAn", "0$0",
		"1\tLan\t120k\t35k\t$300\n2\tMai\t80k\tview tb 20k\t2 clip + 1 story 5tr",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table, ok := roster.Paste(text)
		if !ok {
			return
		}
		checkReading(t, table, table.Accounts(table.Mapping, source, roster.ReadOptions{Platform: domain.TikTok}))
	})
}

// FuzzAccountIn: whatever a text names as an account is a platform of ours and
// can be a handle.
func FuzzAccountIn(f *testing.F) {
	for _, seed := range []string{
		"tiktok @mau.linh", "https://www.tiktok.com/@mau.linh?lang=vi", "ig: mau.linh", "@mau", "fb.com/profile.php?id=100", "tiktok.com/@", "youtube https://youtu.be/x",
		"tiktok @\u202Eevil", "https://user:pass@tiktok.com/@x", "tiktok @" + strings.Repeat("x", 1000),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		platform, handle, ok := roster.AccountIn(text)
		if !ok {
			return
		}
		if !slices.Contains(domain.Platforms, platform) || handle == "" || len(handle) > 100 || strings.ContainsAny(handle, " /<>\x00") {
			t.Errorf("%q names %q on %q", text, handle, platform)
		}
	})
}
