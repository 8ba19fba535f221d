package telegram

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxAnswer bounds what is read of one answer, bytes. Telegram ends a batch
// of updates at about 4 MB (server 10.0, JsonUpdates).
const maxAnswer = 16 << 20

// newHTTPClient makes a client that gives up on a dead server. Calls have
// their own deadlines besides.
func newHTTPClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout:   5 * time.Second,
			ResponseHeaderTimeout: pollWait + pollGrace,
			IdleConnTimeout:       90 * time.Second,
			MaxIdleConns:          256,
			MaxIdleConnsPerHost:   256,
			ForceAttemptHTTP2:     true,
			// Without pings a dead connection would fail call after call.
			HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 5 * time.Second},
		},
		// A redirect would carry the token in its URL to somebody else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// transport is the library's HTTP client for one call: it carries the call's
// context, bounds the answer, and keeps the token out of errors.
type transport struct {
	ctx    context.Context
	client *http.Client
	method string
	token  string
}

func (t transport) Do(req *http.Request) (*http.Response, error) {
	resp, err := t.client.Do(req.WithContext(t.ctx))
	if err != nil {
		return nil, t.redact(err)
	}
	body := bufio.NewReaderSize(io.LimitReader(resp.Body, maxAnswer), 1) // the smallest buffer: one byte is looked at
	// A gateway's page is no answer of Telegram's, whatever its status says.
	if first, err := body.Peek(1); err != nil || first[0] != '{' {
		closeBody(resp.Body)
		if err != nil && err != io.EOF {
			return nil, t.redact(err)
		}
		return nil, fmt.Errorf("HTTP %d, and no answer of the Bot API", resp.StatusCode)
	}
	resp.Body = answerBody{body, resp.Body}
	return resp, nil
}

// answerBody is read to its end when it is closed: the library stops after the
// JSON, and a connection with a rest in it is not used again.
type answerBody struct {
	io.Reader
	rest io.ReadCloser
}

func (b answerBody) Close() error {
	closeBody(b.rest)
	return nil
}

func closeBody(body io.ReadCloser) {
	_, _ = io.CopyN(io.Discard, body, 4<<10)
	_ = body.Close()
}

// redact takes the request's URL, which holds the token, out of an error.
func (t transport) redact(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if strings.Contains(err.Error(), t.token) {
		return errors.New(strings.ReplaceAll(err.Error(), t.token, "…"))
	}
	return err
}

// explain is the error of a call that got no answer.
func explain(ctx context.Context, method string, err error) error {
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return fmt.Errorf("telegram %s: %w", method, err)
}
