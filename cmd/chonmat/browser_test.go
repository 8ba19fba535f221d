package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// The page is tried in a real browser, with the whole App behind it.

// findBrowser returns a Chromium, or skips the test where there is none and
// none is required.
func findBrowser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CHONMAT_REQUIRE_BROWSER") != "" {
		t.Fatal("no Chromium found, and CHONMAT_REQUIRE_BROWSER is set")
	}
	t.Skip("no Chromium found (chromium, chromium-browser, google-chrome): the page was not tried in a browser")
	return ""
}

// newBrowser starts a browser that speaks to nobody but us.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findBrowser(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("accept-lang", "vi-VN"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	return ctx
}

// served is the App, serving the page.
type served struct {
	t      *testing.T
	config Config
	stop   func()
}

func serveApp(t *testing.T) *served {
	s := &served{t: t, config: Config{Database: filepath.Join(t.TempDir(), "chonmat.db"), Listen: "127.0.0.1:0"}}
	s.start()
	t.Cleanup(func() { s.stop() })
	return s
}

// start starts the App, on the same address as before.
func (s *served) start() {
	s.t.Helper()
	app := newApp(s.config, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- app.Run(ctx) }()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			s.t.Errorf("Run: %v", err)
		}
	})
	select {
	case <-app.Ready():
		s.config.Listen = app.Addr().String()
	case err := <-done:
		s.t.Fatalf("Run: %v", err)
	}
}

func (s *served) url() string { return "http://" + s.config.Listen + "/" }

// look is how a person looks at the page.
type look struct {
	width, height int64
	scheme, lang  string
}

var (
	phone   = look{390, 844, "light", "vi-VN"}
	desktop = look{1280, 800, "light", "vi-VN"}
)

// visit is a person with a browser of their own.
type visit struct {
	t         *testing.T
	ctx       context.Context
	downloads string
	mu        sync.Mutex
	troubles  []string // what the browser's console complained about
}

func open(t *testing.T, parent context.Context, url string, l look) *visit {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	v := &visit{t: t, ctx: ctx, downloads: t.TempDir()}
	v.do(chromedp.EmulateViewport(l.width, l.height))
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err == nil && (m.IsException() || m.Type == "error") {
				v.mu.Lock()
				v.troubles = append(v.troubles, m.String())
				v.mu.Unlock()
			}
		}
	}()
	v.scheme(l.scheme)
	call(v, network.SetExtraHTTPHeaders.Method, func() error {
		_, err := chromedp.Call(ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": l.lang}})
		return err
	})
	call(v, "downloads", func() error {
		_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: v.downloads,
			BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
		})
		return err
	})
	v.do(chromedp.Navigate(url))
	return v
}

func call(v *visit, what string, do func() error) {
	v.t.Helper()
	if err := do(); err != nil {
		v.t.Fatalf("%s: %v", what, err)
	}
}

func (v *visit) scheme(name string) {
	v.t.Helper()
	call(v, "scheme", func() error {
		_, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
		return err
	})
}

func (v *visit) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if err := chromedp.Do(v.ctx, steps...); err != nil {
		v.t.Fatalf("%v; the page shows:\n%s", err, v.text())
	}
}

// eval evaluates JavaScript.
func eval[T any](v *visit, script string) T {
	v.t.Helper()
	value, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		v.t.Fatalf("%s: %v", script, err)
	}
	return value
}

// text is all that the conversation shows.
func (v *visit) text() string {
	text, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](`document.getElementById("log")?.innerText ?? document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// until waits for JavaScript to become true.
func (v *visit) until(what, script string) {
	v.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(15 * time.Millisecond) {
		// A page on its way to another cannot be asked.
		is, err := chromedp.Run(v.ctx, chromedp.Evaluate[bool]("!!("+script+")"))
		if err == nil && is {
			return
		}
		if time.Now().After(deadline) || v.ctx.Err() != nil {
			v.t.Fatalf("waited in vain for %s (%v); the page shows:\n%s", what, err, v.text())
		}
	}
}

func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// latest finds a prominent button by what its label holds, or by the whole
// label when that is a number.
func latest(label string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("li.theirs:not(.past) .buttons button")].find(b => /^\d$/.test(%[1]s) ? b.textContent === %[1]s : b.textContent.includes(%[1]s))`, quote(label))
}

// press presses a button once it is there, and checks that the page still fits
// its window.
func (v *visit) press(labels ...string) {
	v.t.Helper()
	for _, label := range labels {
		v.until("button "+label, latest(label))
		v.fits()
		eval[chromedp.Void](v, latest(label)+".click()")
		v.until("an answer to "+label, `!document.querySelector("[aria-busy]")`)
	}
}

// sees waits until the newest message of the bot holds a text.
func (v *visit) sees(text string) {
	v.t.Helper()
	v.until(text, `[...document.querySelectorAll("li.theirs")].at(-1)?.innerText.includes(`+quote(text)+`)`)
}

// fits checks that nothing sticks out to the side.
func (v *visit) fits() {
	v.t.Helper()
	if wide := eval[int](v, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
		v.t.Errorf("the page is %d px too wide; it shows:\n%s", wide, v.text())
	}
}

// types types on the keyboard.
func (v *visit) types(keys string, options ...chromedp.KeyOption) {
	v.t.Helper()
	v.do(chromedp.KeyEvent(keys, options...))
}

// says types a message and sends it.
func (v *visit) says(text string) {
	v.t.Helper()
	v.do(chromedp.Focus(chromedp.CSS("#text")))
	v.types(text)
	v.types("\r")
}

// downloaded waits for a file and returns what it holds.
func (v *visit) downloaded() (name, content string) {
	v.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		files, err := os.ReadDir(v.downloads)
		if err != nil {
			v.t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(filepath.Join(v.downloads, f.Name()))
			if err == nil && len(data) > 0 && !strings.HasSuffix(f.Name(), ".crdownload") {
				return f.Name(), string(data)
			}
		}
	}
	v.t.Fatal("nothing was downloaded")
	return "", ""
}

// calm fails the test if the browser's console complained.
func (v *visit) calm() {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, trouble := range v.troubles {
		v.t.Errorf("console: %s", trouble)
	}
}

// shot keeps a picture of the page where CHONMAT_SHOTS names a directory.
func (v *visit) shot(name string) {
	v.t.Helper()
	dir := os.Getenv("CHONMAT_SHOTS")
	if dir == "" {
		return
	}
	time.Sleep(700 * time.Millisecond) // what moves has come to rest
	data, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		v.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644); err != nil {
		v.t.Fatal(err)
	}
}
