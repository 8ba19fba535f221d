package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

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

func TestWhatNoPageSendsIsRefused(t *testing.T) {
	_, k, b := serveTest(t)
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"no JSON":           {`hello`, 400},
		"no id":             {`{"kind":"text","text":"a"}`, 400},
		"unknown kind":      {`{"id":"1","kind":"file","name":"x"}`, 400},
		"somebody else":     {`{"id":"1","kind":"text","text":"a","person":"abc","nick":1}`, 400},
		"empty text":        {`{"id":"1","kind":"text"}`, 400},
		"U+0000":            {`{"id":"1","kind":"text","text":"a\u0000b"}`, 400},
		"long data":         {`{"id":"1","kind":"press","data":"` + strings.Repeat("x", 65) + `"}`, 400},
		"a novel":           {`{"id":"1","kind":"text","text":"` + strings.Repeat("x", maxText+1) + `"}`, 400},
		"a library":         {`{"id":"1","kind":"text","text":"` + strings.Repeat("x", maxAct) + `"}`, 413},
		"two kinds at once": {`{"id":"1","kind":"press","data":"a","text":"b"}`, 400},
	} {
		if got := b.post("/act", c.body); got != c.want {
			t.Errorf("%s: status %d, want %d", name, got, c.want)
		}
	}
	if len(k.updates) != 0 {
		t.Errorf("received %d updates", len(k.updates))
	}
}

func TestAPersonCannotSpeakForAnother(t *testing.T) {
	_, k, b := serveTest(t)
	b.post("/act", `{"id":"1","kind":"text","text":"a","person":"somebody"}`)
	if len(k.updates) != 1 || k.updates[0].Chat == "somebody" || strings.Contains(string(k.updates[0].Body), "somebody") {
		t.Errorf("received %v", k.updates)
	}
}

func TestForeignPagesAndNamesAreRefused(t *testing.T) {
	s, k, b := serveTest(t)
	request := func(method, path, host, origin string) int {
		r, err := http.NewRequest(method, b.url+path, strings.NewReader(`{"id":"1","kind":"text","text":"a"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		response, err := b.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response.StatusCode
	}
	own := strings.TrimPrefix(b.url, "http://")
	for _, c := range []struct {
		method, path, host, origin string
		want                       int
	}{
		{"GET", "/", own, "", 200},
		{"GET", "/", "localhost:8080", "", 200},
		{"GET", "/", "[::1]:8080", "", 200},
		{"GET", "/", "evil.example", "", 421},
		{"GET", "/events", "evil.example:8080", "", 421},
		{"GET", "/", "192.168.1.5:8080", "", 421},
		{"GET", "/", "", "", 200}, // the client then sends its own
		{"POST", "/act", own, "http://evil.example", 403},
		{"POST", "/act", own, "null", 403},
		{"POST", "/reset", own, "http://evil.example", 403},
		{"POST", "/act", own, b.url, 202},
	} {
		if got := request(c.method, c.path, c.host, c.origin); got != c.want {
			t.Errorf("%s %s as %q from %q: %d, want %d", c.method, c.path, c.host, c.origin, got, c.want)
		}
	}
	if len(k.updates) != 1 {
		t.Errorf("received %d updates", len(k.updates))
	}
	s.Hosts, s.AnyAddress = []string{"try.example"}, true
	for host, want := range map[string]int{"try.example": 200, "TRY.example:443": 200, "192.168.1.5:8080": 200, "evil.example": 421} {
		if got := request("GET", "/", host, ""); got != want {
			t.Errorf("configured, as %q: %d, want %d", host, got, want)
		}
	}
}

func TestWhoHasNoCookieIsNobody(t *testing.T) {
	_, k, b := serveTest(t)
	b.Jar = nil
	for _, path := range []string{"/act", "/file?id=1&name=a", "/taken"} {
		if got := b.post(path, `{"id":"1","kind":"text","text":"a","key":"x"}`); got != http.StatusUnauthorized {
			t.Errorf("%s: %d", path, got)
		}
	}
	if r := b.get("/events"); r.StatusCode != http.StatusUnauthorized {
		t.Errorf("/events: %s", r.Status)
	}
	if len(k.updates)+len(k.files) != 0 {
		t.Error("something was kept")
	}
}

func TestThePageRunsNoForeignOrInlineScript(t *testing.T) {
	_, _, b := serveTest(t)
	r := b.get("/")
	body := new(strings.Builder)
	if _, err := bufio.NewReader(r.Body).WriteTo(body); err != nil {
		t.Fatal(err)
	}
	if got := r.Header.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") || strings.Contains(got, "unsafe") {
		t.Errorf("policy %q", got)
	}
	for _, bad := range []string{"<script>", "onclick", "style=\"", "http://", "https://", "chọn <b>"} {
		if strings.Contains(body.String(), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, path := range []string{"/page/app.js", "/page/style.css", "/page/icon.svg"} {
		if r := b.get(path); r.StatusCode != http.StatusOK || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
	for _, path := range []string{"/page/index.html", "/page/..%2fhttp.go", "/page/none.js", "/else"} {
		if r := b.get(path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
}

func TestEveryWordOfThePageIsInTheCatalogue(t *testing.T) {
	for name, key := range pageTexts {
		if !wording.Has(key) {
			t.Errorf("%s: no text %s", name, key)
		}
	}
}

func TestAMessageIsDeliveredWhenAPageHasTakenIt(t *testing.T) {
	s, k, b := serveTest(t)
	b.post("/act", `{"id":"1","kind":"text","text":"a"}`)
	to := address(k.updates[0].Chat)

	_, err := s.Deliver(t.Context(), hello("1/0", to))
	if refused, ok := errors.AsType[*runner.DeliveryError](err); !ok || refused.RetryAfter <= 0 || refused.Gone {
		t.Fatalf("delivered to nobody: %v", err)
	}

	first := b.events()
	delivered := make(chan string)
	go func() {
		id, err := s.Deliver(t.Context(), hello("1/0", to))
		if err != nil {
			t.Error(err)
		}
		delivered <- id
	}()
	e := <-first
	if e.Kind != "message" || e.Key != "1/0" || !strings.Contains(e.HTML, "Chào &lt;bạn&gt;") {
		t.Errorf("the page was told %+v", e)
	}
	select {
	case <-delivered:
		t.Error("delivered before the page had it")
	case <-time.After(30 * time.Millisecond):
	}
	second := b.events() // a page that connects meanwhile is given it as well
	if e := <-second; e.Key != "1/0" {
		t.Errorf("the second page was told %+v", e)
	}
	if b.post("/taken", `{"key":"1/0"}`) != http.StatusNoContent {
		t.Error("taken refused")
	}
	if id := <-delivered; id != "1/0" {
		t.Errorf("id %q", id)
	}
}

func TestAChangeKeepsTheIdOfItsMessage(t *testing.T) {
	s, k, b := serveTest(t)
	b.post("/act", `{"id":"1","kind":"text","text":"a"}`)
	pages := b.events()
	out := hello("2/0", address(k.updates[0].Chat))
	out.Edit = "1/0"
	go func() {
		e := <-pages
		if e.ID != "1/0" || e.Edit != "1/0" || e.Key != "2/0" {
			t.Errorf("the page was told %+v", e)
		}
		b.post("/taken", `{"key":"2/0"}`)
	}()
	if id, err := s.Deliver(t.Context(), out); err != nil || id != "1/0" {
		t.Errorf("id %q, %v", id, err)
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

func TestAnswersAndBusyReachThePage(t *testing.T) {
	s, k, b := serveTest(t)
	b.post("/act", `{"id":"p1","kind":"press","data":"x"}`)
	in, _ := s.Decode(k.updates[0])
	pages := b.events()
	for len(pages) == 0 { // until the stream is known
		if err := s.Busy(t.Context(), in.From); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	if e := <-pages; e.Kind != "busy" {
		t.Errorf("told %+v", e)
	}
	if err := s.Answer(t.Context(), in.Press, "xong"); err != nil {
		t.Fatal(err)
	}
	for e := range pages {
		if e.Kind == "busy" {
			continue
		}
		if e.Kind != "answer" || e.Press != "p1" || e.Toast != "xong" {
			t.Errorf("told %+v", e)
		}
		break
	}
}

func TestWhoSendsTooMuchIsAskedToWait(t *testing.T) {
	_, k, b := serveTest(t)
	refused := 0
	for i := range 3 * actsBurst {
		body, _ := json.Marshal(map[string]string{"id": string(rune('a' + i)), "kind": "text", "text": "x"})
		if b.post("/act", string(body)) == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < actsBurst || len(k.updates) < actsBurst {
		t.Errorf("%d refused, %d received", refused, len(k.updates))
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

func TestAPageThatFallsBehindIsCutOff(t *testing.T) {
	s, _, _ := serveTest(t)
	pg, ok := s.desk.open("p", s.Now())
	if !ok {
		t.Fatal("not opened")
	}
	for range streamBuffer + 1 {
		if err := s.desk.tell("p", event{Kind: "busy"}); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-pg.cut:
	default:
		t.Error("still connected")
	}
}

func TestPagesAreBounded(t *testing.T) {
	s, _, _ := serveTest(t)
	for range maxPages {
		if _, ok := s.desk.open("p", s.Now()); !ok {
			t.Fatal("refused too early")
		}
	}
	if _, ok := s.desk.open("p", s.Now()); ok {
		t.Error("one too many")
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

func TestWhoIsAwayIsTriedLessOftenAndGivenUpAfterAWeek(t *testing.T) {
	s := New(Config{})
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return now }
	for _, c := range []struct {
		after time.Duration
		wait  time.Duration
		gone  bool
	}{
		{0, time.Second, false},
		{20 * time.Second, 5 * time.Second, false},
		{24 * time.Hour, mostWait, false},
		{6*24*time.Hour + time.Hour, 0, true},
	} {
		now = now.Add(c.after)
		s.desk.forget(now.Add(-forgottenFrom))
		_, err := s.Deliver(t.Context(), hello("1/0", address("p")))
		refused, ok := errors.AsType[*runner.DeliveryError](err)
		if !ok || refused.RetryAfter != c.wait || refused.Gone != c.gone {
			t.Errorf("%v later: %+v", c.after, err)
		}
	}
}

func TestPeopleWhoAreAwayMakeRoom(t *testing.T) {
	s := New(Config{})
	here, ok := s.desk.open("here", s.Now())
	for i := range 2 * maxPeople {
		if _, err := s.Deliver(t.Context(), hello("1/0", address(strings.Repeat("x", i%7)+time.Duration(i).String()))); err == nil {
			t.Fatal("delivered to nobody")
		}
	}
	if len(s.desk.people) > maxPeople || !ok || s.desk.people["here"] == nil || here == nil {
		t.Errorf("%d people known", len(s.desk.people))
	}
}
