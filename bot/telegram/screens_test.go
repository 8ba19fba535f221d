package telegram_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
)

// words are what creators call themselves, on purpose or not.
var words = rapid.SampledFrom([]string{
	"Linh Beauty", "<b>", "</b>", "&amp;", "& <", `"'`, "*_`[", "\u202e abc", "👩‍👩‍👧", "", " ", "\n", "a\nb", "=cmd|x", "@chonmat_test_bot",
	"https://tiktok.com/@a", "0123456789012345678901234567890123456789", "Độ phủ sóng 🎯", "\ufffd", "\t",
})

var text = rapid.Custom(func(t *rapid.T) screen.Text {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) screen.Span {
		return screen.Span{
			Text:   words.Draw(t, "text"),
			Bold:   rapid.Bool().Draw(t, "bold"),
			Italic: rapid.Bool().Draw(t, "italic"),
			Code:   rapid.Bool().Draw(t, "code"),
			Link:   rapid.SampledFrom([]string{"", "", "https://x.vn/?a=1&b=\"<", "javascript:x"}).Draw(t, "link"),
		}
	}), 0, 4).Draw(t, "spans")
})

// TestAnyScreenIsAccepted sends screens made at random to a new and an old
// server: neither refuses any, and no hostile text makes one step down.
func TestAnyScreenIsAccepted(t *testing.T) {
	fresh, old := telegramtest.Start(t), telegramtest.Start(t, telegramtest.WithoutCopyButtons())
	clients := map[*telegramtest.Server]*telegram.Client{}
	for _, srv := range []*telegramtest.Server{fresh, old} {
		clients[srv], _ = connect(t, srv)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := screen.New(screen.H(screen.T("Bước 1/3")))
		for range rapid.IntRange(0, 5).Draw(t, "blocks") {
			some := func() []screen.Text { return rapid.SliceOfN(text, 0, 4).Draw(t, "texts") }
			s = s.Add(
				screen.P(some()...), screen.Bullets(some()...), screen.Grid(some(), some(), some()),
				screen.More(text.Draw(t, "summary"), screen.Lines(some()...), screen.Quoted(some()...), screen.Small(some()...)),
				screen.Ticks(false, screen.Tick(text.Draw(t, "item"), true)),
			)
		}
		s = s.With(screen.Press("Tiếp", "next"), screen.CopyButton("Chép", "x"+words.Draw(t, "copied")))
		for srv, client := range clients {
			an := srv.User(11, "vi")
			if _, err := client.Deliver(t.Context(), show(at(an), &s)); err != nil {
				var failed *runner.DeliveryError
				t.Fatalf("%v (final: %v)", err, errors.As(err, &failed) && failed.Gone)
			}
			if p := srv.Problems(); p != nil && srv == fresh {
				t.Fatalf("%q in %s", p, an.Screen().Source)
			}
			for _, p := range srv.Problems() { // it is asked for copy buttons once
				if p != `sendMessage: Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard` {
					t.Fatal(p)
				}
			}
		}
		if !fresh.User(11, "vi").Screen().Rich {
			t.Fatal("it stepped down")
		}
	})
}
