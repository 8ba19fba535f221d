package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"net/http"
	"path"
	"time"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// files is the page: one template, its style and its scripts.
//
//go:embed page
var files embed.FS

// etag names what the page is made of, so that a browser never mixes two
// releases.
var etag = func() string {
	sum := sha256.New()
	entries, err := files.ReadDir("page")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		data, err := files.ReadFile("page/" + e.Name())
		if err != nil {
			panic(err)
		}
		sum.Write(data)
	}
	return `"` + hex.EncodeToString(sum.Sum(nil)[:8]) + `"`
}()

var pageTemplate = template.Must(template.ParseFS(files, "page/index.html"))

// pageTexts are the words of the page itself, by the name the template and the
// scripts use.
var pageTexts = map[string]string{
	"title": "preview.title", "about": "preview.about",
	"offline": "preview.offline", "typing": "preview.typing", "placeholder": "preview.placeholder",
	"send": "preview.send", "attach": "preview.attach", "menu": "preview.menu", "theme": "preview.theme",
	"reset": "preview.reset", "resetAsk": "preview.reset.ask", "resetYes": "preview.reset.yes", "resetNo": "preview.reset.no",
	"drop": "preview.drop", "newer": "preview.newer", "failed": "preview.failed", "large": "preview.large",
	"copied": "preview.copied", "download": "preview.download", "conversation": "preview.conversation",
	"noscript": "preview.noscript", "sending": "preview.sending",
}

// view is what the template shows.
type view struct {
	Lang, Person, Theme string
	MaxBytes            int
	Texts               map[string]string
	Commands            []menuEntry
}

type menuEntry struct{ Name, Description string }

// servePage serves the page, and makes the caller a person who was none.
func (w *web) servePage(rw http.ResponseWriter, r *http.Request) {
	name, ok := caller(r)
	if !ok {
		name = newPerson(rw, r)
	}
	lang := wording.Lang(langOf(r))
	p := view{Lang: string(lang), Person: name, MaxBytes: roster.MaxBytes, Texts: map[string]string{}}
	for key, text := range pageTexts {
		p.Texts[key] = wording.Render(lang, domain.Say(text, "limit", roster.MaxBytes>>20))
	}
	for _, c := range w.Commands {
		p.Commands = append(p.Commands, menuEntry{c.Name, c.Description[lang]})
	}
	if c, err := r.Cookie("chonmat_theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		p.Theme = c.Value
	}
	var body bytes.Buffer
	if err := pageTemplate.Execute(&body, p); err != nil {
		w.Log.Error("preview: page", "err", err)
		http.Error(rw, "the page cannot be shown", http.StatusInternalServerError)
		return
	}
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	rw.Write(body.Bytes())
}

// servePageFile serves a style, script or picture of the page.
func servePageFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, err := files.ReadFile("page/" + name)
	if err != nil || path.Ext(name) == ".html" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", etag)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
