package offer_test

import (
	"slices"
	"testing"

	"chonmat/domain/growth/offer"
	"chonmat/domain/wording"
)

func TestWhatIsSaidOfAnOffer(t *testing.T) {
	for want, list := range map[offer.Talk][]string{
		offer.AskTake: {
			"có nên nhận không", "có nên nhận ko ạ", "vậy em nên nhận không?", "nhận được không", "nên làm không", "ổn không", "giá này ổn không ạ", "giá vậy có thấp không", "có hời không",
			"nhận job này không", "should i take it?", "is it fair", "có nên nhận lời mời này không", "em có nên đồng ý không",
		},
		offer.AskPrice: {
			"thế em nên đòi bao nhiêu", "nên xin bao nhiêu", "xin bao nhiêu thì được", "báo giá bao nhiêu là hợp lý", "em nên báo lại bao nhiêu", "đề nghị mức nào", "giá bao nhiêu thì hợp lý", "how much should I ask for",
			"nên deal lên bao nhiêu", "thương lượng lên bao nhiêu", "đòi thêm bao nhiêu",
		},
		offer.AskScam: {
			"có lừa đảo không ạ", "liệu có bị lừa không", "sợ lừa đảo quá", "is this a scam?", "shop này uy tín không", "có phải lừa đảo không",
		},
		offer.OtherSide: {
			"họ bắt em nói sản phẩm chữa khỏi đau dạ dày", "brand bắt đặt cọc 500k trước mới gửi hàng", "họ tăng lên 2tr rồi", "mà họ đòi dùng lại video vĩnh viễn", "nhãn bảo đừng nói là quảng cáo", "they want me to say it cures acne",
			"bên đó yêu cầu chụp cccd",
		},
		offer.NoTalk: {
			"", "mỹ phẩm 200tr", "em có phải đóng thuế ko", "mỗi tuần nên đăng mấy bài", "làm kênh đồ ăn", "đăng mấy video một tuần là ổn", "tuần này 12 video, 340 → 520 follow", "giá booking koc bao nhiêu",
			"hoa hồng bao nhiêu là thường", "xong rồi", "bao nhiêu follow thì kiếm được tiền", "CPM là gì", "tiktok trả bao nhiêu cho 1000 view", "em rảnh tối T7",
		},
	} {
		for _, text := range list {
			if got := offer.TalkOf(text); got != want {
				t.Errorf("%q is %q, want %q", text, got, want)
			}
			if got := offer.TalkOf(wording.Fold(text)); got != want {
				t.Errorf("without marks, %q is %q, want %q", text, got, want)
			}
		}
	}
}

func TestDemandsAreToldFromBriefs(t *testing.T) {
	for text, want := range map[string]bool{
		"brand bắt đặt cọc 500k trước mới gửi hàng": true, "họ bắt em nói sản phẩm chữa khỏi đau dạ dày": true, "bên đó yêu cầu gửi mã otp": true,
		"nhãn bảo mình đừng nói là quảng cáo": true, "they ask me to say it cures acne": true,
		"shop mình muốn quảng cáo vape, 200tr": false, "shop muốn bán vape, 200tr": false, "brand bị phạt bao nhiêu nếu không ghi quảng cáo": false,
		"brand muốn chạy tiktok, 200tr, cam kết 500k view": false, "họ trả 2tr": false, "KOC đòi cọc 50% trước": false,
	} {
		if o, got := offer.DemandOf(text, 0); got != want {
			t.Errorf("%q: %v (%v)", text, got, o.Flags)
		}
	}
}

func TestWhatIsSaidLaterJoinsTheOffer(t *testing.T) {
	first := offer.Read("brand mời 1 video TikTok 500k, độc quyền 1 tháng, trả sau 7 ngày", 0)
	o := first.And(offer.Read("họ tăng lên 2tr, độc quyền 6 tháng", 0)).And(offer.Read("brand bắt đặt cọc 500k trước mới gửi hàng", 0))
	if o.FeeMax != 2_000_000 || o.Exclusive.Days != 180 || !slices.Equal(o.Flags, []offer.Flag{offer.Deposit}) || o.Words[offer.Deposit] == "" || len(o.Items) != 1 {
		t.Errorf("%+v", o)
	}
	if first.FeeMax != 500_000 || len(first.Flags) > 0 {
		t.Errorf("the first was changed: %+v", first)
	}
	if nothing := first.And(offer.Offer{}); nothing.FeeMax != first.FeeMax || nothing.Exclusive != first.Exclusive || nothing.Payment != first.Payment {
		t.Errorf("nothing more changed it: %+v", nothing)
	}
}

func TestAnOfferIsKnownByWhoWasInvited(t *testing.T) {
	for text, want := range map[string]bool{
		"em có 4k follow tiktok, shop mời 2 video đổi sản phẩm, không trả tiền": true,
		"tiktok 9k fl, được mời 1 video 800k":                                   true,
		"tiktok 120k follow, 1 video 8tr":                                       false,
		"shop cần 2 video 8tr":                                                  false,
	} {
		if o := offer.Read(text, 0); o.LooksLike() != want {
			t.Errorf("%q: %+v", text, o)
		}
	}
}
