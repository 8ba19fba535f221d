package preview

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"chonmat/bot/runner"
)

func TestAMessageIsDeliveredWhenAPageHasTakenIt(t *testing.T) {
	s, k, b := serveTest(t)
	b.post("/act", `{"id":"1","kind":"text","text":"a"}`)
	to := address(k.updates[0].Chat)

	_, err := s.Deliver(t.Context(), hello("1/0", to))
	if refused, ok := errors.AsType[*runner.DeliveryError](err); !ok || refused.RetryAfter <= 0 || refused.Gone {
		t.Fatalf("delivered to nobody: %v", err)
	}

	first := b.events()
	delivered := make(chan string)
	go func() {
		id, err := s.Deliver(t.Context(), hello("1/0", to))
		if err != nil {
			t.Error(err)
		}
		delivered <- id
	}()
	e := <-first
	if e.Kind != "message" || e.Key != "1/0" || !strings.Contains(e.HTML, "Chào &lt;bạn&gt;") {
		t.Errorf("the page was told %+v", e)
	}
	select {
	case <-delivered:
		t.Error("delivered before the page had it")
	case <-time.After(30 * time.Millisecond):
	}
	second := b.events() // a page that connects meanwhile is given it as well
	if e := <-second; e.Key != "1/0" {
		t.Errorf("the second page was told %+v", e)
	}
	if b.post("/taken", `{"key":"1/0"}`) != http.StatusNoContent {
		t.Error("taken refused")
	}
	if id := <-delivered; id != "1/0" {
		t.Errorf("id %q", id)
	}
}

func TestAChangeKeepsTheIdOfItsMessage(t *testing.T) {
	s, k, b := serveTest(t)
	b.post("/act", `{"id":"1","kind":"text","text":"a"}`)
	pages := b.events()
	out := hello("2/0", address(k.updates[0].Chat))
	out.Edit = "1/0"
	go func() {
		e := <-pages
		if e.ID != "1/0" || e.Edit != "1/0" || e.Key != "2/0" {
			t.Errorf("the page was told %+v", e)
		}
		b.post("/taken", `{"key":"2/0"}`)
	}()
	if id, err := s.Deliver(t.Context(), out); err != nil || id != "1/0" {
		t.Errorf("id %q, %v", id, err)
	}
}

func TestAnswersAndBusyReachThePage(t *testing.T) {
	s, k, b := serveTest(t)
	b.post("/act", `{"id":"p1","kind":"press","data":"x"}`)
	in, _ := s.Decode(k.updates[0])
	pages := b.events()
	for len(pages) == 0 { // until the stream is known
		if err := s.Busy(t.Context(), in.From); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	if e := <-pages; e.Kind != "busy" {
		t.Errorf("told %+v", e)
	}
	if err := s.Answer(t.Context(), in.Press, "xong"); err != nil {
		t.Fatal(err)
	}
	for e := range pages {
		if e.Kind == "busy" {
			continue
		}
		if e.Kind != "answer" || e.Press != "p1" || e.Toast != "xong" {
			t.Errorf("told %+v", e)
		}
		break
	}
}

func TestAPageThatFallsBehindIsCutOff(t *testing.T) {
	s, _, _ := serveTest(t)
	pg, ok := s.desk.open("p", s.Now())
	if !ok {
		t.Fatal("not opened")
	}
	for range streamBuffer + 1 {
		if err := s.desk.tell("p", event{Kind: "busy"}); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-pg.cut:
	default:
		t.Error("still connected")
	}
}

func TestPagesAreBounded(t *testing.T) {
	s, _, _ := serveTest(t)
	for range maxPages {
		if _, ok := s.desk.open("p", s.Now()); !ok {
			t.Fatal("refused too early")
		}
	}
	if _, ok := s.desk.open("p", s.Now()); ok {
		t.Error("one too many")
	}
}

func TestWhoIsAwayIsTriedLessOftenAndGivenUpAfterAWeek(t *testing.T) {
	s := New(Config{})
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return now }
	for _, c := range []struct {
		after time.Duration
		wait  time.Duration
		gone  bool
	}{
		{0, time.Second, false},
		{20 * time.Second, 5 * time.Second, false},
		{24 * time.Hour, mostWait, false},
		{6*24*time.Hour + time.Hour, 0, true},
	} {
		now = now.Add(c.after)
		s.desk.forget(now.Add(-forgottenFrom))
		_, err := s.Deliver(t.Context(), hello("1/0", address("p")))
		refused, ok := errors.AsType[*runner.DeliveryError](err)
		if !ok || refused.RetryAfter != c.wait || refused.Gone != c.gone {
			t.Errorf("%v later: %+v", c.after, err)
		}
	}
}

func TestPeopleWhoAreAwayMakeRoom(t *testing.T) {
	s := New(Config{})
	here, ok := s.desk.open("here", s.Now())
	for i := range 2 * maxPeople {
		if _, err := s.Deliver(t.Context(), hello("1/0", address(strings.Repeat("x", i%7)+time.Duration(i).String()))); err == nil {
			t.Fatal("delivered to nobody")
		}
	}
	if len(s.desk.people) > maxPeople || !ok || s.desk.people["here"] == nil || here == nil {
		t.Errorf("%d people known", len(s.desk.people))
	}
}
