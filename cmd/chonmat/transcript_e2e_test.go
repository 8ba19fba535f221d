package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/telegramtest"
)

var update = flag.Bool("update", false, "write the transcripts of testdata/transcripts as the conversations now are")

// A transcript is a conversation through Telegram, as both sides see it. Lines
// that begin with ">" are what the person does, with "*" what happens around
// them; what they then see follows: "<" a new message, "~" a message changed
// in place, "!" a toast; "|" is what a file that was sent holds.
//
//	> serum cho nữ 20–28     types; ">+" adds a line to the message
//	> [✅ Đúng]               presses the newest button so labelled
//	> [✔ Giữ] [✔ Giữ]        presses twice at once
//	> (old [2] of "Hạng")    presses a button of a message as it once was
//	> (file list.csv)        sends a file of testdata/files
//	> (sticker)              sends something else
//	> (edits: 300tr)         changes their last message
//	> (replies: 300tr)       replies to the bot's last message
//
// What can happen around them is in the table happenings. Lines that begin
// with "#" say what the transcript is about.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/transcripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := play(t, string(want), nil)
			for _, p := range s.srv.Problems() {
				t.Errorf("Telegram: %s", p)
			}
			got := s.text()
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the conversation is another (-want +got; accept with -update):\n%s", diff)
			}
		})
	}
}

// script is a conversation being played.
type script struct {
	*stage
	exchanges []exchange
	history   []telegramtest.Message // every message as it was at some time
}

// exchange is a line of a transcript, or several, and what the person saw then.
type exchange struct {
	line string
	seen []string
}

func (s *script) text() string {
	var out strings.Builder
	for i, e := range s.exchanges {
		if i > 0 && !(strings.HasPrefix(e.line, "#") && strings.HasPrefix(s.exchanges[i-1].line, "#")) {
			out.WriteByte('\n')
		}
		out.WriteString(e.line + "\n")
		for _, seen := range e.seen {
			out.WriteString(seen + "\n")
		}
	}
	return out.String()
}

// play plays the lines of a transcript that are not the bot's. Before each,
// disturb is called if there is one.
func play(t *testing.T, transcript string, disturb func(*stage)) *script {
	t.Helper()
	return playOn(t, newStage, transcript, disturb)
}

// playOn is play on a stage of another make.
func playOn(t *testing.T, make stageMaker, transcript string, disturb func(*stage)) *script {
	t.Helper()
	s := &script{}
	lang, options, isNew := "vi", []telegramtest.Option(nil), false
	for _, line := range inputs(transcript) {
		happening := strings.TrimPrefix(line, "* ")
		switch {
		case line[0] == '#':
			s.exchanges = append(s.exchanges, exchange{line: line})
			continue
		case s.stage == nil && strings.HasPrefix(happening, "the person speaks "):
			lang = strings.TrimPrefix(happening, "the person speaks ")
			s.exchanges = append(s.exchanges, exchange{line: line})
			continue
		case s.stage == nil && happening == "Telegram knows no rich messages":
			options = append(options, telegramtest.WithoutRichMessages())
			s.exchanges = append(s.exchanges, exchange{line: line})
			continue
		case s.stage == nil && happening == "the person is new":
			isNew = true
			s.exchanges = append(s.exchanges, exchange{line: line})
			continue
		case s.stage == nil:
			s.stage = make(t, lang, options...)
			if isNew {
				s.person = s.srv.User(newcomers, lang)
			}
		}
		if disturb != nil {
			disturb(s.stage)
		}
		s.exchange(line)
	}
	return s
}

// inputs are the lines of a transcript that are no output, each with what
// continues it.
func inputs(transcript string) (lines []string) {
	for line := range strings.Lines(transcript) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, ">+"):
			lines[len(lines)-1] += "\n" + line
		case strings.HasPrefix(line, "> "), strings.HasPrefix(line, "* "), strings.HasPrefix(line, "#"):
			lines = append(lines, line)
		}
	}
	return lines
}

// exchange does what a line says and notes what the person sees then.
func (s *script) exchange(line string) {
	s.t.Helper()
	s.clock.pass(10 * time.Second) // people take their time
	before, files := s.person.Transcript(), len(s.documents())
	if happening, ok := strings.CutPrefix(line, "* "); ok {
		s.happen(happening)
	} else {
		s.act(strings.ReplaceAll(strings.TrimPrefix(line, "> "), "\n>+ ", "\n"))
	}
	s.settle()
	s.history = append(s.history, s.person.Messages()...)
	e := exchange{line: line, seen: s.seen(before)}
	for _, d := range s.documents()[files:] {
		e.seen = append(e.seen, contents(s.t, d.Data))
	}
	s.exchanges = append(s.exchanges, e)
}

// acts is how lines say what people do, beside typing.
var acts = []struct {
	form *regexp.Regexp
	do   func(s *script, m []string)
}{
	{regexp.MustCompile(`^\[(.+)\] \[(.+)\]$`), func(s *script, m []string) {
		seen := s.person.Screen()
		s.person.PressOn(seen, m[1])
		s.person.PressOn(seen, m[2])
	}},
	{regexp.MustCompile(`^\[(.+)\]$`), func(s *script, m []string) { s.person.Press(m[1]) }},
	{regexp.MustCompile(`^\(old \[(.+)\] of "(.+)"\)$`), func(s *script, m []string) { s.person.PressOn(s.withButton(m[1], m[2]), m[1]) }},
	{regexp.MustCompile(`^\(forges a press: (.+)\)$`), func(s *script, m []string) { s.person.PressData(s.person.Screen(), m[1]) }},
	{regexp.MustCompile(`^\(file (.+)\)$`), func(s *script, m []string) {
		data, err := os.ReadFile(filepath.Join("testdata", "files", m[1]))
		if err != nil {
			s.t.Fatal(err)
		}
		s.person.SendFile(m[1], data)
	}},
	{regexp.MustCompile(`^\(edits: (.+)\)$`), func(s *script, m []string) { s.person.Edit(m[1]) }},
	{regexp.MustCompile(`^\(replies: (.+)\)$`), func(s *script, m []string) { s.person.Reply(m[1]) }},
	{regexp.MustCompile(`^\((\d+) characters\)$`), func(s *script, m []string) {
		n, _ := strconv.Atoi(m[1])
		s.person.Say(string([]rune(strings.Repeat("mình kể dài dòng một chút nhé ", n/30+1))[:n]))
	}},
	{regexp.MustCompile(`^\(([a-z_]+)\)$`), func(s *script, m []string) { s.person.SendOther(m[1]) }},
}

func (s *script) act(what string) {
	s.t.Helper()
	for _, a := range acts {
		if m := a.form.FindStringSubmatch(what); m != nil {
			a.do(s, m)
			return
		}
	}
	s.person.Say(what)
}

// happenings is how lines say what happens around a person.
var happenings = []struct {
	form *regexp.Regexp
	do   func(s *script, m []string)
}{
	{regexp.MustCompile(`^the bot restarts$`), func(s *script, _ []string) { s.restart() }},
	{regexp.MustCompile(`^(\d+) days pass$`), func(s *script, m []string) {
		days, _ := strconv.Atoi(m[1])
		s.clock.pass(time.Duration(days) * 24 * time.Hour)
		s.srv.Advance(time.Duration(days) * 24 * time.Hour)
	}},
	{regexp.MustCompile(`^in a group$`), func(s *script, _ []string) { s.person = s.person.In(-1001234567890) }},
	{regexp.MustCompile(`^another member goes on$`), func(s *script, _ []string) {
		s.person = s.srv.User(s.person.ID+1, s.person.Lang).In(s.person.ChatID())
	}},
	{regexp.MustCompile(`^Telegram refuses the markup of the next message$`), func(s *script, _ []string) {
		for _, method := range []string{"sendRichMessage", "sendMessage"} {
			s.srv.Fail(telegramtest.Fault{Kind: telegramtest.Refuse, Method: method, Code: 400, Text: "Bad Request: can't parse entities: unsupported start tag"})
		}
	}},
	{regexp.MustCompile(`^Telegram is too busy for the next message$`), func(s *script, _ []string) {
		s.srv.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, Method: "sendRichMessage", RetryAfter: time.Second})
	}},
}

func (s *script) happen(what string) {
	s.t.Helper()
	for _, h := range happenings {
		if m := h.form.FindStringSubmatch(what); m != nil {
			h.do(s, m)
			return
		}
	}
	s.t.Fatalf("%q does not happen; add it to the table", what)
}

// withButton is the first message, as it was then, that showed the text and
// had the button.
func (s *script) withButton(label, text string) telegramtest.Message {
	s.t.Helper()
	for _, m := range s.history {
		if m.FromBot && strings.Contains(m.Text, text) && slices.Contains(m.Labels(), label) {
			return m
		}
	}
	s.t.Fatalf("there never was a button %q on a message that says %q", label, text)
	return telegramtest.Message{}
}

// documents are the files that the bot sent.
func (s *script) documents() (all []telegramtest.File) {
	for _, m := range s.person.Messages() {
		if m.FromBot && m.File != nil {
			all = append(all, *m.File)
		}
	}
	return all
}

// contents shows a CSV file for reading: of each row the columns that hold
// something, with their names.
func contents(t testing.TB, data []byte) string {
	t.Helper()
	text, ok := bytes.CutPrefix(data, []byte("\ufeff"))
	if !ok {
		t.Error("a CSV file without a byte order mark, which Excel needs to read Vietnamese")
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("no CSV: %v", err)
	}
	var lines []string
	for i, row := range rows[1:] {
		if i > 0 {
			lines = append(lines, "  |")
		}
		for j, cell := range row {
			if cell != "" {
				lines = append(lines, "  | "+rows[0][j]+": "+strings.ReplaceAll(cell, "\n", " ⏎ "))
			}
		}
	}
	return strings.Join(lines, "\n")
}
