package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/screen"
	"chonmat/domain"
)

// What people say of the weights once there is a list, and what it does.
func TestWeightsAreChangedInWords(t *testing.T) {
	for _, c := range []struct {
		say  string
		more domain.Criterion // "" changes nothing
		less bool
	}{
		{"ưu tiên giá hơn", domain.Value, false},
		{"uu tien gia re hon", domain.Value, false},
		{"tăng độ phủ lên", domain.Reach, false},
		{"bớt coi trọng tương tác", domain.Persuasiveness, true},
		{"độ liên quan quan trọng nhất", domain.Relevance, false},
		{"price matters more", domain.Value, false},
		{"reach is less important", domain.Reach, true},
		{"prioritize engagement", domain.Persuasiveness, false},
		{"more weight on relevance", domain.Relevance, false},
		{"tăng độ liên quan lên 50%", domain.Relevance, false},
		{"do lien quan 50%", domain.Relevance, false},
		{"giảm độ phủ xuống 10 %", domain.Reach, true},
		{"bớt độ phủ đi 10%", domain.Reach, true},
		{"raise persuasiveness by 10 percent", domain.Persuasiveness, false},
		{"ưu tiên uy tín hơn độ phủ", domain.Persuasiveness, false},
		{"coi trọng độ liên quan hơn là giá", domain.Relevance, false},
		{"relevance matters more than reach", domain.Relevance, false},
		{"ưu tiên micro", "", false},
		{"ưu tiên giá trị đơn 200k, giảm 50%", "", false},
		{"tăng ngân sách lên 300tr", "", false},
		{"giảm giá xuống 10tr", "", false},
	} {
		t.Run(c.say, func(t *testing.T) {
			chat := newChat(t, "vi")
			chat.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, chạy tiktok")
			chat.press("✅ Đúng, chọn kênh")
			chat.press("▶ Xem người phù hợp")
			was, brief := weightsIn(chat), chat.theCampaign().Brief
			chat.says(c.say)
			is := weightsIn(chat)
			if c.more == "" {
				if is != was {
					t.Fatalf("weights became %v", is)
				}
				return
			}
			if changed := changedSlots(brief, chat.theCampaign().Brief); len(changed) > 0 {
				t.Errorf("it changed %v", changed)
			}
			usual := domain.Weights{Reach: 0.35, Relevance: 0.35, Persuasiveness: 0.15, Value: 0.15}
			if up := is.Of(c.more) > usual.Of(c.more); is == was || up == c.less {
				t.Fatalf("weights became %v", is)
			}
			if text := screen.Plain(chat.last()); !strings.Contains(text, "Bạn coi trọng điều gì hơn?") {
				t.Fatalf("they see\n%s", text)
			}
		})
	}
}

// weightsIn are those of the only campaign there is.
func weightsIn(c *chat) domain.Weights {
	for _, k := range c.campaigns {
		return k.Weights
	}
	return domain.Weights{}
}

// Of a list that leaves nobody, nobody is said to stand as before.
func TestNothingIsSaidToStayInAnEmptyList(t *testing.T) {
	c := newChat(t, "vi")
	c.shared = []domain.Account{{Creator: "1", Name: "Huy Thử", Platform: domain.Facebook, Followers: domain.Known[int64](90_000)}}
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k view, tiktok")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	if got := screen.Plain(c.last()); strings.Contains(got, "Huy Thử ") {
		t.Fatalf("somebody is left:\n%s", got)
	}
	c.says("ngân sách 100tr")
	if got := screen.Plain(c.last()); strings.Contains(got, "Top 5") || !strings.Contains(got, "100 triệu") {
		t.Errorf("after the edit it says\n%s", got)
	}
}

// A weight that is said in percent is that weight.
func TestAWeightIsSaidInPercent(t *testing.T) {
	c := withList(t, listed)
	c.says("tăng độ liên quan lên 50%")
	if got := weightsIn(c).Relevance; got < 0.499 || got > 0.501 {
		t.Errorf("relevance weighs %v", got)
	}
	c.says("bớt độ liên quan đi 20%")
	if got := weightsIn(c).Relevance; got < 0.299 || got > 0.301 {
		t.Errorf("relevance weighs %v", got)
	}
}
