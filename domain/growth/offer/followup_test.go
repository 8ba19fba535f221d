package offer_test

import (
	"testing"

	"chonmat/domain"
	"chonmat/domain/growth/offer"
)

// What is said of the quote of Linh Chi is about it, whoever says it how.
func TestFollowUpsAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]struct {
		kind offer.FollowUpKind
		fee  domain.VND
	}{
		"bạn ấy đòi thêm 2tr nếu chạy ads 3 tháng":       {offer.AsksMore, 2_000_000},
		"đòi thêm 2tr nữa":                               {offer.AsksMore, 2_000_000},
		"Linh Chi xin thêm 1tr5 cho 1 story":             {offer.AsksMore, 1_500_000},
		"linh chi phụ thu 500k chạy spark ads":           {offer.AsksMore, 500_000},
		"thêm 2tr nếu độc quyền 3 tháng":                 {offer.AsksMore, 2_000_000},
		"thêm 2 củ để dùng lại nội dung 6 tháng":         {offer.AsksMore, 2_000_000},
		"bạn ấy báo 2tr nữa nếu thêm 1 story":            {offer.AsksMore, 2_000_000},
		"she wants another 2m for ads":                   {offer.AsksMore, 2_000_000},
		"extra 2m if we run ads for 3 months":            {offer.AsksMore, 2_000_000},
		"trả 6tr được không":                             {offer.WePay, 6_000_000},
		"tra 6tr dc ko":                                  {offer.WePay, 6_000_000},
		"mình trả 6tr ok không?":                         {offer.WePay, 6_000_000},
		"vậy trả 6 triệu thôi thì sao":                   {offer.WePay, 6_000_000},
		"trả giá 6tr5":                                   {offer.WePay, 6_500_000},
		"em trả 6tr được không ạ":                        {offer.WePay, 6_000_000},
		"deal 6 củ được ko":                              {offer.WePay, 6_000_000},
		"mình chỉ trả 6tr thôi":                          {offer.WePay, 6_000_000},
		"xin giảm còn 6tr":                               {offer.WePay, 6_000_000},
		"bớt còn 6tr được không":                         {offer.WePay, 6_000_000},
		"chốt 7tr được không":                            {offer.WePay, 7_000_000},
		"7tr được không":                                 {offer.WePay, 7_000_000},
		"trả 3tr/video được không":                       {offer.WePay, 3_000_000},
		"pay 6m ok?":                                     {offer.WePay, 6_000_000},
		"can we offer 6m":                                {offer.WePay, 6_000_000},
		"counter of 6m":                                  {offer.WePay, 6_000_000},
		"what if we pay $250":                            {offer.WePay, 6_500_000},
		"từ 8tr bớt còn 6tr":                             {offer.WePay, 6_000_000},
		"từ 8 triệu họ giảm còn 6 triệu":                 {offer.AsksNow, 6_000_000},
		"bạn ấy báo 9tr 2 video":                         {offer.AsksNow, 9_000_000},
		"giảm 1tr được không":                            {offer.WePay, 1_000_000},
		"Linh Chi giảm 1tr":                              {offer.AsksNow, 1_000_000},
		"bạn ấy nói 7tr thôi":                            {offer.AsksNow, 7_000_000},
		"bạn ấy tăng lên 10tr":                           {offer.AsksNow, 10_000_000},
		"deal xuống 6tr":                                 {offer.WePay, 6_000_000},
		"offer her 6m":                                   {offer.WePay, 6_000_000},
		"would 6m be fair":                               {offer.WePay, 6_000_000},
		"giảm ngân sách 10tr":                            {},
		"họ chốt 7tr":                                    {offer.AsksNow, 7_000_000},
		"Linh chốt lại 7tr":                              {offer.AsksNow, 7_000_000},
		"bạn ấy bớt còn 7tr":                             {offer.AsksNow, 7_000_000},
		"em ấy giảm xuống còn 7 triệu rồi":               {offer.AsksNow, 7_000_000},
		"bạn ấy đòi 9tr":                                 {offer.AsksNow, 9_000_000},
		"she came down to 7m":                            {offer.AsksNow, 7_000_000},
		"she countered at 7m":                            {offer.AsksNow, 7_000_000},
		"Linh Chi báo 9tr 1 video":                       {},
		"koc đòi 3tr 1 clip":                             {},
		"ngân sách còn 60tr":                             {},
		"tăng ngân sách thêm 20tr":                       {},
		"thêm 20tr":                                      {},
		"thêm youtube":                                   {},
		"Mai Anh chốt 7tr":                               {},
		"koc 8k fl đòi 3tr 1 clip":                       {},
		"Huy báo 3tr 1 video, tiktok 20k fl":             {},
		"thêm 200k view nếu được":                        {},
		"serum cho nữ 20–28 ở SG, 150tr, cần 400k reach": {},
		"trả trước bao nhiêu thì được":                   {},
		"200tr":                {},
		"mỹ phẩm 200tr":        {},
		"giá này có đắt không": {},
	} {
		f, ok := offer.ReadFollowUp(text, "Linh Chi Beauty", 26_000)
		if ok != (want.kind != "") || f.Kind != want.kind || f.Fee != want.fee {
			t.Errorf("%q: %q %d %t, want %q %d", text, f.Kind, f.Fee, ok, want.kind, want.fee)
		}
	}
}

// What is asked for or granted with it is read.
func TestAFollowUpSaysWhatItIsFor(t *testing.T) {
	f, _ := offer.ReadFollowUp("bạn ấy đòi thêm 2-3tr nếu chạy ads 3 tháng và thêm 1 story, chưa VAT", "", 0)
	if f.FeeMin != 2_000_000 || f.Fee != 3_000_000 || f.Ads.Days != 90 || len(f.Items) != 1 || f.Items[0].Deliverable != domain.Story || !f.BeforeVAT {
		t.Errorf("%+v", f)
	}
	if f, _ := offer.ReadFollowUp("trả 3tr/video được không", "", 0); !f.Each || len(f.Items) > 0 {
		t.Errorf("not for one each: %+v", f)
	}
}

func FuzzReadFollowUp(f *testing.F) {
	for _, text := range []string{"bạn ấy đòi thêm 2-3tr nếu chạy ads", "trả 6tr được không", "họ chốt $300", "7tr/video ok không"} {
		f.Add(text, "Linh Chi")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		if u, ok := offer.ReadFollowUp(text, name, 0); ok != (u.Fee > 0) || ok != (u.Kind != "") || u.FeeMin < 0 || u.FeeMin > u.Fee {
			t.Errorf("%q: %+v", text, u)
		}
	})
}
