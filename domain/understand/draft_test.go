package understand_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
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
	invite := understand.DraftInvite
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
		"viết brief cho Linh":                         wish(understand.DraftBrief, "Linh"),
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
