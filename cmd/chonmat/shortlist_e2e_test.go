package main

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chonmat/bot/telegramtest"
)

// TestTapsToTheShortlist counts what people have to do: five taps or messages
// at most with a good sentence, twelve by buttons only, /start among them.
func TestTapsToTheShortlist(t *testing.T) {
	for name, most := range map[string]int{"vi-one-sentence": 5, "vi-buttons-only": 12, "en-one-sentence": 5} {
		inputs, arrived := 0, false
		for line := range strings.Lines(transcript(t, name)) {
			if strings.HasPrefix(line, "> ") {
				inputs++
			}
			if strings.Contains(line, "Bước 3/3") || strings.Contains(line, "Step 3/3") {
				arrived = true
				break
			}
		}
		if !arrived || inputs > most {
			t.Errorf("%s: shortlist reached: %t, after %d inputs; at most %d", name, arrived, inputs, most)
		}
	}
}

// TestTheFileHoldsWhatTheSummarySays compares the CSV file of the chosen with
// the last summary before it.
func TestTheFileHoldsWhatTheSummarySays(t *testing.T) {
	t.Parallel()
	s := play(t, transcript(t, "vi-own-list"), nil)
	files := s.documents()
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(files[0].Data, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	name, price := slices.Index(rows[0], "Tên"), slices.Index(rows[0], "Giá (VNĐ)")
	if name < 0 || price < 0 {
		t.Fatalf("columns %q", rows[0])
	}
	summary := s.withButton("📄 Tải file CSV", "Tổng kết").Text
	var total int64
	for _, row := range rows[1:] {
		if !strings.Contains(summary, row[name]) {
			t.Errorf("%s is in the file, but not in the summary", row[name])
		}
		n, err := strconv.ParseInt(row[price], 10, 64)
		if err != nil {
			t.Errorf("price of %s: %v", row[name], err)
		}
		total += n
	}
	if m := regexp.MustCompile(`(\d+) người đã giữ`).FindStringSubmatch(summary); m == nil || m[1] != strconv.Itoa(len(rows)-1) {
		t.Errorf("%d rows; the summary says:\n%s", len(rows)-1, summary)
	}
	m := regexp.MustCompile(`Tổng chi: ([\d.]+) đ`).FindStringSubmatch(summary)
	if m == nil || strings.ReplaceAll(m[1], ".", "") != strconv.FormatInt(total, 10) {
		t.Errorf("the prices add up to %d; the summary says:\n%s", total, summary)
	}
}

// BenchmarkPressEndToEnd is a button from the finger to the new screen: over
// Telegram's long poll, inbox, step, commit (synchronous=FULL) and delivery.
func BenchmarkPressEndToEnd(b *testing.B) {
	s := newStage(b, "vi", telegramtest.WithoutLog())
	s.person.Say("my pham cho nu 18-25 o SG, 200tr, can 500k reach")
	for _, label := range []string{"✅ Đúng, chọn kênh", "▶ Xem người phù hợp"} {
		s.settle()
		s.person.Press(label)
	}
	s.settle()
	turn := []string{"Trang sau ▶", "◀ Trang trước"}
	for i := 0; b.Loop(); i++ {
		s.person.Press(turn[i%2])
		s.person.Answer()
	}
	s.settle()
	if problems := s.srv.Problems(); len(problems) > 0 {
		b.Error(problems)
	}
}
