package main

import (
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
)

// TestEveryErrorOfTelegramsInTheWholeApp goes through the ways in which a call
// can fail, one after the other, and looks at what the person has in the end.
// A call that hangs, a group that moved, a token that is refused (401, 404) and
// another that receives (409) have tests of their own in bot/telegram.
func TestEveryErrorOfTelegramsInTheWholeApp(t *testing.T) {
	const (
		send, edit, answer = "sendRichMessage", "editMessageText", "answerCallbackQuery"
		home, question     = "Chào bạn", "Bước 1/3"
	)
	refuse := func(code int, text string) telegramtest.Fault {
		return telegramtest.Fault{Kind: telegramtest.Refuse, Code: code, Text: text}
	}
	lost := telegramtest.Fault{Kind: telegramtest.DropAfter}
	for name, row := range map[string]struct {
		fault  telegramtest.Fault
		method string // that fails: after send the person said /start, otherwise they pressed a button
		shows  string // what the newest message then is; "" the person gets nothing
		isNew  bool   // it is a new message, not a changed one
		plain  bool   // and no rich one
		calls  int    // of the method, in all
		given  int    // messages given up
	}{
		"429: told to wait":       {fault: telegramtest.Fault{Kind: telegramtest.TooMany, RetryAfter: time.Second}, method: send, shows: home, isNew: true, calls: 2},
		"500":                     {fault: telegramtest.Fault{Kind: telegramtest.ServerDown}, method: send, shows: home, isNew: true, calls: 2},
		"502, a page of HTML":     {fault: telegramtest.Fault{Kind: telegramtest.BadGateway}, method: send, shows: home, isNew: true, calls: 2},
		"the connection breaks":   {fault: telegramtest.Fault{Kind: telegramtest.DropBefore}, method: send, shows: home, isNew: true, calls: 2},
		"the answer is lost":      {fault: lost, method: send, shows: home, isNew: true, calls: 2},
		"the answer is cut":       {fault: telegramtest.Fault{Kind: telegramtest.Garbage}, method: send, shows: home, isNew: true, calls: 2},
		"403: blocked":            {fault: refuse(403, "Forbidden: bot was blocked by the user"), method: send, calls: 1, given: 1},
		"403: deactivated":        {fault: refuse(403, "Forbidden: user is deactivated"), method: send, calls: 1, given: 1},
		"403: kicked":             {fault: refuse(403, "Forbidden: bot was kicked from the group chat"), method: send, calls: 1, given: 1},
		"400: not modified":       {fault: refuse(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"), method: edit, shows: home, isNew: true, calls: 1},
		"400: edit not found":     {fault: refuse(400, "Bad Request: message to edit not found"), method: edit, shows: question, isNew: true, calls: 1},
		"400: cannot be edited":   {fault: refuse(400, "Bad Request: message can't be edited"), method: edit, shows: question, isNew: true, calls: 1},
		"400: the press is late":  {fault: refuse(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"), method: answer, shows: question, calls: 1},
		"400: entities":           {fault: refuse(400, "Bad Request: can't parse entities: unsupported start tag"), method: send, shows: home, isNew: true, plain: true, calls: 1},
		"400: the topic is gone":  {fault: refuse(400, "Bad Request: message thread not found"), method: send, shows: home, isNew: true, calls: 2},
		"400: the answer to edit": {fault: lost, method: edit, shows: question, calls: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, "vi")
			row.fault.Method = row.method
			if strings.Contains(name, "topic") {
				s.person = s.person.Topic(7)
			}
			if row.method != send {
				s.person.Say("/start")
				s.settle()
			}
			s.srv.Fail(row.fault)
			if row.method == send {
				s.person.Say("/start")
			} else {
				s.person.Press("🎯")
			}
			s.wait(s.unsent)                     // a press that is too late is never answered
			if strings.Contains(name, "topic") { // it came outside
				s.person = s.srv.User(s.person.ID, "vi")
			}
			got := s.person.Screen()
			if !strings.Contains(got.Text, row.shows) || row.shows == "" && got.ID != 0 {
				t.Errorf("the person sees:\n%s", got)
			}
			if isNew := got.Edits == 0; row.shows != "" && (isNew != row.isNew || got.Rich == row.plain) {
				t.Errorf("changed %d times, rich %v:\n%s", got.Edits, got.Rich, got)
			}
			if n := len(s.srv.Calls(row.method)); n != row.calls {
				t.Errorf("%s was called %d times, want %d", row.method, n, row.calls)
			}
			var given int
			if err := s.queues.QueryRow("SELECT count(*) FROM outbox WHERE dead = 1").Scan(&given); err != nil || given != row.given {
				t.Errorf("%d messages given up, error %v, want %d", given, err, row.given)
			}
			if doubled := strings.Count(s.person.Transcript(), "< "+home) - 1; doubled > s.srv.Dropped() {
				t.Errorf("doubled %d times, %d answers were lost", doubled, s.srv.Dropped())
			}
		})
	}
}
