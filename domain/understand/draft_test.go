package understand_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chonmat/domain/understand"
)

func TestWishesToHaveSomethingWritten(t *testing.T) {
	wish := func(kind understand.DraftKind, who string) understand.DraftWish {
		return understand.DraftWish{Kind: kind, Who: who}
	}
	tone := func(name string) understand.DraftWish {
		return understand.DraftWish{Kind: understand.DraftTone, Tone: name}
	}
	unsure := func(who string) understand.DraftWish {
		return understand.DraftWish{Kind: understand.DraftBrief, Who: who, Unsure: true}
	}
	campaign := func(what string) understand.DraftWish { return wish(understand.DraftCampaign, what) }
	invite, other := understand.DraftInvite, wish(understand.DraftOther, "")
	for text, want := range map[string]understand.DraftWish{
		"soạn tin mời Linh": wish(invite, "Linh"),
		"soan tin moi Linh": wish(invite, "Linh"),
		"Soạn giúp mình tin nhắn mời Linh Mẫu nhé":    wish(invite, "Linh Mẫu"),
		"viết tin mời bạn Linh":                       wish(invite, "Linh"),
		"soạn tin mời":                                wish(invite, ""),
		"soạn tin mời 2":                              wish(invite, "2"),
		"soạn tin mời người số 2":                     wish(invite, "2"),
		"viết thư mời hợp tác cho @linhmau":           wish(invite, "@linhmau"),
		"draft a message to Linh":                     wish(invite, "Linh"),
		"write an invitation for Linh Mau please":     wish(invite, "Linh Mau"),
		"viết brief cho creator":                      wish(understand.DraftBrief, ""),
		"soạn brief gửi các bạn KOC nhé":              wish(understand.DraftBrief, ""),
		"brief cho creator":                           wish(understand.DraftBrief, ""),
		"viết brief cho Linh":                         unsure("Linh"),
		"viết brief gửi Linh":                         wish(understand.DraftBrief, "Linh"),
		"brief cho chị Hoa Bùi":                       wish(understand.DraftBrief, "Hoa Bùi"),
		"brief cho Cocoon":                            unsure("Cocoon"),
		"viết brief cho số 3":                         wish(understand.DraftBrief, "3"),
		"viết brief cho 5 KOC":                        wish(understand.DraftBrief, ""),
		"làm brief cho chiến dịch Tết":                campaign("chiến dịch Tết"),
		"brief cho tết":                               campaign("tết"),
		"brief cho Black Friday":                      campaign("Black Friday"),
		"brief for gen z":                             campaign("gen z"),
		"brief for Q4":                                campaign("Q4"),
		"viết brief cho sản phẩm mới":                 campaign("sản phẩm mới"),
		"brief cho khách":                             campaign("khách"),
		"viết brief cho mình":                         wish(understand.DraftCampaign, ""),
		"soạn tin mời hạng 2":                         wish(invite, "2"),
		"soạn tin mời Thu Hà":                         wish(invite, "Thu Hà"),
		"soạn tin cho Huy":                            wish(invite, "Huy"),
		"soạn tin nhắn cho Bảo":                       wish(invite, "Bảo"),
		"soạn tin mời Linh và Mai":                    wish(invite, "Linh và Mai"),
		"soạn tin mời 5 KOC mỹ phẩm":                  wish(invite, ""),
		"soạn tin mời @":                              wish(invite, ""),
		"tạo brief cho tôi":                           wish(understand.DraftCampaign, ""),
		"viết brief tới Linh":                         wish(understand.DraftBrief, "Linh"),
		"brief cho 5 người đã chọn":                   wish(understand.DraftBrief, ""),
		"soạn tin mời Linh chạy tháng 12":             wish(invite, "Linh"),
		"soạn tin nhắn mời Linh để hợp tác":           wish(invite, "Linh"),
		"soan tin cho huy":                            wish(invite, "huy"),
		"soạn tin hủy lịch với Linh":                  other,
		"soạn tin báo Linh trúng tuyển":               other,
		"soạn tin mời tất cả":                         wish(invite, ""),
		"soạn tin nhắn từ chối Linh":                  other,
		"soan tin nhan cam on Linh":                   other,
		"soạn tin hỏi giá Linh":                       other,
		"viết tin cho Linh nhắc gửi bài":              other,
		"soạn tin mặc cả với Linh":                    other,
		"draft a message to decline Linh":             other,
		"write an email to thank Linh":                other,
		"viết email cho sếp":                          other,
		"soạn tin nhắn cho khách hàng":                other,
		"write a brief for creators":                  wish(understand.DraftBrief, ""),
		"creator brief":                               wish(understand.DraftBrief, ""),
		"gợi ý nội dung":                              wish(understand.DraftIdeas, ""),
		"cho mình vài ý tưởng video":                  wish(understand.DraftIdeas, ""),
		"ý tưởng nội dung cho tuần này":               wish(understand.DraftIdeas, ""),
		"content ideas":                               wish(understand.DraftIdeas, ""),
		"give me some content ideas for the campaign": wish(understand.DraftIdeas, ""),
		"viết thân thiện hơn":                         tone("friendly"),
		"lịch sự hơn nhé":                             tone("polite"),
		"viết ngắn lại":                               tone("brief"),
		"make it friendlier":                          tone("friendly"),
		"a bit more polite please":                    tone("polite"),
		"shorter":                                     tone("brief"),
	} {
		if got, ok := understand.DraftIn(text); !ok || got != want {
			t.Errorf("DraftIn(%q) = %+v, %v, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "viết brief mới", "tạo brief", "viết brief thế nào?", "viết brief cho kol thế nào", "mời 5 KOC mỹ phẩm", "brief", "tin nhắn",
		"làm video ngắn cho mỹ phẩm", "ngân sách ngắn gọn 200tr", "viết tin mời như thế nào cho hay", "ý tưởng là gì",
	} {
		if got, ok := understand.DraftIn(text); ok {
			t.Errorf("DraftIn(%q) = %+v", text, got)
		}
	}
}

func TestAWishMayNameSeveral(t *testing.T) {
	for text, want := range map[string][]string{
		"soạn tin mời Linh":                      nil,
		"soạn tin mời Linh và Mai":               {"Linh", "Mai"},
		"soạn tin mời chị Linh, anh Tú & số 3":   {"Linh", "Tú", "3"},
		"soan tin moi 1 va 2":                    {"1", "2"},
		"write an invitation for Linh and Mai":   {"Linh", "Mai"},
		"soạn tin mời Đỗ Thị Vân Anh, Nguyễn An": {"Đỗ Thị Vân Anh", "Nguyễn An"},
		"soạn tin mời Vàng Anh":                  nil,
	} {
		wish, ok := understand.DraftIn(text)
		if got := wish.Several(); !ok || !slices.Equal(got, want) {
			t.Errorf("DraftIn(%q) is for %q, want %q", text, got, want)
		}
	}
	if wish, ok := understand.DraftIn("soạn tin mời 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"); ok {
		t.Errorf("more than one can offer: %+v", wish)
	}
}

// No text that we know to mean something else is taken for such a wish.
func TestNoOtherTextIsAWishToHaveSomethingWritten(t *testing.T) {
	files, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no texts", err)
	}
	n := 0
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var row struct{ Text string }
			if json.Unmarshal(lines.Bytes(), &row) != nil || row.Text == "" {
				continue
			}
			n++
			if got, ok := understand.DraftIn(row.Text); ok {
				t.Errorf("%s: %q is taken for %+v", file, row.Text, got)
			}
		}
	}
	sets, err := filepath.Glob("../knowledge/testdata/*.tsv")
	if err != nil || len(sets) == 0 {
		t.Fatal(sets, err)
	}
	for _, set := range sets {
		questions, err := os.ReadFile(set)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(questions)) {
			for field := range strings.SplitSeq(line, "\t") {
				n++
				if got, ok := understand.DraftIn(strings.TrimSpace(field)); ok {
					t.Errorf("%q is taken for %+v", field, got)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d texts", n)
	}
}

func FuzzDraftIn(f *testing.F) {
	f.Add("soạn tin mời Linh")
	f.Add("viết brief cho @@@")
	f.Fuzz(func(t *testing.T, text string) {
		wish, ok := understand.DraftIn(text)
		if ok && wish.Kind == "" || len(wish.Who) > len(text) {
			t.Errorf("DraftIn(%q) = %+v", text, wish)
		}
	})
}
