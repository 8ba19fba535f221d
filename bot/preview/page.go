package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// files is the page, its style and its scripts. What the page shows of us is
// written {{name}} in index.html, in the text of elements and between the double
// quotes of attributes, where html.EscapeString is all it takes. With html/template
// the linker keeps every method of every type: 3 MB of memory.
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

var pageHTML = func() string {
	data, err := files.ReadFile("page/index.html")
	if err != nil {
		panic(err)
	}
	return string(data)
}()

// pageTexts are the words of the page itself, by their name there.
var pageTexts = map[string]string{
	"title": "preview.title", "about": "preview.about",
	"offline": "preview.offline", "typing": "preview.typing", "placeholder": "preview.placeholder",
	"send": "preview.send", "attach": "preview.attach", "menu": "preview.menu", "theme": "preview.theme",
	"reset": "preview.reset", "resetAsk": "preview.reset.ask", "resetYes": "preview.reset.yes", "resetNo": "preview.reset.no",
	"drop": "preview.drop", "newer": "preview.newer", "failed": "preview.failed", "large": "preview.large",
	"copied": "preview.copied", "download": "preview.download", "conversation": "preview.conversation",
	"noscript": "preview.noscript", "sending": "preview.sending",
}

// menuRow is a command in the menu: its name, and what it does.
const menuRow = `<button type="button" data-command="/%[1]s"><b>/%[1]s</b><span>%[2]s</span></button>`

// servePage serves the page, and makes the caller a person who was none.
func (w *web) servePage(rw http.ResponseWriter, r *http.Request) {
	name, ok := caller(r)
	if !ok {
		name = newPerson(rw, r)
	}
	lang := wording.Lang(langOf(r))
	theme := ""
	if c, err := r.Cookie("chonmat_theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		theme = c.Value
	}
	var menu strings.Builder
	for _, c := range w.Commands {
		fmt.Fprintf(&menu, menuRow, html.EscapeString(c.Name), html.EscapeString(c.Description[lang]))
	}
	fill := []string{
		"{{lang}}", string(lang), "{{theme-kept}}", theme, "{{person}}", html.EscapeString(name),
		"{{max-bytes}}", strconv.Itoa(roster.MaxBytes), "{{commands}}", menu.String(),
	}
	for key, text := range pageTexts {
		fill = append(fill, "{{"+key+"}}", html.EscapeString(wording.Render(lang, domain.Say(text, "limit", roster.MaxBytes>>20))))
	}
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	strings.NewReplacer(fill...).WriteString(rw, pageHTML)
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
