package telegram

import (
	"errors"
	"log/slog"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// burst is how many messages a chat gets in at one moment.
func burst(p *pacer, chat int64, now time.Time) int {
	n := 0
	for p.reserve(chat, now) == 0 {
		n++
	}
	return n
}

func TestAChatHasItsPace(t *testing.T) {
	p := newPacer(Pace{})
	for name, tt := range map[string]struct {
		chat         int64
		burst        int
		inTenSeconds int
	}{
		"private": {11, TelegramPace.ChatBurst, 8}, // ten, but no more than the burst is saved up
		"group":   {-11, TelegramPace.GroupBurst, 3},
	} {
		if got := burst(p, tt.chat, noon); got != tt.burst {
			t.Errorf("%s: %d at once", name, got)
		}
		if got := burst(p, tt.chat, noon.Add(10*time.Second)); got != tt.inTenSeconds {
			t.Errorf("%s: %d after ten seconds", name, got)
		}
	}
}

func TestWhoWaitsTakesNoPlace(t *testing.T) {
	p := newPacer(Pace{})
	burst(p, 11, noon)
	for range 100 { // asking often makes nobody wait longer
		if d := p.reserve(11, noon); d <= 0 || d > time.Second {
			t.Fatalf("wait %v", d)
		}
	}
	if d := p.reserve(11, noon.Add(time.Second)); d != 0 {
		t.Errorf("wait %v after a second", d)
	}
}

func TestAPauseIsKeptByItsChatAlone(t *testing.T) {
	p := newPacer(Pace{})
	p.pause(11, noon.Add(time.Minute), noon)
	p.pause(11, noon.Add(time.Second), noon) // a shorter one takes nothing back
	if d := p.reserve(11, noon.Add(10*time.Second)); d != 50*time.Second {
		t.Errorf("wait %v", d)
	}
	if d := p.reserve(12, noon); d != 0 {
		t.Errorf("another chat waits %v", d)
	}
	if d := p.reserve(11, noon.Add(time.Minute)); d != 0 {
		t.Errorf("wait %v afterwards", d)
	}
}

func TestIdleChatsAreForgottenAndPausedOnesAreNot(t *testing.T) {
	p := newPacer(Pace{})
	p.pause(1, noon.Add(24*time.Hour), noon)
	for i := range int64(100_000) {
		p.reserve(2+i, noon.Add(time.Duration(i)*time.Millisecond*10))
	}
	if n := len(p.chats); n > 3*sweepFrom {
		t.Errorf("%d chats are kept", n)
	}
	if d := p.reserve(1, noon); d != 24*time.Hour {
		t.Errorf("the paused chat waits %v", d)
	}
}

func TestTroubleBacksOff(t *testing.T) {
	tr := trouble{log: slog.New(slog.DiscardHandler)}
	for i, most := range []time.Duration{1, 2, 4, 8, 16, 30, 30, 30} {
		d := tr.met(errors.New("down"))
		if d < most*time.Second/2 || d > most*time.Second {
			t.Errorf("failure %d waits %v", i, d)
		}
	}
	tr.over()
	if d := tr.met(&Error{Code: 429, RetryAfter: time.Minute}); d != time.Minute {
		t.Errorf("a flood waits %v", d)
	}
}

func TestSplit(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"nothing":       {" \n ", nil},
		"short":         {"a\nb", []string{"a\nb"}},
		"at line ends":  {"aaaa\nbbbb\ncccc", []string{"aaaa\nbbbb", "cccc"}},
		"no line end":   {"0123456789ab", []string{"0123456789", "ab"}},
		"no half emoji": {"012345678🎯🎯", []string{"012345678", "🎯🎯"}},
	} {
		got := split(tt.text, 10)
		if len(got) != len(tt.want) {
			t.Errorf("%s: %q", name, got)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
}
