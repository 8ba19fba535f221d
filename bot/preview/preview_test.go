package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/dialog"
	"chonmat/bot/runner"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage"
	"chonmat/storage/roster"
)

// kept is the store of files and updates of a test.
type kept struct {
	mu      sync.Mutex
	updates []storage.Update
	files   map[string]storage.Upload
	err     error
}

func (k *kept) receive(_ context.Context, updates []storage.Update) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.updates = append(k.updates, updates...)
	return k.err
}

func (k *kept) PutUpload(_ context.Context, workspace string, u storage.Upload) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.files == nil {
		k.files = map[string]storage.Upload{}
	}
	k.files[workspace+" "+u.ID] = u
	return nil
}

func (k *kept) Upload(_ context.Context, workspace, id string) (storage.Upload, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	u, ok := k.files[workspace+" "+id]
	if !ok {
		return u, domain.Errorf(domain.NotFound, "no upload")
	}
	return u, nil
}

// browser is a client with the cookie of one person.
type browser struct {
	t   *testing.T
	url string
	*http.Client
}

func serveTest(t *testing.T) (*Server, *kept, *browser) {
	t.Helper()
	k := &kept{}
	s := New(Config{Files: k, Commands: []Command{{"chon", map[wording.Lang]string{wording.Vietnamese: "chọn <b>người</b>", wording.English: "choose"}}}})
	ctx, cancel := context.WithCancel(t.Context())
	web := httptest.NewServer(s.Handler(ctx, k.receive))
	t.Cleanup(func() { cancel(); web.Close() })
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{t, web.URL, &http.Client{Jar: jar}}
	b.get("/")
	return s, k, b
}

func (b *browser) get(path string) *http.Response {
	b.t.Helper()
	r, err := b.Get(b.url + path)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { r.Body.Close() })
	return r
}

// post returns the status of a POST.
func (b *browser) post(path, body string) int {
	b.t.Helper()
	r, err := b.Post(b.url+path, "application/json", strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Body.Close()
	return r.StatusCode
}

// events opens the stream of a page.
func (b *browser) events() <-chan event {
	b.t.Helper()
	r := b.get("/events")
	if r.StatusCode != http.StatusOK {
		b.t.Fatalf("stream: %s", r.Status)
	}
	out := make(chan event, 16)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(r.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var e event
				if json.Unmarshal([]byte(data), &e) == nil {
					out <- e
				}
			}
		}
	}()
	return out
}

func hello(key string, to storage.Address) runner.Outgoing {
	s := screen.New(screen.P(screen.Text{{Text: "Chào <bạn>"}}))
	return runner.Outgoing{Key: key, To: to, Screen: &s}
}

func TestAnActBecomesAnUpdateAndIsTheSameWhenSentAgain(t *testing.T) {
	s, k, b := serveTest(t)
	for range 2 {
		if status := b.post("/act", `{"id":"a1","kind":"text","text":"/chon son môi"}`); status != http.StatusAccepted {
			t.Fatalf("status %d", status)
		}
	}
	if b.post("/act", `{"id":"a2","kind":"press","data":"x|","message":"m"}`) != http.StatusAccepted {
		t.Fatal("press refused")
	}
	if k.updates[0].ID != k.updates[1].ID || k.updates[0].ID == k.updates[2].ID || k.updates[0].ID < 0 {
		t.Errorf("ids %d %d %d", k.updates[0].ID, k.updates[1].ID, k.updates[2].ID)
	}
	in, ok := s.Decode(k.updates[0])
	want := dialog.Event{Kind: dialog.CommandSent, Command: "chon", Text: "son môi", Message: "a1", Person: dialog.Person{ID: k.updates[0].Chat, Lang: "vi"}}
	if diff := cmp.Diff(want, in.Event); !ok || diff != "" {
		t.Error(diff)
	}
	in, ok = s.Decode(k.updates[2])
	if !ok || in.Event.Kind != dialog.Pressed || in.Event.Data != "x|" || in.Event.Message != "m" || in.Press != in.From.Person+"/a2" {
		t.Errorf("press read as %+v", in)
	}
}

func TestAFileGoesBothWays(t *testing.T) {
	s, k, b := serveTest(t)
	if got := b.post("/file?id=f1&name=danh+s%C3%A1ch.csv", "a,b\n"); got != http.StatusAccepted {
		t.Fatalf("status %d", got)
	}
	in, ok := s.Decode(k.updates[0])
	if !ok || in.File == nil || in.File.Name != "danh sách.csv" || in.File.Size != 4 {
		t.Fatalf("read as %+v", in)
	}
	body, err := s.Open(t.Context(), in.File.Ref, 100)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := bufio.NewReader(body).ReadString(0); text != "a,b\n" {
		t.Errorf("file holds %q", text)
	}
	if _, err := s.Open(t.Context(), "somebody/else", 100); domain.ErrorCode(err) != domain.NotFound {
		t.Errorf("another's file: %v", err)
	}
	if got := b.post("/file?id=f2&name=big.csv", strings.Repeat("x", roster.MaxBytes+1)); got != http.StatusRequestEntityTooLarge {
		t.Errorf("too large a file: %d", got)
	}

	pages := b.events()
	go func() {
		e := <-pages
		if e.File == nil || e.File.Name != "chọn.csv" || string(e.File.Data) != "x" || !strings.Contains(e.HTML, "đây") {
			t.Errorf("the page was told %+v", e)
		}
		b.post("/taken", `{"key":"3/0"}`)
	}()
	out := runner.Outgoing{Key: "3/0", To: in.From, File: &runner.OutgoingFile{
		Name: "chọn.csv", Data: []byte("x"), Caption: screen.Text{{Text: "đây"}}}}
	if _, err := s.Deliver(t.Context(), out); err != nil {
		t.Error(err)
	}
}

func TestANewPersonIsSomebodyElse(t *testing.T) {
	_, k, b := serveTest(t)
	b.post("/act", `{"id":"1","kind":"text","text":"a"}`)
	if b.post("/reset", "") != http.StatusNoContent {
		t.Fatal("reset refused")
	}
	b.post("/act", `{"id":"1","kind":"text","text":"a"}`)
	if k.updates[0].Chat == k.updates[1].Chat || k.updates[0].ID == k.updates[1].ID {
		t.Error("still the same")
	}
}

func TestCommandsAreRead(t *testing.T) {
	for text, want := range map[string][2]string{
		"/start": {"start", ""}, "/Chon  son": {"chon", "son"}, "/chon\nson": {"chon", "son"},
		"/": {}, "start": {}, "/a/b": {}, "/ chon": {}, "/tệ": {},
	} {
		name, rest, ok := command(text)
		if ok != (want[0] != "") || ok && (name != want[0] || rest != want[1]) {
			t.Errorf("%q: %q %q %t", text, name, rest, ok)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"id":"1","kind":"text","person":"p","text":"/chon x"}`))
	f.Add([]byte(`{"id":"1","kind":"press","person":"p","data":"a"}`))
	f.Add([]byte(`{"id":"1","kind":"file","person":"p","name":"a","size":-1}`))
	s := New(Config{})
	f.Fuzz(func(t *testing.T, body []byte) {
		in, ok := s.Decode(storage.Update{ID: 1, Body: body})
		if ok && (in.From.Person == "" || in.Event.Kind == "") {
			t.Errorf("decoded to nothing: %+v", in)
		}
	})
}
