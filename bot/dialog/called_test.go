package dialog_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"chonmat/bot/screen"
	"chonmat/domain"
)

// listed are people whose names hold words that briefs are made of.
var listed = []domain.Account{
	{Creator: "1", Name: "Yến Nhi", Handle: "yennhi.thu", Platform: domain.TikTok, Followers: domain.Known[int64](120_000), Views: domain.Known[int64](30_000)},
	{Creator: "2", Name: "Hoàng Duy", Platform: domain.TikTok, Followers: domain.Known[int64](150_000), Views: domain.Known[int64](50_000)},
	{Creator: "3", Name: "Ngân Bé", Platform: domain.TikTok, Followers: domain.Known[int64](90_000), Views: domain.Known[int64](9_000)},
	{Creator: "4", Name: "Minh Review", Platform: domain.TikTok, Followers: domain.Known[int64](80_000), Views: domain.Known[int64](20_000)},
	{Creator: "5", Name: "Minh Ăn Vặt", Platform: domain.TikTok, Followers: domain.Known[int64](70_000), Views: domain.Known[int64](10_000)},
	{Creator: "6", Name: "Hà Nội", Platform: domain.TikTok, Followers: domain.Known[int64](60_000), Views: domain.Known[int64](10_000)},
	{Creator: "7", Name: "Kênh Xa", Platform: domain.YouTube, Followers: domain.Known[int64](60_000), Views: domain.Known[int64](10_000)},
}

// beauties are people who are mostly called by the beginning of their names.
var beauties = []domain.Account{
	{Creator: "9", Name: "Linh Chi Beauty", Platform: domain.TikTok, Followers: domain.Known[int64](120_000), Views: domain.Known[int64](35_000)},
	{Creator: "2", Name: "Mai Anh Beauty", Platform: domain.TikTok, Followers: domain.Known[int64](85_000), Views: domain.Known[int64](20_000)},
	{Creator: "3", Name: "Hà Skincare", Platform: domain.TikTok, Followers: domain.Known[int64](300_000), Views: domain.Known[int64](60_000)},
	{Creator: "4", Name: "Na Makeup", Platform: domain.TikTok, Followers: domain.Known[int64](45_000), Views: domain.Known[int64](12_000)},
	{Creator: "5", Name: "Như Ý Ở Nhà", Platform: domain.TikTok, Followers: domain.Known[int64](45_000), Views: domain.Known[int64](8_000)},
	{Creator: "6", Name: "Như Ý Làm Đẹp", Platform: domain.TikTok, Followers: domain.Known[int64](45_000), Views: domain.Known[int64](7_000)},
}

// The beginning of a name is the name, before it is a product ("linh chi" is a
// mushroom), and so is a rank.
func TestPeopleAreCalledByTheBeginningOfTheirNameAndByRank(t *testing.T) {
	for _, test := range []struct{ says, shows string }{
		{"so Linh Chi với Mai Anh", "Linh Chi Beauty hơn Mai Anh Beauty"},
		{"so linh chi voi mai anh", "Linh Chi Beauty hơn Mai Anh Beauty"},
		{"Linh Chi với Mai Anh ai hơn", "Linh Chi Beauty hơn Mai Anh Beauty"},
		{"Linh Chi hay Mai Anh?", "Linh Chi Beauty hơn Mai Anh Beauty"},
		{"vì sao Linh Chi hơn Mai Anh", "Linh Chi Beauty hơn Mai Anh Beauty"},
		{"vì sao Hà hơn Na", "Hà Skincare hơn Na Makeup"},
		{"ai hơn, Hà hay Na", "Hà Skincare hơn Na Makeup"},
		{"Linh Chi", "Linh Chi Beauty · TikTok · "},
		{"bỏ Linh Chi", "Vì sao bạn bỏ Linh Chi Beauty?"},
		{"giữ Linh Chi và Mai Anh", "Đã giữ Linh Chi Beauty và Mai Anh Beauty"},
		{"giữ Hà và Na", "Đã giữ Hà Skincare và Na Makeup"},
		{"so Như Ý với Linh Chi", "vài người tên Như Ý"},
		{"sao 1 hơn 3", "Hà Skincare hơn Mai Anh Beauty"},
		{"vì sao số 1 hơn số 3", "Hà Skincare hơn Mai Anh Beauty"},
		{"so số 1 với số 3", "Hà Skincare hơn Mai Anh Beauty"},
		{"số 1 có ổn không", "Hà Skincare · TikTok · "},
		{"is number 1 any good", "Hà Skincare · TikTok · "},
		{"người số 2 thế nào", "Linh Chi Beauty · TikTok · "},
		{"số 2 có mua follow không", "Cần kiểm tra · Linh Chi Beauty"},
		{"có được nói số 1 thị trường không", "Luật Quảng cáo"},
	} {
		t.Run(test.says, func(t *testing.T) {
			c := withList(t, beauties)
			before := c.theCampaign().Brief
			c.says(test.says)
			if got := screen.Plain(c.last()); !strings.Contains(got, test.shows) {
				t.Errorf("no %q in\n%s", test.shows, got)
			}
			if got := changedSlots(before, c.theCampaign().Brief); len(got) > 0 {
				t.Errorf("it changed %v", got)
			}
		})
	}
}

// The numbers that are shown are ranks, also after somebody was dropped, and
// whoever was dropped comes back by name.
func TestADroppedPersonLeavesTheRanksAndComesBackByName(t *testing.T) {
	for _, back := range []string{"thêm lại Linh Chi", "thêm lại Linh Chi Beauty", "đưa lại Linh Chi", "thêm lại 2", "bring back Linh Chi"} {
		c := withList(t, beauties)
		c.says("bỏ số 2")
		c.press("Bỏ, không cần lý do")
		c.says("sao 1 hơn 3")
		if got := c.newest(); !strings.Contains(got, "Hà Skincare hơn Mai Anh Beauty") {
			t.Errorf("the numbers shown are not compared:\n%s", got)
		}
		c.says(back)
		if got := c.newest(); len(c.theCampaign().Decisions) > 0 || !strings.Contains(got, "Linh Chi Beauty đã trở lại danh sách") {
			t.Errorf("%q leaves them out:\n%s", back, got)
		}
	}
}

// withList is a chat at the people of a list, in a campaign on TikTok.
func withList(t *testing.T, accounts []domain.Account) *chat {
	t.Helper()
	c := newChat(t, "vi")
	c.imports = []domain.ImportHead{{ID: "i", File: "x.csv", Accounts: len(accounts)}}
	c.accounts["i"] = accounts
	c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, chạy tiktok")
	c.press("✅ Đúng, chọn kênh")
	c.press("▶ Xem người phù hợp")
	return c
}

// theCampaign is the only one.
func (c *chat) theCampaign() (only domain.Campaign) {
	c.t.Helper()
	if len(c.campaigns) != 1 {
		c.t.Fatalf("%d campaigns", len(c.campaigns))
	}
	for _, k := range c.campaigns {
		only = k
	}
	return only
}

// A person is called by name as well as by rank, and what the name means beside
// is not heard.
func TestPeopleAreCalledByName(t *testing.T) {
	for _, test := range []struct{ says, shows string }{
		{"Yến Nhi", "Yến Nhi · TikTok · @yennhi.thu"},
		{"yen nhi", "Yến Nhi · TikTok · @yennhi.thu"},
		{"@yennhi.thu", "Yến Nhi · TikTok · @yennhi.thu"},
		{"xem @yennhi.thu", "Yến Nhi · TikTok · @yennhi.thu"},
		{"Ngân Bé", "Ngân Bé · TikTok · "},
		{"Minh Review", "Minh Review · TikTok · "},
		{"xem Hoàng Duy", "Hoàng Duy · TikTok · "},
		{"xem hoang duy nhé", "Hoàng Duy · TikTok · "},
		{"mở thẻ Ngân Bé", "Ngân Bé · TikTok · "},
		{"Ngân Bé có hợp không?", "Ngân Bé · TikTok · "},
		{"xem Duy", "Hoàng Duy · TikTok · "},
		{"Yến Nhi có mua tương tác không", "Cần kiểm tra · Yến Nhi"},
		{"kiểm tra Hoàng Duy", "Cần kiểm tra · Hoàng Duy"},
		{"Ngân Bé có gì cần kiểm tra?", "Cần kiểm tra · Ngân Bé"},
		{"tại sao Ngân Bé bị cảnh báo", "Cần kiểm tra · Ngân Bé"},
		{"bỏ Ngân Bé", "Vì sao bạn bỏ Ngân Bé?"},
		{"loại Minh Review đi", "Vì sao bạn bỏ Minh Review?"},
		{"giữ Yến Nhi", "Đã giữ Yến Nhi (1 người)"},
		{"lấy Yến Nhi và Hoàng Duy", "Đã giữ Yến Nhi và Hoàng Duy"},
		{"so Yến Nhi với Ngân Bé", "Yến Nhi hơn Ngân Bé"},
		{"so sánh yen nhi va ngan be", "Yến Nhi hơn Ngân Bé"},
		{"vì sao Ngân Bé đứng sau Yến Nhi?", "Yến Nhi hơn Ngân Bé"},
		{"ai tốt hơn, Yến Nhi hay Ngân Bé", "Yến Nhi hơn Ngân Bé"},
		{"thôi bỏ Yến Nhi đi", "Vì sao bạn bỏ Yến Nhi?"},
		{"không lấy Yến Nhi nữa", "Vì sao bạn bỏ Yến Nhi?"},
		{"lấy lại Ngân Bé", "Đã giữ Ngân Bé"},
		{"cho mình xem Hoàng Duy", "Hoàng Duy · TikTok · "},
		{"why is Yến Nhi flagged?", "Cần kiểm tra · Yến Nhi"},
		{"giá của Yến Nhi có đắt không", "Yến Nhi báo bạn bao nhiêu"},
		{"Hoàng Duy 12tr/video", "Hoàng Duy · TikTok · 150.000 follow · thường 50.000 lượt xem: 12 triệu cho 1 video ngắn"},
		{"xem Minh", "vài người tên Minh"},
		{"xem Kênh Xa", "không được xếp hạng"},
	} {
		t.Run(test.says, func(t *testing.T) {
			c := withList(t, listed)
			before := c.theCampaign().Brief
			c.says(test.says)
			if got := screen.Plain(c.last()); !strings.Contains(got, test.shows) {
				t.Errorf("no %q in\n%s", test.shows, got)
			}
			if got := changedSlots(before, c.theCampaign().Brief); len(got) > 0 {
				t.Errorf("it changed %v", got)
			}
		})
	}
}

// A name beside words about the brief keeps to itself, and a name that is a
// plain word of briefs is that word.
func TestTheWordsOfANameStayOutOfTheBrief(t *testing.T) {
	for _, test := range []struct {
		says    string
		changes []domain.Slot
	}{
		{"tăng ngân sách lên 300tr cho Ngân Bé", []domain.Slot{domain.SlotBudget}},
		{"chỉ lấy khách ở Hà Nội", []domain.Slot{domain.SlotLocations}},
		{"hợp đồng với Minh Review cần gì", nil},
		{"tăng ngân sách lên 300tr cho Linh Chi", []domain.Slot{domain.SlotBudget}},
		{"đổi ngành sang Linh Chi", []domain.Slot{domain.SlotIndustry}},
		{"minh an vat thi thoi, cho nu 18-22, ngan sach 100tr, nganh an vat", nil}, // another product: new or a change, is asked
	} {
		c := withList(t, slices.Concat(listed, beauties[:1]))
		before := c.theCampaign().Brief
		c.says(test.says)
		var got []domain.Slot
		for _, k := range c.campaigns {
			got = changedSlots(before, k.Brief)
		}
		if len(got) != len(test.changes) {
			t.Errorf("%q changed %v:\n%s", test.says, got, screen.Plain(c.last()))
		}
	}
}

// changedSlots are the slots in which two briefs differ.
func changedSlots(a, b domain.Brief) (out []domain.Slot) {
	for _, s := range domain.Slots {
		var x, y domain.Brief
		x.Take(s, a)
		y.Take(s, b)
		if !equalBriefs(x, y) {
			out = append(out, s)
		}
	}
	return out
}

func equalBriefs(a, b domain.Brief) bool { return jsonOf(a) == jsonOf(b) }

func jsonOf(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// Marks without letters are words of no name.
func TestMarksAloneCallNobody(t *testing.T) {
	c := withList(t, listed)
	c.says("xem \u0301 \u0301\u0323")
	if got := screen.Plain(c.last()); got == "" {
		t.Error("no answer")
	}
}

// Who asks something instead of saying why is answered, and nobody is dropped.
func TestAQuestionIsNoReason(t *testing.T) {
	c := withList(t, listed)
	c.says("bỏ Ngân Bé")
	c.says("cpm là gì?")
	if got := screen.Plain(c.last()); !strings.Contains(got, "CPM") || strings.Contains(got, "Đã bỏ") {
		t.Errorf("a question is taken for the reason:\n%s", got)
	}
	c.says("bỏ Ngân Bé")
	c.says("giá hơi cao so với view")
	if got := screen.Plain(c.last()); !strings.Contains(got, "Đã bỏ") {
		t.Errorf("a reason is not taken:\n%s", got)
	}
}

// Who takes it back instead of saying why keeps everybody.
func TestADropIsTakenBackInWords(t *testing.T) {
	for _, text := range []string{
		"hoàn tác", "undo", "thôi không bỏ nữa", "thôi đừng bỏ", "khong bo nua", "không bỏ nữa", "ko bỏ nữa đâu", "thôi", "huỷ", "nhầm rồi", "giữ lại đi", "never mind", "don't drop them",
	} {
		c := withList(t, beauties)
		c.says("bỏ số 2")
		c.says(text)
		if got := c.newest(); len(c.theCampaign().Decisions) > 0 || !strings.Contains(got, "Linh Chi Beauty · TikTok") {
			t.Errorf("%q is taken for something else, %v:\n%s", text, c.theCampaign().Decisions, got)
		}
	}
	for _, reason := range []string{"không hợp", "bỏ vì giá cao", "để lần sau", "thôi bạn này đăng ít quá", "không thích", "giữ giá cao quá"} {
		c := withList(t, beauties)
		c.says("bỏ số 2")
		c.says(reason)
		if got := c.theCampaign().Decisions; len(got) != 1 || got[0].Reason != reason {
			t.Errorf("%q is no reason: %v\n%s", reason, got, c.newest())
		}
	}
}

// Who is to make room for somebody else is dropped.
func TestAReplacementIsADrop(t *testing.T) {
	for _, text := range []string{
		"thay người số 2", "thay số 2 bằng người khác", "đổi số 2 nhé", "thay bạn số 2 bằng bạn khác đi", "đổi người thứ 2", "replace number 2", "swap out number 2 for someone else", "thay Linh Chi Beauty",
	} {
		c := withList(t, beauties)
		c.says(text)
		if got := c.newest(); !strings.Contains(got, "Vì sao bạn bỏ Linh Chi Beauty?") {
			t.Errorf("%q is taken for something else:\n%s", text, got)
		}
	}
	for _, text := range []string{
		"đổi ngân sách 100tr", "thay đổi ngân sách thành 100tr", "đổi thứ 2 tuần sau", "đổi số 2 với số 3", "đổi số 2 và số 3", "swap number 2 and number 3", "đổi Linh Chi Beauty với Mai Anh Beauty",
	} {
		c := withList(t, beauties)
		c.says(text)
		if got := c.newest(); strings.Contains(got, "Vì sao bạn bỏ") || len(c.theCampaign().Decisions) > 0 {
			t.Errorf("%q drops somebody:\n%s", text, got)
		}
	}
}

// What somebody earns, and a day of the week, are no ranks.
func TestAnIncomeOrADayIsNoRank(t *testing.T) {
	for _, text := range []string{"creator thu 2 triệu có giá rẻ không", "kol thu 2 tr/bài, giá đắt không", "kiểm tra giúp bạn thứ 2 này", "bạn thứ 2 có rảnh không"} {
		c := withList(t, beauties)
		c.says(text)
		if got := c.newest(); strings.Contains(got, "Linh Chi Beauty") && !strings.Contains(got, "Bước 3/3") {
			t.Errorf("%q calls the second:\n%s", text, got)
		}
	}
}
