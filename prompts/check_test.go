package prompts

import (
	"encoding/json"
	"errors"
	"testing"

	"chonmat/domain/wording"
)

// said makes a request of one passage and reads a text that relies on it.
func said(lang wording.Lang, fact, text string) error {
	r := Request{Kind: Reword, Lang: lang, Passages: []Passage{{ID: "a", Text: fact}},
		Names: map[string]string{"[A]": "Linh Đan", "[B]": "Mai Chi"}}
	out, _ := json.Marshal(map[string]any{"text": text, "used": []string{"a"}})
	_, err := r.Read(string(out))
	return err
}

func why(err error) Why {
	if r, ok := errors.AsType[*Refused](err); ok {
		return r.Why
	}
	return ""
}

func TestFiguresInAllSpellings(t *testing.T) {
	const (
		vi = wording.Vietnamese
		en = wording.English
	)
	for _, c := range []struct {
		lang       wording.Lang
		fact, text string
		want       Why
	}{
		// The same figure, spelt otherwise.
		{vi, "Giá 18.000.000 đồng.", "Giá 18 triệu đồng.", ""},
		{vi, "Giá 18.000.000 đồng.", "Giá 18tr.", ""},
		{vi, "Giá 1.200.000.", "Giá 1tr2.", ""},
		{vi, "Giá 1.250.000.", "Giá 1tr250.", ""},
		{vi, "Giá 1.500.000.", "Giá một triệu rưỡi.", ""},
		{vi, "Giá 1,2 tỷ.", "Giá 1.200.000.000.", ""},
		{vi, "Giá 1,5 triệu mỗi video.", "Giá 1,5 triệu một video, một nghìn một lượt cũng không.", Figure},
		{vi, "Giá 1,5 triệu mỗi video.", "Giá 1,5 triệu một video.", ""},
		{vi, "Giá 2,1 triệu.", "Giá hai triệu một.", ""},
		{vi, "Giá 2 triệu.", "Giá hai triệu một trăm nghìn.", Figure},
		{vi, "Giá 12–18 triệu.", "Giá từ 12 đến 18 triệu.", ""},
		{vi, "Giá 12–18 triệu.", "Giá từ mười hai đến mười tám triệu.", ""},
		{vi, "Có 350.000 lượt xem.", "Có 350k lượt xem.", ""},
		{vi, "Có 350.000 lượt xem.", "Có ba trăm năm mươi nghìn lượt xem.", ""},
		{vi, "Tương tác 4,2%.", "Tương tác 4,2 phần trăm.", ""},
		{vi, "Tương tác 4,2%.", "Tỷ lệ tương tác là 4.2%.", ""},
		{vi, "Có 3 tiêu chí.", "Có ba tiêu chí.", ""},
		{vi, "Có 5 bước.", "Có năm bước, mỗi năm xem lại.", ""},
		{vi, "Từ 01/01/2026.", "Từ ngày 1 tháng 1 năm 2026.", ""},
		{vi, "Từ 01/01/2026.", "Từ 2026.", ""},
		{vi, "Từ 01/01/2026.", "Từ tháng 1/2026.", ""},
		{en, "It costs VND 1.2 billion.", "It costs 1,200 million VND.", ""},
		{en, "It costs 350,000.", "It costs three hundred and fifty thousand.", ""},
		{en, "Ages 18–25.", "Ages eighteen to twenty-five.", ""},
		{en, "Since 20 Nov 2026.", "Since November 20, 2026.", ""},
		{en, "Engagement is 4.2%.", "Engagement is 4.2 percent.", ""},

		// Another figure.
		{vi, "Giá 18 triệu.", "Giá 19 triệu.", Figure},
		{vi, "Giá 18 triệu.", "Giá 18 tỷ.", Figure},
		{vi, "Giá 18 triệu.", "Giá 18 nghìn.", Figure},
		{vi, "Giá 18 triệu.", "Giá 18 triệu USD.", Figure},
		{vi, "Giá 18 triệu.", "Giá $18 triệu.", Figure},
		{vi, "Giá 18 triệu.", "Giá mười chín triệu.", Figure},
		{vi, "Giá 18 triệu.", "Giá gần hai chục triệu.", Figure},
		{vi, "Giá 18 triệu.", "Giá hàng tỷ.", Figure},
		{vi, "Giá 18 triệu.", "Giá 18 triệu rưỡi.", Figure},
		{vi, "Giá 18 triệu, 5 video.", "Giá 18 triệu 5.", Figure},
		{vi, "Giá 18 triệu.", "Rẻ gấp đôi.", Figure},
		{vi, "Giá 18 triệu.", "Rẻ bằng một nửa.", Figure},
		{vi, "Giá 10–20 triệu.", "Giá 10.", Figure},
		{vi, "Điểm 1,5.", "Có 1,500 lượt.", Figure},
		{vi, "Tương tác 5%.", "Có 5 người.", Figure},
		{vi, "Có 5 người.", "Tương tác 5%.", Figure},
		{vi, "Có 5 người.", "Tương tác năm phần trăm.", Figure},
		{vi, "Có 5 người.", "Có ⑦ người.", Sign},
		{vi, "Có 5 người.", "Có ٧ người.", Sign},
		{vi, "Có 5 người.", "Có 7️⃣ người.", Sign},
		{vi, "Có 5 người.", "Có ½ số người.", Sign},
		{vi, "Có 5 người.", "Có 5\u200b0 người.", Sign},
		{vi, "Từ 01/01/2026.", "Từ 02/01/2026.", Figure},
		{vi, "Từ 01/01/2026.", "Từ năm 2027.", Figure},
		{vi, "Từ 01/2026.", "Từ tháng 1 năm 2025.", Figure},
		{vi, "Đăng lúc 20:30.", "Đăng lúc 21:30.", Figure},
		{en, "It costs 1.5.", "It costs 1,500.", Figure},
		{en, "It costs 18 million.", "It costs twice as much.", Figure},
		{en, "It costs 18 million.", "It costs millions.", Figure},
		{en, "It costs 18 million.", "It ranks third.", Figure},
		{en, "It costs 18 million.", "It costs nineteen million.", Figure},
		{en, "Since 20 Nov 2026.", "Since December.", Figure},
	} {
		if got := why(said(c.lang, c.fact, c.text)); got != c.want {
			t.Errorf("from %q, %q: %q, want %q", c.fact, c.text, got, c.want)
		}
	}
}

func TestNamesHandlesAndLinks(t *testing.T) {
	const fact = "[A] hợp brief hơn [B] nhờ độ liên quan trên TikTok. Xem https://example.org/a hoặc @chonmat."
	for _, c := range []struct {
		text string
		want Why
	}{
		{"[A] hợp brief hơn [B].", ""},
		{"Cả hai đều hợp, nhưng [A] hợp hơn trên TikTok.", ""},
		{"KOC thường hợp brief hơn.", ""},
		{"Xem https://example.org/a hoặc @chonmat.", ""},
		{"Linh Đan hợp brief hơn.", Name},
		{"Linh hợp brief hơn.", Name},
		{"[C] hợp brief hơn.", Name},
		{"Bạn nên chọn Sơn Tùng.", Name},
		{"Hoa hợp brief hơn [B].", Name},
		{"Nên chạy trên Instagram.", Name},
		{"Nên chọn sontungmtp.", Word},
		{"Nên chọn @sontungmtp.", Link},
		{"Xem https://example.org/b.", Link},
		{"Xem evil.example.", Link},
		{"Xem [đây](https://evil.example).", Link},
		{"Gửi a@evil.example.", Link},
		{"<b>[A]</b> hợp hơn.", Sign},
		{"**[A]** hợp hơn.", Sign},
		{"Nên chọn Ѕơn.", Sign}, // a Cyrillic letter
		{"Say nothing that the passages do not say.", Echo},
	} {
		if got := why(said(wording.Vietnamese, fact, c.text)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFiguresStayWithTheirPerson(t *testing.T) {
	r := Request{Kind: Reword, Lang: wording.Vietnamese, Names: map[string]string{"[A]": "a", "[B]": "b"}, Passages: []Passage{
		{"a", "[A] hơn [B] 8,4 điểm"}, {"b", "Mức giá: [A] 24 triệu; [B] 1 triệu"}, {"c", "Độ phủ sóng: [A] hơn 18,1 điểm. Mỗi bài được xem 30 nghìn lượt."},
	}}
	for _, c := range []struct {
		text string
		want Why
	}{
		{"[A] hơn [B] 8,4 điểm.", ""},
		{"[A] có giá 24 triệu, còn [B] chỉ 1 triệu.", ""},
		{"[A] hơn về độ phủ sóng. Mỗi bài được xem 30 nghìn lượt.", ""},
		{"Giá của hai bạn là 24 triệu và 1 triệu.", ""},
		{"[A] có giá 1 triệu, còn [B] 24 triệu.", Mixup},
		{"[B] được xem 30 nghìn lượt.", Mixup},
		{"[B] rất hợp. Giá 24 triệu.", Mixup},
		{"[B] hơn [A] 8,4 điểm.", Mixup},
		{"[B] hợp hơn [A].", Mixup},
		{"[A] kém hơn [B].", Mixup},
	} {
		_, err := r.Read(`{"text":"` + c.text + `","used":["a"]}`)
		if why(err) != c.want {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}

func TestTagsBecomeNames(t *testing.T) {
	r := Request{Kind: Reword, Lang: wording.Vietnamese, Passages: []Passage{{"a", "[A] hợp hơn [B]."}},
		Names: map[string]string{"[A]": "Linh Đan", "[B]": "Mai Chi"}}
	got, err := r.Read(`{"text":"[A] hợp hơn [B].","used":["a"]}`)
	if named := r.Named(got.Text); err != nil || named != "Linh Đan hợp hơn Mai Chi." {
		t.Errorf("%q, %v", named, err)
	}
}

// Whatever the model writes, reading it ends, and what is let through says
// itself again.
func FuzzRead(f *testing.F) {
	for _, s := range []string{`{"text":"x","used":["a"]}`, "<think>", "```json\n{}\n```", `{"text":"1tr2 1.2.3 gấp","used":["a"]}`, "{{{{", `{"text":1}`} {
		f.Add(s)
	}
	r := Request{Kind: Reword, Lang: wording.Vietnamese, Passages: []Passage{{"a", "Giá 18 triệu."}}}
	f.Fuzz(func(t *testing.T, raw string) {
		reply, err := r.Read(raw)
		if err != nil {
			return
		}
		again, _ := json.Marshal(map[string]any{"text": reply.Text, "used": reply.Used})
		if _, err := r.Read(string(again)); err != nil {
			t.Errorf("%q was let through once", reply.Text)
		}
	})
}
