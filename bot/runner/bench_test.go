package runner_test

import (
	"context"
	"strings"
	"testing"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/storage"
	"chonmat/storage/roster"
)

// BenchmarkPress is a press of a shortlist's button, from its arrival to the
// changed screen in the messenger's hands: receive, claim, step, commit and
// delivery, with SQLite at synchronous=FULL.
func BenchmarkPress(b *testing.B) {
	m := newMemory()
	screens := make(chan screen.Screen, 1)
	m.deliver = func(_ context.Context, out runner.Outgoing) error {
		screens <- *out.Screen
		return nil
	}
	r, _ := start(b, runner.Config{
		Database: open(b, dbPath(b)), Messenger: m, Dialog: runner.Conversation{},
		Sample: domain.NewRoster(domain.SampleRoster, 1, roster.Sample()),
	})
	id := int64(0)
	do := func(s said) screen.Screen {
		id++
		s.Chat = "a"
		receive(b, r, update(id, s))
		return <-screens
	}
	button := func(s screen.Screen, label string) string {
		for _, row := range s.Buttons {
			for _, button := range row {
				if strings.Contains(button.Label, label) {
					return button.Data
				}
			}
		}
		b.Fatalf("no button %q in %v", label, s.Buttons)
		return ""
	}
	notice := do(said{Text: "mỹ phẩm cho nữ 18-25 ở SG, 200tr, tiktok, cần 500k reach"})
	brief := do(said{Data: button(notice, "Đồng ý"), On: "1"})
	channels := do(said{Data: button(brief, "chọn kênh"), On: "1"})
	list := do(said{Data: button(channels, "Xem"), On: "1"})
	cards := []string{button(list, "1"), button(list, "2")}
	b.ReportAllocs()
	for b.Loop() {
		do(said{Data: cards[id%2], On: "1"})
	}
}

// BenchmarkUpdates is many chats at the same time, with a dialog that takes no
// time: what the life of an update costs by itself.
func BenchmarkUpdates(b *testing.B) {
	m := newMemory()
	delivered := make(chan struct{}, 1024)
	m.deliver = func(context.Context, runner.Outgoing) error {
		delivered <- struct{}{}
		return nil
	}
	r, _ := start(b, runner.Config{Database: open(b, dbPath(b)), Messenger: m, Dialog: counting{}, Workers: 64, Senders: 64})
	chats := strings.Fields(strings.Repeat("a b c d e f g h i j k l m n o p ", 16))
	for i := range chats {
		chats[i] += string(rune('A' + i/16))
	}
	b.ResetTimer()
	go func() {
		for from := 0; from < b.N; from += 100 { // as Telegram hands them over
			var batch []storage.Update
			for i := from; i < min(from+100, b.N); i++ {
				batch = append(batch, update(int64(i), said{Chat: chats[i%len(chats)], Text: "hi"}))
			}
			receive(b, r, batch...)
		}
	}()
	for range b.N {
		<-delivered
	}
}
