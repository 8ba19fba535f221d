package preview

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"chonmat/domain/wording"
)

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
	for _, bad := range []string{"<script>", "onclick", "style=\"", "http://", "https://", "chọn <b>", "{{", "}}"} {
		if strings.Contains(body.String(), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(body.String(), `data-command="/chon"><b>/chon</b><span>chọn &lt;b&gt;người&lt;/b&gt;</span>`) {
		t.Error("the page does not show the command")
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
