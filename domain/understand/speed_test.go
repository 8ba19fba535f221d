package understand_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"chonmat/domain"
	"chonmat/domain/understand"
)

// briefsOfEveryStyle are what a benchmark reads: one of each way of writing.
var briefsOfEveryStyle = []string{
	"mỹ phẩm cho nữ 18-25 ở TP.HCM, ngân sách 200tr, mục tiêu 500k reach trong tháng 12, chạy TikTok",
	"noi chien khong dau, noi tro 28-50, mien bac, hai tram muoi trieu, facebook",
	"e lm quán nhậu ở vt, cần vài bạn rv, tầm 12 củ thui, ko chạy ytb",
	"Looking for 12 food bloggers in Da Nang for a ramen place, around 60 million VND, no celebs",
	"ngân sách 1 tỷ 2 à nhầm 1 tỷ 5, 20 KOC chứ không phải 30",
	"300k view nha",
}

// BenchmarkRead reads one brief an operation.
func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		understand.Read(briefsOfEveryStyle[i%len(briefsOfEveryStyle)], understand.Context{})
	}
}

// BenchmarkReadLong reads a text of the longest size; its time over 8 is the
// time for a kilobyte.
func BenchmarkReadLong(b *testing.B) {
	text := strings.Repeat(strings.Join(briefsOfEveryStyle, "; "), 20)[:understand.MaxText]
	b.ReportAllocs()
	for b.Loop() {
		understand.Read(text, understand.Context{})
	}
}

// BenchmarkReadWorst reads the longest texts made of what costs most.
func BenchmarkReadWorst(b *testing.B) {
	for _, unit := range []string{"(", "1/1-", "nam ", "1ty", "nhầm nữ ", "skincrae "} {
		b.Run(strings.TrimSpace(unit), func(b *testing.B) {
			text := strings.Repeat(unit, understand.MaxText/len(unit)+1)[:understand.MaxText]
			b.ReportAllocs()
			for b.Loop() {
				understand.Read(text, understand.Context{})
			}
		})
	}
}

// FuzzRead holds what must be true of any text: no panic, a brief that is
// valid, words that stand in the text, questions that can be answered.
func FuzzRead(f *testing.F) {
	for _, text := range append(briefsOfEveryStyle, "noi chien khong dau, noi tro K8-50, mian ba\x7f, hai tram muoeu, facebook", "", "200", "1ty2k5", "\xff\xfe", "không không không", "5n4đ 8h30 0900", "năm năm năm mươi", strings.Repeat("bỏ ", 50), "từ từ 1-2-3-4", "18-25-30 tr", "1.500 tỷ", "e\u0301\u0301\u0323") {
		f.Add(text, string(domain.SlotBudget))
	}
	f.Fuzz(func(t *testing.T, text, asked string) {
		ctx := understand.Context{}
		for _, slot := range domain.Slots {
			if string(slot) == asked {
				ctx.Asked = slot
			}
		}
		r := understand.Read(text, ctx)
		if err := r.Brief.Validate(); err != nil {
			t.Errorf("Read(%q): %v", text, err)
		}
		if err := r.Apply(known).Validate(); err != nil {
			t.Errorf("Apply after %q: %v", text, err)
		}
		for _, h := range r.Heard {
			if !strings.Contains(text, strings.Split(h.Words, ", ")[0]) || utf8.ValidString(text) && !utf8.ValidString(h.Words) {
				t.Errorf("Read(%q) heard %q", text, h.Words)
			}
		}
		for _, q := range r.Questions {
			if len(q.Options) < 1 || len(q.Options) > 4 {
				t.Errorf("Read(%q) asks with %d options", text, len(q.Options))
			}
			for _, o := range q.Options {
				if !o.Has(q.Slot) || o.Validate() != nil {
					t.Errorf("Read(%q) offers %+v for %s", text, o, q.Slot)
				}
			}
		}
		understand.IntentOf(text, ctx)
		for _, a := range understand.Amounts(text) {
			if a.Start >= a.End || a.End > len(text) || a.Min > a.Max {
				t.Errorf("Amounts(%q) = %+v", text, a)
			}
		}
	})
}
