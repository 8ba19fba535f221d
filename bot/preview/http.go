package preview

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/time/rate"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage"
	"chonmat/storage/roster"
)

// Receive keeps updates durably, as runner.Runner.Receive does.
type Receive func(ctx context.Context, updates []storage.Update) error

// The limits of what a page may send.
const (
	maxAct      = 256 << 10 // bytes of JSON; a pasted list is the longest
	maxText     = 64 << 10  // bytes of text in it
	maxFileName = 255       // bytes
	maxData     = 64        // bytes of a button's data, as on Telegram
	maxID       = 64
	maxMessage  = 128

	actsPerSecond, actsBurst   = 5, 20    // of one person
	allPerSecond, allBurst     = 200, 400 // of everybody
	filesEvery, filesBurst     = 2 * time.Second, 5
	keepAlive                  = 20 * time.Second // between signs of life on a stream
	forgetEvery, forgottenFrom = time.Hour, awayLimit + 24*time.Hour
	cookieName                 = "chonmat_person"
	cookieTime                 = 365 * 24 * time.Hour
)

// web is the web side of a Server.
type web struct {
	*Server
	receive Receive
	stop    <-chan struct{} // streams end when it is closed

	mu     sync.Mutex
	limits map[string]*limit // by person
	all    *rate.Limiter
}

type limit struct {
	acts, files *rate.Limiter
	used        time.Time
}

// Handler returns the web side of the preview. Streams end with ctx, so that
// an HTTP server that shuts down does not wait for them.
func (s *Server) Handler(ctx context.Context, receive Receive) http.Handler {
	w := &web{
		Server: s, receive: receive, stop: ctx.Done(),
		limits: map[string]*limit{}, all: rate.NewLimiter(allPerSecond, allBurst),
	}
	go w.forgetLoop(ctx)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", w.servePage)
	mux.HandleFunc("GET /page/{name}", servePageFile)
	mux.HandleFunc("GET /events", w.serveEvents)
	mux.HandleFunc("POST /act", w.serveAct)
	mux.HandleFunc("POST /file", w.serveFile)
	mux.HandleFunc("POST /taken", w.serveTaken)
	mux.HandleFunc("POST /reset", w.serveReset)
	return s.guard(mux)
}

// forgetLoop drops what is kept in memory about people who left.
func (w *web) forgetLoop(ctx context.Context) {
	tick := time.NewTicker(forgetEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		before := w.Now().Add(-forgottenFrom)
		w.desk.forget(before)
		w.mu.Lock()
		for name, l := range w.limits {
			if l.used.Before(before) {
				delete(w.limits, name)
			}
		}
		w.mu.Unlock()
	}
}

// limitOf returns the limits of a person.
func (w *web) limitOf(name string) *limit {
	w.mu.Lock()
	defer w.mu.Unlock()
	l := w.limits[name]
	if l == nil {
		l = &limit{
			acts:  rate.NewLimiter(actsPerSecond, actsBurst),
			files: rate.NewLimiter(rate.Every(filesEvery), filesBurst),
		}
		w.limits[name] = l
	}
	l.used = w.Now()
	return l
}

// caller returns who calls; without a cookie of ours nobody does.
func caller(r *http.Request) (string, bool) {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return "", false
	}
	if raw, err := hex.DecodeString(c.Value); err != nil || len(raw) != 16 {
		return "", false
	}
	return personOf(c.Value), true
}

// newPerson gives the caller a new cookie.
func newPerson(w http.ResponseWriter, r *http.Request) string {
	var raw [16]byte
	rand.Read(raw[:]) // never fails
	value := hex.EncodeToString(raw[:])
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/", MaxAge: int(cookieTime / time.Second),
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	})
	return personOf(value)
}

// serveAct receives a text or a press.
func (w *web) serveAct(rw http.ResponseWriter, r *http.Request) {
	name, ok := caller(r)
	if !ok {
		http.Error(rw, "no person", http.StatusUnauthorized)
		return
	}
	if !w.limitOf(name).acts.Allow() || !w.all.Allow() {
		tooMany(rw)
		return
	}
	var a act
	body := json.NewDecoder(http.MaxBytesReader(rw, r.Body, maxAct))
	body.DisallowUnknownFields()
	if err := body.Decode(&a); err != nil {
		refuse(rw, err)
		return
	}
	a.Person, a.Lang = name, langOf(r)
	if err := a.check(); err != nil {
		refuse(rw, err)
		return
	}
	u, err := a.update()
	if err == nil {
		err = w.receive(r.Context(), []storage.Update{u})
	}
	w.respond(rw, err)
}

// check refuses what no page of ours sends.
func (a act) check() error {
	ok := a.ID != "" && len(a.ID) <= maxID && a.Name == "" && a.Size == 0
	switch a.Kind {
	case "text":
		ok = ok && a.Text != "" && len(a.Text) <= maxText && a.Data == "" && a.Message == ""
	case "press":
		ok = ok && a.Data != "" && len(a.Data) <= maxData && len(a.Message) <= maxMessage && a.Text == ""
	default:
		ok = false
	}
	for _, s := range []string{a.ID, a.Text, a.Data, a.Message} {
		ok = ok && isText(s)
	}
	if !ok {
		return domain.Errorf(domain.Invalid, "not an act of this page")
	}
	return nil
}

func isText(s string) bool {
	for _, r := range s {
		if r == 0 {
			return false
		}
	}
	return utf8.ValidString(s)
}

// serveFile receives a file: its bytes are the body, its id and name are in
// the query.
func (w *web) serveFile(rw http.ResponseWriter, r *http.Request) {
	name, ok := caller(r)
	if !ok {
		http.Error(rw, "no person", http.StatusUnauthorized)
		return
	}
	if !w.limitOf(name).files.Allow() || !w.all.Allow() {
		tooMany(rw)
		return
	}
	q := r.URL.Query()
	a := act{ID: q.Get("id"), Kind: "file", Person: name, Lang: langOf(r), Name: q.Get("name")}
	if a.ID == "" || len(a.ID) > maxID || len(a.Name) > maxFileName || !isText(a.ID+a.Name) {
		http.Error(rw, "not a file of this page", http.StatusBadRequest)
		return
	}
	data, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, roster.MaxBytes))
	if err != nil {
		refuse(rw, err)
		return
	}
	a.Size = int64(len(data))
	u, err := a.update()
	if err == nil {
		err = w.keep(r.Context(), a, u, data)
	}
	if err == nil {
		err = w.receive(r.Context(), []storage.Update{u})
	}
	w.respond(rw, err)
}

// serveTaken notes that a page has stored a message.
func (w *web) serveTaken(rw http.ResponseWriter, r *http.Request) {
	name, ok := caller(r)
	if !ok {
		http.Error(rw, "no person", http.StatusUnauthorized)
		return
	}
	var body struct {
		Key string `json:"key"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, 1<<10)).Decode(&body); err != nil {
		refuse(rw, err)
		return
	}
	w.desk.take(name, body.Key)
	rw.WriteHeader(http.StatusNoContent)
}

// serveReset makes the caller somebody new.
func (w *web) serveReset(rw http.ResponseWriter, r *http.Request) {
	newPerson(rw, r)
	rw.WriteHeader(http.StatusNoContent)
}

// serveEvents is the stream of a page, as server-sent events.
func (w *web) serveEvents(rw http.ResponseWriter, r *http.Request) {
	name, ok := caller(r)
	if !ok {
		http.Error(rw, "no person", http.StatusUnauthorized)
		return
	}
	pg, ok := w.desk.open(name, w.Now())
	if !ok {
		tooMany(rw)
		return
	}
	defer func() { w.desk.close(name, pg, w.Now()) }()
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("Cache-Control", "no-store")
	rw.Header().Set("X-Accel-Buffering", "no") // for a proxy in front
	out := http.NewResponseController(rw)
	out.SetWriteDeadline(time.Time{})
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	fmt.Fprint(rw, "retry: 1000\n\n")
	for {
		if out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-w.stop:
			return
		case <-pg.cut:
			return
		case <-alive.C:
			fmt.Fprint(rw, ": alive\n\n")
		case data := <-pg.events:
			fmt.Fprintf(rw, "data: %s\n\n", data)
		}
	}
}

// respond answers an act: received, or why not.
func (w *web) respond(rw http.ResponseWriter, err error) {
	switch domain.ErrorCode(err) {
	case "":
		rw.WriteHeader(http.StatusAccepted)
	case domain.Invalid, domain.TooLarge:
		http.Error(rw, "refused", http.StatusBadRequest)
	default:
		w.Log.Error("preview: receive", "err", err)
		rw.Header().Set("Retry-After", "1")
		http.Error(rw, "try again", http.StatusServiceUnavailable)
	}
}

// refuse answers input that could not be read.
func refuse(rw http.ResponseWriter, err error) {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		http.Error(rw, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	http.Error(rw, "cannot read this", http.StatusBadRequest)
}

func tooMany(rw http.ResponseWriter) {
	rw.Header().Set("Retry-After", "2")
	http.Error(rw, "too many", http.StatusTooManyRequests)
}

// langOf returns the person's language as a tag, from what the browser asks
// for first.
func langOf(r *http.Request) string {
	return string(wording.LangOf(r.Header.Get("Accept-Language")))
}
