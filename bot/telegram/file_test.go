package telegram_test

import (
	"bytes"
	"io"
	"testing"

	"chonmat/bot/telegramtest"
	"chonmat/domain"
)

func TestAFileSentIsRead(t *testing.T) {
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	updates := run(t, client)
	an := srv.User(11, "vi")
	data := bytes.Repeat([]byte("Linh,18000000\n"), 1000)
	ref := func() string {
		in, ok := client.Decode(<-updates)
		if !ok || in.File == nil {
			t.Fatalf("got %v %+v", ok, in)
		}
		return in.File.Ref
	}
	t.Run("whole", func(t *testing.T) {
		an.SendFile("danh sách.csv", data)
		r, err := client.Open(t.Context(), ref(), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Run("a byte over the limit at most", func(t *testing.T) {
		an.SendFileOf("a.csv", data, 0) // it does not say how big it is
		r, err := client.Open(t.Context(), ref(), 100)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if got, _ := io.ReadAll(r); len(got) != 101 {
			t.Errorf("%d bytes", len(got))
		}
	})
	for name, tt := range map[string]struct {
		prepare func() string
		want    domain.Code
	}{
		"over the limit":  {func() string { an.SendFile("a.csv", data); return ref() }, domain.TooLarge},
		"over Telegram's": {func() string { an.SendFileOf("a.csv", data, 21<<20); return ref() }, domain.TooLarge},
		"gone":            {func() string { return "BQACnone" }, domain.Unavailable},
		"a broken download": {func() string {
			srv.Fail(telegramtest.Fault{Kind: telegramtest.DropBefore, Method: "download", Times: 5})
			an.SendFile("a.csv", []byte("a"))
			return ref()
		}, domain.Unavailable},
		"a gateway's answer": {func() string {
			srv.Fail(telegramtest.Fault{Kind: telegramtest.BadGateway, Method: "download"})
			an.SendFile("a.csv", []byte("a"))
			return ref()
		}, domain.Unavailable},
		"a local server's": {func() string { an.SendFileAt("a.csv", []byte("a"), "/etc/passwd"); return ref() }, domain.Unavailable},
		"a way out":        {func() string { an.SendFileAt("a.csv", []byte("a"), "../bot/getMe"); return ref() }, domain.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := client.Open(t.Context(), tt.prepare(), 100)
			if err == nil {
				r.Close()
			}
			if got := domain.ErrorCode(err); got != tt.want {
				t.Fatalf("got %v: %v", got, err)
			}
			secret(t, err.Error())
		})
	}
}
