package roster

import "testing"

func TestNumbersAreReadAsTheyAreWritten(t *testing.T) {
	for _, c := range []struct {
		cell string
		want float64
	}{
		{"1,1M", 1_100_000}, {"475.8m", 475_800_000}, {"784,8K", 784_800}, {"29.0b", 29e9}, {"0.89k", 890},
		{"18.000.000 VND", 18_000_000}, {"13.825.209 VND", 13_825_209}, {"1.234.567", 1_234_567}, {"1,234,567", 1_234_567},
		{"1 234 567", 1_234_567}, {"12,34,567", 1_234_567}, {"1.234.567,89", 1_234_567.89}, {"1,234,567.89", 1_234_567.89},
		{"5.9999999999999995E-4", 0.0006}, {"1e6", 1e6}, {"477900000.00", 477_900_000}, {".5", 0.5}, {"0,5", 0.5}, {"0.123", 0.123},
		{"8 triệu", 8_000_000}, {"8tr", 8_000_000}, {"1tr5", 1_500_000}, {"1tr250", 1_250_000}, {"8 triệu rưỡi", 8_500_000},
		{"1 tỷ 2", 0}, {"1tỷ2", 1_200_000_000}, {"500 nghìn", 500_000}, {"500 ngàn", 500_000}, {"1,2 triệu follow", 1_200_000},
		{"120k fl", 120_000}, {"120kfl", 120_000}, {"45K+", 45_000}, {"~35k", 35_000}, {"khoảng 8tr", 8_000_000}, {"> 100.000", 100_000},
		{"₫5.000.000", 5_000_000}, {"5.000.000₫", 5_000_000}, {"5.000.000 đồng", 5_000_000}, {"$200", 200}, {"USD 200", 200},
		{"600K-800K", 700_000}, {"600-800K", 700_000}, {"5tr - 7tr", 6_000_000}, {"5~8tr", 6_500_000}, {"từ 5tr đến 7tr", 6_000_000},
		{"１２３", 123}, {"8tr/video", 8_000_000}, {"6tr chưa VAT", 6_000_000},
	} {
		var s style
		s.learn(c.cell)
		q, ok := s.read(c.cell)
		if got := q.mid(); ok != (c.want != 0) || ok && !near(got, c.want) {
			t.Errorf("%q: read %v, %v; want %v", c.cell, got, ok, c.want)
		}
	}
}

func near(a, b float64) bool { return a-b < 1e-9*b+1e-12 && b-a < 1e-9*b+1e-12 }

func TestWhatIsNoNumberIsUnknown(t *testing.T) {
	for _, cell := range []string{"", "N/A", "-", "—", "#NAME?", "chưa có", "liên hệ", "12.10.2023", "-500k", "0912345678", "2 video 8tr",
		"1.2.3", "1,23,4", "Nhóm 5 và 7", "1e999"} {
		var s style
		if q, ok := s.read(cell); ok {
			t.Errorf("%q was read as %v", cell, q)
		}
	}
}

func TestAColumnSettlesWhatOneCellLeavesOpen(t *testing.T) {
	for name, c := range map[string]struct {
		others []string
		rates  bool
		want   float64
	}{
		"grouped beside 1.234.567":  {[]string{"1.234.567"}, false, 1234},
		"grouped beside 12,5":       {[]string{"12,5"}, false, 1234},
		"a decimal beside 89.9":     {[]string{"89.9", "77.5"}, false, 1.234},
		"a decimal beside 1,234.5":  {[]string{"1,234.5"}, false, 1.234},
		"grouped in a count alone":  {nil, false, 1234},
		"a decimal in a rate alone": {nil, true, 1.234},
		"grouped when most are":     {[]string{"1.234.567", "2.345.678", "1.5"}, false, 1234},
		"a decimal when most are":   {[]string{"1.234.567", "2.5", "1.5"}, false, 1.234},
		"no rate is in thousands":   {[]string{"1,5"}, true, 1.234},
	} {
		s := style{plainDecimal: c.rates}
		for _, cell := range append(c.others, "1.234") {
			s.learn(cell)
		}
		if q, _ := s.read("1.234"); q.mid() != c.want {
			t.Errorf("%s: read %v, want %v", name, q.mid(), c.want)
		}
	}
}

func TestDates(t *testing.T) {
	for cell, want := range map[string]string{
		"2026-11-23": "2026-11-23", "2026-11-23T10:14:18Z": "2026-11-23", "2026-11-23 10:14": "2026-11-23", "23/11/2026": "2026-11-23",
		"3/4/2026": "2026-04-03", "11/23/2026": "2026-11-23", "23.11.26": "2026-11-23", "23-11-2026": "2026-11-23",
		"Nov 23, 2026": "2026-11-23", "23 Nov 2026": "2026-11-23", "1795392000": "2026-11-23", "1795392000000": "2026-11-23",
		"31/02/2026": "", "2026": "", "120000": "", "1.234.567": "", "99/99/9999": "", "hôm qua": "",
	} {
		if got, _ := readDate(cell); string(got) != want {
			t.Errorf("%q: read %q, want %q", cell, got, want)
		}
	}
}

func TestLinksNameAccounts(t *testing.T) {
	for link, want := range map[string]struct{ platform, handle string }{
		"https://www.tiktok.com/@mau.mot?lang=vi":        {"tiktok", "mau.mot"},
		"tiktok.com/@mau.mot/video/7123":                 {"tiktok", "mau.mot"},
		"https://vt.tiktok.com/ZSabc/":                   {"tiktok", ""},
		"https://www.facebook.com/maumot":                {"facebook", "maumot"},
		"https://m.facebook.com/profile.php?id=10001":    {"facebook", "10001"},
		"https://www.facebook.com/people/Mau-Mot/10002/": {"facebook", "10002"},
		"https://www.youtube.com/@mau-mot/videos":        {"youtube", "mau-mot"},
		"https://www.youtube.com/channel/UCabc":          {"youtube", "UCabc"},
		"https://youtu.be/abcdef":                        {"youtube", ""},
		"https://www.instagram.com/mau.mot/":             {"instagram", "mau.mot"},
		"https://www.instagram.com/p/Cabc/":              {"instagram", ""},
		"https://www.threads.com/@mau":                   {"threads", "mau"},
		"https://zalo.me/mauoa":                          {"zalo", "mauoa"},
		"https://twitter.com/mau":                        {"x", "mau"},
		"https://www.linkedin.com/in/mau-mot/":           {"linkedin", "mau-mot"},
		"https://example.com/mau":                        {"", ""},
	} {
		a, ok := readLink(link)
		if !ok || string(a.platform) != want.platform || a.handle != want.handle {
			t.Errorf("%s: read %+v, %v", link, a, ok)
		}
	}
	for _, text := range []string{"mau.mot", "javascript:alert(1)", "ftp://tiktok.com/@a", "https://a:b@tiktok.com/@a", "không có link", "https://"} {
		if a, ok := readLink(text); ok {
			t.Errorf("%q was read as a link: %+v", text, a)
		}
	}
}
