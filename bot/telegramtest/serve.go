package telegramtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"time"
)

// refusal is an answer that is not ok.
type refusal struct {
	code      int
	text      string
	wait      time.Duration
	migrateTo int64
}

func (r *refusal) Error() string { return r.text }

func refuse(code int, format string, args ...any) *refusal {
	return &refusal{code: code, text: fmt.Sprintf(format, args...)}
}

func bad(format string, args ...any) *refusal { return refuse(400, "Bad Request: "+format, args...) }

// params are a call's parameters, whichever way they came.
type params map[string]string

const maxRequest = 60 << 20 // Telegram's 50 MB and some room

// ServeHTTP is the Bot API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.stop, cancel)()
	s.mu.Lock()
	down := s.down
	s.mu.Unlock()
	if down {
		drop()
	}
	if token, path, ok := tokenOf(r.URL.Path, "/file/bot"); ok {
		s.download(w, token, path)
		return
	}
	token, method, ok := tokenOf(r.URL.Path, "/bot")
	switch {
	case !ok || !strings.Contains(token, ":"):
		answer(w, nil, refuse(404, "Not Found"))
		return
	case token != Token:
		answer(w, nil, refuse(401, "Unauthorized"))
		return
	}
	p, upload, err := readParams(w, r)
	if err != nil {
		answer(w, nil, err)
		return
	}
	s.call(ctx, w, method, p, upload)
}

// call makes a call, with whatever is planned to go wrong.
func (s *Server) call(ctx context.Context, w http.ResponseWriter, method string, p params, upload *file) {
	s.mu.Lock()
	s.count[method]++
	record := s.record(Call{Method: method, Params: p, At: s.now()})
	chat, _ := parseID(p["chat_id"])
	fault := s.fault(method, chat)
	s.called.ring()
	if fault != nil {
		switch fault.Kind {
		case Hang:
			s.mu.Unlock()
			<-ctx.Done()
			drop()
		case DropBefore:
			s.mu.Unlock()
			drop()
		case BadGateway:
			record(502, "")
			s.mu.Unlock()
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, "<html><body><h1>502 Bad Gateway</h1></body></html>")
			return
		case TooMany, ServerDown, Refuse:
			err := planned429(*fault)
			record(err.code, err.text)
			s.mu.Unlock()
			answer(w, nil, err)
			return
		}
	}
	result, err := s.dispatch(ctx, method, p, upload)
	code, text := status(err)
	record(code, text)
	if fault != nil && err == nil {
		s.dropped++
	}
	s.called.ring()
	s.mu.Unlock()
	switch {
	case errors.Is(err, errDropped), ctx.Err() != nil:
		drop()
	case fault != nil && fault.Kind == DropAfter:
		drop()
	case fault != nil && fault.Kind == Garbage:
		_, _ = io.WriteString(w, `{"ok":true,"resu`)
	default:
		answer(w, result, err)
	}
}

func planned429(f Fault) *refusal {
	switch f.Kind {
	case TooMany:
		seconds := max(int(f.RetryAfter/time.Second), 1)
		r := refuse(429, "Too Many Requests: retry after %d", seconds)
		r.wait = time.Duration(seconds) * time.Second
		return r
	case ServerDown:
		return refuse(500, "Internal Server Error")
	}
	r := refuse(f.Code, "%s", f.Text)
	r.migrateTo = f.MigrateTo
	return r
}

// record notes a call and returns what notes its end; both with the lock held.
func (s *Server) record(c Call) func(status int, text string) {
	if s.quiet {
		return func(int, string) {}
	}
	s.calls = append(s.calls, c)
	at := len(s.calls) - 1
	return func(status int, text string) { s.calls[at].Status, s.calls[at].Error = status, text }
}

// drop breaks the connection without an answer.
func drop() { panic(http.ErrAbortHandler) }

func status(err error) (int, string) {
	var r *refusal
	switch {
	case err == nil:
		return 200, ""
	case errors.As(err, &r):
		return r.code, r.text
	}
	return 0, err.Error()
}

func answer(w http.ResponseWriter, result any, err error) {
	body := map[string]any{"ok": true, "result": result}
	var r *refusal
	if errors.As(err, &r) {
		body = map[string]any{"ok": false, "error_code": r.code, "description": r.text}
		more := map[string]any{}
		if r.wait > 0 {
			more["retry_after"] = int(r.wait / time.Second)
		}
		if r.migrateTo != 0 {
			more["migrate_to_chat_id"] = r.migrateTo
		}
		if len(more) > 0 {
			body["parameters"] = more
		}
	} else if err != nil {
		drop()
	}
	w.Header().Set("Content-Type", "application/json")
	if r != nil {
		w.WriteHeader(r.code)
	}
	_, _ = w.Write(encode(body))
}

// readParams reads a form, a multipart form with at most one file, or JSON.
func readParams(w http.ResponseWriter, r *http.Request) (params, *file, error) {
	p := params{}
	r.Body = http.MaxBytesReader(w, r.Body, maxRequest)
	for key, values := range r.URL.Query() {
		p[key] = values[0]
	}
	kind, args, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "multipart/form-data":
		return readMultipart(p, multipart.NewReader(r.Body, args["boundary"]))
	case "application/json":
		var fields map[string]json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&fields); err != nil {
			return nil, nil, bad("can't parse JSON object")
		}
		for key, value := range fields {
			var text string
			if json.Unmarshal(value, &text) != nil {
				text = string(value)
			}
			p[key] = text
		}
	default:
		if err := r.ParseForm(); err != nil {
			return nil, nil, refuse(413, "Request Entity Too Large")
		}
		for key, values := range r.PostForm {
			p[key] = values[0]
		}
	}
	return p, nil, nil
}

func readMultipart(p params, form *multipart.Reader) (params, *file, error) {
	var upload *file
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return p, upload, nil
		}
		if err != nil {
			return nil, nil, refuse(413, "Request Entity Too Large")
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, refuse(413, "Request Entity Too Large")
		}
		if part.FileName() != "" {
			upload = &file{name: part.FileName(), data: data}
			p[part.FormName()] = "attach://" + part.FileName()
		} else {
			p[part.FormName()] = string(data)
		}
	}
}

// download serves a file under the path that getFile gave.
func (s *Server) download(w http.ResponseWriter, token, path string) {
	s.mu.Lock()
	s.count["download"]++
	fault := s.fault("download", 0)
	var found *file
	for f := range maps.Values(s.files) {
		if f.path == path {
			found = f
		}
	}
	s.mu.Unlock()
	switch {
	case token != Token:
		answer(w, nil, refuse(401, "Unauthorized"))
	case fault != nil && fault.Kind == BadGateway:
		w.WriteHeader(http.StatusBadGateway)
	case fault != nil:
		drop()
	case found == nil:
		answer(w, nil, refuse(404, "Not Found"))
	default:
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = w.Write(slices.Clone(found.data))
	}
}
