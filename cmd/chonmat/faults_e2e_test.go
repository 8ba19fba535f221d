package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/telegramtest"
)

// TestRestartsAreNotNoticed plays conversations with the whole App stopped and
// started before every line: they read as without.
func TestRestartsAreNotNoticed(t *testing.T) {
	for _, name := range []string{"vi-one-sentence", "vi-fix-columns"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := transcript(t, name)
			got := play(t, want, (*stage).restart).text()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("restarts were noticed (-want +got):\n%s", diff)
			}
		})
	}
}

// TestFaultsLoseAndRepeatNothing plays conversations over a line that breaks:
// they read as without, but for messages that are doubled because Telegram's
// word that it took them was lost.
func TestFaultsLoseAndRepeatNothing(t *testing.T) {
	for _, name := range []string{"vi-one-sentence", "vi-fix-columns"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := transcript(t, name)
			started := false
			s := play(t, want, func(s *stage) {
				if started {
					return
				}
				started = true
				for _, kind := range []telegramtest.FaultKind{telegramtest.DropBefore, telegramtest.DropAfter, telegramtest.ServerDown, telegramtest.BadGateway} {
					for _, method := range []string{"sendRichMessage", "sendDocument", "editMessageText"} {
						s.srv.Fail(telegramtest.Fault{Kind: kind, Method: method, Chance: 0.2, Times: 1})
					}
				}
				s.srv.Fail(telegramtest.Fault{Kind: telegramtest.DropAfter, Method: "getUpdates", Skip: 3})
			})
			doubled := 0
			for i := range s.exchanges {
				e := &s.exchanges[i]
				before := len(e.seen)
				e.seen = slices.Compact(e.seen)
				doubled += before - len(e.seen)
			}
			if dropped := s.srv.Dropped(); doubled > dropped {
				t.Errorf("%d messages were doubled, but only %d answers were lost", doubled, dropped)
			}
			if diff := cmp.Diff(want, s.text()); diff != "" {
				t.Errorf("faults were noticed (-want +got):\n%s", diff)
			}
		})
	}
}

// TestStoppedInTheMiddle stops and starts the App while ten people write and
// Telegram's answers get lost: each gets every answer, in order.
func TestStoppedInTheMiddle(t *testing.T) {
	t.Parallel()
	s := newStage(t, "vi")
	says := []string{"/start", "/trogiup", "/ngonngu"}
	var want []string
	for _, text := range says {
		s.person.Say(text)
		s.settle()
		want = append(want, s.person.Screen().Text)
	}

	s.srv.Fail(telegramtest.Fault{Kind: telegramtest.DropAfter, Method: "sendRichMessage", Chance: 0.3, Times: 12})
	var people []*telegramtest.Person
	for i := range int64(10) {
		people = append(people, s.srv.User(100+i, "vi"))
	}
	for _, text := range says {
		for _, p := range people {
			p.Say(text)
		}
		s.restart()
	}
	s.settle()

	doubled := 0
	for _, p := range people {
		var got []string
		for _, m := range p.Messages() {
			if m.FromBot {
				got = append(got, m.Text)
			}
		}
		all := len(got)
		got = slices.Compact(got)
		doubled += all - len(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("person %d was answered otherwise (-want +got):\n%s", p.ID, diff)
		}
	}
	if dropped := s.srv.Dropped(); dropped == 0 || doubled > dropped {
		t.Errorf("%d messages were doubled; %d answers were lost", doubled, dropped)
	}
}

// TestWhoBlockedTheBotIsLeftAlone: what waits for somebody who blocks the bot
// is tried once, and what they say once they are back is answered.
func TestWhoBlockedTheBotIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := newStage(t, "vi")
	s.srv.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, Method: "sendRichMessage", RetryAfter: 2 * time.Second})
	for _, text := range []string{"/start", "/trogiup", "/ngonngu"} {
		s.person.Say(text)
	}
	s.person.Block()
	s.settle()
	refused := 0
	for _, c := range s.srv.Calls("sendRichMessage") {
		if c.Status == 403 {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("%d tries to write to somebody who blocked the bot", refused)
	}
	s.person.Unblock()
	s.person.Say("/ngonngu")
	s.settle()
	if got := s.person.Replies(1); len(got) != 1 {
		t.Errorf("%d answers to somebody who is back:\n%s", len(got), s.person.Transcript())
	}
}

func transcript(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "transcripts", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
