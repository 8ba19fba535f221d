package paper

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var at = time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)

// everything is a sheet with a block of each kind.
func everything() Sheet {
	return Sheet{Title: "Kế hoạch", Author: "Mẫu Linh", Lang: "vi", At: at, Foot: "Số liệu tự khai.", Blocks: []Block{
		Banner{Name: "Mẫu Linh 🍜", Line: "Ăn vặt đêm", Tags: []string{"Ẩm thực", "TikTok"}},
		Heading("Số liệu"), Text{Text: "Nữ, 18–25 tuổi."}, Text{Text: "nhỏ", Quiet: true},
		Figures{{"9.000", "người theo dõi", "tự khai"}, {"900", "lượt xem", ""}, {"12", "video", ""}, {"1", "nữa", ""}},
		Rows{{"Video ngắn", "500.000 đ", "ước tính"}, {"Story", "báo giá riêng", ""}},
		Ticks{{Text: "Xong", Done: true, Side: "30 phút"}, {Text: "Bỏ", Dropped: true, Note: "chưa cần"}, {Text: "Còn"}},
		Chart{Title: "Người theo dõi", Now: "520", Points: []Point{{0, 80}, {7, 340}, {28, 520}},
			Plan: []Span{{0, 80, 80, 80}, {28, 90, 120, 300}}, Days: []Label{{0, "23/11"}, {28, "21/12"}}, Say: func(v float64) string { return "1.000" }},
		Legend{"Thực tế", "Giữa", "Thường gặp"},
	}}
}

func TestEveryVietnameseLetterIsDrawn(t *testing.T) {
	const letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
	for _, r := range letters + strings.ToUpper(letters) + "₫–…·“”%@" {
		for i, f := range faces {
			if f.widths[r] == 0 {
				t.Errorf("face %d has no %c", i, r)
			}
		}
	}
	if got := drawable("Mẫu\nLinh 🍜  Ăn\u0309"); got != "Mẫu Linh Ăn" && got != "Mẫu Linh Ăn\u0309" {
		t.Errorf("drawable: %q", got)
	}
}

func TestThePictureIsAsWideAsAPhoneAndHasInk(t *testing.T) {
	data, err := PNG(everything())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 1080 {
		t.Errorf("width %d", img.Bounds().Dx())
	}
	if n := count(img, accent); n < 10_000 {
		t.Errorf("only %d pixels of the banner", n)
	}
	if n := count(img, ink); n < 500 {
		t.Errorf("only %d pixels of text", n)
	}
}

func count(img image.Image, c colour) (n int) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, bl, _ := img.At(x, y).RGBA(); uint8(r>>8) == c[0] && uint8(g>>8) == c[1] && uint8(bl>>8) == c[2] {
				n++
			}
		}
	}
	return n
}

func TestTheSameSheetGivesTheSameBytes(t *testing.T) {
	for name, draw := range map[string]func(Sheet) ([]byte, error){"PDF": PDF, "PNG": PNG} {
		a, err := draw(everything())
		if err != nil {
			t.Fatal(err)
		}
		if b, err := draw(everything()); err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: two runs differ (%v)", name, err)
		}
	}
}

func TestAPDFHasItsTextAndOnlyTheLettersItNeeds(t *testing.T) {
	data, err := PDF(everything())
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"%PDF-", "/ToUnicode", "/Lang (vi)"} {
		if !bytes.Contains(data, []byte(part)) {
			t.Errorf("no %s in the file", part)
		}
	}
	if len(data) > 80_000 {
		t.Errorf("%d bytes: the typeface is not cut down", len(data))
	}
}

func TestALongPlanGoesOnOverPages(t *testing.T) {
	var many Ticks
	for range 120 {
		many = append(many, Tick{Text: "Quay thử một video không cần đăng, xem lại và ghi ba điều muốn sửa", Note: "ghi chú", Side: "45 phút"})
	}
	l := Sheet{Blocks: []Block{Heading("Việc"), many}}.place(a4Width, a4Height)
	if len(l.pages) < 4 {
		t.Errorf("%d pages", len(l.pages))
	}
	inside(t, l, a4Width, a4Height)
}

// inside checks that nothing stands beyond the page.
func inside(t interface{ Errorf(string, ...any) }, l *layout, width, height float64) {
	for _, page := range l.pages {
		for _, m := range page {
			x0, y0, x1, y1 := m.x, m.y-m.size, m.x+face(m.bold).width(m.text, m.size), m.y
			if m.text == "" {
				x0, y0, x1, y1 = m.shape.bounds()
			}
			if x0 < 0 || y0 < 0 || x1 > width+0.5 || height > 0 && y1 > height || math.IsNaN(x0+y0+x1+y1) {
				t.Errorf("%q stands at %.0f,%.0f to %.0f,%.0f", m.text, x0, y0, x1, y1)
				return
			}
		}
	}
}

func TestNothingEverStandsBeyondThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("aằWm 🍜")), 0, 400, -1))
		words := func() string { return text.Draw(t, "text") }
		value := rapid.Float64Range(0, 1e9)
		points := make([]Point, rapid.IntRange(0, 30).Draw(t, "points"))
		for i := range points {
			points[i] = Point{float64(i), value.Draw(t, "value")}
		}
		var plan []Span
		if rapid.Bool().Draw(t, "plan") {
			plan = []Span{{0, 1, 2, 3}, {90, 10, value.Draw(t, "middle"), 1e9}}
		}
		s := Sheet{Foot: words(), Blocks: []Block{
			Banner{words(), words(), []string{words(), words()}}, Heading(words()), Text{Text: words()},
			Figures{{words(), words(), words()}, {words(), words(), words()}}, Rows{{words(), words(), words()}},
			Ticks{{Text: words(), Note: words(), Side: words()}}, Chart{Title: words(), Now: words(), Points: points, Plan: plan,
				Days: []Label{{0, words()}}, Say: func(float64) string { return "1,2 triệu" }}, Legend{"a", "b", "c"},
		}}
		inside(t, s.place(a4Width, a4Height), a4Width, 0)
		inside(t, s.place(pictureWidth, 0), pictureWidth, 0)
	})
}

func TestTheScaleHoldsAllThatIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(0, 1e8).Draw(t, "low")
		high := low + rapid.Float64Range(0, 1e8).Draw(t, "more")
		ticks := scale(low, high)
		if ticks[0] > low || ticks[len(ticks)-1] < high || ticks[0] < 0 || len(ticks) > 9 {
			t.Errorf("%g–%g: %v", low, high, ticks)
		}
	})
}

func BenchmarkPNG(b *testing.B) {
	for b.Loop() {
		if _, err := PNG(everything()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	for b.Loop() {
		if _, err := PDF(everything()); err != nil {
			b.Fatal(err)
		}
	}
}
