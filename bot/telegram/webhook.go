package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/domain"
	"chonmat/storage"
)

// Webhook is how Telegram calls us. Without a URL we ask for updates instead.
type Webhook struct {
	// URL is where Telegram calls: https for Telegram's own server. Its path
	// is where our handler answers.
	URL string
	// Secret is what proves that Telegram calls: 1–256 of A–Z, a–z, 0–9, _ and
	// -. Without one it is derived from the token, so that every process of a
	// bot has the same and nobody else can know it.
	Secret string
}

const (
	// maxUpdate bounds an update, bytes; real ones stay far below.
	maxUpdate = 1 << 20
	// keepTime is how long keeping an update may take; Telegram waits for a
	// minute (server 10.0, WebhookActor.cpp).
	keepTime = 30 * time.Second
	// maxConnections is the most requests Telegram makes at the same time.
	maxConnections = "100"
	// watchEvery is how often we look whether Telegram still calls us.
	watchEvery = time.Minute

	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
)

var (
	secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
	// What is left out would mean something to http.ServeMux, or to a proxy.
	pathShape = regexp.MustCompile(`^(/|(/[A-Za-z0-9._~-]+)+)$`)
)

// hook is a Webhook, checked.
type hook struct {
	url, path, secret string
	seen              int64 // the newest failure that was logged, Unix time
}

// newHook returns nil for a Webhook without URL. Its errors name no value.
func newHook(w Webhook, token, server string) (*hook, error) {
	if w.URL == "" {
		return nil, nil
	}
	u, err := url.Parse(w.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, domain.Errorf(domain.Invalid, "the webhook URL must be like https://bot.example.com/telegram, without query")
	}
	if u.Scheme == "http" && server == PublicAPI {
		return nil, domain.Errorf(domain.Invalid, "the webhook URL must begin with https://: Telegram calls no other")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if !pathShape.MatchString(u.Path) || path.Clean(u.Path) != u.Path || u.RawPath != "" {
		return nil, domain.Errorf(domain.Invalid, "the path of the webhook URL must be of letters, digits and . _ ~ - between single slashes, with none at the end")
	}
	if w.Secret == "" {
		mac := hmac.New(sha256.New, []byte(token))
		mac.Write([]byte("chonmat webhook secret"))
		w.Secret = hex.EncodeToString(mac.Sum(nil))
	}
	if !secretShape.MatchString(w.Secret) {
		return nil, domain.Errorf(domain.Invalid, "the webhook secret must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	return &hook{url: w.URL, path: u.Path, secret: w.Secret}, nil
}

// Webhook returns what answers Telegram's calls, and at which path; nil
// without a Webhook. An update is acknowledged (200) only when receive has
// returned nil for it; while receive fails (503) Telegram repeats it.
func (c *Client) Webhook(receive func(context.Context, []storage.Update) error) (path string, h http.Handler) {
	if c.hook == nil {
		return "", nil
	}
	return c.hook.path, &door{secret: sha256.Sum256([]byte(c.hook.secret)), receive: receive, log: c.log}
}

// door is the handler of a webhook. It gives no reason for what it refuses: a
// stranger needs none, and Telegram reads none.
type door struct {
	secret  [sha256.Size]byte
	receive func(context.Context, []storage.Update) error
	log     *slog.Logger
	failing atomic.Bool // said once
}

// ServeHTTP implements http.Handler.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) { w.WriteHeader(d.take(w, r)) }

// take keeps one update and returns the status to answer with.
func (d *door) take(w http.ResponseWriter, r *http.Request) int {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed
	}
	// Hashed, so that not even its length can be measured.
	given := sha256.Sum256([]byte(r.Header.Get(secretHeader)))
	if subtle.ConstantTimeCompare(given[:], d.secret[:]) != 1 {
		return http.StatusUnauthorized
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge
	}
	update, ok := Envelope(body)
	if err != nil || !ok {
		return http.StatusBadRequest
	}
	ctx, cancel := context.WithTimeout(r.Context(), keepTime)
	defer cancel()
	if err := d.receive(ctx, []storage.Update{update}); err != nil {
		if !d.failing.Swap(true) {
			d.log.Error("updates cannot be kept; Telegram will repeat them", slog.Any("error", err))
		}
		return http.StatusServiceUnavailable
	}
	if d.failing.Load() && d.failing.Swap(false) {
		d.log.Info("updates are kept again")
	}
	return http.StatusOK
}

// setWebhook asks Telegram to call us.
func (c *Client) setWebhook(ctx context.Context) error {
	_, err := c.call(ctx, "setWebhook", tgbotapi.Params{
		"url": c.hook.url, "secret_token": c.hook.secret, "max_connections": maxConnections, "allowed_updates": allowedUpdates,
	})
	c.hook.seen = time.Now().Unix() // what failed before is over
	return err
}

// watch waits a while, then looks whether Telegram still calls us and can. It
// changes nothing: of two that receive in different ways the one that started
// last is meant.
func (c *Client) watch(ctx context.Context) error {
	if !sleep(ctx, c.waits.watch) {
		return nil
	}
	result, err := c.call(ctx, "getWebhookInfo", nil)
	if err != nil {
		return err
	}
	var info struct {
		URL      string `json:"url"`
		Waiting  int    `json:"pending_update_count"`
		FailedAt int64  `json:"last_error_date"`
		Failure  string `json:"last_error_message"`
	}
	if err := json.Unmarshal(result, &info); err != nil {
		return fmt.Errorf("telegram getWebhookInfo: %w", err)
	}
	switch ours := info.URL == c.hook.url; {
	case !ours && c.become(Standby):
		c.log.Error("the webhook was changed or taken back by another process of this bot; restart to receive here again")
	case ours && c.become(Receiving):
		c.log.Info("the webhook is ours again")
	case ours && info.FailedAt > c.hook.seen:
		c.hook.seen = info.FailedAt
		c.log.Warn("Telegram could not hand over updates, and repeats them",
			slog.String("why", clean(info.Failure, maxNameBytes)), slog.Int("waiting", info.Waiting))
	}
	return nil
}
