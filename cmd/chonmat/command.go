package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"chonmat/domain"
	"chonmat/domain/wording"
)

// The exit statuses, by contract.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2 // wrong usage or unreadable input
)

// shell is the world a command runs in.
type shell struct {
	in       io.Reader
	out, err io.Writer
	env      map[string]string
}

// command is one subcommand.
type command struct {
	name  string
	args  string // for the usage line
	about string
	run   func(ctx context.Context, s shell, args []string) error
}

// commands lists every subcommand in the order of the help.
var commands = []command{
	{"serve", "", "run the Telegram bot; without TELEGRAM_BOT_TOKEN, the chat as a local web page", serve},
	{"brief", "TEXT… | -", "print what a text says about a campaign, as JSON (- reads lines)", brief},
	{"import", "FILE… [--dry-run] [--json] [--platform P]", "read creator lists into the shared roster", importFiles},
	{"rank", "[--brief FILE|-] [--text T] [--roster FILE] [--limit N] [--json]", "rank creators for a brief", rank},
	{"plan", "[--brief FILE|-] [--text T] [--roster FILE] [--limit N] [--json]", "put together what the brief's budget buys (--limit: among the N best)", plan},
	{"backtest", "FILE [--json] [--platform P]", "hold forecasts against the views that came later", backtest},
	{"growth", "[--profile FILE|-] [--text T] [--json]", "print the eight-step plan of a creator", growthPlan},
	{"export", "", "print everything as JSON lines", export},
	{"restore", "FILE | -", "fill an empty database with what export printed, of SQLite or PostgreSQL", restore},
	{"remove", "PLATFORM @HANDLE | LINK | PLATFORM NAME", "take a creator out of every list, and of those that come", removeCreator},
	{"backup", "FILE", "write a consistent copy of the database file, also while it runs", backup},
}

// errUsage is wrong usage: what is said about it, and nothing else, is shown.
var errUsage = errors.New("wrong usage")

func usagef(format string, args ...any) error {
	return fmt.Errorf("%w%.0w", fmt.Errorf(format, args...), errUsage)
}

// run runs a command line and returns the exit status.
func run(ctx context.Context, args []string, s shell) int {
	name := "serve"
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	if name == "help" || isHelp(name) {
		help(s.out)
		return exitDone
	}
	for _, c := range commands {
		if c.name == name {
			if len(args) == 1 && isHelp(args[0]) {
				return c.finish(s, flag.ErrHelp)
			}
			return c.finish(s, c.run(ctx, s, args))
		}
	}
	fmt.Fprintf(s.err, "chonmat: unknown command %q; there are %s\n", name, commandNames())
	return exitUsage
}

func isHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// finish says what went wrong, in one line, and chooses the exit status.
func (c command) finish(s shell, err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(s.out, "usage: chonmat %s\n%s\n", strings.TrimSpace(c.name+" "+c.args), c.about)
		return exitDone
	}
	fmt.Fprintf(s.err, "chonmat %s: %s\n", c.name, line(err))
	switch domain.ErrorCode(err) {
	case domain.Invalid, domain.TooLarge, domain.NotFound:
		return exitUsage
	}
	if errors.Is(err, errUsage) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return exitUsage
	}
	return exitFailed
}

// line says an error in one line of English. What is meant for a person comes
// from the catalogue, after whatever the error says of its place.
func line(err error) string {
	text := err.Error()
	if e, ok := errors.AsType[*domain.Error](err); ok {
		own := ""
		switch {
		case e.Say.Key != "":
			own = wording.Render(wording.English, e.Say)
		case e.Err != nil:
			own = e.Err.Error()
		}
		if own != "" {
			text = strings.Replace(text, e.Error(), own, 1)
		}
	}
	return strings.Join(strings.Fields(text), " ")
}

func commandNames() string {
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	return strings.Join(names, ", ")
}

// help describes every command.
func help(w io.Writer) {
	fmt.Fprintln(w, "chonmat helps choose influencers: brief, channel, people.\n\nusage: chonmat COMMAND …   (without a command: serve)")
	fmt.Fprintln(w)
	for _, c := range commands {
		fmt.Fprintf(w, "  %s\n        %s\n", strings.TrimSpace(c.name+" "+c.args), c.about)
	}
	fmt.Fprint(w, `
examples:
  chonmat rank --text "mỹ phẩm cho nữ 18-25, 200tr, tiktok" --roster creators.csv
  chonmat brief "serum cho nữ 20–28 ở SG, 150tr, cần 400k reach"
  chonmat import creators.xlsx --dry-run
  chonmat growth --text "sinh viên mê nhiếp ảnh, 80 follow trên instagram, mỗi tuần 5 tiếng" --json

settings (environment; a token, key, secret or database also from a file, as NAME_FILE):
  TELEGRAM_BOT_TOKEN      from @BotFather; without it serve shows the local page
  TELEGRAM_API_URL        a server that speaks the Bot API (https://api.telegram.org)
  CHONMAT_WEBHOOK_URL     where Telegram calls, at this path of CHONMAT_LISTEN; without it the bot polls
  CHONMAT_WEBHOOK_SECRET  proves that Telegram calls (derived from the token)
  CHONMAT_DATABASE        file of the database, or postgres://user:password@host/database (chonmat.db)
  CHONMAT_LISTEN          address of page, health checks and webhook (127.0.0.1:8080)
  CHONMAT_HOSTS           host names, by comma, under which the page may be called besides localhost
  CHONMAT_VND_PER_USD     what a dollar is taken for, in đồng (26000, as of 2026-11)
  CHONMAT_LOG             text or json (text)
  OPENAI_API_KEY          of OpenAI, or of a server that speaks its API; this or the next switches the model on
  OPENAI_BASE_URL         such a server, with /v1 (OpenAI)
  OPENAI_MODEL            the model's name there
`)
}

// flags parses flags that may stand before, between and after the arguments,
// and returns the arguments.
func flags(set *flag.FlagSet, args []string) ([]string, error) {
	set.SetOutput(io.Discard)
	var rest []string
	for {
		if err := set.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, usagef("%w", err)
		}
		if set.NArg() == 0 {
			return rest, nil
		}
		// What follows "--" is no flag.
		if n := len(args) - set.NArg(); n > 0 && args[n-1] == "--" {
			return append(rest, set.Args()...), nil
		}
		rest = append(rest, set.Arg(0))
		args = set.Args()[1:]
	}
}
