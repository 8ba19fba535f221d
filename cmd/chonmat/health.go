package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"chonmat/bot/preview"
	"chonmat/bot/runner"
	"chonmat/storage"
)

// routes are the HTTP side: health for whoever watches over the process, and
// the page when there is one.
func (a *App) routes(pages context.Context, db *storage.DB, m runner.Messenger, engine *runner.Runner) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := db.Ping(ctx); err != nil {
			a.log.Warn("not ready", "err", err)
			http.Error(w, "database: cannot be written", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	if page, ok := m.(*preview.Server); ok {
		mux.Handle("/", page.Handler(pages, engine.Receive))
	}
	return mux
}
