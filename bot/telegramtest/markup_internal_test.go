package telegramtest

import (
	"html"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzMarkup(f *testing.F) {
	for _, source := range []string{
		"<b>x</b>", "<details><summary>a</summary><p>b</p></details>", "<ul><li><input type=checkbox>x</ul>",
		"<a href='https://x.vn'>x</a>", "&#x110;&amp;", "<", "</", "<b", "<details/>", "<li/>", "<ol><li><p>a<br>b</p><p>c</p></li></ol>",
	} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if text, err := richText(source); err == nil && utf8.ValidString(source) && !utf8.ValidString(text) {
			t.Errorf("%q becomes %q", source, text)
		}
		if !utf8.ValidString(source) || strings.ContainsRune(source, 0) {
			return
		}
		text, err := plainText(html.EscapeString(source))
		if err != nil || text != source {
			t.Errorf("%q is read as %q, %v", source, text, err)
		}
	})
}
