package draft_test

import (
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/draft"
	"chonmat/domain/growth/offer"
	"chonmat/domain/wording"
)

func TestAReplyNegotiatesOrDeclines(t *testing.T) {
	who := offer.Creator{Platform: domain.TikTok, Followers: domain.Known[int64](20_000)}
	reply := func(text string, tone draft.Tone, lang wording.Lang) string {
		return draft.Reply{Tone: tone, Said: offer.Assess(offer.Read(text, 0), who)}.Draft().Text(lang)
	}
	const low = "brand mời 1 video TikTok 500k, dùng lại vĩnh viễn, đừng nói là quảng cáo"
	seen := map[string]bool{}
	for _, tone := range draft.Tones {
		for _, lang := range wording.Langs {
			text := reply(low, tone, lang)
			if seen[text] || !strings.Contains(text, "• ") || strings.ContainsAny(text, "{}") {
				t.Errorf("%s: %s", tone, text)
			}
			seen[text] = true
		}
		if text := reply(low, tone, wording.Vietnamese); !strings.Contains(text, "phải nói rõ là quảng cáo") || !strings.Contains(text, "triệu") {
			t.Errorf("%s leaves out the law or the price:\n%s", tone, text)
		}
		if text := reply("gắn link nhà cái, 3tr/video", tone, wording.Vietnamese); !strings.Contains(text, "không nhận") || strings.Contains(text, "• ") {
			t.Errorf("%s negotiates:\n%s", tone, text)
		}
	}
}

// What the law asks stays out of anybody's rewording.
func TestWhatTheLawAsksOfAReplyIsFixed(t *testing.T) {
	d := draft.Reply{Said: offer.Assess(offer.Read("1 video 2tr, đừng nói là quảng cáo", 0), offer.Creator{})}.Draft()
	if free := strings.Join(d.Free(wording.Vietnamese), " "); strings.Contains(free, "luật") || !strings.Contains(strings.Join(d.Fixed(wording.Vietnamese), " "), "luật") {
		t.Errorf("free: %s", free)
	}
}
