package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/telegramtest"
)

// front is the load balancer before the processes of the App: what Telegram
// sends goes to one after the other, and nowhere when that one is away.
type front struct {
	*httptest.Server
	ends []func() // of each process

	mu        sync.Mutex
	addresses []string
	next      int
	last      string        // "message" or "callback_query": waits until the other has passed
	passed    chan struct{} // closed then
}

func newFront(t testing.TB, processes int) *front {
	f := &front{ends: make([]func(), processes), addresses: make([]string, processes), passed: make(chan struct{})}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *front) open(process int, address string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.addresses[process] = address
}

// hold lets the next update of a kind pass only after one of the other.
func (f *front) hold(kind string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last, f.passed = kind, make(chan struct{})
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	f.mu.Lock()
	last, passed := f.last, f.passed
	address := f.addresses[f.next%len(f.addresses)]
	f.next++
	f.mu.Unlock()
	held := last != "" && bytes.HasPrefix(body, []byte(`{"`+last+`":`))
	if held {
		<-passed
	}
	forward, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+address+r.URL.Path, bytes.NewReader(body))
	if err == nil {
		forward.Header = r.Header
		var answer *http.Response
		if answer, err = http.DefaultClient.Do(forward); err == nil {
			answer.Body.Close()
			w.WriteHeader(answer.StatusCode)
		}
	}
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
	if last != "" && !held {
		f.mu.Lock()
		f.last = ""
		f.mu.Unlock()
		close(passed)
	}
}

// TestAnyProcessTakesAnyUpdate plays conversations by webhook over two
// processes on one database: they read as when one process polls.
func TestAnyProcessTakesAnyUpdate(t *testing.T) {
	for _, name := range []string{"vi-one-sentence", "vi-own-list", "vi-unexpected", "vi-group"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := transcript(t, name)
			s := playOn(t, func(t testing.TB, lang string, options ...telegramtest.Option) *stage {
				return newStageBehind(t, newFront(t, 2), lang, options...)
			}, want, nil)
			if diff := cmp.Diff(want, s.text()); diff != "" {
				t.Errorf("two processes were noticed (-want +got):\n%s", diff)
			}
			if n := len(s.srv.Calls("getUpdates")); n != 0 {
				t.Errorf("%d polls beside the webhook", n)
			}
			for _, p := range s.srv.Problems() {
				t.Errorf("Telegram: %s", p)
			}
		})
	}
}

// TestAProcessThatEndsIsNotMissed stops one of two processes in the middle,
// and has Telegram hand over updates twice.
func TestAProcessThatEndsIsNotMissed(t *testing.T) {
	t.Parallel()
	want := transcript(t, "vi-fix-columns")
	turn := 0
	s := playOn(t, func(t testing.TB, lang string, options ...telegramtest.Option) *stage {
		return newStageBehind(t, newFront(t, 2), lang, options...)
	}, want, func(s *stage) {
		turn++
		switch turn {
		case 1:
			s.srv.Fail(telegramtest.Fault{Kind: telegramtest.DropAfter, Method: "webhook", Chance: 0.5, Times: 3})
		case 3:
			s.front.ends[0]()
		}
	})
	if diff := cmp.Diff(want, s.text()); diff != "" {
		t.Errorf("the end was noticed (-want +got):\n%s", diff)
	}
}

// TestAMessageAndAPressAtTheSameTime: Telegram hands a person's messages and
// presses over in lines of their own, so either can come first.
func TestAMessageAndAPressAtTheSameTime(t *testing.T) {
	for name, test := range map[string]struct {
		people int64
		last   string
	}{
		"the press first":   {1, "message"},
		"the message first": {1, "callback_query"},
		"as they come":      {12, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStageBehind(t, newFront(t, 2), "vi")
			var people []*telegramtest.Person
			for id := range test.people {
				p := s.srv.User(100+id, "vi")
				p.Say("my pham cho nu 18-25 o SG, 200tr, can 500k reach")
				people = append(people, p)
			}
			s.settle()
			if test.last != "" {
				s.front.hold(test.last)
			}
			for _, p := range people {
				p.Press("✅ Đúng, chọn kênh")
				p.Say("ngân sách 300tr thôi")
			}
			s.settle()
			for _, p := range people {
				done := p.Transcript()
				if last := done[max(strings.LastIndex(done, "\n< "), strings.LastIndex(done, "\n~ ")):]; !strings.Contains(last, "Bước 2/3") ||
					!strings.Contains(last, "300 triệu mua được") || strings.Contains(last, "200 triệu mua được") {
					t.Errorf("they end at:%s", last)
				}
				if n := strings.Count(done, "Đã đổi ngân sách: 200 triệu → 300 triệu"); n != 1 {
					t.Errorf("the budget was changed %d times", n)
				}
				p.Press("📝 Xem brief")
			}
			s.settle()
			for _, p := range people {
				if done := p.Transcript(); !strings.Contains(done[strings.LastIndex(done, "> [📝 Xem brief]"):], "Ngân sách: 300 triệu") {
					t.Errorf("the brief is another:\n%s", done)
				}
			}
		})
	}
}
