package telegramtest_test

import (
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
)

// The rules of drafts: private chats only, an id that is not 0, and nothing of
// them stays.
func TestDraftsHaveTheirRules(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	an.In(-1001)
	for _, c := range []struct {
		method string
		params []string
		ok     bool
	}{
		{"sendRichMessageDraft", []string{"chat_id=11", "draft_id=7", `rich_message={"html":"<p>một</p>"}`}, true},
		{"sendMessageDraft", []string{"chat_id=11", "draft_id=7", "text=<b>hai</b>", "parse_mode=HTML"}, true},
		{"sendMessageDraft", []string{"chat_id=11", "draft_id=7"}, true}, // "thinking"
		{"sendRichMessageDraft", []string{"chat_id=11", "draft_id=7"}, false},
		{"sendMessageDraft", []string{"chat_id=11", "draft_id=0", "text=x"}, false},
		{"sendMessageDraft", []string{"chat_id=11", "text=x"}, false},
		{"sendMessageDraft", []string{"chat_id=-1001", "draft_id=7", "text=x"}, false},
		{"sendMessageDraft", []string{"chat_id=12", "draft_id=7", "text=x"}, false},
		{"sendMessageDraft", []string{"chat_id=11", "draft_id=7", "text=" + strings.Repeat("x", 4097)}, false},
	} {
		if r := call(t, srv, c.method, c.params...); r.OK != c.ok {
			t.Errorf("%s %.60q: %+v", c.method, c.params, r)
		}
		srv.Advance(time.Second)
	}
	var seen []string
	for _, d := range an.Drafts() {
		seen = append(seen, d.Text)
	}
	if got := strings.Join(seen, "|"); got != "một|hai|" || len(an.Messages()) != 0 {
		t.Errorf("seen %q, kept %v", got, an.Messages())
	}
	before := len(srv.Problems())
	for range 2 {
		call(t, srv, "sendMessageDraft", "chat_id=11", "draft_id=7", "text=x")
	}
	if p := srv.Problems(); len(p) != before+1 || !strings.Contains(p[before], "after the one before") {
		t.Errorf("drafts in a rush: %v", p[before:])
	}
	old := telegramtest.Start(t, telegramtest.WithoutDrafts())
	old.User(11, "vi")
	if r := call(t, old, "sendMessageDraft", "chat_id=11", "draft_id=7", "text=x"); r.Code != 404 {
		t.Errorf("an old server: %+v", r)
	}
}
