package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/preview"
	"chonmat/bot/runner"
	"chonmat/bot/telegram"
	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage"
	"chonmat/storage/roster"
)

// App is the whole product, wired and running: the store, the dialog, one
// messenger, and the HTTP side.
type App struct {
	config Config
	log    *slog.Logger
	now    func() time.Time
	pace   telegram.Pace // zero: Telegram's

	ready chan struct{} // closed when it serves
	addr  net.Addr      // set before ready is closed
}

// newApp makes an App; Run runs it.
func newApp(c Config, log *slog.Logger) *App {
	c.KeepDays = cmp.Or(c.KeepDays, 7) // the default, for a Config that was not read
	return &App{config: c, log: log, now: time.Now, ready: make(chan struct{})}
}

// Ready is closed when the App serves.
func (a *App) Ready() <-chan struct{} { return a.ready }

// Addr is where the HTTP side listens; known once Ready is closed.
func (a *App) Addr() net.Addr { return a.addr }

const (
	// sweepEvery is how often what was done with long enough ago is deleted.
	sweepEvery = time.Hour

	stopTime = 2 * time.Second // for open HTTP requests
)

// Run serves until ctx ends, then finishes what is begun and closes all. It
// returns early when something without which nothing works fails.
func (a *App) Run(ctx context.Context) (err error) {
	db, err := storage.Open(ctx, a.config.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.config.Listen)
	if err != nil {
		return fmt.Errorf("CHONMAT_LISTEN: %w", err)
	}
	a.addr = listener.Addr()

	if len(a.config.Unused) > 0 {
		a.log.Warn("settings without effect here", "settings", strings.Join(a.config.Unused, ", "))
	}
	messenger, receive, err := a.messenger(db)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	meter := newMetrics(db, messenger.Bot(), a.now, a.log)
	engine := runner.New(runner.Config{
		Database: db, Messenger: messenger, Dialog: runner.Conversation{}, Log: a.log, Now: a.now, VNDPerUSD: a.config.VNDPerUSD, Admins: a.config.Admins,
		Meter:    meter,
		Limits:   runner.Limits{Messages: a.config.MessagesPerMinute, Files: a.config.FilesPerHour},
		Operator: dialog.Operator{Name: a.config.Operator, KeepDays: a.config.KeepDays, BackupDays: a.config.BackupDays, Model: a.config.Speech.name()},
		Speaker:  a.config.Speech.speaker(), Price: a.config.Speech.price(), Allowance: a.config.Speech.allowance(),
		Sample: domain.NewRoster(domain.SampleRoster, 1, roster.Sample()),
	})

	// What is received stops first, what is being done ends by itself, and the
	// page stays up until then, as answers go out through it.
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	pages, closePages := context.WithCancel(context.WithoutCancel(ctx))
	defer closePages()
	server := &http.Server{
		Handler:           a.routes(pages, db, messenger, engine, meter),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute, // a file of 20 MB over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(a.log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 3)
	go func() { done <- a.serveHTTP(server, listener, cancel) }()
	go func() { done <- a.receiveAll(ctx, receive, engine, cancel) }()
	go func() { a.sweep(ctx, db); done <- nil }()
	close(a.ready)
	debug.FreeOSMemory() // what starting leaves behind is half of what we take

	err = engine.Run(ctx)
	closePages()
	stop, release := context.WithTimeout(context.Background(), stopTime)
	defer release()
	if server.Shutdown(stop) != nil {
		server.Close()
	}
	for range cap(done) {
		err = errors.Join(err, <-done)
	}
	a.log.Info("stopped")
	return err
}

// receiver runs until ctx ends and hands over what it receives.
type receiver func(ctx context.Context, receive func(context.Context, []storage.Update) error) error

// messenger chooses how to talk to people; receive is nil when they come to
// our own page.
func (a *App) messenger(db *storage.DB) (runner.Messenger, receiver, error) {
	if a.config.Token == "" {
		a.log.Info("TELEGRAM_BOT_TOKEN is not set: serving the chat as a local page", "url", pageURL(a.addr))
		return preview.New(preview.Config{
			Files: db, Commands: menuOfPage(), Log: a.log, Now: a.now,
			Hosts: a.config.Hosts, AnyAddress: listensBeyondLoopback(a.addr),
		}), nil, nil
	}
	client, err := telegram.New(telegram.Config{
		Token: a.config.Token, Store: db, APIURL: a.config.APIURL, Log: a.log, Commands: menusOfTelegram(), Pace: a.pace,
		Webhook: telegram.Webhook{URL: a.config.Webhook, Secret: a.config.Secret},
	})
	if err != nil {
		return nil, nil, err
	}
	a.log.Info("running the Telegram bot", "bot", client.Bot(), "health", pageURL(a.addr)+"healthz")
	return client, client.Run, nil
}

func menuOfPage() []preview.Command {
	var menu []preview.Command
	for _, c := range dialog.Commands {
		menu = append(menu, preview.Command{Name: c.Name, Description: map[wording.Lang]string{
			wording.Vietnamese: c.Description(wording.Vietnamese), wording.English: c.Description(wording.English),
		}})
	}
	return menu
}

// menusOfTelegram: Vietnamese for everybody but those who use English.
func menusOfTelegram() []telegram.Menu {
	menus := []telegram.Menu{{Lang: ""}, {Lang: "en"}}
	for i, lang := range []wording.Lang{wording.Vietnamese, wording.English} {
		for _, c := range dialog.Commands {
			menus[i].Commands = append(menus[i].Commands, telegram.Command{Name: c.Name, Description: c.Description(lang)})
		}
	}
	return menus
}

func listensBeyondLoopback(addr net.Addr) bool {
	ip, err := netip.ParseAddrPort(addr.String())
	return err == nil && !ip.Addr().IsLoopback()
}

// receiveAll receives until ctx ends. That it ends by itself ends the App.
func (a *App) receiveAll(ctx context.Context, receive receiver, engine *runner.Runner, stop context.CancelCauseFunc) error {
	if receive == nil {
		return nil
	}
	err := receive(ctx, engine.Receive)
	stop(err)
	return err
}

func (a *App) serveHTTP(server *http.Server, l net.Listener, stop context.CancelCauseFunc) error {
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		stop(err)
		return err
	}
	return nil
}

// sweep deletes what is closed and old, now and every hour.
func (a *App) sweep(ctx context.Context, db *storage.DB) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if _, err := db.Sweep(ctx, a.now(), time.Duration(a.config.KeepDays)*24*time.Hour); err != nil && ctx.Err() == nil {
			a.log.Error("sweep", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
