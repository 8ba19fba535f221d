package screen_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/screen"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// words are the cells of a row.
func words(cells ...string) (out []screen.Text) {
	for _, c := range cells {
		out = append(out, screen.T(c))
	}
	return out
}

// The screens of the golden files: what people see most. All names and figures
// are made up.

func shortlist() screen.Screen {
	row := func(n, name string, reach, fit, trust float64, price string) []screen.Text {
		return words(n, name, screen.Bar(reach), screen.Bar(fit), screen.Bar(trust), price)
	}
	people := make([]screen.Button, 5)
	for i := range people {
		n := string(rune('1' + i))
		people[i] = screen.Press(n, "card|c1|1|"+n).Numbered(i + 1)
	}
	return screen.New(
		screen.H(screen.T("Bước 3/3 · 5 người phù hợp nhất trong 1.012 người của bạn")),
		screen.Grid(
			words("#", "Tên", "Phủ sóng", "Liên quan", "Thuyết phục", "Giá/video"),
			row("1", "Linh Mẫu Beauty", 81, 92, 61, "18 triệu"),
			row("2", `Bếp <b>Nhà</b> & "Mẹ"`, 55, 70, 88, "12–18 triệu"),
			row("3", "**Đạt** Công Nghệ", 20, 9, 100, ""),
		),
		screen.More(screen.T("Vì sao 1 đứng trên 2?"),
			screen.Bullets(
				screen.Join("", screen.B("Độ liên quan"), screen.T(" cao hơn 22 điểm: làm đẹp là chủ đề chính.")),
				screen.T("Giá thấp hơn cho mỗi lượt xem."),
			),
			screen.Small(screen.Link("Bảng giá tham khảo", "https://example.com/gia?a=1&b=2"), screen.T(", 31/10/2025")),
		),
		screen.Small(screen.T("Số liệu: danh-sach.csv, 20/11/2026")),
	).With(people...).With(
		screen.Press("Trang sau", "page|c1|1|5"),
		screen.Press("⚖️ Cách tính", "how|c1|1|"),
	)
}

func briefCard() screen.Screen {
	return screen.New(
		screen.H(screen.T("Bước 1/3 · Mình hiểu thế này")),
		screen.Lines(
			screen.T("Ngành: mỹ phẩm · Khách: nữ, 18–25, TP.HCM"),
			screen.T("Ngân sách: 200 triệu · KPI: tiếp cận 500.000 người"),
			screen.T(""),
			screen.T("Không lấy: celeb"),
		),
		screen.P(screen.B("Khả thi"), screen.T(": thường tiếp cận được 350–900 nghìn người (ước tính).\n\nXem nguồn bên dưới.")),
		screen.P(),
	).With(
		screen.Press("✅ Đúng, chọn kênh", "ok|c1|1|").As(screen.Primary),
		screen.Press("✏️ Sửa", "edit|c1|1|"),
	)
}

func channels() screen.Screen {
	return screen.New(
		screen.H(screen.T("Bước 2/3 · Nên chạy kênh nào?")),
		screen.Steps(
			screen.Join("", screen.B("TikTok"), screen.T(", hợp nhất: 76,1 triệu người lớn.\nVideo ngắn hợp mỹ phẩm.")),
			screen.Join("", screen.B("Facebook"), screen.T(": chưa có số liệu giá công khai.")),
		),
		screen.Ticks(false, screen.Tick(screen.T("TikTok"), true), screen.Tick(screen.T("Facebook"), false)),
	).With(
		screen.Press("☑ TikTok", "ch|c1|1|tiktok-"), screen.Press("☐ Facebook", "ch|c1|1|facebook+"),
	).With(screen.Press("▶ Xem người phù hợp", "people|c1|1|").As(screen.Success))
}

func summary() screen.Screen {
	return screen.New(
		screen.H(screen.T("Đã chọn 2 người")),
		screen.Grid(nil,
			[]screen.Text{screen.T("Tổng"), screen.T("30.000.000 đ")},
			[]screen.Text{screen.T("Còn lại"), screen.T("170.000.000 đ")},
		),
		screen.Quoted(screen.T("Gửi team: chốt Linh Mẫu Beauty và Bếp Nhà."), screen.T("Tổng 30.000.000 đ.")),
	).With(screen.CopyButton("Chép lời mời", "Chào bạn, bên mình muốn mời bạn làm 1 video."))
}

func message() screen.Screen {
	return screen.New(
		screen.H(screen.T("Tin mời Linh Mẫu")),
		screen.ToCopy("Chào Linh <Mẫu>,\n\nBên mình là [tên nhãn hàng].\n• Báo giá & lịch\n\n[tên bạn]"),
		screen.More(screen.T("Bản gốc"), screen.ToCopy("Chào Linh,\n\n[tên bạn]")),
	)
}

var screens = map[string]func() screen.Screen{
	"shortlist": shortlist, "brief": briefCard, "channels": channels, "summary": summary, "message": message,
}

func TestEveryRenderingOfTheUsualScreens(t *testing.T) {
	for name, make := range screens {
		t.Run(name, func(t *testing.T) {
			s := make()
			if err := screen.Validate(s); err != nil {
				t.Fatal(err)
			}
			rich, err := screen.RichHTML(s)
			if err != nil {
				t.Fatal(err)
			}
			checkWellFormed(t, rich)
			// For the eye: a line for each block.
			compare(t, name+".rich.html", strings.NewReplacer("><", ">\n<").Replace(rich))
			compare(t, name+".html", strings.Join(screen.HTML(s), "\n=====\n"))
			compare(t, name+".txt", screen.Plain(s))
		})
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	got += "\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got); -update accepts it:\n%s", path, diff)
	}
}

func TestScreensSurviveStorage(t *testing.T) {
	for name, make := range screens {
		want := make()
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got screen.Screen
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
