// Package model is the client of a language model: OpenAI or any server that
// speaks its chat API. It asks, waits within bounds, and gives what came to
// prompts.Request.Read; nothing that a server does makes it panic, wait long, or
// show what was not checked. Errors hold neither prompts nor keys.
package model

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"chonmat/prompts"
)

// Config says which model and how it wants to be asked.
type Config struct {
	Key     string // "" sends none
	BaseURL string // with /v1; "" is OpenAI's
	Model   string
	// TokensParam names the parameter that bounds an answer: "max_tokens",
	// "max_completion_tokens" or "none"; "" is the second for OpenAI itself and
	// the first for all others.
	TokensParam string
	Temperature *float64 // nil: the server's
	MaxTokens   int      // of an answer, thinking included

	Waits Waits // zero: the defaults
	Now   func() time.Time
}

// Waits are how long is waited.
type Waits struct {
	Connect, FirstByte, Total time.Duration
	// Retry is the first pause before another try; Retry-After goes before it,
	// up to MostRetry. What asks for more is not tried again.
	Retry, MostRetry time.Duration
}

// The default waits, and how the breaker works: after so many failures in a
// row nobody is made to wait for the model for a while; then one tries.
var usual = Waits{Connect: 5 * time.Second, FirstByte: 20 * time.Second, Total: time.Minute, Retry: 500 * time.Millisecond, MostRetry: 10 * time.Second}

const (
	tries        = 3
	failuresOpen = 5
	restTime     = time.Minute
	mostRest     = 5 * time.Minute
	maxResponse  = 1 << 20 // bytes on the wire
	maxContent   = 32 << 10
)

// Client is safe for concurrent use.
type Client struct {
	config   Config
	api      *openai.Client
	rest     breaker
	noSchema atomic.Bool // the server refuses response_format
}

// New makes a Client.
func New(c Config) *Client {
	if c.Waits == (Waits{}) {
		c.Waits = usual
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.TokensParam == "" {
		c.TokensParam = "max_tokens"
		if c.BaseURL == "" {
			c.TokensParam = "max_completion_tokens"
		}
	}
	api := openai.DefaultConfig(c.Key)
	if c.BaseURL != "" {
		api.BaseURL = strings.TrimRight(c.BaseURL, "/")
	}
	api.HTTPClient = &http.Client{
		Transport: wire{&http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: c.Waits.Connect}).DialContext,
			TLSHandshakeTimeout:   c.Waits.Connect,
			ResponseHeaderTimeout: c.Waits.FirstByte,
			ForceAttemptHTTP2:     true,
			MaxIdleConnsPerHost:   8,
			IdleConnTimeout:       90 * time.Second,
		}},
		// A redirect would carry what was asked, and the key, somewhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &Client{config: c, api: openai.NewClientWithConfig(api), rest: breaker{now: c.Now}}
}

// Estimate is about how many tokens a request costs at most, in the alphabets
// of Vietnamese and English.
func (c *Client) Estimate(r prompts.Request) prompts.Tokens {
	return prompts.Tokens{In: (len(r.System()) + len(r.Data()) + len(r.Schema())) / 2, Out: c.config.MaxTokens}
}

// Speak asks the model once, and once more when the form of its answer was
// wrong. What may be shown while it writes is given to draft, if that is not
// nil, each time from the first word on. tokens is what was used, also when there is an error. The error is a
// *prompts.Refused when the model answered something that is not to be shown, a
// *Failure otherwise.
func (c *Client) Speak(ctx context.Context, r prompts.Request, draft func(text string)) (reply prompts.Reply, tokens prompts.Tokens, err error) {
	if err := r.Check(); err != nil {
		return reply, tokens, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.config.Waits.Total)
	defer cancel()
	messages := []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: r.System()},
		{Role: openai.ChatMessageRoleUser, Content: r.Data()},
	}
	for again := false; ; again = true {
		raw, used, err := c.ask(ctx, r, messages, draft)
		tokens.Add(used)
		if err != nil {
			return reply, tokens, err
		}
		reply, err = r.Read(raw)
		if refused, ok := errors.AsType[*prompts.Refused](err); !ok || refused.Why != prompts.Form || again {
			return reply, tokens, err
		}
		if len(raw) > 0 && len(raw) < maxContent/8 {
			messages = append(messages, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleAssistant, Content: raw})
		}
		messages = append(messages, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: r.Repair()})
	}
}

// ask gets one output, with tries, past the breaker.
func (c *Client) ask(ctx context.Context, r prompts.Request, messages []openai.ChatCompletionMessage, draft func(string)) (raw string, tokens prompts.Tokens, err error) {
	if !c.rest.enter() {
		return "", tokens, &Failure{Kind: Resting}
	}
	var f *Failure
	for try := 1; ; try++ {
		var used prompts.Tokens
		raw, used, f = c.once(ctx, r, messages, draft)
		tokens.Add(used)
		if f == nil {
			c.rest.done(0, false)
			return raw, tokens, nil
		}
		if aboutForm := f.Status == http.StatusBadRequest || f.Status == http.StatusUnprocessableEntity; aboutForm && !c.noSchema.Swap(true) {
			continue // it may be the schema
		}
		pause := c.config.Waits.Retry << (try - 1)
		if f.RetryAfter > 0 {
			pause = f.RetryAfter
		}
		if !f.passing() || try >= tries || pause > c.config.Waits.MostRetry || !sleep(ctx, pause) {
			break
		}
	}
	// A cancelled wish says nothing of the server's health; an answer that we do
	// not like says that it answers.
	if f.Kind == Cancelled {
		c.rest.leave()
	} else {
		c.rest.done(f.RetryAfter, f.Kind != Declined)
	}
	return "", tokens, f
}

// once is one call.
func (c *Client) once(ctx context.Context, r prompts.Request, messages []openai.ChatCompletionMessage, draft func(string)) (raw string, tokens prompts.Tokens, f *Failure) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	first := time.AfterFunc(c.config.Waits.FirstByte, func() { cancel(context.DeadlineExceeded) })
	defer first.Stop()
	var met met
	var sent atomic.Bool
	var text strings.Builder
	finish, begun := openai.FinishReason(""), false
	defer func() { // a server that did not tell what it used
		cutOff := f != nil && finish == ""
		waited := met.status == 0 || met.status == http.StatusOK && ctx.Err() != nil // else it said no, or something else
		if tokens != (prompts.Tokens{}) || !sent.Load() || cutOff && !begun && !waited {
			return
		}
		for _, m := range messages {
			tokens.In += len(m.Content) / 2
		}
		tokens.Out = text.Len() / 2
		if cutOff { // it may have thought, and go on
			tokens.Out = max(tokens.Out, c.config.MaxTokens)
		}
	}()
	asking := httptrace.WithClientTrace(context.WithValue(ctx, metKey{}, &met), &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { sent.Store(true) }})
	stream, err := c.api.CreateChatCompletionStream(asking, c.request(r, messages))
	if err != nil {
		return "", tokens, failure(ctx, err, met)
	}
	defer stream.Close()
	written := r.Partial()
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", tokens, failure(ctx, err, met)
		}
		first.Stop()
		if u := chunk.Usage; u != nil {
			tokens.In = max(u.PromptTokens, 0)
			tokens.Out = max(u.CompletionTokens, u.TotalTokens-tokens.In, 0)
		}
		for _, choice := range chunk.Choices {
			if choice.Index != 0 {
				continue
			}
			begun = true
			if choice.Delta.Refusal != "" {
				return "", tokens, &Failure{Kind: Declined}
			}
			text.WriteString(choice.Delta.Content)
			if choice.FinishReason != "" {
				finish = choice.FinishReason
			}
		}
		if text.Len() > maxContent {
			return "", tokens, &Failure{Kind: Declined}
		}
		if draft != nil {
			if passed, more := written.Next(text.String()); more {
				draft(passed)
			}
		}
	}
	switch finish {
	case openai.FinishReasonStop:
		return text.String(), tokens, nil
	case "": // the end of a stream looks the same when it was cut
		return "", tokens, &Failure{Kind: Broken}
	default: // length, content_filter, tool_calls
		return "", tokens, &Failure{Kind: Declined}
	}
}

func (c *Client) request(r prompts.Request, messages []openai.ChatCompletionMessage) openai.ChatCompletionRequest {
	q := openai.ChatCompletionRequest{
		Model: c.config.Model, Messages: messages, StreamOptions: &openai.StreamOptions{IncludeUsage: true},
	}
	switch c.config.TokensParam {
	case "max_tokens":
		//lint:ignore SA1019 servers other than OpenAI's know no other
		q.MaxTokens = c.config.MaxTokens
	case "max_completion_tokens":
		q.MaxCompletionTokens = c.config.MaxTokens
	}
	if t := c.config.Temperature; t != nil { // 0 would be left out
		q.Temperature = max(float32(*t), math.SmallestNonzeroFloat32)
	}
	if !c.noSchema.Load() {
		q.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{
				Name: string(r.Kind), Strict: true, Schema: json.RawMessage(r.Schema()),
			},
		}
	}
	return q
}

// FailureKind is how a call failed.
type FailureKind string

// The kinds.
const (
	Down      FailureKind = "down"      // no connection, 5xx, or it took too long
	Busy      FailureKind = "busy"      // 429
	Broken    FailureKind = "broken"    // not an answer of this API, or one that was cut
	Rejected  FailureKind = "rejected"  // another 4xx: the settings are wrong
	Declined  FailureKind = "declined"  // the model refuses, or did not come to its end
	Resting   FailureKind = "resting"   // not asked: it failed too often just now
	Cancelled FailureKind = "cancelled" // nobody waits any more
)

// Failure is a call that gave no output.
type Failure struct {
	Kind       FailureKind
	Status     int // of HTTP; 0 none
	RetryAfter time.Duration
}

func (f *Failure) Error() string {
	if f.Status != 0 {
		return fmt.Sprintf("model: %s (status %d)", f.Kind, f.Status)
	}
	return "model: " + string(f.Kind)
}

// passing tells whether another try may help.
func (f *Failure) passing() bool { return f.Kind == Down || f.Kind == Busy || f.Kind == Broken }

// failure sorts an error of the library, whose text may hold anything.
func failure(ctx context.Context, err error, met met) *Failure {
	f := &Failure{Kind: Broken, Status: met.status, RetryAfter: met.retryAfter}
	_, network := errors.AsType[net.Error](err)
	switch {
	case errors.Is(context.Cause(ctx), context.DeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		f.Kind = Down
	case ctx.Err() != nil:
		f.Kind = Cancelled
	case met.status == http.StatusTooManyRequests:
		f.Kind = Busy
	case met.status >= 500, met.status == http.StatusRequestTimeout:
		f.Kind = Down
	case met.status >= 300:
		f.Kind = Rejected
	case met.status == 0 && network:
		f.Kind = Down
	case met.status == 0: // the library's own checks of model and parameters
		f.Kind = Rejected
	}
	return f
}

// met is what a response said in its head; the library drops it on errors of a
// stream.
type met struct {
	status     int
	retryAfter time.Duration
}

type metKey struct{}

// wire bounds what is read of a response and notes its head. A redirect, which
// the library takes for success, is an error.
type wire struct{ http.RoundTripper }

func (w wire) RoundTrip(q *http.Request) (*http.Response, error) {
	resp, err := w.RoundTripper.RoundTrip(q)
	if err != nil {
		return nil, err
	}
	if m, ok := q.Context().Value(metKey{}).(*met); ok {
		m.status, m.retryAfter = resp.StatusCode, retryAfter(resp.Header)
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		resp.Body.Close()
		return nil, errors.New("redirected")
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxResponse), resp.Body}
	return resp, nil
}

// retryAfter reads seconds; dates are left to the usual pause.
func retryAfter(h http.Header) time.Duration {
	n, err := strconv.ParseFloat(h.Get("Retry-After"), 64)
	if err != nil || !(n > 0) {
		return 0
	}
	return time.Duration(min(n, mostRest.Seconds()) * float64(time.Second))
}

// sleep waits; false when ctx ends before.
func sleep(ctx context.Context, d time.Duration) bool {
	if until, ok := ctx.Deadline(); ok && time.Until(until) < d {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
