package roster

import (
	"bytes"
	_ "embed"
	"slices"
	"sync"

	"chonmat/domain"
)

// SampleSource begins the source of every fictional account, here and in files
// written from the sample list: what bears it is labelled as fictional
// wherever it is shown.
const SampleSource = "dữ liệu minh hoạ"

// sampleCSV holds the sample list: fictional creators with figures inside the
// 80% ranges of the market facts for their platform and tier. Every name ends
// in "(mẫu)" and every handle begins with "mau-minh-hoa-", with hyphens that
// most platforms do not allow.
//
//go:embed sample.csv
var sampleCSV []byte

var sample = sync.OnceValue(func() []domain.Account {
	t, err := Open("sample.csv", sampleCSV, OpenOptions{})
	if err != nil {
		panic(err) // the file is part of the program
	}
	return t.Accounts(t.Mapping, domain.Source{Title: SampleSource}, ReadOptions{}).Accounts
})

// Sample returns the embedded list of fictional Vietnamese creators, for whoever
// has no list yet. Callers share it and must not change it.
func Sample() []domain.Account { return sample() }

// TemplateName is the file name under which Template is sent.
const TemplateName = "mau-danh-sach-kol.csv"

// Template returns a small CSV file to fill in, with the headers Vietnamese
// marketers use. Its example rows are labelled as fictional, so that they are
// known for what they are when somebody leaves them in.
func Template() []byte {
	var b bytes.Buffer
	if err := WriteRows(&b, slices.Values(templateRows)); err != nil {
		panic(err) // a Buffer returns no error
	}
	return b.Bytes()
}

var templateRows = [][]string{
	{"Tên", "Nền tảng", "Link kênh", "Follow", "View trung bình", "Tỷ lệ tương tác theo view (%)", "Like trung bình", "Bình luận trung bình", "Giá 1 video ngắn (VNĐ)", "Giá 1 bài đăng (VNĐ)", "Chủ đề", "Tỉnh/thành", "Liên hệ", "Nguồn", "Ngày cập nhật"},
	{"Ví dụ Lan Anh (xoá dòng này)", "TikTok", "https://www.tiktok.com/@mau_vidu.lananh", "120.000", "35.000", "6,5", "2.150", "75", "8.000.000", "", "Làm đẹp, Chăm sóc da", "TP.HCM", "", SampleSource, "01/11/2026"},
	{"Ví dụ Bếp Nhà Tú (xoá dòng này)", "Facebook", "https://www.facebook.com/mau_vidu.bepnhatu", "45.000", "6.000", "", "", "", "", "3.500.000", "Ẩm thực", "Hà Nội", "", SampleSource, "01/11/2026"},
}
