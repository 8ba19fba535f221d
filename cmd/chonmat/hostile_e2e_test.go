package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"chonmat/bot/telegramtest"
)

// hostileNames are what somebody can write in a list to do harm where it is
// shown, opened or pasted.
var hostileNames = []string{
	`=cmd|' /C calc'!A0`, `+1+cmd|' /C calc'!A0`, `-2+3+cmd|' /C calc'!A0`, `@SUM(1+1)*cmd|' /C calc'!A0`, "\t=1+1", `=HYPERLINK("https://evil.example","x")`,
	`</b><script>alert(1)</script><b>`, `<tg-spoiler>`, `&lt;&#0;&bogus;`, `**đậm** _x_ [a](tg://user?id=1)`,
	"\u202Egnp.exe\u202C \u2066abc", "z\u200Be\u200Br\u200Co\u2060w\uFEFF", strings.Repeat("Dài ", 2500), strings.Repeat("👩‍👩‍👧‍👦", 300), "a" + strings.Repeat("\u0301", 3000),
}

// TestHostileNamesDoNoHarm takes a list of them through the chat to the files
// at its end. The Telegram server of the tests is strict about markup and sizes.
func TestHostileNamesDoNoHarm(t *testing.T) {
	t.Parallel()
	var list bytes.Buffer
	w := csv.NewWriter(&list)
	rows := [][]string{{"name", "platform", "handle", "followers", "avg_views", "engagement_rate", "engagement_basis", "categories", "contact", "price_short_video_vnd"}}
	for i, name := range hostileNames {
		rows = append(rows, []string{name, "tiktok", fmt.Sprint("mau", i), "120000", "45000", "0.06", "views", "beauty", name, fmt.Sprint(5_000_000 + i)})
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	for form, options := range map[string][]telegramtest.Option{"rich": nil, "HTML": {telegramtest.WithoutRichMessages()}} {
		t.Run(form, func(t *testing.T) {
			s := &script{stage: newStage(t, "vi", options...)}
			do := func(press string) {
				t.Helper()
				s.person.Press(press)
				s.settle()
			}
			s.person.SendFile("=cmd|.csv", list.Bytes())
			s.settle()
			for _, label := range s.person.Screen().Labels() {
				if strings.HasPrefix(label, "✅ Nhập") {
					do(label)
				}
			}
			s.person.Say("mỹ phẩm cho nữ 18-25, 200tr, tiktok, cần 500k lượt xem")
			s.settle()
			do("✅ Đúng, chọn kênh")
			do("▶ Xem người phù hợp")
			for n := 1; n <= 5; n++ {
				do(fmt.Sprint(n))
				do("✔ Giữ")
			}
			s.person.Say("tổng kết")
			s.settle()
			var files int
			for _, label := range s.person.Screen().Labels() {
				if strings.Contains(label, "CSV") || strings.Contains(label, "Excel") {
					do(label)
					files++
				}
			}
			if got := s.documents(); files < 2 || len(got) != files {
				t.Fatalf("%d buttons, %d files:\n%s", files, len(got), s.person.Transcript())
			}
			for _, d := range s.documents() {
				if strings.ContainsAny(d.Name, "=|\"<>") {
					t.Errorf("the file is called %q", d.Name)
				}
				for _, cell := range cellsOf(t, d) {
					if strings.ContainsAny(cell[:min(len(cell), 1)], "=+-@\t\r") && strings.Contains(cell, "cmd") {
						t.Errorf("%s: a spreadsheet would run %q", d.Name, cell)
					}
				}
			}
			for _, p := range s.srv.Problems() {
				t.Errorf("Telegram: %s", p)
			}
			for _, m := range s.person.Messages() {
				if m.FromBot && strings.ContainsAny(m.Text, "\u202E\u2066\u200B\uFEFF\x00") {
					t.Errorf("shown with marks that turn or hide text: %.200q", m.Text)
				}
			}
		})
	}
}

// cellsOf returns the cells of a CSV or XLSX file; none of the latter may hold
// a formula.
func cellsOf(t *testing.T, d telegramtest.File) (cells []string) {
	t.Helper()
	if strings.HasSuffix(d.Name, ".csv") {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(d.Data, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			cells = append(cells, row...)
		}
		return cells
	}
	book, err := excelize.OpenReader(bytes.NewReader(d.Data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				name, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := book.GetCellFormula(sheet, name); err != nil || formula != "" {
					t.Errorf("%s %s is the formula %q, error %v", d.Name, name, formula, err)
				}
			}
		}
	}
	return nil // a string cell is no formula, however it begins
}

// TestNobodyReachesIntoAnotherChat presses, from one chat, buttons whose data
// belongs to another's campaign, import and list.
func TestNobodyReachesIntoAnotherChat(t *testing.T) {
	t.Parallel()
	s := &script{stage: newStage(t, "vi")}
	mai := s.person
	mai.SendFile("danh-sach.csv", []byte("name,platform,followers,price_short_video_vnd\nNgười Của Mai,tiktok,120000,8000000\n"))
	s.settle()
	mai.Press("✅ Nhập 1 dòng")
	s.settle()
	mai.Say("mỹ phẩm cho nữ 18-25, 200tr, tiktok, cần 500k lượt xem")
	s.settle()
	mai.Press("✅ Đúng, chọn kênh")
	s.settle()
	mai.Press("▶ Xem người phù hợp")
	s.settle()
	var data []string
	for _, m := range mai.Messages() {
		for _, row := range m.Buttons {
			for _, b := range row {
				data = append(data, b.Data)
			}
		}
	}
	if len(data) < 5 {
		t.Fatalf("only %d buttons", len(data))
	}
	before := summaries(t, s.file)[fmt.Sprint(mai.ID)]
	group := s.srv.User(43, "vi").In(-1001234567890)
	group.Say("/start@chonmat_test_bot")
	s.settle()
	thief := s.srv.User(44, "vi")
	thief.Say("/start")
	s.settle()
	for _, p := range []*telegramtest.Person{thief, group} {
		for _, d := range data {
			p.PressData(p.Screen(), d)
			s.settle()
			s.clock.pass(5e9)
		}
		if text := p.Transcript(); strings.Contains(text, "Người Của Mai") {
			t.Errorf("chat %d sees another's list:\n%s", p.ChatID(), text)
		}
	}
	if after := summaries(t, s.file)[fmt.Sprint(mai.ID)]; fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("another changed\n%v\nto\n%v", before, after)
	}
}
