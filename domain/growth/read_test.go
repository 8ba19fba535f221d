package growth_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"chonmat/domain"
	"chonmat/domain/growth"
)

func TestWhatPeopleSayOfThemselves(t *testing.T) {
	for _, c := range []struct {
		asked growth.Question
		text  string
		want  string // the profile as JSON, without their own words
	}{
		{"", "em muốn làm tiktoker về đồ ăn, chưa có follow nào, rảnh tối T7 CN", `{"field":"food","platform":"tiktok","followers":0,"hours_per_week":4,"days":["sat","sun"]}`},
		{"", "sinh viên mê nhiếp ảnh, 80 follow trên instagram, mỗi tuần 5 tiếng", `{"field":"photography","platform":"instagram","followers":80,"hours_per_week":5}`},
		{"", "mẹ bỉm review đồ cho bé trên facebook, 9.000 follow", `{"field":"mother-baby","platform":"facebook","followers":9000}`},
		{"", "mình stream game trên youtube, 60k sub, view 15k", `{"field":"gaming","platform":"youtube","followers":60000,"avg_views":15000}`},
		{"", "mình đăng vài năm rồi, quay bằng điện thoại, ngại lên hình, muốn kiếm thêm thu nhập", `{"equipment":"phone","camera":"hands","goal":"income","experience":"years"}`},
		{"", "minh lam my pham cho nguoi xem nu 18-25 o sai gon", `{"field":"beauty","audience":{"gender":"female","age_min":18,"age_max":25,"locations":["ho-chi-minh"]}}`},
		{"", "I do street photography on Instagram, 1,200 followers, 6 hours a week", `{"field":"photography","platform":"instagram","followers":1200,"hours_per_week":6}`},
		{growth.AskSize, "80", `{"followers":80}`},
		{growth.AskSize, "1,2k follow, view tầm 300", `{"followers":1200,"avg_views":300}`},
		{growth.AskSize, "chưa có", `{"followers":0}`},
		{growth.AskHours, "5", `{"hours_per_week":5}`},
		{growth.AskHours, "10h/tuần", `{"hours_per_week":10}`},
		{growth.AskHours, "mỗi ngày 1 tiếng", `{"hours_per_week":7}`},
		{growth.AskHours, "tối T3, T5 và cuối tuần", `{"hours_per_week":8,"days":["tue","thu","sat","sun"]}`},
		{growth.AskCamera, "chỉ quay tay thôi", `{"camera":"hands"}`},
		{growth.AskEquipment, "điện thoại", `{"equipment":"phone"}`},
		{growth.AskGoal, "bán hàng cho shop của mình", `{"goal":"shop"}`},
		{"", "thời tiết hôm nay thế nào?", `{}`},
		{"", "mẹo chỉnh màu", `{}`},
	} {
		p := growth.Read(c.text, c.asked, growth.Profile{}).Profile
		p.Strengths, p.Audience.Words = "", ""
		got, err := json.Marshal(p)
		if err != nil || string(got) != c.want {
			t.Errorf("%s %q\n got %s\nwant %s", c.asked, c.text, got, c.want)
		}
	}
}

func TestFieldAndPlatformOnceToldAreNotChangedInPassing(t *testing.T) {
	known := growth.Profile{Field: growth.Food, Platform: domain.Facebook}
	if r := growth.Read("hôm nay tiktok lỗi hoài", "", known); !r.Empty() {
		t.Errorf("read %+v", r)
	}
	if p := growth.Read("mình chuyển qua tiktok", "", known).Profile; p.Platform != domain.TikTok {
		t.Errorf("got %q, want TikTok", p.Platform)
	}
	if p := growth.Read("hôm nay mình chơi game cả ngày", "", known).Profile; p.Field != "" {
		t.Errorf("changed to %s", p.Field)
	}
	if p := growth.Read("giờ mình chuyển sang du lịch", "", known).Profile; p.Field != growth.Travel {
		t.Errorf("got %q, want travel", p.Field)
	}
}

func TestAFieldIsCorrectedInTheInterview(t *testing.T) {
	known := growth.Profile{Field: growth.Finance, Platform: domain.Facebook, Strengths: "tiết kiệm"}
	for text, want := range map[string]growth.Field{
		"đồ ăn": growth.Food, "đồ ăn ạ": growth.Food, "sửa lại là đồ ăn": growth.Food, "em muốn làm kênh đồ ăn, tiktok 4k fl": growth.Food, "em làm về đồ ăn mà": growth.Food,
		"nhầm, đồ ăn": growth.Food, "du lịch": growth.Travel, "mỗi tuần 5 tiếng": "", "sau giờ đi chơi game": "", "hay quay ở quán ăn uống": "",
	} {
		r := growth.Read(text, growth.AskHours, known)
		if r.Profile.Field != want {
			t.Errorf("%q sets %q, want %q", text, r.Profile.Field, want)
		}
		if p := known.Take(r, today); want != "" && (p.Field != want || p.Strengths != "") {
			t.Errorf("%q leaves %+v", text, p)
		}
	}
	if r := growth.Read("mẹ bỉm", growth.AskAudience, known); r.Profile.Field != "" || r.Profile.Audience.Words == "" {
		t.Errorf("viewers are taken for the field: %+v", r.Profile)
	}
	if r := growth.Read("đồ ăn", "", known); r.Profile.Field != "" {
		t.Errorf("a word in passing changed the field: %+v", r.Profile)
	}
}

func TestWeeksAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"tuần này 12 video, 340 → 520 follow, view trung bình 900":    `{"on":"2026-11-23","videos":12,"followers_before":340,"followers":520,"avg_views":900}`,
		"tuan nay 12 video, tu 340 len 520 fl, view tb 900":           `{"on":"2026-11-23","videos":12,"followers_before":340,"followers":520,"avg_views":900}`,
		"this week 3 videos, 340 -> 520 followers, average views 900": `{"on":"2026-11-23","videos":3,"followers_before":340,"followers":520,"avg_views":900}`,
		"view trung bình tuần này là 1.200, follow 9.050":             `{"on":"2026-11-23","followers":9050,"avg_views":1200}`,
		"3 bài, 9.120 follow, view 1,2k":                              `{"on":"2026-11-23","videos":3,"followers":9120,"avg_views":1200}`,
		"follow từ 340 lên 520, 4 video":                              `{"on":"2026-11-23","videos":4,"followers_before":340,"followers":520}`,
		"0 video, follow vẫn 520":                                     `{"on":"2026-11-23","videos":0,"followers":520}`,
	} {
		r, told := growth.ReadReview(text, today)
		got, _ := json.Marshal(r)
		if told < 2 || string(got) != want {
			t.Errorf("%q (%d)\n got %s\nwant %s", text, told, got, want)
		}
	}
	for _, text := range []string{"mình rảnh 5 tiếng", "thêm Hà Nội", "520", "", "mỹ phẩm 200tr"} {
		if r, told := growth.ReadReview(text, today); told > 1 {
			t.Errorf("%q is taken for a week: %+v", text, r)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"tuần này 12 video, 340 → 520 follow", "10h/tuần", "T7 CN", "340->", "view 1e9 follow 99999999999999", "\xff\x00", strings.Repeat("0 follow ", 50)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) { // the dialog mends it before
			t.Skip()
		}
		for _, asked := range append([]growth.Question{""}, growth.Questions...) {
			r := growth.Read(text, asked, growth.Profile{})
			if err := r.Profile.Validate(); err != nil {
				t.Fatal(err)
			}
			if err := (growth.Profile{}).Take(r, today).Validate(); err != nil {
				t.Fatal(err)
			}
		}
		if r, told := growth.ReadReview(text, today); told > 0 && r.Validate() != nil {
			t.Fatal(r)
		}
	})
}
