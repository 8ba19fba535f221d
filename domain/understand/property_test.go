package understand_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/understand"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// phrasesOf are ways to state each slot, all figures different.
var phrasesOf = map[domain.Slot][]string{
	domain.SlotIndustry:  {"mỹ phẩm", "quán cà phê", "khoá học lập trình", "xe máy điện", "tã giấy", "phòng gym"},
	domain.SlotGender:    {"khách nữ", "cho phụ nữ", "nam giới", "cả nam lẫn nữ"},
	domain.SlotAge:       {"18-25 tuổi", "từ 22 đến 35 tuổi", "trên 41 tuổi", "độ tuổi 27-39"},
	domain.SlotLocations: {"Hà Nội", "ở TP.HCM và Huế", "miền Tây", "toàn quốc", "Nha Trang"},
	domain.SlotBudget:    {"ngân sách 200tr", "1 tỷ 350 triệu", "dưới 90 củ", "ba mươi lăm triệu", "khoảng 60-75 triệu", "2 tỷ rưỡi"},
	domain.SlotKPI:       {"500k reach", "1 triệu lượt xem", "cần 2400 đơn", "tăng nhận diện", "12.000 lượt tải"},
	domain.SlotChannels:  {"chạy TikTok", "Facebook và YouTube", "không chạy Zalo", "kênh IG"},
	domain.SlotCount:     {"15 KOC", "7 bạn reviewer", "20 influencer"},
	domain.SlotTime:      {"tháng 11", "trong 6 tuần", "chạy 45 ngày"},
}

// statements draws one phrase for some of the slots.
func statements(t *rapid.T) []string {
	var list []string
	for _, slot := range domain.Slots {
		if ways := phrasesOf[slot]; len(ways) > 0 && rapid.Bool().Draw(t, string(slot)) {
			list = append(list, rapid.SampledFrom(ways).Draw(t, "way"))
		}
	}
	return list
}

func read(text string) domain.Brief { return understand.Read(text, understand.Context{}).Brief }

func sameBrief(t *rapid.T, text string, want domain.Brief) {
	t.Helper()
	sorted := cmpopts.SortSlices(func(a, b domain.Location) bool { return a < b })
	if diff := cmp.Diff(want, read(text), cmpopts.EquateEmpty(), sorted); diff != "" {
		t.Fatalf("%q (-want +got):\n%s", text, diff)
	}
}

// A number is read once: what a text states is exactly what its phrases state
// one by one, in whatever order they come.
func TestPhrasesMeanTogetherWhatTheyMeanAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := statements(t)
		var want domain.Brief
		for _, phrase := range list {
			alone := read(phrase)
			for _, slot := range domain.Slots {
				if alone.Has(slot) {
					want.Take(slot, alone)
				}
			}
		}
		seed := rapid.Uint64().Draw(t, "order")
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		sameBrief(t, strings.Join(list, rapid.SampledFrom([]string{", ", "; ", "\n", "\n- ", ". "}).Draw(t, "separator")), want)
	})
}

func TestPolitenessAddsNothing(t *testing.T) {
	before := []string{"Chào bạn, ", "dạ em chào shop ạ, ", "alo ad ơi ", "Hi team, ", "Xin chào, cho mình hỏi chút, ", "b ơi "}
	after := []string{" nhé", " nha bạn", " giúp mình với", " được không ạ", ", cảm ơn bạn", " tks", " 🙏", ". Cảm ơn shop nhiều!"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(statements(t), ", ")
		sameBrief(t, rapid.SampledFrom(before).Draw(t, "before")+text+rapid.SampledFrom(after).Draw(t, "after"), read(text))
	})
}

func TestDiacriticsAreOptional(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(statements(t), ", ")
		want := read(text)
		sameBrief(t, withoutMarks(text), want)
		sameBrief(t, norm.NFD.String(text), want)
		sameBrief(t, strings.ToUpper(text), want)
	})
}

// withoutMarks writes as people do who do not bother with diacritics.
func withoutMarks(text string) string {
	text = strings.NewReplacer("đ", "d", "Đ", "D").Replace(norm.NFD.String(text))
	return strings.Map(func(r rune) rune {
		if r >= '\u0300' && r <= '\u036f' {
			return -1
		}
		return r
	}, text)
}

func TestSpellingsOfOneThingAgree(t *testing.T) {
	for _, group := range [][]string{
		{"200tr", "200 triệu", "hai trăm triệu", "200.000.000đ", "200 000 000 đ", "２００tr", "200M", "200 củ", "0,2 tỷ", "hai tram trieu", "vnd 200tr"},
		{"1 tỷ 200 triệu", "1ty2", "1,2 tỷ", "1 tỷ 2", "một tỷ hai", "1.200 triệu", "1200tr", "mot ty hai tram trieu"},
		{"2,5 triệu view", "2tr5 view", "2 triệu rưỡi view", "2.500.000 lượt xem", "2500k views", "hai triệu rưỡi lượt xem"},
		{"mỹ phẩm", "mĩ phẩm", "my pham", "mypham", "MỸ PHẨM", "mỹ phẫm"},
		{"Hoà Bình", "Hòa Bình", "hoa binh", "Hoa\u0300 Bi\u0300nh"},
		{"Ðà Nẵng", "Đà Nẵng", "da nang", "danang"},
		{"skincare", "skincrae", "skin care", "skincaree"},
		{"facebook", "facebok", "fb", "phây", "Facebookk"},
		{"18-25 tuổi", "18–25 tuổi", "18 - 25t", "từ 18 đến 25 tuổi", "18~25 tuoi", "ages 18-25"},
		{"không chạy tiktok", "ko chạy tiktok", "k chay tik tok", "đừng chạy tóp tóp", "no tiktok"},
		{"tháng 12", "thang muoi hai", "T12", "december", "12.12"},
	} {
		want := read(group[0])
		if cmp.Equal(want, domain.Brief{}) {
			t.Errorf("Read(%q) states nothing", group[0])
		}
		for _, text := range slices.Clone(group[1:]) {
			if diff := cmp.Diff(want, read(text)); diff != "" {
				t.Errorf("%q and %q differ:\n%s", group[0], text, diff)
			}
		}
	}
}
