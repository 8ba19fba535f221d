package dialog_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/prompts"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// A transcript is a conversation. A line "> …" is what the person does:
//
//	> my pham 200tr        a text
//	> /start               a command
//	> [✅ Đúng, chọn kênh]  a press on the newest button of that label; "…" ends a beginning
//	> [✔ Giữ] #4           … of the message of that number
//	> [▶ Xem]!             … at once again
//	> <sticker>            a message that is no text
//	> <file creators.csv>  a file of testdata
//	> <edit> 300tr         an edit of the last text
//	> <7 days pass>        nothing, and what falls due meanwhile is done
//	> <1 days of downtime> nothing, and what fell due is done late
//	> <Hoa 8>              from here on it is Hoa, person 8, who writes
//	> <AI writes {…}>      the language model answers what it was asked
//
// "# a newcomer" is somebody who did not agree yet to what is kept of them, "# in
// a group" is where it is said, "# with AI" has a language model.
//
// What follows is what they see. "#3" begins a new message, "#3 changed" a
// change in place, "~" a toast. The first line says the person's language.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(data))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(data), got); diff != "" {
				t.Errorf("the conversation reads otherwise (-want +got; go test -update to accept):\n%s", diff)
			}
		})
	}
}

func replay(t *testing.T, transcript string) string {
	lines := strings.Split(transcript, "\n")
	var out strings.Builder
	var c *chat
	for _, line := range lines {
		switch {
		case strings.HasPrefix(line, "# "):
			out.WriteString(line + "\n")
			lang, ok := strings.CutPrefix(line, "# lang: ")
			switch {
			case ok:
				c = newChat(t, lang)
			case line == "# a newcomer":
				c.agreed = false
			case line == "# in a group":
				c.group = true
			case line == "# with AI":
				c.model = func(prompts.Request) string { return "" }
			}
			if admin, ok := strings.CutPrefix(line, "# admin: "); ok {
				c.admins = append(c.admins, admin)
			}
		case strings.HasPrefix(line, "> "):
			if c == nil {
				c = newChat(t, "vi")
			}
			out.WriteString("\n" + line + "\n")
			if m := personForm.FindStringSubmatch(line); m != nil {
				c = c.beside(m[2], m[1])
				continue
			}
			before := len(c.messages)
			effects := act(c, strings.TrimPrefix(line, "> "))
			writeEffects(&out, c, effects, before)
		}
	}
	return out.String()
}

var personForm = regexp.MustCompile(`^> <(.+) (\d+)>$`)

var pressForm = regexp.MustCompile(`^\[(.*)\](!)?(?: #(\d+))?$`)

// act does what a line of a transcript says.
func act(c *chat, line string) []dialog.Effect {
	if m := pressForm.FindStringSubmatch(line); m != nil {
		return actPress(c, m[1], m[2] == "!", m[3])
	}
	switch {
	case strings.HasPrefix(line, "<file "):
		return c.sendFile(strings.TrimSuffix(strings.TrimPrefix(line, "<file "), ">"))
	case strings.HasPrefix(line, "<edit> "):
		return c.send(dialog.Event{Kind: dialog.TextEdited, Text: strings.TrimPrefix(line, "<edit> "), Message: "text"})
	case strings.HasSuffix(line, " days pass>"), strings.HasSuffix(line, " days of downtime>"):
		number, what, _ := strings.Cut(strings.TrimPrefix(line, "<"), " ")
		days, err := strconv.Atoi(number)
		if err != nil {
			c.t.Fatal(err)
		}
		d := time.Duration(days) * 24 * time.Hour
		if what == "days of downtime>" {
			c.now = c.now.Add(d)
			d = 0
		}
		return c.pass(d)
	case strings.HasPrefix(line, "<AI writes "):
		return c.writes(strings.TrimSuffix(strings.TrimPrefix(line, "<AI writes "), ">"))
	case strings.HasPrefix(line, "<"):
		return c.send(dialog.Event{Kind: dialog.OtherSent, Other: strings.Trim(line, "<>")})
	case strings.HasPrefix(line, "/"):
		name, text, _ := strings.Cut(line[1:], " ")
		return c.send(dialog.Event{Kind: dialog.CommandSent, Command: name, Text: text})
	}
	return c.says(strings.ReplaceAll(line, `\n`, "\n"))
}

func actPress(c *chat, label string, atOnce bool, message string) []dialog.Effect {
	if message == "" && !atOnce {
		return c.press(label)
	}
	n, _ := strconv.Atoi(message)
	if n == 0 {
		n = len(c.messages)
	}
	if n > len(c.messages) {
		c.t.Fatalf("there is no message #%d", n)
	}
	b, ok := labelled(c.messages[n-1], label)
	if !ok {
		c.t.Fatalf("message #%d has no button %q:\n%s", n, label, screen.Plain(c.messages[n-1]))
	}
	e := dialog.Event{Kind: dialog.Pressed, Data: b.Data, Message: fmt.Sprintf("m%d", n)}
	if !atOnce {
		return c.send(e)
	}
	first := c.send(e)
	return append(first, c.again(e)...)
}

// writeEffects writes what the person sees; before is how many messages there
// were.
func writeEffects(out *strings.Builder, c *chat, effects []dialog.Effect, before int) {
	for _, effect := range effects {
		switch f := effect.(type) {
		case dialog.Show:
			before++
			fmt.Fprintf(out, "\n#%d\n%s\n", before, strings.TrimSpace(screen.Plain(f.Screen)))
		case dialog.Change:
			fmt.Fprintf(out, "\n#%s changed\n%s\n", strings.TrimPrefix(c.pressed, "m"), strings.TrimSpace(screen.Plain(f.Screen)))
		case dialog.Toast:
			fmt.Fprintf(out, "~ %s\n", f.Text)
		case dialog.Notify:
			fmt.Fprintf(out, "\n(to person %s)\n%s\n", f.Person, strings.TrimSpace(screen.Plain(f.Screen)))
		case dialog.SendFile:
			fmt.Fprintf(out, "\n(file %s) %s\n", f.Name, plain(f.Caption))
		}
	}
}

func plain(text screen.Text) string {
	var b strings.Builder
	for _, s := range text {
		b.WriteString(s.Text)
	}
	return b.String()
}
