package model

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/prompts"
	"chonmat/prompts/modeltest"
)

var question = prompts.Request{Kind: prompts.Answer, Lang: wording.Vietnamese, Question: "KOC là gì?",
	Passages: []prompts.Passage{{ID: "koc", Text: "KOC là người dùng thật."}}}

const good = `{"covered":true,"text":"KOC là người dùng thật.","used":["koc"]}`

const key = "sk-verysecret"

func client(s *modeltest.Server, change ...func(*Config)) *Client {
	c := Config{Key: key, BaseURL: s.URL, Model: "m", MaxTokens: 500,
		Waits: Waits{Connect: time.Second, FirstByte: 150 * time.Millisecond, Total: 600 * time.Millisecond, Retry: time.Millisecond, MostRetry: 50 * time.Millisecond}}
	for _, do := range change {
		do(&c)
	}
	return New(c)
}

// Whatever a server does, there is an answer that was checked, or an error of
// ours that tells nothing, soon.
func TestTraps(t *testing.T) {
	const leak = "echo of sk-verysecret and the prompt"
	for _, c := range []struct {
		name   string
		behave []modeltest.Behave
		want   string // "" good, a FailureKind, or a Why
		asked  int
	}{
		{"an answer", []modeltest.Behave{modeltest.Says(good)}, "", 1},
		{"thought aloud first", []modeltest.Behave{modeltest.Says("<think>so {…}</think>" + good)}, "", 1},
		{"200 with an error body", []modeltest.Behave{modeltest.Body(200, `{"error":{"message":"`+leak+`"}}`)}, "broken", 3},
		{"200 with an error in the stream", []modeltest.Behave{modeltest.Body(200, "data: { \"error\": {\"message\":\""+leak+"\"}}\n\ndata: [DONE]\n\n")}, "broken", 3},
		{"200 with an error event", []modeltest.Behave{modeltest.Body(200, "data: {\"error\":{\"message\":\""+leak+"\"}}\n\n")}, "broken", 3},
		{"200 with an answer that is not streamed", []modeltest.Behave{modeltest.Body(200, `{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}`)}, "broken", 3},
		{"no choices", []modeltest.Behave{modeltest.Body(200, "data: {\"choices\":[]}\n\ndata: [DONE]\n\n")}, "broken", 3},
		{"a web page", []modeltest.Behave{modeltest.Body(200, "<html>\n\n\n<p>"+leak)}, "broken", 3},
		{"a cut stream", []modeltest.Behave{modeltest.Ends(good, "")}, "broken", 3},
		{"a cut stream, then an answer", []modeltest.Behave{modeltest.Ends(good, ""), modeltest.Says(good)}, "", 2},
		{"broken JSON in the stream", []modeltest.Behave{modeltest.Body(200, "data: {\"choices\":[{\n\n")}, "broken", 3},
		{"a refusal", []modeltest.Behave{modeltest.Refuses}, "declined", 1},
		{"length", []modeltest.Behave{modeltest.Ends(good, "length")}, "declined", 1},
		{"content filter", []modeltest.Behave{modeltest.Ends(good, "content_filter")}, "declined", 1},
		{"empty", []modeltest.Behave{modeltest.Says("")}, "form", 2},
		{"thinking alone", []modeltest.Behave{modeltest.Thinks}, "form", 2},
		{"thinking without end", []modeltest.Behave{modeltest.Says("<think>" + good)}, "form", 2},
		{"wrong JSON, then right", []modeltest.Behave{modeltest.Says("Dạ, KOC là…"), modeltest.Says(good)}, "", 2},
		{"wrong JSON twice", []modeltest.Behave{modeltest.Says("Dạ, KOC là…")}, "form", 2},
		{"wrong ids", []modeltest.Behave{modeltest.Says(strings.Replace(good, `["koc"]`, `["kol"]`, 1))}, "form", 2},
		{"an invented figure", []modeltest.Behave{modeltest.Says(strings.Replace(good, "thật", "thật, 90%", 1))}, "figure", 1},
		{"429, then an answer", []modeltest.Behave{modeltest.Body(429, `{"error":{"message":"x"}}`, "Retry-After", "0.01"), modeltest.Says(good)}, "", 2},
		{"429 for long", []modeltest.Behave{modeltest.Body(429, `{"error":{"message":"`+leak+`"}}`, "Retry-After", "30")}, "busy", 1},
		{"500", []modeltest.Behave{modeltest.Body(500, leak)}, "down", 3},
		{"500, then an answer", []modeltest.Behave{modeltest.Body(500, ""), modeltest.Says(good)}, "", 2},
		{"an error that is a string", []modeltest.Behave{modeltest.Body(404, `{"error":"model not found `+leak+`"}`)}, "rejected", 1},
		{"a detail instead of an error", []modeltest.Behave{modeltest.Body(422, `{"detail":["`+leak+`"]}`)}, "rejected", 2},
		{"400 for the schema, then an answer", []modeltest.Behave{modeltest.Body(400, `{"error":{"message":"response_format"}}`), modeltest.Says(good)}, "", 2},
		{"a redirect", []modeltest.Behave{modeltest.Body(307, "", "Location", "/v1/chat/completions")}, "rejected", 1},
		{"a hang", []modeltest.Behave{modeltest.Hangs}, "down", 3},
		{"a hang after the head", []modeltest.Behave{modeltest.HangsAfterHead}, "down", 3},
		{"a slow drip", []modeltest.Behave{modeltest.Drips(20 * time.Millisecond)}, "down", 1},
		{"a flood", []modeltest.Behave{modeltest.Floods}, "declined", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := modeltest.New(t, c.behave...)
			reply, tokens, err := client(s).Speak(t.Context(), question, nil)
			if got := kindOf(err); got != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
			if err == nil && (reply.Text != "KOC là người dùng thật." || tokens.In == 0 || tokens.Out == 0) {
				t.Errorf("%+v, %d tokens", reply, tokens)
			}
			if err != nil && (reply.Text != "" || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "echo")) {
				t.Errorf("%+v, %v", reply, err)
			}
			if n := len(s.Asked()); n != c.asked {
				t.Errorf("asked %d times, want %d", n, c.asked)
			}
		})
	}
}

// While it is written only what passed the checks is given out, from the first
// word on each time.
func TestWhatIsWrittenIsGivenOutAsItPasses(t *testing.T) {
	parts := []string{`{"covered":true,"text":"KOC là người`, ` dùng thật. `, `KOC là người dùng. KOC có`, ` 90% người dùng. KOC là`, ` người dùng.","used":["koc"]}`}
	s := modeltest.New(t, modeltest.Writes(time.Millisecond, parts...))
	var got []string
	_, _, err := client(s).Speak(t.Context(), question, func(text string) { got = append(got, text) })
	if want := []string{"KOC là người dùng thật.", "KOC là người dùng thật. KOC là người dùng."}; !slices.Equal(got, want) || kindOf(err) != "figure" {
		t.Errorf("%q, want %q; %v", got, want, err)
	}
}

func TestWhoGoesEndsTheCall(t *testing.T) {
	s := modeltest.New(t, modeltest.Writes(50*time.Millisecond, `{"covered":true,"text":"KOC là người dùng thật. KOC`, strings.Repeat(" KOC", 10), " là"))
	ctx, cancel := context.WithCancel(t.Context())
	_, tokens, err := client(s).Speak(ctx, question, func(string) { cancel() })
	if kindOf(err) != "cancelled" || tokens.In == 0 || tokens.Out == 0 {
		t.Errorf("%v, %+v", err, tokens)
	}
	for range 100 {
		if s.Left() == 1 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the server goes on writing")
}

func kindOf(err error) string {
	if f, ok := errors.AsType[*Failure](err); ok {
		return string(f.Kind)
	}
	if r, ok := errors.AsType[*prompts.Refused](err); ok {
		return string(r.Why)
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// A brief is asked for once more when its form is wrong, never when it brings a
// number or words of its own.
func TestABriefIsRepairedOnce(t *testing.T) {
	brief := prompts.Request{Kind: prompts.Brief, Lang: wording.Vietnamese, Question: "nước giặt cho nội trợ xứ Quảng, 30 tuổi",
		Open: []domain.Slot{domain.SlotLocations, domain.SlotAge}}
	const right = `{"locations":["quang-nam"],"heard":[{"slot":"locations","words":"xứ Quảng"}]}`
	for _, c := range []struct {
		says  []string
		want  string
		asked int
	}{
		{[]string{right}, "", 1},
		{[]string{`{"locations":["Quảng Nam"],"heard":[]}`, right}, "", 2},
		{[]string{`{"locations":["Quảng Nam"],"heard":[]}`}, "form", 2},
		{[]string{`{"age_min":25,"heard":[{"slot":"age","words":"30 tuổi"}]}`}, "figure", 1},
		{[]string{`{"locations":["hue"],"heard":[{"slot":"locations","words":"cố đô"}]}`}, "word", 1},
		{[]string{`{"heard":[]}`}, "uncovered", 1},
	} {
		var behave []modeltest.Behave
		for _, text := range c.says {
			behave = append(behave, modeltest.Says(text))
		}
		s := modeltest.New(t, behave...)
		drafted := false
		reply, _, err := client(s).Speak(t.Context(), brief, func(string) { drafted = true })
		if kindOf(err) != c.want || (err == nil) != (reply.Brief != nil) || len(s.Asked()) != c.asked || drafted {
			t.Errorf("%q: %v, %+v, asked %d times, drafted %v", c.says, err, reply, len(s.Asked()), drafted)
		}
	}
}

func TestWhoAsksCanGo(t *testing.T) {
	s := modeltest.New(t, modeltest.Hangs)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := client(s).Speak(ctx, question, nil); kindOf(err) != "cancelled" {
		t.Error(err)
	}
}

// After five failures in a row nobody waits; then one tries, and all may again
// when it succeeds.
func TestTheBreaker(t *testing.T) {
	s := modeltest.New(t, modeltest.Body(500, ""))
	now := time.Unix(0, 0)
	c := client(s, func(c *Config) { c.Now = func() time.Time { return now } })
	for range failuresOpen {
		if _, _, err := c.Speak(t.Context(), question, nil); kindOf(err) != "down" {
			t.Fatal(err)
		}
	}
	before := len(s.Asked())
	if _, _, err := c.Speak(t.Context(), question, nil); kindOf(err) != "resting" || len(s.Asked()) != before {
		t.Errorf("%v after %d requests, %d before", err, len(s.Asked()), before)
	}
	now = now.Add(restTime)
	s.Then(modeltest.Says(good))
	for range 2 {
		if _, _, err := c.Speak(t.Context(), question, nil); err != nil {
			t.Error(err)
		}
	}
}

// People who go on say nothing of a server that fails.
func TestWhoGoesDoesNotHealTheBreaker(t *testing.T) {
	s := modeltest.New(t, modeltest.Body(500, ""))
	c := client(s)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range failuresOpen - 1 {
		_, _, _ = c.Speak(t.Context(), question, nil)
	}
	if _, _, err := c.Speak(gone, question, nil); kindOf(err) != "cancelled" {
		t.Fatal(err)
	}
	_, _, _ = c.Speak(t.Context(), question, nil)
	if _, _, err := c.Speak(t.Context(), question, nil); kindOf(err) != "resting" {
		t.Errorf("%v, want a rest", err)
	}
}

// What was begun may have been paid for: it counts, unless the server said no.
func TestWhatIsEndedIsCounted(t *testing.T) {
	full := client(modeltest.New(t)).Estimate(question)
	for _, c := range []struct {
		name  string
		does  modeltest.Behave
		tries int // that may have cost
	}{
		{"nothing came", modeltest.Hangs, 3},
		{"its head came", modeltest.HangsAfterHead, 3},
		{"it was cut", modeltest.Ends(good, ""), 3},
		{"it failed", modeltest.Body(500, ""), 0},
		{"it was rejected", modeltest.Body(401, ""), 0},
		{"an error in the body", modeltest.Body(200, `{"error":{}}`), 0},
	} {
		_, got, err := client(modeltest.New(t, c.does), func(c *Config) { c.Waits.Total = 5 * time.Second }).Speak(t.Context(), question, nil)
		if err == nil || got.Out != c.tries*full.Out || (got.In > 0) != (c.tries > 0) {
			t.Errorf("%s: %+v, want %d times %d (%v)", c.name, got, c.tries, full.Out, err)
		}
	}
	s := modeltest.New(t, modeltest.HangsAfterHead)
	ctx, cancel := context.WithTimeoutCause(t.Context(), 50*time.Millisecond, context.Canceled)
	defer cancel()
	if _, got, _ := client(s, func(c *Config) { c.Waits.FirstByte = time.Minute }).Speak(ctx, question, nil); got.Out != full.Out {
		t.Errorf("a call that nobody waits for any more: %+v", got)
	}
}

func TestARetryAfterIsARest(t *testing.T) {
	s := modeltest.New(t, modeltest.Body(http.StatusTooManyRequests, "{}", "Retry-After", "30"), modeltest.Says(good))
	now := time.Unix(0, 0)
	c := client(s, func(c *Config) { c.Now = func() time.Time { return now } })
	for _, want := range []string{"busy", "resting"} {
		if _, _, err := c.Speak(t.Context(), question, nil); kindOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	now = now.Add(31 * time.Second)
	if _, _, err := c.Speak(t.Context(), question, nil); err != nil {
		t.Error(err)
	}
}

// Names beginning like a reasoning model's are refused by the library with
// max_tokens or a temperature, also on servers of one's own.
func TestParameters(t *testing.T) {
	s := modeltest.New(t, modeltest.Says(good))
	zero := 0.0
	for _, c := range []struct {
		change func(*Config)
		want   []string
		never  []string
	}{
		{func(*Config) {}, []string{`"max_tokens":500`, `"strict":true`, `"include_usage":true`}, []string{"temperature", "max_completion_tokens"}},
		{func(c *Config) { c.TokensParam = "max_completion_tokens"; c.Model = "gpt-5-mini" }, []string{`"max_completion_tokens":500`}, []string{`"max_tokens"`}},
		{func(c *Config) { c.TokensParam = "none"; c.Model = "o1-local" }, nil, []string{"max_"}},
		{func(c *Config) { c.Temperature = &zero }, []string{`"temperature":1e-45`}, nil},
	} {
		if _, _, err := client(s, c.change).Speak(t.Context(), question, nil); err != nil {
			t.Error(err)
		}
		asked := s.Asked()
		raw := asked[len(asked)-1].Raw
		for _, w := range c.want {
			if !strings.Contains(raw, w) {
				t.Errorf("%s is not in %s", w, raw)
			}
		}
		for _, w := range c.never {
			if strings.Contains(raw, w) {
				t.Errorf("%s is in %s", w, raw)
			}
		}
	}
}

func TestWithoutAKeyNoneIsSent(t *testing.T) {
	s := modeltest.New(t, modeltest.Says(good))
	if _, _, err := client(s, func(c *Config) { c.Key = "" }).Speak(t.Context(), question, nil); err != nil {
		t.Fatal(err)
	}
	if h := s.Asked()[0].Header.Get("Authorization"); h != "" {
		t.Error(h)
	}
}
