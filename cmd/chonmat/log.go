package main

import (
	"bytes"
	"io"
	"log/slog"
	"net/url"
	"regexp"
)

// newLog makes a log through which no secret passes. It is made before the
// first line is logged.
func newLog(format string, w io.Writer, secret ...string) *slog.Logger {
	w = newRedactor(w, secret...)
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// redactor is a writer that puts [redacted] for secrets: those it was given,
// and whatever looks like a bot token or an API key. It works on the finished
// line, so that a secret is caught wherever it hides: in a message, a value,
// an error or a URL. Handlers write a line at a time.
type redactor struct {
	w       io.Writer
	secrets [][]byte
}

// secretShapes: a Telegram bot token, also URL-encoded, and an OpenAI key.
var secretShapes = regexp.MustCompile(`[0-9]{6,19}(:|%3A|%3a)[A-Za-z0-9_-]{20,}|\bsk-[A-Za-z0-9_-]{16,}`)

var redacted = []byte("[redacted]")

func newRedactor(w io.Writer, secrets ...string) *redactor {
	r := &redactor{w: w}
	for _, s := range secrets {
		if len(s) < 4 { // not set, or too short to be one
			continue
		}
		r.secrets = append(r.secrets, []byte(s))
		if escaped := url.QueryEscape(s); escaped != s {
			r.secrets = append(r.secrets, []byte(escaped))
		}
	}
	return r
}

func (r *redactor) Write(line []byte) (int, error) {
	clean := line
	for _, s := range r.secrets {
		clean = bytes.ReplaceAll(clean, s, redacted)
	}
	clean = secretShapes.ReplaceAll(clean, redacted)
	if _, err := r.w.Write(clean); err != nil {
		return 0, err
	}
	return len(line), nil
}
