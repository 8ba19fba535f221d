package telegramtest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/telegramtest"
)

// reply is an answer of the Bot API.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// call calls a method with "key=value" parameters.
func call(t *testing.T, srv *telegramtest.Server, method string, params ...string) reply {
	t.Helper()
	form := url.Values{}
	for _, p := range params {
		key, value, _ := strings.Cut(p, "=")
		form.Set(key, value)
	}
	resp, err := http.PostForm(srv.URL+"/bot"+telegramtest.Token+"/"+method, form)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var r reply
	if err := json.Unmarshal(body, &r); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return r
}

// updates are the ids and texts of what getUpdates gives.
func updates(t *testing.T, srv *telegramtest.Server, params ...string) (ids []int64, texts []string) {
	t.Helper()
	r := call(t, srv, "getUpdates", params...)
	var list []struct {
		ID      int64                      `json:"update_id"`
		Message struct{ Text string }      `json:"message"`
		Press   struct{ Data string }      `json:"callback_query"`
		Edited  struct{ Text string }      `json:"edited_message"`
		Member  map[string]json.RawMessage `json:"my_chat_member"`
	}
	if err := json.Unmarshal(r.Result, &list); err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	for _, u := range list {
		ids = append(ids, u.ID)
		texts = append(texts, u.Message.Text+u.Press.Data+u.Edited.Text)
	}
	return ids, texts
}

func TestUpdatesStayUntilTheyAreConfirmed(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	an.Say("một")
	an.Edit("hai")
	ids, texts := updates(t, srv)
	if diff := cmp.Diff([]string{"một", "hai"}, texts); diff != "" {
		t.Error(diff)
	}
	if _, again := updates(t, srv); !cmp.Equal(again, texts) {
		t.Errorf("again %q", again)
	}
	if _, limited := updates(t, srv, "limit=1"); !cmp.Equal(limited, texts[:1]) {
		t.Errorf("limited %q", limited)
	}
	if _, rest := updates(t, srv, "offset="+itoa(ids[1])); !cmp.Equal(rest, texts[1:]) {
		t.Errorf("after the first %q", rest)
	}
	if _, rest := updates(t, srv, "offset="+itoa(ids[1]+1)); rest != nil || srv.Pending() != 0 {
		t.Errorf("after all %q", rest)
	}
}

func itoa(n int64) string { b, _ := json.Marshal(n); return string(b) }

func TestAPollWaitsForWhatIsSaid(t *testing.T) {
	srv := telegramtest.Start(t)
	got := make(chan []string)
	go func() {
		_, texts := updates(t, srv, "timeout=50")
		got <- texts
	}()
	srv.AwaitCalls("getUpdates", 1)
	srv.User(11, "vi").Say("một")
	if texts := <-got; !cmp.Equal(texts, []string{"một"}) {
		t.Errorf("got %q", texts)
	}
}

func TestASecondPollEndsTheFirst(t *testing.T) {
	srv := telegramtest.Start(t)
	first := make(chan reply)
	go func() { first <- call(t, srv, "getUpdates", "timeout=50") }()
	srv.AwaitCalls("getUpdates", 1)
	for {
		call(t, srv, "getUpdates")
		select {
		case r := <-first:
			if r.Code != 409 {
				t.Errorf("got %+v", r)
			}
			return
		case <-time.After(10 * time.Millisecond): // it was called and did not wait yet
		}
	}
}

func TestAWebhookForbidsPolling(t *testing.T) {
	srv := telegramtest.Start(t)
	call(t, srv, "setWebhook", "url=https://example.com")
	if r := call(t, srv, "getUpdates"); r.Code != 409 {
		t.Errorf("got %+v", r)
	}
	call(t, srv, "deleteWebhook")
	if r := call(t, srv, "getUpdates"); !r.OK {
		t.Errorf("got %+v", r)
	}
}

func TestOldUpdatesAreForgotten(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	call(t, srv, "sendMessage", "chat_id=11", "text=chọn", `reply_markup={"inline_keyboard":[[{"text":"ok","callback_data":"ok"}]]}`)
	an.Say("một")
	an.Press("ok")
	srv.Advance(150*time.Second + time.Millisecond)
	if _, texts := updates(t, srv); !cmp.Equal(texts, []string{"một"}) {
		t.Errorf("after 150 s %q", texts)
	}
	srv.Advance(24 * time.Hour)
	if _, texts := updates(t, srv); texts != nil {
		t.Errorf("after a day %q", texts)
	}
}

func TestOnlyAllowedUpdatesAreSent(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	updates(t, srv, `allowed_updates=["message"]`)
	an.Say("một")
	an.Edit("hai")
	if _, texts := updates(t, srv, "allowed_updates=null"); !cmp.Equal(texts, []string{"một"}) {
		t.Errorf("got %q", texts)
	}
}

func TestRefusals(t *testing.T) {
	key := func(button string) string { return `reply_markup={"inline_keyboard":[[` + button + `]]}` }
	long := strings.Repeat("🎯", 2049) // 4,098 UTF-16 units
	for name, tt := range map[string]struct {
		method string
		params []string
		want   string // a part of the description; "" is accepted
		code   int
	}{
		"text":                 {"sendMessage", []string{"chat_id=11", "text=x"}, "", 0},
		"no text":              {"sendMessage", []string{"chat_id=11", "text= "}, "message text is empty", 400},
		"only tags":            {"sendMessage", []string{"chat_id=11", "text=<b> </b>", "parse_mode=HTML"}, "message text is empty", 400},
		"too long":             {"sendMessage", []string{"chat_id=11", "text=" + long}, "message is too long", 400},
		"long in tags only":    {"sendMessage", []string{"chat_id=11", "text=<b>" + strings.Repeat("x", 4096) + "</b>", "parse_mode=HTML"}, "", 0},
		"nobody":               {"sendMessage", []string{"chat_id=12", "text=x"}, "chat not found", 400},
		"no topic":             {"sendMessage", []string{"chat_id=11", "message_thread_id=7", "text=x"}, "message thread not found", 400},
		"data of 64 bytes":     {"sendMessage", []string{"chat_id=11", "text=x", key(`{"text":"a","callback_data":"` + strings.Repeat("x", 64) + `"}`)}, "", 0},
		"data of 65 bytes":     {"sendMessage", []string{"chat_id=11", "text=x", key(`{"text":"a","callback_data":"` + strings.Repeat("x", 65) + `"}`)}, "BUTTON_DATA_INVALID", 400},
		"data in two bytes":    {"sendMessage", []string{"chat_id=11", "text=x", key(`{"text":"a","callback_data":"` + strings.Repeat("đ", 33) + `"}`)}, "BUTTON_DATA_INVALID", 400},
		"button of nothing":    {"sendMessage", []string{"chat_id=11", "text=x", key(`{"text":"a"}`)}, "Text buttons are unallowed", 400},
		"style":                {"sendMessage", []string{"chat_id=11", "text=x", key(`{"text":"a","callback_data":"a","style":"pink"}`)}, "style", 400},
		"null keyboard":        {"sendMessage", []string{"chat_id=11", "text=x", `reply_markup={"inline_keyboard":null}`}, "must be of type Array", 400},
		"open tag":             {"sendMessage", []string{"chat_id=11", "text=<b>x", "parse_mode=HTML"}, `Can't find end tag corresponding to start tag "b"`, 400},
		"crossed tags":         {"sendMessage", []string{"chat_id=11", "text=<b><i>x</b></i>", "parse_mode=HTML"}, `expected "</i>", found "</b>"`, 400},
		"unknown tag":          {"sendMessage", []string{"chat_id=11", "text=<table>", "parse_mode=HTML"}, `Unsupported start tag "table" at byte offset 0`, 400},
		"less than":            {"sendMessage", []string{"chat_id=11", "text=a < b", "parse_mode=HTML"}, `Unsupported start tag ""`, 400},
		"end without start":    {"sendMessage", []string{"chat_id=11", "text=x</b>", "parse_mode=HTML"}, "Unexpected end tag", 400},
		"nested quotes":        {"sendMessage", []string{"chat_id=11", "text=<blockquote><blockquote>x</blockquote></blockquote>", "parse_mode=HTML"}, "can't be nested", 400},
		"rich":                 {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"<p>x</p>"}`}, "", 0},
		"rich, script":         {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"<script>x</script>"}`}, "Unsupported start tag", 400},
		"rich, attribute":      {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"<p onclick='x'>x</p>"}`}, "Unsupported attribute", 400},
		"rich, entity":         {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"&copy;"}`}, "Unsupported entity", 400},
		"rich, block in cell":  {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"<table><tr><td><p>x</p></td></tr></table>"}`}, "can't be in", 400},
		"rich, columns":        {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"<table><tr>` + strings.Repeat("<td>x</td>", 21) + `</tr></table>"}`}, "too many columns", 400},
		"rich, blocks":         {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"` + strings.Repeat("<p>x</p>", 501) + `"}`}, "too many blocks", 400},
		"rich, levels":         {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"` + strings.Repeat("<b>", 17) + "x" + strings.Repeat("</b>", 17) + `"}`}, "too many levels", 400},
		"rich, too long":       {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"` + strings.Repeat("đ", 32769) + `"}`}, "too long", 400},
		"rich, link":           {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"<a href='javascript:x'>x</a>"}`}, "unsupported link", 400},
		"rich, nothing":        {"sendRichMessage", []string{"chat_id=11", `rich_message={"html":"<p></p>"}`}, "empty", 400},
		"edit of nothing":      {"editMessageText", []string{"chat_id=11", "message_id=1", "text=x"}, "message to edit not found", 400},
		"unknown press":        {"answerCallbackQuery", []string{"callback_query_id=1"}, "query is too old", 400},
		"unknown file":         {"getFile", []string{"file_id=1"}, "wrong file_id", 400},
		"wrong action":         {"sendChatAction", []string{"chat_id=11", "action=sleeping"}, "wrong parameter action", 400},
		"no such method":       {"sendHologram", nil, "method not found", 404},
		"command with capital": {"setMyCommands", []string{`commands=[{"command":"Start","description":"x"}]`}, "BOT_COMMAND_INVALID", 400},
		"command undescribed":  {"setMyCommands", []string{`commands=[{"command":"start"}]`}, "BOT_COMMAND_DESCRIPTION_INVALID", 400},
		"language of a name":   {"setMyCommands", []string{`commands=[]`, "language_code=vie"}, "invalid language code", 400},
	} {
		t.Run(name, func(t *testing.T) {
			srv := telegramtest.Start(t)
			srv.User(11, "vi")
			r := call(t, srv, tt.method, tt.params...)
			if r.Code != tt.code || !strings.Contains(r.Description, tt.want) || r.OK != (tt.want == "") {
				t.Errorf("got %+v", r)
			}
		})
	}
}

func TestTheTokenIsChecked(t *testing.T) {
	srv := telegramtest.Start(t)
	for token, want := range map[string]int{"1:x": 401, "x": 404} {
		resp, err := http.Get(srv.URL + "/bot" + token + "/getMe")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s: %d", token, resp.StatusCode)
		}
	}
}

func TestEditsShowAndTheSameIsRefused(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	call(t, srv, "sendMessage", "chat_id=11", "text=một")
	id := itoa(an.Screen().ID)
	if r := call(t, srv, "editMessageText", "chat_id=11", "message_id="+id, "text=một"); !strings.Contains(r.Description, "message is not modified") {
		t.Errorf("got %+v", r)
	}
	call(t, srv, "editMessageText", "chat_id=11", "message_id="+id, "text=hai")
	if got := an.Screen(); got.Text != "hai" || got.Edits != 1 {
		t.Errorf("got %+v", got)
	}
	an.Block()
	if r := call(t, srv, "editMessageText", "chat_id=11", "message_id="+id, "text=ba"); r.Code != 403 {
		t.Errorf("got %+v", r)
	}
	an.Unblock()
	if r := call(t, srv, "editMessageText", "chat_id=11", "message_id="+id, "text=ba"); !r.OK {
		t.Errorf("got %+v", r)
	}
}

func TestPressesAreCounted(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	call(t, srv, "sendMessage", "chat_id=11", "text=chọn", `reply_markup={"inline_keyboard":[[{"text":"✅ Đúng","callback_data":"ok"},{"text":"Sửa","callback_data":"no"}]]}`)
	seen := an.Screen()
	an.Press("Đúng")
	an.PressOn(seen, "✅ Đúng") // twice
	if diff := cmp.Diff([]string{"✅ Đúng", "✅ Đúng"}, srv.Unanswered()); diff != "" {
		t.Error(diff)
	}
	r := call(t, srv, "getUpdates")
	var list []struct {
		Press struct{ ID string } `json:"callback_query"`
	}
	if err := json.Unmarshal(r.Result, &list); err != nil {
		t.Fatal(err)
	}
	for _, u := range list {
		call(t, srv, "answerCallbackQuery", "callback_query_id="+u.Press.ID, "text=Đã lưu")
	}
	if an.Answered() != "Đã lưu" || srv.Unanswered() != nil || srv.Problems() != nil {
		t.Errorf("unanswered %q, problems %q", srv.Unanswered(), srv.Problems())
	}
	call(t, srv, "answerCallbackQuery", "callback_query_id="+list[0].Press.ID)
	if p := srv.Problems(); len(p) != 1 || !strings.Contains(p[0], "twice") {
		t.Errorf("problems %q", p)
	}
}

func TestWhatIsCarelessIsAProblem(t *testing.T) {
	srv := telegramtest.Start(t)
	srv.User(11, "vi")
	call(t, srv, "sendMessage", "chat_id=11", "text=x", "entities=null", "disable_sound=true")
	call(t, srv, "sendMessage", "chat_id=11", "text=")
	want := []string{"sendMessage has no parameter disable_sound", "sendMessage: entities is null", "sendMessage: Bad Request: message text is empty"}
	got := srv.Problems()
	if len(got) == 3 && got[0] != want[0] { // parameters have no order
		got[0], got[1] = got[1], got[0]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsComeAsPlanned(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	send := func() reply { return call(t, srv, "sendMessage", "chat_id=11", "text=x") }
	srv.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, Method: "sendMessage", Skip: 1, Times: 2, RetryAfter: 5 * time.Second})
	var codes []int
	for range 4 {
		r := send()
		codes = append(codes, r.Code)
		if r.Code == 429 && r.Parameters.RetryAfter != 5 {
			t.Errorf("got %+v", r)
		}
	}
	if diff := cmp.Diff([]int{0, 429, 429, 0}, codes); diff != "" {
		t.Error(diff)
	}
	srv.Fail(telegramtest.Fault{Kind: telegramtest.ServerDown, Chance: 0.3})
	failed := 0
	for range 200 {
		if send().Code == 500 {
			failed++
		}
	}
	if failed < 30 || failed > 90 {
		t.Errorf("%d of 200 failed", failed)
	}
	srv.Heal()
	before := len(an.Messages())
	for _, kind := range []telegramtest.FaultKind{telegramtest.DropBefore, telegramtest.DropAfter} {
		srv.Fail(telegramtest.Fault{Kind: kind})
		resp, err := http.PostForm(srv.URL+"/bot"+telegramtest.Token+"/sendMessage", url.Values{"chat_id": {"11"}, "text": {"x"}})
		if err == nil {
			resp.Body.Close()
			t.Error("an answer came")
		}
	}
	if n := len(an.Messages()) - before; n != 1 || srv.Dropped() != 1 {
		t.Errorf("%d took effect, %d counted", n, srv.Dropped())
	}
	srv.Fail(telegramtest.Fault{Kind: telegramtest.Hang})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "POST", srv.URL+"/bot"+telegramtest.Token+"/getMe", nil)
	if resp, err := http.DefaultClient.Do(req); err == nil {
		resp.Body.Close()
		t.Error("an answer came")
	}
}

func TestATranscriptReadsAsItHappened(t *testing.T) {
	srv := telegramtest.Start(t)
	an := srv.User(11, "vi")
	an.Say("/start")
	call(t, srv, "sendRichMessage", "chat_id=11",
		`rich_message={"html":"<h3>Bước 1/3</h3><p>Mình hiểu\nthế này:<br>nữ, 18–25</p><ul><li><input type=\"checkbox\" checked>TikTok</li><li><input type=\"checkbox\"><p>Facebook</p></li></ul><ol><li>một</li><li>hai</li></ol><table><tr><th>Tên</th><th>Giá</th></tr><tr><td>Linh &amp; An</td><td><b>18</b> triệu</td></tr></table><details><summary>Vì sao?</summary><p>Hợp tệp.</p></details><blockquote>Chào bạn<cite>Linh</cite></blockquote>"}`,
		`reply_markup={"inline_keyboard":[[{"text":"✅ Đúng","callback_data":"ok"}]]}`)
	an.Press("Đúng")
	call(t, srv, "editMessageText", "chat_id=11", "message_id="+itoa(an.Screen().ID), "text=<b>Xong</b>", "parse_mode=HTML")
	an.SendOther("sticker")
	want := strings.TrimPrefix(`
> /start
< Bước 1/3
  Mình hiểu thế này:
  nữ, 18–25
  ☑ TikTok
  ☐ Facebook
  1. một
  2. hai
  Tên | Giá
  Linh & An | 18 triệu
  ▸ Vì sao?
    Hợp tệp.
  │ Chào bạn
  │ — Linh
  [✅ Đúng]
> [✅ Đúng]
~ Xong
> (sticker)`, "\n")
	if diff := cmp.Diff(want, an.Transcript()); diff != "" {
		t.Error(diff)
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}
