package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// result is what a command left behind.
type result struct {
	status   int
	out, err string
}

// terminal runs command lines in a directory of its own.
type terminal struct {
	t   *testing.T
	env map[string]string
	dir string
}

func newTerminal(t *testing.T) *terminal {
	dir := t.TempDir()
	return &terminal{t, map[string]string{"CHONMAT_DATABASE": filepath.Join(dir, "test.db"), "CHONMAT_LISTEN": "127.0.0.1:0"}, dir}
}

func (c *terminal) run(stdin string, args ...string) result {
	c.t.Helper()
	var out, errs bytes.Buffer
	status := run(c.t.Context(), args, shell{in: strings.NewReader(stdin), out: &out, err: &errs, env: c.env})
	return result{status, out.String(), errs.String()}
}

// file writes a file and returns its path.
func (c *terminal) file(name, content string) string {
	c.t.Helper()
	path := filepath.Join(c.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return path
}

const listCSV = `name,platform,followers,avg_views,engagement_rate,engagement_basis,categories,price_short_video_vnd
Linh Thử,tiktok,120000,45000,0.061,views,beauty,8000000
An Thử,tiktok,850000,210000,0.035,views,beauty,25000000
Bình Thử,youtube,300000,80000,0.04,views,food,
,tiktok,1000,,,,,
Khoa Thử,tiktok,5000000,900000,0.05,views,beauty,900000000
`

func TestWrongUsageIsOneClearLineAndStatus2(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	for name, test := range map[string]struct {
		args  []string
		stdin string
		says  string
	}{
		"unknown command":        {args: []string{"plans"}, says: "there are serve, brief, import, rank, plan, backtest, growth, export, restore, remove, backup"},
		"brief of nothing":       {args: []string{"brief"}, says: "needs a text"},
		"broken JSON line":       {args: []string{"brief", "-"}, stdin: "nữ 18-25\n{\"id\":1}\n", says: "line 2"},
		"import of nothing":      {args: []string{"import"}, says: "needs a file"},
		"import of no file":      {args: []string{"import", "none.csv"}, says: "none.csv"},
		"import of a picture":    {args: []string{"import", c.file("a.csv", "\x89PNG\r\n\x1a\n\x00\x00")}, says: "a.csv"},
		"import of a directory":  {args: []string{"import", c.dir}, says: "directory"},
		"unknown platform":       {args: []string{"import", list, "--platform", "myspace"}, says: "--platform is one of tiktok"},
		"unknown flag":           {args: []string{"rank", "--colour"}, says: "colour"},
		"rank without a brief":   {args: []string{"rank", "--roster", list}, says: "needs a brief"},
		"two briefs":             {args: []string{"rank", "--text", "a", "--brief", "b"}, says: "needs a brief"},
		"a loose word":           {args: []string{"rank", "mỹ", "phẩm"}, says: "--text"},
		"brief file missing":     {args: []string{"rank", "--brief", "none.json"}, says: "none.json"},
		"brief out of range":     {args: []string{"rank", "--brief", "-", "--roster", list}, stdin: `{"age_min":200}`, says: "age_min"},
		"brief misspelt":         {args: []string{"rank", "--brief", "-", "--roster", list}, stdin: `{"bugdet":1}`, says: "bugdet"},
		"limit of nothing":       {args: []string{"rank", "--text", "a", "--limit", "0"}, says: "--limit"},
		"growth twice":           {args: []string{"growth", "--text", "a", "--profile", "-"}, says: "not from both"},
		"profile missing":        {args: []string{"growth", "--profile", "none.json"}, says: "none.json"},
		"profile misspelt":       {args: []string{"growth", "--profile", "-"}, stdin: `{"feild":"food"}`, says: "feild"},
		"profile out of range":   {args: []string{"growth", "--profile", "-"}, stdin: `{"hours_per_week":500}`, says: "hours_per_week"},
		"roster missing":         {args: []string{"rank", "--text", "a", "--roster", "none.csv"}, says: "none.csv"},
		"backtest of nothing":    {args: []string{"backtest"}, says: "needs one file"},
		"backtest of a list":     {args: []string{"backtest", list}, says: `"actual_views"`},
		"export of nothing":      {args: []string{"export"}, says: "no such file"},
		"export with arguments":  {args: []string{"export", "x"}, says: "no arguments"},
		"restore without a file": {args: []string{"restore"}, says: "needs the file of an export"},
		"restore of nothing":     {args: []string{"restore", "none.jsonl"}, says: "no such file"},
		"backup without a file":  {args: []string{"backup"}, says: "needs one file"},
		"backup of nothing":      {args: []string{"backup", "copy.db"}, says: "no such file"},
		"serve with arguments":   {args: []string{"serve", "now"}, says: "no arguments"},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.run(test.stdin, test.args...)
			if got.status != exitUsage {
				t.Errorf("status %d, want %d", got.status, exitUsage)
			}
			if strings.Count(got.err, "\n") != 1 || !strings.HasPrefix(got.err, "chonmat") || !strings.Contains(got.err, test.says) {
				t.Errorf("said %q, want one line with %q", got.err, test.says)
			}
		})
	}
}

func TestHelpGoesToStandardOutput(t *testing.T) {
	c := newTerminal(t)
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}, {"rank", "--help"}, {"brief", "-h"}} {
		got := c.run("", args...)
		if got.status != exitDone || got.err != "" || !strings.Contains(got.out, "usage: chonmat") {
			t.Errorf("%v: status %d, out %q, err %q", args, got.status, got.out, got.err)
		}
	}
}

func TestBriefPrintsTheContract(t *testing.T) {
	c := newTerminal(t)
	const text = "mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, không lấy celeb"
	got := c.run("", append([]string{"brief"}, strings.Fields(text)...)...)
	want := `{"budget_min_vnd":200000000,"budget_max_vnd":200000000,"age_min":18,"age_max":25,"gender":"female",` +
		`"locations":["ho-chi-minh"],"industry":"beauty","kpi":"awareness","kpi_target":500000,"kpi_unit":"reach"}` + "\n"
	if diff := cmp.Diff(result{exitDone, want, ""}, got, cmp.AllowUnexported(result{})); diff != "" {
		t.Error(diff)
	}
}

func TestBriefReadsLines(t *testing.T) {
	c := newTerminal(t)
	got := c.run("nữ\n\n{\"id\":\"b-1\",\"text\":\"nam\"}\r\n{\"id\":7,\"text\":\"xin chào\"}\ntiktok", "brief", "-")
	want := `{"gender":"female"}
{}
{"id":"b-1","brief":{"gender":"male"}}
{"id":7,"brief":{}}
{"channels":["tiktok"]}
`
	if diff := cmp.Diff(result{exitDone, want, ""}, got, cmp.AllowUnexported(result{})); diff != "" {
		t.Error(diff)
	}
	if got := c.run(strings.Repeat("x", maxLine+1), "brief", "-"); got.status != exitUsage || !strings.Contains(got.err, "line 1") {
		t.Errorf("a line without end: %+v", got)
	}
}

func TestSettingsAreCheckedBeforeAnythingStarts(t *testing.T) {
	c := newTerminal(t)
	secret := c.file("token", "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n")
	for name, test := range map[string]struct {
		env  map[string]string
		says string
	}{
		"log":             {map[string]string{"CHONMAT_LOG": "xml"}, "CHONMAT_LOG"},
		"listen":          {map[string]string{"CHONMAT_LISTEN": "8080"}, "CHONMAT_LISTEN"},
		"secret missing":  {map[string]string{"TELEGRAM_BOT_TOKEN_FILE": "none"}, "TELEGRAM_BOT_TOKEN_FILE"},
		"secret twice":    {map[string]string{"TELEGRAM_BOT_TOKEN_FILE": secret, "TELEGRAM_BOT_TOKEN": "x"}, "keep one"},
		"token of no bot": {map[string]string{"TELEGRAM_BOT_TOKEN": "hunter2"}, "@BotFather"},
		"database":        {map[string]string{"CHONMAT_DATABASE": filepath.Join(c.dir, "none", "a.db")}, "none"},
		"postgres":        {map[string]string{"CHONMAT_DATABASE": "postgres://u:p4ssw0rd@h:port/d"}, "cannot be read"},
		"another server":  {map[string]string{"CHONMAT_DATABASE": "mysql://u:p4ssw0rd@h/d"}, "postgres://"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTerminal(t)
			for k, v := range test.env {
				c.env[k] = v
			}
			got := c.run("", "serve")
			last := got.err[strings.LastIndex(strings.TrimSpace(got.err), "\n")+1:]
			if got.status != exitUsage || !strings.Contains(last, test.says) {
				t.Errorf("status %d, said %q", got.status, got.err)
			}
			if strings.Contains(got.err, "hunter2") || strings.Contains(got.err, "p4ssw0rd") {
				t.Errorf("a secret is shown: %q", got.err)
			}
		})
	}
	config, err := readConfig(map[string]string{"TELEGRAM_BOT_TOKEN_FILE": secret})
	if err != nil || config.Token != "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" {
		t.Errorf("%q, %v", config.Token, err)
	}
}
