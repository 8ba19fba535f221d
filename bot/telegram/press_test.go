package telegram_test

import (
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/bot/telegramtest"
)

func TestAPressIsDecodedAndAnswered(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	updates := run(t, client)
	an := srv.User(11, "vi")
	id := deliver(t, client, show(at(an), hello()))
	an.Press("Đúng")

	in, ok := client.Decode(<-updates)
	if !ok || in.Event.Kind != dialog.Pressed || in.Event.Data != "ok" || in.Event.Message != id || in.From != at(an) {
		t.Fatalf("got %v %+v", ok, in)
	}
	if err := client.Answer(t.Context(), in.Press, strings.Repeat("Đã lưu. ", 100)); err != nil {
		t.Fatal(err)
	}
	if got := an.Answered(); !strings.HasPrefix(got, "Đã lưu.") || screen.UTF16Len(got) > 200 {
		t.Errorf("the toast is %q", got)
	}
	// Too late, or twice: nothing to be done about it.
	if err := client.Answer(t.Context(), in.Press, ""); err != nil {
		t.Errorf("twice: %v", err)
	}
	if err := client.Answer(t.Context(), "123", ""); err != nil {
		t.Errorf("unknown: %v", err)
	}
}

func TestAPressOnADeletedMessageIsAnsweredWithANewOne(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	updates := run(t, client)
	an := srv.User(11, "vi")
	deliver(t, client, show(at(an), hello()))
	old := an.Screen()
	an.Delete(old)
	an.PressOn(old, "Sửa")

	in, ok := client.Decode(<-updates)
	if !ok || in.Event.Data != "edit" {
		t.Fatalf("got %v %+v", ok, in)
	}
	deliver(t, client, runner.Outgoing{To: in.From, Edit: in.Event.Message, Screen: said("mới")})
	if got := an.Screen(); got.Text != "mới" {
		t.Errorf("got %v", got)
	}
}

func TestBusyIsShownWhereTheConversationIs(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	topic := srv.User(11, "vi").Topic(42)
	to := at(topic)
	to.Thread = "42"
	if err := client.Busy(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	call := srv.Calls("sendChatAction")[0]
	if call.Params["action"] != "typing" || call.Params["message_thread_id"] != "42" {
		t.Errorf("got %v", call.Params)
	}
}
