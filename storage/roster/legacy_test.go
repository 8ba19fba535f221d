package roster_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/charmap"

	"chonmat/domain"
	"chonmat/storage/roster"
)

func TestBrokenLettersAreRefusedRatherThanKept(t *testing.T) {
	for name, c := range map[string]struct{ text, key string }{
		"TCVN3":               {"Tªn KOL,NÒn t¶ng,Follow\nNguyÔn ThÞ MÉu,TikTok,12000\nTrÇn §øc MÉu,Facebook,8000\n", "legacy_font"},
		"VNI":                 {"Teân KOL,Neàn taûng,Follow\nNguyeãn Thò Maãu,TikTok,12000\nTraàn Ñöùc Maãu,Facebook,8000\n", "legacy_font"},
		"under our headers":   {"Name,Platform,Followers\nNguyÔn ThÞ MÉu,TikTok,12000\nTrÇn §øc MÉu,Facebook,8000\n", "legacy_font"},
		"question marks":      {"T?n KOL,N?n t?ng,Follow\nNguy?n M?u,TikTok,12000\n", "lost_letters"},
		"replacement letters": {"T\uFFFDn KOL,N\uFFFDn t\uFFFDng,Follow\nNguy\uFFFDn M\uFFFDu,TikTok,12000\n", "lost_letters"},
	} {
		_, err := roster.Open("a.csv", []byte(c.text), roster.OpenOptions{})
		if said, _ := domain.ErrorSentence(err); said.Key != "roster.refuse."+c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLettersOfOtherLanguagesAreNoSignOfBreakage(t *testing.T) {
	for _, text := range []string{
		"Name,Platform,Followers,Link\nÉlodie Müller,TikTok,1200,https://www.tiktok.com/@elodie?lang=fr\nNaïma Août,TikTok,1300,\nIñaki Peña,TikTok,1400,\nSão João,TikTok,1500,\nOù Ça,TikTok,900,\n",
		"Tên,Nền tảng,Follow,Ghi chú\nNguyễn Hoà,TikTok,1200,sao?được?không?\nLê Khuê,TikTok,1300,Nike® 2m²\nÂu Cơ,TikTok,900,\n",
	} {
		if _, err := roster.Open("a.csv", []byte(text), roster.OpenOptions{}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAFileReadInTheWrongEncodingIsRepairedAsAWhole(t *testing.T) {
	text := "Tên KOL,Nền tảng,Follow\nNguyễn Thị Mẫu,TikTok,12000\nLê Ưng,Facebook,8000\n"
	for name, page := range map[string]*charmap.Charmap{"Latin 1": charmap.ISO8859_1, "Windows-1252": charmap.Windows1252} {
		var wrong strings.Builder
		for i := range len(text) {
			r := page.DecodeByte(text[i])
			if r == unicode.ReplacementChar { // Windows keeps what the page leaves open
				r = rune(text[i])
			}
			wrong.WriteRune(r)
		}
		r := read(t, "a.csv", wrong.String())
		if len(r.Accounts) != 2 || r.Accounts[0].Name != "Nguyễn Thị Mẫu" || r.Accounts[1].Name != "Lê Ưng" {
			t.Errorf("%s: read %+v", name, r.Accounts)
		}
	}
}

func TestAFewBrokenLettersAreSaid(t *testing.T) {
	r := read(t, "a.csv", "Tên,Nền tảng,Follow\nNguyễn M\uFFFDu,TikTok,12000\nTrần Mẫu,Facebook,8000\n")
	if got := notes(r); len(got) == 0 || got[0] != "garbled" {
		t.Errorf("notes %v", got)
	}
}
