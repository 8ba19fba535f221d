// Package modeltest is a server that speaks OpenAI's chat API well enough for a
// client to be fooled, and misbehaves as asked.
package modeltest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Request is what a client asked, as it came.
type Request struct {
	Header http.Header
	Raw    string // the body
}

// Behave answers one request.
type Behave func(w http.ResponseWriter, r *http.Request)

// Server answers requests by the behaviours it was given, one each, the last
// one again and again.
type Server struct {
	URL string // with /v1

	mu    sync.Mutex
	queue []Behave
	asked []Request
	left  int
}

// New starts a server that ends with the test.
func New(t testing.TB, behave ...Behave) *Server {
	s := &Server{queue: behave}
	h := httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = h.URL + "/v1"
	t.Cleanup(func() {
		h.CloseClientConnections()
		h.Close()
	})
	return s
}

// Asked returns the requests so far.
func (s *Server) Asked() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.asked...)
}

// Then replaces what is answered from now on.
func (s *Server) Then(behave ...Behave) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = behave
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	var raw json.RawMessage
	var asks struct {
		Model    string `json:"model"`
		Stream   bool   `json:"stream"`
		Messages []any  `json:"messages"`
	}
	if r.URL.Path != "/v1/chat/completions" || r.Method != http.MethodPost || json.NewDecoder(r.Body).Decode(&raw) != nil ||
		json.Unmarshal(raw, &asks) != nil || asks.Model == "" || !asks.Stream || len(asks.Messages) < 2 {
		http.Error(w, `{"error":{"message":"not the chat API","type":"invalid_request_error"}}`, http.StatusNotFound)
		return
	}
	q := Request{Header: r.Header.Clone(), Raw: string(raw)}
	s.mu.Lock()
	s.asked = append(s.asked, q)
	behave := s.queue[0]
	if len(s.queue) > 1 {
		s.queue = s.queue[1:]
	}
	s.mu.Unlock()
	behave(w, r)
	if r.Context().Err() != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.left++
	}
}

// Left returns how many clients went before their answer was over.
func (s *Server) Left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.left
}

// Chunk is one event of a stream; delta is JSON, finish "" while it goes on.
func Chunk(w http.ResponseWriter, delta, finish string) {
	reason := "null"
	if finish != "" {
		reason = fmt.Sprintf("%q", finish)
	}
	fmt.Fprintf(w, "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n", delta, reason)
	w.(http.Flusher).Flush()
}

func content(text string) string {
	data, _ := json.Marshal(map[string]string{"content": text})
	return string(data)
}

// Says streams a text whole, with the finish reason and the usage.
func Says(text string) Behave { return Ends(text, "stop") }

// Ends streams a text and ends with a finish reason; "" ends with none.
func Ends(text, finish string) Behave {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		half := len(text) / 2
		for half > 0 && text[half]&0xC0 == 0x80 {
			half--
		}
		Chunk(w, content(text[:half]), "")
		Chunk(w, content(text[half:]), "")
		if finish == "" {
			return
		}
		Chunk(w, "{}", finish)
		fmt.Fprint(w, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120}}\n\ndata: [DONE]\n\n")
	}
}

// Writes streams a text in parts, with a pause before each but the first, as far
// as the client stays.
func Writes(pause time.Duration, parts ...string) Behave {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for i, part := range parts {
			if i > 0 {
				select {
				case <-r.Context().Done():
					return
				case <-time.After(pause):
				}
			}
			Chunk(w, content(part), "")
		}
		Chunk(w, "{}", "stop")
		fmt.Fprint(w, "data: [DONE]\n\n")
	}
}

// Refuses streams a refusal.
func Refuses(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	Chunk(w, `{"refusal":"I cannot"}`, "stop")
}

// Thinks streams reasoning alone.
func Thinks(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	Chunk(w, `{"reasoning_content":"hm"}`, "stop")
}

// Body answers with a status and a body as it is.
func Body(status int, body string, header ...string) Behave {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// Hangs sends nothing until the client goes.
func Hangs(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// HangsAfterHead sends its head and then nothing.
func HangsAfterHead(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

// Drips sends a letter at a time, for ever.
func Drips(every time.Duration) Behave {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for {
			select {
			case <-r.Context().Done():
				return
			case <-time.After(every):
				Chunk(w, content("a"), "")
			}
		}
	}
}

// Floods sends without end.
func Floods(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	for r.Context().Err() == nil {
		if _, err := fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}}]}\n\n"); err != nil {
			return
		}
	}
}
