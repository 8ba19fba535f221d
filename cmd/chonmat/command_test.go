package main

import (
	"bytes"
	"encoding/json"
	"math"
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

func TestRankFollowsTheContract(t *testing.T) {
	c := newTerminal(t)
	got := c.run("", "rank", "--text", "mỹ phẩm cho nữ 18-25, 200tr, tiktok", "--roster", c.file("list.csv", listCSV), "--json")
	if got.status != exitDone || got.err != "" {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	var r struct {
		Brief      map[string]any
		Weights    map[string]float64
		Candidates []struct {
			Rank              int
			ID, Name          string
			Platform          string
			Score, Confidence float64
			Contributions     []struct {
				Criterion     string
				Score, Points float64
				Reasons       []struct{ Text, Source string }
			}
			Risks []struct{ Code, Text string }
			Price *struct {
				Low, Mid, High      float64
				Deliverable, Source string
			} `json:"price_vnd"`
			Forecast map[string]map[string]float64
		}
		Excluded []struct{ ID, Name, Reason string }
	}
	if err := json.Unmarshal([]byte(got.out), &r); err != nil {
		t.Fatal(err)
	}
	if r.Brief["industry"] != "beauty" || math.Abs(r.Weights["reach"]+r.Weights["relevance"]+r.Weights["persuasiveness"]+r.Weights["value"]-1) > 1e-9 {
		t.Errorf("brief %v, weights %v", r.Brief, r.Weights)
	}
	if len(r.Candidates) != 2 {
		t.Fatalf("%d candidates, want the two on TikTok that the budget can pay", len(r.Candidates))
	}
	for i, k := range r.Candidates {
		sum := 0.0
		for _, part := range k.Contributions {
			sum += part.Points
			for _, reason := range part.Reasons {
				if reason.Text == "" || strings.Contains(reason.Text, "{") {
					t.Errorf("reason %q", reason.Text)
				}
			}
		}
		if math.Abs(sum-k.Score) > 1e-9 || len(k.Contributions) != 4 {
			t.Errorf("%s: score %v, points add up to %v", k.Name, k.Score, sum)
		}
		if k.Rank != i+1 || k.ID == "" || k.Platform != "tiktok" || k.Confidence <= 0 || k.Confidence > 1 {
			t.Errorf("%+v", k)
		}
		if k.Price == nil || k.Price.Low > k.Price.Mid || k.Price.Mid > k.Price.High || k.Price.Deliverable != "short_video" || k.Price.Source == "" {
			t.Errorf("%s: price %+v", k.Name, k.Price)
		}
		views := k.Forecast["views"]
		if !(0 < views["p10"] && views["p10"] < views["p50"] && views["p50"] < views["p90"]) || k.Forecast["reach"] == nil || k.Forecast["engagements"] == nil {
			t.Errorf("%s: forecast %v", k.Name, k.Forecast)
		}
	}
	if len(r.Excluded) != 2 || r.Excluded[1].Name != "Khoa Thử" || !strings.Contains(r.Excluded[1].Reason, "900 triệu") {
		t.Errorf("excluded %+v", r.Excluded)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("rank --roster made a database")
	}
}

func TestPlanFollowsTheContract(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	got := c.run("", "plan", "--text", "mỹ phẩm, 60tr, tiktok", "--roster", list, "--json")
	if got.status != exitDone {
		t.Fatalf("%+v", got)
	}
	type interval struct{ P10, P50, P90 float64 }
	var plan struct {
		Packages []struct {
			Key   string `json:"key"`
			Items []struct {
				ID, Name, Platform, Deliverable string
				Quantity                        int
				Price                           int64 `json:"price_vnd"`
			} `json:"items"`
			Total     int64   `json:"total_vnd"`
			Reserve   int64   `json:"reserve_vnd"`
			Objective string  `json:"objective"`
			Value     float64 `json:"value"`
			Bound     float64 `json:"bound"`
			Gap       float64 `json:"gap"`
			Forecast  struct {
				Reach interval `json:"unduplicated_reach"`
			} `json:"forecast"`
		} `json:"packages"`
	}
	if err := json.Unmarshal([]byte(got.out), &plan); err != nil || len(plan.Packages) != 3 {
		t.Fatalf("%v in %s", err, got.out)
	}
	for i, p := range plan.Packages {
		total := int64(0)
		for _, item := range p.Items {
			total += item.Price * int64(item.Quantity)
			if item.Name == "" || item.ID == "" || item.Platform != "tiktok" || item.Deliverable != "short_video" || item.Name == "Khoa Thử" {
				t.Errorf("item %+v", item)
			}
		}
		if p.Key != []string{"safe", "balanced", "bold"}[i] || total != p.Total || p.Total+p.Reserve != 60_000_000 || p.Objective != "reach" ||
			p.Gap != (p.Bound-p.Value)/p.Bound || p.Value <= 0 || !(p.Forecast.Reach.P10 < p.Forecast.Reach.P50 && p.Forecast.Reach.P50 < p.Forecast.Reach.P90) {
			t.Errorf("package %+v", p)
		}
	}
	text := c.run("", "plan", "--text", "mỹ phẩm, 60tr, tiktok", "--roster", list)
	if text.status != exitDone || !strings.Contains(text.out, "balanced: ") || !strings.Contains(text.out, "Linh Thử") {
		t.Errorf("%+v", text)
	}
	if none := c.run("", "plan", "--text", "mỹ phẩm, tiktok", "--roster", list); none.status != exitDone || !strings.Contains(none.out, "need a budget") {
		t.Errorf("%+v", none)
	}
}

func TestRankTakesBriefJSONAndPrintsATable(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	got := c.run(`{"industry":"beauty","channels":["tiktok"],"budget_max_vnd":200000000}`, "rank", "--brief", "-", "--roster", list, "--limit", "1")
	if got.status != exitDone || !strings.Contains(got.out, "Thử") || !strings.Contains(got.out, "1 of 2 candidates, 2 excluded") {
		t.Errorf("%+v", got)
	}
	got = c.run("", "rank", "--text", "chỉ LinkedIn", "--roster", list)
	if got.status != exitDone || !strings.Contains(got.out, "nobody fits") {
		t.Errorf("%+v", got)
	}
}

func TestRankWithoutAListUsesTheSampleAndSaysSo(t *testing.T) {
	c := newTerminal(t)
	got := c.run("", "rank", "--text", "mỹ phẩm, 200tr", "--json")
	if got.status != exitDone || !strings.Contains(got.err, "dữ liệu minh hoạ") || !strings.Contains(got.out, `"sample":true`) {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("rank made a database")
	}
}

func TestImportThenRankExportAndBackup(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	if got := c.run("", "import", list, "--dry-run"); got.status != exitDone || !strings.Contains(got.out, "nothing was stored") ||
		!strings.Contains(got.out, "5 rows: 4 taken, 0 merged, 1 refused") || !strings.Contains(got.out, "row 5 refused") {
		t.Errorf("dry run: %+v", got)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("a dry run made a database")
	}

	got := c.run("", "import", "--json", list)
	var report struct {
		DryRun bool `json:"dry_run"`
		Files  []fileReport
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	if f := report.Files; len(f) != 1 || f[0].Rows != 5 || f[0].Taken != 4 || f[0].Refused != 1 || f[0].Refusals[0].Row != 5 || f[0].Refusals[0].Reason == "" {
		t.Errorf("report %+v", report)
	}

	if got := c.run("", "rank", "--text", "mỹ phẩm, tiktok", "--json"); got.status != exitDone || got.err != "" || !strings.Contains(got.out, "Linh Thử") {
		t.Errorf("rank: %+v", got)
	}
	if got := c.run("", "export"); got.status != exitDone || !strings.Contains(got.out, `"table":"roster_`) || !strings.Contains(got.out, "Linh Thử") {
		t.Errorf("export: status %d, %s", got.status, got.err)
	}

	copied := filepath.Join(c.dir, "copy.db")
	if got := c.run("", "backup", copied); got.status != exitDone || got.out+got.err != "" {
		t.Errorf("backup: %+v", got)
	}
	if got := c.run("", "backup", copied); got.status == exitDone {
		t.Error("a backup overwrote another")
	}
	c.env["CHONMAT_DATABASE"] = copied
	if got := c.run("", "rank", "--text", "mỹ phẩm, tiktok", "--json"); !strings.Contains(got.out, "Linh Thử") {
		t.Errorf("rank on the copy: %+v", got)
	}
}

func TestDollarsAreTakenAtTheRateThatIsSet(t *testing.T) {
	c := newTerminal(t)
	for rate, want := range map[string]string{"": `"budget_max_vnd":104000000`, "25000": `"budget_max_vnd":100000000`} {
		if rate != "" {
			c.env["CHONMAT_VND_PER_USD"] = rate
		}
		if got := c.run("", "brief", "ngân sách $4000"); !strings.Contains(strings.ReplaceAll(got.out, " ", ""), want) {
			t.Errorf("at %q: %+v, want %s", rate, got, want)
		}
		delete(c.env, "CHONMAT_VND_PER_USD")
	}
	c.env["CHONMAT_VND_PER_USD"] = "0"
	if got := c.run("", "brief", "200tr"); got.status != exitUsage || !strings.Contains(got.err, "CHONMAT_VND_PER_USD") {
		t.Errorf("at 0: %+v", got)
	}
}

func TestAnExportFillsAnEmptyDatabase(t *testing.T) {
	c := newTerminal(t)
	if got := c.run("", "import", c.file("list.csv", listCSV)); got.status != exitDone {
		t.Fatalf("import: %+v", got)
	}
	exported := c.run("", "export").out
	c.env["CHONMAT_DATABASE"] = filepath.Join(c.dir, "moved.db")
	if got := c.run(exported, "restore", "-"); got.status != exitDone || got.out+got.err != "" {
		t.Fatalf("restore: %+v", got)
	}
	if got := c.run("", "export"); got.out != exported {
		t.Errorf("the moved database exports\n%s\nwant\n%s", got.out, exported)
	}
	if got := c.run(exported, "restore", "-"); got.status != exitUsage || !strings.Contains(got.err, "give an empty one") {
		t.Errorf("restore over what is there: %+v", got)
	}
	c.env["CHONMAT_DATABASE"] = filepath.Join(c.dir, "cut.db")
	if got := c.run(exported[:len(exported)/2], "restore", "-"); got.status != exitUsage {
		t.Errorf("restore of half an export: %+v", got)
	}
}

func TestAnImportOfSeveralFilesIsAllOrNothing(t *testing.T) {
	c := newTerminal(t)
	got := c.run("", "import", c.file("a.csv", listCSV), c.file("b.csv", "<<<<<<< HEAD\nname,platform,followers\n"))
	if got.status != exitUsage || !strings.Contains(got.err, "b.csv") {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("something was stored")
	}
}

func TestAFileThatLeavesThePlatformOpenSaysWhatToDo(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", "name,followers\nLinh Thử,120000\nAn Thử,4000\n")
	if got := c.run("", "import", list); got.status != exitUsage || !strings.Contains(got.err, "--platform") {
		t.Errorf("%+v", got)
	}
	if got := c.run("", "import", list, "--platform", "tiktok"); got.status != exitDone || !strings.Contains(got.out, "2 taken") {
		t.Errorf("%+v", got)
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
