package telegram_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

// accept answers every call at once: what is measured is our own work.
type accept struct{}

func (accept) RoundTrip(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(`{"ok":true,"result":{"message_id":5}}`))}, nil
}

func accepting(b *testing.B) *telegram.Client {
	client, err := telegram.New(telegram.Config{Token: telegramtest.Token, HTTPClient: &http.Client{Transport: accept{}}, Pace: telegram.NoPace})
	if err != nil {
		b.Fatal(err)
	}
	return client
}

func BenchmarkDeliver(b *testing.B) {
	client := accepting(b)
	out := show(storage.Address{Bot: client.Bot(), Chat: "11", Person: "11"}, hello())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.Deliver(b.Context(), out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDeliverOverHTTP(b *testing.B) {
	srv := telegramtest.Start(b, telegramtest.WithoutLog())
	client, _ := connect(b, srv)
	an := srv.User(11, "vi")
	out := show(at(an), hello())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.Deliver(b.Context(), out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	client := accepting(b)
	u := storage.Update{ID: 5, Body: []byte(inPrivate("message", `"text":"mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach"`))}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := client.Decode(u); !ok {
			b.Fatal("means nothing")
		}
	}
}

// BenchmarkWebhook is an update that Telegram hands over, but for keeping it.
func BenchmarkWebhook(b *testing.B) {
	h, _ := door(b, func(context.Context, []storage.Update) error { return nil })
	body := inPrivate("message", `"text":"mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach"`)
	b.ReportAllocs()
	for b.Loop() {
		if w := knock(h, "POST", "s3cret", body); w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
}
