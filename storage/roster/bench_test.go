package roster_test

import (
	"bytes"
	"fmt"
	"testing"

	"chonmat/domain"
	"chonmat/storage/roster"
)

// largeCSV makes a list of n creators as an agency would send it; 200,000 rows
// take just under the 20 MB limit.
func largeCSV(n int) []byte {
	var b bytes.Buffer
	b.WriteString("Tên KOL;Link kênh;Lượt follow;Lượt view TB;ER (%);Báo giá 1 video (VNĐ);Chủ đề\r\n")
	topics := []string{"Làm đẹp", "Ẩm thực, Du lịch", "Mẹ & bé", "Công nghệ", "Thời trang"}
	for i := range n {
		fmt.Fprintf(&b, "Mẫu %d;tiktok.com/@mau-%d;%d.%03d;%d,%dK;%d,%d;%d.500.000;%s\r\n",
			i, i, 10+i%900, i%1000, 3+i%90, i%10, 2+i%9, i%10, 1+i%80, topics[i%len(topics)])
	}
	return b.Bytes()
}

func BenchmarkImport200k(b *testing.B) {
	data := largeCSV(roster.MaxRows)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		t, err := roster.Open("danh-sach-tiktok.csv", data, roster.OpenOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if r := t.Accounts(t.Mapping, domain.Source{Title: t.File}, roster.ReadOptions{}); r.Report.Taken != roster.MaxRows {
			b.Fatalf("took %d rows", r.Report.Taken)
		}
	}
}

func BenchmarkOpen1k(b *testing.B) {
	data := largeCSV(1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := roster.Open("danh-sach-tiktok.csv", data, roster.OpenOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
