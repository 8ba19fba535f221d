package telegram_test

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

// logged is a log that a test can read while it is written.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// connect makes a client for the server, and the log it writes.
func connect(t testing.TB, srv *telegramtest.Server, change ...func(*telegram.Config)) (*telegram.Client, *logged) {
	t.Helper()
	log := &logged{}
	config := telegram.Config{
		Token:  telegramtest.Token,
		Store:  newStore(t),
		APIURL: srv.URL,
		Log:    slog.New(slog.NewTextHandler(log, nil)),
		Pace:   telegram.NoPace,
	}
	for _, c := range change {
		c(&config)
	}
	client, err := telegram.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client, log
}

func newStore(t testing.TB) *storage.DB {
	t.Helper()
	db, err := storage.Open(context.Background(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// run receives into a channel until the test ends.
func run(t *testing.T, client *telegram.Client) <-chan storage.Update {
	t.Helper()
	updates := make(chan storage.Update, 1000)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := client.Run(ctx, func(_ context.Context, us []storage.Update) error {
			for _, u := range us {
				updates <- u
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	return updates
}

func at(p *telegramtest.Person) storage.Address {
	return storage.Address{
		Bot:    "telegram:" + strconv.Itoa(telegramtest.BotID),
		Chat:   strconv.FormatInt(p.ChatID(), 10),
		Person: strconv.FormatInt(p.ID, 10),
	}
}

// hello is a screen that uses all of what rich messages have.
func hello() *screen.Screen {
	s := screen.New(
		screen.H(screen.T("Bước 1/3")),
		screen.P(screen.T("Ngân sách "), screen.B("200 triệu")),
		screen.Grid([]screen.Text{screen.T("Tên"), screen.T("Giá")}, []screen.Text{screen.T("Linh <Beauty>"), screen.T("18 triệu")}),
		screen.More(screen.T("Vì sao?"), screen.P(screen.T("Hợp tệp 18–25."))),
	).With(screen.Press("✅ Đúng", "ok").As(screen.Success), screen.Press("✏️ Sửa", "edit"))
	return &s
}

// said is a screen of one line.
func said(text string) *screen.Screen {
	s := screen.New(screen.P(screen.T(text)))
	return &s
}

func show(to storage.Address, s *screen.Screen) runner.Outgoing {
	return runner.Outgoing{To: to, Screen: s}
}

// deliver delivers, and fails the test when it cannot.
func deliver(t *testing.T, client *telegram.Client, out runner.Outgoing) string {
	t.Helper()
	id, err := client.Deliver(t.Context(), out)
	if err != nil {
		t.Fatalf("Deliver: %v", err)
	}
	return id
}
