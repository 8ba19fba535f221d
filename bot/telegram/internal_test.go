package telegram

import (
	"errors"
	"log/slog"
	"testing"
	"time"
)

func TestOnlyManyChatsToldToWaitInARowMeanTheBot(t *testing.T) {
	var f floods
	for _, step := range []struct {
		chat int64 // 0: a message goes through
		bot  bool
	}{{1, false}, {1, false}, {2, false}, {0, false}, {3, false}, {4, false}, {4, false}, {5, true}, {6, true}, {0, false}, {7, false}} {
		if step.chat == 0 {
			f.over()
		} else if got := f.met(step.chat); got != step.bot {
			t.Errorf("chat %d: the bot is to wait: %v", step.chat, got)
		}
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
