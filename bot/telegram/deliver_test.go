package telegram_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
)

func TestAScreenArrivesAsARichMessageWithButtons(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	deliver(t, client, show(at(an), hello()))

	got := an.Screen()
	want := "Bước 1/3\nNgân sách 200 triệu\nTên | Giá\nLinh <Beauty> | 18 triệu\n▸ Vì sao?\n  Hợp tệp 18–25.\n[✅ Đúng] [✏️ Sửa]"
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
	if !got.Rich || got.Buttons[0][0].Style != "success" {
		t.Errorf("rich %v, style %q", got.Rich, got.Buttons[0][0].Style)
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}

func TestAServerWithoutRichMessagesIsAskedOnce(t *testing.T) {
	srv := telegramtest.Start(t, telegramtest.WithoutRichMessages())
	client, log := connect(t, srv)
	an := srv.User(11, "vi")
	for range 3 {
		deliver(t, client, show(at(an), hello()))
	}
	got := an.Screen()
	if got.Rich || !strings.Contains(got.Text, "Linh <Beauty>") || len(got.Labels()) != 2 {
		t.Errorf("got %v", got)
	}
	if n := len(srv.Calls("sendRichMessage")); n != 1 {
		t.Errorf("%d tries of a rich message", n)
	}
	if n := strings.Count(log.String(), "server is old"); n != 1 {
		t.Errorf("told %d times:\n%s", n, log)
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}

func TestAnEditShowsAServerWithoutRichMessages(t *testing.T) {
	srv := telegramtest.Start(t, telegramtest.WithoutRichMessages())
	first, _ := connect(t, srv)
	an := srv.User(11, "vi")
	id := deliver(t, first, show(at(an), said("một")))

	fresh, _ := connect(t, srv) // knows nothing yet
	got := deliver(t, fresh, runner.Outgoing{To: at(an), Edit: id, Screen: said("hai")})
	if got != id || an.Screen().Text != "hai" || len(an.Messages()) != 1 {
		t.Errorf("message %s is %v", got, an.Messages())
	}
}

func TestCopyButtonsStepDownToText(t *testing.T) {
	s := screen.New(screen.P(screen.T("Tin nhắn mẫu:"))).With(screen.CopyButton("Chép", "Chào bạn Linh"), screen.Press("Xong", "done"))
	t.Run("known", func(t *testing.T) {
		srv := telegramtest.Start(t)
		client, _ := connect(t, srv)
		an := srv.User(11, "vi")
		deliver(t, client, show(at(an), &s))
		if got := an.Screen(); got.Buttons[0][0].Copy != "Chào bạn Linh" || strings.Contains(got.Text, "Linh") {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("unknown to the server", func(t *testing.T) {
		srv := telegramtest.Start(t, telegramtest.WithoutCopyButtons())
		client, _ := connect(t, srv)
		an := srv.User(11, "vi")
		deliver(t, client, show(at(an), &s))
		if got := an.Screen(); !strings.Contains(got.Text, "Chào bạn Linh") || !cmp.Equal(got.Labels(), []string{"Xong"}) {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("too long to copy", func(t *testing.T) {
		srv := telegramtest.Start(t)
		client, _ := connect(t, srv)
		an := srv.User(11, "vi")
		long := screen.New(screen.P(screen.T("Mẫu:"))).With(screen.CopyButton("Chép", strings.Repeat("ộ", 257)))
		deliver(t, client, show(at(an), &long))
		if got := an.Screen(); !strings.Contains(got.Text, strings.Repeat("ộ", 257)) || got.Buttons != nil {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAChangeIsMadeInPlace(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	id := deliver(t, client, show(at(an), hello()))
	if got := deliver(t, client, runner.Outgoing{To: at(an), Edit: id, Screen: said("xong")}); got != id {
		t.Errorf("message %s instead of %s", got, id)
	}
	if got := an.Screen(); got.String() != "xong" || got.Edits != 1 { // the buttons are gone too
		t.Errorf("got %v", got)
	}
	if got := deliver(t, client, runner.Outgoing{To: at(an), Edit: id, Screen: said("xong")}); got != id {
		t.Errorf("the same once more gives %s", got)
	}
	if n := len(an.Messages()); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestAChangeThatCannotBeMadeIsSentAnew(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	for name, lose := range map[string]func() string{
		"deleted": func() string {
			id := deliver(t, client, show(at(an), said("một")))
			an.Delete(an.Screen())
			return id
		},
		"never there": func() string { return "99999" },
		"a file": func() string {
			return deliver(t, client, runner.Outgoing{To: at(an), File: &runner.OutgoingFile{Name: "a.csv", Data: []byte("a")}})
		},
		"too old": func() string {
			id := deliver(t, client, show(at(an), said("một")))
			srv.Fail(telegramtest.Fault{Kind: telegramtest.Refuse, Method: "editMessageText", Code: 400, Text: "Bad Request: message can't be edited"})
			return id
		},
	} {
		t.Run(name, func(t *testing.T) {
			id := lose()
			got := deliver(t, client, runner.Outgoing{To: at(an), Edit: id, Screen: said("hai " + name)})
			if got == id || an.Screen().Text != "hai "+name {
				t.Errorf("message %s (was %s): %v", got, id, an.Screen())
			}
		})
	}
}

func TestRefusedMarkupGoesOutPlain(t *testing.T) {
	srv := telegramtest.Start(t)
	client, log := connect(t, srv)
	an := srv.User(11, "vi")
	srv.Fail(telegramtest.Fault{Kind: telegramtest.Refuse, Code: 400, Text: `Bad Request: can't parse entities: Unsupported start tag "linh" at byte offset 3`, Times: 2})
	deliver(t, client, show(at(an), hello()))

	got := an.Screen()
	if got.Rich || !strings.Contains(got.Text, "1. ✅ Đúng") || len(got.Labels()) != 2 {
		t.Errorf("got %v", got)
	}
	if !strings.Contains(log.String(), "can't parse entities") || strings.Contains(log.String(), "linh") {
		t.Errorf("log: %s", log)
	}
	// It was about this message: the next one is rich again.
	deliver(t, client, show(at(an), hello()))
	if !an.Screen().Rich {
		t.Error("rich messages are given up")
	}
}

func TestALongScreenBecomesSeveralTextsWithTheButtonsLast(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t, telegramtest.WithoutRichMessages())
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	s := screen.New()
	for i := range 120 {
		s = s.Add(screen.P(screen.T(fmt.Sprintf("%d. %s", i, strings.Repeat("ngân sách ", 10)))))
	}
	s = s.With(screen.Press("Tiếp", "next"))
	deliver(t, client, show(at(an), said("warm"))) // learns that rich is unknown
	srv.Fail(telegramtest.Fault{Kind: telegramtest.ServerDown, Method: "sendMessage", Skip: 1})
	id := deliver(t, client, show(at(an), &s))

	all := an.Messages()[1:]
	if len(all) < 3 {
		t.Fatalf("%d messages", len(all))
	}
	var text strings.Builder
	for i, m := range all {
		text.WriteString(m.Text)
		if last := i == len(all)-1; (m.Buttons != nil) != last {
			t.Errorf("message %d of %d has buttons %v", i, len(all), m.Labels())
		}
	}
	// The failure of the second part has not doubled the first.
	for i := range 120 {
		if n := strings.Count(text.String(), fmt.Sprintf("%d. ngân", i)); n < 1 || i > 99 && n > 1 {
			t.Errorf("line %d is there %d times", i, n)
		}
	}
	if id != fmt.Sprint(all[len(all)-1].ID) {
		t.Errorf("id %s is not that of the last message", id)
	}
}

func TestATopicThatIsGoneIsLeft(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	topic := srv.User(11, "vi").Topic(42)
	to := at(topic)
	to.Thread = "42"
	deliver(t, client, show(to, said("trong chủ đề")))
	if got := topic.Screen().Text; got != "trong chủ đề" {
		t.Errorf("the topic shows %q", got)
	}
	topic.CloseTopic()
	deliver(t, client, show(to, said("ngoài chủ đề")))
	if got := srv.User(11, "vi").Screen().Text; got != "ngoài chủ đề" {
		t.Errorf("the chat shows %q", got)
	}
}

func TestAGroupThatMovedIsFollowed(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	old := srv.User(11, "vi").In(-500)
	id := deliver(t, client, show(at(old), said("một")))
	moved := old.Migrate(-1000000000500)
	deliver(t, client, runner.Outgoing{To: at(old), Edit: id, Screen: said("hai")})
	if got := moved.Screen().Text; got != "hai" {
		t.Errorf("the new group shows %q", got)
	}
	// The next one goes there at once.
	before := len(srv.Calls())
	deliver(t, client, show(at(old), said("ba")))
	if calls := srv.Calls()[before:]; len(calls) != 1 || moved.Screen().Text != "ba" {
		t.Errorf("%d calls, the new group shows %q", len(calls), moved.Screen().Text)
	}
}

func TestFilesKeepTheirNamesAndCaptions(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	data := []byte("\ufeffTên,Giá\nLinh,18000000\n")
	for name, tt := range map[string]struct{ name, want string }{
		"Vietnamese": {"Danh sách đã chọn 23-11.csv", "Danh sách đã chọn 23-11.csv"},
		"a path":     {"../../etc/passwd", "passwd"},
		"a header":   {"a\"\r\nX: y.csv", "a___X_ y.csv"},
		"backwards":  {"a\u202evsc.exe", "a_vsc.exe"},
		"nothing":    {"", "file"},
	} {
		t.Run(name, func(t *testing.T) {
			deliver(t, client, runner.Outgoing{To: at(an), File: &runner.OutgoingFile{Name: tt.name, Data: data, Caption: screen.B("5 người <đã chọn>")}})
			got := an.Screen()
			if got.File == nil || got.File.Name != tt.want || string(got.File.Data) != string(data) || got.Text != "5 người <đã chọn>" {
				t.Errorf("got %v", got)
			}
		})
	}
	t.Run("a long caption is cut", func(t *testing.T) {
		deliver(t, client, runner.Outgoing{To: at(an), File: &runner.OutgoingFile{Name: "a.csv", Data: data, Caption: screen.T(strings.Repeat("🎯", 2000))}})
		if got := an.Screen(); screen.UTF16Len(got.Text) > 1024 || screen.UTF16Len(got.Text) < 1000 {
			t.Errorf("%d units", screen.UTF16Len(got.Text))
		}
	})
	t.Run("an empty file is refused", func(t *testing.T) {
		_, err := client.Deliver(t.Context(), runner.Outgoing{To: at(an), File: &runner.OutgoingFile{Name: "a.csv"}})
		var failed *runner.DeliveryError
		if !errors.As(err, &failed) || !failed.Gone {
			t.Errorf("got %v", err)
		}
	})
}

func TestAFileIsUploadedOnceAndThenSentByItsID(t *testing.T) {
	srv := telegramtest.Start(t)
	store := newStore(t)
	together := func(c *telegram.Config) { c.Store = store }
	client, _ := connect(t, srv, together)
	restarted, _ := connect(t, srv, together)
	an, binh := srv.User(11, "vi"), srv.User(12, "vi")
	send := func(c *telegram.Client, to *telegramtest.Person, name, data string) (uploaded bool) {
		t.Helper()
		deliver(t, c, runner.Outgoing{To: at(to), File: &runner.OutgoingFile{Name: name, Data: []byte(data), Caption: screen.T("Đây ạ")}})
		if got := to.Screen(); got.File == nil || got.File.Name != name || string(got.File.Data) != data || got.Text != "Đây ạ" {
			t.Errorf("got %v", got)
		}
		calls := srv.Calls("sendDocument")
		return strings.HasPrefix(calls[len(calls)-1].Params["document"], "attach://")
	}
	for _, step := range []struct {
		what     string
		uploaded bool
		got      bool
	}{
		{"the first time", true, send(client, an, "a.csv", "một")},
		{"to somebody else, by another process", false, send(restarted, binh, "a.csv", "một")},
		{"of another name", true, send(client, an, "b.csv", "một")},
		{"of another content", true, send(client, an, "a.csv", "hai")},
	} {
		if step.got != step.uploaded {
			t.Errorf("%s: uploaded %v", step.what, step.got)
		}
	}
	for _, text := range []string{
		"Bad Request: wrong file identifier/HTTP URL specified", "Bad Request: wrong remote file identifier specified: Wrong padding length", "Bad Request: FILE_REFERENCE_EXPIRED",
	} {
		srv.Fail(telegramtest.Fault{Kind: telegramtest.Refuse, Method: "sendDocument", Code: 400, Text: text})
		if !send(client, an, "a.csv", "một") {
			t.Errorf("%s: not uploaded again", text)
		}
		if send(client, an, "a.csv", "một") {
			t.Errorf("%s: the new id is not kept", text)
		}
	}
}

func TestKeyboardsFitTelegram(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	an := srv.User(11, "vi")
	var row []screen.Button
	for i := range 20 {
		row = append(row, screen.Press(fmt.Sprint(i), fmt.Sprint("n", i)))
	}
	s := screen.New(screen.P(screen.T("Chọn"))).With(row...)
	deliver(t, client, show(at(an), &s))
	var widths []int
	for _, r := range an.Screen().Buttons {
		widths = append(widths, len(r))
	}
	if diff := cmp.Diff([]int{8, 8, 4}, widths); diff != "" {
		t.Error(diff)
	}
	for name, b := range map[string]screen.Button{
		"data too long": {Label: "x", Data: strings.Repeat("x", 65)},
		"no label":      {Data: "x"},
		"nothing to do": {Label: "x"},
	} {
		s := screen.New(screen.P(screen.T("Chọn"))).With(b)
		_, err := client.Deliver(t.Context(), show(at(an), &s))
		var failed *runner.DeliveryError
		if !errors.As(err, &failed) || !failed.Gone {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}

func TestAPictureIsShownInTheChat(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv, func(c *telegram.Config) { c.Store = newStore(t) })
	an := srv.User(11, "vi")
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 108, 130))); err != nil {
		t.Fatal(err)
	}
	for range 2 { // by upload, then by its id
		deliver(t, client, runner.Outgoing{To: at(an), File: &runner.OutgoingFile{Name: "tien-do.png", Data: picture.Bytes(), Caption: screen.T("Tiến độ"), Picture: true}})
		if got := an.Screen(); got.File == nil || !got.File.Picture || !bytes.Equal(got.File.Data, picture.Bytes()) || got.Text != "Tiến độ" {
			t.Errorf("got %v", got)
		}
	}
	calls := srv.Calls("sendPhoto")
	if len(calls) != 2 || !strings.HasPrefix(calls[0].Params["photo"], "attach://") || strings.HasPrefix(calls[1].Params["photo"], "attach://") {
		t.Errorf("%d calls", len(calls))
	}
	// The same bytes to keep are a document of their own.
	deliver(t, client, runner.Outgoing{To: at(an), File: &runner.OutgoingFile{Name: "tien-do.png", Data: picture.Bytes()}})
	if got := an.Screen(); got.File == nil || got.File.Picture {
		t.Errorf("got %v", got)
	}
}
