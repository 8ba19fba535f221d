package screen_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"chonmat/bot/screen"
	"chonmat/domain"
)

// allowed are the tags that Telegram knows, in either of its forms.
var allowed = strings.Fields("b i a code h3 p br footer blockquote pre ul ol li input table tr th td details summary")

// checkWellFormed fails unless every tag is known and closed in order, and
// every link leads to the web. It returns the text.
func checkWellFormed(t interface {
	Helper()
	Fatalf(string, ...any)
}, html string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<body>" + html + "</body>"))
	d.Strict = false // for <details open>
	d.AutoClose = []string{"input", "br"}
	var text strings.Builder
	var open []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if len(open) != 0 {
				t.Fatalf("left open: %v in %.300q", open, html)
			}
			return text.String()
		}
		if err != nil {
			t.Fatalf("%v in %.300q", err, html)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
			if name := token.Name.Local; name != "body" && !strings.Contains(" "+strings.Join(allowed, " ")+" ", " "+name+" ") {
				t.Fatalf("no tag of Telegram: <%s> in %.300q", name, html)
			}
			for _, a := range token.Attr {
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "http") {
					t.Fatalf("a link to %q", a.Value)
				}
			}
		case xml.EndElement:
			if last := len(open) - 1; last < 0 || open[last] != token.Name.Local {
				t.Fatalf("</%s> closes %v in %.300q", token.Name.Local, open, html)
			} else {
				open = open[:last]
			}
		case xml.CharData:
			text.Write(token)
		default:
			t.Fatalf("a %T in %.300q", token, html)
		}
	}
}

const family = "👩‍👩‍👧‍👦"

var hostile = map[string]string{
	"tags":        `</p><script>alert("x")</script><b>`,
	"entities":    "&amp; &lt; & &#0; &bogus;",
	"markup":      "**Đạt** _x_ `y` [a](http://b)",
	"right-left":  "\u202Egnp.exe \u2067مرحبا",
	"emoji":       strings.Repeat(family, 2000),
	"long":        strings.Repeat("Nguyễn Thị Minh Hoạ ", 500),
	"quotes":      strings.Repeat(`"`, 9000),
	"no spaces":   strings.Repeat("ạ", 10_000),
	"accents":     "a" + strings.Repeat("\u0301", 5000),
	"control":     "a\x00b\x07c\r\nd\te\u2028f",
	"broken utf8": "a\xff\xfeb\xc3",
	"empty":       "",
}

func TestHostileNamesStayText(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			s := everyBlockWith(text)
			for _, html := range screen.HTML(s) {
				checkMessage(t, html)
			}
			rich, err := screen.RichHTML(s)
			if err != nil {
				if domain.ErrorCode(err) != domain.TooLarge {
					t.Fatal(err)
				}
				return
			}
			checkWellFormed(t, rich)
			if plain := screen.Plain(s); !utf8.ValidString(plain) || strings.ContainsAny(plain, "\x00\x07\u202E\u2067") {
				t.Errorf("plain text holds what it must not: %.100q", plain)
			}
		})
	}
}

func TestANameIsShownAsItIsWritten(t *testing.T) {
	for _, name := range []string{`<b>Lan</b>`, "Kim & Co", "**Đạt**", family, "محمد"} {
		s := screen.New(screen.P(screen.B(name)))
		if got := screen.Plain(s); got != name {
			t.Errorf("plain: got %q, want %q", got, name)
		}
		if got := checkWellFormed(t, screen.HTML(s)[0]); got != name {
			t.Errorf("HTML: got %q, want %q", got, name)
		}
		rich, err := screen.RichHTML(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := checkWellFormed(t, rich); got != name {
			t.Errorf("rich: got %q, want %q", got, name)
		}
	}
}

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "tg://user?id=1", "//example.com", "https://", "data:text/html,x", "https://example.com/" + strings.Repeat("&", 500)} {
		s := screen.New(screen.P(screen.Text{{Text: "xem", Link: address}}))
		rich, err := screen.RichHTML(s)
		if err != nil || rich != "<p>xem</p>" {
			t.Errorf("%.40q became %.80q, %v", address, rich, err)
		}
	}
}

func TestALongScreenLosesNothing(t *testing.T) {
	var paragraphs []screen.Block
	for range 40 {
		paragraphs = append(paragraphs, screen.P(screen.T(strings.Repeat("một hai ba bốn ", 30))))
	}
	paragraphs = append(paragraphs, screen.More(screen.T("Thêm"), paragraphs...))
	messages := screen.HTML(screen.New(paragraphs...))
	var words int
	for _, html := range messages {
		words += len(strings.Fields(checkMessage(t, html)))
	}
	if want := 2*40*30*4 + 1; words != want {
		t.Errorf("%d words in %d messages, want %d", words, len(messages), want)
	}
	if len(messages) < 5 {
		t.Errorf("only %d messages", len(messages))
	}
}

func TestAHeadingStaysWithWhatItHeads(t *testing.T) {
	long := screen.P(screen.T(strings.Repeat("một hai ba bốn ", 200)))
	messages := screen.HTML(screen.New(long, screen.H(screen.T("Tiếp theo")), long))
	if len(messages) != 2 || !strings.HasPrefix(messages[1], "<b>Tiếp theo</b>\nmột") {
		t.Errorf("%d messages, the last begins %.40q", len(messages), messages[len(messages)-1])
	}
}

func TestTooMuchForARichMessage(t *testing.T) {
	deep := screen.P(screen.T("x"))
	for range 20 {
		deep = screen.More(screen.T("y"), deep)
	}
	for name, b := range map[string]screen.Block{
		"characters": screen.P(screen.T(strings.Repeat("x", 33_000))),
		"blocks":     screen.Bullets(make500()...),
		"columns":    screen.Grid(nil, make500()[:21]),
		"levels":     deep,
	} {
		t.Run(name, func(t *testing.T) {
			s := screen.New(b)
			if _, err := screen.RichHTML(s); domain.ErrorCode(err) != domain.TooLarge {
				t.Errorf("got %v", err)
			}
			if len(screen.HTML(s)) == 0 || screen.Plain(s) == "" {
				t.Error("the other forms must still show it")
			}
			if domain.ErrorCode(screen.Validate(s)) != domain.Invalid {
				t.Error("it passed Validate")
			}
		})
	}
}

func make500() []screen.Text {
	out := make([]screen.Text, 501)
	for i := range out {
		out[i] = screen.T("x")
	}
	return out
}

func everyBlockWith(text string) screen.Screen {
	t := screen.Text{{Text: text, Bold: true, Italic: true, Link: "https://example.com/?a=1&b=2"}, {Text: text, Code: true}}
	return screen.New(
		screen.H(t), screen.P(t), screen.Small(t), screen.Quoted(t), screen.Bullets(t, t),
		screen.Ticks(true, screen.Tick(t, true)),
		screen.Grid([]screen.Text{t, t, t}, []screen.Text{t, t, t}),
		screen.Grid(nil, []screen.Text{t, t}),
		screen.More(t, screen.P(t), screen.More(t, screen.Bullets(t))),
	).With(screen.Press(text, "x"))
}

// checkMessage checks one message of classic HTML and returns its text.
func checkMessage(t interface {
	Helper()
	Fatalf(string, ...any)
}, html string) string {
	t.Helper()
	if n := screen.UTF16Len(html); n > 4096 || n == 0 || !utf8.ValidString(html) {
		t.Fatalf("a message of %d units", n)
	}
	return checkWellFormed(t, html)
}

// drawBlock draws any block, blocks within it to a depth.
func drawBlock(t *rapid.T, depth int) screen.Block {
	text := rapid.Custom(func(t *rapid.T) screen.Text {
		return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) screen.Span {
			s := screen.Span{
				Text: rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"<&>\"", family, "một\nhai", " "})).Draw(t, "text"),
				Bold: rapid.Bool().Draw(t, "bold"), Italic: rapid.Bool().Draw(t, "italic"), Code: rapid.Bool().Draw(t, "code"),
				Link: rapid.SampledFrom([]string{"", "https://example.com/?a&b", "javascript:x"}).Draw(t, "link"),
			}
			s.Text = strings.Repeat(s.Text, rapid.SampledFrom([]int{1, 1, 1, 700}).Draw(t, "times"))
			return s
		}), 0, 4).Draw(t, "spans")
	})
	kinds := []screen.BlockKind{screen.Heading, screen.Paragraph, screen.List, screen.Table, screen.Quote, screen.Copied, screen.Note}
	if depth > 0 {
		kinds = append(kinds, screen.Details)
	}
	b := screen.Block{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Text: text.Draw(t, "text"), Open: rapid.Bool().Draw(t, "open"), Ordered: rapid.Bool().Draw(t, "ordered")}
	switch b.Kind {
	case screen.List:
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			item := screen.Item{Text: text.Draw(t, "item")}
			if rapid.Bool().Draw(t, "ticked") {
				item = screen.Tick(item.Text, rapid.Bool().Draw(t, "checked"))
			}
			b.Items = append(b.Items, item)
		}
	case screen.Table:
		b.Header = rapid.SliceOfN(text, 0, 3).Draw(t, "header")
		b.Rows = rapid.SliceOfN(rapid.SliceOfN(text, 0, 4), 0, 3).Draw(t, "rows")
	case screen.Details:
		for range rapid.IntRange(0, 2).Draw(t, "inner") {
			b.Blocks = append(b.Blocks, drawBlock(t, depth-1))
		}
	}
	return b
}

func checkAnyScreen(t *rapid.T) {
	var s screen.Screen
	for range rapid.IntRange(0, 4).Draw(t, "blocks") {
		s.Blocks = append(s.Blocks, drawBlock(t, 2))
	}
	for _, html := range screen.HTML(s) {
		checkMessage(t, html)
	}
	rich, err := screen.RichHTML(s)
	if err == nil {
		checkWellFormed(t, rich)
	} else if domain.ErrorCode(err) != domain.TooLarge {
		t.Fatalf("%v", err)
	}
	if plain := screen.Plain(s); !utf8.ValidString(plain) {
		t.Fatalf("plain text is no UTF-8")
	}
}

func TestAnyScreenRendersWhole(t *testing.T) { rapid.Check(t, checkAnyScreen) }

func FuzzAnyScreen(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkAnyScreen)) }
