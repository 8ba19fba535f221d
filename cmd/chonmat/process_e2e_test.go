package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
)

// binary builds the program as it is shipped, once, and returns its path.
func binary(t testing.TB) string {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var built string // its directory, removed when the tests end

var build = sync.OnceValues(func() (string, error) {
	var err error
	if built, err = os.MkdirTemp("", "chonmat-test-"); err != nil {
		return "", err
	}
	path := filepath.Join(built, "chonmat")
	command := exec.Command("go", "build", "-o", path, ".")
	command.Stderr = os.Stderr
	return path, command.Run()
})

// unpaced is the variable that makes the test binary the program, but for
// that it keeps no pace of sending: what is measured is our own speed.
const unpaced = "CHONMAT_TEST_UNPACED"

func TestMain(m *testing.M) {
	if os.Getenv(unpaced) != "" {
		os.Exit(serveUnpaced())
	}
	status := m.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	os.Exit(status)
}

// profiled is the variable that names the file for its CPU profile.
const profiled = "CHONMAT_TEST_PROFILE"

func serveUnpaced() (status int) {
	if name := os.Getenv(profiled); name != "" {
		file, err := os.Create(name)
		if err == nil {
			err = pprof.StartCPUProfile(file)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return exitFailed
		}
		defer pprof.StopCPUProfile()
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	config, err := readConfig(environment(os.Environ()))
	if err == nil {
		app := newApp(config, newLog(config.Log, os.Stderr))
		app.pace = telegram.NoPace
		err = app.Run(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitFailed
	}
	return 0
}

// process is a running chonmat.
type process struct {
	t       testing.TB
	command *exec.Cmd
	Address string // where it listens
	ended   chan struct{}

	mu  sync.Mutex
	log []string
}

// launch runs the program as the bot of a server, and returns when it listens.
// Settings come as NAME=value.
func launch(t testing.TB, srv *telegramtest.Server, settings ...string) *process {
	t.Helper()
	program := os.Args[0]
	if !slices.Contains(settings, unpaced+"=1") {
		program = binary(t)
	}
	p := &process{t: t, command: exec.Command(program), ended: make(chan struct{})}
	p.command.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "TELEGRAM_BOT_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + srv.URL,
		"CHONMAT_LISTEN=127.0.0.1:0", "CHONMAT_LOG=json",
		profiled + "=" + os.Getenv(profiled),
	}, settings...)
	stderr, err := p.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	listens := make(chan string, 1)
	go p.read(bufio.NewScanner(stderr), listens)
	t.Cleanup(p.kill)
	select {
	case p.Address = <-listens:
	case <-p.ended:
		t.Fatalf("it ended:\n%s", p.told())
	case <-time.After(patience):
		t.Fatalf("it does not listen:\n%s", p.told())
	}
	return p
}

// read keeps what the process logs, and tells where it listens.
func (p *process) read(lines *bufio.Scanner, listens chan<- string) {
	defer close(p.ended)
	for lines.Scan() {
		p.mu.Lock()
		p.log = append(p.log, lines.Text())
		p.mu.Unlock()
		var line struct{ Health string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Health != "" {
			if u, err := url.Parse(line.Health); err == nil {
				listens <- u.Host
			}
		}
	}
	_ = p.command.Wait()
}

// told is the log so far.
func (p *process) told() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.log, "\n")
}

// kill ends the process with SIGKILL.
func (p *process) kill() {
	_ = p.command.Process.Kill()
	<-p.ended
}

// term asks the process to stop, and returns how long it took and its status.
func (p *process) term() (took time.Duration, status int) {
	p.t.Helper()
	begun := time.Now()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.t.Fatalf("it does not stop:\n%s", p.told())
	}
	return time.Since(begun), p.command.ProcessState.ExitCode()
}
