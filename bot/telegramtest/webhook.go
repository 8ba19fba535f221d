package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// hook is a webhook. Updates wait in lines, one for each chat's messages and
// one for each person's presses; each line is handed over in order, one update
// at a time, and all lines at once (server 10.0, WebhookActor.cpp). So what a
// person says and presses can arrive in any order.
type hook struct {
	url, secret string
	most        int // requests at the same time
	busy        int
	lines       map[string]*line
	failedAt    time.Time
	failure     string
	stop        context.CancelFunc
}

// line is where a line of updates stands.
type line struct {
	busy  bool
	fails int // in a row
	due   time.Time
}

// answerTime is how long a webhook may take to answer.
const answerTime = 60 * time.Second

// retryIn is how long a line waits after so many failures in a row: it is
// tried again at once, then after 2, 4, 8 s and so on.
func retryIn(fails int) time.Duration {
	if fails <= 1 {
		return 0
	}
	return min(time.Second<<min(fails-1, 6), time.Minute)
}

var secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

func (s *Server) setWebhook(c call) (any, error) {
	address := c.params["url"]
	if address == "" {
		return s.deleteWebhook(c)
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, bad("bad webhook: invalid URL specified")
	}
	if !secretShape.MatchString(c.params["secret_token"]) {
		return nil, bad("secret token contains unallowed characters")
	}
	if err := s.allow(c.params); err != nil {
		return nil, err
	}
	most, ok := parseID(c.params["max_connections"])
	if !ok || most < 1 || most > 100 {
		most = 40
	}
	s.startHook(&hook{url: address, secret: c.params["secret_token"], most: int(most)})
	return true, nil
}

func (s *Server) deleteWebhook(c call) (any, error) {
	s.endHook()
	if c.params["drop_pending_updates"] == "true" {
		s.queue = nil
		s.pushed.ring()
	}
	return true, nil
}

func (s *Server) getWebhookInfo(call) (any, error) {
	info := map[string]any{"url": "", "has_custom_certificate": false, "pending_update_count": len(s.queue)}
	if h := s.hook; h != nil {
		info["url"], info["max_connections"], info["allowed_updates"] = h.url, h.most, s.allowed
		if h.failure != "" {
			info["last_error_date"], info["last_error_message"] = h.failedAt.Unix(), h.failure
		}
	}
	return info, nil
}

// SetWebhook sets a webhook, as a bot that ran elsewhere left it.
func (s *Server) SetWebhook(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.startHook(&hook{url: url, most: 40})
}

// startHook and endHook are called with the lock held.
func (s *Server) startHook(h *hook) {
	s.endHook()
	if s.poller != nil {
		s.poller.end(refuse(409, "Conflict: terminated by setWebhook request"))
	}
	ctx, cancel := context.WithCancel(s.stop)
	h.stop, h.lines = cancel, map[string]*line{}
	s.hook = h
	go s.serveHook(ctx, h)
}

func (s *Server) endHook() {
	if s.hook != nil {
		s.hook.stop()
		s.hook = nil
	}
}

// serveHook hands over what is queued until ctx ends.
func (s *Server) serveHook(ctx context.Context, h *hook) {
	client := &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 100},
		Timeout:       answerTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer client.CloseIdleConnections()
	s.mu.Lock()
	defer s.mu.Unlock()
	for ctx.Err() == nil {
		s.expire()
		again := time.NewTimer(s.handOver(ctx, h, client))
		changed := s.pushed.wait()
		s.mu.Unlock()
		select {
		case <-changed:
		case <-again.C:
		case <-ctx.Done():
		}
		again.Stop()
		s.mu.Lock()
	}
}

// handOver starts what can be handed over now and returns when to look again;
// it is called with the lock held.
func (s *Server) handOver(ctx context.Context, h *hook, client *http.Client) time.Duration {
	again := time.Minute
	if s.down {
		return again
	}
	heads := map[string]bool{}
	for _, q := range s.queue {
		if heads[q.line] || h.busy >= h.most {
			continue
		}
		heads[q.line] = true
		l := h.lines[q.line]
		if l == nil {
			l = &line{}
			h.lines[q.line] = l
		}
		switch wait := l.due.Sub(s.now()); {
		case l.busy:
		case wait > 0:
			again = min(again, wait)
		default:
			l.busy = true
			h.busy++
			go s.hand(ctx, h, l, q, client)
		}
	}
	return again
}

// hand makes one request and notes how it went.
func (s *Server) hand(ctx context.Context, h *hook, l *line, q queued, client *http.Client) {
	s.mu.Lock()
	s.count["webhook"]++
	record := s.record(Call{Method: "webhook", Params: params{"update_id": strconv.FormatInt(q.id, 10)}, At: s.now()})
	fault := s.fault("webhook", q.chat)
	s.called.ring()
	s.mu.Unlock()

	status, failure := 0, "Connection reset by peer"
	if fault == nil || fault.Kind == DropAfter {
		status, failure = post(ctx, client, h, q.body)
	}
	if fault != nil && failure == "" {
		failure = "Read timeout expired" // it took effect, and nobody knows
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	record(status, failure)
	s.called.ring()
	if s.hook != h {
		return // meanwhile there is another, or none
	}
	l.busy = false
	h.busy--
	if failure == "" {
		delete(h.lines, q.line)
		s.queue = slices.DeleteFunc(s.queue, func(other queued) bool { return other.id == q.id })
	} else {
		l.fails++
		l.due = s.now().Add(retryIn(l.fails))
		h.failedAt, h.failure = s.now(), failure
	}
	s.pushed.ring()
}

// post sends an update; failure is "" when it was taken. A test's server calls
// nobody but this machine.
func post(ctx context.Context, client *http.Client, h *hook, body json.RawMessage) (status int, failure string) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(body))
	if err != nil {
		return 0, "Failed to resolve host"
	}
	if ip := net.ParseIP(r.URL.Hostname()); ip == nil || !ip.IsLoopback() {
		return 0, "Connection refused"
	}
	r.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	answer, err := client.Do(r)
	if err != nil {
		return 0, "Connection refused"
	}
	answer.Body.Close()
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return answer.StatusCode, fmt.Sprintf("Wrong response from the webhook: %s", answer.Status)
	}
	return answer.StatusCode, ""
}
