package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"chonmat/bot/preview"
	"chonmat/bot/runner"
	"chonmat/bot/telegram"
	"chonmat/storage"
)

// readyTime is how long a check may take.
const readyTime = 2 * time.Second

// routes are the HTTP side: health and metrics for whoever watches over the process, and
// the page or the webhook when there is one.
func (a *App) routes(pages context.Context, db *storage.DB, m runner.Messenger, engine *runner.Runner, meter *metrics) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", meter.handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if why := a.notReady(r.Context(), db, m); why != "" {
			http.Error(w, why, http.StatusServiceUnavailable)
			return
		}
		if client, ok := m.(*telegram.Client); ok && client.State() == telegram.Standby {
			// It is well, and a roll-out that waits for it may end the other.
			fmt.Fprintln(w, "standby: another process receives for this bot")
			return
		}
		fmt.Fprintln(w, "ready")
	})
	switch m := m.(type) {
	case *preview.Server:
		mux.Handle("/", m.Handler(pages, engine.Receive))
	case *telegram.Client:
		if path, webhook := m.Webhook(engine.Receive); webhook != nil {
			if path == "/" {
				path = "/{$}" // and nothing below it
			}
			mux.Handle(path, webhook)
		}
	}
	return mux
}

// notReady says why people could not be served now; "" is ready.
func (a *App) notReady(ctx context.Context, db *storage.DB, m runner.Messenger) string {
	ctx, cancel := context.WithTimeout(ctx, readyTime)
	defer cancel()
	if err := db.Ping(ctx); err != nil {
		a.log.Warn("not ready", "err", err)
		return "database: cannot be written"
	}
	if client, ok := m.(*telegram.Client); ok && client.State() == telegram.Connecting {
		return "telegram: has not answered yet"
	}
	return ""
}
